//! `parameter-not-accepted`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::ParameterNotAccepted,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "The operation has no parameter of this name.",
    why: "DynamoDB ignores what it does not know, so the condition or the filter is not applied; most SDKs and the \
          AWS CLI refuse the request instead. GetItem with a filter and Scan with a key condition are the usual \
          cases. A word that is the parameter of no operation, nor spelled like one, is only a warning.",
    remedy: "Correct the spelling, or use the operation that has the parameter.",
    configure: "",
    evidence: &["pallets-eco/flask-session#240"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "Key": { "customer": { "S": "ada" } },
    "FilterExpression": "attribute_exists(city)"
}"#,
    ), Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "Key": { "customer": { "S": "ada" } },
    "UpdateExpression": "SET city = :c",
    "ExpressionAttributeValues": { ":c": { "S": "Oslo" } },
    "ConditonExpression": "attribute_exists(customer)"
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "Key": { "customer": { "S": "ada" } },
    "UpdateExpression": "SET city = :c",
    "ExpressionAttributeValues": { ":c": { "S": "Oslo" } },
    "ConditionExpression": "attribute_exists(customer)"
}"#,
    )],
    check: Check::Compiler,
};
