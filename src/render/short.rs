//! A line for each finding: `file:line:column: error[code]: title`.

use super::{LONGEST_TITLE, Places, clipped, printable_line};
use crate::diagnostics::Report;

/// The findings of a report, a line each.
#[must_use]
pub fn short(report: &Report) -> String {
    let places = Places::new(report);
    let mut text = String::new();
    for finding in &report.findings {
        let (line, column) = places.line_and_column(finding.at.source, finding.at.span.start);
        let name = report.sources.get(finding.at.source).map_or("", |source| &source.name);
        let diagnostic = &finding.diagnostic;
        let (severity, code) = (diagnostic.severity.name(), diagnostic.code);
        let (name, title) = (printable_line(name), printable_line(&clipped(&diagnostic.title, LONGEST_TITLE)));
        text.push_str(&format!("{name}:{line}:{column}: {severity}[{code}]: {title}\n"));
    }
    text
}
