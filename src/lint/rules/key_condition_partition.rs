//! `key-condition-partition`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::Action;
use crate::source::Span;
use crate::syntax::{Comparator, ExpressionKind, NodeKind};

pub(super) static RULE: Rule = Rule {
    code: Code::KeyConditionPartition,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A key condition has no equality on the partition key.",
    why: "The partition key says where the items are stored, so a Query has to know all of it: `begins_with` and \
          ranges are for the sort key. DynamoDB refuses the Query.",
    remedy: "Compare the partition key with `=`. Where its value is not known, use an index whose partition key is \
             known, or a Scan.",
    configure: "",
    evidence: &["sensedeep/dynamodb-onetable#387", "HENNGE/aiodynamo#126", "pynamodb/PynamoDB#106"],
    bad: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "begins_with(customer, :prefix)",
    "ExpressionAttributeValues": { ":prefix": { "S": "a" } }
}"#,
        super::ORDERS,
    ), Example::new(
        "py",
        r#"import boto3

table = boto3.resource("dynamodb").Table("orders")

def recent(since):
    return table.query(
        KeyConditionExpression="placedAt > :since",
        ExpressionAttributeValues={":since": since},
    )
"#,
    )],
    good: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c AND begins_with(orderId, :prefix)",
    "ExpressionAttributeValues": { ":c": { "S": "ada" }, ":prefix": { "S": "2026-" } }
}"#,
        super::ORDERS,
    ), Example::new(
        "py",
        r#"import boto3

table = boto3.resource("dynamodb").Table("orders")

def recent(customer, since):
    return table.query(
        KeyConditionExpression="customer = :c AND placedAt > :since",
        ExpressionAttributeValues={":c": customer, ":since": since},
    )
"#,
    )],
    check: Check::CompilerOr(check),
};

/// Where the table is not known: a condition without any `=` holds no partition key, whichever that is.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if cx.table.is_some() || cx.entry.action != Some(Action::Query) {
        return;
    }
    let Some(condition) = cx.expression(ExpressionKind::KeyCondition) else { return };
    let is_equality =
        |kind: NodeKind| matches!(kind, NodeKind::Comparison { comparator: Comparator::Equal, .. } | NodeKind::Missing);
    if condition.ast().nodes().iter().any(|node| is_equality(node.kind)) {
        return;
    }
    let whole = Span::new(0, u32::try_from(condition.text.len()).unwrap_or(u32::MAX));
    let part = Part::Expression(ExpressionKind::KeyCondition, whole);
    let title = "this key condition has no `=`, so no partition key";
    let mut diagnostic = cx.diagnostic(Code::KeyConditionPartition, part, title, "no equality in here");
    diagnostic.help = Some("compare the partition key with `=`; ranges and `begins_with` are for the sort key".to_owned());
    found.push(diagnostic);
}
