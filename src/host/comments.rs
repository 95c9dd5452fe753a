//! Comments, for what people say in them to a linter.

use crate::source::Span;

/// A comment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Where, with its signs.
    pub span: Span,
}
