//! `consistent-read-on-gsi`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::ConsistentReadOnGsi,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "ConsistentRead is true in a read of a global secondary index.",
    why: "Global indexes follow their table with a delay and cannot be read consistently. DynamoDB refuses the \
          request.",
    remedy: "Leave ConsistentRead out. Where the newest data is needed, read the table itself by its key.",
    configure: "",
    evidence: &["jgilbert01/aws-lambda-stream#60", "tywalch/electrodb#495", "dotnet/orleans#7434"],
    bad: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } },
    "ConsistentRead": true
}"##,
        super::ORDERS_BY_STATE,
    )],
    good: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
        super::ORDERS_BY_STATE,
    )],
    check: Check::Compiler,
};
