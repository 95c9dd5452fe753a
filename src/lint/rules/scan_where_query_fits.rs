//! `scan-where-query-fits`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::lint::access::query_that_fits;
use crate::problem::Part;
use crate::syntax::ExpressionKind;

pub(super) static RULE: Rule = Rule {
    code: Code::ScanWhereQueryFits,
    default: Level::Warning,
    group: Group::Cost,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A Scan filters by equality on the partition key of the table or of an index.",
    why: "A Scan reads the whole table and is paid for all of it; the filter only drops what was \
          read. A Query reads the items with that key and no others.",
    remedy: "Use a Query with a KeyConditionExpression, on the index where one is named.",
    configure: "",
    evidence: &["michaellavelle/spring-data-dynamodb#93", "wolfeidau/dynalock#1", "awslabs/aws-athena-query-federation#494"],
    bad: &[Example::with_config("json", r#"{
    "TableName": "orders",
    "FilterExpression": "customer = :customer",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" } }
}"#, r#"[tables.orders]
partition-key = "customer:S"
sort-key = "placed:N""#)],
    good: &[Example::with_config("json", r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :customer",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" } }
}"#, r#"[tables.orders]
partition-key = "customer:S"
sort-key = "placed:N""#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(fitting) = query_that_fits(cx) else { return };
    let title = match fitting.index {
        Some(index) => format!("this Scan can be a Query of the index `{index}`"),
        None => "this Scan can be a Query".to_owned(),
    };
    let part = Part::Expression(ExpressionKind::Filter, fitting.span);
    let label = "asks for one partition key, and every item is read";
    let mut diagnostic = cx.diagnostic(Code::ScanWhereQueryFits, part, title, label);
    diagnostic.help = Some("move this into a KeyConditionExpression and send a Query".to_owned());
    found.push(diagnostic);
}
