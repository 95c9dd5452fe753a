//! Requests with legacy parameters and what `migrate` makes of them, both run: the same answers, the same items.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use std::cell::Cell;

use ddbexpr::cli::{Exit, Streams, run};
use ddbexpr::migrate::{MigrateError, migrate};
use ddbexpr::request::Operation;
use ddbexpr::table::Database;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

fn value() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({"S": "a"}),
        json!({"S": "ab"}),
        json!({"S": ""}),
        json!({"N": "1"}),
        json!({"N": "2"}),
        json!({"N": "-3.5"}),
        json!({"B": "AAE="}),
        json!({"BOOL": true}),
        json!({"NULL": true}),
        json!({"SS": ["a", "b"]}),
        json!({"NS": ["1", "2"]}),
        json!({"L": [{"S": "a"}, {"N": "1"}]}),
        json!({"M": {"a": {"S": "a"}}}),
    ])
}

fn attribute() -> impl Strategy<Value = String> {
    // One of them is a reserved word, one is no identifier.
    prop::sample::select(vec!["status", "a.b", "c", "C"]).prop_map(str::to_owned)
}

fn item() -> impl Strategy<Value = Map<String, Value>> {
    (0..3_u8, prop::collection::btree_map(attribute(), value(), 0..4)).prop_map(|(sort, attributes)| {
        let key = [("pk".to_owned(), json!({"S": "p"})), ("sk".to_owned(), json!({"N": sort.to_string()}))];
        key.into_iter().chain(attributes).collect()
    })
}

fn condition() -> impl Strategy<Value = Value> {
    let operators = [
        "EQ",
        "NE",
        "LT",
        "LE",
        "GT",
        "GE",
        "BETWEEN",
        "IN",
        "NULL",
        "NOT_NULL",
        "BEGINS_WITH",
        "CONTAINS",
        "NOT_CONTAINS",
    ];
    (prop::sample::select(operators.to_vec()), prop::collection::vec(value(), 3)).prop_map(|(operator, values)| {
        let count = match operator {
            "NULL" | "NOT_NULL" => 0,
            "BETWEEN" => 2,
            "IN" => 3,
            _ => 1,
        };
        let mut condition = json!({"ComparisonOperator": operator});
        if count > 0 {
            condition["AttributeValueList"] = values[..count].to_vec().into();
        }
        condition
    })
}

fn conditions() -> impl Strategy<Value = Value> {
    prop::collection::btree_map(attribute(), condition(), 1..4).prop_map(|all| json!(all))
}

fn update() -> impl Strategy<Value = Value> {
    let action = prop::sample::select(vec!["PUT", "ADD", "DELETE"]);
    (action, prop::option::weighted(0.8, value())).prop_map(|(action, value)| match value {
        Some(value) => json!({"Action": action, "Value": value}),
        None => json!({"Action": action}),
    })
}

fn operator() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(vec!["AND", "OR"]))
}

fn request() -> impl Strategy<Value = (Operation, Value)> {
    let key = |sort: u8| json!({"pk": {"S": "p"}, "sk": {"N": sort.to_string()}});
    let names = || prop::option::of(prop::sample::subsequence(vec!["pk", "status", "a.b", "c"], 1..4));
    let sort = prop::option::of((prop::sample::select(vec!["EQ", "LT", "LE", "GT", "GE"]), 0..3_u8));
    let query = (prop::option::of(conditions()), operator(), names(), sort).prop_map(|(filter, or, names, sort)| {
        let mut request =
            json!({"KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}});
        if let Some((operator, value)) = sort {
            let value = json!([{"N": value.to_string()}]);
            request["KeyConditions"]["sk"] = json!({"ComparisonOperator": operator, "AttributeValueList": value});
        }
        (
            Operation::Query,
            [("QueryFilter", json!(filter)), ("ConditionalOperator", json!(or)), ("AttributesToGet", json!(names))],
            request,
        )
    });
    let scan = (conditions(), operator(), names()).prop_map(|(filter, or, names)| {
        (
            Operation::Scan,
            [("ScanFilter", filter), ("ConditionalOperator", json!(or)), ("AttributesToGet", json!(names))],
            json!({}),
        )
    });
    let write = || (0..4_u8, prop::option::of(conditions()), operator(), any::<bool>());
    let put = (write(), item()).prop_map(|((_, expected, or, _), item)| {
        (
            Operation::PutItem,
            [("Expected", json!(expected)), ("ConditionalOperator", json!(or)), ("Item", json!(item))],
            json!({}),
        )
    });
    let remove = write().prop_map(move |(sort, expected, or, _)| {
        (
            Operation::DeleteItem,
            [("Expected", json!(expected)), ("ConditionalOperator", json!(or)), ("Key", key(sort))],
            json!({}),
        )
    });
    let updates = prop::collection::btree_map(attribute(), update(), 0..4);
    let change = (write(), updates).prop_map(move |((sort, expected, or, new), updates)| {
        let returned = if new { "ALL_NEW" } else { "UPDATED_NEW" };
        let request = json!({"Key": key(sort), "AttributeUpdates": updates, "ReturnValues": returned});
        (
            Operation::UpdateItem,
            [("Expected", json!(expected)), ("ConditionalOperator", json!(or)), ("TableName", json!("tbl"))],
            request,
        )
    });
    prop_oneof![2 => query, 2 => scan, 1 => put, 1 => remove, 3 => change].prop_map(
        |(operation, members, mut request)| {
            request["TableName"] = "tbl".into();
            for (member, value) in members {
                if !value.is_null() {
                    request[member] = value;
                }
            }
            (operation, request)
        },
    )
}

fn database(items: &[Map<String, Value>]) -> Database {
    let database = Database::new();
    database.create_table("tbl", ("pk", "S"), Some(("sk", "N"))).unwrap();
    for item in items {
        database.execute_value("PutItem", &json!({"TableName": "tbl", "Item": item})).unwrap();
    }
    database
}

#[test]
fn both_behave_alike() {
    let config = ProptestConfig {
        cases: 1500,
        max_global_rejects: 100_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let (answered, changed, refused) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let strategy = (request(), prop::collection::vec(item(), 0..4));
    let result = TestRunner::new(config).run(&strategy, |((operation, old), items)| {
        let new = match migrate(operation, &old.to_string()) {
            Ok(migrated) => json!(migrated.request),
            // What is refused as it is has nothing to be like.
            Err(MigrateError::Refused(_)) => return Err(TestCaseError::reject("refused")),
            Err(other) => return Err(TestCaseError::fail(format!("{old}: {other}"))),
        };
        let [before, after] = [&old, &new].map(|request| {
            let database = database(&items);
            let answer = database.execute_value(operation.name(), request);
            (answer.map_err(|error| error.kind), database.items("tbl").unwrap())
        });
        let count = if before.0.is_ok() { &answered } else { &refused };
        count.set(count.get() + 1);
        changed.set(changed.get() + u32::from(before.1 != database(&items).items("tbl").unwrap()));
        prop_assert_eq!(before, after, "{} became {}", old, new);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    let counts = (answered.get(), changed.get(), refused.get());
    assert!(counts.0 > 600 && counts.1 > 100 && counts.2 > 100, "{counts:?} answered, changed, refused");
}

fn told(operation: Operation, old: &Value) -> Value {
    json!(migrate(operation, &old.to_string()).unwrap().request)
}

#[test]
fn requests_as_people_wrote_them() {
    let update = json!({"TableName": "tbl", "Key": {"pk": {"S": "p"}},
        "AttributeUpdates": {"views": {"Action": "ADD", "Value": {"N": "1"}}, "draft": {"Action": "DELETE"},
            "log": {"Action": "ADD", "Value": {"L": [{"S": "x"}]}}},
        "Expected": {"owner": {"Value": {"S": "ann"}}, "locked": {"Exists": false}}, "ConditionalOperator": "OR"});
    let new = told(Operation::UpdateItem, &update);
    assert_eq!(
        new["UpdateExpression"],
        "SET #log = list_append(if_not_exists(#log, :empty), :log) REMOVE #draft ADD #views :views"
    );
    let condition = new["ConditionExpression"].as_str().unwrap();
    assert!(condition.contains("#owner = :owner") && condition.contains(" OR "), "{condition}");
    assert!(new.get("ConditionalOperator").is_none() && new.get("Expected").is_none());
    let batch = json!({"RequestItems": {"tbl": {"Keys": [{"pk": {"S": "p"}}], "AttributesToGet": ["pk", "a b"]}}});
    let new = told(Operation::BatchGetItem, &batch);
    assert_eq!(new["RequestItems"]["tbl"]["ProjectionExpression"], "#pk, #ab");
    assert_eq!(new["RequestItems"]["tbl"]["ExpressionAttributeNames"], json!({"#pk": "pk", "#ab": "a b"}));
}

#[test]
fn bounds_the_wrong_way_round_and_lists_too_long_for_in() {
    let between = json!({"ComparisonOperator": "BETWEEN", "AttributeValueList": [{"N": "5"}, {"N": "1"}]});
    let request = json!({"TableName": "tbl", "ScanFilter": {"c": between}}).to_string();
    match migrate(Operation::Scan, &request) {
        Ok(new) => assert_eq!(new.request["FilterExpression"], "#c >= :c AND #c <= :c2"),
        Err(error) => assert!(matches!(error, MigrateError::Refused(_)), "{error}"),
    }
    let many: Vec<Value> = (0..150).map(|n| json!({"N": n.to_string()})).collect();
    let within = json!({"ComparisonOperator": "IN", "AttributeValueList": many});
    let request = json!({"TableName": "tbl", "ScanFilter": {"c": within}}).to_string();
    let error = migrate(Operation::Scan, &request).unwrap_err();
    assert!(matches!(error, MigrateError::None { .. } | MigrateError::Refused(_)), "{error}");
}

#[test]
fn the_command_prints_the_request() {
    let (mut input, mut output, mut errors) = (std::io::empty(), Vec::new(), Vec::new());
    let mut streams = Streams::plain(&mut input, &mut output, &mut errors);
    let request = r#"{"TableName":"tbl","Key":{"pk":{"S":"p"}},"AttributesToGet":["c"]}"#;
    let exit = run(["ddbexpr", "migrate", "get-item", "--request", request], &mut streams);
    assert_eq!(exit, Exit::Clean);
    let new: Value = serde_json::from_slice(&output).unwrap();
    assert_eq!(new["ProjectionExpression"], "#c");
    assert_eq!(String::from_utf8(errors).unwrap(), "ddbexpr: replaced AttributesToGet\n");
}
