//! Bash and its like: texts, expansions and heredocs.

use tree_sitter::Node as Syntax;

use super::one;
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, Binary, EscapeStyle, NodeId, NodeKind, TextPart};
use crate::source::Span;

/// Outside of quotes any character may have a backslash before it.
pub(super) const WORD: EscapeStyle = EscapeStyle::BACKSLASH.knowing("\n");
const DOUBLE_QUOTED: EscapeStyle = EscapeStyle::BACKSLASH.knowing("\"$`\n").keeping_unknown();
const HEREDOC: EscapeStyle = EscapeStyle::BACKSLASH.knowing("$`\n").keeping_unknown();
/// `$'…'`
const ANSI_C: EscapeStyle = EscapeStyle::BACKSLASH.knowing("abeEfnrtvxuU0'\"?").keeping_unknown();

pub(super) fn is_text(kind: &str) -> bool {
    matches!(
        kind,
        "word"
            | "string"
            | "raw_string"
            | "ansi_c_string"
            | "translated_string"
            | "concatenation"
            | "extglob_pattern"
            | "heredoc_body"
            | "simple_expansion"
            | "expansion"
            | "command_substitution"
    )
}

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "simple_expansion" => b.inner(node),
        "expansion" => expansion(b, node),
        "command_substitution" => substitution(b, node),
        _ => {
            let mut all = Vec::new();
            parts(b, node, &mut all);
            b.at(node, NodeKind::Text(all))
        }
    }
}

/// The parts of a text, which may be written in several pieces: `'a '"$b"c`.
pub(super) fn parts(b: &mut Builder<'_>, node: Syntax<'_>, into: &mut Vec<TextPart>) {
    let whole = span(node);
    match node.kind() {
        "word" | "extglob_pattern" => into.extend(b.text_parts(whole, &[], WORD)),
        "number" => into.extend(b.text_parts(whole, &[], EscapeStyle::RAW)),
        "raw_string" => {
            let content = between(b, whole, "'");
            into.extend(b.text_parts(content, &[], EscapeStyle::RAW));
        }
        "ansi_c_string" => {
            let content = between(b, whole, "$'");
            into.extend(b.text_parts(content, &[], ANSI_C));
        }
        "string" => {
            let (content, holes) = (between(b, whole, "\""), holes(b, node));
            into.extend(b.text_parts(content, &holes, DOUBLE_QUOTED));
        }
        "heredoc_body" => {
            let holes = holes(b, node);
            into.extend(b.text_parts(whole, &holes, HEREDOC));
        }
        "translated_string" | "concatenation" => {
            for child in b.named(node) {
                if matches!(child.kind(), "translated_string" | "concatenation") {
                    into.push(TextPart::Hole(b.lower(child)));
                } else {
                    parts(b, child, into);
                }
            }
        }
        _ => into.push(TextPart::Hole(b.lower(node))),
    }
}

/// Without its quotes.
fn between(b: &Builder<'_>, whole: Span, opening: &str) -> Span {
    let written = b.slice(whole);
    let opens = if written.starts_with(opening) { opening.len() } else { 0 };
    let quote = opening.trim_start_matches('$');
    let is_closed = written.len() > opens && written.ends_with(quote);
    Span::new(whole.start + u32::try_from(opens).unwrap_or_default(), whole.end - u32::from(is_closed))
}

fn holes(b: &mut Builder<'_>, node: Syntax<'_>) -> Vec<(Span, NodeId)> {
    let mut holes = Vec::new();
    for child in b.named(node) {
        if !matches!(child.kind(), "string_content" | "heredoc_content") {
            let hole = b.lower(child);
            holes.push((span(child), hole));
        }
    }
    holes
}

/// `${x}` is `x`, `${x:-y}` is `x` or else `y`; with any other operator it is nothing known.
fn expansion(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = node.in_field("operator").map(|operator| b.written(operator));
    let inside = b.named(node);
    match (operator, inside.as_slice()) {
        (None, [only]) => b.lower(*only),
        (Some(":-" | "-" | ":=" | "="), [name, default]) => {
            let (left, right) = (b.lower(*name), b.lower(*default));
            b.at(node, NodeKind::Binary { operator: Binary::Or, left, right })
        }
        _ => b.other(node),
    }
}

/// `$(f x)` is the call; `$(cat <<EOF …)` is the text, `$(< x)` is `cat x`.
fn substitution(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let inside = b.named(node);
    match inside.as_slice() {
        [only] if only.kind() == "file_redirect" => {
            let sign = Span::at(span(*only).start);
            let callee = b.add(NodeKind::Name("cat".to_owned()), sign);
            let value = b.field(*only, "destination");
            let argument = Argument { name: None, name_span: sign, value, spread: false, span: span(*only) };
            b.at(node, NodeKind::Call { callee, arguments: vec![argument], new: false })
        }
        [only] => match document(b, *only) {
            Some(redirect) => heredoc(b, redirect),
            None => b.lower(*only),
        },
        _ => {
            let statements = b.children(node);
            one(b, span(node), statements)
        }
    }
}

/// The only heredoc of `cat <<EOF`.
fn document<'n>(b: &mut Builder<'_>, node: Syntax<'n>) -> Option<Syntax<'n>> {
    let command = node.in_field("body").filter(|command| command.kind() == "command")?;
    match b.named(node).as_slice() {
        [_, redirect] if redirect.kind() == "heredoc_redirect" && b.written(command) == "cat" => {
            let is_plain = b.named(*redirect).iter().all(|part| part.kind().starts_with("heredoc_"));
            is_plain.then_some(*redirect)
        }
        _ => None,
    }
}

/// The text of a heredoc; without expansions where its delimiter is quoted. Tabs before its lines stay.
pub(super) fn heredoc(b: &mut Builder<'_>, redirect: Syntax<'_>) -> NodeId {
    let inside = b.named(redirect);
    let find = |kind: &str| inside.iter().find(|part| part.kind() == kind).copied();
    let is_quoted = find("heredoc_start").is_some_and(|start| b.written(start).contains(['\'', '"', '\\']));
    match find("heredoc_body") {
        Some(body) if is_quoted => b.text_node(span(body), span(body), &[], EscapeStyle::RAW),
        Some(body) => b.lower(body),
        None => b.text_node(span(redirect), Span::at(span(redirect).end), &[], EscapeStyle::RAW),
    }
}
