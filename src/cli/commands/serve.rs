//! `ddbexpr serve`: DynamoDB's protocol over HTTP, and what is found in the requests.

use std::net::ToSocketAddrs;
use std::time::Duration;

use super::exec_load::load;
use super::lint_settings::{nearest_config, read_config, read_tables};
use super::serve_told::{line, summary};
use crate::cli::Streams;
use crate::cli::args::{FailOn, ServeArguments};
use crate::cli::data;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::read_packed;
use crate::cli::output::write_whole;
use crate::diagnostics::Severity;
use crate::render::printable_line;
use crate::serve::{Event, Linting, Server, Traffic};
use crate::table::Database;

pub(in crate::cli) fn run(arguments: &ServeArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    // What is wrong with the arguments is said before a port is taken.
    let linting = if arguments.no_lint { None } else { Some(linting(arguments, streams)?) };
    let database = loaded(arguments, streams)?;
    let schemas = read_tables(&arguments.table, streams)?;
    let address = format!("{}:{}", arguments.host, arguments.port);
    let server = Server::bind(&arguments.host, arguments.port)
        .map_err(|error| CliError::usage(format!("cannot listen on {address}: {error}")))?
        .with_linting(linting)
        .with_expiry(arguments.remove_expired.map(Duration::from_secs));
    let server = match &arguments.upstream {
        Some(upstream) => {
            server.with_upstream(upstream, schemas).map_err(|error| CliError::usage(format!("--upstream: {error}")))?
        }
        None => server.with_tables(database),
    };
    if leaves_this_machine(&arguments.host) {
        let warning = "everybody who reaches this address reads and writes everything: there are no passwords";
        writeln!(streams.errors, "ddbexpr: --host {}: {warning}", printable_line(&arguments.host))?;
    }
    // A reader that went away is no reason to leave the clients.
    let traffic = server
        .run(&mut |event| drop(tell(&event, streams)))
        .map_err(|error| CliError::usage(format!("cannot serve: {error}")))?;
    finish(arguments, &traffic, streams)
}

/// Tables and items to begin with.
fn loaded(arguments: &ServeArguments, streams: &mut Streams<'_>) -> Result<Database, CliError> {
    let database = data::open(arguments.data.as_ref())?;
    let mut table = None;
    for path in &arguments.load {
        load(&database, &read_packed(path, streams)?, &mut table)?;
    }
    Ok(database)
}

/// Linting as the project has configured it.
fn linting(arguments: &ServeArguments, streams: &mut Streams<'_>) -> Result<Linting, CliError> {
    let file = match &arguments.config {
        Some(path) => Some(path.clone()),
        None if arguments.no_config => None,
        None => nearest_config("".as_ref()),
    };
    let mut config = file.map(|path| read_config(&path, streams)).transpose()?.unwrap_or_default();
    config.forced.extend(arguments.rule.iter().copied());
    let (options, newest) = (config.rule_options(), config.validation.unwrap_or_default());
    // Requests come from no file: what is configured for some files does not concern them.
    Ok(Linting::new(move |code, own| config.adjusted(code, own, ""), options, newest))
}

fn leaves_this_machine(host: &str) -> bool {
    (host, 0).to_socket_addrs().is_ok_and(|mut all| all.any(|address| !address.ip().is_loopback()))
}

fn tell(event: &Event<'_>, streams: &mut Streams<'_>) -> std::io::Result<()> {
    match event {
        Event::Ready(address) => {
            writeln!(streams.output, "ddbexpr: listening on http://{address}")?;
            streams.output.flush()
        }
        Event::Found(told) => writeln!(streams.errors, "{}", line(told)),
        Event::NotDone(operation) => {
            writeln!(streams.errors, "ddbexpr: {} is not carried out here", printable_line(operation))
        }
        Event::Expired(0) | Event::Stopping => Ok(()),
        Event::Expired(1) => writeln!(streams.errors, "ddbexpr: 1 item expired"),
        Event::Expired(count) => writeln!(streams.errors, "ddbexpr: {count} items expired"),
        Event::NotExpired(error) => writeln!(streams.errors, "ddbexpr: expired items stay: {error}"),
    }
}

/// Tells everything again, now with counts, and says how it ended.
fn finish(arguments: &ServeArguments, traffic: &Traffic, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    if let Some(path) = &arguments.lint_report {
        write_whole(path, &format!("{:#}\n", traffic.to_json()))?;
    }
    if !arguments.no_lint {
        drop(write!(streams.errors, "{}", summary(traffic)));
    }
    let [errors, warnings, infos] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| traffic.count(severity));
    let counted = match arguments.fail_on {
        FailOn::Error => errors,
        FailOn::Warning => errors + warnings,
        FailOn::Info => errors + warnings + infos,
        FailOn::Never => 0,
    };
    Ok(if counted > 0 { Exit::Problems } else { Exit::Clean })
}
