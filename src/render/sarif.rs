//! SARIF 2.1.0: the format in which code scanning services take findings.

use serde_json::{Map, Value, json};

use super::{Places, message};
use crate::diagnostics::{Finding, Location, Report, RuleInfo, Severity};
use crate::source::Span;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// Which fingerprint it is: another way to make them would get another name.
const FINGERPRINT: &str = "ddbexpr/v1";
const ROOT: &str = "%SRCROOT%";

/// A report as one SARIF document. Columns are counted in UTF-16 code units.
#[must_use]
pub fn sarif(report: &Report) -> Value {
    let places = Places::new(report);
    let rules = Rules::new(report);
    let current = report.findings.iter().map(|finding| result(&places, &rules, finding, false));
    let known = report.baselined.iter().map(|finding| result(&places, &rules, finding, true));
    let mut run = json!({
        "tool": { "driver": {
            "name": "ddbexpr",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.0.iter().map(rule_json).collect::<Vec<_>>(),
        } },
        "columnKind": "utf16CodeUnits",
        "invocations": [invocation(report)],
        "results": current.chain(known).collect::<Vec<_>>(),
    });
    if let Some(run) = run.as_object_mut() {
        let description = json!({ "text": "The folder in which ddbexpr was run." });
        run.insert("originalUriBaseIds".to_owned(), json!({ ROOT: { "description": description } }));
    }
    json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] })
}

/// The rules of the report, and what is known of others that something was found by.
struct Rules(Vec<RuleInfo>);

impl Rules {
    fn new(report: &Report) -> Self {
        let mut rules = report.rules.clone();
        for finding in report.findings.iter().chain(&report.baselined) {
            let code = finding.diagnostic.code;
            if !rules.iter().any(|rule| rule.name == code.name()) {
                let default = Some(finding.diagnostic.severity);
                rules.push(RuleInfo { name: code.name(), what: code.explain(), why: "", default, page: String::new() });
            }
        }
        Self(rules)
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|rule| rule.name == name)
    }
}

const fn level(severity: Option<Severity>) -> &'static str {
    match severity {
        Some(Severity::Error) => "error",
        Some(Severity::Warning) => "warning",
        Some(Severity::Info) => "note",
        None => "none",
    }
}

fn rule_json(rule: &RuleInfo) -> Value {
    let full = if rule.why.is_empty() { rule.what.to_owned() } else { format!("{} {}", rule.what, rule.why) };
    let mut all = Map::new();
    all.insert("id".into(), rule.name.into());
    all.insert("name".into(), pascal_case(rule.name).into());
    all.insert("shortDescription".into(), json!({ "text": rule.what }));
    all.insert("fullDescription".into(), json!({ "text": full }));
    let mut configuration = json!({ "level": level(rule.default) });
    if rule.default.is_none() {
        // What is off by default has no severity of its own when somebody turns it on.
        configuration = json!({ "enabled": false });
    }
    all.insert("defaultConfiguration".into(), configuration);
    // An address is one only where it says how to get there.
    if rule.page.starts_with("https://") {
        all.insert("helpUri".into(), rule.page.as_str().into());
    } else if !rule.page.is_empty() {
        all.insert("help".into(), json!({ "text": format!("{full} See {}.", rule.page) }));
    }
    Value::Object(all)
}

/// `reserved-word` as `ReservedWord`
fn pascal_case(name: &str) -> String {
    let upper = |word: &str| {
        let mut characters = word.chars();
        characters.next().map(|first| first.to_ascii_uppercase().to_string() + characters.as_str()).unwrap_or_default()
    };
    name.split('-').map(upper).collect()
}

fn invocation(report: &Report) -> Value {
    let told = report.unchecked.iter().map(|one| {
        json!({
            "level": "note",
            "message": { "text": format!("not checked: {}", one.why) },
            "locations": [{ "physicalLocation": { "artifactLocation": artifact(&one.file) } }],
        })
    });
    json!({ "executionSuccessful": true, "toolExecutionNotifications": told.collect::<Vec<_>>() })
}

fn result(places: &Places<'_>, rules: &Rules, finding: &Finding, is_baselined: bool) -> Value {
    let diagnostic = &finding.diagnostic;
    let mut all = Map::new();
    all.insert("ruleId".into(), diagnostic.code.name().into());
    if let Some(index) = rules.index(diagnostic.code.name()) {
        all.insert("ruleIndex".into(), index.into());
    }
    all.insert("level".into(), level(Some(diagnostic.severity)).into());
    all.insert("message".into(), json!({ "text": message::whole(finding) }));
    all.insert("locations".into(), json!([{ "physicalLocation": physical(places, finding.at) }]));
    let also = finding.also.iter().map(|at| (*at, "here, too"));
    let related = finding.related.iter().map(|(at, says)| (*at, says.as_str()));
    let related: Vec<Value> = (1..)
        .zip(also.chain(related))
        .map(|(id, (at, says)): (u32, _)| {
            json!({ "id": id, "message": { "text": says }, "physicalLocation": physical(places, at) })
        })
        .collect();
    if !related.is_empty() {
        all.insert("relatedLocations".into(), related.into());
    }
    if let Some(fingerprint) = &finding.fingerprint {
        all.insert("partialFingerprints".into(), json!({ FINGERPRINT: fingerprint }));
    }
    if let Some(fix) = fix(places, finding) {
        all.insert("fixes".into(), json!([fix]));
    }
    if is_baselined {
        let why = json!([{ "kind": "external", "status": "accepted", "justification": "known from before: in the baseline" }]);
        all.insert("suppressions".into(), why);
    }
    Value::Object(all)
}

/// The changes that mend it, by file.
fn fix(places: &Places<'_>, finding: &Finding) -> Option<Value> {
    let first = finding.host_edits.first()?;
    let mut sources = vec![first.source];
    for edit in &finding.host_edits {
        if !sources.contains(&edit.source) {
            sources.push(edit.source);
        }
    }
    let changes = sources.into_iter().map(|source| {
        let of = finding.host_edits.iter().filter(|edit| edit.source == source);
        let replacements = of.map(|edit| {
            json!({
                "deletedRegion": region(places, Location { source, span: edit.span }),
                "insertedContent": { "text": edit.replacement },
            })
        });
        let name = places.report.sources.get(source).map_or("", |source| &source.name);
        json!({ "artifactLocation": artifact(name), "replacements": replacements.collect::<Vec<_>>() })
    });
    let title = finding.diagnostic.fix.as_ref().map_or("mend it", |fix| &fix.title);
    Some(json!({ "description": { "text": title }, "artifactChanges": changes.collect::<Vec<_>>() }))
}

fn physical(places: &Places<'_>, at: Location) -> Value {
    let name = places.report.sources.get(at.source).map_or("", |source| &source.name);
    json!({ "artifactLocation": artifact(name), "region": region(places, at) })
}

fn region(places: &Places<'_>, at: Location) -> Value {
    let Span { start, end } = at.span;
    let (line, column) = places.line_and_utf16_column(at.source, start);
    let (end_line, end_column) = places.line_and_utf16_column(at.source, end);
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "byteOffset": start,
        "byteLength": at.span.len(),
    })
}

/// A file as an address: relative to where the program ran, unless its path is absolute.
fn artifact(name: &str) -> Value {
    let path = message::path(name);
    let uri = percent_encoded(&path);
    if path.starts_with('/') {
        json!({ "uri": format!("file://{uri}") })
    } else {
        json!({ "uri": uri, "uriBaseId": ROOT })
    }
}

fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
