//! The lines of a text, and how far each is indented.

use super::Style;

/// A line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where it begins.
    pub(super) start: usize,
    /// Where what is written in it begins.
    pub(super) first: usize,
    /// Where what is written in it ends.
    pub(super) end: usize,
    /// Where the next line begins.
    pub(super) next: usize,
    /// How far it is indented; `None` where nothing stands in it that counts.
    pub(super) indent: Option<usize>,
}

impl Line {
    /// What is written in it.
    pub(super) fn written(self, text: &str) -> &str {
        text.get(self.first..self.end).unwrap_or_default()
    }
}

/// A tabulator goes as far as this.
const TAB: usize = 8;

/// The lines of a text. Comments in Python and Ruby stand as far to the left as people like, and do not count.
pub(super) fn lines(text: &str, style: Style) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(text.len() / 24);
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', bytes).map(|at| (at, at + 1)).chain([(text.len(), text.len())]);
    for (stop, next) in ends {
        let line = bytes.get(start..stop).unwrap_or_default();
        let mut indent = 0;
        let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
        let width = blanks.inspect(|byte| indent += if **byte == b'\t' { TAB } else { 1 }).count();
        let written = line.get(width..).unwrap_or_default().trim_ascii_end();
        let is_comment = style != Style::Braces && written.first() == Some(&b'#');
        let first = start + width;
        let indent = (!written.is_empty() && !is_comment).then_some(indent);
        lines.push(Line { start, first, end: first + written.len(), next, indent });
        start = next;
    }
    lines
}
