//! Where an entry ends: lines in, whether more of them belong to it out.
//!
//! An entry goes on behind a backslash; an expression while a parenthesis, bracket or quote is open and behind
//! what cannot end one; JSON while it is open. An empty line ends it in any case, so that a slip swallows no
//! more than its own paragraph.

use super::command::{Command, parse};
use crate::limits;
use crate::syntax::{TokenKind, lex};

/// An entry under way.
#[derive(Default, Debug)]
pub(super) struct Entry {
    text: String,
    /// Where JSON is being read. Scanned as it comes: an item may have many lines.
    json: Option<JsonScan>,
    lines: usize,
}

impl Entry {
    /// Adds a line; true where another one belongs to it.
    pub(super) fn add(&mut self, line: &str) -> bool {
        let line = line.strip_suffix('\r').unwrap_or(line);
        self.lines += 1;
        if self.lines > 1 {
            // What a backslash breaks in two was written with a blank there.
            let broken = without_backslash(&self.text).map(str::len);
            match broken {
                Some(length) => self.text.replace_range(length.., " "),
                None => self.text.push('\n'),
            }
        }
        self.text.push_str(line);
        if self.lines > 1 && line.trim().is_empty() {
            return false;
        }
        if let Some(json) = &mut self.json {
            json.scan(line);
            return json.is_open();
        }
        without_backslash(&self.text).is_some() || self.is_open()
    }

    /// True before the first line.
    pub(super) fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// Ends the entry: its text, without the backslashes.
    pub(super) fn take(&mut self) -> String {
        let mut entry = std::mem::take(self);
        if let Some(length) = without_backslash(&entry.text).map(str::len) {
            entry.text.truncate(length);
        }
        entry.text
    }

    fn is_open(&mut self) -> bool {
        match parse(&self.text) {
            Ok(
                Command::Expression(text)
                | Command::Explain(Some(text))
                | Command::Ast(text)
                | Command::Type(text)
                | Command::Kind(_, Some(text)),
            ) => expression_is_open(text),
            Ok(
                Command::SetValue(_, text)
                | Command::Load(text)
                | Command::Names(Some(text))
                | Command::Values(Some(text)),
            ) if text.starts_with(['{', '[', '"']) => {
                let mut scan = JsonScan::default();
                scan.scan(text);
                self.json = Some(scan);
                scan.is_open()
            }
            _ => false,
        }
    }
}

/// The whole of an entry as an editor has it: true where it goes on.
pub(super) fn goes_on(text: &str) -> bool {
    let mut entry = Entry::default();
    text.split('\n').fold(false, |_, line| entry.add(line))
}

/// The whole of an entry without its backslashes.
pub(super) fn joined(text: &str) -> String {
    let mut entry = Entry::default();
    for line in text.split('\n') {
        entry.add(line);
    }
    entry.take()
}

fn without_backslash(text: &str) -> Option<&str> {
    text.trim_end_matches([' ', '\t']).strip_suffix('\\')
}

/// Brackets and quotes of JSON.
#[derive(Clone, Copy, Default, Debug)]
struct JsonScan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl JsonScan {
    fn scan(&mut self, text: &str) {
        for byte in text.bytes() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                _ if self.in_string => {}
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    const fn is_open(self) -> bool {
        self.depth > 0 || self.in_string
    }
}

fn expression_is_open(text: &str) -> bool {
    // What is longer is refused however it ends.
    if text.len() > 2 * limits::EXPRESSION_BYTES {
        return false;
    }
    let tokens = lex(text);
    let (mut open, mut bounds, mut last) = (0_usize, 0_usize, TokenKind::End);
    for token in tokens.as_slice() {
        match token.kind {
            TokenKind::LeftParenthesis | TokenKind::LeftBracket => open += 1,
            TokenKind::RightParenthesis | TokenKind::RightBracket => open = open.saturating_sub(1),
            TokenKind::Between => bounds += 1,
            TokenKind::And => bounds = bounds.saturating_sub(1),
            TokenKind::Unknown if matches!(token.span.slice(text), Some("\"" | "'")) => return true,
            _ => {}
        }
        if token.kind != TokenKind::End {
            last = token.kind;
        }
    }
    open > 0 || bounds > 0 || cannot_end(last)
}

const fn cannot_end(last: TokenKind) -> bool {
    last.is_keyword()
        || matches!(
            last,
            TokenKind::Equal
                | TokenKind::NotEqual
                | TokenKind::Less
                | TokenKind::LessOrEqual
                | TokenKind::Greater
                | TokenKind::GreaterOrEqual
                | TokenKind::Plus
                | TokenKind::Minus
                | TokenKind::Comma
                | TokenKind::Dot
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_goes_on() {
        let open = [
            "(a = :v",
            "a IN (:x,",
            "a =",
            "a = :v AND",
            "SET",
            "SET a = b,",
            "REMOVE a SET",
            "a[",
            "NOT",
            "a BETWEEN",
            "a BETWEEN :v",
            ".explain (a",
            ".kind update SET a =",
            "a.",
            ":v = {\"a\": [1,",
            ":v = \"x",
            ".load {",
            "a = 'x",
            "a \\",
            ".load \\",
            "a =\n  :v OR",
            ":v = [\"]\"",
            ":v = \"\\\"",
        ];
        for text in open {
            assert!(goes_on(text), "{text}");
        }
    }

    #[test]
    fn what_is_complete_ends() {
        let complete = [
            "",
            "a = :v",
            ":v = it's",
            ":v = 5",
            ".load a(b",
            ".explain",
            ".help",
            "a))",
            "a = (\n",
            "a BETWEEN :v AND :w",
            ":v = [1]]",
            "#s = set",
            "a = \\\n:v",
            ":v = [\n1\n]",
            ".names",
            "(\n \t",
        ];
        for text in complete {
            assert!(!goes_on(text), "{text}");
        }
        assert!(!goes_on(&"(".repeat(10_000)));
    }

    #[test]
    fn a_backslash_is_a_blank() {
        let mut entry = Entry::default();
        assert!(entry.add("a = \\"));
        assert!(!entry.add(":v"));
        assert_eq!(entry.take(), "a =  :v");
        assert!(entry.is_empty());
    }
}
