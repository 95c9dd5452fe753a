//! `ddbexpr migrate`: a request with legacy parameters, written with expressions.

use super::explain::operation;
use crate::cli::Streams;
use crate::cli::args::MigrateArguments;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::read_or_inline;
use crate::migrate::{MigrateError, migrate};
use crate::render::printable_line;

pub(in crate::cli) fn run(arguments: &MigrateArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let request = read_or_inline(&arguments.request, streams)?;
    let operation = operation(arguments.operation.as_deref(), &request)?;
    match migrate(operation, &request.text) {
        Ok(migrated) => {
            writeln!(streams.output, "{}", migrated.to_json())?;
            let told = match migrated.replaced.as_slice() {
                [] => "nothing to replace: the request has no legacy parameter".to_owned(),
                replaced => format!("replaced {}", replaced.join(", ")),
            };
            writeln!(streams.errors, "ddbexpr: {told}")?;
            Ok(Exit::Clean)
        }
        Err(MigrateError::NotJson) => {
            Err(CliError::NotJson { name: request.name, message: MigrateError::NotJson.to_string() })
        }
        Err(error) => {
            writeln!(streams.errors, "ddbexpr: {}", printable_line(&error.to_string()))?;
            Ok(Exit::Problems)
        }
    }
}
