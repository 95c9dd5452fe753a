//! `ddbexpr explain`, in the usual forms of "my query returns nothing" and a few others.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use std::fs;

use ddbexpr::cli::{Exit, Streams, run};
use ddbexpr::table::Database;
use serde_json::{Value, json};

const LIBRARY: &str = "tests/explain/library.jsonl";

fn explain(operation: &str, request: &Value, more: &[&str]) -> (Exit, String) {
    let (mut input, mut output, mut errors) = (std::io::empty(), Vec::new(), Vec::new());
    let mut streams = Streams::plain(&mut input, &mut output, &mut errors);
    let request = request.to_string();
    let arguments = ["ddbexpr", "explain", operation, "--request", &request, "--load", LIBRARY];
    let exit = run(arguments.iter().chain(more), &mut streams);
    (exit, format!("{}{}", String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap()))
}

fn snapshot(name: &str, operation: &str, request: &Value) {
    let (exit, text) = explain(operation, request, &[]);
    assert_eq!(exit, Exit::Clean, "{text}");
    insta::with_settings!({ description => format!("{operation} {request}"), omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

fn query(condition: &str, values: &Value) -> Value {
    json!({"TableName": "loans", "KeyConditionExpression": condition, "ExpressionAttributeValues": values})
}

fn with(mut request: Value, member: &str, value: impl Into<Value>) -> Value {
    request[member] = value.into();
    request
}

#[test]
fn the_key_differs_in_case() {
    snapshot("case", "Query", &query("reader = :r", &json!({":r": {"S": "ANN"}})));
}

#[test]
fn the_key_differs_in_white_space() {
    snapshot("white_space", "query", &query("reader = :r", &json!({":r": {"S": "bob"}})));
}

#[test]
fn the_sort_key_is_outside_of_the_range() {
    let values = json!({":r": {"S": "ann"}, ":a": {"S": "2026-03-20"}, ":b": {"S": "2026-03-31"}});
    snapshot("outside", "Query", &query("reader = :r AND due BETWEEN :a AND :b", &values));
    let values = json!({":r": {"S": "ann"}, ":a": {"S": "2026-3"}});
    snapshot("no_prefix", "Query", &query("reader = :r AND begins_with(due, :a)", &values));
}

#[test]
fn numbers_in_strings_compare_as_text() {
    let values = json!({":r": {"S": "cleo"}, ":a": {"S": "9"}});
    snapshot("numbers_as_strings", "Query", &query("reader = :r AND due > :a", &values));
}

#[test]
fn the_items_are_not_in_the_index() {
    let of_index = with(query("shelf = :s", &json!({":s": {"S": "A2"}})), "IndexName", "by-shelf");
    snapshot("not_in_index", "Query", &of_index);
}

#[test]
fn the_filter_asks_for_what_the_index_does_not_hold() {
    // A Query with such a filter is refused, a Scan is not.
    let request = json!({"TableName": "loans", "IndexName": "by-shelf", "FilterExpression": "#s = :o",
        "ExpressionAttributeNames": {"#s": "state"}, "ExpressionAttributeValues": {":o": {"S": "open"}}});
    snapshot("not_projected", "Scan", &request);
}

#[test]
fn the_filter_removes_everything() {
    let values = json!({":r": {"S": "ann"}, ":o": {"S": "open"}, ":n": {"N": "2"}});
    let request =
        with(query("reader = :r", &values), "FilterExpression", "#s = :o AND (renewals >= :n OR renewals = :n)");
    snapshot("filter", "Query", &with(request, "ExpressionAttributeNames", json!({"#s": "state"})));
}

#[test]
fn a_limit_counts_what_is_read() {
    let values = json!({":r": {"S": "ann"}, ":t": {"S": "Tiles"}});
    let request = with(query("reader = :r", &values), "FilterExpression", "title = :t");
    snapshot("limit", "Query", &with(request, "Limit", 2));
}

#[test]
fn a_scan_could_be_a_query() {
    let values = json!({":s": {"S": "B1"}});
    let request = json!({"TableName": "loans", "FilterExpression": "shelf = :s", "ExpressionAttributeValues": values,
        "ProjectionExpression": "title", "ConsistentRead": false});
    snapshot("scan", "Scan", &request);
    let values = json!({":t": {"S": "Tiles"}});
    let request = json!({"TableName": "loans", "FilterExpression": "title = :t", "ExpressionAttributeValues": values,
        "ConsistentRead": true});
    snapshot("scan_consistent", "Scan", &request);
}

#[test]
fn nothing_is_wrong() {
    snapshot("found", "Query", &query("reader = :r", &json!({":r": {"S": "ann"}})));
}

#[test]
fn what_a_condition_and_an_update_do() {
    let values = json!({":o": {"S": "open"}, ":one": {"N": "1"}});
    let update = json!({"TableName": "loans", "Key": {"reader": {"S": "ann"}, "due": {"S": "2026-03-01"}},
        "UpdateExpression": "SET renewals = renewals + :one REMOVE shelf", "ConditionExpression": "#s = :o",
        "ExpressionAttributeNames": {"#s": "state"}, "ExpressionAttributeValues": values});
    snapshot("condition_fails", "UpdateItem", &update);
    let holds = with(update.clone(), "ExpressionAttributeValues", json!({":o": {"S": "Open"}, ":one": {"N": "1"}}));
    snapshot("condition_holds", "UpdateItem", &holds);
    let text = with(holds, "Key", json!({"reader": {"S": "ann"}, "due": {"S": "2026-03-09"}}));
    let text = with(text, "ConditionExpression", "attribute_exists(#s)");
    snapshot("update_refused", "UpdateItem", &with(text, "ExpressionAttributeValues", json!({":one": {"N": "1"}})));
    let missing = json!({"TableName": "loans", "Key": {"reader": {"S": "ANN"}, "due": {"S": "2026-05-05"}}});
    snapshot("no_item", "GetItem", &missing);
    let put = json!({"Put": {"TableName": "loans", "Item": {"reader": {"S": "dan"}, "due": {"S": "1"}}}});
    let check = json!({"ConditionCheck": {"TableName": "loans", "Key": {"reader": {"S": "dan"}, "due": {"S": "2"}},
        "ConditionExpression": "attribute_exists(reader)"}});
    snapshot("transaction", "TransactWriteItems", &json!({"TransactItems": [put, check]}));
}

#[test]
fn the_same_as_json() {
    let values = json!({":r": {"S": "ann"}, ":o": {"S": "open"}});
    let request = with(query("reader = :r", &values), "FilterExpression", "#s = :o");
    let request = with(request, "ExpressionAttributeNames", json!({"#s": "state"}));
    let (_, text) = explain("Query", &request, &["--format", "json"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&told["read"], &told["returned"]), (&json!(3), &json!(0)), "{text}");
    let clause = &told["filter"]["clauses"][0];
    assert_eq!(clause["removes"], 3);
    let differences: Vec<_> = clause["nearMisses"].as_array().unwrap().iter().map(|near| &near["difference"]).collect();
    assert_eq!(differences, ["case", "name"]);
    insta::assert_snapshot!("json", text);
}

#[test]
fn what_cannot_be_explained_is_said() {
    let wrong_type = query("reader = :r", &json!({":r": {"N": "1"}}));
    let (exit, text) = explain("Query", &wrong_type, &[]);
    assert_eq!(exit, Exit::Problems);
    assert!(text.contains("Condition parameter type does not match schema type"), "{text}");
    let of_number = query("reader = :r AND due = :d", &json!({":r": {"S": "cleo"}, ":d": {"N": "200"}}));
    let (exit, text) = explain("Query", &of_number, &[]);
    assert_eq!(exit, Exit::Problems);
    insta::assert_snapshot!("refused", text);
    let legacy = json!({"TableName": "loans", "ScanFilter": {"a": {"ComparisonOperator": "NULL"}}});
    let (exit, text) = explain("Scan", &legacy, &[]);
    assert_eq!(exit, Exit::Input);
    assert!(text.contains("`ScanFilter` is a legacy parameter"), "{text}");
    let (exit, text) = explain("Scan", &json!({"TableName": "lones"}), &[]);
    assert_eq!((exit, text.contains("there is no table `lones`")), (Exit::Input, true), "{text}");
    let (exit, text) = explain("BatchGetItem", &json!({"RequestItems": {}}), &[]);
    assert_ne!(exit, Exit::Clean, "{text}");
}

/// What is counted is what the operation answers, whatever the request.
#[test]
fn counts_agree_with_the_answers() {
    use ddbexpr::explain::{Explained, explain};
    let database = Database::new();
    let text = fs::read_to_string(LIBRARY).unwrap();
    let mut lines = text.lines();
    database.execute("CreateTable", lines.next().unwrap()).unwrap();
    for item in lines {
        database.execute("PutItem", &format!("{{\"TableName\":\"loans\",\"Item\":{item}}}")).unwrap();
    }
    let values = json!({":r": {"S": "ann"}, ":o": {"S": "2026-03-05"}});
    let conditions = ["reader = :r AND due > :o", "reader = :r AND due <= :o", "reader = :r AND due = :o"];
    for condition in conditions {
        let request = query(condition, &values);
        let answer = database.execute_value("Query", &request).unwrap();
        let Explained::Read(read) = explain(&database, "Query".parse().unwrap(), &request.to_string()).unwrap() else {
            panic!("{condition}");
        };
        assert_eq!(json!([read.read, read.returned]), json!([answer["ScannedCount"], answer["Count"]]), "{condition}");
    }
}
