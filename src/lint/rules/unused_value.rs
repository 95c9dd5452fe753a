//! `unused-value`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::UnusedValue,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "An entry of ExpressionAttributeValues is used by no expression of the request.",
    why: "DynamoDB refuses entries that nothing uses. Often the entry is right and a clause is missing: then a \
          condition is not tested, or an attribute is not written.",
    remedy: "Add the clause that uses it, or remove the entry.",
    configure: "",
    evidence: &["kestra-io/plugin-aws#358", "dynamoose/dynamoose#1403"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "UpdateExpression": "SET worker = :me",
    "ExpressionAttributeValues": { ":me": { "S": "w-7" }, ":since": { "N": "1790812800" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "UpdateExpression": "SET worker = :me, startedAt = :since",
    "ExpressionAttributeValues": { ":me": { "S": "w-7" }, ":since": { "N": "1790812800" } }
}"#,
    )],
    check: Check::Compiler,
};
