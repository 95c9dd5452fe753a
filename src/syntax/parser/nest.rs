//! Conditions, operands and SET values: everything that can nest.
//!
//! A stack machine instead of recursive parsers, so that the depth of a text costs memory, never stack. An
//! open parenthesis may begin a condition, an operand, or both (`((a) = :v)`); what is inside is read once and
//! classified by the token that follows it.

use nom::Parser;
use nom::sequence::pair;

use super::input::{Failure, Input, any_of, token};
use super::reader::{NAMES, Reader, failure};
use super::sequence::OPERAND_START;
use crate::source::Span;
use crate::syntax::{ArithmeticOperator, Comparator, NodeId, NodeKind, Token, TokenKind, TokenSet};

const COMPARATORS: TokenSet = TokenSet::of(&[
    TokenKind::Equal,
    TokenKind::NotEqual,
    TokenKind::Less,
    TokenKind::LessOrEqual,
    TokenKind::Greater,
    TokenKind::GreaterOrEqual,
]);
/// What turns an operand into a condition.
const PREDICATES: TokenSet = COMPARATORS.union(TokenSet::of(&[TokenKind::Between, TokenKind::In]));
const CONNECTIVES: TokenSet = TokenSet::of(&[TokenKind::And, TokenKind::Or]);
const CLOSE: TokenSet = TokenSet::of(&[TokenKind::RightParenthesis]);
const COMMA_OR_CLOSE: TokenSet = TokenSet::of(&[TokenKind::Comma, TokenKind::RightParenthesis]);
const END: TokenSet = TokenSet::of(&[TokenKind::End]);
const SIGNS: TokenSet = TokenSet::of(&[TokenKind::Plus, TokenKind::Minus]);
const CONDITION_START: TokenSet = OPERAND_START.union(TokenSet::of(&[TokenKind::Not]));

/// What may stand where a term begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A condition, or the operand that a condition begins with.
    Condition,
    /// An operand only.
    Operand,
    /// The value of a SET action: an operand or one sum.
    SetValue,
}

/// Something begun and not yet finished.
#[derive(Clone, Copy)]
enum Frame {
    Group { place: Place, open: Span },
    Call { place: Place, name: Span, mark: u32 },
    Comparison { left: NodeId, comparator: Comparator, span: Span },
    BetweenLow { operand: NodeId, keyword: Span },
    BetweenHigh { operand: NodeId, keyword: Span, low: NodeId },
    In { operand: NodeId, keyword: Span, mark: u32 },
    Not { keyword: Span },
    And { mark: u32 },
    Or { mark: u32 },
    Arithmetic { left: NodeId, operator: ArithmeticOperator, span: Span },
}

impl Frame {
    const fn has_parenthesis(self) -> bool {
        matches!(self, Self::Group { .. } | Self::Call { .. } | Self::In { .. })
    }

    /// True for what can only be filled by operands.
    const fn wants_operand(self) -> bool {
        !matches!(
            self,
            Self::Not { .. } | Self::And { .. } | Self::Or { .. } | Self::Group { place: Place::Condition, .. }
        )
    }
}

/// What was just read.
#[derive(Clone, Copy)]
enum State {
    /// Nothing: a term has to come.
    Begin(Place),
    /// An operand where a condition was wanted. A call may also stand alone.
    Term {
        node: NodeId,
        alone: bool,
    },
    Operand(NodeId),
    Condition(NodeId),
    SetValue {
        node: NodeId,
        sum: bool,
    },
    Done(NodeId),
}

struct Machine<'r, 't> {
    reader: &'r mut Reader<'t>,
    frames: Vec<Frame>,
    /// Open parentheses, of groups, calls and IN lists.
    parentheses: u32,
    /// Open parentheses of groups that may hold a condition.
    condition_groups: u32,
    grammar: Place,
}

impl<'t> Reader<'t> {
    /// Reads a whole condition, to the end of the text.
    pub(super) fn condition(&mut self, input: Input<'_>) -> NodeId {
        Machine::new(self, Place::Condition).run(input).1
    }

    /// Reads the value of a SET action.
    pub(super) fn set_value<'i>(&mut self, input: Input<'i>) -> (Input<'i>, NodeId) {
        Machine::new(self, Place::SetValue).run(input)
    }
}

type Stepped<'i> = Result<(Input<'i>, State), Failure>;

impl<'r, 't> Machine<'r, 't> {
    fn new(reader: &'r mut Reader<'t>, grammar: Place) -> Self {
        Self { reader, frames: Vec::with_capacity(8), parentheses: 0, condition_groups: 0, grammar }
    }

    fn run<'i>(&mut self, mut input: Input<'i>) -> (Input<'i>, NodeId) {
        let mut state = State::Begin(self.grammar);
        loop {
            let stepped = match state {
                State::Begin(place) => self.begin(place, input),
                State::Term { node, alone } => self.after_term(node, alone, input),
                State::Operand(node) => self.after_operand(node, input),
                State::Condition(node) => self.after_condition(node, input),
                State::SetValue { node, sum } => self.after_set_value(node, sum, input),
                State::Done(node) => return (input, node),
            };
            (input, state) = match stepped {
                Ok(next) => next,
                Err(failure) => {
                    // Only the first error competes with redundant parentheses, and the search costs the depth.
                    if self.reader.errors.is_empty()
                        && let Some(start) = self.undecided_from(state, input)
                    {
                        self.reader.only_looked_at(start, failure);
                    }
                    self.reader.report(failure);
                    self.recover(input, failure)
                }
            };
        }
    }

    /// Where the first thing begins of which it is open yet what it is: a condition in parentheses or the
    /// operand of a comparison, a SET value or one side of a sum.
    fn undecided_from(&self, state: State, input: Input<'_>) -> Option<u32> {
        let mut start = match state {
            State::Condition(_) | State::Done(_) => return None,
            // What may follow any condition settles that this is one, even where it cannot follow here.
            State::Term { alone: true, .. } if CONNECTIVES.union(CLOSE).union(END).contains(input.peek().kind) => {
                return None;
            }
            State::Begin(_) => input.peek().span.start,
            State::Term { node, .. } | State::Operand(node) => self.span(node).start,
            State::SetValue { sum: true, .. } => return None,
            State::SetValue { node, .. } => self.span(node).start,
        };
        for frame in self.frames.iter().rev() {
            match frame {
                Frame::Group { open, .. } => start = open.start,
                Frame::Call { name, .. } => start = name.start,
                Frame::Not { .. } | Frame::And { .. } | Frame::Or { .. } => break,
                _ => return None,
            }
        }
        Some(start)
    }

    fn push(&mut self, frame: Frame) {
        self.parentheses += u32::from(frame.has_parenthesis());
        self.condition_groups += u32::from(matches!(frame, Frame::Group { place: Place::Condition, .. }));
        self.frames.push(frame);
    }

    fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.parentheses -= u32::from(frame.has_parenthesis());
        self.condition_groups -= u32::from(matches!(frame, Frame::Group { place: Place::Condition, .. }));
        Some(frame)
    }

    fn node(&mut self, kind: NodeKind, from: Span, to: Span) -> NodeId {
        self.reader.builder.node(kind, from.to(to))
    }

    fn span(&self, id: NodeId) -> Span {
        self.reader.builder.get(id).span
    }

    /// The state after an operand was read where `place` was wanted.
    const fn read(place: Place, node: NodeId, alone: bool) -> State {
        match place {
            Place::Condition => State::Term { node, alone },
            Place::Operand => State::Operand(node),
            Place::SetValue => State::SetValue { node, sum: false },
        }
    }

    fn begin<'i>(&mut self, place: Place, input: Input<'i>) -> Stepped<'i> {
        let wanted = if place == Place::Condition { CONDITION_START } else { OPERAND_START };
        let next = input.peek();
        match next.kind {
            TokenKind::LeftParenthesis => {
                self.push(Frame::Group { place, open: next.span });
                Ok((input.skip(), State::Begin(place)))
            }
            TokenKind::Not if place == Place::Condition => {
                self.push(Frame::Not { keyword: next.span });
                Ok((input.skip(), State::Begin(place)))
            }
            TokenKind::ValuePlaceholder => {
                let (rest, value) = self.reader.value(input).map_err(|error| failure(error, input))?;
                Ok((rest, Self::read(place, value, false)))
            }
            TokenKind::Identifier if input.skip().peek().kind == TokenKind::LeftParenthesis => {
                let called = pair(any_of(NAMES), token(TokenKind::LeftParenthesis)).parse(input);
                let (rest, (name, _)) = called.map_err(|error| failure(error, input))?;
                let mark = self.reader.builder.mark();
                self.push(Frame::Call { place, name: name.span, mark });
                Ok((rest, State::Begin(Place::Operand)))
            }
            kind if NAMES.contains(kind) => {
                let (rest, path) = self.reader.path(input).map_err(|error| failure(error, input))?;
                Ok((rest, Self::read(place, path, false)))
            }
            _ => Err(input.failure(wanted)),
        }
    }

    fn after_term<'i>(&mut self, node: NodeId, alone: bool, input: Input<'i>) -> Stepped<'i> {
        let next = input.peek();
        if let Some(comparator) = Comparator::from_token(next.kind) {
            self.push(Frame::Comparison { left: node, comparator, span: next.span });
            return Ok((input.skip(), State::Begin(Place::Operand)));
        }
        match (next.kind, self.frames.last()) {
            (TokenKind::Between, _) => {
                self.push(Frame::BetweenLow { operand: node, keyword: next.span });
                Ok((input.skip(), State::Begin(Place::Operand)))
            }
            (TokenKind::In, _) => {
                let opened = token(TokenKind::LeftParenthesis)(input.skip());
                let (rest, _) = opened.map_err(|error| failure(error, input))?;
                let mark = self.reader.builder.mark();
                self.push(Frame::In { operand: node, keyword: next.span, mark });
                Ok((rest, State::Begin(Place::Operand)))
            }
            (TokenKind::RightParenthesis, Some(&Frame::Group { open, .. })) => {
                self.pop();
                let node = self.reader.parenthesize(open, node, next.span);
                Ok((input.skip(), State::Term { node, alone }))
            }
            _ if alone && self.may_follow_condition().contains(next.kind) => Ok((input, State::Condition(node))),
            (_, frame) => {
                let in_group = matches!(frame, Some(Frame::Group { .. }));
                let closing = if in_group { CLOSE } else { TokenSet::EMPTY };
                let standing = if alone { self.may_follow_condition() } else { TokenSet::EMPTY };
                Err(input.failure(PREDICATES.union(closing).union(standing)))
            }
        }
    }

    fn may_follow_condition(&self) -> TokenSet {
        CONNECTIVES.union(if self.condition_groups > 0 { CLOSE } else { END })
    }

    fn after_operand<'i>(&mut self, node: NodeId, input: Input<'i>) -> Stepped<'i> {
        let next = input.peek();
        let here = self.span(node);
        match self.frames.last().copied() {
            Some(Frame::Comparison { left, comparator, span }) => {
                self.pop();
                let kind = NodeKind::Comparison { comparator, comparator_span: span, left, right: node };
                let from = self.span(left);
                Ok((input, State::Condition(self.node(kind, from, here))))
            }
            Some(Frame::BetweenLow { operand, keyword }) => {
                let (rest, _) = token(TokenKind::And)(input).map_err(|error| failure(error, input))?;
                self.pop();
                self.push(Frame::BetweenHigh { operand, keyword, low: node });
                Ok((rest, State::Begin(Place::Operand)))
            }
            Some(Frame::BetweenHigh { operand, keyword, low }) => {
                self.pop();
                let from = self.span(operand);
                let node = self.node(NodeKind::Between { keyword, operand, low, high: node }, from, here);
                Ok((input, State::Condition(node)))
            }
            Some(Frame::Arithmetic { left, operator, span }) => {
                self.pop();
                let from = self.span(left);
                let kind = NodeKind::Arithmetic { operator, operator_span: span, left, right: node };
                Ok((input, State::SetValue { node: self.node(kind, from, here), sum: true }))
            }
            Some(Frame::In { .. } | Frame::Call { .. }) => {
                let (rest, read) = any_of(COMMA_OR_CLOSE)(input).map_err(|error| failure(error, input))?;
                self.reader.builder.push(node);
                if read.kind == TokenKind::Comma {
                    return Ok((rest, State::Begin(Place::Operand)));
                }
                Ok((rest, self.close_list(read.span)))
            }
            Some(Frame::Group { open, .. }) => {
                let (rest, close) = token(TokenKind::RightParenthesis)(input).map_err(|error| failure(error, input))?;
                self.pop();
                Ok((rest, State::Operand(self.reader.parenthesize(open, node, close.span))))
            }
            Some(Frame::Not { .. } | Frame::And { .. } | Frame::Or { .. }) | None => {
                debug_assert!(false, "an operand is read only where one is wanted");
                Err(input.failure(if next.kind == TokenKind::End { TokenSet::EMPTY } else { END }))
            }
        }
    }

    /// Finishes a call or an IN list; its last member is pushed already.
    fn close_list(&mut self, close: Span) -> State {
        match self.pop() {
            Some(Frame::Call { place, name, mark }) => {
                let arguments = self.reader.builder.list(mark);
                let call = self.node(NodeKind::FunctionCall { name, arguments }, name, close);
                Self::read(place, call, true)
            }
            Some(Frame::In { operand, keyword, mark }) => {
                let members = self.reader.builder.list(mark);
                let from = self.span(operand);
                State::Condition(self.node(NodeKind::In { keyword, operand, members }, from, close))
            }
            _ => {
                debug_assert!(false, "only calls and IN have lists");
                State::Begin(Place::Operand)
            }
        }
    }

    fn after_condition<'i>(&mut self, mut node: NodeId, input: Input<'i>) -> Stepped<'i> {
        while let Some(&Frame::Not { keyword }) = self.frames.last() {
            self.pop();
            let to = self.span(node);
            node = self.node(NodeKind::Not { keyword, operand: node }, keyword, to);
        }
        let next = input.peek();
        if !self.may_follow_condition().contains(next.kind) {
            return Err(input.failure(self.may_follow_condition()));
        }
        if next.kind == TokenKind::And {
            if !matches!(self.frames.last(), Some(Frame::And { .. })) {
                let mark = self.reader.builder.mark();
                self.push(Frame::And { mark });
            }
            self.reader.builder.push(node);
            return Ok((input.skip(), State::Begin(Place::Condition)));
        }
        if let Some(&Frame::And { mark }) = self.frames.last() {
            node = self.chain(mark, node, NodeKind::And);
        }
        if next.kind == TokenKind::Or {
            if !matches!(self.frames.last(), Some(Frame::Or { .. })) {
                let mark = self.reader.builder.mark();
                self.push(Frame::Or { mark });
            }
            self.reader.builder.push(node);
            return Ok((input.skip(), State::Begin(Place::Condition)));
        }
        if let Some(&Frame::Or { mark }) = self.frames.last() {
            node = self.chain(mark, node, NodeKind::Or);
        }
        match self.pop() {
            Some(Frame::Group { open, .. }) => {
                let node = self.reader.parenthesize(open, node, next.span);
                Ok((input.skip(), State::Condition(node)))
            }
            _ => Ok((input, State::Done(node))),
        }
    }

    /// Finishes a chain of AND or of OR with its last condition.
    fn chain(&mut self, mark: u32, last: NodeId, kind: impl Fn(crate::syntax::ListRange) -> NodeKind) -> NodeId {
        self.pop();
        self.reader.builder.push(last);
        let range = self.reader.builder.list(mark);
        let first = self.reader.builder.listed(range).map_or(Span::default(), |id| self.span(id));
        let to = self.span(last);
        self.node(kind(range), first, to)
    }

    fn after_set_value<'i>(&mut self, node: NodeId, sum: bool, input: Input<'i>) -> Stepped<'i> {
        let next = input.peek();
        let operator = match next.kind {
            TokenKind::Plus => Some(ArithmeticOperator::Plus),
            TokenKind::Minus => Some(ArithmeticOperator::Minus),
            _ => None,
        };
        if let (Some(operator), false) = (operator, sum) {
            self.push(Frame::Arithmetic { left: node, operator, span: next.span });
            return Ok((input.skip(), State::Begin(Place::Operand)));
        }
        let signs = if sum { TokenSet::EMPTY } else { SIGNS };
        let Some(&Frame::Group { open, .. }) = self.frames.last() else {
            self.reader.may_go_on(input, signs);
            return Ok((input, State::Done(node)));
        };
        if next.kind != TokenKind::RightParenthesis {
            return Err(input.failure(CLOSE.union(signs)));
        }
        self.pop();
        let node = self.reader.parenthesize(open, node, next.span);
        Ok((input.skip(), State::SetValue { node, sum }))
    }

    /// Finds the next token at which reading can go on, with a missing node for what was skipped.
    fn recover<'i>(&mut self, mut input: Input<'i>, failure: Failure) -> (Input<'i>, State) {
        let mut depth = 0_u32;
        loop {
            let next = input.peek();
            let at_fault_or_behind = input.at() >= failure.at;
            match next.kind {
                TokenKind::End => return (input, self.give_up(input)),
                _ if !at_fault_or_behind => {}
                TokenKind::LeftParenthesis => depth += 1,
                TokenKind::RightParenthesis if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                TokenKind::RightParenthesis if self.parentheses > 0 => {
                    let state = self.close_missing(input, next);
                    return (input.skip(), state);
                }
                TokenKind::Comma if self.in_list() => {
                    let missing = self.reader.missing(input);
                    self.reader.builder.push(missing);
                    return (input.skip(), State::Begin(Place::Operand));
                }
                TokenKind::Comma | TokenKind::Set | TokenKind::Remove | TokenKind::Add | TokenKind::Delete
                    if self.grammar == Place::SetValue =>
                {
                    return (input, self.give_up(input));
                }
                TokenKind::And | TokenKind::Or if self.grammar == Place::Condition => {
                    return (input, self.resume_condition(input, next));
                }
                _ => {}
            }
            input = input.skip();
        }
    }

    /// Everything begun stays unfinished: what comes cannot belong to it.
    fn give_up(&mut self, input: Input<'_>) -> State {
        while self.pop().is_some() {}
        self.reader.builder.forget(0);
        State::Done(self.reader.missing(input))
    }

    /// True where a comma separates arguments or members. Nothing that lacks parentheses can stand inside them.
    fn in_list(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Call { .. } | Frame::In { .. }))
    }

    /// Closes the innermost parenthesis around something missing.
    fn close_missing(&mut self, input: Input<'_>, close: Token) -> State {
        while self.frames.last().is_some_and(|frame| !frame.has_parenthesis()) {
            if let Some(Frame::And { mark } | Frame::Or { mark }) = self.pop() {
                self.reader.builder.forget(mark);
            }
        }
        let missing = self.reader.missing(input);
        match self.frames.last().copied() {
            Some(Frame::Group { place, open }) => {
                self.pop();
                let node = self.node(NodeKind::Parenthesized(missing), open, close.span);
                Self::read(place, node, true)
            }
            _ => {
                self.reader.builder.push(missing);
                self.close_list(close.span)
            }
        }
    }

    /// Takes a connective as the end of a condition that could not be read.
    fn resume_condition(&mut self, input: Input<'_>, next: Token) -> State {
        let missing = self.reader.missing(input);
        if next.kind == TokenKind::And && matches!(self.frames.last(), Some(Frame::BetweenLow { .. })) {
            return State::Operand(missing);
        }
        while self.frames.last().is_some_and(|frame| frame.wants_operand()) {
            if let Some(Frame::Call { mark, .. } | Frame::In { mark, .. }) = self.pop() {
                self.reader.builder.forget(mark);
            }
        }
        State::Condition(missing)
    }
}
