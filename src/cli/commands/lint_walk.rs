//! From paths to a report: directories walked, files read, each text checked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::lint_file::{Linter, Outcome};
use super::lint_settings::Settings;
use crate::cli::Streams;
use crate::cli::error::CliError;
use crate::cli::input::{self, Text};
use crate::diagnostics::Report;

/// The names of files that can hold requests, in a directory that is walked.
const EXTENSIONS: [&str; 3] = ["json", "jsonl", "ndjson"];

/// Which texts are checked.
pub(super) struct Selection<'a> {
    /// Files and directories; `-` is standard input.
    pub(super) paths: &'a [PathBuf],
    /// What standard input is called.
    pub(super) stdin_name: Option<&'a str>,
    /// Where only these files are checked: whole paths, links followed.
    pub(super) only: Option<&'a BTreeSet<PathBuf>>,
    /// Whether nothing is said on the way.
    pub(super) quiet: bool,
    /// Whether files that were named are taken as if they had been found.
    pub(super) allow_unchecked: bool,
}

/// What was found, and in what.
pub(super) struct Linted {
    /// What was found.
    pub(super) report: Report,
    /// The files that were looked at, by their paths in the configuration.
    pub(super) looked_at: BTreeSet<String>,
    /// Whether something that was named could not be read.
    pub(super) failed: bool,
}

/// Checks everything that is selected.
pub(super) fn lint_texts(selection: &Selection<'_>, settings: &Settings, streams: &mut Streams<'_>) -> Linted {
    let mut linter = Linter::new(settings);
    let mut failed = false;
    let standard_input = [PathBuf::from("-")];
    let paths = if selection.paths.is_empty() { &standard_input } else { selection.paths };
    for path in paths {
        let is_input = path.as_os_str() == "-";
        if !is_input && path.is_dir() {
            walk(path, selection, settings, &mut linter, streams);
        } else if (is_input || is_selected(path, selection))
            && let Err(error) = named(path, selection, settings, &mut linter, streams)
        {
            if selection.allow_unchecked {
                linter.unchecked(path.display().to_string(), error.reason());
            } else {
                error.report(streams);
                failed = true;
            }
        }
    }
    Linted { report: linter.report, looked_at: linter.looked_at, failed }
}

/// Whether a change of this file can change what is found.
pub(super) fn matters(path: &Path) -> bool {
    let fitting = path.extension().and_then(|extension| extension.to_str());
    fitting.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

fn is_selected(path: &Path, selection: &Selection<'_>) -> bool {
    let Some(only) = selection.only else { return true };
    std::fs::canonicalize(path).is_ok_and(|path| only.contains(&path))
}

/// What is said of a file without any request.
fn no_request(text: &str) -> String {
    let empty = text.trim().is_empty();
    if empty { "it is empty" } else { "no request recognised in it; --operation names one" }.to_owned()
}

/// A file that was named has to be there and to be JSON.
fn named(
    path: &Path,
    selection: &Selection<'_>,
    settings: &Settings,
    linter: &mut Linter<'_>,
    streams: &mut Streams<'_>,
) -> Result<(), CliError> {
    let Text { mut name, text } = input::read(path, streams)?;
    if let (true, Some(stdin_name)) = (path.as_os_str() == "-", selection.stdin_name) {
        stdin_name.clone_into(&mut name);
    }
    if !settings.config.is_included(&settings.relative(&name)) {
        linter.unchecked(name, "left out by ddbexpr.toml".to_owned());
        return Ok(());
    }
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
            if !selection.quiet && !selection.allow_unchecked {
                writeln!(streams.errors, "ddbexpr: {name} was not checked: {why}")?;
            }
            linter.unchecked(name, why);
            Ok(())
        }
    }
}

/// Files that are only found may be anything; what is no request is counted.
fn walk(
    directory: &Path,
    selection: &Selection<'_>,
    settings: &Settings,
    linter: &mut Linter<'_>,
    streams: &mut Streams<'_>,
) {
    let files = files(directory, settings, linter);
    let wanted = files.into_iter().filter(|path| matters(path) && is_selected(path, selection));
    for path in wanted {
        match input::read(&path, streams) {
            Ok(Text { name, text }) => match linter.file(&name, &text) {
                Outcome::Checked => {}
                Outcome::NoRequest => linter.unchecked(name, no_request(&text)),
                Outcome::Broken(errors) => {
                    let first = errors.first().map(ToString::to_string).unwrap_or_default();
                    linter.unchecked(name, first);
                }
            },
            Err(error) => linter.unchecked(path.display().to_string(), error.reason()),
        }
    }
}

/// The files of a directory that neither `.gitignore` nor the configuration leaves out, by name.
fn files(directory: &Path, settings: &Settings, linter: &mut Linter<'_>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(directory).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => files.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => linter.unchecked(directory.display().to_string(), error.to_string()),
        }
    }
    files.retain(|path| settings.takes(path));
    files.sort();
    files
}
