//! `redundant-parentheses`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::RedundantParentheses,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "A pair of parentheses holds nothing but another pair.",
    why: "DynamoDB refuses doubled parentheses, which other languages take. Code that builds conditions wraps each \
          part to be safe, and doubles the pair as soon as there is only one part.",
    remedy: "Remove one pair. Parentheses around a part beside others, `a OR (b AND c)`, are fine.",
    configure: "",
    evidence: &["dynamodb-toolbox/dynamodb-toolbox#1073", "tywalch/electrodb#239", "architect/dynalite#99"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "((attempts < :most))",
    "ExpressionAttributeValues": { ":most": { "N": "3" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "(attempts < :most)",
    "ExpressionAttributeValues": { ":most": { "N": "3" } }
}"#,
    )],
    check: Check::Compiler,
};
