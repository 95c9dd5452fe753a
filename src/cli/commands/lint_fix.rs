//! `lint --fix`: what is mended in a file, written back or shown.

use std::path::{Path, PathBuf};

use super::lint_diff::unified;
use crate::cli::Streams;
use crate::cli::args::LintArguments;
use crate::cli::error::CliError;
use crate::cli::output::write_whole;
use crate::diagnostics::{Applicability, Report};
use crate::host::{Language, parse};
use crate::lint::{Fixed, Linted, fix_text};

/// A file in which something was mended, or tried.
pub(super) struct FixedFile {
    pub(super) path: PathBuf,
    pub(super) before: String,
    pub(super) fixed: Fixed,
}

/// How sure fixes have to be; `None` where nothing is mended.
pub(super) fn least(arguments: &LintArguments) -> Option<Applicability> {
    match (arguments.fix_unsafe, arguments.fix || arguments.diff) {
        (true, _) => Some(Applicability::Unsafe),
        (_, true) => Some(Applicability::Safe),
        _ => None,
    }
}

/// Mends a text; `None` where nothing in it can be mended.
pub(super) fn mend(
    text: &str,
    language: Language,
    least: Applicability,
    lint: &dyn Fn(&str) -> Linted,
) -> Option<Fixed> {
    let is_broken = |text: &str| language != Language::Markdown && parse(text, language).is_broken();
    let fixed = fix_text(text, least, lint, &is_broken, &|_| true);
    (fixed.fixed > 0 || !fixed.undone.is_empty()).then_some(fixed)
}

/// Writes the files, or shows what would be written, and says how much was done; true where a diff shows something.
pub(super) fn finish(
    files: &[FixedFile],
    arguments: &LintArguments,
    report: &Report,
    streams: &mut Streams<'_>,
) -> Result<bool, CliError> {
    let changed = || files.iter().filter(|file| file.fixed.fixed > 0);
    for file in changed() {
        if arguments.diff {
            let diff = unified(&file.path.display().to_string(), &file.before, &file.fixed.text);
            write!(streams.output, "{diff}")?;
        } else {
            write(&file.path, &file.before, &file.fixed.text)?;
        }
    }
    if !arguments.quiet {
        for file in files {
            for title in &file.fixed.undone {
                let name = file.path.display();
                writeln!(streams.errors, "ddbexpr: {name}: not fixed, because the fix did not work out: {title}")?;
            }
        }
        streams.output.flush()?;
        let count: usize = files.iter().map(|file| file.fixed.fixed).sum();
        let would = if arguments.diff { "would be " } else { "" };
        writeln!(streams.errors, "{count} {would}fixed, {} left", report.findings.len())?;
    }
    Ok(arguments.diff && changed().next().is_some())
}

/// A file that somebody changed meanwhile is left alone.
fn write(path: &Path, before: &str, after: &str) -> Result<(), CliError> {
    let now = std::fs::read(path).map_err(|source| CliError::Read { path: path.to_owned(), source })?;
    if now != before.as_bytes() {
        let source = std::io::Error::other("it changed while it was being fixed");
        return Err(CliError::WriteFile { path: path.to_owned(), source });
    }
    write_whole(path, after)
}
