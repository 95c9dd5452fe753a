//! `swapped-placeholder-kind`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::SwappedPlaceholderKind,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "A `:` placeholder stands where an attribute name belongs, or a `#` placeholder where a value belongs.",
    why: "DynamoDB refuses the request and says only that the placeholder is not defined, or that the syntax is wrong.",
    remedy: "`#` is for names, `:` is for values.",
    configure: "",
    evidence: &[],
    bad: &[
        Example::new(
            "json",
            r#"{
    "TableName": "pages",
    "Key": { "id": { "S": "p1" } },
    "UpdateExpression": "SET hits = :hits + :more",
    "ExpressionAttributeValues": { ":more": { "N": "1" } },
    "ConditionExpression": "attribute_exists(id)"
}"#,
        ),
        Example::new(
            "json",
            r##"{
    "TableName": "pages",
    "Key": { "id": { "S": "p1" } },
    "ConditionExpression": "hits = #old",
    "ExpressionAttributeValues": { ":old": { "N": "1" } }
}"##,
        ),
    ],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "pages",
    "Key": { "id": { "S": "p1" } },
    "UpdateExpression": "SET hits = hits + :more",
    "ExpressionAttributeValues": { ":more": { "N": "1" } },
    "ConditionExpression": "attribute_exists(id)"
}"#,
    )],
    check: Check::Compiler,
};
