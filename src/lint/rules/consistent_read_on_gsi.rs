//! `consistent-read-on-gsi`

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::Action;

pub(super) static RULE: Rule = Rule {
    code: Code::ConsistentReadOnGsi,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[Need::Schema],
    what: "ConsistentRead is true in a read of a global secondary index.",
    why: "Global indexes follow their table with a delay and cannot be read consistently. DynamoDB refuses the \
          request. Where the table's schema is not known, this is only pointed out: a local index can be read so.",
    remedy: "Leave ConsistentRead out. Where the newest data is needed, read the table itself by its key.",
    configure: "",
    evidence: &["jgilbert01/aws-lambda-stream#60", "tywalch/electrodb#495", "dotnet/orleans#7434"],
    bad: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } },
    "ConsistentRead": true
}"##,
        super::ORDERS_BY_STATE,
    )],
    good: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
        super::ORDERS_BY_STATE,
    )],
    check: Check::CompilerOr(check),
};

/// Without the schema nobody knows which kind of index it is.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let reads = matches!(cx.entry.action, Some(Action::Query | Action::Scan));
    let Some(index) = cx.entry.text("IndexName").filter(|_| reads && cx.table.is_none()) else { return };
    if !cx.entry.flag("ConsistentRead") {
        return;
    }
    let title = format!("`{index}` can be read consistently only if it is a local index");
    let part = Part::Member(vec!["ConsistentRead".into()]);
    let mut diagnostic = cx.diagnostic(Code::ConsistentReadOnGsi, part, title, "refused for a global index");
    diagnostic.severity = Severity::Info;
    diagnostic.help = Some("leave ConsistentRead out, or read the table itself by its key".to_owned());
    found.push(diagnostic);
}
