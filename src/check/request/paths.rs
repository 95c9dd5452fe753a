//! Expressions against the table's schema: keys that are queried, filtered, entered or changed, and what an
//! index holds.

use std::collections::HashSet;

use super::EntryCheck;
use super::items::empty;
use crate::check::{Checked, CheckedExpression, KeyPredicate, Problems, check_key_schema, similar};
use crate::problem::{KeyProblem, Part, Place, Problem, ProblemKind, Rank, RequestProblem, Stage, Step};
use crate::request::{
    Action, IndexKind, IndexProjection, KeyAttribute, KeySchema, Operation, SecondaryIndex, TableSchema,
};
use crate::source::{JsonNode, Span};
use crate::syntax::{Action as UpdateAction, ClauseKind, Comparator, ExpressionKind, ListRange, NodeKind, Root};
use crate::value::{AttributeType, AttributeValue};

/// What is wrong with `value` as the new content of `attribute`, for the sake of the indexes it is a key of.
pub(super) fn index_key_problems(table: &TableSchema, attribute: &str, value: &AttributeValue) -> Vec<KeyProblem> {
    let mut problems = Vec::new();
    for index in &table.indexes {
        let Some(key) = index.key.attribute(attribute) else { continue };
        let (expected, given) = (key.attribute_type, value.attribute_type());
        let attribute = attribute.to_owned();
        if given != expected {
            let index = index.name.clone();
            problems.push(KeyProblem::UpdateIndexKeyType { attribute, expected, given, index });
        } else if let Some(attribute_type) = empty(value) {
            problems.push(KeyProblem::UpdateIndexKeyEmpty { attribute, attribute_type });
        }
    }
    problems
}

/// The paths of an expression in the order of the text, each with where it stands.
fn paths<'c>(expression: &'c CheckedExpression<'_>) -> Vec<(&'c str, ListRange, Span)> {
    let mut paths = Vec::new();
    for node in expression.ast().nodes() {
        if let NodeKind::Path(elements) = node.kind
            && let Some(root) = expression.root_attribute(elements)
        {
            paths.push((root, elements, node.span));
        }
    }
    paths.sort_by_key(|(_, _, span)| span.start);
    paths
}

/// What is wrong with how an entry's expressions treat the keys of its table.
struct KeyPaths<'p> {
    at: u16,
    problems: &'p mut Problems,
}

/// Checks the paths of expressions against the keys of a table and its indexes: key attributes are not entered, an
/// update does not change them, and gives the key of an index only what it can be.
#[must_use]
pub fn check_key_paths(checked: &Checked<'_>, table: &TableSchema) -> Vec<Problem> {
    let mut problems = Problems::default();
    KeyPaths { at: 0, problems: &mut problems }.check(checked, table);
    problems.sorted()
}

impl<'c> EntryCheck<'c, '_> {
    pub(super) fn paths(&mut self, checked: &Checked<'_>) {
        let Some(table) = self.table else { return self.keys_of_request(checked) };
        if let Some(name) = self.entry.text("IndexName")
            && table.index(name).is_none()
        {
            let part = Part::Member(vec![Step::from("IndexName")]);
            let known: Vec<String> = table.indexes.iter().map(|index| index.name.clone()).collect();
            let similar = similar(name, known.iter().map(String::as_str)).map(str::to_owned);
            let problem = KeyProblem::NoSuchIndex { index: name.to_owned(), known, similar };
            self.add(problem, part, Rank::at(Stage::Index, 0));
        }
        if let Some(index) = self.index() {
            self.index_is_read(index, table, checked);
        }
        self.start_key(checked);
        if self.is(Operation::Query)
            && let Some(key) = self.key()
        {
            for mut problem in check_key_schema(checked, key) {
                problem.place = problem.place.in_entry(self.at);
                self.problems.0.push(problem);
            }
            self.operators_on_keys(key);
            self.filter_on_keys(checked, key);
        }
        self.keys_in_expressions(checked, table);
    }

    fn keys_in_expressions(&mut self, checked: &Checked<'_>, table: &TableSchema) {
        KeyPaths { at: self.at, problems: self.problems }.check(checked, table);
    }

    /// Without a schema, the request still names keys: a Key has exactly the table's, and what a key condition
    /// speaks of belongs to the key that is queried.
    fn keys_of_request(&mut self, checked: &Checked<'_>) {
        let attribute = |name: &str, attribute_type| KeyAttribute { name: name.to_owned(), attribute_type };
        let mut key = KeySchema::default();
        if let [None] = self.entry.keys.as_slice() {
            // Its values are not known, but the names are those of the table's key.
            let given = self.entry.node.get("Key").and_then(JsonNode::members).unwrap_or_default();
            let names = given.iter().map(|member| member.key.as_str()).filter(|name| !name.is_empty());
            key.partition = names.map(|name| attribute(name, AttributeType::S)).collect();
            let table = TableSchema { key, ..TableSchema::default() };
            self.keys_in_expressions(checked, &table);
        } else if let [Some(given)] = self.entry.keys.as_slice() {
            key.partition = given.iter().map(|(name, value)| attribute(name, value.attribute_type())).collect();
            let table = TableSchema { key, ..TableSchema::default() };
            self.keys_in_expressions(checked, &table);
        } else if self.is(Operation::Query)
            && let Some(condition) = checked.expression(ExpressionKind::KeyCondition)
        {
            let named = condition.key_conditions().into_iter();
            let types = |predicate: KeyPredicate<'_>| predicate.values().next().map(AttributeValue::attribute_type);
            key.partition = named.filter_map(|one| Some(attribute(one.attribute, types(one.predicate)?))).collect();
            self.filter_on_keys(checked, &key);
            if let Some(span) = condition.without_equality() {
                let part = Part::Expression(ExpressionKind::KeyCondition, span);
                self.add(KeyProblem::NotSupported, part, Rank::at(Stage::KeyConditionSchema, 0));
            }
        }
    }

    fn index_is_read(&mut self, index: &SecondaryIndex, table: &TableSchema, checked: &Checked<'_>) {
        let name = || index.name.clone();
        let global = index.kind == IndexKind::Global;
        if global && self.entry.flag("ConsistentRead") {
            let problem = RequestProblem::ConsistentReadOnGlobalIndex { index: name() };
            self.add_member(problem, &["ConsistentRead"], Rank::at(Stage::ConsistentRead, 0));
        }
        if global && self.entry.text("Select") == Some("ALL_ATTRIBUTES") && index.projection != IndexProjection::All {
            // Service: a Scan looks at it with the start key, a Query after the filter's keys.
            let query = self.entry.action == Some(Action::Query);
            let rank = if query { Rank::at(Stage::SelectIndex, 0) } else { Rank::at(Stage::Keys, 0) };
            self.add_member(RequestProblem::SelectAllOfIndex { index: name() }, &["Select"], rank);
        }
        let to_get = self.entry.attributes_to_get.iter().flatten();
        let lacking: Vec<_> = to_get.filter(|name| global && !table.index_holds(index, name)).collect();
        if !lacking.is_empty() {
            let attributes = lacking.into_iter().map(|name| (*name).to_owned()).collect();
            let part = Part::Member(vec![Step::from("AttributesToGet")]);
            let problem = KeyProblem::ProjectionNotProjected { index: name(), attributes };
            self.add(problem, part, Rank::new(Stage::ProjectionPaths, 1, [0; 4]));
        }
        for (kind, concerned) in [
            (ExpressionKind::Projection, global),
            // Service: a Scan takes such a filter.
            (ExpressionKind::Filter, self.is(Operation::Query)),
        ] {
            let Some(expression) = checked.expression(kind).filter(|own| concerned && own.is_whole()) else { continue };
            let lacks = |name: &str| !table.index_holds(index, name);
            let mut missing: Vec<_> = paths(expression);
            missing.retain(|(root, ..)| lacks(root));
            let Some((_, _, span)) = missing.first().copied() else { continue };
            let mut attributes: Vec<String> = missing.iter().map(|(root, ..)| (*root).to_owned()).collect();
            attributes.dedup();
            let (problem, stage) = if kind == ExpressionKind::Projection {
                (KeyProblem::ProjectionNotProjected { index: name(), attributes }, Stage::ProjectionPaths)
            } else {
                (KeyProblem::FilterNotProjected { index: name(), attributes }, Stage::FilterKeys)
            };
            let mut place = Place::expression(kind, span).in_entry(self.at);
            place.also = missing.iter().skip(1).map(|(_, _, span)| *span).collect();
            self.problems.add(problem, place, Rank::new(stage, 1, [span.start, 0, 0, 0]).in_entry(self.at));
        }
    }

    /// Whether what a key condition cannot ask is asked of a key.
    fn operators_on_keys(&mut self, key: &KeySchema) {
        let own = self.problems.0.iter_mut().filter(|problem| problem.place.entry == self.at);
        for problem in own {
            if let ProblemKind::Key(KeyProblem::OperatorNotAllowed { attribute: Some(name), on_key, .. }) =
                &mut problem.kind
            {
                *on_key = Some(key.attribute(name).is_some());
            }
        }
    }

    fn filter_on_keys(&mut self, checked: &Checked<'_>, key: &KeySchema) {
        let Some(filter) = checked.expression(ExpressionKind::Filter).filter(|filter| filter.is_whole()) else {
            return;
        };
        let condition = checked.expression(ExpressionKind::KeyCondition);
        let asked = condition.map(CheckedExpression::key_conditions).unwrap_or_default();
        let movable = movable_paths(filter);
        for (root, _, span) in paths(filter) {
            if key.attribute(root).is_some() {
                let free = !asked.iter().any(|condition| condition.attribute == root);
                let fits_key_condition = free && movable.contains(&span.start);
                let problem = KeyProblem::FilterOnKey { attribute: root.to_owned(), fits_key_condition };
                let part = Part::Expression(ExpressionKind::Filter, span);
                self.add(problem, part, Rank::at(Stage::FilterKeys, span.start));
            }
        }
    }
}

/// Where the paths stand that a filter uses as a key condition could: first in a condition that key conditions
/// know, joined by AND to the rest.
fn movable_paths(filter: &CheckedExpression<'_>) -> HashSet<u32> {
    let ast = filter.ast();
    let Root::Condition(root) = ast.root() else { return HashSet::new() };
    let (mut movable, mut open) = (HashSet::new(), vec![root]);
    while let Some(id) = open.pop() {
        let first = match ast.node(ast.unparenthesized(id)).kind {
            NodeKind::And(parts) => {
                open.extend(ast.list(parts));
                continue;
            }
            NodeKind::Comparison { comparator: Comparator::NotEqual, .. } => continue,
            NodeKind::Comparison { left, .. } => Some(left),
            NodeKind::Between { operand, .. } => Some(operand),
            NodeKind::FunctionCall { name, arguments } if name.slice(filter.text) == Some("begins_with") => {
                ast.list(arguments).first().copied()
            }
            _ => continue,
        };
        let path = first.map(|first| ast.node(ast.unparenthesized(first)));
        movable.extend(path.filter(|node| matches!(node.kind, NodeKind::Path(_))).map(|node| node.span.start));
    }
    movable
}

impl KeyPaths<'_> {
    fn check(&mut self, checked: &Checked<'_>, table: &TableSchema) {
        for expression in checked.expressions.iter().filter(|expression| expression.is_whole()) {
            self.entered_keys(expression, table);
            if expression.kind == ExpressionKind::Update {
                self.changed_keys(expression, table);
            }
        }
    }

    fn add(&mut self, problem: KeyProblem, part: Part, rank: Rank) {
        self.problems.add(problem, Place::part(part).in_entry(self.at), rank.in_entry(self.at));
    }

    /// Paths that go into a key attribute.
    fn entered_keys(&mut self, expression: &CheckedExpression<'_>, table: &TableSchema) {
        let kind = expression.kind;
        if kind == ExpressionKind::KeyCondition {
            return;
        }
        let targets: HashSet<u32> = targets(expression).map(|(_, span)| span.start).collect();
        for (root, elements, span) in paths(expression) {
            let of_table = table.key.attribute(root).is_some();
            let of_index = table.indexes.iter().any(|index| index.key.attribute(root).is_some());
            let changed = of_table && targets.contains(&span.start);
            if elements.len() < 2 || changed || !(of_table || of_index) {
                continue;
            }
            let problem = KeyProblem::KeyNotScalar { attribute: root.to_owned(), of_index: !of_table };
            let stage = if kind == ExpressionKind::Projection { Stage::ProjectionPaths } else { Stage::KeyPaths };
            let rank = Rank::new(stage, if stage == Stage::KeyPaths { 3 } else { 0 }, [span.start, 0, 0, 0]);
            self.add(problem, Part::Expression(kind, span), rank);
        }
    }

    fn changed_keys(&mut self, expression: &CheckedExpression<'_>, table: &TableSchema) {
        let part = |span| Part::Expression(ExpressionKind::Update, span);
        for (action, span) in targets(expression) {
            let NodeKind::Path(elements) = expression.ast().node(action.target).kind else { continue };
            let Some(root) = expression.root_attribute(elements) else { continue };
            if table.key.attribute(root).is_some() {
                let problem = KeyProblem::UpdateOfKey { attribute: root.to_owned() };
                self.add(problem, part(span), Rank::new(Stage::KeyPaths, 0, [span.start, 0, 0, 0]));
                continue;
            }
            if elements.len() > 1 || action.clause == ClauseKind::Delete {
                continue;
            }
            let Some(operand) = action.value.map(|value| expression.ast().unparenthesized(value)) else { continue };
            let Some(value) = expression.value(operand) else { continue };
            let value_span = expression.ast().node(operand).span;
            for problem in index_key_problems(table, root, value) {
                self.add(problem, part(value_span), Rank::new(Stage::KeyPaths, 1, [span.start, 0, 0, 0]));
            }
        }
    }
}

/// The actions of an update, and where their targets stand.
fn targets(expression: &CheckedExpression<'_>) -> impl Iterator<Item = (UpdateAction, Span)> {
    let actions = expression.ast().all_actions().iter();
    actions.map(|action| (*action, expression.ast().node(action.target).span))
}
