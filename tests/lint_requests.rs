//! The rules of correctness, cost and style, on requests in JSON.
//!
//! Each rule has its examples, and a folder in `tests/lint_requests` with what it has to find and what it has to be
//! silent about; a `config.toml` in the folder holds for all of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/lint.rs"]
mod lint;

use std::fs;
use std::path::{Path, PathBuf};

use ddbexpr::diagnostics::{Applicability, Finding, Report};
use ddbexpr::lint::{Check, Example, FixKind, KeywordCase, Level, PlaceholderStyle, RULES, Rule, RuleOptions};
use ddbexpr::render;
use lint::Subject;

/// The rule alone, whatever its own level.
fn alone(rule: &Rule, text: &str, config: &str) -> Report {
    let subject = Subject { text, config, options: RuleOptions::default(), operation: None };
    let level = |other: &Rule| if other.code == rule.code { Level::Warning } else { Level::Off };
    let (report, refused) = lint::lint(&subject, level);
    assert!(refused.is_empty(), "{}: {refused:?}\n{text}", rule.code);
    report
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(|rule| matches!(rule.check, Check::Request(_)))
}

fn json_examples(examples: &'static [Example]) -> impl Iterator<Item = &'static Example> {
    examples.iter().filter(|example| example.language == "json")
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    for rule in rules() {
        for example in json_examples(rule.bad) {
            let report = alone(rule, example.text, example.config);
            assert!(!report.findings.is_empty(), "{}: {}", rule.code, example.text);
        }
        for example in json_examples(rule.good) {
            let report = alone(rule, example.text, example.config);
            assert!(report.findings.is_empty(), "{}: {}", rule.code, render::short(&report));
        }
    }
}

#[test]
fn at_their_own_levels_good_examples_are_silent() {
    for rule in rules() {
        for example in json_examples(rule.good) {
            let (text, config) = (example.text, example.config);
            let subject = Subject { text, config, options: RuleOptions::default(), operation: None };
            let (report, _) = lint::lint(&subject, |rule| rule.default);
            assert!(report.findings.is_empty(), "{}: {}\n{text}", rule.code, render::short(&report));
        }
    }
}

#[test]
fn fixes_mend_what_was_found() {
    for rule in rules() {
        let mut fixes = 0;
        let folder = folder(rule);
        let mut texts: Vec<(String, String)> =
            json_examples(rule.bad).map(|one| (one.text.to_owned(), one.config.to_owned())).collect();
        texts
            .extend(cases(&folder, "bad").into_iter().map(|path| (fs::read_to_string(path).unwrap(), config(&folder))));
        if texts.is_empty() {
            continue;
        }
        for (text, config) in texts {
            let before = alone(rule, &text, &config);
            for finding in before.findings.iter().filter(|finding| finding.diagnostic.fix.is_some()) {
                fixes += 1;
                let mended = lint::fixed(&text, &finding.diagnostic);
                let after = alone(rule, &mended, &config);
                assert!(after.findings.len() < before.findings.len(), "{}: {mended}", rule.code);
            }
        }
        assert_eq!(fixes > 0, rule.fix != FixKind::None, "{}: {fixes} fixes", rule.code);
    }
}

/// However many rules find something, their safe fixes leave a request that the service takes, and come to an end.
#[test]
fn safe_fixes_of_all_rules_go_together() {
    let mut applied = 0;
    for rule in rules() {
        let folder = folder(rule);
        for path in cases(&folder, "") {
            let mut text = fs::read_to_string(&path).unwrap();
            for round in 0.. {
                assert!(round < 60, "{path:?}: {text}");
                let config = config(&folder);
                let subject =
                    Subject { text: &text, config: &config, options: RuleOptions::default(), operation: None };
                let (report, refused) = lint::lint(&subject, |_| Level::Warning);
                assert!(refused.is_empty(), "{path:?}: {refused:?}\n{text}");
                let safe = |one: &&Finding| {
                    one.diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
                };
                let Some(finding) = report.findings.iter().find(safe) else { break };
                text = lint::fixed(&text, &finding.diagnostic);
                applied += 1;
            }
        }
    }
    assert!(applied > 50, "{applied} fixes");
}

fn folder(rule: &Rule) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint_requests").join(rule.code.name())
}

fn config(folder: &Path) -> String {
    fs::read_to_string(folder.join("config.toml")).unwrap_or_default()
}

fn cases(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap().to_str().unwrap();
        name.starts_with(kind) && name.ends_with(".json")
    });
    files.sort();
    files
}

#[test]
fn cases_of_each_rule() {
    for rule in rules() {
        let folder = folder(rule);
        let mut shown = String::new();
        for path in cases(&folder, "bad") {
            let report = alone(rule, &fs::read_to_string(&path).unwrap(), &config(&folder));
            assert!(!report.findings.is_empty(), "{path:?}");
            shown += &format!("# {}\n", path.file_name().unwrap().to_str().unwrap());
            shown += &render::short(&report);
            shown += "\n";
            shown += &human(&report);
            shown += "\n";
        }
        for path in cases(&folder, "good") {
            let report = alone(rule, &fs::read_to_string(&path).unwrap(), &config(&folder));
            assert!(report.findings.is_empty(), "{path:?}: {}", render::short(&report));
        }
        if !shown.is_empty() {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path("snapshots/lint_requests");
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!(rule.code.name(), shown));
        }
    }
}

#[cfg(feature = "human")]
fn human(report: &Report) -> String {
    render::human(report, false)
}

#[cfg(not(feature = "human"))]
fn human(_: &Report) -> String {
    String::new()
}

/// The codes of all rules that find something, all rules being on.
fn codes(text: &str, config: &str, options: RuleOptions) -> Vec<&'static str> {
    let subject = Subject { text, config, options, operation: None };
    let (report, refused) = lint::lint(&subject, |_| Level::Warning);
    assert!(refused.is_empty(), "{refused:?}\n{text}");
    let mut codes: Vec<_> = report.findings.iter().map(|finding| finding.diagnostic.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn nothing_is_said_of_what_only_a_running_program_knows() {
    const KEY: &str = r#""TableName": "orders", "Key": {"id": {"S": "a"}}"#;
    let keys = "[tables.orders]\npartition-key = \"id:S\"\nttl = \"expires\"\n";
    for text in [
        // Names.
        r##"{KEY, "UpdateExpression": "SET #a = #a + :one", "ExpressionAttributeNames": {"#a": "<unknown>"},
            "ExpressionAttributeValues": {":one": {"N": "1"}}}"##,
        r##"{KEY, "UpdateExpression": "SET #a.#b = :one", "ExpressionAttributeNames": {"#a": "<unknown>", "#b": "<unknown>"},
            "ExpressionAttributeValues": {":one": {"N": "1"}}}"##,
        r##"{KEY, "ConditionExpression": "#a = :one AND #a = :two", "ExpressionAttributeNames": {"#a": "<unknown>"},
            "ExpressionAttributeValues": {":one": {"N": "1"}, ":two": {"N": "2"}}}"##,
        r##"{KEY, "ConditionExpression": "#a <> :one", "ExpressionAttributeNames": {"#a": "<unknown>"},
            "ExpressionAttributeValues": {":one": {"N": "1"}}}"##,
        r##"{"TableName": "orders", "KeyConditionExpression": "id = :one", "FilterExpression": "#a > :two",
            "ExpressionAttributeNames": {"#a": "<unknown>"},
            "ExpressionAttributeValues": {":one": {"S": "1"}, ":two": {"N": "2"}}}"##,
        // Values.
        r#"{KEY, "ConditionExpression": "a = :one AND a = :two",
            "ExpressionAttributeValues": {":one": "<unknown>", ":two": "<unknown>"}}"#,
        r#"{KEY, "ConditionExpression": "a > :one AND a < :two",
            "ExpressionAttributeValues": {":one": {"N": "<unknown>"}, ":two": {"N": "5"}}}"#,
        r#"{KEY, "UpdateExpression": "ADD a :one", "ConditionExpression": "a = :two",
            "ExpressionAttributeValues": {":one": {"N": "<unknown>"}, ":two": "<unknown>"}}"#,
        // Whole members.
        r#"{KEY, "UpdateExpression": "SET a = a + :one", "ConditionExpression": "<unknown>",
            "ExpressionAttributeValues": {":one": {"N": "1"}}}"#,
        r#"{KEY, "UpdateExpression": "SET a = a + :one REMOVE b", "<more>": "<unknown>",
            "ExpressionAttributeValues": {":one": {"N": "1"}}}"#,
        r#"{KEY, "UpdateExpression": "SET a = :one REMOVE b", "<more>": "<unknown>",
            "ExpressionAttributeValues": {":one": {"N": "1"}}}"#,
        r#"{"TableName": "orders", "KeyConditionExpression": "id = :one", "FilterExpression": "<unknown>",
            "ExpressionAttributeValues": {":one": {"S": "1"}}}"#,
        r#"{"TableName": "orders", "Select": "COUNT", "TotalSegments": 2, "Segment": 1, "<more>": "<unknown>"}"#,
    ] {
        let text = text.replace("KEY", KEY);
        let quiet = |code: &&str| !matches!(*code, "needless-alias" | "placeholder-style");
        let found: Vec<_> = codes(&text, keys, RuleOptions::default()).into_iter().filter(quiet).collect();
        assert_eq!(found, Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn an_unknown_value_equals_itself() {
    let text = r#"{"TableName": "orders", "Key": {"id": {"S": "a"}}, "ConditionExpression": "a = :this AND a <> :this",
        "ExpressionAttributeValues": {":this": "<unknown>"}}"#;
    assert_eq!(codes(text, "", RuleOptions::default()), ["contradictory-condition"]);
}

#[test]
fn rules_take_options() {
    let request = |condition: &str| {
        format!(
            r#"{{"TableName": "orders", "Key": {{"id": {{"S": "a"}}}}, "ConditionExpression": "{condition}",
                "ExpressionAttributeValues": {{":value": {{"S": "a"}}}}}}"#
        )
    };
    let codes = |condition: &str, options| codes(&request(condition), "", options);
    let all = RuleOptions::default;
    let two = "attribute_exists(a) AND b = :value";
    assert_eq!(codes(two, RuleOptions { keyword_case: Some(KeywordCase::Upper), ..all() }), Vec::<&str>::new());
    assert_eq!(codes(two, RuleOptions { keyword_case: Some(KeywordCase::Lower), ..all() }), ["keyword-case"]);
    assert_eq!(codes(two, RuleOptions { clauses_on_a_line: 2, ..all() }), Vec::<&str>::new());
    assert_eq!(codes(two, RuleOptions { clauses_on_a_line: 1, ..all() }), ["long-expression"]);
    let like = RuleOptions { value_style: PlaceholderStyle::Attribute, ..all() };
    assert_eq!(codes(two, like.clone()), ["placeholder-style"]);
    assert_eq!(codes("attribute_exists(a) AND value_ = :value", like), Vec::<&str>::new());
    assert_eq!(KeywordCase::named("upper"), Some(KeywordCase::Upper));
    assert_eq!(PlaceholderStyle::named("word"), Some(PlaceholderStyle::Word));
    assert_eq!(PlaceholderStyle::named("Word"), None);
}
