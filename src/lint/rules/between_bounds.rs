//! `between-bounds`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::BetweenBounds,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Unsafe,
    needs: &[Need::Values],
    what: "The lower bound of BETWEEN is above the upper bound, or the two bounds are of different types.",
    why: "DynamoDB looks at the two values before it reads anything, and refuses the request. Bounds that come from \
          a user or from dates in two formats are swapped sooner or later.",
    remedy: "Put the smaller value first, and give both bounds the type of the attribute.",
    configure: "",
    evidence: &["Cbsoftware/pressureNET-server#78", "architect/dynalite#55"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "weather",
    "KeyConditionExpression": "station = :s AND takenAt BETWEEN :from AND :to",
    "ExpressionAttributeValues": {
        ":s": { "S": "oslo" },
        ":from": { "N": "900" },
        ":to": { "N": "100" }
    }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "weather",
    "KeyConditionExpression": "station = :s AND takenAt BETWEEN :to AND :from",
    "ExpressionAttributeValues": {
        ":s": { "S": "oslo" },
        ":from": { "N": "900" },
        ":to": { "N": "100" }
    }
}"#,
    )],
    check: Check::Compiler,
};
