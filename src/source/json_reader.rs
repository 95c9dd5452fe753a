//! Objects and lists read in one pass, as far as nothing is wrong with them.
//!
//! Nearly all JSON is well formed, and of that nothing has to be explained. What this reader does not take is left to
//! [`json_tree`](super::json_tree), which reads each level of a tree anew and says what is wrong where. Both make the
//! same trees of what both take.

use super::Span;
use super::json_tree::{DEEPEST, JsonMember, JsonNode, JsonNodeKind};

/// Reads the object or list that begins at a place, behind white space. Gives it, and the place behind it; nothing
/// where there is none, or something is wrong with it.
pub(super) fn read(text: &str, at: usize) -> Option<(JsonNode, usize)> {
    let mut reader = Reader { text, at };
    reader.skip_white();
    if !matches!(reader.peek(), Some(b'{' | b'[')) {
        return None;
    }
    let node = reader.node(0)?;
    Some((node, reader.at))
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_white(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes this byte, if it is the next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn span(&self, start: usize) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(offset(start), offset(self.at))
    }

    fn node(&mut self, depth: usize) -> Option<JsonNode> {
        if depth > DEEPEST {
            return None;
        }
        let start = self.at;
        let kind = match self.peek()? {
            b'"' => JsonNodeKind::String(self.string()?),
            b'{' => JsonNodeKind::Object(self.members(depth)?),
            b'[' => JsonNodeKind::Array(self.elements(depth)?),
            b'n' => self.word("null").map(|()| JsonNodeKind::Null)?,
            b't' => self.word("true").map(|()| JsonNodeKind::Bool(true))?,
            b'f' => self.word("false").map(|()| JsonNodeKind::Bool(false))?,
            _ => {
                self.number()?;
                JsonNodeKind::Number(self.text.get(start..self.at)?.to_owned())
            }
        };
        Some(JsonNode { span: self.span(start), kind })
    }

    fn members(&mut self, depth: usize) -> Option<Vec<JsonMember>> {
        let mut members = Vec::new();
        self.list(b'}', |reader| {
            let start = reader.at;
            let key = reader.string()?;
            let key_span = reader.span(start);
            reader.skip_white();
            if !reader.take(b':') {
                return None;
            }
            reader.skip_white();
            members.push(JsonMember { key, key_span, value: reader.node(depth + 1)? });
            Some(())
        })?;
        Some(members)
    }

    fn elements(&mut self, depth: usize) -> Option<Vec<JsonNode>> {
        let mut elements = Vec::new();
        self.list(b']', |reader| {
            elements.push(reader.node(depth + 1)?);
            Some(())
        })?;
        Some(elements)
    }

    /// What stands between brackets, separated by commas.
    fn list(&mut self, end: u8, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.skip_white();
        if self.take(end) {
            return Some(());
        }
        loop {
            one(self)?;
            self.skip_white();
            if self.take(end) {
                return Some(());
            }
            if !self.take(b',') {
                return None;
            }
            self.skip_white();
        }
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        if !self.take(b'"') {
            return None;
        }
        let mut is_plain = true;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    is_plain = false;
                    self.at += 2;
                }
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        if is_plain {
            return self.text.get(start + 1..self.at - 1).map(str::to_owned);
        }
        serde_json::from_str(self.text.get(start..self.at)?).ok()
    }

    fn number(&mut self) -> Option<()> {
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::json_tree::slow;
    use super::*;

    const WHOLE: &str = "{\"a\\n\": [1.50, -0, 2e+7, \"x\\u00e9\\\\\", \"é\", null], \"b\" :true,\t\"b\": {\"c\": {}}, \"\": [[ ], false]}";

    fn quick(text: &str) -> Option<JsonNode> {
        let (node, end) = read(text, 0)?;
        text.get(end..)?.trim_matches([' ', '\n', '\t', '\r']).is_empty().then_some(node)
    }

    #[test]
    fn both_readers_take_the_same_and_make_the_same_of_it() {
        assert!(quick(WHOLE).is_some());
        let parts = [
            "", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", ".", "e", "+", " ", "\u{1}", "é", "n", "\\u",
            "\\ud800",
        ];
        for (at, _) in WHOLE.char_indices() {
            for part in parts {
                for taken in 0..3 {
                    let Some(rest) = WHOLE.get(at + taken..) else { continue };
                    let text = format!("{}{part}{rest}", &WHOLE[..at]);
                    assert_eq!(
                        quick(&text),
                        slow(&text).filter(|node| node.members().is_some() || node.elements().is_some()),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn depth_is_the_same() {
        let deep = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        for levels in [1, 127, 128, 129, 130, 1000] {
            assert_eq!(quick(&deep(levels)), slow(&deep(levels)), "{levels}");
        }
        assert!(quick(&"[".repeat(100_000)).is_none());
    }
}
