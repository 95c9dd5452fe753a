//! What condition-like expressions ask of their functions and operands.

use std::cmp::Ordering;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::expression::{Check, step};
use crate::problem::{ExpressionProblem, GivenType};
use crate::source::Span;
use crate::syntax::{Ast, Comparator, ListRange, Node, NodeId, NodeKind, Root};
use crate::value::compare::order;
use crate::value::{AsView, AttributeType, AttributeValue, TypeSet};

const ORDERED: TypeSet = TypeSet::of(&[AttributeType::S, AttributeType::N, AttributeType::B]);
const PREFIXED: TypeSet = TypeSet::of(&[AttributeType::S, AttributeType::B]);
const NUMBER: TypeSet = TypeSet::of(&[AttributeType::N]);
const STRING: TypeSet = TypeSet::of(&[AttributeType::S]);
const SIZED: TypeSet = TypeSet::of(&[
    AttributeType::S,
    AttributeType::B,
    AttributeType::Ss,
    AttributeType::Ns,
    AttributeType::Bs,
    AttributeType::L,
    AttributeType::M,
]);

/// The order of the checks inside one primitive condition, after its undefined placeholders.
mod inner {
    pub(super) const COUNT: u32 = 0;
    pub(super) const DISTINCT: u32 = 1;
    pub(super) const TYPE: u32 = 2;
}

/// The functions of conditions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Function {
    AttributeExists,
    AttributeNotExists,
    AttributeType,
    BeginsWith,
    Contains,
    Size,
}

impl Function {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "attribute_exists" => Self::AttributeExists,
            "attribute_not_exists" => Self::AttributeNotExists,
            "attribute_type" => Self::AttributeType,
            "begins_with" => Self::BeginsWith,
            "contains" => Self::Contains,
            "size" => Self::Size,
            _ => return None,
        })
    }

    const fn takes(self) -> usize {
        match self {
            Self::AttributeExists | Self::AttributeNotExists | Self::Size => 1,
            Self::AttributeType | Self::BeginsWith | Self::Contains => 2,
        }
    }
}

/// True for the name of a function of conditions.
pub(super) fn is_function(name: &str) -> bool {
    Function::named(name).is_some()
}

/// Where the primitive condition begins that holds the byte at `at`: a comparison, BETWEEN, IN or lone call.
pub(super) fn primitive_start(ast: &Ast, at: u32) -> u32 {
    let holds = |node: &&Node| {
        let whole = node.span.start <= at && at < node.span.end;
        let primitive = matches!(
            node.kind,
            NodeKind::Comparison { .. }
                | NodeKind::Between { .. }
                | NodeKind::In { .. }
                | NodeKind::FunctionCall { .. }
        );
        whole && primitive
    };
    ast.nodes().iter().filter(holds).map(|node| node.span.start).min().unwrap_or(at)
}

pub(super) fn check(check: &mut Check<'_, '_>) {
    if let Root::Condition(root) = check.expression.ast().root() {
        check.lone(root);
    }
    for at in 0..check.expression.ast().nodes().len() {
        let Some((id, node)) = check.expression.ast().at(at) else { break };
        match node.kind {
            NodeKind::Comparison { comparator, left, right, .. } => check.comparison(id, node, comparator, left, right),
            NodeKind::Between { operand, low, high, .. } => check.between(id, node, [operand, low, high]),
            NodeKind::In { operand, members, .. } => {
                check.operand(operand);
                check.operands(members);
            }
            NodeKind::FunctionCall { name, arguments } => check.call(id, node, name, arguments),
            NodeKind::Not { operand, .. } => check.lone(operand),
            NodeKind::And(range) | NodeKind::Or(range) => {
                for place in 0..range.len() {
                    if let Some(part) = check.expression.ast().list(range).get(place).copied() {
                        check.lone(part);
                    }
                }
            }
            _ => {}
        }
    }
}

impl<'r> Check<'_, 'r> {
    /// A condition that consists of a call alone: only functions that say yes or no can be that.
    fn lone(&mut self, id: NodeId) {
        let node = self.expression.ast().node(self.expression.ast().unparenthesized(id));
        let NodeKind::FunctionCall { name, .. } = node.kind else { return };
        let function = self.name(name);
        if Function::named(function) == Some(Function::Size) {
            let problem = ExpressionProblem::FunctionMisused { function: function.to_owned() };
            self.problem(problem, name, step::MISUSE, [name.start, 0, 0, 0]);
        }
    }

    /// An operand: of calls, only `size` can be one.
    fn operand(&mut self, id: NodeId) {
        let node = self.expression.ast().node(self.expression.ast().unparenthesized(id));
        let NodeKind::FunctionCall { name, .. } = node.kind else { return };
        let function = self.name(name);
        if Function::named(function).is_some_and(|known| known != Function::Size) {
            let problem = ExpressionProblem::FunctionMisused { function: function.to_owned() };
            self.problem(problem, name, step::MISUSE, [name.start, 0, 0, 0]);
        }
    }

    fn operands(&mut self, range: ListRange) {
        for place in 0..range.len() {
            if let Some(operand) = self.expression.ast().list(range).get(place).copied() {
                self.operand(operand);
            }
        }
    }

    fn name(&self, span: Span) -> &'r str {
        span.slice(self.expression.text).unwrap_or_default()
    }

    fn inner(&self, id: NodeId, node: Node, check: u32) -> [u32; 4] {
        let start = primitive_start(self.expression.ast(), node.span.start);
        [start, 1, u32::try_from(id.index()).unwrap_or(u32::MAX), check]
    }

    fn comparison(&mut self, id: NodeId, node: Node, comparator: Comparator, left: NodeId, right: NodeId) {
        self.operand(left);
        self.operand(right);
        self.distinct(id, node, comparator.symbol(), left, right);
        if comparator.is_ordering() {
            self.operand_type(id, node, comparator.symbol(), left, ORDERED);
            self.operand_type(id, node, comparator.symbol(), right, ORDERED);
        }
    }

    fn between(&mut self, id: NodeId, node: Node, operands: [NodeId; 3]) {
        let mut fits = true;
        for operand in operands {
            self.operand(operand);
            fits &= self.operand_type(id, node, "BETWEEN", operand, ORDERED);
        }
        let [_, low, high] = operands;
        let (Some(low), Some(high), true) = (self.value(low), self.value(high), fits) else { return };
        let problem = match order(low.view(), high.view()) {
            None => ExpressionProblem::BetweenTypes { low: print_bound(low), high: print_bound(high) },
            Some(Ordering::Greater) => {
                ExpressionProblem::BetweenOrder { low: print_bound(low), high: print_bound(high) }
            }
            Some(_) => return,
        };
        let [_, low, high] = operands;
        let span = self.expression.ast().node(low).span.to(self.expression.ast().node(high).span);
        let detail = self.inner(id, node, inner::TYPE);
        self.problem(problem, span, step::PRIMITIVES, detail);
    }

    fn call(&mut self, id: NodeId, node: Node, name: Span, arguments: ListRange) {
        self.operands(arguments);
        let written = self.name(name);
        let Some(function) = Function::named(written) else {
            let owned = written.to_owned();
            let (problem, step) = if super::update::is_function(written) {
                (ExpressionProblem::FunctionNotAllowed { function: owned, in_update: false }, step::MISUSE)
            } else {
                (ExpressionProblem::InvalidFunctionName { function: owned }, step::FUNCTIONS)
            };
            return self.problem(problem, name, step, [name.start, 0, 0, 0]);
        };
        let count = arguments.len();
        if count != function.takes() {
            let problem =
                ExpressionProblem::OperandCount { function: written.to_owned(), count, takes: function.takes() };
            let detail = self.inner(id, node, inner::COUNT);
            return self.problem(problem, node.span, step::PRIMITIVES, detail);
        }
        let (first, second) = match self.expression.ast().list(arguments) {
            [first] => (*first, None),
            [first, second] => (*first, Some(*second)),
            _ => return,
        };
        if let Some(second) = second {
            self.distinct(id, node, written, first, second);
        }
        match (function, second) {
            (Function::AttributeExists | Function::AttributeNotExists, _) => {
                self.path_required(id, node, written, first)
            }
            (Function::Size, _) => {
                self.operand_type(id, node, written, first, SIZED);
            }
            (Function::BeginsWith, Some(second)) => {
                self.operand_type(id, node, written, first, PREFIXED);
                self.operand_type(id, node, written, second, PREFIXED);
            }
            (Function::AttributeType, Some(second)) => self.attribute_type(id, node, second),
            _ => {}
        }
    }

    /// Service: both operands are paths and name the same place once placeholders are replaced.
    fn distinct(&mut self, id: NodeId, node: Node, operator: &str, left: NodeId, right: NodeId) {
        let ast = self.expression.ast();
        let kinds = [left, right].map(|operand| ast.node(ast.unparenthesized(operand)).kind);
        let [NodeKind::Path(one), NodeKind::Path(two)] = kinds else { return };
        if one.len() != two.len() || !self.expression.path(one).eq(self.expression.path(two)) {
            return;
        }
        if self.expression.path(one).any(|element| element == super::ResolvedElement::Unknown) {
            return;
        }
        let path = self.expression.print_path(one);
        let detail = self.inner(id, node, inner::DISTINCT);
        self.problem(
            ExpressionProblem::SameOperand { operator: operator.to_owned(), path },
            node.span,
            step::PRIMITIVES,
            detail,
        );
    }

    /// The value an operand stands for, where it is a value placeholder with a known value.
    pub(super) fn value(&self, operand: NodeId) -> Option<&'r AttributeValue> {
        self.expression.value(self.expression.ast().unparenthesized(operand))
    }

    /// The types an operand can have.
    pub(super) fn types(&self, operand: NodeId) -> TypeSet {
        let operand = self.expression.ast().unparenthesized(operand);
        match self.expression.ast().node(operand).kind {
            NodeKind::Value(_) => self.expression.binding(operand).map_or(TypeSet::ALL, |binding| binding.types()),
            NodeKind::FunctionCall { name, .. } if self.name(name) == "size" => NUMBER,
            _ => TypeSet::ALL,
        }
    }

    /// Refuses an operand that can have none of the types the operator takes. True where it fits.
    pub(super) fn operand_type(
        &mut self,
        id: NodeId,
        node: Node,
        operator: &str,
        operand: NodeId,
        takes: TypeSet,
    ) -> bool {
        let given = self.types(operand);
        if !given.intersection(takes).is_empty() {
            return true;
        }
        if let Some(given) = given.iter().next() {
            let problem =
                ExpressionProblem::OperandType { operator: operator.to_owned(), given: GivenType::One(given), takes };
            let detail = self.inner(id, node, inner::TYPE);
            let span = self.expression.ast().node(operand).span;
            self.problem(problem, span, step::PRIMITIVES, detail);
        }
        false
    }

    fn path_required(&mut self, id: NodeId, node: Node, function: &str, operand: NodeId) {
        let ast = self.expression.ast();
        let kind = ast.node(ast.unparenthesized(operand)).kind;
        if matches!(kind, NodeKind::Path(_) | NodeKind::Missing) {
            return;
        }
        let problem = ExpressionProblem::PathRequired { function: function.to_owned() };
        let span = ast.node(operand).span;
        let detail = self.inner(id, node, inner::TYPE);
        self.problem(problem, span, step::PRIMITIVES, detail);
    }

    /// The second operand of `attribute_type`: a string that names a type.
    fn attribute_type(&mut self, id: NodeId, node: Node, operand: NodeId) {
        let ast = self.expression.ast();
        let inside = ast.node(ast.unparenthesized(operand));
        if matches!(inside.kind, NodeKind::Path(_)) {
            let problem = ExpressionProblem::OperandType {
                operator: "attribute_type".to_owned(),
                given: GivenType::Path,
                takes: STRING,
            };
            let detail = self.inner(id, node, inner::TYPE);
            return self.problem(problem, inside.span, step::PRIMITIVES, detail);
        }
        if !self.operand_type(id, node, "attribute_type", operand, STRING) {
            return;
        }
        if let Some(AttributeValue::S(name)) = self.value(operand)
            && name.parse::<AttributeType>().is_err()
        {
            let detail = self.inner(id, node, inner::TYPE);
            let problem = ExpressionProblem::InvalidAttributeTypeName { name: name.clone() };
            self.problem(problem, inside.span, step::PRIMITIVES, detail);
        }
    }
}

/// A bound of BETWEEN as the service prints it: `{S:a}`, `{N:1}`, `{B:eg==}`.
fn print_bound(value: &AttributeValue) -> String {
    match value {
        AttributeValue::S(text) => format!("{{S:{text}}}"),
        AttributeValue::N(number) => format!("{{N:{number}}}"),
        AttributeValue::B(bytes) => format!("{{B:{}}}", BASE64_STANDARD.encode(bytes)),
        other => format!("{{{}}}", other.attribute_type()),
    }
}
