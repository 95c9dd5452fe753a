//! Answers to whole requests, and tables of what they should be.
//!
//! In requests, `@T` stands for the member TableName, `@K` for a Key that fits the table, `@I` for an Item.

use ddbexpr::check::check_request;
use ddbexpr::layer::ValidationLayer;
use ddbexpr::request::{TableSchema, decode};
use ddbexpr::source::document;

pub const TABLE: &str = r#"{"TableName": "tbl",
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
        {"AttributeName": "a", "AttributeType": "S"}, {"AttributeName": "b", "AttributeType": "N"},
        {"AttributeName": "c", "AttributeType": "B"}, {"AttributeName": "d", "AttributeType": "S"}],
    "GlobalSecondaryIndexes": [
        {"IndexName": "gsi", "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x"]},
         "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "RANGE"}]},
        {"IndexName": "multi", "Projection": {"ProjectionType": "ALL"},
         "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "RANGE"},
                       {"AttributeName": "c", "KeyType": "RANGE"}, {"AttributeName": "d", "KeyType": "RANGE"}]}],
    "LocalSecondaryIndexes": [
        {"IndexName": "lsi", "Projection": {"ProjectionType": "KEYS_ONLY"},
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "c", "KeyType": "RANGE"}]}]}"#;

pub const E: &str = "1 validation error detected: ";

pub fn expand(request: &str) -> String {
    request
        .replace("@T", r#""TableName": "tbl""#)
        .replace("@K", r#""Key": {"pk": {"S": "p"}, "sk": {"N": "1"}}"#)
        .replace("@I", r#""Item": {"pk": {"S": "p"}, "sk": {"N": "1"}}"#)
}

/// The answer to a request: its type and text; "" where it is accepted.
pub fn answer(operation: &str, request: &str, newest: ValidationLayer) -> (String, String) {
    answer_beside(&TableSchema::all_from_json(TABLE).unwrap(), operation, request, newest)
}

/// The same, with these tables known.
pub fn answer_beside(
    tables: &[TableSchema],
    operation: &str,
    request: &str,
    newest: ValidationLayer,
) -> (String, String) {
    let text = expand(request);
    let node = document(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let request = decode(&node, operation.parse().unwrap(), newest);
    let answer = check_request(&request, tables, newest).service_answer();
    answer.map_or_else(Default::default, |(error_type, text)| (error_type.name().to_owned(), text))
}

/// Rows of request and answer. `E:` stands for the envelope; all are ValidationExceptions unless a type and `!`
/// come first.
pub fn rows(operation: &str, rows: &[(&str, &str)]) {
    rows_of(operation, ValidationLayer::Current, rows);
}

pub fn rows_of(operation: &str, newest: ValidationLayer, rows: &[(&str, &str)]) {
    let mut failures = Vec::new();
    for (request, wanted) in rows {
        let plain = (if wanted.is_empty() { "" } else { "ValidationException" }, *wanted);
        let (error_type, text) =
            wanted.split_once('!').filter(|(head, _)| head.ends_with("Exception")).unwrap_or(plain);
        let wanted =
            (error_type.to_owned(), text.strip_prefix("E:").map_or(text.to_owned(), |text| format!("{E}{text}")));
        let given = answer(operation, request, newest);
        if given != wanted {
            failures.push(format!("{operation} {request}\n  {given:?}\n  {wanted:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
