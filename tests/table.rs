//! Operations on tables in memory: pages, indexes, capacity, transactions, legacy parameters, and tables themselves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::sync::{Arc, Mutex};

use ddbexpr::table::{
    Change, Database, ErrorKind, MemoryStorage, ServiceError, SpaceId, Storage, StorageError, StoredItem,
};
use ddbexpr::value::{AttributeValue, Item};
use serde_json::{Value, json};

fn ask(database: &Database, operation: &str, request: Value) -> Value {
    database.execute_value(operation, &request).unwrap_or_else(|error| panic!("{operation} {request}: {error}"))
}

fn refused(database: &Database, operation: &str, request: Value) -> ServiceError {
    match database.execute_value(operation, &request) {
        Ok(answer) => panic!("{operation} {request}: {answer}"),
        Err(error) => error,
    }
}

/// Songs by singer and number, with an index of each kind.
fn songs() -> Database {
    let database = Database::new();
    let key = |hash: &str, range: &str| json!([{"AttributeName": hash, "KeyType": "HASH"}, {"AttributeName": range, "KeyType": "RANGE"}]);
    let index = |name: &str, key: Value, projection: Value| json!({"IndexName": name, "KeySchema": key, "Projection": projection});
    let definition = |(name, of_type): &(&str, &str)| json!({"AttributeName": name, "AttributeType": of_type});
    let attributes = [("singer", "S"), ("number", "N"), ("genre", "S"), ("year", "N"), ("mood", "S")];
    ask(
        &database,
        "CreateTable",
        json!({
            "TableName": "songs", "BillingMode": "PAY_PER_REQUEST", "KeySchema": key("singer", "number"),
            "AttributeDefinitions": attributes.iter().map(definition).collect::<Vec<_>>(),
            "LocalSecondaryIndexes": [index("by-year", key("singer", "year"), json!({"ProjectionType": "KEYS_ONLY"}))],
            "GlobalSecondaryIndexes": [
                index("by-genre", key("genre", "year"), json!({"ProjectionType": "ALL"})),
                index("by-mood", json!([
                    {"AttributeName": "mood", "KeyType": "HASH"}, {"AttributeName": "genre", "KeyType": "RANGE"},
                    {"AttributeName": "year", "KeyType": "RANGE"}
                ]), json!({"ProjectionType": "INCLUDE", "NonKeyAttributes": ["title"]})),
            ],
        }),
    );
    for (singer, number, genre, year, title) in [
        ("ada", 1, Some("folk"), Some(1999), "one"),
        ("ada", 2, Some("rock"), Some(1990), "two"),
        ("ada", 10, None, Some(1995), "ten"),
        ("bob", 1, Some("folk"), None, "uno"),
        ("bob", -3, Some("folk"), Some(1998), "minus"),
    ] {
        let mut item =
            Item::from([("singer", AttributeValue::from(singer)), ("number", number.into()), ("title", title.into())]);
        genre.map(|genre| item.insert("genre", genre));
        year.map(|year: i32| item.insert("year", year));
        item.insert("mood", "glad");
        database.put_item("songs", &item).unwrap();
    }
    database
}

fn titles(answer: &Value) -> Vec<&str> {
    let items = answer["Items"].as_array().unwrap();
    items.iter().map(|item| item["title"]["S"].as_str().unwrap_or("-")).collect()
}

fn query(index: Option<&str>, condition: &str, values: Value) -> Value {
    let mut request =
        json!({"TableName": "songs", "KeyConditionExpression": condition, "ExpressionAttributeValues": values});
    if let Some(index) = index {
        request["IndexName"] = index.into();
    }
    request
}

fn with(mut request: Value, more: Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        request[name] = value.clone();
    }
    request
}

#[test]
fn queries_read_in_the_order_of_the_sort_key() {
    let songs = songs();
    let ada = |more| ask(&songs, "Query", with(query(None, "singer = :s", json!({":s": {"S": "ada"}})), more));
    assert_eq!(titles(&ada(json!({}))), ["one", "two", "ten"]);
    assert_eq!(titles(&ada(json!({"ScanIndexForward": false}))), ["ten", "two", "one"]);
    let values = json!({":s": {"S": "bob"}, ":n": {"N": "0"}});
    let below =
        with(query(None, "singer = :s AND #n < :n", values), json!({"ExpressionAttributeNames": {"#n": "number"}}));
    assert_eq!(titles(&ask(&songs, "Query", below)), ["minus"]);
    let folk = query(Some("by-genre"), "genre = :g", json!({":g": {"S": "folk"}}));
    // Sparse: an item without a year is not in the index.
    assert_eq!(titles(&ask(&songs, "Query", folk)), ["minus", "one"]);
    let glad = |condition: &str, values: Value| {
        let values = with(values, json!({":m": {"S": "glad"}}));
        ask(&songs, "Query", query(Some("by-mood"), &format!("mood = :m{condition}"), values))
    };
    let all = glad("", json!({}));
    assert_eq!(titles(&all), ["minus", "one", "two"]);
    assert!(all["Items"][0].get("number").is_some(), "the table's key is in every index");
    assert_eq!(titles(&glad(" AND genre = :g", json!({":g": {"S": "rock"}}))), ["two"]);
}

#[test]
fn names_of_multi_attribute_keys() {
    let songs = songs();
    let values = json!({":m": {"S": "glad"}, ":g": {"S": "folk"}, ":y": {"N": "1998"}});
    let request = with(
        query(Some("by-mood"), "mood = :m AND genre = :g AND #y > :y", values),
        json!({"ExpressionAttributeNames": {"#y": "year"}}),
    );
    assert_eq!(titles(&ask(&songs, "Query", request)), ["one"]);
    let gap = with(
        query(Some("by-mood"), "mood = :m AND #y > :y", json!({":m": {"S": "glad"}, ":y": {"N": "1"}})),
        json!({"ExpressionAttributeNames": {"#y": "year"}}),
    );
    assert!(refused(&songs, "Query", gap).message.starts_with("RANGE key attributes genre must have equality"));
}

#[test]
fn pages_end_at_the_limit_and_go_on_behind_it() {
    let songs = songs();
    for backwards in [false, true] {
        let mut start = Value::Null;
        let mut pages = Vec::new();
        loop {
            let mut request = with(
                query(Some("by-genre"), "genre = :g", json!({":g": {"S": "folk"}})),
                json!({"Limit": 1, "ScanIndexForward": !backwards}),
            );
            if !start.is_null() {
                request["ExclusiveStartKey"] = start;
            }
            let answer = ask(&songs, "Query", request);
            pages.push(titles(&answer).concat());
            start = answer["LastEvaluatedKey"].clone();
            if start.is_null() {
                break;
            }
            let keys: Vec<_> = start.as_object().unwrap().keys().cloned().collect();
            assert_eq!(keys, ["genre", "number", "singer", "year"]);
        }
        let expected = if backwards { ["one", "minus", ""] } else { ["minus", "one", ""] };
        assert_eq!(pages, expected, "a page that is full tells where to go on, though nothing is left");
    }
}

#[test]
fn what_can_only_be_one_item_gives_no_key_to_go_on_with() {
    let songs = songs();
    let request = with(
        query(None, "singer = :s AND #n = :n", json!({":s": {"S": "ada"}, ":n": {"N": "2"}})),
        json!({"ExpressionAttributeNames": {"#n": "number"}, "Limit": 1}),
    );
    let answer = ask(&songs, "Query", request.clone());
    assert_eq!((titles(&answer), answer.get("LastEvaluatedKey")), (vec!["two"], None));
    let start = json!({"ExclusiveStartKey": {"singer": {"S": "ada"}, "number": {"N": "2"}}});
    let error = refused(&songs, "Query", with(request, start));
    assert_eq!(error.message, "The query can return at most one row and cannot be restarted");
}

#[test]
fn a_filter_is_applied_to_what_was_read() {
    let songs = songs();
    let request = with(
        query(None, "singer = :s", json!({":s": {"S": "ada"}, ":t": {"S": "t"}})),
        json!({"FilterExpression": "begins_with(title, :t)", "Limit": 2, "ReturnConsumedCapacity": "TOTAL"}),
    );
    let answer = ask(&songs, "Query", request);
    assert_eq!((titles(&answer), &answer["ScannedCount"]), (vec!["two"], &json!(2)));
    assert_eq!(answer["ConsumedCapacity"], json!({"TableName": "songs", "CapacityUnits": 0.5}));
    assert_eq!(answer["LastEvaluatedKey"]["number"], json!({"N": "2"}));
}

#[test]
fn local_indexes_fetch_what_they_lack() {
    let songs = songs();
    let values = json!({":s": {"S": "ada"}, ":y": {"N": "1996"}});
    let ask_for = |more: Value| {
        let names = json!({"ExpressionAttributeNames": {"#y": "year"}, "ReturnConsumedCapacity": "INDEXES"});
        let request = with(query(Some("by-year"), "singer = :s AND #y < :y", values.clone()), names);
        ask(&songs, "Query", with(request, more))
    };
    let keys = ask_for(json!({}));
    assert_eq!(titles(&keys), ["-", "-"]);
    assert_eq!(keys["ConsumedCapacity"]["LocalSecondaryIndexes"]["by-year"]["CapacityUnits"], 0.5);
    assert_eq!(keys["ConsumedCapacity"]["Table"]["CapacityUnits"], 0.0);
    let fetched = ask_for(json!({"ProjectionExpression": "title"}));
    assert_eq!(fetched["Items"], json!([{"title": {"S": "two"}}, {"title": {"S": "ten"}}]));
    assert_eq!(fetched["ConsumedCapacity"]["Table"]["CapacityUnits"], 1.0);
    assert_eq!(fetched["ConsumedCapacity"]["CapacityUnits"], 1.5);
    assert_eq!(titles(&ask_for(json!({"Select": "ALL_ATTRIBUTES"}))), ["two", "ten"]);
    let counted = ask_for(json!({"Select": "COUNT"}));
    assert_eq!((counted.get("Items"), &counted["Count"]), (None, &json!(2)));
}

#[test]
fn scans_in_segments_find_every_item_once() {
    let database = Database::new();
    database.create_table("things", ("id", "N"), None).unwrap();
    for id in 0..200 {
        database.put_item("things", &Item::from([("id", id)])).unwrap();
    }
    for total in [1, 2, 3, 7] {
        let mut found = Vec::new();
        for segment in 0..total {
            let mut start = Value::Null;
            loop {
                let mut request =
                    json!({"TableName": "things", "Segment": segment, "TotalSegments": total, "Limit": 13});
                if !start.is_null() {
                    request["ExclusiveStartKey"] = start;
                }
                let answer = ask(&database, "Scan", request);
                found.extend(answer["Items"].as_array().unwrap().iter().map(|item| item["id"]["N"].to_string()));
                start = answer["LastEvaluatedKey"].clone();
                if start.is_null() {
                    break;
                }
            }
            assert!(found.len() > 200 * (segment + 1) / total / 2, "segments are of much the same size");
        }
        found.sort();
        found.dedup();
        assert_eq!(found.len(), 200);
    }
    let first = ask(&database, "Scan", json!({"TableName": "things", "Segment": 0, "TotalSegments": 2}));
    let error = refused(
        &database,
        "Scan",
        json!({"TableName": "things", "Segment": 1, "TotalSegments": 2, "ExclusiveStartKey": first["Items"][0]}),
    );
    assert_eq!(
        error.message,
        "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct \
         Segment. TotalSegments: 2 Segment: 1"
    );
}

#[test]
fn a_page_ends_with_the_megabyte() {
    let database = Database::new();
    database.create_table("large", ("pk", "S"), Some(("sk", "N"))).unwrap();
    for sk in 0..6 {
        let text = "x".repeat(300 * 1024);
        database
            .put_item(
                "large",
                &Item::from([("pk", AttributeValue::from("a")), ("sk", sk.into()), ("text", text.into())]),
            )
            .unwrap();
    }
    let request = json!({"TableName": "large", "ProjectionExpression": "sk", "ReturnConsumedCapacity": "TOTAL",
        "ConsistentRead": true});
    let answer = ask(&database, "Scan", request);
    assert_eq!((&answer["Count"], &answer["LastEvaluatedKey"]["sk"]), (&json!(4), &json!({"N": "3"})));
    assert_eq!(answer["ConsumedCapacity"]["CapacityUnits"], 301.0);
}

#[test]
fn writes_cost_what_they_touch() {
    let songs = songs();
    let put = |number: i32, more: Value| {
        let item = with(json!({"singer": {"S": "eve"}, "number": {"N": number.to_string()}}), more);
        let request = json!({"TableName": "songs", "Item": item, "ReturnConsumedCapacity": "INDEXES"});
        ask(&songs, "PutItem", request)["ConsumedCapacity"].clone()
    };
    let units = |units: f64| json!({"CapacityUnits": units});
    assert_eq!(put(1, json!({})), json!({"TableName": "songs", "CapacityUnits": 1.0, "Table": units(1.0)}));
    let folk = json!({"genre": {"S": "folk"}, "year": {"N": "2000"}});
    let entered = put(1, folk.clone());
    assert_eq!(entered["CapacityUnits"], 3.0);
    assert_eq!(entered["GlobalSecondaryIndexes"], json!({"by-genre": units(1.0)}));
    assert_eq!(entered["LocalSecondaryIndexes"], json!({"by-year": units(1.0)}));
    assert_eq!(put(1, folk.clone())["CapacityUnits"], 1.0, "nothing changes in an index");
    // What is not projected costs only where everything is.
    let noted = put(1, with(folk, json!({"note": {"S": "x"}})));
    assert_eq!((&noted["CapacityUnits"], noted.get("LocalSecondaryIndexes")), (&json!(2.0), None));
    let moved = put(1, json!({"genre": {"S": "rock"}, "year": {"N": "2000"}}));
    assert_eq!(moved["GlobalSecondaryIndexes"], json!({"by-genre": units(2.0)}));
    assert_eq!(put(1, json!({}))["CapacityUnits"], 3.0, "out of both indexes");
    assert_eq!(put(2, json!({"note": {"S": "x".repeat(3000)}}))["CapacityUnits"], 3.0);
    let gone = json!({"TableName": "songs", "Key": {"singer": {"S": "nobody"}, "number": {"N": "0"}},
        "ReturnConsumedCapacity": "TOTAL"});
    assert_eq!(ask(&songs, "DeleteItem", gone)["ConsumedCapacity"]["CapacityUnits"], 1.0);
}

#[test]
fn what_a_failed_condition_tells() {
    let songs = songs();
    let request = json!({
        "TableName": "songs", "Item": {"singer": {"S": "ada"}, "number": {"N": "1.0"}},
        "ConditionExpression": "attribute_not_exists(singer)", "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
    });
    let error = refused(&songs, "PutItem", request.clone());
    assert_eq!(error.kind, ErrorKind::ConditionalCheckFailed);
    assert_eq!(error.item.as_ref().unwrap().get("title"), Some(&"one".into()));
    let json: Value = serde_json::from_str(&error.to_json()).unwrap();
    assert_eq!(json["__type"], "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException");
    assert_eq!(
        (&json["message"], &json["Item"]["title"]),
        (&json!("The conditional request failed"), &json!({"S": "one"}))
    );
    let plain = refused(&songs, "PutItem", with(request, json!({"ReturnValuesOnConditionCheckFailure": "NONE"})));
    assert_eq!(plain.item, None);
}

#[test]
fn keys_are_the_same_however_they_are_spelt() {
    let songs = songs();
    let key = |number: &str| json!({"singer": {"S": "ada"}, "number": {"N": number}});
    let found = ask(&songs, "GetItem", json!({"TableName": "songs", "Key": key("1e1")}));
    assert_eq!(found["Item"]["number"], json!({"N": "10"}));
    let batch = json!({"RequestItems": {"songs": {"Keys": [key("10"), key("1e1"), key("77")]}},
        "ReturnConsumedCapacity": "TOTAL"});
    let batch = ask(&songs, "BatchGetItem", batch);
    assert_eq!(batch["Responses"]["songs"].as_array().unwrap().len(), 1);
    assert_eq!(batch["UnprocessedKeys"], json!({}));
    assert_eq!(batch["ConsumedCapacity"], json!([{"TableName": "songs", "CapacityUnits": 1.0}]));
}

#[test]
fn a_batch_that_is_too_large_leaves_keys_over() {
    let database = Database::new();
    database.create_table("large", ("id", "N"), None).unwrap();
    for id in 0..50 {
        let text = "x".repeat(390 * 1024);
        database.put_item("large", &Item::from([("id", AttributeValue::from(id)), ("text", text.into())])).unwrap();
    }
    let keys: Vec<Value> = (0..50).map(|id: i32| json!({"id": {"N": id.to_string()}})).collect();
    let request = json!({"RequestItems": {"large": {"Keys": keys, "ProjectionExpression": "#i",
        "ExpressionAttributeNames": {"#i": "id"}, "ConsistentRead": true}}});
    let answer = ask(&database, "BatchGetItem", request);
    let (found, left) = (&answer["Responses"]["large"], &answer["UnprocessedKeys"]["large"]);
    assert_eq!((found.as_array().unwrap().len(), left["Keys"].as_array().unwrap().len()), (42, 8));
    assert_eq!((&left["ProjectionExpression"], &left["ConsistentRead"]), (&json!("#i"), &json!(true)));
    let rest = ask(&database, "BatchGetItem", json!({"RequestItems": answer["UnprocessedKeys"]}));
    assert_eq!(rest["Responses"]["large"].as_array().unwrap().len(), 8);
}

#[test]
fn batches_write_everything_or_nothing_that_is_wrong() {
    let songs = songs();
    let put = |singer: &str| json!({"PutRequest": {"Item": {"singer": {"S": singer}, "number": {"N": "1"}}}});
    let delete = json!({"DeleteRequest": {"Key": {"singer": {"S": "ada"}, "number": {"N": "1"}}}});
    let request = |requests: Value| json!({"RequestItems": {"songs": requests}, "ReturnConsumedCapacity": "TOTAL", "ReturnItemCollectionMetrics": "SIZE"});
    let answer = ask(&songs, "BatchWriteItem", request(json!([put("zoe"), delete])));
    assert_eq!(answer["UnprocessedItems"], json!({}));
    // The deleted one leaves all three indexes.
    assert_eq!(answer["ConsumedCapacity"], json!([{"TableName": "songs", "CapacityUnits": 5.0}]));
    let metrics = answer["ItemCollectionMetrics"]["songs"].as_array().unwrap();
    assert_eq!(metrics.len(), 2);
    assert_eq!(metrics[0]["SizeEstimateRangeGB"], json!([0.0, 1.0]));
    let error = refused(&songs, "BatchWriteItem", request(json!([put("yan"), put("yan")])));
    assert_eq!(error.message, "Provided list of item keys contains duplicates");
    assert_eq!(songs.items("songs").unwrap().len(), 5);
    let missing = json!({"RequestItems": {"nowhere": [put("a")], "songs": [put("b")]}});
    assert_eq!(refused(&songs, "BatchWriteItem", missing).kind, ErrorKind::ResourceNotFound);
}

fn action(kind: &str, number: i32, more: Value) -> Value {
    let key = json!({"singer": {"S": "ada"}, "number": {"N": number.to_string()}});
    let member = if kind == "Put" { "Item" } else { "Key" };
    json!({kind: with(json!({"TableName": "songs", member: key}), more)})
}

#[test]
fn transactions_are_done_whole_or_not_at_all() {
    let songs = songs();
    let set =
        |title: &str| json!({"UpdateExpression": "SET title = :t", "ExpressionAttributeValues": {":t": {"S": title}}});
    let exists = json!({"ConditionExpression": "attribute_exists(singer)"});
    let actions = json!([
        action("Update", 1, set("changed")),
        action("Delete", 2, json!({})),
        action("Put", 3, json!({})),
        action("ConditionCheck", 10, exists.clone()),
    ]);
    let request = json!({"TransactItems": actions, "ReturnConsumedCapacity": "TOTAL"});
    let consumed = &ask(&songs, "TransactWriteItems", request)["ConsumedCapacity"];
    // Twice four writes, and entries of indexes: one changes in two of them, two go from three.
    let units = 8.0 + 2.0 + 3.0;
    let expected = json!([{"TableName": "songs", "WriteCapacityUnits": units, "CapacityUnits": units}]);
    assert_eq!(consumed, &expected);

    let before = songs.items("songs").unwrap();
    let mut failing = exists;
    failing["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD".into();
    let actions = json!([
        action("Update", 1, set("again")),
        action("Delete", 2, failing),
        action(
            "ConditionCheck",
            10,
            json!({"ConditionExpression": "attribute_not_exists(singer)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD"})
        ),
    ]);
    let error = refused(&songs, "TransactWriteItems", json!({"TransactItems": actions}));
    assert_eq!(
        error.message,
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, \
         ConditionalCheckFailed]"
    );
    let reasons: Vec<_> =
        error.cancellation_reasons.iter().map(|reason| (reason.code, reason.item.is_some())).collect();
    assert_eq!(reasons, [("None", false), ("ConditionalCheckFailed", false), ("ConditionalCheckFailed", true)]);
    assert_eq!(songs.items("songs").unwrap(), before);

    let add = json!({"UpdateExpression": "ADD title :n", "ExpressionAttributeValues": {":n": {"N": "1"}}});
    let actions = json!([action("Put", 5, json!({})), action("Update", 1, add)]);
    let error = refused(&songs, "TransactWriteItems", json!({"TransactItems": actions}));
    assert_eq!(error.cancellation_reasons[1].code, "ValidationError");
    assert_eq!(
        error.cancellation_reasons[1].message.as_deref(),
        Some("An operand in the update expression has an incorrect data type")
    );
    assert_eq!(songs.items("songs").unwrap(), before);
}

#[test]
fn what_cancels_and_what_is_refused_before() {
    let songs = songs();
    let ask = |actions: Value| refused(&songs, "TransactWriteItems", json!({"TransactItems": actions}));
    let mut mistyped = action("Delete", 1, json!({}));
    mistyped["Delete"]["Key"]["number"] = json!({"S": "1"});
    let error = ask(json!([action("Put", 9, json!({})), mistyped]));
    assert_eq!(error.kind, ErrorKind::TransactionCanceled);
    assert_eq!(
        error.cancellation_reasons[1].message.as_deref(),
        Some("The provided key element does not match the schema")
    );
    let mut elsewhere = action("Delete", 1, json!({}));
    elsewhere["Delete"]["TableName"] = "nowhere".into();
    let twice = [action("Put", 9, json!({})), action("Delete", 9, json!({}))];
    assert_eq!(ask(json!([twice[0], twice[1], elsewhere])).kind, ErrorKind::ResourceNotFound);
    assert_eq!(ask(json!(twice)).message, "Transaction request cannot include multiple operations on one item");
    let unused = json!({"ConditionExpression": "attribute_exists(singer)", "ExpressionAttributeNames": {"#a": "a"}});
    let error = ask(json!([elsewhere, action("Put", 9, unused)]));
    assert_eq!(error.message, "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}");
}

#[test]
fn the_token_of_a_transaction() {
    let time = Arc::new(Mutex::new(1000.0));
    let clock = time.clone();
    let database = Database::new().with_clock(move || *clock.lock().unwrap());
    database.create_table("counts", ("id", "S"), None).unwrap();
    let request = |by: i32, token: &str| {
        json!({"TransactItems": [{"Update": {"TableName": "counts", "Key": {"id": {"S": "a"}},
            "UpdateExpression": "ADD n :n", "ExpressionAttributeValues": {":n": {"N": by.to_string()}}}}],
            "ClientRequestToken": token, "ReturnConsumedCapacity": "TOTAL"})
    };
    let count = || {
        let found = database.get_item("counts", &Item::from([("id", "a")])).unwrap();
        found.and_then(|item| item.get("n").cloned())
    };
    let first = ask(&database, "TransactWriteItems", request(1, "t"));
    assert_eq!(first["ConsumedCapacity"][0]["WriteCapacityUnits"], 2.0);
    let again = ask(&database, "TransactWriteItems", request(1, "t"));
    assert_eq!(again["ConsumedCapacity"][0]["ReadCapacityUnits"], 2.0);
    assert_eq!(count(), Some(1.into()));
    assert_eq!(refused(&database, "TransactWriteItems", request(2, "t")).kind, ErrorKind::IdempotentParameterMismatch);
    *time.lock().unwrap() += 601.0;
    ask(&database, "TransactWriteItems", request(2, "t"));
    assert_eq!(count(), Some(3.into()));
}

#[test]
fn transactions_that_read() {
    let songs = songs();
    let get = |number: i32, projection: &str| {
        let mut get = action("Get", number, json!({}));
        if !projection.is_empty() {
            get["Get"]["ProjectionExpression"] = projection.into();
        }
        get
    };
    let request = json!({"TransactItems": [get(1, "title"), get(1, "nothing"), get(99, "")],
        "ReturnConsumedCapacity": "TOTAL"});
    let answer = ask(&songs, "TransactGetItems", request);
    assert_eq!(answer["Responses"], json!([{"Item": {"title": {"S": "one"}}}, {}, {}]));
    assert_eq!(answer["ConsumedCapacity"][0]["ReadCapacityUnits"], 6.0);
}

#[test]
fn parameters_from_before_expressions() {
    let songs = songs();
    let equal = |value: Value| json!({"ComparisonOperator": "EQ", "AttributeValueList": [value]});
    let between = json!({"ComparisonOperator": "BETWEEN", "AttributeValueList": [{"N": "2"}, {"N": "10"}]});
    let conditions = json!({"singer": equal(json!({"S": "ada"})), "number": between});
    let request = json!({"TableName": "songs", "KeyConditions": conditions, "AttributesToGet": ["title"],
        "QueryFilter": {"genre": {"ComparisonOperator": "NULL"}, "title": equal(json!({"S": "two"}))},
        "ConditionalOperator": "OR"});
    let answer = ask(&songs, "Query", request.clone());
    assert_eq!(answer["Items"], json!([{"title": {"S": "two"}}, {"title": {"S": "ten"}}]));
    let start = json!({"singer": {"S": "ada"}, "number": {"N": "2"}});
    let rest = ask(&songs, "Query", with(request.clone(), json!({"ExclusiveStartKey": start})));
    assert_eq!(rest["Items"], json!([{"title": {"S": "ten"}}]));
    for (start, message) in [
        (
            json!({"singer": {"S": "bob"}, "number": {"N": "2"}}),
            "The provided starting key is outside query boundaries based on provided conditions",
        ),
        (
            json!({"singer": {"S": "ada"}, "number": {"N": "1"}}),
            "The provided starting key does not match the range key predicate",
        ),
    ] {
        let error = refused(&songs, "Query", with(request.clone(), json!({"ExclusiveStartKey": start})));
        assert_eq!(error.message, message);
    }
    let scan = json!({"TableName": "songs", "ScanFilter": {"number": {"ComparisonOperator": "LT",
        "AttributeValueList": [{"N": "0"}]}}});
    assert_eq!(titles(&ask(&songs, "Scan", scan)), ["minus"]);

    let key = json!({"singer": {"S": "ada"}, "number": {"N": "1"}});
    let update = |updates: Value, expected: Value| {
        json!({"TableName": "songs", "Key": key, "AttributeUpdates": updates, "Expected": expected,
            "ReturnValues": "UPDATED_NEW"})
    };
    let updates = json!({
        "plays": {"Action": "ADD", "Value": {"N": "2"}}, "tags": {"Action": "ADD", "Value": {"SS": ["a", "b"]}},
        "notes": {"Action": "ADD", "Value": {"L": [{"S": "x"}]}}, "title": {"Action": "DELETE"},
        "label": {"Value": {"S": "own"}},
    });
    let expected = json!({"title": {"Value": {"S": "one"}}, "plays": {"Exists": false}});
    let first = ask(&songs, "UpdateItem", update(updates.clone(), expected.clone()));
    let attributes = json!({"plays": {"N": "2"}, "tags": {"SS": ["a", "b"]}, "notes": {"L": [{"S": "x"}]},
        "label": {"S": "own"}});
    assert_eq!(first["Attributes"], attributes);
    assert_eq!(
        refused(&songs, "UpdateItem", update(updates.clone(), expected)).kind,
        ErrorKind::ConditionalCheckFailed
    );
    let again = ask(&songs, "UpdateItem", update(updates, json!({})));
    assert_eq!(
        (&again["Attributes"]["plays"], &again["Attributes"]["notes"]["L"][1]),
        (&json!({"N": "4"}), &json!({"S": "x"}))
    );
    let less = json!({"tags": {"Action": "DELETE", "Value": {"SS": ["a", "b"]}}});
    assert_eq!(ask(&songs, "UpdateItem", update(less, json!({}))), json!({}));
    let clash = json!({"label": {"Action": "ADD", "Value": {"N": "1"}}});
    let error = refused(&songs, "UpdateItem", update(clash, json!({})));
    assert_eq!(error.message, "Type mismatch for attribute to update");
}

#[test]
fn a_global_index_gives_what_it_holds() {
    let songs = songs();
    let request = |more: Value| with(query(Some("by-mood"), "mood = :m", json!({":m": {"S": "glad"}})), more);
    const LACKS: &str =
        "One or more parameter values were invalid: Global secondary index by-mood does not project [note]";
    assert_eq!(refused(&songs, "Query", request(json!({"ProjectionExpression": "title, note"}))).message, LACKS);
    let scan = json!({"TableName": "songs", "IndexName": "by-mood", "AttributesToGet": ["title", "note"]});
    assert_eq!(refused(&songs, "Scan", scan).message, LACKS);
    let all = refused(&songs, "Query", request(json!({"Select": "ALL_ATTRIBUTES"})));
    assert!(all.message.ends_with("because its projection type is not ALL"));
    let consistent = refused(&songs, "Query", request(json!({"ConsistentRead": true})));
    assert_eq!(consistent.message, "Consistent reads are not supported on global secondary indexes");
}

#[test]
fn values_as_deep_as_a_transaction_takes_them() {
    let songs = songs();
    let deep = |levels: usize| (0..levels).fold(json!({"S": "x"}), |inner, _| json!({"L": [inner]}));
    let transact = |levels: usize, expression: &str| {
        let text = json!({"UpdateExpression": expression, "ExpressionAttributeValues": {":v": deep(levels)}});
        songs.execute_value("TransactWriteItems", &json!({"TransactItems": [action("Update", 1, text)]}))
    };
    const DEEP: &str = "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond \
                        supported limit";
    assert_eq!(transact(31, "SET deep = :v"), Ok(json!({})));
    let cancelled = transact(32, "SET deep = :v").unwrap_err();
    assert_eq!(cancelled.cancellation_reasons[0].message.as_deref(), Some(DEEP));
    let refused = transact(33, "SET deep = :v").unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Validation);
}

#[test]
fn items_made_by_hand_may_be_of_any_depth_and_are_refused() {
    let songs = songs();
    let deep = |levels: usize| (0..levels).fold(AttributeValue::Null, |inner, _| AttributeValue::L(vec![inner]));
    let put = |levels: usize| {
        let item = [("singer", AttributeValue::from("ada")), ("number", 1.into()), ("deep", deep(levels))];
        songs.put_item("songs", &Item::from(item))
    };
    assert!(put(31).is_ok());
    for levels in [32, 5000] {
        assert!(put(levels).unwrap_err().message.starts_with("Nesting Levels have exceeded supported limits"));
    }
    let limited = json!({"TableName": "songs", "Limit": 2.0});
    assert_eq!(ask(&songs, "Scan", limited)["Count"], 2);
}

#[test]
fn updates_of_what_is_not_there() {
    let songs = songs();
    let update = |more: Value| {
        let key = json!({"singer": {"S": "new"}, "number": {"N": "1"}});
        with(json!({"TableName": "songs", "Key": key, "ReturnValues": "ALL_NEW"}), more)
    };
    assert_eq!(ask(&songs, "UpdateItem", update(json!({"UpdateExpression": "REMOVE title"}))), json!({}));
    let none = ask(&songs, "UpdateItem", update(json!({"AttributeUpdates": {"title": {"Action": "DELETE"}}})));
    assert_eq!(none, json!({}));
    assert_eq!(songs.items("songs").unwrap().len(), 5);
    let created = ask(&songs, "UpdateItem", update(json!({})));
    assert_eq!(created["Attributes"], json!({"singer": {"S": "new"}, "number": {"N": "1"}}));
    assert_eq!(songs.items("songs").unwrap().len(), 6);
}

#[test]
fn keys_of_indexes_that_are_worked_out() {
    let songs = songs();
    let update = |expression: &str, values: Value| {
        json!({"TableName": "songs", "Key": {"singer": {"S": "ada"}, "number": {"N": "1"}},
            "UpdateExpression": expression, "ExpressionAttributeValues": values})
    };
    ask(&songs, "UpdateItem", update("SET plays = :v", json!({":v": {"N": "1"}})));
    let error = refused(&songs, "UpdateItem", update("SET plays = :v, genre = plays", json!({":v": {"N": "1"}})));
    assert_eq!(error.message, "The update expression attempted to update the secondary index key to unsupported type");
    let error = refused(&songs, "UpdateItem", update("SET genre = :v", json!({":v": {"N": "1"}})));
    assert!(error.message.ends_with("Type mismatch for Index Key genre Expected: S Actual: N IndexName: by-genre"));
    ask(&songs, "UpdateItem", update("SET genre = :v", json!({":v": {"S": "jazz"}})));
    let jazz = query(Some("by-genre"), "genre = :g", json!({":g": {"S": "jazz"}}));
    assert_eq!(titles(&ask(&songs, "Query", jazz)), ["one"]);
    let folk = query(Some("by-genre"), "genre = :g", json!({":g": {"S": "folk"}}));
    assert_eq!(titles(&ask(&songs, "Query", folk)), ["minus"]);
}

#[test]
fn sizes_of_item_collections() {
    let songs = songs();
    let item = json!({"singer": {"S": "zoe"}, "number": {"N": "1"}});
    let put =
        |table: &str, item: Value| json!({"TableName": table, "Item": item, "ReturnItemCollectionMetrics": "SIZE"});
    let answer = ask(&songs, "PutItem", put("songs", item));
    let metrics = json!({"ItemCollectionKey": {"singer": {"S": "zoe"}}, "SizeEstimateRangeGB": [0.0, 1.0]});
    assert_eq!(answer, json!({"ItemCollectionMetrics": metrics}));
    // Only tables with local indexes have such collections.
    songs.create_table("plain", ("id", "S"), None).unwrap();
    assert_eq!(ask(&songs, "PutItem", put("plain", json!({"id": {"S": "a"}}))), json!({}));
}

#[test]
fn statements_that_are_too_large_are_refused_before_their_condition() {
    let songs = songs();
    let update = |bytes: usize| {
        json!({"TableName": "songs", "Key": {"singer": {"S": "ada"}, "number": {"N": "1"}},
            "UpdateExpression": "SET text_ = :v", "ConditionExpression": "attribute_exists(nothing)",
            "ExpressionAttributeValues": {":v": {"S": "x".repeat(bytes)}}})
    };
    const CHARGED: usize = 409_600 - 3 - 19 - "text_".len();
    assert_eq!(refused(&songs, "UpdateItem", update(CHARGED)).kind, ErrorKind::ConditionalCheckFailed);
    let error = refused(&songs, "UpdateItem", update(CHARGED + 1));
    assert_eq!(error.message, "Item size to update has exceeded the maximum allowed size");
}

#[test]
fn what_nobody_knows() {
    let database = Database::new();
    for name in ["PutItems", "putItem", "", "ExecuteStatement"] {
        let error = database.execute(name, "{}").unwrap_err();
        assert_eq!((error.kind, error.message.as_str()), (ErrorKind::UnknownOperation, ""));
        assert_eq!(error.to_json(), r#"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#);
    }
    for text in ["", "{", "nonsense"] {
        assert_eq!(database.execute("PutItem", text).unwrap_err().kind, ErrorKind::Serialization);
    }
    for operation in Database::operations() {
        for text in ["[]", "1", "null", "{}", r#"{"TableName": 1}"#, r#"{"TableName": "nowhere"}"#] {
            let answer = database.execute(operation, text);
            if operation != "ListTables" {
                assert!(answer.is_err(), "{operation} {text}: {answer:?}");
            }
        }
    }
    let get = json!({"TableName": "nowhere", "Key": {"a": {"S": "b"}}});
    let error = refused(&database, "GetItem", get);
    assert_eq!((error.kind, error.message.as_str()), (ErrorKind::ResourceNotFound, "Requested resource not found"));
}

/// A store that fails when it is told to, and that outlives its database.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<(MemoryStorage, bool)>>);

impl Storage for Shared {
    fn definitions(&self) -> Result<Vec<String>, StorageError> {
        self.0.lock().unwrap().0.definitions()
    }
    fn get(&self, space: SpaceId, key: &[u8]) -> Result<Option<Arc<StoredItem>>, StorageError> {
        self.0.lock().unwrap().0.get(space, key)
    }
    fn range(
        &self,
        space: SpaceId,
        from: &[u8],
        to: Option<&[u8]>,
        backwards: bool,
        visit: &mut dyn FnMut(&Arc<StoredItem>) -> std::ops::ControlFlow<()>,
    ) -> Result<(), StorageError> {
        self.0.lock().unwrap().0.range(space, from, to, backwards, visit)
    }
    fn commit(&mut self, changes: Vec<Change>) -> Result<(), StorageError> {
        let mut inner = self.0.lock().unwrap();
        if inner.1 { Err(StorageError("the disk is full".to_owned())) } else { inner.0.commit(changes) }
    }
}

#[test]
fn another_store_holds_the_tables_when_the_database_is_gone() {
    let store = Shared::default();
    let described = {
        let database = Database::open(Box::new(store.clone())).unwrap();
        database.create_table("kept", ("id", "S"), Some(("n", "N"))).unwrap();
        let index = json!({"TableName": "kept",
            "AttributeDefinitions": [{"AttributeName": "g", "AttributeType": "B"}],
            "GlobalSecondaryIndexUpdates": [{"Create": {"IndexName": "gsi",
                "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}], "Projection": {"ProjectionType": "KEYS_ONLY"}}}]});
        ask(&database, "UpdateTable", index);
        let ttl = json!({"TableName": "kept", "TimeToLiveSpecification": {"Enabled": true, "AttributeName": "over"}});
        ask(&database, "UpdateTimeToLive", ttl);
        let item = [("id", AttributeValue::from("a")), ("n", 1.into()), ("g", vec![7u8].into()), ("x", "y".into())];
        database.put_item("kept", &Item::from(item)).unwrap();
        store.0.lock().unwrap().1 = true;
        let error =
            database.put_item("kept", &Item::from([("id", "b".into()), ("n", AttributeValue::from(1))])).unwrap_err();
        assert_eq!((error.kind, error.message.as_str()), (ErrorKind::InternalServer, "the disk is full"));
        store.0.lock().unwrap().1 = false;
        ask(&database, "DescribeTable", json!({"TableName": "kept"}))
    };
    let database = Database::open(Box::new(store)).unwrap();
    assert_eq!(ask(&database, "DescribeTable", json!({"TableName": "kept"})), described);
    assert_eq!(described["Table"]["GlobalSecondaryIndexes"][0]["ItemCount"], 1);
    let ttl = ask(&database, "DescribeTimeToLive", json!({"TableName": "kept"}));
    assert_eq!(ttl["TimeToLiveDescription"], json!({"TimeToLiveStatus": "ENABLED", "AttributeName": "over"}));
    let request = json!({"TableName": "kept", "IndexName": "gsi", "KeyConditionExpression": "g = :g",
        "ExpressionAttributeValues": {":g": {"B": "Bw=="}}});
    assert_eq!(
        ask(&database, "Query", request)["Items"],
        json!([{"id": {"S": "a"}, "n": {"N": "1"}, "g": {"B": "Bw=="}}])
    );
    // A table that is made now does not land where an older one lies.
    database.create_table("next", ("id", "S"), None).unwrap();
    assert_eq!(database.items("next").unwrap(), []);
}

#[test]
fn many_threads_count_to_the_sum() {
    let database = Database::new();
    database.create_table("counts", ("id", "S"), None).unwrap();
    let add = r#"{"TableName": "counts", "Key": {"id": {"S": "a"}}, "UpdateExpression": "ADD n :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}}}"#;
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..50).for_each(|_| drop(database.execute("UpdateItem", add).unwrap())));
        }
    });
    let found = database.get_item("counts", &Item::from([("id", "a")])).unwrap().unwrap();
    assert_eq!(found.get("n"), Some(&400.into()));
}
