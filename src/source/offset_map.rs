//! From offsets in a decoded text to offsets in the text it was written in, and back.

use super::Span;

/// How the bytes of a text came from the bytes of its host: the content of a JSON string, without escapes.
///
/// ```
/// use ddbexpr::source::{OffsetMap, Span};
///
/// let host = r#"{"ConditionExpression": "a =\n \u00e9"}"#;
/// let map = OffsetMap::of_json_string(host, Span::new(24, 38)).unwrap();
/// // In the decoded text `a =⏎ é`, the last character is at 5..7.
/// assert_eq!(map.to_host(Span::new(5, 7)).slice(host), Some(r"\u00e9"));
/// assert_eq!(map.to_text(25), Some(0));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

/// Bytes of the text and the bytes of the host they came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Piece {
    text: Span,
    host: Span,
    /// True where one byte stands for one byte; false for an escape, which is taken whole.
    verbatim: bool,
}

impl OffsetMap {
    /// The map of a text of `length` bytes that stands in its host as it is, from `start`.
    #[must_use]
    pub fn verbatim(start: u32, length: u32) -> Self {
        let host = Span::new(start, start.saturating_add(length));
        Self { pieces: vec![Piece { text: Span::new(0, length), host, verbatim: true }] }
    }

    /// The map of a text of `length` bytes that stands for all of `host` and is not written there.
    #[must_use]
    pub fn whole(host: Span, length: usize) -> Self {
        Self { pieces: vec![Piece { text: Span::new(0, offset(length)), host, verbatim: false }] }
    }

    /// The map of the same text without its first `start` bytes.
    #[must_use]
    pub fn from(&self, start: u32) -> Self {
        let rest = self.pieces.iter().filter(|piece| piece.text.end >= start).map(|piece| {
            let cut = start.saturating_sub(piece.text.start);
            let host_cut = if piece.verbatim { cut } else { 0 };
            Piece {
                text: Span::new(piece.text.start.max(start) - start, piece.text.end - start),
                host: Span::new(piece.host.start + host_cut, piece.host.end),
                verbatim: piece.verbatim,
            }
        });
        Self { pieces: rest.collect() }
    }

    /// True where every byte of `span` stands in the host as it is, in one piece: it can be edited there.
    #[must_use]
    pub fn is_verbatim(&self, span: Span) -> bool {
        let holds = |piece: &&Piece| piece.text.start <= span.start && span.end <= piece.text.end;
        self.pieces.iter().find(holds).is_some_and(|piece| piece.verbatim)
    }

    /// The map of the content of a JSON string; `string` covers its quotes. `None` where no string stands there.
    #[must_use]
    pub fn of_json_string(host: &str, string: Span) -> Option<Self> {
        let inside = string.slice(host)?.strip_prefix('"')?.strip_suffix('"')?;
        let mut map = OffsetMapBuilder::new(string.start + 1);
        let mut rest = inside;
        while !rest.is_empty() {
            let plain = rest.find('\\').unwrap_or(rest.len());
            map.verbatim(plain);
            let Some(escape) = rest.get(plain..).filter(|escape| !escape.is_empty()) else { break };
            let (written, decoded) = escape_length(escape)?;
            map.escape(written, decoded);
            rest = escape.get(written..)?;
        }
        Some(map.finish())
    }

    /// The map of this text with another one after it, which stands further on in the host.
    #[must_use]
    pub fn then(mut self, next: &Self) -> Self {
        self.append(next);
        self
    }

    /// The bytes of the host that the bytes `span` of the text came from. Part of an escape is the whole of it.
    #[must_use]
    pub fn to_host(&self, span: Span) -> Span {
        let start = self.host_offset(span.start, false);
        Span::new(start, self.host_offset(span.end, !span.is_empty()).max(start))
    }

    /// The map of this text to the host of its host: the host of `self` is the text of `outer`.
    ///
    /// ```
    /// use ddbexpr::source::{OffsetMap, Span};
    ///
    /// // A text in a JSON string that is in a JSON string.
    /// let host = r#""{\"a\": \"x\\ny\"}""#;
    /// let outer = OffsetMap::of_json_string(host, Span::new(0, 20)).unwrap();
    /// let middle = r#"{"a": "x\ny"}"#;
    /// let map = OffsetMap::of_json_string(middle, Span::new(6, 12)).unwrap().compose(&outer);
    /// // In the text `x⏎y`, the line break is at 1..2.
    /// assert_eq!(map.to_host(Span::new(1, 2)).slice(host), Some(r"\\n"));
    /// assert_eq!(map.to_host(Span::new(2, 3)).slice(host), Some("y"));
    /// ```
    #[must_use]
    pub fn compose(&self, outer: &Self) -> Self {
        let start = self.pieces.first().map_or(0, |piece| outer.to_host(Span::at(piece.host.start)).start);
        let mut map = OffsetMapBuilder::new(start);
        for piece in &self.pieces {
            if !piece.verbatim {
                let host = outer.to_host(piece.host);
                map.jump(host.start);
                map.push(piece.text.len(), host.len(), false);
                continue;
            }
            let first = outer.pieces.partition_point(|over| over.text.end <= piece.host.start);
            for over in outer.pieces.get(first..).unwrap_or_default() {
                if over.text.start >= piece.host.end {
                    break;
                }
                let common = over.text.start.max(piece.host.start)..over.text.end.min(piece.host.end);
                if common.is_empty() {
                    continue;
                }
                let length = common.end - common.start;
                let within = if over.verbatim { common.start - over.text.start } else { 0 };
                map.jump(over.host.start.saturating_add(within));
                map.push(length, if over.verbatim { length } else { over.host.len() }, over.verbatim);
            }
        }
        map.finish()
    }

    /// Goes on with the map of another text, which stands after this one.
    pub fn append(&mut self, next: &Self) {
        let text = self.pieces.last().map_or(0, |piece| piece.text.end);
        let mut map = OffsetMapBuilder { pieces: std::mem::take(&mut self.pieces), text, host: 0 };
        for piece in &next.pieces {
            map.jump(piece.host.start);
            map.push(piece.text.len(), piece.host.len(), piece.verbatim);
        }
        *self = map.finish();
    }

    /// The map of the part `span` of the text, as a text of its own.
    #[must_use]
    pub fn part(&self, span: Span) -> Self {
        Self::verbatim(span.start, span.len()).compose(self)
    }

    /// The offset in the text of an offset in the host; `None` outside of it.
    #[must_use]
    pub fn to_text(&self, host: u32) -> Option<u32> {
        let after = self.pieces.partition_point(|piece| piece.host.start <= host);
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        if host > piece.host.end {
            return None;
        }
        Some(if piece.verbatim { piece.text.start + (host - piece.host.start) } else { piece.text.start })
    }

    /// `as_end` asks for the place just past the byte before `text` instead of the place of the byte at it.
    fn host_offset(&self, text: u32, as_end: bool) -> u32 {
        let found = self
            .pieces
            .partition_point(|piece| if as_end { piece.text.start < text } else { piece.text.start <= text });
        let Some(piece) = self.pieces.get(found.saturating_sub(1)) else { return 0 };
        let inside = text.saturating_sub(piece.text.start);
        match (piece.verbatim, as_end) {
            (true, _) => piece.host.start.saturating_add(inside).min(piece.host.end),
            (false, true) => piece.host.end,
            (false, false) if inside >= piece.text.len() && inside > 0 => piece.host.end,
            (false, false) => piece.host.start,
        }
    }
}

/// Makes an [`OffsetMap`], piece by piece.
#[derive(Clone, Debug)]
pub struct OffsetMapBuilder {
    pieces: Vec<Piece>,
    text: u32,
    host: u32,
}

impl OffsetMapBuilder {
    /// The map of a text that begins at `host`.
    #[must_use]
    pub const fn new(host: u32) -> Self {
        Self { pieces: Vec::new(), text: 0, host }
    }

    /// `length` bytes that stand in the host as they are.
    pub fn verbatim(&mut self, length: usize) {
        self.push(offset(length), offset(length), true);
    }

    /// `decoded` bytes that are written as `written` bytes.
    pub fn escape(&mut self, written: usize, decoded: usize) {
        self.push(offset(decoded), offset(written), false);
    }

    /// Goes on at another place of the host.
    pub fn jump(&mut self, host: u32) {
        self.host = host;
    }

    /// The map.
    #[must_use]
    pub fn finish(mut self) -> OffsetMap {
        self.push(0, 0, true);
        OffsetMap { pieces: self.pieces }
    }

    fn push(&mut self, text: u32, host: u32, verbatim: bool) {
        if text == 0 && host == 0 && !self.pieces.is_empty() {
            return;
        }
        let text_span = Span::new(self.text, self.text.saturating_add(text));
        let host_span = Span::new(self.host, self.host.saturating_add(host));
        (self.text, self.host) = (text_span.end, host_span.end);
        match self.pieces.last_mut() {
            Some(last) if verbatim && last.verbatim && last.host.end == host_span.start => {
                last.text.end = text_span.end;
                last.host.end = host_span.end;
            }
            _ => self.pieces.push(Piece { text: text_span, host: host_span, verbatim }),
        }
    }
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Bytes an escape is written in, and bytes it stands for.
fn escape_length(escape: &str) -> Option<(usize, usize)> {
    let unit = |at: usize| u16::from_str_radix(escape.get(at..at + 4)?, 16).ok();
    if escape.as_bytes().get(1) != Some(&b'u') {
        return Some((2, 1));
    }
    let high = unit(2)?;
    if (0xd800..0xdc00).contains(&high) {
        return (escape.get(6..8)? == "\\u").then_some((12, 4));
    }
    Some((6, char::from_u32(u32::from(high))?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_taken_whole() {
        let host = r#"["a\"b\u00e9c\ud834\udd1ed\n"]"#;
        let text: Vec<String> = serde_json::from_str(host).unwrap();
        let text = text[0].as_str();
        assert_eq!(text, "a\"béc𝄞d\n");
        let string = Span::new(1, u32::try_from(host.len()).unwrap() - 1);
        let map = OffsetMap::of_json_string(host, string).unwrap();
        for (part, written) in
            [("a", "a"), ("\"", "\\\""), ("b", "b"), ("é", "\\u00e9"), ("c", "c"), ("𝄞", "\\ud834\\udd1e"), ("d", "d")]
        {
            let start = text.find(part).unwrap();
            let span = Span::new(offset(start), offset(start + part.len()));
            assert_eq!(map.to_host(span).slice(host), Some(written), "{part}");
            assert_eq!(map.to_text(map.to_host(span).start), Some(span.start));
        }
        let end = offset(text.len());
        assert_eq!(map.to_host(Span::at(end)), Span::at(string.end - 1));
        assert_eq!(map.to_host(Span::new(0, end)), Span::new(string.start + 1, string.end - 1));
        // Half a character is the whole of it.
        assert_eq!(map.to_host(Span::new(3, 4)).slice(host), Some("\\u00e9"));
        assert_eq!(map.to_text(0), None);
        assert_eq!(OffsetMap::of_json_string("\"\"", Span::new(0, 2)).unwrap().to_host(Span::at(0)), Span::at(1));
        let both = OffsetMap::verbatim(7, 2).then(&OffsetMap::verbatim(20, 3));
        assert_eq!(both.to_host(Span::new(0, 2)), Span::new(7, 9));
        assert_eq!(both.to_host(Span::new(2, 5)), Span::new(20, 23));
        assert_eq!(both.to_host(Span::new(1, 3)), Span::new(8, 21));
        assert_eq!((both.to_text(8), both.to_text(21)), (Some(1), Some(3)));
        assert_eq!(OffsetMap::verbatim(7, 5).to_host(Span::new(1, 2)), Span::new(8, 9));
    }
}
