//! `same-operand`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::SameOperand,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "Both operands of a comparison or of `contains` are the same path.",
    why: "Comparing an attribute with itself says nothing, and DynamoDB refuses it. Usually a placeholder was \
          meant, or two `#` placeholders stand for one attribute.",
    remedy: "Compare with another attribute, or with a value from ExpressionAttributeValues.",
    configure: "",
    evidence: &["floci-io/floci#1442"],
    bad: &[Example::new(
        "json",
        r##"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "#v = version",
    "ExpressionAttributeNames": { "#v": "version" }
}"##,
    )],
    good: &[Example::new(
        "json",
        r##"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "#v = :version",
    "ExpressionAttributeNames": { "#v": "version" },
    "ExpressionAttributeValues": { ":version": { "N": "4" } }
}"##,
    )],
    check: Check::Compiler,
};
