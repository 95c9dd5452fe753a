//! Where in a request something is.

use crate::source::{Span, Step};
use crate::syntax::ExpressionKind;

/// A place in a request: which entry of it, which part, and where in that part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Which action of a transaction or table of a batch, from 0; 0 in all other requests.
    pub entry: u16,
    /// Which part of that entry.
    pub part: Part,
    /// Further places of the same kind that are wrong for the same reason, in the same expression.
    pub also: Vec<Span>,
}

/// A part of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// Bytes of the text of an expression.
    Expression(ExpressionKind, Span),
    /// A key of `ExpressionAttributeNames`.
    NameKey(String),
    /// The value of an entry of `ExpressionAttributeNames`.
    Name(String),
    /// A key of `ExpressionAttributeValues`.
    ValueKey(String),
    /// The value of an entry of `ExpressionAttributeValues`, or something inside it.
    Value(String, Vec<Step>),
    /// A member of the entry, by the way to it: `["Key", "pk"]`. Nothing: the whole entry.
    Member(Vec<Step>),
    /// Bytes of the text the request was read from, where no way leads to them.
    Written(Span),
    /// A member of the whole request, outside its entries.
    Request(Vec<Step>),
}

impl Place {
    /// Bytes of an expression of the only or first entry.
    #[must_use]
    pub const fn expression(kind: ExpressionKind, span: Span) -> Self {
        Self::part(Part::Expression(kind, span))
    }

    /// A part of the only or first entry.
    #[must_use]
    pub const fn part(part: Part) -> Self {
        Self { entry: 0, part, also: Vec::new() }
    }

    /// The same place in another entry.
    #[must_use]
    pub fn in_entry(mut self, entry: u16) -> Self {
        self.entry = entry;
        self
    }
}
