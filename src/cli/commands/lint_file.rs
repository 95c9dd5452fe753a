//! The requests of one text: recognised, decoded, checked, and their problems placed in the text.

use std::collections::{BTreeMap, BTreeSet};

use super::lint_settings::Settings;
use crate::check::{RequestReport, UnknownMember, check_request};
use crate::diagnostics::{
    Code, Context, Diagnostic, Finding, Location, Report, ServiceAnswer, Severity, Unchecked, describe, is_consequence,
};
use crate::lint::{Level, RuleContext, check_entry, rule_infos};
use crate::problem::{Part, Place, Problem};
use crate::request::{Operation, Request, decode, recognise};
use crate::source::{JsonError, JsonNode, Span, documents};

/// What became of one text.
pub(super) enum Outcome {
    /// Requests were found and checked.
    Checked,
    /// It is JSON, and no request.
    NoRequest,
    /// It is no JSON, or not all of it.
    Broken(Vec<JsonError>),
}

/// Checks texts and gathers what is found.
pub(super) struct Linter<'s> {
    settings: &'s Settings,
    pub(super) report: Report,
    /// The files that were looked at, by their paths in the configuration.
    pub(super) looked_at: BTreeSet<String>,
}

impl<'s> Linter<'s> {
    pub(super) fn new(settings: &'s Settings) -> Self {
        let report = Report { rules: rule_infos(), ..Report::default() };
        Self { settings, report, looked_at: BTreeSet::new() }
    }

    /// Notes that a file was not checked.
    pub(super) fn unchecked(&mut self, file: String, why: String) {
        self.report.unchecked.push(Unchecked { file, why });
    }

    /// Checks every request of a text. Documents that are no JSON do not hide the others.
    pub(super) fn file(&mut self, name: &str, text: &str) -> Outcome {
        let settings = self.settings;
        let path = settings.relative(name);
        self.looked_at.insert(path.clone());
        let (nodes, errors) = documents(text);
        let mut requests: Vec<&JsonNode> = Vec::new();
        for node in &nodes {
            match node.elements() {
                Some(elements) => requests.extend(elements),
                None => requests.push(node),
            }
        }
        let several = requests.len() > 1;
        let source = self.report.sources.len();
        let mut found = Vec::new();
        let mut checked = 0;
        for (number, node) in (1..).zip(requests) {
            let Some(operation) = settings.operation.or_else(|| recognise(node)) else { continue };
            checked += 1;
            let request = decode(node, operation, settings.validation);
            let report = check_request(&request, &settings.tables, settings.validation);
            let subject = if several { format!("request {number}, {operation}") } else { operation.to_string() };
            found.extend(findings(&report, settings, &path, source, text, &subject));
        }
        if !found.is_empty() {
            self.report.add_source(name, text);
            self.report.findings.extend(found);
        }
        self.report.requests += checked;
        self.report.files += usize::from(checked > 0);
        match (errors.is_empty(), checked) {
            (false, _) => Outcome::Broken(errors),
            (true, 0) => Outcome::NoRequest,
            (true, _) => Outcome::Checked,
        }
    }
}

/// Everything found in one request, placed in its text.
fn findings(
    report: &RequestReport<'_>,
    settings: &Settings,
    path: &str,
    source: usize,
    text: &str,
    subject: &str,
) -> Vec<Finding> {
    let tables = &settings.tables;
    let mut all: Vec<Finding> = Vec::new();
    // What an entry's problems have to do with one another is told from that entry alone.
    let mut by_entry: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in &report.problems {
        by_entry.entry(problem.place.entry).or_default().push(problem.clone());
    }
    for problem in &report.problems {
        let beside = by_entry.get(&problem.place.entry).map(Vec::as_slice).unwrap_or_default();
        if let Some(diagnostic) = tell(report, problem, beside).and_then(|told| at_level(told, settings, path)) {
            all.push(place(diagnostic, report.request, source, text));
        }
    }
    for (number, checked) in (0..).zip(&report.entries) {
        let Some(entry) = report.request.entries.get(usize::from(number)) else { break };
        let table = entry.table().and_then(|name| tables.iter().find(|table| table.table_name == name));
        let table = table.or_else(|| tables.iter().find(|table| table.table_name.is_empty()));
        let problems = by_entry.get(&number).map(Vec::as_slice).unwrap_or_default();
        let operation = Some(report.request.operation);
        let context = RuleContext { entry, number, checked, problems, operation, table };
        let said = check_entry(&context, |rule| settings.config.level(rule, path));
        all.extend(said.into_iter().map(|diagnostic| place(diagnostic, report.request, source, text)));
    }
    for member in &report.unknown_members {
        let told = at_level(tell_unknown(member, report.request.operation), settings, path);
        all.extend(told.map(|diagnostic| place(diagnostic, report.request, source, text)));
    }
    for finding in &mut all {
        finding.subject = Some(subject.to_owned());
        finding.expression = expression_of(finding, report);
    }
    all
}

/// A diagnostic as loud as it is configured to be; nothing where that is not at all.
fn at_level(mut diagnostic: Diagnostic, settings: &Settings, path: &str) -> Option<Diagnostic> {
    let own = match diagnostic.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Info,
    };
    diagnostic.severity = settings.config.adjusted(diagnostic.code, own, path).severity()?;
    Some(diagnostic)
}

/// The text of the expression that a finding is about.
fn expression_of(finding: &Finding, report: &RequestReport<'_>) -> Option<String> {
    let place = &finding.diagnostic.place;
    let Part::Expression(kind, _) = &place.part else { return None };
    let texts = report.entries.get(usize::from(place.entry))?.subject.texts;
    texts.iter().find(|(other, _)| other == kind).map(|(_, text)| (*text).to_owned())
}

/// A problem with the expressions of the entry it is in; nothing where it only follows from another one.
fn tell(report: &RequestReport<'_>, problem: &Problem, beside: &[Problem]) -> Option<Diagnostic> {
    let is_first = report.problems.first() == Some(problem);
    let mut diagnostic = match report.entries.get(usize::from(problem.place.entry)) {
        Some(entry) => {
            let context = Context { subject: entry.subject, problems: beside, framing: report.framing };
            if is_consequence(problem, context) {
                return None;
            }
            describe(problem, context)
        }
        None => unreachable_entry(report, problem),
    };
    diagnostic.is_reported_by_service = is_first;
    if let (true, Some((error_type, message))) = (is_first, report.service_answer()) {
        diagnostic.service = Some(ServiceAnswer { error_type, message });
    }
    Some(diagnostic)
}

/// A problem of the request as a whole, where there is no entry to look into.
fn unreachable_entry(report: &RequestReport<'_>, problem: &Problem) -> Diagnostic {
    let (names, values) = (Default::default(), Default::default());
    let layer = report.framing.layer();
    let subject = crate::check::Expressions { texts: &[], names: &names, values: &values, layer };
    describe(problem, Context { subject, problems: &report.problems, framing: report.framing })
}

fn place(diagnostic: Diagnostic, request: &Request<'_>, source: usize, text: &str) -> Finding {
    let entry = diagnostic.place.entry;
    let whole = Location { source, span: first_line(request.node.span, text) };
    let locate = |part: &Part| {
        let located = Place::part(part.clone()).in_entry(entry).locate(request, text);
        Some(Location { source, span: first_line(located.span, text) })
    };
    Finding::place(diagnostic, whole, locate)
}

/// A place that takes in several lines, such as a whole request, is shown by its first.
fn first_line(span: Span, text: &str) -> Span {
    let inside = span.slice(text).unwrap_or_default();
    match inside.find('\n') {
        Some(at) if inside.starts_with(['{', '[']) => {
            Span::new(span.start, span.start + u32::try_from(at.max(1)).unwrap_or(1))
        }
        _ => span,
    }
}

/// A member that the operation does not know. The service ignores it, so this is a warning.
fn tell_unknown(member: &UnknownMember, operation: Operation) -> Diagnostic {
    let name = &member.name;
    let help = match (member.similar, member.known_to.as_slice()) {
        (Some(similar), _) => Some(format!("did you mean `{similar}`?")),
        (None, []) => None,
        (None, [one]) => Some(format!("`{name}` belongs to {one}")),
        (None, several) => {
            let names: Vec<&str> = several.iter().map(|operation| operation.name()).collect();
            Some(format!("`{name}` belongs to {}", names.join(", ")))
        }
    };
    Diagnostic {
        code: Code::ParameterNotAccepted,
        severity: Severity::Warning,
        title: format!("{operation} has no parameter `{name}`"),
        place: member.place.clone(),
        label: "DynamoDB ignores it, SDKs refuse it".to_owned(),
        related: Vec::new(),
        service: None,
        is_reported_by_service: false,
        notes: Vec::new(),
        help,
        fix: None,
    }
}
