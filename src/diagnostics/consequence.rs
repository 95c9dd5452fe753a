//! Which problems only follow from another one: a person who mends the first has mended them, too.
//!
//! The service reports one problem and stops, so what it would say second need not be a second mistake. In
//! comes a problem among all of its request; out goes whether it is worth a message of its own.

use super::describe::Context;
use super::expression::Spot;
use super::placeholder;
use super::swapped;
use super::syntax;
use crate::problem::{
    ExpressionProblem, KeyProblem, Part, PlaceholderMap, PlaceholderProblem, Problem, ProblemKind, RequestProblem, Step,
};
use crate::source::Span;

/// True for a problem that goes away with another one, which is told.
///
/// The problem the service reports never does.
#[must_use]
pub fn is_consequence(problem: &Problem, context: Context<'_>) -> bool {
    if context.problems.first() == Some(problem) {
        return false;
    }
    let beside =
        || context.problems.iter().filter(|other| other.place.entry == problem.place.entry && *other != problem);
    match (&problem.kind, &problem.place.part) {
        (ProblemKind::Placeholder(PlaceholderProblem::Unused { map, keys }), _) => {
            let of_undefined = |key: &String| pairs_with_undefined(*map, key, keys, context.problems, problem);
            keys.iter().all(|key| {
                is_malformed(*map, key, context.problems) || of_undefined(key) || swapped::explains(key, context)
            })
        }
        (ProblemKind::Expression(ExpressionProblem::UndefinedName { placeholder, .. }), Part::Expression(_, span)) => {
            is_unreadable(PlaceholderMap::Names, context.problems)
                || stands_for_malformed(PlaceholderMap::Names, placeholder, *span, problem, context)
        }
        (ProblemKind::Expression(ExpressionProblem::UndefinedValue { placeholder, .. }), Part::Expression(_, span)) => {
            is_unreadable(PlaceholderMap::Values, context.problems)
                || stands_for_malformed(PlaceholderMap::Values, placeholder, *span, problem, context)
        }
        (ProblemKind::Expression(ExpressionProblem::Syntax { expected, .. }), Part::Expression(kind, span)) => {
            let spot = Spot::of(problem, context);
            let malformed = malformed_keys(context.problems).any(|(_, key)| covers(spot.text, key, *span));
            let earlier = beside().any(|other| is_syntax_error_before(other, *kind, *span));
            let alone = spot.text.get(..span.start as usize).is_some_and(ends_with_lone_value);
            malformed || (earlier && (alone || syntax::is_plain(*expected, spot, context)))
        }
        (ProblemKind::Expression(ExpressionProblem::RepeatedClause { .. }), place) => {
            beside().any(|other| is_syntax_error(other) && other.place.part == *place)
        }
        (ProblemKind::Expression(ExpressionProblem::ReservedWord { .. }), Part::Expression(kind, span)) => {
            // `WHERE` and its like at the beginning are told as what they are.
            let first = span.start == 0;
            first && beside().any(|other| told_at(other, context) == Some(Part::Expression(*kind, *span)))
        }
        (ProblemKind::Expression(ExpressionProblem::RedundantParentheses { .. }), Part::Expression(kind, span)) => {
            beside().any(|other| {
                let ProblemKind::Expression(ExpressionProblem::RedundantParentheses { .. }) = &other.kind else {
                    return false;
                };
                matches!(&other.place.part, Part::Expression(other, within) if other == kind && contains(*span, *within))
                    && is_chain(problem, other, context.problems)
            })
        }
        (ProblemKind::Key(KeyProblem::MissingKey { .. }), place) => {
            let missing = |other: &Problem| matches!(other.kind, ProblemKind::Key(KeyProblem::MissingKey { .. }));
            let first = context.problems.iter().find(|other| missing(other) && other.place.part == *place);
            first.is_some_and(|first| first != problem)
        }
        (ProblemKind::Key(KeyProblem::MultipleAttributes), Part::Expression(kind, span)) => {
            beside().any(|other| match other.kind {
                ProblemKind::Placeholder(PlaceholderProblem::Unused { map, ref keys }) => {
                    let sigil = placeholder::missing_sigil_at(map, keys, context);
                    sigil.is_some_and(|(other, at)| other == *kind && contains(*span, at))
                }
                _ => false,
            })
        }
        _ => false,
    }
}

/// The one entry that nothing uses, where `undefined` is the one placeholder of its map that is not defined.
pub(super) fn only_unused<'p>(undefined: &str, problems: &'p [Problem], entry: u16) -> Option<&'p str> {
    let beside = || problems.iter().filter(|problem| problem.place.entry == entry);
    let undefined_ones = beside().filter_map(undefined_placeholder).filter(|other| same_sigil(other, undefined));
    if undefined_ones.count() != 1 {
        return None;
    }
    beside().find_map(|problem| match &problem.kind {
        ProblemKind::Placeholder(PlaceholderProblem::Unused { keys, .. }) => match keys.as_slice() {
            [key] if same_sigil(key, undefined) && !is_malformed_key(key, problems) => Some(key.as_str()),
            _ => None,
        },
        _ => None,
    })
}

fn undefined_placeholder(problem: &Problem) -> Option<&str> {
    match &problem.kind {
        ProblemKind::Expression(
            ExpressionProblem::UndefinedName { placeholder, similar: None }
            | ExpressionProblem::UndefinedValue { placeholder, similar: None },
        ) => Some(placeholder),
        _ => None,
    }
}

fn same_sigil(one: &str, two: &str) -> bool {
    one.chars().next() == two.chars().next()
}

fn pairs_with_undefined(
    map: PlaceholderMap,
    key: &str,
    keys: &[String],
    problems: &[Problem],
    unused: &Problem,
) -> bool {
    let undefined = problems.iter().filter(|problem| problem.place.entry == unused.place.entry);
    let mut undefined = undefined.filter_map(undefined_placeholder).filter(|other| other.starts_with(map.sigil()));
    keys.len() == 1
        && key.starts_with(map.sigil())
        && undefined.any(|other| only_unused(other, problems, unused.place.entry) == Some(key))
}

/// The keys that are told as no placeholders, each with its map.
fn malformed_keys(problems: &[Problem]) -> impl Iterator<Item = (PlaceholderMap, &str)> {
    problems.iter().filter_map(|problem| match &problem.kind {
        ProblemKind::Placeholder(PlaceholderProblem::InvalidKey { map, key }) => Some((*map, key.as_str())),
        ProblemKind::Placeholder(PlaceholderProblem::EmptyKey(map)) => Some((*map, "")),
        _ => None,
    })
}

fn is_malformed(map: PlaceholderMap, key: &str, problems: &[Problem]) -> bool {
    malformed_keys(problems).any(|malformed| malformed == (map, key))
}

fn is_malformed_key(key: &str, problems: &[Problem]) -> bool {
    malformed_keys(problems).any(|(_, malformed)| malformed == key)
}

/// `:p` beside an entry `p` or `#p`, or `#a` as the beginning of an entry `#a-b`.
fn stands_for_malformed(
    map: PlaceholderMap,
    placeholder: &str,
    span: Span,
    problem: &Problem,
    context: Context<'_>,
) -> bool {
    let bare = placeholder.trim_start_matches(map.sigil());
    let text = Spot::of(problem, context).text;
    malformed_keys(context.problems).any(|(of, key)| {
        (of == map && key.trim_start_matches(['#', ':']) == bare)
            || (of != map && key == placeholder)
            || covers(text, key, span)
    })
}

/// True where `key` is written out in the text at or around the span.
fn covers(text: &str, key: &str, span: Span) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    !key.is_empty() && text.match_indices(key).any(|(at, key)| at <= start && end <= at + key.len())
}

/// True where the map itself could not be read.
fn is_unreadable(map: PlaceholderMap, problems: &[Problem]) -> bool {
    problems.iter().any(|problem| {
        let of_map = |steps: &[Step]| matches!(steps, [Step::Member(name)] if name == map.parameter());
        matches!(&problem.kind, ProblemKind::Request(RequestProblem::Json { .. }))
            && matches!(&problem.place.part, Part::Member(steps) | Part::Request(steps) if of_map(steps))
    })
}

const fn is_syntax_error(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Expression(ExpressionProblem::Syntax { .. }))
}

fn is_syntax_error_before(problem: &Problem, kind: crate::syntax::ExpressionKind, span: Span) -> bool {
    let before = |part: &Part| matches!(part, Part::Expression(other, at) if *other == kind && at.start < span.start);
    is_syntax_error(problem) && before(&problem.place.part)
}

/// Where a syntax error is told, where that is not where the parser stopped.
fn told_at(problem: &Problem, context: Context<'_>) -> Option<Part> {
    let ProblemKind::Expression(ExpressionProblem::Syntax { token, expected, .. }) = &problem.kind else { return None };
    syntax::tell(token, *expected, Spot::of(problem, context), context).place
}

/// `… AND :b`: what is left of a BETWEEN whose beginning could not be read.
fn ends_with_lone_value(text: &str) -> bool {
    let words = crate::syntax::lex(text);
    let mut last = words.as_slice().iter().rev().skip(1).map(|token| token.kind);
    last.next() == Some(crate::syntax::TokenKind::ValuePlaceholder)
        && last.next() == Some(crate::syntax::TokenKind::And)
}

const fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// True where pairs that are all redundant lead from the outer one to the inner one.
fn is_chain(outer: &Problem, inner: &Problem, problems: &[Problem]) -> bool {
    let (Part::Expression(kind, at), Part::Expression(_, goal)) = (&outer.place.part, &inner.place.part) else {
        return false;
    };
    let mut at = *at;
    while at != *goal {
        let next = problems.iter().find_map(|problem| match (&problem.kind, &problem.place.part) {
            (
                ProblemKind::Expression(ExpressionProblem::RedundantParentheses { inner }),
                Part::Expression(other, span),
            ) if other == kind && *span == at && *inner != at => Some(*inner),
            _ => None,
        });
        match next {
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}
