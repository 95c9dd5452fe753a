//! `ddbexpr parse`: the tree of an expression, or where its text leaves the grammar.

use std::io::{BufRead, BufReader};
use std::path::Path;

use serde_json::{Value, json};

use super::refused::{kind_of, report_syntax};
use crate::check::check_syntax;
use crate::cli::args::{ParseArguments, TreeFormat};
use crate::cli::error::{CliError, Exit};
use crate::cli::{Streams, input};
use crate::problem::{ExpressionProblem, Framing, Part, ProblemKind};
use crate::render;
use crate::syntax::{ExpressionKind, ast_json, ast_tree};

pub(in crate::cli) fn run(arguments: &ParseArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    if arguments.jsonl {
        return answer_lines(streams);
    }
    let text = match arguments.text.as_deref() {
        Some("-") | None => input::read(Path::new("-"), streams)?.text,
        Some(text) => text.to_owned(),
    };
    let kind = kind_of(arguments.kind, &text);
    let (parsed, problems) = check_syntax(kind, &text);
    if !problems.is_empty() {
        let report = report_syntax(kind, &text, &problems);
        match arguments.format {
            TreeFormat::Tree => {
                let colour = arguments.color.is_on(streams.output_has_colour);
                write!(streams.output, "{}", render::human(&report, colour))?;
            }
            TreeFormat::Json => writeln!(streams.output, "{}", render::json(&report))?,
        }
        return Ok(Exit::Problems);
    }
    match arguments.format {
        TreeFormat::Tree => write!(streams.output, "{}", ast_tree(&parsed.ast, &text))?,
        TreeFormat::Json => writeln!(streams.output, "{}", ast_json(&parsed.ast, &text))?,
    }
    Ok(Exit::Clean)
}

/// Answers one line with one line, in order, each as soon as it is read.
fn answer_lines(streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let mut exit = Exit::Clean;
    let mut lines = BufReader::new(&mut *streams.input);
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(exit);
        }
        number += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = match serde_json::from_slice::<Value>(&line) {
            Ok(question) => answer(&question),
            Err(error) => Err((Value::Null, format!("line {number} is not JSON: {error}"))),
        };
        let answer = answer.unwrap_or_else(|(id, message)| {
            exit = Exit::Input;
            json!({ "id": id, "error": { "message": message } }).to_string()
        });
        writeln!(streams.output, "{answer}")?;
        streams.output.flush()?;
    }
}

/// The answer to one question, or what is wrong with the question.
fn answer(question: &Value) -> Result<String, (Value, String)> {
    let id = question.get("id").cloned().unwrap_or_default();
    let member = |name: &str| {
        let found = question.get(name).and_then(Value::as_str);
        found.ok_or_else(|| (id.clone(), format!("the line has no text member `{name}`")))
    };
    let text = member("text")?;
    let kind: ExpressionKind = member("kind")?.parse().map_err(|error| (id.clone(), format!("{error}")))?;
    let (parsed, problems) = check_syntax(kind, text);
    let Some(problem) = problems.first() else {
        return Ok(format!("{{\"id\":{id},\"ast\":{}}}", ast_json(&parsed.ast, text)));
    };
    let span = match problem.place.part {
        Part::Expression(_, span) => span,
        _ => crate::source::Span::default(),
    };
    let expected: Vec<&str> = match &problem.kind {
        ProblemKind::Expression(ExpressionProblem::Syntax { expected, .. }) => {
            expected.iter().map(crate::syntax::TokenKind::describe).collect()
        }
        _ => Vec::new(),
    };
    let message = problem.service_message(Framing::default());
    Ok(json!({ "id": id, "error": { "message": message, "span": [span.start, span.end], "expected": expected } })
        .to_string())
}
