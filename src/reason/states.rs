//! What can lie at one place of an item when several tests have their truths there: nothing, or values of some types.

use std::cmp::Ordering;

use super::atom::{Test, fits};
use super::ranges::Range;
use crate::syntax::Comparator;
use crate::value::{AsView, AttributeMap, AttributeType, AttributeValue, Number, TypeSet, compare};

/// A test and its truth.
pub(super) type Demand<'t, 'c> = (&'t Test<'c>, bool);

/// What can lie at a place. Never less than what really can.
#[derive(Clone, Copy, Debug)]
pub(super) struct States {
    /// Nothing can.
    pub(super) missing: bool,
    /// Values of these types can.
    pub(super) types: TypeSet,
}

impl States {
    pub(super) const fn is_none(self) -> bool {
        !self.missing && self.types.is_empty()
    }
}

/// Sizes up to this are tried one by one.
const SMALL_SIZES: u64 = 64;

/// What can lie where all demands are met. `work` counts what was tried.
pub(super) fn states(demands: &[Demand<'_, '_>], work: &mut usize) -> States {
    *work += demands.len() + 1;
    // Of nothing no test holds.
    let missing = demands.iter().all(|(_, truth)| !truth);
    let few = demands.iter().filter(|(_, truth)| *truth).find_map(|(test, _)| test.candidates());
    let types = match few {
        Some(candidates) => {
            let possible = candidates.iter().filter(|value| is_possible(value, demands, work));
            possible.map(AttributeValue::attribute_type).collect()
        }
        None => AttributeType::ALL.into_iter().filter(|kind| has_room(*kind, demands, work)).collect(),
    };
    States { missing, types }
}

/// True where nothing says that this value does not meet the demands.
fn is_possible(value: &AttributeValue, demands: &[Demand<'_, '_>], work: &mut usize) -> bool {
    *work += demands.len();
    demands.iter().all(|(test, truth)| test.holds(value) != Some(!truth))
}

/// True where a value of this type may meet all demands.
fn has_room(kind: AttributeType, demands: &[Demand<'_, '_>], work: &mut usize) -> bool {
    *work += demands.len();
    match kind {
        AttributeType::Null => return is_possible(&AttributeValue::Null, demands, work),
        AttributeType::Bool => {
            return [true, false].into_iter().any(|truth| is_possible(&AttributeValue::Bool(truth), demands, work));
        }
        _ => {}
    }
    let mut range = Range::default();
    let mut least = least_size(kind);
    for (test, truth) in demands {
        if !allows_type(test, *truth, kind) {
            return false;
        }
        narrow(test, *truth, kind, &mut range);
        if *truth {
            least = least.max(needed_size(test, kind));
        }
    }
    if range.is_empty() || demands.iter().any(|(test, truth)| !truth && holds_of_all(test, kind, &range)) {
        return false;
    }
    if let Some(only) = range.only() {
        return is_possible(only, demands, work);
    }
    match sizes(kind, least, demands, work) {
        Sizes::None => false,
        Sizes::OnlyZero => empty(kind).is_none_or(|empty| is_possible(&empty, demands, work)),
        Sizes::Some => true,
    }
}

/// False where a test cannot have this truth for any value of the type.
fn allows_type(test: &Test<'_>, truth: bool, kind: AttributeType) -> bool {
    use AttributeType as T;
    let is = |value: &AttributeValue| value.attribute_type() == kind;
    let can_hold = match test {
        Test::Exists => return truth,
        Test::HasType(wanted) => return truth == (*wanted == kind),
        Test::MayHaveType(types) => types.contains(kind),
        Test::Equals(value) | Test::Ordered(_, value) | Test::BeginsWith(value, _) | Test::BeginningOf(value) => {
            is(value)
        }
        Test::OneOf(values) => values.iter().any(|value| is(value)),
        Test::Contains(part) => match kind {
            T::S | T::Ss => part.attribute_type() == T::S,
            T::Ns => part.attribute_type() == T::N,
            T::B | T::Bs => part.attribute_type() == T::B,
            T::L => true,
            T::N | T::Bool | T::Null | T::M => false,
        },
        // In lists and sets the candidates say more.
        Test::ContainedIn(whole) => match whole.attribute_type() {
            T::S | T::Ss => kind == T::S,
            T::Ns => kind == T::N,
            T::B | T::Bs => kind == T::B,
            T::L => true,
            _ => false,
        },
        Test::SizeEquals(_) | Test::SizeOrdered(..) | Test::SizeOneOf(_) => !matches!(kind, T::N | T::Bool | T::Null),
        Test::HasField(_) => kind == T::M,
        Test::HasElement(_) => kind == T::L,
    };
    // What cannot hold fails, which is fine where it has to fail.
    can_hold || !truth
}

/// Bounds that follow for values of this type.
fn narrow<'t>(test: &'t Test<'_>, truth: bool, kind: AttributeType, range: &mut Range<'t>) {
    match test {
        Test::Ordered(comparator, value) if value.attribute_type() == kind => {
            let comparator = if truth { *comparator } else { opposite(*comparator) };
            match comparator {
                Comparator::Less => range.up_to(value, false),
                Comparator::LessOrEqual => range.up_to(value, true),
                Comparator::Greater => range.from(value, false),
                Comparator::GreaterOrEqual => range.from(value, true),
                Comparator::Equal | Comparator::NotEqual => {}
            }
        }
        Test::BeginsWith(prefix, behind) if truth && prefix.attribute_type() == kind => {
            range.from(prefix, true);
            if let Some(behind) = behind {
                range.up_to(behind, false);
            }
        }
        _ => {}
    }
}

/// True where a prefix is the beginning of everything in the range.
fn holds_of_all(test: &Test<'_>, kind: AttributeType, range: &Range<'_>) -> bool {
    let Test::BeginsWith(prefix, behind) = test else { return false };
    prefix.attribute_type() == kind
        && (compare::size(prefix.view()) == Some(0) || range.is_within(prefix, behind.as_ref()))
}

/// What holds of two ordered values where the comparison does not.
const fn opposite(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::Less => Comparator::GreaterOrEqual,
        Comparator::LessOrEqual => Comparator::Greater,
        Comparator::Greater => Comparator::LessOrEqual,
        Comparator::GreaterOrEqual => Comparator::Less,
        Comparator::Equal => Comparator::NotEqual,
        Comparator::NotEqual => Comparator::Equal,
    }
}

/// Sets are never empty.
const fn least_size(kind: AttributeType) -> u64 {
    matches!(kind, AttributeType::Ss | AttributeType::Ns | AttributeType::Bs) as u64
}

/// The size that a value of this type has at least where the test holds.
fn needed_size(test: &Test<'_>, kind: AttributeType) -> u64 {
    match test {
        Test::Contains(part) if matches!(kind, AttributeType::S | AttributeType::B) => {
            compare::size(part.view()).unwrap_or_default()
        }
        Test::BeginsWith(part, _) => compare::size(part.view()).unwrap_or_default(),
        Test::Contains(_) | Test::HasField(_) => 1,
        Test::HasElement(index) => u64::from(*index) + 1,
        _ => 0,
    }
}

/// Which sizes are left.
enum Sizes {
    None,
    OnlyZero,
    Some,
}

/// The sizes of at least `least` that meet the demands on the size. Sizes are whole numbers, so small ones are tried.
fn sizes(kind: AttributeType, least: u64, demands: &[Demand<'_, '_>], work: &mut usize) -> Sizes {
    let of_size: Vec<&Demand<'_, '_>> = demands.iter().filter(|(test, _)| test.is_of_size()).collect();
    if of_size.is_empty() || matches!(kind, AttributeType::N) {
        return Sizes::Some;
    }
    let mut fits_zero = false;
    for size in least..=least.max(SMALL_SIZES) {
        *work += of_size.len();
        if of_size.iter().all(|(test, truth)| test.holds_of_size(Number::from(size)) == *truth) {
            if size > 0 {
                return Sizes::Some;
            }
            fits_zero = true;
        }
    }
    match (fits_zero, may_be_large(least.max(SMALL_SIZES), &of_size)) {
        (_, true) => Sizes::Some,
        (true, false) => Sizes::OnlyZero,
        (false, false) => Sizes::None,
    }
}

/// False where no size above `tried` can meet the demands.
fn may_be_large(tried: u64, of_size: &[&Demand<'_, '_>]) -> bool {
    let tried = Number::from(tried);
    let is_above = |value: &AttributeValue| matches!(value, AttributeValue::N(number) if *number > tried);
    of_size.iter().all(|(test, truth)| match (test, truth) {
        (Test::SizeEquals(value), true) => is_whole_size(value) && is_above(value),
        (Test::SizeOneOf(values), true) => values.iter().any(|value| is_whole_size(value) && is_above(value)),
        (Test::SizeOrdered(comparator, value), truth) => {
            let AttributeValue::N(bound) = value else { return !truth };
            let comparator = if *truth { *comparator } else { opposite(*comparator) };
            match comparator {
                Comparator::Less | Comparator::LessOrEqual => fits(Comparator::Greater, Some(bound.cmp(&tried))),
                _ => true,
            }
        }
        _ => true,
    })
}

/// True for a number without a fraction, and for all that is too large to tell.
fn is_whole_size(value: &AttributeValue) -> bool {
    let AttributeValue::N(number) = value else { return false };
    let text = number.to_string();
    !text.contains('.') && number.cmp(&Number::default()) != Ordering::Less
}

/// The value of size zero.
fn empty(kind: AttributeType) -> Option<AttributeValue> {
    match kind {
        AttributeType::S => Some(AttributeValue::S(String::new())),
        AttributeType::B => Some(AttributeValue::B(Vec::new())),
        AttributeType::L => Some(AttributeValue::L(Vec::new())),
        AttributeType::M => Some(AttributeValue::M(AttributeMap::new())),
        _ => None,
    }
}
