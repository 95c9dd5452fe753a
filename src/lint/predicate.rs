//! What a condition asks of one attribute, for rules that look at primitive conditions one by one.

use crate::check::{CheckedExpression, DocumentPath};
use crate::syntax::{Comparator, Node, NodeId, NodeKind};

/// A primitive condition on one path: a comparison with values, BETWEEN, IN or a call.
#[derive(Clone, Debug)]
pub(super) struct Predicate<'c> {
    /// The path; every step is known.
    pub(super) path: DocumentPath<'c>,
    /// What is asked.
    pub(super) asked: Asked,
    /// What it is compared with: nodes of values or of other operands.
    pub(super) operands: Vec<NodeId>,
}

/// What is asked of a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Asked {
    /// The path stands left.
    Compare(Comparator),
    Between,
    In,
    BeginsWith,
    Contains,
    Exists,
    NotExists,
    HasType,
}

/// The primitive condition at a node; `None` for anything else, and where no single path is asked about.
pub(super) fn predicate<'c>(expression: &'c CheckedExpression<'_>, id: NodeId) -> Option<Predicate<'c>> {
    let ast = expression.ast();
    let node = ast.node(ast.unparenthesized(id));
    match node.kind {
        NodeKind::Comparison { comparator, left, right, .. } => {
            let is_path = |id| matches!(ast.node(ast.unparenthesized(id)).kind, NodeKind::Path(_));
            let (asked, path, other) = match (is_path(left), is_path(right)) {
                (true, false) => (Asked::Compare(comparator), left, right),
                (false, true) => (Asked::Compare(comparator.mirrored()), right, left),
                _ => return None,
            };
            Some(Predicate { path: expression.document_path(path)?, asked, operands: vec![other] })
        }
        NodeKind::Between { operand, low, high, .. } => {
            let path = expression.document_path(operand)?;
            Some(Predicate { path, asked: Asked::Between, operands: vec![low, high] })
        }
        NodeKind::In { operand, members, .. } => {
            let path = expression.document_path(operand)?;
            Some(Predicate { path, asked: Asked::In, operands: ast.list(members).to_vec() })
        }
        NodeKind::FunctionCall { .. } => call(expression, node),
        _ => None,
    }
}

fn call<'c>(expression: &'c CheckedExpression<'_>, node: Node) -> Option<Predicate<'c>> {
    let NodeKind::FunctionCall { name, arguments } = node.kind else { return None };
    let (first, rest) = expression.ast().list(arguments).split_first()?;
    let asked = match name.slice(expression.text)? {
        "attribute_exists" => Asked::Exists,
        "attribute_not_exists" => Asked::NotExists,
        "attribute_type" => Asked::HasType,
        "begins_with" => Asked::BeginsWith,
        "contains" => Asked::Contains,
        _ => return None,
    };
    Some(Predicate { path: expression.document_path(*first)?, asked, operands: rest.to_vec() })
}

impl Predicate<'_> {
    /// True where it says no more than whether the attribute is there, or of which type it is.
    pub(super) const fn is_about_existence(&self) -> bool {
        matches!(self.asked, Asked::Exists | Asked::NotExists | Asked::HasType)
    }

    /// True for a range or an equality, as a Query can ask of a sort key.
    pub(super) const fn fits_sort_key(&self) -> bool {
        match self.asked {
            Asked::Compare(comparator) => !matches!(comparator, Comparator::NotEqual),
            Asked::Between | Asked::BeginsWith => true,
            _ => false,
        }
    }
}
