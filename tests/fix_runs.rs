//! `ddbexpr lint --fix` on real files: what is written, what is not, what is said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Run, directory, finish, program as command};

const BEFORE: &str = "table.scan(\r\n    FilterExpression=\"size = :v AND amount <> :v\",\r\n    ExpressionAttributeValues={\":v\": 1},\r\n)\r\n";
const SAFE: &str = "table.scan(\r\n    FilterExpression=\"#size = :v AND amount <> :v\",\r\n    ExpressionAttributeNames={\"#size\": \"size\"},\r\n    ExpressionAttributeValues={\":v\": 1},\r\n)\r\n";
const UNSAFE: &str = "table.scan(\r\n    FilterExpression=\"#size = :v AND attribute_exists(amount) AND amount <> :v\",\r\n    ExpressionAttributeNames={\"#size\": \"size\"},\r\n    ExpressionAttributeValues={\":v\": 1},\r\n)\r\n";

fn run_in(directory: &Path, arguments: &[&str], input: &str) -> Run {
    let mut command = command(&[&["lint"], arguments].concat());
    command.current_dir(directory);
    finish(command, input.as_bytes())
}

fn project(name: &str) -> std::path::PathBuf {
    let directory = directory(name);
    fs::write(directory.join("app.py"), BEFORE).unwrap();
    directory
}

fn read(directory: &Path) -> String {
    fs::read_to_string(directory.join("app.py")).unwrap()
}

#[test]
fn safe_fixes_are_written_and_the_rest_is_left() {
    let directory = project("fix-safe");
    let run = run_in(&directory, &["--fix", "."], "");
    assert_eq!(read(&directory), SAFE);
    assert_eq!(run.exit, 0, "{run:?}");
    assert!(run.errors.contains("1 fixed, 2 left"), "{run:?}");
    assert!(run.output.contains("not-equal-missing") && !run.output.contains("reserved-word"), "{run:?}");
    let again = run_in(&directory, &["--fix", "app.py"], "");
    assert!(again.errors.contains("0 fixed, 2 left"), "{again:?}");
    assert_eq!(read(&directory), SAFE);
    let names: Vec<_> = fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["app.py"]);
}

#[test]
fn unsafe_fixes_are_asked_for() {
    let directory = project("fix-unsafe");
    let run = run_in(&directory, &["--fix-unsafe", "app.py"], "");
    assert_eq!(read(&directory), UNSAFE);
    assert!(run.errors.contains("2 fixed, 1 left"), "{run:?}");
}

#[test]
fn a_diff_writes_nothing() {
    let directory = project("fix-diff");
    let run = run_in(&directory, &["--diff", "."], "");
    assert_eq!((run.exit, read(&directory).as_str()), (1, BEFORE), "{run:?}");
    let wanted = "--- a/app.py\n+++ b/app.py\n@@ -1,4 +1,5 @@\n table.scan(\r\n-    FilterExpression=\"size = :v AND amount <> :v\",\r\n+    FilterExpression=\"#size = :v AND amount <> :v\",\r\n+    ExpressionAttributeNames={\"#size\": \"size\"},\r\n     ExpressionAttributeValues={\":v\": 1},\r\n )\r\n";
    assert_eq!(run.output, wanted);
    assert!(run.errors.contains("1 would be fixed, 2 left"), "{run:?}");
    // What is applied is what --fix writes, and then there is nothing more to show.
    fs::write(directory.join("app.py"), SAFE).unwrap();
    let run = run_in(&directory, &["--diff", "app.py"], "");
    assert_eq!((run.exit, run.output.as_str()), (0, ""));
    let run = run_in(&directory, &["--diff", "--stdin-filename", "x.py"], BEFORE);
    assert!(run.exit == 1 && run.output.contains("+    ExpressionAttributeNames"), "{run:?}");
}

#[test]
fn wrong_usage() {
    let directory = project("fix-usage");
    for arguments in [&["--fix", "-"][..], &["--fix-unsafe", "--stdin-filename", "a.py"], &["--fix", "--watch", "."]] {
        let run = run_in(&directory, arguments, BEFORE);
        assert_eq!(run.exit, 2, "{run:?}");
    }
    assert_eq!(read(&directory), BEFORE);
}

#[test]
fn what_is_no_text_stays_as_it_is() {
    let directory = directory("fix-bytes");
    let mut bytes = BEFORE.as_bytes().to_vec();
    bytes.extend(b"# \xff\n");
    fs::write(directory.join("app.py"), &bytes).unwrap();
    let run = run_in(&directory, &["--fix", "."], "");
    assert_eq!(fs::read(directory.join("app.py")).unwrap(), bytes);
    assert!(run.errors.contains("0 fixed, 0 left"), "{run:?}");
}

#[test]
fn what_is_suppressed_is_not_fixed() {
    let directory = directory("fix-suppressed");
    let text = format!("# ddbexpr:ignore reserved-word, not-equal-missing\n{BEFORE}");
    fs::write(directory.join("app.py"), &text).unwrap();
    run_in(&directory, &["--fix-unsafe", "app.py"], "");
    assert_eq!(read(&directory), text);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = directory("fix-links");
    let target = directory.join("real.txt");
    fs::write(&target, BEFORE).unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o750)).unwrap();
    symlink("real.txt", directory.join("app.py")).unwrap();
    run_in(&directory, &["--fix", "app.py"], "");
    assert!(fs::symlink_metadata(directory.join("app.py")).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&target).unwrap(), SAFE);
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o750);
}

#[test]
fn reports_carry_the_edits() {
    let directory = project("fix-sarif");
    let run = run_in(&directory, &["--format", "sarif", "app.py"], "");
    let fixes: Vec<_> =
        run.json()["runs"][0]["results"].as_array().unwrap().iter().map(|one| one["fixes"].clone()).collect();
    assert_eq!(fixes.len(), 1);
    let texts = fixes[0].to_string();
    assert!(texts.contains("#size") && texts.contains("ExpressionAttributeNames="), "{texts}");
}
