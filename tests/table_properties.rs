//! Random operations, one after another, beside a naive model: a map of items and the tree-walking evaluator.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/naive.rs"]
mod naive;
#[path = "support/update_model.rs"]
mod update_model;

use std::collections::BTreeMap;

use ddbexpr::check::{Checked, Expressions, check};
use ddbexpr::request::{Binding, ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::syntax::{ClauseKind, ExpressionKind};
use ddbexpr::table::{Database, ErrorKind};
use ddbexpr::value::{AttributeValue, Item, Number, json};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

type V = AttributeValue;
type Key = (String, Number);
type Model = BTreeMap<Key, Item>;

const TABLE: &str = r#"{"TableName": "tbl", "BillingMode": "PAY_PER_REQUEST",
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
        {"AttributeName": "g", "AttributeType": "S"}, {"AttributeName": "h", "AttributeType": "N"}],
    "LocalSecondaryIndexes": [{"IndexName": "lsi", "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["a"]},
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "h", "KeyType": "RANGE"}]}],
    "GlobalSecondaryIndexes": [
        {"IndexName": "all", "Projection": {"ProjectionType": "ALL"},
        "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}, {"AttributeName": "h", "KeyType": "RANGE"}]},
        {"IndexName": "keys", "Projection": {"ProjectionType": "KEYS_ONLY"},
        "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]}]}"#;

/// What is queried: name, partition attribute, sort attribute, the attributes it holds or all.
type Source = (&'static str, &'static str, Option<&'static str>, Option<&'static [&'static str]>);
const SOURCES: [Source; 4] = [
    ("", "pk", Some("sk"), None),
    ("all", "g", Some("h"), None),
    ("keys", "g", None, Some(&["pk", "sk", "g"])),
    ("lsi", "pk", Some("h"), Some(&["pk", "sk", "h", "a"])),
];

/// An expression with the values it uses.
#[derive(Clone, Debug)]
struct Text {
    text: &'static str,
    values: Vec<(&'static str, V)>,
}

#[derive(Clone, Debug)]
enum Step {
    Put(Item, Option<Text>),
    Delete(Key, Option<Text>),
    Update(Key, Text, Option<Text>, &'static str),
    Batch(Vec<Step>),
    Transact(Vec<Step>),
    Query {
        source: usize,
        partition: &'static str,
        range: Option<Text>,
        filter: Option<Text>,
        limit: usize,
        back: bool,
    },
    Scan {
        filter: Option<Text>,
        limit: usize,
        segments: usize,
    },
}

fn small() -> impl Strategy<Value = Number> {
    (-2_i64..4).prop_map(Number::from)
}

fn scalar() -> impl Strategy<Value = V> {
    prop_oneof![small().prop_map(V::N), select(vec!["", "x", "xy", "y"]).prop_map(V::from)]
}

fn key() -> impl Strategy<Value = Key> {
    (select(vec!["p", "q"]).prop_map(str::to_owned), small())
}

fn item() -> impl Strategy<Value = Item> {
    let list = vec(scalar(), 0..3).prop_map(V::L);
    let optional = (
        option::of(select(vec!["x", "y"])),
        option::of(small()),
        option::of(scalar()),
        option::of(scalar()),
        option::of(list),
        option::of(small()),
    );
    (key(), optional).prop_map(|(key, (g, h, a, b, c, n))| {
        let mut item = keyed(&key);
        g.map(|g| item.insert("g", g));
        h.map(|h| item.insert("h", h));
        a.map(|a| item.insert("a", a));
        b.map(|b| item.insert("b", b));
        c.map(|c| item.insert("c", c));
        n.map(|n| item.insert("n", n));
        item
    })
}

fn text(rows: &'static [(&'static str, &'static [&'static str])]) -> impl Strategy<Value = Text> {
    (select(rows), scalar(), small(), vec(scalar(), 1..3)).prop_map(|((text, used), scalar, number, list)| {
        let value = |name: &&'static str| {
            let value = match *name {
                ":v" => scalar.clone(),
                ":n" => V::N(number),
                ":l" => V::L(list.clone()),
                _ => V::from("x"),
            };
            (*name, value)
        };
        Text { text, values: used.iter().map(value).collect() }
    })
}

fn condition() -> impl Strategy<Value = Text> {
    text(&[
        ("attribute_exists(a)", &[]),
        ("attribute_not_exists(b) OR a = :v", &[":v"]),
        ("a < :v AND NOT b = :v", &[":v"]),
        ("size(c) >= :n", &[":n"]),
        ("contains(c, :v) OR n > :n", &[":v", ":n"]),
        ("a IN (:v, b) OR begins_with(a, :s)", &[":v", ":s"]),
    ])
}

fn update() -> impl Strategy<Value = Text> {
    text(&[
        ("SET a = :v", &[":v"]),
        ("SET a = b, b = a", &[]),
        ("ADD n :n", &[":n"]),
        ("SET n = n - :n REMOVE a", &[":n"]),
        ("REMOVE g, c", &[]),
        ("SET g = :s, h = :n", &[":s", ":n"]),
        ("REMOVE h SET c = list_append(if_not_exists(c, :l), :l)", &[":l"]),
        ("SET c[0] = :v REMOVE c[1]", &[":v"]),
    ])
}

fn write() -> impl Strategy<Value = Step> {
    let returned = select(vec!["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"]);
    prop_oneof![
        3 => (item(), option::weighted(0.3, condition())).prop_map(|(item, test)| Step::Put(item, test)),
        1 => (key(), option::weighted(0.3, condition())).prop_map(|(key, test)| Step::Delete(key, test)),
        3 => (key(), update(), option::weighted(0.3, condition()), returned)
            .prop_map(|(key, update, test, returned)| Step::Update(key, update, test, returned)),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let range = text(&[
        ("# < :n", &[":n"]),
        (":n <= #", &[":n"]),
        ("# > :n", &[":n"]),
        ("# = :n", &[":n"]),
        ("# BETWEEN :n AND :n", &[":n"]),
    ]);
    let query = (
        0..4_usize,
        select(vec!["p", "q", "x", "y"]),
        option::of(range),
        option::of(condition()),
        1..4_usize,
        any::<bool>(),
    );
    prop_oneof![
        6 => write(),
        1 => vec(write(), 1..5).prop_map(Step::Batch),
        1 => vec(write(), 1..5).prop_map(Step::Transact),
        3 => query.prop_map(|(source, partition, range, filter, limit, back)| {
            Step::Query { source, partition, range, filter, limit, back }
        }),
        1 => (option::of(condition()), 1..4_usize, 1..4_usize)
            .prop_map(|(filter, limit, segments)| Step::Scan { filter, limit, segments }),
    ]
}

fn keyed((pk, sk): &Key) -> Item {
    Item::from([("pk", V::from(pk.as_str())), ("sk", (*sk).into())])
}

fn key_of(item: &Item) -> Key {
    match (item.get("pk"), item.get("sk")) {
        (Some(V::S(pk)), Some(V::N(sk))) => (pk.clone(), *sk),
        other => panic!("{other:?} is no key"),
    }
}

fn number(item: &Item, name: &str) -> Option<Number> {
    match item.get(name) {
        Some(V::N(number)) => Some(*number),
        _ => None,
    }
}

/// Shows a checked expression to a function.
fn checked<T>(kind: ExpressionKind, text: &Text, then: impl FnOnce(&Checked<'_>) -> T) -> T {
    let (names, texts) = (ExpressionAttributeNames::new(), [(kind, text.text)]);
    let values: ExpressionAttributeValues =
        text.values.iter().map(|(name, value)| (*name, Binding::Value(value.clone()))).collect();
    let checked = check(Expressions { texts: &texts, names: &names, values: &values, layer: Default::default() });
    assert_eq!(checked.problems, [], "{text:?}");
    then(&checked)
}

fn holds(test: Option<&Text>, item: Option<&Item>) -> bool {
    let missing = Item::new();
    test.is_none_or(|test| {
        checked(ExpressionKind::Condition, test, |checked| {
            naive::truth(&checked.expressions[0], item.unwrap_or(&missing))
        })
    })
}

/// What a write leaves at its key; or the type of the error.
fn outcome(model: &Model, write: &Step) -> Result<(Key, Option<Item>), ErrorKind> {
    let (key, test) = match write {
        Step::Put(item, test) => (key_of(item), test),
        Step::Delete(key, test) | Step::Update(key, _, test, _) => (key.clone(), test),
        other => panic!("{other:?} is no write"),
    };
    let old = model.get(&key);
    if !holds(test.as_ref(), old) {
        return Err(ErrorKind::ConditionalCheckFailed);
    }
    let new = match write {
        Step::Put(item, _) => Some(item.clone()),
        Step::Update(key, update, ..) => checked(ExpressionKind::Update, update, |checked| {
            let expression = &checked.expressions[0];
            let creates = |clause| matches!(clause, ClauseKind::Set | ClauseKind::Add);
            let creates = expression.ast().all_actions().iter().any(|action| creates(action.clause));
            match old {
                None if !creates => Ok(None),
                _ => update_model::update(expression, old.unwrap_or(&keyed(key))).map(Some),
            }
        })
        .map_err(|_| ErrorKind::Validation)?,
        _ => None,
    };
    Ok((key, new))
}

fn settle(model: &mut Model, (key, new): (Key, Option<Item>)) {
    match new {
        Some(new) => drop(model.insert(key, new)),
        None => drop(model.remove(&key)),
    }
}

fn members(request: &mut Value, kind: ExpressionKind, text: Option<&Text>) {
    let Some(text) = text else { return };
    request[kind.parameter()] = text.text.into();
    add_values(request, &text.values);
}

/// Values of several expressions go by the same names; what they share they share on purpose.
fn add_values(request: &mut Value, values: &[(&str, V)]) {
    for (name, value) in values {
        request["ExpressionAttributeValues"][*name] = json::to_json(value);
    }
}

/// The request of a write, with its operation and the member of a transaction that it is.
fn request(write: &Step) -> (&'static str, &'static str, Value) {
    let mut request = json!({"TableName": "tbl"});
    match write {
        Step::Put(item, test) => {
            request["Item"] = json::item_to_json(item);
            members(&mut request, ExpressionKind::Condition, test.as_ref());
            ("PutItem", "Put", request)
        }
        Step::Delete(key, test) => {
            request["Key"] = json::item_to_json(&keyed(key));
            members(&mut request, ExpressionKind::Condition, test.as_ref());
            ("DeleteItem", "Delete", request)
        }
        Step::Update(key, update, test, _) => {
            request["Key"] = json::item_to_json(&keyed(key));
            members(&mut request, ExpressionKind::Condition, test.as_ref());
            members(&mut request, ExpressionKind::Update, Some(update));
            ("UpdateItem", "Update", request)
        }
        other => panic!("{other:?} is no write"),
    }
}

/// In one request a value has one name: where a condition and an update both use it, both get the update's.
fn agreed(write: Step) -> Step {
    match write {
        Step::Update(key, update, Some(mut test), returned) => {
            for (name, value) in &mut test.values {
                if let Some((_, own)) = update.values.iter().find(|(own, _)| own == name) {
                    *value = own.clone();
                }
            }
            Step::Update(key, update, Some(test), returned)
        }
        other => other,
    }
}

fn do_write(database: &Database, model: &mut Model, write: &Step) {
    let (operation, _, mut request) = request(write);
    if let Step::Update(.., returned) = write {
        request["ReturnValues"] = (*returned).into();
    }
    let answer = database.execute_value(operation, &request);
    match (outcome(model, write), answer) {
        (Err(kind), Err(error)) => assert_eq!(error.kind, kind, "{request}: {error}"),
        (Ok((key, new)), Ok(answer)) => {
            if let Step::Update(.., returned @ ("ALL_OLD" | "ALL_NEW")) = write {
                let wanted = if *returned == "ALL_OLD" { model.get(&key) } else { new.as_ref() };
                let wanted = wanted.map(json::item_to_json);
                assert_eq!(answer.get("Attributes"), wanted.as_ref(), "{request}");
            }
            settle(model, (key, new));
        }
        (model, answer) => panic!("{request}\n{answer:?}\ninstead of {model:?}"),
    }
}

fn do_batch(database: &Database, model: &mut Model, writes: &[Step]) {
    let mut next = model.clone();
    let mut keys = Vec::new();
    let mut requests = Vec::new();
    for write in writes {
        let (key, new) = match write {
            Step::Put(item, _) => (key_of(item), Some(item.clone())),
            Step::Delete(key, _) | Step::Update(key, ..) => (key.clone(), None),
            other => panic!("{other:?} is no write"),
        };
        requests.push(match &new {
            Some(item) => json!({"PutRequest": {"Item": json::item_to_json(item)}}),
            None => json!({"DeleteRequest": {"Key": json::item_to_json(&keyed(&key))}}),
        });
        keys.push(key.clone());
        settle(&mut next, (key, new));
    }
    keys.sort();
    let repeated = keys.windows(2).any(|pair| pair[0] == pair[1]);
    let answer = database.execute_value("BatchWriteItem", &json!({"RequestItems": {"tbl": requests}}));
    assert_eq!(answer.is_err(), repeated, "{answer:?}");
    if !repeated {
        *model = next;
    }
}

fn do_transaction(database: &Database, model: &mut Model, writes: &[Step]) {
    let actions: Vec<Value> = writes
        .iter()
        .map(|write| {
            let (_, action, request) = request(write);
            json!({action: request})
        })
        .collect();
    let answer = database.execute_value("TransactWriteItems", &json!({"TransactItems": actions}));
    let outcomes: Vec<_> = writes.iter().map(|write| outcome(model, write)).collect();
    let mut keys: Vec<Key> = writes
        .iter()
        .map(|write| match write {
            Step::Put(item, _) => key_of(item),
            Step::Delete(key, _) | Step::Update(key, ..) => key.clone(),
            other => panic!("{other:?} is no write"),
        })
        .collect();
    keys.sort();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        assert_eq!(answer.unwrap_err().kind, ErrorKind::Validation);
        return;
    }
    let failed = outcomes.contains(&Err(ErrorKind::ConditionalCheckFailed));
    if !failed && outcomes.iter().all(Result::is_ok) {
        assert_eq!(answer, Ok(json!({})));
        outcomes.into_iter().for_each(|outcome| settle(model, outcome.unwrap()));
        return;
    }
    let error = answer.unwrap_err();
    assert_eq!(error.kind, ErrorKind::TransactionCanceled);
    let mut told = false;
    for (reason, outcome) in error.cancellation_reasons.iter().zip(&outcomes) {
        let code = match outcome {
            Err(ErrorKind::ConditionalCheckFailed) => "ConditionalCheckFailed",
            // Of updates that cannot be done the first is told, if no condition fails.
            Err(_) if !failed && !std::mem::replace(&mut told, true) => "ValidationError",
            _ => "None",
        };
        assert_eq!(reason.code, code, "{error:?} for {outcomes:?}");
    }
}

/// All pages of a Query or Scan.
fn pages(database: &Database, operation: &str, mut request: Value) -> (Vec<Item>, u64) {
    let (mut found, mut scanned) = (Vec::new(), 0);
    loop {
        let answer = database.execute_value(operation, &request).unwrap_or_else(|error| panic!("{request}: {error}"));
        let items = answer["Items"].as_array().unwrap();
        assert_eq!(answer["Count"], items.len());
        assert!(answer["ScannedCount"].as_u64() <= request["Limit"].as_u64());
        found.extend(items.iter().map(|item| json::item_from_json(item, Default::default()).unwrap()));
        scanned += answer["ScannedCount"].as_u64().unwrap();
        match answer.get("LastEvaluatedKey") {
            Some(last) => request["ExclusiveStartKey"] = last.clone(),
            None => return (found, scanned),
        }
    }
}

fn do_query(database: &Database, model: &Model, query: &Step) {
    let Step::Query { source, partition, range, filter, limit, back } = query else { panic!("{query:?}") };
    let (index, hash, sort, held) = SOURCES[*source];
    let range = range.as_ref().zip(sort);
    // A Query may not filter by what its index lacks.
    let filter = filter.as_ref().filter(|_| held.is_none());
    let mut condition = format!("{hash} = :p");
    let mut request = json!({"TableName": "tbl", "Limit": limit, "ScanIndexForward": !back});
    if !index.is_empty() {
        request["IndexName"] = index.into();
    }
    members(&mut request, ExpressionKind::Filter, filter);
    let mut bound = Number::ZERO;
    if let Some((range, sort)) = range {
        condition += &format!(" AND {}", range.text.replace('#', sort).replace(":n", ":r"));
        let Some((_, V::N(number))) = range.values.first() else { panic!("{range:?}") };
        bound = *number;
        add_values(&mut request, &[(":r", V::N(bound))]);
    }
    request["KeyConditionExpression"] = condition.into();
    add_values(&mut request, &[(":p", V::from(*partition))]);

    let within = |item: &&Item| match range {
        None => sort.is_none_or(|sort| number(item, sort).is_some()),
        Some((range, sort)) => number(item, sort).is_some_and(|value| match range.text {
            "# < :n" => value < bound,
            ":n <= #" => value >= bound,
            "# > :n" => value > bound,
            _ => value == bound,
        }),
    };
    let of_partition = |item: &&Item| item.get(hash) == Some(&V::from(*partition));
    let mut wanted: Vec<&Item> = model.values().filter(of_partition).filter(within).collect();
    wanted.sort_by_key(|item| (sort.and_then(|sort| number(item, sort)), key_of(item)));
    if *back {
        wanted.reverse();
    }
    let read = wanted.len() as u64;
    wanted.retain(|item| holds(filter, Some(item)));
    let shown = |item: &&Item| match held {
        None => (*item).clone(),
        Some(names) => names.iter().filter_map(|name| Some((*name, item.get(name)?.clone()))).collect(),
    };
    let wanted: Vec<Item> = wanted.iter().map(shown).collect();
    assert_eq!(pages(database, "Query", request.clone()), (wanted, read), "{request}");
}

fn do_scan(database: &Database, model: &Model, filter: Option<&Text>, limit: usize, segments: usize) {
    let (mut found, mut scanned) = (Vec::new(), 0);
    for segment in 0..segments {
        let mut request = json!({"TableName": "tbl", "Limit": limit, "Segment": segment, "TotalSegments": segments});
        members(&mut request, ExpressionKind::Filter, filter);
        let (more, read) = pages(database, "Scan", request);
        found.extend(more);
        scanned += read;
    }
    found.sort_by_key(key_of);
    let wanted: Vec<Item> = model.values().filter(|item| holds(filter, Some(item))).cloned().collect();
    assert_eq!((found, scanned), (wanted, model.len() as u64));
}

/// What DescribeTable counts is what there is.
fn check_counts(database: &Database, model: &Model) {
    let described = database.execute_value("DescribeTable", &json!({"TableName": "tbl"})).unwrap()["Table"].clone();
    let bytes: usize = model.values().map(Item::size_bytes).sum();
    assert_eq!((&described["ItemCount"], &described["TableSizeBytes"]), (&json!(model.len()), &json!(bytes)));
    let count = |wanted: &dyn Fn(&Item) -> bool| json!(model.values().filter(|item| wanted(item)).count());
    let (g, h) = (|item: &Item| item.contains_key("g"), |item: &Item| item.contains_key("h"));
    let global = &described["GlobalSecondaryIndexes"];
    assert_eq!(global[0]["ItemCount"], count(&|item| g(item) && h(item)));
    assert_eq!(global[1]["ItemCount"], count(&g));
    assert_eq!(described["LocalSecondaryIndexes"][0]["ItemCount"], count(&h));
    if model.is_empty() {
        assert_eq!(global[0]["IndexSizeBytes"], 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_is_a_map_of_items(steps in vec(step(), 1..60)) {
        let database = Database::new();
        database.execute("CreateTable", TABLE).unwrap();
        let mut model = Model::new();
        for step in steps {
            match step {
                Step::Batch(writes) => do_batch(&database, &mut model, &writes),
                Step::Transact(writes) => {
                    let writes: Vec<Step> = writes.into_iter().map(agreed).collect();
                    do_transaction(&database, &mut model, &writes);
                }
                Step::Query { .. } => do_query(&database, &model, &step),
                Step::Scan { filter, limit, segments } => {
                    do_scan(&database, &model, filter.as_ref(), limit, segments);
                }
                write => do_write(&database, &mut model, &agreed(write)),
            }
        }
        do_scan(&database, &model, None, 3, 2);
        check_counts(&database, &model);
    }
}
