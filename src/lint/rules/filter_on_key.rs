//! `filter-on-key`

use crate::diagnostics::{Code, Context, Diagnostic, describe};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::{Framing, KeyProblem, Place, Problem, ProblemKind, Rank, Stage};
use crate::request::{Action, is_known_name};
use crate::syntax::{ExpressionKind, NodeKind};

pub(super) static RULE: Rule = Rule {
    code: Code::FilterOnKey,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "The filter of a Query names a key attribute of the table or index that is read.",
    why: "Key attributes belong into KeyConditionExpression; DynamoDB refuses a Query that filters by them. As a \
          key condition the same test also reads less.",
    remedy: "Move the test to KeyConditionExpression. What a key condition cannot say, such as `<>`, has to be \
             tested in your program.",
    configure: "",
    evidence: &["CloudWanderer-io/CloudWanderer#86", "tywalch/electrodb#238", "Authress-Engineering/dynamodb-armor#4"],
    bad: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c",
    "FilterExpression": "begins_with(orderId, :year)",
    "ExpressionAttributeValues": { ":c": { "S": "ada" }, ":year": { "S": "2026" } }
}"#,
        super::ORDERS,
    ), Example::new(
        "ts",
        r#"import { QueryCommand } from "@aws-sdk/lib-dynamodb";

export const others = (customer: string, orderId: string) => new QueryCommand({
  TableName: "orders",
  KeyConditionExpression: "customer = :c",
  FilterExpression: "customer <> :o",
  ExpressionAttributeValues: { ":c": customer, ":o": orderId },
});
"#,
    )],
    good: &[Example::with_config(
        "json",
        r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :c AND begins_with(orderId, :year)",
    "ExpressionAttributeValues": { ":c": { "S": "ada" }, ":year": { "S": "2026" } }
}"#,
        super::ORDERS,
    ), Example::new(
        "ts",
        r#"import { QueryCommand } from "@aws-sdk/lib-dynamodb";

export const unpaid = (customer: string) => new QueryCommand({
  TableName: "orders",
  KeyConditionExpression: "customer = :c",
  FilterExpression: "payment.customer = :c",
  ExpressionAttributeValues: { ":c": customer },
});
"#,
    )],
    check: Check::CompilerOr(check),
};

/// Where the table is not known: what this request's own key condition uses is certainly a key attribute.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if cx.table.is_some() || cx.entry.action != Some(Action::Query) {
        return;
    }
    let (Some(condition), Some(filter)) =
        (cx.expression(ExpressionKind::KeyCondition), cx.expression(ExpressionKind::Filter))
    else {
        return;
    };
    let keys: Vec<&str> = condition
        .ast()
        .iter()
        .filter_map(|(id, _)| condition.document_path(id)?.as_attribute())
        .filter(|name| is_known_name(name))
        .collect();
    for (_, node) in filter.ast().iter() {
        let NodeKind::Path(elements) = node.kind else { continue };
        let Some(name) = filter.root_attribute(elements).filter(|name| keys.contains(name)) else { continue };
        let kind = ProblemKind::Key(KeyProblem::FilterOnKey { attribute: name.to_owned(), fits_key_condition: false });
        let place = Place::expression(ExpressionKind::Filter, node.span).in_entry(cx.number);
        let problem = Problem { kind, place, rank: Rank::new(Stage::FilterKeys, 0, [0; 4]) };
        let framing = Framing { operation: cx.operation, ..Framing::default() };
        let context = Context { subject: cx.checked.subject, problems: &[], framing };
        let mut diagnostic = describe(&problem, context);
        diagnostic.is_reported_by_service = true;
        found.push(diagnostic);
        return;
    }
}
