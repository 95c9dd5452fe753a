//! `index-key`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::IndexKey,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "The table has no index of this name, or a value for the key of an index is empty or of another type.",
    why: "DynamoDB refuses to read an index that is not there, and to store an item whose attribute does not fit \
          the key of an index: the whole write fails, not only its entry in the index.",
    remedy: "Write the name of the index as the table has it. Send values of the key's type, or leave the attribute \
             out to keep the item out of the index.",
    configure: "",
    evidence: &[],
    bad: &[
        Example::with_config(
            "json",
            r#"{
    "TableName": "orders",
    "Item": {
        "customer": { "S": "ada" },
        "orderId": { "S": "2026-0001" },
        "state": { "S": "open" },
        "placedAt": { "S": "2026-10-01" }
    }
}"#,
            super::ORDERS_BY_STATE,
        ),
        Example::with_config(
            "json",
            r##"{
    "TableName": "orders",
    "IndexName": "byStat",
    "KeyConditionExpression": "#state = :open",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
            super::ORDERS_BY_STATE,
        ),
    ],
    good: &[
        Example::with_config(
            "json",
            r#"{
    "TableName": "orders",
    "Item": {
        "customer": { "S": "ada" },
        "orderId": { "S": "2026-0001" },
        "state": { "S": "open" },
        "placedAt": { "N": "1790812800" }
    }
}"#,
            super::ORDERS_BY_STATE,
        ),
        Example::with_config(
            "json",
            r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
            super::ORDERS_BY_STATE,
        ),
    ],
    check: Check::Compiler,
};
