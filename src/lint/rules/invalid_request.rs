//! `invalid-request`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::InvalidRequest,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "The request around the expressions breaks a rule of its operation: a member is missing, too small, too \
           large or not one of the words that it takes.",
    why: "DynamoDB checks these members before it looks at any expression, so nothing else about the request is \
          answered until they are right.",
    remedy: "Follow what the finding says about the member.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "ExpressionAttributeValues": { ":c": { "S": "ada" } },
    "Limit": 0
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "ExpressionAttributeValues": { ":c": { "S": "ada" } },
    "Limit": 10
}"#,
    )],
    check: Check::Compiler,
};
