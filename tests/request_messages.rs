//! What the service answers to requests that are wrong, text by text.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use ddbexpr::check::check_request;
use ddbexpr::layer::ValidationLayer;
use ddbexpr::request::{Operation, decode};
use ddbexpr::source::document;

use support::answers::{expand, rows, rows_of};

mod support;

const INVALID: &str = "One or more parameter values were invalid: ";

#[test]
fn envelope_families_of_single_writes() {
    let values = |update: &str| {
        format!(r##"{{@T, @K, "UpdateExpression": "{update}", "ExpressionAttributeValues": {{":v": {{"S": "x"}}}}}}"##)
    };
    let condition = |text: &str| {
        format!(r##"{{@T, @I, "ConditionExpression": "{text}", "ExpressionAttributeNames": {{"#d": "data"}}}}"##)
    };
    rows(
        "UpdateItem",
        &[
            (
                r#"{@T, @K, "UpdateExpression": "INVALID SYNTAX HERE"}"#,
                r#"E:Invalid UpdateExpression: Syntax error; token: "INVALID", near: "INVALID SYNTAX""#,
            ),
            (r#"{@T, @K, "UpdateExpression": ""}"#, "E:Invalid UpdateExpression: The expression can not be empty;"),
            (
                &values("SET x = :v SET y = :v"),
                r#"E:Invalid UpdateExpression: The "SET" section can only be used once in an update expression;"#,
            ),
            (
                &values("SET string_set = :v REMOVE string_set"),
                "E:Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [string_set], path two: [string_set]",
            ),
            (
                &values("ADD n :v"),
                "E:Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
            ),
            (
                &values("DELETE n :v"),
                "E:Invalid UpdateExpression: Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
            ),
            (
                &values("SET r = contains(s, :v)"),
                "E:Invalid UpdateExpression: The function is not allowed in an update expression; function: contains",
            ),
            (
                &values("SET l[0] = :v, l[0].ok = :v"),
                "E:Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l, [0], ok]",
            ),
            (
                r#"{@T, @K, "UpdateExpression": "SET x = :w"}"#,
                "E:Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :w",
            ),
            (
                r##"{@T, @K, "UpdateExpression": "REMOVE x", "ExpressionAttributeNames": {"#count": "count"}}"##,
                "E:Value provided in ExpressionAttributeNames unused in expressions: keys: {#count}",
            ),
            (
                r#"{@T, @K, "UpdateExpression": "", "ConditionExpression": ""}"#,
                "E:Invalid UpdateExpression: The expression can not be empty;",
            ),
        ],
    );
    rows(
        "PutItem",
        &[
            (&condition("((#d)) = #d"), "E:Invalid ConditionExpression: The expression has redundant parentheses;"),
            (
                &condition("contains(#d, #d)"),
                "E:Invalid ConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [data]",
            ),
            (
                &condition("#d = :v"),
                "E:Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v",
            ),
            (&condition("a = = b"), r#"E:Invalid ConditionExpression: Syntax error; token: "=", near: "= = b""#),
            (
                r#"{@T, @I, "ConditionExpression": ""}"#,
                "E:Invalid ConditionExpression: The expression can not be empty;",
            ),
            (
                r#"{@T, @I, "ExpressionAttributeValues": {":v": {"S": "x"}}}"#,
                "E:ExpressionAttributeValues can only be specified when using expressions",
            ),
            (
                r##"{@T, @I, "ExpressionAttributeNames": {"#v": "x"}}"##,
                "E:ExpressionAttributeNames can only be specified when using expressions",
            ),
            (
                r#"{@T, @I, "ConditionExpression": "a", "ExpressionAttributeValues": {}}"#,
                "E:ExpressionAttributeValues must not be empty",
            ),
            (
                r#"{@T, @I, "ConditionExpression": "", "ExpressionAttributeNames": {}}"#,
                "E:ExpressionAttributeNames must not be empty",
            ),
            (
                r#"{@T, @I, "ConditionExpression": "", "ExpressionAttributeValues": {"v": {"S": "x"}}}"#,
                r#"E:ExpressionAttributeValues contains invalid key: Syntax error; key: "v""#,
            ),
            (
                r#"{@T, @I, "ConditionExpression": "x = x", "ExpressionAttributeNames": {"name": "x"}}"#,
                r#"E:ExpressionAttributeNames contains invalid key: Syntax error; key: "name""#,
            ),
            (
                r#"{@T, @I, "Expected": {}, "ConditionExpression": "a"}"#,
                "E:Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}",
            ),
            (
                r#"{@T, @I, "Expected": {"a": {"Exists": true}}}"#,
                "E:One or more parameter values were invalid: Value must be provided when Exists is true for Attribute: a",
            ),
            (r#"{@T, @I, "ReturnValues": "ALL_NEW"}"#, "E:ReturnValues can only be ALL_OLD or NONE"),
            (r#"{@T, @I}"#, ""),
        ],
    );
    rows(
        "DeleteItem",
        &[
            (
                r##"{@T, @K, "ConditionExpression": "x = :v", "ExpressionAttributeNames": {"#c": "c"}, "ExpressionAttributeValues": {":v": {"S": "x"}, ":w": {"S": "x"}}}"##,
                "E:Value provided in ExpressionAttributeNames unused in expressions: keys: {#c}",
            ),
            (r#"{@T, @K, "ReturnValues": "UPDATED_OLD"}"#, "E:ReturnValues can only be ALL_OLD or NONE"),
        ],
    );
}

#[test]
fn constraints() {
    const RETURN_VALUES: &str = "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]";
    rows(
        "UpdateItem",
        &[
            (r#"{@T, @K, "ReturnValues": "INVALID"}"#, &format!("E:{RETURN_VALUES}")),
            (
                r#"{@T, @K, "ReturnValues": "INVALID", "ReturnConsumedCapacity": "INVALID"}"#,
                &format!("E:{RETURN_VALUES}"),
            ),
            (
                r#"{"TableName": ""}"#,
                "2 validation errors detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1; Value null at 'key' failed to satisfy constraint: Member must not be null",
            ),
            (
                r#"{@T, "ReturnValues": "X", "ReturnConsumedCapacity": "Y"}"#,
                "3 validation errors detected: Value 'Y' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'X' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; Value null at 'key' failed to satisfy constraint: Member must not be null",
            ),
            (r#"{@K}"#, "E:Value null at 'tableName' failed to satisfy constraint: Member must not be null"),
        ],
    );
    rows(
        "PutItem",
        &[
            (
                r#"{@T, @I, "ReturnValues": "INVALID", "ReturnConsumedCapacity": "INVALID", "ReturnItemCollectionMetrics": "INVALID"}"#,
                &format!(
                    "3 validation errors detected: Value 'INVALID' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; {RETURN_VALUES}; Value 'INVALID' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]"
                ),
            ),
            (
                r#"{"TableName": "", "ReturnValues": "X"}"#,
                "E:Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ),
            (
                r#"{"TableName": "a b", @I}"#,
                "E:Value at 'TableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
            ),
            (r#"{"TableName": 1, @I}"#, "SerializationException!NUMBER_VALUE cannot be converted to String"),
        ],
    );
    rows(
        "DeleteItem",
        &[(
            r#"{@T, @K, "ReturnValues": "INVALID", "ReturnConsumedCapacity": "INVALID"}"#,
            &format!(
                "2 validation errors detected: Value 'INVALID' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; {RETURN_VALUES}"
            ),
        )],
    );
    rows_of(
        "PutItem",
        ValidationLayer::Older,
        &[
            (
                r#"{"TableName": "", @I, "ReturnValues": "X"}"#,
                "2 validation errors detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1; Value 'X' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
            ),
            (r#"{@T, @I, "ReturnValues": "ALL_NEW"}"#, "ReturnValues can only be ALL_OLD or NONE"),
            (
                r#"{@T, @I, "ExpressionAttributeValues": {":v": {"S": "x"}}}"#,
                "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
            ),
        ],
    );
    rows_of(
        "UpdateItem",
        ValidationLayer::Older,
        &[(
            r#"{@T, @K, "ExpressionAttributeValues": {":v": {"S": "x"}}}"#,
            "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null",
        )],
    );
    rows_of(
        "Query",
        ValidationLayer::Older,
        &[(
            r#"{@T, "KeyConditions": {}, "ExpressionAttributeValues": {":v": {"S": "x"}}}"#,
            "ExpressionAttributeValues can only be specified when using expressions: FilterExpression and KeyConditionExpression are null",
        )],
    );
    rows(
        "Query",
        &[
            (
                r#"{@T, "ConditionalOperator": "XOR", "Select": "count"}"#,
                "Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]",
            ),
            (
                r#"{@T, "Select": "count"}"#,
                "E:Value 'count' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
            ),
            (
                r#"{@T, "Limit": 0}"#,
                "E:Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
            ),
            (
                r#"{@T, "KeyConditions": {"pk": {"ComparisonOperator": "eq"}}}"#,
                "E:Value 'eq' at 'keyConditions.pk.member.comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]",
            ),
        ],
    );
    rows(
        "Scan",
        &[
            (
                r#"{@T, "Limit": 0}"#,
                "E:Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
            ),
            (
                r#"{@T, "Select": "count"}"#,
                "E:Value 'count' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
            ),
            (
                r#"{"TableName": ""}"#,
                "E:Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ),
            (
                r#"{@T, "Segment": 1}"#,
                "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
            ),
            (
                r#"{@T, "TotalSegments": 1}"#,
                "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
            ),
            (
                r#"{@T, "Segment": 5, "TotalSegments": 5, "ExpressionAttributeNames": {}, "FilterExpression": "a"}"#,
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5",
            ),
        ],
    );
}

/// Values in an Item, an expression and an older operation: item and expression text, then the older text.
#[test]
fn values() {
    for (value, current, older) in [
        (r#"{"N": "abc"}"#, "The parameter cannot be converted to a numeric value: abc", None),
        (r#"{"N": " 1"}"#, "The parameter cannot be converted to a numeric value:  1", None),
        (
            r#"{"N": ""}"#,
            "The parameter cannot be converted to a numeric value: ",
            Some("The parameter cannot be converted to a numeric value"),
        ),
        (
            r#"{"N": "1e126"}"#,
            "Number overflow. Attempting to store a number with magnitude larger than supported range",
            None,
        ),
        (
            r#"{"N": "1e-131"}"#,
            "Number underflow. Attempting to store a number with magnitude smaller than supported range",
            None,
        ),
        (
            r#"{"N": "1234567890123456789012345678901234567891"}"#,
            "Attempting to store more than 38 significant digits in a Number",
            None,
        ),
        (
            r#"{"SS": ["b", "a", "b"]}"#,
            r#"One or more parameter values were invalid: Input collection ["a", "b", "b"] contains duplicates."#,
            Some("One or more parameter values were invalid: Input collection [b, a, b] contains duplicates."),
        ),
        (
            r#"{"BS": ["/w==", "AA==", "AA=="]}"#,
            r#"One or more parameter values were invalid: Input collection ["AA==","/w==","AA=="]of type BS contains duplicates."#,
            Some(
                "One or more parameter values were invalid: Input collection [/w==, AA==, AA==]of type BS contains duplicates.",
            ),
        ),
        (
            r#"{"NS": ["2", "1", "2.0"]}"#,
            "One or more parameter values were invalid: Input collection contains duplicates.",
            Some("Input collection contains duplicates"),
        ),
        (r#"{"SS": []}"#, "One or more parameter values were invalid: An string set  may not be empty", None),
        (r#"{"NS": []}"#, "One or more parameter values were invalid: An number set  may not be empty", None),
        (r#"{"BS": []}"#, "One or more parameter values were invalid: Binary sets should not be empty", None),
        (
            r#"{"NULL": false}"#,
            "One or more parameter values were invalid: Null attribute value types must have the value of true",
            None,
        ),
    ] {
        let older = older.unwrap_or(current);
        let item = format!(r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {{"L": [{value}]}}}}}}"#);
        rows("PutItem", &[(&item, &format!("E:{current}"))]);
        let expression = |member: &str, more: &str| {
            format!(r#"{{@T, {more} "{member}": "x = :v", "ExpressionAttributeValues": {{":v": {value}}}}}"#)
        };
        rows("DeleteItem", &[(&expression("ConditionExpression", "@K,"), &format!("E:{current}"))]);
        rows("Query", &[(&expression("FilterExpression", r#""KeyConditions": {},"#), current)]);
        let wrapped = format!("ExpressionAttributeValues contains invalid value: {older} for key :v");
        rows("Scan", &[(&expression("FilterExpression", ""), &wrapped)]);
        let check = expression("ConditionExpression", "@K,");
        rows("TransactWriteItems", &[(&format!(r#"{{"TransactItems": [{{"ConditionCheck": {check}}}]}}"#), &wrapped)]);
        rows("TransactWriteItems", &[(&format!(r#"{{"TransactItems": [{{"Put": {item}}}]}}"#), older)]);
    }
    let deep = |levels: usize| format!("{}{}{}", r#"{"L": ["#.repeat(levels), r#"{"S": "x"}"#, "]}".repeat(levels));
    let put = |levels| format!(r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {}}}}}"#, deep(levels));
    let update = |levels| {
        format!(
            r#"{{@T, @K, "UpdateExpression": "SET v = :deep", "ExpressionAttributeValues": {{":deep": {}}}}}"#,
            deep(levels)
        )
    };
    let transaction = |levels| format!(r#"{{"TransactItems": [{{"Update": {}}}]}}"#, update(levels));
    const DEEP: &str = "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
    rows("PutItem", &[(&put(31), ""), (&put(32), &format!("E:{DEEP}"))]);
    rows("UpdateItem", &[(&update(31), ""), (&update(32), &format!("E:{DEEP}"))]);
    rows(
        "TransactWriteItems",
        &[
            (&transaction(32), ""),
            (&transaction(40), &format!("ExpressionAttributeValues contains invalid value: {DEEP} for key :deep")),
            (&format!(r#"{{"TransactItems": [{{"Put": {}}}]}}"#, put(32)), DEEP),
        ],
    );
    rows(
        "GetItem",
        &[
            (
                r#"{@T, "Key": {"pk": {}}}"#,
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
            ),
            (
                r#"{@T, "Key": {"pk": {"S": "a", "N": "1"}}}"#,
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
            ),
            (r#"{@T, "Key": {"pk": {"S": 1}}}"#, "SerializationException!NUMBER_VALUE cannot be converted to String"),
        ],
    );
    rows(
        "PutItem",
        &[(
            r#"{@T, "Item": {"pk": {}}}"#,
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
        )],
    );
}

#[test]
fn reads() {
    let key = r#""KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "x"}}"#;
    let query = |more: &str| format!("{{@T, {key}, {more}}}");
    rows(
        "Query",
        &[
            ("{@T}", "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."),
            (
                &query(r#""Select": "SPECIFIC_ATTRIBUTES""#),
                "E:Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            ),
            (
                &query(r#""Select": "ALL_ATTRIBUTES", "ProjectionExpression": "x""#),
                "E:Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
            ),
            (
                &query(r#""Select": "ALL_PROJECTED_ATTRIBUTES", "ProjectionExpression": "x""#),
                "E:Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES",
            ),
            (
                &query(r#""Select": "COUNT", "ProjectionExpression": "x""#),
                "E:Cannot specify the ProjectionExpression when choosing to get only the Count",
            ),
            (
                &query(r#""Select": "ALL_PROJECTED_ATTRIBUTES""#),
                "E:ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
            ),
            (&query(r#""IndexName": "nope""#), "The table does not have the specified index: nope"),
            (
                &query(r#""IndexName": "gsi", "ConsistentRead": true"#),
                "Consistent reads are not supported on global secondary indexes",
            ),
            (
                &query(r#""FilterExpression": "x = pk""#),
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: pk",
            ),
            (
                &query(r#""FilterExpression": "a.b = :p""#),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: a",
            ),
            (
                &query(r#""ProjectionExpression": "pk.x""#),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
            ),
            (
                &query(r#""FilterExpression": "", "ProjectionExpression": """#),
                "Invalid FilterExpression: The expression can not be empty;",
            ),
            (
                &query(r#""IndexName": "lsi", "FilterExpression": "zz = :p""#),
                "One or more parameter values were invalid: Secondary index lsi does not project one or more filter attributes: [zz]",
            ),
            (
                r#"{@T, "IndexName": "gsi", "KeyConditionExpression": "a = :p", "ExpressionAttributeValues": {":p": {"S": "x"}}, "ProjectionExpression": "zz"}"#,
                "One or more parameter values were invalid: Global secondary index gsi does not project [zz]",
            ),
            (
                r#"{@T, "IndexName": "gsi", "KeyConditionExpression": "a = :p", "ExpressionAttributeValues": {":p": {"S": "x"}}, "Select": "ALL_ATTRIBUTES"}"#,
                "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index gsi because its projection type is not ALL",
            ),
            (&query(r#""ExclusiveStartKey": {"pk": {"S": "x"}}"#), "The provided starting key is invalid"),
            (
                &query(r#""ExclusiveStartKey": {"pk": {"S": "x"}, "sk": {"S": "x"}}"#),
                "The provided starting key is invalid: The provided key element does not match the schema",
            ),
            (
                &query(r#""ExclusiveStartKey": {"pk": {"S": "y"}, "sk": {"N": "1"}}"#),
                "The provided starting key is outside query boundaries based on provided conditions",
            ),
            (&query(r#""ExclusiveStartKey": {"pk": {"S": "x"}, "sk": {"N": "1"}}"#), ""),
            (
                r#"{@T, "KeyConditionExpression": "pk = :p AND sk > :n", "ExpressionAttributeValues": {":p": {"S": "x"}, ":n": {"N": "5"}}, "ExclusiveStartKey": {"pk": {"S": "x"}, "sk": {"N": "1"}}}"#,
                "The provided starting key does not match the range key predicate",
            ),
            (
                r#"{@T, "KeyConditionExpression": "pk = :p AND sk = :n", "ExpressionAttributeValues": {":p": {"S": "x"}, ":n": {"N": "5"}}, "ExclusiveStartKey": {"pk": {"S": "x"}, "sk": {"N": "5"}}}"#,
                "The query can return at most one row and cannot be restarted",
            ),
            (
                &query(
                    r#""AttributesToGet": ["x"], "QueryFilter": {}, "FilterExpression": "x", "ProjectionExpression": "x""#,
                ),
                "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet, QueryFilter} Expression parameters: {ProjectionExpression, FilterExpression, KeyConditionExpression}",
            ),
            (
                &query(r#""KeyConditions": {}"#),
                "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {KeyConditions} Expression parameters: {KeyConditionExpression}",
            ),
            (
                r#"{@T, "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "x"}]}}, "FilterExpression": "attribute_exists(x)"}"#,
                "",
            ),
        ],
    );
    rows(
        "Scan",
        &[
            (
                r#"{@T, "Select": "SPECIFIC_ATTRIBUTES"}"#,
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            ),
            (
                r#"{@T, "Select": "COUNT", "AttributesToGet": ["a"]}"#,
                "Cannot specify the AttributesToGet when choosing to get only the Count",
            ),
            (
                r#"{@T, "IndexName": "gsi", "ConsistentRead": true}"#,
                "Consistent reads are not supported on global secondary indexes",
            ),
            (
                r#"{@T, "IndexName": "gsi", "Select": "ALL_ATTRIBUTES", "FilterExpression": "attribute_exists(pk.b.c)"}"#,
                "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index gsi because its projection type is not ALL",
            ),
            (
                r#"{@T, "IndexName": "nope", "FilterExpression": "attribute_exists(pk.b.c)"}"#,
                "The table does not have the specified index: nope",
            ),
            (
                r#"{@T, "FilterExpression": "attribute_exists(pk.b.c)"}"#,
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
            ),
            (r#"{@T, "FilterExpression": "x = pk"}"#, ""),
            (r#"{@T, "IndexName": "lsi", "FilterExpression": "x = zz"}"#, ""),
            (
                r#"{@T, "ExpressionAttributeValues": {":v": {"S": "x"}}}"#,
                "ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null",
            ),
            (
                r#"{@T, "ProjectionExpression": "x", "ExpressionAttributeValues": {":v": {"S": "x"}}}"#,
                "ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null",
            ),
            (
                r#"{@T, "ExpressionAttributeNames": {}, "FilterExpression": ""}"#,
                "ExpressionAttributeNames must not be empty",
            ),
            (
                r#"{@T, "AttributesToGet": ["a", "a"]}"#,
                "One or more parameter values were invalid: Duplicate value in attribute name: a",
            ),
        ],
    );
    rows(
        "GetItem",
        &[
            (
                r#"{@T, @K, "ProjectionExpression": "a.b, a"}"#,
                "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a]",
            ),
            (
                r#"{@T, @K, "ProjectionExpression": "l[4294967295]"}"#,
                "Invalid ProjectionExpression: List index is not within the allowable range; index: [4294967295]",
            ),
            (
                r#"{@T, @K, "ProjectionExpression": "x", "AttributesToGet": ["x"]}"#,
                "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}",
            ),
            (r#"{@T, "Key": {"pk": {"S": "x"}}}"#, "The provided key element does not match the schema"),
            (
                r#"{@T, "Key": {"pk": {"S": "x"}, "sk": {"S": "x"}}}"#,
                "The provided key element does not match the schema",
            ),
            (
                r#"{@T, "Key": {"pk": {"S": "x"}, "sk": {"N": "1"}, "x": {"N": "1"}}}"#,
                "The provided key element does not match the schema",
            ),
            (
                r#"{@T, "Key": {"pk": {"S": ""}, "sk": {"N": "1"}}}"#,
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            ),
            (r#"{@T}"#, "E:Value null at 'key' failed to satisfy constraint: Member must not be null"),
        ],
    );
}

#[test]
fn key_conditions() {
    let query = |index: &str, text: &str| {
        let values =
            r#"{":s": {"S": "x"}, ":n": {"N": "1"}, ":b": {"B": "AA=="}, ":t": {"BOOL": true}, ":e": {"S": ""}}"#;
        let used: Vec<_> = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(values)
            .unwrap()
            .into_iter()
            .filter(|(key, _)| text.contains(key.as_str()))
            .collect();
        let values = if used.is_empty() {
            String::new()
        } else {
            let used = serde_json::Value::Object(used.into_iter().collect());
            format!(r#", "ExpressionAttributeValues": {used}"#)
        };
        format!(r#"{{@T, {index} "KeyConditionExpression": "{text}"{values}}}"#)
    };
    let own = |text: &str, wanted: &str| rows("Query", &[(&query("", text), wanted)]);
    const P: &str = "Invalid KeyConditionExpression: ";
    own(
        "pk = :s AND sk >= :n AND sk < :n",
        &format!("{P}KeyConditionExpressions must only contain one condition per key"),
    );
    own("pk.x = :s", &format!("{P}KeyConditionExpressions cannot have conditions on nested attributes"));
    own(
        "pk = x",
        &format!("{P}Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"),
    );
    own("pk = :s OR sk = :n", &format!("{P}Invalid operator used in KeyConditionExpression: OR"));
    own("pk = :s AND contains(sk, :n)", &format!("{P}Invalid operator used in KeyConditionExpression: contains"));
    own("pk = :s AND size(sk) > :n", &format!("{P}KeyConditionExpressions cannot contain nested operations"));
    own(
        ":s BETWEEN pk AND sk",
        &format!(
            "{P}Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand"
        ),
    );
    own(":s = :n", &format!("{P}Invalid condition in KeyConditionExpression: No key attribute specified"));
    own("a > b and size(b) > c or a > c", &format!("{P}Invalid operator used in KeyConditionExpression: OR"));
    own(
        "pk = :s AND sk = :n AND x = :n",
        "The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)",
    );
    own("sk = :n", "Query condition missed key schema element: pk");
    own("pk = :s AND x = :n", "Query condition missed key schema element: sk");
    own("pk > :s", "Query key condition not supported");
    own(
        "pk = :s AND begins_with(sk, :n)",
        &format!(
            "{P}Incorrect operand type for operator or function; operator or function: begins_with, operand type: N"
        ),
    );
    own(
        "pk = :s AND sk < :t",
        &format!("{P}Incorrect operand type for operator or function; operator or function: <, operand type: BOOL"),
    );
    own(
        "pk = :s AND :t >= sk",
        &format!("{P}Incorrect operand type for operator or function; operator or function: >=, operand type: BOOL"),
    );
    own(
        "pk = :s AND sk BETWEEN :t AND :t",
        &format!(
            "{P}Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL"
        ),
    );
    own(
        "pk = :missing AND begins_with(sk, :n)",
        &format!("{P}An expression attribute value used in expression is not defined; attribute value: :missing"),
    );
    own(
        "begins_with(sk, :n) AND pk = :missing",
        &format!(
            "{P}Incorrect operand type for operator or function; operator or function: begins_with, operand type: N"
        ),
    );
    own("pk = :s AND begins_with(sk, :s)", &format!("{INVALID}Condition parameter type does not match schema type"));
    own("pk = :s AND sk = :t", &format!("{INVALID}Condition parameter type does not match schema type"));
    own(
        "pk = :e",
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
    );
    own("(pk = :s) AND (:n <= sk)", "");
    let multi = |text: &str, wanted: &str| rows("Query", &[(&query(r#""IndexName": "multi","#, text), wanted)]);
    multi("a = :s AND b = :n AND begins_with(c, :b)", "");
    multi(
        "c = :b AND a = :s",
        "RANGE key attributes b must have equality conditions specified in the query because a condition is present on key attribute c",
    );
    multi(
        "a = :s AND b > :n AND c = :b",
        "RANGE key attributes b must have equality conditions specified in the query because a condition is present on key attribute c",
    );
}

#[test]
fn legacy_parameters() {
    let expected = |entry: &str| format!(r#"{{@T, @K, "Expected": {{"a": {entry}}}}}"#);
    let invalid = |text: &str| format!("E:{INVALID}{text}");
    rows(
        "DeleteItem",
        &[
            (&expected("{}"), &invalid("Value must be provided when Exists is null for Attribute: a")),
            (
                &expected(r#"{"Exists": false, "Value": {"S": "a"}}"#),
                &invalid("Value cannot be used when Exists is false for Attribute: a"),
            ),
            (
                &expected(r#"{"Exists": true, "ComparisonOperator": "EQ", "Value": {"S": "a"}}"#),
                &invalid("Exists and ComparisonOperator cannot be used together for Attribute: a"),
            ),
            (
                &expected(r#"{"ComparisonOperator": "EQ", "Value": {"S": "a"}, "AttributeValueList": []}"#),
                &invalid("Value and AttributeValueList cannot be used together for Attribute: a"),
            ),
            (
                &expected(r#"{"ComparisonOperator": "EQ"}"#),
                &invalid("Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a"),
            ),
            (
                &expected(r#"{"AttributeValueList": [{"S": "a"}]}"#),
                &invalid("AttributeValueList can only be used with a ComparisonOperator for Attribute: a"),
            ),
            (
                &expected(r#"{"ComparisonOperator": "EQ", "AttributeValueList": []}"#),
                &invalid("Invalid number of argument(s) for the EQ ComparisonOperator"),
            ),
            (
                &expected(r#"{"ComparisonOperator": "LT", "AttributeValueList": [{"SS": ["a"]}]}"#),
                &invalid("ComparisonOperator LT is not valid for SS AttributeValue type"),
            ),
            (
                &expected(r#"{"ComparisonOperator": "IN", "AttributeValueList": [{"S": "a"}, {"N": "1"}]}"#),
                &invalid("AttributeValues inside AttributeValueList must be of same type"),
            ),
            (
                &expected(r#"{"ComparisonOperator": "BETWEEN", "AttributeValueList": [{"N": "10"}, {"N": "9"}]}"#),
                "E:The BETWEEN condition was provided a range where the lower bound is greater than the upper bound",
            ),
            (&expected(r#"{"ComparisonOperator": "NULL"}"#), ""),
            (
                r#"{@T, @K, "ConditionalOperator": "OR"}"#,
                "E:ConditionalOperator cannot be used without Filter or Expected",
            ),
            (
                r#"{@T, @K, "ConditionalOperator": "OR", "Expected": {"a": {"Exists": false}}}"#,
                "E:ConditionalOperator can only be used when Filter or Expected has two or more elements",
            ),
        ],
    );
    let update = |entry: &str| format!(r#"{{@T, @K, "AttributeUpdates": {{"x": {entry}}}}}"#);
    rows(
        "UpdateItem",
        &[
            (
                &update(r#"{"Action": "PUT"}"#),
                &invalid("Only DELETE action is allowed when no attribute value is specified"),
            ),
            (
                &update(r#"{"Action": "DELETE", "Value": {"S": "a"}}"#),
                &invalid("DELETE action with value is not supported for the type S"),
            ),
            (
                &update(r#"{"Action": "ADD", "Value": {"S": "a"}}"#),
                &invalid("ADD action is not supported for the type S"),
            ),
            (&update(r#"{"Action": "ADD", "Value": {"L": []}}"#), ""),
            (
                r#"{@T, @K, "AttributeUpdates": {"pk": {"Action": "DELETE"}}}"#,
                "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key",
            ),
            (
                r#"{@T, @K, "AttributeUpdates": {}, "ConditionalOperator": "OR", "UpdateExpression": "REMOVE x", "ConditionExpression": "x"}"#,
                "E:Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributeUpdates, ConditionalOperator} Expression parameters: {UpdateExpression, ConditionExpression}",
            ),
        ],
    );
    let conditions = |text: &str| format!(r#"{{@T, "KeyConditions": {{{text}}}}}"#);
    let pk = r#""pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "x"}]}"#;
    rows(
        "Query",
        &[
            (&conditions(pk), ""),
            (&conditions(""), "Query condition missed key schema element: pk"),
            (
                &conditions(&format!(
                    r#"{pk}, "x": {{"ComparisonOperator": "EQ", "AttributeValueList": [{{"S": "x"}}]}}"#
                )),
                "Query condition missed key schema element: sk",
            ),
            (
                &conditions(&format!(
                    r#"{pk}, "sk": {{"ComparisonOperator": "NE", "AttributeValueList": [{{"N": "1"}}]}}"#
                )),
                "Attempted conditional constraint is not an indexable operation",
            ),
            (
                &conditions(r#""pk": {"ComparisonOperator": "LT", "AttributeValueList": [{"S": "x"}]}"#),
                "Query key condition not supported",
            ),
            (
                &conditions(&format!(
                    r#"{pk}, "sk": {{"ComparisonOperator": "EQ", "AttributeValueList": [{{"S": "1"}}]}}"#
                )),
                "One or more parameter values were invalid: Condition parameter type does not match schema type",
            ),
            (
                &format!(
                    r#"{{@T, "KeyConditions": {{{pk}}}, "QueryFilter": {{"pk": {{"ComparisonOperator": "NULL"}}}}}}"#
                ),
                "QueryFilter can only contain non-primary key attributes: Primary key attribute: pk",
            ),
        ],
    );
}

#[test]
fn writes_against_the_schema() {
    let put = |item: &str| format!(r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, {item}}}}}"#);
    let long = "x".repeat(2049);
    rows(
        "PutItem",
        &[
            (r#"{@T, "Item": {"sk": {"N": "1"}}}"#, &format!("{INVALID}Missing the key pk in the item")),
            (
                r#"{@T, "Item": {"pk": {"N": "1"}, "sk": {"N": "1"}}}"#,
                &format!("{INVALID}Type mismatch for key pk expected: S actual: N"),
            ),
            (
                r#"{@T, "Item": {"pk": {"S": ""}, "sk": {"N": "1"}}}"#,
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            ),
            (
                &format!(r#"{{@T, "Item": {{"pk": {{"S": "{long}"}}, "sk": {{"N": "1"}}}}}}"#),
                &format!("{INVALID}Size of hashkey has exceeded the maximum size limit of2048 bytes"),
            ),
            (
                &put(r#""a": {"N": "1"}"#),
                &format!("{INVALID}Type mismatch for Index Key a Expected: S Actual: N IndexName: gsi"),
            ),
            (
                &put(r#""a": {"S": ""}"#),
                "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: gsi, IndexKey: a",
            ),
            (
                &put(&format!(r#""x": {{"S": "{}"}}"#, "x".repeat(409_600 - 7))),
                "Item size has exceeded the maximum allowed size",
            ),
            (&put(&format!(r#""x": {{"S": "{}"}}"#, "x".repeat(409_600 - 8))), ""),
            (
                r#"{@T, @I, "ConditionExpression": "pk.x = a"}"#,
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
            ),
        ],
    );
    let update = |text: &str, value: &str| {
        format!(r#"{{@T, @K, "UpdateExpression": "{text}", "ExpressionAttributeValues": {{":v": {value}}}}}"#)
    };
    rows(
        "UpdateItem",
        &[
            (
                &update("SET x = :v, pk = :v", r#"{"S": "p"}"#),
                &format!("{INVALID}Cannot update attribute pk. This attribute is part of the key"),
            ),
            (
                &update("SET pk.x = :v", r#"{"S": "p"}"#),
                &format!("{INVALID}Cannot update attribute pk. This attribute is part of the key"),
            ),
            (
                &update("SET x = sk.y, z = :v", r#"{"S": "p"}"#),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: sk",
            ),
            (
                &update("SET d.y = :v", r#"{"S": "p"}"#),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: d",
            ),
            (
                &update("SET c = :v", r#"{"S": "p"}"#),
                &format!("{INVALID}Type mismatch for Index Key c Expected: B Actual: S IndexName: multi"),
            ),
            (
                &update("SET a = :v", r#"{"S": ""}"#),
                "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.",
            ),
            (&update("SET x = :v", r#"{"S": ""}"#), ""),
        ],
    );
}

#[test]
fn batches() {
    let keys = |from: usize, count: usize| {
        (from..from + count)
            .map(|n| format!(r#"{{"pk": {{"S": "p"}}, "sk": {{"N": "{n}"}}}}"#))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let get = |table: &str| format!(r#"{{"RequestItems": {{"tbl": {table}}}}}"#);
    rows(
        "BatchGetItem",
        &[
            (&get(&format!(r#"{{"Keys": [{}]}}"#, keys(0, 100))), ""),
            (
                &get(&format!(r#"{{"Keys": [{}]}}"#, keys(0, 101))),
                "E:Value at 'RequestItems.tbl.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100",
            ),
            (
                &get(r#"{"Keys": []}"#),
                "E:Value at 'RequestItems.tbl.member.Keys' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ),
            (
                &format!(
                    r#"{{"RequestItems": {{"tbl": {{"Keys": [{}]}}, "two_tbl": {{"Keys": [{}]}}}}}}"#,
                    keys(0, 60),
                    keys(0, 60)
                ),
                "Too many items requested for the BatchGetItem call",
            ),
            (&get(&format!(r#"{{"Keys": [{0}, {0}]}}"#, keys(1, 1))), "Provided list of item keys contains duplicates"),
            (
                &get(r#"{"Keys": [{"pk": {"S": "p"}, "sk": {"N": "1000"}}, {"pk": {"S": "p"}, "sk": {"N": "1e3"}}]}"#),
                "",
            ),
            (
                r#"{"RequestItems": {}}"#,
                "E:Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ),
            (&get(r#"{"Keys": [{"pk": {"N": "1"}}]}"#), "The provided key element does not match the schema"),
            (
                &format!(
                    r#"{{"RequestItems": {{"tbl": {{"Keys": [{0}], "ProjectionExpression": "x"}}, "two_tbl": {{"Keys": [{0}], "AttributesToGet": ["x"]}}}}}}"#,
                    keys(1, 1)
                ),
                "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}",
            ),
            (
                &get(&format!(
                    r##"{{"Keys": [{}], "ProjectionExpression": "x", "ExpressionAttributeNames": {{"#x": "x"}}}}"##,
                    keys(1, 1)
                )),
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}",
            ),
        ],
    );
    let put = |n: usize| format!(r#"{{"PutRequest": {{"Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "{n}"}}}}}}}}"#);
    let write = |requests: &str| format!(r#"{{"RequestItems": {{"tbl": [{requests}]}}}}"#);
    let puts = |count: usize| (0..count).map(put).collect::<Vec<_>>().join(", ");
    rows(
        "BatchWriteItem",
        &[
            (&write(&puts(25)), ""),
            (
                &write(&puts(26)),
                "E:Value at 'RequestItems.tbl.member' failed to satisfy constraint: Member must have length less than or equal to 25",
            ),
            (
                &write(""),
                "E:Value '{tbl=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]",
            ),
            (r#"{"RequestItems": {}}"#, "The requestItems parameter is required for BatchWriteItem"),
            (
                r#"{"RequestItems": {"t?": []}, "ReturnConsumedCapacity": "x"}"#,
                "E:Value 'x' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
            ),
            (
                &write(&format!(
                    r#"{}, {{"DeleteRequest": {{"Key": {{"pk": {{"S": "p"}}, "sk": {{"N": "1.0"}}}}}}}}"#,
                    put(1)
                )),
                "Provided list of item keys contains duplicates",
            ),
            (
                &write(r#"{"PutRequest": {"Item": {"pk": {"S": "p"}}}}"#),
                "The provided key element does not match the schema",
            ),
            (
                &write(r#"{"DeleteRequest": {"Key": {"pk": {"S": "p"}, "sk": {"S": "1"}}}}"#),
                "The provided key element does not match the schema",
            ),
            (&write("{}"), "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
        ],
    );
}

#[test]
fn transactions() {
    let write = |entries: &str| format!(r#"{{"TransactItems": [{entries}]}}"#);
    let put = r#"{"Put": {@T, @I}}"#;
    let bad_syntax = r#"{"Update": {@T, "Key": {"pk": {"S": "q"}, "sk": {"N": "1"}}, "UpdateExpression": "SET"}}"#;
    let bad_key = r#"{"Delete": {@T, "Key": {"pk": {"N": "1"}, "sk": {"N": "1"}}}}"#;
    let unused =
        r##"{"Put": {@T, @I, "ConditionExpression": "attribute_exists(x)", "ExpressionAttributeNames": {"#u": "u"}}}"##;
    let many = (0..101)
        .map(|n| format!(r#"{{"Delete": {{@T, "Key": {{"pk": {{"S": "p"}}, "sk": {{"N": "{n}"}}}}}}}}"#))
        .collect::<Vec<_>>()
        .join(", ");
    const CANCELLED: &str =
        "TransactionCanceledException!Transaction cancelled, please refer cancellation reasons for specific reasons";
    const UNUSED: &str = "Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}";
    rows(
        "TransactWriteItems",
        &[
            (&write(put), ""),
            (
                &write(""),
                "E:Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ),
            (
                &write(&many),
                "E:Value at 'TransactItems' failed to satisfy constraint: Member must have length less than or equal to 100",
            ),
            (&write(&format!("{put}, {put}")), "Transaction request cannot include multiple operations on one item"),
            (
                &write(&format!(r#"{put}, {{"Delete": {{@T, "Key": {{"pk": {{"S": "p"}}, "sk": {{"N": "1.0"}}}}}}}}"#)),
                "Transaction request cannot include multiple operations on one item",
            ),
            (&write("{}"), "TransactItems can only contain one of Check, Put, Update or Delete"),
            (
                &write(r#"{"Put": {@T, @I}, "Delete": {@T, @K}}"#),
                "TransactItems can only contain one of Check, Put, Update or Delete",
            ),
            (&write(bad_syntax), r#"Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET""#),
            (&write(&format!("{bad_key}, {unused}")), UNUSED),
            (&write(&format!("{put}, {bad_key}")), &format!("{CANCELLED} [None, ValidationError]")),
            (
                &write(r#"{"Put": {@T, "Item": {"pk": {"S": ""}, "sk": {"N": "1"}}}}"#),
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            ),
            (
                &write(r#"{"Put": {@T, @I, "ExpressionAttributeValues": {}}}"#),
                "ExpressionAttributeValues must not be empty",
            ),
            (
                &write(r#"{"Put": {@T, @I, "ConditionExpression": "((x = x))"}}"#),
                "Invalid ConditionExpression: The expression has redundant parentheses;",
            ),
            (
                &write(r#"{"ConditionCheck": {@T, @K}}"#),
                "E:Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null",
            ),
            (
                &format!(r#"{{"TransactItems": [{put}], "ClientRequestToken": "{}"}}"#, "x".repeat(37)),
                &format!(
                    "E:Value '{}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36",
                    "x".repeat(37)
                ),
            ),
            (
                r#"{"TransactItems": [], "ReturnConsumedCapacity": "x"}"#,
                "2 validation errors detected: Value 'x' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ),
            (
                &write(&format!(
                    r#"{{"Put": {{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "x": {{"S": "{}"}}}}}}}}"#,
                    "x".repeat(409_600)
                )),
                "Item size has exceeded the maximum allowed size",
            ),
            (
                &write(r#"{"Update": {@T, @K, "UpdateExpression": "SET pk = sk"}}"#),
                &format!("{CANCELLED} [ValidationError]"),
            ),
        ],
    );
    rows(
        "TransactGetItems",
        &[
            (r#"{"TransactItems": [{"Get": {@T, @K}}]}"#, ""),
            (r#"{"TransactItems": [{"Get": {@T, "Key": {}}}]}"#, &format!("{CANCELLED} [ValidationError]")),
            (
                r#"{"TransactItems": [{"Get": {@T, @K, "ProjectionExpression": "a, a"}}]}"#,
                "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
            ),
            (r##"{"TransactItems": [{"Get": {@T, @K, "ExpressionAttributeNames": {"#a": "x"}}}]}"##, ""),
        ],
    );
}

#[test]
fn unknown_members_are_noted() {
    let text = expand(r#"{@T, @K, "ConditonExpression": "x", "FilterExpression": "x"}"#);
    let node = document(&text).unwrap();
    let request = decode(&node, Operation::DeleteItem, ValidationLayer::Current);
    let report = check_request(&request, &[], ValidationLayer::Current);
    let [typo, misplaced] = report.unknown_members.as_slice() else { panic!("{:?}", report.unknown_members) };
    assert_eq!(typo.similar, Some("ConditionExpression"));
    assert_eq!(misplaced.known_to, [Operation::Query, Operation::Scan]);
    assert_eq!(misplaced.place.locate(&request, &text).span.slice(&text), Some("\"FilterExpression\""));
    assert!(report.is_accepted());
}

/// Wherever they are; what counts is the last one.
#[test]
fn repeated_members_are_noted() {
    let text = r#"{"TableName": "a", "Item": {"pk": {"S": "p"}, "list": {"L": [{"M": {"x": {"N": "1"}, "x": {"N": "2"}}}]}},
        "TableName": "b", "TableName": "c", "ConditionExpression": "x = :x",
        "ExpressionAttributeValues": {":x": {"N": "1"}, ":x": {"N": "2"}}}"#;
    let node = document(text).unwrap();
    let request = decode(&node, Operation::PutItem, ValidationLayer::Current);
    let report = check_request(&request, &[], ValidationLayer::Current);
    let noted: Vec<_> = report.repeated_members.iter().map(|one| (one.name.as_str(), one.inside.as_deref())).collect();
    assert_eq!(noted, [("TableName", None), ("x", Some("M")), (":x", Some("ExpressionAttributeValues"))]);
    let table = &report.repeated_members[0];
    assert_eq!((table.ignored.len(), table.ignored[0].slice(text)), (2, Some("\"TableName\"")));
    assert!(table.ignored[0].start < table.ignored[1].start && table.ignored[1].start < table.counts.start);
    assert_eq!(request.entries[0].table(), Some("c"));
    assert!(report.is_accepted());
}

#[test]
fn placeholder_maps() {
    let scan =
        |names: &str| format!(r##"{{@T, "FilterExpression": "#a = x", "ExpressionAttributeNames": {{{names}}}}}"##);
    let values =
        |values: &str| format!(r##"{{@T, "FilterExpression": ":a = x", "ExpressionAttributeValues": {{{values}}}}}"##);
    let long = "x".repeat(255);
    rows(
        "Scan",
        &[
            (
                &scan(r##""#a-b": "x""##),
                r##"ExpressionAttributeNames contains invalid key: Syntax error; key: "#a-b""##,
            ),
            (&scan(r##""#": "x""##), r##"ExpressionAttributeNames contains invalid key: Syntax error; key: "#""##),
            (
                &scan(&format!(r##""#{long}": "x""##)),
                "ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too \
                 long; size of key: 256",
            ),
            (
                &values(&format!(r#"":{long}": {{"S": "x"}}"#)),
                "ExpressionAttributeValues contains invalid key: The expression attribute map contains a key that is \
                 too long;",
            ),
            (
                &values(r#"":b": {}, ":a-b": {"S": "x"}"#),
                r#"ExpressionAttributeValues contains invalid key: Syntax error; key: ":a-b""#,
            ),
            (
                &scan(r##""#a": """##),
                "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a",
            ),
            (&scan(r##""#a": 5"##), "SerializationException!NUMBER_VALUE cannot be converted to String"),
            (
                &scan(r##""#a": "x.y", "#b": "y""##),
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}",
            ),
            (
                &values(r#"":a": {}"#),
                "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain \
                 exactly one of the supported datatypes for key :a",
            ),
            (
                &values(r#"":a": {"SS": ["a", null]}"#),
                "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: An \
                 string set may not have a null string as a member for key :a",
            ),
            (
                &values(r#"":a": {"S": "x"}, ":b": {"S": "x"}"#),
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}",
            ),
            (
                r##"{@T, "FilterExpression": "x = y", "ExpressionAttributeNames": {"#a": "a"}, "ExpressionAttributeValues": {":v": {"S": "x"}}}"##,
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}",
            ),
        ],
    );
}

/// Requests with two faults.
#[test]
fn the_earlier_check_wins() {
    const P: &str = "Invalid KeyConditionExpression: ";
    let query = |more: &str| {
        format!(r#"{{@T, {more}, "ExpressionAttributeValues": {{":s": {{"S": "x"}}, ":n": {{"N": "1"}}}}}}"#)
    };
    rows(
        "Query",
        &[
            (
                &query(r#""KeyConditionExpression": "pk = :s OR sk = :n", "ProjectionExpression": """#),
                "Invalid ProjectionExpression: The expression can not be empty;",
            ),
            (
                &query(r#""KeyConditionExpression": "pk = :s OR sk = :n""#),
                &format!("{P}Invalid operator used in KeyConditionExpression: OR"),
            ),
            (
                &query(
                    r#""KeyConditionExpression": "pk = :s AND sk = :n", "IndexName": "nope", "Select": "SPECIFIC_ATTRIBUTES""#,
                ),
                "E:Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            ),
            (
                &query(r#""KeyConditionExpression": "pk = :s AND sk = :n", "IndexName": "nope""#),
                "The table does not have the specified index: nope",
            ),
        ],
    );
    let condition = |text: &str| format!(r#"{{@T, "Item": {{}}, "ConditionExpression": "{text}"}}"#);
    let update = |text: &str| format!(r#"{{@T, "Key": {{}}, "UpdateExpression": "{text}"}}"#);
    let invalid = |text: &str| format!("E:Invalid ConditionExpression: {text}");
    rows(
        "PutItem",
        &[
            (&condition("((status = x))"), &invalid("The expression has redundant parentheses;")),
            (
                &condition("attRIbute_exIsts((views), #a)"),
                &invalid("Invalid function name; function: attRIbute_exIsts"),
            ),
            (
                &condition("attribute_exists(views, #a)"),
                &invalid("Attribute name is a reserved keyword; reserved keyword: views"),
            ),
            (
                &condition("begins_with(:hello, #a, #b)"),
                &invalid("An expression attribute value used in expression is not defined; attribute value: :hello"),
            ),
            // The expression, then the key of the Item.
            (&condition("attribute_exists(x)"), &format!("{INVALID}Missing the key pk in the item")),
            (
                r#"{@T, "Item": {"x": {"NULL": false}}, "ReturnValues": "ALL_NEW", "ConditionExpression": ""}"#,
                &format!("E:{INVALID}Null attribute value types must have the value of true"),
            ),
            (
                r#"{@T, @I, "ReturnValues": "ALL_NEW", "Expected": {"a": {}}}"#,
                "E:ReturnValues can only be ALL_OLD or NONE",
            ),
        ],
    );
    rows(
        "UpdateItem",
        &[
            (
                &update("SET a = #c SET c = :d"),
                r#"E:Invalid UpdateExpression: The "SET" section can only be used once in an update expression;"#,
            ),
            (
                &update("SET #c = :c SET abOrt = x"),
                "E:Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: abOrt",
            ),
            (
                r##"{@T, "Key": {}, "UpdateExpression": "REMOVE a, a", "ExpressionAttributeNames": {"#u": "u"}}"##,
                "E:Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of \
                 these paths; path one: [a], path two: [a]",
            ),
            (
                r##"{@T, "Key": {}, "UpdateExpression": "REMOVE a", "ExpressionAttributeNames": {"#u": "u"}}"##,
                "E:Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}",
            ),
            (&update("REMOVE a"), "The provided key element does not match the schema"),
        ],
    );
}
