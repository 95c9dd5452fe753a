//! What a filter removes, part by part.

use super::key::values;
use super::near::{NearMisses, difference, difference_of_prefix};
use super::source::Source;
use super::types::{ClauseEffect, Difference, Example, FilterEffect, NearMiss};
use crate::check::CheckedExpression;
use crate::eval::{ExplainedPart, Explanation, OperandSource, OperandValue, PartKind, Reason};
use crate::program::Condition;
use crate::request::ExpressionAttributeNames;
use crate::source::Span;
use crate::value::{AttributeValue, Item};

/// So many items are shown for each part.
const EXAMPLES: usize = 3;

/// A filter or condition, with what its text means.
#[derive(Clone, Copy)]
pub(super) struct Asked<'c> {
    pub(super) condition: &'c Condition,
    pub(super) expression: &'c CheckedExpression<'c>,
    pub(super) names: &'c ExpressionAttributeNames,
}

/// What a filter does with the items that are read.
pub(super) fn effect(asked: Asked<'_>, source: Source<'_>, read: &[&Item]) -> FilterEffect {
    let text = asked.expression.text;
    let mut clauses: Vec<(Span, ClauseEffect, NearMisses)> = Vec::new();
    let mut passed = 0;
    for item in read {
        let explanation = asked.condition.explain(*item);
        passed += usize::from(explanation.matches);
        let failed = failed_parts(&explanation);
        for part in &failed {
            let at = place_of(&mut clauses, part.span, text);
            let Some((_, effect, near)) = clauses.get_mut(at) else { continue };
            effect.removes += 1;
            effect.alone += usize::from(failed.len() == 1);
            if effect.examples.len() < EXAMPLES {
                effect.examples.push(Example { key: source.key_of(item), why: why(&explanation, part, text) });
            }
            for clause in clauses_in(&explanation, part.span) {
                note_absent(clause, asked, source, &mut effect.not_in_index);
                note_near(clause, asked, item, || source.key_of(item), near);
            }
        }
    }
    clauses.sort_by_key(|(span, ..)| span.start);
    let clauses = clauses.into_iter().map(|(_, effect, near)| ClauseEffect { near: near.into_vec(), ..effect });
    FilterEffect { text: text.to_owned(), values: values(asked.expression), passed, clauses: clauses.collect() }
}

/// What is nearly so, in the parts of a condition that do not hold of an item.
pub(super) fn near(asked: Asked<'_>, explanation: &Explanation, item: &Item, key: &Item) -> Vec<NearMiss> {
    let mut near = NearMisses::default();
    for part in failed_parts(explanation) {
        for clause in clauses_in(explanation, part.span) {
            note_near(clause, asked, item, || key.clone(), &mut near);
        }
    }
    near.into_vec()
}

fn place_of(clauses: &mut Vec<(Span, ClauseEffect, NearMisses)>, span: Span, text: &str) -> usize {
    if let Some(at) = clauses.iter().position(|(own, ..)| *own == span) {
        return at;
    }
    let effect = ClauseEffect {
        text: span.slice(text).unwrap_or_default().to_owned(),
        removes: 0,
        alone: 0,
        examples: Vec::new(),
        near: Vec::new(),
        not_in_index: Vec::new(),
    };
    clauses.push((span, effect, NearMisses::default()));
    clauses.len() - 1
}

/// The parts that all have to hold and do not: those of the outermost AND, or the whole.
fn failed_parts(explanation: &Explanation) -> Vec<&ExplainedPart> {
    let Some(whole) = explanation.parts.first().filter(|_| !explanation.matches) else { return Vec::new() };
    if !matches!(whole.kind, PartKind::And) {
        return vec![whole];
    }
    explanation.parts.iter().filter(|part| part.depth == 1 && !part.result).collect()
}

fn clauses_in(explanation: &Explanation, span: Span) -> impl Iterator<Item = &ExplainedPart> {
    let inside = move |part: &&ExplainedPart| part.span.start >= span.start && part.span.end <= span.end;
    explanation.parts.iter().filter(inside).filter(|part| matches!(part.kind, PartKind::Clause { .. }))
}

/// What decided: of each clause in the part, what was compared.
fn why(explanation: &Explanation, part: &ExplainedPart, text: &str) -> String {
    let told: Vec<String> = clauses_in(explanation, part.span).map(|clause| clause.describe(text)).collect();
    told.join("; ")
}

/// Attributes that are missing because the index does not hold them.
fn note_absent(clause: &ExplainedPart, asked: Asked<'_>, source: Source<'_>, into: &mut Vec<String>) {
    for operand in missing(clause) {
        let Some(root) = root(operand, asked) else { continue };
        if !source.holds(root) && into.iter().all(|known| known != root) {
            into.push(root.to_owned());
        }
    }
}

fn missing(clause: &ExplainedPart) -> impl Iterator<Item = &OperandValue> {
    let operands = match &clause.kind {
        PartKind::Clause { operands, .. } => operands.as_slice(),
        _ => &[],
    };
    operands.iter().filter(|operand| operand.is_missing && operand.source != OperandSource::Value)
}

/// The attribute that an operand's path begins with.
fn root<'c>(operand: &OperandValue, asked: Asked<'c>) -> Option<&'c str> {
    let written = operand.span.slice(asked.expression.text)?;
    let path = written.split_once('(').map_or(written, |(_, argument)| argument).trim_start();
    let first = path.split(['.', '[', ')']).next()?.trim_end();
    if first.starts_with('#') { asked.names.get(first).map(String::as_str) } else { Some(first) }
}

fn note_near(clause: &ExplainedPart, asked: Asked<'_>, item: &Item, key: impl Fn() -> Item, near: &mut NearMisses) {
    let PartKind::Clause { operands, reason } = &clause.kind else { return };
    if *reason == Reason::Missing {
        for operand in missing(clause) {
            let Some(root) = root(operand, asked).filter(|root| !item.contains_key(root)) else { continue };
            let other = item.iter().find(|(name, _)| difference(&root.into(), &(*name).into()).is_some());
            if let Some((name, value)) = other {
                near.add(root, (None, value), Difference::Name(name.to_owned()), &key);
            }
        }
        return;
    }
    let [found, wanted] = operands.as_slice() else { return };
    let (found, wanted) = if found.source == OperandSource::Value { (wanted, found) } else { (found, wanted) };
    let (Some(own), Some(value), Some(path)) = (&found.value, &wanted.value, shown(found, asked)) else { return };
    let difference = match reason {
        Reason::Prefix(false) => difference_of_prefix(value, own),
        Reason::Contains(false) => contained(own, value),
        Reason::Order(order) if order.is_ne() => difference(value, own),
        Reason::TypesDiffer(..) => difference(value, own),
        _ => None,
    };
    if let Some(difference) = difference {
        near.add(&path, (Some(value), own), difference, key);
    }
}

/// Whether a text, or a member of a set or list, contains nearly what is asked for.
fn contained(own: &AttributeValue, wanted: &AttributeValue) -> Option<Difference> {
    let AttributeValue::S(needle) = wanted else { return None };
    match own {
        AttributeValue::S(text) => {
            let folded = text.to_lowercase();
            folded.contains(&needle.to_lowercase()).then_some(Difference::Case)
        }
        AttributeValue::Ss(set) => set.iter().find_map(|member| difference(wanted, &member.as_str().into())),
        AttributeValue::L(elements) => elements.iter().find_map(|element| difference(wanted, element)),
        _ => None,
    }
}

/// A path as a person knows it: with the names that its placeholders stand for.
fn shown(operand: &OperandValue, asked: Asked<'_>) -> Option<String> {
    let written = operand.span.slice(asked.expression.text)?;
    let parts = written.split('.').map(|part| {
        let (name, index) = part.split_at(part.find('[').unwrap_or(part.len()));
        let name = asked.names.get(name).map_or(name, String::as_str);
        format!("{name}{index}")
    });
    Some(parts.collect::<Vec<_>>().join("."))
}
