//! `ddbexpr fmt`: an expression in canonical form.

use std::path::Path;

use super::refused::{kind_of, report_syntax};
use crate::check::check_syntax;
use crate::cli::args::FmtArguments;
use crate::cli::error::{CliError, Exit};
use crate::cli::{Streams, input};
use crate::render;
use crate::syntax::print;

pub(in crate::cli) fn run(arguments: &FmtArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let text = match arguments.text.as_deref() {
        Some("-") | None => input::read(Path::new("-"), streams)?.text,
        Some(text) => text.to_owned(),
    };
    let written = text.strip_suffix('\n').unwrap_or(&text);
    let kind = kind_of(arguments.kind, written);
    let (parsed, problems) = check_syntax(kind, written);
    if !parsed.errors.is_empty() || problems.iter().any(|problem| problem.is_empty_expression()) {
        let colour = arguments.color.is_on(streams.output_has_colour);
        write!(streams.errors, "{}", render::human(&report_syntax(kind, written, &problems), colour))?;
        return Ok(Exit::Problems);
    }
    let canonical = print(&parsed.ast, written);
    if arguments.check {
        return Ok(if canonical == written { Exit::Clean } else { Exit::Problems });
    }
    writeln!(streams.output, "{canonical}")?;
    Ok(Exit::Clean)
}
