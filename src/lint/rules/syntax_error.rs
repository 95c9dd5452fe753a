//! `syntax-error`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::SyntaxError,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "The text is not an expression: something is missing, too many or in the wrong place.",
    why: "DynamoDB refuses the request and quotes a few characters around the place, which seldom say what is \
          wrong. Texts that are put together at run time fail only on the path that forgets a comma.",
    remedy: "Follow the place and the help of the finding. Join actions with commas, conditions with AND or OR.",
    configure: "",
    evidence: &["kritish-dhaubanjar/dynamodb-dashboard#735"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "UpdateExpression": "SET city = :c,",
    "ExpressionAttributeValues": { ":c": { "S": "Oslo" } }
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
