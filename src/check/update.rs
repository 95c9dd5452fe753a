//! What updates ask of their clauses, targets, functions and operands.

use super::expression::{Check, step};
use super::paths;
use crate::problem::{ExpressionProblem, GivenType};
use crate::source::Span;
use crate::syntax::{Action, ClauseKind, ListRange, Node, NodeId, NodeKind};
use crate::value::{AttributeType, TypeSet};

const NUMBER: TypeSet = TypeSet::of(&[AttributeType::N]);
const LIST: TypeSet = TypeSet::of(&[AttributeType::L]);
const SETS: TypeSet = TypeSet::of(&[AttributeType::Ss, AttributeType::Ns, AttributeType::Bs]);
const ADDABLE: TypeSet = SETS.union(NUMBER);

/// The functions of updates; both take two operands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Function {
    IfNotExists,
    ListAppend,
}

impl Function {
    fn named(name: &str) -> Option<Self> {
        match name {
            "if_not_exists" => Some(Self::IfNotExists),
            "list_append" => Some(Self::ListAppend),
            _ => None,
        }
    }
}

/// True for the name of a function of updates.
pub(super) fn is_function(name: &str) -> bool {
    Function::named(name).is_some()
}

pub(super) fn check(check: &mut Check<'_, '_>) {
    check.clauses();
    let actions = check.expression.ast().all_actions().to_vec();
    let targets: Vec<NodeId> = actions.iter().map(|action| action.target).collect();
    paths::check(check, &targets);
    for action in actions {
        check.clause_operand(action);
    }
    for at in 0..check.expression.ast().nodes().len() {
        let Some((_, node)) = check.expression.ast().at(at) else { break };
        match node.kind {
            NodeKind::FunctionCall { name, arguments } => check.update_call(node, name, arguments),
            NodeKind::Arithmetic { operator, left, right, .. } => {
                for operand in [left, right] {
                    check.nested(operand);
                    check.update_operand(operator.symbol(), operand, NUMBER, node);
                }
            }
            _ => {}
        }
    }
}

impl Check<'_, '_> {
    fn clauses(&mut self) {
        let clauses = self.expression.ast().clauses().to_vec();
        for (at, clause) in clauses.iter().enumerate() {
            let earlier = clauses.iter().take(at).find(|earlier| earlier.kind == clause.kind);
            if let Some(first) = earlier {
                let problem = ExpressionProblem::RepeatedClause { clause: clause.kind, first: first.keyword };
                self.problem(problem, clause.keyword, step::CLAUSES, [clause.keyword.start, 0, 0, 0]);
            }
        }
    }

    /// The value of ADD and DELETE.
    fn clause_operand(&mut self, action: Action) {
        let takes = match action.clause {
            ClauseKind::Add => ADDABLE,
            ClauseKind::Delete => SETS,
            ClauseKind::Set | ClauseKind::Remove => return,
        };
        let Some(value) = action.value else { return };
        let given = self.types(value);
        if given.intersection(takes).is_empty()
            && let Some(given) = given.iter().next()
        {
            let span = self.expression.ast().node(value).span;
            let problem = ExpressionProblem::ClauseOperandType { clause: action.clause, given };
            self.problem(problem, span, step::CLAUSE_TYPES, [span.start, 0, 0, 0]);
        }
    }

    fn update_call(&mut self, node: Node, name: Span, arguments: ListRange) {
        let written = name.slice(self.expression.text).unwrap_or_default();
        let operands = self.expression.ast().list(arguments).to_vec();
        for operand in &operands {
            self.nested(*operand);
        }
        let Some(function) = Function::named(written) else {
            let function = written.to_owned();
            let (problem, step) = if super::condition::is_function(written) {
                (ExpressionProblem::FunctionNotAllowed { function, in_update: true }, step::UPDATE_MISUSE)
            } else {
                (ExpressionProblem::InvalidFunctionName { function }, step::UPDATE_FUNCTIONS)
            };
            return self.problem(problem, name, step, [name.start, 0, 0, 0]);
        };
        let [first, second] = operands.as_slice() else {
            let count = operands.len();
            let problem = ExpressionProblem::OperandCount { function: written.to_owned(), count, takes: 2 };
            return self.problem(problem, node.span, step::OPERANDS, [node.span.end, 0, 0, 0]);
        };
        match function {
            Function::IfNotExists => {
                let ast = self.expression.ast();
                let inside = ast.node(ast.unparenthesized(*first));
                if !matches!(inside.kind, NodeKind::Path(_) | NodeKind::Missing) {
                    let problem = ExpressionProblem::PathRequired { function: written.to_owned() };
                    self.problem(problem, inside.span, step::OPERANDS, [node.span.end, 1, 0, 0]);
                }
            }
            Function::ListAppend => {
                for operand in [*first, *second] {
                    self.update_operand(written, operand, LIST, node);
                }
            }
        }
    }

    /// Service: `list_append` is only ever the whole value of SET.
    fn nested(&mut self, operand: NodeId) {
        let ast = self.expression.ast();
        let NodeKind::FunctionCall { name, .. } = ast.node(ast.unparenthesized(operand)).kind else { return };
        let function = name.slice(self.expression.text).unwrap_or_default();
        if Function::named(function) == Some(Function::ListAppend) {
            let problem = ExpressionProblem::FunctionMisused { function: function.to_owned() };
            self.problem(problem, name, step::UPDATE_MISUSE, [name.start, 0, 0, 0]);
        }
    }

    fn update_operand(&mut self, operator: &str, operand: NodeId, takes: TypeSet, node: Node) {
        let given = self.types(operand);
        if !given.intersection(takes).is_empty() {
            return;
        }
        if let Some(given) = given.iter().next() {
            let problem =
                ExpressionProblem::OperandType { operator: operator.to_owned(), given: GivenType::One(given), takes };
            let span = self.expression.ast().node(operand).span;
            self.problem(problem, span, step::OPERANDS, [node.span.end, 2, span.start, 0]);
        }
    }
}
