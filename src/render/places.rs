//! Lines and columns of a report's places.

use crate::diagnostics::Report;

/// How many bytes lie between two places whose number of characters is known.
const BLOCK: usize = 1024;

/// Lines and columns of the places of a report, both from 1, columns in characters.
///
/// Every look-up reads at most a block of the text: a file may be one long line with a finding in every part.
pub(super) struct Places<'r> {
    pub(super) report: &'r Report,
    texts: Vec<Lines<'r>>,
}

impl<'r> Places<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        Self { report, texts: report.sources.iter().map(|source| Lines::new(&source.text)).collect() }
    }

    pub(super) fn line_and_column(&self, source: usize, offset: u32) -> (usize, usize) {
        self.texts.get(source).map_or((1, 1), |text| text.line_and_column(offset, |count| count.characters))
    }

    /// The same, columns in UTF-16 code units.
    pub(super) fn line_and_utf16_column(&self, source: usize, offset: u32) -> (usize, usize) {
        let units = |count: Count| count.characters + count.astral;
        self.texts.get(source).map_or((1, 1), |text| text.line_and_column(offset, units))
    }

    /// The bytes of the lines a span touches, without the last line break.
    #[cfg(feature = "human")]
    pub(super) fn lines_around(&self, source: usize, span: crate::source::Span) -> std::ops::Range<usize> {
        self.texts.get(source).map_or(0..0, |text| text.lines_around(span))
    }
}

/// Where the lines of a text begin, and how many characters come before every block.
struct Lines<'r> {
    text: &'r str,
    starts: Vec<usize>,
    passed: Vec<Count>,
}

/// Characters, and those among them that UTF-16 writes as two units.
#[derive(Clone, Copy, Default)]
struct Count {
    characters: usize,
    astral: usize,
}

impl Count {
    /// The characters that begin in these bytes.
    fn of(bytes: &[u8]) -> Self {
        let count = |begins: fn(u8) -> bool| bytes.iter().filter(|byte| begins(**byte)).count();
        Self { characters: count(|byte| byte & 0xC0 != 0x80), astral: count(|byte| byte >= 0xF0) }
    }

    const fn and(self, other: Self) -> Self {
        Self { characters: self.characters + other.characters, astral: self.astral + other.astral }
    }
}

impl<'r> Lines<'r> {
    fn new(text: &'r str) -> Self {
        let after = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let starts = std::iter::once(0).chain(after).collect();
        let mut so_far = Count::default();
        let mut passed = vec![so_far];
        for block in text.as_bytes().chunks(BLOCK) {
            so_far = so_far.and(Count::of(block));
            passed.push(so_far);
        }
        Self { text, starts, passed }
    }

    /// Which line an offset is in, from 0.
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn before(&self, offset: usize) -> Count {
        let block = offset / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.passed.get(block).copied().unwrap_or_default().and(Count::of(rest))
    }

    fn line_and_column(&self, offset: u32, units: impl Fn(Count) -> usize) -> (usize, usize) {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let start = self.starts.get(line).copied().unwrap_or_default();
        (line + 1, units(self.before(offset)) - units(self.before(start)) + 1)
    }

    #[cfg(feature = "human")]
    fn lines_around(&self, span: crate::source::Span) -> std::ops::Range<usize> {
        let (first, last) = (self.line(span.start as usize), self.line(span.end as usize));
        let start = self.starts.get(first).copied().unwrap_or_default();
        let end = self.starts.get(last + 1).map_or(self.text.len(), |next| next - 1);
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(feature = "human")]
    use crate::source::Span;
    use crate::source::{ColumnUnit, LineIndex};

    #[test]
    fn columns_are_those_of_the_line_index() {
        let text = format!("a\u{e9}\n{}\r\n\n\u{1f600}b{}", "\u{65e5}x".repeat(2000), "y\n".repeat(3));
        let (lines, index) = (Lines::new(&text), LineIndex::new(&text));
        for offset in 0..=text.len() + 2 {
            let offset = u32::try_from(offset).unwrap();
            let agree = |unit, units: fn(Count) -> usize| {
                let expected = index.line_column(&text, offset, unit);
                let expected = (expected.line as usize, expected.column as usize);
                assert_eq!(lines.line_and_column(offset, units), expected, "{offset}");
            };
            agree(ColumnUnit::Chars, |count| count.characters);
            agree(ColumnUnit::Utf16, |count| count.characters + count.astral);
        }
    }

    #[cfg(feature = "human")]
    #[test]
    fn lines_end_before_their_break() {
        let lines = Lines::new("ab\ncd\nef");
        assert_eq!(lines.lines_around(Span::new(1, 1)), 0..2);
        assert_eq!(lines.lines_around(Span::new(1, 4)), 0..5);
        assert_eq!(lines.lines_around(Span::new(7, 8)), 6..8);
        assert_eq!(lines.lines_around(Span::new(90, 99)), 6..8);
    }
}
