//! `needs-alias`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::NeedsAlias,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "An attribute name that cannot be written out: it begins with a digit or `_`, has a dash, a blank or a \
           letter outside of a-z, or is a keyword.",
    why: "Names in expressions are letters, digits and `_`, and begin with a letter. Everything else is a syntax \
          error, or worse: `first-name` is taken for a subtraction where one can stand.",
    remedy: "Write a `#` placeholder and say in ExpressionAttributeNames what it stands for.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "ProjectionExpression": "first-name"
}"#,
    )],
    good: &[Example::new(
        "json",
        r##"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "ProjectionExpression": "#first_name",
    "ExpressionAttributeNames": { "#first_name": "first-name" }
}"##,
    )],
    check: Check::Compiler,
};
