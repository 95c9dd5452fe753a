//! `unused-name`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::UnusedName,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "An entry of ExpressionAttributeNames is used by no expression of the request.",
    why: "DynamoDB refuses entries that nothing uses. A map that is shared by several requests, or kept after a \
          clause was taken out, fails at once.",
    remedy: "Remove the entry, or add the clause that uses it.",
    configure: "",
    evidence: &["floci-io/floci#2893", "awspilot/dynamodb-oop#29"],
    bad: &[Example::new(
        "json",
        r##"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "ProjectionExpression": "#addr",
    "ExpressionAttributeNames": { "#addr": "address", "#p": "phone" }
}"##,
    )],
    good: &[Example::new(
        "json",
        r##"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "ProjectionExpression": "#addr",
    "ExpressionAttributeNames": { "#addr": "address" }
}"##,
    )],
    check: Check::Compiler,
};
