//! The declarations of Kotlin: properties, functions, lambdas, classes, imports.

use tree_sitter::Node as Syntax;

use super::kotlin::{statement, value_arguments};
use super::shapes::{has_token, unnamed};
use crate::host::builder::{Builder, span, type_name};
use crate::host::fields::Fields as _;
use crate::host::{AssignOperator, Imported, NodeId, NodeKind, Parameter};

/// Lowers a member of a class; false for anything else.
pub(super) fn member_of_class(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) -> bool {
    match node.kind() {
        "function_declaration" => {
            annotations(b, node, to);
            to.push(b.lower_as(node, function));
        }
        "secondary_constructor" => to.push(b.lower_as(node, function)),
        "anonymous_initializer" => to.push(b.inner(node)),
        // What stands in a companion belongs to the class.
        "companion_object" => {
            let body = b.named(node).into_iter().find(|child| child.kind() == "class_body");
            for member in body.map(|body| b.named(body)).unwrap_or_default() {
                if member.kind() == "companion_object" {
                    to.push(b.lower(member));
                } else {
                    statement(b, member, to);
                }
            }
        }
        "enum_entry" => to.push(b.lower_as(node, enum_entry)),
        _ => return false,
    }
    true
}

/// `val x: T = v`, `val x get() = v`; other accessors are functions, and a name without a value declares only.
pub(super) fn declaration(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    annotations(b, node, to);
    let mut names = None;
    let mut value = None;
    for child in b.named(node) {
        match child.kind() {
            "variable_declaration" | "multi_variable_declaration" => names = Some(child),
            "getter" | "setter" => {
                let body = b.named(child).into_iter().find(|inside| inside.kind() == "function_body");
                let block = body.and_then(|body| body.named_child(0)).filter(|inside| inside.kind() == "block");
                if child.kind() == "getter" && block.is_none() && value.is_none() {
                    value = body;
                } else if let Some(body) = body {
                    let body = b.lower(body);
                    to.push(b.at(child, NodeKind::Function { name: None, parameters: Vec::new(), body }));
                }
            }
            _ if names.is_some() && child.kind() != "type_constraints" => value = Some(child),
            _ => {}
        }
    }
    let type_name = names.and_then(|names| declared_type(b, names));
    let target = match names {
        Some(names) => target(b, names),
        None => b.nothing(span(node).start),
    };
    let Some(value) = value else { return to.push(b.at(node, NodeKind::Other(vec![target]))) };
    let value = b.lower(value);
    let operator = AssignOperator::Set;
    to.push(b.at(node, NodeKind::Assign { target, value, operator, declares: true, type_name }));
}

/// `x: T`, `(a, b)`
pub(super) fn target(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    if node.kind() == "multi_variable_declaration" {
        let names = b.named(node);
        let names: Vec<_> = names.into_iter().filter_map(|child| child.named_child(0)).collect();
        return b.bound(node, &names);
    }
    match b.named(node).iter().find(|child| child.kind() == "identifier") {
        Some(name) => b.name(*name),
        None => b.other(node),
    }
}

/// The type among the children of a declaration.
fn declared_type(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<String> {
    let written = b.named(node).into_iter().find(|child| matches!(child.kind(), "user_type" | "nullable_type"))?;
    Some(type_name(b.written(written)))
}

/// A function, constructor or anonymous function; one without a body is declared only.
pub(super) fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let mut list = Vec::new();
    let mut body = None;
    for child in b.named(node) {
        match child.kind() {
            "function_value_parameters" => list = parameters(b, child),
            "function_body" | "block" => body = Some(b.lower(child)),
            _ => {}
        }
    }
    let body = body.unwrap_or_else(|| b.nothing(span(node).end));
    b.at(node, NodeKind::Function { name, parameters: list, body })
}

/// `(a: T, b: T = x)`, also of a class; a default follows its parameter.
fn parameters(b: &mut Builder<'_>, list: Syntax<'_>) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for child in b.named(list) {
        match child.kind() {
            "parameter" | "class_parameter" => {
                let Some(name) = b.named(child).into_iter().find(|inside| inside.kind() == "identifier") else {
                    continue;
                };
                let type_name = declared_type(b, child);
                let last = b.named(child).last().copied().filter(|_| has_token(child, "="));
                let default = b.lower_optional(last);
                parameters.push(Parameter { name: b.written(name).to_owned(), type_name, default });
            }
            "parameter_modifiers" => {}
            _ => {
                let default = b.lower(child);
                if let Some(last) = parameters.last_mut() {
                    last.default = Some(default);
                }
            }
        }
    }
    parameters
}

/// `{ a, b -> … }`; a lambda of one expression is that expression.
pub(super) fn lambda(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut parameters = Vec::new();
    let mut inside = Vec::new();
    for child in b.named(node) {
        if child.kind() == "lambda_parameters" {
            for parameter in b.named(child) {
                let names =
                    if parameter.kind() == "multi_variable_declaration" { b.named(parameter) } else { vec![parameter] };
                for name in names {
                    let type_name = declared_type(b, name);
                    let name = name.named_child(0).map_or("", |name| b.written(name)).to_owned();
                    parameters.push(Parameter { name, type_name, default: None });
                }
            }
        } else {
            statement(b, child, &mut inside);
        }
    }
    let is_expression = |kind: &str| kind.ends_with("_literal") || kind.ends_with("binary_expression");
    let body = match (inside.as_slice(), b.named(node).last()) {
        ([only], Some(last)) if is_expression(last.kind()) || last.kind() == "call_expression" => *only,
        _ => b.at(node, NodeKind::Block(inside)),
    };
    b.at(node, NodeKind::Function { name: None, parameters, body })
}

/// A class, interface, enum or object; what its constructor takes is a function in it.
pub(super) fn class(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut name = node.in_field("name").map(|name| b.written(name).to_owned());
    let mut inside = Vec::new();
    for child in b.named(node) {
        match child.kind() {
            "identifier" if name.is_none() => name = Some(b.written(child).to_owned()),
            "primary_constructor" => {
                let list = b.named(child).into_iter().find(|list| list.kind() == "class_parameters");
                let parameters = list.map(|list| parameters(b, list)).unwrap_or_default();
                let body = b.nothing(span(child).end);
                inside.push(b.at(child, NodeKind::Function { name: None, parameters, body }));
            }
            "class_body" | "enum_class_body" => {
                for member in b.named(child) {
                    statement(b, member, &mut inside);
                }
            }
            "delegation_specifiers" => inside.push(b.other(child)),
            _ => {}
        }
    }
    let body = b.at(node, NodeKind::Block(inside));
    b.at(node, NodeKind::Class { name, body })
}

/// `A("x") { … }` of an enum, as if `A` were given `(…)`'s values; `A` alone declares only.
fn enum_entry(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut target = None;
    let mut values = Vec::new();
    for child in b.named(node) {
        match child.kind() {
            "identifier" => target = Some(b.name(child)),
            "value_arguments" => {
                let mut arguments = Vec::new();
                value_arguments(b, child, &mut arguments);
                values.extend(arguments.into_iter().map(|argument| argument.value));
            }
            "class_body" => values.push(b.lower(child)),
            _ => {}
        }
    }
    let target = target.unwrap_or_else(|| b.nothing(span(node).start));
    if values.is_empty() {
        return b.at(node, NodeKind::Other(vec![target]));
    }
    let value = b.at(node, NodeKind::Other(values));
    let operator = AssignOperator::Set;
    b.at(node, NodeKind::Assign { target, value, operator, declares: true, type_name: None })
}

/// `@Name("…", other = "…")` before a declaration, as a call; annotations without arguments say nothing here.
pub(super) fn annotations(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    let modifiers = b.named(node).into_iter().find(|child| child.kind() == "modifiers");
    let Some(modifiers) = modifiers else { return };
    for annotation in b.named(modifiers).into_iter().filter(|child| child.kind() == "annotation") {
        let Some(call) = b.named(annotation).into_iter().find(|child| child.kind() == "constructor_invocation") else {
            continue;
        };
        let mut arguments = Vec::new();
        let mut callee = None;
        for child in b.named(call) {
            if child.kind() == "value_arguments" {
                value_arguments(b, child, &mut arguments);
            } else if callee.is_none() {
                callee = Some(b.lower(child));
            } else {
                let value = b.lower(child);
                arguments.push(unnamed(value, span(child)));
            }
        }
        let callee = callee.unwrap_or_else(|| b.nothing(span(call).start));
        to.push(b.at(annotation, NodeKind::Call { callee, arguments, new: false }));
    }
}

/// `import a.b.C as D`, `import a.b.*`
pub(super) fn import(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let parts = b.named(node);
    let path = parts.first().map_or("", |path| b.written(*path));
    let alias = parts.get(1).map(|alias| b.written(*alias));
    let (module, name) = if has_token(node, "*") || b.written(node).trim_end().ends_with('*') {
        (path, "*")
    } else {
        path.rsplit_once('.').unwrap_or(("", path))
    };
    let names = vec![Imported { name: name.to_owned(), alias: alias.unwrap_or(name).to_owned() }];
    b.at(node, NodeKind::Import { module: module.to_owned(), names })
}
