//! `undefined-name`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::UndefinedName,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "A `#` placeholder is used and has no entry in ExpressionAttributeNames.",
    why: "DynamoDB refuses the request. A typing mistake in the placeholder, or an entry that is added only on some \
          paths through the code, is the usual reason.",
    remedy: "Add the entry, or write the placeholder as it is defined.",
    configure: "",
    evidence: &["clarkie/dynogels#178", "neoeinstein/modyne#3"],
    bad: &[Example::new(
        "json",
        r##"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "ProjectionExpression": "#adr",
    "ExpressionAttributeNames": { "#addr": "address" }
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
