//! `ddbexpr eval`: one expression on items, in one shot; without one, the session.

use std::path::Path;

use super::outcome::{print_human, print_json};
use super::refused::{kind_of, report_refusal};
use crate::cli::Streams;
use crate::cli::args::{EvalArguments, ResultFormat};
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{Text, read, read_or_inline};
use crate::cli::items::{Notation, NotedItem, mixed_attributes, read_items, read_names, read_values, value_in_place};
use crate::cli::repl::{self, Manner};
use crate::cli::session::{Outcome, Session};
use crate::render;
use crate::request::{Binding, TableSchema};
use crate::value::Item;

pub(in crate::cli) fn run(arguments: &EvalArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let Some(expression) = &arguments.expression else { return converse(arguments, streams) };
    let mut session = load(arguments, streams)?;
    if session.items.is_empty() {
        if arguments.item.is_some() {
            return Err(CliError::usage("there is no item to evaluate the expression on"));
        }
        // An item that does not exist has no attributes: what a condition sees before a first PutItem.
        writeln!(streams.errors, "ddbexpr: no --item: evaluated on an item without attributes")?;
        session.items.push(NotedItem { item: Item::new(), notation: forced(arguments).unwrap_or(Notation::Plain) });
    }
    let kind = kind_of(arguments.kind, expression);
    let colour = arguments.color.is_on(streams.output_has_colour);
    let outcome = match session.evaluate(kind, expression) {
        Ok(outcome) => outcome,
        Err(refusal) => {
            let report = report_refusal(&session, &refusal);
            match arguments.format {
                ResultFormat::Human => write!(streams.output, "{}", render::human(&report, colour))?,
                ResultFormat::Json => writeln!(streams.output, "{}", render::json(&report))?,
            }
            return Ok(Exit::Problems);
        }
    };
    match arguments.format {
        ResultFormat::Human => {
            print_human(&session.items, expression, &outcome, arguments.explain, colour, streams.output)?
        }
        ResultFormat::Json => print_json(&session.items, kind, &outcome, arguments.explain, streams.output)?,
    }
    Ok(exit_of(&outcome, arguments.exit_status))
}

/// Begins a session with what the arguments name.
fn converse(arguments: &EvalArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let named = arguments.names.iter().chain(&arguments.values).chain(&arguments.item);
    if named.into_iter().any(|name| name == "-") || arguments.table.as_ref().is_some_and(|path| path.as_os_str() == "-")
    {
        return Err(CliError::usage(
            "without an expression, standard input is the session: `-` cannot be read from it",
        ));
    }
    if arguments.exit_status {
        return Err(CliError::usage("--exit-status needs an expression"));
    }
    let session = load(arguments, streams)?;
    let manner = Manner {
        colour: arguments.color.is_on(streams.output_has_colour),
        json: arguments.format == ResultFormat::Json,
        explain: arguments.explain,
        kind: arguments.kind.map(Into::into),
        notation: forced(arguments),
    };
    repl::run(session, manner, streams)
}

fn exit_of(outcome: &Outcome, exit_status: bool) -> Exit {
    match outcome {
        Outcome::Truth(truth) | Outcome::Key(_, truth) if exit_status && !truth.iter().any(|(holds, _)| *holds) => {
            Exit::False
        }
        Outcome::Updated(updated) if updated.iter().any(Result::is_err) => Exit::Problems,
        _ => Exit::Clean,
    }
}

fn forced(arguments: &EvalArguments) -> Option<Notation> {
    match (arguments.typed, arguments.plain) {
        (true, _) => Some(Notation::Typed),
        (_, true) => Some(Notation::Plain),
        _ => None,
    }
}

/// True for `n=18`: neither JSON nor a file, but a placeholder without its sign.
fn is_assignment(argument: &str) -> bool {
    argument.contains('=') && !argument.trim_start().starts_with(['{', '[']) && !Path::new(argument).exists()
}

fn wrong_placeholder(argument: &str, sigil: char) -> String {
    format!(
        "`{argument}`: a placeholder begins with `{sigil}`, as in `{sigil}{}`",
        argument.trim_start_matches([':', '#'])
    )
}

/// Reads everything the arguments name.
fn load(arguments: &EvalArguments, streams: &mut Streams<'_>) -> Result<Session, CliError> {
    let mut session = Session { index: arguments.index.clone(), ..Session::default() };
    let notation = forced(arguments);
    for argument in &arguments.names {
        match argument.strip_prefix('#').and_then(|rest| rest.split_once('=')) {
            Some((placeholder, name)) => {
                session.names.insert(format!("#{}", placeholder.trim_end()), name.trim_start());
            }
            None if is_assignment(argument) => return Err(CliError::usage(wrong_placeholder(argument, '#'))),
            None => read_names(&read_or_inline(argument, streams)?, &mut session.names)?,
        }
    }
    for argument in &arguments.values {
        match argument.strip_prefix(':').and_then(|rest| rest.split_once('=')) {
            Some((placeholder, source)) => {
                let value = value_in_place(source.trim()).map_err(|problem| CliError::NotJson {
                    name: format!(":{placeholder}"),
                    message: problem.error.to_string(),
                })?;
                session.values.insert(format!(":{}", placeholder.trim_end()), Binding::Value(value));
            }
            None if is_assignment(argument) => return Err(CliError::usage(wrong_placeholder(argument, ':'))),
            None => read_values(&read_or_inline(argument, streams)?, notation, &mut session.values)?,
        }
    }
    if let Some(item) = &arguments.item {
        session.items = read_items(&read_or_inline(item, streams)?, notation)?;
        warn_of_mixed(&session.items, notation, streams)?;
    }
    if let Some(path) = &arguments.table {
        session.table = Some(read_table(path, arguments.index.as_deref(), streams)?);
    }
    Ok(session)
}

/// Says where an item looks like both notations: a guess that is wrong gives a wrong answer.
fn warn_of_mixed(items: &[NotedItem], forced: Option<Notation>, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let mixed = (1..).zip(items).find_map(|(number, noted): (usize, _)| {
        let names = mixed_attributes(noted);
        (forced.is_none() && !names.is_empty()).then(|| (number, names.join(", ")))
    });
    if let Some((number, names)) = mixed {
        writeln!(
            streams.errors,
            "ddbexpr: item {number} is read as plain JSON, though {names} looks like DynamoDB JSON; \
             --typed or --plain decides"
        )?;
    }
    Ok(())
}

/// Reads a table's schema, and sees that it has the index.
pub(in crate::cli) fn read_table(
    path: &Path,
    index: Option<&str>,
    streams: &mut Streams<'_>,
) -> Result<TableSchema, CliError> {
    let Text { name, text } = read(path, streams)?;
    let table = TableSchema::from_json(&text)
        .map_err(|error| CliError::NotJson { name: name.clone(), message: error.to_string() })?;
    match index {
        Some(index) if table.index(index).is_none() => {
            Err(CliError::usage(format!("{name}: the table {} has no index `{index}`", table.table_name)))
        }
        _ => Ok(table),
    }
}
