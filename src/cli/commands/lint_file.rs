//! The requests of one text: recognised, decoded, checked, and their problems placed in the text.

use std::collections::BTreeMap;

use crate::check::{RequestReport, UnknownMember, check_request};
use crate::diagnostics::{
    Code, Context, Diagnostic, Finding, Location, Report, ServiceAnswer, Severity, describe, is_consequence,
};
use crate::layer::ValidationLayer;
use crate::lint::{RuleContext, RuleOptions, check_entry};
use crate::problem::{Part, Place, Problem};
use crate::request::{Operation, Request, TableSchema, decode, recognise};
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
pub(super) struct Linter {
    tables: Vec<TableSchema>,
    operation: Option<Operation>,
    newest: ValidationLayer,
    pub(super) report: Report,
    /// Number of files with requests.
    pub(super) files: usize,
    /// Number of requests.
    pub(super) requests: usize,
    /// Files that were not checked, each with the reason.
    pub(super) unchecked: Vec<(String, String)>,
}

impl Linter {
    pub(super) fn new(tables: Vec<TableSchema>, operation: Option<Operation>, newest: ValidationLayer) -> Self {
        let report = Report::default();
        Self { tables, operation, newest, report, files: 0, requests: 0, unchecked: Vec::new() }
    }

    /// Checks every request of a text. Documents that are no JSON do not hide the others.
    pub(super) fn file(&mut self, name: &str, text: &str) -> Outcome {
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
            let Some(operation) = self.operation.or_else(|| recognise(node)) else { continue };
            checked += 1;
            let request = decode(node, operation, self.newest);
            let report = check_request(&request, &self.tables, self.newest);
            let subject = if several { format!("request {number}, {operation}") } else { operation.to_string() };
            found.extend(findings(&report, &self.tables, source, text, &subject));
        }
        if !found.is_empty() {
            self.report.add_source(name, text);
            self.report.findings.extend(found);
        }
        self.requests += checked;
        self.files += usize::from(checked > 0);
        match (errors.is_empty(), checked) {
            (false, _) => Outcome::Broken(errors),
            (true, 0) => Outcome::NoRequest,
            (true, _) => Outcome::Checked,
        }
    }

    /// What was done, in one line.
    pub(super) fn summary(&self) -> String {
        let count = |number: usize, word: &str| {
            let ending = if number == 1 { "" } else { "s" };
            format!("{number} {word}{ending}")
        };
        let (errors, warnings) = (self.report.count(Severity::Error), self.report.count(Severity::Warning));
        let found = match (errors, warnings) {
            (0, 0) => "nothing found".to_owned(),
            (errors, 0) => count(errors, "error"),
            (0, warnings) => count(warnings, "warning"),
            (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
        };
        let checked = format!("{} in {}: {found}", count(self.requests, "request"), count(self.files, "file"));
        match self.unchecked.as_slice() {
            [] => checked,
            [(name, why)] => format!("{checked}; 1 file not checked ({name}: {why})"),
            many => format!("{checked}; {} files not checked", many.len()),
        }
    }
}

/// Everything found in one request, placed in its text.
fn findings(
    report: &RequestReport<'_>,
    tables: &[TableSchema],
    source: usize,
    text: &str,
    subject: &str,
) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::new();
    // What an entry's problems have to do with one another is told from that entry alone.
    let mut by_entry: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in &report.problems {
        by_entry.entry(problem.place.entry).or_default().push(problem.clone());
    }
    for problem in &report.problems {
        let beside = by_entry.get(&problem.place.entry).map(Vec::as_slice).unwrap_or_default();
        if let Some(diagnostic) = tell(report, problem, beside) {
            all.push(place(diagnostic, report.request, source, text));
        }
    }
    for (number, checked) in (0..).zip(&report.entries) {
        let Some(entry) = report.request.entries.get(usize::from(number)) else { break };
        let table = entry.table().and_then(|name| tables.iter().find(|table| table.table_name == name));
        let table = table.or_else(|| tables.iter().find(|table| table.table_name.is_empty()));
        let problems = by_entry.get(&number).map(Vec::as_slice).unwrap_or_default();
        let operation = Some(report.request.operation);
        let options = &RuleOptions::default();
        let context = RuleContext { entry, number, checked, problems, operation, table, options };
        let said = check_entry(&context, |rule| rule.default);
        all.extend(said.into_iter().map(|diagnostic| place(diagnostic, report.request, source, text)));
    }
    for member in &report.unknown_members {
        all.push(place(tell_unknown(member, report.request.operation), report.request, source, text));
    }
    for finding in &mut all {
        finding.subject = Some(subject.to_owned());
    }
    all
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
