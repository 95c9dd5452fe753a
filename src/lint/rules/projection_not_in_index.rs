//! `projection-not-in-index`

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::IndexKind;
use crate::syntax::{ExpressionKind, NodeKind, Root};

pub(super) static RULE: Rule = Rule {
    code: Code::ProjectionNotInIndex,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A read of a global index asks for an attribute that the index does not hold.",
    why: "A global index holds its keys, the keys of the table and what its projection names. DynamoDB never goes \
          from it to the table: it refuses the request. From a local index it does go to the table, once for each \
          item, and that is paid for.",
    remedy: "Add the attribute to the projection of the index, or read the items from the table with BatchGetItem.",
    configure: "",
    evidence: &[],
    bad: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ProjectionExpression": "orderId, weight",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
        super::ORDERS_BY_STATE,
    )],
    good: &[Example::with_config(
        "json",
        r##"{
    "TableName": "orders",
    "IndexName": "byState",
    "KeyConditionExpression": "#state = :open",
    "ProjectionExpression": "orderId, amount",
    "ExpressionAttributeNames": { "#state": "state" },
    "ExpressionAttributeValues": { ":open": { "S": "open" } }
}"##,
        super::ORDERS_BY_STATE,
    )],
    check: Check::CompilerOr(check),
};

/// From a local index the service fetches what is not there.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(table), Some(index)) = (cx.table, cx.index()) else { return };
    let Some(projection) = cx.expression(ExpressionKind::Projection) else { return };
    let Root::Projection(paths) = projection.ast().root() else { return };
    if index.kind != IndexKind::Local || !cx.knows_names() {
        return;
    }
    let missing = projection.ast().list(paths).iter().find_map(|id| match projection.ast().node(*id).kind {
        NodeKind::Path(elements) => {
            let name = projection.root_attribute(elements)?;
            (!table.index_holds(index, name)).then(|| (name.to_owned(), projection.ast().node(*id).span))
        }
        _ => None,
    });
    let Some((name, span)) = missing else { return };
    let title = format!("the local index `{}` does not hold `{name}`: each item is read from the table, too", index.name);
    let part = Part::Expression(projection.kind, span);
    let mut diagnostic = cx.diagnostic(Code::ProjectionNotInIndex, part, title, "costs a read of the table");
    diagnostic.severity = Severity::Info;
    diagnostic.help = Some("add it to the projection of the index, or do without it".to_owned());
    found.push(diagnostic);
}
