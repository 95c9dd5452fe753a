//! The macros of Rust: format strings, and what a grammar leaves as tokens.

use tree_sitter::Node as Syntax;

use super::content;
use super::readable::LIKE_CALLS;
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::lower::shapes::{entry, unnamed};
use crate::host::{Argument, Entry, EscapeStyle, NodeId, NodeKind};
use crate::source::Span;

/// `format!("{} {x}", a)` and `concat!("a", "b")` as texts, named arguments of others; nothing for a true call.
pub(super) fn readable_macro(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<NodeId> {
    let function = node.in_field("function")?;
    let end = span(function).end;
    if b.slice(Span::new(end, end + 1)) != "!" {
        return None;
    }
    let name = b.written(function).rsplit("::").next().unwrap_or_default();
    let arguments = node.in_field("arguments").map(|list| b.named(list)).unwrap_or_default();
    match (name, arguments.split_first()) {
        ("format" | "format_args" | "formatdoc", Some((text, rest))) if text.kind().ends_with("string_literal") => {
            Some(formatted(b, node, *text, rest))
        }
        ("concat", _) if arguments.iter().all(|argument| argument.kind().ends_with("string_literal")) => {
            let mut parts = Vec::new();
            for argument in arguments {
                let (content, style) = content(b, argument);
                parts.extend(b.text_parts(content, &[], style));
            }
            Some(b.at(node, NodeKind::Text(parts)))
        }
        // write!(text, ", {name} = :v")
        ("write" | "writeln", Some((target, [text, rest @ ..]))) if text.kind().ends_with("string_literal") => {
            let callee = b.lower(function);
            let target = b.positional(*target);
            let value = formatted(b, *text, *text, rest);
            let own = span(*text);
            let written = Argument { name: None, name_span: own, value, spread: false, span: own };
            Some(b.at(node, NodeKind::Call { callee, arguments: vec![target, written], new: false }))
        }
        (name, _) => LIKE_CALLS.contains(&name).then(|| {
            let callee = b.lower(function);
            let arguments = arguments.into_iter().map(|argument| macro_argument(b, argument)).collect();
            b.at(node, NodeKind::Call { callee, arguments, new: false })
        }),
    }
}

/// `x`, `name = x`
fn macro_argument(b: &mut Builder<'_>, node: Syntax<'_>) -> Argument {
    match named_argument(node) {
        Some((name, value)) => {
            let (written, value) = (b.written(name).to_owned(), b.lower(value));
            Argument { name: Some(written), name_span: span(name), value, spread: false, span: span(node) }
        }
        None => b.positional(node),
    }
}

fn named_argument(node: Syntax<'_>) -> Option<(Syntax<'_>, Syntax<'_>)> {
    let name = node.in_field("left").filter(|_| node.kind() == "assignment_expression")?;
    Some((name, node.in_field("right")?))
}

/// The text of `format!`: its literal parts, and the arguments in its holes.
fn formatted(b: &mut Builder<'_>, node: Syntax<'_>, text: Syntax<'_>, arguments: &[Syntax<'_>]) -> NodeId {
    let (content, style) = content(b, text);
    let positional: Vec<_> = arguments.iter().filter(|node| named_argument(**node).is_none()).collect();
    let mut holes = Vec::new();
    let mut next = 0;
    for hole in places_of_holes(b.slice(content), content.start, style) {
        let written = b.slice(Span::new(hole.start + 1, hole.end.saturating_sub(1)));
        let name = written.split(':').next().unwrap_or_default().trim();
        let index = if name.is_empty() {
            next += 1;
            Some(next - 1)
        } else {
            name.parse::<usize>().ok()
        };
        let argument = match index {
            Some(index) => positional.get(index).map(|node| **node),
            None => arguments.iter().find_map(|node| {
                named_argument(*node).filter(|(left, _)| b.written(*left) == name).map(|(_, value)| value)
            }),
        };
        let inside = match argument {
            Some(argument) => b.lower(argument),
            None if index.is_none() => b.add(NodeKind::Name(name.to_owned()), hole),
            None => b.nothing(hole.start),
        };
        holes.push((hole, inside));
    }
    b.text_node(span(node), content, &holes, style.with_braces())
}

/// Where `{…}` stands in a format string, but not `{{`, and not the braces of `\u{e9}`.
fn places_of_holes(written: &str, start: u32, style: EscapeStyle) -> Vec<Span> {
    let mut holes = Vec::new();
    let mut at = 0;
    while let Some(found) = written.get(at..).and_then(|rest| rest.find(['{', '\\'])) {
        let open = at + found;
        let rest = written.get(open..).unwrap_or_default();
        let close = rest.find('}').map_or(rest.len(), |close| close + 1);
        let length = if rest.starts_with('\\') {
            match rest.chars().nth(1).filter(|_| style.backslash) {
                Some('u') => close,
                Some(escaped) => 1 + escaped.len_utf8(),
                None => 1,
            }
        } else if rest.starts_with("{{") {
            2
        } else {
            let place = |at: usize| start + u32::try_from(at).unwrap_or(0);
            holes.push(Span::new(place(open), place(open + close)));
            close
        };
        at = open + length;
    }
    holes
}

/// A macro whose arguments are tokens only: an object where they are pairs with `=>`, otherwise a call.
pub(super) fn macro_call(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let tree = b.named(node).into_iter().find(|child| child.kind() == "token_tree");
    let inside = tree.map(|tree| between_brackets(b, tree));
    if let Some(Inside::Entries(entries)) = inside {
        return b.at(node, NodeKind::Object { entries, type_name: None });
    }
    let callee = b.field(node, "macro");
    let values = if let Some(Inside::Values(values)) = inside { values } else { Vec::new() };
    let arguments = values.into_iter().map(|value| unnamed(value, b.span(value))).collect();
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

/// What stands between the brackets of tokens.
enum Inside {
    Entries(Vec<Entry>),
    Values(Vec<NodeId>),
}

/// `{"a": 1}`, `[a, b]`, `(a)` as far as they look like an object, a list, and an expression.
pub(super) fn tokens_in_brackets(b: &mut Builder<'_>, tree: Syntax<'_>) -> NodeId {
    let is_list = b.written(tree).starts_with('[');
    match between_brackets(b, tree) {
        Inside::Entries(entries) => b.at(tree, NodeKind::Object { entries, type_name: None }),
        Inside::Values(values) if is_list => b.at(tree, NodeKind::List(values)),
        Inside::Values(values) => b.together(tree, values),
    }
}

fn between_brackets(b: &mut Builder<'_>, tree: Syntax<'_>) -> Inside {
    let mut cursor = tree.walk();
    let tokens: Vec<_> = tree.children(&mut cursor).filter(|token| !token.is_extra()).collect();
    let is_braces = tokens.first().is_some_and(|token| token.kind() == "{");
    let inside = tokens.get(1..tokens.len().saturating_sub(1)).unwrap_or_default();
    let mut groups: Vec<_> = inside.split(|token| token.kind() == ",").collect();
    if groups.last().is_some_and(|last| last.is_empty()) {
        groups.pop();
    }
    let separator = |group: &[Syntax<'_>]| {
        group.iter().position(|token| token.kind() == "=>" || (is_braces && token.kind() == ":"))
    };
    if groups.iter().any(|group| separator(group).is_none()) || (groups.is_empty() && !is_braces) {
        return Inside::Values(groups.into_iter().map(|group| expression(b, group, tree)).collect());
    }
    let mut entries = Vec::new();
    for group in groups {
        let (key, value) = group.split_at(separator(group).unwrap_or(0));
        let whole = of(group, tree);
        let key = expression(b, key, tree);
        let value = expression(b, value.get(1..).unwrap_or_default(), tree);
        entries.push(entry(key, value, whole));
    }
    Inside::Entries(entries)
}

/// Where tokens stand.
fn of(tokens: &[Syntax<'_>], tree: Syntax<'_>) -> Span {
    let ends = tokens.first().zip(tokens.last());
    ends.map_or(Span::at(span(tree).end), |(first, last)| span(*first).to(span(*last)))
}

/// `a::b.c(d)?[e]` of tokens; what looks like anything else is not known.
fn expression(b: &mut Builder<'_>, tokens: &[Syntax<'_>], tree: Syntax<'_>) -> NodeId {
    let mut rest = tokens;
    while let [first, more @ ..] = rest
        && matches!(first.kind(), "&" | "*" | "mutable_specifier")
    {
        rest = more;
    }
    let Some((first, mut rest)) = rest.split_first() else { return b.nothing(of(tokens, tree).end) };
    let start = span(*first).start;
    let mut base = match (first.kind(), rest) {
        ("-", [number, more @ ..]) if number.kind().ends_with("_literal") => {
            rest = more;
            let digits = format!("-{}", b.written(*number));
            b.add(NodeKind::Number(digits), Span::new(start, span(*number).end))
        }
        _ => b.lower(*first),
    };
    while let Some((token, more)) = rest.split_first() {
        let whole = Span::new(start, span(*token).end);
        (base, rest) = match (token.kind(), more) {
            ("." | "::", [name, more @ ..]) if name.kind() == "identifier" => {
                (b.member(*first, base, Some(*name)), more)
            }
            ("?", _) => (base, more),
            ("token_tree", _) if b.written(*token).starts_with('(') => {
                let callee = base;
                let call = b.lower_as(*token, |b, token| {
                    let values = match between_brackets(b, token) {
                        Inside::Values(values) => values,
                        Inside::Entries(_) => Vec::new(),
                    };
                    let arguments = values.into_iter().map(|value| unnamed(value, b.span(value))).collect();
                    b.add(NodeKind::Call { callee, arguments, new: false }, whole)
                });
                (call, more)
            }
            ("token_tree", _) => {
                let index = b.lower_as(*token, |b, token| match between_brackets(b, token) {
                    Inside::Values(values) => b.together(token, values),
                    Inside::Entries(_) => b.nothing(span(token).end),
                });
                (b.add(NodeKind::Index { base, index }, whole), more)
            }
            _ => return unknown(b, tokens, tree),
        };
    }
    base
}

/// Tokens that are no expression that is understood.
fn unknown(b: &mut Builder<'_>, tokens: &[Syntax<'_>], tree: Syntax<'_>) -> NodeId {
    let inside = tokens.iter().filter(|token| token.is_named()).map(|token| b.lower(*token)).collect();
    b.add(NodeKind::Other(inside), of(tokens, tree))
}
