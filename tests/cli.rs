//! The command line as scripts and shells meet it: exit codes, streams, formats, files of every kind.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use program::{Run, directory, finish, program as command, run, run_with};
use serde_json::{Value, json};

const BAD: &str =
    r#"{"TableName": "Notes", "FilterExpression": "size = :v", "ExpressionAttributeValues": {":v": {"N": "1"}}}"#;
const GOOD: &str = r#"{"TableName": "Notes", "FilterExpression": "attribute_exists(pages)"}"#;
const CLEAN: &str = "examples/clean/put-order.json";
const MISTAKE: &str = "examples/mistakes/not-equal.json";

/// Runs the program in a directory.
fn run_in(directory: &Path, arguments: &[&str]) -> Run {
    let mut command = command(arguments);
    command.current_dir(directory);
    finish(command, b"")
}

fn short(directory: &Path, arguments: &[&str]) -> Run {
    run_in(directory, &[&["lint", "--format", "short"], arguments].concat())
}

#[test]
fn exit_codes() {
    let table = "examples/tables/orders.json";
    let cases: &[(i32, &[&str])] = &[
        (0, &["lint", CLEAN]),
        (0, &["lint", "examples/clean", "--table", table]),
        (1, &["lint", MISTAKE]),
        (1, &["lint", "examples"]),
        (1, &["lint", CLEAN, MISTAKE]),
        (3, &["lint", "nowhere.json"]),
        (3, &["lint", "nowhere.json", MISTAKE]),
        (3, &["lint", CLEAN, "--table", "nowhere.json"]),
        (3, &["lint", CLEAN, "--table", CLEAN]),
        (3, &["lint"]),
        (2, &["lint", CLEAN, "--operation", "PutItems"]),
        (2, &["lint", CLEAN, "--fromat", "json"]),
        (2, &["lint", CLEAN, "--format", "xml"]),
        (2, &["lint", CLEAN, "--validation", "newer"]),
        (2, &["lint", CLEAN, "--color", "blue"]),
        (2, &[]),
        (2, &["explain"]),
        (0, &["--help"]),
        (0, &["--version"]),
        (0, &["help", "lint"]),
        (0, &["eval", "a = :v", "--item", r#"{"a": 1}"#, "--values", ":v=1"]),
        (0, &["eval", "a = :v", "--item", r#"{"a": 1}"#, "--values", ":v=2"]),
        (4, &["eval", "-e", "a = :v", "--item", r#"{"a": 1}"#, "--values", ":v=2"]),
        (0, &["eval", "-e", "a = :v", "--item", r#"{"a": 1}"#, "--values", ":v=1"]),
        (0, &["eval", "attribute_not_exists(a)"]),
        (1, &["eval", "a = :v"]),
        (1, &["eval", "a ="]),
        (1, &["eval", "SET a = b", "--item", "{}"]),
        (2, &["eval", "a = :v", "--item", "[]", "--values", ":v=1"]),
        (2, &["eval", "a = b", "--typed", "--plain"]),
        (2, &["eval", "a = b", "--index", "byState"]),
        (2, &["eval", "a = b", "--index", "byDate", "--table", table]),
        (3, &["eval", "a = b", "--item", "nowhere.json"]),
        (3, &["eval", "a = b", "--item", "{"]),
        (3, &["eval", "a = b", "--item", "[1]"]),
        (3, &["eval", "a = b", "--item", r#"{"a": {"N": "x"}}"#, "--typed"]),
        (3, &["eval", "a = b", "--values", "nowhere.json"]),
        (3, &["eval", "a = b", "--values", r#"{":v": {"N": "x"}}"#]),
        (3, &["eval", "a = b", "--names", r##"{"#a": 5}"##]),
        (3, &["eval", "a = b", "--table", CLEAN]),
        (0, &["parse", "a = b"]),
        (1, &["parse", "a ="]),
        (2, &["parse"]),
        (2, &["parse", "a = b", "--kind", "select"]),
        (2, &["parse", "a = b", "--jsonl"]),
        (0, &["fmt", "a=b"]),
        (1, &["fmt", "a="]),
        (0, &["fmt", "--check", "a = b"]),
        (1, &["fmt", "--check", "a=b"]),
        (2, &["completions", "tcsh"]),
        (3, &["man", "--dir", "Cargo.toml"]),
    ];
    for (exit, arguments) in cases {
        let run = run(arguments);
        assert_eq!(run.exit, *exit, "{arguments:?}: {run:?}");
        // What is wrong with the command is said on standard error, and nothing else is.
        let said = !run.errors.is_empty();
        let without_item = arguments.starts_with(&["eval"]) && !arguments.contains(&"--item");
        let to_errors = *exit >= 2 && *exit != 4 || arguments == &["fmt", "a="] || run.errors.contains("no --item");
        assert_eq!(said, to_errors, "{arguments:?}: {run:?}");
        assert!(without_item || !run.errors.contains("no --item"), "{arguments:?}: {run:?}");
    }
}

#[test]
fn files_that_cannot_be_checked_are_named_with_the_reason() {
    let directory = directory("unreadable");
    fs::write(directory.join("latin.json"), b"{\"FilterExpression\": \"\xe9\"}").unwrap();
    fs::write(directory.join("broken.json"), "{\"FilterExpression\":\n  1,,}").unwrap();
    fs::write(directory.join("empty.json"), "").unwrap();
    fs::write(directory.join("other.json"), "{\"a\": 1}").unwrap();
    fs::write(directory.join("bad.json"), BAD).unwrap();
    let says = |file: &str, exit: i32, words: &str| {
        let run = short(&directory, &[file, "bad.json"]);
        assert_eq!(run.exit, exit, "{run:?}");
        assert!(run.output.contains("bad.json:1:45: error[reserved-word]"), "the other file is checked: {run:?}");
        assert!(run.errors.contains(words), "{run:?}");
    };
    says("nowhere.json", 3, "ddbexpr: nowhere.json: No such file");
    says("latin.json", 3, "ddbexpr: latin.json: not UTF-8 at byte 22");
    says("broken.json", 3, "ddbexpr: broken.json: ");
    says("broken.json", 3, "line 2 column 5");
    says("empty.json", 1, "");
    let run = run_in(&directory, &["lint", "empty.json"]);
    assert_eq!(run.output, "0 requests in 0 files: nothing found; 1 file not checked (empty.json: it is empty)\n");
    let run = run_in(&directory, &["lint", "other.json"]);
    assert!(run.output.contains("other.json: no request recognised in it; --operation names one"), "{run:?}");
    // In a directory that is walked such files are only counted, where they may hold a request at all.
    let walked = run_in(&directory, &["lint", ".", "--format", "json"]);
    let summary =
        "1 request in 1 file: 1 error; 1 expression checked whole; 2 files not checked (--unchecked lists them)\n";
    assert_eq!((walked.exit, walked.errors.as_str()), (1, summary), "{walked:?}");
    let unchecked = walked.json()["unchecked"].clone();
    let names: Vec<_> = unchecked.as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["./broken.json", "./latin.json"]);
    assert_eq!(unchecked[1]["why"], "not UTF-8 at byte 22");
    assert_eq!(walked.json()["files"], 1);
    // A table is a file, never a directory.
    let table = run_in(&directory, &["lint", "bad.json", "--table", "."]);
    assert_eq!(table.exit, 3);
    assert!(table.errors.starts_with("ddbexpr: .: "), "{table:?}");
}

#[test]
fn a_file_without_permission_is_named() {
    let directory = directory("permission");
    let file = directory.join("secret.json");
    fs::write(&file, BAD).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    let readable = fs::read(&file).is_ok();
    let run = short(&directory, &["secret.json"]);
    // Whoever may read everything reads this, too.
    assert_eq!(run.exit, if readable { 1 } else { 3 }, "{run:?}");
    assert_eq!(run.errors.contains("secret.json"), !readable, "{run:?}");
}

#[test]
fn directories_are_walked() {
    let directory = directory("walk");
    let deep = directory.join("a/".repeat(60));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("deep.JSON"), BAD).unwrap();
    fs::write(directory.join("lines.ndjson"), BAD).unwrap();
    fs::write(directory.join("notes.txt"), BAD).unwrap();
    fs::create_dir_all(directory.join("out/inner")).unwrap();
    fs::write(directory.join("out/ignored.json"), BAD).unwrap();
    fs::write(directory.join("out/inner/kept.json"), BAD).unwrap();
    fs::write(directory.join("out/.gitignore"), "ignored.json\n").unwrap();
    symlink("..", directory.join("out/loop")).unwrap();
    symlink("nowhere", directory.join("out/dangling.json")).unwrap();
    let run = short(&directory, &["."]);
    assert_eq!(
        (run.exit, run.errors.as_str()),
        (1, "3 requests in 3 files: 3 errors; 3 expressions checked whole\n"),
        "{run:?}"
    );
    let files: Vec<_> = run.output.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(files, [format!("./{}deep.JSON", "a/".repeat(60)).as_str(), "./lines.ndjson", "./out/inner/kept.json"]);
    // A file that is named is checked whatever it is called.
    assert_eq!(short(&directory, &["notes.txt", "out/ignored.json"]).output.lines().count(), 2);
    assert_eq!(short(&directory, &["out/dangling.json"]).exit, 3);
}

#[test]
fn standard_input_is_a_file() {
    let run = run_with(&["lint", "-", "--format", "short"], BAD.as_bytes());
    assert_eq!(run.output, "<stdin>:1:45: error[reserved-word]: `size` is a reserved word\n");
    assert_eq!(run_with(&["lint", "-"], b"").exit, 0);
    assert_eq!(run_with(&["lint", "-"], b"{").exit, 3);
}

#[test]
fn texts_with_marks_and_other_line_ends() {
    let directory = directory("encodings");
    let bad = BAD.replace("\", \"", "\",\r\n \"");
    fs::write(directory.join("bom.json"), format!("\u{feff}{bad}\r\n")).unwrap();
    assert_eq!(
        short(&directory, &["bom.json"]).output,
        "bom.json:2:23: error[reserved-word]: `size` is a reserved word\n"
    );
    let lines = format!("{BAD}\n{{bad\n\n{GOOD}\n{BAD}\n");
    fs::write(directory.join("lines.jsonl"), lines).unwrap();
    let run = short(&directory, &["lines.jsonl"]);
    assert_eq!(run.exit, 3, "{run:?}");
    assert_eq!(run.output.matches("reserved-word").count(), 2, "a line that is not JSON hides no other: {run:?}");
    assert!(run.errors.contains("line 2"), "{run:?}");
    fs::write(directory.join("array.json"), format!("[{GOOD},\n {BAD}, {BAD}]")).unwrap();
    let all = run_in(&directory, &["lint", "array.json", "--format", "json"]).json();
    let subjects: Vec<_> = all["findings"].as_array().unwrap().iter().map(|one| one["subject"].clone()).collect();
    assert_eq!(subjects, ["request 2, Scan", "request 3, Scan"]);
    assert_eq!((all["requests"].as_u64(), all["files"].as_u64()), (Some(3), Some(1)));
}

/// Of a member that is there twice the last counts, as in the service's own JSON reader.
#[test]
fn the_last_of_equal_members_counts() {
    let lint = |text: &str| run_with(&["lint", "-", "--format", "short"], text.as_bytes()).output;
    let twice = GOOD.replace("{\"TableName\"", "{\"FilterExpression\": \"size =\", \"TableName\"");
    let warning = "<stdin>:1:2: warning[duplicate-parameter]: `FilterExpression` is given twice\n";
    assert_eq!(lint(&twice), warning);
    let twice = GOOD.replace('}', ", \"FilterExpression\": \"a =\"}");
    let error = format!("<stdin>:1:{}: error[syntax-error]: the expression ends too early\n", twice.len() - 1);
    let first = GOOD.find("\"FilterExpression").unwrap() + 1;
    assert_eq!(lint(&twice), format!("{error}{}", warning.replace(":1:2:", &format!(":1:{first}:"))));
}

#[test]
fn huge_inputs_end() {
    for (text, exit) in [
        ("[".repeat(200_000), 3),
        (format!("{}{}", "[".repeat(200_000), "]".repeat(200_000)), 3),
        (format!(r#"{{"TableName": "Notes", "Item": {}1{}}}"#, r#"{"M":{"a":"#.repeat(9_000), "}}".repeat(9_000)), 3),
        (format!(r#"{{"TableName": "Notes", "FilterExpression": "{}"}}"#, "(".repeat(100_000)), 1),
        (format!(r#"{{"TableName": "Notes", "FilterExpression": "{}"}}"#, "a.".repeat(100_000)), 1),
        (format!(r#"{{"TableName": "Notes", "FilterExpression": "{}"}}"#, "x".repeat(1_000_000)), 1),
    ] {
        let run = run_with(&["lint", "-"], text.as_bytes());
        assert_eq!(run.exit, exit, "{}", &text[..60]);
        assert!(run.output.len() < 40_000, "{} bytes about {}", run.output.len(), &text[..60]);
    }
}

/// One line of 20 MB with a finding at its end, and one with a finding in every part.
#[test]
fn long_lines_are_read_once() {
    let many = format!("[{}{BAD}]", format!("{GOOD}, ").repeat(20_000_000 / (GOOD.len() + 2)));
    let all = run_with(&["lint", "-", "--format", "short"], many.as_bytes());
    assert_eq!(all.exit, 1, "{}", all.errors);
    assert_eq!(
        all.output,
        format!("<stdin>:1:{}: error[reserved-word]: `size` is a reserved word\n", many.len() - BAD.len() + 44)
    );
    let each = format!("[{}{BAD}]", format!("{BAD}, ").repeat(3_000));
    let run = run_with(&["lint", "-"], each.as_bytes());
    assert!(run.output.ends_with("3001 requests in 1 file: 3001 errors; 3001 expressions checked whole\n"));
}

#[test]
fn findings_are_json() {
    let directory = directory("json");
    let text = "\u{feff}[\n  {\"TableName\": \"Nötes\", \"Key\": {\"id\": {\"S\": \"😀\"}},\n   \"ProjectionExpression\": \"caf\\u00e9, \\ud83d\\ude00, status, #t\"}]\n";
    fs::write(directory.join("request.json"), text).unwrap();
    let run = run_in(&directory, &["lint", "request.json", "--format", "json"]);
    assert_eq!((run.exit, run.output.lines().count()), (1, 1));
    let document = run.json();
    assert_eq!(document["version"], 1);
    let findings = document["findings"].as_array().unwrap();
    let mut seen = Vec::new();
    for finding in findings {
        let offset = |end: &str| usize::try_from(finding[end]["offset"].as_u64().unwrap()).unwrap();
        seen.push((finding["code"].as_str().unwrap(), &text[offset("start")..offset("end")]));
        for end in ["start", "end"] {
            let before = &text[..offset(end)];
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            assert_eq!(finding[end]["line"], before.matches('\n').count() + 1);
            assert_eq!(finding[end]["column"], column);
        }
    }
    assert!(seen.contains(&("needs-alias", "caf\\u00e9")), "{seen:?}");
    assert!(seen.contains(&("reserved-word", "status")), "{seen:?}");
    assert!(seen.contains(&("undefined-name", "#t")), "{seen:?}");
    let first = findings.iter().filter(|finding| finding["service"]["first"] == true).count();
    assert_eq!(first, 1, "the service gives one answer");
}

#[test]
fn one_finding_as_json() {
    let run = run_with(&["lint", "-", "--format", "json"], BAD.as_bytes());
    assert_eq!(
        run.json(),
        json!({
            "version": 1, "files": 1, "requests": 1, "unchecked": [], "baselined": 0, "stale": 0,
            "expressions": [
                {"file": "<stdin>", "line": 1, "parameter": "FilterExpression", "checked": "whole", "why": null},
            ],
            "findings": [{
                "code": "reserved-word", "severity": "error", "subject": "Scan",
                "title": "`size` is a reserved word",
                "label": "cannot be written out as an attribute name",
                "file": "<stdin>",
                "start": {"line": 1, "column": 45, "offset": 44},
                "end": {"line": 1, "column": 49, "offset": 48},
                "service": {
                    "type": "ValidationException", "first": true,
                    "message": "Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: size",
                },
                "fingerprint": "c47611d74640ae9c",
                "notes": [],
                "help": "write it as a placeholder: `#size` for `size`",
                "fix": {
                    "title": "write it as `#size`", "applicability": "safe",
                    "edits": [
                        {"edit": "add-name", "placeholder": "#size", "name": "size"},
                        {"edit": "expression", "parameter": "FilterExpression", "start": 0, "end": 4, "replacement": "#size"},
                    ],
                    "mended": {"parameter": "FilterExpression", "expression": "#size = :v"},
                },
            }],
        })
    );
}

#[test]
fn colour_is_asked_for() {
    let coloured = |arguments: &[&str], variable: Option<&str>| {
        let mut command = command(arguments);
        if let Some(value) = variable {
            command.env("NO_COLOR", value);
        }
        finish(command, b"").output.contains('\u{1b}')
    };
    let lint = ["lint", MISTAKE, "--color"];
    assert!(coloured(&[&lint[..], &["always"]].concat(), None));
    assert!(coloured(&[&lint[..], &["always"]].concat(), Some("1")), "what is asked for outranks the environment");
    assert!(!coloured(&[&lint[..], &["never"]].concat(), None));
    assert!(!coloured(&[&lint[..], &["auto"]].concat(), None), "a pipe is no terminal");
    assert!(!coloured(&["lint", MISTAKE, "--color", "always", "--format", "short"], None));
    assert!(!coloured(&["lint", MISTAKE, "--color", "always", "--format", "json"], None));
    assert!(coloured(&["eval", "attribute_exists(a)", "--color", "always"], None));
    assert!(!coloured(&["eval", "attribute_exists(a)"], None));
    assert!(coloured(&["parse", "a =", "--color", "always"], None));
}

/// What files and arguments contain never steers the terminal.
#[test]
fn control_characters_are_not_printed() {
    let directory = directory("control");
    let escape = "\u{1b}[31m\u{9b}2J\u{7}\u{7f}\u{202e}";
    let file = format!("a{escape}.json");
    let texts = [
        format!(r#"{{"TableName": "Notes", "FilterExpression": "{escape} size = :v"}}"#),
        r#"{"TableName": "Notes", "FilterExpression": "a = \u001b[31m\u009b\u0007b"}"#.to_owned(),
        r#"{"TableName": "Notes", "Key": {"id": {"\u001b[31m\u009b": "x"}}, "\u001b]0;title\u0007": 1}"#.to_owned(),
        r##"{"TableName": "\u009b", "Key": {"\u001b": {"N": "\u001b"}}, "ProjectionExpression": "a", "ExpressionAttributeNames": {"#\u001b\u009b": "a"}}"##.to_owned(),
        "{\u{1b}".to_owned(),
    ];
    let clean = |run: &Run| {
        for text in [&run.output, &run.errors] {
            let steers = |one: char| one.is_control() && one != '\n' && one != '\t' || one == '\u{202e}';
            assert!(!text.contains(steers), "{text:?}");
        }
    };
    for text in texts {
        fs::write(directory.join(&file), text).unwrap();
        for format in ["human", "short"] {
            clean(&run_in(&directory, &["lint", &file, "--format", format]));
            clean(&run_in(&directory, &["lint", ".", "--format", format]));
        }
    }
    clean(&run_in(&directory, &["lint", &format!("nowhere{escape}")]));
    clean(&run(&["parse", &format!("a = {escape}")]));
    clean(&run(&["fmt", &format!("a = {escape}")]));
    let item = r#"{"a": "\u001b[31m", "\u001b": 1}"#;
    clean(&run(&["eval", "a = :v", "--item", item, "--values", r#"{":v": "\u001b"}"#, "--explain"]));
    clean(&run(&["eval", "SET #a = :v", "--item", item, "--names", r##"{"#a": "\u001b"}"##, "--values", ":v=2"]));
    clean(&run(&["eval", "SET b = #a + :v", "--item", item, "--names", r##"{"#a": "x\u001b"}"##, "--values", ":v=2"]));
    clean(&run(&["eval", "REMOVE #a", "--item", item, "--names", r##"{"#a": "\u001b"}"##]));
}

#[test]
fn the_operation_can_be_named() {
    let request = br#"{"TableName": "Notes", "Key": {"id": {"S": "a"}}, "ReturnValues": "ALL_NEW"}"#;
    let answer = |operation: &str| {
        let run = run_with(&["lint", "-", "--format", "json", "--operation", operation], request);
        run.json()["findings"].as_array().unwrap().iter().map(|one| one["code"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(answer("DeleteItem"), ["\"return-values\""]);
    assert_eq!(answer("UpdateItem"), Vec::<String>::new());
    assert_eq!(answer("GetItem"), ["\"parameter-not-accepted\""]);
}

#[test]
fn each_layer_words_its_answers() {
    let request = br#"{"TableName": "Notes", "Key": {"id": {"S": "a"}}, "UpdateExpression": "SET size = :v"}"#;
    let message = |layer: &str| {
        let run = run_with(&["lint", "-", "--format", "json", "--validation", layer], request);
        run.json()["findings"][0]["service"]["message"].as_str().unwrap().to_owned()
    };
    let bare = "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: size";
    assert_eq!(message("current"), format!("1 validation error detected: {bare}"));
    assert_eq!(message("older"), bare);
    let request = br#"{"TableName": "Notes", "Item": {"id": {"N": "x"}}}"#;
    let older = run_with(&["lint", "-", "--format", "json", "--validation", "older"], request).json();
    let current = run_with(&["lint", "-", "--format", "json"], request).json();
    assert_ne!(older["findings"][0]["service"]["message"], current["findings"][0]["service"]["message"]);
}

#[test]
fn conditions_are_evaluated() {
    let eval = |arguments: &[&str]| run(&[&["eval"], arguments].concat());
    let run = eval(&["age > :v", "--item", r#"{"age": 5}"#, "--values", ":v=4"]);
    assert_eq!((run.exit, run.output.as_str()), (0, "true\n"));
    let run =
        eval(&["age > :v", "--item", r#"[{"age": {"N": "5"}}, {"age": 3}]"#, "--values", r#"{":v": {"N": "4"}}"#]);
    assert_eq!(run.output, "item 1: true\nitem 2: false\n1 of 2 items match: 1\n");
    let lines = run_with(
        &["eval", "age > :v", "--item", "-", "--values", ":v=4", "--format", "json"],
        b"{\"age\": 5}\n{\"age\": 3}\n",
    );
    assert_eq!(
        lines.json(),
        json!({"kind": "condition", "matches": [0], "items": [{"result": true}, {"result": false}]})
    );
    // An object whose every attribute has one type is DynamoDB JSON, unless it is said to be plain.
    let looks_typed = r#"{"age": {"N": "5"}}"#;
    assert_eq!(eval(&["age = :v", "--item", looks_typed, "--values", ":v=5"]).output, "true\n");
    assert_eq!(eval(&["age.N = :v", "--plain", "--item", looks_typed, "--values", r#":v="5""#]).output, "true\n");
    assert_eq!(eval(&["age = :v", "--typed", "--item", r#"{"age": 5}"#, "--values", ":v=5"]).exit, 3);
    let explained = eval(&[
        "age > :v AND city = :c",
        "--explain",
        "--item",
        r#"{"age": 5}"#,
        "--values",
        ":v=4",
        "--values",
        ":c=Bonn",
    ]);
    assert!(explained.output.starts_with("false\n") && explained.output.contains("city = :c"), "{explained:?}");
    let explained = eval(&["age > :v", "--explain", "--format", "json", "--item", r#"{"age": 5}"#, "--values", ":v=4"]);
    assert!(explained.json()["items"][0]["explanation"].is_object(), "{explained:?}");
    // Several sources of names and values are put together.
    let run = eval(&["#a = :v", "--names", "#a=age", "--item", r#"{"age": "x y"}"#, "--values", ":v=x y"]);
    assert_eq!(run.output, "true\n");
}

#[test]
fn keys_projections_and_updates_are_evaluated() {
    let eval = |arguments: &[&str]| run(&[&["eval"], arguments].concat());
    let key = eval(&[
        "customer = :c AND begins_with(orderId, :o)",
        "--kind",
        "key-condition",
        "--table",
        "examples/tables/orders.json",
        "--item",
        r#"{"customer": "ada", "orderId": "2026-1"}"#,
        "--values",
        ":c=ada",
        "--values",
        r#":o="2026""#,
    ]);
    assert_eq!(key.output, "reads customer = \"ada\", orderId from \"2026\" on, as far as it begins so\ntrue\n");
    let wrong =
        eval(&["amount = :c", "--kind", "key-condition", "--table", "examples/tables/orders.json", "--values", ":c=1"]);
    assert_eq!((wrong.exit, wrong.output.matches("Error:").count()), (1, 1), "{wrong:?}");
    let projected = eval(&["a, b[1]", "--format", "json", "--item", r#"{"a": 1, "b": [1, 2], "c": 3}"#]);
    assert_eq!(projected.json(), json!({"kind": "projection", "items": [{"a": 1, "b": [2]}]}));
    let updated = eval(&[
        "SET a = a + :v REMOVE c",
        "--item",
        r#"{"a": {"N": "1"}, "c": {"S": "x"}}"#,
        "--values",
        ":v=2",
        "--format",
        "json",
    ]);
    assert_eq!(updated.json()["items"][0]["item"], json!({"a": {"N": "3"}}));
    let failed = eval(&["SET a = b + :v", "--item", r#"{"a": 1}"#, "--values", ":v=2"]);
    assert_eq!(failed.exit, 1);
    assert!(failed.output.starts_with("ValidationException: ") && failed.output.contains("in `b`"), "{failed:?}");
    let failed = eval(&["SET a = b + :v", "--item", r#"{"a": 1}"#, "--values", ":v=2", "--format", "json"]).json();
    assert_eq!(failed["items"][0]["error"]["span"], json!([8, 9]));
}

#[test]
fn every_digit_survives() {
    let digits = "-12345678901234567890123456789012345678";
    for item in [format!(r#"{{"a": {digits}}}"#), format!(r#"{{"a": {{"N": "{digits}"}}}}"#)] {
        let run = run(&["eval", "SET b = a, c = a - :z", "--item", &item, "--values", ":z=0", "--format", "json"]);
        assert_eq!(run.output.matches(digits).count(), 5, "{run:?}");
    }
    let run = run(&["eval", "a = :v", "--item", r#"{"a": 0.1}"#, "--values", ":v=1.0e-1"]);
    assert_eq!(run.output, "true\n");
}

/// The verdict on every text of the language's vectors, through the program.
#[test]
fn parse_answers_every_vector() {
    let vectors = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/syntax.jsonl")).unwrap();
    let run = run_with(&["parse", "--jsonl"], vectors.as_bytes());
    assert_eq!((run.exit, run.errors.as_str()), (0, ""));
    let mut answers = run.output.lines();
    for line in vectors.lines() {
        let vector: Value = serde_json::from_str(line).unwrap();
        let answer: Value = serde_json::from_str(answers.next().unwrap()).unwrap();
        assert_eq!(answer["id"], vector["id"]);
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        let verdict = match message {
            _ if message.contains("Syntax error") || message.contains("can not be empty") => "error",
            _ if message.contains("redundant parentheses") => "redundant-parentheses",
            "" => "ok",
            other => panic!("{other}: {line}"),
        };
        assert_eq!(verdict, vector["syntax"].as_str().unwrap(), "{line}\n{answer}");
        assert_eq!(answer.get("ast").is_some(), verdict == "ok", "{line}");
    }
    assert_eq!(answers.next(), None);
}

#[test]
fn parse_answers_bad_lines_in_their_place() {
    let lines = "{\"id\": 1, \"kind\": \"filter\", \"text\": \"a = b\"}\nnonsense\n\n{\"id\": 2, \"kind\": \"sql\", \"text\": \"\"}\n{\"id\": 3, \"kind\": \"filter\"}\n{\"id\": {\"x\": 4}, \"kind\": \"update\", \"text\": \"a\"}\n\u{e9}";
    let run = run_with(&["parse", "--jsonl"], lines.as_bytes());
    assert_eq!((run.exit, run.errors.as_str()), (3, ""));
    let answers: Vec<Value> = run.output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<_> = answers.iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [json!(1), json!(null), json!(2), json!(3), json!({"x": 4}), json!(null)]);
    assert!(answers[0]["ast"].is_object());
    assert!(answers[1]["error"]["message"].as_str().unwrap().starts_with("line 2 is not JSON"));
    assert!(answers[3]["error"]["message"].as_str().unwrap().contains("`text`"));
    assert_eq!(answers[4]["error"]["span"], json!([0, 1]));
}

#[test]
fn expressions_are_formatted() {
    let run = run_with(&["fmt"], b"set  a=:v ,b = if_not_exists( c,:w )remove d . e [ 0 ]\n");
    assert_eq!((run.exit, run.output.as_str()), (0, "SET a = :v, b = if_not_exists(c, :w) REMOVE d.e[0]\n"));
    let check = run_with(&["fmt", "--check", "-"], run.output.as_bytes());
    assert_eq!((check.exit, check.output.as_str(), check.errors.as_str()), (0, "", ""));
    assert_eq!(run_with(&["fmt", "--check"], b"a=b").exit, 1);
    let broken = run_with(&["fmt", "--kind", "filter"], b"a = = b");
    assert_eq!((broken.exit, broken.output.as_str()), (1, ""));
    assert!(broken.errors.contains("syntax-error") || broken.errors.contains("foreign-operator"), "{broken:?}");
}

#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = run(&["completions", shell]);
        assert_eq!(run.exit, 0);
        assert!(run.output.contains("ddbexpr") && run.output.contains("lint"), "{shell}");
    }
    assert!(run(&["man"]).output.contains(".TH ddbexpr"));
    let directory = directory("man");
    let pages = directory.join("pages");
    assert_eq!(run(&["man", "--dir", pages.to_str().unwrap()]).exit, 0);
    for page in ["", "-lint", "-rules", "-eval", "-serve", "-parse", "-fmt", "-completions", "-man"] {
        let page = fs::read_to_string(pages.join(format!("ddbexpr{page}.1"))).unwrap();
        assert!(page.contains(".SH NAME"));
    }
}

#[test]
fn help_of_every_command() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/help");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("ddbexpr", run(&["--help"]).output);
        let names =
            ["lint", "rules", "eval", "exec", "serve", "explain", "migrate", "parse", "fmt", "completions", "man"];
        for name in names {
            let long = run(&[name, "--help"]).output;
            assert_eq!(long, run(&["help", name]).output);
            insta::assert_snapshot!(name, long);
        }
    });
}

/// A reader that goes away ends the program without a word: `ddbexpr lint . | head -1`.
#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = command(&["lint", "tests/diagnostics"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

/// Parameters in another spelling are those of some SDK or tool: what is certain about them is told.
#[test]
fn another_spelling_of_parameters_is_told() {
    let run = run_with(
        &["lint", "-", "--format", "short"],
        br#"{"tableName": "Notes", "filterExpression": "size = :v", "expressionAttributeValues": {":v": 1}}"#,
    );
    assert_eq!((run.exit, run.output.as_str()), (1, "<stdin>:1:45: error[reserved-word]: `size` is a reserved word\n"));
}
