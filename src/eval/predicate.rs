//! Whether a clause holds of an item.
//!
//! Service: evaluation reference § 3. Logic has two values; what is missing makes a clause false, but for `<>`
//! and `attribute_not_exists`. Comparing with a constant has ways of its own, since most clauses do.

use std::cmp::Ordering;

use super::path::{Operand, Reader};
use crate::program::{Condition, Members, Operand as Written, Predicate};
use crate::syntax::Comparator;
use crate::value::{AsView, AttributeValue, ItemView, Number, ValueView, compare};

#[inline]
pub(super) fn holds<I: ItemView>(condition: &Condition, predicate: &Predicate, reader: &mut Reader<'_, I>) -> bool {
    match *predicate {
        Predicate::Compare { comparator, left, right } => {
            let (Some(left), Some(right)) = (read(reader, left), read(reader, right)) else {
                return comparator == Comparator::NotEqual;
            };
            compares(comparator, left, right)
        }
        Predicate::Between { operand, low, high } => between(reader, operand, low, high),
        Predicate::In { operand, members } => is_member(condition, reader, operand, members),
        Predicate::Exists(path) => reader.read(path).is_some(),
        Predicate::NotExists(path) => reader.read(path).is_none(),
        Predicate::HasType(operand, wanted) => {
            read(reader, operand).is_some_and(|value| value.attribute_type() == Some(wanted))
        }
        Predicate::BeginsWith(value, prefix) => match (read(reader, value), read(reader, prefix)) {
            (Some(Operand::Item(value)), Some(Operand::Constant(prefix))) => begins_with(value, prefix),
            (Some(value), Some(prefix)) => compare::begins_with(value, prefix),
            _ => false,
        },
        Predicate::Contains(hay, needle) => match (read(reader, hay), read(reader, needle)) {
            (Some(Operand::Item(hay)), Some(Operand::Constant(needle))) => compare::contains(hay, needle.view()),
            (Some(hay), Some(needle)) => compare::contains(hay, needle),
            _ => false,
        },
    }
}

/// The value of an operand.
#[inline(always)]
pub(super) fn read<'i, I: ItemView>(reader: &mut Reader<'i, I>, operand: Written) -> Option<Operand<'i, I::Value<'i>>> {
    match operand {
        Written::Path(path) => reader.read(path).map(Operand::Item),
        Written::Constant(id) => Some(Operand::Constant(reader.constant(id))),
        Written::Size(path) => {
            let size = compare::size(reader.read(path)?)?;
            Some(Operand::Number(Number::from(size)))
        }
    }
}

/// Whether a comparator accepts an order of its operands.
pub(super) fn accepts(comparator: Comparator, order: Ordering) -> bool {
    match comparator {
        Comparator::Equal => order.is_eq(),
        Comparator::NotEqual => order.is_ne(),
        Comparator::Less => order.is_lt(),
        Comparator::LessOrEqual => order.is_le(),
        Comparator::Greater => order.is_gt(),
        Comparator::GreaterOrEqual => order.is_ge(),
    }
}

#[inline(always)]
fn compares<'i, V: ValueView<'i>>(comparator: Comparator, left: Operand<'i, V>, right: Operand<'i, V>) -> bool {
    if comparator.is_ordering() {
        return order(left, right).is_some_and(|order| accepts(comparator, order));
    }
    equal(left, right) == (comparator == Comparator::Equal)
}

#[inline(always)]
fn order<'i, V: ValueView<'i>>(left: Operand<'i, V>, right: Operand<'i, V>) -> Option<Ordering> {
    match (left, right) {
        (Operand::Item(left), Operand::Constant(right)) => order_with(left, right),
        (Operand::Constant(left), Operand::Item(right)) => order_with(right, left).map(Ordering::reverse),
        (Operand::Number(left), Operand::Constant(AttributeValue::N(right))) => Some(left.cmp(right)),
        (left, right) => compare::order(left, right),
    }
}

#[inline(always)]
fn equal<'i, V: ValueView<'i>>(left: Operand<'i, V>, right: Operand<'i, V>) -> bool {
    match (left, right) {
        (Operand::Item(value), Operand::Constant(constant)) | (Operand::Constant(constant), Operand::Item(value)) => {
            equals(value, constant)
        }
        (left, right) => compare::equal(left, right),
    }
}

#[inline(always)]
fn order_with<'i, V: ValueView<'i>>(value: V, constant: &AttributeValue) -> Option<Ordering> {
    match constant {
        AttributeValue::S(constant) => Some(value.as_s()?.as_ref().cmp(constant.as_str())),
        AttributeValue::N(constant) => Some(value.as_n()?.cmp(constant)),
        AttributeValue::B(constant) => Some(value.as_b()?.as_ref().cmp(constant.as_slice())),
        _ => None,
    }
}

#[inline(always)]
fn equals<'i, V: ValueView<'i>>(value: V, constant: &AttributeValue) -> bool {
    match constant {
        AttributeValue::S(constant) => value.as_s().is_some_and(|text| text == constant.as_str()),
        AttributeValue::N(constant) => value.as_n().is_some_and(|number| number == *constant),
        other => compare::equal(value, other.view()),
    }
}

#[inline]
fn begins_with<'i, V: ValueView<'i>>(value: V, prefix: &AttributeValue) -> bool {
    match prefix {
        AttributeValue::S(prefix) => value.as_s().is_some_and(|text| text.starts_with(prefix.as_str())),
        AttributeValue::B(prefix) => value.as_b().is_some_and(|bytes| bytes.starts_with(prefix)),
        _ => false,
    }
}

#[inline]
fn between<I: ItemView>(reader: &mut Reader<'_, I>, operand: Written, low: Written, high: Written) -> bool {
    let Some(value) = read(reader, operand) else { return false };
    let (Some(low), Some(high)) = (read(reader, low), read(reader, high)) else { return false };
    order(value, low).is_some_and(Ordering::is_ge) && order(value, high).is_some_and(Ordering::is_le)
}

fn is_member<I: ItemView>(
    condition: &Condition,
    reader: &mut Reader<'_, I>,
    operand: Written,
    members: Members,
) -> bool {
    let Some(value) = read(reader, operand) else { return false };
    let part = |from: u32, to: u32| condition.members.get(from as usize..to as usize).unwrap_or_default();
    if is_among(reader, value, part(members.sorted, members.others)) {
        return true;
    }
    for member in part(members.others, members.end) {
        if read(reader, *member).is_some_and(|member| equal(value, member)) {
            return true;
        }
    }
    false
}

/// Searches the sorted part of an IN list: one by one where it is short, by halves where it is long.
#[inline]
fn is_among<'i, I: ItemView>(reader: &Reader<'i, I>, value: Operand<'i, I::Value<'i>>, sorted: &[Written]) -> bool {
    const SHORT: usize = 8;
    let constant = |member: &Written| match member {
        Written::Constant(id) => reader.constant(*id),
        _ => &AttributeValue::Null,
    };
    if sorted.len() <= SHORT {
        return sorted.iter().any(|member| equal(value, Operand::Constant(constant(member))));
    }
    let Some(kind) = value.attribute_type() else { return false };
    let found = sorted.binary_search_by(|member| {
        let constant = constant(member);
        let by_type = constant.attribute_type().cmp(&kind);
        by_type.then_with(|| order(Operand::Constant(constant), value).unwrap_or(Ordering::Less))
    });
    found.is_ok()
}
