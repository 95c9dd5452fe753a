//! From byte offsets to lines and columns, and back.

/// In what a column is counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ColumnUnit {
    /// UTF-8 bytes.
    Bytes,
    /// Characters (Unicode scalar values).
    Chars,
    /// UTF-16 code units, as editors count.
    Utf16,
}

/// A place as people name it; both numbers count from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Where the lines of a text begin. Lines end with `\n`; a `\r` before it belongs to the line.
///
/// ```
/// use ddbexpr::source::{ColumnUnit, LineColumn, LineIndex};
///
/// let text = "a\n𝄞 = :v";
/// let lines = LineIndex::new(text);
/// let equal = lines.line_column(text, 7, ColumnUnit::Utf16);
/// assert_eq!(equal, LineColumn { line: 2, column: 4 });
/// assert_eq!(lines.offset(text, equal, ColumnUnit::Utf16), Some(7));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// The index of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let newlines = memchr::memchr_iter(b'\n', text.as_bytes());
        let after = newlines.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
        Self { starts: std::iter::once(0).chain(after).collect() }
    }

    /// The line of an offset, counted from one: for those who need no column, which takes a walk over the line.
    #[must_use]
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The line and column of an offset; inside a character, of its beginning; past the text, of its end.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: u32, unit: ColumnUnit) -> LineColumn {
        let line = self.line(offset);
        let start = self.starts.get(line - 1).copied().unwrap_or_default() as usize;
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = text.get(start..end).unwrap_or_default();
        let column = before.chars().map(|character| width(character, unit)).sum::<usize>() + 1;
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        LineColumn { line: number(line), column: number(column) }
    }

    /// The offset of a line and column; past the end of its line, of that end. `None` for a line there is not.
    #[must_use]
    pub fn offset(&self, text: &str, place: LineColumn, unit: ColumnUnit) -> Option<u32> {
        let start = *self.starts.get(place.line.checked_sub(1)? as usize)?;
        let line = text.get(start as usize..)?;
        let line = line.split('\n').next().unwrap_or_default();
        let wanted = place.column.saturating_sub(1) as usize;
        let mut passed = 0;
        for (at, character) in line.char_indices() {
            if passed >= wanted {
                return u32::try_from(start as usize + at).ok();
            }
            passed += width(character, unit);
        }
        u32::try_from(start as usize + line.len()).ok()
    }

    /// Number of lines; a text that ends with a line break has an empty last one.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.starts.len()
    }
}

const fn width(character: char, unit: ColumnUnit) -> usize {
    match unit {
        ColumnUnit::Bytes => character.len_utf8(),
        ColumnUnit::Chars => 1,
        ColumnUnit::Utf16 => character.len_utf16(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_and_columns_agree() {
        let text = "é𝄞x\r\n\nlast";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(), 3);
        for (unit, column) in [(ColumnUnit::Bytes, 7), (ColumnUnit::Chars, 3), (ColumnUnit::Utf16, 4)] {
            assert_eq!(index.line_column(text, 6, unit), LineColumn { line: 1, column });
            for (at, _) in text.char_indices().filter(|(_, character)| *character != '\n') {
                let offset = u32::try_from(at).unwrap();
                let place = index.line_column(text, offset, unit);
                assert_eq!(index.offset(text, place, unit), Some(offset), "{unit:?} {at}");
            }
        }
        assert_eq!(index.line_column(text, 99, ColumnUnit::Chars), LineColumn { line: 3, column: 5 });
        assert_eq!(index.offset(text, LineColumn { line: 4, column: 1 }, ColumnUnit::Chars), None);
    }
}
