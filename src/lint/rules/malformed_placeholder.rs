//! `malformed-placeholder`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::MalformedPlaceholder,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "A key of ExpressionAttributeNames or ExpressionAttributeValues is no placeholder, or one is written with \
           a dot, a dash or a blank.",
    why: "Names begin with `#`, values with `:`, and both go on with letters, digits and `_`. DynamoDB refuses the \
          whole map. A nested attribute such as `#a.b` is two placeholders, one for each step.",
    remedy: "Add the missing sign, and use only letters, digits and `_`. Write `#a.#b` for an attribute inside \
             another.",
    configure: "",
    evidence: &["AllocZero/EfficientDynamoDb#153"],
    bad: &[
        Example::new(
            "json",
            r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "worker = :me",
    "ExpressionAttributeValues": { "me": { "S": "w-7" } }
}"#,
        ),
        Example::new(
            "json",
            r##"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attribute_exists(#last.run)",
    "ExpressionAttributeNames": { "#last.run": "last.run" }
}"##,
        ),
    ],
    good: &[
        Example::new(
            "json",
            r#"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "worker = :me",
    "ExpressionAttributeValues": { ":me": { "S": "w-7" } }
}"#,
        ),
        Example::new(
            "json",
            r##"{
    "TableName": "jobs",
    "Key": { "job": { "S": "j-1" } },
    "ConditionExpression": "attribute_exists(#last.#run)",
    "ExpressionAttributeNames": { "#last": "last", "#run": "run" }
}"##,
        ),
    ],
    check: Check::Compiler,
};
