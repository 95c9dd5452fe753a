//! Expressions that are refused, and what kind a text is meant as.

use crate::cli::args::Kind;
use crate::cli::session::{Refusal, Session};
use crate::diagnostics::{Report, report_expression};
use crate::problem::Problem;
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use crate::syntax::{ExpressionKind, TokenKind, lex};

/// The problems of one text, placed in it.
pub(in crate::cli) fn report_syntax(kind: ExpressionKind, text: &str, problems: &[Problem]) -> Report {
    let (names, values) = (ExpressionAttributeNames::unknown(), ExpressionAttributeValues::unknown());
    report_expression(kind, text, &names, &values, problems)
}

/// The problems of an expression and of the maps it was evaluated with.
pub(in crate::cli) fn report_refusal(session: &Session, refusal: &Refusal) -> Report {
    report_expression(refusal.kind, &refusal.text, &session.names, &session.values, &refusal.problems)
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
