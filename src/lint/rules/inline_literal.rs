//! `inline-literal`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::InlineLiteral,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "A value is written into the expression: quoted text, a number, true, false or null.",
    why: "Expressions hold no values. A quote or a digit is a syntax error; `true` and `null` are taken for \
          attribute names and come back as reserved words.",
    remedy: "Put the value into ExpressionAttributeValues and write its placeholder.",
    configure: "",
    evidence: &["researchwiseai/langgraphjs-checkpoint-dynamodb#8"],
    bad: &[
        Example::new(
            "json",
            r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attempts < 3"
}"#,
        ),
        Example::new(
            "json",
            r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "urgent = true"
}"#,
        ),
    ],
    good: &[
        Example::new(
            "json",
            r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attempts < :most",
    "ExpressionAttributeValues": { ":most": { "N": "3" } }
}"#,
        ),
        Example::new(
            "json",
            r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "urgent = :yes",
    "ExpressionAttributeValues": { ":yes": { "BOOL": true } }
}"#,
        ),
    ],
    check: Check::Compiler,
};
