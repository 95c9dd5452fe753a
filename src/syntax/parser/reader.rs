//! What the parsers share: the growing tree, the errors so far, and the smallest pieces of the grammar.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::cut;
use nom::multi::fold_many0;
use nom::sequence::preceded;

use super::error::{RedundantParentheses, SyntaxError};
use super::input::{Failure, Input, Read, any_of, token};
use crate::source::Span;
use crate::syntax::ast::Builder;
use crate::syntax::{NodeId, NodeKind, PathElement, PathElementKind, Token, TokenKind, TokenSet, Tokens};

/// More errors than this in one text help nobody.
const MOST_ERRORS: usize = 20;

/// Names and name placeholders: what a path begins with.
pub(super) const NAMES: TokenSet = TokenSet::of(&[TokenKind::Identifier, TokenKind::NamePlaceholder]);
/// What a path can go on with.
const STEPS: TokenSet = TokenSet::of(&[TokenKind::Dot, TokenKind::LeftBracket]);

pub(super) struct Reader<'t> {
    tokens: &'t Tokens,
    pub(super) builder: Builder,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) redundant: Vec<RedundantParentheses>,
    /// What the piece that ends before a token could have gone on with.
    continuation: Failure,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tokens: &'t Tokens) -> Self {
        Self {
            tokens,
            builder: Builder::with_capacity(tokens.as_slice().len()),
            errors: Vec::new(),
            redundant: Vec::new(),
            continuation: Failure { at: u32::MAX, expected: TokenSet::EMPTY },
        }
    }

    /// Notes a failure, unless it only follows from the one before.
    pub(super) fn report(&mut self, mut failure: Failure) {
        if self.continuation.at == failure.at {
            failure.expected = failure.expected.union(self.continuation.expected);
        }
        let follows = self.errors.last().is_some_and(|last| failure.at <= last.token.saturating_add(1));
        if !follows && self.errors.len() < MOST_ERRORS {
            let span = self.tokens.get(failure.at as usize).span;
            self.errors.push(SyntaxError { token: failure.at, span, expected: failure.expected });
        }
    }

    /// Notes what the piece that ends before `input` could have gone on with, beside what it said already.
    pub(super) fn may_go_on(&mut self, input: Input<'_>, with: TokenSet) {
        let before = self.continuation;
        let known = if before.at == input.at() { before.expected } else { TokenSet::EMPTY };
        self.continuation = input.failure(known.union(with));
    }

    /// What was read from `start` on was only looked at when `error` came: redundant pairs there go unnoticed.
    /// That matters only where `error` is the first.
    pub(super) fn only_looked_at(&mut self, start: u32, error: Failure) {
        if !self.errors.is_empty() {
            return;
        }
        let behind = self.tokens.get(error.at as usize).span.start.saturating_add(1);
        for pair in self.redundant.iter_mut().rev().take_while(|pair| pair.outer.start >= start) {
            pair.noticed_at = pair.noticed_at.max(behind);
        }
    }

    /// A node for what could not be read in front of `input`.
    pub(super) fn missing(&mut self, input: Input<'_>) -> NodeId {
        self.builder.node(NodeKind::Missing, Span::at(input.peek().span.start))
    }

    /// Puts a pair of parentheses around `inner`.
    pub(super) fn parenthesize(&mut self, open: Span, inner: NodeId, close: Span) -> NodeId {
        let outer = open.to(close);
        let content = self.builder.get(inner);
        if matches!(content.kind, NodeKind::Parenthesized(_)) {
            self.redundant.push(RedundantParentheses { outer, inner: content.span, noticed_at: close.start });
        }
        self.builder.node(NodeKind::Parenthesized(inner), outer)
    }

    /// Reads a document path: `a.#b[3]`.
    pub(super) fn path<'i>(&mut self, input: Input<'i>) -> Read<'i, NodeId> {
        let mark = self.builder.element_mark();
        let (rest, first) = name(input)?;
        self.builder.element(first);
        let whole = first.span;
        let builder = &mut self.builder;
        let step = |span: Span, (element, end): (PathElement, u32)| {
            builder.element(element);
            Span::new(span.start, end)
        };
        let (rest, whole) = fold_many0(path_step, || whole, step).parse(rest)?;
        self.continuation = rest.failure(STEPS);
        if first.kind == PathElementKind::Attribute && rest.at() == input.at() + 1 {
            self.continuation.expected = STEPS.union(TokenSet::of(&[TokenKind::LeftParenthesis]));
        }
        Ok((rest, self.builder.path(mark, whole)))
    }

    /// Reads the target of an update's action or a projected path, where nothing can be called.
    pub(super) fn target<'i>(&mut self, input: Input<'i>) -> Read<'i, NodeId> {
        let (rest, path) = self.path(input)?;
        self.continuation = rest.failure(STEPS);
        Ok((rest, path))
    }

    /// Reads a value placeholder.
    pub(super) fn value<'i>(&mut self, input: Input<'i>) -> Read<'i, NodeId> {
        let (rest, read) = token(TokenKind::ValuePlaceholder)(input)?;
        Ok((rest, self.builder.value(read.span)))
    }
}

/// `a` or `#a`
fn name(input: Input<'_>) -> Read<'_, PathElement> {
    any_of(NAMES).map(element).parse(input)
}

/// `.a`, `.#a` or `[3]`, and where it ends.
fn path_step(input: Input<'_>) -> Read<'_, (PathElement, u32)> {
    let dotted = preceded(token(TokenKind::Dot), cut(name)).map(|step| (step, step.span.end));
    let index = (cut(token(TokenKind::Index)), cut(token(TokenKind::RightBracket)));
    let indexed = preceded(token(TokenKind::LeftBracket), index).map(|(index, close)| (element(index), close.span.end));
    alt((dotted, indexed)).parse(input)
}

fn element(token: Token) -> PathElement {
    let kind = match token.kind {
        TokenKind::NamePlaceholder => PathElementKind::NamePlaceholder,
        TokenKind::Index => PathElementKind::ListIndex,
        _ => PathElementKind::Attribute,
    };
    PathElement { kind, span: token.span }
}

/// The failure inside nom's wrapping. Our parsers never ask for more input.
pub(super) fn failure(error: nom::Err<Failure>, input: Input<'_>) -> Failure {
    match error {
        nom::Err::Error(failure) | nom::Err::Failure(failure) => failure,
        nom::Err::Incomplete(_) => input.failure(TokenSet::EMPTY),
    }
}
