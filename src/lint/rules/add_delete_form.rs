//! `add-delete-form`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::AddDeleteForm,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "ADD or DELETE is written with `=`, or with something else than a value placeholder behind the path.",
    why: "ADD and DELETE do not assign: they take a path and a value placeholder, with nothing between. DynamoDB \
          refuses the update with a syntax error that points at the `=`.",
    remedy: "Write `ADD path :value`. To add the value of another attribute write `SET a = a + b`.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "counters",
    "Key": { "page": { "S": "home" } },
    "UpdateExpression": "ADD visits = :one",
    "ExpressionAttributeValues": { ":one": { "N": "1" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "counters",
    "Key": { "page": { "S": "home" } },
    "UpdateExpression": "ADD visits :one",
    "ExpressionAttributeValues": { ":one": { "N": "1" } }
}"#,
    )],
    check: Check::Compiler,
};
