//! `invalid-json-type`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::InvalidJsonType,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "A member of the request has the wrong JSON type: text where a number is wanted, a list where an object \
           is wanted.",
    why: "The request is refused while it is read, with a SerializationException that often does not say which \
          member is meant.",
    remedy: "Write the member as the API takes it: numbers and booleans without quotes, maps as objects.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "ExpressionAttributeValues": { ":c": { "S": "ada" } },
    "Limit": "25"
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "ExpressionAttributeValues": { ":c": { "S": "ada" } },
    "Limit": 25
}"#,
    )],
    check: Check::Compiler,
};
