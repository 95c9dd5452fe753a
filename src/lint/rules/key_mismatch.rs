//! `key-mismatch`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::KeyMismatch,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A Key or an Item does not fit the key of its table: an attribute is missing, too many, of another type \
           or too large.",
    why: "A Key has exactly the key attributes of the table, whatever index is read. DynamoDB answers that \"The \
          provided key element does not match the schema\" and does not say which one.",
    remedy: "Send the partition key and the sort key of the table, each in its type, and nothing else.",
    configure: "",
    evidence: &[],
    bad: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "Key": { "customer": { "S": "ada" } }
}"#,
        super::ORDERS,
    )],
    good: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "Key": { "customer": { "S": "ada" }, "orderId": { "S": "2026-0001" } }
}"#,
        super::ORDERS,
    )],
    check: Check::Compiler,
};
