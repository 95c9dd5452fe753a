//! Findings as JSON: the shape other programs read. Members are only ever added, never renamed.

use serde_json::{Map, Value, json};

use super::Places;
use crate::diagnostics::{Applicability, Edit, Finding, Fix, Location, Report};
use crate::source::Step;

/// A report as one JSON document.
///
/// `{"version": 1, "findings": [{code, severity, title, file, start, end, label, service, notes, help, fix, fingerprint, …}]}`;
/// `start` and `end` are `{line, column, offset}`: lines and columns from 1 in characters, offsets in bytes.
#[must_use]
pub fn json(report: &Report) -> Value {
    let places = Places::new(report);
    let findings: Vec<Value> = report.findings.iter().map(|finding| finding_json(&places, finding)).collect();
    json!({ "version": 1, "findings": findings })
}

fn finding_json(places: &Places<'_>, finding: &Finding) -> Value {
    let diagnostic = &finding.diagnostic;
    let mut all = Map::new();
    all.insert("code".into(), diagnostic.code.name().into());
    all.insert("severity".into(), diagnostic.severity.name().into());
    all.insert("title".into(), diagnostic.title.as_str().into());
    if let Some(subject) = &finding.subject {
        all.insert("subject".into(), subject.as_str().into());
    }
    all.insert("label".into(), diagnostic.label.as_str().into());
    all.extend(location(places, finding.at));
    if !finding.also.is_empty() {
        all.insert("also".into(), finding.also.iter().map(|at| Value::Object(location(places, *at))).collect());
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|(at, says)| {
            let mut place = location(places, *at);
            place.insert("label".into(), says.as_str().into());
            Value::Object(place)
        });
        all.insert("related".into(), related.collect());
    }
    if let Some(service) = &diagnostic.service {
        let answer = json!({
            "type": service.error_type.name(),
            "message": service.message,
            "first": diagnostic.is_reported_by_service,
        });
        all.insert("service".into(), answer);
    }
    if let Some(fingerprint) = &finding.fingerprint {
        all.insert("fingerprint".into(), fingerprint.as_str().into());
    }
    all.insert("notes".into(), diagnostic.notes.iter().map(String::as_str).collect());
    all.insert("help".into(), diagnostic.help.as_deref().into());
    all.insert("fix".into(), diagnostic.fix.as_ref().map_or(Value::Null, fix));
    Value::Object(all)
}

fn location(places: &Places<'_>, at: Location) -> Map<String, Value> {
    let place = |offset| {
        let (line, column) = places.line_and_column(at.source, offset);
        json!({ "line": line, "column": column, "offset": offset })
    };
    let mut map = Map::new();
    map.insert("file".into(), places.report.sources.get(at.source).map_or("", |source| &source.name).into());
    map.insert("start".into(), place(at.span.start));
    map.insert("end".into(), place(at.span.end));
    map
}

fn fix(fix: &Fix) -> Value {
    let applicability = match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    };
    json!({
        "title": fix.title,
        "applicability": applicability,
        "edits": fix.edits.iter().map(edit).collect::<Vec<_>>(),
        "mended": fix.mended.as_ref().map(|mended| json!({
            "parameter": mended.kind.parameter(),
            "expression": mended.text,
        })),
    })
}

/// From the request down to a part of it: names of members, numbers of elements.
fn steps(at: &[Step]) -> Vec<Value> {
    let step = |step: &Step| match step {
        Step::Member(name) => name.as_str().into(),
        Step::Element(at) => (*at).into(),
    };
    at.iter().map(step).collect()
}

fn edit(edit: &Edit) -> Value {
    match edit {
        Edit::Expression { kind, span, replacement } => json!({
            "edit": "expression",
            "parameter": kind.parameter(),
            "start": span.start,
            "end": span.end,
            "replacement": replacement,
        }),
        Edit::AddName { placeholder, name } => json!({ "edit": "add-name", "placeholder": placeholder, "name": name }),
        Edit::AddValue { placeholder, value } => {
            json!({ "edit": "add-value", "placeholder": placeholder, "value": value })
        }
        Edit::RenameName { from, to } => json!({ "edit": "rename-name", "from": from, "to": to }),
        Edit::RenameValue { from, to } => json!({ "edit": "rename-value", "from": from, "to": to }),
        Edit::RemoveName(placeholder) => json!({ "edit": "remove-name", "placeholder": placeholder }),
        Edit::RemoveValue(placeholder) => json!({ "edit": "remove-value", "placeholder": placeholder }),
        Edit::RemoveMember(parameter) => json!({ "edit": "remove-member", "parameter": parameter }),
        Edit::AddExpression { kind, text } => {
            json!({ "edit": "add-expression", "parameter": kind.parameter(), "expression": text })
        }
        Edit::BreakLine { kind, span } => json!({
            "edit": "break-line",
            "parameter": kind.parameter(),
            "start": span.start,
            "end": span.end,
        }),
        Edit::SetText { at, from, to } => json!({ "edit": "set-text", "at": steps(at), "from": from, "to": to }),
        Edit::QuoteNumbers { at } => json!({ "edit": "quote-numbers", "at": steps(at) }),
        Edit::ReshapeValue { placeholder, typed } => {
            json!({ "edit": "reshape-value", "placeholder": placeholder, "typed": typed })
        }
    }
}
