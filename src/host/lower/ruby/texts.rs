//! Ruby: texts, symbols and heredocs.

use std::collections::VecDeque;

use tree_sitter::Node as Syntax;

use crate::host::builder::{Builder, span};
use crate::host::{EscapeStyle, NodeId, NodeKind, TextPart};
use crate::source::Span;

const DOUBLE_QUOTED: EscapeStyle = EscapeStyle::BACKSLASH.knowing("ntrbfvaesxu0\n");

pub(super) fn is_text(kind: &str) -> bool {
    matches!(
        kind,
        "string"
            | "chained_string"
            | "heredoc_beginning"
            | "simple_symbol"
            | "delimited_symbol"
            | "string_array"
            | "symbol_array"
    )
}

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "chained_string" => chained(b, node),
        "heredoc_beginning" => heredoc(b, node),
        "simple_symbol" => {
            let whole = span(node);
            b.text_node(whole, Span::new(whole.start + 1, whole.end), &[], EscapeStyle::RAW)
        }
        "string_array" | "symbol_array" => {
            let mut words = Vec::new();
            for word in b.named(node) {
                let holes = holes(b, word);
                words.push(b.text_node(span(word), span(word), &holes, EscapeStyle::ONLY_QUOTE));
            }
            b.at(node, NodeKind::List(words))
        }
        _ => {
            let (content, style) = content(b, node);
            let holes = holes(b, node);
            b.text_node(span(node), content, &holes, style)
        }
    }
}

/// What stands between the quotes, and how.
fn content(b: &Builder<'_>, node: Syntax<'_>) -> (Span, EscapeStyle) {
    let mut content = span(node);
    let mut cursor = node.walk();
    let mut quotes = node.children(&mut cursor).filter(|child| !child.is_named());
    let opening = quotes.next().map_or(Span::at(content.start), span);
    let closing = quotes.last().map_or(Span::at(content.end), span);
    content = Span::new(opening.end, closing.start.max(opening.end));
    let opening = b.slice(opening);
    let single = opening.starts_with("%q") || opening.ends_with('\'');
    (content, if single { EscapeStyle::ONLY_QUOTE } else { DOUBLE_QUOTED })
}

/// The text of a key that is written out.
pub(super) fn plain(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<String> {
    match node.kind() {
        "hash_key_symbol" => Some(b.written(node).to_owned()),
        "simple_symbol" => Some(b.written(node).trim_start_matches(':').to_owned()),
        "string" | "delimited_symbol" => {
            if b.named(node).iter().any(|child| child.kind() == "interpolation") {
                return None;
            }
            let (content, style) = content(b, node);
            match b.text_parts(content, &[], style).pop() {
                Some(TextPart::Literal { text, .. }) => Some(text),
                _ => Some(String::new()),
            }
        }
        _ => None,
    }
}

fn holes(b: &mut Builder<'_>, node: Syntax<'_>) -> Vec<(Span, NodeId)> {
    let mut holes = Vec::new();
    for child in b.named(node) {
        if child.kind() == "interpolation" {
            let hole = b.lower(child);
            holes.push((span(child), hole));
        }
    }
    holes
}

/// `"a" 'b'`
fn chained(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut parts = Vec::new();
    for child in b.named(node) {
        let (content, style) = content(b, child);
        let holes = holes(b, child);
        parts.extend(b.text_parts(content, &holes, style));
    }
    b.at(node, NodeKind::Text(parts))
}

/// A heredoc stands where it begins; the blanks before its lines stay.
fn heredoc(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let style = if b.written(node).contains('\'') { EscapeStyle::RAW } else { DOUBLE_QUOTED };
    let body = b.body_of(span(node)).and_then(|body| find(node, body));
    let Some(body) = body else { return b.at(node, NodeKind::Other(Vec::new())) };
    let mut content = span(body);
    let written = b.slice(content);
    content.start += if written.starts_with("\r\n") { 2 } else { u32::from(written.starts_with('\n')) };
    let end = b.named(body).last().filter(|last| last.kind() == "heredoc_end").map(|end| span(*end).start);
    content.end = end.unwrap_or(content.end).max(content.start);
    let holes = holes(b, body);
    b.text_node(span(node), content, &holes, style)
}

/// The body of a heredoc, which is part of something around its beginning.
fn find<'n>(beginning: Syntax<'n>, place: Span) -> Option<Syntax<'n>> {
    let (start, end) = (place.start as usize, place.end as usize);
    let mut around = beginning.parent();
    while let Some(node) = around {
        if node.end_byte() >= end {
            let mut found = node.descendant_for_byte_range(start, end)?;
            while found.kind() != "heredoc_body" {
                found = found.parent().filter(|parent| parent.start_byte() == start && parent.end_byte() == end)?;
            }
            return Some(found);
        }
        around = node.parent();
    }
    None
}

/// Bodies of heredocs stand in the order of their beginnings, after the line of these.
pub(super) fn note_heredocs(b: &mut Builder<'_>, root: Syntax<'_>) {
    let mut open: VecDeque<Span> = VecDeque::new();
    let mut cursor = root.walk();
    loop {
        let node = cursor.node();
        match node.kind() {
            "heredoc_beginning" => open.push_back(span(node)),
            "heredoc_body" => {
                if let Some(begin) = open.pop_front() {
                    b.note_body(begin, span(node));
                }
            }
            _ => {}
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}
