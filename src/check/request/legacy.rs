//! The parameters from before expressions: ConditionalOperator, Expected, filters, KeyConditions,
//! AttributeUpdates, AttributesToGet.

use std::cmp::Ordering;

use super::EntryCheck;
use super::decoding::legacy_step;
use crate::problem::{KeyProblem, LegacyProblem, Part, Rank, RequestProblem, Stage, Step};
use crate::request::{Action, AttributeUpdate, LegacyCondition};
use crate::value::{AsView, compare};
use crate::value::{AttributeType, AttributeValue, TypeSet};

use AttributeType as T;

const ORDERED: TypeSet = TypeSet::of(&[T::S, T::N, T::B]);
const SETS: TypeSet = TypeSet::of(&[T::Ss, T::Ns, T::Bs]);

/// What a comparison operator takes: how many values, of which types, and whether a key can answer it.
struct Comparison {
    least: usize,
    most: usize,
    types: TypeSet,
    indexable: bool,
}

fn comparison(operator: &str) -> Option<Comparison> {
    let (least, most, types, indexable) = match operator {
        "EQ" => (1, 1, TypeSet::ALL, true),
        "NE" => (1, 1, TypeSet::ALL, false),
        "LT" | "LE" | "GT" | "GE" => (1, 1, ORDERED, true),
        "BETWEEN" => (2, 2, ORDERED, true),
        "BEGINS_WITH" => (1, 1, TypeSet::of(&[T::S, T::B]), true),
        "IN" => (1, usize::MAX, ORDERED, false),
        "NULL" | "NOT_NULL" => (0, 0, TypeSet::ALL, false),
        // Service: BOOL and NULL are tolerated by some tests.
        "CONTAINS" | "NOT_CONTAINS" => (1, 1, ORDERED.union(TypeSet::of(&[T::Bool, T::Null])), false),
        _ => return None,
    };
    Some(Comparison { least, most, types, indexable })
}

/// What is wrong with the values beside an operator. Service: their number, then one type, then the types,
/// then the order of BETWEEN.
fn arguments(operator: &str, given: &[Option<AttributeValue>]) -> Option<LegacyProblem> {
    let takes = comparison(operator)?;
    let operator = || operator.to_owned();
    if given.len() < takes.least || given.len() > takes.most {
        return Some(LegacyProblem::ArgumentCount { operator: operator() });
    }
    // What could not be decoded is its own problem.
    let known: Vec<&AttributeValue> = given.iter().flatten().collect();
    let types: TypeSet = known.iter().map(|value| value.attribute_type()).collect();
    if types.len() > 1 {
        return Some(LegacyProblem::MixedTypes);
    }
    if let Some(given) = types.iter().find(|given| !takes.types.contains(*given)) {
        return Some(LegacyProblem::ArgumentType { operator: operator(), given });
    }
    match known.as_slice() {
        [low, high] if takes.most == 2 && compare::order(low.view(), high.view()) == Some(Ordering::Greater) => {
            Some(LegacyProblem::BetweenOrder)
        }
        _ => None,
    }
}

impl EntryCheck<'_, '_> {
    pub(super) fn legacy(&mut self) {
        let entry = self.entry;
        self.conditional_operator();
        self.attributes_to_get();
        for (at, update) in (0..).zip(entry.updates.iter().flatten()) {
            if let Some(problem) = update_problem(update) {
                self.add_legacy("AttributeUpdates", update.attribute, at, problem);
            }
            self.update_of_key(update, at);
        }
        for (at, condition) in (0..).zip(entry.expected.iter().flatten()) {
            if let Some(problem) = expected_problem(condition) {
                self.add_legacy("Expected", condition.attribute, at, problem);
            }
        }
        let filter = if entry.action == Some(Action::Scan) { "ScanFilter" } else { "QueryFilter" };
        for (at, condition) in (0..).zip(entry.filter.iter().flatten()) {
            self.comparison(filter, condition, at);
        }
        for (at, condition) in (0..).zip(entry.key_conditions.iter().flatten()) {
            self.comparison("KeyConditions", condition, at);
        }
        self.query_of_keys();
    }

    fn add_legacy(&mut self, parameter: &str, attribute: &str, at: u32, problem: LegacyProblem) {
        let (stage, step) = legacy_step(self.request.operation, parameter);
        let rank = Rank::new(stage, step, [at, 1, 0, 0]);
        self.add_member(RequestProblem::Legacy(problem), &[parameter, attribute], rank);
    }

    fn comparison(&mut self, parameter: &str, condition: &LegacyCondition<'_>, at: u32) {
        let given = condition.arguments.as_deref().unwrap_or_default();
        if let Some(problem) = condition.operator.and_then(|operator| arguments(operator, given)) {
            self.add_legacy(parameter, condition.attribute, at, problem);
        }
    }

    fn conditional_operator(&mut self) {
        if !self.entry.has("ConditionalOperator") {
            return;
        }
        let conditions = self.entry.expected.as_ref().or(self.entry.filter.as_ref());
        let problem = match conditions {
            None => LegacyProblem::ConditionalOperatorAlone,
            Some(conditions) if conditions.len() < 2 => LegacyProblem::ConditionalOperatorNeedsTwo,
            Some(_) => return,
        };
        let (stage, step) = legacy_step(self.request.operation, "ConditionalOperator");
        let rank = Rank::new(stage, step, [0; 4]);
        self.add_member(RequestProblem::Legacy(problem), &["ConditionalOperator"], rank);
    }

    fn attributes_to_get(&mut self) {
        let mut seen = std::collections::HashSet::new();
        let mut names = self.entry.attributes_to_get.iter().flatten();
        if let Some(repeated) = names.find(|name| !seen.insert(**name)) {
            let problem = LegacyProblem::RepeatedAttribute { attribute: (*repeated).to_owned() };
            let (stage, step) = legacy_step(self.request.operation, "AttributesToGet");
            self.add_member(RequestProblem::Legacy(problem), &["AttributesToGet"], Rank::new(stage, step, [0; 4]));
        }
    }

    fn update_of_key(&mut self, update: &AttributeUpdate<'_>, at: u32) {
        let Some(table) = self.table else { return };
        let part = || Part::Member(vec![Step::from("AttributeUpdates"), update.attribute.into()]);
        let name = update.attribute.to_owned();
        if table.key.attribute(update.attribute).is_some() {
            let rank = Rank::new(Stage::KeyPaths, 0, [at, 0, 0, 0]);
            return self.add(KeyProblem::UpdateOfKey { attribute: name }, part(), rank);
        }
        let Some(Some(value)) = &update.value else { return };
        for problem in super::paths::index_key_problems(table, update.attribute, value) {
            self.add(problem, part(), Rank::new(Stage::KeyPaths, 1, [at, 0, 0, 0]));
        }
    }

    /// KeyConditions and QueryFilter against the key of what is queried.
    fn query_of_keys(&mut self) {
        let (entry, Some(key)) = (self.entry, self.key()) else { return };
        if entry.action != Some(Action::Query) {
            return;
        }
        for (at, condition) in (0..).zip(entry.filter.iter().flatten()) {
            if key.attribute(condition.attribute).is_some() {
                let attribute = condition.attribute.to_owned();
                let problem = RequestProblem::Legacy(LegacyProblem::FilterOnKey { attribute });
                self.add_member(problem, &["QueryFilter", condition.attribute], Rank::at(Stage::FilterKeys, at));
            }
        }
        if let Some(conditions) = &entry.key_conditions {
            self.key_conditions(conditions, key);
        }
    }

    fn key_conditions(&mut self, conditions: &[LegacyCondition<'_>], key: &crate::request::KeySchema) {
        let whole = || Part::Member(vec![Step::from("KeyConditions")]);
        let on = |name: &str| conditions.iter().find(|condition| condition.attribute == name);
        let attributes = key.attributes().count();
        if conditions.len() > attributes {
            let problem = KeyProblem::TooManyConditions { conditions: conditions.len(), attributes };
            self.add(problem, whole(), Rank::at(Stage::KeyConditionSchema, 0));
        }
        for (at, attribute) in (1..).zip(key.attributes()) {
            let name = attribute.name.clone();
            let partition = key.partition.contains(attribute);
            let Some(condition) = on(&name) else {
                // Chosen: the sort key is missed only where another attribute stands in its place.
                if partition || conditions.iter().any(|condition| key.attribute(condition.attribute).is_none()) {
                    let rank = Rank::new(Stage::KeyConditionSchema, 0, [at, 1, 0, 0]);
                    self.add(KeyProblem::MissingKey { attribute: name }, whole(), rank);
                }
                continue;
            };
            let part = || Part::Member(vec![Step::from("KeyConditions"), condition.attribute.into()]);
            let rank = |step| Rank::new(Stage::KeyConditionSchema, 0, [at, step, 0, 0]);
            let operator = condition.operator.unwrap_or_default();
            let takes = comparison(operator);
            if takes.is_some_and(|takes| !takes.indexable) {
                let operator = operator.to_owned();
                let problem = RequestProblem::Legacy(LegacyProblem::NotIndexable { operator });
                self.add(problem, part(), rank(2));
            } else if partition && !matches!(operator, "" | "EQ") {
                self.add(KeyProblem::NotSupported, part(), rank(4));
            }
            for value in condition.arguments.iter().flatten().flatten() {
                let (expected, given) = (attribute.attribute_type, value.attribute_type());
                if given != expected {
                    self.add(KeyProblem::ConditionType { attribute: name, expected, given }, part(), rank(3));
                    break;
                }
            }
        }
    }
}

fn update_problem(update: &AttributeUpdate<'_>) -> Option<LegacyProblem> {
    let action = update.action.unwrap_or("PUT");
    let Some(value) = &update.value else {
        return (action != "DELETE").then_some(LegacyProblem::OnlyDeleteWithoutValue);
    };
    let given = value.as_ref()?.attribute_type();
    match action {
        "DELETE" if !SETS.contains(given) => Some(LegacyProblem::DeleteType { given }),
        "ADD" if !SETS.union(TypeSet::of(&[T::N, T::L])).contains(given) => Some(LegacyProblem::AddType { given }),
        _ => None,
    }
}

fn expected_problem(condition: &LegacyCondition<'_>) -> Option<LegacyProblem> {
    let attribute = condition.attribute.to_owned();
    let (value, list) = (condition.value.as_ref(), condition.arguments.as_deref());
    if let Some(operator) = condition.operator {
        if condition.exists.is_some() {
            return Some(LegacyProblem::ExistsWithOperator { attribute });
        }
        if value.is_some() && list.is_some() {
            return Some(LegacyProblem::ValueWithList { attribute });
        }
        let none_needed = comparison(operator).is_none_or(|takes| takes.least == 0);
        if value.is_none() && list.is_none() && !none_needed {
            return Some(LegacyProblem::OperatorWithoutArguments { operator: operator.to_owned(), attribute });
        }
        return match (list, value) {
            (Some(list), _) => arguments(operator, list),
            (None, Some(value)) => arguments(operator, std::slice::from_ref(value)),
            (None, None) => arguments(operator, &[]),
        };
    }
    if list.is_some() {
        return Some(LegacyProblem::ListWithoutOperator { attribute });
    }
    match (condition.exists, value) {
        (Some(false), Some(_)) => Some(LegacyProblem::ValueWithoutExistence { attribute }),
        (exists @ (None | Some(true)), None) => {
            Some(LegacyProblem::ValueMissing { attribute, exists: exists.is_some() })
        }
        _ => None,
    }
}
