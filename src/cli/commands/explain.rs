//! `ddbexpr explain`: why a request does what it does.

use super::exec_load::load;
use crate::cli::Streams;
use crate::cli::args::{ExplainArguments, ResultFormat};
use crate::cli::data;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{Text, read_or_inline, read_packed};
use crate::explain::{ExplainError, explain};
use crate::render;
use crate::request::{Operation, recognise};
use crate::source::document;

pub(in crate::cli) fn run(arguments: &ExplainArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let named = arguments.load.iter().filter(|path| path.as_os_str() == "-").count();
    if named + usize::from(arguments.request == "-") > 1 {
        return Err(CliError::usage("standard input can be read once: `-` is named where it is read already"));
    }
    let database = data::open(arguments.data.as_ref())?;
    let mut table = None;
    for path in &arguments.load {
        load(&database, &read_packed(path, streams)?, &mut table)?;
    }
    let request = read_or_inline(&arguments.request, streams)?;
    let operation = operation(arguments.operation.as_deref(), &request)?;
    let colour = arguments.color.is_on(streams.output_has_colour);
    let (message, near) = match explain(&database, operation, &request.text) {
        Ok(explained) => {
            match arguments.format {
                ResultFormat::Human => write!(streams.output, "{}", render::explanation(&explained, colour))?,
                ResultFormat::Json => writeln!(streams.output, "{}", render::explanation_json(&explained))?,
            }
            return Ok(Exit::Clean);
        }
        Err(ExplainError::Refused(error)) => (error.message, Vec::new()),
        Err(ExplainError::Invalid { message, near }) => (message, near),
        Err(error) => return Err(CliError::NotJson { name: request.name, message: error.to_string() }),
    };
    match arguments.format {
        ResultFormat::Human => write!(streams.output, "{}", render::refusal(&message, &near, colour))?,
        ResultFormat::Json => writeln!(streams.output, "{}", render::refusal_json(&message, &near))?,
    }
    Ok(Exit::Problems)
}

/// The operation that is named, or that the request looks like.
pub(super) fn operation(named: Option<&str>, request: &Text) -> Result<Operation, CliError> {
    if let Some(named) = named {
        return named.parse().map_err(|_| CliError::usage(format!("`{named}` is no operation with expressions")));
    }
    let node = document(&request.text)
        .map_err(|error| CliError::NotJson { name: request.name.clone(), message: error.to_string() })?;
    recognise(&node).ok_or_else(|| CliError::usage("the request could be of several operations: name one"))
}
