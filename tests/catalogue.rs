//! The catalogue of rules: how loud each is, how sure its mend, and what it has to find, through the program itself.
//!
//! `tests/catalogue` holds an example a row; what is bad has to be found under the name of its rule, what is good must
//! be silent whatever the rule.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ddbexpr::diagnostics::Code;
use ddbexpr::lint::{FixKind, Level, rule};
use serde_json::Value;

use FixKind::{None as NoFix, Safe, Unsafe};
use Level::{Error, Info, Off, Warning};

/// Each rule of the catalogue: its level, its mend, and why either is as it is where that is not plain.
const SHEET: &[(&str, Level, FixKind, &str)] = &[
    ("syntax-error", Error, Safe, "only characters that look alike and blanks nobody sees; the rest has no mend"),
    ("needs-alias", Error, Safe, "a guess in updates, where a dash may be a subtraction"),
    ("reserved-word", Error, Safe, ""),
    ("undefined-name", Error, Safe, "where one unused entry alone can be meant; else a guess"),
    ("undefined-value", Error, Safe, "where one unused entry alone can be meant; else a guess"),
    ("unused-name", Error, Safe, ""),
    ("unused-value", Error, Unsafe, ""),
    ("empty-placeholder-map", Error, Safe, ""),
    ("missing-sigil", Error, Safe, ""),
    ("malformed-placeholder", Error, Safe, ""),
    ("inline-literal", Error, Unsafe, ""),
    ("foreign-operator", Error, Safe, ""),
    ("function-name", Error, Safe, ""),
    ("function-arity", Error, NoFix, ""),
    ("function-context", Error, NoFix, ""),
    ("operand-kind", Error, NoFix, ""),
    ("same-operand", Error, NoFix, ""),
    ("overlapping-paths", Error, Safe, ""),
    ("duplicate-section", Error, Safe, ""),
    ("arithmetic-form", Error, NoFix, ""),
    ("add-delete-form", Error, Safe, ""),
    ("redundant-parentheses", Error, Safe, ""),
    ("key-condition-operator", Error, NoFix, ""),
    ("key-condition-partition", Error, NoFix, ""),
    ("key-condition-shape", Error, Safe, ""),
    ("key-attribute-update", Error, NoFix, ""),
    ("filter-on-key", Error, NoFix, ""),
    ("expression-limit", Error, NoFix, ""),
    ("between-bounds", Error, Unsafe, ""),
    ("operand-type", Error, NoFix, ""),
    ("number-not-text", Error, Safe, ""),
    ("empty-or-mixed-set", Error, NoFix, ""),
    ("parameter-not-accepted", Error, NoFix, ""),
    ("mixed-parameter-styles", Error, NoFix, ""),
    ("return-values", Error, Unsafe, ""),
    ("consistent-read-on-gsi", Error, Safe, "without the schema it is pointed out and left alone"),
    ("select-projection", Error, Unsafe, ""),
    ("branch-dependent-placeholder", Warning, NoFix, ""),
    ("duplicate-parameter", Warning, NoFix, ""),
    ("yaml-comment-in-expression", Error, Safe, ""),
    ("limit-with-filter", Error, NoFix, "an error for a limit of 1, else a warning"),
    ("unpaginated-read", Warning, NoFix, ""),
    ("arithmetic-on-maybe-missing", Warning, Unsafe, ""),
    ("append-on-maybe-missing", Warning, Unsafe, ""),
    ("nested-set-parent", Warning, NoFix, ""),
    ("not-equal-missing", Warning, Unsafe, "in filters quieter"),
    ("mixed-and-or", Warning, Safe, ""),
    ("contradictory-condition", Warning, NoFix, ""),
    ("client-value-shape", Error, Unsafe, "it speaks only where the client is certain"),
    ("swapped-placeholder-kind", Error, Unsafe, "DynamoDB refuses it"),
    ("maybe-undefined-value", Warning, NoFix, ""),
    ("unique-by-non-key", Warning, NoFix, ""),
    ("read-modify-write", Info, NoFix, ""),
    ("upsert-surprise", Info, Unsafe, ""),
    ("wrong-attribute-type-code", Error, Safe, ""),
    ("type-inconsistent", Warning, NoFix, ""),
    ("ttl-not-filtered", Info, NoFix, ""),
    ("retry-unsafe-add", Off, NoFix, ""),
    ("scan-where-query-fits", Warning, NoFix, ""),
    ("scan-with-filter", Info, NoFix, ""),
    ("filter-should-be-key", Info, NoFix, ""),
    ("read-to-count", Info, NoFix, ""),
    (
        "projection-not-in-index",
        Error,
        NoFix,
        "DynamoDB refuses it of a global index; of a local one it is pointed out",
    ),
    ("large-in-filter", Info, NoFix, ""),
    ("double-existence-check", Off, Unsafe, ""),
    ("unsafe-interpolation", Warning, NoFix, ""),
    ("unaliased-dynamic-name", Info, NoFix, ""),
    ("keyword-case", Off, Safe, ""),
    ("placeholder-style", Off, Safe, ""),
    ("needless-alias", Off, Safe, ""),
    ("conflicting-alias", Off, Safe, ""),
    ("legacy-parameter", Info, NoFix, "a parameter that is rewritten wrongly would still be accepted"),
    ("long-expression", Off, Safe, "where the literal can hold line breaks"),
    ("unchecked-expression", Off, NoFix, ""),
];

/// One row of the catalogue.
struct Row {
    rule: String,
    is_bad: bool,
    extension: String,
    text: String,
    config: String,
    line: usize,
}

impl Row {
    fn level(&self) -> Level {
        rule(Code::named(&self.rule).unwrap_or_else(|| panic!("{} is no rule", self.rule))).unwrap().default
    }

    /// Its configuration, with its rule on.
    fn config(&self) -> String {
        if self.level() != Off {
            return self.config.clone();
        }
        let on = format!("[rules]\n{} = \"warning\"\n", self.rule);
        match self.config.strip_prefix("[rules]\n") {
            Some(rest) => on + rest,
            None => on + &self.config,
        }
    }
}

fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue");
    let mut rows: Vec<Row> = Vec::new();
    for file in ["refused.txt", "accepted.txt"] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        for (at, line) in text.lines().enumerate() {
            if let Some(head) = line.strip_prefix("==== ") {
                let [rule, kind, extension] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("{head}") };
                assert!(matches!(kind, "bad" | "good"), "{head}");
                rows.push(Row {
                    rule: rule.to_owned(),
                    is_bad: kind == "bad",
                    extension: extension.to_owned(),
                    text: String::new(),
                    config: String::new(),
                    line: at + 1,
                });
            } else if let Some(row) = rows.last_mut().filter(|_| !line.is_empty() || at > 3) {
                match (line, row.config.is_empty()) {
                    ("~", true) => row.config = "\n".to_owned(),
                    (line, true) => row.text.push_str(&format!("{line}\n")),
                    (line, false) => row.config = format!("{}{line}\n", row.config.trim_start()),
                }
            }
        }
    }
    rows.iter_mut().for_each(|row| row.text = written_out(&row.text));
    rows
}

/// What is too long to stand in a row.
fn written_out(text: &str) -> String {
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>();
    let placeholders = |count| many(count, &|at| format!(":v{at}")).join(", ");
    let values = |count| many(count, &|at| format!("\":v{at}\": {{\"N\": \"{at}\"}}")).join(", ");
    text.replace("@PATH", &many(33, &|_| "m".to_owned()).join("."))
        .replace("@IN", &placeholders(163))
        .replace("@MANYVALUES", &values(24))
        .replace("@MANY", &placeholders(24))
        .replace("@VALUES", &values(163))
        .replace("@OPERATORS", &many(152, &|_| "mast = :v".to_owned()).join(" OR "))
        .replace("@BLANKS", &" ".repeat(4096))
}

/// A folder of its own for a row, outside of what looks like tests.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("catalogue").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What the program says of a file: the rule and the severity of each finding.
fn findings(folder: &Path, file: &str) -> Vec<(String, String, String)> {
    let output = Command::new(env!("CARGO_BIN_EXE_ddbexpr"))
        .args(["lint", "--format", "json", file])
        .current_dir(folder)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&output.stderr));
    });
    let text = |finding: &Value, member: &str| finding[member].as_str().unwrap_or_default().to_owned();
    let all = report["findings"].as_array().unwrap().iter();
    all.map(|one| (text(one, "code"), text(one, "severity"), text(one, "title"))).collect()
}

#[test]
fn bad_examples_are_found_by_name_and_good_ones_are_silent() {
    let rows = rows();
    assert!(rows.len() > 220, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let own = folder(&format!("row-{at}"));
        let file = format!("example.{}", row.extension);
        fs::write(own.join(&file), &row.text).unwrap();
        fs::write(own.join("ddbexpr.toml"), row.config()).unwrap();
        let found = findings(&own, &file);
        let fits = match row.is_bad {
            true => found.iter().any(|(code, ..)| *code == row.rule),
            false => found.is_empty(),
        };
        if !fits {
            wrong.push(format!("{} (line {}): {}found {found:?}", row.rule, row.line, row.text));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_of_the_catalogue_has_both_kinds_of_examples() {
    let rows = rows();
    for (name, ..) in SHEET {
        // What rests on two requests without expressions is shown by the rule's own examples.
        let of_rule = |is_bad: bool| rows.iter().any(|row| row.rule == *name && row.is_bad == is_bad);
        assert!(of_rule(true) && of_rule(false), "{name}");
    }
}

#[test]
fn levels_and_mends_are_those_of_the_catalogue() {
    let mut wrong = Vec::new();
    for (name, level, fix, _) in SHEET {
        let rule = rule(Code::named(name).unwrap_or_else(|| panic!("{name}"))).unwrap();
        if (rule.default, rule.fix) != (*level, *fix) {
            wrong.push(format!("{name}: {:?} {:?}", rule.default, rule.fix));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let names: BTreeSet<&str> = SHEET.iter().map(|(name, ..)| *name).collect();
    assert_eq!((names.len(), SHEET.len()), (74, 74), "73 of the catalogue, and needs-alias apart from syntax-error");
}

/// The rules of which nobody has to ask for.
#[test]
fn what_is_off_unless_asked_for() {
    let off: Vec<&str> = SHEET.iter().filter(|(_, level, ..)| *level == Off).map(|(name, ..)| *name).collect();
    let wanted = [
        "retry-unsafe-add",
        "double-existence-check",
        "keyword-case",
        "placeholder-style",
        "needless-alias",
        "conflicting-alias",
        "long-expression",
        "unchecked-expression",
    ];
    assert_eq!(off, wanted);
}

/// `rules` and `rules NAME` know every rule of the catalogue, with its level and its mend.
#[test]
fn the_program_tells_of_every_rule() {
    let told = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_ddbexpr")).arg("rules").args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let list = told(&[]);
    for (name, level, fix, _) in SHEET {
        let row =
            list.lines().find(|line| line.split_whitespace().next() == Some(name)).unwrap_or_else(|| panic!("{name}"));
        let mend = if *fix == NoFix { "-" } else { fix.name() };
        let words: Vec<&str> = row.split_whitespace().skip(1).take(2).collect();
        assert_eq!(words, [level.name(), mend], "{name}");
    }
    for (name, level, ..) in SHEET {
        let page = told(&[name]);
        assert!(page.starts_with(name) && page.lines().next().unwrap().contains(level.name()), "{page}");
    }
}

/// In tests what is refused is one level lower and all else off; documents are looked at only when asked for.
#[test]
fn tests_are_quieter_and_documents_silent() {
    let own = folder("quiet");
    fs::create_dir_all(own.join("tests")).unwrap();
    let refused = "import boto3\n\ntable = boto3.resource(\"dynamodb\").Table(\"boats\")\ntable.scan(FilterExpression=\"status = :s\", ExpressionAttributeValues={\":s\": 1}, Limit=1)\n";
    fs::write(own.join("boats.py"), refused).unwrap();
    fs::write(own.join("tests/boats.py"), refused).unwrap();
    fs::write(own.join("notes.md"), format!("# Notes\n\n```python\n{refused}```\n")).unwrap();
    let loud = |file: &str| findings(&own, file).into_iter().map(|(code, level, _)| (code, level)).collect::<Vec<_>>();
    let of_refused = |level: &str| ("reserved-word".to_owned(), level.to_owned());
    assert!(loud("boats.py").contains(&of_refused("error")));
    assert_eq!(loud("tests/boats.py"), [of_refused("warning")]);
    let output = Command::new(env!("CARGO_BIN_EXE_ddbexpr"))
        .args(["lint", "--format", "json", "."])
        .current_dir(&own)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files: BTreeSet<&str> =
        report["findings"].as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert!(!files.iter().any(|file| file.ends_with(".md")) && files.len() == 2, "{files:?}");
}
