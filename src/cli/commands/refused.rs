//! An expression that stands alone, with what is wrong with it.

use crate::check::Expressions;
use crate::diagnostics::{Context, Finding, Location, Report, describe};
use crate::layer::ValidationLayer;
use crate::problem::{Framing, Part, Problem};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use crate::source::Span;
use crate::syntax::{ExpressionKind, TokenKind, lex};

/// The problems of one text, placed in it.
pub(super) fn report_syntax(kind: ExpressionKind, text: &str, problems: &[Problem]) -> Report {
    let (names, values) = (ExpressionAttributeNames::unknown(), ExpressionAttributeValues::unknown());
    let texts = [(kind, text)];
    let subject = Expressions { texts: &texts, names: &names, values: &values, layer: ValidationLayer::Current };
    let context = Context { subject, problems, framing: Framing::default() };
    let mut report = Report::default();
    let source = report.add_source(kind.parameter(), text);
    for problem in problems {
        let whole = Location { source, span: Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)) };
        let locate = |part: &Part| match part {
            Part::Expression(_, span) => Some(Location { source, span: *span }),
            _ => None,
        };
        report.findings.push(Finding::place(describe(problem, context), whole, locate));
    }
    report
}

/// The kind a text is most likely meant as: an update begins with a clause word, a projection lists paths,
/// anything else is a condition.
pub(super) fn recognise_kind(text: &str) -> ExpressionKind {
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
pub(super) fn kind_of(given: Option<super::super::args::Kind>, text: &str) -> ExpressionKind {
    given.map_or_else(|| recognise_kind(text), Into::into)
}
