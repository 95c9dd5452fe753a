//! Mends that take an expression apart: clauses joined, a path named once, two bounds written as one range.

use super::expression::Spot;
use super::fix::{Applicability, Edit, Fix};
use crate::check::Expressions;
use crate::source::Span;
use crate::syntax::{Ast, Comparator, ExpressionKind, NodeId, NodeKind, Root, TokenKind, lex, parse};

/// Every clause once, with the actions of all that have its word, in the order of the text. What the actions do does
/// not depend on their order: they all read the item as it was.
pub(super) fn one_clause_each(spot: Spot<'_>, subject: Expressions<'_>) -> Option<Fix> {
    let parsed = parse(spot.kind, spot.text);
    let (ast, clauses) = (&parsed.ast, parsed.ast.clauses());
    let mut edits = Vec::new();
    let mut before = 0;
    for (at, clause) in clauses.iter().enumerate() {
        let end = ast.actions(clause.actions).last()?.span.end;
        let is_first = !clauses.iter().take(at).any(|other| other.kind == clause.kind);
        if is_first {
            let same = clauses.iter().skip(at + 1).filter(|other| other.kind == clause.kind);
            let moved: Vec<String> =
                same.flat_map(|other| ast.actions(other.actions)).map(|action| one_line(spot, action.span)).collect();
            if !moved.is_empty() {
                edits.push(spot.replace(Span::at(end), format!(", {}", moved.join(", "))));
            }
        } else {
            edits.push(spot.replace(Span::new(before, end), ""));
        }
        before = end;
    }
    let title = "join the clauses";
    (!edits.is_empty()).then(|| Fix::new(title, Applicability::Safe, edits).mending(subject))
}

fn one_line(spot: Spot<'_>, span: Span) -> String {
    let words = span.slice(spot.text).unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// A path that a projection names a second time goes, and so does the placeholder that nothing else uses.
pub(super) fn named_once(spot: Spot<'_>, subject: Expressions<'_>) -> Option<Fix> {
    let parsed = parse(spot.kind, spot.text);
    let Root::Projection(paths) = parsed.ast.root() else { return None };
    let spans: Vec<Span> = parsed.ast.list(paths).iter().map(|path| parsed.ast.node(*path).span).collect();
    let at = spans.iter().position(|span| *span == spot.span)?;
    let before = spans.get(at.checked_sub(1)?)?;
    let mut edits = vec![spot.replace(Span::new(before.end, spot.span.end), "")];
    edits.extend(unused_without(spot, spot.span, subject));
    Some(Fix::new("name it once", Applicability::Safe, edits).mending(subject))
}

/// A condition that is one end of a range.
struct Bound<'t> {
    is_lower: bool,
    path: &'t str,
    value: &'t str,
    span: Span,
}

/// `sk >= :a AND sk <= :b` as `sk BETWEEN :a AND :b`, which means the same.
pub(super) fn as_between(attribute: &str, spot: Spot<'_>, subject: Expressions<'_>) -> Option<Fix> {
    let parsed = parse(ExpressionKind::KeyCondition, spot.text);
    let ast = &parsed.ast;
    let is_it = |bound: &Bound<'_>| subject.names.get(bound.path).map_or(bound.path, String::as_str) == attribute;
    for node in ast.nodes() {
        let NodeKind::And(conditions) = node.kind else { continue };
        let conditions = ast.list(conditions);
        let mut bounds = (0..).zip(conditions).filter_map(|(at, id)| Some((at, bound(ast, *id, spot.text)?)));
        let mut bounds = bounds.by_ref().filter(|(_, bound)| is_it(bound));
        let (Some((_, one)), Some((at, two)), None) = (bounds.next(), bounds.next(), bounds.next()) else { continue };
        let (low, high) = match (one.is_lower, two.is_lower) {
            (true, false) => (one.value, two.value),
            (false, true) => (two.value, one.value),
            _ => continue,
        };
        let before = conditions.get(usize::checked_sub(at, 1)?).map(|id| ast.node(*id).span.end)?;
        let mut edits = vec![
            spot.replace(one.span, format!("{} BETWEEN {low} AND {high}", one.path)),
            spot.replace(Span::new(before, two.span.end), ""),
        ];
        if two.path != one.path {
            edits.extend(unused_without(spot, two.span, subject));
        }
        return Some(Fix::new("write the two bounds as BETWEEN", Applicability::Safe, edits).mending(subject));
    }
    None
}

fn bound<'t>(ast: &Ast, id: NodeId, text: &'t str) -> Option<Bound<'t>> {
    let NodeKind::Comparison { comparator, left, right, .. } = ast.node(ast.unparenthesized(id)).kind else {
        return None;
    };
    let written = |id: NodeId| ast.node(ast.unparenthesized(id));
    let (path, value, comparator) = match (written(left).kind, written(right).kind) {
        (NodeKind::Path(_), NodeKind::Value(_)) => (written(left), written(right), comparator),
        (NodeKind::Value(_), NodeKind::Path(_)) => (written(right), written(left), comparator.mirrored()),
        _ => return None,
    };
    let is_lower = match comparator {
        Comparator::GreaterOrEqual => true,
        Comparator::LessOrEqual => false,
        _ => return None,
    };
    Some(Bound { is_lower, path: path.span.slice(text)?, value: value.span.slice(text)?, span: ast.node(id).span })
}

/// The entries of names that nothing uses once a part of an expression is gone.
fn unused_without(spot: Spot<'_>, gone: Span, subject: Expressions<'_>) -> Vec<Edit> {
    let names = |text: &str| -> Vec<(Span, String)> {
        let tokens = lex(text);
        let placeholders = tokens.as_slice().iter().filter(|token| token.kind == TokenKind::NamePlaceholder);
        placeholders.filter_map(|token| Some((token.span, token.span.slice(text)?.to_owned()))).collect()
    };
    let is_gone = |span: Span| gone.start <= span.start && span.end <= gone.end;
    let all: Vec<(bool, String)> = subject
        .texts
        .iter()
        .flat_map(|(kind, text)| names(text).into_iter().map(move |(span, name)| (*kind, span, name)))
        .map(|(kind, span, name)| (kind == spot.kind && is_gone(span), name))
        .collect();
    let mut unused: Vec<&String> = all.iter().filter(|(is_gone, _)| *is_gone).map(|(_, name)| name).collect();
    unused.sort();
    unused.dedup();
    let stays = |name: &String| all.iter().any(|(is_gone, other)| !is_gone && other == name);
    let of_map = |name: &&String| subject.names.get(name).is_some();
    unused.into_iter().filter(of_map).filter(|name| !stays(name)).map(|name| Edit::RemoveName(name.clone())).collect()
}
