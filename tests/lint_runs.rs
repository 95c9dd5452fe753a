//! `ddbexpr lint` in a project: what fails a run, configuration, baselines, git, watching, where output goes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use program::{Run, directory, finish, program as command, run};
use serde_json::Value;

const ERROR: &str =
    r#"{"TableName": "Notes", "FilterExpression": "size = :v", "ExpressionAttributeValues": {":v": {"N": "1"}}}"#;
const WARNING: &str = r#"{"TableName": "Notes", "FilterExpression": "a = :v OR b = :v AND c = :v", "ExpressionAttributeValues": {":v": {"N": "1"}}}"#;
const GOOD: &str = r#"{"TableName": "Notes", "FilterExpression": "attribute_exists(pages)"}"#;

fn run_in(directory: &Path, arguments: &[&str]) -> Run {
    with_input(directory, arguments, "")
}

fn with_input(directory: &Path, arguments: &[&str], input: &str) -> Run {
    let mut command = command(arguments);
    command.current_dir(directory);
    finish(command, input.as_bytes())
}

/// A directory with files.
fn project(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    let directory = directory(name);
    for (path, text) in files {
        let path = directory.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

/// The findings as `severity[code] file`, in order.
fn found(run: &Run) -> Vec<String> {
    let findings = run.json()["findings"].clone();
    let line = |one: &Value| {
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        format!("{}[{}] {}", text("severity"), text("code"), text("file"))
    };
    findings.as_array().unwrap().iter().map(line).collect()
}

fn lint(directory: &Path, arguments: &[&str]) -> (i32, Vec<String>) {
    let run = run_in(directory, &[&["lint", "--format", "json"], arguments].concat());
    (run.exit, found(&run))
}

#[test]
fn what_fails_a_run_can_be_chosen() {
    let directory = project(
        "fails",
        &[("error.json", ERROR), ("warning.jsonl", &format!("{WARNING}\n{WARNING}")), ("good.json", GOOD)],
    );
    let cases: &[(i32, &[&str])] = &[
        (0, &["good.json", "--fail-on", "info"]),
        (1, &["error.json"]),
        (0, &["error.json", "--fail-on", "never"]),
        (0, &["warning.jsonl"]),
        (1, &["warning.jsonl", "--fail-on", "warning"]),
        (1, &["warning.jsonl", "--fail-on", "info"]),
        (0, &["warning.jsonl", "--max-warnings", "2"]),
        (1, &["warning.jsonl", "--max-warnings", "1"]),
        (1, &["warning.jsonl", "--max-warnings", "0", "--fail-on", "never"]),
        (0, &["warning.jsonl", "--rule", "mixed-and-or=info", "--fail-on", "warning"]),
        (1, &["warning.jsonl", "--rule", "mixed-and-or=info", "--fail-on", "info"]),
        (1, &["warning.jsonl", "--rule", "mixed-and-or=error"]),
        (0, &["error.json", "--rule", "reserved-word=warning"]),
        (0, &["error.json", "--rule", "reserved-word=off", "--fail-on", "info"]),
        (3, &["nowhere.json", "--fail-on", "never"]),
        (2, &["error.json", "--rule", "reserved-wrod=off"]),
        (2, &["error.json", "--rule", "reserved-word"]),
        (2, &["error.json", "--rule", "reserved-word=loud"]),
        (2, &["error.json", "--max-warnings", "-1"]),
        (2, &["error.json", "--config", "a.toml", "--no-config"]),
    ];
    for (exit, arguments) in cases {
        let run = run_in(&directory, &[&["lint"], *arguments].concat());
        assert_eq!(run.exit, *exit, "{arguments:?}: {run:?}");
    }
    let said = run_in(&directory, &["lint", "error.json", "--rule", "reserved-wrod=off"]).errors;
    assert!(said.contains("there is no rule `reserved-wrod`; did you mean `reserved-word`?"), "{said}");
    let summary = run_in(&directory, &["lint", ".", "--rule", "reserved-word=info"]).output;
    assert!(summary.ends_with("4 requests in 3 files: 2 warnings, 1 info; 4 expressions checked whole\n"), "{summary}");
}

#[test]
fn the_configuration_is_found_upward() {
    let config = "[rules]\nreserved-word = \"warning\"\n[[overrides]]\npaths = [\"deep/er/\"]\nrules = { reserved-word = \"info\" }\n";
    let directory = project(
        "upward",
        &[("ddbexpr.toml", config), ("deep/a.json", ERROR), ("deep/er/b.json", ERROR), ("other.toml", "rules = {}")],
    );
    let both = ["warning[reserved-word] ./deep/a.json", "info[reserved-word] ./deep/er/b.json"];
    assert_eq!(lint(&directory, &["."]), (0, both.map(str::to_owned).to_vec()));
    // From wherever the program runs, and whatever is named.
    let below = directory.join("deep");
    assert_eq!(lint(&below, &["er/b.json"]).1, ["info[reserved-word] er/b.json"]);
    assert_eq!(lint(&below.join("er"), &["../a.json"]).1, ["warning[reserved-word] ../a.json"]);
    let whole = below.join("er/b.json");
    assert_eq!(lint(Path::new("/"), &[whole.to_str().unwrap()]).1[0][..19], *"info[reserved-word]");
    assert_eq!(lint(&directory, &["deep/a.json", "--no-config"]).1, ["error[reserved-word] deep/a.json"]);
    assert_eq!(lint(&directory, &["deep/a.json", "--config", "other.toml"]).1, ["error[reserved-word] deep/a.json"]);
    assert_eq!(lint(&below, &["a.json", "--rule", "reserved-word=error"]).1, ["error[reserved-word] a.json"]);
    // Standard input is where its name says it is.
    let run = with_input(&directory, &["lint", "--stdin-filename", "deep/er/x.json", "--format", "short"], ERROR);
    assert_eq!(run.output, "deep/er/x.json:1:45: info[reserved-word]: `size` is a reserved word\n");
}

#[test]
fn a_wrong_configuration_is_told_with_its_place() {
    let directory = project("wrong-config", &[("ddbexpr.toml", "exlude = []\n[rules]\nzzz = 1\n"), ("a.json", ERROR)]);
    let run = run_in(&directory, &["lint", "a.json"]);
    assert_eq!((run.exit, run.output.as_str()), (2, ""), "{run:?}");
    let lines: Vec<_> = run.errors.lines().collect();
    let first = "ddbexpr: ddbexpr.toml:1:1: unknown key `exlude`; did you mean `exclude`?";
    assert_eq!(lines, [first, "ddbexpr: ddbexpr.toml:3:1: unknown rule `zzz`"]);
    assert_eq!(run_in(&directory, &["lint", "a.json", "--config", "nowhere.toml"]).exit, 3);
    assert_eq!(run_in(&directory, &["lint", "a.json", "--no-config"]).exit, 1);
}

#[test]
fn files_can_be_left_out() {
    let config = "include = [\"src/\"]\nexclude = [\"legacy/\"]\n";
    let files = [("ddbexpr.toml", config), ("src/a.json", ERROR), ("src/legacy/b.json", ERROR), ("c.json", ERROR)];
    let directory = project("left-out", &files);
    assert_eq!(lint(&directory, &["."]).1, ["error[reserved-word] ./src/a.json"]);
    let run = run_in(&directory, &["lint", "src/legacy/b.json"]);
    assert_eq!(run.exit, 0, "{run:?}");
    assert!(run.output.contains("not checked (src/legacy/b.json: left out by ddbexpr.toml)"), "{run:?}");
}

#[test]
fn tests_are_lowered() {
    let directory = project("lowered", &[("tests/a.json", ERROR), ("tests/b.json", WARNING), ("a.json", ERROR)]);
    let expected = ["error[reserved-word] ./a.json", "warning[reserved-word] ./tests/a.json"];
    assert_eq!(lint(&directory, &["."]).1, expected);
    fs::write(directory.join("ddbexpr.toml"), "tests = { level = \"off\" }").unwrap();
    assert_eq!(lint(&directory, &["tests"]), (0, Vec::new()));
}

/// In every language whose comments are read.
#[test]
fn comments_silence_rules() {
    let python = "def f(table):\n    # ddbexpr:ignore reserved-word -- why\n    table.scan(\n        TableName='t',\n        FilterExpression='attribute_exists(size)',  # ddbexpr:ignore zzz\n    )\n    # ddbexpr:ignore unused-name\n    return 1\n";
    let script = "// ddbexpr:ignore-file reserved-word\nexport const f = (c) => c.send(new ScanCommand({\n  TableName: 't',\n  FilterExpression: 'attribute_exists(size)',\n}));\n";
    let directory = project("comments", &[("a.py", python), ("b.ts", script)]);
    let told = |more: &[&str]| {
        let arguments =
            ["lint", ".", "--format", "short", "--rule", "unpaginated-read=off", "--rule", "scan-with-filter=off"];
        run_in(&directory, &[&arguments[..], more].concat()).output
    };
    let expected = "./a.py:5:70: warning[unknown-suppression]: there is no rule `zzz`\n./a.py:7:22: warning[unused-suppression]: `unused-name` finds nothing here\n";
    assert_eq!(told(&[]), expected);
    assert_eq!(told(&["--rule", "unknown-suppression=off", "--rule", "unused-name=off"]), "");
    let error = told(&["--rule", "unused-suppression=error"]);
    assert!(error.contains("error[unused-suppression]"), "{error}");
    // Without its comment it is told.
    fs::write(directory.join("a.py"), python.replace("# ddbexpr:ignore reserved-word", "#")).unwrap();
    assert!(told(&[]).starts_with("./a.py:5:44: error[reserved-word]"), "{}", told(&[]));
}

#[test]
fn tables_and_validation_are_configured() {
    let request = r#"{"TableName": "orders", "KeyConditionExpression": "nope = :v", "ExpressionAttributeValues": {":v": {"S": "1"}}}"#;
    let directory = project("tables", &[("q.json", request)]);
    assert_eq!(lint(&directory, &["q.json"]).1, Vec::<String>::new(), "without a table nobody knows");
    fs::write(directory.join("ddbexpr.toml"), "[tables.orders]\npartition-key = \"pk:S\"\n").unwrap();
    let (exit, described) = lint(&directory, &["q.json"]);
    assert_eq!(exit, 1, "{described:?}");
    let schema = r#"{"TableName": "orders", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}], "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}]}"#;
    fs::create_dir(directory.join("t")).unwrap();
    fs::write(directory.join("t/orders.txt"), schema).unwrap();
    fs::write(directory.join("ddbexpr.toml"), "schemas = [\"t/orders.txt\"]\nvalidation = \"older\"\n").unwrap();
    assert_eq!(lint(&directory.join("t"), &["../q.json"]).1.len(), described.len());
    fs::write(directory.join("ddbexpr.toml"), "schemas = [\"nowhere.json\"]\n").unwrap();
    assert_eq!(run_in(&directory, &["lint", "q.json"]).exit, 3);
    let update = r#"{"TableName": "Notes", "Key": {"id": {"S": "a"}}, "UpdateExpression": "SET size = :v"}"#;
    fs::write(directory.join("ddbexpr.toml"), "validation = \"older\"\n").unwrap();
    fs::write(directory.join("u.json"), update).unwrap();
    let message = |arguments: &[&str]| {
        let run = run_in(&directory, &[&["lint", "u.json", "--format", "json"], arguments].concat());
        run.json()["findings"][0]["service"]["message"].as_str().unwrap().to_owned()
    };
    assert!(message(&[]).starts_with("Invalid UpdateExpression"));
    assert!(message(&["--validation", "current"]).starts_with("1 validation error detected"));
}

#[test]
fn every_format_goes_where_it_is_sent() {
    let directory = project("formats", &[("a.json", ERROR), ("b.json", WARNING)]);
    for (format, begins) in [
        ("human", "[reserved-word] Error"),
        ("short", "./a.json:1:45: error[reserved-word]"),
        ("json", "{"),
        ("sarif", "{"),
        ("github", "::error file=a.json,line=1,endLine=1,col=45,endColumn=49,title=reserved-word%3A `size`"),
        ("gitlab", "[{"),
        ("junit", "<?xml"),
        ("checkstyle", "<?xml"),
    ] {
        let printed = run_in(&directory, &["lint", ".", "--format", format]);
        assert!(printed.output.starts_with(begins), "{printed:?}");
        let summary = "2 requests in 2 files: 1 error, 1 warning; 2 expressions checked whole\n";
        let (with, without) =
            if format == "human" { (&printed.output, &printed.errors) } else { (&printed.errors, &printed.output) };
        assert!(with.ends_with(summary) && !without.contains(summary), "{printed:?}");
        let quiet = run_in(&directory, &["lint", ".", "--format", format, "--quiet"]);
        assert_eq!((quiet.exit, quiet.errors.as_str()), (1, ""), "{quiet:?}");
        assert!(!quiet.output.contains(summary), "{quiet:?}");
        let written = run_in(&directory, &["lint", ".", "--format", format, "--output", "out.txt"]);
        assert_eq!((written.exit, written.output.as_str(), written.errors.as_str()), (1, "", summary));
        assert_eq!(fs::read_to_string(directory.join("out.txt")).unwrap(), quiet.output);
    }
    let left: Vec<_> = fs::read_dir(&directory).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "nothing else is left: {left:?}");
    let failed = run_in(&directory, &["lint", ".", "--output", "no/where.txt"]);
    assert_eq!(failed.exit, 3);
    assert!(failed.errors.starts_with("ddbexpr: no/where.txt: cannot write: "), "{failed:?}");
}

#[test]
fn a_baseline_leaves_out_what_is_known() {
    let directory = project("baseline", &[("a.json", ERROR), ("in/b.json", WARNING)]);
    let written = run_in(&directory, &["lint", ".", "--write-baseline", "known.json"]);
    assert_eq!(written.exit, 0, "{written:?}");
    assert_eq!(
        written.output,
        "2 requests in 2 files: nothing found; 2 expressions checked whole; 2 known from the baseline\n"
    );
    let document: Value = serde_json::from_str(&fs::read_to_string(directory.join("known.json")).unwrap()).unwrap();
    assert_eq!(document["findings"][0]["file"], "a.json");
    assert_eq!(document["findings"][0]["title"], "`size` is a reserved word");
    let known = ["lint", ".", "--format", "json", "--baseline", "known.json"];
    // What moves stays known, wherever the program runs.
    fs::write(directory.join("a.json"), format!("\n\n[\n  {GOOD},\n  {}]", ERROR.replace(": ", ":\n "))).unwrap();
    let run = run_in(&directory, &known);
    assert_eq!((run.exit, found(&run), run.json()["baselined"].as_u64()), (0, Vec::new(), Some(2)), "{run:?}");
    let below = run_in(&directory.join("in"), &["lint", "b.json", "--baseline", "../known.json", "--format", "json"]);
    assert_eq!(found(&below).len(), 1, "without a configuration, paths are those of the working directory");
    fs::write(directory.join("ddbexpr.toml"), "").unwrap();
    let below = run_in(&directory.join("in"), &["lint", "b.json", "--baseline", "../known.json", "--format", "json"]);
    assert_eq!((found(&below), below.json()["stale"].as_u64()), (Vec::new(), Some(0)), "{below:?}");
    // What is new is told; what was not looked for is not stale.
    fs::write(directory.join("a.json"), ERROR.replace("size = :v", "size = :v AND status = :v")).unwrap();
    let run = run_in(&directory, &["lint", "a.json", "--format", "json", "--baseline", "known.json"]);
    assert_eq!(found(&run).len(), 2, "the expression changed: {run:?}");
    assert_eq!(run.json()["stale"], 1);
    fs::remove_file(directory.join("in/b.json")).unwrap();
    let run = run_in(&directory, &["lint", ".", "--baseline", "known.json"]);
    assert!(run.output.ends_with("; 2 entries of the baseline are stale: --write-baseline\n"), "{run:?}");
    let sarif = run_in(
        &directory,
        &["lint", ".", "--baseline", "known.json", "--write-baseline", "known.json", "--format", "sarif"],
    );
    assert_eq!(sarif.exit, 0);
    assert_eq!(sarif.json()["runs"][0]["results"][0]["suppressions"][0]["kind"], "external");
    assert_eq!(run_in(&directory, &["lint", ".", "--baseline", "nowhere.txt"]).exit, 3);
    assert_eq!(run_in(&directory, &["lint", ".", "--baseline", "a.json"]).exit, 3);
    assert_eq!(run_in(&directory, &["lint", ".", "--write-baseline", "no/where.txt"]).exit, 3);
}

fn git(directory: &Path, arguments: &[&str]) {
    let configured = [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.com",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    ];
    let output = Command::new("git").args(configured).args(arguments).current_dir(directory).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn only_what_changed_is_checked() {
    let directory = project(
        "since",
        &[
            ("same.json", ERROR),
            ("changed.json", ERROR),
            ("gone.json", ERROR),
            ("in/ä b.json", ERROR),
            (".gitignore", "x.json"),
        ],
    );
    git(&directory, &["init", "-q"]);
    git(&directory, &["add", "-A"]);
    git(&directory, &["commit", "-q", "-m", "one"]);
    assert_eq!(lint(&directory, &[".", "--since", "HEAD"]), (0, Vec::new()));
    fs::write(directory.join("changed.json"), format!("{ERROR}\n")).unwrap();
    fs::write(directory.join("in/ä b.json"), format!("{ERROR}\n")).unwrap();
    fs::write(directory.join("in/new.json"), ERROR).unwrap();
    fs::write(directory.join("x.json"), ERROR).unwrap();
    fs::remove_file(directory.join("gone.json")).unwrap();
    let files = |from: &Path, arguments: &[&str]| {
        let all = lint(from, arguments).1;
        all.into_iter().map(|one| one.trim_start_matches("error[reserved-word] ").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(files(&directory, &[".", "--since", "HEAD"]), ["./changed.json", "./in/new.json", "./in/ä b.json"]);
    assert_eq!(files(&directory.join("in"), &[".", "--since", "HEAD"]), ["./new.json", "./ä b.json"]);
    assert_eq!(files(&directory, &["same.json", "changed.json", "--since", "HEAD"]), ["changed.json"]);
    // On a branch of its own, what the other branch did since is none of its changes.
    git(&directory, &["checkout", "-q", "-b", "topic"]);
    git(&directory, &["add", "-A"]);
    git(&directory, &["commit", "-q", "-m", "two"]);
    git(&directory, &["checkout", "-q", "main"]);
    fs::write(directory.join("same.json"), format!("{ERROR}\n")).unwrap();
    git(&directory, &["commit", "-q", "-a", "-m", "three"]);
    git(&directory, &["checkout", "-q", "topic"]);
    assert_eq!(files(&directory, &[".", "--since", "main"]), ["./changed.json", "./in/new.json", "./in/ä b.json"]);
}

#[test]
fn without_git_it_says_so() {
    let directory = project("no-git", &[("a.json", ERROR)]);
    git(&directory, &["init", "-q"]);
    let errors = |revision: &str| {
        let run = run_in(&directory, &["lint", ".", &format!("--since={revision}")]);
        assert_eq!(run.exit, 2, "{run:?}");
        run.errors
    };
    assert_eq!(errors("nowhere"), "ddbexpr: --since: git knows no revision `nowhere`\n");
    assert_eq!(errors("--output=x"), "ddbexpr: --since: git knows no revision `--output=x`\n");
    let mut without = command(&["lint", "a.json", "--since", "HEAD"]);
    without.current_dir(&directory).env("PATH", "");
    assert_eq!(finish(without, b"").errors, "ddbexpr: --since needs git, which is not on the PATH\n");
    let outside = std::env::temp_dir();
    let run = run_in(&outside, &["lint", ".", "--since", "HEAD"]);
    assert!(run.exit == 2 && run.errors.starts_with("ddbexpr: --since: git"), "{run:?}");
}

/// As hooks call it: with every file of a commit, whatever is in them.
#[test]
fn named_files_may_be_anything_where_that_is_said() {
    let files = [("a.json", ERROR), ("odd.json", "{ // no JSON\n}"), ("notes.txt", "text"), ("other.json", "{}")];
    let directory = project("hook", &files);
    let names = ["a.json", "odd.json", "notes.txt", "other.json", "gone.json"];
    let run = run_in(&directory, &[&["lint", "--allow-unchecked"], &names[..]].concat());
    assert_eq!((run.exit, run.errors.as_str()), (1, ""), "{run:?}");
    assert!(
        run.output.ends_with(
            "1 request in 1 file: 1 error; 1 expression checked whole; 4 files not checked (--unchecked lists them)\n"
        ),
        "{run:?}"
    );
    assert_eq!(run_in(&directory, &[&["lint", "--allow-unchecked"], &names[1..]].concat()).exit, 0);
    assert_eq!(run_in(&directory, &[&["lint"], &names[1..]].concat()).exit, 3);
}

#[test]
fn standard_input_can_have_a_name() {
    let directory = project("stdin", &[("ddbexpr.toml", "exclude = [\"out/\"]")]);
    let named = |name: &str, more: &[&str]| {
        with_input(&directory, &[&["lint", "--stdin-filename", name, "--format", "short"], more].concat(), ERROR)
    };
    assert_eq!(named("src/x.json", &[]).output, "src/x.json:1:45: error[reserved-word]: `size` is a reserved word\n");
    assert_eq!(named("src/x.json", &["-"]).exit, 1);
    assert_eq!((named("out/x.json", &[]).exit, named("out/x.json", &[]).output.as_str()), (0, ""));
    assert_eq!(named("a.json", &["b.json"]).exit, 2);
    assert_eq!(named("a.json", &["--watch"]).exit, 2);
}

#[test]
#[cfg(unix)]
fn watching_checks_again_and_ends_with_control_c() {
    let directory = project("watch", &[("a.json", GOOD), ("notes.txt", "")]);
    let mut command = command(&["lint", ".", "--watch", "--output", "found.json", "--format", "json"]);
    let mut child = command.current_dir(&directory).stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert_eq!(lines.next().unwrap(), "1 request in 1 file: nothing found; 1 expression checked whole");
    // What the run itself writes is no change; else it would never come to rest.
    fs::write(directory.join("notes.txt"), "nothing of interest").unwrap();
    fs::write(directory.join("a.json"), ERROR).unwrap();
    let mut after = lines.next().unwrap();
    if after.ends_with("nothing found") {
        // The watcher may still have seen the file come into being.
        after = lines.next().unwrap();
    }
    assert_eq!(
        after, "1 request in 1 file: 1 error; 1 expression checked whole",
        "its own output is none of the files"
    );
    let mut file = fs::OpenOptions::new().append(true).open(directory.join("a.json")).unwrap();
    write!(file, "\n{WARNING}").unwrap();
    drop(file);
    assert!(lines.next().unwrap().starts_with("2 requests in 1 file: 1 error, 1 warning"));
    let stopped = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut output = String::new();
    std::io::Read::read_to_string(&mut child.stdout.take().unwrap(), &mut output).unwrap();
    assert!(output.starts_with("----\n") && !output.contains('\u{1b}'), "no terminal, no screen to clear: {output:?}");
}

/// However many there are, each has its reason.
#[test]
fn files_that_were_not_checked_are_listed() {
    let directory = project("not-checked", &[("good.json", GOOD)]);
    for name in ["one.py", "two.py"] {
        fs::write(directory.join(name), b"FilterExpression = '\xff'").unwrap();
    }
    let expected = ["./one.py: not checked: not UTF-8 at byte 20", "./two.py: not checked: not UTF-8 at byte 20"];
    for format in ["short", "human"] {
        let run = run_in(&directory, &["lint", ".", "--unchecked", "--format", format]);
        let said: Vec<&str> = run.output.lines().filter(|line| line.contains(": not checked:")).collect();
        assert_eq!((run.exit, said.as_slice()), (0, expected.as_slice()), "{run:?}");
        let all = format!("{}{}", run.output, run.errors);
        assert!(all.contains("; 2 files not checked (--unchecked lists them)\n"), "{run:?}");
    }
    assert!(!run_in(&directory, &["lint", ".", "--format", "short"]).output.contains("one.py"));
}

#[test]
fn without_paths_it_is_the_folder_or_what_is_piped() {
    let directory = project("no-path", &[("a.json", ERROR)]);
    let piped = with_input(&directory, &["lint", "--format", "short"], ERROR);
    assert!(piped.output.ends_with(":1:45: error[reserved-word]: `size` is a reserved word\n"), "{piped:?}");
    assert!(!piped.output.contains("a.json"), "{piped:?}");
    git(&directory, &["init", "-q"]);
    git(&directory, &["commit", "-q", "--allow-empty", "-m", "one"]);
    assert_eq!(lint(&directory, &["--since", "HEAD"]), (1, vec!["error[reserved-word] ./a.json".to_owned()]));
}

#[test]
fn a_difference_names_the_file_that_standard_input_stands_for() {
    let directory = project("stdin-diff", &[]);
    let run = with_input(&directory, &["lint", "--stdin-filename", "src/x.json", "--diff"], ERROR);
    assert!(run.output.starts_with("--- a/src/x.json\n+++ b/src/x.json\n"), "{run:?}");
}

#[test]
fn a_document_that_is_named_is_read() {
    let text = format!("# Notes\n\n```json\n{ERROR}\n```\n");
    let directory = project("document", &[("d.md", &text)]);
    assert_eq!(lint(&directory, &["d.md"]), (1, vec!["error[reserved-word] d.md".to_owned()]));
    assert_eq!(lint(&directory, &["."]), (0, Vec::new()), "found, not named");
    assert_eq!(lint(&directory, &["d.md", "--allow-unchecked"]), (0, Vec::new()), "named by a hook");
}

#[test]
fn comments_above_a_template_silence_rules() {
    let bare = r#"{
  "version": "2018-05-29",
  "operation": "UpdateItem",
  "key": {"id": {"S": "1"}},
  "update": {
    "expression": "SET size = :v",
    "expressionValues": {":v": {"N": "1"}}
  }
}
"#;
    let template = format!("## ddbexpr:ignore reserved-word -- kept as it was\n{bare}");
    let directory = project("template", &[("quiet.vtl", &template), ("loud.vtl", bare)]);
    assert_eq!(lint(&directory, &["quiet.vtl"]), (0, Vec::new()));
    assert_eq!(lint(&directory, &["loud.vtl"]), (1, vec!["error[reserved-word] loud.vtl".to_owned()]));
}

/// The line is shown in part, its place is told whole.
#[test]
fn places_in_long_lines_are_exact() {
    let long = format!("\n\n{}{ERROR}", " ".repeat(200));
    let directory = project("long-line", &[("long.json", &long)]);
    let run = run_in(&directory, &["lint", "long.json", "--color", "never"]);
    assert!(run.output.contains(" long.json:3:245 ]\n"), "{run:?}");
    let shown = run.output.lines().find(|line| line.contains("FilterExpression\"")).unwrap();
    assert!(shown.trim_start().starts_with("3 \u{2502} \u{2026}"), "{run:?}");
    let coloured = run_in(&directory, &["lint", "long.json", "--color", "always"]);
    assert!(coloured.output.contains("long.json:3:245 "), "{coloured:?}");
}

#[test]
fn a_configuration_is_written() {
    let directory = directory("init");
    let path = directory.join("ddbexpr.toml");
    let written = run_in(&directory, &["init"]);
    assert_eq!((written.exit, written.output.as_str()), (0, "wrote ./ddbexpr.toml\n"));
    let template = fs::read_to_string(&path).unwrap();
    assert!(ddbexpr::config::Config::parse(&template).is_ok());
    fs::write(&path, "# mine").unwrap();
    let refused = run_in(&directory, &["init"]);
    assert_eq!(refused.exit, 2);
    assert_eq!(refused.errors, "ddbexpr: ./ddbexpr.toml is there already; --force overwrites it\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), "# mine");
    assert_eq!(run_in(&directory, &["init", ".", "--force"]).exit, 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), template);
    assert_eq!(run_in(&directory, &["init", "nowhere"]).exit, 3);
    assert_eq!(
        run(&["lint", "examples/clean", "--config", path.to_str().unwrap(), "--table", "examples/tables/orders.json"])
            .exit,
        0
    );
}
