//! What `lint` prints, in each format, and where.

use serde_json::{Value, json};

use super::lint_walk::Linted;
use crate::cli::Streams;
use crate::cli::args::{LintArguments, LintFormat};
use crate::cli::error::CliError;
use crate::cli::output::write_whole;
use crate::diagnostics::Report;
use crate::lint::Checking;
use crate::render::{self, printable_line};

/// Prints what was found, or writes it into the file that was named, then says what was done.
pub(super) fn print(arguments: &LintArguments, linted: &Linted, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let report = &linted.report;
    let fitting = streams.output_has_colour && arguments.output.is_none();
    let mut text = formatted(linted, arguments.format, arguments.color.is_on(fitting));
    if arguments.unchecked && matches!(arguments.format, LintFormat::Human | LintFormat::Short) {
        text.push_str(&unchecked(linted));
    }
    match &arguments.output {
        Some(path) => write_whole(path, &text)?,
        None => write!(streams.output, "{text}")?,
    }
    if arguments.quiet {
        return Ok(());
    }
    let summary = printable_line(&render::summary(report));
    // What other programs read holds nothing else.
    if arguments.format == LintFormat::Human && arguments.output.is_none() {
        if let Some(page) = page(report) {
            writeln!(streams.output, "{page}")?;
        }
        writeln!(streams.output, "{summary}")?;
    } else {
        // On a terminal that shows both streams, it comes last.
        streams.output.flush()?;
        writeln!(streams.errors, "{summary}")?;
    }
    Ok(())
}

/// Where to read more about what was found; once, however much it is.
fn page(report: &Report) -> Option<String> {
    let first = report.findings.first()?.diagnostic.code;
    let is_one = report.findings.iter().all(|finding| finding.diagnostic.code == first);
    Some(match is_one {
        true => format!("`ddbexpr rules {first}` explains this rule."),
        false => "`ddbexpr rules NAME` explains a rule: the name in brackets.".to_owned(),
    })
}

/// The expressions that were not checked whole, then the files that were not checked, a line each.
fn unchecked(linted: &Linted) -> String {
    let mut text = String::new();
    for (file, line, expression) in &linted.expressions {
        let how = match expression.checked {
            Checking::Whole | Checking::Builder => continue,
            Checking::Partial => "checked in part: only the running program knows the rest",
            Checking::Not(why) => why,
        };
        let checked = if expression.checked == Checking::Partial { "" } else { "not checked: " };
        let parameter = expression.kind.parameter();
        text.push_str(&format!("{}:{line}: {parameter} {checked}{how}\n", printable_line(file)));
    }
    for one in &linted.report.unchecked {
        text.push_str(&format!("{}: not checked: {}\n", printable_line(&one.file), printable_line(&one.why)));
    }
    text
}

fn formatted(linted: &Linted, format: LintFormat, colour: bool) -> String {
    let report = &linted.report;
    match format {
        LintFormat::Human => render::human(report, colour),
        LintFormat::Short => render::short(report),
        LintFormat::Json => format!("{}\n", json_with_counts(linted)),
        LintFormat::Sarif => format!("{}\n", render::sarif(report)),
        LintFormat::Github => render::github(report),
        LintFormat::Gitlab => format!("{}\n", render::gitlab(report)),
        LintFormat::Junit => render::junit(report),
        LintFormat::Checkstyle => render::checkstyle(report),
    }
}

fn json_with_counts(linted: &Linted) -> Value {
    let report = &linted.report;
    let expressions = linted.expressions.iter().map(|(file, line, expression)| {
        json!({
            "file": file,
            "line": line,
            "parameter": expression.kind.parameter(),
            "checked": expression.checked.name(),
            "why": match expression.checked {
                Checking::Not(why) => Some(why),
                _ => None,
            },
        })
    });
    let unchecked = report.unchecked.iter().map(|one| json!({ "file": one.file, "why": one.why }));
    let counts = json!({
        "files": report.files,
        "requests": report.requests,
        "expressions": expressions.collect::<Vec<_>>(),
        "baselined": report.baselined.len(),
        "stale": report.stale,
        "unchecked": unchecked.collect::<Vec<_>>(),
    });
    let mut document = render::json(report);
    if let (Some(document), Value::Object(counts)) = (document.as_object_mut(), counts) {
        document.extend(counts);
    }
    document
}
