//! Bash and its like: statements.

mod commands;
mod texts;

use tree_sitter::Node as Syntax;

use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{AssignOperator, EscapeStyle, NodeId, NodeKind};
use crate::source::Span;

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "program" | "compound_statement" | "subshell" | "do_group" | "else_clause" => {
            let statements = b.named(node);
            block(b, span(node), &statements)
        }
        "variable_name" | "special_variable_name" => b.name(node),
        "command" => commands::command(b, node, &[]),
        "redirected_statement" => commands::redirected(b, node),
        "variable_assignment" => assignment(b, node, false),
        "declaration_command" | "variable_assignments" => {
            let mut assignments = Vec::new();
            append(b, node, &mut assignments);
            one(b, span(node), assignments)
        }
        "list" => conditional(b, node),
        "if_statement" | "elif_clause" => if_statement(b, node),
        "case_statement" => case(b, node),
        "while_statement" => repeated(b, node, &["condition"]),
        "for_statement" => repeated(b, node, &["variable", "value"]),
        "c_style_for_statement" => repeated(b, node, &["initializer", "condition", "update"]),
        "function_definition" => {
            let name = node.in_field("name").map(|name| b.written(name).to_owned());
            let body = b.field(node, "body");
            b.at(node, NodeKind::Function { name, parameters: Vec::new(), body })
        }
        "negated_command" => {
            let command = b.inner(node);
            b.at(node, NodeKind::Not(command))
        }
        "array" => commands::array(b, node),
        "number" => b.number(node),
        "subscript" => {
            let (base, index) = (b.field(node, "name"), b.field(node, "index"));
            b.at(node, NodeKind::Index { base, index })
        }
        "parenthesized_expression" => b.inner(node),
        kind if texts::is_text(kind) => texts::lower(b, node),
        _ => b.other(node),
    }
}

/// Statements one after another; a declaration of several names is several statements.
fn block(b: &mut Builder<'_>, place: Span, nodes: &[Syntax<'_>]) -> NodeId {
    let mut statements = Vec::new();
    for node in nodes {
        if matches!(node.kind(), "declaration_command" | "variable_assignments") {
            append(b, *node, &mut statements);
        } else {
            statements.push(b.lower(*node));
        }
    }
    b.add(NodeKind::Block(statements), place)
}

/// A node that stands for the only one of `nodes`, or for all of them.
fn one(b: &mut Builder<'_>, place: Span, nodes: Vec<NodeId>) -> NodeId {
    match nodes.as_slice() {
        [only] => *only,
        _ => b.add(NodeKind::Block(nodes), place),
    }
}

/// `A=1 B=2`, `export A=1 B`, `local a`
fn append(b: &mut Builder<'_>, node: Syntax<'_>, assignments: &mut Vec<NodeId>) {
    let declares = node.kind() == "declaration_command";
    for child in b.named(node) {
        match child.kind() {
            "variable_assignment" => assignments.push(assignment(b, child, declares)),
            // What follows may be options, as in `declare -r A`.
            "word" => {}
            _ => assignments.push(b.other(child)),
        }
    }
}

/// `A='…'`, `A+='…'`, `A[0]='…'`
fn assignment(b: &mut Builder<'_>, node: Syntax<'_>, declares: bool) -> NodeId {
    let name = node.in_field("name");
    let target = b.field(node, "name");
    let after = name.map_or(span(node).start, |name| span(name).end);
    let sign = b.slice(Span::new(after, span(node).end));
    let operator = if sign.starts_with("+=") { AssignOperator::Append } else { AssignOperator::Set };
    let value = match node.in_field("value") {
        Some(value) => {
            let value = b.lower(value);
            b.unfolded(value)
        }
        None => b.text_node(Span::at(span(node).end), Span::at(span(node).end), &[], EscapeStyle::RAW),
    };
    b.at(node, NodeKind::Assign { target, value, operator, declares, type_name: None })
}

/// `a && b`, `a || b`: the second may not run.
fn conditional(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [test, branch] => {
            let (test, branch) = (b.lower(*test), b.lower(*branch));
            b.at(node, NodeKind::If { test, branches: vec![branch] })
        }
        _ => b.other(node),
    }
}

/// `if …; then …; elif …; then …; else …; fi`
fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut cursor = node.walk();
    let (mut tests, mut body, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_body = false;
    for child in node.children(&mut cursor) {
        match child.kind() {
            "then" => is_body = true,
            "elif_clause" | "else_clause" => others.push(child),
            _ if !child.is_named() || (child.is_extra() && !child.is_error()) => {}
            _ if is_body => body.push(child),
            _ => tests.push(child),
        }
    }
    let test = match tests.as_slice() {
        [only] => b.lower(*only),
        _ => block(b, around(&tests, node), &tests),
    };
    let mut branches = vec![block(b, around(&body, node), &body)];
    branches.extend(others.into_iter().map(|other| b.lower(other)));
    b.at(node, NodeKind::If { test, branches })
}

/// From the first to the last of some children of `node`.
fn around(children: &[Syntax<'_>], node: Syntax<'_>) -> Span {
    match (children.first(), children.last()) {
        (Some(first), Some(last)) => Span::new(span(*first).start, span(*last).end),
        _ => Span::at(span(node).end),
    }
}

fn case(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "value");
    let mut branches = Vec::new();
    for item in b.named(node) {
        if item.kind() != "case_item" {
            continue;
        }
        let mut cursor = item.walk();
        let patterns: Vec<_> = item.children_by_field_name("value", &mut cursor).collect();
        let mut statements = b.named(item);
        statements.retain(|statement| !patterns.contains(statement));
        branches.push(block(b, span(item), &statements));
    }
    b.at(node, NodeKind::If { test, branches })
}

fn repeated(b: &mut Builder<'_>, node: Syntax<'_>, fields: &[&str]) -> NodeId {
    let mut head = Vec::new();
    for field in fields {
        let mut cursor = node.walk();
        let nodes: Vec<_> = node.children_by_field_name(field, &mut cursor).filter(Syntax::is_named).collect();
        head.extend(nodes.into_iter().map(|node| b.lower(node)));
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Loop { head, body })
}
