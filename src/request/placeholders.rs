//! `ExpressionAttributeNames` and `ExpressionAttributeValues`: what `#name` and `:value` stand for.

use std::borrow::Borrow;

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use crate::value::{AttributeValue, TypeSet};

/// Placeholders that stand for what a builder makes begin with this, behind their sign: nobody wrote them.
pub(crate) const MADE_BY_BUILDER: &str = "ddbexprown";

/// How much of a map is known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Coverage {
    /// The map is not sent at all.
    #[default]
    Absent,
    /// Every entry is known, and there is no other.
    Complete,
    /// There may be entries besides the known ones: nothing counts as undefined.
    Partial,
}

/// One of the two maps of placeholders, in the order in which it was written.
///
/// A map into which nothing was put counts as not sent; an empty map that was sent is
/// [`Placeholders::sent_empty`].
///
/// ```
/// use ddbexpr::request::ExpressionAttributeNames;
/// let names = ExpressionAttributeNames::from([("#s", "status")]);
/// assert_eq!(names.get("#s").map(String::as_str), Some("status"));
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Placeholders<T> {
    entries: IndexMap<String, T, RandomState>,
    coverage: Coverage,
}

/// `#name` to attribute name.
pub type ExpressionAttributeNames = Placeholders<String>;
/// `:value` to attribute value.
pub type ExpressionAttributeValues = Placeholders<Binding>;

/// What stands for the attribute name of a placeholder where only a running program knows it: no attribute of
/// this name occurs, and no two placeholders share it.
#[must_use]
pub fn unknown_name(placeholder: &str) -> String {
    format!("\u{1}{placeholder}")
}

/// False for a name that [`unknown_name`] made.
#[must_use]
pub fn is_known_name(name: &str) -> bool {
    !name.starts_with('\u{1}')
}

/// What a value placeholder stands for.
#[derive(Clone, PartialEq, Debug)]
pub enum Binding {
    /// A value.
    Value(AttributeValue),
    /// Something of one of these types of which no more is known.
    Types(TypeSet),
}

impl Binding {
    /// The value, where it is known.
    #[must_use]
    pub const fn value(&self) -> Option<&AttributeValue> {
        match self {
            Self::Value(value) => Some(value),
            Self::Types(_) => None,
        }
    }

    /// The types it can have.
    #[must_use]
    pub fn types(&self) -> TypeSet {
        match self {
            Self::Value(value) => value.attribute_type().into(),
            Self::Types(types) => *types,
        }
    }
}

impl<V: Into<AttributeValue>> From<V> for Binding {
    fn from(value: V) -> Self {
        Self::Value(value.into())
    }
}

impl<T> Placeholders<T> {
    /// A map that is not sent.
    #[must_use]
    pub fn new() -> Self {
        Self { entries: IndexMap::default(), coverage: Coverage::Absent }
    }

    /// A map that is sent without any entry, which the service refuses.
    #[must_use]
    pub fn sent_empty() -> Self {
        Self { entries: IndexMap::default(), coverage: Coverage::Complete }
    }

    /// A map of which no entry is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self { entries: IndexMap::default(), coverage: Coverage::Partial }
    }

    /// The same map, with entries besides the known ones: nothing counts as undefined or unused. So one map can
    /// serve several expressions that are compiled one by one.
    ///
    /// ```
    /// use ddbexpr::Condition;
    /// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
    ///
    /// let values = ExpressionAttributeValues::from([(":pk", "a"), (":kind", "b")]).partial();
    /// let filter = Condition::compile_filter("kind = :kind", &ExpressionAttributeNames::new(), &values);
    /// assert!(filter.is_ok());
    /// ```
    #[must_use]
    pub fn partial(mut self) -> Self {
        self.coverage = Coverage::Partial;
        self
    }

    /// How much of the map is known.
    #[must_use]
    pub const fn coverage(&self) -> Coverage {
        self.coverage
    }

    /// Adds or replaces an entry; gives back what was there.
    pub fn insert(&mut self, placeholder: impl Into<String>, stands_for: impl Into<T>) -> Option<T> {
        if self.coverage == Coverage::Absent {
            self.coverage = Coverage::Complete;
        }
        self.entries.insert(placeholder.into(), stands_for.into())
    }

    /// Takes an entry away.
    pub fn remove(&mut self, placeholder: &str) -> Option<T> {
        let removed = self.entries.shift_remove(placeholder);
        if self.entries.is_empty() && self.coverage == Coverage::Complete {
            self.coverage = Coverage::Absent;
        }
        removed
    }

    /// What a placeholder stands for.
    #[must_use]
    pub fn get(&self, placeholder: &str) -> Option<&T> {
        self.entries.get(placeholder)
    }

    /// The position of a placeholder in the order of the map.
    #[must_use]
    pub fn position(&self, placeholder: &str) -> Option<usize> {
        self.entries.get_index_of(placeholder)
    }

    /// The entry at a position.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<(&str, &T)> {
        self.entries.get_index(position).map(|(placeholder, stands_for)| (placeholder.borrow(), stands_for))
    }

    /// All entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &T)> {
        self.entries.iter().map(|(placeholder, stands_for)| (placeholder.as_str(), stands_for))
    }

    /// Number of known entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True where no entry is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Default for Placeholders<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Into<String>, V: Into<T>, T> FromIterator<(K, V)> for Placeholders<T> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (placeholder, stands_for) in entries {
            map.insert(placeholder, stands_for);
        }
        map
    }
}

impl<K: Into<String>, V: Into<T>, T, const N: usize> From<[(K, V); N]> for Placeholders<T> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}
