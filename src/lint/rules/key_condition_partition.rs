//! `key-condition-partition`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::KeyConditionPartition,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A key condition has no equality on the partition key.",
    why: "The partition key says where the items are stored, so a Query has to know all of it: `begins_with` and \
          ranges are for the sort key. DynamoDB refuses the Query.",
    remedy: "Compare the partition key with `=`. Where its value is not known, use an index whose partition key is \
             known, or a Scan.",
    configure: "",
    evidence: &["sensedeep/dynamodb-onetable#387", "HENNGE/aiodynamo#126", "pynamodb/PynamoDB#106"],
    bad: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "begins_with(customer, :prefix)",
    "ExpressionAttributeValues": { ":prefix": { "S": "a" } }
}"#,
        super::ORDERS,
    )],
    good: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c AND begins_with(orderId, :prefix)",
    "ExpressionAttributeValues": { ":c": { "S": "ada" }, ":prefix": { "S": "2026-" } }
}"#,
        super::ORDERS,
    )],
    check: Check::Compiler,
};
