//! JUnit's XML, as Jenkins, GitLab and others show test results: a suite for each file, a case for each finding.

use super::xml::{attributes, escaped};
use super::{Places, message};
use crate::diagnostics::{Finding, Report, Severity};

/// The findings of a report. What is only worth knowing is no failure.
///
/// Without any finding there is one case that passes: what reads such files takes one without cases for broken.
#[must_use]
pub fn junit(report: &Report) -> String {
    let places = Places::new(report);
    let mut suites = String::new();
    for (name, findings) in super::by_file(report) {
        let counts = [("tests", findings.len()), ("failures", failures(&findings)), ("errors", 0), ("skipped", 0)];
        suites.push_str(&suite("  ", "testsuite", &name, &counts));
        for finding in findings {
            suites.push_str(&case(&places, &name, finding));
        }
        suites.push_str("  </testsuite>\n");
    }
    if suites.is_empty() {
        let counts = [("tests", 1), ("failures", 0), ("errors", 0), ("skipped", 0)];
        let case = attributes(&[("name", "nothing found"), ("classname", "ddbexpr"), ("time", "0")]);
        suites = suite("  ", "testsuite", "ddbexpr", &counts) + &format!("    <testcase{case}/>\n  </testsuite>\n");
    }
    let all: Vec<&Finding> = report.findings.iter().collect();
    let counts = [("tests", all.len().max(1)), ("failures", failures(&all)), ("errors", 0)];
    let opening = suite("", "testsuites", "ddbexpr", &counts);
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{opening}{suites}</testsuites>\n")
}

fn failures(findings: &[&Finding]) -> usize {
    findings.iter().filter(|finding| finding.diagnostic.severity != Severity::Info).count()
}

/// An opening tag with its name and counts.
fn suite(indent: &str, tag: &str, name: &str, counts: &[(&str, usize)]) -> String {
    let counts: String = counts.iter().map(|(name, count)| format!(" {name}=\"{count}\"")).collect();
    format!("{indent}<{tag}{}{counts} time=\"0\">\n", attributes(&[("name", name)]))
}

fn case(places: &Places<'_>, file: &str, finding: &Finding) -> String {
    let (line, column) = places.line_and_column(finding.at.source, finding.at.span.start);
    let code = finding.diagnostic.code;
    let opening = attributes(&[("name", &format!("{code} ({line}:{column})")), ("classname", file), ("time", "0")]);
    let title = message::title(finding);
    let text = format!("{file}:{line}:{column}: {}", message::whole(finding));
    let inner = if finding.diagnostic.severity == Severity::Info {
        format!("<system-out>{}</system-out>", escaped(&text))
    } else {
        let kind = attributes(&[("message", &title), ("type", finding.diagnostic.severity.name())]);
        format!("<failure{kind}>{}</failure>", escaped(&text))
    };
    format!("    <testcase{opening}>{inner}</testcase>\n")
}
