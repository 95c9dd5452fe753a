//! `filter-should-be-key`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::lint::access::holds_what_is_read;
use crate::lint::predicate::predicate;
use crate::problem::Part;
use crate::request::{Action, IndexKind, SecondaryIndex, TableSchema};
use crate::syntax::{ExpressionKind, Root};

pub(super) static RULE: Rule = Rule {
    code: Code::FilterShouldBeKey,
    default: Level::Info,
    group: Group::Cost,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A Query filters by an attribute by which an index with the same partition key is sorted.",
    why: "The filter drops items after they were read and paid for. As a condition on the sort key \
          it would decide what is read.",
    remedy: "Query that index, and move the condition into the KeyConditionExpression.",
    configure: "",
    evidence: &["CloudWanderer-io/CloudWanderer#86", "tywalch/electrodb#238"],
    bad: &[Example::with_config("json", r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :customer",
    "FilterExpression": "due < :now",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" }, ":now": { "N": "1760000000" } }
}"#, r#"[tables.orders]
partition-key = "customer:S"
sort-key = "placed:N"

[tables.orders.indexes.by-due]
kind = "local"
partition-key = "customer:S"
sort-key = "due:N""#)],
    good: &[Example::with_config("json", r#"{
    "TableName": "orders",
    "IndexName": "by-due",
    "KeyConditionExpression": "customer = :customer AND due < :now",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" }, ":now": { "N": "1760000000" } }
}"#, r#"[tables.orders]
partition-key = "customer:S"
sort-key = "placed:N"

[tables.orders.indexes.by-due]
kind = "local"
partition-key = "customer:S"
sort-key = "due:N""#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(table), Some(Action::Query)) = (cx.table, cx.entry.action) else { return };
    let Some(partition) = only_partition(cx, table) else { return };
    let Some(filter) = cx.expression(ExpressionKind::Filter) else { return };
    let Root::Condition(root) = filter.ast().root() else { return };
    for id in filter.ast().conjuncts(root) {
        let Some(asked) = predicate(filter, id).filter(|asked| asked.fits_sort_key()) else { continue };
        let Some(name) = asked.path.as_attribute() else { continue };
        let fits = |index: &&SecondaryIndex| {
            let consistent = index.kind == IndexKind::Global && !cx.lacks("ConsistentRead");
            sorted_by(index, &partition, name) && !consistent && holds_what_is_read(cx, table, index)
        };
        let Some(index) = table.indexes.iter().find(fits) else { continue };
        let part = Part::Expression(filter.kind, filter.ast().node(id).span);
        let title = format!("the index `{}` is sorted by `{name}`", index.name);
        let label = "drops items that were read and paid for";
        let mut diagnostic = cx.diagnostic(Code::FilterShouldBeKey, part, title, label);
        diagnostic.help = Some(format!("query `{}` and move this into the KeyConditionExpression", index.name));
        found.push(diagnostic);
    }
}

/// The partition key's name, where the key condition asks for nothing else: a condition on a sort key would be lost.
fn only_partition(cx: &RuleContext<'_>, table: &TableSchema) -> Option<String> {
    let key = match cx.entry.text("IndexName") {
        Some(_) => &cx.index()?.key,
        None if cx.lacks("IndexName") => &table.key,
        None => return None,
    };
    let condition = cx.expression(ExpressionKind::KeyCondition)?;
    let Root::Condition(root) = condition.ast().root() else { return None };
    let conjuncts = condition.ast().conjuncts(root);
    let ([attribute], [only]) = (key.partition.as_slice(), conjuncts.as_slice()) else { return None };
    let asked = predicate(condition, *only)?;
    (asked.path.as_attribute() == Some(attribute.name.as_str())).then(|| attribute.name.clone())
}

fn sorted_by(index: &SecondaryIndex, partition: &str, name: &str) -> bool {
    matches!(index.key.partition.as_slice(), [only] if only.name == partition)
        && index.key.sort.first().is_some_and(|first| first.name == name)
}
