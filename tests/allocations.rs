//! Evaluating over items in memory allocates nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::HashMap;

use ddbexpr::Condition;
use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::value::{AttributeMap, AttributeValue, Item, ItemView, Number, Set};

/// Counts the allocations of this thread.
fn allocations<T>(run: impl FnOnce() -> T) -> (T, u64) {
    let mut result = None;
    let count = allocation_counter::measure(|| result = Some(run())).count_total;
    (result.unwrap(), count)
}

const TEXTS: &[&str] = &[
    "#s = :s AND age BETWEEN :n AND :n AND (contains(tags, :s) OR begins_with(address.city, :s))",
    "address.city IN (:s, age, :n, :b, :list, :set) AND attribute_exists(scores[4]) AND NOT size(email) > :n",
    "address.city IN (:s, :n, :b, :s1, :s2, :s3, :s4, :s5, :s6, :s7, :s8) OR age IN (:s1, :s2, :s3, :n)",
    "tags = :set OR scores = :list OR address = :map OR bin = :b OR contains(scores, :list) OR contains(:set, email)",
    "NOT (attribute_type(tags, :type) AND attribute_not_exists(nothing[0].a) AND tags <> tags2 AND age < age2)",
    "age > :n AND age < :n AND size(address) <= size(scores) AND begins_with(bin, :b) AND contains(bin, :b)",
];

fn values() -> ExpressionAttributeValues {
    let mut values = ExpressionAttributeValues::from([
        (":s", AttributeValue::from("active")),
        (":n", 17.into()),
        (":b", vec![1u8, 2].into()),
        (":list", vec![AttributeValue::from(1), 2.into()].into()),
        (":set", Set::new(["active".to_owned(), "new".to_owned()]).unwrap().into()),
        (":map", AttributeMap::from([("city", "Lima"), ("zip", "1")]).into()),
        (":type", "SS".into()),
    ]);
    for at in 1..9 {
        values.insert(format!(":s{at}"), AttributeValue::from(format!("city {at}")));
    }
    values.partial()
}

fn item() -> Item {
    Item::from([
        ("status", AttributeValue::from("active")),
        ("age", 17.into()),
        ("age2", AttributeValue::N("1e3".parse::<Number>().unwrap())),
        ("email", "someone@example.com".into()),
        ("tags", Set::new(["active".to_owned(), "new".to_owned()]).unwrap().into()),
        ("address", AttributeMap::from([("city", "city 7"), ("zip", "1")]).into()),
        ("scores", (0..6).map(AttributeValue::from).collect::<Vec<_>>().into()),
        ("bin", vec![1u8, 2, 3].into()),
    ])
}

fn allocates_nothing(item: &impl ItemView) {
    let names = ExpressionAttributeNames::from([("#s", "status")]).partial();
    for text in TEXTS {
        let mut unused = values();
        let used: Vec<String> = unused.iter().map(|(key, _)| key.to_owned()).filter(|key| !uses(text, key)).collect();
        used.iter().for_each(|key| drop(unused.remove(key)));
        let names = if text.contains("#s") { names.clone() } else { ExpressionAttributeNames::new() };
        let condition = Condition::compile(text, &names, &unused).unwrap();
        let (_, count) = allocations(|| condition.matches(item));
        assert_eq!(count, 0, "{text}");
    }
}

fn uses(text: &str, key: &str) -> bool {
    let ends = |at: usize| !text[at + key.len()..].starts_with(|next: char| next.is_ascii_alphanumeric());
    text.match_indices(key).any(|(at, _)| ends(at))
}

#[test]
fn conditions_over_items_in_memory_allocate_nothing() {
    let item = item();
    allocates_nothing(&item);
    allocates_nothing(&Some(&item));
    allocates_nothing(&None::<Item>);
    let map: HashMap<String, AttributeValue> = item.into_iter().collect();
    allocates_nothing(&map);
}

#[test]
fn the_count_counts() {
    assert_eq!(allocations(|| vec![1u8]).1, 1);
}
