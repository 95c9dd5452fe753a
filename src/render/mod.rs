//! Reports as text: drawn for people, a line each, or JSON for programs.
//!
//! In comes a [`Report`]; out goes text. Nothing here finds, checks or reads files.

#[cfg(feature = "human")]
mod human;
mod json;
mod short;

#[cfg(feature = "human")]
pub use human::human;
pub use json::json;
pub use short::short;

use crate::diagnostics::Report;
use crate::source::{ColumnUnit, LineIndex};

/// Lines and columns of a report's places, both from 1, columns in characters.
struct Places<'r> {
    report: &'r Report,
    indexes: Vec<LineIndex>,
}

impl<'r> Places<'r> {
    fn new(report: &'r Report) -> Self {
        let indexes = report.sources.iter().map(|source| LineIndex::new(&source.text)).collect();
        Self { report, indexes }
    }

    fn line_and_column(&self, source: usize, offset: u32) -> (u32, u32) {
        let (Some(text), Some(index)) = (self.report.sources.get(source), self.indexes.get(source)) else {
            return (1, 1);
        };
        let place = index.line_column(&text.text, offset, ColumnUnit::Chars);
        (place.line, place.column)
    }
}

/// Text without the control characters that would steer a terminal; every byte keeps its place.
#[cfg(feature = "human")]
fn printable(text: &str) -> String {
    let keep = |character: char| !character.is_ascii_control() || matches!(character, '\n' | '\t' | '\r');
    text.chars().map(|character| if keep(character) { character } else { '?' }).collect()
}
