//! Everything there is to say about one checked request, each thing once, as loud as its rule.

use std::collections::BTreeMap;

use super::{Check, Level, RuleContext, Settings, check_entry, rule};
use crate::check::{Checked, Expressions, RequestReport, UnknownMember};
use crate::diagnostics::{
    Context, Diagnostic, ServiceAnswer, describe, describe_repeated_member, describe_unknown_member, is_consequence,
    point_to_misspelled,
};
#[cfg(feature = "source")]
use crate::problem::Framing;
use crate::problem::Problem;
use crate::request::{Entry, Operation, Surroundings, TableSchema};

/// What is said about a whole request, as far as it `is_certain`.
pub(super) fn judge(
    report: &RequestReport<'_>,
    source: Option<&Surroundings>,
    settings: Settings<'_>,
    is_certain: impl Fn(&Diagnostic) -> bool,
) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    // What an entry's problems have to do with one another is told from that entry alone.
    let mut by_entry: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in &report.problems {
        by_entry.entry(problem.place.entry).or_default().push(problem.clone());
    }
    for problem in &report.problems {
        let beside = by_entry.get(&problem.place.entry).map(Vec::as_slice).unwrap_or_default();
        all.extend(tell(report, problem, beside).filter(&is_certain));
    }
    for (number, checked) in (0..).zip(&report.entries) {
        let Some(entry) = report.request.entries.get(usize::from(number)) else { break };
        // Of a request that is refused only that is told; what may be refused for all we know counts as accepted.
        let refused = all.iter().any(|told: &Diagnostic| told.place.entry == number && told.service.is_some());
        let problems = by_entry.get(&number).filter(|_| refused).map(Vec::as_slice).unwrap_or_default();
        let said = rules(entry, number, checked, problems, (Some(report.request.operation), source), settings);
        all.extend(said.into_iter().filter(&is_certain));
    }
    // What is missing for the sake of a misspelled member points to it already.
    let pointed_to = |member: &UnknownMember, all: &[Diagnostic]| {
        let mut parts = all.iter().flat_map(|diagnostic| &diagnostic.related);
        parts.any(|(part, _)| *part == member.place.part)
    };
    for member in &report.unknown_members {
        if !pointed_to(member, &all) {
            all.push(describe_unknown_member(member, report.request.operation));
        }
    }
    all.extend(report.repeated_members.iter().map(describe_repeated_member));
    at_their_levels(all, settings)
}

#[cfg(feature = "source")]
/// What is said about expressions whose operation is not known, as far as it `is_certain`.
pub(super) fn judge_entry(
    entry: &Entry<'_>,
    checked: &Checked<'_>,
    source: Option<&Surroundings>,
    settings: Settings<'_>,
    is_certain: impl Fn(&Diagnostic) -> bool,
) -> Vec<Diagnostic> {
    let context = Context { subject: checked.subject, problems: &checked.problems, framing: Framing::default() };
    let mut all = Vec::new();
    for problem in checked.problems.iter().filter(|problem| !is_consequence(problem, context)) {
        all.extend(Some(describe(problem, context)).filter(&is_certain));
    }
    let problems = if all.is_empty() { &[][..] } else { &checked.problems };
    all.extend(rules(entry, 0, checked, problems, (None, source), settings).into_iter().filter(&is_certain));
    at_their_levels(all, settings)
}

/// Each entry of a request of which nothing refused was told, as rules see it.
pub(super) fn contexts<'c>(
    report: &'c RequestReport<'c>,
    told: &[Diagnostic],
    settings: Settings<'c>,
) -> impl Iterator<Item = RuleContext<'c>> {
    let is_refused = told.iter().any(|diagnostic| diagnostic.service.is_some());
    let entries = (0..).zip(&report.entries).zip(&report.request.entries);
    entries.filter(move |_| !is_refused).map(move |((number, checked), entry)| RuleContext {
        entry,
        number,
        checked,
        problems: &[],
        operation: Some(report.request.operation),
        table: table_of(entry, settings.tables),
        options: settings.options,
        source: None,
    })
}

fn rules(
    entry: &Entry<'_>,
    number: u16,
    checked: &Checked<'_>,
    problems: &[Problem],
    (operation, source): (Option<Operation>, Option<&Surroundings>),
    settings: Settings<'_>,
) -> Vec<Diagnostic> {
    let table = table_of(entry, settings.tables);
    let options = settings.options;
    let context = RuleContext { entry, number, checked, problems, operation, table, options, source };
    check_entry(&context, |rule| (settings.level)(rule.code, rule.default))
}

fn table_of<'t>(entry: &Entry<'_>, tables: &'t [TableSchema]) -> Option<&'t TableSchema> {
    let named = entry.table().and_then(|name| tables.iter().find(|table| table.table_name == name));
    named.or_else(|| tables.iter().find(|table| table.table_name.is_empty()))
}

/// What the compiler says gets the level of its rule; rules that are off say nothing.
fn at_their_levels(all: Vec<Diagnostic>, settings: Settings<'_>) -> Vec<Diagnostic> {
    let levelled = all.into_iter().filter_map(|mut diagnostic| {
        let by_compiler =
            rule(diagnostic.code).is_none_or(|rule| !matches!(rule.check, Check::Request(_) | Check::CompilerOr(_)));
        if by_compiler || diagnostic.service.is_some() {
            let own = Level::of(diagnostic.severity);
            diagnostic.severity = (settings.level)(diagnostic.code, own).severity()?;
        }
        Some(diagnostic)
    });
    levelled.collect()
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
        None => outside_of_entries(report, problem),
    };
    point_to_misspelled(&mut diagnostic, problem, &report.unknown_members);
    diagnostic.is_reported_by_service = is_first;
    if let (true, Some((error_type, message))) = (is_first, report.service_answer()) {
        diagnostic.service = Some(ServiceAnswer { error_type, message });
    }
    Some(diagnostic)
}

/// A problem of the request as a whole, where there is no entry to look into.
fn outside_of_entries(report: &RequestReport<'_>, problem: &Problem) -> Diagnostic {
    let (names, values) = (Default::default(), Default::default());
    let subject = Expressions { texts: &[], names: &names, values: &values, layer: report.framing.layer() };
    describe(problem, Context { subject, problems: &report.problems, framing: report.framing })
}
