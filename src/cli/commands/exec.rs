//! `ddbexpr exec`: operations on tables in memory or in a folder, one or a line each.

use std::io::{BufRead, BufReader, Read};

use indexmap::IndexMap;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::exec_load::load;
use crate::cli::Streams;
use crate::cli::args::ExecArguments;
use crate::cli::data;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{read_or_inline, read_packed};
use crate::cli::items::indent;
use crate::table::Database;

/// Longer lines are not read: the service takes requests of 16 MB.
const LONGEST_LINE: u64 = 32 * 1024 * 1024;

pub(in crate::cli) fn run(arguments: &ExecArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let named = arguments.load.iter().filter(|path| path.as_os_str() == "-").count();
    let from_input = usize::from(arguments.jsonl || arguments.request.as_deref() == Some("-"));
    if named + from_input > 1 {
        return Err(CliError::usage("standard input can be read once: `-` is named where it is read already"));
    }
    let database = data::open(arguments.data.as_ref())?;
    let mut table = None;
    for path in &arguments.load {
        load(&database, &read_packed(path, streams)?, &mut table)?;
    }
    match (&arguments.operation, &arguments.request) {
        (Some(operation), Some(request)) => one(&database, operation, request, streams),
        _ => lines(&database, streams),
    }
}

fn one(database: &Database, operation: &str, request: &str, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let bare: String = operation.chars().filter(|character| *character != '-').collect();
    let known = Database::operations().find(|known| known.eq_ignore_ascii_case(&bare));
    let request = read_or_inline(request, streams)?;
    let (answer, exit) = match database.execute(known.unwrap_or(operation), &request.text) {
        Ok(response) => (response, Exit::Clean),
        Err(error) => (error.to_json(), Exit::Problems),
    };
    writeln!(streams.output, "{}", indent(&answer))?;
    Ok(exit)
}

/// Answers one line with one line, in order, each as soon as it is read.
fn lines(database: &Database, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let mut exit = Exit::Clean;
    let mut input = BufReader::new(&mut *streams.input);
    let mut line = Vec::new();
    for number in 1_usize.. {
        line.clear();
        if (&mut input).take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            return Err(CliError::NotJson {
                name: "<stdin>".to_owned(),
                message: format!("line {number} is longer than 32 MiB"),
            });
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = answer(database, &line).unwrap_or_else(|message| {
            exit = Exit::Input;
            json!({ "error": { "message": format!("line {number}: {message}") } }).to_string()
        });
        writeln!(streams.output, "{answer}")?;
        streams.output.flush()?;
    }
    Ok(exit)
}

/// The answer to a line, or what is wrong with the line.
fn answer(database: &Database, line: &[u8]) -> Result<String, String> {
    let members: IndexMap<String, &RawValue> = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let member = |name: &str| members.get(name).copied().ok_or_else(|| format!("there is no member `{name}`"));
    let operation: Value = serde_json::from_str(member("operation")?.get()).map_err(|error| error.to_string())?;
    let operation = operation.as_str().ok_or("`operation` is not a string")?;
    Ok(match database.execute(operation, member("request")?.get()) {
        Ok(response) => format!("{{\"response\":{response}}}"),
        Err(error) => format!("{{\"error\":{}}}", error.to_json()),
    })
}
