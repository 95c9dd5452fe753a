//! `empty-placeholder-map`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::EmptyPlaceholderMap,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "ExpressionAttributeNames or ExpressionAttributeValues is sent without entries.",
    why: "DynamoDB refuses an empty map, even if the expression needs no placeholder. Code that builds requests \
          from parts sends one as soon as no part adds an entry.",
    remedy: "Send the map only when it has entries.",
    configure: "",
    evidence: &["awslabs/dynamodb-data-mapper-js#24", "aws-amplify/amplify-cli#5573", "ruicsh/dynoexpr#1"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "ConditionExpression": "attribute_exists(city)",
    "ExpressionAttributeNames": {}
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "ConditionExpression": "attribute_exists(city)"
}"#,
    )],
    check: Check::Compiler,
};
