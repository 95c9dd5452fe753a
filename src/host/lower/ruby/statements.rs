//! Ruby: statements, methods and classes.

use tree_sitter::Node as Syntax;

use super::texts;
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{NodeId, NodeKind, Parameter};

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "body_statement" | "begin" => tried(b, node),
        "block_body" | "then" | "do" | "else" | "ensure" | "when" => b.block(node),
        "method" | "singleton_method" | "lambda" | "block" | "do_block" => function(b, node),
        "class" | "module" | "singleton_class" => class(b, node),
        "if" | "unless" | "elsif" => if_statement(b, node),
        "if_modifier" | "unless_modifier" => {
            let (branch, test) = (b.field(node, "body"), b.field(node, "condition"));
            b.at(node, NodeKind::If { test, branches: vec![branch] })
        }
        "case" | "case_match" => case(b, node),
        "in_clause" => b.field(node, "body"),
        "while" | "until" | "for" | "while_modifier" | "until_modifier" => {
            let mut head = Vec::new();
            for field in ["pattern", "value", "condition"] {
                head.extend(b.lower_optional(node.in_field(field)));
            }
            let body = b.field(node, "body");
            b.at(node, NodeKind::Loop { head, body })
        }
        "rescue_modifier" => {
            let (body, handler) = (b.field(node, "body"), b.field(node, "handler"));
            b.at(node, NodeKind::Try { body, handlers: vec![handler] })
        }
        "return" => returned(b, node),
        _ => b.other(node),
    }
}

/// Statements, with what is done where they fail.
fn tried(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut statements = Vec::new();
    let mut handlers = Vec::new();
    for child in b.named(node) {
        if matches!(child.kind(), "rescue" | "ensure" | "else") {
            handlers.push(b.lower(child));
        } else {
            statements.push(b.lower(child));
        }
    }
    if handlers.is_empty() {
        return b.at(node, NodeKind::Block(statements));
    }
    let mut place = span(node);
    place.end = statements.last().map_or(place.start, |last| b.span(*last).end);
    let body = b.add(NodeKind::Block(statements), place);
    b.at(node, NodeKind::Try { body, handlers })
}

/// A method, lambda or block.
pub(super) fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let mut parameters = Vec::new();
    if let Some(list) = node.in_field("parameters") {
        parameter(b, list, &mut parameters);
    }
    let mut body = node.in_field("body");
    if node.kind() == "lambda" {
        body = body.and_then(|block| block.in_field("body"));
    }
    let body = match body {
        Some(body) => b.lower(body),
        None => b.at(node, NodeKind::Block(Vec::new())),
    };
    b.at(node, NodeKind::Function { name, parameters, body })
}

/// The names that parameters bind: `(a, (b, *c), d: 1)` binds `a`, `b`, `c` and `d`.
fn parameter(b: &mut Builder<'_>, list: Syntax<'_>, parameters: &mut Vec<Parameter>) {
    let mut open = vec![list];
    while let Some(node) = open.pop() {
        let name = if node.kind() == "identifier" { Some(node) } else { node.in_field("name") };
        if let Some(name) = name {
            let name = b.written(name).to_owned();
            let default = b.lower_optional(node.in_field("value"));
            parameters.push(Parameter { name, type_name: None, default });
        } else if node.kind().ends_with("parameters") || node.kind() == "destructured_parameter" {
            open.extend(b.named(node).into_iter().rev());
        }
    }
}

fn class(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name));
    let name = name.map(|name| name.rsplit(':').next().unwrap_or_default().to_owned());
    let body = match node.in_field("body") {
        Some(body) => b.lower(body),
        None => b.at(node, NodeKind::Block(Vec::new())),
    };
    b.at(node, NodeKind::Class { name, body })
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut branches = vec![b.field(node, "consequence")];
    branches.extend(b.lower_optional(node.in_field("alternative")));
    b.at(node, NodeKind::If { test, branches })
}

/// `x = if a then b else c end`, where each branch is one value.
pub(super) fn if_value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let then = node.in_field("consequence").map(|then| b.named(then)).unwrap_or_default();
    let otherwise = node.in_field("alternative").filter(|otherwise| otherwise.kind() == "else");
    let otherwise = otherwise.map(|otherwise| b.named(otherwise)).unwrap_or_default();
    let ([then], [otherwise]) = (then.as_slice(), otherwise.as_slice()) else { return b.lower(node) };
    let test = b.field(node, "condition");
    let (then, otherwise) = (b.lower(*then), b.lower(*otherwise));
    b.at(node, NodeKind::Conditional { test, then, otherwise })
}

fn case(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "value");
    let mut branches = Vec::new();
    for child in b.named(node) {
        if matches!(child.kind(), "when" | "in_clause" | "else") {
            branches.push(b.lower(child));
        }
    }
    b.at(node, NodeKind::If { test, branches })
}

/// `return`, `return a`, `return a, b`
fn returned(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let values = b.named(node).first().map(|list| b.named(*list)).unwrap_or_default();
    let value = match values.as_slice() {
        [] => None,
        [only] => Some(b.lower(*only)),
        _ => {
            let values = values.iter().map(|value| b.lower(*value)).collect();
            Some(b.at(node, NodeKind::List(values)))
        }
    };
    b.at(node, NodeKind::Return(value))
}

/// `require 'a'`
pub(super) fn requires(b: &mut Builder<'_>, node: Syntax<'_>, list: Syntax<'_>) -> Option<NodeId> {
    match b.named(list).as_slice() {
        [only] if only.kind() == "string" => {
            let module = texts::plain(b, *only)?;
            Some(b.at(node, NodeKind::Import { module, names: Vec::new() }))
        }
        _ => None,
    }
}
