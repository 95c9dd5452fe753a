//! What is wrong with a configuration, and where.

use crate::source::{ColumnUnit, LineIndex, Span};

/// Something in a `ddbexpr.toml` that is not understood.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct ConfigError {
    /// What is wrong, and what to write instead where that can be told.
    pub message: String,
    /// Where, in bytes.
    pub span: Span,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

impl ConfigError {
    pub(super) fn new(text: &str, span: Span, message: String) -> Self {
        let place = LineIndex::new(text).line_column(text, span.start, ColumnUnit::Chars);
        Self { message, span, line: place.line, column: place.column }
    }
}
