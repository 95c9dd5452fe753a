//! `empty-or-mixed-set`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::EmptyOrMixedSet,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Values],
    what: "A set has no members, a member twice, or a member that is null.",
    why: "DynamoDB has no empty sets and no duplicates in sets, and refuses the request. Removing the last member \
          in the program and storing what is left is the usual way to meet this.",
    remedy: "Leave the attribute out, or REMOVE it, when nothing is left. Send each member once.",
    configure: "",
    evidence: &["ministackorg/ministack#1038"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "articles",
    "Key": { "article": { "S": "a-1" } },
    "UpdateExpression": "SET tags = :tags",
    "ExpressionAttributeValues": { ":tags": { "SS": [] } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "articles",
    "Key": { "article": { "S": "a-1" } },
    "UpdateExpression": "REMOVE tags",
    "ConditionExpression": "attribute_exists(article)"
}"#,
    )],
    check: Check::Compiler,
};
