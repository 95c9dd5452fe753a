//! `function-context`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::FunctionContext,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "A function stands in an expression that does not know it: one of updates in a condition, or the reverse.",
    why: "`if_not_exists` and `list_append` give values to SET; `attribute_exists`, `attribute_type`, \
          `begins_with`, `contains` and `size` test items. DynamoDB refuses each in the other place.",
    remedy: "Put tests into ConditionExpression. In a condition ask `attribute_not_exists(path)`, not \
             `if_not_exists`.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Item": { "email": { "S": "ada@example.com" } },
    "ConditionExpression": "if_not_exists(email, :none)",
    "ExpressionAttributeValues": { ":none": { "S": "" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Item": { "email": { "S": "ada@example.com" } },
    "ConditionExpression": "attribute_not_exists(email)"
}"#,
    )],
    check: Check::Compiler,
};
