//! `upsert-surprise`

use super::needless_alias::can_be_written;
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix, alias_for};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::lint::guard::Guard;
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::{Action, ClauseKind, ExpressionKind, NodeKind, Root};

pub(super) static RULE: Rule = Rule {
    code: Code::UpsertSurprise,
    default: Level::Info,
    group: Group::Correctness,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "An update sets some attributes and takes others away, and does not ask whether the item \
          exists.",
    why: "Where there is no item with that key, DynamoDB creates one with the attributes that are \
          set and nothing else. The answer is success: a cancelled order comes back half.",
    remedy: "Ask for the item: `attribute_exists(pk)`, with the name of the partition key.",
    configure: "",
    evidence: &["dynamodb-toolbox/dynamodb-toolbox#905", "pynamodb/PynamoDB#1138"],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET stage = :paid REMOVE reminder",
    "ExpressionAttributeValues": { ":paid": { "S": "paid" } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET stage = :paid REMOVE reminder",
    "ConditionExpression": "attribute_exists(id)",
    "ExpressionAttributeValues": { ":paid": { "S": "paid" } }
}"#), Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "REMOVE reminder"
}"#)],
    check: Check::Request(check),
};

/// An update that only takes away creates nothing. One with ADD or if_not_exists is made for new items too, and one
/// that reads or enters attributes fails without them.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(guard) = Guard::of(cx) else { return };
    let (update, ast) = (guard.update, guard.update.ast());
    let is_set = |action: &Action| action.clause == ClauseKind::Set;
    let takes = |action: &&Action| matches!(action.clause, ClauseKind::Remove | ClauseKind::Delete);
    let Some(taken) = ast.all_actions().iter().find(takes) else { return };
    let plain = ast.all_actions().iter().filter(|action| is_set(action)).all(|action| {
        let value = action.value.map(|value| ast.node(ast.unparenthesized(value)).kind);
        let nested = update.document_path(action.target).is_none_or(|path| path.is_nested());
        matches!(value, Some(NodeKind::Value(_))) && !nested
    });
    let nested = update.document_path(taken.target).is_none_or(|path| path.is_nested());
    let adds = ast.all_actions().iter().any(|action| action.clause == ClauseKind::Add);
    let sets = ast.all_actions().iter().any(is_set);
    if !sets || adds || !plain || nested || guard.provides() || guard.conditions.imply_an_item() {
        return;
    }
    let part = Part::Expression(update.kind, taken.span);
    let title = "where there is no such item, this update creates one";
    let mut diagnostic = cx.diagnostic(Code::UpsertSurprise, part, title, "reads as if the item existed");
    diagnostic.help = Some(match cx.key_names().and_then(|names| names.first().copied()) {
        Some(key) => format!("ask for the item with the condition attribute_exists({key})"),
        None => "ask for the item with attribute_exists on its partition key".to_owned(),
    });
    diagnostic.fix = asking_for_the_item(cx);
    found.push(diagnostic);
}

/// The condition that the item exists, beside what is asked already.
fn asking_for_the_item(cx: &RuleContext<'_>) -> Option<Fix> {
    let key = cx.key_names()?.first().copied()?.to_owned();
    let subject = cx.checked.subject;
    let mut edits = Vec::new();
    let name = if can_be_written(&key) {
        key.clone()
    } else {
        let (alias, added) = alias_for(&key, subject, &[]);
        edits.extend(added);
        alias
    };
    let asked = format!("attribute_exists({name})");
    match cx.expression(ExpressionKind::Condition) {
        Some(condition) => {
            let Root::Condition(root) = condition.ast().root() else { return None };
            let span = condition.ast().node(root).span;
            let is_or = matches!(condition.ast().node(root).kind, NodeKind::Or(_));
            let (before, after) = if is_or { (format!("{asked} AND ("), ")") } else { (format!("{asked} AND "), "") };
            let insert = |at, text: String| Edit::Expression { kind: condition.kind, span: Span::at(at), replacement: text };
            edits.push(insert(span.start, before));
            if is_or {
                edits.push(insert(span.end, after.to_owned()));
            }
        }
        None => edits.push(Edit::AddExpression { kind: ExpressionKind::Condition, text: asked }),
    }
    Some(Fix::new(format!("ask whether `{key}` exists"), Applicability::Unsafe, edits).mending(subject))
}
