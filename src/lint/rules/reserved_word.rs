//! `reserved-word`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::ReservedWord,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "An attribute name that is one of DynamoDB's 573 reserved words is written out.",
    why: "DynamoDB refuses the whole request, whatever the case of the word and wherever in a path it stands. \
          `name`, `status`, `ttl`, `year` and `order` are among them, so it is the first error that most people \
          meet.",
    remedy: "Write a `#` placeholder and say in ExpressionAttributeNames what it stands for.",
    configure: "",
    evidence: &["localstack/localstack#11186", "terraform-linters/tflint#533", "truora/minidyn#61"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "status = :open",
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r##"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "#status = :open",
    "ExpressionAttributeNames": { "#status": "status" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
    )],
    check: Check::Compiler,
};
