//! From the tree of a condition to its steps.
//!
//! Conditions are taken from right to left: whatever follows a clause is then lowered already, so both exits of
//! a step are known when it is made. AND, OR and NOT only choose exits. The stack is explicit.

use std::cmp::Ordering;

use super::condition::{ACCEPT, Condition, Members, Operand, Outline, OutlineKind, Predicate, REJECT, Step};
use super::tables::Tables;
use crate::check::CheckedExpression;
use crate::program::LowerError;
use crate::source::Span;
use crate::syntax::{Grammar, ListRange, Node, NodeId, NodeKind, Root};
use crate::value::{AsView, AttributeType, AttributeValue, Number, compare};

/// An exit to whatever step was lowered last, which is the one that follows in the text.
const FOLLOWING: u32 = u32::MAX - 2;

/// A condition still to be lowered.
struct Open {
    node: NodeId,
    parent: Option<u32>,
    if_true: u32,
    if_false: u32,
}

struct Lowering<'c, 'r> {
    expression: &'c CheckedExpression<'r>,
    condition: Condition,
    open: Vec<Open>,
}

type Lowered<T> = Result<T, LowerError>;

pub(super) fn lower(expression: &CheckedExpression<'_>) -> Lowered<Condition> {
    let ast = expression.ast();
    let Root::Condition(root) = ast.root() else { return Err(LowerError::Kind(expression.kind)) };
    debug_assert_eq!(ast.grammar(), Grammar::Condition);
    let clauses = ast.nodes().len() / 3 + 1;
    let tables = Tables::with_capacity(ast.all_elements().len(), ast.value_uses() as usize);
    let condition = Condition {
        tables,
        steps: Vec::with_capacity(clauses),
        members: Vec::new(),
        outline: Vec::with_capacity(clauses + 4),
        operand_spans: Vec::with_capacity(ast.value_uses() as usize + ast.all_elements().len()),
    };
    let mut lowering = Lowering { expression, condition, open: Vec::with_capacity(8) };
    lowering.open.push(Open { node: root, parent: None, if_true: ACCEPT, if_false: REJECT });
    while let Some(open) = lowering.open.pop() {
        lowering.condition(open)?;
    }
    Ok(lowering.finish())
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Lowering<'_, '_> {
    fn condition(&mut self, open: Open) -> Lowered<()> {
        let ast = self.expression.ast();
        let node = ast.node(ast.unparenthesized(open.node));
        let following = index(self.condition.steps.len()).saturating_sub(1);
        let exit = |exit| if exit == FOLLOWING { following } else { exit };
        let (if_true, if_false) = (exit(open.if_true), exit(open.if_false));
        let own = index(self.condition.outline.len());
        let kind = match node.kind {
            NodeKind::And(parts) => {
                self.chain(parts, own, (if_true, if_false), (FOLLOWING, if_false));
                OutlineKind::And
            }
            NodeKind::Or(parts) => {
                self.chain(parts, own, (if_true, if_false), (if_true, FOLLOWING));
                OutlineKind::Or
            }
            NodeKind::Not { operand, .. } => {
                let (if_true, if_false) = (if_false, if_true);
                self.open.push(Open { node: operand, parent: Some(own), if_true, if_false });
                OutlineKind::Not
            }
            _ => {
                let spans = index(self.condition.operand_spans.len());
                let predicate = self.clause(node)?;
                let count = index(self.condition.operand_spans.len()) - spans;
                self.condition.steps.push(Step { predicate, if_true, if_false });
                OutlineKind::Clause { step: index(self.condition.steps.len() - 1), spans, count }
            }
        };
        self.condition.outline.push(Outline { kind, span: node.span, parent: open.parent.unwrap_or(own) });
        Ok(())
    }

    /// The parts of a chain: the last leaves as the whole does, the others go on to what follows.
    fn chain(&mut self, parts: ListRange, own: u32, last: (u32, u32), before: (u32, u32)) {
        let parts = self.expression.ast().list(parts);
        let end = parts.len().saturating_sub(1);
        for (at, part) in parts.iter().enumerate() {
            let (if_true, if_false) = if at == end { last } else { before };
            self.open.push(Open { node: *part, parent: Some(own), if_true, if_false });
        }
    }

    fn clause(&mut self, node: Node) -> Lowered<Predicate> {
        Ok(match node.kind {
            NodeKind::Comparison { comparator, left, right, .. } => {
                Predicate::Compare { comparator, left: self.operand(left)?, right: self.operand(right)? }
            }
            NodeKind::Between { operand, low, high, .. } => Predicate::Between {
                operand: self.operand(operand)?,
                low: self.operand(low)?,
                high: self.operand(high)?,
            },
            NodeKind::In { operand, members, .. } => {
                Predicate::In { operand: self.operand(operand)?, members: self.members(members)? }
            }
            NodeKind::FunctionCall { name, arguments } => self.call(name, arguments, node.span)?,
            _ => return Err(LowerError::HasProblems(node.span)),
        })
    }

    fn call(&mut self, name: Span, arguments: ListRange, span: Span) -> Lowered<Predicate> {
        let function = name.slice(self.expression.text).unwrap_or_default();
        Ok(match (function, self.expression.ast().list(arguments)) {
            ("attribute_exists", [path]) => {
                self.note(*path);
                Predicate::Exists(self.condition.tables.add_path_at(self.expression, *path)?)
            }
            ("attribute_not_exists", [path]) => {
                self.note(*path);
                Predicate::NotExists(self.condition.tables.add_path_at(self.expression, *path)?)
            }
            ("attribute_type", [operand, wanted]) => {
                Predicate::HasType(self.operand(*operand)?, self.type_named(*wanted)?)
            }
            ("begins_with", [value, prefix]) => Predicate::BeginsWith(self.operand(*value)?, self.operand(*prefix)?),
            ("contains", [hay, needle]) => Predicate::Contains(self.operand(*hay)?, self.operand(*needle)?),
            _ => return Err(LowerError::HasProblems(span)),
        })
    }

    /// The type that the second operand of `attribute_type` names.
    fn type_named(&mut self, operand: NodeId) -> Lowered<AttributeType> {
        self.note(operand);
        let id = self.expression.ast().unparenthesized(operand);
        let span = self.expression.ast().node(id).span;
        let value = self.expression.value(id).ok_or(LowerError::UnknownValue(span))?;
        match value {
            AttributeValue::S(name) => name.parse().map_err(|_| LowerError::HasProblems(span)),
            _ => Err(LowerError::HasProblems(span)),
        }
    }

    fn note(&mut self, operand: NodeId) {
        self.condition.operand_spans.push(self.expression.ast().node(operand).span);
    }

    fn operand(&mut self, operand: NodeId) -> Lowered<Operand> {
        self.note(operand);
        let expression = self.expression;
        let id = expression.ast().unparenthesized(operand);
        let node = expression.ast().node(id);
        match node.kind {
            NodeKind::Path(elements) => Ok(Operand::Path(self.condition.tables.add_path(expression, elements)?)),
            NodeKind::Value(_) => Ok(Operand::Constant(self.condition.tables.add_value_at(expression, id, node.span)?)),
            NodeKind::FunctionCall { arguments, .. } => match expression.ast().list(arguments) {
                [sized] => self.size(*sized),
                _ => Err(LowerError::HasProblems(node.span)),
            },
            _ => Err(LowerError::HasProblems(node.span)),
        }
    }

    fn size(&mut self, sized: NodeId) -> Lowered<Operand> {
        let id = self.expression.ast().unparenthesized(sized);
        let node = self.expression.ast().node(id);
        if let NodeKind::Path(elements) = node.kind {
            return Ok(Operand::Size(self.condition.tables.add_path(self.expression, elements)?));
        }
        let value = self.expression.value(id).ok_or(LowerError::UnknownValue(node.span))?;
        let size = compare::size(value.view()).ok_or(LowerError::HasProblems(node.span))?;
        Ok(Operand::Constant(self.condition.tables.add_constant(Number::from(size).into())))
    }

    /// An IN list: as written, and made ready to be searched.
    fn members(&mut self, list: ListRange) -> Lowered<Members> {
        let list = self.expression.ast().list(list);
        let written = self.condition.members.len();
        for member in list {
            let operand = self.operand(*member)?;
            self.condition.members.push(operand);
        }
        let members = self.condition.members.get(written..).unwrap_or_default();
        let tables = &self.condition.tables;
        let scalar = |operand: &Operand| match operand {
            Operand::Constant(id) if scalar_rank(tables.constant(*id)).is_some() => Some(tables.constant(*id)),
            _ => None,
        };
        let (mut sorted, others): (Vec<Operand>, Vec<Operand>) =
            members.iter().partition(|member| scalar(member).is_some());
        sorted.sort_by(|one, two| match (scalar(one), scalar(two)) {
            (Some(one), Some(two)) => scalar_order(one, two),
            _ => Ordering::Equal,
        });
        let start = self.condition.members.len();
        let (middle, end) = (start + sorted.len(), start + members.len());
        self.condition.members.extend(sorted);
        self.condition.members.extend(others);
        Ok(Members { written: index(written), sorted: index(start), others: index(middle), end: index(end) })
    }

    /// Turns the steps round, into the order of the text.
    fn finish(mut self) -> Condition {
        let last = index(self.condition.steps.len()).saturating_sub(1);
        let turned = |exit: u32| if exit <= last { last - exit } else { exit };
        self.condition.steps.reverse();
        for step in &mut self.condition.steps {
            step.if_true = turned(step.if_true);
            step.if_false = turned(step.if_false);
        }
        for outline in &mut self.condition.outline {
            if let OutlineKind::Clause { step, .. } = &mut outline.kind {
                *step = turned(*step);
            }
        }
        self.condition.tables.share_roots();
        self.condition
    }
}

/// The place of an S, N or B among the types; nothing for the others, which have no order.
fn scalar_rank(value: &AttributeValue) -> Option<u8> {
    match value.attribute_type() {
        kind @ (AttributeType::S | AttributeType::N | AttributeType::B) => Some(kind as u8),
        _ => None,
    }
}

/// The order of the sorted part of an IN list: by type, then by value.
fn scalar_order(one: &AttributeValue, two: &AttributeValue) -> Ordering {
    let by_type = one.attribute_type().cmp(&two.attribute_type());
    by_type.then_with(|| compare::order(one.view(), two.view()).unwrap_or(Ordering::Equal))
}
