//! `foreign-operator`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::ForeignOperator,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "An operator of another language: `==`, `!=`, `&&`, `||`, `!`, LIKE, IS NULL, `NOT IN`, `+=`.",
    why: "Expressions look like SQL and like the host language, and are neither. DynamoDB answers with a syntax \
          error that names the token, not what to write instead.",
    remedy: "Write `=`, `<>`, `AND`, `OR`, `NOT`, `begins_with(…)`, `contains(…)`, `attribute_not_exists(…)`.",
    configure: "",
    evidence: &["kritish-dhaubanjar/dynamodb-dashboard#735", "dbeaver/dbeaver#9979"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attempts == :none && worker == :me",
    "ExpressionAttributeValues": { ":none": { "N": "0" }, ":me": { "S": "w-7" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attempts = :none AND worker = :me",
    "ExpressionAttributeValues": { ":none": { "N": "0" }, ":me": { "S": "w-7" } }
}"#,
    )],
    check: Check::Compiler,
};
