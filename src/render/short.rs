//! A line for each finding: `file:line:column: error[code]: title`.

use super::line_and_column;
use crate::diagnostics::Report;

/// The findings of a report, a line each.
#[must_use]
pub fn short(report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let (line, column) = line_and_column(report, finding.at);
        let name = report.sources.get(finding.at.source).map_or("", |source| &source.name);
        let diagnostic = &finding.diagnostic;
        let (severity, code) = (diagnostic.severity.name(), diagnostic.code);
        text.push_str(&format!("{name}:{line}:{column}: {severity}[{code}]: {}\n", diagnostic.title));
    }
    text
}
