//! All vectors, whole: tables, items and requests through `ddbexpr exec --jsonl`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/unmet_evaluation.rs"]
mod unmet;

use std::collections::{HashMap, HashSet};

use ddbexpr::cli::{Exit, Streams, run};
use ddbexpr::value::{Item, json};
use serde_json::{Value, json};

const FILES: [&str; 5] = [
    include_str!("vectors/condition.jsonl"),
    include_str!("vectors/update.jsonl"),
    include_str!("vectors/key-condition.jsonl"),
    include_str!("vectors/projection.jsonl"),
    include_str!("vectors/filter.jsonl"),
];

/// Lines for `exec`, and the answers to them.
#[derive(Default)]
struct Script {
    lines: String,
    count: usize,
}

impl Script {
    /// Adds a line; gives the number of its answer.
    fn add(&mut self, operation: &str, request: &Value) -> usize {
        let line = json!({"operation": operation, "request": request});
        self.lines.push_str(&format!("{line}\n"));
        self.count += 1;
        self.count - 1
    }

    /// A table with the items of a dataset.
    fn table(&mut self, name: &str, dataset: &Value) {
        let mut definition = dataset["table"].clone();
        definition["TableName"] = name.into();
        definition["BillingMode"] = "PAY_PER_REQUEST".into();
        self.add("CreateTable", &definition);
        for item in dataset["items"].as_array().unwrap() {
            self.add("PutItem", &json!({"TableName": name, "Item": item}));
        }
    }

    /// Looks at an item after a write, and puts the dataset in order for the next vector.
    fn look_and_restore(&mut self, table: &str, dataset: &Value, at: &Value) -> usize {
        let after = self.add("GetItem", &json!({"TableName": table, "Key": at, "ConsistentRead": true}));
        let mut before = dataset["items"].as_array().unwrap().iter();
        match before.find(|one| item(&key(dataset, one)) == item(at)) {
            Some(before) => self.add("PutItem", &json!({"TableName": table, "Item": before})),
            None => self.add("DeleteItem", &json!({"TableName": table, "Key": at})),
        };
        after
    }

    fn run(self) -> Vec<Value> {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let mut input = self.lines.as_bytes();
        let exit = run(["ddbexpr", "exec", "--jsonl"], &mut Streams::plain(&mut input, &mut output, &mut errors));
        assert_eq!((exit, String::from_utf8(errors).unwrap().as_str()), (Exit::Clean, ""));
        let answers: Vec<Value> =
            String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), self.count);
        answers
    }
}

/// A vector under way: where its answers are.
struct Case {
    vector: Value,
    answer: usize,
    /// The item that the request is about, afterwards.
    after: Option<usize>,
}

fn keys(dataset: &Value) -> Vec<&str> {
    dataset["table"]["KeySchema"].as_array().unwrap().iter().map(|key| key["AttributeName"].as_str().unwrap()).collect()
}

fn key(dataset: &Value, item: &Value) -> Value {
    keys(dataset)
        .into_iter()
        .map(|name| (name.to_owned(), item[name].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn item(json: &Value) -> Item {
    json::item_from_json(json, Default::default()).unwrap()
}

/// Positions of items in a dataset, by their keys.
fn positions(dataset: &Value, found: &Value) -> Vec<i64> {
    let of = |one: &Value| item(&key(dataset, one));
    let all: Vec<Item> = dataset["items"].as_array().unwrap().iter().map(of).collect();
    let position = |one: &Value| all.iter().position(|known| *known == of(one)).map_or(-2, |at| at as i64);
    found.as_array().unwrap().iter().map(position).collect()
}

/// What is wrong with an answer.
fn verdict(case: &Case, dataset: &Value, answers: &[Value]) -> Result<(), String> {
    let (expect, answer) = (&case.vector["expect"], &answers[case.answer]);
    let told = |what: &str| Err(format!("{what}: {answer}\n    instead of {expect}"));
    if let Some(wanted) = expect.get("error") {
        let error = &answer["error"];
        let name = error["__type"].as_str().and_then(|name| name.split('#').nth(1));
        if name != wanted["type"].as_str() {
            return told("another end");
        }
        if let Some(message) = wanted["message"].as_str()
            && !same_text(message, error["message"].as_str().unwrap())
        {
            return told("another message");
        }
    } else if let Some(wanted) = expect.get("items") {
        let Some(response) = answer.get("response") else { return told("refused") };
        let mut found = positions(dataset, &response["Items"]);
        if case.vector["operation"] == "Scan" {
            found.sort_unstable();
        }
        // -1 stands for an item that could not be told from others when the vectors were made.
        let wanted: Vec<i64> = wanted.as_array().unwrap().iter().map(|at| at.as_i64().unwrap()).collect();
        let same = wanted.len() == found.len() && wanted.iter().zip(&found).all(|(one, two)| *one < 0 || one == two);
        if !same || response["ScannedCount"] != expect["scanned"] || response["Count"] != found.len() {
            return told(&format!("other items {found:?}"));
        }
    } else {
        let (Some(response), Some(wanted)) = (answer["response"].as_object(), expect["response"].as_object()) else {
            return told("refused");
        };
        let same =
            response.keys().eq(wanted.keys()) && wanted.iter().all(|(name, one)| item(one) == item(&response[name]));
        if !same {
            return told("another response");
        }
    }
    let Some(after) = case.after else { return Ok(()) };
    let (left, wanted) = (&answers[after]["response"]["Item"], &case.vector["after"]);
    let same = if wanted.is_null() { left.is_null() } else { !left.is_null() && item(left) == item(wanted) };
    if same { Ok(()) } else { told(&format!("left {left} and not {wanted}")) }
}

/// Texts with a list of placeholders in no particular order are the same in any.
fn same_text(one: &str, two: &str) -> bool {
    let parts = |text: &str| {
        let (head, tail) = text.split_once("keys: {").unwrap_or((text, ""));
        let keys: HashSet<String> = tail.trim_end_matches('}').split(", ").map(str::to_owned).collect();
        (head.to_owned(), keys)
    };
    parts(one) == parts(two)
}

#[test]
fn every_vector_holds_or_contradicts_a_fact() {
    let datasets: HashMap<String, Value> = serde_json::from_str(include_str!("vectors/datasets.json")).unwrap();
    let mut script = Script::default();
    for (name, dataset) in &datasets {
        script.table(name, dataset);
    }
    let mut cases = Vec::new();
    for line in FILES.into_iter().flat_map(str::lines) {
        let vector: Value = serde_json::from_str(line).unwrap();
        let name = vector["dataset"].as_str().unwrap();
        let mut request = vector["request"].clone();
        request["TableName"] = name.into();
        let answer = script.add(vector["operation"].as_str().unwrap(), &request);
        let keyed = request.get("Key").or_else(|| request.get("Item"));
        let keyed = keyed.filter(|_| vector.get("after").is_some());
        let after = keyed.map(|keyed| script.look_and_restore(name, &datasets[name], &key(&datasets[name], keyed)));
        cases.push(Case { vector, answer, after });
    }
    let answers = script.run();
    let mut unmet: HashMap<&str, &str> =
        unmet::CONTRADICTED.iter().flat_map(|(reason, ids)| ids.iter().map(move |id| (*id, *reason))).collect();
    let mut failures = Vec::new();
    for case in &cases {
        let id = case.vector["id"].as_str().unwrap();
        let verdict = verdict(case, &datasets[case.vector["dataset"].as_str().unwrap()], &answers);
        match (verdict, unmet.remove(id)) {
            (Ok(()), Some(reason)) => failures.push(format!("{id}: holds now, though {reason}")),
            (Err(why), None) => failures.push(format!("{id}: {why}\n    {}", case.vector["request"])),
            _ => {}
        }
    }
    assert_eq!(cases.len(), 3318);
    assert!(unmet.is_empty(), "no such vectors: {unmet:?}");
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}
