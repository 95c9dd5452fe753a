//! Vectors with known answers: what the service makes of items and expressions.
//!
//! Each case is one request against one dataset. What needs more than an expression and an item, such as the
//! rules about key attributes in filters and updates, is left to the tests of requests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/unmet_evaluation.rs"]
mod unmet;

use std::collections::HashMap;

use ddbexpr::check::{Checked, Expressions, check, check_key_schema};
use ddbexpr::problem::{Framing, Part, Place, PlaceholderProblem, Problem, Rank, Stage};
use ddbexpr::request::{
    Binding, ExpressionAttributeNames, ExpressionAttributeValues, KeyAttribute, KeySchema, Operation,
};
use ddbexpr::syntax::ExpressionKind;
use ddbexpr::value::{AsView, AttributeType, Item, ItemView, TypeSet, compare, json};
use ddbexpr::{Condition, KeyCondition, Projection, Update};
use serde_json::{Map, Value};

#[test]
fn filters() {
    run(include_str!("vectors/filter.jsonl"), 631);
}

#[test]
fn projections() {
    run(include_str!("vectors/projection.jsonl"), 690);
}

#[test]
fn conditions() {
    run(include_str!("vectors/condition.jsonl"), 666);
}

#[test]
fn updates() {
    run(include_str!("vectors/update.jsonl"), 650);
}

#[test]
fn key_conditions() {
    run(include_str!("vectors/key-condition.jsonl"), 681);
}

fn run(lines: &str, count: usize) {
    let datasets = datasets();
    let mut failures = Vec::new();
    let mut ran = 0;
    for line in lines.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let id = case["id"].as_str().unwrap();
        ran += 1;
        let outcome = answer(&case, &datasets).and_then(|answer| compare_answers(&case, &answer));
        let mut unmet = unmet::CONTRADICTED.iter().chain(unmet::OF_REQUESTS);
        let listed = unmet.any(|(_, ids)| ids.contains(&id));
        match outcome {
            Err(_) if listed => {}
            Ok(()) if listed => failures.push(format!("{id}: holds, take it off the list")),
            Ok(()) => {}
            Err(why) => failures.push(format!("{id}: {why}\n    {}", case["request"])),
        }
    }
    assert!(failures.is_empty(), "{} of {ran}:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(ran, count);
}

/// A table with its items.
struct Dataset {
    key: KeySchema,
    indexes: HashMap<String, KeySchema>,
    items: Vec<Item>,
}

fn datasets() -> HashMap<String, Dataset> {
    let all: Map<String, Value> = serde_json::from_str(include_str!("vectors/datasets.json")).unwrap();
    all.into_iter().map(|(name, json)| (name, dataset(&json))).collect()
}

fn dataset(json: &Value) -> Dataset {
    let table = &json["table"];
    let types: HashMap<&str, AttributeType> = list(&table["AttributeDefinitions"])
        .map(|definition| (text(&definition["AttributeName"]), text(&definition["AttributeType"]).parse().unwrap()))
        .collect();
    let key = |schema: &Value| {
        let mut key = KeySchema::default();
        for element in list(schema) {
            let name = text(&element["AttributeName"]);
            let attribute = KeyAttribute { name: name.to_owned(), attribute_type: types[name] };
            if element["KeyType"] == "HASH" { key.partition.push(attribute) } else { key.sort.push(attribute) }
        }
        key
    };
    let indexes = list(&table["GlobalSecondaryIndexes"]).chain(list(&table["LocalSecondaryIndexes"]));
    Dataset {
        key: key(&table["KeySchema"]),
        indexes: indexes.map(|index| (text(&index["IndexName"]).to_owned(), key(&index["KeySchema"]))).collect(),
        items: list(&json["items"]).map(item).collect(),
    }
}

fn list(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().into_iter().flatten()
}

fn text(json: &Value) -> &str {
    json.as_str().unwrap()
}

fn item(json: &Value) -> Item {
    json::item_from_json(json, Default::default()).unwrap()
}

/// What a request comes to.
enum Answer {
    /// Refused, with the type of the error and the message.
    Error(&'static str, String),
    /// Positions of the items returned, and how many were looked at.
    Items(Vec<usize>, usize),
    /// The response; and, for writes, the item afterwards.
    Done { response: Map<String, Value>, after: Option<Option<Item>> },
}

fn answer(case: &Value, datasets: &HashMap<String, Dataset>) -> Result<Answer, String> {
    let dataset = &datasets[text(&case["dataset"])];
    let operation: Operation = text(&case["operation"]).parse().unwrap();
    let request = case["request"].as_object().unwrap();
    let key = match request.get("IndexName") {
        Some(index) => &dataset.indexes[text(index)],
        None => &dataset.key,
    };
    let (names, mut problems) = (names(request), Vec::new());
    let values = match operation {
        // GetItem has no values.
        Operation::GetItem => ExpressionAttributeValues::new(),
        _ => values(request, operation, &mut problems),
    };
    let texts: Vec<(ExpressionKind, &str)> = ExpressionKind::ALL
        .into_iter()
        .filter_map(|kind| Some((kind, request.get(kind.parameter())?.as_str()?)))
        .collect();
    let layer = operation.layer(Default::default());
    let checked = check(Expressions { texts: &texts, names: &names, values: &values, layer });
    problems.extend(checked.problems.iter().cloned());
    problems.sort_by_key(|problem| problem.rank);
    if problems.is_empty() {
        problems.extend(check_key_schema(&checked, key));
    }
    if let Some(first) = problems.first() {
        let framing = Framing { operation: Some(operation), ..Framing::default() };
        return Ok(Answer::Error("ValidationException", first.service_message(framing)));
    }
    match operation {
        Operation::Scan => Ok(scan(dataset, &checked)),
        Operation::Query => Ok(query(dataset, key, request, &checked)),
        Operation::GetItem => Ok(get(dataset, request, &checked)),
        Operation::UpdateItem => Ok(update(dataset, request, &checked)),
        Operation::PutItem => Ok(write(dataset, request, &request["Item"], &checked)),
        Operation::DeleteItem => Ok(write(dataset, request, &request["Key"], &checked)),
        other => Err(format!("no test for {other}")),
    }
}

fn names(request: &Map<String, Value>) -> ExpressionAttributeNames {
    match request.get("ExpressionAttributeNames").and_then(Value::as_object) {
        None => ExpressionAttributeNames::new(),
        Some(names) if names.is_empty() => ExpressionAttributeNames::sent_empty(),
        Some(names) => names.iter().map(|(key, name)| (key.as_str(), text(name))).collect(),
    }
}

fn values(
    request: &Map<String, Value>,
    operation: Operation,
    problems: &mut Vec<Problem>,
) -> ExpressionAttributeValues {
    let Some(json) = request.get("ExpressionAttributeValues").and_then(Value::as_object) else {
        return ExpressionAttributeValues::new();
    };
    if json.is_empty() {
        return ExpressionAttributeValues::sent_empty();
    }
    let mut values = ExpressionAttributeValues::new();
    for (at, (key, value)) in (0..).zip(json) {
        let binding = json::from_json(value, operation.layer(Default::default())).map(Binding::Value);
        let binding = binding.unwrap_or_else(|problem| {
            let kind = PlaceholderProblem::InvalidValue { key: key.clone(), error: problem.error }.into();
            let place = Place::part(Part::Value(key.clone(), Vec::new()));
            problems.push(Problem { kind, place, rank: Rank::at(Stage::Values, at) });
            Binding::Types(TypeSet::ALL)
        });
        values.insert(key.as_str(), binding);
    }
    values
}

fn condition(checked: &Checked<'_>, kind: ExpressionKind) -> Option<Condition> {
    checked.expression(kind).map(|expression| Condition::from_checked(expression).unwrap())
}

fn scan(dataset: &Dataset, checked: &Checked<'_>) -> Answer {
    let filter = condition(checked, ExpressionKind::Filter);
    let matches = |item: &Item| filter.as_ref().is_none_or(|filter| filter.matches(item));
    let found = (0..dataset.items.len()).filter(|at| matches(&dataset.items[*at]));
    Answer::Items(found.collect(), dataset.items.len())
}

fn query(dataset: &Dataset, key: &KeySchema, request: &Map<String, Value>, checked: &Checked<'_>) -> Answer {
    let expression = checked.expression(ExpressionKind::KeyCondition).unwrap();
    let key_condition = KeyCondition::from_checked(expression, key).unwrap();
    let has_key = |item: &Item| key.attributes().all(|attribute| is_keyed(item, attribute));
    let mut found: Vec<usize> = (0..dataset.items.len())
        .filter(|at| has_key(&dataset.items[*at]) && key_condition.matches(&dataset.items[*at]))
        .collect();
    for at in &found {
        assert!(in_ranges(&key_condition, &dataset.items[*at]), "ranges say otherwise: {expression:?}");
    }
    let sort = |at: &usize, attribute: &KeyAttribute| dataset.items[*at].get(&attribute.name).cloned();
    found.sort_by(|one, two| {
        let orders = key.sort.iter().map(|attribute| match (sort(one, attribute), sort(two, attribute)) {
            (Some(one), Some(two)) => compare::order(one.view(), two.view()).unwrap(),
            _ => std::cmp::Ordering::Equal,
        });
        orders.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    if request.get("ScanIndexForward") == Some(&Value::Bool(false)) {
        found.reverse();
    }
    let scanned = found.len();
    if let Some(filter) = condition(checked, ExpressionKind::Filter) {
        found.retain(|at| filter.matches(&dataset.items[*at]));
    }
    Answer::Items(found, scanned)
}

fn is_keyed(item: &Item, attribute: &KeyAttribute) -> bool {
    item.get(&attribute.name).is_some_and(|value| value.attribute_type() == attribute.attribute_type)
}

fn in_ranges(condition: &KeyCondition, item: &Item) -> bool {
    let equalities = condition.partition().iter().chain(condition.sort_prefix());
    let mut equalities = equalities.map(|key| item.get(&key.attribute) == Some(&key.value));
    let range = condition.range().is_none_or(|range| {
        let value = item.get(&range.attribute).unwrap();
        let behind = match range.bounds.start() {
            std::ops::Bound::Unbounded => true,
            std::ops::Bound::Included(start) => compare::order(value.view(), start.view()).unwrap().is_ge(),
            std::ops::Bound::Excluded(start) => compare::order(value.view(), start.view()).unwrap().is_gt(),
        };
        behind && range.bounds.contains(value)
    });
    equalities.all(|equal| equal) && range
}

/// The item that has the key attributes of `keyed`.
fn addressed<'d>(dataset: &'d Dataset, keyed: &Item) -> Option<&'d Item> {
    let same = |item: &&Item| dataset.key.attributes().all(|key| item.get(&key.name) == keyed.get(&key.name));
    dataset.items.iter().find(same)
}

fn get(dataset: &Dataset, request: &Map<String, Value>, checked: &Checked<'_>) -> Answer {
    let mut response = Map::new();
    if let Some(found) = addressed(dataset, &item(&request["Key"])) {
        let expression = checked.expression(ExpressionKind::Projection).unwrap();
        let projected = Projection::from_checked(expression).unwrap().project(found);
        let typed = json::item_to_json(found);
        let from_json = ddbexpr::value::DynamoDbJson::from_value(&typed).unwrap();
        assert_eq!(Projection::from_checked(expression).unwrap().project(&from_json), projected);
        response.insert("Item".to_owned(), json::item_to_json(&projected));
    }
    Answer::Done { response, after: None }
}

fn failed() -> Answer {
    Answer::Error("ConditionalCheckFailedException", "The conditional request failed".to_owned())
}

/// The condition of the request, held against the item before.
fn passes(checked: &Checked<'_>, old: &Option<&Item>) -> bool {
    condition(checked, ExpressionKind::Condition).is_none_or(|condition| {
        let explanation = condition.explain(old);
        assert_eq!(explanation.matches, condition.matches(old));
        assert!(explanation.parts.first().is_some_and(|whole| whole.result == explanation.matches));
        explanation.matches
    })
}

fn write(dataset: &Dataset, request: &Map<String, Value>, keyed: &Value, checked: &Checked<'_>) -> Answer {
    let old = addressed(dataset, &item(keyed));
    if !passes(checked, &old) {
        return failed();
    }
    let mut response = Map::new();
    if let (Some("ALL_OLD"), Some(old)) = (request.get("ReturnValues").and_then(Value::as_str), old) {
        response.insert("Attributes".to_owned(), json::item_to_json(old));
    }
    let after = request.get("Item").map(item);
    Answer::Done { response, after: Some(after) }
}

fn update(dataset: &Dataset, request: &Map<String, Value>, checked: &Checked<'_>) -> Answer {
    let key = item(&request["Key"]);
    let old = addressed(dataset, &key);
    if !passes(checked, &old) {
        return failed();
    }
    let update = Update::from_checked(checked.expression(ExpressionKind::Update).unwrap()).unwrap();
    let keys: Vec<&str> = key.keys().collect();
    let returned = request.get("ReturnValues").and_then(Value::as_str).unwrap_or("NONE");
    let done = |attributes: Option<Item>, after: Option<Item>| {
        let attributes = attributes.map(|item| ("Attributes".to_owned(), json::item_to_json(&item)));
        Answer::Done { response: attributes.into_iter().collect(), after: Some(after) }
    };
    match old {
        Some(old) => match update.apply(old) {
            Ok(updated) => done(return_values(&updated, returned, &keys), updated.into_new_item()),
            Err(error) => Answer::Error("ValidationException", error.service_message()),
        },
        None => match update.apply_to_missing(&key) {
            Ok(updated) => done(return_values(&updated, returned, &keys), updated.into_new_item()),
            Err(error) => Answer::Error("ValidationException", error.service_message()),
        },
    }
}

fn return_values<I: ItemView>(
    updated: &ddbexpr::eval::Updated<'_, '_, I>,
    returned: &str,
    keys: &[&str],
) -> Option<Item> {
    match returned {
        "ALL_OLD" => updated.all_old(),
        "ALL_NEW" => updated.all_new().cloned(),
        "UPDATED_OLD" => updated.updated_old(keys),
        "UPDATED_NEW" => updated.updated_new(keys),
        _ => None,
    }
}

fn compare_answers(case: &Value, answer: &Answer) -> Result<(), String> {
    let expect = &case["expect"];
    match answer {
        Answer::Error(error_type, message) => {
            let wanted = &expect["error"];
            if wanted["type"] != *error_type {
                return Err(format!("refused: {message}; wanted {expect}"));
            }
            match wanted.get("message").and_then(Value::as_str) {
                Some(wanted) if bare(wanted) != bare(message) => Err(format!("{message}\n    wanted {wanted}")),
                _ => Ok(()),
            }
        }
        Answer::Items(found, scanned) => {
            // -1 stands for an item that could not be told from others when the vectors were made.
            let wanted: Vec<i64> = list(&expect["items"]).filter_map(Value::as_i64).collect();
            let same = wanted.iter().zip(found).all(|(wanted, at)| *wanted < 0 || *wanted == *at as i64);
            if expect.get("items").is_none() || wanted.len() != found.len() || !same || expect["scanned"] != *scanned {
                return Err(format!("{found:?} of {scanned}, wanted {expect}"));
            }
            Ok(())
        }
        Answer::Done { response, after } => {
            let Some(wanted) = expect.get("response").and_then(Value::as_object) else {
                return Err(format!("accepted, wanted {expect}"));
            };
            let keys = |map: &Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            let same =
                keys(wanted) == keys(response) && wanted.iter().all(|(key, value)| item(value) == item(&response[key]));
            if !same {
                return Err(format!("{}, wanted {expect}", Value::from(response.clone())));
            }
            let wanted = case.get("after").map(|after| (!after.is_null()).then(|| item(after)));
            match after {
                Some(after) if wanted.as_ref() != Some(after) => {
                    Err(format!("left {after:?}, wanted {}", case["after"]))
                }
                _ => Ok(()),
            }
        }
    }
}

/// The message without the envelope that only some operations put around it.
fn bare(message: &str) -> &str {
    message.strip_prefix("1 validation error detected: ").unwrap_or(message)
}

#[test]
fn programs_may_be_shared() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    shared::<Condition>();
    shared::<Projection>();
    shared::<Update>();
    shared::<KeyCondition>();
}
