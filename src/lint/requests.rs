//! The requests of a JSON text: recognised, decoded, checked, and what is said placed in the text.

use super::judge::{contexts, judge};
use super::linter::{Checking, Linted, LintedExpression};
use super::{AttributeUse, Settings};
use crate::check::check_request;
use crate::diagnostics::{Diagnostic, Finding, Location};
use crate::problem::{Part, Place};
use crate::request::{Request, decode, recognise};
use crate::source::{JsonNode, Span, documents};

/// Lints the requests of a JSON text, and gives their places, and whether there is nothing else in it. Documents that
/// are no JSON do not hide the others.
pub(super) fn lint(text: &str, settings: Settings<'_>, into: &mut Linted) -> (Vec<Span>, bool) {
    let (nodes, errors) = documents(text);
    let mut requests: Vec<&JsonNode> = Vec::new();
    for node in &nodes {
        match node.elements() {
            Some(elements) => requests.extend(elements),
            None => requests.push(node),
        }
    }
    let found = requests.len();
    let several = found > 1;
    let mut recognised = Vec::new();
    for (number, node) in (1..).zip(requests) {
        let Some(operation) = settings.operation.or_else(|| recognise(node)) else { continue };
        recognised.push(node.span);
        let request = decode(node, operation, settings.newest);
        let report = check_request(&request, settings.tables, settings.newest);
        let subject = if several { format!("request {number}, {operation}") } else { operation.to_string() };
        let all = judge(&report, None, settings, |_| true);
        let statement = first_line(node.span, text);
        for context in contexts(&report, &all, settings) {
            let Some(table) = context.entry.table() else { continue };
            let place =
                |part: &Part| Some(Place::part(part.clone()).in_entry(context.number).locate(&request, text).span);
            into.uses.extend(AttributeUse::of(std::iter::once((context, table)), statement, place));
        }
        #[cfg(feature = "source")]
        let edits = super::edits::RequestEdits::new(&request, text);
        for diagnostic in all {
            let mut finding = place(diagnostic, &request, text);
            finding.subject = Some(subject.clone());
            #[cfg(feature = "source")]
            {
                finding.host_edits = edits.of(&finding.diagnostic);
            }
            finding.expression = expression_of(&finding, &request);
            into.findings.push(finding);
        }
        for entry in &request.entries {
            for (kind, written) in &entry.expressions {
                let span = entry.node.member(kind.parameter()).map_or(node.span, |member| member.key_span);
                let text = Some((*written).to_owned());
                into.expressions.push(LintedExpression { kind: *kind, span, checked: Checking::Whole, text });
            }
        }
    }
    into.requests += recognised.len();
    let is_all = errors.is_empty() && recognised.len() == found;
    into.unreadable.extend(errors.iter().map(ToString::to_string));
    (recognised, is_all)
}

/// The text of the expression that a finding is about.
fn expression_of(finding: &Finding, request: &Request<'_>) -> Option<String> {
    let place = &finding.diagnostic.place;
    let Part::Expression(kind, _) = &place.part else { return None };
    let expressions = &request.entries.get(usize::from(place.entry))?.expressions;
    expressions.iter().find(|(other, _)| other == kind).map(|(_, text)| (*text).to_owned())
}

fn place(diagnostic: Diagnostic, request: &Request<'_>, text: &str) -> Finding {
    let entry = diagnostic.place.entry;
    let whole = Location { source: 0, span: first_line(request.node.span, text) };
    let locate = |part: &Part| {
        let located = Place::part(part.clone()).in_entry(entry).locate(request, text);
        Some(Location { source: 0, span: first_line(located.span, text) })
    };
    Finding::place(diagnostic, whole, locate)
}

/// A place that takes in several lines, such as a whole request, is shown by its first.
pub(super) fn first_line(span: Span, text: &str) -> Span {
    let inside = span.slice(text).unwrap_or_default();
    match inside.find('\n') {
        Some(at) if inside.starts_with(['{', '[']) => {
            Span::new(span.start, span.start + u32::try_from(at.max(1)).unwrap_or(1))
        }
        _ => span,
    }
}
