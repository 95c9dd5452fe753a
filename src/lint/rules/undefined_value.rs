//! `undefined-value`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::UndefinedValue,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "A `:` placeholder is used and has no entry in ExpressionAttributeValues.",
    why: "DynamoDB refuses the request. Besides typing mistakes, values that are `undefined` in JavaScript are \
          dropped on the way, and take their entry with them.",
    remedy: "Add the entry, or write the placeholder as it is defined.",
    configure: "",
    evidence: &["AllocZero/EfficientDynamoDb#170", "clarkie/dynogels#178", "aws/aws-sdk-go#3973"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :customer",
    "ExpressionAttributeValues": { ":custmer": { "S": "ada" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :customer",
    "ExpressionAttributeValues": { ":customer": { "S": "ada" } }
}"#,
    )],
    check: Check::Compiler,
};
