//! Escapes in the texts of many languages, decoded with the place of everything.

use crate::source::{OffsetMap, OffsetMapBuilder, Span};

/// How a language writes what cannot stand for itself inside of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct EscapeStyle {
    /// `\n`, `\u00e9`, `\x41`, `\u{1f600}`, `\101`.
    pub(crate) backslash: bool,
    /// What means something after a backslash, besides the backslash itself: letters, `0` for octal digits, a line
    /// break that is no part of the text, and signs that stand for themselves.
    pub(crate) known: &'static str,
    /// An unknown escape keeps its backslash: `'\d'` in Python.
    pub(crate) keeps_unknown: bool,
    /// A quote is written twice: `'it''s'`.
    pub(crate) doubled: Option<char>,
    /// Braces are written twice: `f'{{'`.
    pub(crate) braces: bool,
    /// So many blanks at the start of each line but the first are no part of the text.
    pub(crate) margin: usize,
    /// The sign before a brace is written twice: `$${`, `%%{`.
    pub(crate) signs: bool,
    /// With a line break after a backslash go all blanks that follow it.
    pub(crate) joins: bool,
}

impl EscapeStyle {
    /// No escapes at all.
    pub(crate) const RAW: Self = Self {
        backslash: false,
        known: "",
        keeps_unknown: false,
        doubled: None,
        braces: false,
        margin: 0,
        signs: false,
        joins: false,
    };
    /// C and its many children: an unknown escape is what stands after the backslash.
    pub(crate) const BACKSLASH: Self = Self { backslash: true, known: "ntrbfvaesxuU0\n", ..Self::RAW };

    /// The same with braces written twice.
    pub(crate) const fn with_braces(self) -> Self {
        Self { braces: true, ..self }
    }

    /// The same with the sign before a brace written twice.
    pub(crate) const fn with_signs(self) -> Self {
        Self { signs: true, ..self }
    }

    /// The same with unknown escapes left as they are.
    pub(crate) const fn keeping_unknown(self) -> Self {
        Self { keeps_unknown: true, ..self }
    }

    /// The same where only the backslash itself and these mean something after a backslash.
    pub(crate) const fn knowing(self, known: &'static str) -> Self {
        Self { known, ..self }
    }

    /// The same with this quote written twice.
    pub(crate) const fn doubling(self, quote: char) -> Self {
        Self { doubled: Some(quote), ..self }
    }

    /// The same with so many blanks taken away after each line break.
    pub(crate) const fn with_margin(self, margin: usize) -> Self {
        Self { margin, ..self }
    }

    /// The same where blanks go with the line break before them.
    pub(crate) const fn joining(self) -> Self {
        Self { joins: true, ..self }
    }

    /// Only `\\` and `\'`.
    pub(crate) const ONLY_QUOTE: Self = Self { backslash: true, known: "'", keeps_unknown: true, ..Self::RAW };
}

/// Decodes what stands at `span` of the host.
pub(crate) fn decode(host: &str, span: Span, style: EscapeStyle) -> (String, OffsetMap) {
    let written = span.slice(host).unwrap_or_default();
    let mut map = OffsetMapBuilder::new(span.start);
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while !rest.is_empty() {
        let plain = rest.find(|character| is_special(character, style)).unwrap_or(rest.len());
        let (literal, special) = rest.split_at(plain);
        text.push_str(literal);
        map.verbatim(literal.len());
        if special.is_empty() {
            break;
        }
        let before = text.len();
        let length = one(special, style, &mut text).max(1);
        let decoded = text.len() - before;
        if special.get(..length) == text.get(before..) {
            map.verbatim(length);
        } else {
            map.escape(length, decoded);
        }
        rest = special.get(length..).unwrap_or_default();
    }
    (text, map.finish())
}

fn is_special(character: char, style: EscapeStyle) -> bool {
    (style.backslash && character == '\\')
        || style.doubled == Some(character)
        || (style.braces && matches!(character, '{' | '}'))
        || (style.margin > 0 && character == '\n')
        || (style.signs && matches!(character, '$' | '%'))
}

/// How many blanks all lines but the first have in front; lines of blanks alone do not count, but the last one does
/// where `counts_last`.
pub(crate) fn common_margin(lines: &str, counts_last: bool) -> usize {
    let mut lines = lines.split('\n').skip(1).peekable();
    let mut margin = None;
    while let Some(line) = lines.next() {
        let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if (counts_last && lines.peek().is_none()) || !line.trim().is_empty() {
            margin = Some(margin.map_or(blanks, |margin: usize| margin.min(blanks)));
        }
    }
    margin.unwrap_or(0)
}

/// How many bytes of the margin stand at the start of a line.
fn margin(line: &str, style: EscapeStyle) -> usize {
    line.bytes().take(style.margin).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Decodes one escape onto `text` and gives how many bytes it is written in.
fn one(special: &str, style: EscapeStyle, text: &mut String) -> usize {
    let mut characters = special.chars();
    let Some(first) = characters.next() else { return 0 };
    if first == '\n' {
        text.push(first);
        return 1 + margin(characters.as_str(), style);
    }
    if first != '\\' {
        text.push(first);
        if style.signs && matches!(first, '$' | '%') {
            let is_escape = characters.next() == Some(first) && characters.next() == Some('{');
            return if is_escape { 2 } else { 1 };
        }
        let twice = characters.next() == Some(first);
        return if twice { first.len_utf8() * 2 } else { first.len_utf8() };
    }
    let Some(second) = characters.next() else {
        text.push('\\');
        return 1;
    };
    let length = 1 + second.len_utf8();
    let sign = if second.is_digit(8) { '0' } else { second };
    let line_break = special.get(1..).is_some_and(|rest| rest.starts_with("\r\n"));
    if style.known.contains('\n') && (second == '\n' || line_break) {
        let written = if line_break { 3 } else { 2 };
        let rest = special.get(written..).unwrap_or_default();
        let blanks = if style.joins { rest.len() - rest.trim_start().len() } else { margin(rest, style) };
        return written + blanks;
    }
    if !style.known.contains(sign) {
        if style.keeps_unknown && second != '\\' {
            text.push('\\');
        }
        text.push(second);
        return length;
    }
    if matches!(sign, 'x' | 'u' | 'U' | '0') {
        return code_point(special, second, text);
    }
    text.push(match second {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        'a' => '\u{7}',
        'e' | 'E' => '\u{1b}',
        's' => ' ',
        itself => itself,
    });
    length
}

/// `\x41`, `\u00e9`, `\u{e9}`, `\U000000e9`, `\101`
fn code_point(special: &str, letter: char, text: &mut String) -> usize {
    let digits_from = if letter.is_ascii_digit() { 1 } else { 2 };
    let rest = special.get(digits_from..).unwrap_or_default();
    let (number, length) = if letter.is_ascii_digit() {
        let length = rest.bytes().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
        (u32::from_str_radix(rest.get(..length).unwrap_or_default(), 8).ok(), digits_from + length)
    } else if let Some(inside) = rest.strip_prefix('{').and_then(|rest| rest.split('}').next()) {
        (u32::from_str_radix(inside, 16).ok(), digits_from + inside.len() + 2)
    } else {
        let most = match letter {
            'x' => 2,
            'u' => 4,
            _ => 8,
        };
        let length = rest.bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        (u32::from_str_radix(rest.get(..length).unwrap_or_default(), 16).ok(), digits_from + length)
    };
    if let Some((pair, length)) = number.and_then(|high| surrogates(special, high, length)) {
        text.push(pair);
        return length;
    }
    text.push(number.and_then(char::from_u32).unwrap_or('\u{fffd}'));
    let length = length.min(special.len());
    if special.is_char_boundary(length) { length } else { 2 }
}

/// `\ud83d\ude00`
fn surrogates(special: &str, high: u32, length: usize) -> Option<(char, usize)> {
    let rest = special.get(length..)?.strip_prefix("\\u")?;
    let low = u32::from_str_radix(rest.get(..4)?, 16).ok()?;
    let both = (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low);
    let point = both.then(|| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))?;
    Some((char::from_u32(point)?, length + 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(written: &str, style: EscapeStyle) -> String {
        let host = format!("<{written}>");
        let span = Span::new(1, u32::try_from(written.len()).unwrap() + 1);
        let (text, map) = decode(&host, span, style);
        let end = u32::try_from(text.len()).unwrap();
        if !text.is_empty() {
            assert_eq!(map.to_host(Span::new(0, end)).slice(&host), Some(written));
        }
        text
    }

    #[test]
    fn escapes_are_decoded() {
        let c = EscapeStyle::BACKSLASH;
        for (written, text) in [
            (r"a\tb", "a\tb"),
            (r#"\"a\""#, "\"a\""),
            (r"\x41\u00e9\u{1f600}\101", "A\u{e9}\u{1f600}A"),
            (r"\ud83d\ude00", "\u{1f600}"),
            (r"\q", "q"),
            (r"\", "\\"),
            (r"\u", "\u{fffd}"),
            (r"\u{", "\u{fffd}"),
        ] {
            assert_eq!(decoded(written, c), text, "{written}");
        }
        assert_eq!(decoded(r"\d", c.keeping_unknown()), r"\d");
        assert_eq!(decoded(r#"\"\n\\\$"#, c.knowing("\"$").keeping_unknown()), r#""\n\$"#);
        assert_eq!(decoded(r"\a", c.knowing("n")), "a");
        assert_eq!(decoded("a\\\r\nb", c), "ab");
        assert_eq!(decoded("{{a}}", c.with_braces()), "{a}");
        assert_eq!(decoded("a $${b} %%{c} $$ %", EscapeStyle::RAW.with_signs()), "a ${b} %{c} $$ %");
        assert_eq!(decoded("it''s", EscapeStyle::RAW.doubling('\'')), "it's");
        assert_eq!(decoded(r"it\'s \n", EscapeStyle::ONLY_QUOTE), r"it's \n");
        assert_eq!(decoded("a\\\nb", c), "ab");
        assert_eq!(decoded("a\n   b\n\n c\\\n  d\\\r\n  e", c.with_margin(2)), "a\n b\n\ncde");
    }
}
