//! Edits that give a placeholder another name wherever it is used.

use crate::check::Checked;
use crate::diagnostics::Edit;
use crate::syntax::TokenKind;

/// The edits that write `to` in all expressions where they write the placeholder `from`.
pub(super) fn uses_become(checked: &Checked<'_>, from: &str, to: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for expression in &checked.expressions {
        for token in expression.parsed.tokens.as_slice() {
            let is_placeholder = matches!(token.kind, TokenKind::NamePlaceholder | TokenKind::ValuePlaceholder);
            if is_placeholder && token.span.slice(expression.text) == Some(from) {
                let (kind, span) = (expression.kind, token.span);
                edits.push(Edit::Expression { kind, span, replacement: to.to_owned() });
            }
        }
    }
    edits
}
