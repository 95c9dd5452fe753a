//! Equality, order, containment and size, on views of any two representations.
//!
//! These are the meanings of the comparators and functions of condition expressions. On owned
//! values they allocate nothing. They are total: what has no answer is unequal, unordered, absent.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{AttributeType, Number, Shape, VIEW_LEVELS, ValueView};

/// Whether `a = b`: deep, numbers by value, maps and sets without order.
///
/// Values nested deeper than [`VIEW_LEVELS`] are unequal to everything.
///
/// Service: tested per type; different types are unequal, never an error.
///
/// ```
/// use ddbexpr::value::{AsView, AttributeValue, compare};
///
/// let (a, b) = (AttributeValue::N("1.0".parse()?), AttributeValue::from(1));
/// assert!(compare::equal(a.view(), b.view()));
/// # Ok::<(), ddbexpr::value::NumberError>(())
/// ```
#[inline]
pub fn equal<'a, 'b>(a: impl ValueView<'a>, b: impl ValueView<'b>) -> bool {
    equal_within(a, b, VIEW_LEVELS)
}

fn equal_within<'a, 'b, A: ValueView<'a>, B: ValueView<'b>>(a: A, b: B, levels: usize) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return false };
    match (a.shape(), b.shape()) {
        (Shape::S(a), Shape::S(b)) => a == b,
        (Shape::N(a), Shape::N(b)) => a == b,
        (Shape::B(a), Shape::B(b)) => a == b,
        (Shape::Bool(a), Shape::Bool(b)) => a == b,
        (Shape::Null, Shape::Null) => true,
        (Shape::L(length), Shape::L(other)) => {
            length == other
                && (0..length).all(|index| match (a.element(index), b.element(index)) {
                    (Some(a), Some(b)) => equal_within(a, b, levels),
                    _ => false,
                })
        }
        (Shape::M(length), Shape::M(other)) => {
            let mut same = length == other;
            if same {
                a.each_field(&mut |name, value| {
                    same = same && b.field(name).is_some_and(|other| equal_within(value, other, levels));
                });
            }
            same
        }
        (Shape::Ss(length), Shape::Ss(other))
        | (Shape::Ns(length), Shape::Ns(other))
        | (Shape::Bs(length), Shape::Bs(other)) => length == other && same_members(a, b, length),
        _ => false,
    }
}

/// Whether two sets of one type and length have the same members.
fn same_members<'a, 'b>(a: impl ValueView<'a>, b: impl ValueView<'b>, length: usize) -> bool {
    let in_step = (0..length).all(|index| match (a.element(index), b.element(index)) {
        (Some(a), Some(b)) => order(a, b) == Some(Ordering::Equal),
        _ => false,
    });
    if in_step || (a.members_are_sorted() && b.members_are_sorted()) {
        return in_step;
    }
    // Only views of foreign data come here; sorting keeps large sets from taking quadratic time.
    match (sorted_members(a, length), sorted_members(b, length)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Member<'a> {
    S(Cow<'a, str>),
    N(Number),
    B(Cow<'a, [u8]>),
}

fn sorted_members<'a>(set: impl ValueView<'a>, length: usize) -> Option<Vec<Member<'a>>> {
    let member = |index| match set.element(index)?.shape() {
        Shape::S(text) => Some(Member::S(text)),
        Shape::N(number) => Some(Member::N(number)),
        Shape::B(bytes) => Some(Member::B(bytes)),
        _ => None,
    };
    let mut members = (0..length).map(member).collect::<Option<Vec<_>>>()?;
    members.sort_unstable();
    Some(members)
}

/// How `a` stands to `b` for `<`, `<=`, `>`, `>=` and BETWEEN; nothing unless both are S, N or B alike.
///
/// Service: numbers by value, strings by UTF-8 bytes (not UTF-16), binary by unsigned bytes.
///
/// ```
/// use std::cmp::Ordering;
/// use ddbexpr::value::{AsView, AttributeValue, compare};
///
/// let (a, b) = (AttributeValue::from(9), AttributeValue::from(10));
/// assert_eq!(compare::order(a.view(), b.view()), Some(Ordering::Less));
/// assert_eq!(compare::order(a.view(), AttributeValue::from("10").view()), None);
/// ```
#[inline]
pub fn order<'a, 'b>(a: impl ValueView<'a>, b: impl ValueView<'b>) -> Option<Ordering> {
    match (a.shape(), b.shape()) {
        (Shape::N(a), Shape::N(b)) => Some(a.cmp(&b)),
        (Shape::S(a), Shape::S(b)) => Some(a.as_ref().cmp(b.as_ref())),
        (Shape::B(a), Shape::B(b)) => Some(a.as_ref().cmp(b.as_ref())),
        _ => None,
    }
}

/// Whether `contains(hay, needle)`: a substring, contiguous bytes, a member of a set, or an element of a list.
///
/// Service: a set is never contained in a set, and map keys are not searched.
///
/// ```
/// use ddbexpr::value::{AsView, AttributeValue, compare};
///
/// let list = AttributeValue::L(vec![1.into(), "two".into()]);
/// assert!(compare::contains(list.view(), AttributeValue::from("two").view()));
/// assert!(!compare::contains(list.view(), AttributeValue::from("tw").view()));
/// ```
pub fn contains<'a, 'b>(hay: impl ValueView<'a>, needle: impl ValueView<'b>) -> bool {
    match hay.shape() {
        Shape::S(text) => needle.as_s().is_some_and(|part| text.contains(part.as_ref())),
        Shape::B(bytes) => needle.as_b().is_some_and(|part| memchr::memmem::find(&bytes, &part).is_some()),
        Shape::L(length) => (0..length).filter_map(|index| hay.element(index)).any(|element| equal(element, needle)),
        Shape::Ss(length) => is_member(hay, length, needle, AttributeType::S),
        Shape::Ns(length) => is_member(hay, length, needle, AttributeType::N),
        Shape::Bs(length) => is_member(hay, length, needle, AttributeType::B),
        Shape::M(_) | Shape::N(_) | Shape::Bool(_) | Shape::Null | Shape::Invalid => false,
    }
}

fn is_member<'a, 'b>(set: impl ValueView<'a>, length: usize, needle: impl ValueView<'b>, kind: AttributeType) -> bool {
    if needle.attribute_type() != Some(kind) {
        return false;
    }
    let against = |index| set.element(index).and_then(|member| order(member, needle));
    if !set.members_are_sorted() {
        return (0..length).any(|index| against(index) == Some(Ordering::Equal));
    }
    let (mut from, mut to) = (0, length);
    while from < to {
        let middle = from + (to - from) / 2;
        match against(middle) {
            Some(Ordering::Less) => from = middle + 1,
            Some(Ordering::Greater) => to = middle,
            Some(Ordering::Equal) => return true,
            None => return false,
        }
    }
    false
}

/// Whether `begins_with(value, prefix)`: both strings or both binary; an empty prefix begins everything.
///
/// ```
/// use ddbexpr::value::{AsView, AttributeValue, compare};
///
/// let (key, prefix) = (AttributeValue::from("ORDER#17"), AttributeValue::from("ORDER#"));
/// assert!(compare::begins_with(key.view(), prefix.view()));
/// ```
pub fn begins_with<'a, 'b>(value: impl ValueView<'a>, prefix: impl ValueView<'b>) -> bool {
    match value.shape() {
        Shape::S(text) => prefix.as_s().is_some_and(|prefix| text.starts_with(prefix.as_ref())),
        Shape::B(bytes) => prefix.as_b().is_some_and(|prefix| bytes.starts_with(&prefix)),
        _ => false,
    }
}

/// The number `size(value)` stands for; nothing for N, BOOL and NULL.
///
/// Service: strings count UTF-16 code units (`é𝄞` is 3), containers their own members only.
///
/// ```
/// use ddbexpr::value::{AsView, AttributeValue, compare};
///
/// assert_eq!(compare::size(AttributeValue::from("é𝄞").view()), Some(3));
/// assert_eq!(compare::size(AttributeValue::from(3).view()), None);
/// ```
pub fn size<'a>(value: impl ValueView<'a>) -> Option<u64> {
    let size = match value.shape() {
        Shape::S(text) if text.is_ascii() => text.len(),
        Shape::S(text) => text.chars().map(char::len_utf16).sum(),
        Shape::B(bytes) => bytes.len(),
        Shape::L(length) | Shape::M(length) | Shape::Ss(length) | Shape::Ns(length) | Shape::Bs(length) => length,
        Shape::N(_) | Shape::Bool(_) | Shape::Null | Shape::Invalid => return None,
    };
    Some(size as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{AsView, AttributeMap, AttributeValue, Set};

    type V = AttributeValue;

    fn ss(members: &[&str]) -> V {
        Set::new(members.iter().map(|member| member.to_string())).unwrap().into()
    }

    fn ns(members: &[i64]) -> V {
        Set::new(members.iter().map(|member| Number::from(*member))).unwrap().into()
    }

    fn bs(members: &[&[u8]]) -> V {
        Set::new(members.iter().map(|member| member.to_vec())).unwrap().into()
    }

    /// One value of every type, all different.
    fn zoo() -> Vec<V> {
        vec![
            "1".into(),
            "".into(),
            1.into(),
            vec![b'1'].into(),
            true.into(),
            false.into(),
            V::Null,
            V::L(vec![]),
            vec![V::from(1)].into(),
            AttributeMap::new().into(),
            AttributeMap::from([("a", 1)]).into(),
            AttributeMap::from([("b", 1)]).into(),
            ss(&["1"]),
            ns(&[1]),
            bs(&[b"1"]),
            ss(&["1", "2"]),
            ns(&[1, 2]),
        ]
    }

    #[test]
    fn only_the_same_value_is_equal() {
        for (i, a) in zoo().iter().enumerate() {
            for (j, b) in zoo().iter().enumerate() {
                assert_eq!(equal(a.view(), b.view()), i == j, "{a:?} = {b:?}");
                assert_eq!(a == b, i == j);
            }
        }
    }

    #[test]
    fn only_scalars_have_an_order() {
        for (low, high) in [
            (V::from("a"), V::from("b")),
            ("".into(), "a".into()),
            ("a".into(), "ab".into()),
            ("Z".into(), "a".into()),
            ("\u{ffff}".into(), "\u{10000}".into()),
            (2.into(), 10.into()),
            (vec![1u8].into(), vec![1u8, 0].into()),
            (vec![0x7fu8].into(), vec![0x80u8].into()),
        ] {
            assert_eq!(order(low.view(), high.view()), Some(Ordering::Less));
            assert_eq!(order(high.view(), low.view()), Some(Ordering::Greater));
            assert_eq!(order(low.view(), low.view()), Some(Ordering::Equal));
        }
        for value in zoo().iter().skip(4) {
            assert_eq!(order(value.view(), value.view()), None, "{value:?}");
        }
    }

    #[test]
    fn containment_by_type() {
        let list = V::from(vec![ss(&["a", "b"]), V::Null, vec![V::from(1)].into()]);
        for (hay, needle, answer) in [
            (V::from("abc"), V::from("bc"), true),
            ("abc".into(), "".into(), true),
            ("abc".into(), "ac".into(), false),
            ("a1".into(), 1.into(), false),
            (vec![1u8, 2, 3].into(), vec![2u8, 3].into(), true),
            (vec![1u8].into(), Vec::<u8>::new().into(), true),
            (vec![1u8, 2, 3].into(), vec![1u8, 3].into(), false),
            (ss(&["b", "a", ""]), "a".into(), true),
            (ss(&["a", ""]), "".into(), true),
            (ss(&["a"]), "b".into(), false),
            (ss(&["1"]), 1.into(), false),
            (ss(&["a"]), ss(&["a"]), false),
            (ns(&[3, 1, 2]), 3.into(), true),
            (ns(&[1]), "1".into(), false),
            (bs(&[b"x", b""]), vec![b'x'].into(), true),
            (bs(&[b"x"]), "x".into(), false),
            (list.clone(), ss(&["b", "a"]), true),
            (list.clone(), V::Null, true),
            (list.clone(), vec![V::from(1)].into(), true),
            (list, 1.into(), false),
            (AttributeMap::from([("a", "b")]).into(), "a".into(), false),
            (11.into(), 1.into(), false),
            (true.into(), true.into(), false),
            (V::Null, V::Null, false),
        ] {
            assert_eq!(contains(hay.view(), needle.view()), answer, "{hay:?} contains {needle:?}");
        }
    }

    #[test]
    fn prefixes_and_sizes() {
        for (value, prefix, answer) in [
            (V::from("abc"), V::from("ab"), true),
            ("abc".into(), "".into(), true),
            ("a".into(), "ab".into(), false),
            (vec![1u8, 2].into(), vec![1u8].into(), true),
            ("a".into(), vec![b'a'].into(), false),
            (12.into(), 1.into(), false),
        ] {
            assert_eq!(begins_with(value.view(), prefix.view()), answer, "{value:?} begins with {prefix:?}");
        }
        let sizes = zoo().iter().map(|value| size(value.view())).collect::<Vec<_>>();
        let (none, zero, one, two) = (None, Some(0), Some(1), Some(2));
        assert_eq!(sizes, [one, zero, none, one, none, none, none, zero, one, zero, one, one, one, one, one, two, two]);
    }

    #[test]
    fn too_deep_is_unequal() {
        let nested = |levels| (1..levels).fold(V::Null, |inner, _| V::L(vec![inner]));
        assert!(equal(nested(128).view(), nested(128).view()));
        assert!(!equal(nested(129).view(), nested(129).view()));
    }
}
