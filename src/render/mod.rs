//! Reports as text: drawn for people, a line each, or JSON for programs.
//!
//! In comes a [`Report`](crate::diagnostics::Report); out goes text. Nothing here finds, checks or reads files.

#[cfg(feature = "human")]
mod human;
mod json;
mod short;

#[cfg(feature = "human")]
pub use human::human;
pub use json::{finding_json, json};
pub use short::short;

use crate::diagnostics::{Location, Report};
use crate::source::{ColumnUnit, LineIndex};

/// A line and column, both from 1, columns in characters.
fn line_and_column(report: &Report, at: Location) -> (usize, usize) {
    let Some(source) = report.sources.get(at.source) else { return (1, 1) };
    let place = LineIndex::new(&source.text).line_column(&source.text, at.span.start, ColumnUnit::Chars);
    (place.line as usize, place.column as usize)
}

/// Text without the control characters that would steer a terminal; every byte keeps its place.
#[cfg(feature = "human")]
fn printable(text: &str) -> String {
    let keep = |character: char| !character.is_ascii_control() || matches!(character, '\n' | '\t' | '\r');
    text.chars().map(|character| if keep(character) { character } else { '?' }).collect()
}
