//! What was done, in one line.

use crate::diagnostics::{Report, Severity};

/// `2 requests in 2 files: 3 errors; 1 file not checked (notes.json: it is empty)`
#[must_use]
pub fn summary(report: &Report) -> String {
    let mut line =
        format!("{} in {}: {}", count(report.requests, "request"), count(report.files, "file"), found(report));
    let expressions = report.expressions;
    if expressions.partial + expressions.none > 0 {
        line.push_str(&format!(
            "; of {}, {} checked whole, {} in part, {} not (--unchecked lists them)",
            count(expressions.found(), "expression"),
            expressions.whole,
            expressions.partial,
            expressions.none,
        ));
    } else if expressions.whole > 0 {
        line.push_str(&format!("; {} checked whole", count(expressions.whole, "expression")));
    }
    if !report.baselined.is_empty() {
        line.push_str(&format!("; {} known from the baseline", report.baselined.len()));
    }
    if report.stale > 0 {
        let (entries, are) = if report.stale == 1 { ("entry", "is") } else { ("entries", "are") };
        line.push_str(&format!("; {} {entries} of the baseline {are} stale: --write-baseline", report.stale));
    }
    match report.unchecked.as_slice() {
        [] => {}
        [one] => line.push_str(&format!("; 1 file not checked ({}: {})", one.file, one.why)),
        many => line.push_str(&format!("; {} files not checked (--unchecked lists them)", many.len())),
    }
    line
}

fn found(report: &Report) -> String {
    let [errors, warnings, infos] = [Severity::Error, Severity::Warning, Severity::Info].map(|one| report.count(one));
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(count(errors, "error"));
    }
    if warnings > 0 {
        parts.push(count(warnings, "warning"));
    }
    if infos > 0 {
        parts.push(format!("{infos} info"));
    }
    if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") }
}

fn count(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}
