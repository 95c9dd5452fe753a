//! `ddbexpr exec` as shells meet it: one request or lines of them, what is loaded, what is wrong with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use program::{Run, directory, program as command, run, run_with};
use serde_json::{Value, json};

const TABLE: &str = r#"{"TableName": "notes", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}"#;

/// Runs `exec` beside files of these contents.
fn exec(name: &str, files: &[(&str, &str)], arguments: &[&str]) -> Run {
    let directory = directory(name);
    for (file, content) in files {
        fs::write(directory.join(file), content).unwrap();
    }
    let mut command = command(&[&["exec"], arguments].concat());
    command.current_dir(&directory);
    program::finish(command, b"")
}

fn scanned(name: &str, files: &[(&str, &str)]) -> Vec<String> {
    let loads: Vec<&str> = files.iter().flat_map(|(file, _)| ["--load", file]).collect();
    let run = exec(name, files, &[&["scan", "--request", r#"{"TableName": "notes"}"#], loads.as_slice()].concat());
    assert_eq!((run.exit, run.errors.as_str()), (0, ""), "{}", run.output);
    let answer = run.json();
    let mut ids: Vec<_> =
        answer["Items"].as_array().unwrap().iter().map(|item| item["id"]["S"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn whatever_holds_items_is_loaded() {
    let described =
        format!(r#"{{"Table": {}}}"#, TABLE.replacen('{', r#"{"TableStatus": "ACTIVE", "ItemCount": 3, "#, 1));
    let exported = "{\"Item\":{\"id\":{\"S\":\"a\"}}}\n{\"Item\":{\"id\":{\"S\":\"b\"},\"n\":{\"N\":\"1\"}}}\n";
    for (nth, table, items) in [
        (1, TABLE, exported),
        (2, TABLE, r#"[{"id": {"S": "a"}}, {"id": {"S": "b"}}]"#),
        (3, described.as_str(), r#"{"id": "a"} {"id": "b", "n": 1}"#),
        (4, TABLE, r#"{"Count": 2, "ScannedCount": 2, "Items": [{"id": {"S": "a"}}, {"id": {"S": "b"}}]}"#),
        (
            5,
            described.as_str(),
            r#"{"RequestItems": {"notes": [{"PutRequest": {"Item": {"id": {"S": "a"}}}},
                {"PutRequest": {"Item": {"id": {"S": "b"}}}}]}}"#,
        ),
        (
            6,
            TABLE,
            r#"{"notes": [{"PutRequest": {"Item": {"id": {"S": "a"}}}}, {"PutRequest": {"Item": {"id": {"S": "b"}}}}]}"#,
        ),
    ] {
        assert_eq!(scanned(&format!("exec-loads-{nth}"), &[("table.json", table), ("items.json", items)]), ["a", "b"]);
    }
    let both = format!("{TABLE}\n{exported}");
    assert_eq!(scanned("exec-loads-both", &[("all.json", both.as_str())]), ["a", "b"]);
}

#[cfg(feature = "cli")]
#[test]
fn packed_exports_are_unpacked_and_damaged_ones_told() {
    let packed = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let directory = directory("exec-packed");
    fs::write(directory.join("table.json"), TABLE).unwrap();
    // Several packed files in one, as `cat` makes them.
    let items = [packed("{\"Item\":{\"id\":{\"S\":\"a\"}}}\n"), packed("{\"Item\":{\"id\":{\"S\":\"b\"}}}\n")].concat();
    fs::write(directory.join("items.json.gz"), &items).unwrap();
    let scan = |request: &str| {
        let arguments = ["exec", "scan", "--request", request, "--load", "table.json", "--load", "items.json.gz"];
        let mut command = command(&arguments);
        command.current_dir(&directory);
        program::finish(command, b"")
    };
    let request = r#"{"TableName": "notes", "Select": "COUNT"}"#;
    assert_eq!(scan(request).json()["Count"], 2);
    fs::write(directory.join("items.json.gz"), &items[..items.len() - 9]).unwrap();
    let run = scan(request);
    assert_eq!(run.exit, 3);
    assert!(run.errors.contains("items.json.gz"), "{}", run.errors);
}

#[test]
fn one_request_and_how_it_ends() {
    let put = r#"{"TableName": "notes", "Item": {"id": {"S": "a"}}, "ConditionExpression": "attribute_exists(id)"}"#;
    let files = [("table.json", TABLE), ("put.json", put)];
    let run = exec("exec-one", &files, &["put-item", "--request", "put.json", "--load", "table.json"]);
    assert_eq!((run.exit, run.errors.as_str()), (1, ""));
    assert_eq!(
        run.output,
        "{\n  \"__type\": \"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\",\n  \
           \"message\": \"The conditional request failed\"\n}\n"
    );
    let run = exec("exec-unknown", &files, &["execute-statement", "--request", "{}"]);
    assert_eq!(
        (run.exit, run.output.as_str()),
        (1, "{\n  \"__type\": \"com.amazon.coral.service#UnknownOperationException\"\n}\n")
    );
    for (code, arguments) in [
        (2, &["exec"][..]),
        (2, &["exec", "Scan"]),
        (2, &["exec", "--jsonl", "Scan"]),
        (2, &["exec", "--jsonl", "--load", "-"]),
        (3, &["exec", "Scan", "--request", "{}", "--load", "nowhere.json"]),
    ] {
        assert_eq!(run_with(arguments, b"").exit, code, "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_loaded_is_told_with_its_place() {
    for (nth, content, told) in [
        (1, r#"{"id": {"S": "a"}}"#, "there are items before any table: load the table first"),
        (2, "{", "EOF while parsing"),
        (
            3,
            &format!(r#"{TABLE} {{"id": {{"N": "1"}}}}"#),
            "item 1: ValidationException: One or more parameter values were invalid: Type mismatch for key id",
        ),
        (4, &format!("{TABLE} {TABLE}"), "table `notes`: ResourceInUseException: Table already exists: notes"),
    ] {
        let run = exec(
            &format!("exec-bad-{nth}"),
            &[("bad.json", content)],
            &["ListTables", "--request", "{}", "--load", "bad.json"],
        );
        assert_eq!(run.exit, 3);
        assert!(run.errors.starts_with("ddbexpr: bad.json: ") && run.errors.contains(told), "{}", run.errors);
    }
}

#[test]
fn lines_are_answered_as_they_come() {
    let mut child = command(&["exec", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut ask = |line: &str| -> Value {
        writeln!(input, "{line}").unwrap();
        serde_json::from_str(&output.next().unwrap().unwrap()).unwrap()
    };
    let mut table: Value = serde_json::from_str(TABLE).unwrap();
    table["BillingMode"] = "PAY_PER_REQUEST".into();
    let created = ask(&json!({"operation": "CreateTable", "request": table}).to_string());
    assert_eq!(created["response"]["TableDescription"]["TableStatus"], "CREATING");
    let put = r#"{"operation": "PutItem", "request": {"TableName": "notes", "Item": {"id": {"S": "a"}}}}"#;
    assert_eq!(ask(put), json!({"response": {}}));
    let error = ask(r#"{"operation": "PutItem", "request": {"TableName": "notes", "Item": {}}}"#);
    assert_eq!(error["error"]["__type"], "com.amazon.coral.validate#ValidationException");
    assert_eq!(ask(r#"{"operation": "ListTables", "request": {}}"#), json!({"response": {"TableNames": ["notes"]}}));
    assert_eq!(ask("nonsense")["error"]["message"].as_str().unwrap().split(':').next(), Some("line 5"));
    assert_eq!(ask(r#"{"request": {}}"#), json!({"error": {"message": "line 6: there is no member `operation`"}}));
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(3), "lines that are none are told by the exit code, too");
    assert_eq!(run(&["exec", "--jsonl"]).exit, 0);
}
