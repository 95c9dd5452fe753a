//! Text and places in it: byte spans, lines and columns, and the way from an expression back into its host file.

mod span;

pub use span::Span;
