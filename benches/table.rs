//! Whole requests, JSON in and JSON out, and the floor in the same run: a `BTreeMap` doing the bare minimum with items
//! that were decoded before.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ddbexpr::table::Database;
use ddbexpr::value::{AttributeValue, Item, Number, json};

/// Items in a partition.
const EACH: usize = 100;

fn item(n: usize) -> Item {
    Item::from([
        ("pk", AttributeValue::from(format!("user#{}", n / EACH))),
        ("sk", AttributeValue::from((n % EACH) as i64)),
        ("status", (if n.is_multiple_of(2) { "open" } else { "closed" }).into()),
        ("visits", AttributeValue::N(Number::from((n % 1000) as i64))),
        ("email", format!("user.number.{n}@example.com").into()),
        ("notes", "a line of text that nobody reads".into()),
    ])
}

fn database(items: usize) -> Database {
    let database = Database::new();
    database.create_table("bench", ("pk", "S"), Some(("sk", "N"))).unwrap();
    for n in 0..items {
        database.put_item("bench", &item(n)).unwrap();
    }
    database
}

fn map(items: usize) -> BTreeMap<(String, i64), Item> {
    (0..items).map(|n| ((format!("user#{}", n / EACH), (n % EACH) as i64), item(n))).collect()
}

fn put(n: usize) -> String {
    format!(r#"{{"TableName": "bench", "Item": {}}}"#, json::item_to_json(&item(n)))
}

fn get(n: usize) -> String {
    format!(r#"{{"TableName": "bench", "Key": {{"pk": {{"S": "user#{}"}}, "sk": {{"N": "{}"}}}}}}"#, n / EACH, n % EACH)
}

fn update(n: usize) -> String {
    let key = get(n);
    let key = key.trim_end_matches('}').to_owned() + "}}";
    format!(
        r##"{key}, "UpdateExpression": "SET visits = visits + :one", "ConditionExpression": "#s = :open",
        "ExpressionAttributeNames": {{"#s": "status"}},
        "ExpressionAttributeValues": {{":one": {{"N": "1"}}, ":open": {{"S": "open"}}}}}}"##
    )
}

fn query(partition: usize) -> String {
    format!(
        r##"{{"TableName": "bench", "KeyConditionExpression": "pk = :p", "FilterExpression": "#s = :open",
        "ExpressionAttributeNames": {{"#s": "status"}},
        "ExpressionAttributeValues": {{":p": {{"S": "user#{partition}"}}, ":open": {{"S": "open"}}}}}}"##
    )
}

fn writes(criterion: &mut Criterion) {
    let (database, mut floor) = (database(10_000), map(10_000));
    let mut group = criterion.benchmark_group("PutItem");
    let (request, new) = (put(77), item(77));
    group.bench_function("database", |b| b.iter(|| database.execute("PutItem", black_box(&request)).unwrap()));
    group.bench_function("floor", |b| b.iter(|| floor.insert(("user#0".to_owned(), 77), black_box(&new).clone())));
    group.finish();

    let mut group = criterion.benchmark_group("UpdateItem with a condition");
    let request = update(76);
    group.bench_function("database", |b| b.iter(|| database.execute("UpdateItem", black_box(&request)).unwrap()));
    group.bench_function("floor", |b| {
        b.iter(|| {
            let found = floor.get_mut(black_box(&("user#0".to_owned(), 76))).unwrap();
            assert_eq!(found.get("status"), Some(&"open".into()));
            let Some(AttributeValue::N(visits)) = found.get("visits") else { panic!() };
            found.insert("visits", visits.checked_add(Number::from(1)).unwrap())
        });
    });
    group.finish();
}

fn reads(criterion: &mut Criterion) {
    let (database, floor) = (database(10_000), map(10_000));
    let mut group = criterion.benchmark_group("GetItem");
    let request = get(77);
    group.bench_function("database", |b| b.iter(|| database.execute("GetItem", black_box(&request)).unwrap()));
    group.bench_function("floor", |b| {
        b.iter(|| json::item_to_json(&floor[black_box(&("user#0".to_owned(), 77))]).to_string());
    });
    group.finish();

    let mut group = criterion.benchmark_group("Query of 100 items with a filter");
    let request = query(3);
    let answer = database.execute("Query", &request).unwrap();
    assert!(answer.contains(r#""Count":50,"ScannedCount":100"#), "{answer}");
    group.bench_function("database", |b| b.iter(|| database.execute("Query", black_box(&request)).unwrap()));
    group.bench_function("floor", |b| {
        b.iter(|| {
            let from = black_box(("user#3".to_owned(), i64::MIN))..=("user#3".to_owned(), i64::MAX);
            let open =
                floor.range(from).map(|(_, item)| item).filter(|item| item.get("status") == Some(&"open".into()));
            serde_json::Value::from(open.map(json::item_to_json).collect::<Vec<_>>()).to_string()
        });
    });
    group.finish();
}

/// The same 100 items are read from tables of any size.
fn sizes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("Query of 100 items in a table of");
    for size in [1_000, 100_000] {
        let database = database(size);
        let request = query(3);
        group.bench_with_input(BenchmarkId::from_parameter(size), &request, |b, request| {
            b.iter(|| database.execute("Query", black_box(request)).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, writes, reads, sizes);
criterion_main!(benches);
