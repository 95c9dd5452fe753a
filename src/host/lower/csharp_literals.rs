//! The texts and the initializers of C#.

use tree_sitter::Node as Syntax;

use super::csharp::subscripts;
use super::shapes::{LastLine, entry, spread};
use crate::host::builder::{Builder, span, type_name};
use crate::host::fields::Fields as _;
use crate::host::{Argument, Entry, EscapeStyle, NodeId, NodeKind};
use crate::source::Span;

/// `"a"`, `'a'`, `@"a"`, `"""a"""`, each with or without `u8`.
pub(super) fn string(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let whole = span(node);
    let written = b.written(node);
    let Some(last) = written.rfind(['"', '\'']) else { return b.other(node) };
    let suffix = bytes(written.len() - last);
    if node.kind() == "raw_string_literal" {
        let quotes = bytes(written.bytes().take_while(|byte| *byte == b'"').count());
        let closing = quotes.saturating_sub(1) + suffix;
        return b.indented_text(whole, (quotes, closing), &[], EscapeStyle::RAW, LastLine::Margin);
    }
    let (opening, style) = match node.kind() {
        "verbatim_string_literal" => (2, EscapeStyle::RAW.doubling('"')),
        _ => (1, EscapeStyle::BACKSLASH),
    };
    let from = whole.start + opening;
    b.text_node(whole, Span::new(from, whole.end.saturating_sub(suffix).max(from)), &[], style)
}

/// `$"a {b}"`, `$@"a {b}"`, `$$"""a {{b}}"""`
pub(super) fn interpolated(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let whole = span(node);
    let mut start = "";
    let mut holes = Vec::new();
    for child in b.named(node) {
        match child.kind() {
            "interpolation_start" => start = b.written(child),
            "interpolation" => {
                let inside = b.named(child).into_iter().find(|inside| inside.kind() != "interpolation_brace");
                let hole = match inside {
                    Some(inside) => b.lower(inside),
                    None => b.nothing(span(child).start),
                };
                holes.push((span(child), hole));
            }
            _ => {}
        }
    }
    let quotes = b.written(node).get(start.len()..).unwrap_or_default();
    let quotes = bytes(quotes.bytes().take_while(|byte| *byte == b'"').count());
    let opening = bytes(start.len());
    if quotes >= 3 {
        return b.indented_text(whole, (opening + quotes, quotes), &holes, EscapeStyle::RAW, LastLine::Margin);
    }
    let style = if start.contains('@') { EscapeStyle::RAW.doubling('"') } else { EscapeStyle::BACKSLASH };
    let from = whole.start + opening + 1;
    let content = Span::new(from, whole.end.saturating_sub(1).max(from));
    b.text_node(whole, content, &holes, style.with_braces())
}

fn bytes(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `new T(x)` is a call; `new T(x) { … }` is an object or a list. What stands in the parentheses may add entries, so
/// it is a spread there, unless it is a number, which says only how many entries are to come.
pub(super) fn created(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let children = b.named(node);
    let find = |kind: &str| children.iter().copied().find(|child| child.kind() == kind);
    let of = node.in_field("type");
    let arguments = find("argument_list").map(|list| b.named(list)).unwrap_or_default();
    let Some(braces) = find("initializer_expression") else {
        let callee = match of {
            Some(of) => b.lower(of),
            None => b.nothing(span(node).start),
        };
        let arguments: Vec<Argument> = arguments.into_iter().map(|child| super::csharp::argument(b, child)).collect();
        return b.at(node, NodeKind::Call { callee, arguments, new: true });
    };
    let mut first = Vec::new();
    for argument in arguments {
        let value = b.lower(argument);
        if !b.written(argument).starts_with(|character: char| character.is_ascii_digit()) {
            first.push(spread(value, span(argument)));
        }
    }
    let name = of.map(|of| type_name(b.written(of))).filter(|name| !name.ends_with("Dictionary"));
    filled(b, node, braces, first, name)
}

/// `{ A = 1 }` alone, where the type stands elsewhere.
pub(super) fn initializer(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    filled(b, node, node, Vec::new(), None)
}

/// Braces with `A = 1`, `[k] = v` and `{ k, v }` are an object; with anything else, a list.
fn filled(
    b: &mut Builder<'_>,
    node: Syntax<'_>,
    braces: Syntax<'_>,
    mut entries: Vec<Entry>,
    type_name: Option<String>,
) -> NodeId {
    let elements = b.named(braces);
    let is_entry = |element: &Syntax<'_>| matches!(element.kind(), "assignment_expression" | "initializer_expression");
    if entries.is_empty() && !elements.is_empty() && !elements.iter().any(is_entry) {
        let elements = elements.into_iter().map(|element| b.lower(element)).collect();
        return b.at(node, NodeKind::List(elements));
    }
    for element in elements {
        let entry = one_entry(b, element);
        entries.push(entry);
    }
    b.at(node, NodeKind::Object { entries, type_name })
}

fn one_entry(b: &mut Builder<'_>, node: Syntax<'_>) -> Entry {
    let whole = span(node);
    if node.kind() == "assignment_expression" {
        let left = node.in_field("left");
        let key = match left {
            Some(left) if left.kind() == "identifier" => b.key(left),
            Some(left) => subscripts(b, left),
            None => b.nothing(whole.start),
        };
        let value = b.field(node, "right");
        return entry(key, value, whole);
    }
    match b.named(node).as_slice() {
        [key, value] if node.kind() == "initializer_expression" => {
            let (key, value) = (b.lower(*key), b.lower(*value));
            entry(key, value, whole)
        }
        _ => {
            let value = b.lower(node);
            spread(value, whole)
        }
    }
}

/// `new { A = 1, b, c.D }`
pub(super) fn anonymous(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut cursor = node.walk();
    let children: Vec<_> = node.children(&mut cursor).filter(|child| !child.is_extra()).collect();
    let mut entries = Vec::new();
    for member in children.split(|child| matches!(child.kind(), "," | "{" | "}" | "new")) {
        match member {
            [name, _, value] => entries.push(named_entry(b, *name, *value)),
            [only] => {
                let name = only.in_field("name").unwrap_or(*only);
                entries.push(named_entry(b, name, *only));
            }
            _ => {}
        }
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}

fn named_entry(b: &mut Builder<'_>, name: Syntax<'_>, value: Syntax<'_>) -> Entry {
    let whole = span(name).to(span(value));
    let key = b.key(name);
    let value = b.lower(value);
    entry(key, value, whole)
}

/// `x with { A = 1 }`: everything of `x`, and the entries.
pub(super) fn with(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut entries = Vec::new();
    for child in b.named(node) {
        if child.kind() != "with_initializer" {
            let value = b.lower(child);
            entries.push(spread(value, span(child)));
        } else if let [name, value] = b.named(child).as_slice() {
            entries.push(named_entry(b, *name, *value));
        }
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}
