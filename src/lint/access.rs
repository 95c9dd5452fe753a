//! Which key or index a read could use.

use super::RuleContext;
use super::predicate::{Asked, predicate};
use crate::request::{Action, IndexKind, KeySchema, SecondaryIndex, TableSchema};
use crate::source::Span;
use crate::syntax::{Comparator, ExpressionKind, NodeKind, Root};

/// A Query that reads what a Scan is after.
pub(super) struct Fitting {
    /// The index to query; `None` for the table.
    pub(super) index: Option<String>,
    /// Where the filter asks for the partition key.
    pub(super) span: Span,
}

/// The Query that could stand in place of this Scan: its filter has an equality on each partition attribute of what
/// is scanned, or of an index of it.
pub(super) fn query_that_fits(cx: &RuleContext<'_>) -> Option<Fitting> {
    let table = cx.table.filter(|_| cx.entry.action == Some(Action::Scan))?;
    if let Some(name) = cx.entry.text("IndexName") {
        let span = asked_for(cx, &cx.index()?.key)?;
        return Some(Fitting { index: Some(name.to_owned()), span });
    }
    if !cx.lacks("IndexName") {
        return None;
    }
    if let Some(span) = asked_for(cx, &table.key) {
        return Some(Fitting { index: None, span });
    }
    table.indexes.iter().find_map(|index| {
        let span = asked_for(cx, &index.key)?;
        let consistent = index.kind == IndexKind::Global && !cx.lacks("ConsistentRead");
        let fits = !consistent && holds_what_is_read(cx, table, index);
        fits.then(|| Fitting { index: Some(index.name.clone()), span })
    })
}

/// Where the filter asks for one value of each partition attribute.
fn asked_for(cx: &RuleContext<'_>, key: &KeySchema) -> Option<Span> {
    let filter = cx.expression(ExpressionKind::Filter)?;
    let Root::Condition(root) = filter.ast().root() else { return None };
    let mut place: Option<Span> = None;
    for attribute in &key.partition {
        let id = filter.ast().conjuncts(root).into_iter().find(|id| {
            predicate(filter, *id).is_some_and(|asked| {
                asked.asked == Asked::Compare(Comparator::Equal)
                    && asked.path.as_attribute() == Some(attribute.name.as_str())
                    && asked.operands.iter().all(|operand| is_value_of(filter, *operand, attribute.attribute_type))
            })
        })?;
        let span = filter.ast().node(id).span;
        place = place.or(Some(span));
    }
    place
}

fn is_value_of(
    filter: &crate::check::CheckedExpression<'_>,
    operand: crate::syntax::NodeId,
    attribute_type: crate::value::AttributeType,
) -> bool {
    let operand = filter.ast().unparenthesized(operand);
    filter.binding(operand).is_some_and(|binding| binding.types().contains(attribute_type))
}

/// True where an index holds every attribute that the filter names and the read gives back.
pub(super) fn holds_what_is_read(cx: &RuleContext<'_>, table: &TableSchema, index: &SecondaryIndex) -> bool {
    use crate::request::IndexProjection;
    if index.projection == IndexProjection::All {
        return true;
    }
    let counts = cx.entry.text("Select") == Some("COUNT");
    let projected = cx.expression(ExpressionKind::Projection);
    if projected.is_none() && !counts {
        return false;
    }
    let expressions = [projected, cx.expression(ExpressionKind::Filter)].into_iter().flatten();
    expressions.into_iter().all(|expression| {
        expression.ast().nodes().iter().all(|node| match node.kind {
            NodeKind::Path(elements) => {
                expression.root_attribute(elements).is_some_and(|root| table.index_holds(index, root))
            }
            _ => true,
        })
    })
}

/// True where the key condition of a Query asks for all of a key, so that one item can come back.
pub(super) fn pins_one_item(cx: &RuleContext<'_>) -> bool {
    let Some(condition) = cx.expression(ExpressionKind::KeyCondition) else { return false };
    if !cx.lacks("IndexName") && cx.entry.has("IndexName") {
        return false;
    }
    let is_equality = |kind: NodeKind| matches!(kind, NodeKind::Comparison { comparator: Comparator::Equal, .. });
    let equalities = condition.ast().nodes().iter().filter(|node| is_equality(node.kind)).count();
    equalities >= cx.table.map_or(2, |table| table.key.attributes().count())
}
