//! `operand-type`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::OperandType,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Values],
    what: "A value has a type that the operator, function or clause never takes.",
    why: "ADD takes numbers and sets, DELETE takes sets, `+` takes numbers, `begins_with` takes text, `list_append` \
          takes lists. DynamoDB refuses the rest. A list where a set is meant is the most common case: JSON and \
          most languages have no sets.",
    remedy: "Send a value of a type that fits, or use the operator for the type that you have.",
    configure: "",
    evidence: &["serverless/serverless#7184", "baseprime/dynamodb#51", "aws/aws-sdk-js-v3#7171"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "articles",
    "Key": { "article": { "S": "a-1" } },
    "UpdateExpression": "ADD tags :new",
    "ExpressionAttributeValues": { ":new": { "L": [{ "S": "tea" }] } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "articles",
    "Key": { "article": { "S": "a-1" } },
    "UpdateExpression": "ADD tags :new",
    "ExpressionAttributeValues": { ":new": { "SS": ["tea"] } }
}"#,
    )],
    check: Check::Compiler,
};
