//! Where a text leaves the grammar, and what the service says of it.

use crate::source::Span;
use crate::syntax::{TokenSet, Tokens};

/// A place where no continuation of the text fits the grammar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Which token fits nothing, counted from 0; the end of the text counts as one.
    pub token: u32,
    /// Where it stands.
    pub span: Span,
    /// What would have fitted in its place.
    pub expected: TokenSet,
}

impl SyntaxError {
    /// The token as the service's message quotes it, and the text around it.
    ///
    /// Service: `token` is the source text of the token, `<EOF>` at the end; `near` runs from the start of the
    /// token before to the end of the token after, blanks included, the end adding nothing.
    ///
    /// ```
    /// use ddbexpr::syntax::{ExpressionKind, parse};
    /// let text = "SET a b  c";
    /// let parsed = parse(ExpressionKind::Update, text);
    /// assert_eq!(parsed.errors[0].quote(text, &parsed.tokens), ("b", "a b  c"));
    /// ```
    #[must_use]
    pub fn quote<'t>(&self, text: &'t str, tokens: &Tokens) -> (&'t str, &'t str) {
        let at = self.token as usize;
        let last = tokens.as_slice().len().saturating_sub(1);
        let token = if at >= last { "<EOF>" } else { self.span.slice(text).unwrap_or_default() };
        let previous = at.checked_sub(1).map(|before| tokens.get(before).span);
        let next = if at + 1 < last { Some(tokens.get(at + 1).span) } else { None };
        let own = if at >= last { previous.unwrap_or(self.span) } else { self.span };
        let near = Span::new(previous.unwrap_or(own).start, next.unwrap_or(own).end);
        (token, near.slice(text).unwrap_or_default())
    }
}

/// A pair of parentheses directly inside another around the same thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RedundantParentheses {
    /// The outer pair with everything in it.
    pub outer: Span,
    /// The inner pair with everything in it.
    pub inner: Span,
    /// How far the service has read when it notices: a syntax error before this offset is reported instead.
    ///
    /// That is where the outer pair closes, or, where a condition or a SET value begins with the pair, the
    /// token that shows what the pair was: the service looks ahead to that token before it takes anything in.
    pub noticed_at: u32,
}
