//! `ddbexpr lint`: the requests of files and directories, checked.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::lint_file::{Linter, Outcome};
use super::no_request::no_request;
use crate::cli::Streams;
use crate::cli::args::{LintArguments, LintFormat};
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{self, Text};
use crate::diagnostics::Severity;
use crate::render::{self, printable_line};
use crate::request::TableSchema;

/// The names of files that can hold requests, in a directory that is walked.
const EXTENSIONS: [&str; 3] = ["json", "jsonl", "ndjson"];

pub(in crate::cli) fn run(arguments: &LintArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let tables = read_tables(&arguments.table, streams)?;
    let mut linter = Linter::new(tables, arguments.operation, arguments.validation.into());
    let mut failed = false;
    for path in &arguments.paths {
        let result = if path.as_os_str() != "-" && path.is_dir() {
            walk(path, &mut linter, streams)
        } else {
            named(path, &mut linter, streams)
        };
        if let Err(error) = result {
            error.report(streams);
            failed = true;
        }
    }
    print(arguments, &linter, streams)?;
    let found = linter.report.count(Severity::Error) + linter.report.count(Severity::Warning) > 0;
    Ok(match (failed, found) {
        (true, _) => Exit::Input,
        (_, true) => Exit::Problems,
        _ => Exit::Clean,
    })
}

fn read_tables(paths: &[PathBuf], streams: &mut Streams<'_>) -> Result<Vec<TableSchema>, CliError> {
    let mut tables = Vec::new();
    for path in paths {
        let Text { name, text } = input::read(path, streams)?;
        let read = TableSchema::all_from_json(&text);
        tables.extend(read.map_err(|error| CliError::NotJson { name, message: error.to_string() })?);
    }
    Ok(tables)
}

/// A file that was named has to be there and to be JSON.
fn named(path: &Path, linter: &mut Linter, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let Text { name, text } = input::read(path, streams)?;
    match linter.file(&name, &text) {
        Outcome::Broken(errors) => {
            const SHOWN: usize = 5;
            let mut told: Vec<String> = errors.iter().take(SHOWN).map(ToString::to_string).collect();
            if let Some(more) = errors.len().checked_sub(SHOWN).filter(|more| *more > 0) {
                told.push(format!("and {more} more"));
            }
            let message = told.join("; ");
            Err(CliError::NotJson { name, message })
        }
        Outcome::Checked => Ok(()),
        Outcome::NoRequest => {
            let why = no_request(&text);
            writeln!(streams.errors, "ddbexpr: {name} was not checked: {why}")?;
            linter.unchecked.push((name, why));
            Ok(())
        }
    }
}

/// Files that are only found may be anything; what is no request is counted.
fn walk(directory: &Path, linter: &mut Linter, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(directory).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => files.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => linter.unchecked.push((directory.display().to_string(), error.to_string())),
        }
    }
    files.sort();
    for path in files {
        let fitting = path.extension().and_then(|extension| extension.to_str());
        if !fitting.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension))) {
            continue;
        }
        match input::read(&path, streams) {
            Ok(Text { name, text }) => match linter.file(&name, &text) {
                Outcome::Checked => {}
                Outcome::NoRequest => linter.unchecked.push((name, no_request(&text))),
                Outcome::Broken(errors) => {
                    let first = errors.first().map(ToString::to_string).unwrap_or_default();
                    linter.unchecked.push((name, first));
                }
            },
            Err(error) => linter.unchecked.push((path.display().to_string(), error.reason())),
        }
    }
    Ok(())
}

fn print(arguments: &LintArguments, linter: &Linter, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let report = &linter.report;
    match arguments.format {
        LintFormat::Human => {
            let colour = arguments.color.is_on(streams.output_has_colour);
            write!(streams.output, "{}", render::human(report, colour))?;
            writeln!(streams.output, "{}", printable_line(&linter.summary()))?;
        }
        LintFormat::Short => write!(streams.output, "{}", render::short(report))?,
        LintFormat::Json => {
            let unchecked = linter.unchecked.iter().map(|(file, why)| json!({ "file": file, "why": why }));
            let counts = json!({
                "files": linter.files,
                "requests": linter.requests,
                "unchecked": unchecked.collect::<Vec<_>>(),
            });
            let mut document = render::json(report);
            if let (Some(document), Value::Object(counts)) = (document.as_object_mut(), counts) {
                document.extend(counts);
            }
            writeln!(streams.output, "{document}")?;
        }
    }
    Ok(())
}
