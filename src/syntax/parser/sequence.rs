//! Projections and updates: paths and actions between commas, clauses one after another.

use super::input::{Failure, Input, any_of, token};
use super::reader::{NAMES, Reader, failure};
use crate::source::Span;
use crate::syntax::{Action, ClauseKind, ListRange, NodeId, Token, TokenKind, TokenSet};

const CLAUSES: TokenSet = TokenSet::of(&[TokenKind::Set, TokenKind::Remove, TokenKind::Add, TokenKind::Delete]);
const COMMA_OR_END: TokenSet = TokenSet::of(&[TokenKind::Comma, TokenKind::End]);
/// Where reading an update can go on after a mistake.
const UPDATE_STOPS: TokenSet = COMMA_OR_END.union(CLAUSES);

impl Reader<'_> {
    /// `a, b.c, d[0]`
    pub(super) fn projection(&mut self, mut input: Input<'_>) -> ListRange {
        let mark = self.builder.mark();
        loop {
            input = match self.target(input) {
                Ok((rest, path)) => {
                    self.builder.push(path);
                    rest
                }
                Err(error) => {
                    let failure = failure(error, input);
                    let missing = self.missing(input);
                    self.builder.push(missing);
                    self.recover(input, failure, COMMA_OR_END)
                }
            };
            match self.separator(input, COMMA_OR_END) {
                (rest, TokenKind::Comma) => input = rest,
                _ => return self.builder.list(mark),
            }
        }
    }

    /// `SET a = :v REMOVE b`
    pub(super) fn update(&mut self, mut input: Input<'_>) {
        loop {
            match any_of(CLAUSES)(input) {
                Ok((rest, word)) => input = self.clause(word, rest),
                Err(error) => {
                    let failure = failure(error, input);
                    input = self.recover(input, failure, CLAUSES.union(TokenSet::of(&[TokenKind::End])));
                }
            }
            if input.peek().kind == TokenKind::End {
                return;
            }
        }
    }

    /// The actions behind a clause word.
    fn clause<'i>(&mut self, word: Token, mut input: Input<'i>) -> Input<'i> {
        let kind = ClauseKind::from_token(word.kind).unwrap_or(ClauseKind::Set);
        let mark = self.builder.action_mark();
        let mut end = word.span.end;
        loop {
            let start = input.peek().span.start;
            let (rest, target, value) = self.action(kind, input);
            end =
                [Some(target), value].into_iter().flatten().fold(end, |end, id| end.max(self.builder.get(id).span.end));
            let span = Span::new(start.min(end), end);
            self.builder.action(Action { clause: kind, target, value, span });
            match self.separator(rest, UPDATE_STOPS) {
                (after, TokenKind::Comma) => input = after,
                (stop, _) => {
                    self.builder.clause(kind, word.span, end, mark);
                    return stop;
                }
            }
        }
    }

    /// One action; what cannot be read is missing, and reading goes on behind it.
    fn action<'i>(&mut self, kind: ClauseKind, input: Input<'i>) -> (Input<'i>, NodeId, Option<NodeId>) {
        let (rest, target) = match self.target(input) {
            Ok(read) => read,
            Err(error) => {
                let failure = failure(error, input);
                let target = self.missing(input);
                let rest = self.recover(input, failure, UPDATE_STOPS);
                let value = (kind != ClauseKind::Remove).then(|| self.missing(rest));
                return (rest, target, value);
            }
        };
        match kind {
            ClauseKind::Remove => (rest, target, None),
            ClauseKind::Set => match token(TokenKind::Equal)(rest) {
                Ok((rest, _)) => {
                    let start = rest.peek().span.start;
                    let (rest, value) = self.set_value(rest);
                    if !UPDATE_STOPS.contains(rest.peek().kind) && !self.builder.is_sum(value) {
                        self.only_looked_at(start, rest.failure(UPDATE_STOPS));
                    }
                    (rest, target, Some(value))
                }
                Err(error) => self.without_value(rest, target, failure(error, rest)),
            },
            ClauseKind::Add | ClauseKind::Delete => match self.value(rest) {
                Ok((rest, value)) => (rest, target, Some(value)),
                Err(error) => self.without_value(rest, target, failure(error, rest)),
            },
        }
    }

    fn without_value<'i>(
        &mut self,
        input: Input<'i>,
        target: NodeId,
        failure: Failure,
    ) -> (Input<'i>, NodeId, Option<NodeId>) {
        let value = self.missing(input);
        (self.recover(input, failure, UPDATE_STOPS), target, Some(value))
    }

    /// Reads a comma, or sees one of the other `stops`; anything else is an error, behind which it looks again.
    fn separator<'i>(&mut self, mut input: Input<'i>, stops: TokenSet) -> (Input<'i>, TokenKind) {
        if !stops.contains(input.peek().kind) {
            input = self.recover(input, input.failure(stops), stops);
        }
        match input.peek().kind {
            TokenKind::Comma => (input.skip(), TokenKind::Comma),
            other => (input, other),
        }
    }

    /// Reports a failure and passes over everything up to the next of `stops` outside parentheses.
    fn recover<'i>(&mut self, mut input: Input<'i>, failure: Failure, stops: TokenSet) -> Input<'i> {
        self.report(failure);
        let mut depth = 0_u32;
        loop {
            let kind = input.peek().kind;
            match kind {
                TokenKind::End => return input,
                TokenKind::LeftParenthesis => depth += 1,
                TokenKind::RightParenthesis => depth = depth.saturating_sub(1),
                // Before the token at fault nothing can be taken up again: it was read and understood.
                _ if depth == 0 && stops.contains(kind) && input.at() >= failure.at => {
                    return input;
                }
                _ => {}
            }
            input = input.skip();
        }
    }
}

/// What an operand can begin with, in every grammar that has operands.
pub(super) const OPERAND_START: TokenSet =
    NAMES.union(TokenSet::of(&[TokenKind::ValuePlaceholder, TokenKind::LeftParenthesis]));
