//! `large-in-filter`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::check::{CheckedExpression, DocumentPath};
use crate::lint::predicate::{Asked, predicate};
use crate::problem::Part;
use crate::request::Action;
use crate::source::Span;
use crate::syntax::{Comparator, ExpressionKind, NodeId, NodeKind};

pub(super) static RULE: Rule = Rule {
    code: Code::LargeInFilter,
    default: Level::Info,
    group: Group::Cost,
    fix: FixKind::None,
    needs: &[],
    what: "A Scan asks for many values of one attribute, with IN or with a chain of OR.",
    why: "All items are read for it. One read for each value, by key, is often much cheaper, and IN \
          ends at 100 values: lists that grow end in an error.",
    remedy: "Query or BatchGetItem once for each value, from an index by that attribute.",
    configure: "`values`: so many values of one attribute are too many (20).",
    evidence: &["reapit/foundations#8255"],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "FilterExpression": "customer IN (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15, :16, :17, :18, :19, :20)",
    "ExpressionAttributeValues": { ":1": { "S": "c1" }, ":2": { "S": "c2" }, ":3": { "S": "c3" }, ":4": { "S": "c4" }, ":5": { "S": "c5" }, ":6": { "S": "c6" }, ":7": { "S": "c7" }, ":8": { "S": "c8" }, ":9": { "S": "c9" }, ":10": { "S": "c10" }, ":11": { "S": "c11" }, ":12": { "S": "c12" }, ":13": { "S": "c13" }, ":14": { "S": "c14" }, ":15": { "S": "c15" }, ":16": { "S": "c16" }, ":17": { "S": "c17" }, ":18": { "S": "c18" }, ":19": { "S": "c19" }, ":20": { "S": "c20" } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :customer",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if cx.entry.action != Some(Action::Scan) {
        return;
    }
    let Some(filter) = cx.expression(ExpressionKind::Filter) else { return };
    for (id, node) in filter.ast().iter() {
        let Some((path, values, span)) = values_of_one(filter, id) else { continue };
        if values < cx.options.values_of_one_attribute {
            continue;
        }
        let title = format!("the Scan asks for {values} values of `{path}`");
        let part = Part::Expression(filter.kind, Span::new(span.start, node.span.end));
        let mut diagnostic = cx.diagnostic(Code::LargeInFilter, part, title, "every item is read for it");
        diagnostic.help = Some("read once for each value, by a key or from an index by this attribute".to_owned());
        found.push(diagnostic);
    }
}

/// The attribute and the number of values asked of it, for IN, and for OR between equalities.
fn values_of_one<'c>(filter: &'c CheckedExpression<'_>, id: NodeId) -> Option<(DocumentPath<'c>, usize, Span)> {
    let ast = filter.ast();
    match ast.node(id).kind {
        NodeKind::In { .. } => {
            let asked = predicate(filter, id)?;
            Some((asked.path, asked.operands.len(), ast.node(id).span))
        }
        NodeKind::Or(parts) => {
            let mut asked = ast.list(parts).iter().map(|part| {
                predicate(filter, *part).filter(|one| one.asked == Asked::Compare(Comparator::Equal))
            });
            let first = asked.next()??.path;
            let same = asked.all(|one| one.is_some_and(|one| one.path == first));
            same.then(|| (first, parts.len(), ast.node(id).span))
        }
        _ => None,
    }
}
