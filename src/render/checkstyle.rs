//! Checkstyle's XML, which many tools that show findings in reviews read.

use super::xml::attributes;
use super::{Places, message};
use crate::diagnostics::Report;

/// The findings of a report, by file.
#[must_use]
pub fn checkstyle(report: &Report) -> String {
    let places = Places::new(report);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (name, findings) in super::by_file(report) {
        out.push_str(&format!("  <file{}>\n", attributes(&[("name", &name)])));
        for finding in findings {
            let (line, column) = places.line_and_column(finding.at.source, finding.at.span.start);
            let error = attributes(&[
                ("line", &line.to_string()),
                ("column", &column.to_string()),
                ("severity", finding.diagnostic.severity.name()),
                ("message", &message::whole(finding)),
                ("source", &format!("ddbexpr.{}", finding.diagnostic.code)),
            ]);
            out.push_str(&format!("    <error{error}/>\n"));
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</checkstyle>\n");
    out
}
