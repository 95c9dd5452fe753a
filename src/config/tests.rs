//! What is read from configurations, and what is said of those that are wrong.

use super::*;
use crate::lint::rule;
use crate::request::{IndexKind, IndexProjection, Operation};
use crate::value::AttributeType;

fn config(text: &str) -> Config {
    Config::parse(text).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// What is said of a text, a line each.
fn errors(text: &str) -> Vec<String> {
    Config::parse(text).unwrap_err().iter().map(ToString::to_string).collect()
}

fn level(config: &Config, code: Code, path: &str) -> Level {
    config.level(rule(code).unwrap(), path)
}

#[test]
fn nothing_configured_is_the_default() {
    for text in ["", TEMPLATE, "# nothing\n", "\u{feff}"] {
        let config = config(text);
        assert_eq!(level(&config, Code::ReservedWord, "src/a.py"), Level::Error);
        assert_eq!(level(&config, Code::MixedAndOr, "src/a.py"), Level::Warning);
        assert!(config.is_included("src/a.py"));
        assert!(!config.documents && config.tables.is_empty() && config.validation.is_none());
    }
}

/// What the template shows in comments is understood when the signs are taken away.
#[test]
fn the_template_shows_what_is_understood() {
    let shown: Vec<&str> = TEMPLATE
        .lines()
        .filter_map(|line| match line.strip_prefix("# ") {
            Some(code) if code.starts_with('[') || code.contains(" = ") && !code.contains("`") => Some(code),
            Some(_) => None,
            None => (!line.starts_with('#')).then_some(line),
        })
        .collect();
    // Keys at the top come before the first table.
    let (tables, top): (Vec<_>, Vec<_>) =
        shown.split(|line| line.is_empty()).partition(|part| part.iter().any(|line| line.starts_with('[')));
    let text = top.concat().join("\n") + "\n" + &tables.concat().join("\n");
    let config = config(&text);
    assert_eq!(config.tables.len(), 1, "{text}");
    assert_eq!((config.wrappers.len(), config.overrides.len(), config.options.len()), (1, 1, 4), "{text}");
    assert_eq!(config.schemas, ["tables/orders.json"]);
    assert!(config.documents);
}

#[test]
fn levels_by_rule_path_and_command_line() {
    let mut config = config(
        r#"
        rules = { reserved-word = "warning", mixed-and-or = { level = "error" } }
        [[overrides]]
        paths = ["scripts/", "*.gen.py"]
        rules = { reserved-word = "off" }
        client = "low-level"
        [[overrides]]
        paths = ["scripts/live.py"]
        rules = { reserved-word = "info" }
        "#,
    );
    assert_eq!(level(&config, Code::ReservedWord, "src/a.py"), Level::Warning);
    assert_eq!(level(&config, Code::MixedAndOr, "src/a.py"), Level::Error);
    assert_eq!(level(&config, Code::ReservedWord, "deep/scripts/a.py"), Level::Off);
    assert_eq!(level(&config, Code::ReservedWord, "./x.gen.py"), Level::Off);
    assert_eq!(level(&config, Code::MixedAndOr, "x.gen.py"), Level::Error);
    assert_eq!(level(&config, Code::ReservedWord, "scripts/live.py"), Level::Info);
    assert_eq!((config.client("scripts/live.py"), config.client("a.py")), (Some(ClientStyle::LowLevel), None));
    config.forced.insert(Code::ReservedWord, Level::Error);
    assert_eq!(level(&config, Code::ReservedWord, "scripts/live.py"), Level::Error);
    assert_eq!(config.adjusted(Code::UnknownSuppression, Level::Info, "a.py"), Level::Info);
}

#[test]
fn tests_are_lowered() {
    let levels =
        |config: &Config, path: &str| [Code::ReservedWord, Code::MixedAndOr].map(|code| level(config, code, path));
    let default = config("");
    for path in ["tests/a.py", "src/__tests__/a.ts", "test_a.py", "src/a.test.ts", "x/OrderTest.java", "a_test.go"] {
        assert_eq!(levels(&default, path), [Level::Warning, Level::Off], "{path}");
    }
    for path in ["src/testing.py", "latest.ts", "contest/a.py", "Test.java.txt", "/tests/a.py", "../tests/a.py"] {
        assert_eq!(levels(&default, path), [Level::Error, Level::Warning], "{path}");
    }
    assert_eq!(levels(&config("tests = { level = \"same\" }"), "tests/a.py"), [Level::Error, Level::Warning]);
    assert_eq!(levels(&config("[tests]\nlevel = \"off\""), "tests/a.py"), [Level::Off, Level::Off]);
    let own = config("[tests]\npaths = [\"checks/\"]");
    assert_eq!(levels(&own, "checks/a.py"), [Level::Warning, Level::Off]);
    assert_eq!(levels(&own, "tests/a.py"), [Level::Error, Level::Warning]);
    // Who names a path means it, tests or not.
    let said = config("[[overrides]]\npaths = [\"tests/\"]\nrules = { mixed-and-or = \"error\" }");
    assert_eq!(levels(&said, "tests/a.py"), [Level::Warning, Level::Error]);
}

#[test]
fn files_are_included_by_patterns() {
    let config =
        config("include = [\"src/\", \"/infra/*.tf\"]\nexclude = [\"legacy/\", \"*.min.js\", \"!keep.min.js\"]");
    for (path, expected) in [
        ("src/a.py", true),
        ("src/deep/a.py", true),
        ("infra/main.tf", true),
        ("infra/deep/main.tf", false),
        ("other/infra/main.tf", false),
        ("a.py", false),
        ("src/legacy/a.py", false),
        ("src/a.min.js", false),
        ("src/keep.min.js", true),
    ] {
        assert_eq!(config.is_included(path), expected, "{path}");
    }
    assert!(config.is_excluded_folder("src/legacy"));
    assert!(!config.is_excluded_folder("src"));
}

#[test]
fn tables_are_described() {
    let config = config(
        r#"
        [tables.orders]
        partition-key = "pk:S"
        sort-key = "a:b:N"
        ttl = "expires"
        [tables.orders.indexes.by-state]
        kind = "global"
        partition-key = ["state:S", "region:S"]
        sort-key = "placed:N"
        projection = ["total"]
        [tables.orders.indexes.by-age]
        kind = "local"
        sort-key = "age:N"
        projection = "keys-only"
        [tables.orders.attributes]
        total = "N"
        age = "N"
        tags = "SS"
        "#,
    );
    let table = &config.tables[0];
    assert_eq!((table.schema.table_name.as_str(), table.ttl.as_deref()), ("orders", Some("expires")));
    let name = |attribute: Option<&crate::request::KeyAttribute>| attribute.map(|one| one.name.clone());
    assert_eq!(name(table.schema.key.sort.first()).as_deref(), Some("a:b"));
    let by_state = table.schema.index("by-state").unwrap();
    assert_eq!((by_state.kind, by_state.key.partition.len()), (IndexKind::Global, 2));
    assert_eq!(by_state.projection, IndexProjection::Include(vec!["total".to_owned()]));
    let by_age = table.schema.index("by-age").unwrap();
    assert_eq!((by_age.kind, name(by_age.key.partition.first()).as_deref()), (IndexKind::Local, Some("pk")));
    assert_eq!(by_age.projection, IndexProjection::KeysOnly);
    assert!(table.attributes.contains(&("tags".to_owned(), AttributeType::Ss)));
}

#[test]
fn wrappers_and_options_are_read() {
    let config = config(
        r#"
        client = "document"
        validation = "older"
        [rules]
        long-expression = { level = "info", clauses = 0x6 }
        keyword-case = { case = "lower" }
        [[wrappers]]
        function = "find"
        operation = "Query"
        parameters = { where = "FilterExpression" }
        "#,
    );
    assert_eq!(config.option(Code::LongExpression, "clauses"), Some(&OptionValue::Number(6)));
    assert_eq!(config.option(Code::KeywordCase, "case"), Some(&OptionValue::Word("lower")));
    assert_eq!(config.option(Code::PlaceholderStyle, "names"), None);
    assert_eq!(config.levels.len(), 1, "an option sets no level");
    let wrapper = &config.wrappers[0];
    assert_eq!(wrapper.parameters, [("where".to_owned(), "FilterExpression")]);
    assert_eq!((wrapper.function.as_str(), wrapper.operation), ("find", Some(Operation::Query)));
    assert_eq!((config.client, config.validation), (Some(ClientStyle::Document), Some(ValidationLayer::Older)));
}

#[test]
fn what_is_not_understood_is_told_with_its_place() {
    for (text, said) in [
        ("rules = 1", "line 1, column 9: `rules` has to be a table, and is an integer"),
        ("[rule]", "line 1, column 2: unknown key `rule`; did you mean `rules`?"),
        (
            "\n\n[rules]\nreserved-wrod = \"off\"",
            "line 4, column 1: unknown rule `reserved-wrod`; did you mean `reserved-word`?",
        ),
        ("[rules]\nzzz = \"off\"", "line 2, column 1: unknown rule `zzz`"),
        (
            "[rules]\nreserved-word = \"warn\"",
            "line 2, column 17: `reserved-word` has to be \"error\", \"warning\", \"info\" or \"off\", and is \"warn\"",
        ),
        (
            "[rules]\nreserved-word = \"eror\"",
            "line 2, column 17: `reserved-word` has to be \"error\", \"warning\", \"info\" or \"off\", and is \"eror\"; did you mean \"error\"?",
        ),
        (
            "[rules]\nreserved-word = { levle = \"off\" }",
            "line 2, column 19: unknown key `levle`; did you mean `level`?",
        ),
        (
            "[rules]\nlong-expression = { clauses = 0 }",
            "line 2, column 31: `clauses` has to be a whole number, at least 1",
        ),
        ("exclude = \"a\"", "line 1, column 11: `exclude` has to be a list, and is a text"),
        ("exclude = [1]", "line 1, column 12: `exclude` has to be a text, and is an integer"),
        ("exclude = [\"a\", \"b[\"]", "line 1, column 17: `b[` is no pattern: unclosed character class; missing ']'"),
        ("[[overrides]]\nrules = {}", "line 1, column 1: `overrides` has no `paths`: which files is it for?"),
        (
            "[[overrides]]\npaths = []\nrules = { long-expression = { clauses = 3 } }",
            "line 3, column 29: options hold for all files: only a level can be set by path",
        ),
        ("[tables.t]", "line 1, column 9: table `t` needs a `partition-key`, such as \"pk:S\""),
        (
            "[tables.t]\npartition-key = \"pk\"",
            "line 2, column 17: `partition-key` is written \"name:type\" with the type S, N or B, such as \"pk:S\"",
        ),
        (
            "[tables.t]\npartition-key = \"pk:S\"\nattributes = { pk = \"N\" }",
            "line 3, column 16: attribute `pk` is S elsewhere and N here",
        ),
        (
            "[tables.t]\npartition-key = \"pk:S\"\nindexes.i.sort-key = \"a:S\"",
            "line 3, column 9: global index `i` needs a `partition-key`, such as \"status:S\"",
        ),
        (
            "[[wrappers]]\nfunction = \"f\"\nparameters = { a = \"FilterExpresion\" }",
            "line 3, column 20: unknown parameter of requests `FilterExpresion`; did you mean `FilterExpression`?",
        ),
        (
            "[[wrappers]]\noperation = \"Scan\"",
            "line 1, column 1: `wrappers` has no `function`: which function is it about?",
        ),
        ("documents = \"yes\"", "line 1, column 13: `documents` has to be true or false, and is a text"),
        ("client = 3", "line 1, column 10: `client` has to be \"document\" or \"low-level\", and is an integer"),
    ] {
        let all = errors(text);
        assert!(all.iter().any(|one| one == said), "{text}: {all:#?}");
    }
}

#[test]
fn every_mistake_is_told_in_the_order_of_the_text() {
    let all = errors("ünknown = 1\n[rules]\nnone = \"off\"\n[tests]\nlevel = 3\n");
    assert_eq!(all.len(), 1, "a key that is no TOML hides the rest: {all:?}");
    let all = errors("\"ünknown\" = 1\n[rules]\nnone = \"off\"\n[tests]\nlevel = 3\n");
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all[0].starts_with("line 1, column 1:") && all[2].starts_with("line 5, column 9:"), "{all:?}");
}

#[test]
fn no_text_makes_it_stumble() {
    for text in ["=", "[", "a = ", "[[rules]]", "[rules]\n[rules]", "tables = [1]", "overrides = [1]", "wrappers = {}"]
    {
        assert!(!errors(text).is_empty(), "{text}");
    }
    let deep = format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(!errors(&deep).is_empty());
    let dotted = format!("{}a = 1", "a.".repeat(100_000));
    assert!(!errors(&dotted).is_empty());
}
