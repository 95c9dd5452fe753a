//! The declarations of Rust: variables, constants, functions, types, imports.

use tree_sitter::Node as Syntax;

use super::statement;
use crate::host::builder::{Builder, span, type_name};
use crate::host::fields::Fields as _;
use crate::host::{AssignOperator, Imported, NodeId, NodeKind, Parameter};

/// `let x: T = v else { … };`; without a value it declares only.
pub(super) fn let_declaration(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    to.push(declared(b, node, "pattern"));
    if let Some(otherwise) = node.in_field("alternative") {
        let test = b.nothing(span(otherwise).start);
        let branches = vec![b.lower(otherwise)];
        to.push(b.at(otherwise, NodeKind::If { test, branches }));
    }
}

/// `const X: T = v;`
pub(super) fn constant(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    declared(b, node, "name")
}

fn declared(b: &mut Builder<'_>, node: Syntax<'_>, name: &'static str) -> NodeId {
    let target = b.field(node, name);
    let Some(value) = node.in_field("value") else { return b.at(node, NodeKind::Other(vec![target])) };
    let value = b.lower(value);
    let type_name = written_type(b, node);
    let operator = AssignOperator::Set;
    b.at(node, NodeKind::Assign { target, value, operator, declares: true, type_name })
}

/// The type in the field `type`; nothing for tuples, arrays and functions.
fn written_type(b: &Builder<'_>, node: Syntax<'_>) -> Option<String> {
    let written = node.in_field("type")?;
    Some(type_name(b.written(written))).filter(|name| !name.is_empty())
}

/// A function, method or closure, without `self` among its parameters; one without a body is declared only.
pub(super) fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let mut parameters = Vec::new();
    for child in node.in_field("parameters").map(|list| b.named(list)).unwrap_or_default() {
        let pattern = if child.kind() == "parameter" { child.in_field("pattern") } else { Some(child) };
        if let Some(pattern) = pattern.filter(|pattern| pattern.kind() != "self_parameter") {
            let name = b.written(pattern).trim_start_matches("mut ").to_owned();
            parameters.push(Parameter { name, type_name: written_type(b, child), default: None });
        }
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Function { name, parameters, body })
}

/// `impl T`, `trait T`, `struct T`, `enum T`, `mod t`: fields without values are declared only.
pub(super) fn class(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = match node.in_field("name") {
        Some(name) => Some(b.written(name).to_owned()),
        None => written_type(b, node),
    };
    let body = match node.in_field("body") {
        Some(body) => b.block_of(body, statement),
        None => b.nothing(span(node).end),
    };
    b.at(node, NodeKind::Class { name, body })
}

/// `A = 1` of an enum; `A` and `A(T)` declare only.
pub(super) fn variant(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    declared(b, node, "name")
}

/// `use a::{b::C as D, e::*};`, an import for every module.
pub(super) fn imports(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    let mut open: Vec<(String, Syntax<'_>)> = Vec::new();
    open.extend(node.in_field("argument").map(|argument| (String::new(), argument)));
    while let Some((module, part)) = open.pop() {
        let joined = |inside: &str| match (module.is_empty(), inside.is_empty()) {
            (true, _) => inside.to_owned(),
            (_, true) => module.clone(),
            _ => format!("{module}::{inside}"),
        };
        match part.kind() {
            "scoped_use_list" => {
                let path = part.in_field("path").map_or("", |path| b.written(path));
                open.extend(part.in_field("list").map(|list| (joined(path), list)));
            }
            "use_list" => {
                let parts = b.named(part);
                open.extend(parts.into_iter().rev().map(|part| (module.clone(), part)));
            }
            "use_wildcard" => {
                let path = part.named_child(0).map_or("", |path| b.written(path));
                to.push(import(b, part, joined(path), "*", "*"));
            }
            kind => {
                let path = if kind == "use_as_clause" { part.in_field("path") } else { Some(part) };
                let written = joined(path.map_or("", |path| b.written(path)));
                let whole = written.strip_suffix("::self");
                let (module, name) = match whole {
                    Some(whole) => (whole, "*"),
                    None => written.rsplit_once("::").unwrap_or(("", written.as_str())),
                };
                let own = if whole.is_some() { module.rsplit("::").next().unwrap_or(module) } else { name };
                let alias = part.in_field("alias").map_or(own, |alias| b.written(alias));
                to.push(import(b, part, module.to_owned(), name, alias));
            }
        }
    }
}

fn import(b: &mut Builder<'_>, node: Syntax<'_>, module: String, name: &str, alias: &str) -> NodeId {
    let names = vec![Imported { name: name.to_owned(), alias: alias.to_owned() }];
    b.at(node, NodeKind::Import { module, names })
}
