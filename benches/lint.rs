//! `ddbexpr lint` over a repository of 10,000 files and 1.5 million lines, as a whole process, beside ripgrep looking
//! for the words that make a file worth reading (where it is installed) and beside one that only reads every file.
//!
//! The tree is made in the build folder, the same on every machine: nine languages, 150 lines a file, and requests in
//! one file of twelve. `LINT_BENCH_TREE` names another tree to be measured instead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod tree;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};

/// What ripgrep looks for: the words of which a file has to have one.
const WORDS: &str = "(?i)KeyConditionExpression|FilterExpression|ConditionExpression|UpdateExpression|\
    ProjectionExpression|ConditionalExpression|ExpressionAttribute|ExpressionStatement|expressionValues|\
    expressionNames|key_condition_expression|filter_expression|condition_expression|update_expression|\
    projection_expression|expression_attribute|KeySchema|-expression|AttributeUpdates|KeyConditions|QueryFilter|\
    ScanFilter|dynamodb|TransactItems|QueryCommand|ScanCommand|ProvisionedThroughput";

fn run(program: &str, arguments: &[&str], directory: &Path) -> Option<i32> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(directory).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().ok()?.code()
}

fn read_all(directory: &Path) -> usize {
    let mut bytes = 0;
    for entry in std::fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let is_folder = entry.file_type().unwrap().is_dir();
        bytes += if is_folder { read_all(&entry.path()) } else { std::fs::read(entry.path()).unwrap().len() };
    }
    bytes
}

fn trees() -> Vec<(&'static str, PathBuf)> {
    if let Some(own) = std::env::var_os("LINT_BENCH_TREE") {
        return vec![("own", own.into())];
    }
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"));
    [("none", 0), ("twelfth", 12)]
        .map(|(name, every)| {
            let directory = root.join(format!("lint-{name}"));
            tree::make(&directory, every);
            (name, directory)
        })
        .into()
}

fn lint(criterion: &mut Criterion) {
    let binary = env!("CARGO_BIN_EXE_ddbexpr");
    for (name, directory) in trees() {
        let mut group = criterion.benchmark_group(format!("lint/{name}"));
        group.sample_size(10).warm_up_time(Duration::from_secs(2)).measurement_time(Duration::from_secs(10));
        group.bench_function("ddbexpr", |bencher| {
            bencher.iter(|| run(binary, &["lint", ".", "--quiet", "--fail-on", "never"], &directory).unwrap());
        });
        if run("rg", &["--version"], &directory).is_some() {
            group.bench_function("ripgrep", |bencher| bencher.iter(|| run("rg", &["-l", WORDS, "."], &directory)));
        } else {
            println!("ripgrep is not installed: its line is left out");
        }
        group.bench_function("read every file, one thread", |bencher| bencher.iter(|| read_all(&directory)));
        group.finish();
    }
    let single = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/python");
    let mut group = criterion.benchmark_group("lint/one file");
    group.sample_size(20);
    group.bench_function("ddbexpr", |bencher| {
        bencher.iter(|| run(binary, &["lint", "user_repository.py", "--fail-on", "never"], &single).unwrap());
    });
    group.finish();
}

criterion_group!(benches, lint);
criterion_main!(benches);
