//! The registry of rules: each code has one, each text is there, each example shows what it says.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use ddbexpr::cli::{Streams, run};
use ddbexpr::diagnostics::Code;
use ddbexpr::lint::{Check, Example, FixKind, Level, PAGE, RULES, Rule, markdown};
use serde_json::Value;

/// Codes whose rules are not written yet.
const ELSEWHERE: &[Code] = &[];

/// An example with the rule it is of, and what was found in it.
struct Case {
    rule: &'static Rule,
    example: &'static Example,
    is_bad: bool,
    name: String,
    findings: Vec<Value>,
}

impl Case {
    fn told(&self) -> String {
        let titles = self.findings.iter().map(|one| format!("\n  {}: {}", one["code"], one["title"]));
        format!("{}{}", self.name, titles.collect::<String>())
    }

    fn codes(&self) -> BTreeSet<&str> {
        self.findings.iter().map(|one| one["code"].as_str().unwrap()).collect()
    }
}

/// Every example, linted as a file of its own.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules");
    drop(std::fs::remove_dir_all(&folder));
    let mut cases = Vec::new();
    for rule in RULES {
        for (examples, is_bad) in [(rule.bad, true), (rule.good, false)] {
            for (number, example) in (1..).zip(examples) {
                let name = format!("{}-{}-{number}", rule.code.name(), if is_bad { "bad" } else { "good" });
                let own = folder.join(&name);
                std::fs::create_dir_all(&own).unwrap();
                let findings = findings(&own, rule, example);
                cases.push(Case { rule, example, is_bad, name, findings });
            }
        }
    }
    cases
});

/// What the linter finds in an example in a folder of its own.
fn findings(folder: &Path, rule: &Rule, example: &Example) -> Vec<Value> {
    let file = folder.join(format!("example.{}", example.language));
    std::fs::write(&file, example.text).unwrap();
    let mut arguments = vec!["ddbexpr".to_owned(), "lint".to_owned(), "--format".to_owned(), "json".to_owned()];
    let config = config(rule, example);
    if reads_configuration() {
        std::fs::write(folder.join("ddbexpr.toml"), config).unwrap();
    } else if !config.is_empty() {
        let table = folder.join("table.schema");
        std::fs::write(&table, create_table(&config)).unwrap();
        arguments.extend(["--table".to_owned(), table.to_str().unwrap().to_owned()]);
    }
    arguments.push(file.to_str().unwrap().to_owned());
    let (mut input, mut output, mut errors) = (std::io::empty(), Vec::new(), Vec::new());
    run(&arguments, &mut Streams::plain(&mut input, &mut output, &mut errors));
    let errors = String::from_utf8(errors).unwrap();
    assert!(!errors.contains("not checked"), "{errors}");
    let report: Value = serde_json::from_slice(&output).unwrap_or_else(|error| panic!("{error}: {errors}"));
    assert!(report["unchecked"].as_array().is_none_or(Vec::is_empty), "{report}");
    report["findings"].as_array().unwrap().clone()
}

/// The example's configuration; a rule that is off is switched on for its examples.
fn config(rule: &Rule, example: &Example) -> String {
    if rule.default == Level::Off && !example.config.contains(rule.code.name()) {
        return format!("[rules]\n{} = \"warning\"\n\n{}", rule.code.name(), example.config);
    }
    example.config.to_owned()
}

/// True as soon as the linter reads `ddbexpr.toml`; until then tables are handed over as schemas.
fn reads_configuration() -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/config").exists()
}

/// The table of a configuration as CreateTable takes it.
fn create_table(config: &str) -> String {
    let config: toml::Table = config.parse().unwrap();
    let (name, table) = config["tables"].as_table().unwrap().iter().next().unwrap();
    let mut attributes = BTreeSet::new();
    let mut schema = |table: &toml::Value| {
        let keys = [("partition-key", "HASH"), ("sort-key", "RANGE")].into_iter().filter_map(|(key, kind)| {
            let (name, of_type) = table.get(key)?.as_str()?.split_once(':')?;
            attributes.insert((name.to_owned(), of_type.to_owned()));
            Some(serde_json::json!({ "AttributeName": name, "KeyType": kind }))
        });
        keys.collect::<Value>()
    };
    let keys = schema(table);
    let indexes = table.get("indexes").and_then(toml::Value::as_table).into_iter().flatten().map(|(name, index)| {
        let held = index["projection"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect::<Value>();
        serde_json::json!({
            "IndexName": name,
            "KeySchema": schema(index),
            "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": held },
        })
    });
    let indexes: Value = indexes.collect();
    let attributes =
        attributes.iter().map(|(name, of_type)| serde_json::json!({ "AttributeName": name, "AttributeType": of_type }));
    serde_json::json!({
        "TableName": name,
        "KeySchema": keys,
        "GlobalSecondaryIndexes": indexes,
        "AttributeDefinitions": attributes.collect::<Value>(),
    })
    .to_string()
}

#[test]
fn every_code_has_one_rule() {
    let rules = |code: Code| RULES.iter().filter(|rule| rule.code == code).count();
    let (elsewhere, here): (Vec<Code>, Vec<Code>) = Code::ALL.into_iter().partition(|code| ELSEWHERE.contains(code));
    let wrong: Vec<_> = here.into_iter().filter(|code| rules(*code) != 1).collect();
    assert!(wrong.is_empty(), "these codes have no rule, or several: {wrong:?}");
    let written: Vec<_> = elsewhere.into_iter().filter(|code| rules(*code) > 0).collect();
    assert!(written.is_empty(), "these codes have a rule and no place in ELSEWHERE: {written:?}");
}

#[test]
fn rules_are_sorted_by_name() {
    let names: Vec<_> = RULES.iter().map(|rule| rule.code.name()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}

#[test]
fn every_text_is_whole() {
    for rule in RULES {
        let name = rule.code.name();
        for text in [rule.what, rule.why, rule.remedy, rule.code.explain()] {
            assert!(text.ends_with('.') && text.len() > 15, "{name}: {text:?}");
            let first = text.split(' ').next().unwrap();
            let is_code = first.contains(['_', '`']) || !first.starts_with(char::is_alphabetic);
            assert!(is_code || first.starts_with(char::is_uppercase), "{name}: {text:?}");
            assert!(!text.contains("  ") && !text.contains('\n'), "{name}: {text:?}");
            assert_eq!(text.matches('`').count() % 2, 0, "{name}: {text:?}");
        }
        assert!(rule.configure.is_empty() || rule.configure.ends_with('.'), "{name}: {:?}", rule.configure);
        assert!(!rule.bad.is_empty() && !rule.good.is_empty(), "{name} has examples of both kinds");
        for evidence in rule.evidence {
            let of_repository = evidence.split_once('#').is_some_and(|(repository, number)| {
                repository.split('/').count() == 2 && number.bytes().all(|byte| byte.is_ascii_digit())
            });
            assert!(of_repository || evidence.starts_with("https://"), "{name}: {evidence}");
        }
    }
}

#[test]
fn bad_examples_show_their_rule_and_no_other() {
    let shows = |case: &Case| {
        let (own, codes) = (case.rule.code.name(), case.codes());
        let also = |code: &str| case.example.also.iter().any(|also| also.name() == code);
        codes.contains(own) && codes.iter().all(|code| *code == own || also(code))
    };
    let wrong: Vec<_> = CASES.iter().filter(|case| case.is_bad && !shows(case)).map(Case::told).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn good_examples_are_clean() {
    let wrong: Vec<_> = CASES.iter().filter(|case| !case.is_bad && !case.findings.is_empty()).map(Case::told).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is found is as loud as the documentation says.
#[test]
fn the_compiler_speaks_at_the_level_of_its_rules() {
    for case in CASES.iter() {
        if !matches!(case.rule.check, Check::Compiler | Check::Reading) || case.rule.default == Level::Off {
            continue;
        }
        let own = case.findings.iter().filter(|finding| finding["code"] == case.rule.code.name());
        for finding in own {
            assert_eq!(finding["severity"], case.rule.default.name(), "{}", case.told());
        }
    }
}

#[test]
fn rules_mend_what_they_promise() {
    for rule in RULES {
        let own = CASES.iter().filter(|case| case.rule.code == rule.code).flat_map(|case| &case.findings);
        let of_rule = own.filter(|finding| finding["code"] == rule.code.name());
        let fixes: BTreeSet<&str> = of_rule.filter_map(|finding| finding["fix"]["applicability"].as_str()).collect();
        let fits = match rule.fix {
            FixKind::None => fixes.is_empty(),
            FixKind::Safe => fixes.contains("safe"),
            FixKind::Unsafe => fixes == BTreeSet::from(["unsafe"]),
        };
        assert!(fits, "{}: {:?} is promised, {fixes:?} are there", rule.code, rule.fix);
    }
}

#[test]
fn the_page_of_rules_is_fresh() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE)).unwrap_or_default();
    let command = "cargo run -- rules --markdown > docs/rules.md";
    let made = markdown();
    let differs = made.lines().zip(page.lines()).find(|(made, kept)| made != kept);
    assert!(page == made, "{PAGE} is stale, first at (made, kept): {differs:#?}; mend it by `{command}`");
}
