//! `lint --watch`: checks again whenever something changes.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::lint;
use super::lint_settings::config_file;
use super::lint_walk::matters;
use crate::cli::Streams;
use crate::cli::args::LintArguments;
use crate::cli::error::{CliError, Exit};
use crate::config::FILE_NAME;

/// Changes that come closer together than this are one: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(120);
/// A line before every run but the first, where there is no screen to clear.
const RULE: &str = "----";

/// What the loop hears of.
enum Heard {
    Changed(notify::Result<Event>),
    Interrupted,
}

pub(super) fn run(arguments: &LintArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let (sender, heard) = channel();
    interrupts(sender.clone())?;
    // Dropped, it would watch no longer.
    let _watcher = watch(arguments, sender)?;
    let mut is_first = true;
    loop {
        if streams.output_is_terminal {
            write!(streams.output, "\u{1b}[2J\u{1b}[3J\u{1b}[H")?;
        } else if !is_first {
            writeln!(streams.output, "{RULE}")?;
        }
        is_first = false;
        // A configuration that is wrong for a moment is no reason to stop.
        if let Err(error) = lint::once(arguments, streams) {
            error.report(streams);
        }
        streams.output.flush()?;
        if !next_change(&heard, arguments) {
            return Ok(Exit::Clean);
        }
    }
}

/// Ctrl-C ends the loop.
fn interrupts(sender: Sender<Heard>) -> Result<(), CliError> {
    let said = ctrlc::set_handler(move || drop(sender.send(Heard::Interrupted)));
    said.map_err(|error| CliError::usage(format!("--watch: {error}")))
}

fn watch(arguments: &LintArguments, sender: Sender<Heard>) -> Result<RecommendedWatcher, CliError> {
    let failed = |error: notify::Error| CliError::usage(format!("--watch: {error}"));
    let mut watcher =
        notify::recommended_watcher(move |event| drop(sender.send(Heard::Changed(event)))).map_err(failed)?;
    let config = config_file(arguments);
    for path in arguments.paths.iter().chain(&arguments.table).chain(&arguments.baseline).chain(&config) {
        // Editors replace files: what is watched is the folder.
        let (folder, mode) = if path.is_dir() {
            (path.as_path(), RecursiveMode::Recursive)
        } else {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            (folder.unwrap_or(Path::new(".")), RecursiveMode::NonRecursive)
        };
        watcher.watch(folder, mode).map_err(failed)?;
    }
    Ok(watcher)
}

/// Waits until something that matters has changed and nothing more does; false where it is time to end.
fn next_change(heard: &Receiver<Heard>, arguments: &LintArguments) -> bool {
    let own = arguments.output.as_deref().and_then(|path| std::fs::canonicalize(path).ok());
    loop {
        match heard.recv() {
            Ok(Heard::Changed(event)) if is_change(&event, own.as_deref()) => break,
            Ok(Heard::Changed(_)) => {}
            Ok(Heard::Interrupted) | Err(_) => return false,
        }
    }
    loop {
        match heard.recv_timeout(QUIET) {
            Ok(Heard::Changed(_)) => {}
            Ok(Heard::Interrupted) => return false,
            Err(_) => return true,
        }
    }
}

/// Whether an event can change what is found. Reading is none, nor is what this program writes itself.
fn is_change(event: &notify::Result<Event>, own: Option<&Path>) -> bool {
    let Ok(event) = event else { return false };
    // Events were lost: anything may have changed.
    if event.need_rescan() {
        return true;
    }
    let written = match event.kind {
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any => true,
        EventKind::Modify(kind) => !matches!(kind, ModifyKind::Metadata(_)),
        EventKind::Access(_) | EventKind::Other => false,
    };
    written && event.paths.iter().any(|path| concerns(path) && !is_file(path, own))
}

fn concerns(path: &Path) -> bool {
    let is_config = path.file_name().is_some_and(|name| name == FILE_NAME);
    let is_of_git = path.components().any(|part| part.as_os_str() == ".git");
    // A folder has no extension: it may have come or gone with all that is in it.
    !is_of_git && (matters(path) || is_config || path.extension().is_none())
}

fn is_file(path: &Path, own: Option<&Path>) -> bool {
    own.is_some_and(|own| std::fs::canonicalize(path).is_ok_and(|path| path == own))
}
