//! `key-attribute-update`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::KeyAttributeUpdate,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "An update changes an attribute of the item's key.",
    why: "The key says which item is meant and never changes. DynamoDB refuses the update even if the new value \
          equals the old one, so writing back a whole object fails.",
    remedy: "Leave key attributes out of the update. To give an item another key, put it anew and delete the old \
             one in a transaction.",
    configure: "",
    evidence: &["truora/minidyn#112"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "UpdateExpression": "SET id = :id, city = :c",
    "ExpressionAttributeValues": { ":id": { "S": "u-1" }, ":c": { "S": "Oslo" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "UpdateExpression": "SET city = :c",
    "ExpressionAttributeValues": { ":c": { "S": "Oslo" } }
}"#,
    )],
    check: Check::Compiler,
};
