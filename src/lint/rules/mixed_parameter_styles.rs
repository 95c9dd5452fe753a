//! `mixed-parameter-styles`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::MixedParameterStyles,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "Expressions stand beside parameters of the older style, such as Expected, AttributeUpdates or \
           QueryFilter.",
    why: "A request is in one style or in the other. DynamoDB refuses a mixture, which is easily made by adding one \
          expression to old code.",
    remedy: "Say everything in expressions; each older parameter has its equal.",
    configure: "",
    evidence: &["getmoto/moto#3755"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attribute_exists(job)",
    "Expected": { "worker": { "Exists": false } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attribute_exists(job) AND attribute_not_exists(worker)"
}"#,
    )],
    check: Check::Compiler,
};
