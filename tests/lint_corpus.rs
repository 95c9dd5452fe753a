//! Source code as projects write it, with marks that say what must be found in it: one folder a language in
//! `tests/lint/`.
//!
//! Marks stand in comments. `expect: update whole, condition none` says that an expression of that kind is given here
//! and how far it is known (`whole`, `builder`, `partial`, `none`); `finding: reserved-word` says that something is
//! found here. A mark on a line with code is about that line. A mark on a line of its own is about the first match on
//! the lines that follow. What is found without a mark is wrong, and so is a mark without its match. A file without
//! marks is a trap. A file that can have no comments has its marks beside it, in `NAME.marks`: the line they are about,
//! then the mark. Findings below a warning need no mark, and are compared only where a file has a mark for their
//! code.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ddbexpr::diagnostics::{Finding, Severity};
use ddbexpr::extract::constants;
use ddbexpr::host::{Language, parse};
use ddbexpr::layer::ValidationLayer;
use ddbexpr::lint::{RuleOptions, Settings, lint_text};
use ddbexpr::source::{ColumnUnit, LineIndex};

/// A mark on a line of its own is about one of so many lines that follow.
const REACH: u32 = 15;

/// What is found: the line, and `update whole` or `reserved-word` with its title.
type Note = (u32, String);

struct Mark {
    line: u32,
    /// True where nothing but the comment stands on the line.
    alone: bool,
    what: String,
}

#[derive(Default)]
struct Tally {
    files: usize,
    marked: usize,
    found: usize,
    resolved: usize,
    findings: usize,
    missed: usize,
    wrong: usize,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.extension().is_none_or(|extension| extension != "marks") {
            all.push(path);
        }
    }
    all.sort();
    all
}

/// The marks after a word, on all lines.
fn marks(text: &str, word: &str) -> Vec<Mark> {
    let mut all = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((before, rest)) = line.split_once(word) else { continue };
        let rest = rest.split("finding:").next().unwrap().trim_end_matches(['*', '/', '-', '>', '"', ',', ' ']);
        let start = before.trim_start();
        let comment = ["#", "//", "/*", "*", "--", "\"Comment\"", "<!--", "{/*", ".. "];
        let alone = start.is_empty() || comment.iter().any(|sign| start.starts_with(sign));
        for what in rest.split(',') {
            all.push(Mark { line: number, alone, what: what.trim().to_owned() });
        }
    }
    all
}

/// The marks of a file that stand in a file beside it.
fn marks_beside(path: &Path, word: &str) -> Vec<Mark> {
    let beside = PathBuf::from(format!("{}.marks", path.display()));
    let text = fs::read_to_string(beside).unwrap_or_default();
    let mut all = Vec::new();
    for line in text.lines() {
        let (number, mark) = line.split_once(' ').unwrap();
        for found in marks(mark, word) {
            all.push(Mark { line: number.parse().unwrap(), alone: false, ..found });
        }
    }
    all
}

/// Takes from what was found what the marks say: the marks that match nothing.
fn compare(marks: &[Mark], found: &mut Vec<Note>, same: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut unmet = Vec::new();
    for mark in marks {
        let lines = if mark.alone { mark.line..=mark.line + REACH } else { mark.line..=mark.line };
        let at = found.iter().position(|(line, what)| lines.contains(line) && same(&mark.what, what));
        match at.map(|at| found.remove(at)) {
            Some((_, what)) if what.starts_with(&mark.what) => {}
            Some((line, what)) => unmet.push(format!("{line}: is {what}, marked {}", mark.what)),
            None => unmet.push(format!("{}: {} is not found", mark.line, mark.what)),
        }
    }
    unmet
}

/// The places and the findings of a text.
fn lint(path: &Path, text: &str, language: Language, marked: &BTreeSet<&str>) -> (Vec<Note>, Vec<Note>) {
    let beside = |module: &str, name: &str| {
        let stem = module.rsplit(['/', '.']).next().unwrap_or_default();
        let other = files(path.parent().unwrap()).into_iter().find(|file| file.file_stem().unwrap() == stem)?;
        constants(&parse(&fs::read_to_string(other).unwrap(), language)).get(name).cloned()
    };
    let options = RuleOptions::default();
    let settings = Settings {
        tables: &[],
        newest: ValidationLayer::default(),
        operation: None,
        level: &|_, own| own,
        options: &options,
        documents: true,
        imports: &beside,
        references: &|_| None,
    };
    let linted = lint_text(text, language, settings);
    let index = LineIndex::new(text);
    let line = |offset| index.line_column(text, offset, ColumnUnit::Bytes).line;
    let places = linted.expressions.iter();
    let places = places.map(|one| (line(one.span.start), format!("{} {}", one.kind.short_name(), one.checked.name())));
    let findings = linted.findings.iter().filter(|finding| {
        finding.diagnostic.severity != Severity::Info || marked.contains(finding.diagnostic.code.name())
    });
    let told = |one: &Finding| format!("{} {}", one.diagnostic.code.name(), one.diagnostic.title);
    let findings = findings.map(|one| (line(one.at.span.start), told(one)));
    (places.collect(), findings.collect())
}

/// Compares one file with its marks: what is wrong with it.
fn differences(path: &Path, language: Language, tally: &mut Tally) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let all_marks = |word: &str| {
        let mut all = marks(&text, word);
        all.extend(marks_beside(path, word));
        all
    };
    let (expected, findings) = (all_marks("expect:"), all_marks("finding:"));
    let codes = findings.iter().map(|mark| mark.what.as_str()).collect();
    let (mut places, mut said) = lint(path, &text, language, &codes);
    tally.files += 1;
    tally.marked += expected.len();
    tally.findings += findings.len();
    let all = places.len();
    tally.resolved += places.iter().filter(|(_, what)| !what.ends_with(" none")).count();
    let kind = |what: &str| what.split(' ').next().unwrap_or_default().to_owned();
    let mut wrong = compare(&expected, &mut places, |marked, found| kind(marked) == kind(found));
    tally.found += all - places.len();
    wrong.extend(places.iter().map(|(line, what)| format!("{line}: {what} has no mark")));
    let missed = compare(&findings, &mut said, |marked, found| marked == kind(found));
    tally.missed += missed.len();
    tally.wrong += said.len();
    wrong.extend(missed);
    wrong.extend(said.iter().map(|(line, what)| format!("{line}: {what} is found, but not marked")));
    if parse(&text, language).is_broken() {
        wrong.push("1: has a syntax error".to_owned());
    }
    wrong
}

#[test]
fn corpus() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut wrong = Vec::new();
    for path in files(&root.join("tests/lint")) {
        let name = path.strip_prefix(root).unwrap().display().to_string();
        let Some(language) = Language::of_file_name(path.file_name().unwrap().to_str().unwrap()) else {
            panic!("{name} is in no known language")
        };
        let folder = name.split('/').nth(2).unwrap().to_owned();
        let tally = tallies.entry(folder).or_default();
        wrong.extend(differences(&path, language, tally).iter().map(|what| format!("{name}:{what}")));
    }
    println!("language    files  places  found  resolved  findings  missed  false");
    for (language, tally) in &tallies {
        let Tally { files, marked, found, resolved, findings, missed, wrong } = tally;
        let share = resolved * 100 / marked.max(&1);
        println!(
            "{language:<11} {files:>5}  {marked:>6}  {found:>5}  {share:>7} %  {findings:>8}  {missed:>6}  {wrong:>5}"
        );
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

/// A mark that is not met and a finding without a mark are told: the corpus can fail.
#[test]
fn marks_are_compared() {
    let text = "x  # expect: update whole, filter none\n# finding: syntax-error\n\ny\n";
    let expected = marks(text, "expect:");
    let mut found = vec![(1, "update partial".to_owned()), (3, "filter none".to_owned())];
    let kind = |what: &str| what.split(' ').next().unwrap_or_default().to_owned();
    let unmet = compare(&expected, &mut found, |marked, found| kind(marked) == kind(found));
    assert_eq!(unmet, ["1: is update partial, marked update whole", "1: filter none is not found"]);
    assert_eq!(found, [(3, "filter none".to_owned())]);
    let mut said = vec![(4, "syntax-error".to_owned())];
    assert!(compare(&marks(text, "finding:"), &mut said, |marked, found| marked == found).is_empty());
    assert!(said.is_empty());
}
