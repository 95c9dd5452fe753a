//! `type-inconsistent`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::lint::evidence::{Known, Source, known_types};
use crate::value::{AttributeType, TypeSet};

pub(super) static RULE: Rule = Rule {
    code: Code::TypeInconsistent,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Values],
    what: "A request uses one attribute with values of different types, or with another type than the \
          table's configuration says.",
    why: "DynamoDB compares types too: the number 5 and the text \"5\" are never equal, and no error \
          says so. Once both are stored, every filter and sort misses one half.",
    remedy: "Use one type for each attribute everywhere.",
    configure: "Types of attributes that are in no key are written under `[tables.NAME.attributes]`.",
    evidence: &[],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "ADD pieces :one",
    "ConditionExpression": "pieces = :old",
    "ExpressionAttributeValues": { ":one": { "N": "1" }, ":old": { "S": "5" } }
}"#), Example::with_config("json", r#"{
    "TableName": "orders",
    "Item": { "id": { "S": "o1" }, "pieces": { "S": "5" } }
}"#, r#"[tables.orders]
partition-key = "id:S"

[tables.orders.attributes]
pieces = "N""#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "ADD pieces :one",
    "ConditionExpression": "pieces = :old",
    "ExpressionAttributeValues": { ":one": { "N": "1" }, ":old": { "N": "5" } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let known = known_types(cx);
    for one in &known {
        // NULL stands for "no value" in attributes of any type.
        if one.types.contains(AttributeType::Null) {
            continue;
        }
        let declared = one.path.as_attribute().and_then(|name| cx.table?.type_of(name));
        if let Some(declared) = declared {
            if !one.types.contains(declared) {
                let title = format!("`{}` is {} here, and the schema says {declared}", one.path, name(one.types));
                found.push(tell(cx, one, title));
            }
            continue;
        }
        if let Some(written) = known.iter().find(|other| clash(one, other)) {
            let types = (name(one.types), name(written.types));
            let title = format!("`{}` is compared as {} and written as {}", one.path, types.0, types.1);
            let mut diagnostic = tell(cx, one, title);
            diagnostic.related.push((written.part.clone(), format!("here it is {}", name(written.types))));
            found.push(diagnostic);
        }
    }
}

/// A comparison beside a write of another type. Two comparisons may each be meant for some of the items.
fn clash(compared: &Known<'_>, written: &Known<'_>) -> bool {
    compared.source == Source::Compared
        && written.source == Source::Written
        && !written.types.contains(AttributeType::Null)
        && compared.types.intersection(written.types).is_empty()
        && compared.path == written.path
}

fn tell(cx: &RuleContext<'_>, one: &Known<'_>, title: String) -> Diagnostic {
    let label = format!("{} here", name(one.types));
    let mut diagnostic = cx.diagnostic(Code::TypeInconsistent, one.part.clone(), title, label);
    diagnostic.notes.push("values of two types are never equal, and no error says so".to_owned());
    diagnostic
}

fn name(types: TypeSet) -> String {
    types.iter().map(AttributeType::descriptor).collect::<Vec<_>>().join(" or ")
}
