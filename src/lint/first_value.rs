//! The mend for reading an attribute that may be missing: `if_not_exists` with a first value.

use super::RuleContext;
use crate::diagnostics::{Applicability, Edit, Fix, value_placeholder};
use crate::syntax::{ExpressionKind, NodeId};
use crate::value::{AttributeValue, json};

/// Wraps the path at `operand` of the update into `if_not_exists`; `word` names the first value where none is there.
pub(super) fn with_first_value(cx: &RuleContext<'_>, operand: NodeId, word: &str, first: &AttributeValue) -> Fix {
    let subject = cx.checked.subject;
    let known = subject.values.iter().find(|(_, binding)| binding.value() == Some(first));
    let placeholder = known.map_or_else(|| value_placeholder(word, subject), |(key, _)| key.to_owned());
    let mut edits = Vec::new();
    if let Some(update) = cx.expression(ExpressionKind::Update) {
        let span = update.ast().node(operand).span;
        let path = span.slice(update.text).unwrap_or_default();
        let replacement = format!("if_not_exists({path}, {placeholder})");
        edits.push(Edit::Expression { kind: update.kind, span, replacement });
    }
    if known.is_none() {
        edits.push(Edit::AddValue { placeholder: placeholder.clone(), value: json::to_json(first).to_string() });
    }
    Fix::new(format!("begin with `{placeholder}`"), Applicability::Unsafe, edits).mending(subject)
}
