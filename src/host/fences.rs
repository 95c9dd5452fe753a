//! Code in documents: Markdown's fences, in lists and quotations too, and the listings of other markup.
//!
//! A fence follows CommonMark's rules for containers: `>` and the indentation of list items are taken off each line,
//! and a fence ends with what it stands in. This is done here and not by a library, since every byte of the code has
//! to know its place behind the prefixes of its line.

use super::{Language, listings};
use crate::source::{OffsetMap, OffsetMapBuilder, Span};

/// Code in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fence {
    /// The language, where one is named that is known.
    pub language: Option<Language>,
    /// What stands after the opening sign: `python title="x"`.
    pub info: String,
    /// Where the lines of code stand, prefixes included.
    pub span: Span,
    /// The code without the prefixes of its lines.
    pub text: String,
    /// Where each byte of the code stands.
    pub map: OffsetMap,
}

/// The pieces of code in a document, in order.
///
/// ```
/// use ddbexpr::host::{Language, fences};
/// use ddbexpr::source::Span;
///
/// let text = "- > ```js\n  > f(1)\n  > ```\n";
/// let found = fences(text);
/// assert_eq!((found[0].language, found[0].text.as_str()), (Some(Language::JavaScript), "f(1)\n"));
/// assert_eq!(found[0].map.to_host(Span::new(2, 3)).slice(text), Some("1"));
/// ```
#[must_use]
pub fn fences(text: &str) -> Vec<Fence> {
    let mut reader = Reader { containers: Vec::new(), open: None, found: Vec::new() };
    for line in lines(text) {
        reader.line(line);
    }
    reader.close();
    let mut found = reader.found;
    let within = |span: Span, all: &[Fence]| {
        let after = all.partition_point(|fence| fence.span.start <= span.start);
        after.checked_sub(1).and_then(|before| all.get(before)).is_some_and(|fence| fence.span.end > span.start)
    };
    let more = listings::listings(text).into_iter().filter(|listing| !within(listing.span, &found)).collect::<Vec<_>>();
    found.extend(more);
    found.sort_by_key(|fence| fence.span);
    found
}

/// The lines of a text with their breaks, and where each begins.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        Line { rest: line, at: start, column: 0 }
    })
}

/// What is left of a line.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) rest: &'t str,
    pub(super) at: usize,
    column: usize,
}

impl<'t> Line<'t> {
    pub(super) fn is_blank(&self) -> bool {
        self.rest.trim().is_empty()
    }

    /// How far it is indented, a tab going on to the next multiple of four.
    pub(super) fn indentation(&self) -> usize {
        let mut column = self.column;
        for character in self.rest.chars() {
            match character {
                ' ' => column += 1,
                '\t' => column += 4 - column % 4,
                _ => break,
            }
        }
        column - self.column
    }

    /// Takes off so much indentation, or what there is of it.
    pub(super) fn dedent(&mut self, columns: usize) {
        let end = self.column + columns;
        while self.column < end {
            match self.rest.as_bytes().first() {
                Some(b' ') => self.take(1, 1),
                Some(b'\t') => self.take(1, 4 - self.column % 4),
                _ => return,
            }
        }
    }

    fn take(&mut self, bytes: usize, columns: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
        self.at += bytes;
        self.column += columns;
    }

    fn after_indentation(&self) -> &'t str {
        self.rest.trim_start_matches([' ', '\t'])
    }
}

/// What a line stands in.
#[derive(Clone, Copy)]
enum Container {
    Quotation,
    /// An item of a list, whose lines are indented so far.
    Item(usize),
}

/// A fence that has not ended.
struct Open {
    sign: char,
    length: usize,
    indentation: usize,
    code: Code,
}

struct Reader {
    containers: Vec<Container>,
    open: Option<Open>,
    found: Vec<Fence>,
}

impl Reader {
    fn line(&mut self, mut line: Line<'_>) {
        let matched = self.match_containers(&mut line);
        if matched < self.containers.len() {
            self.close();
            self.containers.truncate(matched);
        }
        if let Some(open) = &mut self.open {
            if !open.is_closed_by(&line) {
                line.dedent(open.indentation);
                open.code.push(line);
                return;
            }
            self.close();
            return;
        }
        self.open_containers(&mut line);
        self.open = Open::by(&line);
    }

    /// Takes off the prefixes of the containers that go on, and counts them.
    fn match_containers(&self, line: &mut Line<'_>) -> usize {
        for (index, container) in self.containers.iter().enumerate() {
            match container {
                Container::Quotation => {
                    if !take_quotation(line) {
                        return index;
                    }
                }
                Container::Item(_) if line.is_blank() => {}
                Container::Item(width) if line.indentation() >= *width => line.dedent(*width),
                Container::Item(_) => return index,
            }
        }
        self.containers.len()
    }

    fn open_containers(&mut self, line: &mut Line<'_>) {
        while line.indentation() <= 3 && self.containers.len() < 100 {
            if take_quotation(line) {
                self.containers.push(Container::Quotation);
            } else if let Some(width) = take_item(line) {
                self.containers.push(Container::Item(width));
            } else {
                return;
            }
        }
    }

    fn close(&mut self) {
        self.found.extend(self.open.take().map(|open| open.code.finish()));
    }
}

fn take_quotation(line: &mut Line<'_>) -> bool {
    let is_quotation = line.indentation() <= 3 && line.after_indentation().starts_with('>');
    if is_quotation {
        line.dedent(3);
        line.take(1, 1);
        line.dedent(1);
    }
    is_quotation
}

/// Takes off `- ` or `1. ` and gives how far the lines of the item are indented.
fn take_item(line: &mut Line<'_>) -> Option<usize> {
    let marker = line.after_indentation();
    let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
    let length = match marker.get(digits..)?.chars().next()? {
        '-' | '*' | '+' if digits == 0 => 1,
        '.' | ')' if (1..10).contains(&digits) => digits + 1,
        _ => return None,
    };
    if !marker.get(length..)?.starts_with([' ', '\t', '\r', '\n']) && marker.len() > length {
        return None;
    }
    let before = line.indentation();
    line.dedent(before);
    line.take(length, length);
    let blanks = match line.indentation() {
        _ if line.is_blank() => 1,
        blanks @ 1..=4 => blanks,
        _ => 1,
    };
    line.dedent(blanks);
    Some(before + length + blanks)
}

impl Open {
    fn by(line: &Line<'_>) -> Option<Self> {
        let indentation = line.indentation();
        let written = line.after_indentation();
        let sign = written.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
        let info = written.trim_start_matches(sign);
        let length = written.len() - info.len();
        if indentation > 3 || length < 3 || (sign == '`' && info.contains('`')) {
            return None;
        }
        Some(Self { sign, length, indentation, code: Code::new(info.trim(), line.at + line.rest.len()) })
    }

    fn is_closed_by(&self, line: &Line<'_>) -> bool {
        let written = line.after_indentation().trim_end();
        line.indentation() <= 3
            && written.len() >= self.length
            && written.chars().all(|character| character == self.sign)
    }
}

/// Code under construction.
pub(super) struct Code {
    language: Option<Language>,
    info: String,
    start: usize,
    end: usize,
    text: String,
    map: OffsetMapBuilder,
}

impl Code {
    pub(super) fn new(info: &str, start: usize) -> Self {
        Self {
            language: Language::of_info(info),
            info: info.to_owned(),
            start,
            end: start,
            text: String::new(),
            map: OffsetMapBuilder::new(offset(start)),
        }
    }

    /// Adds a line without its prefixes.
    pub(super) fn push(&mut self, line: Line<'_>) {
        let prompt = match self.language {
            Some(Language::Bash) if line.rest.starts_with("$ ") => 2,
            _ => 0,
        };
        let code = line.rest.get(prompt..).unwrap_or_default();
        self.map.jump(offset(line.at + prompt));
        self.map.verbatim(code.len());
        self.text.push_str(code);
        self.end = line.at + line.rest.len();
    }

    /// Adds an empty line of so many bytes.
    pub(super) fn push_break(&mut self, at: usize, length: usize) {
        self.map.jump(offset(at));
        self.map.escape(length, 1);
        self.text.push('\n');
        self.end = at + length;
    }

    pub(super) fn finish(self) -> Fence {
        let span = Span::new(offset(self.start), offset(self.end));
        Fence { language: self.language, info: self.info, span, text: self.text, map: self.map.finish() }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
