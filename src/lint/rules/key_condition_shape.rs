//! `key-condition-shape`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::KeyConditionShape,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "A key condition has the wrong form: one attribute twice, too many conditions, a nested path, a \
           function such as `size` inside a comparison, or a value where the key has to stand.",
    why: "Each key attribute has one condition, and the attribute stands first. A range with two comparisons is \
          refused, although it would be right in a filter.",
    remedy: "Write a range as `sortKey BETWEEN :low AND :high`. Move conditions on other attributes to \
             FilterExpression.",
    configure: "",
    evidence: &["awslabs/aws-athena-query-federation#746"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "weather",
    "KeyConditionExpression": "station = :s AND takenAt >= :from AND takenAt <= :to",
    "ExpressionAttributeValues": {
        ":s": { "S": "oslo" },
        ":from": { "N": "100" },
        ":to": { "N": "900" }
    }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "weather",
    "KeyConditionExpression": "station = :s AND takenAt BETWEEN :from AND :to",
    "ExpressionAttributeValues": {
        ":s": { "S": "oslo" },
        ":from": { "N": "100" },
        ":to": { "N": "900" }
    }
}"#,
    )],
    check: Check::Compiler,
};
