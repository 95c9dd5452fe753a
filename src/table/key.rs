//! Keys as bytes: in their order lie the items of a table or index.
//!
//! Four bytes that scatter partitions, the values of the partition attributes, those of the sort attributes; in an
//! index the table's key behind them, so that no two entries are the same. Each value is written so that bytes compare
//! as DynamoDB compares values and no value begins another. So all items of a partition lie beside one another in the
//! order of their sort keys, a key condition is one range, and a segment of a parallel scan is one range, too.

use std::ops::Bound;

use crate::program::SortKeyBounds;
use crate::request::{KeySchema, SecondaryIndex, TableSchema};
use crate::value::{AttributeValue, Item};

/// A stretch of a table or index: from the first key to before the second, or to the end.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct KeyRange {
    pub(super) from: Vec<u8>,
    pub(super) to: Option<Vec<u8>>,
}

/// Where an item of the table lies; nothing where it lacks the key or has it in another type.
pub(super) fn of_table(table: &TableSchema, item: &Item) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(64);
    write_key(&table.key, item, &mut bytes)?;
    Some(bytes)
}

/// Where an item lies in an index; nothing where it is not part of it.
///
/// Service: an item that lacks an attribute of the key, or has it in another type, is not in the index.
pub(super) fn of_index(table: &TableSchema, index: &SecondaryIndex, item: &Item) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(96);
    write_key(&index.key, item, &mut bytes)?;
    for attribute in table.key.attributes() {
        write_value(item.get(&attribute.name)?, &mut bytes)?;
    }
    Some(bytes)
}

fn write_key(key: &KeySchema, item: &Item, out: &mut Vec<u8>) -> Option<()> {
    let typed = |attribute: &crate::request::KeyAttribute| {
        item.get(&attribute.name).filter(|value| value.attribute_type() == attribute.attribute_type)
    };
    out.extend([0; 4]);
    for attribute in &key.partition {
        write_value(typed(attribute)?, out)?;
    }
    scatter(out);
    for attribute in &key.sort {
        write_value(typed(attribute)?, out)?;
    }
    Some(())
}

/// Fills the first four bytes in from the rest.
fn scatter(bytes: &mut [u8]) {
    if let Some((first, rest)) = bytes.split_first_chunk_mut::<4>() {
        *first = hash(rest).to_be_bytes();
    }
}

/// FNV-1a, stirred, so that its upper bits depend on all bytes. Never to be changed: keys on disk begin with it.
fn hash(bytes: &[u8]) -> u32 {
    let mut hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 32) as u32
}

fn write_value(value: &AttributeValue, out: &mut Vec<u8>) -> Option<()> {
    match value {
        AttributeValue::S(text) => write_bytes(text.as_bytes(), out),
        AttributeValue::B(bytes) => write_bytes(bytes, out),
        AttributeValue::N(number) => number.write_order_bytes(out),
        _ => return None,
    }
    Some(())
}

/// The end is lower than any byte that could follow, a zero among the bytes included.
fn write_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    write_open(bytes, out);
    out.extend([0, 1]);
}

/// The bytes without an end: what everything that begins with them begins with.
fn write_open(bytes: &[u8], out: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(0, rest) {
        let (before, from) = rest.split_at(at);
        out.extend(before);
        out.extend([0, 0xFF]);
        rest = from.split_first().map(|(_, behind)| behind).unwrap_or_default();
    }
    out.extend(rest);
}

/// The least key behind all that begin with these bytes; nothing where there is none.
fn behind(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    while let Some(last) = bytes.pop() {
        if last < u8::MAX {
            bytes.push(last + 1);
            return Some(bytes);
        }
    }
    None
}

impl KeyRange {
    /// Everything of a partition, or what lies between bounds of the sort attribute behind `sort`.
    pub(super) fn of_query(
        partition: &[AttributeValue],
        sort: &[AttributeValue],
        bounds: Option<&SortKeyBounds>,
    ) -> Self {
        let mut prefix = vec![0; 4];
        for value in partition {
            write_value(value, &mut prefix);
        }
        scatter(&mut prefix);
        for value in sort {
            write_value(value, &mut prefix);
        }
        let with = |value: &AttributeValue| {
            let mut bytes = prefix.clone();
            write_value(value, &mut bytes);
            bytes
        };
        match bounds {
            None => Self { to: behind(prefix.clone()), from: prefix },
            Some(SortKeyBounds::Prefix(start)) => {
                let mut bytes = prefix.clone();
                match start {
                    AttributeValue::S(text) => write_open(text.as_bytes(), &mut bytes),
                    AttributeValue::B(start) => write_open(start, &mut bytes),
                    _ => {}
                }
                Self { to: behind(bytes.clone()), from: bytes }
            }
            Some(SortKeyBounds::Between(low, high)) => {
                let from = match low {
                    Bound::Unbounded => prefix.clone(),
                    Bound::Included(low) => with(low),
                    // Values end in themselves: there is always something behind.
                    Bound::Excluded(low) => behind(with(low)).unwrap_or_default(),
                };
                let to = match high {
                    Bound::Unbounded => behind(prefix.clone()),
                    Bound::Included(high) => behind(with(high)),
                    Bound::Excluded(high) => Some(with(high)),
                };
                Self { from, to }
            }
        }
    }

    /// One of `total` parts of a table or index.
    pub(super) fn of_segment(segment: u64, total: u64) -> Self {
        let edge = |part: u64| ((u128::from(part) << 32) / u128::from(total.max(1))) as u64;
        let at = |edge: u64| u32::try_from(edge).ok().map(|edge| edge.to_be_bytes().to_vec());
        Self { from: at(edge(segment)).unwrap_or_default(), to: at(edge(segment + 1)) }
    }

    /// Whether a key lies in it.
    pub(super) fn holds(&self, key: &[u8]) -> bool {
        self.from.as_slice() <= key && self.to.as_deref().is_none_or(|to| key < to)
    }

    /// What is left of it behind a key, or before it where it is read backwards.
    pub(super) fn beyond(mut self, key: Vec<u8>, backwards: bool) -> Self {
        if backwards {
            self.to = Some(self.to.map_or(key.clone(), |to| to.min(key)));
        } else {
            let mut next = key;
            next.push(0);
            self.from = self.from.max(next);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(value: &AttributeValue) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_value(value, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn bytes_compare_as_values() {
        let texts =
            ["", "\0", "\0\0", "\0a", "\u{1}", "a", "a\0", "a\0b", "a\u{1}", "ab", "b", "\u{ffff}", "\u{10000}"];
        for (at, one) in texts.iter().enumerate() {
            for (other, two) in texts.iter().enumerate() {
                let (one, two) = (bytes(&(*one).into()), bytes(&(*two).into()));
                assert_eq!(one.cmp(&two), at.cmp(&other));
                assert!(at == other || !two.starts_with(&one));
            }
        }
        let raw = [vec![], vec![0u8], vec![0, 0xFF], vec![0xFE], vec![0xFF], vec![0xFF, 0xFF]];
        assert!(raw.map(|bytes_of| bytes(&bytes_of.into())).is_sorted());
    }

    #[test]
    fn ranges_hold_what_their_bounds_say() {
        use Bound::{Excluded, Included, Unbounded};
        let values: Vec<AttributeValue> =
            ["", "\0", "a", "a\0", "ab", "abc", "b", "\u{10ffff}"].map(AttributeValue::from).to_vec();
        let mut all = vec![SortKeyBounds::Between(Unbounded, Unbounded)];
        for low in &values {
            all.push(SortKeyBounds::Prefix(low.clone()));
            all.push(SortKeyBounds::Between(Excluded(low.clone()), Unbounded));
            all.push(SortKeyBounds::Between(Unbounded, Included(low.clone())));
            for high in &values {
                all.push(SortKeyBounds::Between(Included(low.clone()), Included(high.clone())));
                all.push(SortKeyBounds::Between(Included(low.clone()), Excluded(high.clone())));
            }
        }
        let partition = [AttributeValue::from("p")];
        for bounds in &all {
            let range = KeyRange::of_query(&partition, &[], Some(bounds));
            for value in &values {
                let key = KeyRange::of_query(&partition, std::slice::from_ref(value), None).from;
                assert_eq!(range.holds(&key), bounds.contains(value), "{value:?} in {bounds:?}");
            }
            let other = KeyRange::of_query(&["q".into()], &[values[2].clone()], None).from;
            assert!(!range.holds(&other));
        }
    }

    #[test]
    fn segments_tile_the_table() {
        for total in [1, 2, 3, 7, 1000, 1_000_000] {
            let segments: Vec<_> = (0..total.min(2000)).map(|at| KeyRange::of_segment(at, total)).collect();
            assert_eq!(segments[0].from, [0; 4]);
            for pair in segments.windows(2) {
                assert_eq!(pair[0].to.as_ref(), Some(&pair[1].from));
            }
            assert_eq!(KeyRange::of_segment(total - 1, total).to, None);
        }
    }
}
