//! Which expressions use a placeholder.

use super::RuleContext;
use crate::check::CheckedExpression;
use crate::request::{GivenMap, Presence, Surroundings};
use crate::syntax::{ExpressionKind, NodeKind};

/// True where an expression uses a placeholder of either kind.
pub(super) fn uses(expression: &CheckedExpression<'_>, placeholder: &str) -> bool {
    let ast = expression.ast();
    ast.nodes().iter().any(|node| match node.kind {
        NodeKind::Value(_) => node.span.slice(expression.text) == Some(placeholder),
        NodeKind::Path(elements) => {
            ast.elements(elements).iter().any(|element| element.span.slice(expression.text) == Some(placeholder))
        }
        _ => false,
    })
}

/// The expressions of a request that use a placeholder.
pub(super) fn users(cx: &RuleContext<'_>, placeholder: &str) -> Vec<ExpressionKind> {
    let all = cx.checked.expressions.iter().filter(|expression| uses(expression, placeholder));
    all.map(|expression| expression.kind).collect()
}

/// True where an expression is always sent with the same text.
pub(super) fn is_always_sent(source: &Surroundings, kind: ExpressionKind) -> bool {
    source.expression(kind).is_some_and(|given| given.presence == Presence::Always)
}

/// True where a map cannot hold a placeholder that only the running program knows: it is written out, every entry of
/// it can be seen and is used by what can be read.
pub(super) fn is_used_up(cx: &RuleContext<'_>, map: &GivenMap) -> bool {
    !map.is_open && map.is_written_out && map.entries.iter().all(|entry| !users(cx, &entry.key).is_empty())
}
