//! `missing-sigil`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::MissingSigil,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "A bare name stands where a placeholder of the same name is defined and not used: the `:` or `#` was \
           forgotten.",
    why: "`attempts < most` compares two attributes, `attempts < :most` an attribute with a value. It reads well in \
          a review. DynamoDB refuses it only because `:most` is then used nowhere.",
    remedy: "Write the `:` or `#` in front of the name.",
    configure: "",
    evidence: &["kestra-io/plugin-aws#358", "dynamoose/dynamoose#1403"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attempts < most",
    "ExpressionAttributeValues": { ":most": { "N": "8" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attempts < :most",
    "ExpressionAttributeValues": { ":most": { "N": "8" } }
}"#,
    )],
    check: Check::Compiler,
};
