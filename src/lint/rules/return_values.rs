//! `return-values`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::ReturnValues,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "ReturnValues has a word that the operation does not take.",
    why: "PutItem and DeleteItem return the old item or nothing; the other words are for UpdateItem. DynamoDB \
          refuses the request instead of returning less.",
    remedy: "Ask for `ALL_OLD`, or leave ReturnValues out: the new item of a PutItem is the one that was sent.",
    configure: "",
    evidence: &["https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Item": { "email": { "S": "ada@example.com" } },
    "ReturnValues": "ALL_NEW"
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Item": { "email": { "S": "ada@example.com" } },
    "ReturnValues": "ALL_OLD"
}"#,
    )],
    check: Check::Compiler,
};
