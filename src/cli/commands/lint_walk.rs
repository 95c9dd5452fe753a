//! From paths to a report: directories walked, files read on all processors, each text checked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::lint_files::files;
use super::lint_fix::{FixedFile, mend};
use super::lint_imports::Imports;
use super::lint_read::{Content, read};
use super::lint_settings::Settings;
use super::no_request::no_request;
use crate::cli::Streams;
use crate::cli::error::CliError;
use crate::cli::input::{self, Text};
use crate::diagnostics::{Applicability, Report, Unchecked};
use crate::host::Language;
use crate::lint::{Checking, Linted as LintedText, LintedExpression, lint_requests, lint_text, rule_infos};
use crate::source::LineIndex;

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
    /// How sure fixes have to be that are made; `None` where none is made.
    pub(super) fix: Option<Applicability>,
}

/// What was found, and in what.
pub(super) struct Linted {
    /// What was found.
    pub(super) report: Report,
    /// Every expression, with the file it is in.
    pub(super) expressions: Vec<(String, usize, LintedExpression)>,
    /// The files that were looked at, by their paths in the configuration.
    pub(super) looked_at: BTreeSet<String>,
    /// Whether something that was named could not be read.
    pub(super) failed: bool,
    /// The files in which something was mended.
    pub(super) fixed: Vec<FixedFile>,
}

/// What became of one file of a directory.
enum Outcome {
    /// It was checked.
    Checked(String, LintedText),
    /// It was checked, and something in it was mended.
    Fixed(Box<FixedFile>),
    /// It holds nothing to check.
    Nothing,
    /// It could not be read.
    Unread(String),
}

/// Checks everything that is selected.
pub(super) fn lint_texts(selection: &Selection<'_>, settings: &Settings, streams: &mut Streams<'_>) -> Linted {
    let report = Report { rules: rule_infos(), ..Report::default() };
    let mut linted =
        Linted { report, expressions: Vec::new(), looked_at: BTreeSet::new(), failed: false, fixed: Vec::new() };
    let standard_input = [PathBuf::from("-")];
    let paths = if selection.paths.is_empty() { &standard_input } else { selection.paths };
    for path in paths {
        let is_input = path.as_os_str() == "-";
        if !is_input && path.is_dir() {
            walk(path, selection, settings, &mut linted);
        } else if (is_input || is_selected(path, selection))
            && let Err(error) = named(path, selection, settings, &mut linted, streams)
        {
            if selection.allow_unchecked {
                linted.unchecked(path.display().to_string(), error.reason());
            } else {
                error.report(streams);
                linted.failed = true;
            }
        }
    }
    linted
}

/// Whether a change of this file can change what is found.
pub(super) fn matters(path: &Path) -> bool {
    language_of(&path.to_string_lossy()).is_some()
}

/// The language of a file, by its name.
fn language_of(name: &str) -> Option<Language> {
    Path::new(name).file_name().and_then(|name| name.to_str()).and_then(Language::of_file_name)
}

fn is_selected(path: &Path, selection: &Selection<'_>) -> bool {
    let Some(only) = selection.only else { return true };
    std::fs::canonicalize(path).is_ok_and(|path| only.contains(&path))
}

/// A file that was named has to be there, and to hold something that can be checked.
fn named(
    path: &Path,
    selection: &Selection<'_>,
    settings: &Settings,
    linted: &mut Linted,
    streams: &mut Streams<'_>,
) -> Result<(), CliError> {
    let Text { mut name, mut text } = input::read(path, streams)?;
    if let (true, Some(stdin_name)) = (path.as_os_str() == "-", selection.stdin_name) {
        stdin_name.clone_into(&mut name);
    }
    let relative = settings.relative(&name);
    if !settings.config.is_included(&relative) {
        linted.unchecked(name, "left out by ddbexpr.toml".to_owned());
        return Ok(());
    }
    // What has no name that tells is taken for requests.
    let language = language_of(&name).unwrap_or(Language::Json);
    let imports = Imports::default();
    let again = |text: &str| lint(&name, text, language, settings, &imports);
    let fixed = selection.fix.and_then(|least| mend(&text, language, least, &again));
    let mut found = fixed.as_ref().map_or_else(|| again(&text), |fixed| fixed.linted.clone());
    if let Some(fixed) = fixed {
        let before = std::mem::replace(&mut text, fixed.text.clone());
        linted.fixed.push(FixedFile { path: path.to_owned(), before, fixed });
    }
    let (requests, expressions) = (found.requests, found.expressions.len());
    let unreadable = std::mem::take(&mut found.unreadable);
    linted.looked_at.insert(relative);
    linted.take(&name, text.clone(), found);
    if !unreadable.is_empty() {
        return Err(CliError::NotJson { name, message: shortened(unreadable) });
    }
    if requests == 0 && expressions == 0 {
        let why = match language {
            Language::Json => no_request(&text),
            _ => "no expression found in it".to_owned(),
        };
        if !selection.quiet && !selection.allow_unchecked {
            writeln!(streams.errors, "ddbexpr: {name} was not checked: {why}")?;
        }
        linted.unchecked(name, why);
    }
    Ok(())
}

fn shortened(mut told: Vec<String>) -> String {
    const SHOWN: usize = 5;
    if let Some(more) = told.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        told.truncate(SHOWN);
        told.push(format!("and {more} more"));
    }
    told.join("; ")
}

fn lint(name: &str, text: &str, language: Language, settings: &Settings, imports: &Imports) -> LintedText {
    let path = settings.relative(name);
    let resolve = |module: &str, wanted: &str| imports.text(Path::new(name), language, module, wanted);
    let level = |code, own| settings.config.adjusted(code, own, &path);
    let how = crate::lint::Settings {
        tables: &settings.tables,
        newest: settings.validation,
        operation: settings.operation,
        level: &level,
        options: &settings.options,
        documents: settings.config.documents,
        imports: &resolve,
    };
    // Requests of one operation that was named are all there is to look for.
    if settings.operation.is_some() { lint_requests(text, how) } else { lint_text(text, language, how) }
}

/// The files of a directory, on all processors, in the order of their names.
fn walk(directory: &Path, selection: &Selection<'_>, settings: &Settings, linted: &mut Linted) {
    let (paths, errors) = files(directory, settings);
    for error in errors {
        linted.unchecked(directory.display().to_string(), error);
    }
    let wanted: Vec<PathBuf> = paths.into_iter().filter(|path| is_selected(path, selection)).collect();
    let imports = Imports::default();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Outcome)>> = Mutex::new(Vec::new());
    let work = || {
        while let Some((at, path)) = wanted.get(next.load(Ordering::Relaxed)).and_then(|_| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            Some((at, wanted.get(at)?))
        }) {
            let outcome = found(path, selection.fix, settings, &imports);
            if !matches!(outcome, Outcome::Nothing) {
                done.lock().unwrap_or_else(PoisonError::into_inner).push((at, outcome));
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(16);
        for _ in 1..threads {
            // Trees are deep at times: a thread's stack is as large as the main one's.
            if std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    for (at, outcome) in done {
        let Some(path) = wanted.get(at) else { continue };
        let name = path.display().to_string();
        match outcome {
            Outcome::Checked(text, found) => {
                linted.looked_at.insert(settings.relative(&name));
                linted.take(&name, text, found);
            }
            Outcome::Fixed(file) => {
                linted.looked_at.insert(settings.relative(&name));
                linted.take(&name, file.fixed.text.clone(), file.fixed.linted.clone());
                linted.fixed.push(*file);
            }
            Outcome::Unread(why) => linted.unchecked(name, why),
            Outcome::Nothing => {}
        }
    }
}

/// Bytes of stack for each thread.
const STACK: usize = 16 * 1024 * 1024;

/// A file that was only found may be anything.
fn found(path: &Path, fix: Option<Applicability>, settings: &Settings, imports: &Imports) -> Outcome {
    let name = path.display().to_string();
    let Some(language) = language_of(&name) else { return Outcome::Nothing };
    let text = match read(path, language) {
        Ok(Content::Text(text)) => text,
        Ok(Content::Nothing) => return Outcome::Nothing,
        Err(why) => return Outcome::Unread(why),
    };
    let mut found = lint(&name, &text, language, settings, imports);
    if found.findings.is_empty() && found.expressions.is_empty() && found.requests == 0 {
        // JSON that is no request and cannot be read is none of ours; nor is any other file without expressions.
        return match found.unreadable.pop() {
            Some(why) if language == Language::Json => Outcome::Unread(why),
            _ => Outcome::Nothing,
        };
    }
    let again = |text: &str| lint(&name, text, language, settings, imports);
    if let Some(least) = fix
        && let Some(fixed) = mend(&text, language, least, &again)
    {
        return Outcome::Fixed(Box::new(FixedFile { path: path.to_owned(), before: text, fixed }));
    }
    Outcome::Checked(text, found)
}

impl Linted {
    /// Notes that a file was not checked.
    fn unchecked(&mut self, file: String, why: String) {
        self.report.unchecked.push(Unchecked { file, why });
    }

    /// Takes over what was found in a text.
    fn take(&mut self, name: &str, text: String, mut found: LintedText) {
        self.report.requests += found.requests;
        self.report.files += usize::from(found.requests > 0 || !found.expressions.is_empty());
        let lines = LineIndex::new(&text);
        let line = |at: u32| lines.line(at);
        for expression in found.expressions.drain(..) {
            let counts = &mut self.report.expressions;
            match expression.checked {
                Checking::Whole | Checking::Builder => counts.whole += 1,
                Checking::Partial => counts.partial += 1,
                Checking::Not(_) => counts.none += 1,
            }
            self.expressions.push((name.to_owned(), line(expression.span.start), expression));
        }
        if !found.findings.is_empty() {
            let source = self.report.add_source(name, text);
            for finding in &mut found.findings {
                finding.at.source = source;
                finding.also.iter_mut().for_each(|at| at.source = source);
                finding.related.iter_mut().for_each(|(at, _)| at.source = source);
                finding.host_edits.iter_mut().for_each(|edit| edit.source = source);
            }
            self.report.findings.append(&mut found.findings);
        }
    }
}
