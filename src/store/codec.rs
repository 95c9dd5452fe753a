//! Items as bytes in the file: the size, then each attribute with its value, in the order of the item.
//!
//! Lengths and counts are written in groups of seven bits, the lowest first. What is read is believed only as far as
//! there are bytes: damage is found, never followed.

use crate::limits;
use crate::table::StoredItem;
use crate::value::{AttributeValue, Item, Number, Set};

/// What a value is. Never to be changed: files hold these.
mod tag {
    pub(super) const S: u8 = 1;
    pub(super) const N: u8 = 2;
    pub(super) const B: u8 = 3;
    pub(super) const FALSE: u8 = 4;
    pub(super) const TRUE: u8 = 5;
    pub(super) const NULL: u8 = 6;
    pub(super) const L: u8 = 7;
    pub(super) const M: u8 = 8;
    pub(super) const SS: u8 = 9;
    pub(super) const NS: u8 = 10;
    pub(super) const BS: u8 = 11;
}

/// The bytes of an item; nothing where it nests deeper than the service allows.
pub(super) fn encode(stored: &StoredItem) -> Option<Vec<u8>> {
    if stored.item.values().any(|value| value.nesting_exceeds(limits::NESTING_LEVELS)) {
        return None;
    }
    let mut out = Vec::with_capacity(stored.bytes + 16);
    write_count(stored.bytes, &mut out);
    write_map(&stored.item, &mut out);
    Some(out)
}

/// The item that [`encode`] wrote; nothing where the bytes are anything else.
pub(super) fn decode(bytes: &[u8]) -> Option<StoredItem> {
    let mut input = Input(bytes);
    let size = input.count()?;
    let item = input.map(limits::NESTING_LEVELS)?;
    input.0.is_empty().then_some(StoredItem { item, bytes: size })
}

/// The size of an item, without the rest.
pub(super) fn size(bytes: &[u8]) -> Option<usize> {
    Input(bytes).count()
}

fn write_count(count: usize, out: &mut Vec<u8>) {
    let mut rest = count;
    while rest >= 0x80 {
        out.push((rest & 0x7F) as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

fn write_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    write_count(bytes.len(), out);
    out.extend(bytes);
}

fn write_map(map: &Item, out: &mut Vec<u8>) {
    write_count(map.len(), out);
    for (name, value) in map.iter() {
        write_bytes(name.as_bytes(), out);
        write_value(value, out);
    }
}

fn write_members<T: Ord>(tag: u8, set: &Set<T>, out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    out.push(tag);
    write_count(set.len(), out);
    set.iter().for_each(|member| write(member, out));
}

/// As deep as values nest, and no deeper than [`encode`] lets them.
fn write_value(value: &AttributeValue, out: &mut Vec<u8>) {
    let number = |number: &Number, out: &mut Vec<u8>| write_bytes(number.to_string().as_bytes(), out);
    let mut tagged = |tag, bytes: &[u8]| {
        out.push(tag);
        write_bytes(bytes, out);
    };
    match value {
        AttributeValue::S(text) => tagged(tag::S, text.as_bytes()),
        AttributeValue::N(number) => tagged(tag::N, number.to_string().as_bytes()),
        AttributeValue::B(bytes) => tagged(tag::B, bytes),
        AttributeValue::Bool(truth) => out.push(if *truth { tag::TRUE } else { tag::FALSE }),
        AttributeValue::Null => out.push(tag::NULL),
        AttributeValue::L(elements) => {
            out.push(tag::L);
            write_count(elements.len(), out);
            elements.iter().for_each(|element| write_value(element, out));
        }
        AttributeValue::M(map) => {
            out.push(tag::M);
            write_map(map, out);
        }
        AttributeValue::Ss(set) => write_members(tag::SS, set, out, |text, out| write_bytes(text.as_bytes(), out)),
        AttributeValue::Ns(set) => write_members(tag::NS, set, out, number),
        AttributeValue::Bs(set) => write_members(tag::BS, set, out, |bytes, out| write_bytes(bytes, out)),
    }
}

/// What is left to read.
struct Input<'b>(&'b [u8]);

impl<'b> Input<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn count(&mut self) -> Option<usize> {
        let mut count = 0_u64;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            count |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return usize::try_from(count).ok();
            }
        }
        None
    }

    fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = self.count()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    fn number(&mut self) -> Option<Number> {
        Number::from_text(self.text()?)
    }

    fn members<T>(&mut self, mut member: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        let mut members = Vec::with_capacity(count.min(self.0.len()));
        for _ in 0..count {
            members.push(member(self)?);
        }
        Some(members)
    }

    fn map(&mut self, levels: usize) -> Option<Item> {
        let mut map = Item::new();
        for _ in 0..self.count()? {
            let name = self.text()?;
            let value = self.value(levels)?;
            if map.insert(name, value).is_some() {
                return None;
            }
        }
        Some(map)
    }

    /// `levels` are those that are allowed, that of this value included.
    fn value(&mut self, levels: usize) -> Option<AttributeValue> {
        let below = levels.checked_sub(1)?;
        Some(match self.byte()? {
            tag::S => self.text()?.into(),
            tag::N => self.number()?.into(),
            tag::B => self.bytes()?.to_vec().into(),
            tag::FALSE => false.into(),
            tag::TRUE => true.into(),
            tag::NULL => AttributeValue::Null,
            tag::L => self.members(|input| input.value(below))?.into(),
            tag::M => self.map(below)?.into(),
            tag::SS => Set::new(self.members(|input| input.text().map(str::to_owned))?).ok()?.into(),
            tag::NS => Set::new(self.members(Self::number)?).ok()?.into(),
            tag::BS => Set::new(self.members(|input| input.bytes().map(<[u8]>::to_vec))?).ok()?.into(),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::AttributeMap;

    fn sample() -> StoredItem {
        let deep = (0..30).fold(AttributeValue::Null, |inner, _| vec![inner].into());
        StoredItem::new(Item::from([
            ("text", AttributeValue::from("")),
            ("long", "x".repeat(300).into()),
            ("number", Number::from_text("-1.2345678901234567890123456789012345678E-100").unwrap().into()),
            ("zero", 0.into()),
            ("bytes", vec![0u8, 255, 7].into()),
            ("yes", true.into()),
            ("no", false.into()),
            ("map", AttributeMap::from([("b", AttributeValue::Null), ("a", deep)]).into()),
            ("list", AttributeValue::L(Vec::new())),
            ("texts", Set::new(["b".to_owned(), "a".to_owned()]).unwrap().into()),
            ("numbers", Set::new([Number::from_text("1E125").unwrap(), 0.into()]).unwrap().into()),
            ("binaries", Set::new([vec![1u8], vec![]]).unwrap().into()),
        ]))
    }

    #[test]
    fn items_come_back_as_they_were() {
        let item = sample();
        let bytes = encode(&item).unwrap();
        let back = decode(&bytes).unwrap();
        assert_eq!(back, item);
        assert!(back.item.keys().eq(item.item.keys()), "the order of attributes is kept");
        assert_eq!(size(&bytes), Some(item.bytes));
    }

    #[test]
    fn parts_of_an_item_and_other_bytes_are_no_item() {
        let bytes = encode(&sample()).unwrap();
        for end in 0..bytes.len() {
            assert_eq!(decode(&bytes[..end]), None);
        }
        for byte in [0, 12, 0x80, 0xFF] {
            assert_eq!(decode(&[byte; 64]), None);
        }
        let deeper = (0..40).fold(vec![1, 1, 1, b'a'], |mut bytes, _| {
            bytes.extend([tag::L, 1]);
            bytes
        });
        assert_eq!(decode(&deeper), None);
    }

    #[test]
    fn what_nests_too_deep_is_not_written() {
        let deep = (0..100).fold(AttributeValue::Null, |inner, _| vec![inner].into());
        assert_eq!(encode(&StoredItem::new(Item::from([("a", deep)]))), None);
    }
}
