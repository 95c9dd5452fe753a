//! Every message about a request apart from the text of its expressions, and which of two is told.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use ddbexpr::layer::ValidationLayer::{self, Current, Older};

use support::answers::{answer, answer_beside, rows, rows_of};

mod support;

const INVALID: &str = "One or more parameter values were invalid: ";
const KEYS: &str = r#""KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}"#;

/// How the members of one action are sent.
#[derive(Clone, Copy)]
struct Carrier {
    operation: &'static str,
    /// `@@` is for the members.
    request: &'static str,
    /// An expression, its text, and one of the other style.
    expression: &'static str,
    takes_values: bool,
}

impl Carrier {
    fn is_single_write(self) -> bool {
        matches!(self.operation, "PutItem" | "UpdateItem" | "DeleteItem")
    }

    /// True on the older layer whatever the region.
    fn is_old(self) -> bool {
        self.operation == "Scan" || self.operation.starts_with("Transact")
    }

    fn envelope(self, layer: ValidationLayer) -> &'static str {
        if self.is_single_write() && layer == Current { "E:" } else { "" }
    }

    fn asks(self, members: &str, wanted: &str) {
        for layer in [Current, Older] {
            let framed = if wanted.is_empty() { String::new() } else { format!("{}{wanted}", self.envelope(layer)) };
            self.asks_on(layer, members, &framed);
        }
    }

    fn asks_on(self, layer: ValidationLayer, members: &str, wanted: &str) {
        rows_of(self.operation, layer, &[(&self.request.replace("@@", members), wanted)]);
    }
}

const fn carrier(
    operation: &'static str,
    request: &'static str,
    expression: &'static str,
    takes_values: bool,
) -> Carrier {
    Carrier { operation, request, expression, takes_values }
}

const CARRIERS: [Carrier; 13] = [
    carrier("PutItem", "{@T, @I, @@}", r#""ConditionExpression": "@""#, true),
    carrier("DeleteItem", "{@T, @K, @@}", r#""ConditionExpression": "@""#, true),
    carrier("UpdateItem", "{@T, @K, @@}", r#""ConditionExpression": "@""#, true),
    carrier(
        "UpdateItem",
        "{@T, @K, @@}",
        r#""UpdateExpression": "SET z = if_not_exists(y, z)", "ConditionExpression": "@""#,
        true,
    ),
    carrier("GetItem", "{@T, @K, @@}", r#""ProjectionExpression": "x""#, false),
    carrier(
        "Query",
        r#"{@T, "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}, @@}"#,
        r#""FilterExpression": "@""#,
        true,
    ),
    carrier("Scan", "{@T, @@}", r#""FilterExpression": "@""#, true),
    carrier(
        "BatchGetItem",
        r#"{"RequestItems": {"tbl": {"Keys": [{"pk": {"S": "p"}, "sk": {"N": "1"}}], @@}}}"#,
        r#""ProjectionExpression": "x""#,
        false,
    ),
    carrier(
        "TransactGetItems",
        r#"{"TransactItems": [{"Get": {@T, @K, @@}}]}"#,
        r#""ProjectionExpression": "x""#,
        false,
    ),
    carrier(
        "TransactWriteItems",
        r#"{"TransactItems": [{"Put": {@T, @I, @@}}]}"#,
        r#""ConditionExpression": "@""#,
        true,
    ),
    carrier(
        "TransactWriteItems",
        r#"{"TransactItems": [{"Delete": {@T, @K, @@}}]}"#,
        r#""ConditionExpression": "@""#,
        true,
    ),
    carrier(
        "TransactWriteItems",
        r#"{"TransactItems": [{"Update": {@T, @K, "UpdateExpression": "REMOVE z", @@}}]}"#,
        r#""ConditionExpression": "@""#,
        true,
    ),
    carrier(
        "TransactWriteItems",
        r#"{"TransactItems": [{"ConditionCheck": {@T, @K, @@}}]}"#,
        r#""ConditionExpression": "@""#,
        true,
    ),
];

// Maps of names and values: their presence, keys and contents, and what is not used.
#[test]
fn maps() {
    for carrier in CARRIERS {
        let with = |more: &str| format!("{}, {more}", carrier.expression.replace('@', "attribute_exists(x)"));
        let names = |map: &str| with(&format!(r#""ExpressionAttributeNames": {map}"#));
        let values = |map: &str| with(&format!(r#""ExpressionAttributeValues": {map}"#));
        carrier.asks(&names("{}"), "ExpressionAttributeNames must not be empty");
        for key in ["#a-b", "a", "#", "name", "#é", ":a", "##a"] {
            carrier.asks(
                &names(&format!(r#"{{"{key}": "x"}}"#)),
                &format!(r#"ExpressionAttributeNames contains invalid key: Syntax error; key: "{key}""#),
            );
        }
        carrier.asks(
            &names(r#"{"": "x"}"#),
            "ExpressionAttributeNames contains invalid key: The expression attribute map contains an empty key;",
        );
        // The length, with its sign, before the syntax.
        carrier.asks(
            &names(&format!(r##"{{"#{}": "x"}}"##, "-".repeat(255))),
            "ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too long; size of key: 256",
        );
        let longest = format!("#{}", "x".repeat(254));
        carrier.asks(
            &names(&format!(r#"{{"{longest}": "x"}}"#)),
            &format!("Value provided in ExpressionAttributeNames unused in expressions: keys: {{{longest}}}"),
        );
        carrier.asks(
            &names(r##"{"#a": ""}"##),
            "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a",
        );
        for (json, token) in [("1", "NUMBER_VALUE"), ("true", "TRUE_VALUE")] {
            carrier.asks_on(
                Current,
                &names(&format!(r##"{{"#a": {json}}}"##)),
                &format!("SerializationException!{token} cannot be converted to String"),
            );
        }
        carrier.asks(
            &names(r##"{"#u": "u"}"##),
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}",
        );
        if !carrier.takes_values {
            continue;
        }
        carrier.asks(&values("{}"), "ExpressionAttributeValues must not be empty");
        for key in [":a-b", "v", ":", "#v", "::v"] {
            carrier.asks(
                &values(&format!(r#"{{"{key}": {{"S": "x"}}}}"#)),
                &format!(r#"ExpressionAttributeValues contains invalid key: Syntax error; key: "{key}""#),
            );
        }
        carrier.asks(
            &values(r#"{"": {"S": "x"}}"#),
            "ExpressionAttributeValues contains invalid key: The expression attribute map contains an empty key;",
        );
        carrier.asks(
            &values(&format!(r#"{{":{}": {{"S": "x"}}}}"#, "-".repeat(255))),
            "ExpressionAttributeValues contains invalid key: The expression attribute map contains a key that is too long;",
        );
        // The keys of all values before the contents of any.
        carrier.asks(
            &values(r#"{":a": {"SS": []}, ":-": {"S": "x"}}"#),
            r#"ExpressionAttributeValues contains invalid key: Syntax error; key: ":-""#,
        );
        carrier.asks(
            &values(r#"{":u": {"S": "u"}}"#),
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:u}",
        );
        // Names before values, both in their maps and unused.
        let both = |names: &str, values: &str| {
            with(&format!(r#""ExpressionAttributeValues": {values}, "ExpressionAttributeNames": {names}"#))
        };
        carrier.asks(&both("{}", "{}"), "ExpressionAttributeNames must not be empty");
        carrier.asks(
            &both(r##"{"#u": "u"}"##, r#"{"v": {"S": "x"}}"#),
            r#"ExpressionAttributeValues contains invalid key: Syntax error; key: "v""#,
        );
        carrier.asks(
            &both(r##"{"#u": "u"}"##, r#"{":u": {"S": "u"}}"#),
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}",
        );
        // Maps before the expression.
        let bad = |map: &str| format!("{}, {map}", carrier.expression.replace('@', ""));
        carrier.asks(&bad(r#""ExpressionAttributeNames": {}"#), "ExpressionAttributeNames must not be empty");
        carrier.asks(
            &bad(r#""ExpressionAttributeValues": {":-": {"S": "x"}}"#),
            r#"ExpressionAttributeValues contains invalid key: Syntax error; key: ":-""#,
        );
        // The expression before what is not used. Used is what stands anywhere, evaluated or not.
        let unused = r##""ExpressionAttributeNames": {"#u": "u"}"##;
        let text = |text: &str, more: &str| format!("{}, {more}", carrier.expression.replace('@', text));
        let kind = if carrier.expression.starts_with(r#""Filter"#) { "Filter" } else { "Condition" };
        carrier.asks(
            &text("contains(a)", unused),
            &format!(
                "Invalid {kind}Expression: Incorrect number of operands for operator or function; operator or function: contains, number of operands: 1"
            ),
        );
        carrier.asks(&text("x = y OR (attribute_exists(x) AND attribute_exists(#u))", unused), "");
        carrier.asks(&text("#u = #w", r##""ExpressionAttributeNames": {"#u": "é", "#w": "a.b[0]"}"##), "");
    }
}

// Maps beside no expression.
#[test]
fn maps_without_expressions() {
    const NAMES: &str = "ExpressionAttributeNames can only be specified when using expressions";
    const VALUES: &str = "ExpressionAttributeValues can only be specified when using expressions";
    let names = r##""ExpressionAttributeNames": {"#a": "a"}"##;
    let values = r#""ExpressionAttributeValues": {":a": {"S": "a"}}"#;
    for carrier in CARRIERS {
        let kinds = match carrier.operation {
            "PutItem" | "DeleteItem" => "ConditionExpression is null",
            "UpdateItem" => "UpdateExpression and ConditionExpression are null",
            "Query" => "FilterExpression and KeyConditionExpression are null",
            "Scan" => "FilterExpression is null",
            // These need an expression anyway.
            _ if carrier.request.contains("ConditionCheck") || carrier.request.contains("Update") => continue,
            _ if carrier.operation.starts_with("Transact") => {
                carrier.asks(names, "");
                if carrier.takes_values {
                    carrier.asks(&format!("{names}, {values}"), "");
                }
                continue;
            }
            _ => "",
        };
        carrier.asks(names, NAMES);
        if kinds.is_empty() {
            continue;
        }
        carrier.asks(&format!("{names}, {values}"), NAMES);
        let older = format!("{VALUES}: {kinds}");
        carrier.asks_on(Older, values, &older);
        if carrier.is_old() {
            carrier.asks_on(Current, values, &older);
        } else {
            carrier.asks_on(Current, values, &format!("{}{VALUES}", carrier.envelope(Current)));
        }
    }
    // A projection uses names and no values.
    let projection = r##""ProjectionExpression": "#a""##;
    let wanted = format!("{VALUES}: FilterExpression is null");
    rows(
        "Scan",
        &[
            (&format!("{{@T, {projection}, {names}}}"), ""),
            (&format!("{{@T, {projection}, {names}, {values}}}"), &wanted),
        ],
    );
    rows(
        "Query",
        &[
            (&format!("{{@T, {KEYS}, {projection}, {names}}}"), ""),
            (&format!("{{@T, {KEYS}, {projection}, {names}, {values}}}"), VALUES),
        ],
    );
}

/// A value in an Item, a Key, expressions and a legacy parameter, on both layers.
fn value(json: &str, current: &str, older: &str) {
    let item = format!(r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {json}}}}}"#);
    let nested = format!(
        r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {{"M": {{"l": {{"L": [{json}]}}}}}}}}}}"#
    );
    let key = format!(r#"{{@T, "Key": {{"pk": {{"S": "p"}}, "sk": {json}}}}}"#);
    let enveloped = format!("E:{current}");
    for request in [&item, &nested] {
        rows("PutItem", &[(request, &enveloped)]);
        rows_of("PutItem", Older, &[(request, older)]);
        rows("TransactWriteItems", &[(&format!(r#"{{"TransactItems": [{{"Put": {request}}}]}}"#), older)]);
        let put = request.replace("@T, ", "");
        rows("BatchWriteItem", &[(&format!(r#"{{"RequestItems": {{"tbl": [{{"PutRequest": {put}}}]}}}}"#), older)]);
    }
    rows("DeleteItem", &[(&key, &enveloped)]);
    rows("UpdateItem", &[(&key, &enveloped)]);
    rows("GetItem", &[(&key, current)]);
    rows_of("GetItem", Older, &[(&key, older)]);
    let batch = key.replace("@T, ", "").replace("\"Key\": {", "\"Keys\": [{").replace("}}}", "}}]}");
    rows("BatchGetItem", &[(&format!(r#"{{"RequestItems": {{"tbl": {batch}}}}}"#), current)]);
    rows("TransactGetItems", &[(&format!(r#"{{"TransactItems": [{{"Get": {key}}}]}}"#), older)]);
    let expected = format!(r#"{{@T, @K, "Expected": {{"x": {{"Value": {json}}}}}}}"#);
    rows("DeleteItem", &[(&expected, &enveloped)]);
    let updates = format!(r#"{{@T, @K, "AttributeUpdates": {{"x": {{"Value": {json}}}}}}}"#);
    rows("UpdateItem", &[(&updates, &enveloped)]);
    for carrier in CARRIERS.into_iter().filter(|carrier| carrier.takes_values) {
        let members =
            format!(r#"{}, "ExpressionAttributeValues": {{":v": {json}}}"#, carrier.expression.replace('@', "x = :v"));
        let wrapped = format!("ExpressionAttributeValues contains invalid value: {older} for key :v");
        let newer = if carrier.is_old() { wrapped.clone() } else { format!("{}{current}", carrier.envelope(Current)) };
        carrier.asks_on(Current, &members, &newer);
        carrier.asks_on(Older, &members, &wrapped);
    }
}

// Values of every type that are none.
#[test]
fn values() {
    const NUMERIC: &str = "The parameter cannot be converted to a numeric value";
    const OVER: &str = "Number overflow. Attempting to store a number with magnitude larger than supported range";
    const UNDER: &str = "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    const DIGITS: &str = "Attempting to store more than 38 significant digits in a Number";
    let number = |text: &str, message: &str| {
        value(&format!(r#"{{"N": "{text}"}}"#), message, message);
        // Members of a set, too.
        let set =
            format!(r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {{"NS": ["1", "{text}"]}}}}}}"#);
        rows("PutItem", &[(&set, &format!("E:{message}"))]);
    };
    // The text as it was sent.
    for text in [
        "abc",
        "b",
        "1 ",
        " 1",
        "0x10",
        "0x5",
        "1e",
        "NaN",
        "Infinity",
        "-Infinity",
        "1.2.3",
        "1_000",
        ".",
        "+-5",
        "+e2",
        "dog",
    ] {
        number(text, &format!("{NUMERIC}: {text}"));
    }
    number("1e9223372036854775808", &format!("{NUMERIC}: 1e9223372036854775808"));
    value(r#"{"N": ""}"#, &format!("{NUMERIC}: "), NUMERIC);
    value(r#"{"NS": [""]}"#, &format!("{NUMERIC}: "), NUMERIC);
    for text in ["1e126", "11e125", "-1e126", "0e126", "1.0e100000000", "1e99999999999", "1e2147483648"] {
        number(text, OVER);
    }
    // The older layer counts exponents with 32 bits.
    value(r#"{"N": "1e2147483647"}"#, OVER, UNDER);
    for text in ["1e-131", "-1e-131", "0.9e-130", "0e-131", "1e-2147483648", "1e-99999999999"] {
        number(text, UNDER);
    }
    number("1234567890123456789012345678901234567891", DIGITS);
    number("0.123456789012345678901234567890123456789", DIGITS);
    let sets = [
        (
            r#"{"SS": ["b", "a", "b"]}"#,
            r#"Input collection ["a", "b", "b"] contains duplicates."#,
            "Input collection [b, a, b] contains duplicates.",
        ),
        // Sorted up to the first repeat, then the repeat, then the rest as sent.
        (
            r#"{"SS": ["c", "a", "c", "b", "a"]}"#,
            r#"Input collection ["a", "c", "c", "b", "a"] contains duplicates."#,
            "Input collection [c, a, c, b, a] contains duplicates.",
        ),
        (
            r#"{"SS": ["", ""]}"#,
            r#"Input collection ["", ""] contains duplicates."#,
            "Input collection [, ] contains duplicates.",
        ),
        (
            r#"{"BS": ["/w==", "AA==", "AA=="]}"#,
            r#"Input collection ["AA==","/w==","AA=="]of type BS contains duplicates."#,
            "Input collection [/w==, AA==, AA==]of type BS contains duplicates.",
        ),
        (r#"{"SS": []}"#, "An string set  may not be empty", "An string set  may not be empty"),
        (r#"{"NS": []}"#, "An number set  may not be empty", "An number set  may not be empty"),
        (r#"{"BS": []}"#, "Binary sets should not be empty", "Binary sets should not be empty"),
        (
            r#"{"SS": ["a", null]}"#,
            "An string set may not have a null string as a member",
            "An string set may not have a null string as a member",
        ),
        (
            r#"{"NULL": false}"#,
            "Null attribute value types must have the value of true",
            "Null attribute value types must have the value of true",
        ),
    ];
    for (json, current, older) in sets {
        value(json, &format!("{INVALID}{current}"), &format!("{INVALID}{older}"));
    }
    for json in [r#"{"NS": ["2", "1", "2"]}"#, r#"{"NS": ["1", "1.0"]}"#] {
        value(json, &format!("{INVALID}Input collection contains duplicates."), "Input collection contains duplicates");
    }
    // No type, and several: never enveloped.
    for (json, message) in [
        ("{}", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
        (
            r#"{"S": "a", "N": "1"}"#,
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
        ),
    ] {
        let item = format!(r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {json}}}}}"#);
        rows("PutItem", &[(&item, message)]);
        let scan = format!(r#"{{@T, "FilterExpression": "x = :v", "ExpressionAttributeValues": {{":v": {json}}}}}"#);
        rows("Scan", &[(&scan, &format!("ExpressionAttributeValues contains invalid value: {message} for key :v"))]);
    }
    for json in [
        r#"{"S": ""}"#,
        r#"{"B": ""}"#,
        r#"{"SS": ["", "a"]}"#,
        r#"{"BS": ["", "AA=="]}"#,
        r#"{"L": []}"#,
        r#"{"M": {}}"#,
        r#"{"NULL": true}"#,
    ] {
        rows(
            "PutItem",
            &[(&format!(r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {json}}}}}"#), "")],
        );
    }
    for text in [
        "3",
        "-7.1234",
        "-17e5",
        "-17.4E37",
        "+3",
        ".123",
        ".5",
        "5.",
        "1.e5",
        "0001.23",
        "1e+5",
        "1E+3",
        "0.1e126",
        "0.0e126",
        "0e125",
        "1e125",
        "9.9999999999999999999999999999999999999E+125",
        "1e-130",
        "-0",
        "00",
    ] {
        rows(
            "PutItem",
            &[(&format!(r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {{"N": "{text}"}}}}}}"#), "")],
        );
    }
}

// Nesting: 31 lists or maps pass, 32 do not; the older layer takes one more in the values of expressions.
#[test]
fn nesting() {
    const DEEP: &str = "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
    let deep =
        |levels: usize| format!("{}{}{}", r#"{"M": {"a": "#.repeat(levels), r#"{"S": "x"}"#, "}}".repeat(levels));
    for carrier in CARRIERS.into_iter().filter(|carrier| carrier.takes_values) {
        let members = |levels: usize| {
            let expression = carrier.expression.replace('@', "x = :deep");
            format!(r#"{expression}, "ExpressionAttributeValues": {{":deep": {}}}"#, deep(levels))
        };
        carrier.asks(&members(31), "");
        let wrapped = format!("ExpressionAttributeValues contains invalid value: {DEEP} for key :deep");
        carrier.asks_on(Older, &members(32), "");
        carrier.asks_on(Older, &members(40), &wrapped);
        if carrier.is_old() {
            carrier.asks_on(Current, &members(40), &wrapped);
        } else {
            carrier.asks_on(Current, &members(32), &format!("{}{DEEP}", carrier.envelope(Current)));
        }
    }
    let item = |levels: usize| format!(r#""Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {}}}"#, deep(levels));
    rows(
        "PutItem",
        &[(&format!("{{@T, {}}}", item(31)), ""), (&format!("{{@T, {}}}", item(32)), &format!("E:{DEEP}"))],
    );
    rows_of("PutItem", Older, &[(&format!("{{@T, {}}}", item(32)), DEEP)]);
    let transaction = |put: &str| format!(r#"{{"TransactItems": [{{"Put": {{@T, {put}}}}}]}}"#);
    rows("TransactWriteItems", &[(&transaction(&item(31)), ""), (&transaction(&item(32)), DEEP)]);
    let batch = format!(r#"{{"RequestItems": {{"tbl": [{{"PutRequest": {{{}}}}}]}}}}"#, item(32));
    rows("BatchWriteItem", &[(&batch, DEEP)]);
    // Names of attributes: those at the top before the depth, those inside after it.
    let top = format!(r#""Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "v": {}, "": {{"S": "x"}}}}"#, deep(32));
    let inside = format!(
        r#""Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "u": {{"M": {{"": {{"S": "x"}}}}}}, "v": {}}}"#,
        deep(32)
    );
    rows("TransactWriteItems", &[(&transaction(&top), "Empty attribute name"), (&transaction(&inside), DEEP)]);
    // The condition before the depth of the key.
    let delete = |condition: &str| {
        format!(
            r#"{{"TransactItems": [{{"Delete": {{@T, "Key": {{"pk": {}}}, "ConditionExpression": "{condition}"}}}}]}}"#,
            deep(40)
        )
    };
    rows(
        "TransactWriteItems",
        &[
            (&delete("a ="), r#"Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "=""#),
            (
                &delete(&"a".repeat(4109)),
                "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size: 4109",
            ),
            (&delete("attribute_exists(a)"), DEEP),
        ],
    );
}

// TableName, ReturnValues and the other words, told alone or together.
#[test]
fn constraints() {
    const EMPTY: &str =
        "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1";
    const EMPTY_OLD: &str =
        "Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1";
    for (operation, rest) in [
        ("PutItem", r#", @I, "ReturnValues": "X", "ReturnConsumedCapacity": "X""#),
        ("DeleteItem", r#", @K, "ReturnValues": "X""#),
        ("UpdateItem", r#", @K, "ReturnValues": "X""#),
        ("GetItem", r#", @K, "ReturnConsumedCapacity": "X""#),
        ("Query", r#", "Select": "X""#),
    ] {
        rows(operation, &[(&format!(r#"{{"TableName": ""{rest}}}"#), &format!("E:{EMPTY}"))]);
    }
    rows("Scan", &[(r#"{"TableName": ""}"#, &format!("E:{EMPTY_OLD}"))]);
    for (operation, rest) in
        [("PutItem", ", @I"), ("DeleteItem", ", @K"), ("UpdateItem", ", @K"), ("GetItem", ", @K"), ("Query", "")]
    {
        rows_of(operation, Older, &[(&format!(r#"{{"TableName": ""{rest}}}"#), &format!("E:{EMPTY_OLD}"))]);
        let missing = "E:Value null at 'tableName' failed to satisfy constraint: Member must not be null";
        let none = format!("{{{}}}", rest.trim_start_matches(", "));
        rows(operation, &[(&none, missing)]);
    }
    const WORDS: &str = "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]";
    for (operation, key) in [("PutItem", "@I"), ("DeleteItem", "@K"), ("UpdateItem", "@K")] {
        for word in ["INVALID", "UPDATE_NEW", "all_old", "None"] {
            let request = format!(r#"{{@T, {key}, "ReturnValues": "{word}"}}"#);
            rows(operation, &[(&request, &format!("E:{WORDS}"))]);
            let old = format!(
                "E:Value '{word}' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]"
            );
            rows_of(operation, Older, &[(&request, &old)]);
        }
        for word in ["ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"] {
            let request = format!(r#"{{@T, {key}, "ReturnValues": "{word}"}}"#);
            let only = if operation == "UpdateItem" { "" } else { "ReturnValues can only be ALL_OLD or NONE" };
            let enveloped = if only.is_empty() { String::new() } else { format!("E:{only}") };
            rows(operation, &[(&request, &enveloped)]);
            rows_of(operation, Older, &[(&request, only)]);
        }
        for word in ["ALL_OLD", "NONE"] {
            rows(operation, &[(&format!(r#"{{@T, {key}, "ReturnValues": "{word}"}}"#), "")]);
        }
    }
    rows(
        "Query",
        &[
            (
                r#"{@T, "ConditionalOperator": "XOR", "Select": "count"}"#,
                "Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]",
            ),
            (
                &format!(r#"{{@T, {KEYS}, "Limit": 0}}"#),
                "E:Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
            ),
        ],
    );
    rows(
        "Scan",
        &[(
            r#"{@T, "Limit": 0}"#,
            "E:Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
        )],
    );
    for (operation, request) in
        [("Query", format!(r#"{{@T, {KEYS}, "Select": "count"}}"#)), ("Scan", r#"{@T, "Select": "count"}"#.to_owned())]
    {
        rows(
            operation,
            &[(
                &request,
                "E:Value 'count' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
            )],
        );
    }
}

// Both styles in one request: all parameters, in the order of the operation.
#[test]
fn mixed_styles() {
    let text = |legacy: &str, expressions: &str| {
        format!(
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {{{legacy}}} Expression parameters: {{{expressions}}}"
        )
    };
    let everything = r#""KeyConditionExpression": "", "ProjectionExpression": "", "FilterExpression": "", "KeyConditions": {}, "ConditionalOperator": "AND", "QueryFilter": {}, "ScanFilter": {}, "AttributesToGet": ["a"], "ConditionExpression": "", "UpdateExpression": "", "Expected": {}, "AttributeUpdates": {}"#;
    for (operation, key, legacy, expressions) in [
        (
            "Query",
            "",
            "AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions",
            "ProjectionExpression, FilterExpression, KeyConditionExpression",
        ),
        ("Scan", "", "AttributesToGet, ScanFilter, ConditionalOperator", "ProjectionExpression, FilterExpression"),
        (
            "UpdateItem",
            "@K, ",
            "AttributeUpdates, Expected, ConditionalOperator",
            "UpdateExpression, ConditionExpression",
        ),
        ("PutItem", "@I, ", "Expected, ConditionalOperator", "ConditionExpression"),
        ("DeleteItem", "@K, ", "Expected, ConditionalOperator", "ConditionExpression"),
        ("GetItem", "@K, ", "AttributesToGet", "ProjectionExpression"),
    ] {
        let request = format!("{{@T, {key}{everything}}}");
        let message = text(legacy, expressions);
        let single = matches!(operation, "PutItem" | "UpdateItem" | "DeleteItem");
        let enveloped = if single { format!("E:{message}") } else { message.clone() };
        rows(operation, &[(&request, &enveloped)]);
        rows_of(operation, Older, &[(&request, &message)]);
    }
    // Between the tables of a batch, too.
    rows(
        "BatchGetItem",
        &[(
            r#"{"RequestItems": {"tbl": {"Keys": [{"pk": {"S": "p"}}], "ProjectionExpression": "x"}, "two": {"Keys": [{"pk": {"S": "p"}}], "AttributesToGet": ["x"]}}}"#,
            &text("AttributesToGet", "ProjectionExpression"),
        )],
    );
    // KeyConditions go with other expressions.
    rows(
        "Query",
        &[(&format!(r#"{{@T, {KEYS}, "FilterExpression": "attribute_exists(x)", "ProjectionExpression": "x"}}"#), "")],
    );
}

// Select beside projections: enveloped on Query, bare on Scan.
#[test]
fn select() {
    for (members, message) in [
        (
            r#""Select": "SPECIFIC_ATTRIBUTES""#,
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
        ),
        (
            r#""Select": "ALL_ATTRIBUTES", "ProjectionExpression": "x""#,
            "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
        ),
        // Before the missing index.
        (
            r#""Select": "ALL_PROJECTED_ATTRIBUTES", "ProjectionExpression": "x""#,
            "Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES",
        ),
        (
            r#""Select": "COUNT", "ProjectionExpression": "x""#,
            "Cannot specify the ProjectionExpression when choosing to get only the Count",
        ),
        (
            r#""Select": "ALL_ATTRIBUTES", "AttributesToGet": ["x"]"#,
            "Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES",
        ),
        (
            r#""Select": "COUNT", "AttributesToGet": ["x"]"#,
            "Cannot specify the AttributesToGet when choosing to get only the Count",
        ),
        (
            r#""Select": "ALL_PROJECTED_ATTRIBUTES""#,
            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
        ),
    ] {
        rows("Query", &[(&format!("{{@T, {KEYS}, {members}}}"), &format!("E:{message}"))]);
        rows_of("Query", Older, &[(&format!("{{@T, {KEYS}, {members}}}"), message)]);
        rows("Scan", &[(&format!("{{@T, {members}}}"), message)]);
    }
    rows(
        "Scan",
        &[
            (r#"{@T, "Select": "SPECIFIC_ATTRIBUTES", "ProjectionExpression": "x"}"#, ""),
            (r#"{@T, "Select": "COUNT"}"#, ""),
        ],
    );
}

const VALUES: &str = r#"{":s": {"S": "x"}, ":n": {"N": "1"}, ":n0": {"N": "0"}, ":b": {"B": "AA=="}, ":t": {"BOOL": true}, ":u": {"NULL": true}, ":l": {"L": []}}"#;

/// A Query with this key condition and the values it uses.
fn query(index: &str, text: &str) -> String {
    let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(VALUES).unwrap();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != ':').collect();
    let used: serde_json::Map<_, _> = all.into_iter().filter(|(key, _)| words.contains(&key.as_str())).collect();
    let values = match used.is_empty() {
        true => String::new(),
        false => format!(r#", "ExpressionAttributeValues": {}"#, serde_json::Value::from(used)),
    };
    format!(r#"{{@T, {index}"KeyConditionExpression": "{text}"{values}}}"#)
}

// The structure of key conditions, in the order in which it is walked.
#[test]
fn key_condition_structure() {
    const P: &str = "Invalid KeyConditionExpression: ";
    let invalid = |text: &str, message: &str| {
        for layer in [Current, Older] {
            // Without a table, too.
            let wanted = ("ValidationException".to_owned(), format!("{P}{message}"));
            assert_eq!(answer("Query", &query("", text), layer), wanted, "{text}");
            assert_eq!(answer_beside(&[], "Query", &query("", text), layer), wanted, "{text}");
        }
    };
    let operator = |text: &str, operator: &str| {
        invalid(text, &format!("Invalid operator used in KeyConditionExpression: {operator}"))
    };
    let condition =
        |text: &str, rest: &str| invalid(text, &format!("Invalid condition in KeyConditionExpression: {rest}"));
    const MULTIPLE: &str = "Multiple attribute names used in one condition";
    const NESTED: &str = "KeyConditionExpressions cannot have conditions on nested attributes";
    operator("pk = :s OR sk = :n", "OR");
    operator("NOT pk = :s", "NOT");
    operator("pk = :s AND NOT sk = :n", "NOT");
    operator("pk IN (:s)", "IN");
    operator("pk <> :s", "<>");
    for function in ["attribute_exists(pk)", "attribute_not_exists(pk)", "contains(pk, :s)"] {
        operator(&format!("pk = :s AND {function}"), function.split('(').next().unwrap());
    }
    invalid("pk = :s AND size(sk) > :n", "KeyConditionExpressions cannot contain nested operations");
    condition(":s BETWEEN pk AND sk", "BETWEEN operator must have the key attribute as its first operand");
    condition("begins_with(:s, pk)", "begins_with operator must have the key attribute as its first operand");
    condition("pk = x", MULTIPLE);
    condition("b > a.b", MULTIPLE);
    condition("begins_with(a, b)", MULTIPLE);
    condition("b BETWEEN c AND :n", MULTIPLE);
    invalid("pk.b > :s", NESTED);
    invalid("pk[0] = :s", NESTED);
    condition(":s = :s", "No key attribute specified");
    const TWICE: &str = "KeyConditionExpressions must only contain one condition per key";
    invalid("pk = :s AND pk = :s", TWICE);
    invalid("pk = :s AND sk >= :n AND sk <= :n", TWICE);
    operator("a > b and size(b) > c or a > c", "OR");
    // From the left.
    invalid("size(b) > :n AND NOT a = :s", "KeyConditionExpressions cannot contain nested operations");
    condition("a = b AND pk.x = :s", MULTIPLE);
    invalid("pk.x = :s AND a = b", NESTED);
    invalid("pk = :s AND pk = :s AND a.b = :s", TWICE);
    // Before all of them: reserved words; from clause to clause, placeholders and types of operands.
    invalid("pk = :s OR status = :s", "Attribute name is a reserved keyword; reserved keyword: status");
    const VALUE: &str = "An expression attribute value used in expression is not defined; attribute value: :missing";
    const TYPE: &str =
        "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N";
    invalid("pk = :missing OR sk = :n", VALUE);
    invalid("pk = :missing AND begins_with(sk, :n)", VALUE);
    invalid("begins_with(sk, :n) AND pk = :missing", TYPE);
    invalid("begins_with(sk, :n) OR a = :s AND b = :s AND c = :s", TYPE);
    invalid(
        "pk = :s AND sk BETWEEN :n AND :n0",
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {N:0}",
    );
    for (text, operator, given) in [
        ("sk < :t", "<", "BOOL"),
        (":t >= sk", ">=", "BOOL"),
        ("sk BETWEEN :t AND :t", "BETWEEN", "BOOL"),
        ("begins_with(sk, :t)", "begins_with", "BOOL"),
        ("begins_with(sk, :n)", "begins_with", "N"),
        ("sk > :l", ">", "L"),
    ] {
        invalid(
            &format!("pk = :s AND {text}"),
            &format!(
                "Incorrect operand type for operator or function; operator or function: {operator}, operand type: {given}"
            ),
        );
    }
}

// Key conditions against the keys of a table or index.
#[test]
fn key_conditions_against_keys() {
    let asks = |index: &str, text: &str, wanted: &str| rows("Query", &[(&query(index, text), wanted)]);
    let own = |text: &str, wanted: &str| asks("", text, wanted);
    const COUNT: &str =
        "The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)";
    const TYPE: &str = "One or more parameter values were invalid: Condition parameter type does not match schema type";
    own("pk = :s AND sk = :n AND x = :n", COUNT);
    own("x = :n AND y = :n AND z = :n", COUNT);
    own("sk = :n", "Query condition missed key schema element: pk");
    own("x = :n AND y = :n", "Query condition missed key schema element: pk");
    own("x = :n AND pk = :s", "Query condition missed key schema element: sk");
    for text in ["pk > :s", "begins_with(pk, :s)", "pk BETWEEN :s AND :s", "pk <= :s AND sk = :n"] {
        own(text, "Query key condition not supported");
    }
    for text in [
        "pk = :n",
        "pk = :s AND sk = :s",
        "pk = :s AND begins_with(sk, :s)",
        "pk = :s AND sk = :t",
        "pk = :u",
        "pk = :s AND sk < :s",
    ] {
        own(text, TYPE);
    }
    for text in [
        "pk = :s",
        "pk = :s AND sk >= :n",
        ":n <= sk AND :s = pk",
        "(pk = :s) AND (sk BETWEEN :n0 AND :n)",
        "(pk = :s AND sk = :n)",
    ] {
        own(text, "");
    }
    let gsi = |text: &str, wanted: &str| asks(r#""IndexName": "gsi", "#, text, wanted);
    gsi("a = :s AND b < :n", "");
    gsi("pk = :s", "Query condition missed key schema element: a");
    // Keys of several attributes.
    let multi = |text: &str, wanted: &str| asks(r#""IndexName": "multi", "#, text, wanted);
    for text in [
        "a = :s",
        "a = :s AND b = :n AND c = :b AND begins_with(d, :s)",
        "c > :b AND b = :n AND a = :s",
        "a = :s AND b BETWEEN :n0 AND :n",
    ] {
        multi(text, "");
    }
    let equality = |lacking: &str, present: &str| {
        format!(
            "RANGE key attributes {lacking} must have equality conditions specified in the query because a condition is present on key attribute {present}"
        )
    };
    multi("a = :s AND c = :b", &equality("b", "c"));
    multi("d = :s AND b = :n AND a = :s", &equality("c", "d"));
    multi("a = :s AND b > :n AND c = :b", &equality("b", "c"));
}

// The other checks of reads: keys in filters, indexes, start keys, segments.
#[test]
fn reads() {
    let read = |more: &str| format!("{{@T, {KEYS}, {more}}}");
    const SCALAR: &str = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";
    rows(
        "Query",
        &[
            ("{@T}", "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."),
            (
                &read(r#""FilterExpression": "size(sk) = x""#),
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
            ),
            (
                &read(r##""FilterExpression": "x = #p", "ExpressionAttributeNames": {"#p": "pk"}"##),
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: pk",
            ),
            (&read(r#""ProjectionExpression": "x, pk.x""#), &format!("{SCALAR}Key: pk")),
            (&read(r#""ProjectionExpression": "a[0]""#), &format!("{SCALAR}IndexKey: a")),
            (&read(r#""IndexName": "nope""#), "The table does not have the specified index: nope"),
            (
                r#"{@T, "IndexName": "gsi", "KeyConditionExpression": "a = :s", "FilterExpression": "pk = :s", "ExpressionAttributeValues": {":s": {"S": "x"}}}"#,
                "",
            ),
            (
                r#"{@T, "IndexName": "gsi", "KeyConditionExpression": "a = :s", "FilterExpression": "zz = :s", "ExpressionAttributeValues": {":s": {"S": "x"}}}"#,
                "One or more parameter values were invalid: Secondary index gsi does not project one or more filter attributes: [zz]",
            ),
        ],
    );
    for (operation, key) in [("GetItem", "@K"), ("UpdateItem", "@K"), ("DeleteItem", "@K")] {
        for key_json in [r#"{"pk": {"S": "x"}}"#, r#"{"pk": {"S": "x"}, "sk": {"S": "1"}}"#, "{}"] {
            let request = format!("{{@T, {key}}}").replace(key, &format!(r#""Key": {key_json}"#));
            rows(operation, &[(&request, "The provided key element does not match the schema")]);
        }
        let empty = r#"{@T, "Key": {"pk": {"S": ""}, "sk": {"N": "1"}}}"#;
        rows(
            operation,
            &[(
                empty,
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            )],
        );
    }
    rows(
        "Scan",
        &[
            (
                r#"{@T, "IndexName": "gsi", "ExclusiveStartKey": {"pk": {"S": "x"}}}"#,
                "The provided key element does not match the schema",
            ),
            (r#"{@T, "FilterExpression": "attribute_exists(sk[0])"}"#, &format!("{SCALAR}Key: sk")),
            (r#"{@T, "FilterExpression": "attribute_exists(d.x)"}"#, &format!("{SCALAR}IndexKey: d")),
        ],
    );
}

// Legacy conditions: which arguments each operator takes.
#[test]
fn legacy_operators() {
    const ALL: [&str; 10] = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"];
    let value = |of: &str| match of {
        "S" => r#"{"S": "a"}"#,
        "N" => r#"{"N": "1"}"#,
        "B" => r#"{"B": "AA=="}"#,
        "BOOL" => r#"{"BOOL": true}"#,
        "NULL" => r#"{"NULL": true}"#,
        "SS" => r#"{"SS": ["a"]}"#,
        "NS" => r#"{"NS": ["1"]}"#,
        "BS" => r#"{"BS": ["AA=="]}"#,
        "L" => r#"{"L": []}"#,
        _ => r#"{"M": {}}"#,
    };
    let ask = |operator: &str, values: &[&str], wanted: &str| {
        let entry = format!(r#"{{"ComparisonOperator": "{operator}", "AttributeValueList": [{}]}}"#, values.join(", "));
        let expected = format!(r#"{{@T, @K, "Expected": {{"x": {entry}}}}}"#);
        let enveloped = if wanted.is_empty() { String::new() } else { format!("E:{wanted}") };
        rows("DeleteItem", &[(&expected, &enveloped)]);
        rows("Scan", &[(&format!(r#"{{@T, "ScanFilter": {{"x": {entry}}}}}"#), wanted)]);
        rows("Query", &[(&format!(r#"{{@T, {KEYS}, "QueryFilter": {{"x": {entry}}}}}"#), wanted)]);
    };
    for (operator, count, types) in [
        ("EQ", 1, &ALL[..]),
        ("NE", 1, &ALL),
        ("LT", 1, &["S", "N", "B"]),
        ("LE", 1, &["S", "N", "B"]),
        ("GT", 1, &["S", "N", "B"]),
        ("GE", 1, &["S", "N", "B"]),
        ("BETWEEN", 2, &["S", "N", "B"]),
        ("BEGINS_WITH", 1, &["S", "B"]),
        ("IN", 1, &["S", "N", "B"]),
        ("NULL", 0, &[]),
        ("NOT_NULL", 0, &[]),
        ("CONTAINS", 1, &["S", "N", "B"]),
        ("NOT_CONTAINS", 1, &["S", "N", "B"]),
    ] {
        let number = format!("{INVALID}Invalid number of argument(s) for the {operator} ComparisonOperator");
        let text = value("S");
        if count > 0 {
            ask(operator, &[], &number);
        }
        if operator != "IN" {
            ask(operator, &vec![text; count + 1], &number);
        }
        for of in types {
            ask(operator, &vec![value(of); count], "");
        }
        let tolerated: &[&str] = if operator.ends_with("CONTAINS") { &["BOOL", "NULL"] } else { &[] };
        for of in ALL.iter().filter(|of| count > 0 && !types.contains(of) && !tolerated.contains(of)) {
            let wrong = format!("{INVALID}ComparisonOperator {operator} is not valid for {of} AttributeValue type");
            ask(operator, &vec![value(of); count], &wrong);
        }
    }
    let mixed = format!("{INVALID}AttributeValues inside AttributeValueList must be of same type");
    ask("IN", &[value("S"), value("N")], &mixed);
    ask("BETWEEN", &[value("S"), value("N")], &mixed);
    ask(
        "BETWEEN",
        &[r#"{"N": "10"}"#, r#"{"N": "9"}"#],
        "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound",
    );
    // Values, count, same type, type of the operator, order.
    ask("LT", &[r#"{"SS": []}"#, value("S")], &format!("{INVALID}An string set  may not be empty"));
    ask("BETWEEN", &[value("L"), value("S")], &mixed);
    for operator in ["NE", "IN", "NULL", "NOT_NULL", "CONTAINS", "NOT_CONTAINS"] {
        let arguments = if operator.ends_with("NULL") { "" } else { r#"{"N": "1"}"# };
        let request = format!(
            r#"{{@T, "KeyConditions": {{"pk": {{"ComparisonOperator": "EQ", "AttributeValueList": [{{"S": "p"}}]}}, "sk": {{"ComparisonOperator": "{operator}", "AttributeValueList": [{arguments}]}}}}}}"#
        );
        rows("Query", &[(&request, "Attempted conditional constraint is not an indexable operation")]);
    }
    rows(
        "DeleteItem",
        &[
            (
                r#"{@T, @K, "Expected": {"x": {"ComparisonOperator": "eq", "AttributeValueList": [{"S": "a"}]}}}"#,
                "E:Value 'eq' at 'expected.x.member.comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]",
            ),
            (
                r#"{@T, @K, "Expected": {"x": {"Exists": true}}}"#,
                &format!("E:{INVALID}Value must be provided when Exists is true for Attribute: x"),
            ),
            (
                r#"{@T, @K, "Expected": {"x": {"Exists": false}, "y": {"Value": {"S": "a"}}}, "ConditionalOperator": "OR"}"#,
                "",
            ),
        ],
    );
    rows(
        "GetItem",
        &[(
            r#"{@T, @K, "AttributesToGet": ["a", "b", "a"]}"#,
            &format!("{INVALID}Duplicate value in attribute name: a"),
        )],
    );
}

// Transactions: what is told of several faults, and how.
#[test]
fn transactions() {
    let write = |entries: &[&str]| format!(r#"{{"TransactItems": [{}]}}"#, entries.join(", "));
    let good = r#"{"Put": {@T, "Item": {"pk": {"S": "g"}, "sk": {"N": "1"}}}}"#;
    let syntax = r#"{"Update": {@T, "Key": {"pk": {"S": "s"}, "sk": {"N": "1"}}, "UpdateExpression": "SET"}}"#;
    let unused = r#"{"Delete": {"TableName": "missing", "Key": {"pk": {"S": "u"}}, "ConditionExpression": "attribute_exists(x)", "ExpressionAttributeValues": {":u": {"S": "u"}}}}"#;
    let value = r#"{"Put": {@T, "Item": {"pk": {"S": "v"}, "sk": {"N": "x"}}}}"#;
    let empty_key = r#"{"Delete": {@T, "Key": {"pk": {"S": ""}, "sk": {"N": "1"}}}}"#;
    let bad_key = r#"{"Put": {@T, "Item": {"pk": {"N": "1"}, "sk": {"N": "1"}}}}"#;
    const SYNTAX: &str = r#"Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET""#;
    const UNUSED: &str = "Value provided in ExpressionAttributeValues unused in expressions: keys: {:u}";
    const VALUE: &str = "The parameter cannot be converted to a numeric value: x";
    const EMPTY: &str = "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk";
    const TWICE: &str = "Transaction request cannot include multiple operations on one item";
    const CANCELLED: &str =
        "TransactionCanceledException!Transaction cancelled, please refer cancellation reasons for specific reasons ";
    rows(
        "TransactWriteItems",
        &[
            // The first bad entry, whatever its fault.
            (&write(&[good, syntax, unused, value]), SYNTAX),
            (&write(&[good, unused, syntax]), UNUSED),
            (&write(&[value, syntax]), VALUE),
            (&write(&[syntax, value]), SYNTAX),
            (&write(&[empty_key, syntax]), EMPTY),
            (&write(&["{}", syntax]), "TransactItems can only contain one of Check, Put, Update or Delete"),
            (&write(&[syntax, "{}"]), SYNTAX),
            // Then the same item twice, then keys.
            (&write(&[good, good, unused]), UNUSED),
            (&write(&[bad_key, unused]), UNUSED),
            (&write(&[bad_key, good, good]), TWICE),
            (&write(&[good, bad_key]), &format!("{CANCELLED}[None, ValidationError]")),
            (&write(&[good]), ""),
            // What concerns the whole request comes before any entry.
            (
                &format!(
                    r#"{{"TransactItems": [{syntax}], "ReturnConsumedCapacity": "x", "ReturnItemCollectionMetrics": "y"}}"#
                ),
                "2 validation errors detected: Value 'x' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'y' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
            ),
            (
                &format!(r#"{{"TransactItems": [{syntax}], "ClientRequestToken": "{}"}}"#, "t".repeat(37)),
                &format!(
                    "E:Value '{}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36",
                    "t".repeat(37)
                ),
            ),
        ],
    );
    // Of one update, its update expression is told first. Of two conditions, that of the earlier entry.
    rows(
        "TransactWriteItems",
        &[(&write(&[r#"{"Update": {@T, @K, "UpdateExpression": "SET", "ConditionExpression": "a ="}}"#]), SYNTAX)],
    );
    rows(
        "TransactGetItems",
        &[
            (
                r#"{"TransactItems": [{"Get": {@T, "Key": {}}}, {"Get": {@T, @K, "ProjectionExpression": ""}}]}"#,
                "Invalid ProjectionExpression: The expression can not be empty;",
            ),
            (r#"{"TransactItems": [{"Get": {@T, "Key": {}}}]}"#, &format!("{CANCELLED}[ValidationError]")),
            (
                r#"{"TransactItems": []}"#,
                "E:Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ),
        ],
    );
}

// Which of two faults is told.
#[test]
fn order() {
    const EMPTY: &str = "The expression can not be empty;";
    rows(
        "UpdateItem",
        &[
            (
                r#"{@T, @K, "UpdateExpression": "", "ConditionExpression": ""}"#,
                &format!("E:Invalid UpdateExpression: {EMPTY}"),
            ),
            (
                r#"{@T, "Key": {}, "UpdateExpression": "REMOVE pk", "ConditionExpression": ""}"#,
                &format!("E:Invalid ConditionExpression: {EMPTY}"),
            ),
            // The types of ADD before the condition and the key.
            (
                r#"{@T, "Key": {}, "UpdateExpression": "ADD x :s", "ConditionExpression": "", "ExpressionAttributeValues": {":s": {"S": "x"}}}"#,
                "E:Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
            ),
            // The key's shape before changes to it; changes to it before paths into it.
            (
                r#"{@T, "Key": {}, "UpdateExpression": "REMOVE pk"}"#,
                "The provided key element does not match the schema",
            ),
            (
                r#"{@T, @K, "UpdateExpression": "REMOVE pk.x"}"#,
                "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key",
            ),
            (
                r#"{@T, @K, "UpdateExpression": "SET x = pk.y, sk = x"}"#,
                "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key",
            ),
            (
                r#"{@T, "Key": {"pk": {"SS": []}}, "UpdateExpression": ""}"#,
                "E:One or more parameter values were invalid: An string set  may not be empty",
            ),
            (
                r#"{@T, "Key": {"pk": {"SS": []}}, "UpdateExpression": "", "Expected": {}}"#,
                "E:Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {UpdateExpression}",
            ),
        ],
    );
    rows(
        "Scan",
        &[
            (
                r#"{@T, "FilterExpression": "", "ProjectionExpression": ""}"#,
                &format!("Invalid FilterExpression: {EMPTY}"),
            ),
            (
                r#"{@T, "FilterExpression": "", "ExpressionAttributeNames": {}, "Segment": 1}"#,
                "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
            ),
            (
                r#"{@T, "FilterExpression": "", "Select": "SPECIFIC_ATTRIBUTES"}"#,
                &format!("Invalid FilterExpression: {EMPTY}"),
            ),
            (
                r#"{@T, "IndexName": "nope", "Select": "SPECIFIC_ATTRIBUTES"}"#,
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            ),
        ],
    );
    rows(
        "Query",
        &[
            (
                r#"{@T, "KeyConditionExpression": "pk = x", "ProjectionExpression": ""}"#,
                &format!("Invalid ProjectionExpression: {EMPTY}"),
            ),
            (
                r##"{@T, "KeyConditionExpression": "#0 = x", "ExpressionAttributeNames": {"#0": "pk", "#count": "count"}}"##,
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#count}",
            ),
            (
                r#"{@T, "KeyConditionExpression": "pk = x", "Select": "SPECIFIC_ATTRIBUTES"}"#,
                "Invalid KeyConditionExpression: Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition",
            ),
            (
                r#"{@T, "KeyConditionExpression": "sk = :n", "FilterExpression": "attribute_exists(pk)", "ExpressionAttributeValues": {":n": {"N": "1"}}}"#,
                "Query condition missed key schema element: pk",
            ),
        ],
    );
    rows(
        "PutItem",
        &[
            // Key, then index keys, then paths, then size.
            (
                &format!(
                    r#"{{@T, "Item": {{"pk": {{"S": ""}}, "sk": {{"N": "1"}}, "a": {{"N": "1"}}, "x": {{"S": "{}"}}}}}}"#,
                    "x".repeat(409_600)
                ),
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            ),
            (
                &format!(
                    r#"{{@T, "Item": {{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "a": {{"N": "1"}}, "x": {{"S": "{}"}}}}}}"#,
                    "x".repeat(409_600)
                ),
                "One or more parameter values were invalid: Type mismatch for Index Key a Expected: S Actual: N IndexName: gsi",
            ),
            (
                r#"{@T, "Item": {"pk": {"N": "1"}}}"#,
                "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
            ),
            (
                r#"{@T, "Item": {"pk": {"N": "1"}}, "ConditionExpression": ""}"#,
                &format!("E:Invalid ConditionExpression: {EMPTY}"),
            ),
        ],
    );
}

// Sizes of items, keys, names and batches.
#[test]
fn sizes() {
    let put = |item: &str| format!(r#"{{@T, "Item": {{{item}}}}}"#);
    let item =
        |pk: usize, more: &str| put(&format!(r#""pk": {{"S": "{}"}}, "sk": {{"N": "1"}}{more}"#, "p".repeat(pk)));
    rows(
        "PutItem",
        &[
            (&item(2048, ""), ""),
            (&item(2049, ""), &format!("{INVALID}Size of hashkey has exceeded the maximum size limit of2048 bytes")),
            (
                &item(1, &format!(r#", "{}": {{"S": "x"}}"#, "n".repeat(65_536))),
                "E:Attribute name is too large, must be less than 65536 bytes",
            ),
            (&item(1, &format!(r#", "{}": {{"S": "x"}}"#, "n".repeat(65_535))), ""),
            (
                &item(1, r#", "c": {"B": ""}"#),
                "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty binary value. IndexName: multi, IndexKey: c",
            ),
        ],
    );
    // An attribute name behind a placeholder.
    let names = |length: usize| {
        format!(
            r##"{{@T, "FilterExpression": "attribute_exists(#n)", "ExpressionAttributeNames": {{"#n": "{}"}}}}"##,
            "n".repeat(length)
        )
    };
    rows("Scan", &[(&names(65_535), "")]);
    assert_ne!(answer("Scan", &names(65_536), Current).1, "");
    let sort = |length: usize| {
        let table = r#"{"TableName": "tbl", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "B"}, {"AttributeName": "sk", "AttributeType": "S"}]}"#;
        let tables = ddbexpr::request::TableSchema::all_from_json(table).unwrap();
        let request = format!(r#"{{@T, "Item": {{"pk": {{"B": "AA=="}}, "sk": {{"S": "{}"}}}}}}"#, "s".repeat(length));
        let empty = r#"{@T, "Key": {"pk": {"B": ""}, "sk": {"S": "s"}}}"#;
        assert_eq!(
            answer_beside(&tables, "GetItem", empty, Current).1,
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty binary value. Key: pk"
        );
        answer_beside(&tables, "PutItem", &request, Current).1
    };
    assert_eq!(sort(1024), "");
    assert_eq!(
        sort(1025),
        format!("{INVALID}Aggregated size of all range keys has exceeded the size limit of 1024 bytes")
    );
    rows(
        "BatchWriteItem",
        &[(
            r#"{"RequestItems": {"t?": []}}"#,
            "2 validation errors detected: Value '{t?=[]}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]; Value '{t?=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]",
        )],
    );
}

// Which of two faults of a batch is told, and batches as a whole.
#[test]
fn batches() {
    let get = |tables: &str| format!(r#"{{"RequestItems": {{{tables}}}}}"#);
    let keys = |from: usize, count: usize| {
        let key = |n: usize| format!(r#"{{"pk": {{"S": "p"}}, "sk": {{"N": "{n}"}}}}"#);
        (from..from + count).map(key).collect::<Vec<_>>().join(", ")
    };
    const UNUSED: &str = "Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}";
    const TWICE: &str = "Provided list of item keys contains duplicates";
    const SCHEMA: &str = "The provided key element does not match the schema";
    let bad = r#"{"pk": {"SS": []}}"#;
    let unused = r##""ProjectionExpression": "x", "ExpressionAttributeNames": {"#u": "u"}"##;
    rows(
        "BatchGetItem",
        &[
            (&get(&format!(r#""tbl": {{"Keys": [{bad}], {unused}}}"#)), UNUSED),
            (
                &get(&format!(r#""tbl": {{"Keys": [{bad}], "AttributesToGet": ["a", "a"]}}"#)),
                &format!("{INVALID}Duplicate value in attribute name: a"),
            ),
            (
                &get(&format!(r#""tbl": {{"Keys": [{}, {}, {bad}]}}"#, keys(1, 1), keys(1, 1))),
                &format!("{INVALID}An string set  may not be empty"),
            ),
            // The first table, whatever its fault.
            (&get(&format!(r#""tbl": {{"Keys": [{0}, {0}]}}, "two": {{"Keys": [{0}], {unused}}}"#, keys(1, 1))), TWICE),
            (
                &get(&format!(r#""two": {{"Keys": [{0}], {unused}}}, "tbl": {{"Keys": [{0}, {0}]}}"#, keys(1, 1))),
                UNUSED,
            ),
            // The total, then keys.
            (
                &get(&format!(r#""tbl": {{"Keys": [{}, {{}}]}}, "two": {{"Keys": [{}]}}"#, keys(0, 60), keys(0, 60))),
                "Too many items requested for the BatchGetItem call",
            ),
            (&get(r#""tbl": {"Keys": [{}]}"#), SCHEMA),
        ],
    );
    rows_of("BatchGetItem", Older, &[(&get(""), "The requestItems parameter is required for BatchGetItem")]);
    let write = |requests: &str| format!(r#"{{"RequestItems": {{"tbl": [{requests}]}}}}"#);
    let put = |item: &str| format!(r#"{{"PutRequest": {{"Item": {item}}}}}"#);
    let good = put(r#"{"pk": {"S": "p"}, "sk": {"N": "1"}}"#);
    let index = put(r#"{"pk": {"S": "p"}, "sk": {"N": "2"}, "a": {"N": "1"}}"#);
    rows(
        "BatchWriteItem",
        &[
            (&write(&format!("{good}, {good}, {}", put(bad))), &format!("{INVALID}An string set  may not be empty")),
            (&write(&format!("{good}, {good}, {}", put(r#"{"pk": {"S": "p"}}"#))), SCHEMA),
            (&write(&format!("{good}, {good}, {}", put(r#"{"pk": {"N": "1"}, "sk": {"N": "1"}}"#))), SCHEMA),
            (
                &write(&format!("{good}, {good}, {index}")),
                &format!("{INVALID}Type mismatch for Index Key a Expected: S Actual: N IndexName: gsi"),
            ),
            (&write(&format!("{good}, {good}")), TWICE),
            (
                &write(&put(&format!(
                    r#"{{"pk": {{"S": "p"}}, "sk": {{"N": "1"}}, "x": {{"S": "{}"}}}}"#,
                    "x".repeat(409_600)
                ))),
                "Item size has exceeded the maximum allowed size",
            ),
        ],
    );
    // A transaction of more than 4 MB.
    let put = |n: usize| {
        format!(
            r#"{{"Put": {{@T, "Item": {{"pk": {{"S": "{n}"}}, "sk": {{"N": "1"}}, "x": {{"S": "{}"}}}}}}}}"#,
            "x".repeat(400_000)
        )
    };
    let puts: Vec<String> = (0..11).map(put).collect();
    let told = |puts: &[String]| {
        answer("TransactWriteItems", &format!(r#"{{"TransactItems": [{}]}}"#, puts.join(", ")), Current).1
    };
    assert_eq!(told(&puts[..10]), "");
    assert!(told(&puts).contains("size cannot exceed"), "{}", told(&puts));
}

// Reads with two faults that need the table.
#[test]
fn order_of_reads() {
    let read = |more: &str| {
        format!(
            r#"{{@T, "KeyConditionExpression": "pk = :s", "ExpressionAttributeValues": {{":s": {{"S": "x"}}}}, {more}}}"#
        )
    };
    let start = |pk: &str| format!(r#""ExclusiveStartKey": {{"pk": {{"S": "{pk}"}}, "sk": {{"N": "1"}}}}"#);
    const SCALAR: &str =
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: sk";
    const FILTER: &str = "Filter Expression can only contain non-primary key attributes: Primary key attribute: pk";
    rows(
        "Query",
        &[
            (
                &read(r#""IndexName": "nope", "ConsistentRead": true"#),
                "The table does not have the specified index: nope",
            ),
            (
                &read(r#""IndexName": "gsi", "ConsistentRead": true"#),
                "Consistent reads are not supported on global secondary indexes",
            ),
            (&read(r#""IndexName": "gsi""#), "Query condition missed key schema element: a"),
            (
                &read(&format!(r#"{}, "ProjectionExpression": "sk.x""#, start("y"))),
                "The provided starting key is outside query boundaries based on provided conditions",
            ),
            (&read(r#""ProjectionExpression": "sk.x", "FilterExpression": "pk = x""#), SCALAR),
            (&read(r#""FilterExpression": "pk = sk.x""#), FILTER),
            (&read(r#""ExclusiveStartKey": {}, "FilterExpression": "pk = x""#), "The provided starting key is invalid"),
        ],
    );
    for (operation, members, filter) in [("Query", KEYS, "QueryFilter"), ("Scan", r#""Limit": 1"#, "ScanFilter")] {
        rows(
            operation,
            &[
                (
                    &format!(r#"{{@T, {members}, "ConditionalOperator": "OR"}}"#),
                    "ConditionalOperator cannot be used without Filter or Expected",
                ),
                (
                    &format!(
                        r#"{{@T, {members}, "ConditionalOperator": "OR", "{filter}": {{"x": {{"ComparisonOperator": "NULL"}}}}}}"#
                    ),
                    "ConditionalOperator can only be used when Filter or Expected has two or more elements",
                ),
            ],
        );
    }
}
