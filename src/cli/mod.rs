//! The command line: arguments and streams in, text and an exit code out.
//!
//! The only part of the package that reads files and the environment. Streams are handed in, so that a test
//! runs the whole program as a function. What a command finds goes to standard output; what goes wrong with
//! the command itself goes to standard error.

mod args;
mod commands;
mod data;
mod difference;
mod error;
mod input;
mod items;
mod output;
mod repl;
mod session;
mod streams;

use clap::Parser;

use self::args::{Arguments, Command};
use self::error::CliError;
pub use self::error::Exit;
pub use self::streams::Streams;

/// Runs the program: `arguments` as the shell gives them, the program's name first.
///
/// ```
/// use ddbexpr::cli::{Exit, Streams, run};
/// let (mut input, mut output, mut errors) = (std::io::empty(), Vec::new(), Vec::new());
/// let mut streams = Streams::plain(&mut input, &mut output, &mut errors);
/// assert_eq!(run(["ddbexpr", "fmt", "a=:v and not b in(:w)"], &mut streams), Exit::Clean);
/// assert_eq!(output, b"a = :v AND NOT b IN (:w)\n");
/// ```
pub fn run<A: Into<std::ffi::OsString> + Clone>(
    arguments: impl IntoIterator<Item = A>,
    streams: &mut Streams<'_>,
) -> Exit {
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => dispatch(arguments.command, streams).unwrap_or_else(|error| error.report(streams)),
        Err(usage) => error::report_usage(&usage, streams),
    }
}

fn dispatch(command: Command, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    match command {
        Command::Lint(arguments) => commands::lint::run(&arguments, streams),
        Command::Rules(arguments) => commands::rules::run(&arguments, streams),
        Command::Eval(arguments) => commands::eval::run(&arguments, streams),
        Command::Explain(arguments) => commands::explain::run(&arguments, streams),
        Command::Migrate(arguments) => commands::migrate::run(&arguments, streams),
        Command::Exec(arguments) => commands::exec::run(&arguments, streams),
        Command::Serve(arguments) => commands::serve::run(&arguments, streams),
        Command::Parse(arguments) => commands::parse::run(&arguments, streams),
        Command::Fmt(arguments) => commands::fmt::run(&arguments, streams),
        Command::Schema(arguments) => commands::schema::run(&arguments, streams),
        Command::Init(arguments) => commands::init::run(&arguments, streams),
        Command::Completions(arguments) => commands::generate::completions(&arguments, streams),
        Command::Man(arguments) => commands::generate::man(&arguments, streams),
    }
}
