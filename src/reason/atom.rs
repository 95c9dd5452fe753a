//! What a condition asks of one place of an item, or of two operands beside one another.

use std::cmp::Ordering;

use crate::syntax::Comparator;
use crate::value::{AsView, AttributeType, AttributeValue, Number, TypeSet, compare};

/// A condition that holds no other.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Atom<'c> {
    /// A test of what lies at a path; the path by its number. False where nothing lies there.
    Tested(usize, Test<'c>),
    /// Two operands beside one another, of which not both are known; true for these outcomes.
    Related { left: Operand, right: Operand, outcomes: Outcomes, implies: Vec<(usize, TypeSet)> },
    /// Nothing is known but that it is the same as another one with this key, and what follows where it holds.
    Opaque { key: String, has_path: bool, implies: Vec<(usize, TypeSet)> },
}

/// A test of one value; all its constants are known.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Test<'c> {
    /// `attribute_exists(a)`
    Exists,
    /// `attribute_type(a, :t)`
    HasType(AttributeType),
    /// `a = :v`
    Equals(&'c AttributeValue),
    /// `a < :v`; never `=` or `<>`
    Ordered(Comparator, &'c AttributeValue),
    /// `a IN (:v, :w)`
    OneOf(Vec<&'c AttributeValue>),
    /// `begins_with(a, :v)`, with the first text behind all that begin so.
    BeginsWith(&'c AttributeValue, Option<AttributeValue>),
    /// `begins_with(:v, a)`
    BeginningOf(&'c AttributeValue),
    /// `contains(a, :v)`
    Contains(&'c AttributeValue),
    /// `contains(:v, a)`
    ContainedIn(&'c AttributeValue),
    /// `size(a) = :v`
    SizeEquals(&'c AttributeValue),
    /// `size(a) < :v`
    SizeOrdered(Comparator, &'c AttributeValue),
    /// `size(a) IN (:v, :w)`
    SizeOneOf(Vec<&'c AttributeValue>),
    /// A map with a field of this name.
    HasField(&'c str),
    /// A list that is long enough for this index.
    HasElement(u32),
    /// What follows from something unknown: one of these types, and nobody knows whether more.
    MayHaveType(TypeSet),
}

/// An operand of which no value is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Operand {
    /// What lies at a path.
    Path(usize),
    /// The size of what lies at a path.
    Size(usize),
    /// The value of a placeholder, by its place in the map.
    Value(usize),
}

/// How two operands can stand to one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Outcomes(u8);

impl Outcomes {
    const LESS: u8 = 1;
    const EQUAL: u8 = 2;
    const GREATER: u8 = 4;
    /// Equal, and of a type without order.
    const SAME: u8 = 8;
    /// All else: one is missing, the types differ, or unequal without order.
    const OTHER: u8 = 16;

    /// For which outcomes a comparison is true.
    pub(super) const fn of(comparator: Comparator) -> Self {
        Self(match comparator {
            Comparator::Equal => Self::EQUAL | Self::SAME,
            Comparator::NotEqual => Self::LESS | Self::GREATER | Self::OTHER,
            Comparator::Less => Self::LESS,
            Comparator::LessOrEqual => Self::LESS | Self::EQUAL,
            Comparator::Greater => Self::GREATER,
            Comparator::GreaterOrEqual => Self::GREATER | Self::EQUAL,
        })
    }

    pub(super) const ANY: Self = Self(31);

    /// The outcomes for which the comparison has this truth.
    pub(super) const fn with_truth(self, truth: bool) -> Self {
        if truth { self } else { Self(self.0 ^ 31) }
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// True where `order` is what the comparator asks for; `None` is "no order".
pub(super) const fn fits(comparator: Comparator, order: Option<Ordering>) -> bool {
    matches!(
        (comparator, order),
        (Comparator::Less | Comparator::LessOrEqual, Some(Ordering::Less))
            | (Comparator::Greater | Comparator::GreaterOrEqual, Some(Ordering::Greater))
            | (Comparator::LessOrEqual | Comparator::GreaterOrEqual | Comparator::Equal, Some(Ordering::Equal))
    )
}

impl Test<'_> {
    /// Whether the test holds of a value; `None` where nobody knows. Of nothing no test holds.
    pub(super) fn holds(&self, value: &AttributeValue) -> Option<bool> {
        let view = value.view();
        Some(match self {
            Self::Exists => true,
            Self::HasType(wanted) => value.attribute_type() == *wanted,
            Self::Equals(other) => compare::equal(view, other.view()),
            Self::Ordered(comparator, other) => fits(*comparator, compare::order(view, other.view())),
            Self::OneOf(others) => others.iter().any(|other| compare::equal(view, other.view())),
            Self::BeginsWith(prefix, _) => compare::begins_with(view, prefix.view()),
            Self::BeginningOf(whole) => compare::begins_with(whole.view(), view),
            Self::Contains(part) => compare::contains(view, part.view()),
            Self::ContainedIn(whole) => compare::contains(whole.view(), view),
            Self::SizeEquals(_) | Self::SizeOrdered(..) | Self::SizeOneOf(_) => {
                compare::size(view).is_some_and(|size| self.holds_of_size(Number::from(size)))
            }
            Self::HasField(name) => matches!(value, AttributeValue::M(map) if map.contains_key(name)),
            Self::HasElement(index) => matches!(value, AttributeValue::L(list) if list.len() > *index as usize),
            Self::MayHaveType(types) => {
                return if types.contains(value.attribute_type()) { None } else { Some(false) };
            }
        })
    }

    /// Whether a test of the size holds of this size; false for all other tests.
    pub(super) fn holds_of_size(&self, size: Number) -> bool {
        let against = |other: &AttributeValue| match other {
            AttributeValue::N(other) => Some(size.cmp(other)),
            _ => None,
        };
        match self {
            Self::SizeEquals(other) => fits(Comparator::Equal, against(other)),
            Self::SizeOrdered(comparator, other) => fits(*comparator, against(other)),
            Self::SizeOneOf(others) => others.iter().any(|other| fits(Comparator::Equal, against(other))),
            _ => false,
        }
    }

    /// True for a test that only looks at the size.
    pub(super) const fn is_of_size(&self) -> bool {
        matches!(self, Self::SizeEquals(_) | Self::SizeOrdered(..) | Self::SizeOneOf(_))
    }

    /// All values of which the test can hold, where these are few.
    pub(super) fn candidates(&self) -> Option<Vec<AttributeValue>> {
        use AttributeValue as V;
        match self {
            Self::Equals(value) => Some(vec![(*value).clone()]),
            Self::OneOf(values) => Some(values.iter().map(|value| (*value).clone()).collect()),
            Self::ContainedIn(V::L(elements)) => Some(elements.clone()),
            Self::ContainedIn(V::Ss(set)) => Some(set.iter().cloned().map(V::S).collect()),
            Self::ContainedIn(V::Ns(set)) => Some(set.iter().copied().map(V::N).collect()),
            Self::ContainedIn(V::Bs(set)) => Some(set.iter().cloned().map(V::B).collect()),
            _ => None,
        }
    }
}
