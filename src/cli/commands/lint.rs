//! `ddbexpr lint`: files and directories, checked.

use std::path::{Path, PathBuf};

use super::changed::changed_since;
use super::lint_fix;
use super::lint_print::print;
use super::lint_settings::Settings;
use super::lint_walk::{Linted, Selection, lint_texts};
use super::lint_watch;
use crate::cli::Streams;
use crate::cli::args::{FailOn, LintArguments};
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{self, Text};
use crate::cli::output::write_whole;
use crate::diagnostics::{Report, Severity};
use crate::lint::{Baseline, Known};

pub(in crate::cli) fn run(arguments: &LintArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let mut arguments = arguments.clone();
    if arguments.paths.is_empty() && is_for_folder(&arguments, streams) {
        arguments.paths.push(PathBuf::from("."));
    }
    checked(&arguments, streams)
}

/// Whether a run without paths means the folder it is started in, rather than what is piped into it.
const fn is_for_folder(arguments: &LintArguments, streams: &Streams<'_>) -> bool {
    let is_folder_asked = arguments.since.is_some() || arguments.watch;
    arguments.stdin_filename.is_none() && (is_folder_asked || streams.input_is_terminal)
}

fn checked(arguments: &LintArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let is_input = |path: &std::path::PathBuf| path.as_os_str() == "-";
    if arguments.stdin_filename.is_some() && !arguments.paths.iter().all(is_input) {
        return Err(CliError::usage("--stdin-filename names standard input: other paths cannot be checked beside it"));
    }
    if arguments.watch && arguments.paths.iter().any(is_input) {
        return Err(CliError::usage("--watch cannot watch standard input"));
    }
    let reads_input = arguments.paths.is_empty() || arguments.paths.iter().any(is_input);
    if reads_input && (arguments.fix || arguments.fix_unsafe) && !arguments.diff {
        return Err(CliError::usage("standard input cannot be written: --diff shows what --fix would change"));
    }
    if arguments.watch { lint_watch::run(arguments, streams) } else { once(arguments, streams) }
}

/// Checks everything once, and prints what is found.
pub(super) fn once(arguments: &LintArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let settings = Settings::read(arguments, streams)?;
    let baseline = arguments.baseline.as_deref().map(|path| read_baseline(path, streams)).transpose()?;
    let only = arguments.since.as_deref().map(|revision| changed_since(revision, &arguments.paths)).transpose()?;
    let selection = Selection {
        paths: &arguments.paths,
        stdin_name: arguments.stdin_filename.as_deref(),
        only: only.as_ref(),
        quiet: arguments.quiet,
        allow_unchecked: arguments.allow_unchecked,
        fix: lint_fix::least(arguments),
    };
    let mut linted = lint_texts(&selection, &settings, streams);
    linted.report.add_fingerprints(|name| settings.relative(name));
    if let Some(baseline) = &baseline {
        let left = baseline.apply(&mut linted.report);
        linted.report.stale = left.into_iter().filter(|known| is_stale(known, &linted, &settings)).count();
    }
    if let Some(path) = &arguments.write_baseline {
        write_baseline(path, &mut linted.report, &settings)?;
    }
    if !arguments.diff {
        print(arguments, &linted, streams)?;
    }
    let is_different = match selection.fix {
        Some(_) => lint_fix::finish(&linted.fixed, arguments, &linted.report, streams)?,
        None => false,
    };
    Ok(match (linted.failed, is_different || fails(arguments, &linted.report)) {
        (true, _) => Exit::Input,
        (_, true) => Exit::Problems,
        _ => Exit::Clean,
    })
}

/// Whether what was found fails the run.
fn fails(arguments: &LintArguments, report: &Report) -> bool {
    let [errors, warnings, infos] = [Severity::Error, Severity::Warning, Severity::Info].map(|one| report.count(one));
    let counted = match arguments.fail_on {
        FailOn::Error => errors,
        FailOn::Warning => errors + warnings,
        FailOn::Info => errors + warnings + infos,
        FailOn::Never => 0,
    };
    counted > 0 || arguments.max_warnings.is_some_and(|most| warnings > most)
}

fn read_baseline(path: &Path, streams: &mut Streams<'_>) -> Result<Baseline, CliError> {
    let Text { name, text } = input::read(path, streams)?;
    Baseline::parse(&text).map_err(|error| CliError::NotJson { name, message: error.to_string() })
}

/// Everything that was found is known from now on, in this run, too.
fn write_baseline(path: &Path, report: &mut Report, settings: &Settings) -> Result<(), CliError> {
    let baseline = Baseline::of(report, |name| settings.relative(name));
    write_whole(path, &baseline.to_json())?;
    baseline.apply(report);
    report.stale = 0;
    Ok(())
}

/// Whether what a baseline knows is gone, rather than not looked for.
fn is_stale(known: &Known, linted: &Linted, settings: &Settings) -> bool {
    linted.looked_at.contains(&known.file) || !settings.root.join(&known.file).exists()
}
