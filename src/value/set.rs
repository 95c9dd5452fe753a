//! The members of SS, NS and BS values: never empty, no duplicates, kept sorted.

use std::borrow::Borrow;

/// A non-empty set of members, sorted: strings and binary bytewise, numbers by value.
///
/// Service: sets come back in exactly this order, whatever order they were written in.
///
/// ```
/// use ddbexpr::value::{Set, SetError};
///
/// let tags = Set::new(["new".to_owned(), "hot".to_owned()])?;
/// assert!(tags.contains("hot"));
/// assert_eq!(tags.as_slice(), ["hot", "new"]);
/// assert_eq!(Set::new(["a", "a"]), Err(SetError::Duplicate));
/// # Ok::<(), SetError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Set<T>(Vec<T>);

/// Why members do not make a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetError {
    /// There is no member: `{"SS": []}`.
    #[error("a set may not be empty")]
    Empty,
    /// Two members are equal: `{"NS": ["1", "1.0"]}`.
    #[error("a set may not contain duplicates")]
    Duplicate,
}

impl<T: Ord> Set<T> {
    /// The set of `members`, which may come in any order.
    pub fn new(members: impl IntoIterator<Item = T>) -> Result<Set<T>, SetError> {
        let mut members: Vec<T> = members.into_iter().collect();
        if members.is_empty() {
            return Err(SetError::Empty);
        }
        members.sort_unstable();
        let duplicate = members.iter().zip(members.iter().skip(1)).any(|(a, b)| a == b);
        if duplicate { Err(SetError::Duplicate) } else { Ok(Set(members)) }
    }

    /// Whether `member` is in the set, as `contains(tags, :t)` asks.
    pub fn contains<Q: Ord + ?Sized>(&self, member: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.binary_search_by(|candidate| candidate.borrow().cmp(member)).is_ok()
    }

    /// How many members there are; never 0.
    #[allow(clippy::len_without_is_empty, reason = "a set is never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The members in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The members in order.
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord + Clone> Set<T> {
    /// The members of either set, as `ADD tags :more` leaves them.
    pub fn union(&self, other: &Set<T>) -> Set<T> {
        let mut members = self.0.clone();
        members.extend(other.0.iter().cloned());
        // Two sorted runs: the sort merges them.
        members.sort();
        members.dedup();
        Set(members)
    }

    /// The members not in `other`, as `DELETE tags :old` leaves them; nothing when none is left, since
    /// the attribute is then removed.
    pub fn difference(&self, other: &Set<T>) -> Option<Set<T>> {
        let members: Vec<T> = self.0.iter().filter(|member| !other.contains(*member)).cloned().collect();
        (!members.is_empty()).then_some(Set(members))
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Set<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Number;

    #[test]
    fn numbers_are_members_by_value() {
        let number = |text: &str| text.parse::<Number>().unwrap();
        let set = Set::new(["10", "9", "1e-1"].map(number)).unwrap();
        assert_eq!(set.iter().map(Number::to_string).collect::<Vec<_>>(), ["0.1", "9", "10"]);
        assert!(set.contains(&number("9.0")));
        assert_eq!(Set::new(["1", "1.0"].map(number)), Err(SetError::Duplicate));
        assert_eq!(Set::<Number>::new([]), Err(SetError::Empty));
    }

    #[test]
    fn empty_members_are_members() {
        let set = Set::new([vec![], vec![1u8]]).unwrap();
        assert!(set.contains(&[][..]));
        assert_eq!(set.len(), 2);
    }

    #[test]
    fn union_and_difference() {
        let (ab, bc) = (Set::new(["b", "a"]).unwrap(), Set::new(["c", "b"]).unwrap());
        assert_eq!(ab.union(&bc).as_slice(), ["a", "b", "c"]);
        assert_eq!(ab.difference(&bc).unwrap().as_slice(), ["a"]);
        assert_eq!(ab.difference(&ab), None);
    }
}
