//! `key-condition-type`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::KeyConditionType,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema, Need::Values],
    what: "A key condition compares a key attribute with a value that it cannot have: of another type, or empty.",
    why: "Key attributes have one type, fixed when the table was made, and are never empty. DynamoDB refuses the \
          Query instead of finding nothing. A number that was read from a URL is still text.",
    remedy: "Send a value of the key's type.",
    configure: "",
    evidence: &[],
    bad: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "ExpressionAttributeValues": { ":c": { "N": "42" } }
}"#,
        super::ORDERS,
    )],
    good: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "ExpressionAttributeValues": { ":c": { "S": "42" } }
}"#,
        super::ORDERS,
    )],
    check: Check::Compiler,
};
