//! `map-without-expression`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::MapWithoutExpression,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "ExpressionAttributeNames or ExpressionAttributeValues is sent without any expression that could use it.",
    why: "DynamoDB refuses the request. Often the expression was forgotten, and a write that should be conditional \
          is not.",
    remedy: "Add the expression that is missing, or leave the map out.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r##"{
    "TableName": "users",
    "Item": { "email": { "S": "ada@example.com" } },
    "ExpressionAttributeNames": { "#e": "email" }
}"##,
    )],
    good: &[Example::new(
        "json",
        r##"{
    "TableName": "users",
    "Item": { "email": { "S": "ada@example.com" } },
    "ConditionExpression": "attribute_not_exists(#e)",
    "ExpressionAttributeNames": { "#e": "email" }
}"##,
    )],
    check: Check::Compiler,
};
