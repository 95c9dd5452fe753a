//! Folders with files that are no files, no texts, or no work of a person: the others are checked, these are left out
//! with a word, and nothing waits.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use program::{Run, directory, finish, program as command};
use serde_json::Value;

const BAD: &str = r#"t.scan(FilterExpression="size = :v", ExpressionAttributeValues={":v": 1})"#;

fn lint(directory: &Path, arguments: &[&str]) -> Run {
    let mut command = command(&[&["lint", "--format", "json", "--no-config"], arguments].concat());
    command.current_dir(directory);
    let start = Instant::now();
    let run = finish(command, b"");
    assert!(start.elapsed() < Duration::from_secs(60), "{arguments:?} takes {:?}", start.elapsed());
    run
}

/// What was left out, each with its reason, by name.
fn left_out(run: &Run) -> Vec<(String, String)> {
    let report = run.json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = report["unchecked"].as_array().unwrap().iter();
    let mut all: Vec<_> = all.map(|one| (text(&one["file"]), text(&one["why"]))).collect();
    all.sort();
    all
}

/// The findings, by file.
fn found(run: &Run) -> Vec<String> {
    let report = run.json();
    report["findings"].as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap().to_owned()).collect()
}

/// The one good file of a folder is found to be wrong, whatever stands beside it.
#[track_caller]
fn only_good(directory: &Path, expected: &[(&str, &str)]) {
    fs::write(directory.join("good.py"), BAD).unwrap();
    let run = lint(directory, &["."]);
    let names: Vec<_> = found(&run).iter().map(|name| name.trim_start_matches("./").to_owned()).collect();
    assert_eq!(names, ["good.py"], "{run:?}");
    let all = left_out(&run);
    let told: Vec<_> = all.iter().map(|(file, why)| (file.trim_start_matches("./"), why.as_str())).collect();
    assert_eq!(told, expected);
}

#[test]
fn what_is_no_text() {
    let directory = directory("odd_texts");
    fs::write(directory.join("latin.py"), b"t.scan(FilterExpression='a = \xe9')").unwrap();
    fs::write(directory.join("wide.py"), b"\xff\xfeF\0i\0l\0t\0e\0r\0").unwrap();
    fs::write(directory.join("zeros.py"), [b"FilterExpression".as_slice(), &[0; 5000]].concat()).unwrap();
    for name in ["empty.py", "empty.json", "empty.tf", "empty.yaml", "empty.vtl", "empty.md"] {
        fs::write(directory.join(name), "").unwrap();
    }
    only_good(&directory, &[("latin.py", "not UTF-8 at byte 29")]);
    let run = lint(&directory, &["latin.py"]);
    assert_eq!(run.exit, 3, "{run:?}");
    assert!(run.errors.contains("not UTF-8"), "{run:?}");
}

#[test]
fn what_is_too_large() {
    let directory = directory("odd_sizes");
    for name in ["huge.json", "huge.py"] {
        fs::write(directory.join(name), "FilterExpression").unwrap();
        File::options().write(true).open(directory.join(name)).unwrap().set_len(100 * 1024 * 1024).unwrap();
    }
    fs::write(directory.join("made.js"), format!("f({{ FilterExpression: 'a = 1' }});{}", "g();".repeat(10_000)))
        .unwrap();
    let long = format!("a: \"{} UpdateExpression\"", "x".repeat(500_000));
    fs::write(directory.join("long.yaml"), long).unwrap();
    let large = "larger than 16 MiB";
    let made = "a line of more than 20000 bytes, as tools write them";
    only_good(&directory, &[("huge.json", large), ("huge.py", large), ("made.js", made)]);
}

/// Scripts need no ending: their first line says what they are.
#[test]
fn scripts_without_an_ending() {
    let directory = directory("odd_names");
    let request = "aws dynamodb scan --table-name t --filter-expression 'size = :v' --expression-attribute-values '{\":v\": {\"N\": \"1\"}}'\n";
    for (name, first) in [("deploy", "#!/usr/bin/env bash\n"), ("Makefile", "all:\n\t"), ("LICENSE", "")] {
        fs::write(directory.join(name), format!("{first}{request}")).unwrap();
    }
    fs::write(directory.join("seed"), format!("#!/usr/bin/python3\n{BAD}\n")).unwrap();
    let run = lint(&directory, &["."]);
    let names: Vec<_> = found(&run).iter().map(|name| name.trim_start_matches("./").to_owned()).collect();
    assert_eq!(names, ["deploy", "seed"], "{run:?}");
}

#[test]
fn what_is_no_file() {
    let directory = directory("odd_kinds");
    fs::create_dir_all(directory.join("inner/module.py")).unwrap();
    symlink("..", directory.join("inner/loop")).unwrap();
    symlink("self.py", directory.join("self.py")).unwrap();
    symlink("/nowhere.py", directory.join("dangling.py")).unwrap();
    for name in ["pipe.py", "inner/pipe.json", "pipe"] {
        let made = Command::new("mkfifo").arg(directory.join(name)).status();
        assert!(made.is_ok_and(|status| status.success()), "a pipe is made");
    }
    symlink("pipe.py", directory.join("to_pipe.py")).unwrap();
    only_good(&directory, &[]);
    let run = lint(&directory, &["self.py", "dangling.py", "good.py"]);
    assert_eq!(run.exit, 3, "{run:?}");
    assert_eq!(found(&run), ["good.py"], "what can be read is checked: {run:?}");
    assert!(run.errors.contains("self.py") && run.errors.contains("dangling.py"), "{run:?}");
}

#[test]
fn what_may_not_be_read() {
    let directory = directory("odd_rights");
    let secret = directory.join("secret.py");
    fs::write(&secret, "FilterExpression").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let folder = directory.join("closed");
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything reads these, too.
    let readable = fs::read(&secret).is_ok();
    only_good(&directory, if readable { &[] } else { &[("secret.py", "permission denied")] });
    let run = lint(&directory, &["."]);
    assert_eq!(run.errors.contains("closed"), !readable, "{run:?}");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
}
