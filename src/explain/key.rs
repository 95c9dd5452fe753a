//! What a key condition selects, and what it nearly selects.

use std::cmp::Ordering;
use std::ops::Bound;

use super::near::{NearMisses, as_number, difference, difference_of_prefix};
use super::source::Source;
use super::types::{Difference, KeySelection, NearMiss};
use crate::check::CheckedExpression;
use crate::program::{KeyCondition, SortKeyBounds};
use crate::syntax::NodeKind;
use crate::value::{AsView, AttributeValue, Item, compare};

/// So many items beside the range are told.
const NEIGHBOURS: usize = 3;

/// True where an item is in the partition.
pub(super) fn in_partition(condition: &KeyCondition, item: &Item) -> bool {
    condition.partition().iter().all(|asked| item.get(&asked.attribute) == Some(&asked.value))
}

pub(super) fn selection(
    condition: &KeyCondition,
    expression: &CheckedExpression<'_>,
    entries: &[Item],
) -> KeySelection {
    let partition = condition.partition().iter().map(|asked| (asked.attribute.clone(), asked.value.clone()));
    KeySelection {
        text: expression.text.to_owned(),
        values: values(expression),
        partition: partition.collect(),
        in_partition: entries.iter().filter(|item| in_partition(condition, item)).count(),
        selected: entries.iter().filter(|item| condition.condition().matches(*item)).count(),
    }
}

/// The values of an expression, by their placeholders, in the order of the text.
pub(super) fn values(expression: &CheckedExpression<'_>) -> Vec<(String, AttributeValue)> {
    let mut values: Vec<(String, AttributeValue)> = Vec::new();
    for (id, node) in expression.ast().iter().filter(|(_, node)| matches!(node.kind, NodeKind::Value(_))) {
        let placeholder = expression.written(node);
        if let Some(value) = expression.value(id).filter(|_| values.iter().all(|(known, _)| known != placeholder)) {
            values.push((placeholder.to_owned(), value.clone()));
        }
    }
    values
}

/// Whether an item that is not in the index would be selected, as far as it has the attributes of the key.
pub(super) fn nearly_selected(condition: &KeyCondition, item: &Item) -> bool {
    let equal = condition.partition().iter().chain(condition.sort_prefix()).all(|asked| {
        item.get(&asked.attribute)
            .is_none_or(|found| *found == asked.value || difference(&asked.value, found).is_some())
    });
    let in_range = condition.range().is_none_or(|range| {
        let found = item.get(&range.attribute);
        found.is_none_or(|found| range.bounds.contains(found) || found.attribute_type() != bound_type(&range.bounds))
    });
    // An item that has nothing of the partition is no near miss.
    let partition = condition.partition().iter().any(|asked| item.contains_key(&asked.attribute));
    equal && in_range && (partition || condition.partition().is_empty())
}

fn bound_type(bounds: &SortKeyBounds) -> crate::value::AttributeType {
    let of = |bound: &Bound<AttributeValue>| match bound {
        Bound::Included(value) | Bound::Excluded(value) => Some(value.attribute_type()),
        Bound::Unbounded => None,
    };
    match bounds {
        SortKeyBounds::Prefix(prefix) => prefix.attribute_type(),
        SortKeyBounds::Between(low, high) => of(low).or_else(|| of(high)).unwrap_or(crate::value::AttributeType::S),
    }
}

/// What nearly was selected, where nothing was.
pub(super) fn near(condition: &KeyCondition, source: Source<'_>, entries: &[Item]) -> Vec<NearMiss> {
    let mut near = NearMisses::default();
    let inside: Vec<&Item> = entries.iter().filter(|item| in_partition(condition, item)).collect();
    // Where the partition is there, it was meant.
    for item in entries.iter().filter(|_| inside.is_empty()) {
        for asked in condition.partition() {
            let Some(found) = item.get(&asked.attribute) else { continue };
            if let Some(difference) = difference(&asked.value, found) {
                near.add(&asked.attribute, (Some(&asked.value), found), difference, || source.key_of(item));
            }
        }
    }
    in_sort_key(condition, source, &inside, &mut near);
    near.into_vec()
}

/// Items of the partition whose sort attributes are not what is asked for.
fn in_sort_key(condition: &KeyCondition, source: Source<'_>, inside: &[&Item], near: &mut NearMisses) {
    for asked in condition.sort_prefix() {
        let of = |found: &AttributeValue| difference(&asked.value, found);
        note_small(near, source, inside, (&asked.attribute, &asked.value), of);
        if near.is_empty() {
            for item in inside.iter().take(NEIGHBOURS) {
                let Some(found) = item.get(&asked.attribute).filter(|found| **found != asked.value) else { continue };
                near.add(&asked.attribute, (Some(&asked.value), found), Difference::Other, || source.key_of(item));
            }
        }
    }
    let Some(range) = condition.range() else { return };
    if let SortKeyBounds::Prefix(prefix) = &range.bounds {
        note_small(near, source, inside, (&range.attribute, prefix), |found| difference_of_prefix(prefix, found));
    }
    if near.is_empty() {
        beside(&range.attribute, &range.bounds, source, inside, near);
    }
}

fn note_small(
    near: &mut NearMisses,
    source: Source<'_>,
    inside: &[&Item],
    (attribute, asked): (&str, &AttributeValue),
    of: impl Fn(&AttributeValue) -> Option<Difference>,
) {
    for item in inside {
        let Some(found) = item.get(attribute) else { continue };
        if let Some(difference) = of(found) {
            near.add(attribute, (Some(asked), found), difference, || source.key_of(item));
        }
    }
}

/// The items that lie closest to the range, before it and behind it.
fn beside(attribute: &str, bounds: &SortKeyBounds, source: Source<'_>, inside: &[&Item], near: &mut NearMisses) {
    let mut values: Vec<(&AttributeValue, &Item)> =
        inside.iter().filter_map(|item| Some((item.get(attribute)?, *item))).collect();
    values.sort_by(|one, two| compare::order(one.0.view(), two.0.view()).unwrap_or(Ordering::Equal));
    let asked = asked_bound(bounds);
    for (value, item) in &values {
        if numbers_as_strings(bounds, value) {
            near.add(attribute, (asked, value), Difference::NumbersAsStrings, || source.key_of(item));
        }
    }
    if !near.is_empty() {
        return;
    }
    let (before, behind): (Vec<_>, Vec<_>) = values.iter().partition(|(value, _)| lies_before(bounds, value));
    for (value, item) in before.iter().rev().take(NEIGHBOURS) {
        near.add(attribute, (asked, value), Difference::BeforeRange, || source.key_of(item));
    }
    for (value, item) in behind.iter().take(NEIGHBOURS) {
        let difference = match bounds {
            SortKeyBounds::Prefix(_) => Difference::NotPrefix,
            SortKeyBounds::Between(..) => Difference::BehindRange,
        };
        near.add(attribute, (asked, value), difference, || source.key_of(item));
    }
}

/// One of the bounds, to be shown: the lower one, if there is one.
fn asked_bound(bounds: &SortKeyBounds) -> Option<&AttributeValue> {
    match bounds {
        SortKeyBounds::Prefix(prefix) => Some(prefix),
        SortKeyBounds::Between(Bound::Included(low) | Bound::Excluded(low), _) => Some(low),
        SortKeyBounds::Between(_, Bound::Included(high) | Bound::Excluded(high)) => Some(high),
        SortKeyBounds::Between(..) => None,
    }
}

/// Every value outside of a range lies before it, or behind it.
fn lies_before(bounds: &SortKeyBounds, value: &AttributeValue) -> bool {
    let start = match bounds.start() {
        Bound::Included(start) => compare::order(value.view(), start.view()).is_some_and(Ordering::is_lt),
        Bound::Excluded(start) => compare::order(value.view(), start.view()).is_some_and(Ordering::is_le),
        Bound::Unbounded => false,
    };
    start && !matches!(bounds, SortKeyBounds::Prefix(_))
}

/// True where a text would lie in the range if it and the bounds were the numbers that they spell.
fn numbers_as_strings(bounds: &SortKeyBounds, value: &AttributeValue) -> bool {
    let number = |value: &AttributeValue| match value {
        AttributeValue::S(text) => as_number(text).map(AttributeValue::from),
        _ => None,
    };
    let bound = |bound: &Bound<AttributeValue>| match bound {
        Bound::Included(value) => number(value).map(Bound::Included),
        Bound::Excluded(value) => number(value).map(Bound::Excluded),
        Bound::Unbounded => Some(Bound::Unbounded),
    };
    let SortKeyBounds::Between(low, high) = bounds else { return false };
    match (bound(low), bound(high), number(value)) {
        (Some(low), Some(high), Some(value)) => SortKeyBounds::Between(low, high).contains(&value),
        _ => false,
    }
}
