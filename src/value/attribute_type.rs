//! The ten type descriptors of attribute values, and sets of them.

use std::fmt;
use std::str::FromStr;

/// The type of an attribute value, as `attribute_type(a, :t)` compares it.
///
/// ```
/// use ddbexpr::value::AttributeType;
///
/// assert_eq!("SS".parse(), Ok(AttributeType::Ss));
/// assert!("ss".parse::<AttributeType>().is_err());
/// assert_eq!(AttributeType::Bool.to_string(), "BOOL");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum AttributeType {
    /// String: `{"S": "text"}`.
    S,
    /// Number: `{"N": "12.5"}`.
    N,
    /// Binary: `{"B": "AQI="}`.
    B,
    /// Boolean: `{"BOOL": true}`.
    Bool,
    /// Null: `{"NULL": true}`.
    Null,
    /// Map: `{"M": {"key": {"S": "text"}}}`.
    M,
    /// List: `{"L": [{"S": "text"}]}`.
    L,
    /// String set: `{"SS": ["a", "b"]}`.
    Ss,
    /// Number set: `{"NS": ["1", "2"]}`.
    Ns,
    /// Binary set: `{"BS": ["AQ==", "Ag=="]}`.
    Bs,
}

impl AttributeType {
    /// Every type, in declaration order.
    pub const ALL: [AttributeType; 10] =
        [Self::S, Self::N, Self::B, Self::Bool, Self::Null, Self::M, Self::L, Self::Ss, Self::Ns, Self::Bs];

    /// The descriptor of DynamoDB JSON: `S`, `BOOL`, `SS`.
    pub const fn descriptor(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
            Self::Bool => "BOOL",
            Self::Null => "NULL",
            Self::M => "M",
            Self::L => "L",
            Self::Ss => "SS",
            Self::Ns => "NS",
            Self::Bs => "BS",
        }
    }

    /// The word that messages about `ADD` and `DELETE` operands use, such as `STRING`.
    ///
    /// Service: `STRING`, `NUMBER`, `LIST` and `BOOL` are captured; the words of sets are ours, since
    /// sets are what those clauses accept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::S => "STRING",
            Self::N => "NUMBER",
            Self::B => "BINARY",
            Self::Bool => "BOOL",
            Self::Null => "NULL",
            Self::M => "MAP",
            Self::L => "LIST",
            Self::Ss => "STRING_SET",
            Self::Ns => "NUMBER_SET",
            Self::Bs => "BINARY_SET",
        }
    }

    /// For a set type, the type of its members: `S` for `SS`.
    pub const fn member(self) -> Option<AttributeType> {
        match self {
            Self::Ss => Some(Self::S),
            Self::Ns => Some(Self::N),
            Self::Bs => Some(Self::B),
            _ => None,
        }
    }
}

impl fmt::Display for AttributeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.descriptor())
    }
}

/// The text is none of `S N B BOOL NULL M L SS NS BS`, in upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an attribute type")]
pub struct UnknownAttributeType;

impl FromStr for AttributeType {
    type Err = UnknownAttributeType;

    fn from_str(text: &str) -> Result<AttributeType, UnknownAttributeType> {
        Self::ALL.into_iter().find(|kind| kind.descriptor() == text).ok_or(UnknownAttributeType)
    }
}

/// A set of attribute types, such as those an operand may have.
///
/// ```
/// use ddbexpr::value::{AttributeType, TypeSet};
///
/// const ORDERED: TypeSet = TypeSet::of(&[AttributeType::S, AttributeType::N, AttributeType::B]);
/// assert!(ORDERED.contains(AttributeType::N));
/// assert!(ORDERED.intersection(AttributeType::Bool.into()).is_empty());
/// assert_eq!(ORDERED.to_string(), "{S,N,B}");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TypeSet(u16);

impl TypeSet {
    /// No type at all.
    pub const NONE: TypeSet = TypeSet(0);
    /// All ten types, as of a path nothing is known about.
    pub const ALL: TypeSet = TypeSet::of(&AttributeType::ALL);

    /// The set of the types listed.
    pub const fn of(types: &[AttributeType]) -> TypeSet {
        let mut bits = 0;
        let mut rest = types;
        while let [first, tail @ ..] = rest {
            bits |= 1 << *first as u16;
            rest = tail;
        }
        TypeSet(bits)
    }

    /// Whether `kind` is a member.
    pub const fn contains(self, kind: AttributeType) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// Adds `kind`.
    pub const fn insert(&mut self, kind: AttributeType) {
        self.0 |= 1 << kind as u16;
    }

    /// The types in either set.
    pub const fn union(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 | other.0)
    }

    /// The types in both sets.
    pub const fn intersection(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 & other.0)
    }

    /// Whether there is no member.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many members there are.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The members, in declaration order.
    pub fn iter(self) -> impl Iterator<Item = AttributeType> {
        AttributeType::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}

impl From<AttributeType> for TypeSet {
    fn from(kind: AttributeType) -> TypeSet {
        TypeSet::of(&[kind])
    }
}

impl FromIterator<AttributeType> for TypeSet {
    fn from_iter<I: IntoIterator<Item = AttributeType>>(types: I) -> TypeSet {
        types.into_iter().fold(TypeSet::NONE, |set, kind| set.union(kind.into()))
    }
}

/// `{S,N,B}`, in declaration order.
impl fmt::Display for TypeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (at, kind) in self.iter().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            write!(f, "{kind}")?;
        }
        f.write_str("}")
    }
}

impl fmt::Debug for TypeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TypeSet{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptors_read_back() {
        for kind in AttributeType::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        for text in ["", "s", "Bool", "STRING", "S "] {
            assert_eq!(text.parse::<AttributeType>(), Err(UnknownAttributeType));
        }
    }

    #[test]
    fn sets_hold_what_they_are_given() {
        assert_eq!(TypeSet::ALL.len(), 10);
        assert_eq!(TypeSet::ALL.iter().collect::<TypeSet>(), TypeSet::ALL);
        let mut set = TypeSet::NONE;
        assert!(set.is_empty());
        set.insert(AttributeType::Bs);
        assert_eq!(set, AttributeType::Bs.into());
        assert_eq!(set.union(AttributeType::S.into()).to_string(), "{S,BS}");
        assert_eq!(set.intersection(TypeSet::ALL), set);
    }
}
