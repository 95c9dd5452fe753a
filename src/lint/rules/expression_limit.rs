//! `expression-limit`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::ExpressionLimit,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "An expression, a placeholder, a value or an item is larger or deeper than DynamoDB allows.",
    why: "The limits are 4 KB of text, 300 operators, 100 operands of IN, 32 steps in a path, 255 bytes in a \
          placeholder, 2 MB in the two maps and 400 KB in an item. A request that grows with its data passes every \
          test and fails on the day when the list is long enough.",
    remedy: "Split the work into several requests. For many keys use BatchGetItem, for many values several queries.",
    configure: "",
    evidence: &["aws/aws-sdk-js#3721", "reapit/foundations#8255", "aws/aws-sdk-java-v2#4597"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "trees",
    "Key": { "tree": { "S": "t-1" } },
    "ProjectionExpression": "n.l.l.r.l.r.r.l.l.r.l.r.l.l.l.r.r.r.l.r.l.l.r.l.r.r.l.l.r.r.l.r.l"
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "trees",
    "Key": { "tree": { "S": "t-1" } },
    "ProjectionExpression": "n.l.l.r"
}"#,
    )],
    check: Check::Compiler,
};
