//! Maps from attribute names to values: items, and the content of M values.

use std::fmt;
use std::hash::{Hash, Hasher};

use foldhash::fast::RandomState;
use indexmap::{Equivalent, IndexMap};

use super::AttributeValue;

/// An item: its attributes by name.
pub type Item = AttributeMap;

/// Named attribute values in insertion order; equality does not look at the order.
///
/// ```
/// use ddbexpr::value::{AttributeMap, AttributeValue};
///
/// let mut item = AttributeMap::new();
/// item.insert("pk", "user#1");
/// item.insert("age", 42);
/// assert_eq!(item.get("age"), Some(&AttributeValue::from(42)));
/// assert!(item.keys().eq(["pk", "age"]));
/// ```
// Boxed, because a hash table is several times as large as any other content of an AttributeValue.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AttributeMap(Box<IndexMap<String, AttributeValue, RandomState>>);

/// So few attributes are looked through one by one: they lie beside one another, the table of their hashes elsewhere.
const FEW: usize = 8;

impl AttributeMap {
    /// A map without attributes.
    pub fn new() -> AttributeMap {
        AttributeMap::default()
    }

    /// The value of the attribute `name`.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&AttributeValue> {
        if self.0.len() > FEW {
            return self.0.get(&Sought(name));
        }
        self.0.iter().find(|(own, _)| same_bytes(name.as_bytes(), own.as_bytes())).map(|(_, value)| value)
    }

    /// The value of the attribute `name`, to be changed in place.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut AttributeValue> {
        self.0.get_mut(name)
    }

    /// Sets the attribute `name` and returns its former value; a new attribute goes last.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<AttributeValue>) -> Option<AttributeValue> {
        self.0.insert(name.into(), value.into())
    }

    /// Takes the attribute `name` out; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<AttributeValue> {
        self.0.shift_remove(name)
    }

    /// Whether there is an attribute `name`.
    pub fn contains_key(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// How many attributes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no attribute.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The attributes in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &AttributeValue)> + ExactSizeIterator {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The attributes in order, the values to be changed in place.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (&str, &mut AttributeValue)> + ExactSizeIterator {
        self.0.iter_mut().map(|(name, value)| (name.as_str(), value))
    }

    /// The names in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.0.keys().map(String::as_str)
    }

    /// The values in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &AttributeValue> + ExactSizeIterator {
        self.0.values()
    }
}

impl fmt::Debug for AttributeMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Into<String>, V: Into<AttributeValue>> FromIterator<(K, V)> for AttributeMap {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(attributes: I) -> AttributeMap {
        let attributes = attributes.into_iter().map(|(name, value)| (name.into(), value.into()));
        AttributeMap(Box::new(attributes.collect()))
    }
}

impl<K: Into<String>, V: Into<AttributeValue>> Extend<(K, V)> for AttributeMap {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, attributes: I) {
        self.0.extend(attributes.into_iter().map(|(name, value)| (name.into(), value.into())));
    }
}

impl<K: Into<String>, V: Into<AttributeValue>, const COUNT: usize> From<[(K, V); COUNT]> for AttributeMap {
    fn from(attributes: [(K, V); COUNT]) -> AttributeMap {
        attributes.into_iter().collect()
    }
}

/// A name that is looked up. Names are short, and comparing short ones in place takes a fraction of the call that
/// `==` makes.
struct Sought<'n>(&'n str);

impl Hash for Sought<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl Equivalent<String> for Sought<'_> {
    #[inline]
    fn equivalent(&self, key: &String) -> bool {
        same_bytes(self.0.as_bytes(), key.as_bytes())
    }
}

/// Whether two texts are the same; those of up to 16 bytes as two overlapping halves.
#[inline]
fn same_bytes(one: &[u8], two: &[u8]) -> bool {
    if one.len() != two.len() {
        return false;
    }
    match one.len() {
        8..=16 => one.first_chunk::<8>() == two.first_chunk::<8>() && one.last_chunk::<8>() == two.last_chunk::<8>(),
        4..=7 => one.first_chunk::<4>() == two.first_chunk::<4>() && one.last_chunk::<4>() == two.last_chunk::<4>(),
        2..=3 => one.first_chunk::<2>() == two.first_chunk::<2>() && one.last() == two.last(),
        1 => one.first() == two.first(),
        _ => one == two,
    }
}

/// The attributes of a map taken apart, in order.
#[derive(Debug)]
pub struct IntoAttributes(indexmap::map::IntoIter<String, AttributeValue>);

impl Iterator for IntoAttributes {
    type Item = (String, AttributeValue);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl IntoIterator for AttributeMap {
    type Item = (String, AttributeValue);
    type IntoIter = IntoAttributes;

    fn into_iter(self) -> IntoAttributes {
        IntoAttributes(self.0.into_iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_length_are_found() {
        let name = |length: usize, last: char| format!("{}{last}", "n".repeat(length));
        for length in 0..40 {
            for others in [0, FEW] {
                let others = (0..others).map(|number| (format!("other {number}"), 1));
                let map: AttributeMap = others.chain([(name(length, 'a'), 1)]).collect();
                assert!(map.get(&name(length, 'a')).is_some() && map.get(&name(length, 'b')).is_none());
                assert!(map.get(&name(length, 'a').replacen('n', "m", 1)).is_none() || length == 0);
                assert!(map.get(&name(length + 1, 'a')).is_none());
            }
        }
    }

    #[test]
    fn equality_ignores_order_and_removal_keeps_it() {
        let mut map = AttributeMap::from([("a", 1), ("b", 2), ("c", 3)]);
        assert_eq!(map, AttributeMap::from([("c", 3), ("a", 1), ("b", 2)]));
        assert_ne!(map, AttributeMap::from([("a", 1), ("b", 2)]));
        assert_eq!(map.remove("a"), Some(1.into()));
        assert!(map.keys().eq(["b", "c"]));
        assert_eq!(map.insert("b", "x"), Some(2.into()));
        assert!(map.keys().eq(["b", "c"]));
        assert_eq!(format!("{map:?}"), r#"{"b": S("x"), "c": N(Number(3))}"#);
        assert_eq!(map.into_iter().map(|(name, _)| name).collect::<String>(), "bc");
    }
}
