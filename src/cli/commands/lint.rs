//! `ddbexpr lint`: the requests of files and directories, checked.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::no_request::no_request;
use crate::cli::Streams;
use crate::cli::args::{LintArguments, LintFormat};
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{self, Text};
use crate::diagnostics::{Report, Severity};
use crate::host::Language;
use crate::layer::ValidationLayer;
use crate::lint::{Linted, LintedExpression, RuleOptions, Settings, lint_text};
use crate::render::{self, printable_line};
use crate::request::{Operation, TableSchema};

/// Checks texts and gathers what is found.
struct Linter {
    tables: Vec<TableSchema>,
    operation: Option<Operation>,
    newest: ValidationLayer,
    report: Report,
    /// Number of files with requests.
    files: usize,
    /// Number of requests.
    requests: usize,
    /// The expressions of all files, each with the number of its file's name in `names`.
    expressions: Vec<(usize, LintedExpression)>,
    names: Vec<String>,
    /// Files that were not checked, each with the reason.
    unchecked: Vec<(String, String)>,
}

impl Linter {
    fn lint(&mut self, name: &str, text: &str) -> Linted {
        let settings = Settings {
            tables: &self.tables,
            newest: self.newest,
            operation: self.operation,
            level: &|rule| rule.default,
            options: &RuleOptions::default(),
            imports: &|_, _| None,
        };
        let language = Path::new(name).file_name().and_then(|name| name.to_str()).and_then(Language::of_file_name);
        let mut linted = lint_text(text, language.unwrap_or(Language::Json), settings);
        if !linted.findings.is_empty() {
            let source = self.report.add_source(name, text);
            for finding in &mut linted.findings {
                finding.at.source = source;
                finding.also.iter_mut().for_each(|at| at.source = source);
                finding.related.iter_mut().for_each(|(at, _)| at.source = source);
            }
            self.report.findings.append(&mut linted.findings);
        }
        self.requests += linted.requests;
        self.files += usize::from(linted.requests > 0);
        self.names.push(name.to_owned());
        let file = self.names.len() - 1;
        self.expressions.extend(linted.expressions.iter().cloned().map(|expression| (file, expression)));
        linted
    }

    /// What was done, in one line.
    fn summary(&self) -> String {
        let count = |number: usize, word: &str| {
            let ending = if number == 1 { "" } else { "s" };
            format!("{number} {word}{ending}")
        };
        let (errors, warnings) = (self.report.count(Severity::Error), self.report.count(Severity::Warning));
        let found = match (errors, warnings) {
            (0, 0) => "nothing found".to_owned(),
            (errors, 0) => count(errors, "error"),
            (0, warnings) => count(warnings, "warning"),
            (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
        };
        let checked = format!("{} in {}: {found}", count(self.requests, "request"), count(self.files, "file"));
        match self.unchecked.as_slice() {
            [] => checked,
            [(name, why)] => format!("{checked}; 1 file not checked ({name}: {why})"),
            many => format!("{checked}; {} files not checked", many.len()),
        }
    }
}

pub(in crate::cli) fn run(arguments: &LintArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let tables = read_tables(&arguments.table, streams)?;
    let mut linter = Linter {
        tables,
        operation: arguments.operation,
        newest: arguments.validation.into(),
        report: Report::default(),
        files: 0,
        requests: 0,
        expressions: Vec::new(),
        names: Vec::new(),
        unchecked: Vec::new(),
    };
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
    let linted = linter.lint(&name, &text);
    if !linted.unreadable.is_empty() {
        const SHOWN: usize = 5;
        let mut told = linted.unreadable;
        if let Some(more) = told.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            told.truncate(SHOWN);
            told.push(format!("and {more} more"));
        }
        return Err(CliError::NotJson { name, message: told.join("; ") });
    }
    if linted.requests == 0 && linted.expressions.is_empty() {
        let why = no_request(&text);
        writeln!(streams.errors, "ddbexpr: {name} was not checked: {why}")?;
        linter.unchecked.push((name, why));
    }
    Ok(())
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
        let language = path.file_name().and_then(|name| name.to_str()).and_then(Language::of_file_name);
        if language.is_none() {
            continue;
        }
        match input::read(&path, streams) {
            Ok(Text { name, text }) => {
                linter.lint(&name, &text);
            }
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
