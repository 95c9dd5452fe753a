//! Nothing in a request can make decoding, checking or locating panic.

use ddbexpr::check::check_request;
use ddbexpr::layer::ValidationLayer;
use ddbexpr::request::{Operation, TableSchema, decode, recognise};
use ddbexpr::source::{LineIndex, documents};
use proptest::prelude::*;

const SEEDS: [&str; 8] = [
    r##"{"TableName":"tbl","Item":{"pk":{"S":"p"},"l":{"L":[{"N":"1"},{"M":{"a":{"BOOL":true}}}]},"s":{"SS":["a","b"]}},"ConditionExpression":"#a = :v","ExpressionAttributeNames":{"#a":"a"},"ExpressionAttributeValues":{":v":{"B":"AA=="}},"ReturnValues":"ALL_OLD"}"##,
    r#"{"TableName":"tbl","Key":{"pk":{"S":"é\n"}},"UpdateExpression":"SET a = a + :n, b[0].c = list_append(b, :l) REMOVE d","ExpressionAttributeValues":{":n":{"N":"1"},":l":{"L":[]}}}"#,
    r#"{"TableName":"tbl","Key":{"pk":{"S":"p"}},"AttributeUpdates":{"x":{"Action":"ADD","Value":{"N":"1"}}},"Expected":{"y":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"1"},{"N":"2"}]},"z":{"Exists":false}},"ConditionalOperator":"OR"}"#,
    r#"{"TableName":"tbl","IndexName":"gsi","KeyConditionExpression":"a = :v AND b BETWEEN :n AND :n","FilterExpression":"size(x) > :n","ProjectionExpression":"x.y[1]","ExpressionAttributeValues":{":n":{"N":"1"},":v":{"S":"s"}},"Select":"SPECIFIC_ATTRIBUTES","Limit":5,"ExclusiveStartKey":{"pk":{"S":"p"},"a":{"S":"s"},"b":{"N":"1"}}}"#,
    r#"{"TableName":"tbl","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"p"}]}},"QueryFilter":{"x":{"ComparisonOperator":"NULL"}},"AttributesToGet":["a","b"]}"#,
    r##"{"RequestItems":{"tbl":{"Keys":[{"pk":{"S":"p"}},{"pk":{"S":"q"}}],"ProjectionExpression":"#x","ExpressionAttributeNames":{"#x":"x"}}},"ReturnConsumedCapacity":"TOTAL"}"##,
    r#"{"RequestItems":{"tbl":[{"PutRequest":{"Item":{"pk":{"S":"p"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"q"}}}}]}}"#,
    r##"{"TransactItems":[{"Put":{"TableName":"tbl","Item":{"pk":{"S":"p"}}}},{"ConditionCheck":{"TableName":"tbl","Key":{"pk":{"S":"q"}},"ConditionExpression":"#a <> :v","ExpressionAttributeNames":{"#a":"a"},"ExpressionAttributeValues":{":v":{"NULL":true}}}},{"Get":{}}],"ClientRequestToken":"x"}"##,
];

const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "1",
    "-1.5e400",
    "{}",
    "[]",
    "\"\"",
    "\"#a\"",
    "\\u00e9",
    "\\",
    "\\ud834",
    "𝄞",
    "\n",
    " ",
    "{\"S\":\"\"}",
    "((",
    "[4294967295]",
];

const TABLE: &str = r#"{"TableName":"tbl","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"a","AttributeType":"S"},
    {"AttributeName":"b","AttributeType":"N"}],"GlobalSecondaryIndexes":[{"IndexName":"gsi","KeySchema":
    [{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}],
    "Projection":{"ProjectionType":"KEYS_ONLY"}}]}"#;

/// Replaces, doubles or drops part of a seed, or exchanges it for part of another.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..12_usize, 0..PIECES.len(), any::<u8>());
    (0..SEEDS.len(), 0..SEEDS.len(), prop::collection::vec(edit, 0..6)).prop_map(|(seed, other, edits)| {
        let mut text: Vec<char> = SEEDS[seed].chars().collect();
        let other: Vec<char> = SEEDS[other].chars().collect();
        for (at, length, piece, kind) in edits {
            let at = at.index(text.len().max(1)).min(text.len());
            let end = (at + length).min(text.len());
            let part: Vec<char> = match kind % 4 {
                0 => PIECES[piece].chars().collect(),
                1 => Vec::new(),
                2 => text[at..end].iter().chain(&text[at..end]).copied().collect(),
                _ => other.iter().skip(at).take(length).copied().collect(),
            };
            text.splice(at..end, part);
        }
        text.into_iter().collect()
    })
}

/// Mutations that stay JSON: any value for any member of a seed.
fn reshaped() -> impl Strategy<Value = String> {
    (0..SEEDS.len(), any::<prop::sample::Index>(), 0..PIECES.len()).prop_map(|(seed, at, piece)| {
        let value: serde_json::Value = serde_json::from_str(SEEDS[seed]).unwrap();
        let mut pointers = Vec::new();
        collect(&value, String::new(), &mut pointers);
        let pointer = &pointers[at.index(pointers.len())];
        let mut value = value;
        let replacement = serde_json::from_str(PIECES[piece]).unwrap_or_else(|_| PIECES[piece].into());
        *value.pointer_mut(pointer).unwrap() = replacement;
        value.to_string()
    })
}

fn collect(value: &serde_json::Value, at: String, out: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (key, value) in members {
                collect(value, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), out);
            }
        }
        serde_json::Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                collect(value, format!("{at}/{index}"), out);
            }
        }
        _ => {}
    }
    out.push(at);
}

fn survives(text: &str) {
    let table = TableSchema::from_json(TABLE).unwrap();
    let lines = LineIndex::new(text);
    let (nodes, errors) = documents(text);
    for error in errors {
        assert!(error.offset as usize <= text.len());
    }
    for node in &nodes {
        let likely = recognise(node);
        for operation in Operation::ALL {
            for newest in [ValidationLayer::Current, ValidationLayer::Older] {
                let request = decode(node, operation, newest);
                let report = check_request(&request, std::slice::from_ref(&table), newest);
                assert_eq!(report.service_answer().is_none(), report.is_accepted());
                if likely != Some(operation) {
                    continue;
                }
                for problem in &report.problems {
                    let located = problem.place.locate(&request, text);
                    assert!(located.span.slice(text).is_some(), "{problem:?} {located:?}");
                    assert!(!problem.service_message(report.framing).is_empty());
                    let _ = lines.line_column(text, located.span.start, ddbexpr::source::ColumnUnit::Utf16);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn mutated_texts_are_survived(text in mutated()) {
        survives(&text);
    }

    #[test]
    fn mutated_requests_are_survived(text in reshaped()) {
        survives(&text);
    }
}

#[test]
fn any_place_is_located_through_escapes() {
    let text = "[1]\n {\"TransactItems\": [{\"Put\": {}}, {\"Delete\": {\"TableName\": \"tbl\", \"Key\": {\"pk\": {\"S\": \"p\"}},\n\
        \"ConditionExpression\": \"\\u0061 = :v AND\\n\\tstatus = :w\", \"ExpressionAttributeValues\": {\":v\": {\"L\": [{\"N\": \"x\"}]}}}}]}";
    let (nodes, errors) = documents(text);
    assert!(errors.is_empty());
    let request = decode(&nodes[1], Operation::TransactWriteItems, ValidationLayer::Current);
    let report = check_request(&request, &[], ValidationLayer::Current);
    let mut found: Vec<_> =
        report.problems.iter().filter_map(|problem| problem.place.locate(&request, text).span.slice(text)).collect();
    found.sort_unstable();
    assert_eq!(found, ["\"x\"", ":w", "status", "{}", "{}"]);
}
