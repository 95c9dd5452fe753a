//! `projection-not-in-index`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::ProjectionNotInIndex,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A read of a global index asks for an attribute that the index does not hold.",
    why: "A global index holds its keys, the keys of the table and what its projection names. DynamoDB never goes \
          from it to the table: it refuses the request.",
    remedy: "Add the attribute to the projection of the index, or read the items from the table with BatchGetItem.",
    configure: "",
    evidence: &[],
    bad: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ProjectionExpression": "orderId, weight",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
        super::ORDERS_BY_STATE,
    )],
    good: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ProjectionExpression": "orderId, amount",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
        super::ORDERS_BY_STATE,
    )],
    check: Check::Compiler,
};
