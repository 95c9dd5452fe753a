//! The text of a YAML scalar, with the place of everything: folded lines, indentation, escapes.

use crate::host::builder::Builder;
use crate::host::{NodeKind, TextPart};
use crate::source::{OffsetMap, OffsetMapBuilder, Span};

/// How a scalar is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalar {
    /// `a b`
    Plain,
    /// `'it''s'`
    SingleQuoted,
    /// `"a\nb"`
    DoubleQuoted,
    /// `|` and `>`
    Block,
}

/// The text of the scalar at `span` of the host.
pub(super) fn decode(host: &str, span: Span, scalar: Scalar) -> (String, OffsetMap) {
    match scalar {
        Scalar::Block => Block::new(host, span).decode(host, span),
        Scalar::Plain => flow(span.slice(host).unwrap_or_default(), span.start, scalar),
        Scalar::SingleQuoted | Scalar::DoubleQuoted => {
            let written = span.slice(host).unwrap_or_default();
            let quote = if scalar == Scalar::SingleQuoted { '\'' } else { '"' };
            let inside = written.strip_prefix(quote).unwrap_or(written);
            flow(inside.strip_suffix(quote).unwrap_or(inside), span.start + 1, scalar)
        }
    }
}

/// A text under construction.
struct Decoded {
    text: String,
    map: OffsetMapBuilder,
}

impl Decoded {
    fn verbatim(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.verbatim(text.len());
    }

    fn escape(&mut self, written: usize, decoded: &str) {
        self.text.push_str(decoded);
        self.map.escape(written, decoded.len());
    }

    fn finish(self) -> (String, OffsetMap) {
        (self.text, self.map.finish())
    }
}

/// A scalar whose lines are folded: a break is a blank, a break and empty lines are as many breaks as empty lines.
fn flow(inside: &str, start: u32, scalar: Scalar) -> (String, OffsetMap) {
    let mut decoded = Decoded { text: String::with_capacity(inside.len()), map: OffsetMapBuilder::new(start) };
    let mut rest = inside;
    while !rest.is_empty() {
        let is_special =
            |c: char| c.is_ascii_whitespace() || (c == '\\' && scalar == Scalar::DoubleQuoted) || c == '\'';
        let plain = rest.find(is_special).unwrap_or(rest.len());
        let (literal, special) = rest.split_at(plain);
        decoded.verbatim(literal);
        let blanks = special.len() - special.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let (gap, after) = special.split_at(blanks);
        rest = match gap.matches('\n').count() {
            0 if blanks > 0 => {
                decoded.verbatim(gap);
                after
            }
            0 if special.starts_with('\\') => {
                let (length, character) = escape(special);
                decoded.escape(length, &character);
                special.get(length..).unwrap_or_default()
            }
            0 if special.starts_with("''") && scalar == Scalar::SingleQuoted => {
                decoded.escape(2, "'");
                special.get(2..).unwrap_or_default()
            }
            0 => {
                let (quote, after) = special.split_at_checked(1).unwrap_or((special, ""));
                decoded.verbatim(quote);
                after
            }
            1 => {
                decoded.escape(blanks, " ");
                after
            }
            breaks => {
                decoded.escape(blanks, &"\n".repeat(breaks - 1));
                after
            }
        };
    }
    decoded.finish()
}

/// Bytes an escape in double quotes is written in, and what it stands for.
fn escape(special: &str) -> (usize, String) {
    let Some(letter) = special.chars().nth(1) else { return (1, "\\".to_owned()) };
    let plain = |text: &str| (1 + letter.len_utf8(), text.to_owned());
    match letter {
        'n' => plain("\n"),
        't' | '\t' => plain("\t"),
        'r' => plain("\r"),
        '0' => plain("\0"),
        'a' => plain("\u{7}"),
        'b' => plain("\u{8}"),
        'e' => plain("\u{1b}"),
        'f' => plain("\u{c}"),
        'v' => plain("\u{b}"),
        'N' => plain("\u{85}"),
        '_' => plain("\u{a0}"),
        'L' => plain("\u{2028}"),
        'P' => plain("\u{2029}"),
        'x' => code_point(special, 2),
        'u' => code_point(special, 4),
        'U' => code_point(special, 8),
        // An escaped break joins the lines.
        '\r' | '\n' => {
            let after = special.get(1..).unwrap_or_default();
            (1 + after.len() - after.trim_start().len(), String::new())
        }
        other => (1 + other.len_utf8(), other.to_string()),
    }
}

fn code_point(special: &str, digits: usize) -> (usize, String) {
    let unit = |from: usize| u32::from_str_radix(special.get(from..from + digits)?, 16).ok();
    let Some(first) = unit(2) else { return (2, '\u{fffd}'.to_string()) };
    let length = 2 + digits;
    let is_pair =
        (0xd800..0xdc00).contains(&first) && special.get(length..).is_some_and(|rest| rest.starts_with("\\u"));
    if let (true, Some(low @ 0xdc00..0xe000)) = (is_pair, unit(length + 2)) {
        let both = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00));
        return (length * 2, both.unwrap_or('\u{fffd}').to_string());
    }
    (length, char::from_u32(first).unwrap_or('\u{fffd}').to_string())
}

/// A block scalar.
struct Block {
    is_folded: bool,
    /// `-` or `+`.
    chomping: Option<char>,
    /// The lines of the block, without breaks.
    lines: Vec<Span>,
    /// Blanks before each line that are no part of it.
    indentation: u32,
}

impl Block {
    fn new(host: &str, span: Span) -> Self {
        let written = span.slice(host).unwrap_or_default();
        let mut lines = Vec::new();
        let mut at = span.start;
        for line in written.split('\n') {
            let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
            lines.push(Span::new(at, at + length(line.strip_suffix('\r').unwrap_or(line))));
            at = at.saturating_add(length(line)).saturating_add(1);
        }
        let header = written.split('\n').next().unwrap_or_default();
        let header = header.split('#').next().unwrap_or_default();
        let lines = lines.split_off(1);
        let blanks = |line: &Span| {
            let text = line.slice(host).unwrap_or_default();
            let inside = text.trim_start_matches(' ');
            (!text.trim().is_empty()).then(|| u32::try_from(text.len() - inside.len()).unwrap_or(u32::MAX))
        };
        let mut indents = lines.iter().filter_map(blanks);
        // With a number in the header the first line may begin with blanks of its own.
        let is_explicit = header.contains(|character: char| character.is_ascii_digit());
        let indentation = if is_explicit { indents.min() } else { indents.next() };
        let chomping = header.chars().find(|character| matches!(character, '-' | '+'));
        Self { is_folded: header.starts_with('>'), chomping, lines, indentation: indentation.unwrap_or(0) }
    }

    fn decode(mut self, host: &str, span: Span) -> (String, OffsetMap) {
        let is_blank = |line: &Span| line.slice(host).is_none_or(|text| text.trim().is_empty());
        while self.chomping != Some('+') && self.lines.last().is_some_and(is_blank) {
            self.lines.pop();
        }
        let lines: Vec<Span> = self.lines.iter().map(|line| self.content(host, *line)).collect();
        let start = lines.first().map_or(span.end, |line| line.start);
        let mut decoded = Decoded { text: String::new(), map: OffsetMapBuilder::new(start) };
        let mut previous: Option<Span> = None;
        let mut empty = 0;
        for line in &lines {
            let text = line.slice(host).unwrap_or_default();
            if text.is_empty() {
                empty += 1;
                continue;
            }
            self.line_break(host, &mut decoded, previous, *line, empty);
            decoded.map.jump(line.start);
            decoded.verbatim(text);
            (previous, empty) = (Some(*line), 0);
        }
        if let Some(last) = previous {
            self.end(host, &mut decoded, last);
        }
        decoded.finish()
    }

    /// The breaks at the end: none, one, or all.
    fn end(&self, host: &str, decoded: &mut Decoded, last: Span) {
        let after = host.get(last.end as usize..).unwrap_or_default();
        let blank = after.get(..after.len() - after.trim_start().len()).unwrap_or_default();
        let written = match self.chomping {
            Some('-') => None,
            Some(_) => blank.rfind('\n'),
            None => blank.find('\n'),
        };
        let written = written.and_then(|newline| blank.get(..=newline)).unwrap_or_default();
        decoded.map.jump(last.end);
        decoded.escape(written.len(), &"\n".repeat(written.matches('\n').count()));
    }

    fn content(&self, host: &str, line: Span) -> Span {
        let text = line.slice(host).unwrap_or_default();
        let blanks = u32::try_from(text.len() - text.trim_start_matches(' ').len()).unwrap_or(u32::MAX);
        Span::new(line.start + blanks.min(self.indentation), line.end)
    }

    /// What stands between two lines with `empty` ones between them.
    fn line_break(&self, host: &str, decoded: &mut Decoded, previous: Option<Span>, line: Span, empty: usize) {
        let Some(previous) = previous else {
            decoded.map.jump(line.start);
            decoded.escape(0, &"\n".repeat(empty));
            return;
        };
        let starts_blank = |line: Span| line.slice(host).is_some_and(|text| text.starts_with([' ', '\t']));
        let folds = self.is_folded && !starts_blank(previous) && !starts_blank(line);
        let between = match (folds, empty) {
            (true, 0) => " ".to_owned(),
            (true, empty) => "\n".repeat(empty),
            (false, empty) => "\n".repeat(empty + 1),
        };
        decoded.map.jump(previous.end);
        decoded.escape((line.start - previous.end) as usize, &between);
    }
}

/// The text as parts; `${X}` are holes and `${!X}` is `${X}` where the text substitutes.
pub(super) fn parts(b: &mut Builder<'_>, text: String, map: OffsetMap, substitutes: bool) -> Vec<TextPart> {
    if text.is_empty() {
        return Vec::new();
    }
    if !substitutes || !text.contains("${") {
        return vec![TextPart::Literal { text, map }];
    }
    let mut parts = Vec::new();
    let mut literal = Literal::at(0);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let sign = rest.find("${").unwrap_or(rest.len());
        literal.verbatim(rest.get(..sign).unwrap_or_default());
        at += sign;
        let Some(inside) = rest.get(sign..).and_then(|rest| rest.strip_prefix("${")) else { break };
        let name = inside.split_once('}').map(|(name, _)| name).filter(|name| !name.contains(['\n', '{', '"']));
        match name {
            Some(name) if !name.trim().is_empty() && !name.starts_with('!') => {
                literal.finish(&map, &mut parts);
                let hole = Span::new(offset(at), offset(at + name.len() + 3));
                let id = b.add(NodeKind::Name(name.trim().to_owned()), map.to_host(hole));
                parts.push(TextPart::Hole(id));
                at += name.len() + 3;
                literal = Literal::at(at);
            }
            Some(name) if name.starts_with('!') => {
                literal.text.push_str("${");
                literal.map.escape(3, 2);
                at += 3;
            }
            _ => {
                literal.verbatim("${");
                at += 2;
            }
        }
    }
    literal.finish(&map, &mut parts);
    parts
}

/// A literal part under construction; its map leads to the decoded text.
struct Literal {
    text: String,
    map: OffsetMapBuilder,
}

impl Literal {
    fn at(at: usize) -> Self {
        Self { text: String::new(), map: OffsetMapBuilder::new(offset(at)) }
    }

    fn verbatim(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.verbatim(text.len());
    }

    fn finish(self, outer: &OffsetMap, parts: &mut Vec<TextPart>) {
        if !self.text.is_empty() {
            parts.push(TextPart::Literal { text: self.text, map: self.map.finish().compose(outer) });
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
