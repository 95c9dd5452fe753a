//! HCL, as Terraform uses it.
//!
//! A body is an object: an attribute is an entry, a block is an entry under its type, and a block with labels is a
//! call of its type with the labels and its body. A file is a block that holds one such object.

use tree_sitter::Node as Syntax;

use super::hcl_template;
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, Binary, Entry, NodeId, NodeKind};
use crate::source::Span;

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "config_file" => b.block(node),
        "body" => body(b, node),
        "expression" => expression(b, node),
        "literal_value" | "collection_value" | "template_expr" | "for_expr" | "operation" | "variable_expr" => {
            b.inner(node)
        }
        "identifier" => b.name(node),
        "numeric_lit" => b.number(node),
        "bool_lit" => {
            let truth = b.written(node) == "true";
            b.at(node, NodeKind::Bool(truth))
        }
        "null_lit" => b.at(node, NodeKind::Null),
        "string_lit" | "quoted_template" => hcl_template::quoted(b, node),
        "heredoc_template" => hcl_template::heredoc(b, node),
        "tuple" => {
            let elements = between(b, node).into_iter().map(|element| b.lower(element)).collect();
            b.at(node, NodeKind::List(elements))
        }
        "object" => object(b, node),
        "function_call" => call(b, node),
        "for_tuple_expr" => for_expression(b, node),
        "for_object_expr" => {
            let inside = for_expression(b, node);
            let entry = Entry { key: inside, value: inside, spread: true, span: span(node) };
            b.at(node, NodeKind::Object { entries: vec![entry], type_name: None })
        }
        "conditional" => conditional(b, node),
        "unary_operation" | "binary_operation" => operation(b, node, &[]),
        _ => b.other(node),
    }
}

/// The named children but brackets.
pub(super) fn between<'n>(b: &mut Builder<'_>, node: Syntax<'n>) -> Vec<Syntax<'n>> {
    let is_bracket = |child: &Syntax<'_>| child.kind().ends_with("_start") || child.kind().ends_with("_end");
    b.named(node).into_iter().filter(|child| !is_bracket(child)).collect()
}

fn body(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut entries = Vec::new();
    for child in b.named(node) {
        entries.push(match child.kind() {
            "attribute" => attribute(b, child),
            "block" => block(b, child),
            _ => spread(b, child),
        });
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}

/// What cannot be read may be any entry.
fn spread(b: &mut Builder<'_>, node: Syntax<'_>) -> Entry {
    let key = b.lower(node);
    Entry { key, value: key, spread: true, span: span(node) }
}

/// `name = "a"`
fn attribute(b: &mut Builder<'_>, node: Syntax<'_>) -> Entry {
    match b.named(node).as_slice() {
        [key, value] => {
            let (key, value) = (b.key(*key), b.lower(*value));
            Entry { key, value, spread: false, span: span(node) }
        }
        _ => spread(b, node),
    }
}

/// `resource "aws_lambda_function" "orders" { … }`, `environment { … }`
fn block(b: &mut Builder<'_>, node: Syntax<'_>) -> Entry {
    let mut parts = between(b, node).into_iter();
    let Some(name) = parts.next() else { return spread(b, node) };
    let key = b.key(name);
    // The call begins after the key that names it.
    let callee = b.name(name);
    let mut arguments = Vec::new();
    let mut inside = None;
    for part in parts {
        match part.kind() {
            "body" => inside = Some(b.lower(part)),
            "identifier" => arguments.push(b.key(part)),
            _ => arguments.push(b.lower(part)),
        }
    }
    let end = Span::at(span(node).end);
    let inside = inside.unwrap_or_else(|| b.add(NodeKind::Object { entries: Vec::new(), type_name: None }, end));
    if arguments.is_empty() {
        return Entry { key, value: inside, spread: false, span: span(node) };
    }
    arguments.push(inside);
    let value = call_of(b, node, callee, arguments);
    Entry { key, value, spread: false, span: span(node) }
}

fn call_of(b: &mut Builder<'_>, node: Syntax<'_>, callee: NodeId, values: Vec<NodeId>) -> NodeId {
    let argument = |value: NodeId, span: Span| Argument {
        name: None,
        name_span: Span::at(span.start),
        value,
        spread: false,
        span,
    };
    let arguments = values.into_iter().map(|value| argument(value, b.span(value))).collect();
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

/// `{ a = 1, "b" : 2, (c) = 3 }`
fn object(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut entries = Vec::new();
    for child in between(b, node) {
        if child.kind() != "object_elem" {
            entries.push(spread(b, child));
            continue;
        }
        let key = match child.in_field("key") {
            Some(key) if is_identifier(b.written(key)) => b.key(key),
            _ => b.field(child, "key"),
        };
        let value = b.field(child, "val");
        entries.push(Entry { key, value, spread: false, span: span(child) });
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}

fn is_identifier(written: &str) -> bool {
    written.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
}

/// `a.b["c"][*].d`: what follows the first part comes one after another.
fn expression(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match operands(b, node).as_slice() {
        [only] => *only,
        all => b.at(node, NodeKind::Other(all.to_vec())),
    }
}

/// The operands of a node, each with what follows it.
fn operands(b: &mut Builder<'_>, node: Syntax<'_>) -> Vec<NodeId> {
    operands_with(b, node, &[])
}

/// The same where `more` follows the last one.
fn operands_with(b: &mut Builder<'_>, node: Syntax<'_>, more: &[Syntax<'_>]) -> Vec<NodeId> {
    let mut parts = b.named(node);
    parts.extend_from_slice(more);
    let mut rest = parts.as_slice();
    let mut operands = Vec::new();
    while let Some((first, after)) = rest.split_first() {
        let is_suffix = |part: &&Syntax<'_>| matches!(part.kind(), "get_attr" | "index" | "splat");
        let (suffixes, next) = after.split_at_checked(after.iter().take_while(is_suffix).count()).unwrap_or_default();
        operands.push(operand(b, *first, suffixes));
        rest = next;
    }
    operands
}

/// The grammar reads `!a.b` as `(!a).b`: what follows an operation belongs to its last operand.
fn operand(b: &mut Builder<'_>, first: Syntax<'_>, suffixes: &[Syntax<'_>]) -> NodeId {
    let inside = (first.kind() == "operation" && !suffixes.is_empty() && !b.is_deep()).then(|| b.named(first));
    if let Some(inside) = inside.iter().flatten().next() {
        return b.deeper(|b| operation(b, *inside, suffixes));
    }
    let base = b.lower(first);
    suffixes.iter().fold(base, |base, suffix| member(b, span(first).start, base, *suffix))
}

fn member(b: &mut Builder<'_>, start: u32, base: NodeId, suffix: Syntax<'_>) -> NodeId {
    let place = Span::new(start, span(suffix).end);
    let inside = b.named(suffix);
    let kind = match (suffix.kind(), inside.as_slice()) {
        ("get_attr", [name]) => NodeKind::Member { base, name: b.written(*name).to_owned(), name_span: span(*name) },
        ("index", [index]) => {
            let index = match b.named(*index).first() {
                Some(index) => b.lower(*index),
                None => legacy_index(b, *index),
            };
            NodeKind::Index { base, index }
        }
        // `[*].a` and `.*.a`
        ("splat", [splat]) => {
            let star = b.add(NodeKind::Other(Vec::new()), Span::at(span(*splat).start));
            let mut each = b.add(NodeKind::Index { base, index: star }, place);
            for suffix in b.named(*splat) {
                each = member(b, start, each, suffix);
            }
            return each;
        }
        _ => {
            let other = b.other(suffix);
            NodeKind::Other(vec![base, other])
        }
    };
    b.add(kind, place)
}

/// `a.0`
fn legacy_index(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let digits = b.written(node).trim_start_matches('.').to_owned();
    b.at(node, NodeKind::Number(digits))
}

/// `f(a, b...)`
fn call(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let parts = b.named(node);
    let Some((name, rest)) = parts.split_first() else { return b.other(node) };
    let callee = b.name(*name);
    let mut arguments: Vec<Argument> = Vec::new();
    let given: Vec<_> = rest.iter().flat_map(|list| b.named(*list)).collect();
    for value in given {
        if value.kind() == "ellipsis" {
            if let Some(last) = arguments.last_mut() {
                last.spread = true;
            }
            continue;
        }
        let place = span(value);
        let value = b.lower(value);
        arguments.push(Argument { name: None, name_span: Span::at(place.start), value, spread: false, span: place });
    }
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

/// `[for k, v in m : v if v != ""]`
fn for_expression(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (mut head, mut results) = (Vec::new(), Vec::new());
    let mut extent: Option<Span> = None;
    for child in between(b, node) {
        match child.kind() {
            "for_intro" | "for_cond" => head.push(b.other(child)),
            "ellipsis" => {}
            _ => {
                extent = Some(extent.map_or(span(child), |extent| extent.to(span(child))));
                results.push(b.lower(child));
            }
        }
    }
    let body = match results.as_slice() {
        [only] => *only,
        _ => b.add(NodeKind::Other(results), extent.unwrap_or(Span::at(span(node).end))),
    };
    b.at(node, NodeKind::Loop { head, body })
}

fn conditional(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let children = b.children(node);
    match children.as_slice() {
        [test, then, otherwise] => {
            let (test, then, otherwise) = (*test, *then, *otherwise);
            b.at(node, NodeKind::Conditional { test, then, otherwise })
        }
        _ => b.at(node, NodeKind::Other(children)),
    }
}

fn operator<'t>(b: &Builder<'t>, node: Syntax<'_>) -> &'t str {
    let is_sign = |child: &Syntax<'_>| !child.is_named() && !matches!(child.kind(), "(" | ")");
    let mut cursor = node.walk();
    node.children(&mut cursor).find(is_sign).map_or("", |sign| b.written(sign))
}

fn operation(b: &mut Builder<'_>, node: Syntax<'_>, suffixes: &[Syntax<'_>]) -> NodeId {
    let sign = operator(b, node);
    let operands = operands_with(b, node, suffixes);
    let end = suffixes.last().map_or(span(node).end, |suffix| span(*suffix).end);
    let kind = match operands.as_slice() {
        [operand] => match (sign, b.number_of(*operand)) {
            ("!", _) => NodeKind::Not(*operand),
            ("-", Some(digits)) => NodeKind::Number(format!("-{digits}")),
            _ => NodeKind::Other(vec![*operand]),
        },
        [left, right] => NodeKind::Binary { operator: binary(sign), left: *left, right: *right },
        _ => NodeKind::Other(operands),
    };
    b.add(kind, Span::new(span(node).start, end))
}

fn binary(sign: &str) -> Binary {
    match sign {
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&&" => Binary::And,
        "||" => Binary::Or,
        "==" | "!=" | "<" | ">" | "<=" | ">=" => Binary::Comparison,
        _ => Binary::Other,
    }
}
