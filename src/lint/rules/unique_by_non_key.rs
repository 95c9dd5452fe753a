//! `unique-by-non-key`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::lint::predicate::{Asked, predicate};
use crate::problem::Part;
use crate::request::Action;
use crate::syntax::{ExpressionKind, Root};

pub(super) static RULE: Rule = Rule {
    code: Code::UniqueByNonKey,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A put asks with attribute_not_exists whether an attribute is free that is not in the \
          table's key.",
    why: "The condition looks at one item only: the one with the same key. Another item may have the \
          same e-mail address; DynamoDB neither sees nor refuses that.",
    remedy: "Write a second item whose key is the value that has to be unique, in the same transaction, \
          and put the condition on that one.",
    configure: "",
    evidence: &["codeforstartups/dynavec#24"],
    bad: &[Example::with_config("json", r#"{
    "TableName": "users",
    "Item": { "id": { "S": "u1" }, "email": { "S": "a@example.com" } },
    "ConditionExpression": "attribute_not_exists(email)"
}"#, r#"[tables.users]
partition-key = "id:S""#)],
    good: &[Example::with_config("json", r#"{
    "TableName": "users",
    "Item": { "id": { "S": "email#a@example.com" } },
    "ConditionExpression": "attribute_not_exists(id)"
}"#, r#"[tables.users]
partition-key = "id:S""#)],
    check: Check::Request(check),
};

/// Where anything else is asked, or a key attribute too, the condition is about this one item and may well be meant.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(table), Some(Action::Put)) = (cx.table, cx.entry.action) else { return };
    let Some(condition) = cx.expression(ExpressionKind::Condition) else { return };
    let Root::Condition(root) = condition.ast().root() else { return };
    let item = cx.entry.node.get("Item");
    let mut free = Vec::new();
    for id in condition.ast().conjuncts(root) {
        let Some(asked) = predicate(condition, id).filter(|asked| asked.asked == Asked::NotExists) else { return };
        let Some(name) = asked.path.as_attribute() else { return };
        if table.key.attribute(name).is_some() || item.is_none_or(|item| item.get(name).is_none()) {
            return;
        }
        free.push((id, name.to_owned()));
    }
    let keys: Vec<String> = table.key.attributes().map(|key| format!("`{}`", key.name)).collect();
    for (id, name) in free {
        let part = Part::Expression(condition.kind, condition.ast().node(id).span);
        let title = format!("this does not make `{name}` unique");
        let label = format!("only looks at the item with the same {}", keys.join(" and "));
        let mut diagnostic = cx.diagnostic(Code::UniqueByNonKey, part, title, label);
        diagnostic.help = Some(format!(
            "to keep `{name}` unique, write an item whose key is its value in the same transaction, with \
             attribute_not_exists on that key"
        ));
        found.push(diagnostic);
    }
}
