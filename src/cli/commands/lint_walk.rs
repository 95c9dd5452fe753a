//! From paths to a report: directories walked, files read on all processors, each text checked.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::lint_consistency::Told;
use super::lint_files::files;
use super::lint_fix::{FixedFile, mend};
use super::lint_imports::Imports;
use super::lint_processors::on_all_processors;
use super::lint_read::{Content, read};
use super::lint_settings::Settings;
use super::lint_tables::{Tables, definitions_of};
use super::no_request::no_request;
use crate::cli::Streams;
use crate::cli::error::CliError;
use crate::cli::input::{self, Text};
use crate::diagnostics::{Applicability, Report, Unchecked};
use crate::host::{Language, guess_language};
use crate::lint::{Checking, Linted as LintedText, LintedExpression, lint_requests, lint_text, rule_infos};
use crate::schema::Definitions;
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
    /// What requests say about types of attributes.
    pub(super) told: Told,
}

/// The files of a directory, and what their first reading gave.
pub(super) struct Walked<'p> {
    directory: &'p Path,
    pub(super) files: Vec<PathBuf>,
    errors: Vec<String>,
    pub(super) begun: Vec<Begun>,
}

/// What the first reading of a file gave.
pub(super) enum Begun {
    /// It holds nothing to check.
    Nothing,
    /// It could not be read.
    Unread(String),
    /// Its text; nothing where too many texts are kept already.
    Read(Option<String>, Definitions),
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
    let (expressions, looked_at, fixed) = (Vec::new(), BTreeSet::new(), Vec::new());
    let mut linted = Linted { report, expressions, looked_at, failed: false, fixed, told: Told::default() };
    let standard_input = [PathBuf::from("-")];
    let paths = if selection.paths.is_empty() { &standard_input } else { selection.paths };
    let is_directory = |path: &&PathBuf| path.as_os_str() != "-" && path.is_dir();
    // What one directory defines holds for the others, too.
    let mut walked: Vec<Walked<'_>> = paths.iter().filter(is_directory).map(|path| begin(path, settings)).collect();
    let mut definitions = Vec::new();
    for Walked { files, begun, .. } in &mut walked {
        for (path, begun) in files.iter().zip(begun) {
            if let Begun::Read(_, found) = begun
                && *found != Definitions::default()
            {
                definitions.push((settings.relative(&path.to_string_lossy()), std::mem::take(found)));
            }
        }
    }
    let tables = Tables::new(&settings.tables, definitions);
    if !selection.quiet {
        tables.tell_conflicts(streams);
    }
    let mut walked = walked.into_iter();
    for path in paths {
        if is_directory(&path) {
            if let Some(walked) = walked.next() {
                walk(walked, selection, settings, &tables, &mut linted);
            }
        } else if (path.as_os_str() == "-" || is_selected(path, selection))
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
    linted.told.report(&mut linted.report, settings);
    linted
}

/// Whether a change of this file can change what is found.
pub(super) fn matters(path: &Path) -> bool {
    language_of(&path.to_string_lossy()).is_some()
}

/// The language of a file, by its name, or by its first line where its name has no ending.
pub(super) fn language_of(name: &str) -> Option<Language> {
    let path = Path::new(name);
    let name = path.file_name()?.to_str()?;
    let by_name = Language::of_file_name(name);
    if by_name.is_none() && !name.contains('.') { of_first_line(path) } else { by_name }
}

/// The language of a script without an ending: `#!/usr/bin/env bash`.
fn of_first_line(path: &Path) -> Option<Language> {
    // Opening anything else may wait.
    std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let mut start = [0; 64];
    let length = File::open(path).ok()?.read(&mut start).ok()?;
    let start = String::from_utf8_lossy(start.get(..length)?);
    start.starts_with("#!").then(|| guess_language(&start)).flatten()
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
    if selection.paths.is_empty() && selection.stdin_name.is_none() && text.is_empty() {
        // A job without a terminal that checks nothing would pass for ever.
        return Err(CliError::usage("nothing is piped in, and no path is named: `ddbexpr lint .` checks this folder"));
    }
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
    let tables = Tables::new(&settings.tables, vec![(relative.clone(), definitions_of(&text, language))]);
    // A document that is named is meant to be read, unless a hook names every file.
    let documents = settings.config.documents || !selection.allow_unchecked;
    let again = |text: &str| lint(&name, text, (language, documents), settings, (&imports, &tables));
    let fixed = selection.fix.and_then(|least| mend(&text, language, least, &again));
    let mut found = fixed.as_ref().map_or_else(|| again(&text), |fixed| fixed.linted.clone());
    if let Some(fixed) = fixed {
        let before = std::mem::replace(&mut text, fixed.text.clone());
        // Standard input is shown as the file that it stands for.
        let named = selection.stdin_name.filter(|_| path.as_os_str() == "-").map_or(path, Path::new);
        linted.fixed.push(FixedFile { path: named.to_owned(), before, fixed });
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

fn lint(
    name: &str,
    text: &str,
    (language, documents): (Language, bool),
    settings: &Settings,
    (imports, tables): (&Imports, &Tables<'_>),
) -> LintedText {
    let path = settings.relative(name);
    let resolve = |module: &str, wanted: &str| imports.text(Path::new(name), language, module, wanted);
    let level = settings.config.adjusted_in(&path);
    let options = settings.options(&path);
    let how = crate::lint::Settings {
        tables: tables.schemas(),
        newest: settings.validation,
        operation: settings.operation,
        level: &level,
        options: &options,
        documents,
        imports: &resolve,
        references: &|reference| tables.referred(&path, reference),
    };
    // Requests of one operation that was named are all there is to look for.
    if settings.operation.is_some() { lint_requests(text, how) } else { lint_text(text, language, how) }
}

/// Reads the files of a directory, on all processors: what they define, and what may be checked in them.
pub(super) fn begin<'p>(directory: &'p Path, settings: &Settings) -> Walked<'p> {
    let (files, errors) = files(directory, settings);
    let kept = AtomicUsize::new(0);
    let begun = on_all_processors(files.len(), |at| {
        let Some((path, language)) = files.get(at).and_then(|path| Some((path, language_of(&path.to_string_lossy())?)))
        else {
            return Begun::Nothing;
        };
        match read(path, language, &settings.config.wrappers) {
            Ok(Content::Text(text)) => {
                let definitions = definitions_of(&text, language);
                let is_kept = kept.fetch_add(text.len(), Ordering::Relaxed) < MOST_KEPT;
                Begun::Read(is_kept.then_some(text), definitions)
            }
            Ok(Content::Nothing) => Begun::Nothing,
            Err(why) => Begun::Unread(why),
        }
    });
    Walked { directory, files, errors, begun }
}

/// So many bytes of texts are kept between the first reading and the check.
const MOST_KEPT: usize = 256 * 1024 * 1024;

/// The files of a directory, on all processors, in the order of their names.
fn walk(walked: Walked<'_>, selection: &Selection<'_>, settings: &Settings, tables: &Tables<'_>, linted: &mut Linted) {
    for error in walked.errors {
        linted.unchecked(walked.directory.display().to_string(), error);
    }
    let wanted: Vec<(PathBuf, Mutex<Begun>)> = walked
        .files
        .into_iter()
        .zip(walked.begun)
        .filter(|(path, begun)| !matches!(begun, Begun::Nothing) && is_selected(path, selection))
        .map(|(path, begun)| (path, Mutex::new(begun)))
        .collect();
    let imports = Imports::default();
    let outcomes = on_all_processors(wanted.len(), |at| {
        let Some((path, begun)) = wanted.get(at) else { return Outcome::Nothing };
        let begun = std::mem::replace(&mut *begun.lock().unwrap_or_else(PoisonError::into_inner), Begun::Nothing);
        checked(path, begun, selection.fix, settings, (&imports, tables))
    });
    for ((path, _), outcome) in wanted.iter().zip(outcomes) {
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

/// A file that was only found may be anything.
fn checked(
    path: &Path,
    begun: Begun,
    fix: Option<Applicability>,
    settings: &Settings,
    known: (&Imports, &Tables<'_>),
) -> Outcome {
    let name = path.display().to_string();
    let Some(language) = language_of(&name) else { return Outcome::Nothing };
    let text = match begun {
        Begun::Nothing => return Outcome::Nothing,
        Begun::Unread(why) => return Outcome::Unread(why),
        Begun::Read(Some(text), _) => text,
        Begun::Read(None, _) => match read(path, language, &settings.config.wrappers) {
            Ok(Content::Text(text)) => text,
            Ok(Content::Nothing) => return Outcome::Nothing,
            Err(why) => return Outcome::Unread(why),
        },
    };
    let kind = (language, settings.config.documents);
    let mut found = lint(&name, &text, kind, settings, known);
    if found.findings.is_empty() && found.expressions.is_empty() && found.requests == 0 {
        // JSON that is no request and cannot be read is none of ours; nor is any other file without expressions.
        return match found.unreadable.pop() {
            Some(why) if language == Language::Json => Outcome::Unread(why),
            _ => Outcome::Nothing,
        };
    }
    let again = |text: &str| lint(&name, text, kind, settings, known);
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
        self.told.take(name, &text, std::mem::take(&mut found.uses));
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
