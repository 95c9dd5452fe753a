//! `invalid-name`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::InvalidName,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "A `#` placeholder stands for an empty name or for one that is too long, or an item has such an attribute.",
    why: "Attribute names have 1 to 65535 bytes. An empty one usually comes from a variable that was not set.",
    remedy: "Give the placeholder the name of the attribute.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r##"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "ProjectionExpression": "#field",
    "ExpressionAttributeNames": { "#field": "" }
}"##,
    )],
    good: &[Example::new(
        "json",
        r##"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "ProjectionExpression": "#field",
    "ExpressionAttributeNames": { "#field": "city" }
}"##,
    )],
    check: Check::Compiler,
};
