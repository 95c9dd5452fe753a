//! `number-not-text`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::NumberNotText,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[Need::Values],
    what: "The content of a number is sent as a JSON number instead of text.",
    why: "In typed values numbers travel as text, so that no digit is lost: `{\"N\": \"1\"}`. A JSON number is \
          refused while the request is read; some SDKs crash on it before.",
    remedy: "Put the digits in quotes.",
    configure: "",
    evidence: &["aws/aws-sdk-js#2018", "aws/aws-sdk-js-v3#2117"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "counters",
    "Key": { "page": { "S": "home" } },
    "UpdateExpression": "ADD visits :one",
    "ExpressionAttributeValues": { ":one": { "N": 1 } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "counters",
    "Key": { "page": { "S": "home" } },
    "UpdateExpression": "ADD visits :one",
    "ExpressionAttributeValues": { ":one": { "N": "1" } }
}"#,
    )],
    check: Check::Compiler,
};
