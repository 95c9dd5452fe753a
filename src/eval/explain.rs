//! Why a condition holds of an item, or does not: every clause with what it compared.
//!
//! Clauses that evaluation skips are worked out all the same, and marked. The parts come as a flat list with
//! depths, so that a condition of any depth is shown without recursion.

use std::cmp::Ordering;

use super::condition::{Observer, run};
use super::path::{Operand, Reader};
use super::predicate::{holds, read};
use crate::program::{Condition, Operand as Written, Outline, OutlineKind, Predicate, Step};
use crate::source::Span;
use crate::syntax::Comparator;
use crate::value::{AttributeType, AttributeValue, ItemView, ValueView, compare};

/// How a condition came out, part by part.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// Whether the condition holds.
    pub matches: bool,
    /// Its parts in the order of the text, groups before what they hold. The first is the whole condition.
    pub parts: Vec<ExplainedPart>,
}

/// A clause, or a group of clauses.
#[derive(Clone, PartialEq, Debug)]
pub struct ExplainedPart {
    /// What it is.
    pub kind: PartKind,
    /// Where it stands in the text.
    pub span: Span,
    /// How many groups it is inside of.
    pub depth: usize,
    /// What comes out, whether it mattered or not.
    pub result: bool,
    /// False where evaluation did not need to look: what was seen before had decided.
    pub evaluated: bool,
}

/// What a part is.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum PartKind {
    /// `a = :v AND b = :w`
    And,
    /// `a = :v OR b = :w`
    Or,
    /// `NOT a = :v`
    Not,
    /// `a = :v`
    Clause {
        /// What it looked at, in the order of the text.
        operands: Vec<OperandValue>,
        /// What decided.
        reason: Reason,
    },
}

/// What an operand came to.
#[derive(Clone, PartialEq, Debug)]
pub struct OperandValue {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub source: OperandSource,
    /// Whether there is a value.
    pub is_missing: bool,
    /// Its value; nothing where it is missing, or in a foreign item that holds what is no attribute value.
    pub value: Option<AttributeValue>,
}

impl OperandValue {
    /// The type of its value.
    #[must_use]
    pub fn attribute_type(&self) -> Option<AttributeType> {
        self.value.as_ref().map(AttributeValue::attribute_type)
    }
}

/// Where the value of an operand comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum OperandSource {
    /// `a.b[0]`
    Path,
    /// `size(a)`
    Size,
    /// `:v`
    Value,
}

/// What decided a clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Reason {
    /// An operand has no value. Makes everything false but `<>` and `attribute_not_exists`.
    Missing,
    /// `"5" = 5`: two operands are of different types.
    TypesDiffer(AttributeType, AttributeType),
    /// `[1] < [2]`: the type has no order.
    NoOrder(AttributeType),
    /// `1 < 5`: how the left operand stands to the right.
    Order(Ordering),
    /// `[1] = [1]`: whether two values without an order are equal.
    Equality(bool),
    /// `5 BETWEEN 1 AND 9`: where the value is: before, in or behind the range.
    Range(Ordering),
    /// `a IN (…)`: which of the members it equals, counted from 0.
    Member(Option<usize>),
    /// `attribute_exists(a)` and `attribute_not_exists(a)` where there is one.
    Exists,
    /// `attribute_type(a, :t)`: the type there is.
    Type(AttributeType),
    /// `begins_with(a, :p)`
    Prefix(bool),
    /// `contains(a, :v)`
    Contains(bool),
    /// `contains(a, :v)` where `a` is of a type that contains nothing.
    ContainsNothing(AttributeType),
    /// The item holds something that is no attribute value.
    Invalid,
}

/// Notes which steps are taken.
struct Taken(Vec<bool>);

impl Observer for Taken {
    fn saw(&mut self, step: u32) {
        if let Some(taken) = self.0.get_mut(step as usize) {
            *taken = true;
        }
    }
}

pub(super) fn explain<I: ItemView>(condition: &Condition, item: &I) -> Explanation {
    let mut taken = Taken(vec![false; condition.steps.len()]);
    let matches = run(condition, item, &mut taken);
    let mut reader = Reader::new(item, &condition.tables);
    let mut parts: Vec<ExplainedPart> = condition.outline.iter().map(blank).collect();
    // Parts come before what they hold, so backwards every group is complete when it is its turn.
    for (at, outline) in condition.outline.iter().enumerate().rev() {
        let Some(part) = parts.get_mut(at) else { continue };
        if let OutlineKind::Clause { step, spans, count } = outline.kind {
            let Some(Step { predicate, .. }) = condition.steps.get(step as usize) else { continue };
            let spans = condition.operand_spans.get(spans as usize..(spans + count) as usize);
            part.kind = clause(condition, predicate, spans.unwrap_or_default(), &mut reader);
            part.result = holds(condition, predicate, &mut reader);
            part.evaluated = taken.0.get(step as usize).copied().unwrap_or_default();
        }
        let (result, evaluated) = (part.result, part.evaluated);
        let group = condition.outline.get(outline.parent as usize).filter(|_| outline.parent as usize != at);
        if let (Some(group), Some(whole)) = (group, parts.get_mut(outline.parent as usize)) {
            whole.evaluated |= evaluated;
            whole.result = match group.kind {
                OutlineKind::And => whole.result && result,
                OutlineKind::Or => whole.result || result,
                _ => !result,
            };
        }
    }
    nest(&mut parts);
    Explanation { matches, parts }
}

/// A part before anything in it was looked at: `AND` of nothing holds, `OR` of nothing does not.
fn blank(outline: &Outline) -> ExplainedPart {
    let kind = match outline.kind {
        OutlineKind::Or => PartKind::Or,
        OutlineKind::Not => PartKind::Not,
        _ => PartKind::And,
    };
    let result = matches!(kind, PartKind::And);
    ExplainedPart { kind, span: outline.span, depth: 0, result, evaluated: false }
}

/// Brings the parts into the order of the text and counts their depths.
fn nest(parts: &mut [ExplainedPart]) {
    parts.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end)));
    let mut around: Vec<Span> = Vec::new();
    for part in parts {
        while around.last().is_some_and(|group| group.end <= part.span.start) {
            around.pop();
        }
        part.depth = around.len();
        around.push(part.span);
    }
}

fn clause<I: ItemView>(
    condition: &Condition,
    predicate: &Predicate,
    spans: &[Span],
    reader: &mut Reader<'_, I>,
) -> PartKind {
    let written = written(condition, predicate);
    let values: Vec<_> = written.iter().map(|operand| read(reader, *operand)).collect();
    let mut operands: Vec<OperandValue> = Vec::with_capacity(spans.len());
    for ((operand, value), span) in written.iter().zip(&values).zip(spans) {
        let source = match operand {
            Written::Path(_) => OperandSource::Path,
            Written::Size(_) => OperandSource::Size,
            Written::Constant(_) => OperandSource::Value,
        };
        let owned = value.and_then(ValueView::to_owned);
        operands.push(OperandValue { span: *span, source, is_missing: value.is_none(), value: owned });
    }
    if let (Predicate::HasType(_, wanted), Some(span)) = (predicate, spans.get(1)) {
        let value = Some(wanted.descriptor().into());
        operands.push(OperandValue { span: *span, source: OperandSource::Value, is_missing: false, value });
    }
    PartKind::Clause { operands, reason: reason(predicate, &values) }
}

/// The operands of a clause in the order of the text.
fn written(condition: &Condition, predicate: &Predicate) -> Vec<Written> {
    match *predicate {
        Predicate::Compare { left, right, .. } => vec![left, right],
        Predicate::Between { operand, low, high } => vec![operand, low, high],
        Predicate::In { operand, members } => {
            let members = condition.members.get(members.written as usize..members.sorted as usize);
            std::iter::once(operand).chain(members.unwrap_or_default().iter().copied()).collect()
        }
        Predicate::Exists(path) | Predicate::NotExists(path) => vec![Written::Path(path)],
        Predicate::HasType(operand, _) => vec![operand],
        Predicate::BeginsWith(one, two) | Predicate::Contains(one, two) => vec![one, two],
    }
}

fn reason<'i, V: ValueView<'i>>(predicate: &Predicate, values: &[Option<Operand<'i, V>>]) -> Reason {
    if let (Predicate::In { .. }, [Some(value), members @ ..]) = (predicate, values) {
        let equal = |member: &Option<Operand<'i, V>>| member.is_some_and(|member| compare::equal(*value, member));
        return Reason::Member(members.iter().position(equal));
    }
    let present: Option<Vec<_>> = values.iter().copied().collect();
    let Some(present) = present else { return Reason::Missing };
    let types: Option<Vec<_>> = present.iter().map(|value| value.attribute_type()).collect();
    match (predicate, present.as_slice(), types.as_deref()) {
        (Predicate::Exists(_) | Predicate::NotExists(_), ..) => Reason::Exists,
        (Predicate::HasType(..), _, Some([found])) => Reason::Type(*found),
        (Predicate::Compare { comparator, .. }, [left, right], Some([one, two])) => {
            compared(*comparator, *left, *right, (*one, *two))
        }
        (Predicate::Between { .. }, [value, low, high], Some([own, one, two])) => {
            match (compare::order(*value, *low), compare::order(*value, *high)) {
                (Some(Ordering::Less), Some(_)) => Reason::Range(Ordering::Less),
                (Some(_), Some(Ordering::Greater)) => Reason::Range(Ordering::Greater),
                (Some(_), Some(_)) => Reason::Range(Ordering::Equal),
                _ if own != one => Reason::TypesDiffer(*own, *one),
                _ if own != two => Reason::TypesDiffer(*own, *two),
                _ => Reason::NoOrder(*own),
            }
        }
        (Predicate::BeginsWith(..), [value, prefix], Some([one, two])) => {
            let fits = compare::begins_with(*value, *prefix);
            if one == two { Reason::Prefix(fits) } else { Reason::TypesDiffer(*one, *two) }
        }
        (Predicate::Contains(..), [hay, needle], Some([one, two])) => match (one, one.member()) {
            (AttributeType::M | AttributeType::N | AttributeType::Bool | AttributeType::Null, _) => {
                Reason::ContainsNothing(*one)
            }
            (AttributeType::S | AttributeType::B, _) if one != two => Reason::TypesDiffer(*one, *two),
            (_, Some(member)) if member != *two => Reason::TypesDiffer(member, *two),
            _ => Reason::Contains(compare::contains(*hay, *needle)),
        },
        _ => Reason::Invalid,
    }
}

fn compared<'i, V: ValueView<'i>>(
    comparator: Comparator,
    left: Operand<'i, V>,
    right: Operand<'i, V>,
    (one, two): (AttributeType, AttributeType),
) -> Reason {
    match compare::order(left, right) {
        Some(order) => Reason::Order(order),
        None if one != two => Reason::TypesDiffer(one, two),
        None if comparator.is_ordering() => Reason::NoOrder(one),
        None => Reason::Equality(compare::equal(left, right)),
    }
}
