//! `select-projection`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::SelectProjection,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "Select contradicts the projection or the index: COUNT or ALL_ATTRIBUTES beside a ProjectionExpression, \
           or SPECIFIC_ATTRIBUTES without one.",
    why: "Select and ProjectionExpression both say what comes back, and DynamoDB refuses two different answers.",
    remedy: "Leave Select out where there is a ProjectionExpression; leave the projection out to count.",
    configure: "",
    evidence: &["https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "ProjectionExpression": "orderId",
    "Select": "COUNT",
    "ExpressionAttributeValues": { ":c": { "S": "ada" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "Select": "COUNT",
    "ExpressionAttributeValues": { ":c": { "S": "ada" } }
}"#,
    )],
    check: Check::Compiler,
};
