//! A session at a terminal: a line editor with history, colours and completion around [`Repl`].

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};

use super::complete::{Completion, complete, finished};
use super::continuation::{goes_on, joined};
use super::highlight::highlight;
use super::{Flow, Repl};
use crate::cli::Streams;
use crate::cli::error::{CliError, Exit};

const PROMPT: &str = "> ";
const HISTORY_ENTRIES: usize = 2000;

/// What the editor asks while a line is being typed.
struct Front {
    repl: Repl,
    files: FilenameCompleter,
}

pub(super) fn run(repl: Repl, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let colour = repl.manner.colour;
    let mut editor = editor(colour).map_err(of_terminal)?;
    let history = history_file();
    if let Some(file) = &history {
        file.parent().map(std::fs::create_dir_all);
        drop(editor.load_history(file));
    }
    writeln!(streams.output, "ddbexpr {}; .help explains, .quit ends", env!("CARGO_PKG_VERSION"))?;
    editor.set_helper(Some(Front { repl, files: FilenameCompleter::new() }));
    converse(&mut editor, history.as_deref(), streams)
}

fn editor(colour: bool) -> rustyline::Result<Editor<Front, DefaultHistory>> {
    let config = Config::builder()
        .max_history_size(HISTORY_ENTRIES)?
        .history_ignore_dups(true)?
        .history_ignore_space(true)
        .completion_type(CompletionType::List)
        .color_mode(if colour { ColorMode::Forced } else { ColorMode::Disabled })
        .build();
    Editor::with_config(config)
}

fn converse(
    editor: &mut Editor<Front, DefaultHistory>,
    history: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Result<Exit, CliError> {
    loop {
        streams.output.flush()?;
        let line = match editor.readline(PROMPT) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(Exit::Clean),
            Err(ReadlineError::Io(error)) if error.kind() == std::io::ErrorKind::InvalidData => {
                writeln!(streams.output, "the line is not UTF-8")?;
                continue;
            }
            Err(error) => return Err(of_terminal(error)),
        };
        if !line.trim().is_empty() {
            // A history that cannot be kept is no reason to complain.
            drop(editor.add_history_entry(line.as_str()));
            drop(history.map(|file| editor.append_history(file)));
        }
        let Some(front) = editor.helper_mut() else { return Ok(Exit::Clean) };
        if front.repl.line(&joined(&line), streams.output)? == Flow::Quit {
            return Ok(Exit::Clean);
        }
    }
}

fn of_terminal(error: ReadlineError) -> CliError {
    CliError::Read { path: "<terminal>".into(), source: std::io::Error::other(error) }
}

/// Where lines are kept from one session to the next; not kept where there is no such place.
fn history_file() -> Option<PathBuf> {
    let directory = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = directory("XDG_STATE_HOME").or_else(|| match cfg!(windows) {
        true => directory("LOCALAPPDATA"),
        false => directory("HOME").map(|home| home.join(".local/state")),
    })?;
    Some(state.join("ddbexpr").join("history"))
}

impl Helper for Front {}

impl Hinter for Front {
    type Hint = String;
}

impl Validator for Front {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let goes_on = goes_on(context.input());
        Ok(if goes_on { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}

impl Highlighter for Front {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.repl.manner.colour {
            Cow::Owned(highlight(&self.repl.state, self.repl.manner.kind, line))
        } else {
            Cow::Borrowed(line)
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.repl.manner.colour && kind != CmdKind::MoveCursor
    }
}

impl Completer for Front {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let before = line.get(..at).unwrap_or(line);
        match complete(&self.repl.state, self.repl.manner.kind, before) {
            Completion::File => self.files.complete_path(line, at),
            Completion::Words { start, words } => Ok((
                start,
                words.into_iter().map(|word| Pair { replacement: finished(&word), display: word }).collect(),
            )),
        }
    }
}
