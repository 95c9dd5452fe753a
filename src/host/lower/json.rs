//! JSON as people write it: documents one after another, with comments, trailing commas and all that can still be
//! read of broken ones. The same reader reads the JSON inside of VTL templates, see `vtl.rs`.
//!
//! `${X}` in a string is a hole: files of JSON are filled in by whoever deploys them.

use std::collections::HashSet;

use crate::host::builder::Builder;
use crate::host::embed::hole_number;
use crate::host::{Entry, EscapeStyle, Language, Module, NodeId, NodeKind};
use crate::source::Span;

/// Deeper brackets are not looked into.
const DEEPEST: u16 = 200;

pub(super) fn read(text: &str) -> Module<'_> {
    let mut reader = Reader::new(text, Dialect::Json);
    let mut documents = Vec::new();
    loop {
        reader.blanks();
        match reader.peek() {
            None => break,
            Some(',' | ':' | '}' | ']' | ')') => reader.skip_broken(),
            Some(_) => documents.push(reader.value()),
        }
    }
    reader.finish(Language::Json, documents)
}

/// What may stand between the brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Nothing but JSON.
    Json,
    /// Directives and references of Velocity.
    Vtl,
}

/// How a string is written.
#[derive(Clone, Copy)]
pub(super) struct Quoting {
    pub(super) quote: char,
    pub(super) style: EscapeStyle,
    pub(super) has_holes: bool,
}

/// Reads from the left to the right.
pub(super) struct Reader<'t> {
    pub(super) b: Builder<'t>,
    pub(super) at: usize,
    pub(super) is_broken: bool,
    depth: u16,
    dialect: Dialect,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, dialect: Dialect) -> Self {
        let b = Builder::new(text, |b, node| b.other(node));
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { b, at, is_broken: false, depth: 0, dialect }
    }

    pub(super) fn finish(mut self, language: Language, statements: Vec<NodeId>) -> Module<'t> {
        let root = self.add(NodeKind::Block(statements), 0);
        self.b.finish(language, self.is_broken, root)
    }

    pub(super) fn is_vtl(&self) -> bool {
        self.dialect == Dialect::Vtl
    }

    pub(super) fn rest(&self) -> &'t str {
        self.b.text().get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// What has been read since `start`.
    pub(super) fn span(&self, start: usize) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(offset(start), offset(self.at))
    }

    /// Adds a node for what has been read since `start`.
    pub(super) fn add(&mut self, kind: NodeKind, start: usize) -> NodeId {
        let span = self.span(start);
        self.b.add(kind, span)
    }

    pub(super) fn nothing(&mut self) -> NodeId {
        self.add(NodeKind::Other(Vec::new()), self.at)
    }

    /// Goes past `sign` where it comes next.
    pub(super) fn take(&mut self, sign: char) -> bool {
        let is_next = self.peek() == Some(sign);
        if is_next {
            self.at += sign.len_utf8();
        }
        is_next
    }

    /// Goes past characters of a kind.
    pub(super) fn take_while(&mut self, is_in: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|character| !is_in(character)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Goes past a character that does not belong here.
    pub(super) fn skip_broken(&mut self) {
        self.is_broken = true;
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Goes past blanks and comments.
    pub(super) fn blanks(&mut self) {
        loop {
            self.take_while(char::is_whitespace);
            let rest = self.rest();
            let length = if rest.starts_with("//") || (self.is_vtl() && rest.starts_with("##")) {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else if self.is_vtl() && rest.starts_with("#*") {
                rest.find("*#").map_or(rest.len(), |end| end + 2)
            } else {
                return;
            };
            let start = self.at;
            self.at += length;
            let span = self.span(start);
            self.b.add_comment(span);
        }
    }

    /// Reads something that may hold others like it, unless it is too deep inside of them.
    pub(super) fn deeper(&mut self, read: impl FnOnce(&mut Self) -> NodeId) -> NodeId {
        if self.depth >= DEEPEST {
            return self.skip_nested();
        }
        self.depth += 1;
        let id = read(self);
        self.depth -= 1;
        id
    }

    /// Goes past brackets and everything inside.
    fn skip_nested(&mut self) -> NodeId {
        self.is_broken = true;
        let start = self.at;
        let mut open = 0_usize;
        let mut quoted = false;
        let rest = self.rest().as_bytes();
        let mut length = 0;
        while let Some(byte) = rest.get(length) {
            length += 1;
            match byte {
                b'"' => quoted = !quoted,
                b'\\' if quoted => length += 1,
                b'{' | b'[' | b'(' if !quoted => open += 1,
                b'}' | b']' | b')' if !quoted => open = open.saturating_sub(1),
                _ => {}
            }
            if open == 0 && !quoted {
                break;
            }
        }
        self.at = (start + length).min(self.b.text().len());
        while !self.b.text().is_char_boundary(self.at) {
            self.at += 1;
        }
        self.add(NodeKind::Other(Vec::new()), start)
    }

    /// A value of any kind; always goes past something, but for what closes brackets around it.
    pub(super) fn value(&mut self) -> NodeId {
        let id = self.simple_value();
        if !self.is_vtl() || !self.is_glued() {
            return id;
        }
        // `$a$b`, `"a"$b`: what a template writes is known when it runs.
        let start = self.b.span(id).start as usize;
        let mut parts = vec![id];
        while self.is_glued() {
            let before = self.at;
            parts.push(self.simple_value());
            if self.at == before {
                break;
            }
        }
        self.add(NodeKind::Other(parts), start)
    }

    fn is_glued(&self) -> bool {
        self.peek().is_some_and(|next| matches!(next, '$' | '"' | '-' | '_' | '.') || next.is_alphanumeric())
    }

    fn simple_value(&mut self) -> NodeId {
        self.blanks();
        let start = self.at;
        match self.peek() {
            Some('{') => self.deeper(Self::object),
            Some('[') => self.deeper(Self::list),
            Some(quote @ ('"' | '\'')) => self.string(quote),
            Some('-' | '+' | '.' | '0'..='9') => self.number(),
            Some('#') if self.is_vtl() => self.deeper(Self::value_directive),
            Some('$') if self.is_vtl() => self.reference_or_text(),
            Some('$') => self.placeholder(),
            Some(',' | ':' | '}' | ']' | ')') | None => {
                self.is_broken |= !self.is_vtl();
                self.nothing()
            }
            Some(first) if first.is_alphabetic() || first == '_' => self.word(),
            Some(_) => {
                self.skip_broken();
                self.add(NodeKind::Other(Vec::new()), start)
            }
        }
    }

    fn object(&mut self) -> NodeId {
        let start = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        let mut known = Members::default();
        loop {
            self.blanks();
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    break;
                }
                None | Some(']') => {
                    self.is_broken = true;
                    break;
                }
                Some(',') => self.at += 1,
                Some('#') if self.is_vtl() => entries.extend(self.entry_directive(&mut known)),
                Some(_) => entries.push(self.entry(&mut known)),
            }
        }
        self.add(NodeKind::Object { entries, type_name: None }, start)
    }

    fn entry(&mut self, known: &mut Members<'t>) -> Entry {
        let start = self.at;
        let key = match self.peek() {
            Some(quote @ ('"' | '\'')) => self.string(quote),
            Some(first) if first.is_alphabetic() || first == '_' => self.bare_key(),
            Some('$') if self.is_vtl() => self.reference_or_text(),
            _ => return self.stray(start),
        };
        let written = self.b.text().get(start..self.at).unwrap_or_default();
        self.blanks();
        if !self.take(':') {
            // A reference that stands alone may write any entries; a lone key lacks its value.
            self.is_broken |= !self.is_vtl();
            return Entry { key, value: key, spread: true, span: self.span(start) };
        }
        let value = self.value();
        let end = self.at;
        self.blanks();
        self.is_broken |= !self.is_vtl() && !matches!(self.peek(), Some(',' | '}') | None);
        let span = Span::new(self.span(start).start, u32::try_from(end).unwrap_or(u32::MAX));
        if known.is_other_branch(written) {
            // The same key in another branch of `#if`: only one of them is written.
            let both = self.b.add(NodeKind::Other(vec![key, value]), span);
            return Entry { key: both, value: both, spread: true, span };
        }
        Entry { key, value, spread: false, span }
    }

    /// Something that is no entry.
    fn stray(&mut self, start: usize) -> Entry {
        self.is_broken = true;
        let before = self.at;
        let value = self.value();
        if self.at == before {
            self.skip_broken();
        }
        Entry { key: value, value, spread: true, span: self.span(start) }
    }

    fn bare_key(&mut self) -> NodeId {
        let start = self.at;
        self.take_while(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | '$'));
        let span = self.span(start);
        self.b.text_node(span, span, &[], EscapeStyle::RAW)
    }

    fn list(&mut self) -> NodeId {
        let start = self.at;
        self.at += 1;
        let mut elements = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                Some(']') => {
                    self.at += 1;
                    break;
                }
                None | Some('}') => {
                    self.is_broken = true;
                    break;
                }
                Some(',') => self.at += 1,
                Some(':' | ')') => self.skip_broken(),
                Some('#') if self.is_vtl() => elements.extend(self.element_directive()),
                Some(_) => {
                    elements.push(self.value());
                    self.blanks();
                    self.is_broken |= !self.is_vtl() && !matches!(self.peek(), Some(',' | ']') | None);
                }
            }
        }
        self.add(NodeKind::List(elements), start)
    }

    /// `"a"`, with holes.
    pub(super) fn string(&mut self, quote: char) -> NodeId {
        self.quoted(Quoting { quote, style: EscapeStyle::BACKSLASH, has_holes: true })
    }

    pub(super) fn quoted(&mut self, quoting: Quoting) -> NodeId {
        let start = self.at;
        self.at += quoting.quote.len_utf8();
        let (content, holes) = self.inside_quotes(quoting, false);
        self.is_broken |= !self.take(quoting.quote);
        let whole = self.span(start);
        self.b.text_node(whole, content, &holes, quoting.style)
    }

    /// Goes on to the closing quote, or in a branch to what ends it. In JSON a line break ends a string that has no end.
    pub(super) fn inside_quotes(&mut self, quoting: Quoting, in_branch: bool) -> (Span, Vec<(Span, NodeId)>) {
        let Quoting { quote, style, has_holes } = quoting;
        let start = self.at;
        let mut holes = Vec::new();
        loop {
            self.take_while(|character| character != quote && !matches!(character, '\\' | '$' | '#' | '\n'));
            let before = self.at;
            let Some(next) = self.peek() else { break };
            if next == quote
                && style.doubled == Some(quote)
                && self.rest().get(1..).is_some_and(|r| r.starts_with(quote))
            {
                self.at += 2;
            } else if next == quote || (next == '\n' && !self.is_vtl()) || (in_branch && self.ends_branch()) {
                break;
            } else if next == '\\' && style.backslash {
                self.at += 1;
                self.at += self.peek().map_or(0, char::len_utf8);
            } else {
                match (has_holes && next != '\\').then(|| self.hole(quoting)).flatten() {
                    Some(id) => holes.push((self.span(before), id)),
                    None => self.at = before + 1,
                }
            }
        }
        (self.span(start), holes)
    }

    fn hole(&mut self, quoting: Quoting) -> Option<NodeId> {
        if self.is_vtl() { self.template_hole(quoting) } else { self.substitution() }
    }

    /// `${X}`
    fn substitution(&mut self) -> Option<NodeId> {
        let inside = self.rest().strip_prefix("${")?;
        let is_in = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | ':' | '-');
        let name = inside.get(..inside.find(|character| !is_in(character))?)?;
        if name.is_empty() || !inside.get(name.len()..)?.starts_with('}') {
            return None;
        }
        let start = self.at;
        self.at += name.len() + 3;
        Some(self.add(NodeKind::Name(name.to_owned()), start))
    }

    /// `${X}` without quotes, as a template of JSON has it.
    fn placeholder(&mut self) -> NodeId {
        let start = self.at;
        let id = self.substitution();
        // What stands for a part of the program around is no mistake.
        self.is_broken |= id.is_none() || hole_number(self.b.slice(self.span(start))).is_none();
        id.unwrap_or_else(|| {
            self.at += 1;
            self.add(NodeKind::Other(Vec::new()), start)
        })
    }

    pub(super) fn number(&mut self) -> NodeId {
        let start = self.at;
        let digits = self
            .take_while(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '+' | '.' | '_'));
        let is_number = digits.chars().any(|character| character.is_ascii_digit());
        self.is_broken |= !is_number;
        let kind = if is_number { NodeKind::Number(digits.to_owned()) } else { NodeKind::Other(Vec::new()) };
        self.add(kind, start)
    }

    pub(super) fn word(&mut self) -> NodeId {
        let start = self.at;
        let word = self.take_while(|character| character.is_alphanumeric() || matches!(character, '_' | '-'));
        let kind = match word {
            "true" => NodeKind::Bool(true),
            "false" => NodeKind::Bool(false),
            "null" => NodeKind::Null,
            other => {
                self.is_broken |= !self.is_vtl();
                NodeKind::Name(other.to_owned())
            }
        };
        self.add(kind, start)
    }
}

/// The members of an object of which only one branch is written.
#[derive(Default)]
pub(super) struct Members<'t> {
    seen: HashSet<&'t str>,
    /// How many `#if` are open.
    pub(super) open: usize,
}

impl<'t> Members<'t> {
    /// Notes a key; true where it stands under a directive and is known already.
    fn is_other_branch(&mut self, key: &'t str) -> bool {
        self.open > 0 && !self.seen.insert(key)
    }
}
