//! From text to program: lex, parse, all checks, lower. The maps are there already.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ddbexpr::check::{Expressions, check};
use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::syntax::{ExpressionKind, lex, parse};
use ddbexpr::value::AttributeValue;
use ddbexpr::{Condition, Projection, Update};

const AND_OR: &str = "#s = :s AND age BETWEEN :lo AND :hi AND (contains(tags, :t) OR begins_with(address.city, :c))";

fn values(values: &[(&str, AttributeValue)]) -> ExpressionAttributeValues {
    values.iter().map(|(key, value)| (*key, value.clone())).collect()
}

fn compile(criterion: &mut Criterion) {
    let none = ExpressionAttributeNames::new();
    let status = ExpressionAttributeNames::from([("#s", "status")]);
    let mut group = criterion.benchmark_group("compile");

    let equal = values(&[(":s", "active".into())]);
    group.bench_function("equal", |bencher| {
        bencher.iter(|| Condition::compile_filter(black_box("#s = :s"), &status, &equal).is_ok())
    });

    let and_or = values(&[
        (":s", "active".into()),
        (":lo", 20.into()),
        (":hi", 70.into()),
        (":t", "hot".into()),
        (":c", "Pa".into()),
    ]);
    group.bench_function("and-or", |bencher| {
        bencher.iter(|| Condition::compile_filter(black_box(AND_OR), &status, &and_or).is_ok())
    });
    group.bench_function("and-or/lex", |bencher| bencher.iter(|| lex(black_box(AND_OR)).as_slice().len()));
    group.bench_function("and-or/lex+parse", |bencher| {
        bencher.iter(|| parse(ExpressionKind::Filter, black_box(AND_OR)).errors.len())
    });
    group.bench_function("and-or/lex+parse+check", |bencher| {
        bencher.iter(|| {
            let texts = [(ExpressionKind::Filter, black_box(AND_OR))];
            let subject = Expressions { texts: &texts, names: &status, values: &and_or, layer: Default::default() };
            check(subject).problems.len()
        })
    });
    let texts = [(ExpressionKind::Filter, AND_OR)];
    let subject = Expressions { texts: &texts, names: &status, values: &and_or, layer: Default::default() };
    let checked = check(subject);
    group.bench_function("and-or/lower", |bencher| {
        bencher.iter(|| Condition::from_checked(black_box(&checked.expressions[0])).is_ok())
    });

    let text = "address.city IN (:a, :b, :c) AND attribute_exists(scores[4]) AND NOT size(email) > :n";
    let sized = values(&[
        (":a", "Lima".into()),
        (":b", "Oslo".into()),
        (":c", "Dakar".into()),
        (":n", AttributeValue::from(33)),
    ]);
    group.bench_function("in-exists-size", |bencher| {
        bencher.iter(|| Condition::compile_filter(black_box(text), &none, &sized).is_ok())
    });

    let text = "SET visits = visits + :one, address.city = :c REMOVE scores[0]";
    let changed = values(&[(":one", 1.into()), (":c", "Rome".into())]);
    group
        .bench_function("update", |bencher| bencher.iter(|| Update::compile(black_box(text), &none, &changed).is_ok()));

    let text = "pk, address.city, scores[1], scores[3]";
    group.bench_function("projection", |bencher| bencher.iter(|| Projection::compile(black_box(text), &none).is_ok()));
    group.finish();
}

criterion_group!(benches, compile);
criterion_main!(benches);
