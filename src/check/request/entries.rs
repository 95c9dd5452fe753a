//! Entries of batches and transactions: what each may hold, how many there are, and the same key twice.

use std::collections::HashSet;

use super::{Problems, table_of};
use crate::limits;
use crate::problem::{Part, Place, Rank, RequestProblem, Stage, Step};
use crate::request::{Binding, Entry, Operation, Request, TableSchema};
use crate::source::JsonNode;
use crate::value::{Item, json};

/// The largest TransactWriteItems. Service: 4 MB of the request.
const TRANSACTION_BYTES: usize = 4 * 1024 * 1024;

pub(super) fn check(request: &Request<'_>, tables: &[TableSchema], problems: &mut Problems) {
    match request.operation {
        Operation::BatchGetItem => {
            for (at, entry) in (0..).zip(&request.entries) {
                repeated_keys(entry, at, problems);
            }
            let count = request.entries.iter().map(|entry| entry.keys.len()).sum();
            let each = request.entries.iter().all(|entry| entry.keys.len() <= limits::BATCH_GET_KEYS);
            if each && count > limits::BATCH_GET_KEYS {
                total(RequestProblem::TooManyKeys { count }, "RequestItems", problems);
            }
        }
        Operation::BatchWriteItem => {
            one_action(request, problems, |count| RequestProblem::WriteRequestCount { count });
            let count = request.entries.len();
            let lists = request.node.get("RequestItems").and_then(JsonNode::members).unwrap_or_default();
            let most = lists.iter().filter_map(|list| list.value.elements()).map(<[JsonNode]>::len).max();
            if count > limits::BATCH_WRITE_ENTRIES && most.unwrap_or_default() <= limits::BATCH_WRITE_ENTRIES {
                total(RequestProblem::TooManyWrites { count }, "RequestItems", problems);
            }
            repeated_items(request, tables, Stage::Duplicates, || RequestProblem::DuplicateKeys, problems);
        }
        Operation::TransactWriteItems => {
            one_action(request, problems, |count| RequestProblem::ActionCount { count });
            repeated_items(request, tables, Stage::Entries, || RequestProblem::DuplicateItems, problems);
            if request.entries.iter().map(bytes).sum::<usize>() > TRANSACTION_BYTES {
                total(RequestProblem::TransactionTooLarge, "TransactItems", problems);
            }
        }
        _ => {}
    }
}

fn total(problem: RequestProblem, member: &'static str, problems: &mut Problems) {
    let place = Place::part(Part::Request(vec![Step::from(member)]));
    problems.add(problem, place, Rank::new(Stage::Entries, 1, [0; 4]));
}

/// What an entry adds to the size of a transaction. Chosen: items, keys and the values of expressions.
fn bytes(entry: &Entry<'_>) -> usize {
    let items = entry.item.iter().chain(entry.keys.iter().flatten()).map(Item::size_bytes).sum::<usize>();
    let values = entry.values.iter().filter_map(|(_, binding)| Binding::value(binding));
    items + values.map(crate::value::AttributeValue::size_bytes).sum::<usize>()
}

fn one_action(request: &Request<'_>, problems: &mut Problems, problem: impl Fn(usize) -> RequestProblem) {
    for (at, entry) in (0..).zip(&request.entries) {
        if entry.action.is_some() {
            continue;
        }
        let Some(members) = entry.node.members() else { continue };
        let known = ["ConditionCheck", "Put", "Delete", "Update", "PutRequest", "DeleteRequest"];
        let count = members.iter().filter(|member| known.contains(&member.key.as_str()) && !member.value.is_null());
        let place = Place::part(Part::Member(Vec::new())).in_entry(at);
        problems.add(problem(count.count()), place, Rank::at(Stage::Shape, 0).in_entry(at));
    }
}

/// Service: keys that are spelled alike; `1000` and `1e3` pass.
fn repeated_keys(entry: &Entry<'_>, at: u16, problems: &mut Problems) {
    let mut seen = HashSet::new();
    let keys = entry.node.get("Keys").and_then(JsonNode::elements).unwrap_or_default();
    let repeated = keys.iter().position(|key| key.members().is_some() && !seen.insert(key.to_value().to_string()));
    if let Some(repeated) = repeated {
        let place = Place::part(Part::Member(vec!["Keys".into(), repeated.into()])).in_entry(at);
        let rank = Rank::new(Stage::EntryKeys, 3, [0; 4]).in_entry(at);
        problems.add(RequestProblem::DuplicateKeys, place, rank);
    }
}

/// The same key of the same table twice; numbers are compared by value.
fn repeated_items(
    request: &Request<'_>,
    tables: &[TableSchema],
    stage: Stage,
    problem: impl Fn() -> RequestProblem,
    problems: &mut Problems,
) {
    let mut seen = HashSet::new();
    for (at, entry) in (0..).zip(&request.entries) {
        let Some(key) = identity(entry, tables) else { continue };
        if !seen.insert((entry.table(), key)) {
            let place = Place::part(Part::Member(Vec::new())).in_entry(at);
            problems.add(problem(), place, Rank::at(stage, 0).in_entry(at));
        }
    }
}

/// What tells an entry's item from others: its key in canonical form. An Item tells it only beside a schema.
fn identity(entry: &Entry<'_>, tables: &[TableSchema]) -> Option<String> {
    if let Some(Some(key)) = entry.keys.first() {
        return Some(json::item_to_json(key).to_string());
    }
    let (item, table) = (entry.item.as_ref()?, table_of(entry, tables)?);
    let mut key = Item::new();
    for attribute in table.key.attributes() {
        key.insert(attribute.name.as_str(), item.get(&attribute.name)?.clone());
    }
    Some(json::item_to_json(&key).to_string())
}
