//! Key conditions: the few shapes they may have, and whether they fit a key.

use super::{Checked, CheckedExpression, Problems, ResolvedElement};
use crate::problem::{KeyProblem, Place, Rank, Stage};
use crate::request::KeySchema;
use crate::source::Span;
use crate::syntax::{Comparator, ExpressionKind, NodeId, NodeKind, Root};
use crate::value::AttributeValue;

/// One condition of a key condition: an attribute, and what is asked of it.
#[derive(Clone, PartialEq, Debug)]
pub struct KeyCondition<'c> {
    /// The attribute's name.
    pub attribute: &'c str,
    /// What its value must be.
    pub predicate: KeyPredicate<'c>,
    /// Where the condition stands.
    pub span: Span,
}

/// What a key condition asks of one attribute, with the attribute always on the left.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum KeyPredicate<'c> {
    /// `pk = :v`, `sk < :v`, …; never `<>`.
    Compare(Comparator, &'c AttributeValue),
    /// `sk BETWEEN :lo AND :hi`
    Between(&'c AttributeValue, &'c AttributeValue),
    /// `begins_with(sk, :prefix)`
    BeginsWith(&'c AttributeValue),
}

impl<'c> KeyPredicate<'c> {
    /// True for `=`.
    #[must_use]
    pub const fn is_equality(self) -> bool {
        matches!(self, Self::Compare(Comparator::Equal, _))
    }

    /// The values it compares with.
    pub fn values(self) -> impl Iterator<Item = &'c AttributeValue> {
        let (first, second) = match self {
            Self::Compare(_, value) | Self::BeginsWith(value) => (value, None),
            Self::Between(low, high) => (low, Some(high)),
        };
        std::iter::once(first).chain(second)
    }
}

/// A condition whose structure was accepted; its values may be unknown.
struct Clause<'c> {
    attribute: &'c str,
    predicate: Option<KeyPredicate<'c>>,
    is_equality: bool,
    span: Span,
}

/// One node of the walk.
struct Walk<'c, 'r> {
    expression: &'c CheckedExpression<'r>,
    clauses: Vec<Clause<'c>>,
    problems: Vec<(KeyProblem, Span)>,
}

impl<'c> Walk<'c, '_> {
    /// Service: depth first, left to right; at every node first the operator, then its operands.
    fn run(&mut self) {
        let Root::Condition(root) = self.expression.ast().root() else { return };
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            let id = self.expression.ast().unparenthesized(id);
            let node = self.expression.ast().node(id);
            match node.kind {
                NodeKind::And(range) => open.extend(self.expression.ast().list(range).iter().rev()),
                NodeKind::Or(range) => {
                    let parts = self.expression.ast().list(range);
                    let first = parts.first().map_or(node.span, |part| self.expression.ast().node(*part).span);
                    self.refuse_operator("OR", Span::new(first.start, node.span.end), None);
                }
                NodeKind::Not { keyword, .. } => self.refuse_operator("NOT", keyword, self.attribute_in(id)),
                NodeKind::In { keyword, .. } => self.refuse_operator("IN", keyword, self.attribute_in(id)),
                NodeKind::Comparison { comparator: Comparator::NotEqual, comparator_span, .. } => {
                    self.refuse_operator("<>", comparator_span, self.attribute_in(id));
                }
                NodeKind::Comparison { comparator, left, right, .. } => {
                    self.clause(
                        node.span,
                        &[left, right],
                        |first, operands| match (first, operands) {
                            (true, [_, value]) => value.map(|value| KeyPredicate::Compare(comparator, value)),
                            (false, [value, _]) => {
                                value.map(|value| KeyPredicate::Compare(comparator.mirrored(), value))
                            }
                            _ => None,
                        },
                        comparator == Comparator::Equal,
                        None,
                    );
                }
                NodeKind::Between { operand, low, high, .. } => {
                    self.clause(
                        node.span,
                        &[operand, low, high],
                        |_, operands| match operands {
                            [_, Some(low), Some(high)] => Some(KeyPredicate::Between(low, high)),
                            _ => None,
                        },
                        false,
                        Some("BETWEEN"),
                    );
                }
                NodeKind::FunctionCall { name, arguments } => {
                    let function = name.slice(self.expression.text).unwrap_or_default();
                    if function == "begins_with" {
                        let operands = self.expression.ast().list(arguments).to_vec();
                        self.clause(
                            node.span,
                            &operands,
                            |_, operands| match operands {
                                [_, Some(prefix)] => Some(KeyPredicate::BeginsWith(prefix)),
                                _ => None,
                            },
                            false,
                            Some("begins_with"),
                        );
                    } else {
                        self.refuse_operator(function, name, self.attribute_in(id));
                    }
                }
                _ => {}
            }
        }
    }

    fn refuse_operator(&mut self, operator: &str, span: Span, attribute: Option<String>) {
        let problem = KeyProblem::OperatorNotAllowed { operator: operator.to_owned(), attribute, on_key: None };
        self.problems.push((problem, span));
    }

    /// The only attribute that is named in a condition.
    fn attribute_in(&self, id: NodeId) -> Option<String> {
        let ast = self.expression.ast();
        let start = ast.node(id).span.start;
        // What a node holds stands right before it.
        let before = ast.nodes().get(..id.index()).unwrap_or_default();
        let inside = before.iter().rev().take_while(|node| start <= node.span.start);
        let mut named = inside.filter_map(|node| match node.kind {
            NodeKind::Path(elements) => self.expression.root_attribute(elements),
            _ => None,
        });
        let first = named.next()?;
        named.all(|other| other == first).then(|| first.to_owned())
    }

    /// One condition. `key_first` names the operator that wants the attribute as its first operand.
    fn clause(
        &mut self,
        span: Span,
        operands: &[NodeId],
        predicate: impl Fn(bool, &[Option<&'c AttributeValue>]) -> Option<KeyPredicate<'c>>,
        is_equality: bool,
        key_first: Option<&str>,
    ) {
        let expression = self.expression;
        let ast = expression.ast();
        let inside: Vec<NodeId> = operands.iter().map(|operand| ast.unparenthesized(*operand)).collect();
        let call = inside.iter().find(|id| matches!(ast.node(**id).kind, NodeKind::FunctionCall { .. }));
        if let Some(call) = call {
            return self.problems.push((KeyProblem::NestedOperation, ast.node(*call).span));
        }
        let is_path = |id: &NodeId| matches!(ast.node(*id).kind, NodeKind::Path(_));
        if let (Some(operator), Some(first)) = (key_first, inside.first())
            && !is_path(first)
        {
            let problem = KeyProblem::KeyMustComeFirst { operator: operator.to_owned() };
            return self.problems.push((problem, ast.node(*first).span));
        }
        let mut attribute = None;
        for (at, id) in inside.iter().enumerate() {
            let NodeKind::Path(elements) = ast.node(*id).kind else { continue };
            if attribute.is_some() {
                return self.problems.push((KeyProblem::MultipleAttributes, ast.node(*id).span));
            }
            if elements.len() > 1 {
                return self.problems.push((KeyProblem::NestedAttribute, ast.node(*id).span));
            }
            attribute = Some((at, expression.path(elements).next()));
        }
        let (at, name) = match attribute {
            Some((at, Some(ResolvedElement::Attribute(name)))) => (at, name),
            Some(_) => return,
            None => return self.problems.push((KeyProblem::NoKeyAttribute, span)),
        };
        if self.clauses.iter().any(|clause| clause.attribute == name) {
            return self.problems.push((KeyProblem::RepeatedKey { attribute: name.to_owned() }, span));
        }
        let values: Vec<Option<&'c AttributeValue>> = inside.iter().map(|id| expression.value(*id)).collect();
        let predicate = predicate(at == 0, &values);
        self.clauses.push(Clause { attribute: name, predicate, is_equality, span });
    }
}

impl CheckedExpression<'_> {
    /// The conditions of a key condition in the order of the text, and the errors of its structure.
    fn walk_key_condition(&self) -> Walk<'_, '_> {
        let mut walk = Walk { expression: self, clauses: Vec::new(), problems: Vec::new() };
        if self.is_whole() {
            walk.run();
        }
        walk
    }

    /// The first condition of a key condition in which no attribute has to be equal to anything, as that of a
    /// partition key has to be, whatever the key is; nothing for other kinds and refused texts.
    #[must_use]
    pub fn without_equality(&self) -> Option<Span> {
        if self.kind != ExpressionKind::KeyCondition || !self.is_whole() {
            return None;
        }
        let walked = self.walk_key_condition();
        let refused = !walked.problems.is_empty() || walked.clauses.iter().any(|clause| clause.is_equality);
        walked.clauses.first().filter(|_| !refused).map(|clause| clause.span)
    }

    /// The conditions on keys, each with its attribute and values; empty for other kinds and refused texts.
    #[must_use]
    pub fn key_conditions(&self) -> Vec<KeyCondition<'_>> {
        if self.kind != ExpressionKind::KeyCondition {
            return Vec::new();
        }
        let mut known = Vec::new();
        for Clause { attribute, predicate, span, .. } in self.walk_key_condition().clauses {
            if let Some(predicate) = predicate {
                known.push(KeyCondition { attribute, predicate, span });
            }
        }
        known
    }
}

/// Checks the structure of a key condition.
pub(super) fn check_structure(expression: &CheckedExpression<'_>, problems: &mut Problems) {
    for (at, (problem, span)) in (0..).zip(expression.walk_key_condition().problems) {
        let place = Place::expression(ExpressionKind::KeyCondition, span);
        problems.add(problem, place, Rank::at(Stage::KeyConditionStructure, at));
    }
}

/// Checks the key condition of a request against the key of the table or index it queries.
///
/// Service: after the table and index are found; each key attribute in the order of the schema.
#[must_use]
pub fn check_key_schema(checked: &Checked<'_>, key: &KeySchema) -> Vec<crate::problem::Problem> {
    let mut problems = Problems::default();
    let Some(expression) = checked.expression(ExpressionKind::KeyCondition) else { return Vec::new() };
    let refused = checked.problems.iter().any(|problem| {
        problem.rank.stage() == Stage::KeyConditionStructure
            || matches!(&problem.place.part, crate::problem::Part::Expression(ExpressionKind::KeyCondition, _))
    });
    if refused {
        return Vec::new();
    }
    let clauses = expression.walk_key_condition().clauses;
    let whole = Span::new(0, u32::try_from(expression.text.len()).unwrap_or(u32::MAX));
    let mut fit = Fit { clauses: &clauses, key, whole, problems: &mut problems, found: 0 };
    fit.check();
    problems.sorted()
}

/// Conditions beside a key.
struct Fit<'f, 'c> {
    clauses: &'f [Clause<'c>],
    key: &'f KeySchema,
    whole: Span,
    problems: &'f mut Problems,
    found: u32,
}

impl Fit<'_, '_> {
    fn problem(&mut self, problem: KeyProblem, span: Span) {
        let place = Place::expression(ExpressionKind::KeyCondition, span);
        self.problems.add(problem, place, Rank::at(Stage::KeyConditionSchema, self.found));
        self.found += 1;
    }

    fn on(&self, attribute: &str) -> Option<&Clause<'_>> {
        self.clauses.iter().find(|clause| clause.attribute == attribute)
    }

    fn check(&mut self) {
        let attributes = self.key.attributes().count();
        if self.clauses.len() > attributes {
            let conditions = self.clauses.len();
            self.problem(KeyProblem::TooManyConditions { conditions, attributes }, self.whole);
        }
        self.partition();
        self.sort();
        self.values();
    }

    fn partition(&mut self) {
        let many = self.key.partition.len() > 1;
        for attribute in &self.key.partition {
            let name = attribute.name.clone();
            let (problem, span) = match self.on(&name) {
                None if many => (KeyProblem::HashNeedsEquality { attribute: name }, self.whole),
                None => (KeyProblem::MissingKey { attribute: name }, self.whole),
                Some(clause) if clause.is_equality => continue,
                Some(clause) if many => (KeyProblem::HashNeedsEquality { attribute: name }, clause.span),
                Some(clause) => (KeyProblem::NotSupported, clause.span),
            };
            self.problem(problem, span);
        }
    }

    fn sort(&mut self) {
        let stranger = self.clauses.iter().find(|clause| self.key.attribute(clause.attribute).is_none());
        if let Some(span) = stranger.map(|clause| clause.span)
            && self.clauses.len() <= self.key.attributes().count()
        {
            let unused = self.key.sort.iter().find(|attribute| self.on(&attribute.name).is_none());
            if let Some(missing) = unused {
                let attribute = missing.name.clone();
                self.problem(KeyProblem::MissingKey { attribute }, span);
            }
        }
        let last = self.key.sort.iter().rposition(|attribute| self.on(&attribute.name).is_some());
        let Some((last, present)) = last.and_then(|at| Some((at, self.key.sort.get(at)?.name.clone()))) else { return };
        let gap = self
            .key
            .sort
            .iter()
            .take(last)
            .find(|attribute| !self.on(&attribute.name).is_some_and(|clause| clause.is_equality));
        if let Some(gap) = gap.map(|gap| gap.name.clone()) {
            let span = self.on(&present).map_or(self.whole, |clause| clause.span);
            self.problem(KeyProblem::RangeNeedsEquality { attribute: gap, present }, span);
        }
    }

    fn values(&mut self) {
        let mut found = Vec::new();
        for attribute in self.key.attributes() {
            let Some(clause) = self.on(&attribute.name) else { continue };
            for value in clause.predicate.into_iter().flat_map(KeyPredicate::values) {
                let given = value.attribute_type();
                let name = attribute.name.clone();
                if given != attribute.attribute_type {
                    let expected = attribute.attribute_type;
                    found.push((KeyProblem::ConditionType { attribute: name, expected, given }, clause.span));
                    break;
                }
                let empty = match value {
                    AttributeValue::S(text) => text.is_empty(),
                    AttributeValue::B(bytes) => bytes.is_empty(),
                    _ => false,
                };
                if empty {
                    let problem = KeyProblem::EmptyKeyValue { attribute: name, attribute_type: given };
                    found.push((problem, clause.span));
                    break;
                }
            }
        }
        for (problem, span) in found {
            self.problem(problem, span);
        }
    }
}
