//! `empty-expression`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::EmptyExpression,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "An expression without text is sent.",
    why: "An empty expression is not the same as none: DynamoDB refuses it. It often comes from a list of \
          conditions that happened to be empty.",
    remedy: "Leave the parameter out when there is nothing to ask for.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "ProjectionExpression": ""
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } }
}"#,
    )],
    check: Check::Compiler,
};
