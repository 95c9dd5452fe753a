//! Macros that look like something else to the grammar, which reads no macro.

use std::borrow::Cow;

/// Macros whose arguments are expressions.
pub(super) const LIKE_CALLS: [&str; 24] = [
    "format",
    "formatdoc",
    "indoc",
    "format_args",
    "print",
    "println",
    "eprint",
    "eprintln",
    "write",
    "writeln",
    "panic",
    "concat",
    "dbg",
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "bail",
    "ensure",
    "anyhow",
    "assert",
    "assert_eq",
    "assert_ne",
];

/// The text with blanks so that `format!(a, b)` is a call and `vec![a, b]` an array. Every place stays what it is, and
/// what it looks like in texts and comments changes nothing there.
pub(in crate::host::lower) fn readable(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut masked: Option<Vec<u8>> = None;
    for at in memchr::memchr_iter(b'!', bytes) {
        let before = text.get(..at).unwrap_or_default();
        let start = before
            .rfind(|character: char| !is_name(character))
            .map_or(0, |last| last + before.get(last..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let name = before.get(start..).unwrap_or_default();
        let blanks = match bytes.get(at + 1) {
            Some(b'(') if LIKE_CALLS.contains(&name) => at..at + 1,
            Some(b'[') if name == "vec" && !before.get(..start).is_some_and(|path| path.ends_with(':')) => {
                start..at + 1
            }
            _ => continue,
        };
        let masked = masked.get_or_insert_with(|| bytes.to_vec());
        if let Some(blanks) = masked.get_mut(blanks) {
            blanks.fill(b' ');
        }
    }
    match masked.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(text),
    }
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_are_masked() {
        for (text, masked) in [
            ("format!(\"{}\", a)", "format (\"{}\", a)"),
            ("x(vec![a])", "x(    [a])"),
            ("std::vec![a]", "std::vec![a]"),
            ("é!(a) != matches!(b)", "é!(a) != matches!(b)"),
            ("json!({}), !(a)", "json!({}), !(a)"),
        ] {
            assert_eq!(readable(text), masked);
        }
    }
}
