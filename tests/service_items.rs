//! What the service makes of values: how numbers come back, what things weigh, what updates return.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use ddbexpr::layer::ValidationLayer;
use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::value::{Item, json};
use ddbexpr::{AttributeValue, Update};

fn item(text: &str) -> Item {
    json::item_from_json(&serde_json::from_str(text).unwrap(), ValidationLayer::Current).unwrap()
}

fn values(text: &str, used: &str) -> ExpressionAttributeValues {
    let all = item(text);
    let words: Vec<&str> = used.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != ':').collect();
    let mut values = ExpressionAttributeValues::new();
    for (name, value) in all.iter().filter(|(name, _)| words.contains(&format!(":{name}").as_str())) {
        values.insert(format!(":{name}"), value.clone());
    }
    values
}

fn update(text: &str, constants: &str) -> Update {
    let names = if text.contains("#long") { [("#long", "abcdef")].into() } else { ExpressionAttributeNames::new() };
    Update::compile(text, &names, &values(constants, text)).unwrap()
}

#[test]
fn numbers_come_back_plain() {
    let nought = ["-0", "-0.0", "0e5", "0.0e3", "0e-5", "00", "+0", "0.0e126", "0e125"];
    let rows = [
        ("007", "7".to_owned()),
        ("001.23", "1.23".to_owned()),
        ("+1.5", "1.5".to_owned()),
        ("1e20", "100000000000000000000".to_owned()),
        ("1.10", "1.1".to_owned()),
        ("100.000", "100".to_owned()),
        ("0.10", "0.1".to_owned()),
        ("1E+3", "1000".to_owned()),
        ("1e125", format!("1{}", "0".repeat(125))),
        ("1e-3", "0.001".to_owned()),
        ("123e-2", "1.23".to_owned()),
        ("1.0e-1", "0.1".to_owned()),
        ("-.5", "-0.5".to_owned()),
        ("5.", "5".to_owned()),
        ("1e-20", "0.00000000000000000001".to_owned()),
    ];
    for (text, wanted) in rows.into_iter().chain(nought.map(|text| (text, "0".to_owned()))) {
        let back = json::item_to_json(&item(&format!(r#"{{"n": {{"N": "{text}"}}}}"#)));
        assert_eq!(back["n"]["N"], wanted, "{text}");
    }
}

#[test]
fn numbers_weigh_by_their_digits() {
    let of = |text: &str| item(&format!(r#"{{"n": {{"N": "{text}"}}}}"#)).size_bytes() - 1;
    for (size, texts) in [
        (1, &["0", "-0"][..]),
        (2, &["1", "12", "15", "100", "0042", "1E125", "1E-100", "0.15", "0.0000001"]),
        (3, &["123", "1234", "1010", "1.5", "1.2", "-42"]),
        (4, &["1.234", "123456", "100.5"]),
        (5, &["3.14159"]),
        (20, &["12345678901234567890123456789012345678"]),
    ] {
        for text in texts {
            assert_eq!(of(text), size, "{text}");
        }
    }
}

#[test]
fn what_a_statement_costs() {
    let constants = r#"{"v": {"S": "x"}, "n": {"N": "1"}, "ss": {"SS": ["a", "bc"]}, "l": {"L": []}}"#;
    for (text, cost) in [
        ("SET a = :v", 19 + 1 + 1),
        ("SET #long = :v", 19 + 6 + 1),
        ("SET ab.c[12] = :v", 19 + 2 + (4 + 1) + (4 + 2) + 1),
        ("SET a = b", 19 + 1 + 1 + (14 + 1)),
        ("SET a = b.cd[0]", 19 + 1 + 1 + (14 + 1) + (14 + 2) + (14 + 1)),
        ("SET a = :n + :n", 19 + 1 + 34 + 2 + 2),
        ("SET a = b - :n", 19 + 1 + 37 + (1 + 14 + 1) + 2),
        ("SET a = if_not_exists(b, :v)", 19 + 1 + 39 + (1 + 14 + 1) + 1),
        ("SET a = list_append(:l, :l)", 19 + 1 + 37 + 3 + 3),
        ("ADD a :ss", 19 + 1 + 3),
        ("REMOVE ab", 1 + 2),
        ("REMOVE a.b[10]", 1 + 1 + (4 + 1) + (4 + 2)),
        ("DELETE a :ss", 1 + 1),
        ("SET a = :v REMOVE b ADD c :n", (19 + 1 + 1) + (1 + 1) + (19 + 1 + 2)),
    ] {
        assert_eq!(update(text, constants).charge(), 3 + cost, "{text}");
    }
}

/// What UPDATED_OLD and UPDATED_NEW return.
#[test]
fn what_updates_return() {
    let constants = r#"{"v": {"S": "x"}, "n": {"N": "1"}}"#;
    const OLD: &str = r#"{"pk":{"S":"p"},"a":{"M":{"b":{"N":"1"},"c":{"L":[{"N":"1"},{"N":"2"}]}}},"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"}]},"s":{"S":"x"}}"#;
    for (text, old, new) in [
        ("SET a.c[1] = :v", r#"{"a":{"M":{"c":{"L":[{"N":"2"}]}}}}"#, r#"{"a":{"M":{"c":{"L":[{"S":"x"}]}}}}"#),
        ("SET a.b = :v, a.d = :n", r#"{"a":{"M":{"b":{"N":"1"}}}}"#, r#"{"a":{"M":{"b":{"S":"x"},"d":{"N":"1"}}}}"#),
        // The same value again; a new attribute.
        ("SET s = :v, t = :v", r#"{"s":{"S":"x"}}"#, r#"{"s":{"S":"x"},"t":{"S":"x"}}"#),
        // Only removed.
        ("REMOVE s, l", r#"{"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"}]},"s":{"S":"x"}}"#, ""),
        // At the end of the list, not at index 100; what moved up.
        ("SET l[100] = :v", "", ""),
        ("REMOVE l[1]", r#"{"l":{"L":[{"N":"1"}]}}"#, r#"{"l":{"L":[{"N":"2"}]}}"#),
        ("REMOVE zz", "", ""),
    ] {
        let (update, item) = (update(text, constants), item(OLD));
        let updated = update.apply(&item).unwrap();
        let told = |item: Option<Item>| item.map_or_else(String::new, |item| json::item_to_json(&item).to_string());
        assert_eq!(told(updated.updated_old(&["pk"])), old, "{text}");
        assert_eq!(told(updated.updated_new(&["pk"])), new, "{text}");
        assert_eq!(updated.all_old().unwrap().get("pk"), Some(&AttributeValue::from("p")));
    }
}
