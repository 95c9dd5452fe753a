//! What a request says about the types of attributes: values it writes and values it compares with.

use super::RuleContext;
use super::predicate::{Asked, predicate};
use crate::check::{CheckedExpression, DocumentPath};
use crate::problem::Part;
use crate::request::is_known_name;
use crate::syntax::{Action, ClauseKind, ExpressionKind, NodeId, NodeKind};
use crate::value::{AttributeType, AttributeValue, TypeSet};

/// One place that tells of what type an attribute is.
#[derive(Clone, Debug)]
pub(super) struct Known<'c> {
    /// The attribute, or what lies inside one.
    pub(super) path: DocumentPath<'c>,
    /// The types it can have after this.
    pub(super) types: TypeSet,
    /// The value, where it is known.
    pub(super) value: Option<&'c AttributeValue>,
    /// Whether it is written or compared.
    pub(super) source: Source,
    /// Where this is said.
    pub(super) part: Part,
}

/// How a type is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Source {
    /// A value of it is written.
    Written,
    /// It is compared with a value.
    Compared,
}

/// Everything the request says about types. A type that is all types says nothing and is left out.
pub(super) fn known_types<'c>(cx: &RuleContext<'c>) -> Vec<Known<'c>> {
    let mut all = Vec::new();
    if let Some(item) = &cx.entry.item {
        for (name, value) in item.iter().filter(|(name, _)| is_known_name(name)) {
            all.push(Known {
                path: DocumentPath::attribute(name),
                types: value.attribute_type().into(),
                value: Some(value),
                source: Source::Written,
                part: Part::Member(vec!["Item".into(), name.into()]),
            });
        }
    }
    if let Some(update) = cx.expression(ExpressionKind::Update) {
        for action in update.ast().all_actions() {
            written(update, *action, &mut all);
        }
    }
    for (expression, _) in cx.conditions() {
        for (id, _) in expression.ast().iter() {
            compared(expression, id, &mut all);
        }
    }
    all.retain(|known| known.types != TypeSet::ALL && !known.types.is_empty());
    all
}

fn written<'c>(update: &'c CheckedExpression<'c>, action: Action, all: &mut Vec<Known<'c>>) {
    let Some(path) = update.document_path(action.target) else { return };
    let Some(value) = action.value.map(|value| update.ast().unparenthesized(value)) else { return };
    let part = Part::Expression(update.kind, action.span);
    let node = update.ast().node(value);
    let (types, value) = match (action.clause, node.kind) {
        (_, NodeKind::Value(_)) => {
            let types = update.binding(value).map_or(TypeSet::ALL, |binding| binding.types());
            (types, update.value(value))
        }
        (ClauseKind::Set, NodeKind::Arithmetic { .. }) => (AttributeType::N.into(), None),
        (ClauseKind::Set, NodeKind::FunctionCall { name, .. }) if name.slice(update.text) == Some("list_append") => {
            (AttributeType::L.into(), None)
        }
        _ => return,
    };
    all.push(Known { path, types, value, source: Source::Written, part });
}

fn compared<'c>(expression: &'c CheckedExpression<'c>, id: NodeId, all: &mut Vec<Known<'c>>) {
    let kind = expression.ast().node(id).kind;
    if matches!(kind, NodeKind::Parenthesized(_)) {
        return;
    }
    let Some(asked) = predicate(expression, id) else { return };
    if !matches!(asked.asked, Asked::Compare(_) | Asked::Between | Asked::In | Asked::BeginsWith) {
        return;
    }
    for operand in asked.operands {
        let operand = expression.ast().unparenthesized(operand);
        let Some(binding) = expression.binding(operand) else { continue };
        let part = Part::Expression(expression.kind, expression.ast().node(operand).span);
        let path = asked.path.clone();
        all.push(Known { path, types: binding.types(), value: binding.value(), source: Source::Compared, part });
    }
}
