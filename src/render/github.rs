//! GitHub's workflow commands: a line for each finding, which a workflow run shows beside the code.

use super::{Places, message};
use crate::diagnostics::{Finding, Report};

/// The findings of a report: `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::…`.
#[must_use]
pub fn github(report: &Report) -> String {
    let places = Places::new(report);
    report.findings.iter().map(|finding| command(&places, finding)).collect()
}

fn command(places: &Places<'_>, finding: &Finding) -> String {
    let source = finding.at.source;
    let name = places.report.sources.get(source).map_or("", |source| &source.name);
    let (line, column) = places.line_and_column(source, finding.at.span.start);
    let (end_line, end_column) = places.line_and_column(source, finding.at.span.end);
    let mut properties = format!("file={},line={line},endLine={end_line}", property(&message::path(name)));
    // Columns are only understood inside of one line.
    if end_line == line {
        properties.push_str(&format!(",col={column},endColumn={}", end_column.max(column)));
    }
    let title = property(&format!("{}: {}", finding.diagnostic.code, message::title(finding)));
    let text = if message::details(finding).is_empty() {
        message::title(finding)
    } else {
        message::details(finding).join("\n")
    };
    let kind = message::severity(finding, ["error", "warning", "notice"]);
    format!("::{kind} {properties},title={title}::{}\n", data(&text))
}

/// What a message may not contain as it is.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What a property may not contain as it is.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
