//! `key-not-scalar`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::KeyNotScalar,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A path goes into a key attribute as if it were a map or a list.",
    why: "Key attributes are strings, numbers or binaries: there is nothing inside. DynamoDB refuses the request. \
          Often a name with a dot was meant, and was written without a placeholder.",
    remedy: "Name the attribute whole. If its name has a dot in it, write a `#` placeholder.",
    configure: "",
    evidence: &[],
    bad: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "Key": { "customer": { "S": "ada" }, "orderId": { "S": "2026-0001" } },
    "ProjectionExpression": "customer.city"
}"#,
        super::ORDERS,
    )],
    good: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "Key": { "customer": { "S": "ada" }, "orderId": { "S": "2026-0001" } },
    "ProjectionExpression": "#city",
    "ExpressionAttributeNames": { "#city": "customer.city" }
}"##,
        super::ORDERS,
    )],
    check: Check::Compiler,
};
