//! The little of XML that reports need: texts with nothing in them that XML would read as its own.

use std::borrow::Cow;
use std::fmt::Write;

/// A text as it stands in an attribute or between tags.
///
/// Characters that XML 1.0 has no way to write become U+FFFD.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(|character: char| !is_plain(character)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // As they are, readers of attributes would make blanks of them.
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            _ if is_plain(character) => out.push(character),
            _ => out.push('\u{fffd}'),
        }
    }
    out.into()
}

fn is_plain(character: char) -> bool {
    !matches!(character, '&' | '<' | '>' | '"' | '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

/// Attributes, each with a blank before it.
pub(super) fn attributes(all: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in all {
        // Writing into memory does not fail.
        let _ = write!(out, " {name}=\"{}\"", escaped(value));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        assert_eq!(escaped("a < b & \"c\" > 'd'"), "a &lt; b &amp; &quot;c&quot; &gt; 'd'");
        assert_eq!(escaped("\u{1b}[0m\u{0}\u{9b}\u{ffff}"), "\u{fffd}[0m\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(escaped("é\n😀\t"), "é&#10;😀&#9;");
        assert_eq!(attributes(&[("a", "1"), ("b", "\"")]), " a=\"1\" b=\"&quot;\"");
    }
}
