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

/// A line and column, both from 1, columns in characters.
fn line_and_column(report: &Report, at: Location) -> (usize, usize) {
    let Some(source) = report.sources.get(at.source) else { return (1, 1) };
    let before = source.text.get(..at.span.start as usize).unwrap_or(&source.text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before.get(line_start..).unwrap_or_default().chars().count() + 1)
}

/// Text without the control characters that would steer a terminal; every byte keeps its place.
#[cfg(feature = "human")]
fn printable(text: &str) -> String {
    let keep = |character: char| !character.is_ascii_control() || matches!(character, '\n' | '\t' | '\r');
    text.chars().map(|character| if keep(character) { character } else { '?' }).collect()
}
