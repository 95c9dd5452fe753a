//! One expression: size, syntax, limits, reserved words, placeholders; then what its grammar asks for.

use super::placeholders::Usage;
use super::{CheckedExpression, Expressions, NOT_IN_MAP, Problems, Resolved, condition, paths, update};
use crate::limits;
use crate::problem::{ExpressionProblem, Place, ProblemKind, Rank, Stage};
use crate::request::Coverage;
use crate::source::Span;
use crate::source::similar;
use crate::syntax::{ExpressionKind, Grammar, NodeKind, Parsed, PathElementKind, Root, is_reserved, parse};

/// More problems than this in one expression help nobody.
const MOST_PROBLEMS: usize = 100;

/// The steps of the checks of one expression, in the service's order.
///
/// Service: conditions look for unknown functions before reserved words, updates after.
pub(super) mod step {
    pub(in crate::check) const SIZE: u8 = 0;
    pub(in crate::check) const SYNTAX: u8 = 1;
    pub(in crate::check) const LIMITS: u8 = 2;
    /// In conditions.
    pub(in crate::check) const FUNCTIONS: u8 = 3;
    pub(in crate::check) const MISUSE: u8 = 4;
    pub(in crate::check) const RESERVED: u8 = 5;
    pub(in crate::check) const PRIMITIVES: u8 = 6;
    /// In updates: after the reserved words.
    pub(in crate::check) const UPDATE_FUNCTIONS: u8 = 7;
    pub(in crate::check) const UPDATE_MISUSE: u8 = 8;
    pub(in crate::check) const CLAUSES: u8 = 9;
    pub(in crate::check) const NAMES: u8 = 10;
    pub(in crate::check) const VALUES: u8 = 11;
    pub(in crate::check) const OVERLAP: u8 = 12;
    pub(in crate::check) const CONFLICT: u8 = 13;
    pub(in crate::check) const CLAUSE_TYPES: u8 = 14;
    pub(in crate::check) const OPERANDS: u8 = 15;
}

/// An expression under check.
pub(super) struct Check<'c, 'r> {
    pub(super) subject: Expressions<'r>,
    pub(super) expression: CheckedExpression<'r>,
    problems: &'c mut Problems,
    found: usize,
}

pub(super) fn check<'r>(
    subject: Expressions<'r>,
    kind: ExpressionKind,
    text: &'r str,
    usage: &mut Usage,
    problems: &mut Problems,
) -> CheckedExpression<'r> {
    let parsed = parse(kind, text);
    let maps = (subject.names, subject.values);
    let expression = CheckedExpression { kind, text, parsed, maps, resolved: Resolved::default() };
    let mut check = Check { subject, expression, problems, found: 0 };
    check.size_and_syntax();
    check.limits();
    check.resolve_names(usage);
    check.resolve_values(usage);
    match kind.grammar() {
        Grammar::Condition => condition::check(&mut check),
        Grammar::Update => update::check(&mut check),
        Grammar::Projection => check.projected_paths(),
    }
    check.expression
}

/// Size and syntax alone, in the service's order: what can be said without maps.
pub(super) fn check_syntax<'r>(subject: Expressions<'r>, kind: ExpressionKind, text: &'r str) -> (Parsed, Problems) {
    let maps = (subject.names, subject.values);
    let expression = CheckedExpression { kind, text, parsed: parse(kind, text), maps, resolved: Resolved::default() };
    let mut problems = Problems::default();
    let mut check = Check { subject, expression, problems: &mut problems, found: 0 };
    check.size_and_syntax();
    (check.expression.parsed, problems)
}

impl<'r> Check<'_, 'r> {
    /// Notes a problem at `span`, at a step of this expression's stage.
    pub(super) fn problem(&mut self, problem: ExpressionProblem, span: Span, step: u8, detail: [u32; 4]) {
        let place = Place::expression(self.expression.kind, span);
        self.problem_at(problem, place, step, detail);
    }

    /// The same, at a place with further places.
    pub(super) fn problem_at(&mut self, problem: impl Into<ProblemKind>, place: Place, step: u8, detail: [u32; 4]) {
        self.found += 1;
        if self.found <= MOST_PROBLEMS {
            self.problems.add(problem, place, Rank::new(stage(self.expression.kind), step, detail));
        }
    }

    fn size_and_syntax(&mut self) {
        let text = self.expression.text;
        let whole = Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
        // Chosen: white space alone counts as empty.
        let blank = text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        if blank {
            self.problem(ExpressionProblem::Empty, whole, step::SIZE, [0; 4]);
            return;
        }
        if text.len() > limits::EXPRESSION_BYTES {
            self.problem(ExpressionProblem::TooLong { bytes: text.len() }, whole, step::SIZE, [0; 4]);
        }
        for at in 0..self.expression.parsed.errors.len() {
            let Some(error) = self.expression.parsed.errors.get(at).copied() else { break };
            let (token, near) = error.quote(text, &self.expression.parsed.tokens);
            let (token, near) = (token.to_owned(), near.to_owned());
            let problem = ExpressionProblem::Syntax { token, near, expected: error.expected };
            self.problem(problem, error.span, step::SYNTAX, [error.span.start, 0, 0, 0]);
        }
        for at in 0..self.expression.parsed.redundant.len() {
            let Some(pair) = self.expression.parsed.redundant.get(at).copied() else { break };
            let problem = ExpressionProblem::RedundantParentheses { inner: pair.inner };
            self.problem(problem, pair.outer, step::SYNTAX, [pair.noticed_at, 1, 0, 0]);
        }
    }

    /// Operators, IN operands, path elements and list indexes.
    ///
    /// Chosen: right after parsing; where the service looks at them is not known.
    fn limits(&mut self) {
        let mut operators = 0;
        for at in 0..self.expression.ast().nodes().len() {
            let Some(node) = self.expression.ast().nodes().get(at).copied() else { break };
            let position = [node.span.start, 0, 0, 0];
            operators += match node.kind {
                NodeKind::Comparison { .. }
                | NodeKind::Between { .. }
                | NodeKind::Not { .. }
                | NodeKind::Arithmetic { .. } => 1,
                NodeKind::And(range) | NodeKind::Or(range) => range.len().saturating_sub(1),
                NodeKind::In { members, .. } => {
                    let count = members.len() + 1;
                    if count > limits::IN_OPERANDS {
                        let problem = ExpressionProblem::TooManyInOperands { count };
                        self.problem(problem, node.span, step::LIMITS, position);
                    }
                    1
                }
                NodeKind::Path(range) => {
                    if range.len() > limits::PATH_ELEMENTS {
                        let problem = ExpressionProblem::PathTooDeep { levels: range.len() };
                        self.problem(problem, node.span, step::LIMITS, position);
                    }
                    0
                }
                _ => 0,
            };
        }
        if operators > limits::OPERATORS {
            let end = u32::try_from(self.expression.text.len()).unwrap_or(u32::MAX);
            self.problem(ExpressionProblem::TooManyOperators, Span::new(0, end), step::LIMITS, [0; 4]);
        }
    }

    fn resolve_names(&mut self, usage: &mut Usage) {
        let text = self.expression.text;
        let count = self.expression.ast().all_elements().len();
        let mut resolved = Vec::with_capacity(count);
        let mut undefined: Vec<(&str, Vec<Span>)> = Vec::new();
        let mut reserved: Vec<(&str, Vec<Span>)> = Vec::new();
        for at in 0..count {
            let Some(element) = self.expression.ast().all_elements().get(at).copied() else { break };
            let written = element.span.slice(text).unwrap_or_default();
            let mut position = NOT_IN_MAP;
            match element.kind {
                PathElementKind::ListIndex => self.check_index(written, element.span),
                PathElementKind::Attribute => {
                    if is_reserved(written) && !self.touches_an_error(element.span) {
                        remember(&mut reserved, written, element.span);
                    }
                }
                PathElementKind::NamePlaceholder => match self.subject.names.position(written) {
                    Some(found) => {
                        usage.use_name(found);
                        position = u32::try_from(found).unwrap_or(NOT_IN_MAP);
                    }
                    None if self.subject.names.coverage() == Coverage::Partial => {}
                    None => remember(&mut undefined, written, element.span),
                },
            }
            resolved.push(position);
        }
        self.expression.resolved.elements = resolved;
        for (word, spans) in reserved {
            self.report_everywhere(ExpressionProblem::ReservedWord { word: word.to_owned() }, &spans, step::RESERVED);
        }
        for (placeholder, spans) in undefined {
            let similar = similar(placeholder, self.subject.names.iter().map(|(key, _)| key)).map(str::to_owned);
            // The entry that was meant would be unused only because of this mistake.
            if let Some(meant) = similar.as_ref().and_then(|meant| self.subject.names.position(meant)) {
                usage.use_name(meant);
            }
            let problem = ExpressionProblem::UndefinedName { placeholder: placeholder.to_owned(), similar };
            self.report_everywhere(problem, &spans, step::NAMES);
        }
    }

    /// True for a word that stands directly beside a syntax error: `order-id` is one name to its writer, and
    /// that `order` is reserved would only follow from the mistake.
    fn touches_an_error(&self, span: Span) -> bool {
        let errors = &self.expression.parsed.errors;
        errors.iter().any(|error| error.span.start == span.end || error.span.end == span.start)
    }

    fn check_index(&mut self, digits: &str, span: Span) {
        if digits.parse().is_ok_and(|index: u32| index <= limits::LIST_INDEX) {
            return;
        }
        let problem = ExpressionProblem::ListIndexTooLarge { index: digits.to_owned() };
        self.problem(problem, span, step::LIMITS, [span.start, 0, 0, 0]);
    }

    fn resolve_values(&mut self, usage: &mut Usage) {
        let text = self.expression.text;
        let uses = self.expression.ast().value_uses() as usize;
        let mut resolved = Vec::with_capacity(uses);
        let mut undefined: Vec<(&str, Vec<Span>)> = Vec::new();
        for node in self.expression.parsed.ast.nodes() {
            let NodeKind::Value(_) = node.kind else { continue };
            let written = node.span.slice(text).unwrap_or_default();
            let mut position = NOT_IN_MAP;
            match self.subject.values.position(written) {
                Some(found) => {
                    usage.use_value(found);
                    position = u32::try_from(found).unwrap_or(NOT_IN_MAP);
                }
                None if self.subject.values.coverage() == Coverage::Partial => {}
                None => remember(&mut undefined, written, node.span),
            }
            resolved.push(position);
        }
        self.expression.resolved.values = resolved;
        for (placeholder, spans) in undefined {
            let similar = similar(placeholder, self.subject.values.iter().map(|(key, _)| key)).map(str::to_owned);
            if let Some(meant) = similar.as_ref().and_then(|meant| self.subject.values.position(meant)) {
                usage.use_value(meant);
            }
            let problem = ExpressionProblem::UndefinedValue { placeholder: placeholder.to_owned(), similar };
            self.report_everywhere(problem, &spans, step::VALUES);
        }
    }

    /// One problem for all the places where the same word stands.
    fn report_everywhere(&mut self, problem: ExpressionProblem, spans: &[Span], own_step: u8) {
        let [first, also @ ..] = spans else { return };
        let mut place = Place::expression(self.expression.kind, *first);
        place.also = also.to_vec();
        let (step, detail) = match (self.expression.kind.grammar(), own_step) {
            // Service: in conditions, undefined placeholders belong to the primitive condition they stand in.
            (Grammar::Condition, step::NAMES | step::VALUES) => {
                (step::PRIMITIVES, [condition::primitive_start(self.expression.ast(), first.start), 0, first.start, 0])
            }
            _ => (own_step, [first.start, 0, 0, 0]),
        };
        self.problem_at(problem, place, step, detail);
    }

    fn projected_paths(&mut self) {
        let Root::Projection(list) = self.expression.ast().root() else { return };
        let targets = self.expression.ast().list(list).to_vec();
        paths::check(self, &targets);
    }
}

fn remember<'t>(seen: &mut Vec<(&'t str, Vec<Span>)>, written: &'t str, span: Span) {
    if let Some((_, spans)) = seen.iter_mut().find(|(word, _)| *word == written) {
        spans.push(span);
    } else if seen.len() < MOST_PROBLEMS {
        seen.push((written, vec![span]));
    }
}

const fn stage(kind: ExpressionKind) -> Stage {
    match kind {
        ExpressionKind::Update => Stage::Update,
        ExpressionKind::Condition => Stage::Condition,
        ExpressionKind::KeyCondition => Stage::KeyCondition,
        ExpressionKind::Filter => Stage::Filter,
        ExpressionKind::Projection => Stage::Projection,
    }
}
