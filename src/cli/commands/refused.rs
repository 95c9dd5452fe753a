//! Expressions that are refused, with what is wrong with them, and the maps they were written with.

use crate::check::Expressions;
use crate::cli::args::Kind;
use crate::cli::session::{Refusal, Session};
use crate::diagnostics::{Context, Finding, Location, Report, describe};
use crate::layer::ValidationLayer;
use crate::problem::{Framing, Part, Problem};
use crate::request::{Binding, ExpressionAttributeNames, ExpressionAttributeValues};
use crate::source::Span;
use crate::syntax::{ExpressionKind, TokenKind, lex};
use crate::value::json;

/// The problems of one text, placed in it.
pub(super) fn report_syntax(kind: ExpressionKind, text: &str, problems: &[Problem]) -> Report {
    let (names, values) = (ExpressionAttributeNames::unknown(), ExpressionAttributeValues::unknown());
    report(kind, text, &names, &values, problems)
}

/// The problems of an expression and of the maps it was evaluated with.
pub(in crate::cli) fn report_refusal(session: &Session, refusal: &Refusal) -> Report {
    report(refusal.kind, &refusal.text, &session.names, &session.values, &refusal.problems)
}

fn report(
    kind: ExpressionKind,
    text: &str,
    names: &ExpressionAttributeNames,
    values: &ExpressionAttributeValues,
    problems: &[Problem],
) -> Report {
    let texts = [(kind, text)];
    let subject = Expressions { texts: &texts, names, values, layer: ValidationLayer::Current };
    let context = Context { subject, problems, framing: Framing::default() };
    let mut report = Report::default();
    let source = report.add_source(kind.parameter(), text);
    let mut names_text = Spelled::default();
    for (placeholder, name) in names.iter() {
        names_text.entry(placeholder, &serde_json::Value::from(name.as_str()).to_string());
    }
    let mut values_text = Spelled::default();
    for (placeholder, binding) in values.iter() {
        let value = match binding {
            Binding::Value(value) => json::to_json(value).to_string(),
            Binding::Types(types) => types.to_string(),
        };
        values_text.entry(placeholder, &value);
    }
    let (names_text, values_text) = (names_text.finish(), values_text.finish());
    let names_source = report.add_source("ExpressionAttributeNames", names_text.text.as_str());
    let values_source = report.add_source("ExpressionAttributeValues", values_text.text.as_str());
    let whole = Location { source, span: Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)) };
    let locate = |part: &Part| {
        let (source, span) = match part {
            Part::Expression(_, span) => (source, Some(*span)),
            Part::NameKey(key) => (names_source, names_text.find(key, true)),
            Part::Name(key) => (names_source, names_text.find(key, false)),
            Part::ValueKey(key) => (values_source, values_text.find(key, true)),
            Part::Value(key, _) => (values_source, values_text.find(key, false)),
            Part::Member(_) | Part::Request(_) => return None,
        };
        span.map(|span| Location { source, span })
    };
    for problem in problems {
        report.findings.push(Finding::place(describe(problem, context), whole, locate));
    }
    report
}

/// A map written out, with the places of its entries.
#[derive(Default)]
struct Spelled {
    text: String,
    entries: Vec<(String, Span, Span)>,
}

impl Spelled {
    fn entry(&mut self, key: &str, value: &str) {
        self.text.push_str(if self.entries.is_empty() { "{" } else { ", " });
        let key_span = self.push(&serde_json::Value::from(key).to_string());
        self.text.push_str(": ");
        let value_span = self.push(value);
        self.entries.push((key.to_owned(), key_span, value_span));
    }

    fn push(&mut self, part: &str) -> Span {
        let offset = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let start = offset(&self.text);
        self.text.push_str(part);
        Span::new(start, offset(&self.text))
    }

    fn finish(mut self) -> Self {
        self.text.push_str(if self.entries.is_empty() { "{}" } else { "}" });
        self
    }

    fn find(&self, key: &str, of_key: bool) -> Option<Span> {
        let (_, key, value) = self.entries.iter().find(|(known, ..)| known == key)?;
        Some(if of_key { *key } else { *value })
    }
}

/// The kind a text is most likely meant as: an update begins with a clause word, a projection lists paths,
/// anything else is a condition.
pub(in crate::cli) fn recognise_kind(text: &str) -> ExpressionKind {
    let tokens = lex(text);
    let first = tokens.get(0).kind;
    if matches!(first, TokenKind::Set | TokenKind::Remove | TokenKind::Add | TokenKind::Delete) {
        return ExpressionKind::Update;
    }
    let path_like = |kind| {
        matches!(
            kind,
            TokenKind::Identifier
                | TokenKind::NamePlaceholder
                | TokenKind::Dot
                | TokenKind::LeftBracket
                | TokenKind::RightBracket
                | TokenKind::Index
                | TokenKind::Comma
                | TokenKind::End
        )
    };
    let all_paths = tokens.as_slice().iter().all(|token| path_like(token.kind));
    if all_paths && first != TokenKind::End { ExpressionKind::Projection } else { ExpressionKind::Condition }
}

/// The kind as given, or as recognised.
pub(in crate::cli) fn kind_of(given: Option<Kind>, text: &str) -> ExpressionKind {
    given.map_or_else(|| recognise_kind(text), Into::into)
}
