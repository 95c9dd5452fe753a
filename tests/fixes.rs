//! What fixes make of expressions.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use ddbexpr::check::check_request;
use ddbexpr::diagnostics::{Applicability, Context, describe};
use ddbexpr::layer::ValidationLayer;
use ddbexpr::request::decode;
use ddbexpr::source::document;

/// The expression that the first problem's safe fix makes; "" where there is none.
fn mended(operation: &str, text: &str) -> String {
    let node = document(text).unwrap();
    let request = decode(&node, operation.parse().unwrap(), ValidationLayer::Current);
    let report = check_request(&request, &[], ValidationLayer::Current);
    let context = Context { subject: report.entries[0].subject, problems: &report.problems, framing: report.framing };
    let fix = describe(&report.problems[0], context).fix.filter(|fix| fix.applicability == Applicability::Safe);
    fix.and_then(|fix| fix.mended).map_or_else(String::new, |mended| mended.text)
}

#[test]
fn a_forgotten_sign_is_put_where_a_placeholder_can_stand() {
    for (operation, text, wanted) in [
        (
            "GetItem",
            r##"{"TableName": "t", "Key": {}, "ProjectionExpression": "a[0], n", "ExpressionAttributeNames": {"#n": "n"}}"##,
            "a[0], #n",
        ),
        // An index is no name, a target no value, a function no placeholder.
        (
            "GetItem",
            r##"{"TableName": "t", "Key": {}, "ProjectionExpression": "a[0]", "ExpressionAttributeNames": {"#0": "m"}}"##,
            "",
        ),
        (
            "UpdateItem",
            r#"{"TableName": "t", "Key": {}, "UpdateExpression": "SET a = a", "ExpressionAttributeValues": {":a": {"N": "1"}}}"#,
            "SET a = :a",
        ),
        (
            "Scan",
            r#"{"TableName": "t", "FilterExpression": "contains(a, contains)", "ExpressionAttributeValues": {":contains": {"N": "1"}}}"#,
            "contains(a, :contains)",
        ),
    ] {
        assert_eq!(mended(operation, text), wanted, "{text}");
    }
}

#[test]
fn words_do_not_run_together() {
    for (text, wanted) in [
        ("a=b AND!contains(a,b)", "a=b AND NOT contains(a,b)"),
        ("a=b&&c=d", "a=b AND c=d"),
        ("a=b||c=d", "a=b OR c=d"),
        ("a=b && c=d", "a=b AND c=d"),
        ("a!=b", "a<>b"),
    ] {
        let request = format!(r#"{{"TableName": "t", "FilterExpression": "{text}"}}"#);
        assert_eq!(mended("Scan", &request), wanted, "{text}");
    }
}
