//! The checks: expressions and maps in, what their placeholders resolve to and every problem out.
//!
//! Never edits a tree, never looks at an item. Which placeholders are used is decided here, statically, since
//! evaluation may skip branches. Every problem is collected; [`Checked::problems`] has them in the service's
//! order, so the first is what the service would report.

mod condition;
mod document_path;
mod expression;
mod key_condition;
mod paths;
mod placeholders;
mod request;
mod update;

use crate::layer::ValidationLayer;
use crate::problem::{Place, Problem, ProblemKind, Rank};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use crate::syntax::{Ast, ExpressionKind, ListRange, Node, NodeId, NodeKind, Parsed, PathElementKind};
use crate::value::AttributeValue;

pub(crate) use crate::source::similar;

pub use document_path::DocumentPath;
pub use key_condition::{KeyCondition, KeyPredicate, check_key_schema};
pub(crate) use request::check_refusals;
pub use request::{RepeatedMember, RequestReport, UnknownMember, check_key_paths, check_request};

/// The expressions that share one pair of maps, and the maps: a request, or one entry of one.
#[derive(Clone, Copy, Debug)]
pub struct Expressions<'r> {
    /// The expressions; at most one of each kind.
    pub texts: &'r [(ExpressionKind, &'r str)],
    /// What name placeholders stand for.
    pub names: &'r ExpressionAttributeNames,
    /// What value placeholders stand for.
    pub values: &'r ExpressionAttributeValues,
    /// The layer of validation that answers.
    pub layer: ValidationLayer,
}

/// Expressions with everything the checks found.
#[derive(Clone, Debug)]
pub struct Checked<'r> {
    /// What was checked.
    pub subject: Expressions<'r>,
    /// Each expression with what its placeholders resolve to, in the order given.
    pub expressions: Vec<CheckedExpression<'r>>,
    /// Every problem, in the service's order.
    pub problems: Vec<Problem>,
}

/// One expression, its tree, and what its placeholders resolve to.
#[derive(Clone, Debug)]
pub struct CheckedExpression<'r> {
    /// Which kind.
    pub kind: ExpressionKind,
    /// The text.
    pub text: &'r str,
    /// The tree.
    pub parsed: Parsed,
    maps: (&'r ExpressionAttributeNames, &'r ExpressionAttributeValues),
    resolved: Resolved,
}

/// Positions in the maps, for each place where a placeholder stands.
#[derive(Clone, Debug, Default)]
struct Resolved {
    /// By path element; [`NOT_IN_MAP`] for literal names, list indexes and undefined placeholders.
    elements: Vec<u32>,
    /// By use of a value.
    values: Vec<u32>,
}

const NOT_IN_MAP: u32 = u32::MAX;

/// A step of a resolved path.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ResolvedElement<'c> {
    /// Into the attribute of this name.
    Attribute(&'c str),
    /// To the element at this index.
    Index(u32),
    /// Nobody knows: the placeholder is not defined.
    Unknown,
}

impl<'r> CheckedExpression<'r> {
    /// The tree.
    #[must_use]
    pub const fn ast(&self) -> &Ast {
        &self.parsed.ast
    }

    /// What the value placeholder at a [`NodeKind::Value`] stands for.
    #[must_use]
    pub fn value(&self, node: NodeId) -> Option<&'r AttributeValue> {
        self.binding(node)?.value()
    }

    /// The binding of the value placeholder at a [`NodeKind::Value`].
    #[must_use]
    pub fn binding(&self, node: NodeId) -> Option<&'r crate::request::Binding> {
        let NodeKind::Value(ordinal) = self.ast().node(node).kind else { return None };
        let position = *self.resolved.values.get(ordinal as usize)?;
        self.maps.1.at(position as usize).map(|(_, binding)| binding)
    }

    /// The place of a value placeholder in the map of values.
    #[must_use]
    pub fn value_position(&self, node: NodeId) -> Option<usize> {
        let NodeKind::Value(ordinal) = self.ast().node(node).kind else { return None };
        let position = *self.resolved.values.get(ordinal as usize)?;
        (position != NOT_IN_MAP).then_some(position as usize)
    }

    /// The steps of a path, placeholders replaced by what they stand for.
    pub fn path(&self, elements: ListRange) -> impl ExactSizeIterator<Item = ResolvedElement<'_>> {
        let written = self.ast().elements(elements);
        elements.range().zip(written).map(|(at, element)| match element.kind {
            PathElementKind::ListIndex => {
                element.span.slice(self.text).and_then(|digits| digits.parse().ok()).map_or(
                    // Past the largest index there is nothing, and a problem says so.
                    ResolvedElement::Index(u32::MAX),
                    ResolvedElement::Index,
                )
            }
            PathElementKind::Attribute => {
                element.span.slice(self.text).map_or(ResolvedElement::Unknown, ResolvedElement::Attribute)
            }
            PathElementKind::NamePlaceholder => {
                let position = self.resolved.elements.get(at).copied().unwrap_or(NOT_IN_MAP);
                let name = self.maps.0.at(position as usize);
                name.map_or(ResolvedElement::Unknown, |(_, name)| ResolvedElement::Attribute(name))
            }
        })
    }

    /// The path at a node, inside its parentheses; `None` where it is no path, or where a step of it is not known.
    #[must_use]
    pub fn document_path(&self, node: NodeId) -> Option<DocumentPath<'_>> {
        match self.ast().node(self.ast().unparenthesized(node)).kind {
            NodeKind::Path(elements) => DocumentPath::new(self.path(elements)),
            _ => None,
        }
    }

    /// The first step of a path: the attribute of the item.
    #[must_use]
    pub fn root_attribute(&self, elements: ListRange) -> Option<&str> {
        match self.path(elements).next()? {
            ResolvedElement::Attribute(name) => Some(name),
            _ => None,
        }
    }

    /// A path as the service's messages print it: `[a, [0], b]`.
    #[must_use]
    pub fn print_path(&self, elements: ListRange) -> String {
        let mut text = String::from("[");
        for (at, element) in self.path(elements).enumerate() {
            if at > 0 {
                text.push_str(", ");
            }
            match element {
                ResolvedElement::Attribute(name) => text.push_str(name),
                ResolvedElement::Index(index) => text.push_str(&format!("[{index}]")),
                ResolvedElement::Unknown => text.push('?'),
            }
        }
        text.push(']');
        text
    }

    /// The text of a node.
    #[must_use]
    pub fn written(&self, node: Node) -> &'r str {
        node.span.slice(self.text).unwrap_or_default()
    }

    /// True where the text parsed without error.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.parsed.errors.is_empty()
    }
}

impl Checked<'_> {
    /// The expression of this kind.
    #[must_use]
    pub fn expression(&self, kind: ExpressionKind) -> Option<&CheckedExpression<'_>> {
        self.expressions.iter().find(|expression| expression.kind == kind)
    }

    /// The problem the service would report.
    #[must_use]
    pub fn first_problem(&self) -> Option<&Problem> {
        self.problems.first()
    }
}

/// Checks expressions against their maps.
///
/// ```
/// use ddbexpr::check::{Expressions, check};
/// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
/// use ddbexpr::syntax::ExpressionKind;
///
/// let (names, values) = (ExpressionAttributeNames::new(), ExpressionAttributeValues::from([(":v", 1)]));
/// let texts = [(ExpressionKind::Condition, "status = :v")];
/// let checked = check(Expressions { texts: &texts, names: &names, values: &values, layer: Default::default() });
/// assert_eq!(
///     checked.problems[0].service_message(Default::default()),
///     "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: status",
/// );
/// ```
#[must_use]
pub fn check(subject: Expressions<'_>) -> Checked<'_> {
    let mut problems = Problems::default();
    placeholders::check_maps(subject, &mut problems);
    let mut usage = placeholders::Usage::new(subject);
    let mut expressions = Vec::with_capacity(subject.texts.len());
    for (kind, text) in subject.texts {
        expressions.push(expression::check(subject, *kind, text, &mut usage, &mut problems));
    }
    for expression in &expressions {
        if expression.kind == ExpressionKind::KeyCondition {
            key_condition::check_structure(expression, &mut problems);
        }
    }
    usage.report(subject, &expressions, &mut problems);
    Checked { subject, expressions, problems: problems.sorted() }
}

/// Reads an expression and gives what is wrong with its text alone: size and syntax, in the service's order.
///
/// ```
/// use ddbexpr::check::check_syntax;
/// use ddbexpr::syntax::ExpressionKind;
///
/// let (_, problems) = check_syntax(ExpressionKind::Filter, "a = = b");
/// assert_eq!(
///     problems[0].service_message(Default::default()),
///     "Invalid FilterExpression: Syntax error; token: \"=\", near: \"= = b\"",
/// );
/// ```
#[must_use]
pub fn check_syntax(kind: ExpressionKind, text: &str) -> (Parsed, Vec<Problem>) {
    let (names, values) = (ExpressionAttributeNames::unknown(), ExpressionAttributeValues::unknown());
    let subject = Expressions { texts: &[], names: &names, values: &values, layer: ValidationLayer::Current };
    let (parsed, problems) = expression::check_syntax(subject, kind, text);
    (parsed, problems.sorted())
}

/// The problems so far.
#[derive(Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn add(&mut self, kind: impl Into<ProblemKind>, place: Place, rank: Rank) {
        self.0.push(Problem { kind: kind.into(), place, rank });
    }

    /// In the service's order; what has the same rank stays in the order in which it was found.
    pub(crate) fn sorted(mut self) -> Vec<Problem> {
        if self.0.len() > 1 {
            self.0.sort_by_key(|problem| problem.rank);
        }
        self.0
    }
}
