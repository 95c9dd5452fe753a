//! `key-condition-operator`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::KeyConditionOperator,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "A key condition uses an operator that it does not have: `<>`, IN, OR, NOT, `contains`, \
           `attribute_exists`.",
    why: "A Query reads one range of one partition. A key condition is an equality on the partition key, and at \
          most one of `=`, `<`, `<=`, `>`, `>=`, BETWEEN and `begins_with` on each sort key attribute. A function \
          inside a comparison, such as `size(a) > :n`, is told as `key-condition-shape`.",
    remedy: "Test other attributes in FilterExpression; test keys in your program, since a filter cannot name them. \
             For several keys send one Query each, or use BatchGetItem.",
    configure: "",
    evidence: &["NerdWalletOSS/dynamorm#105", "pynamodb/PynamoDB#894", "awsdocs/amazon-dynamodb-developer-guide#187"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c AND contains(title, :word)",
    "ExpressionAttributeValues": { ":c": { "S": "ada" }, ":word": { "S": "tea" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "FilterExpression": "contains(title, :word)",
    "ExpressionAttributeValues": { ":c": { "S": "ada" }, ":word": { "S": "tea" } }
}"#,
    )],
    check: Check::Compiler,
};
