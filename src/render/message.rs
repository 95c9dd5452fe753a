//! What is said of a finding where nothing can be drawn: a title, then sentences.

use super::{LONGEST_TITLE, clipped, printable};
use crate::diagnostics::{Finding, Severity};

/// How much of one sentence is shown.
const LONGEST: usize = 2000;

/// The title, without what would steer a terminal.
pub(super) fn title(finding: &Finding) -> String {
    printable(&clipped(&finding.diagnostic.title, LONGEST_TITLE))
}

/// What is said besides the title: what is wrong at the place, what to do, what the service answers.
pub(super) fn details(finding: &Finding) -> Vec<String> {
    let diagnostic = &finding.diagnostic;
    let mut all = Vec::new();
    if !diagnostic.label.is_empty() {
        all.push(diagnostic.label.clone());
    }
    all.extend(diagnostic.help.as_ref().map(|help| format!("Help: {help}")));
    if let Some(mended) = diagnostic.fix.as_ref().and_then(|fix| fix.mended.as_ref()) {
        all.push(format!("{}: {}", mended.kind.parameter(), mended.text));
    }
    all.extend(diagnostic.notes.iter().map(|note| format!("Note: {note}")));
    if let Some(service) = &diagnostic.service {
        all.push(format!("DynamoDB answers: {}: {}", service.error_type.name(), service.message));
    }
    all.iter().map(|one| printable(&clipped(one, LONGEST)).replace('\n', " ")).collect()
}

/// All of it, a line each.
pub(super) fn whole(finding: &Finding) -> String {
    let mut lines = vec![title(finding)];
    lines.extend(details(finding));
    lines.join("\n")
}

/// A word for each severity, as several formats have them.
pub(super) const fn severity<'w>(finding: &Finding, words: [&'w str; 3]) -> &'w str {
    let [error, warning, info] = words;
    match finding.diagnostic.severity {
        Severity::Error => error,
        Severity::Warning => warning,
        Severity::Info => info,
    }
}

/// The path of a file as other programs match it: `/` between its parts, no `./` before it.
pub(super) fn path(name: &str) -> String {
    let name = name.replace('\\', "/");
    name.trim_start_matches("./").to_owned()
}
