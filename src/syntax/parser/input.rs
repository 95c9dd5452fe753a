//! Tokens as nom's input, and the furthest failure as its error.

use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Needed};

use crate::syntax::{Token, TokenKind, TokenSet, Tokens};

/// What is left to read, and how far it is from the start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Input<'t> {
    rest: &'t [Token],
    at: u32,
}

/// The token that fitted nothing, and what would have fitted there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Failure {
    pub(super) at: u32,
    pub(super) expected: TokenSet,
}

/// The result of one of our parsers.
pub(super) type Read<'t, T> = IResult<Input<'t>, T, Failure>;

impl<'t> Input<'t> {
    pub(super) fn new(tokens: &'t Tokens) -> Self {
        Self { rest: tokens.as_slice(), at: 0 }
    }

    /// The next token. The closing [`TokenKind::End`] is never passed, so there always is one.
    pub(super) fn peek(self) -> Token {
        const END: Token = Token { kind: TokenKind::End, span: crate::source::Span::at(0) };
        self.rest.first().copied().unwrap_or(END)
    }

    /// How many tokens came before.
    pub(super) const fn at(self) -> u32 {
        self.at
    }

    /// The input behind the next token; the end stays where it is.
    pub(super) fn skip(self) -> Self {
        match self.rest {
            [_, rest @ ..] if !rest.is_empty() => Self { rest, at: self.at + 1 },
            _ => self,
        }
    }

    /// A failure at the next token.
    pub(super) const fn failure(self, expected: TokenSet) -> Failure {
        Failure { at: self.at, expected }
    }
}

impl<'t> nom::Input for Input<'t> {
    type Item = Token;
    type Iter = Copied<Iter<'t, Token>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.rest.len()
    }

    fn take(&self, count: usize) -> Self {
        Self { rest: self.rest.get(..count).unwrap_or(self.rest), at: self.at }
    }

    fn take_from(&self, count: usize) -> Self {
        let passed = u32::try_from(count).unwrap_or(u32::MAX);
        Self { rest: self.rest.get(count..).unwrap_or_default(), at: self.at.saturating_add(passed) }
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        (self.take_from(count), self.take(count))
    }

    fn position<P: Fn(Token) -> bool>(&self, predicate: P) -> Option<usize> {
        self.rest.iter().position(|token| predicate(*token))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.rest.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match count.checked_sub(self.rest.len()) {
            None | Some(0) => Ok(count),
            Some(more) => Err(Needed::new(more)),
        }
    }
}

impl ParseError<Input<'_>> for Failure {
    fn from_error_kind(input: Input<'_>, _: ErrorKind) -> Self {
        input.failure(TokenSet::EMPTY)
    }

    fn append(_: Input<'_>, _: ErrorKind, other: Self) -> Self {
        other
    }

    /// The one that got further; both where they stopped at the same token.
    fn or(self, other: Self) -> Self {
        match self.at.cmp(&other.at) {
            std::cmp::Ordering::Less => other,
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Equal => Self { at: self.at, expected: self.expected.union(other.expected) },
        }
    }
}

/// Reads one token of the given kind.
pub(super) fn token<'t>(kind: TokenKind) -> impl Fn(Input<'t>) -> Read<'t, Token> {
    any_of(TokenSet::of(&[kind]))
}

/// Reads one token of any of the given kinds.
pub(super) fn any_of<'t>(kinds: TokenSet) -> impl Fn(Input<'t>) -> Read<'t, Token> {
    move |input| {
        let next = input.peek();
        if kinds.contains(next.kind) { Ok((input.skip(), next)) } else { Err(nom::Err::Error(input.failure(kinds))) }
    }
}
