//! What `serve` says about findings: a line when one comes up, and all of them at the end.

use crate::diagnostics::Severity;
use crate::render::printable_line;
use crate::serve::{Told, Traffic};

/// An expression that is longer is cut: it shares its line.
const LONGEST: usize = 200;

/// The line when it comes up.
pub(super) fn line(told: &Told) -> String {
    let (severity, place) = (told.severity.name(), place(told));
    let title = printable_line(&told.title);
    let text = format!("{place}, request {}: {severity}[{}]: {title}", told.first, told.code);
    match &told.expression {
        Some((parameter, expression)) => format!("{text}; {parameter} {}", cut(expression)),
        None => text,
    }
}

/// Everything, once, with counts.
pub(super) fn summary(traffic: &Traffic) -> String {
    let requests = counted(traffic.requests(), "request");
    let [errors, warnings, infos] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| traffic.count(severity));
    if errors + warnings + infos == 0 {
        return format!("ddbexpr: {requests}, nothing found\n");
    }
    let mut text = format!(
        "ddbexpr: {requests}, {} found: {}, {}, {infos} of information\n",
        errors + warnings + infos,
        counted(errors, "error"),
        counted(warnings, "warning"),
    );
    let mut all: Vec<&Told> = traffic.findings().collect();
    all.sort_by_key(|told| told.severity);
    for told in all {
        text.push_str(&entry(told));
    }
    text
}

fn entry(told: &Told) -> String {
    let times = if told.count == 1 { "once".to_owned() } else { format!("{} times", told.count) };
    let mut text = format!("\n{}[{}]: {}\n", told.severity.name(), told.code, printable_line(&told.title));
    text.push_str(&format!("  {}, {times}, first in request {}\n", place(told), told.first));
    if let Some((parameter, expression)) = &told.expression {
        text.push_str(&format!("  {parameter}: {}\n", cut(expression)));
    }
    if let Some(answer) = &told.service {
        text.push_str(&format!("  DynamoDB answers: {}\n", printable_line(&answer.message)));
    }
    if let Some(help) = &told.help {
        text.push_str(&format!("  help: {}\n", printable_line(help)));
    }
    text
}

fn place(told: &Told) -> String {
    match &told.table {
        Some(table) => format!("{} of {}", told.operation.name(), printable_line(table)),
        None => told.operation.name().to_owned(),
    }
}

fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn cut(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    printable_line(&shown)
}
