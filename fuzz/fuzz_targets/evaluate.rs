//! Any expression on any item: nothing panics, and what evaluation says in several ways it says alike.
//!
//! The bytes are an expression, and after a line break an item and values in DynamoDB JSON; where these cannot
//! be read, ones with something of every type stand in.

#![no_main]

use std::sync::LazyLock;

use ddbexpr::layer::ValidationLayer;
use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::syntax::{TokenKind, lex};
use ddbexpr::value::{AttributeValue, DynamoDbJson, Item, json};
use ddbexpr::{Condition, Projection, Update};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// Attributes and values go by the names of their types.
static EVERYTHING: LazyLock<Value> = LazyLock::new(|| {
    serde_json::json!({
        "s": {"S": "text"}, "t": {"S": "te"}, "e": {"S": ""}, "n": {"N": "1"}, "h": {"N": "9.5e125"},
        "i": {"N": "-1e-130"}, "b": {"B": "dGV4dA=="}, "o": {"BOOL": true}, "u": {"NULL": true},
        "ss": {"SS": ["text", "a"]}, "ns": {"NS": ["1", "2.5"]}, "bs": {"BS": ["dGV4dA==", ""]},
        "l": {"L": [{"N": "1"}, {"S": "text"}, {"L": [{"N": "2"}]}, {"M": {"s": {"S": "x"}}}]},
        "m": {"M": {"s": {"S": "text"}, "l": {"L": [{"N": "1"}]}, "m": {"M": {"n": {"N": "3"}}}}},
        "k": {"S": "S"}, "q": {"S": "SS"}
    })
});

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(3, '\n');
    let expression = parts.next().unwrap_or_default();
    let mut part = || {
        let json = serde_json::from_str::<Value>(parts.next()?).ok()?;
        json::item_from_json(&json, ValidationLayer::Current).ok().map(|item| (item, json))
    };
    let everything = || (json::item_from_json(&EVERYTHING, ValidationLayer::Current).expect("an item"), EVERYTHING.clone());
    let (item, item_json) = part().unwrap_or_else(everything);
    let (constants, _) = part().unwrap_or_else(everything);
    let (names, values) = maps(expression, &constants);
    condition(expression, &names, &values, &item, &item_json);
    update(expression, &names, &values, &item);
    project(expression, &names, &item, &item_json);
});

/// The maps that define what the expression uses, and nothing else.
fn maps(expression: &str, constants: &Item) -> (ExpressionAttributeNames, ExpressionAttributeValues) {
    let (mut names, mut values) = (ExpressionAttributeNames::new(), ExpressionAttributeValues::new());
    for token in lex(expression).as_slice() {
        let written = token.span.slice(expression).expect("a token of the text");
        let bare = written.get(1..).unwrap_or_default();
        match token.kind {
            TokenKind::NamePlaceholder => {
                names.insert(written, bare);
            }
            TokenKind::ValuePlaceholder => {
                if let Some(value) = constants.get(bare) {
                    values.insert(written, value.clone());
                }
            }
            _ => {}
        }
    }
    (names, values)
}

fn condition(
    text: &str,
    names: &ExpressionAttributeNames,
    values: &ExpressionAttributeValues,
    item: &Item,
    item_json: &Value,
) {
    let compile = |text: &str| Condition::compile(text, names, values);
    let Ok(condition) = compile(text) else { return };
    let matches = condition.matches(item);
    let explained = condition.explain(item);
    assert_eq!(explained.matches, matches, "{text:?}");
    assert!(!explained.to_text(text).is_empty());
    assert!(explained.to_json().is_object());
    assert_eq!(explained.parts.first().map(|whole| whole.result), Some(matches));
    let view = DynamoDbJson::from_value(item_json).expect("an object");
    assert_eq!(condition.matches(&view), matches, "{text:?}");
    let filter = Condition::compile_filter(text, names, values).expect("a condition is a filter");
    assert_eq!(filter.matches(item), matches);
    // Refused where the parentheses are too many, or the operators, or the bytes.
    if let Ok(negated) = compile(&format!("NOT ({text})")) {
        assert_eq!(negated.matches(item), !matches, "{text:?}");
    }
    if let Ok(twice) = compile(&format!("NOT NOT ({text})")) {
        assert_eq!(twice.matches(item), matches, "{text:?}");
    }
    for word in ["AND", "OR"] {
        if let Ok(both) = compile(&format!("({text}) {word} ({text})")) {
            assert_eq!(both.matches(item), matches, "{text:?}");
        }
    }
}

fn update(text: &str, names: &ExpressionAttributeNames, values: &ExpressionAttributeValues, item: &Item) {
    let Ok(update) = Update::compile(text, names, values) else { return };
    let before = item.clone();
    let planned = update.plan(item);
    match update.apply(item) {
        Ok(updated) => {
            let after = updated.new_item().expect("an item that exists goes on existing").clone();
            let mut patched = item.clone();
            planned.expect("what can be applied can be planned").apply(&mut patched);
            assert_eq!(patched, after, "{text:?}");
            assert_eq!(updated.all_new(), Some(&after));
            assert_eq!(updated.all_old().as_ref(), Some(&before));
            let _ = (updated.updated_old(&["s"]), updated.updated_new(&["s"]));
            // What comes out is an item the service would take again.
            let again = json::item_from_json(&json::item_to_json(&after), ValidationLayer::Current);
            assert_eq!(again.as_ref(), Ok(&after), "{text:?}");
        }
        Err(error) => {
            assert!(error.action.slice(text).is_some());
            assert!(error.operand.is_none_or(|operand| operand.slice(text).is_some()));
            assert!(!error.service_message().is_empty());
        }
    }
    assert_eq!(*item, before, "{text:?}");
    let key = Item::from([("s", AttributeValue::from("text"))]);
    if let Ok(updated) = update.apply_to_missing(&key) {
        assert_eq!(updated.new_item().is_some(), update.creates_item());
    }
    assert!(update.charge() > 0);
}

fn project(text: &str, names: &ExpressionAttributeNames, item: &Item, item_json: &Value) {
    let Ok(projection) = Projection::compile(text, names) else { return };
    let projected = projection.project(item);
    assert!(projected.size_bytes() <= item.size_bytes(), "{text:?}");
    let view = DynamoDbJson::from_value(item_json).expect("an object");
    assert_eq!(projection.project(&view), projected, "{text:?}");
}
