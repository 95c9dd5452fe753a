//! `ddbexpr init`: a configuration to begin with.

use crate::cli::Streams;
use crate::cli::args::InitArguments;
use crate::cli::error::{CliError, Exit};
use crate::cli::output::write_whole;
use crate::config::{FILE_NAME, TEMPLATE};
use crate::render::printable_line;

pub(in crate::cli) fn run(arguments: &InitArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let path = arguments.directory.join(FILE_NAME);
    if path.exists() && !arguments.force {
        return Err(CliError::usage(format!("{} is there already; --force overwrites it", path.display())));
    }
    write_whole(&path, TEMPLATE)?;
    writeln!(streams.output, "{}", printable_line(&format!("wrote {}", path.display())))?;
    Ok(Exit::Clean)
}
