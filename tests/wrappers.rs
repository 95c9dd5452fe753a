//! `[[wrappers]]` and `client` of the configuration, in every language that is read, through the program itself.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{directory, finish, program as command};
use serde_json::Value;

const CONFIG: &str = r#"
[[wrappers]]
function = "find_orders"
operation = "Query"
parameters = { condition = "KeyConditionExpression", only = "FilterExpression" }

[[wrappers]]
function = "pick_orders"
operation = "Query"
parameters = { condition = "KeyConditionExpression", only = "FilterExpression", values = "ExpressionAttributeValues" }

[[wrappers]]
function = "FindOrders"
operation = "Query"
parameters = { 2 = "KeyConditionExpression", 3 = "FilterExpression", condition = "KeyConditionExpression", only = "FilterExpression" }

[[wrappers]]
function = "findOrders"
operation = "Query"
parameters = { condition = "KeyConditionExpression", only = "FilterExpression" }
"#;

fn lint(name: &str, files: &[(&str, &str)]) -> Value {
    let directory = directory(name);
    for (path, text) in files {
        fs::write(directory.join(path), text).unwrap();
    }
    let mut command = command(&["lint", "--format", "json", "."]);
    command.current_dir(Path::new(&directory));
    let run = finish(command, b"");
    assert!(run.exit < 2, "{}", run.errors);
    run.json()
}

/// What is found in the one file that a project has beside its configuration: `FilterExpression whole`, `reserved-word`.
fn told(name: &str, file: &str, text: &str) -> Vec<String> {
    let said = lint(name, &[("ddbexpr.toml", CONFIG), (file, text)]);
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let expressions = said["expressions"].as_array().unwrap();
    let findings = said["findings"].as_array().unwrap();
    let places = expressions.iter().map(|one| format!("{} {}", text(one, "parameter"), text(one, "checked")));
    places.chain(findings.iter().map(|one| text(one, "code"))).collect()
}

/// A query whose filter names a reserved word, as each language calls a wrapper.
#[test]
fn wrappers_are_known_in_every_language() {
    let calls = [
        ("python", "orders.py", "rows = store.find_orders('t', condition='pk = :p', only='status = :s')\n"),
        ("javascript", "orders.js", "const rows = store.findOrders({ condition: 'pk = :p', only: 'status = :s' });\n"),
        (
            "typescript",
            "orders.ts",
            "const options = { condition: 'pk = :p', only: 'status = :s' } as const;\nconst rows = findOrders(options);\n",
        ),
        ("ruby", "orders.rb", "rows = store.find_orders(condition: 'pk = :p', only: 'status = :s')\n"),
        ("kotlin", "Orders.kt", "fun rows() = findOrders(condition = \"pk = :p\", only = \"status = :s\")\n"),
        (
            "csharp",
            "Orders.cs",
            "class A { object B() => store.FindOrders(table, condition: \"pk = :p\", only: \"status = :s\"); }\n",
        ),
        ("go", "orders.go", "package a\n\nfunc b() { FindOrders(ctx, \"pk = :p\", \"status = :s\") }\n"),
        (
            "java",
            "Orders.java",
            "class Orders { Object rows() { return store.FindOrders(table, \"pk = :p\", \"status = :s\"); } }\n",
        ),
        (
            "php",
            "orders.php",
            "<?php\n$rows = $store->find_orders(['condition' => 'pk = :p', 'only' => 'status = :s']);\n",
        ),
        ("rust", "orders.rs", "fn a() { store.find(FindOrders(table, \"pk = :p\", \"status = :s\")); }\n"),
        ("shell", "orders.sh", "#!/bin/bash\nfind_orders --condition 'pk = :p' --only 'status = :s'\n"),
    ];
    for (name, file, text) in calls {
        let said = told(&format!("wrapper_{name}"), file, text);
        let mut places = said.clone();
        places.sort();
        let wanted = ["FilterExpression whole", "KeyConditionExpression whole", "reserved-word"];
        assert_eq!(places, wanted, "{name}: {said:?}");
    }
}

/// By place alone a parameter is known where the function is in the same file.
#[test]
fn places_follow_the_function_itself() {
    let text = r#"
def find_orders(table, condition, only=None):
    return table.query(KeyConditionExpression=condition, FilterExpression=only)

class Store:
    def run(self):
        return find_orders(self.table, "pk = :p", "status = :s")
"#;
    let said = told("wrapper_place", "orders.py", text);
    assert!(said.contains(&"FilterExpression whole".to_owned()), "{said:?}");
    assert!(said.contains(&"reserved-word".to_owned()), "{said:?}");
}

/// Of a map that the wrapper takes all is known; one that it does not take it may make itself.
#[test]
fn maps_that_a_wrapper_takes_are_whole() {
    let unknown = "rows = pick_orders(condition='pk = :p', only='shelf = :s', values={':p': pk, ':t': shelf})\n";
    let said = told("wrapper_values", "orders.py", unknown);
    assert!(said.contains(&"undefined-value".to_owned()), "{said:?}");
    let aliased = "rows = pick_orders(condition='pk = :p', only='#shelf = :p', values={':p': pk})\n";
    let said = told("wrapper_names", "orders.py", aliased);
    assert_eq!(said, ["KeyConditionExpression whole", "FilterExpression whole"]);
}

#[test]
fn what_no_wrapper_sends_is_left_alone() {
    let said = told("wrapper_other", "orders.py", "rows = find_books(condition='pk = :p', only='status = :s')\n");
    assert_eq!(said, Vec::<String>::new());
}

/// A client that the file does not show, as the project or an override says it is.
#[test]
fn the_client_is_what_the_configuration_says() {
    let text = "def rows(store, state):\n    return store.send('Query', dict(\n        TableName='orders',\n        \
                KeyConditionExpression='pk = :p',\n        ExpressionAttributeValues={':p': {'S': 'open'}},\n    ))\n";
    let codes = |config: &str, name: &str| {
        let said = lint(name, &[("ddbexpr.toml", config), ("orders.py", text)]);
        let findings = said["findings"].as_array().unwrap().clone();
        findings.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("", "client_unsaid"), Vec::<String>::new());
    assert_eq!(codes("client = \"document\"\n", "client_document"), ["client-value-shape"]);
    assert_eq!(codes("client = \"low-level\"\n", "client_low_level"), Vec::<String>::new());
    let inside = "client = \"low-level\"\n[[overrides]]\npaths = [\"orders.py\"]\nclient = \"document\"\n";
    assert_eq!(codes(inside, "client_override"), ["client-value-shape"]);
}
