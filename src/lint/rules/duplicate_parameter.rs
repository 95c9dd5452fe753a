//! `duplicate-parameter`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::DuplicateParameter,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[],
    what: "A parameter, a placeholder or an attribute is given twice in one object; only the last one counts.",
    why: "JSON, JavaScript and Python take the second one without a word. What the first one asked for is lost, and \
          a condition that guarded a write may be what is missing.",
    remedy: "Join the two into one: two conditions with AND, two maps into one map.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "accounts",
    "Key": { "account": { "S": "a-1" } },
    "ConditionExpression": "attribute_not_exists(lockedAt)",
    "ConditionExpression": "balance = :zero",
    "ExpressionAttributeValues": { ":zero": { "N": "0" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "accounts",
    "Key": { "account": { "S": "a-1" } },
    "ConditionExpression": "attribute_not_exists(lockedAt) AND balance = :zero",
    "ExpressionAttributeValues": { ":zero": { "N": "0" } }
}"#,
    )],
    check: Check::Reading,
};
