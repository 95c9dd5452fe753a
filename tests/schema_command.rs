//! `ddbexpr schema`, and `lint` with tables that the repository defines, through the whole program.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::{Path, PathBuf};

use ddbexpr::cli::{Exit, Streams, run};
use ddbexpr::config::Config;

fn ddbexpr(arguments: &[&str], input: &str) -> (Exit, String, String) {
    let (mut input, mut output, mut errors) = (input.as_bytes(), Vec::new(), Vec::new());
    let mut streams = Streams::plain(&mut input, &mut output, &mut errors);
    let exit = run(["ddbexpr"].iter().chain(arguments), &mut streams);
    (exit, String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap())
}

/// A folder of its own with the files that are given.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema_command").join(name);
    let _ = std::fs::remove_dir_all(&root);
    for (file, text) in files {
        let path = root.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    root
}

const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schema/shop");

#[test]
fn tables_are_shown_with_their_places() {
    let (exit, output, _) = ddbexpr(&["schema", "show", SHOP], "");
    assert_eq!(exit, Exit::Clean);
    let expected = format!(
        "orders  {SHOP}/infra/template.yaml:5, Orders\n  key customer:S, number:N\n  global index by-state: state:S; keys \
         only\n(no literal name)  {SHOP}/infra/template.yaml:20, Carts\n  key id:S\n"
    );
    assert_eq!(output, expected);
    let (_, output, _) = ddbexpr(&["schema", "show", SHOP, "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&output).unwrap();
    assert_eq!(json["tables"][0]["name"], "orders");
    assert_eq!(json["tables"][0]["indexes"][0]["projection"], "keys-only");
    assert_eq!(json["tables"][1]["name"], serde_json::Value::Null);
}

#[test]
fn inferred_types_are_a_configuration() {
    let items = r#"{"id": {"S": "a"}, "n": {"N": "1"}, "mixed": {"S": "x"}, "gone": {"NULL": true}}
{"id": {"S": "b"}, "n": {"NULL": true}, "mixed": {"N": "2"}, "a b": {"L": []}}
"#;
    let (exit, output, errors) =
        ddbexpr(&["schema", "infer", "-", "--name", "my.orders", "--partition-key", "id"], items);
    assert_eq!(exit, Exit::Clean, "{errors}");
    let expected = "[tables.\"my.orders\"]\npartition-key = \"id:S\"\n\n[tables.\"my.orders\".attributes]\n\
                    # Types in 2 items, and in how many of them.\n\"a b\" = \"L\" # L 1\n\
                    # gone never has a value: NULL 1\n# mixed has several types: N 1, S 1\nn = \"N\" # N 1, NULL 1\n";
    assert_eq!(output, expected);
    let config = Config::parse(&output).unwrap();
    assert_eq!(config.tables[0].schema.table_name, "my.orders");
    let (exit, ..) = ddbexpr(&["schema", "infer", "-", "--name", "t", "--partition-key", "mixed"], items);
    assert_eq!(exit, Exit::Usage);
}

#[test]
fn types_are_inferred_without_a_key() {
    let items = r#"{"id": {"S": "a"}, "n": {"N": "1"}}"#;
    let section = |table: &str| {
        let said = "# Types in 1 items, and in how many of them.";
        format!("[tables.{table}.attributes]\n{said}\nid = \"S\" # S 1\nn = \"N\" # N 1\n")
    };
    let (exit, output, errors) = ddbexpr(&["schema", "infer", "-", "--name", "orders"], items);
    assert_eq!((exit, output), (Exit::Clean, section("orders")), "{errors}");
    let whole = format!("[tables.orders]\npartition-key = \"pk:S\"\n\n{}", section("orders"));
    assert_eq!(Config::parse(&whole).unwrap().tables[0].schema.table_name, "orders");
    let (exit, output, _) = ddbexpr(&["schema", "infer", "-"], items);
    let expected = format!("# Write the name of the table instead of TABLE.\n{}", section("TABLE"));
    assert_eq!((exit, output), (Exit::Clean, expected));
    let (exit, ..) = ddbexpr(&["schema", "infer", "-", "--sort-key", "n"], items);
    assert_eq!(exit, Exit::Usage);
}

#[test]
fn lint_uses_the_tables_of_the_repository() {
    let (exit, output, _) = ddbexpr(&["lint", SHOP, "--no-config", "--format", "short"], "");
    assert_eq!(exit, Exit::Problems);
    let told: Vec<&str> = output.lines().map(|line| line.strip_prefix(SHOP).unwrap()).collect();
    assert_eq!(
        told,
        [
            "/src/carts.ts:6:30: error[key-condition-partition]: there is no condition on the key attribute `id`",
            "/src/orders.py:10:33: error[key-condition-partition]: there is no condition on the key attribute \
             `customer`",
            "/src/pieces.py:10:36: warning[type-inconsistent]: `pieces` of `orders` is compared as S here and written \
             as N elsewhere",
        ]
    );
}

#[test]
fn what_is_configured_wins_and_two_definitions_are_none() {
    let create = |key: &str| {
        format!(
            "c.create_table(TableName='orders', KeySchema=[{{'AttributeName': '{key}', 'KeyType': 'HASH'}}], \
             AttributeDefinitions=[{{'AttributeName': '{key}', 'AttributeType': 'S'}}])\n"
        )
    };
    let query = "c.query(TableName='orders', KeyConditionExpression='a = :a', \
                 ExpressionAttributeValues={':a': {'S': 'x'}})\n";
    let (one, two) = (create("x"), create("y"));
    let root = folder("several", &[("one.py", &one), ("two.py", &two), ("query.py", query)]);
    let root = root.to_str().unwrap();
    let (exit, output, errors) = ddbexpr(&["lint", root, "--format", "short", "--no-config"], "");
    assert_eq!(exit, Exit::Clean, "{output}");
    assert!(errors.contains("table orders is defined in several ways, none is used: one.py, two.py"), "{errors}");
    let config = "[tables.orders]\npartition-key = \"z:S\"\n";
    std::fs::write(Path::new(root).join("ddbexpr.toml"), config).unwrap();
    let (exit, output, errors) = ddbexpr(&["lint", root, "--format", "short"], "");
    assert_eq!(exit, Exit::Problems);
    assert!(output.contains("there is no condition on the key attribute `z`"), "{output}");
    assert!(!errors.contains("several ways"), "{errors}");
}

#[test]
fn a_comment_suppresses_what_other_files_contradict() {
    let write = "c.put_item(TableName='orders', Item={'id': {'S': 'a'}, 'n': {'N': '1'}}, \
                 ConditionExpression='attribute_not_exists(id)')\n";
    let read = "c.scan(TableName='orders', FilterExpression='n = :n', ExpressionAttributeValues={':n': {'S': '1'}}) ";
    let files = |comment: &str| format!("{read}{comment}\n");
    let options = ["--format", "short", "--no-config"];
    for (name, comment, expected) in
        [("told", "", true), ("hushed", "# ddbexpr:ignore type-inconsistent -- old items", false)]
    {
        let root = folder(name, &[("write.py", write), ("read.py", &files(comment))]);
        let (_, output, _) = ddbexpr(&[&["lint", root.to_str().unwrap()], &options[..]].concat(), "");
        assert_eq!(output.contains("type-inconsistent"), expected, "{output}");
        assert!(!output.contains("unused-suppression"), "{output}");
    }
}
