//! What people read: every kind of mistake in a request file, through the real program.
//!
//! A case is a request in `tests/diagnostics`; the schemas beside them are known to all. The snapshots show
//! the whole output; the other tests ask what must hold for all of them.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ddbexpr::diagnostics::Code;
use ddbexpr::lint::{Check, rule};
use program::{directory, finish, program as command, run};
use serde_json::{Value, json};

const TABLES: [&str; 4] =
    ["--table", "tests/diagnostics/tables/orders.json", "--table", "tests/diagnostics/tables/matches.json"];

fn cases() -> Vec<String> {
    let files = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter_map(|name| Some(name.strip_suffix(".json")?.to_owned())).collect();
    names.sort();
    assert!(names.len() > 250, "the corpus is there");
    names
}

fn path(case: &str) -> String {
    format!("tests/diagnostics/{case}.json")
}

fn lint(path: &str, format: &str) -> program::Run {
    let mut arguments = vec!["lint", path, "--format", format, "--color", "never", "--fail-on", "info"];
    arguments.extend(TABLES);
    run(&arguments)
}

fn findings(path: &str) -> Vec<Value> {
    lint(path, "json").json()["findings"].as_array().unwrap().clone()
}

fn in_snapshots(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/diagnostics");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn every_mistake_is_told() {
    for case in cases() {
        let run = lint(&path(&case), "human");
        assert_eq!((run.exit, run.errors.as_str()), (1, ""), "{case}: {run:?}");
        in_snapshots(&case, &run.output);
    }
}

/// Requests that are too long to be shown, or to be kept in files.
#[test]
fn limits_are_told() {
    let scan = |filter: String, values: Value| json!({"TableName": "Notes", "FilterExpression": filter, "ExpressionAttributeValues": values});
    let one = json!({":v": {"N": "1"}});
    let many = |count: usize| (0..count).map(|number| format!(":v{number}")).collect::<Vec<_>>();
    let values = |count| many(count).into_iter().map(|key| (key, json!({"N": "1"}))).collect::<Value>();
    let long = "x".repeat(65_536);
    let put = |item: Value| json!({"TableName": "Notes", "Item": item});
    let large = |bytes: usize| json!({"S": "x".repeat(bytes)});
    let cases = [
        ("limit-bytes", scan(format!("pages = :v AND {} = :v", "p".repeat(4100)), one.clone())),
        ("limit-operators", scan(vec!["pages = :v"; 152].join(" AND "), one.clone())),
        ("limit-in", scan(format!("pages IN ({})", many(101).join(", ")), values(101))),
        (
            "limit-placeholder",
            scan(format!("pages = :{}", "v".repeat(255)), json!({format!(":{}", "v".repeat(255)): {"N": "1"}})),
        ),
        (
            "limit-name",
            json!({"TableName": "Notes", "Key": {"id": {"S": "a"}}, "ProjectionExpression": "#n",
                "ExpressionAttributeNames": {"#n": long}}),
        ),
        ("limit-values", scan("pages IN (:a, :b)".to_owned(), json!({":a": large(1_100_000), ":b": large(1_100_000)}))),
        ("limit-attribute", put(json!({"id": {"S": "a"}, long.as_str(): {"S": "a"}}))),
        ("limit-item", put(json!({"id": {"S": "a"}, "text": large(409_600)}))),
        (
            "limit-batch-get",
            json!({"RequestItems": {"Notes": {"Keys": (0..101).map(|at| json!({"id": {"S": at.to_string()}})).collect::<Value>()}}}),
        ),
        (
            "limit-batch-write",
            json!({"RequestItems": {
                "Notes": (0..20).map(|at| json!({"DeleteRequest": {"Key": {"id": {"S": at.to_string()}}}})).collect::<Value>(),
                "Books": (0..20).map(|at| json!({"DeleteRequest": {"Key": {"id": {"S": at.to_string()}}}})).collect::<Value>(),
            }}),
        ),
        (
            "limit-transaction",
            json!({"TransactItems": (0..12).map(|at| json!({"Put": {"TableName": "Notes", "Item": {
                "id": {"S": at.to_string()}, "text": large(380_000)}}})).collect::<Value>()}),
        ),
        (
            "limit-partition-key",
            json!({"TableName": "Orders", "Key": {"customer": large(2049), "orderId": {"S": "1"}}}),
        ),
    ];
    let directory = directory("limits");
    for (name, request) in cases {
        let file = format!("{name}.json");
        std::fs::write(directory.join(&file), serde_json::to_string_pretty(&request).unwrap()).unwrap();
        let mut command = command(&["lint", &file, "--color", "never", "--table"]);
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLES[1])).current_dir(&directory);
        let run = finish(command, b"");
        assert_eq!((run.exit, run.errors.as_str()), (1, ""), "{name}");
        assert!(run.output.len() < 20_000, "{name}: {} bytes are printed", run.output.len());
        in_snapshots(name, &trimmed(&run.output));
    }
}

/// The beginnings of lines.
fn trimmed(text: &str) -> String {
    let lines = text.lines().map(|line| match line.char_indices().nth(330) {
        Some((at, _)) => format!("{} …\n", line[..at].trim_end()),
        None => format!("{line}\n"),
    });
    lines.collect()
}

/// The codes that the compiler finds; the examples of all other rules are in their own files.
#[test]
fn every_code_has_a_case() {
    let told = |case: &String| findings(&path(case)).into_iter().map(|one| one["code"].as_str().unwrap().to_owned());
    let told: BTreeSet<String> = cases().iter().flat_map(told).collect();
    let compiled = |code: &Code| rule(*code).is_some_and(|rule| matches!(rule.check, Check::Compiler));
    let codes: Vec<_> = Code::ALL.into_iter().filter(compiled).collect();
    assert!(codes.len() > 40, "{codes:?}");
    let untold: Vec<_> = codes.into_iter().filter(|code| !told.contains(code.name())).collect();
    assert!(untold.is_empty(), "{untold:?}");
}

/// Lines and columns are where the offsets are, and offsets are between characters.
#[test]
fn places_are_in_the_file() {
    for case in cases() {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path(&case))).unwrap();
        for finding in findings(&path(&case)) {
            let places = [&finding["start"], &finding["end"]];
            for place in places {
                let offset = usize::try_from(place["offset"].as_u64().unwrap()).unwrap();
                let before = text.get(..offset).unwrap_or_else(|| panic!("{case}: {place}"));
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
                assert_eq!(
                    (place["line"].as_u64(), place["column"].as_u64()),
                    (Some(line as u64), Some(column as u64))
                );
            }
            assert!(places[0]["offset"].as_u64() <= places[1]["offset"].as_u64(), "{case}");
            assert_eq!(finding["file"], path(&case));
            for words in ["title", "label"] {
                let words = finding[words].as_str().unwrap();
                assert!(!words.is_empty() && !words.contains('\n') && !words.ends_with('.'), "{case}: {words}");
            }
        }
    }
}

/// Whoever reads a refusal is told what to do.
#[test]
fn every_refusal_has_help() {
    let helpless = |case: &String| {
        let none = |one: &Value| one["severity"] == "error" && one["help"].is_null() && one["code"] != "syntax-error";
        findings(&path(case))
            .iter()
            .filter(|one| none(one))
            .map(|one| format!("{case}: {}", one["title"]))
            .collect::<Vec<_>>()
    };
    let helpless: Vec<String> = cases().iter().flat_map(helpless).collect();
    assert_eq!(helpless, Vec::<String>::new());
}

/// A fix that is made leaves no such finding; one that is safe leaves nothing of it at all.
#[test]
fn fixes_mend() {
    let directory = directory("fixes");
    let mut fixes = 0;
    for case in cases() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path(&case));
        let request: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        if request.get("TransactItems").is_some() {
            continue;
        }
        let before = findings(&path(&case));
        for finding in &before {
            let Some(edits) = finding["fix"]["edits"].as_array() else { continue };
            let mended = apply(&request, edits);
            let promised = &finding["fix"]["mended"];
            if let Some(parameter) = promised["parameter"].as_str() {
                assert_eq!(mended[parameter], promised["expression"], "{case}");
            }
            let again = lint_value(&directory, &mended);
            let same = |other: &&Value| other["title"] == finding["title"] && other["code"] == finding["code"];
            // Another mistake of the same kind may be left.
            let (many, fewer) = (before.iter().filter(same).count(), again.iter().filter(same).count());
            assert!(fewer < many, "{case}: {}\nafter {mended:#}\nthere is {again:#?}", finding["title"]);
            if finding["fix"]["applicability"] == "safe" {
                // What is smelly about a request is only told once the service would take it.
                let codes = |all: &[Value]| {
                    let errors = all.iter().filter(|one| one["severity"] == "error");
                    errors.map(|one| one["code"].to_string()).collect::<BTreeSet<_>>()
                };
                let new: Vec<String> = codes(&again).difference(&codes(&before)).cloned().collect();
                assert!(new.is_empty(), "{case}: {}\nafter {mended:#}\nthere is {new:?}", finding["title"]);
            }
            fixes += 1;
        }
    }
    assert!(fixes > 80, "{fixes} fixes were made");
}

fn lint_value(directory: &Path, request: &Value) -> Vec<Value> {
    let file: PathBuf = directory.join("request.json");
    std::fs::write(&file, request.to_string()).unwrap();
    findings(file.to_str().unwrap())
}

/// Makes the edits of a fix, as an editor would.
fn apply(request: &Value, edits: &[Value]) -> Value {
    let mut request = request.as_object().unwrap().clone();
    let text = |edit: &Value, member: &str| edit[member].as_str().unwrap().to_owned();
    let mut replacements: Vec<&Value> = edits.iter().filter(|edit| edit["edit"] == "expression").collect();
    replacements.sort_by_key(|edit| std::cmp::Reverse(edit["start"].as_u64()));
    for edit in replacements {
        let expression = request[&text(edit, "parameter")].as_str().unwrap().to_owned();
        let offset = |member: &str| usize::try_from(edit[member].as_u64().unwrap()).unwrap();
        let (before, after) = (&expression[..offset("start")], &expression[offset("end")..]);
        request[&text(edit, "parameter")] = format!("{before}{}{after}", text(edit, "replacement")).into();
    }
    for edit in edits {
        let kind = edit["edit"].as_str().unwrap();
        let map = if kind.ends_with("name") { "ExpressionAttributeNames" } else { "ExpressionAttributeValues" };
        match kind {
            "expression" => {}
            "add-name" | "add-value" => {
                let entries = request.entry(map).or_insert_with(|| json!({})).as_object_mut().unwrap();
                let content = match kind {
                    "add-name" => edit["name"].clone(),
                    _ => serde_json::from_str(&text(edit, "value")).unwrap(),
                };
                assert!(
                    entries.insert(text(edit, "placeholder"), content).is_none(),
                    "{edit} takes the place of another"
                );
            }
            "rename-name" | "rename-value" => {
                let entries = request[map].as_object_mut().unwrap();
                let content = entries.remove(&text(edit, "from")).unwrap();
                assert!(entries.insert(text(edit, "to"), content).is_none(), "{edit} takes the place of another");
            }
            "remove-name" | "remove-value" => {
                let entries = request[map].as_object_mut().unwrap();
                entries.remove(&text(edit, "placeholder")).unwrap();
                if entries.is_empty() {
                    request.remove(map);
                }
            }
            "remove-member" => {
                request.remove(&text(edit, "parameter")).unwrap();
            }
            "set-text" => *down(&mut request, &edit["at"]) = edit["to"].clone(),
            "quote-numbers" => quote_numbers(down(&mut request, &edit["at"])),
            other => panic!("an edit of unknown kind: {other}"),
        }
    }
    request.into()
}

fn down<'v>(request: &'v mut serde_json::Map<String, Value>, at: &Value) -> &'v mut Value {
    let mut steps = at.as_array().unwrap().iter();
    let first = request.get_mut(steps.next().unwrap().as_str().unwrap()).unwrap();
    steps.fold(first, |value, step| match step.as_str() {
        Some(name) => &mut value[name],
        None => &mut value[usize::try_from(step.as_u64().unwrap()).unwrap()],
    })
}

fn quote_numbers(value: &mut Value) {
    match value {
        Value::Number(number) => *value = number.to_string().into(),
        Value::Array(elements) => elements.iter_mut().for_each(quote_numbers),
        Value::Object(members) => members.values_mut().for_each(quote_numbers),
        _ => {}
    }
}
