//! What can go wrong with a command, and the exit codes.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use super::Streams;
use crate::config::ConfigError;
use crate::render::printable_line;
use crate::store::OpenError;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// 0: done, and nothing is wrong, or nothing that fails a run.
    Clean,
    /// 1: problems were found, or an expression was refused.
    Problems,
    /// 2: the command line or the configuration is wrong.
    Usage,
    /// 3: a file that was named is missing, unreadable or not what it should be.
    Input,
    /// 4: a condition is false, where `--exit-status` asks.
    False,
}

impl Exit {
    /// The number the shell sees.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Problems => 1,
            Self::Usage => 2,
            Self::Input => 3,
            Self::False => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    #[error("{message}")]
    Usage { message: String },
    #[error("{}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{name}: {message}")]
    NotJson { name: String, message: String },
    #[error("{name}: {}", first_of(errors))]
    Config { name: String, errors: Vec<ConfigError> },
    #[error("{0}")]
    Store(OpenError),
    #[error("{}: cannot write: {source}", path.display())]
    WriteFile { path: PathBuf, source: io::Error },
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
}

impl CliError {
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into() }
    }

    /// What went wrong, without the name of the file it went wrong with.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Usage { message } | Self::NotJson { message, .. } => message.clone(),
            Self::Config { errors, .. } => first_of(errors),
            Self::Store(error) => error.to_string(),
            Self::Read { source, .. } | Self::WriteFile { source, .. } | Self::Write(source) => source.to_string(),
        }
    }

    /// Says it on standard error. A reader that went away is no error: `ddbexpr lint . | head`.
    pub(super) fn report(self, streams: &mut Streams<'_>) -> Exit {
        let exit = match &self {
            Self::Usage { .. } | Self::Config { .. } => Exit::Usage,
            Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe => return Exit::Clean,
            Self::Read { .. } | Self::NotJson { .. } | Self::Store(_) | Self::WriteFile { .. } | Self::Write(_) => {
                Exit::Input
            }
        };
        let lines = match &self {
            // Each has its place, as compilers write it.
            Self::Config { name, errors } => {
                errors.iter().map(|one| format!("{name}:{}:{}: {}", one.line, one.column, one.message)).collect()
            }
            other => vec![other.to_string()],
        };
        for line in lines {
            drop(writeln!(streams.errors, "ddbexpr: {}", printable_line(&line)));
        }
        exit
    }
}

fn first_of(errors: &[ConfigError]) -> String {
    errors.first().map(ToString::to_string).unwrap_or_default()
}

/// Says what clap found, where it belongs: help and version are no errors.
pub(super) fn report_usage(usage: &clap::Error, streams: &mut Streams<'_>) -> Exit {
    let text = usage.render().to_string();
    if usage.use_stderr() {
        drop(write!(streams.errors, "{text}"));
        Exit::Usage
    } else {
        drop(write!(streams.output, "{text}"));
        Exit::Clean
    }
}
