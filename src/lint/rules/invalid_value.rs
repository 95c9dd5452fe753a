//! `invalid-value`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::InvalidValue,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Values],
    what: "A value is no attribute value: it has no type, two types, an unknown type, or a content that the type \
           cannot have.",
    why: "Typed values have exactly one type beside their content: S, N, B, BOOL, NULL, M, L, SS, NS or BS. \
          DynamoDB refuses anything else.",
    remedy: "Write `{\"S\": \"text\"}`, `{\"N\": \"1\"}`, `{\"BOOL\": true}`; let the SDK convert plain values \
             where it can.",
    configure: "",
    evidence: &["aws/aws-sdk-js-v3#2652", "aws/aws-sdk-js-v3#2544"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "worker = :me",
    "ExpressionAttributeValues": { ":me": { "String": "w-7" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "worker = :me",
    "ExpressionAttributeValues": { ":me": { "S": "w-7" } }
}"#,
    )],
    check: Check::Compiler,
};
