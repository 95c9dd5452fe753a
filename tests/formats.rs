//! The formats of other programs: valid by their schemas, with places that are right, whatever the texts contain.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;

use ddbexpr::diagnostics::{
    Applicability, Code, Diagnostic, Finding, Fix, HostEdit, Location, Report, ServiceAnswer, Severity, Unchecked,
};
use ddbexpr::lint::rule_infos;
use ddbexpr::problem::{ErrorType, Part, Place};
use ddbexpr::render;
use ddbexpr::source::Span;
use proptest::prelude::*;
use serde_json::Value;

fn diagnostic(code: Code, severity: Severity, title: &str) -> Diagnostic {
    Diagnostic {
        code,
        severity,
        title: title.to_owned(),
        place: Place::part(Part::Member(Vec::new())),
        label: "what is said \"here\" & <there>".to_owned(),
        related: Vec::new(),
        service: None,
        is_reported_by_service: false,
        notes: vec!["a note, with: 100%\nin two lines".to_owned()],
        help: None,
        fix: None,
    }
}

fn finding(report: &Report, diagnostic: Diagnostic, source: usize, words: &str) -> Finding {
    let text = &report.sources[source].text;
    let start = u32::try_from(text.find(words).unwrap()).unwrap();
    let span = Span::new(start, start + u32::try_from(words.len()).unwrap());
    Finding::place(diagnostic, Location { source, span }, |_| None)
}

/// A report with everything that reports can have, and texts that every format has to escape.
fn rich() -> Report {
    let mut report = Report { rules: rule_infos(), ..Report::default() };
    report.add_source("./src/a b/ö,1:2.json", "{\n  \"a\": \"😀é status = :v\",\n  \"b\": 1\n}\n");
    report.add_source("/abs/clean.json", "{}");
    report.add_source("two.json", "one line");
    let mut first =
        diagnostic(Code::ReservedWord, Severity::Error, "`status` is <reserved> & \"bad\", 100%: \u{1b}[31m");
    first.service =
        Some(ServiceAnswer { error_type: ErrorType::Validation, message: "Invalid: keyword: status".to_owned() });
    first.fix = Some(Fix {
        title: "write `#status`".to_owned(),
        applicability: Applicability::Safe,
        edits: Vec::new(),
        mended: None,
    });
    let mut first = finding(&report, first, 0, "status");
    first.host_edits = vec![
        HostEdit { source: 0, span: first.at.span, replacement: "#status".to_owned() },
        HostEdit { source: 2, span: Span::at(3), replacement: "x".to_owned() },
    ];
    first.also = vec![Location { source: 0, span: Span::new(0, 1) }];
    first.related = vec![(Location { source: 2, span: Span::new(0, 3) }, "this".to_owned())];
    let lines = finding(&report, diagnostic(Code::UnusedName, Severity::Warning, "two\nlines"), 0, "\"b\": 1\n}");
    let info = finding(&report, diagnostic(Code::ScanWithFilter, Severity::Info, "worth knowing"), 2, "line");
    let old = finding(&report, diagnostic(Code::MixedAndOr, Severity::Warning, "known"), 2, "one");
    report.findings = vec![first, lines, info];
    report.baselined = vec![old];
    report.unchecked = vec![Unchecked { file: "odd.json".to_owned(), why: "not UTF-8 at byte 7".to_owned() }];
    report.add_fingerprints(str::to_owned);
    report
}

fn valid(schema: &str, document: &Value) {
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    // SARIF's pattern for languages has a `]` too many; nothing here has a language.
    for owner in ["run", "toolComponent"] {
        if let Some(language) = schema.pointer_mut(&format!("/definitions/{owner}/properties/language")) {
            language.as_object_mut().unwrap().remove("pattern");
        }
    }
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let errors: Vec<String> =
        schema.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{document:#}");
}

const SARIF: &str = "tests/schemas/sarif-2.1.0.json";
const GITLAB: &str = "tests/schemas/gitlab-code-quality.json";

#[test]
fn sarif_is_valid_and_says_everything() {
    let report = rich();
    let document = render::sarif(&report);
    valid(SARIF, &document);
    valid(SARIF, &render::sarif(&Report::default()));
    let run = &document["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(result["partialFingerprints"]["ddbexpr/v1"].as_str().unwrap().len(), 16);
    }
    for uri in document.to_string().split("\"uri\":\"").skip(1) {
        let uri = uri.split('"').next().unwrap();
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%:".contains(&byte)), "{uri}");
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "src/a%20b/%C3%B6%2C1%3A2.json");
    let region = &place["region"];
    // Two units for the face, one for the accent.
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&2.into(), &13.into(), &19.into())
    );
    let text = &report.sources[0].text;
    let offset = usize::try_from(region["byteOffset"].as_u64().unwrap()).unwrap();
    assert_eq!(&text[offset..offset + 6], "status");
    assert_eq!(region["byteLength"], 6);
    assert_eq!(results[0]["relatedLocations"].as_array().unwrap().len(), 2);
    let changes = results[0]["fixes"][0]["artifactChanges"].as_array().unwrap();
    assert_eq!(changes.len(), 2, "one for each file");
    assert_eq!(changes[0]["replacements"][0]["insertedContent"]["text"], "#status");
    assert_eq!(changes[1]["replacements"][0]["deletedRegion"]["byteLength"], 0);
    assert_eq!(results[1]["locations"][0]["physicalLocation"]["region"]["endLine"], 4);
    let levels: Vec<_> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["error", "warning", "note", "warning"]);
    assert_eq!(results[3]["suppressions"][0]["kind"], "external");
    assert!(results[0].get("suppressions").is_none());
    let told = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "not checked: not UTF-8 at byte 7");
}

/// Rules without a data sheet of their own are described, too, and each once.
#[test]
fn sarif_describes_every_rule_once() {
    let mut report = rich();
    report.rules.clear();
    let document = render::sarif(&report);
    valid(SARIF, &document);
    let rules = document["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let names: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(names, ["reserved-word", "unused-name", "scan-with-filter", "mixed-and-or"]);
    assert_eq!(rules[0]["name"], "ReservedWord");
}

#[test]
fn gitlab_is_valid() {
    let document = render::gitlab(&rich());
    valid(GITLAB, &document);
    valid(GITLAB, &render::gitlab(&Report::default()));
    let severities: Vec<_> = document.as_array().unwrap().iter().map(|one| one["severity"].clone()).collect();
    assert_eq!(severities, ["major", "minor", "info"]);
    assert_eq!(document[0]["location"]["path"], "src/a b/ö,1:2.json");
    assert_eq!(document[1]["location"]["lines"], serde_json::json!({ "begin": 3, "end": 4 }));
}

/// What a runner makes of a workflow command: its name, its properties, its message.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let unescape = |text: &str, property: bool| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        let text = if property { text.replace("%3A", ":").replace("%2C", ",") } else { text };
        text.replace("%25", "%")
    };
    let properties = properties.split(',').map(|one| {
        let (key, value) = one.split_once('=').unwrap();
        (key.to_owned(), unescape(value, true))
    });
    (name.to_owned(), properties.collect(), unescape(message, false))
}

#[test]
fn github_commands_survive_what_they_quote() {
    let text = render::github(&rich());
    let commands: Vec<_> = text.lines().map(command).collect();
    let names: Vec<_> = commands.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["error", "warning", "notice"]);
    let property = |number: usize, key: &str| {
        commands[number].1.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    };
    assert_eq!(property(0, "file"), Some("src/a b/ö,1:2.json"));
    assert_eq!(
        (property(0, "line"), property(0, "col"), property(0, "endColumn")),
        (Some("2"), Some("12"), Some("18"))
    );
    assert_eq!(property(0, "title"), Some("reserved-word: `status` is <reserved> & \"bad\", 100%: ?[31m"));
    assert_eq!((property(1, "line"), property(1, "endLine"), property(1, "col")), (Some("3"), Some("4"), None));
    assert!(commands[0].2.contains("with: 100% in two lines"), "{:?}", commands[0]);
    assert!(commands[0].2.ends_with("DynamoDB answers: ValidationException: Invalid: keyword: status"));
    assert_eq!(render::github(&Report::default()), "");
}

/// The attributes of an element, which have to be these.
fn attributes<'x>(node: roxmltree::Node<'x, '_>, expected: &[&str]) -> Vec<&'x str> {
    let names: Vec<_> = node.attributes().map(|attribute| attribute.name()).collect();
    assert_eq!(names, expected, "{node:?}");
    node.attributes().map(|attribute| attribute.value()).collect()
}

fn children<'x, 'i>(node: roxmltree::Node<'x, 'i>, name: &str) -> Vec<roxmltree::Node<'x, 'i>> {
    let all: Vec<_> = node.children().filter(roxmltree::Node::is_element).collect();
    assert!(all.iter().all(|child| child.has_tag_name(name)), "{all:?}");
    all
}

#[test]
fn checkstyle_is_what_its_readers_expect() {
    let text = render::checkstyle(&rich());
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), attributes(root, &["version"])), ("checkstyle", vec!["4.3"]));
    let files = children(root, "file");
    let names: Vec<_> = files.iter().map(|file| attributes(*file, &["name"])[0]).collect();
    assert_eq!(names, ["src/a b/ö,1:2.json", "two.json"], "files without findings are left out");
    let errors = children(files[0], "error");
    let first = attributes(errors[0], &["line", "column", "severity", "message", "source"]);
    assert_eq!((&first[..3], first[4]), (&["2", "12", "error"][..], "ddbexpr.reserved-word"));
    assert!(first[3].starts_with("`status` is <reserved> & \"bad\", 100%: ?[31m\nwhat is said \"here\""), "{first:?}");
    assert_eq!(errors[1].attribute("message").unwrap().lines().next(), Some("two"));
    assert_eq!(children(files[1], "error")[0].attribute("severity"), Some("info"));
    assert!(roxmltree::Document::parse(&render::checkstyle(&Report::default())).is_ok());
}

#[test]
fn junit_is_what_its_readers_expect() {
    let text = render::junit(&rich());
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    assert_eq!(attributes(root, &["name", "tests", "failures", "errors", "time"])[1..3], ["3", "2"]);
    let suites = children(root, "testsuite");
    let keys = ["name", "tests", "failures", "errors", "skipped", "time"];
    assert_eq!(attributes(suites[0], &keys), ["src/a b/ö,1:2.json", "2", "2", "0", "0", "0"]);
    assert_eq!(attributes(suites[1], &keys), ["two.json", "1", "0", "0", "0", "0"]);
    let cases = children(suites[0], "testcase");
    let case = attributes(cases[0], &["name", "classname", "time"]);
    assert_eq!(case, ["reserved-word (2:12)", "src/a b/ö,1:2.json", "0"]);
    let failure = children(cases[0], "failure")[0];
    assert_eq!(attributes(failure, &["message", "type"])[1], "error");
    assert!(failure.text().unwrap().contains("2:12: `status` is <reserved> & \"bad\""));
    assert_eq!(children(children(suites[1], "testcase")[0], "system-out").len(), 1, "information is no failure");
    // Without findings a case passes.
    let text = render::junit(&Report::default());
    let document = roxmltree::Document::parse(&text).unwrap();
    let suite = children(document.root_element(), "testsuite")[0];
    assert_eq!(suite.attribute("tests"), Some("1"));
    assert_eq!(children(suite, "testcase")[0].children().count(), 0);
}

/// What is baselined is told to SARIF, whose readers know what to do with it, and to nobody else.
#[test]
fn what_is_baselined_is_not_shown() {
    let report = rich();
    let json = render::json(&report).to_string();
    for text in
        [render::short(&report), render::github(&report), render::checkstyle(&report), render::junit(&report), json]
    {
        assert!(!text.contains("mixed-and-or"), "{text}");
    }
    assert!(render::gitlab(&report).as_array().unwrap().iter().all(|one| one["check_name"] != "mixed-and-or"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Any text, anywhere: every format stays well formed.
    #[test]
    fn any_text_can_be_told(
        name in any::<String>(), text in "(?s).{0,60}", title in any::<String>(), from in 0_u32..80, length in 0_u32..80
    ) {
        let mut report = Report::default();
        report.add_source(name, text);
        let mut said = diagnostic(Code::ReservedWord, Severity::Error, &title);
        said.help = Some(title.clone());
        let at = Location { source: 0, span: Span::new(from, from + length) };
        let mut finding = Finding::place(said, at, |_| None);
        finding.host_edits = vec![HostEdit { source: 0, span: at.span, replacement: title }];
        report.findings.push(finding);
        report.add_fingerprints(str::to_owned);
        for text in [render::checkstyle(&report), render::junit(&report)] {
            prop_assert!(roxmltree::Document::parse(&text).is_ok(), "{text}");
        }
        let text = render::github(&report);
        prop_assert_eq!(text.matches('\n').count(), 1);
        prop_assert_eq!(command(text.trim_end_matches('\n')).0, "error");
        let region = &render::sarif(&report)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
        let number = |key: &str| region[key].as_u64().unwrap();
        let (start, end) = ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
        prop_assert!((1, 1) <= start && start <= end);
    }
}
