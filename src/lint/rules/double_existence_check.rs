//! `double-existence-check`

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::lint::predicate::{Asked, predicate};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::{ExpressionKind, NodeKind, Root};

pub(super) static RULE: Rule = Rule {
    code: Code::DoubleExistenceCheck,
    default: Level::Off,
    group: Group::Cost,
    fix: FixKind::Unsafe,
    needs: &[Need::Schema],
    what: "A condition tests both key attributes for existence.",
    why: "An item has all attributes of its key, or it is not there at all. The second test says \
          nothing new and makes the condition longer.",
    remedy: "Test the partition key alone.",
    configure: "",
    evidence: &[],
    bad: &[Example::with_config("json", r#"{
    "TableName": "orders",
    "Item": { "customer": { "S": "c1" }, "placed": { "N": "5" } },
    "ConditionExpression": "attribute_not_exists(customer) AND attribute_not_exists(placed)"
}"#, r#"[tables.orders]
partition-key = "customer:S"
sort-key = "placed:N""#)],
    good: &[Example::with_config("json", r#"{
    "TableName": "orders",
    "Item": { "customer": { "S": "c1" }, "placed": { "N": "5" } },
    "ConditionExpression": "attribute_not_exists(customer)"
}"#, r#"[tables.orders]
partition-key = "customer:S"
sort-key = "placed:N""#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(condition) = cx.expression(ExpressionKind::Condition) else { return };
    let Root::Condition(root) = condition.ast().root() else { return };
    let NodeKind::And(parts) = condition.ast().node(condition.ast().unparenthesized(root)).kind else { return };
    let parts = condition.ast().list(parts);
    let mut first: Option<(Asked, Span)> = None;
    for (at, id) in parts.iter().enumerate() {
        let Some(one) = predicate(condition, *id) else { continue };
        let tests = matches!(one.asked, Asked::Exists | Asked::NotExists);
        if !tests || !one.path.as_attribute().is_some_and(|name| cx.is_key(name)) {
            continue;
        }
        let span = condition.ast().node(*id).span;
        let Some((asked, before)) = first else {
            first = Some((one.asked, span));
            continue;
        };
        // One that exists beside one that does not is another matter.
        let previous = at.checked_sub(1).and_then(|at| parts.get(at));
        let (true, Some(previous)) = (asked == one.asked, previous) else { continue };
        let part = Part::Expression(condition.kind, span);
        let title = "an item has all attributes of its key, or none";
        let mut diagnostic = cx.diagnostic(Code::DoubleExistenceCheck, part, title, "says nothing new");
        diagnostic.related.push((Part::Expression(condition.kind, before), "this is enough".to_owned()));
        let gone = Span::new(condition.ast().node(*previous).span.end, span.end);
        let edits = vec![Edit::Expression { kind: condition.kind, span: gone, replacement: String::new() }];
        let fix = Fix::new("leave the second test out", Applicability::Unsafe, edits);
        diagnostic.fix = Some(fix.mending(cx.checked.subject));
        found.push(diagnostic);
    }
}
