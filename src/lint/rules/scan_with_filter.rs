//! `scan-with-filter`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::lint::access::query_that_fits;
use crate::problem::Part;
use crate::request::Action;
use crate::syntax::ExpressionKind;

pub(super) static RULE: Rule = Rule {
    code: Code::ScanWithFilter,
    default: Level::Info,
    group: Group::Cost,
    fix: FixKind::None,
    needs: &[],
    what: "A program sends a Scan with a filter. Shell scripts and single requests in files are left alone.",
    why: "A filter drops items after they were read: the Scan takes as long and costs as much as \
          without it, and grows with the table.",
    remedy: "Where this runs often, give the table an index whose key is what the filter asks for, and \
          Query that.",
    configure: "",
    evidence: &["serverless/serverless-graphql-blog#6", "dotnet/orleans#7434"],
    bad: &[Example::new("py", r#"import boto3

client = boto3.client("dynamodb")

def unpaid():
    pages = client.get_paginator("scan").paginate(
        TableName="orders",
        FilterExpression="paid = :no",
        ExpressionAttributeValues={":no": {"BOOL": False}},
    )
    return [order for page in pages for order in page["Items"]]
"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "IndexName": "unpaid",
    "KeyConditionExpression": "customer = :customer",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" } }
}"#)],
    check: Check::Request(check),
};

/// Where a Query fits, `scan-where-query-fits` says more. A request that stands by itself is run by hand.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_sent_often = cx.source.is_some_and(|source| !source.is_script);
    if cx.entry.action != Some(Action::Scan) || !is_sent_often || query_that_fits(cx).is_some() {
        return;
    }
    let Some(filter) = cx.expression(ExpressionKind::Filter) else { return };
    let whole = crate::source::Span::new(0, u32::try_from(filter.text.len()).unwrap_or(u32::MAX));
    let part = Part::Expression(ExpressionKind::Filter, whole);
    let title = "the filter does not make this Scan cheaper";
    let mut diagnostic = cx.diagnostic(Code::ScanWithFilter, part, title, "drops items that were read and paid for");
    diagnostic.help = Some("where it runs often, Query an index whose key is what the filter asks for".to_owned());
    found.push(diagnostic);
}
