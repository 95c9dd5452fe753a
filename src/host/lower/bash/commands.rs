//! Bash and its like: commands and their arguments.

use tree_sitter::Node as Syntax;

use super::texts;
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, Imported, NodeId, NodeKind};
use crate::source::Span;

/// `A=1 f --x v --y=v w <<< z`. An option takes what follows it, unless that is an option too.
///
/// `further` stands after the command and belongs to it.
pub(super) fn command(b: &mut Builder<'_>, node: Syntax<'_>, further: &[Syntax<'_>]) -> NodeId {
    if let Some(import) = sourced(b, node) {
        return import;
    }
    let callee = match node.in_field("name") {
        Some(name) if b.named(name).first().is_some_and(|word| word.kind() == "word") => b.name(name),
        Some(name) => b.inner(name),
        None => return b.other(node),
    };
    let mut words = b.named(node);
    words.retain(|word| word.kind() != "command_name");
    words.extend(further);
    let end = further.last().map_or(span(node), |last| span(*last)).end;
    let arguments = arguments(b, &words);
    b.add(NodeKind::Call { callee, arguments, new: false }, Span::new(span(node).start, end))
}

/// `(a b)`; with options among its elements, the arguments of a command that has further ones.
pub(super) fn array(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let words = b.named(node);
    if !words.iter().any(|word| is_option(b, *word)) {
        let elements = b.children(node);
        return b.at(node, NodeKind::List(elements));
    }
    let end = Span::at(span(node).end);
    let callee = b.add(NodeKind::Other(Vec::new()), Span::at(span(node).start));
    let mut arguments = arguments(b, &words);
    let value = b.add(NodeKind::Other(Vec::new()), end);
    arguments.push(Argument { name: None, name_span: end, value, spread: true, span: end });
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

fn arguments(b: &mut Builder<'_>, words: &[Syntax<'_>]) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut waiting: Option<(Span, String)> = None;
    for word in words {
        if is_option(b, *word) {
            arguments.extend(waiting.take().map(|option| flag(b, option)));
            if let Some(argument) = assigned(b, *word) {
                arguments.push(argument);
            } else {
                let option = (span(*word), b.written(*word).to_owned());
                if is_switch(&option.1) {
                    arguments.push(flag(b, option));
                } else {
                    waiting = Some(option);
                }
            }
        } else if let Some(name) = aside(*word) {
            arguments.push(redirection(b, *word, name));
        } else {
            arguments.push(positional(b, *word, waiting.take()));
        }
    }
    arguments.extend(waiting.take().map(|option| flag(b, option)));
    arguments
}

/// `source x`, `. x`
fn sourced(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<NodeId> {
    let name = node.in_field("name").map(|name| b.written(name))?;
    if !matches!(name, "source" | ".") {
        return None;
    }
    match b.named(node).as_slice() {
        [_, file] if file.kind() == "word" => {
            let everything = Imported { name: "*".to_owned(), alias: "*".to_owned() };
            let module = b.written(*file).to_owned();
            Some(b.at(node, NodeKind::Import { module, names: vec![everything] }))
        }
        _ => None,
    }
}

/// `--x`, `--x=v`
fn is_option(b: &Builder<'_>, node: Syntax<'_>) -> bool {
    matches!(node.kind(), "word" | "concatenation") && b.written(node).starts_with("--") && b.written(node).len() > 2
}

/// Options that take nothing in most commands.
fn is_switch(name: &str) -> bool {
    name.starts_with("--no-")
        || matches!(name, "--debug" | "--dry-run" | "--force" | "--help" | "--quiet" | "--verbose" | "--version")
}

/// An option without value.
fn flag(b: &mut Builder<'_>, (place, name): (Span, String)) -> Argument {
    let value = b.add(NodeKind::Bool(true), Span::at(place.end));
    Argument { name: Some(name), name_span: place, value, spread: false, span: place }
}

/// `--x=v`
fn assigned(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<Argument> {
    let whole = span(node);
    let inside = if node.kind() == "word" { vec![node] } else { b.named(node) };
    let (first, rest) = inside.split_first().filter(|(first, _)| first.kind() == "word")?;
    let (name, _) = b.written(*first).split_once('=')?;
    let name_span = Span::new(whole.start, whole.start + u32::try_from(name.len()).ok()?);
    let value_span = Span::new(name_span.end + 1, whole.end);
    let value = match rest {
        [only] if value_span.start == span(*first).end => b.lower(*only),
        _ => {
            let mut parts = b.text_parts(Span::new(value_span.start, span(*first).end), &[], texts::WORD);
            for part in rest {
                texts::parts(b, *part, &mut parts);
            }
            b.add(NodeKind::Text(parts), value_span)
        }
    };
    let value = b.unfolded(value);
    Some(Argument { name: Some(name.to_owned()), name_span, value, spread: false, span: whole })
}

/// What is no argument of a command, by the name it is given as one.
fn aside(node: Syntax<'_>) -> Option<&'static str> {
    Some(match node.kind() {
        "variable_assignment" => "=",
        "file_redirect" => ">",
        "herestring_redirect" => "<<<",
        "heredoc_redirect" => "<<",
        _ => return None,
    })
}

/// `A=1` before a command, `> x`, `<<< x`, `<<EOF`
fn redirection(b: &mut Builder<'_>, node: Syntax<'_>, name: &str) -> Argument {
    let value = match name {
        ">" => b.field(node, "destination"),
        "<<" => texts::heredoc(b, node),
        "<<<" => b.inner(node),
        _ => b.lower(node),
    };
    let name_span = Span::at(span(node).start);
    Argument { name: Some(name.to_owned()), name_span, value, spread: false, span: span(node) }
}

/// A word, or the value of the option before it.
fn positional(b: &mut Builder<'_>, node: Syntax<'_>, option: Option<(Span, String)>) -> Argument {
    let whole = span(node);
    let value = b.lower(node);
    match option {
        Some((name_span, name)) => {
            let value = b.unfolded(value);
            let span = Span::new(name_span.start, whole.end);
            Argument { name: Some(name), name_span, value, spread: false, span }
        }
        None => {
            let spread = is_several(b, node);
            Argument { name: None, name_span: Span::at(whole.start), value, spread, span: whole }
        }
    }
}

/// True for what may be any number of words, options among them: `"${ARGS[@]}"`, `"$@"`. A plain `$ARGS` may be, too,
/// but texts with blanks come to nothing in it.
fn is_several(b: &Builder<'_>, node: Syntax<'_>) -> bool {
    let written = b.written(node);
    ["[@]", "[*]", "$@", "$*"].iter().any(|several| written.contains(several))
}

/// A statement with redirections: those of a command are its arguments.
pub(super) fn redirected(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let Some(body) = node.in_field("body") else { return b.other(node) };
    let (mut inside, mut others) = (Vec::new(), Vec::new());
    for redirect in b.named(node) {
        if redirect == body {
            continue;
        }
        inside.push(redirect);
        // `f <<EOF --x | g` goes on before the text of the heredoc.
        if redirect.kind() == "heredoc_redirect" {
            for part in b.named(redirect) {
                if aside(part).is_some() || texts::is_text(part.kind()) && part.kind() != "heredoc_body" {
                    inside.push(part);
                } else if !part.kind().starts_with("heredoc_") {
                    others.push(part);
                }
            }
        }
    }
    if body.kind() == "command" {
        let call = command(b, body, &inside);
        if others.is_empty() {
            return call;
        }
        let mut all = vec![call];
        all.extend(others.into_iter().map(|other| b.lower(other)));
        return b.at(node, NodeKind::Other(all));
    }
    let mut all = vec![b.lower(body)];
    for redirect in inside.into_iter().chain(others) {
        all.push(match aside(redirect) {
            Some(name) => redirection(b, redirect, name).value,
            None => b.lower(redirect),
        });
    }
    b.at(node, NodeKind::Other(all))
}
