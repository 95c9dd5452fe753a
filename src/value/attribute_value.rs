//! The ten kinds of attribute value, owned.
//!
//! A value is valid by construction (numbers in range, sets neither empty nor with duplicates) but
//! for two things that only whole requests bound: nesting depth and size.

use super::{AttributeMap, AttributeType, Number, Set};

/// A DynamoDB attribute value.
///
/// `==` is the service's equality: numbers by value, sets and maps without order, deep.
///
/// ```
/// use ddbexpr::value::{AttributeMap, AttributeValue};
///
/// let address = AttributeMap::from([("city", "Berlin"), ("zip", "10115")]);
/// let value = AttributeValue::L(vec![1.into(), "two".into(), address.into()]);
/// assert_eq!(value.attribute_type().to_string(), "L");
/// assert_eq!(value.depth(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeValue {
    /// `{"S": "text"}`; may be empty.
    S(String),
    /// `{"N": "12.5"}`.
    N(Number),
    /// `{"B": "AQI="}`, decoded; may be empty.
    B(Vec<u8>),
    /// `{"BOOL": true}`.
    Bool(bool),
    /// `{"NULL": true}`.
    Null,
    /// `{"L": [{"S": "text"}, {"N": "1"}]}`; may be empty.
    L(Vec<AttributeValue>),
    /// `{"M": {"key": {"S": "text"}}}`; may be empty.
    M(AttributeMap),
    /// `{"SS": ["a", "b"]}`.
    Ss(Set<String>),
    /// `{"NS": ["1", "2"]}`.
    Ns(Set<Number>),
    /// `{"BS": ["AQ==", "Ag=="]}`, decoded.
    Bs(Set<Vec<u8>>),
}

impl AttributeValue {
    /// The value's type, as `attribute_type(a, :t)` sees it.
    #[inline]
    pub fn attribute_type(&self) -> AttributeType {
        match self {
            Self::S(_) => AttributeType::S,
            Self::N(_) => AttributeType::N,
            Self::B(_) => AttributeType::B,
            Self::Bool(_) => AttributeType::Bool,
            Self::Null => AttributeType::Null,
            Self::L(_) => AttributeType::L,
            Self::M(_) => AttributeType::M,
            Self::Ss(_) => AttributeType::Ss,
            Self::Ns(_) => AttributeType::Ns,
            Self::Bs(_) => AttributeType::Bs,
        }
    }

    /// How many levels the value has: 1 for a scalar, a set or an empty list, 2 for `[1]`.
    pub fn depth(&self) -> usize {
        self.deepest(usize::MAX)
    }

    /// Whether the value has more than `limit` levels; stops looking as soon as that is certain.
    ///
    /// Service: [`crate::limits::NESTING_LEVELS`] are allowed, the attribute itself being the first, so
    /// a scalar inside 31 lists passes and one inside 32 does not.
    pub fn nesting_exceeds(&self, limit: usize) -> bool {
        self.deepest(limit) > limit
    }

    /// The depth, or any number above `limit` if it is deeper. Walks with a stack of its own, since a
    /// value made by hand may be of any depth.
    fn deepest(&self, limit: usize) -> usize {
        if !matches!(self, Self::L(_) | Self::M(_)) {
            return 1;
        }
        let mut deepest = 0;
        let mut open = vec![(self, 1)];
        while let Some((value, level)) = open.pop() {
            deepest = deepest.max(level);
            if deepest > limit {
                break;
            }
            match value {
                Self::L(elements) => open.extend(elements.iter().map(|element| (element, level + 1))),
                Self::M(map) => open.extend(map.values().map(|value| (value, level + 1))),
                _ => {}
            }
        }
        deepest
    }
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> AttributeValue {
        AttributeValue::S(text.to_owned())
    }
}

impl From<String> for AttributeValue {
    fn from(text: String) -> AttributeValue {
        AttributeValue::S(text)
    }
}

impl From<i64> for AttributeValue {
    fn from(integer: i64) -> AttributeValue {
        AttributeValue::N(integer.into())
    }
}

impl From<i32> for AttributeValue {
    fn from(integer: i32) -> AttributeValue {
        AttributeValue::N(integer.into())
    }
}

impl From<Number> for AttributeValue {
    fn from(number: Number) -> AttributeValue {
        AttributeValue::N(number)
    }
}

impl From<bool> for AttributeValue {
    fn from(truth: bool) -> AttributeValue {
        AttributeValue::Bool(truth)
    }
}

impl From<Vec<u8>> for AttributeValue {
    fn from(bytes: Vec<u8>) -> AttributeValue {
        AttributeValue::B(bytes)
    }
}

impl From<Vec<AttributeValue>> for AttributeValue {
    fn from(elements: Vec<AttributeValue>) -> AttributeValue {
        AttributeValue::L(elements)
    }
}

impl From<AttributeMap> for AttributeValue {
    fn from(map: AttributeMap) -> AttributeValue {
        AttributeValue::M(map)
    }
}

impl From<Set<String>> for AttributeValue {
    fn from(members: Set<String>) -> AttributeValue {
        AttributeValue::Ss(members)
    }
}

impl From<Set<Number>> for AttributeValue {
    fn from(members: Set<Number>) -> AttributeValue {
        AttributeValue::Ns(members)
    }
}

impl From<Set<Vec<u8>>> for AttributeValue {
    fn from(members: Set<Vec<u8>>) -> AttributeValue {
        AttributeValue::Bs(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(levels: usize) -> AttributeValue {
        (1..levels).fold(AttributeValue::Null, |inner, _| AttributeValue::L(vec![inner]))
    }

    #[test]
    fn is_small() {
        assert_eq!(size_of::<AttributeValue>(), 32);
    }

    #[test]
    fn equality_is_the_services() {
        let set = |members: [i64; 2]| AttributeValue::from(Set::new(members.map(Number::from)).unwrap());
        assert_eq!(set([1, 2]), set([2, 1]));
        assert_eq!(AttributeValue::from(vec![set([1, 2])]), AttributeValue::from(vec![set([2, 1])]));
        assert_ne!(AttributeValue::from("1"), AttributeValue::from(1));
        assert_ne!(AttributeValue::L(vec![1.into(), 2.into()]), AttributeValue::L(vec![2.into(), 1.into()]));
    }

    #[test]
    fn depth_counts_levels() {
        for levels in [1, 2, 31, 32, 33, 128] {
            assert_eq!(nested(levels).depth(), levels);
            assert_eq!(nested(levels).nesting_exceeds(32), levels > 32);
        }
        assert_eq!(AttributeValue::L(vec![]).depth(), 1);
        assert_eq!(AttributeValue::from(AttributeMap::from([("a", nested(4))])).depth(), 5);
    }
}
