//! Tables of expressions and what is wrong with them, asked of every operation and layer that can carry them.

use ddbexpr::layer::ValidationLayer;
use ddbexpr::syntax::ExpressionKind;
use serde_json::{Map, Value, json};

use super::answers::{E, answer_beside};

pub use ExpressionKind::{Condition, Filter, KeyCondition, Projection, Update};

/// The kinds with the grammar of conditions.
pub const CONDITIONS: &[ExpressionKind] = &[Condition, Filter, KeyCondition];
/// Every kind.
pub const ALL: &[ExpressionKind] = &[Condition, Filter, KeyCondition, Projection, Update];

/// What `#placeholders` stand for; others are not defined.
fn name(placeholder: &str) -> Option<&'static str> {
    Some(match placeholder {
        "#a" => "a",
        "#b" => "b",
        "#d" => "data",
        "#name" => "name",
        "#list" => "list",
        "#dot" => "a.b",
        "#index" => "[0]",
        "#same" => "a",
        _ => return None,
    })
}

/// What `:placeholders` stand for: by type, and some for their content; others are not defined.
fn value(placeholder: &str) -> Option<Value> {
    Some(match placeholder {
        ":s" | ":v" => json!({"S": "a"}),
        ":s2" => json!({"S": "b"}),
        ":e" => json!({"S": ""}),
        ":n" => json!({"N": "1"}),
        ":n4" => json!({"N": "4"}),
        ":n5" => json!({"N": "5"}),
        ":b" => json!({"B": "AA=="}),
        ":bz" => json!({"B": "eg=="}),
        ":t" => json!({"BOOL": true}),
        ":u" => json!({"NULL": true}),
        ":ss" => json!({"SS": ["a"]}),
        ":ns" => json!({"NS": ["1"]}),
        ":bs" => json!({"BS": ["AA=="]}),
        ":l" => json!({"L": []}),
        ":m" => json!({"M": {}}),
        ":S" => json!({"S": "S"}),
        ":STRING" => json!({"S": "STRING"}),
        ":dog" => json!({"S": "ss"}),
        _ => return None,
    })
}

/// The maps that define what a text uses, as members of a request.
fn maps(text: &str) -> String {
    let (mut names, mut values) = (Map::new(), Map::new());
    for (at, _) in text.match_indices(['#', ':']) {
        let rest = &text[at + 1..];
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(rest.len());
        let placeholder = &text[at..at + 1 + end];
        if let Some(name) = name(placeholder) {
            names.insert(placeholder.to_owned(), name.into());
        }
        if let Some(value) = value(placeholder) {
            values.insert(placeholder.to_owned(), value);
        }
    }
    let mut members = String::new();
    for (member, map) in [("ExpressionAttributeNames", names), ("ExpressionAttributeValues", values)] {
        if !map.is_empty() {
            members += &format!(r#", "{member}": {}"#, Value::Object(map));
        }
    }
    members
}

/// The requests that carry an expression of this kind: operation and text.
fn requests(kind: ExpressionKind, text: &str) -> Vec<(&'static str, String)> {
    let own = format!(r#""{}": {}{}"#, kind.parameter(), Value::from(text), maps(text));
    const KEYS: &str = r#""KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}"#;
    let transact =
        |action: &str, members: &str| format!(r#"{{"TransactItems": [{{"{action}": {{@T, {members}, {own}}}}}]}}"#);
    match kind {
        Condition => vec![
            ("PutItem", format!("{{@T, @I, {own}}}")),
            ("DeleteItem", format!("{{@T, @K, {own}}}")),
            ("UpdateItem", format!("{{@T, @K, {own}}}")),
            ("TransactWriteItems", transact("Put", "@I")),
            ("TransactWriteItems", transact("Delete", "@K")),
            ("TransactWriteItems", transact("ConditionCheck", "@K")),
            ("TransactWriteItems", transact("Update", r#"@K, "UpdateExpression": "REMOVE zz""#)),
        ],
        Update => vec![("UpdateItem", format!("{{@T, @K, {own}}}")), ("TransactWriteItems", transact("Update", "@K"))],
        KeyCondition => vec![("Query", format!("{{@T, {own}}}"))],
        Filter => vec![("Scan", format!("{{@T, {own}}}")), ("Query", format!("{{@T, {KEYS}, {own}}}"))],
        Projection => vec![
            ("GetItem", format!("{{@T, @K, {own}}}")),
            ("Scan", format!("{{@T, {own}}}")),
            ("Query", format!("{{@T, {KEYS}, {own}}}")),
            ("BatchGetItem", format!(r#"{{"RequestItems": {{"tbl": {{"Keys": [{{"pk": {{"S": "p"}}}}], {own}}}}}}}"#)),
            ("TransactGetItems", format!(r#"{{"TransactItems": [{{"Get": {{@T, @K, {own}}}}}]}}"#)),
        ],
    }
}

/// The texts, in every operation that takes them, on both layers, have these answers: the whole message, but for
/// `Invalid <Kind>: ` and the envelope, which are asked for where they belong. "" is for what is accepted.
pub fn refused(kinds: &[ExpressionKind], rows: &[(&str, &str)]) {
    let mut failures = Vec::new();
    for kind in kinds {
        for (text, core) in rows {
            for (operation, request) in requests(*kind, text) {
                for layer in [ValidationLayer::Current, ValidationLayer::Older] {
                    let single = matches!(operation, "PutItem" | "DeleteItem" | "UpdateItem");
                    let envelope = if single && layer == ValidationLayer::Current { E } else { "" };
                    let wanted = match *core {
                        "" => String::new(),
                        core => format!("{envelope}Invalid {}: {core}", kind.parameter()),
                    };
                    let (_, given) = answer_beside(&[], operation, &request, layer);
                    if given != wanted {
                        failures.push(format!("{operation} {layer:?} {text}\n  {given}\n  {wanted}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The same for texts that are accepted.
pub fn accepted(kinds: &[ExpressionKind], texts: &[&str]) {
    let rows: Vec<_> = texts.iter().map(|text| (*text, "")).collect();
    refused(kinds, &rows);
}
