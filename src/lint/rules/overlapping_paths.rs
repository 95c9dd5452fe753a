//! `overlapping-paths`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::OverlappingPaths,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "Two paths of one update or one projection are equal, or one lies inside the other.",
    why: "An update decides about each part of the item once, and a projection returns each part once. DynamoDB \
          refuses the request; two placeholders for one attribute count as the same.",
    remedy: "Name each part once. To replace a map and change one member of it, send the map as it will be.",
    configure: "",
    evidence: &["dynamoose/dynamoose#214", "hashicorp/terraform-provider-aws#24683", "HENNGE/aiodynamo#2"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "carts",
    "Key": { "cart": { "S": "c-1" } },
    "ProjectionExpression": "products, weight, products"
}"#,
    ), Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "UpdateExpression": "SET address = :a REMOVE address.zip",
    "ExpressionAttributeValues": { ":a": { "M": { "city": { "S": "Oslo" } } } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u-1" } },
    "UpdateExpression": "SET address = :a",
    "ExpressionAttributeValues": { ":a": { "M": { "city": { "S": "Oslo" } } } }
}"#,
    )],
    check: Check::Compiler,
};
