//! The texts of Kotlin, and what its grammar cannot read.

use std::borrow::Cow;

use tree_sitter::Node as Syntax;

use super::shapes::LastLine;
use crate::host::builder::{Builder, span};
use crate::host::{EscapeStyle, NodeId, NodeKind};
use crate::source::Span;

/// `"a $b ${c}"`, `"""a"""`, `'a'`
pub(super) fn string(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let whole = span(node);
    let (quotes, style) = match node.kind() {
        "multiline_string_literal" => (3, EscapeStyle::RAW),
        _ => (1, EscapeStyle::BACKSLASH),
    };
    let from = whole.start + quotes;
    let content = Span::new(from, whole.end.saturating_sub(quotes).max(from));
    let holes = holes(b, node, content, style);
    b.text_node(whole, content, &holes, style)
}

/// `"""…""".trimIndent()`: the text without its margin; nothing for any other call.
pub(super) fn trimmed(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<NodeId> {
    let [callee, arguments] = b.named(node).try_into().ok()?;
    let [text, name] = b.named(callee).try_into().ok()?;
    let is_trim = callee.kind() == "navigation_expression"
        && b.written(name) == "trimIndent"
        && text.kind() == "multiline_string_literal"
        && arguments.named_child_count() == 0;
    if !is_trim {
        return None;
    }
    let whole = span(text);
    let content = Span::new(whole.start + 3, whole.end.saturating_sub(3).max(whole.start + 3));
    let holes = holes(b, text, content, EscapeStyle::RAW);
    Some(b.indented_text(whole, (3, 3), &holes, EscapeStyle::RAW, LastLine::Dropped))
}

/// The holes of a text. The grammar misses some that are names without braces.
fn holes(b: &mut Builder<'_>, node: Syntax<'_>, content: Span, style: EscapeStyle) -> Vec<(Span, NodeId)> {
    let mut holes = Vec::new();
    let mut from = content.start;
    for child in b.named(node).into_iter().filter(|child| child.kind() == "interpolation") {
        names(b, Span::new(from, span(child).start.max(from)), style, &mut holes);
        let hole = b.inner(child);
        holes.push((span(child), hole));
        from = span(child).end;
    }
    names(b, Span::new(from, content.end.max(from)), style, &mut holes);
    holes
}

/// `$name` between the holes that the grammar has found.
fn names(b: &mut Builder<'_>, place: Span, style: EscapeStyle, holes: &mut Vec<(Span, NodeId)>) {
    let written = b.slice(place);
    let mut at = 0;
    while let Some(special) = written.get(at..).and_then(|rest| rest.find(['$', '\\'])) {
        let start = at + special;
        let rest = written.get(start + 1..).unwrap_or_default();
        if written.get(start..=start) == Some("\\") {
            let escaped = if style.backslash { rest.chars().next().map_or(0, char::len_utf8) } else { 0 };
            at = start + 1 + escaped;
            continue;
        }
        let is_name = |character: char| character.is_alphanumeric() || character == '_';
        let length = rest.find(|character: char| !is_name(character)).unwrap_or(rest.len());
        at = start + 1 + length;
        if length > 0 && !rest.starts_with(|character: char| character.is_ascii_digit()) {
            let offset = |at: usize| place.start + u32::try_from(at).unwrap_or(0);
            let name = rest.get(..length).unwrap_or_default().to_owned();
            let hole = b.add(NodeKind::Name(name), Span::new(offset(start + 1), offset(at)));
            holes.push((Span::new(offset(start), offset(at)), hole));
        }
    }
}

/// The text as the grammar can read it: without type arguments of calls, and with a line break at its end, where an
/// annotation would otherwise keep the grammar's scanner busy for ever. Every place stays what it is.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    match without_type_arguments(text) {
        readable if readable.ends_with('\n') => readable,
        readable => Cow::Owned(readable.into_owned() + "\n"),
    }
}

/// The text with a line break for the blank behind every `{` and `;` and before every `}`: the grammar misses the
/// declaration that shares its line with the braces of its class, `object Keys { const val ID = "id" }`, and may then
/// lose the rest of the file. Texts and comments stay what they are.
pub(super) fn with_line_ends(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let rest = bytes.get(at..).unwrap_or_default();
        at += match byte {
            b'"' if rest.starts_with(b"\"\"\"") => 3 + until(rest.get(3..), b"\"\"\""),
            b'"' | b'\'' => quoted(rest),
            b'/' if rest.starts_with(b"//") => until(Some(rest), b"\n"),
            b'/' if rest.starts_with(b"/*") => 2 + until(rest.get(2..), b"*/"),
            _ => 1,
        };
        let opens = matches!(byte, b';' | b'{');
        let is_end = opens && rest_is(&bytes, at, b" ") || byte == b' ' && rest_is(&bytes, at, b"}");
        let blank = if opens { at } else { at.saturating_sub(1) };
        if let Some(blank) = bytes.get_mut(blank).filter(|_| is_end) {
            *blank = b'\n';
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn rest_is(bytes: &[u8], at: usize, sign: &[u8]) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(sign))
}

/// How far it is to the end of what ends with `end`.
fn until(rest: Option<&[u8]>, end: &[u8]) -> usize {
    let rest = rest.unwrap_or_default();
    memchr::memmem::find(rest, end).map_or(rest.len(), |found| found + end.len())
}

/// How long a text in quotes is; one that is not closed ends with its line.
fn quoted(rest: &[u8]) -> usize {
    let quote = rest.first().copied().unwrap_or_default();
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return at,
            byte if *byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

/// The text with blanks for the type arguments of calls: `mapOf<String, T>(x)` is a comparison to the grammar. What
/// is taken away is in no tree, and what it looks like in texts and comments changes nothing there.
fn without_type_arguments(text: &str) -> Cow<'_, str> {
    let mut masked: Option<Vec<u8>> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()) {
        let start = at + found;
        at = start + 1;
        let follows_name = start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(is_name_byte);
        let Some(end) = end_of_type_arguments(bytes, start).filter(|_| follows_name) else { continue };
        if bytes.get(end) == Some(&b'(') {
            let masked = masked.get_or_insert_with(|| bytes.to_vec());
            if let Some(arguments) = masked.get_mut(start..end) {
                arguments.fill(b' ');
            }
            at = end;
        }
    }
    match masked.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(text),
    }
}

fn is_name_byte(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_'
}

/// Type arguments are short; what is longer is left alone.
const LONGEST: usize = 400;

/// Where `<A, B<C>?>` ends that begins at `start`.
fn end_of_type_arguments(bytes: &[u8], start: usize) -> Option<usize> {
    let mut open = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(start).take(LONGEST) {
        match byte {
            b'<' => open += 1,
            b'>' if open == 1 => return Some(at + 1),
            b'>' => open = open.checked_sub(1)?,
            b'.' | b',' | b'?' | b'*' | b' ' => {}
            byte if is_name_byte(byte) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_classes_get_lines_of_their_own() {
        for (text, broken) in [
            ("object A { val b = 1 }", "object A {\nval b = 1\n}"),
            ("val a = 1; val b", "val a = 1;\nval b"),
            ("val a = \"x }; y\" // b }", "val a = \"x }; y\" // b }"),
            ("f('\\'' }", "f('\\''\n}"),
            ("\"\"\"a }\"\"\" }", "\"\"\"a }\"\"\"\n}"),
            ("/* a } */ }", "/* a } */\n}"),
            ("\"open }", "\"open }"),
        ] {
            assert_eq!(with_line_ends(text), broken);
        }
    }

    #[test]
    fn type_arguments_are_masked() {
        for (text, masked) in [
            ("f<A, B>(x)", "f      (x)"),
            ("f<Map<A, B?>, *>(x)", "f               (x)"),
            ("a < b > (c)", "a < b > (c)"),
            ("x: Map<A, B> = y", "x: Map<A, B> = y"),
            ("a<b && c>(d)", "a<b && c>(d)"),
            ("fun <T> f(x)", "fun <T> f(x)"),
            ("a<b", "a<b"),
        ] {
            assert_eq!(without_type_arguments(text), masked);
        }
    }
}
