//! `duplicate-section`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::DuplicateSection,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "SET, REMOVE, ADD or DELETE stands twice in one update.",
    why: "An update has each clause at most once. Code that joins pieces of text for each changed attribute writes \
          the word again for each, and DynamoDB refuses it from the second change on.",
    remedy: "Write the word once and separate its actions with commas.",
    configure: "",
    evidence: &["getmoto/moto#3972"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "UpdateExpression": "SET city = :c SET zip = :z",
    "ExpressionAttributeValues": { ":c": { "S": "Oslo" }, ":z": { "S": "0150" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "UpdateExpression": "SET city = :c, zip = :z",
    "ExpressionAttributeValues": { ":c": { "S": "Oslo" }, ":z": { "S": "0150" } }
}"#,
    )],
    check: Check::Compiler,
};
