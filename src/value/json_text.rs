//! DynamoDB JSON written straight into a text, for answers with many items.

use std::fmt::Write;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{AttributeMap, AttributeValue};

/// Appends an item in DynamoDB JSON. The same as [`json::item_to_json`](super::json::item_to_json), as a text.
///
/// ```
/// use ddbexpr::value::{Item, write_item};
///
/// let mut text = String::new();
/// write_item(&Item::from([("say", "\"hi\"")]), &mut text);
/// assert_eq!(text, r#"{"say":{"S":"\"hi\""}}"#);
/// ```
pub fn write_item(item: &AttributeMap, out: &mut String) {
    out.push('{');
    for (at, (name, value)) in item.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write_text(name, out);
        out.push(':');
        write_value(value, out);
    }
    out.push('}');
}

/// Goes as deep as the value, which every way into a table bounds.
fn write_value(value: &AttributeValue, out: &mut String) {
    out.push_str("{\"");
    out.push_str(value.attribute_type().descriptor());
    out.push_str("\":");
    match value {
        AttributeValue::S(text) => write_text(text, out),
        // Writing into a String cannot fail.
        AttributeValue::N(number) => {
            let _ = write!(out, "\"{number}\"");
        }
        AttributeValue::B(bytes) => write_bytes(bytes, out),
        AttributeValue::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        AttributeValue::Null => out.push_str("true"),
        AttributeValue::L(elements) => write_list(elements, out, write_value),
        AttributeValue::M(map) => write_item(map, out),
        AttributeValue::Ss(members) => write_list(members.as_slice(), out, |member, out| write_text(member, out)),
        AttributeValue::Ns(members) => {
            write_list(members.as_slice(), out, |member, out| {
                let _ = write!(out, "\"{member}\"");
            });
        }
        AttributeValue::Bs(members) => write_list(members.as_slice(), out, |member, out| write_bytes(member, out)),
    }
    out.push('}');
}

fn write_list<T>(elements: &[T], out: &mut String, mut write: impl FnMut(&T, &mut String)) {
    out.push('[');
    for (at, element) in elements.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(element, out);
    }
    out.push(']');
}

fn write_bytes(bytes: &[u8], out: &mut String) {
    out.push('"');
    BASE64_STANDARD.encode_string(bytes, out);
    out.push('"');
}

const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// A JSON string. What needs no escaping is copied in one go.
pub(crate) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    // Looked through to its end, without a way out between, since that goes many bytes at a time.
    let has_special = text.bytes().fold(false, |found, byte| found | is_special(byte));
    while has_special && let Some(at) = rest.bytes().position(is_special) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut characters = special.chars();
        match characters.next() {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(quoted @ ('"' | '\\')) => out.extend(['\\', quoted]),
            Some(control) => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Number, Set, json};

    #[test]
    fn reads_back_as_the_same_item() {
        let strings = Set::new(["b".to_owned(), String::new()]).unwrap();
        let numbers: Set<Number> = Set::new([1.into(), (-2).into()]).unwrap();
        let bytes = Set::new([vec![0u8], vec![]]).unwrap();
        let map = AttributeMap::from([("a\"\\\u{1}\n\t\r", AttributeValue::Null), ("é😀", true.into())]);
        let item = AttributeMap::from([
            ("s", AttributeValue::from("line\n\"quoted\" \\ \u{7f}\u{1f}")),
            ("n", "1e20".parse::<crate::value::Number>().unwrap().into()),
            ("b", vec![255u8, 0].into()),
            ("f", false.into()),
            ("l", AttributeValue::L(vec!["x".into(), AttributeValue::L(vec![])])),
            ("m", map.into()),
            ("ss", strings.into()),
            ("ns", numbers.into()),
            ("bs", bytes.into()),
        ]);
        let mut text = String::new();
        write_item(&item, &mut text);
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, json::item_to_json(&item));
        assert_eq!(json::item_from_json(&read, Default::default()).unwrap(), item);
    }
}
