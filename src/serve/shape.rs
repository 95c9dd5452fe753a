//! What tells requests apart as far as rules look at them.
//!
//! Of a request that was carried out, rules look at everything but the contents of the values of its Item, Key and
//! ExclusiveStartKey: attributes and their types matter there, and whatever is wrong with a value is refused. Of
//! contents it matters only whether they are numbers that may be milliseconds (`ttl-not-filtered`). So requests that
//! differ in anything else of these contents are one to the linter.

use std::hash::{BuildHasher, Hasher};

use foldhash::quality::RandomState;

use crate::request::Operation;

/// The members whose contents do not matter.
const KEYED: [&str; 3] = ["Item", "Key", "ExclusiveStartKey"];

/// From here on a number may be a time in milliseconds.
const MILLISECONDS: f64 = 1e11;
/// Stands for such a number.
const MARK: &[u8] = b"milliseconds";

/// Numbers for shapes, different ones in each run.
#[derive(Clone, Debug, Default)]
pub(super) struct Shapes(RandomState);

impl Shapes {
    /// The number of a request's shape. The text is JSON that was read before. That two shapes share a number is as
    /// likely as a bit that turns over by itself.
    pub(super) fn number(&self, operation: Operation, text: &str) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write_u8(operation as u8);
        let mut walk = Walk { text, at: 0, taken: 0, depth: 0, is_keyed: false, is_marked: false };
        while let Some(part) = walk.next() {
            hasher.write(part);
        }
        hasher.finish()
    }
}

/// A walk through a request that leaves out what does not matter.
struct Walk<'t> {
    text: &'t str,
    at: usize,
    /// Everything before was given or left out.
    taken: usize,
    depth: usize,
    is_keyed: bool,
    /// Whether what was left out last may be milliseconds.
    is_marked: bool,
}

impl<'t> Walk<'t> {
    /// The next stretch that matters; nothing at the end.
    fn next(&mut self) -> Option<&'t [u8]> {
        if std::mem::take(&mut self.is_marked) {
            return Some(MARK);
        }
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b',' if self.depth == 1 => self.is_keyed = false,
                b'"' => {
                    if let Some(part) = self.string(bytes) {
                        return Some(part);
                    }
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        let rest = bytes.get(self.taken..).filter(|rest| !rest.is_empty());
        self.taken = bytes.len();
        rest
    }

    /// Goes behind a string. Where its content does not matter, that is left out, and what stands before it given.
    fn string(&mut self, bytes: &'t [u8]) -> Option<&'t [u8]> {
        let start = self.at + 1;
        let end = end_of_string(bytes, start);
        self.at = end + 1;
        let behind = bytes.get(self.at..).unwrap_or_default();
        let is_key = behind.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
        if is_key && self.depth == 1 {
            self.is_keyed = self.text.get(start..end).is_some_and(|name| KEYED.contains(&name));
        }
        if is_key || !self.is_keyed {
            return None;
        }
        let before = bytes.get(self.taken..start);
        let content = self.text.get(start..end).unwrap_or_default();
        self.is_marked = content.parse().is_ok_and(|number: f64| number >= MILLISECONDS);
        self.taken = end;
        before
    }
}

/// Where the quote is that ends a string.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, two: &str) -> bool {
        let shapes = Shapes::default();
        shapes.number(Operation::PutItem, one) == shapes.number(Operation::PutItem, two)
    }

    #[test]
    fn contents_of_items_and_keys_do_not_matter() {
        for (one, two) in [
            (r#"{"Item":{"a":{"S":"x"},"b":{"N":"1"}}}"#, r#"{"Item":{"a":{"S":"yy\""},"b":{"N":"22"}}}"#),
            (r#"{"Key" : {"a":{"SS":["x","y"]}}, "T":"t"}"#, r#"{"Key" : {"a":{"SS":["","\\"]}}, "T":"t"}"#),
            (r#"{"ExclusiveStartKey":{"a":{"B":"eA=="}}}"#, r#"{"ExclusiveStartKey":{"a":{"B":""}}}"#),
        ] {
            assert!(same(one, two), "{one} {two}");
        }
    }

    #[test]
    fn everything_else_does() {
        for (one, two) in [
            (r#"{"Item":{"a":{"S":"x"}}}"#, r#"{"Item":{"b":{"S":"x"}}}"#),
            (r#"{"Item":{"a":{"S":"x"}}}"#, r#"{"Item":{"a":{"N":"x"}}}"#),
            (r#"{"Item":{"a":{"S":"x"}}}"#, r#"{"Item":{"a":{"S":"x"},"b":{"S":"x"}}}"#),
            (r#"{"Item":{"a":{"SS":["x"]}}}"#, r#"{"Item":{"a":{"SS":["x","y"]}}}"#),
            (r#"{"Item":{},"TableName":"x"}"#, r#"{"Item":{},"TableName":"y"}"#),
            (r#"{"Key":{"a":{"S":"x"}},"V":{":a":{"S":"x"}}}"#, r#"{"Key":{"a":{"S":"x"}},"V":{":a":{"S":"y"}}}"#),
            (r#"{"V":{"Item":{"S":"x"}}}"#, r#"{"V":{"Item":{"S":"y"}}}"#),
            (r#"{"Item":{"a":{"BOOL":true}}}"#, r#"{"Item":{"a":{"BOOL":false}}}"#),
            (r#"{"Item":{"a":{"N":"1760000000"}}}"#, r#"{"Item":{"a":{"N":"1760000000000"}}}"#),
            (r#"{"\u0049tem":{"a":{"S":"x"}}}"#, r#"{"\u0049tem":{"a":{"S":"y"}}}"#),
        ] {
            assert!(!same(one, two), "{one} {two}");
        }
        let shapes = Shapes::default();
        assert_ne!(shapes.number(Operation::PutItem, "{}"), shapes.number(Operation::GetItem, "{}"));
    }

    #[test]
    fn a_text_may_end_anywhere() {
        let text = r#"{"Item":{"a":{"S":"x\"y"}},"T":"é"}"#;
        let shapes = Shapes::default();
        for (at, _) in text.char_indices() {
            shapes.number(Operation::PutItem, &text[..at]);
        }
    }
}
