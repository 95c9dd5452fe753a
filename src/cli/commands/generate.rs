//! `ddbexpr completions` and `ddbexpr man`: what clap makes of the arguments.

use clap::CommandFactory;

use crate::cli::Streams;
use crate::cli::args::{Arguments, CompletionArguments, ManArguments};
use crate::cli::error::{CliError, Exit};

pub(in crate::cli) fn completions(
    arguments: &CompletionArguments,
    streams: &mut Streams<'_>,
) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "ddbexpr", &mut script);
    streams.output.write_all(&script)?;
    Ok(Exit::Clean)
}

pub(in crate::cli) fn man(arguments: &ManArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    match &arguments.dir {
        Some(directory) => {
            std::fs::create_dir_all(directory)
                .and_then(|()| clap_mangen::generate_to(Arguments::command(), directory))
                .map_err(|source| CliError::Read { path: directory.clone(), source })?;
        }
        None => clap_mangen::Man::new(Arguments::command()).render(&mut streams.output)?,
    }
    Ok(Exit::Clean)
}
