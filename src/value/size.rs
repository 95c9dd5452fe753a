//! What values and items weigh in bytes, for the 400 KB limit and for capacity.
//!
//! Service: developer guide, "DynamoDB item sizes and formats", for all but numbers, whose sizes are
//! captured from responses since the guide's rule is wrong.

use super::{AttributeMap, AttributeValue};

impl AttributeValue {
    /// The size of the value in bytes, without the name of its attribute.
    ///
    /// ```
    /// use ddbexpr::value::AttributeValue;
    ///
    /// assert_eq!(AttributeValue::from("é").size_bytes(), 2);
    /// assert_eq!(AttributeValue::L(vec![1.into(), true.into()]).size_bytes(), 3 + (1 + 2) + (1 + 1));
    /// ```
    pub fn size_bytes(&self) -> usize {
        match self {
            Self::S(text) => text.len(),
            Self::N(number) => number.size_bytes(),
            Self::B(bytes) => bytes.len(),
            Self::Bool(_) | Self::Null => 1,
            Self::Ss(members) => members.iter().map(String::len).sum(),
            Self::Ns(members) => members.iter().map(|member| member.size_bytes()).sum(),
            Self::Bs(members) => members.iter().map(Vec::len).sum(),
            Self::L(elements) => 3 + elements.iter().map(|element| 1 + element.size_bytes()).sum::<usize>(),
            Self::M(map) => 3 + map.iter().map(|(name, value)| 1 + name.len() + value.size_bytes()).sum::<usize>(),
        }
    }
}

impl AttributeMap {
    /// The size of an item with these attributes: names in UTF-8 plus values.
    ///
    /// ```
    /// use ddbexpr::value::Item;
    ///
    /// assert_eq!(Item::from([("pk", "user#1")]).size_bytes(), 8);
    /// ```
    pub fn size_bytes(&self) -> usize {
        self.iter().map(|(name, value)| name.len() + value.size_bytes()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Number, Set};

    #[test]
    fn sizes_by_type() {
        let map = AttributeMap::from([("ab", AttributeValue::Null), ("c", "xyz".into())]);
        for (value, size) in [
            (AttributeValue::from(""), 0),
            (AttributeValue::from("é𝄞"), 6),
            (AttributeValue::from(12345), 4),
            (AttributeValue::from(vec![1u8, 2, 3]), 3),
            (AttributeValue::from(false), 1),
            (AttributeValue::Null, 1),
            (Set::new(["a".to_owned(), "bcd".to_owned()]).unwrap().into(), 4),
            (Set::new([Number::from(1), Number::from(-123)]).unwrap().into(), 6),
            (Set::new([vec![], vec![7u8]]).unwrap().into(), 1),
            (AttributeValue::L(vec![]), 3),
            (AttributeValue::L(vec!["ab".into(), AttributeValue::L(vec![])]), 3 + 3 + 4),
            (AttributeValue::M(AttributeMap::new()), 3),
            (AttributeValue::M(map.clone()), 3 + 1 + 2 + 1 + 1 + 1 + 3),
        ] {
            assert_eq!(value.size_bytes(), size, "{value:?}");
        }
        assert_eq!(map.size_bytes(), 2 + 1 + 1 + 3);
    }
}
