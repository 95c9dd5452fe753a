//! Evaluation per item, and the floor in the same run: what a closure written by hand needs for the same items.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::value::{AttributeMap, AttributeValue, Item, Number, Set};
use ddbexpr::{Condition, Projection, Update};

const ITEMS: usize = 10_000;

/// Items of ten attributes, all different.
fn items() -> Vec<Item> {
    (0..ITEMS).map(item).collect()
}

fn item(n: usize) -> Item {
    let pick = |choices: &[&str], at: usize| choices[at % choices.len()].to_owned();
    let cities = ["Berlin", "Paris", "Lima", "Oslo", "Kyoto", "Quito", "Dakar"];
    let tags = ["new", "hot", "sale", "old", "rare"];
    let tags = Set::new((0..=n % 3).map(|at| pick(&tags, n + at))).unwrap();
    let address = AttributeMap::from([
        ("city", AttributeValue::from(pick(&cities, n / 3))),
        ("street", format!("Street {n}").into()),
        ("zip", format!("{:05}", n * 7 % 100_000).into()),
    ]);
    let scores: Vec<AttributeValue> = (0..n % 8).map(|at| AttributeValue::from((n * at % 101) as i64)).collect();
    Item::from([
        ("pk", AttributeValue::from(format!("user#{n}"))),
        ("sk", format!("2026-10-{:02}", n % 28 + 1).into()),
        ("status", pick(&["active", "paused", "closed"], n / 2).into()),
        ("age", ((n * 31 % 90) as i64).into()),
        ("email", format!("user.number.{n}@mail{}.example.com", n % 17).into()),
        ("tags", tags.into()),
        ("address", address.into()),
        ("scores", scores.into()),
        ("visits", AttributeValue::N(Number::from((n % 1000) as i64))),
        ("notes", "a line of text that nobody reads".into()),
    ])
}

fn s<'v>(item: &'v Item, name: &str) -> Option<&'v str> {
    match item.get(name) {
        Some(AttributeValue::S(text)) => Some(text),
        _ => None,
    }
}

fn n(item: &Item, name: &str) -> Option<Number> {
    match item.get(name) {
        Some(AttributeValue::N(number)) => Some(*number),
        _ => None,
    }
}

fn city(item: &Item) -> Option<&str> {
    match item.get("address") {
        Some(AttributeValue::M(address)) => s(address, "city"),
        _ => None,
    }
}

fn names() -> ExpressionAttributeNames {
    ExpressionAttributeNames::from([("#s", "status")])
}

fn filter(text: &str, names: &ExpressionAttributeNames, values: &ExpressionAttributeValues) -> Condition {
    Condition::compile_filter(text, names, values).unwrap()
}

/// Measures the program and the floor side by side; both have to give the same answer.
fn pair<T: PartialEq + std::fmt::Debug>(
    criterion: &mut Criterion,
    name: &str,
    items: &[Item],
    floor: impl Fn(&Item) -> T,
    ours: impl Fn(&Item) -> T,
) {
    for item in items {
        assert_eq!(floor(item), ours(item), "{name}: {item:?}");
    }
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(items.len() as u64));
    group.bench_function("floor", |bencher| {
        bencher.iter(|| items.iter().for_each(|item| drop(black_box(floor(black_box(item))))))
    });
    group.bench_function("ddbexpr", |bencher| {
        bencher.iter(|| items.iter().for_each(|item| drop(black_box(ours(black_box(item))))))
    });
    group.finish();
}

fn conditions(criterion: &mut Criterion) {
    let items = items();
    let none = ExpressionAttributeNames::new();

    let equal = filter("#s = :s", &names(), &ExpressionAttributeValues::from([(":s", "active")]));
    let wanted = "active".to_owned();
    pair(criterion, "equal", &items, |item| s(item, "status") == Some(&wanted), |item| equal.matches(item));

    let greater = filter("age > :a", &none, &ExpressionAttributeValues::from([(":a", 40)]));
    let limit = Number::from(40);
    let floor = |item: &Item| n(item, "age").is_some_and(|age| age > limit);
    pair(criterion, "greater", &items, floor, |item| greater.matches(item));

    let text = "#s = :s AND age BETWEEN :lo AND :hi AND (contains(tags, :t) OR begins_with(address.city, :c))";
    let values = ExpressionAttributeValues::from([
        (":s", AttributeValue::from("active")),
        (":lo", 20.into()),
        (":hi", 70.into()),
        (":t", "hot".into()),
        (":c", "Pa".into()),
    ]);
    let third = filter(text, &names(), &values);
    let (low, high) = (Number::from(20), Number::from(70));
    let floor = |item: &Item| {
        s(item, "status") == Some(&wanted)
            && n(item, "age").is_some_and(|age| age >= low && age <= high)
            && (matches!(item.get("tags"), Some(AttributeValue::Ss(tags)) if tags.contains("hot"))
                || city(item).is_some_and(|city| city.starts_with("Pa")))
    };
    pair(criterion, "and-or", &items, floor, |item| third.matches(item));

    let text = "address.city IN (:a, :b, :c) AND attribute_exists(scores[4]) AND NOT size(email) > :n";
    let values = ExpressionAttributeValues::from([
        (":a", AttributeValue::from("Lima")),
        (":b", "Oslo".into()),
        (":c", "Dakar".into()),
        (":n", 33.into()),
    ]);
    let fourth = filter(text, &none, &values);
    let floor = |item: &Item| {
        city(item).is_some_and(|city| ["Lima", "Oslo", "Dakar"].contains(&city))
            && matches!(item.get("scores"), Some(AttributeValue::L(scores)) if scores.len() > 4)
            && !s(item, "email").is_some_and(|email| {
                let size = if email.is_ascii() { email.len() } else { email.encode_utf16().count() };
                size > 33
            })
    };
    pair(criterion, "in-exists-size", &items, floor, |item| fourth.matches(item));
}

fn writes_and_reads(criterion: &mut Criterion) {
    let items = items();
    let none = ExpressionAttributeNames::new();

    let text = "SET visits = visits + :one, address.city = :c ADD tags :t REMOVE scores[0]";
    let added = Set::new(["seen".to_owned()]).unwrap();
    let values = ExpressionAttributeValues::from([
        (":one", AttributeValue::from(1)),
        (":c", "Rome".into()),
        (":t", added.clone().into()),
    ]);
    let update = Update::compile(text, &none, &values).unwrap();
    let floor = |item: &Item| {
        let visits = n(item, "visits")?.checked_add(Number::from(1)).ok()?;
        let mut item = item.clone();
        item.insert("visits", visits);
        if let Some(AttributeValue::M(address)) = item.get_mut("address") {
            address.insert("city", "Rome");
        }
        if let Some(AttributeValue::Ss(tags)) = item.get_mut("tags") {
            *tags = tags.union(&added);
        }
        if let Some(AttributeValue::L(scores)) = item.get_mut("scores")
            && !scores.is_empty()
        {
            scores.remove(0);
        }
        (item.size_bytes() <= 409_600).then_some(item)
    };
    let ours = |item: &Item| update.apply(item).ok()?.into_new_item();
    pair(criterion, "update", &items, floor, ours);

    let projection = Projection::compile("pk, address.city, scores[1], scores[3]", &none).unwrap();
    let floor = |item: &Item| {
        let mut kept = Item::new();
        if let Some(pk) = item.get("pk") {
            kept.insert("pk", pk.clone());
        }
        if let Some(city) = city(item) {
            kept.insert("address", AttributeMap::from([("city", city)]));
        }
        if let Some(AttributeValue::L(scores)) = item.get("scores") {
            let scores: Vec<_> = [1, 3].iter().filter_map(|at| scores.get(*at).cloned()).collect();
            if !scores.is_empty() {
                kept.insert("scores", scores);
            }
        }
        kept
    };
    pair(criterion, "projection", &items, floor, |item| projection.project(item));
}

criterion_group!(benches, conditions, writes_and_reads);
criterion_main!(benches);
