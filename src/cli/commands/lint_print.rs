//! What `lint` prints, in each format, and where.

use serde_json::{Value, json};

use crate::cli::Streams;
use crate::cli::args::{LintArguments, LintFormat};
use crate::cli::error::CliError;
use crate::cli::output::write_whole;
use crate::diagnostics::Report;
use crate::render::{self, printable_line};

/// Prints what was found, or writes it into the file that was named, then says what was done.
pub(super) fn print(arguments: &LintArguments, report: &Report, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let fitting = streams.output_has_colour && arguments.output.is_none();
    let text = formatted(report, arguments.format, arguments.color.is_on(fitting));
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
        writeln!(streams.output, "{summary}")?;
    } else {
        // On a terminal that shows both streams, it comes last.
        streams.output.flush()?;
        writeln!(streams.errors, "{summary}")?;
    }
    Ok(())
}

fn formatted(report: &Report, format: LintFormat, colour: bool) -> String {
    match format {
        LintFormat::Human => render::human(report, colour),
        LintFormat::Short => render::short(report),
        LintFormat::Json => format!("{}\n", json_with_counts(report)),
        LintFormat::Sarif => format!("{}\n", render::sarif(report)),
        LintFormat::Github => render::github(report),
        LintFormat::Gitlab => format!("{}\n", render::gitlab(report)),
        LintFormat::Junit => render::junit(report),
        LintFormat::Checkstyle => render::checkstyle(report),
    }
}

fn json_with_counts(report: &Report) -> Value {
    let unchecked = report.unchecked.iter().map(|one| json!({ "file": one.file, "why": one.why }));
    let counts = json!({
        "files": report.files,
        "requests": report.requests,
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
