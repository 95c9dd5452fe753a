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
    what: "A Scan has a filter.",
    why: "A filter drops items after they were read: the Scan takes as long and costs as much as \
          without it, and grows with the table.",
    remedy: "Where this runs often, give the table an index whose key is what the filter asks for, and \
          Query that.",
    configure: "",
    evidence: &["serverless/serverless-graphql-blog#6", "dotnet/orleans#7434"],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "FilterExpression": "paid = :no",
    "ExpressionAttributeValues": { ":no": { "BOOL": false } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "IndexName": "unpaid",
    "KeyConditionExpression": "customer = :customer",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" } }
}"#), Example::new("json", r#"{ "TableName": "orders", "IndexName": "unpaid", "Select": "COUNT", "TotalSegments": 1, "Segment": 0 }"#)],
    check: Check::Request(check),
};

/// Where a Query fits, `scan-where-query-fits` says more.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if cx.entry.action != Some(Action::Scan) || query_that_fits(cx).is_some() {
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
