//! GitLab's Code Quality report, which merge requests show.

use serde_json::{Value, json};

use super::{Places, message};
use crate::diagnostics::{Finding, Report};

/// The findings of a report, as one JSON array.
#[must_use]
pub fn gitlab(report: &Report) -> Value {
    let places = Places::new(report);
    report.findings.iter().map(|finding| issue(&places, finding)).collect()
}

fn issue(places: &Places<'_>, finding: &Finding) -> Value {
    let source = finding.at.source;
    let name = places.report.sources.get(source).map_or("", |source| &source.name);
    let (line, column) = places.line_and_column(source, finding.at.span.start);
    let (end, _) = places.line_and_column(source, finding.at.span.end);
    let code = finding.diagnostic.code.name();
    // GitLab shows one of several with the same fingerprint.
    let fingerprint = finding.fingerprint.clone().unwrap_or_else(|| format!("{code}:{name}:{line}:{column}"));
    json!({
        "description": message::title(finding),
        "check_name": code,
        "fingerprint": fingerprint,
        "severity": message::severity(finding, ["major", "minor", "info"]),
        "location": { "path": message::path(name), "lines": { "begin": line, "end": end } },
        "content": { "body": message::details(finding).join("\n\n") },
    })
}
