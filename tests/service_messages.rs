//! Every message about an expression that is known of the service: whole, in every operation, on both layers.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use ddbexpr::layer::ValidationLayer;
use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::value::json;
use ddbexpr::{Update as CompiledUpdate, UpdateError};

use support::expressions::{ALL, CONDITIONS, Condition, Filter, KeyCondition, Projection, Update, accepted, refused};

mod support;

// Syntax errors: the token at fault, and the text from the token before to the token after.
#[test]
fn syntax_errors() {
    let conditions = [
        ("!!! INVALID !!!", "!", "!!"),
        ("a-b", "-", "a-b"),
        ("a-b = :v", "-", "a-b"),
        ("a = = b", "=", "= = b"),
        ("attribute_not_exists(", "<EOF>", "("),
        ("attribute_type()", ")", "()"),
        ("f()", ")", "()"),
        ("#comment =", "<EOF>", "="),
        ("attribute_exists(x) AND NOT #h", "<EOF>", "#h"),
        ("#list[abc].#c = :v", "abc", "[abc]"),
        ("#list[].#comment = :v", "]", "[]."),
        ("#list[-1].#c = :v", "-", "[-1"),
        ("a = :v AND __typename = :t", "_", "AND __"),
        ("foo", "<EOF>", "foo"),
        ("[object Object]", "[", "[object"),
        ("tenantAgent:abc123-def", ":abc123", "tenantAgent:abc123-"),
        ("a > 4", "4", "> 4"),
        ("a = 'x'", "'x'", "= 'x'"),
        ("a = \"x\"", "\"x\"", "= \"x\""),
        ("a != :v", "!", "a !="),
        ("a.in = :v", "in", ".in ="),
        ("a IN ()", ")", "()"),
        ("a = NOT b", "NOT", "= NOT b"),
        ("a = b = c", "=", "b = c"),
        // Keywords as names, in any case.
        ("remove = :v", "remove", "remove ="),
        ("Between = :v", "Between", "Between ="),
    ];
    let updates = [
        ("INVALID SYNTAX HERE", "INVALID", "INVALID SYNTAX"),
        ("SET _123 = :v", "_", "SET _123"),
        ("set {0} = :v", "{", "set {0"),
        ("[object Object]", "[", "[object"),
        ("SET path = VALUE 1", "1", "VALUE 1"),
        ("SET  REMOVE #Options", "REMOVE", "SET  REMOVE #Options"),
        ("DELETE #m :t undefined SET a = :v", "undefined", ":t undefined SET"),
        ("SET note = :v +", "<EOF>", "+"),
        ("SET numx = numx * :v", "*", "numx * :v"),
        ("SET numx = numx / :v", "/", "numx / :v"),
        ("ADD numx", "<EOF>", "numx"),
        ("DELETE setx", "<EOF>", "setx"),
        ("ADD numx 1", "1", "numx 1"),
        ("DELETE setx a", "a", "setx a"),
        ("SET #a = :b, #c = :d,", "<EOF>", ","),
        ("SET y = list_append(x, 0)", "0", ", 0)"),
        ("SET #list[0.#comment = :value", ".", "0.#comment"),
        ("SET a = b + c + d", "+", "c + d"),
        ("SET a = :x, REMOVE b", "REMOVE", ", REMOVE b"),
        ("SET set = :v", "set", "SET set ="),
    ];
    let projections = [
        ("!!! INVALID !!!", "!", "!!"),
        ("!!!", "!", "!!"),
        ("l[001]", "0", "001"),
        ("l[0000000000001]", "0", "000"),
        ("l[a]", "a", "[a]"),
        ("l[]", "]", "[]"),
        ("l[１２３]", "１", "[１２"),
        ("a b", "b", "a b"),
        ("a,", "<EOF>", ","),
        ("a,b,", "<EOF>", ","),
        ("remove", "remove", "remove"),
    ];
    for (kinds, rows) in [(CONDITIONS, &conditions[..]), (&[Update], &updates), (&[Projection], &projections)] {
        for (text, token, near) in rows {
            refused(kinds, &[(text, &format!(r#"Syntax error; token: "{token}", near: "{near}""#))]);
        }
    }
}

// Redundant parentheses: a group that holds nothing but a group of its own category.
#[test]
fn redundant_parentheses() {
    const REDUNDANT: &str = "The expression has redundant parentheses;";
    for text in [
        "((a = b))",
        "a = b AND ((c = d AND e = f))",
        "a > ((b))",
        "f((:x), ((a)))",
        "((attribute_exists(a)))",
        "((#name)) = :v",
        // Noticed before the syntax error.
        "(a)between(((b.c)).d)and(c)",
        // Before unknown functions, reserved words, undefined placeholders, counts of operands.
        "((foo(a)))",
        "((status = :x))",
        "((size(a, #x) = :x))",
    ] {
        refused(CONDITIONS, &[(text, REDUNDANT)]);
    }
    refused(&[Update], &[("SET a = ((b + c))", REDUNDANT), ("SET a = ((b))", REDUNDANT)]);
    refused(CONDITIONS, &[("(a)between(b.(c.d))and(c)", r#"Syntax error; token: "(", near: ".(c""#)]);
    accepted(&[Update], &["SET a = ((b) + (c))", "SET a = (b + c)", "SET a = (b) + (c)", "SET c = (c - :n)"]);
    accepted(
        &[Condition, Filter],
        &[
            "(a = b)",
            "((a = b) AND c = d)",
            "((a=b) OR (c=d))",
            "((size(a)) = :n)",
            "(NOT (a = b))",
            "(a = b AND (c = d))",
            "(a) = (b)",
            "(a = :s AND (c = d)) OR (e = f)",
            "(a = :s) AND (((b = :n) AND (c = d)) AND (e = f))",
            "((a = :s) OR (b = :n) AND (c = d))",
        ],
    );
}

// Names of functions: case matters; those of the other family; those that cannot stand where they stand.
#[test]
fn functions() {
    const MISUSED: &str = "The function is not allowed to be used this way in an expression; function: ";
    const COUNT: &str = "Incorrect number of operands for operator or function; operator or function: ";
    let misused = |text: &str, function: &str| refused(CONDITIONS, &[(text, &format!("{MISUSED}{function}"))]);
    let count = |text: &str, rest: &str| refused(CONDITIONS, &[(text, &format!("{COUNT}{rest}"))]);
    refused(
        CONDITIONS,
        &[
            ("attRIbute_exIsts(a)", "Invalid function name; function: attRIbute_exIsts"),
            ("ATTRIBUTE_EXISTS(a)", "Invalid function name; function: ATTRIBUTE_EXISTS"),
            ("foo(a)", "Invalid function name; function: foo"),
            ("SIZE(a) = :n", "Invalid function name; function: SIZE"),
            ("NOT exists(a, b, c)", "Invalid function name; function: exists"),
            (
                "if_not_exists(s, :s) = :s",
                "The function is not allowed in a condition expression; function: if_not_exists",
            ),
            ("list_append(a, :l) = :l", "The function is not allowed in a condition expression; function: list_append"),
        ],
    );
    misused("size(a)", "size");
    misused("NOT size(a)", "size");
    misused("a = :s AND size(a)", "size");
    misused("size(contains(#name, :s)) = :s", "contains");
    misused("attribute_exists(a) = :t", "attribute_exists");
    misused("size(contains(a, b)) > c", "contains");
    misused("a IN (b, attribute_exists(c))", "attribute_exists");
    misused("a BETWEEN begins_with(b, c) AND d", "begins_with");
    count("contains(#name)", "contains, number of operands: 1");
    count("begins_with(#name, :s, :v)", "begins_with, number of operands: 3");
    count("size(#name, #a) = :s", "size, number of operands: 2");
    count("attribute_exists(a, b)", "attribute_exists, number of operands: 2");
    count("attribute_not_exists(a, b, c)", "attribute_not_exists, number of operands: 3");
    count("attribute_type(a)", "attribute_type, number of operands: 1");
    refused(
        &[Update],
        &[
            ("SET a = foo(b)", "Invalid function name; function: foo"),
            ("SET a = IF_NOT_EXISTS(b, :s)", "Invalid function name; function: IF_NOT_EXISTS"),
            ("SET a = contains(s, :n)", "The function is not allowed in an update expression; function: contains"),
            ("SET a = size(s)", "The function is not allowed in an update expression; function: size"),
            ("SET a = list_append(list_append(l, :l), :l)", &format!("{MISUSED}list_append")),
            ("SET a = if_not_exists(l, list_append(l, :l))", &format!("{MISUSED}list_append")),
            ("SET a = b + list_append(l, :l)", &format!("{MISUSED}list_append")),
            (
                "SET a = if_not_exists(if_not_exists(n, :n), :n)",
                "Operator or function requires a document path; operator or function: if_not_exists",
            ),
            (
                "SET a = if_not_exists(:n, b)",
                "Operator or function requires a document path; operator or function: if_not_exists",
            ),
            ("SET a = if_not_exists(b)", &format!("{COUNT}if_not_exists, number of operands: 1")),
            ("SET a = list_append(b)", &format!("{COUNT}list_append, number of operands: 1")),
            ("SET a = list_append(b, c, d)", &format!("{COUNT}list_append, number of operands: 3")),
        ],
    );
    accepted(
        &[Update],
        &[
            "SET a = list_append(if_not_exists(l, :l), :l)",
            "SET a = if_not_exists(a, :n) + :n",
            "SET a = if_not_exists(a, if_not_exists(b, :n))",
            "SET a = list_append(a, a), b = #b + #b",
        ],
    );
    accepted(
        &[Condition, Filter],
        &["attribute_exists (a)", "if_not_exists = :s", "begins_with = :s AND contains = :s", "attribute_type(:v, :S)"],
    );
}

// Reserved words: all of them, in any case, at any depth, spelled as in the text; the first is told.
#[test]
fn reserved_words() {
    const RESERVED: &str = "Attribute name is a reserved keyword; reserved keyword: ";
    let words: Vec<&str> = include_str!("../src/syntax/reserved-words.txt").split_whitespace().collect();
    assert_eq!(words.len(), 573);
    let keywords = ["IN", "BETWEEN", "NOT", "AND", "OR", "SET", "ADD", "DELETE"];
    for (at, word) in words.iter().enumerate() {
        let word = if at % 2 == 0 { word.to_ascii_lowercase() } else { (*word).to_owned() };
        let core = if keywords.contains(&word.to_ascii_uppercase().as_str()) {
            format!(r#"Syntax error; token: "{word}", near: "{word}""#)
        } else {
            format!("{RESERVED}{word}")
        };
        refused(&[Projection], &[(&word, &core)]);
    }
    let reserved = |kinds, text: &str, word: &str| refused(kinds, &[(text, &format!("{RESERVED}{word}"))]);
    reserved(CONDITIONS, "abOrT = :s", "abOrT");
    reserved(CONDITIONS, "a.b.name = :s", "name");
    reserved(CONDITIONS, "list[0].COMMENT = :s", "list");
    reserved(CONDITIONS, "#list[0].COMMENT = :s", "COMMENT");
    reserved(CONDITIONS, "begins_with(m.COMMENT, :v)", "COMMENT");
    reserved(CONDITIONS, "size = :v", "size");
    reserved(CONDITIONS, "contains(name, name)", "name");
    reserved(&[Projection], "a, b.Status[1]", "Status");
    reserved(&[Update], "SET a = true", "true");
    reserved(&[Update], "SET a = b + Counter", "Counter");
    reserved(&[Update], "REMOVE a ADD Views :n", "Views");
    accepted(&[Condition, Filter], &["#name = :s AND inside = :v AND settings = :v AND notes = :v"]);
}

// Limits of expressions: the text, operators, operands of IN, path elements, list indexes.
#[test]
fn limits() {
    const SIZE: &str = "Expression size has exceeded the maximum allowed size;";
    for kind in ALL {
        let (text, tail) = match kind {
            Condition | Filter | KeyCondition => ("a=:s", ""),
            Projection => ("a", ""),
            Update => ("REMOVE a", ""),
        };
        // White space counts; values and what names stand for do not.
        let padded = |bytes: usize| format!("{text}{tail}{}", " ".repeat(bytes - text.len()));
        let size = |bytes: usize| match kind {
            Condition | Filter => format!("{SIZE} expression size: {bytes}"),
            _ => SIZE.to_owned(),
        };
        refused(&[*kind], &[(&padded(4097), &size(4097)), (&padded(4109), &size(4109))]);
        // Before anything is read.
        refused(&[*kind], &[(&"!".repeat(4097), &size(4097))]);
        let fits = if *kind == KeyCondition { "((a" } else { "" };
        match fits {
            "" => accepted(&[*kind], &[&padded(4096)]),
            _ => refused(
                &[*kind],
                &[(&format!("{fits}{}", " ".repeat(4093)), r#"Syntax error; token: "<EOF>", near: "a""#)],
            ),
        }
    }
    accepted(
        &[Condition, Filter],
        &[&format!("a = :s {}", "or a<b ".repeat(149)), &format!("{}a = b", "NOT ".repeat(299))],
    );
    const OPERATORS: &str = "The expression contains too many operators; operator count: 301";
    refused(
        CONDITIONS,
        &[
            (&format!("a = :s {}", "or a<b ".repeat(150)), OPERATORS),
            (&format!("{}a = b", "NOT ".repeat(300)), OPERATORS),
            (&format!("a = b {}", "or(a<b)".repeat(150)), OPERATORS),
            (&format!("{}a = b", "NOT ".repeat(700)), OPERATORS),
        ],
    );
    accepted(&[Condition, Filter], &[&format!("a=b {}", "or(a<b)".repeat(149))]);
    let members = |count: usize| format!("a IN ({})", vec!["b"; count].join(","));
    accepted(&[Condition, Filter], &[&members(99)]);
    refused(
        CONDITIONS,
        &[
            (&members(100), "The IN operator is provided with too many operands; number of operands: 101"),
            (&members(162), "The IN operator is provided with too many operands; number of operands: 163"),
        ],
    );
    let names = |count: usize| vec!["b"; count].join(".");
    let indexes = |count: usize| format!("b{}", "[0]".repeat(count - 1));
    const DEEP: &str = "The document path has too many nesting levels; nesting levels: 33";
    accepted(&[Projection], &[&names(32), &indexes(32), "l[4294967294]", "l[2000000000]"]);
    refused(&[Projection], &[(&names(33), DEEP), (&indexes(33), DEEP)]);
    refused(CONDITIONS, &[(&format!("{} = :s", names(33)), DEEP)]);
    refused(&[Update], &[(&format!("SET a = {}", names(33)), DEEP), (&format!("REMOVE {}", indexes(33)), DEEP)]);
    let index = |index: &str| format!("List index is not within the allowable range; index: [{index}]");
    for digits in ["4294967295", "99999999999999"] {
        refused(&[Projection], &[(&format!("l[{digits}]"), &index(digits))]);
        refused(CONDITIONS, &[(&format!("l[{digits}] = :s"), &index(digits))]);
        refused(&[Update], &[(&format!("SET l[{digits}] = :s"), &index(digits))]);
    }
}

// No text at all.
#[test]
fn empty_texts() {
    refused(ALL, &[("", "The expression can not be empty;"), (" \t\n", "The expression can not be empty;")]);
}

// The kinds and types of operands in conditions.
#[test]
fn operand_types() {
    const TYPE: &str = "Incorrect operand type for operator or function; operator or function: ";
    let refuses = |text: &str, rest: &str| refused(CONDITIONS, &[(text, &format!("{TYPE}{rest}"))]);
    for (value, given) in
        [(":t", "BOOL"), (":u", "NULL"), (":ss", "SS"), (":ns", "NS"), (":bs", "BS"), (":l", "L"), (":m", "M")]
    {
        for operator in ["<", "<=", ">", ">="] {
            refuses(&format!("a {operator} {value}"), &format!("{operator}, operand type: {given}"));
            // The operator as written, with the value first, too.
            refuses(&format!("{value} {operator} a"), &format!("{operator}, operand type: {given}"));
        }
        for text in [
            format!("a BETWEEN {value} AND b"),
            format!("a BETWEEN b AND {value}"),
            format!("{value} BETWEEN a AND b"),
            format!("a BETWEEN {value} AND {value}"),
        ] {
            refuses(&text, &format!("BETWEEN, operand type: {given}"));
        }
        for text in [format!("begins_with(a, {value})"), format!("begins_with({value}, a)")] {
            refuses(&text, &format!("begins_with, operand type: {given}"));
        }
        refuses(&format!("attribute_type(a, {value})"), &format!("attribute_type, operand type: {given}"));
        let any = [
            format!("a = {value} OR a <> {value}"),
            format!("a IN ({value}, :s, :n)"),
            format!("contains(a, {value}) OR contains({value}, a)"),
            format!("attribute_type({value}, :S)"),
        ];
        accepted(&[Condition, Filter], &any.each_ref().map(String::as_str));
    }
    refuses("begins_with(a, :n)", "begins_with, operand type: N");
    refuses("begins_with(:n, a)", "begins_with, operand type: N");
    refuses("begins_with(a, size(b))", "begins_with, operand type: N");
    refuses("attribute_type(a, :n)", "attribute_type, operand type: N");
    refuses("attribute_type(a, :b)", "attribute_type, operand type: B");
    refuses("attribute_type(a, size(b))", "attribute_type, operand type: N");
    refuses(
        "attribute_type(#name, b)",
        "attribute_type, operand type: {S,SS,N,NS,B,BS,BOOL,NULL,L,M,HD,DOUBLE,FLOAT,HDS,FS,DOUBLESET,DICT,DECIMAL,INT,DECIMALSET,INTSET}",
    );
    for (value, given) in [(":n", "N"), (":t", "BOOL"), (":u", "NULL")] {
        refuses(&format!("size({value}) = :n"), &format!("size, operand type: {given}"));
    }
    refuses("size(size(a)) = :n", "size, operand type: N");
    let path = |text: &str, function: &str| {
        let core = format!("Operator or function requires a document path; operator or function: {function}");
        refused(CONDITIONS, &[(text, &core)]);
    };
    path("attribute_exists(:s)", "attribute_exists");
    path("attribute_exists(size(a))", "attribute_exists");
    path("attribute_not_exists(:s)", "attribute_not_exists");
    // The inner function first.
    path("attribute_not_exists(size(:s))", "attribute_not_exists");
    refuses("attribute_not_exists(size(:n))", "size, operand type: N");
    let name = |name: &str| {
        format!("Invalid attribute type name found; type: {name}, valid types: {{S,SS,N,NS,B,BS,BOOL,NULL,L,M}}")
    };
    refused(
        CONDITIONS,
        &[("attribute_type(#name, :STRING)", &name("STRING")), ("attribute_type(a, :dog)", &name("ss"))],
    );
    accepted(
        &[Condition, Filter],
        &[
            "begins_with(:s, :b)",
            "size(:s) = :n OR size(:ss) = :n OR size(:l) = :n OR size(:m) = :n OR size(:b) = :n",
            "size(a) < :n OR size(a) BETWEEN :n AND size(b) OR a IN (size(b), :s)",
            "a < :s OR a < :n OR a < :b OR :s < a",
        ],
    );
}

// BETWEEN with two values, and operands that have to differ.
#[test]
fn bounds_and_distinct_operands() {
    let bounds = |text: &str, what: &str, low: &str, high: &str| {
        let core = format!(
            "The BETWEEN operator requires {what}; lower bound operand: AttributeValue: {low}, upper bound operand: AttributeValue: {high}"
        );
        refused(CONDITIONS, &[(text, &core)]);
    };
    const ORDER: &str = "upper bound to be greater than or equal to lower bound";
    const TYPE: &str = "same data type for lower and upper bounds";
    bounds("a BETWEEN :n5 AND :n4", ORDER, "{N:5}", "{N:4}");
    bounds("a BETWEEN :s2 AND :s", ORDER, "{S:b}", "{S:a}");
    bounds("a BETWEEN :bz AND :b", ORDER, "{B:eg==}", "{B:AA==}");
    bounds("a BETWEEN (:n5) AND (:n4)", ORDER, "{N:5}", "{N:4}");
    bounds("a BETWEEN :n AND :s", TYPE, "{N:1}", "{S:a}");
    bounds("a BETWEEN :b AND :n", TYPE, "{B:AA==}", "{N:1}");
    accepted(&[Condition, Filter], &["a BETWEEN :n AND :n", "a BETWEEN :n4 AND :n5", "a BETWEEN :n5 AND size(b)"]);
    let distinct = |text: &str, operator: &str, path: &str| {
        let core = format!(
            "The first operand must be distinct from the remaining operands for this operator or function; operator: {operator}, first operand: {path}"
        );
        refused(CONDITIONS, &[(text, &core)]);
    };
    distinct("contains(#d, #d)", "contains", "[data]");
    distinct("contains(ab.bc[1].#a, ab.bc[1].a)", "contains", "[ab, bc, [1], a]");
    for operator in ["=", "<>", "<", "<=", ">", ">="] {
        distinct(&format!("a {operator} #a"), operator, "[a]");
    }
    distinct("begins_with(a, #same)", "begins_with", "[a]");
    distinct("attribute_type(a, a)", "attribute_type", "[a]");
    accepted(&[Condition, Filter], &[":s = :s", "size(a) = size(a)", "a.b = #dot", "contains(:s, :s)"]);
}

// Placeholders that are not defined, in what comes before their maps.
#[test]
fn undefined_placeholders() {
    let name = |placeholder: &str| {
        format!("An expression attribute name used in the document path is not defined; attribute name: {placeholder}")
    };
    let value = |placeholder: &str| {
        format!("An expression attribute value used in expression is not defined; attribute value: {placeholder}")
    };
    // With and without a map beside them; case matters.
    refused(CONDITIONS, &[("#x = :s", &name("#x")), ("#A = :s", &name("#A")), ("a.#x = b", &name("#x"))]);
    refused(CONDITIONS, &[("a = :x", &value(":x")), ("#a = :x", &value(":x")), ("b = :s AND a = :V", &value(":V"))]);
    refused(&[Update], &[("SET a = :x", &value(":x")), ("SET #x = :s", &name("#x")), ("ADD a :x", &value(":x"))]);
    refused(&[Projection], &[("#x", &name("#x")), ("a.#a, b.#x", &name("#x"))]);
}

// Updates: sections, paths of targets, types of operands.
#[test]
fn updates() {
    for section in ["SET a = :s SET b = :s", "REMOVE a REMOVE b", "add a :n Add b :n", "DELETE a :ss delete b :ss"] {
        let word = section.split(' ').next().unwrap().to_uppercase();
        let core = format!(r#"The "{word}" section can only be used once in an update expression;"#);
        refused(&[Update], &[(section, &core)]);
    }
    let paths = |kinds, text: &str, verb: &str, one: &str, two: &str| {
        let core = format!(
            "Two document paths {verb} with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}"
        );
        refused(kinds, &[(text, &core)]);
    };
    paths(&[Update], "SET a[1] = :s REMOVE a", "overlap", "[a, [1]]", "[a]");
    paths(&[Update], "SET mapx = :m, mapx.num = :n", "overlap", "[mapx]", "[mapx, num]");
    paths(&[Update], "SET lst[0] = :v, lst[0].ok = :v", "overlap", "[lst, [0]]", "[lst, [0], ok]");
    paths(&[Update], "SET string_set = :v REMOVE string_set", "overlap", "[string_set]", "[string_set]");
    paths(&[Update], "REMOVE a, #same", "overlap", "[a]", "[a]");
    paths(&[Update], "REMOVE a.c, a[1]", "conflict", "[a, c]", "[a, [1]]");
    paths(&[Update], "SET a[1] = :s ADD a.#a :n", "conflict", "[a, [1]]", "[a, a]");
    // The overlap, where there is a conflict, too.
    paths(&[Update], "REMOVE a.c, a[1], b, b", "overlap", "[b]", "[b]");
    // An alias is one element, whatever it holds.
    paths(&[Update], "REMOVE #dot, #dot.c", "overlap", "[a.b]", "[a.b, c]");
    paths(&[Projection], "a.b, a", "overlap", "[a, b]", "[a]");
    paths(&[Projection], "a, a", "overlap", "[a]", "[a]");
    paths(&[Projection], "a, #same", "overlap", "[a]", "[a]");
    paths(&[Projection], "a.b, a[0]", "conflict", "[a, b]", "[a, [0]]");
    accepted(&[Update], &["SET a = b, c = a", "REMOVE #dot, a.b", "SET a[0] = :s, a[1] = :s", "REMOVE #index, a[0]"]);
    accepted(&[Projection], &["#dot, a.b", "l[0].a, l[0].b", "a, b, a1"]);
    for (clause, values) in [
        (
            "ADD",
            &[(":s", "STRING"), (":b", "BINARY"), (":u", "NULL"), (":l", "LIST"), (":m", "MAP"), (":t", "BOOL")][..],
        ),
        ("DELETE", &[(":n", "NUMBER"), (":s", "STRING"), (":b", "BINARY"), (":l", "LIST"), (":t", "BOOL")]),
    ] {
        for (value, word) in values {
            let core = format!(
                "Incorrect operand type for operator or function; operator: {clause}, operand type: {word}, typeSet: ALLOWED_FOR_ADD_OPERAND"
            );
            refused(&[Update], &[(&format!("{clause} a {value}"), &core)]);
        }
    }
    const TYPE: &str = "Incorrect operand type for operator or function; operator or function: ";
    refused(
        &[Update],
        &[
            ("SET a = b + :s", &format!("{TYPE}+, operand type: S")),
            ("SET a = :ss + b", &format!("{TYPE}+, operand type: SS")),
            ("SET a = (b - :t)", &format!("{TYPE}-, operand type: BOOL")),
            ("SET a = list_append(b, :ss)", &format!("{TYPE}list_append, operand type: SS")),
            ("SET a = list_append(:n, b)", &format!("{TYPE}list_append, operand type: N")),
        ],
    );
    accepted(
        &[Update],
        &[
            "ADD a :n, b.c :ss, c[2] :ns, d :bs",
            "DELETE a :ss, b.c :ns, c[2] :bs",
            "SET a = if_not_exists(a, :l) + :n",
            "SET a = a",
            "SET a = :x1 REMOVE b ADD c :n".replace(":x1", ":s").as_str(),
        ],
    );
}

// The order of the checks inside one expression.
#[test]
fn order_inside_conditions() {
    const COUNT: &str = "Incorrect number of operands for operator or function; operator or function: ";
    const TYPE: &str = "Incorrect operand type for operator or function; operator or function: ";
    const NAME: &str = "An expression attribute name used in the document path is not defined; attribute name: ";
    const VALUE: &str = "An expression attribute value used in expression is not defined; attribute value: ";
    const DISTINCT: &str =
        "The first operand must be distinct from the remaining operands for this operator or function; operator: ";
    for (text, core) in [
        // Syntax before functions, reserved words and placeholders.
        ("foo(status, :x) AND", r#"Syntax error; token: "<EOF>", near: "AND""#.to_owned()),
        // Unknown functions anywhere, then misused ones, then reserved words, then one condition after another.
        ("attRIbute_exIsts((views), #x)", "Invalid function name; function: attRIbute_exIsts".to_owned()),
        ("size(a) AND views = #x AND foo(a)", "Invalid function name; function: foo".to_owned()),
        (
            "views = :x AND size(a)",
            "The function is not allowed to be used this way in an expression; function: size".to_owned(),
        ),
        (
            "views = :x AND if_not_exists(a, b) = c",
            "The function is not allowed in a condition expression; function: if_not_exists".to_owned(),
        ),
        ("attribute_exists(views, #x)", "Attribute name is a reserved keyword; reserved keyword: views".to_owned()),
        ("a = :x AND b = views", "Attribute name is a reserved keyword; reserved keyword: views".to_owned()),
        // Inside one: placeholders from the left, count, distinct, type.
        ("begins_with(:hello, #x, #y)", format!("{VALUE}:hello")),
        ("begins_with(#x, :hello, #y)", format!("{NAME}#x")),
        ("contains(a, a, a)", format!("{COUNT}contains, number of operands: 3")),
        ("attribute_type(b, b)", format!("{DISTINCT}attribute_type, first operand: [b]")),
        // From one condition to the next.
        ("begins_with(a, :n) AND b = :x", format!("{TYPE}begins_with, operand type: N")),
        ("b = :x AND begins_with(a, :n)", format!("{VALUE}:x")),
        ("contains(a) AND b = :x", format!("{COUNT}contains, number of operands: 1")),
        ("a = a OR contains(a)", format!("{DISTINCT}=, first operand: [a]")),
        ("NOT (a < :t AND #x = b)", format!("{TYPE}<, operand type: BOOL")),
    ] {
        refused(CONDITIONS, &[(text, &core)]);
    }
}

#[test]
fn order_inside_updates() {
    const NAME: &str = "An expression attribute name used in the document path is not defined; attribute name: ";
    const VALUE: &str = "An expression attribute value used in expression is not defined; attribute value: ";
    const TYPE: &str = "Incorrect operand type for operator or function; ";
    const OVERLAP: &str = "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]";
    for (text, core) in [
        ("SET #c = foo(:x) SET", r#"Syntax error; token: "<EOF>", near: "SET""#.to_owned()),
        ("SET #c = :c SET abOrt = x", "Attribute name is a reserved keyword; reserved keyword: abOrt".to_owned()),
        ("SET #c = foo(abOrt)", "Attribute name is a reserved keyword; reserved keyword: abOrt".to_owned()),
        ("SET #c = if_not_exist(:c) SET c = d", "Invalid function name; function: if_not_exist".to_owned()),
        (
            "SET #c = size(:c) SET c = d",
            "The function is not allowed in an update expression; function: size".to_owned(),
        ),
        ("SET a = #c SET c = :d", r#"The "SET" section can only be used once in an update expression;"#.to_owned()),
        ("SET #c = if_not_exists(:c)", format!("{NAME}#c")),
        ("SET a = :x, b = #x", format!("{NAME}#x")),
        ("SET a = :x REMOVE a", format!("{VALUE}:x")),
        ("REMOVE a ADD a :s", OVERLAP.to_owned()),
        (
            "SET b = list_append(:s, a) ADD a.b :s",
            format!("{TYPE}operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND"),
        ),
        (
            "SET b.c = if_not_exists(:s) ADD b[1] :s",
            "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [b, c], path two: [b, [1]]"
                .to_owned(),
        ),
        (
            "SET c = if_not_exists(:s) ADD b :s",
            format!("{TYPE}operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND"),
        ),
    ] {
        refused(&[Update], &[(text, &core)]);
    }
    for (text, core) in [
        ("status, #x,", r#"Syntax error; token: "<EOF>", near: ",""#.to_owned()),
        ("a, a, #x, status", "Attribute name is a reserved keyword; reserved keyword: status".to_owned()),
        ("a, a, #x", format!("{NAME}#x")),
        ("b.c, b[1], a, a", OVERLAP.to_owned()),
    ] {
        refused(&[Projection], &[(text, &core)]);
    }
}

/// What becomes of an item: as JSON, or the service's message.
fn applied(text: &str, item: &str) -> String {
    let values = serde_json::json!({
        ":s": {"S": "x"}, ":n": {"N": "1"}, ":h": {"N": "9e125"}, ":g": {"N": "-9e125"}, ":p": {"N": "1e50"},
        ":i": {"N": "1e-130"}, ":j": {"N": "1.1e-130"}, ":l": {"L": [{"S": "x"}]}, ":ss": {"SS": ["a"]},
        ":ns": {"NS": ["1"]}, ":bs": {"BS": ["AA=="]}, ":five": {"N": "5"}, ":big": {"N": "1e22"},
        ":1": {"N": "1"}, ":2": {"N": "2"}, ":3": {"N": "3"}, ":4": {"N": "4"}
    });
    let mut used = ExpressionAttributeValues::new();
    for (key, value) in values.as_object().unwrap() {
        if text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != ':').any(|word| word == key) {
            used.insert(key, json::from_json(value, ValidationLayer::Current).unwrap());
        }
    }
    let update = CompiledUpdate::compile(text, &ExpressionAttributeNames::new(), &used).unwrap();
    let told = |error: UpdateError| error.service_message();
    let result = match item {
        "" => {
            let key = json::item_from_json(&serde_json::json!({"pk": {"S": "p"}}), ValidationLayer::Current).unwrap();
            update.apply_to_missing(&key).map_err(told).map(|updated| updated.into_new_item())
        }
        item => {
            let json = serde_json::from_str(item).unwrap();
            let item = json::item_from_json(&json, ValidationLayer::Current).unwrap();
            update.apply(&item).map_err(told).map(|updated| updated.into_new_item())
        }
    };
    match result {
        Ok(item) => item.map_or_else(|| "nothing".to_owned(), |item| json::item_to_json(&item).to_string()),
        Err(message) => message,
    }
}

// What an update meets in an item.
#[test]
fn updates_of_items() {
    const MISSING: &str = "The provided expression refers to an attribute that does not exist in the item";
    const TYPE: &str = "An operand in the update expression has an incorrect data type";
    const PATH: &str = "The document path provided in the update expression is invalid for update";
    const OVERFLOW: &str = "Number overflow. Attempting to store a number with magnitude larger than supported range";
    const UNDERFLOW: &str =
        "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    const TEXT: &str = r#"{"s":{"S":"x"},"l":{"L":[{"N":"1"}]},"m":{"M":{"n":{"N":"1"}}}}"#;
    for (text, item, wanted) in [
        ("SET a = b", TEXT, MISSING),
        ("SET a = l[1]", TEXT, MISSING),
        ("SET a = s.b", TEXT, MISSING),
        ("SET a = m[0]", TEXT, MISSING),
        ("SET a = b + :n", TEXT, MISSING),
        ("SET a = list_append(b, :l)", TEXT, MISSING),
        ("SET a = :n, b = a", TEXT, MISSING),
        ("SET a = if_not_exists(b, c)", TEXT, MISSING),
        ("SET a = if_not_exists(s, c)", r#"{"s":{"NULL":true}}"#, r#"{"a":{"NULL":true},"s":{"NULL":true}}"#),
        ("SET a = b", "", MISSING),
        ("SET a = s + :n", TEXT, TYPE),
        ("SET a = :n - l", TEXT, TYPE),
        ("SET a = list_append(s, :l)", TEXT, TYPE),
        ("SET a = list_append(:l, m)", TEXT, TYPE),
        ("SET a = if_not_exists(b, :l) + :n", TEXT, TYPE),
        ("ADD s :n", TEXT, TYPE),
        ("ADD l :n", TEXT, TYPE),
        ("ADD s :ss", TEXT, TYPE),
        ("ADD s :ss", r#"{"s":{"NS":["1"]}}"#, TYPE),
        ("ADD s :n", r#"{"s":{"SS":["a"]}}"#, TYPE),
        ("DELETE s :ss", TEXT, TYPE),
        ("DELETE s :ss", r#"{"s":{"BS":["AA=="]}}"#, TYPE),
        ("SET a.b = :n", TEXT, PATH),
        ("SET s.b = :n", TEXT, PATH),
        ("SET m[0] = :n", TEXT, PATH),
        ("SET l.b = :n", TEXT, PATH),
        ("SET a[0] = :n", TEXT, PATH),
        ("ADD a.b :n", TEXT, PATH),
        ("REMOVE a.b", TEXT, PATH),
        ("REMOVE s[0]", TEXT, PATH),
        ("SET a.b = :n", "", PATH),
        ("ADD a.b :n", "", PATH),
        ("SET a = h + :h", r#"{"h":{"N":"9e125"}}"#, OVERFLOW),
        ("SET a = h - :g", r#"{"h":{"N":"9e125"}}"#, OVERFLOW),
        ("ADD h :h", r#"{"h":{"N":"9e125"}}"#, OVERFLOW),
        ("SET a = p + :n", r#"{"p":{"N":"1e50"}}"#, OVERFLOW),
        ("SET a = p - :n", r#"{"p":{"N":"1e50"}}"#, OVERFLOW),
        ("SET a = j - :i", r#"{"j":{"N":"1.1e-130"}}"#, UNDERFLOW),
        ("SET n = n + :big", r#"{"n":{"N":"1"}}"#, r#"{"n":{"N":"10000000000000000000001"}}"#),
        ("SET n = n - :five", r#"{"n":{"N":"5"}}"#, r#"{"n":{"N":"0"}}"#),
        // What does nothing.
        ("REMOVE m.x, l[5]", r#"{"m":{"M":{}},"l":{"L":[]}}"#, r#"{"l":{"L":[]},"m":{"M":{}}}"#),
        ("REMOVE a.b DELETE c :ss", "", "nothing"),
        ("DELETE a :ss", r#"{"s":{"S":"x"}}"#, r#"{"s":{"S":"x"}}"#),
        // What appears, goes and moves.
        ("ADD c :ss, n :n", "", r#"{"c":{"SS":["a"]},"n":{"N":"1"},"pk":{"S":"p"}}"#),
        ("SET n = if_not_exists(n, :five) + :n", "", r#"{"n":{"N":"6"},"pk":{"S":"p"}}"#),
        ("DELETE s :ss", r#"{"s":{"SS":["a"]}}"#, "{}"),
        ("DELETE m.s :ss", r#"{"m":{"M":{"s":{"SS":["a"]}}}}"#, r#"{"m":{"M":{}}}"#),
        ("SET a = b, b = a", r#"{"a":{"N":"1"},"b":{"N":"2"}}"#, r#"{"a":{"N":"2"},"b":{"N":"1"}}"#),
        ("SET a = :s, b = a", r#"{"a":{"N":"1"}}"#, r#"{"a":{"S":"x"},"b":{"N":"1"}}"#),
        ("SET l[5] = :s", r#"{"l":{"L":[{"N":"1"}]}}"#, r#"{"l":{"L":[{"N":"1"},{"S":"x"}]}}"#),
        ("SET l[2000000000] = :s", r#"{"l":{"L":[]}}"#, r#"{"l":{"L":[{"S":"x"}]}}"#),
        (
            "SET a[84]=:1, a[37]=:2, a[17]=:3, a[50]=:4",
            r#"{"a":{"L":[{"N":"0"}]}}"#,
            r#"{"a":{"L":[{"N":"0"},{"N":"3"},{"N":"2"},{"N":"4"},{"N":"1"}]}}"#,
        ),
        (
            "REMOVE l[1], l[3]",
            r#"{"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"}]}}"#,
            r#"{"l":{"L":[{"N":"0"},{"N":"2"}]}}"#,
        ),
        (
            "REMOVE l[0] SET l[1] = :s",
            r#"{"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"}]}}"#,
            r#"{"l":{"L":[{"S":"x"},{"N":"2"}]}}"#,
        ),
        ("SET l = list_append(:l, l)", r#"{"l":{"L":[{"N":"0"}]}}"#, r#"{"l":{"L":[{"S":"x"},{"N":"0"}]}}"#),
    ] {
        assert_eq!(applied(text, item), wanted, "{text} on {item}");
    }
    let deep = |levels: usize| format!("{}{}{}", r#"{"L":["#.repeat(levels), r#"{"N":"1"}"#, "]}".repeat(levels));
    let item = format!(r#"{{"d":{},"m":{{"M":{{}}}}}}"#, deep(31));
    assert_eq!(
        applied("SET m.d = d", &item),
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit"
    );
    let item = format!(r#"{{"x":{{"S":"{}"}}}}"#, "x".repeat(409_600 - 2));
    assert_eq!(applied("SET y = :s", &item), "Item size to update has exceeded the maximum allowed size");
    assert!(applied("SET y = :n REMOVE x", &item).starts_with('{'));
}
