//! `filter-on-key`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::FilterOnKey,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "The filter of a Query names a key attribute of the table or index that is read.",
    why: "Key attributes belong into KeyConditionExpression; DynamoDB refuses a Query that filters by them. As a \
          key condition the same test also reads less.",
    remedy: "Move the test to KeyConditionExpression. What a key condition cannot say, such as `<>`, has to be \
             tested in your program.",
    configure: "",
    evidence: &["CloudWanderer-io/CloudWanderer#86", "tywalch/electrodb#238", "Authress-Engineering/dynamodb-armor#4"],
    bad: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "FilterExpression": "begins_with(orderId, :year)",
    "ExpressionAttributeValues": { ":c": { "S": "ada" }, ":year": { "S": "2026" } }
}"#,
        super::ORDERS,
    )],
    good: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c AND begins_with(orderId, :year)",
    "ExpressionAttributeValues": { ":c": { "S": "ada" }, ":year": { "S": "2026" } }
}"#,
        super::ORDERS,
    )],
    check: Check::Compiler,
};
