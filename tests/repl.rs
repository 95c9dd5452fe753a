//! Whole sessions of `ddbexpr eval`, as scripts through the real program.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a script prints, and its exit code.
fn session(arguments: &[&str], script: &[u8]) -> (String, i32) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ddbexpr"))
        .arg("eval")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(script).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

/// Each entry of a script with what the session prints for it.
///
/// The entry is told apart from the rest by an unknown command before it, which says its own number.
fn transcript(arguments: &[&str], entries: &[&str]) -> String {
    let script: String =
        entries.iter().enumerate().map(|(at, entry)| format!(".entry-number-{at}\n{entry}\n")).collect();
    let (printed, _) = session(arguments, script.as_bytes());
    let mut transcript = printed;
    let mut number = 1;
    for (at, entry) in entries.iter().enumerate() {
        let mark = format!("line {number}: there is no command `.entry-number-{at}`; `.help` lists them\n");
        number += 1 + entry.matches('\n').count() + 1;
        assert!(transcript.contains(&mark), "{mark}{transcript}");
        let typed: String = entry.lines().map(|line| format!("> {line}\n")).collect();
        transcript = transcript.replacen(&mark, &typed, 1);
    }
    transcript
}

/// A directory of this test's own.
fn directory(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("repl-{name}"));
    drop(std::fs::remove_dir_all(&directory));
    std::fs::create_dir_all(&directory).unwrap();
    directory
}

#[test]
fn a_whole_session() {
    insta::assert_snapshot!(transcript(
        &[],
        &[
            "a = :v",
            r#".load {"id": "o1", "status": "open", "amount": 17.50, "parts": [{"sku": "x", "count": 2}]}"#,
            r#":v = {"N": "5"}"#,
            ":w = \"open\"",
            "#s = status",
            "amount > :v AND #s = :w",
            ".explain amount < :v OR NOT #s = :w",
            "id, parts[0].sku",
            "status = :w",
            "SET parts[0].#c = :v",
            "#c = count",
            "SET parts[0].#c = parts[0].#c + :v, note = :w REMOVE amount",
            ".item",
            ".undo",
            "amount > :v",
            ".redo",
            "amount > :v",
            ".explain SET note = :v",
            "SET absent = absent + :v",
            ".ast #s IN (:w, :v) AND size(parts) > :v",
            ".type #s = :w AND size(parts) >= :v AND parts[0].#c < :v AND attribute_exists(gone)",
            ".names",
            ".values",
            ".unset #c :gone",
        ]
    ));
}

#[test]
fn nothing_ends_it_but_quit() {
    insta::assert_snapshot!(transcript(
        &[],
        &[
            "status = :v",
            "a = = b",
            ".frob",
            ".halp",
            ".load no-such-file.json",
            ".load {\"a\": ]}",
            ".load [1]",
            ".load -",
            ".save x.json",
            ".table Cargo.toml",
            ".use 1",
            ".kind join a",
            ":v = {\"N\": \"five\"}",
            ":v = [1\n",
            ".undo",
            ".kind condition",
            "SET a = b",
            ".kind auto",
            ".help undo",
            ".help frob",
            ".ast a =\n= b",
            ".type a = :nowhere",
        ]
    ));
}

#[test]
fn the_help() {
    insta::assert_snapshot!(session(&[], b".help\n").0);
}

#[test]
fn several_items_and_a_table() {
    let directory = directory("table");
    let items = directory.join("two items.jsonl");
    std::fs::write(&items, "{\"pk\": \"a\", \"sk\": 1}\n{\"pk\": \"a\", \"sk\": 2}\n").unwrap();
    let load = format!(".load '{}'", items.display());
    let printed = transcript(
        &["--table", "examples/tables/orders.json"],
        &[&load, ":n = 2", "sk >= :n", "sk", ".items", ".use 2", "sk", "SET sk = sk + :n", ".items", ".table"],
    );
    insta::assert_snapshot!(printed.replace(&*items.to_string_lossy(), "two items.jsonl"));
}

#[test]
fn entries_of_several_lines() {
    let script = b"a IN (:v,\n  :w)\n.load {\n  \"a\": 1\n}\r\na = :v \\\n  AND b = :v\n\n:v = 1\n:w = 2\na IN (:v,\n:w)\n(a\n\na";
    insta::assert_snapshot!(session(&[], script).0);
}

#[test]
fn a_script_says_whether_anything_was_refused() {
    assert_eq!(session(&[], b":v = 1\na = :v\n"), ("false\n".to_owned(), 0));
    assert_eq!(session(&[], b"a = :v\n.quit\n").1, 1);
    assert_eq!(session(&[], b".quit\na = :v\n"), (String::new(), 0));
    assert_eq!(session(&[], b""), (String::new(), 0));
    let (printed, exit) = session(&[], b":v = 1\n\xff\xfe = :v\na = :v");
    assert_eq!((printed.as_str(), exit), ("line 2: not UTF-8\nfalse\n", 1));
}

#[test]
fn options_hold_for_the_session() {
    let arguments = ["--item", r#"{"a": {"N": "1"}}"#, "--values", ":v=1", "--format", "json"];
    let script = b"a = :v\na\nSET b = :v\na, b\na = :x\n";
    let (printed, exit) = session(&arguments, script);
    insta::assert_snapshot!(printed);
    assert_eq!(exit, 1);
    assert_eq!(session(&["--kind", "projection"], b"not\n").1, 1);
}

#[test]
fn the_item_is_saved() {
    let file = directory("save").join("item.json");
    let script = format!(":v = 1.10\nSET a = :v\n.save {}\n", file.display());
    assert_eq!(session(&[], script.as_bytes()), ("+ a: 1.1\n".to_owned(), 0));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "{\n  \"a\": 1.1\n}\n");
}

#[test]
fn standard_input_cannot_be_both() {
    for arguments in [["--item", "-"], ["--values", "-"], ["--table", "-"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_ddbexpr")).arg("eval").args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("standard input is the session"));
    }
}
