//! `ddbexpr.schema.json`, which editors read, against the reader of `ddbexpr.toml`: both know the same keys.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;

use ddbexpr::config::{Config, OPTIONS, OptionKind, TEMPLATE};
use ddbexpr::diagnostics::Code;
use serde_json::{Map, Value, json};

const SCHEMA: &str = "ddbexpr.schema.json";

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(SCHEMA).unwrap()).unwrap()
}

/// A configuration as JSON, for the schema.
fn as_json(text: &str) -> Value {
    toml::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

fn full() -> String {
    fs::read_to_string("tests/config/full.toml").unwrap()
}

/// What the schema says of one rule.
fn rule_schema(code: Code) -> Value {
    let mut keys = Map::new();
    keys.insert("level".to_owned(), json!({ "$ref": "#/definitions/level" }));
    for option in OPTIONS.iter().filter(|option| option.rule == code) {
        let value = match option.kind {
            OptionKind::Number(least) => json!({ "type": "integer", "minimum": least }),
            OptionKind::Word(words) => json!({ "enum": words }),
        };
        keys.insert(option.name.to_owned(), value);
    }
    json!({
        "description": code.explain(),
        "anyOf": [
            { "$ref": "#/definitions/level" },
            { "type": "object", "additionalProperties": false, "properties": keys },
        ],
    })
}

/// The part of the schema that follows from the rules. `CONFIG_UPDATE=1 cargo test --test configuration` writes it.
#[test]
fn the_schema_knows_every_rule_and_option() {
    let old = schema();
    let mut fresh = old.clone();
    let each = |of: fn(Code) -> Value| -> Map<String, Value> {
        Code::ALL.iter().map(|code| (code.name().to_owned(), of(*code))).collect()
    };
    let level = |code: Code| json!({ "description": code.explain(), "$ref": "#/definitions/level" });
    fresh["definitions"]["rules"] = json!({
        "description": "How loud rules are, and their options.",
        "type": "object", "additionalProperties": false, "properties": each(rule_schema),
    });
    fresh["definitions"]["levels"] = json!({
        "description": "How loud rules are.",
        "type": "object", "additionalProperties": false, "properties": each(level),
    });
    if std::env::var_os("CONFIG_UPDATE").is_some() {
        fs::write(SCHEMA, serde_json::to_string_pretty(&fresh).unwrap() + "\n").unwrap();
    } else {
        assert_eq!(old, fresh, "{SCHEMA} is stale: CONFIG_UPDATE=1 cargo test --test configuration");
    }
}

#[test]
fn what_is_read_is_valid() {
    let schema = jsonschema::validator_for(&schema()).unwrap();
    for text in [full().as_str(), TEMPLATE, "", "[rules]\nreserved-word = {}"] {
        Config::parse(text).unwrap_or_else(|errors| panic!("{errors:?}"));
        let errors: Vec<String> = schema.iter_errors(&as_json(text)).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_refused_is_not_valid() {
    let schema = jsonschema::validator_for(&schema()).unwrap();
    for text in [
        "exlude = []",
        "include = \"a\"",
        "rules = { reserved-wrod = \"off\" }",
        "rules = { reserved-word = \"warn\" }",
        "rules = { reserved-word = { case = \"upper\" } }",
        "rules = { long-expression = { clauses = 0 } }",
        "rules = { keyword-case = { case = \"Upper\" } }",
        "overrides = [{ rules = {} }]",
        "overrides = [{ paths = [], rules = { long-expression = { clauses = 3 } } }]",
        "tests = { level = \"none\" }",
        "tables = { t = {} }",
        "tables = { t = { partition-key = \"pk\" } }",
        "tables = { t = { partition-key = [\"a:S\", \"b:S\"] } }",
        "tables = { t = { partition-key = \"a:S\", attributes = { b = \"string\" } } }",
        "tables = { t = { partition-key = \"a:S\", indexes = { i = { partition-key = \"b:S\", projection = \"some\" } } } }",
        "client = \"resource\"",
        "wrappers = [{ operation = \"Query\" }]",
        "wrappers = [{ function = \"f\", operation = \"Find\" }]",
        "documents = 1",
        "validation = \"newest\"",
    ] {
        assert!(Config::parse(text).is_err(), "{text}");
        assert!(!schema.is_valid(&as_json(text)), "{text}");
    }
}

/// The keys of the schema's own objects, as `tables.*.indexes.*.kind`.
fn keys(node: &Value, schema: &Value, path: &str, into: &mut BTreeSet<String>) {
    let node = match node["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/definitions/")) {
        Some("rules" | "levels") => return,
        Some(name) => &schema["definitions"][name],
        None => node,
    };
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    for (name, value) in node["properties"].as_object().into_iter().flatten() {
        into.insert(below(name));
        keys(value, schema, &below(name), into);
    }
    if node["additionalProperties"].is_object() {
        keys(&node["additionalProperties"], schema, &below("*"), into);
    }
    if node["items"].is_object() {
        keys(&node["items"], schema, path, into);
    }
}

/// Whether a configuration has a key.
fn has(value: &Value, path: &[&str]) -> bool {
    match (path, value) {
        ([], _) => true,
        (_, Value::Array(elements)) => elements.iter().any(|element| has(element, path)),
        (["*", rest @ ..], Value::Object(members)) => members.values().any(|member| has(member, rest)),
        ([first, rest @ ..], Value::Object(members)) => members.get(*first).is_some_and(|member| has(member, rest)),
        _ => false,
    }
}

/// The example with every key is read, so the reader knows every key of the schema; the page names them all.
#[test]
fn every_key_is_shown_and_documented() {
    let (schema, example) = (schema(), as_json(&full()));
    let page = fs::read_to_string("docs/configuration.md").unwrap();
    let mut all = BTreeSet::new();
    keys(&schema, &schema, "", &mut all);
    assert!(all.len() > 25, "{all:?}");
    for key in all {
        let path: Vec<&str> = key.split('.').collect();
        assert!(has(&example, &path), "tests/config/full.toml lacks {key}");
        assert!(page.contains(path.last().unwrap()), "docs/configuration.md lacks {key}");
    }
    for option in OPTIONS {
        assert!(has(&example, &["rules", option.rule.name(), option.name]), "{option:?}");
        assert!(page.contains(&format!("`{}`", option.name)), "docs/configuration.md lacks {option:?}");
    }
}

#[test]
fn the_page_shows_what_is_understood() {
    let page = fs::read_to_string("docs/configuration.md").unwrap();
    let mut blocks = 0;
    for block in page.split("```toml\n").skip(1) {
        let text = block.split("```").next().unwrap();
        Config::parse(text).unwrap_or_else(|errors| panic!("{text}\n{errors:?}"));
        blocks += 1;
    }
    assert!(blocks >= 5, "only {blocks} examples were found");
}
