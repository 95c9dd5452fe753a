//! The shared vectors, as far as their answers need no stored item: through decoding and the checks of requests.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/empty_keys.rs"]
mod empty_keys;

use std::collections::HashMap;

use ddbexpr::check::check_request;
use ddbexpr::layer::ValidationLayer;
use ddbexpr::problem::ErrorType;
use ddbexpr::request::{Operation, TableSchema, decode};
use ddbexpr::source::document;
use serde_json::Value;

const FILES: [(&str, &str); 5] = [
    ("condition", include_str!("vectors/condition.jsonl")),
    ("update", include_str!("vectors/update.jsonl")),
    ("key-condition", include_str!("vectors/key-condition.jsonl")),
    ("projection", include_str!("vectors/projection.jsonl")),
    ("filter", include_str!("vectors/filter.jsonl")),
];

/// Answers that need the stored item: the request itself must be accepted.
const OF_STORED_ITEMS: [&str; 4] = [
    "The conditional request failed",
    "An operand in the update expression has an incorrect data type",
    "The document path provided in the update expression is invalid for update",
    "The provided expression refers to an attribute that does not exist in the item",
];

/// Vectors that are not met, each group with the fact it contradicts.
const UNMET: [(&str, &[&str]); 4] = [
    ("list indexes from 4294967295 on are refused", LARGE_INDEX),
    ("an empty string is refused as the value of a key, in key conditions as elsewhere", empty_keys::EMPTY_KEY),
    (
        "unused names are found before the table is looked up, what the key lacks after; a Query with two \
         independent errors may report either",
        &["key-condition-662d4b056c"],
    ),
    ("NULL beside <= is found while the expression is checked, before unused names", &["filter-86032d1bb9"]),
];

/// `l[99999999999]`
#[rustfmt::skip]
const LARGE_INDEX: &[&str] = &[
    "condition-7e1c4308c8",
    "condition-b1d0759132",
    "condition-0342c4d69e",
    "condition-9e1f3ba23b",
    "filter-4c279f9bd0",
    "filter-e7f3e6f838",
    "filter-1cabd8a880",
];

/// Vectors without a text whose error needs the stored item: a DELETE or SET that meets another type there.
const NEEDS_ITEM: &[&str] = &["update-263ffc9eb4", "update-adc2efe81d"];

fn schemas() -> HashMap<String, TableSchema> {
    let sets: HashMap<String, Value> = serde_json::from_str(include_str!("vectors/datasets.json")).unwrap();
    let schema = |set: &Value| TableSchema::from_json(&set["table"].to_string()).unwrap();
    sets.iter().map(|(name, set)| (name.clone(), schema(set))).collect()
}

/// Texts with a list of placeholders in no particular order.
fn same_text(one: &str, two: &str) -> bool {
    let sorted = |text: &str| {
        let (head, tail) = text.split_once("keys: {")?;
        let mut keys: Vec<String> = tail.trim_end_matches('}').split(", ").map(str::to_owned).collect();
        keys.sort();
        Some((head.to_owned(), keys))
    };
    one == two || sorted(one).is_some_and(|one| Some(one) == sorted(two))
}

/// What is wrong with our answer to a vector.
fn verdict(vector: &Value, schema: &TableSchema) -> Result<(), String> {
    let mut request = vector["request"].clone();
    request["TableName"] = "vectors".into();
    let text = request.to_string();
    let node = document(&text).unwrap();
    let operation: Operation = vector["operation"].as_str().unwrap().parse().unwrap();
    let request = decode(&node, operation, ValidationLayer::Current);
    let report = check_request(&request, std::slice::from_ref(schema), ValidationLayer::Current);
    for problem in &report.problems {
        let located = problem.place.locate(&request, &text);
        assert!(located.span.slice(&text).is_some(), "{problem:?}");
    }
    let answer = report.service_answer();
    let error = &vector["expect"]["error"];
    let message = error["message"].as_str();
    let id = vector["id"].as_str().unwrap();
    if error.is_null() || message.is_some_and(|text| OF_STORED_ITEMS.contains(&text)) || NEEDS_ITEM.contains(&id) {
        return match answer {
            None => Ok(()),
            Some(answer) => Err(format!("refused: {answer:?}")),
        };
    }
    let Some((error_type, given)) = answer else { return Err(format!("accepted, not {error}")) };
    let wanted = error["type"].as_str().unwrap();
    if error_type.name() != wanted {
        return Err(format!("{} instead of {wanted}", error_type.name()));
    }
    assert_eq!(error_type, ErrorType::Validation);
    match message {
        Some(message) if !same_text(message, &given) => Err(format!("{given}\n        instead of {message}")),
        _ => Ok(()),
    }
}

#[test]
fn vectors() {
    let schemas = schemas();
    let (mut total, mut failures) = (0, Vec::new());
    let reasons = UNMET.iter().flat_map(|(reason, ids)| ids.iter().map(move |id| (*id, *reason)));
    let mut unmet: HashMap<&str, &str> = reasons.collect();
    for (file, text) in FILES {
        for line in text.lines() {
            total += 1;
            let mut vector: Value = serde_json::from_str(line).unwrap();
            let id = vector["id"].as_str().unwrap().to_owned();
            let schema = &schemas[vector["dataset"].as_str().unwrap()];
            let mut named = schema.clone();
            named.table_name = "vectors".to_owned();
            vector["file"] = file.into();
            let verdict = verdict(&vector, &named);
            match (verdict, unmet.remove(id.as_str())) {
                (Ok(()), Some(reason)) => failures.push(format!("{id}: passes now, though {reason}")),
                (Err(error), None) => failures.push(format!("{file} {id}: {}\n        {error}", vector["request"])),
                _ => {}
            }
        }
    }
    assert_eq!(total, 3318);
    assert!(unmet.is_empty(), "no such vectors: {unmet:?}");
    assert!(failures.is_empty(), "{} of {total} fail:\n{}", failures.len(), failures.join("\n"));
}
