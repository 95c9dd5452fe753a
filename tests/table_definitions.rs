//! Operations on tables: what they take, what they refuse, in which words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use ddbexpr::table::{Database, ErrorKind};
use ddbexpr::value::{AttributeValue, Item};
use serde_json::{Value, json};

/// Members of a table's definition; later ones take the place of earlier ones.
fn table(more: Value) -> Value {
    let mut request = json!({
        "TableName": "tbl", "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [attribute("pk", "S")], "KeySchema": [key("pk", "HASH")],
    });
    for (name, value) in more.as_object().unwrap() {
        request[name] = value.clone();
    }
    request
}

fn attribute(name: &str, of_type: &str) -> Value {
    json!({"AttributeName": name, "AttributeType": of_type})
}

fn key(name: &str, key_type: &str) -> Value {
    json!({"AttributeName": name, "KeyType": key_type})
}

fn index(name: &str, keys: &[Value]) -> Value {
    json!({"IndexName": name, "KeySchema": keys, "Projection": {"ProjectionType": "ALL"}})
}

fn message(operation: &str, request: &Value) -> String {
    Database::new().execute_value(operation, request).unwrap_err().message
}

#[test]
fn definitions_that_are_refused() {
    const INVALID: &str = "One or more parameter values were invalid: ";
    let (pk, sk) = (key("pk", "HASH"), key("sk", "RANGE"));
    let both = json!([attribute("pk", "S"), attribute("sk", "N")]);
    let local = |keys: &[Value]| json!([index("lsi", keys)]);
    let cases = [
        (json!({"TableName": null}), "The parameter 'TableName' is required but was not present in the request"),
        (json!({"TableName": "ab"}), "TableName must be at least 3 characters long and at most 255 characters long"),
        (
            json!({"TableName": "a b c"}),
            "1 validation error detected: Value 'a b c' at 'tableName' failed to satisfy constraint: Member must \
             satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
        ),
        (
            json!({"KeySchema": null}),
            "1 validation error detected: Value null at 'keySchema' failed to satisfy constraint: Member must not be \
             null",
        ),
        (
            json!({"KeySchema": []}),
            "1 validation error detected: Value '[]' at 'keySchema' failed to satisfy constraint: Member must have \
             length greater than or equal to 1",
        ),
        (
            json!({"AttributeDefinitions": [attribute("pk", "L")], "BillingMode": "FREE"}),
            "2 validation errors detected: Value 'L' at 'attributeDefinitions.1.member.attributeType' failed to satisfy \
             constraint: Member must satisfy enum value set: [B, N, S]; Value 'FREE' at 'billingMode' failed to satisfy \
             constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]",
        ),
        (
            json!({"BillingMode": null}),
            "~ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
        ),
        (
            json!({"ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}}),
            "~Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
        ),
        (
            json!({"BillingMode": null, "ProvisionedThroughput": {"ReadCapacityUnits": 0}}),
            "2 validation errors detected: Value null at 'provisionedThroughput.writeCapacityUnits' failed to satisfy \
             constraint: Member must not be null; Value '0' at 'provisionedThroughput.readCapacityUnits' failed to \
             satisfy constraint: Member must have value greater than or equal to 1",
        ),
        (json!({"AttributeDefinitions": []}), "Invalid KeySchema: Some index key attribute have no definition"),
        (
            json!({"AttributeDefinitions": [attribute("other", "S")]}),
            "~Some index key attributes are not defined in AttributeDefinitions. Keys: [pk], AttributeDefinitions: \
             [other]",
        ),
        (
            json!({"AttributeDefinitions": [attribute("pk", "S"), attribute("pk", "N")]}),
            "Attribute Name is duplicated: pk",
        ),
        (
            json!({"AttributeDefinitions": both}),
            "~Number of attributes in KeySchema does not exactly match number of attributes defined in \
             AttributeDefinitions",
        ),
        (
            json!({"AttributeDefinitions": both, "KeySchema": [sk, pk]}),
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
        ),
        (
            json!({"AttributeDefinitions": both, "KeySchema": [pk, key("sk", "HASH")]}),
            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type",
        ),
        (
            json!({"AttributeDefinitions": both, "KeySchema": [pk, key("pk", "RANGE")]}),
            "Both the Hash Key and the Range Key element in the KeySchema have the same name",
        ),
        (
            json!({"LocalSecondaryIndexes": local(&[pk.clone(), sk.clone()])}),
            "~Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
        ),
        (
            json!({"AttributeDefinitions": both, "KeySchema": [pk, sk], "LocalSecondaryIndexes": local(std::slice::from_ref(&pk))}),
            "~Index KeySchema does not have a range key for index: lsi",
        ),
        (
            json!({"AttributeDefinitions": both, "KeySchema": [pk, sk],
                "LocalSecondaryIndexes": local(&[key("sk", "HASH"), key("pk", "RANGE")])}),
            "~Index KeySchema does not have the same leading hash key as table KeySchema for index: lsi. index hash \
             key: sk, table hash key: pk",
        ),
        (json!({"GlobalSecondaryIndexes": []}), "~List of GlobalSecondaryIndexes is empty"),
        (
            json!({"GlobalSecondaryIndexes": [index("gsi", &[key("gk", "HASH")])]}),
            "~Some index key attributes are not defined in AttributeDefinitions. Keys: [gk], AttributeDefinitions: [pk]",
        ),
        (
            json!({"GlobalSecondaryIndexes": [index("gsi", std::slice::from_ref(&pk)), index("gsi", std::slice::from_ref(&pk))]}),
            "~Duplicate index name: gsi",
        ),
        (
            json!({"AttributeDefinitions": both, "GlobalSecondaryIndexes": [index("gsi", std::slice::from_ref(&pk))]}),
            "~Some AttributeDefinitions are not used. AttributeDefinitions: [pk, sk], keys used: [pk]",
        ),
        (
            json!({"AttributeDefinitions": both,
                "GlobalSecondaryIndexes": [index("gsi", &[pk.clone(), sk.clone(), key("sk", "RANGE")])]}),
            "The KeySchema contains multiple key attributes with the same name",
        ),
        (
            json!({"GlobalSecondaryIndexes": [{"IndexName": "gsi", "KeySchema": [pk], "Projection": {}}]}),
            "~Unknown ProjectionType: null",
        ),
        (
            json!({"GlobalSecondaryIndexes": [{"IndexName": "gsi", "KeySchema": [pk],
                "Projection": {"ProjectionType": "INCLUDE"}}]}),
            "~ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
        ),
        (
            json!({"GlobalSecondaryIndexes": [{"IndexName": "gsi", "KeySchema": [pk],
                "Projection": {"ProjectionType": "ALL", "NonKeyAttributes": ["a"]}}]}),
            "~ProjectionType is ALL, but NonKeyAttributes is specified",
        ),
        (
            json!({"GlobalSecondaryIndexes": [{"IndexName": "g", "KeySchema": [pk],
                "Projection": {"ProjectionType": "SOME"}}]}),
            "2 validation errors detected: Value 'g' at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy \
             constraint: Member must have length greater than or equal to 3; Value 'SOME' at \
             'globalSecondaryIndexes.1.member.projection.projectionType' failed to satisfy constraint: Member must \
             satisfy enum value set: [ALL, INCLUDE, KEYS_ONLY]",
        ),
    ];
    for (members, expected) in cases {
        let expected = expected.strip_prefix('~').map_or(expected.to_owned(), |rest| format!("{INVALID}{rest}"));
        assert_eq!(message("CreateTable", &table(members.clone())), expected, "{members}");
    }
    let error = Database::new().execute_value("CreateTable", &table(json!({"KeySchema": "pk"}))).unwrap_err();
    assert_eq!((error.kind, error.message.as_str()), (ErrorKind::Serialization, "Unexpected field type"));
}

#[test]
fn a_table_lives_and_is_described() {
    let database = Database::new().with_clock(|| 1_700_000_000.5);
    let ask = |operation: &str, request: Value| database.execute_value(operation, &request).unwrap();
    let wide = index("wide", &[key("a", "HASH"), key("b", "HASH"), key("c", "RANGE"), key("sk", "RANGE")]);
    let attributes: Vec<Value> =
        [("pk", "S"), ("sk", "N"), ("a", "S"), ("b", "N"), ("c", "B")].map(|(name, t)| attribute(name, t)).to_vec();
    let request = table(json!({
        "AttributeDefinitions": attributes, "KeySchema": [key("pk", "HASH"), key("sk", "RANGE")],
        "GlobalSecondaryIndexes": [wide],
        "LocalSecondaryIndexes": [index("lsi", &[key("pk", "HASH"), key("b", "RANGE")])],
    }));
    let created = ask("CreateTable", request.clone())["TableDescription"].clone();
    assert_eq!(
        (&created["TableStatus"], &created["GlobalSecondaryIndexes"][0]["IndexStatus"]),
        (&json!("CREATING"), &json!("CREATING"))
    );
    let error = database.execute_value("CreateTable", &request).unwrap_err();
    assert_eq!((error.kind, error.message.as_str()), (ErrorKind::ResourceInUse, "Table already exists: tbl"));
    let item = Item::from([("pk", AttributeValue::from("x")), ("sk", 1.into()), ("a", "y".into()), ("b", 2.into())]);
    database.put_item("tbl", &item).unwrap();

    let described =
        ask("DescribeTable", json!({"TableName": "arn:aws:dynamodb:eu-west-2:1:table/tbl"}))["Table"].clone();
    for (name, value) in [
        ("TableName", json!("tbl")),
        ("TableStatus", json!("ACTIVE")),
        ("CreationDateTime", json!(1_700_000_000.5)),
        ("ItemCount", json!(1)),
        ("TableSizeBytes", json!(item.size_bytes())),
        ("KeySchema", request["KeySchema"].clone()),
        ("AttributeDefinitions", request["AttributeDefinitions"].clone()),
        ("TableId", created["TableId"].clone()),
        ("DeletionProtectionEnabled", json!(false)),
        (
            "ProvisionedThroughput",
            json!({"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0}),
        ),
    ] {
        assert_eq!(described[name], value, "{name}");
    }
    let global = &described["GlobalSecondaryIndexes"][0];
    assert_eq!((&global["ItemCount"], &global["IndexStatus"]), (&json!(0), &json!("ACTIVE")));
    assert_eq!(global["KeySchema"], request["GlobalSecondaryIndexes"][0]["KeySchema"]);
    assert_eq!(described["LocalSecondaryIndexes"][0]["ItemCount"], 1);

    assert_eq!(ask("DeleteTable", json!({"TableName": "tbl"}))["TableDescription"]["TableStatus"], "DELETING");
    for operation in ["DescribeTable", "DeleteTable", "DescribeTimeToLive"] {
        let error = database.execute_value(operation, &json!({"TableName": "tbl"})).unwrap_err();
        assert_eq!(error.message, "Requested resource not found: Table: tbl not found");
    }
    ask("CreateTable", request);
    assert_eq!(database.items("tbl").unwrap(), [], "nothing is left of an older table");
}

#[test]
fn tables_are_listed_page_by_page() {
    let database = Database::new();
    for name in ["ccc", "aaa", "bbb"] {
        database.create_table(name, ("id", "S"), None).unwrap();
    }
    let list = |request: Value| database.execute_value("ListTables", &request).unwrap();
    assert_eq!(list(json!({})), json!({"TableNames": ["aaa", "bbb", "ccc"]}));
    assert_eq!(list(json!({"Limit": 3})), json!({"TableNames": ["aaa", "bbb", "ccc"]}));
    let first = list(json!({"Limit": 2}));
    assert_eq!(first, json!({"TableNames": ["aaa", "bbb"], "LastEvaluatedTableName": "bbb"}));
    assert_eq!(list(json!({"ExclusiveStartTableName": "bbb"})), json!({"TableNames": ["ccc"]}));
    assert_eq!(
        message("ListTables", &json!({"Limit": 101})),
        "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less \
         than or equal to 100"
    );
}

#[test]
fn tables_are_changed() {
    let database = Database::new();
    let update = |more: Value| {
        let mut request = json!({"TableName": "tbl"});
        for (name, value) in more.as_object().unwrap() {
            request[name] = value.clone();
        }
        database.execute_value("UpdateTable", &request)
    };
    let refused = |more: Value| update(more).unwrap_err().message;
    assert_eq!(update(json!({"BillingMode": "PROVISIONED"})).unwrap_err().kind, ErrorKind::ResourceNotFound);
    database.create_table("tbl", ("pk", "S"), None).unwrap();
    for (pk, gk) in [("a", Some("x")), ("b", Some("x")), ("c", None)] {
        let mut item = Item::from([("pk", pk)]);
        gk.map(|gk| item.insert("gk", gk));
        database.put_item("tbl", &item).unwrap();
    }
    assert!(
        refused(json!({"AttributeDefinitions": []})).starts_with("At least one of ProvisionedThroughput, BillingMode")
    );

    let create = json!({"GlobalSecondaryIndexUpdates": [{"Create": index("gsi", &[key("gk", "HASH")])}]});
    let with_definitions = |definitions: Value| {
        let mut request = create.clone();
        request["AttributeDefinitions"] = definitions;
        request
    };
    assert!(refused(create.clone()).ends_with("AttributeDefinitions is not specified for index: gsi"));
    assert!(
        refused(with_definitions(json!([attribute("pk", "S")]))).contains("Some index key attributes are not defined")
    );
    let updating = update(with_definitions(json!([attribute("gk", "S")]))).unwrap()["TableDescription"].clone();
    assert_eq!(
        (&updating["TableStatus"], &updating["GlobalSecondaryIndexes"][0]["IndexStatus"]),
        (&json!("UPDATING"), &json!("CREATING"))
    );
    let query = json!({"TableName": "tbl", "IndexName": "gsi", "KeyConditionExpression": "gk = :g",
        "ExpressionAttributeValues": {":g": {"S": "x"}}});
    assert_eq!(database.execute_value("Query", &query).unwrap()["Count"], 2);
    assert_eq!(
        refused(with_definitions(json!([attribute("gk", "S")]))),
        "Attempting to create an index which already exists"
    );
    let other = json!({"AttributeDefinitions": [attribute("gk", "N")],
        "GlobalSecondaryIndexUpdates": [{"Create": index("gs2", &[key("gk", "HASH")])}]});
    assert_eq!(
        refused(other),
        "One or more parameter values were invalid: Attributes cannot be redefined. Please check that your attribute \
         has the same type as previously defined. Existing schema: Schema:[SchemaElement: key{gk:S:HASH}] New schema: \
         Schema:[SchemaElement: key{gk:N:HASH}]"
    );
    let units = json!({"ReadCapacityUnits": 5, "WriteCapacityUnits": 6});
    assert!(refused(json!({"ProvisionedThroughput": units})).contains("when BillingMode is PAY_PER_REQUEST"));
    let provisioned = json!({"BillingMode": "PROVISIONED", "ProvisionedThroughput": units});
    assert!(refused(provisioned.clone()).ends_with("ProvisionedThroughput must be specified for index: gsi"));
    let mut both = provisioned;
    both["GlobalSecondaryIndexUpdates"] = json!([{"Update": {"IndexName": "gsi", "ProvisionedThroughput": units}}]);
    let described = update(both).unwrap()["TableDescription"].clone();
    assert_eq!(described["ProvisionedThroughput"]["WriteCapacityUnits"], 6);
    assert_eq!(described["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"], 5);
    assert!(
        refused(json!({"ProvisionedThroughput": units}))
            .starts_with("The provisioned throughput for the table will not change.")
    );

    let delete = |name: &str| json!({"GlobalSecondaryIndexUpdates": [{"Delete": {"IndexName": name}}]});
    assert_eq!(update(delete("nothing")).unwrap_err().kind, ErrorKind::ResourceNotFound);
    let going = update(delete("gsi")).unwrap()["TableDescription"].clone();
    assert_eq!(going["GlobalSecondaryIndexes"][0]["IndexStatus"], "DELETING");
    let gone = database.execute_value("DescribeTable", &json!({"TableName": "tbl"})).unwrap()["Table"].clone();
    assert_eq!(
        (gone.get("GlobalSecondaryIndexes"), &gone["AttributeDefinitions"]),
        (None, &json!([attribute("pk", "S")]))
    );
    assert_eq!(
        database.execute_value("Query", &query).unwrap_err().message,
        "The table does not have the specified index: gsi"
    );

    update(json!({"DeletionProtectionEnabled": true})).unwrap();
    let error = database.execute_value("DeleteTable", &json!({"TableName": "tbl"})).unwrap_err();
    assert!(error.message.starts_with("Resource cannot be deleted as it is currently protected against deletion."));
    let view = json!({"StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"}});
    update(view.clone()).unwrap();
    assert_eq!(refused(view), "Table already has an enabled stream: TableName: tbl");
}

#[test]
fn items_whose_time_is_over_go_when_asked() {
    let database = Database::new();
    database.create_table("tbl", ("pk", "S"), None).unwrap();
    let set = |enabled: bool, name: &str| {
        let request =
            json!({"TableName": "tbl", "TimeToLiveSpecification": {"Enabled": enabled, "AttributeName": name}});
        database.execute_value("UpdateTimeToLive", &request)
    };
    assert_eq!(set(false, "over").unwrap_err().message, "TimeToLive is already disabled");
    let answer = set(true, "over").unwrap();
    assert_eq!(answer, json!({"TimeToLiveSpecification": {"AttributeName": "over", "Enabled": true}}));
    assert_eq!(set(true, "over").unwrap_err().message, "TimeToLive is already enabled");
    assert_eq!(
        set(true, "other").unwrap_err().message,
        "TimeToLive is active on a different AttributeName: current AttributeName is over"
    );
    let now = 1_700_000_000;
    for (pk, over) in [
        ("past", AttributeValue::from(now - 1)),
        ("now", now.into()),
        ("future", (now + 1).into()),
        ("ancient", (now - 200_000_000).into()),
        ("text", "1".into()),
    ] {
        database.put_item("tbl", &Item::from([("pk", pk.into()), ("over", over)])).unwrap();
    }
    database.put_item("tbl", &Item::from([("pk", "never")])).unwrap();
    assert_eq!(database.remove_expired(f64::from(now)).unwrap(), 2);
    let mut left: Vec<_> = database.items("tbl").unwrap().iter().map(|item| format!("{:?}", item.get("pk"))).collect();
    left.sort();
    assert_eq!(left, ["ancient", "future", "never", "text"].map(|name| format!("Some(S({name:?}))")));
    set(false, "over").unwrap();
    let described = database.execute_value("DescribeTimeToLive", &json!({"TableName": "tbl"})).unwrap();
    assert_eq!(described, json!({"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}}));
    assert_eq!(database.remove_expired(f64::from(now + 9)).unwrap(), 0);
}
