//! What the vectors leave out: explanations, ranges of keys, what a statement costs, limits of updated items.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::ops::Bound;

use ddbexpr::eval::{PartKind, Reason, UpdateErrorKind};
use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues, KeyAttribute, KeySchema};
use ddbexpr::value::{AttributeMap, AttributeType, AttributeValue, DynamoDbJson, Item, NumberError, Set};
use ddbexpr::{Condition, KeyCondition, Projection, Update};

type V = AttributeValue;

fn none() -> ExpressionAttributeNames {
    ExpressionAttributeNames::new()
}

fn values<const N: usize>(values: [(&str, V); N]) -> ExpressionAttributeValues {
    if N == 0 { ExpressionAttributeValues::new() } else { values.into() }
}

fn explain<const N: usize>(text: &str, bound: [(&str, V); N], item: &Item) -> String {
    Condition::compile(text, &none(), &values(bound)).unwrap().explain(item).to_text(text)
}

fn item() -> Item {
    Item::from([
        ("age", V::from(5)),
        ("title", "tea".into()),
        ("tags", Set::new(["hot".to_owned()]).unwrap().into()),
        ("box", AttributeMap::from([("a", 1)]).into()),
    ])
}

#[test]
fn explanations_show_every_clause() {
    let text = "age > :n OR NOT (title = :n AND contains(tags, :s))";
    assert_eq!(
        explain(text, [(":n", 5.into()), (":s", "hot".into())], &item()),
        "\
true  age > :n OR NOT (title = :n AND contains(tags, :s))
  false  age > :n: 5 = 5
  true  NOT (title = :n AND contains(tags, :s))
    false  title = :n AND contains(tags, :s)
      false  title = :n: type differs: S against N
      (true)  contains(tags, :s): not evaluated; {\"SS\":[\"hot\"]} contains \"hot\"
"
    );
}

#[test]
fn every_reason_has_words() {
    let n = || (":n", V::from(5));
    let s = || (":s", V::from("te"));
    let told = |text: String| text.trim_end().split_once(": ").unwrap().1.to_owned();
    for (text, words) in [
        (explain("gone <> :n", [n()], &item()), "gone is missing"),
        (explain("size(age) <> :n", [n()], &item()), "size(age) has no value"),
        (explain("tags < box", [], &item()), "type differs: SS against M"),
        (explain("box < box.b", [], &item()), "box.b is missing"),
        (
            explain("box > boxes", [], &Item::from([("box", V::Null), ("boxes", V::Null)])),
            "values of type NULL have no order",
        ),
        (
            explain("box = :m", [(":m", AttributeMap::from([("a", 2)]).into())], &item()),
            r#"{"M":{"a":{"N":"1"}}} <> {"M":{"a":{"N":"2"}}}"#,
        ),
        (explain("age BETWEEN :n AND :k", [n(), (":k", 7.into())], &item()), "5 is from 5 to 7"),
        (explain("age BETWEEN :k AND :l", [(":k", 6.into()), (":l", 7.into())], &item()), "5 < 6"),
        (explain("age IN (:k, :n)", [n(), (":k", 7.into())], &item()), "5 is member 2"),
        (explain("age IN (:k)", [(":k", 7.into())], &item()), "5 is not a member"),
        (explain("attribute_exists(age)", [], &item()), "there is 5"),
        (explain("attribute_not_exists(gone)", [], &item()), "gone is missing"),
        (explain("attribute_type(age, :t)", [(":t", "S".into())], &item()), "the type is N"),
        (explain("begins_with(title, :s)", [s()], &item()), "\"tea\" begins with \"te\""),
        (explain("begins_with(age, :s)", [s()], &item()), "type differs: N against S"),
        (explain("contains(title, :n)", [n()], &item()), "type differs: S against N"),
        (explain("contains(tags, :n)", [n()], &item()), "type differs: S against N"),
        (explain("contains(box, :n)", [n()], &item()), "values of type M contain nothing"),
        (explain("contains(title, :s)", [s()], &item()), "\"tea\" contains \"te\""),
    ] {
        assert_eq!(told(text), words);
    }
}

#[test]
fn explanations_are_data_and_json() {
    let text = "size(title) = age";
    let explanation = Condition::compile(text, &none(), &values([])).unwrap().explain(&item());
    let PartKind::Clause { operands, reason } = &explanation.parts[0].kind else { panic!("one clause") };
    assert_eq!(*reason, Reason::Order(std::cmp::Ordering::Less));
    assert_eq!(operands[0].span.slice(text), Some("size(title)"));
    assert_eq!((operands[0].value.clone(), operands[1].attribute_type()), (Some(3.into()), Some(AttributeType::N)));
    assert_eq!(
        explanation.to_json(),
        serde_json::json!({
            "matches": false,
            "parts": [{
                "kind": "clause",
                "span": {"start": 0, "end": 17},
                "depth": 0,
                "result": false,
                "evaluated": true,
                "operands": [
                    {"span": {"start": 0, "end": 11}, "source": "size", "missing": false, "type": "N", "value": {"N": "3"}},
                    {"span": {"start": 14, "end": 17}, "source": "path", "missing": false, "type": "N", "value": {"N": "5"}},
                ],
                "reason": {"code": "order", "order": "less"},
            }],
        })
    );
}

#[test]
fn what_is_no_attribute_value_is_told() {
    let json = serde_json::json!({"age": {"N": "dog"}});
    let view = DynamoDbJson::from_value(&json).unwrap();
    let text = "age = :n";
    let condition = Condition::compile(text, &none(), &values([(":n", 1.into())])).unwrap();
    assert!(!condition.matches(&view));
    assert!(condition.explain(&view).to_text(text).ends_with("no attribute value\n"));
    let update = Update::compile("SET b = :n", &none(), &values([(":n", 1.into())])).unwrap();
    assert_eq!(update.apply(&view).unwrap_err().kind, UpdateErrorKind::UnreadableItem);
}

#[test]
fn programs_list_the_attributes_they_read() {
    let condition = Condition::compile("a = b AND c.d = a AND NOT b[1] = c", &none(), &values([])).unwrap();
    let mut roots: Vec<&str> = condition.root_attributes().collect();
    roots.sort_unstable();
    assert_eq!(roots, ["a", "b", "c"]);
    let update = Update::compile("SET a = b REMOVE c[0], c[1]", &none(), &values([])).unwrap();
    assert_eq!(update.target_attributes().collect::<Vec<_>>(), ["a", "c", "c"]);
    let projection = Projection::compile("b.c, a, b.d", &none()).unwrap();
    assert_eq!(projection.root_attributes().collect::<Vec<_>>(), ["b", "a"]);
}

fn key(partition: &[&str], sort: &[&str]) -> KeySchema {
    let attributes = |names: &[&str]| {
        let attribute = |name: &&str| KeyAttribute { name: (*name).to_owned(), attribute_type: AttributeType::S };
        names.iter().map(attribute).collect()
    };
    KeySchema { partition: attributes(partition), sort: attributes(sort) }
}

#[test]
fn keys_of_several_attributes_make_a_prefix_and_a_range() {
    let bound = values([(":a", "a".into()), (":b", "b".into()), (":c", "c".into()), (":d", "d".into())]);
    let schema = key(&["p", "q"], &["r", "s", "t"]);
    let text = "s < :d AND q = :b AND r = :c AND p = :a";
    let condition = KeyCondition::compile(text, &none(), &bound, &schema).unwrap();
    let names =
        |keys: &[ddbexpr::program::KeyEquality]| keys.iter().map(|key| key.attribute.clone()).collect::<Vec<_>>();
    assert_eq!(names(condition.partition()), ["p", "q"]);
    assert_eq!(names(condition.sort_prefix()), ["r"]);
    let range = condition.range().unwrap();
    assert_eq!(range.attribute, "s");
    assert!(
        range.bounds.contains(&"cz".into()) && !range.bounds.contains(&"d".into()) && !range.bounds.contains(&1.into())
    );
    assert_eq!(range.bounds.start(), Bound::Unbounded);
    assert!(condition.matches(&Item::from([("p", "a"), ("q", "b"), ("r", "c"), ("s", "")])));

    let gap = KeyCondition::compile("q = :b AND p = :a AND s < :c AND t = :d", &none(), &bound, &schema);
    assert!(gap.unwrap_err().service_message().starts_with("RANGE key attributes r must have equality"));
}

#[test]
fn key_conditions_work_without_a_schema() {
    let bound = values([(":a", "a".into())]);
    let condition = Condition::compile_key_condition("anything = :a", &none(), &bound).unwrap();
    assert!(condition.matches(&Item::from([("anything", "a")])));
    let refused = Condition::compile_key_condition("a = :a OR b = :a", &none(), &bound).unwrap_err();
    assert!(refused.service_message().ends_with("Invalid operator used in KeyConditionExpression: OR"));
}

#[test]
fn statements_cost_what_they_write() {
    let bound = values([(":v", "four".into()), (":n", 1.into()), (":s", Set::new(["abc".to_owned()]).unwrap().into())]);
    let cost = |text: &str| {
        let mut used = bound.clone();
        [":v", ":n", ":s"].iter().filter(|key| !text.contains(*key)).for_each(|key| drop(used.remove(key)));
        Update::compile(text, &none(), &used).unwrap().charge()
    };
    for (text, charge) in [
        ("SET ab.cd[10] = :v", 3 + 19 + (2 + 6 + 6) + 4),
        ("SET a = b.c[7]", 3 + 19 + 1 + (1 + 15 + 15 + 15)),
        ("SET a = b + :n", 3 + 19 + 1 + 34 + (1 + 15) + 2),
        ("SET a = b - :n", 3 + 19 + 1 + 37 + (1 + 15) + 2),
        ("SET a = if_not_exists(a, :v)", 3 + 19 + 1 + 39 + (1 + 15) + 4),
        ("SET a = list_append(b, c)", 3 + 19 + 1 + 37 + 16 + 16),
        ("ADD a :s DELETE b :s REMOVE c.d", 3 + (19 + 1 + 3) + (1 + 1) + (1 + 1 + 5)),
    ] {
        assert_eq!(cost(text), charge, "{text}");
    }
}

#[test]
fn updated_items_have_limits() {
    let nested = |levels: usize| (1..levels).fold(V::Null, |inner, _| V::L(vec![inner]));
    let item = Item::from([("a", V::M(AttributeMap::new())), ("b", nested(31)), ("c", nested(32))]);
    let kind = |text: &str| {
        let update = Update::compile(text, &none(), &values([])).unwrap();
        update.apply(&item).map(drop).map_err(|error| error.kind)
    };
    assert_eq!(kind("SET d = c, a.b = b"), Ok(()));
    assert_eq!(kind("SET a.b = c"), Err(UpdateErrorKind::TooDeep));

    let size = |bytes: usize| {
        let update = Update::compile("SET a = :v", &none(), &values([(":v", "x".repeat(bytes).into())])).unwrap();
        update.apply(&Item::from([("k", "1")])).map(drop).map_err(|error| error.kind)
    };
    assert_eq!(size(409_600 - 3), Ok(()));
    assert_eq!(size(409_600 - 2), Err(UpdateErrorKind::ItemTooLarge { bytes: 409_601 }));
}

#[test]
fn arithmetic_out_of_range_is_refused() {
    let item = Item::from([("n", V::N("9e125".parse().unwrap()))]);
    let update = Update::compile("ADD n :n", &none(), &values([(":n", V::N("9e125".parse().unwrap()))])).unwrap();
    let error = update.apply(&item).unwrap_err();
    assert_eq!(error.kind, UpdateErrorKind::Number(NumberError::Overflow));
    assert!(error.service_message().starts_with("Number overflow."));
}
