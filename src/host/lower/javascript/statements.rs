//! JavaScript and TypeScript: statements, functions, classes and modules.

use tree_sitter::Node as Syntax;

use super::quoted;
use crate::host::builder::{Builder, type_name};
use crate::host::fields::Fields as _;
use crate::host::{AssignOperator, Imported, NodeId, NodeKind, Parameter};

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "program" | "statement_block" => {
            let mut statements = Vec::new();
            append(b, node, &mut statements);
            b.at(node, NodeKind::Block(statements))
        }
        "variable_declarator" | "enum_assignment" | "public_field_definition" => declaration(b, node, "name"),
        "field_definition" => declaration(b, node, "property"),
        "function_declaration"
        | "function_expression"
        | "generator_function"
        | "generator_function_declaration"
        | "arrow_function"
        | "method_definition" => function(b, node),
        "class" | "class_declaration" | "abstract_class_declaration" | "enum_declaration" => class(b, node),
        "class_static_block" | "labeled_statement" => b.field(node, "body"),
        "if_statement" => if_statement(b, node),
        "else_clause" => b.inner(node),
        "export_statement" if is_plain(node) => b.inner(node),
        "export_statement" | "import_statement" => import(b, node),
        "switch_statement" => switch(b, node),
        "for_statement" => repeated(b, node, &["initializer", "condition", "increment"]),
        "for_in_statement" => repeated(b, node, &["left", "right"]),
        "while_statement" | "do_statement" => repeated(b, node, &["condition"]),
        "try_statement" => try_statement(b, node),
        "return_statement" => {
            let value = b.named(node).first().map(|value| b.lower(*value));
            b.at(node, NodeKind::Return(value))
        }
        kind if says_types(kind) => b.at(node, NodeKind::Other(Vec::new())),
        _ => b.other(node),
    }
}

/// Types have the names of parameters in them, but never a value.
fn says_types(kind: &str) -> bool {
    matches!(
        kind,
        "interface_declaration"
            | "type_alias_declaration"
            | "type_annotation"
            | "type_arguments"
            | "type_parameters"
            | "function_signature"
            | "method_signature"
            | "abstract_method_signature"
            | "index_signature"
            | "implements_clause"
            | "hash_bang_line"
    )
}

/// The statements in `node`; a declaration of several names is several statements.
fn append(b: &mut Builder<'_>, node: Syntax<'_>, statements: &mut Vec<NodeId>) {
    for child in b.named(node) {
        let exported = child.in_field("declaration");
        match exported.unwrap_or(child) {
            list if matches!(list.kind(), "lexical_declaration" | "variable_declaration" | "using_declaration") => {
                statements.extend(b.children(list));
            }
            statement => statements.push(b.lower(statement)),
        }
    }
}

/// An `export` of something that stands in it.
fn is_plain(node: Syntax<'_>) -> bool {
    let mut cursor = node.walk();
    let mut children = node.named_children(&mut cursor);
    node.in_field("source").is_none() && !children.any(|child| child.kind() == "export_clause")
}

/// `x: T = v`; without a value it assigns nothing.
fn declaration(b: &mut Builder<'_>, node: Syntax<'_>, name: &'static str) -> NodeId {
    let type_name = written_type(b, node);
    let target = b.field(node, name);
    let Some(value) = node.in_field("value") else { return b.at(node, NodeKind::Other(vec![target])) };
    let value = b.lower(value);
    b.at(node, NodeKind::Assign { target, value, operator: AssignOperator::Set, declares: true, type_name })
}

/// The type of a declaration or parameter, where it is one name.
fn written_type(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<String> {
    let written = node.in_field("type").map(|annotation| b.named(annotation))?;
    let written = *written.first()?;
    matches!(written.kind(), "type_identifier" | "nested_type_identifier" | "generic_type" | "predefined_type")
        .then(|| type_name(b.written(written)))
}

pub(super) fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").and_then(|name| match name.kind() {
        "computed_property_name" => None,
        "string" => Some(b.slice(quoted(b, name)).to_owned()),
        _ => Some(b.written(name).to_owned()),
    });
    let mut parameters = Vec::new();
    if let Some(only) = node.in_field("parameter") {
        parameter(b, only, &mut parameters);
    }
    if let Some(list) = node.in_field("parameters") {
        for child in b.named(list) {
            parameter(b, child, &mut parameters);
        }
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Function { name, parameters, body })
}

/// The names that a parameter binds: `{ a, b: c }` binds `a` and `c`. A default of a pattern is no name's default.
fn parameter(b: &mut Builder<'_>, node: Syntax<'_>, parameters: &mut Vec<Parameter>) {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match node.kind() {
            "required_parameter" | "optional_parameter" | "assignment_pattern" | "object_assignment_pattern" => {
                let fields = if node.kind().ends_with("parameter") { ("pattern", "value") } else { ("left", "right") };
                let Some(pattern) = node.in_field(fields.0) else { continue };
                let default = node.in_field(fields.1);
                let type_name = written_type(b, node);
                if is_name(pattern) {
                    let default = b.lower_optional(default);
                    parameters.push(Parameter { name: b.written(pattern).to_owned(), type_name, default });
                } else {
                    open.push(pattern);
                }
            }
            "pair_pattern" => open.extend(node.in_field("value")),
            "object_pattern" | "array_pattern" | "rest_pattern" => open.extend(b.named(node).into_iter().rev()),
            _ if is_name(node) => {
                parameters.push(Parameter { name: b.written(node).to_owned(), type_name: None, default: None });
            }
            _ => {}
        }
    }
}

fn is_name(node: Syntax<'_>) -> bool {
    matches!(node.kind(), "identifier" | "shorthand_property_identifier_pattern")
}

/// A class, or an enum with its members.
fn class(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let place = node.in_field("body").unwrap_or(node);
    let members = b.children(place);
    let body = b.at(place, NodeKind::Block(members));
    b.at(node, NodeKind::Class { name, body })
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut branches = vec![b.field(node, "consequence")];
    branches.extend(b.lower_optional(node.in_field("alternative")));
    b.at(node, NodeKind::If { test, branches })
}

fn switch(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "value");
    let cases = node.in_field("body").map(|body| b.named(body)).unwrap_or_default();
    let mut branches = Vec::new();
    for case in cases {
        let mut statements = Vec::new();
        append(b, case, &mut statements);
        branches.push(b.at(case, NodeKind::Block(statements)));
    }
    b.at(node, NodeKind::If { test, branches })
}

fn repeated(b: &mut Builder<'_>, node: Syntax<'_>, fields: &[&'static str]) -> NodeId {
    let mut head = Vec::new();
    for field in fields {
        head.extend(b.lower_optional(node.in_field(field)));
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Loop { head, body })
}

fn try_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let body = b.field(node, "body");
    let mut handlers = Vec::new();
    for field in ["handler", "finalizer"] {
        handlers.extend(b.lower_optional(node.in_field(field)));
    }
    b.at(node, NodeKind::Try { body, handlers })
}

/// `import a, { b as c } from 'm'`, `import * as a from 'm'`, `export { a } from 'm'`
fn import(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut names = Vec::new();
    let mut source = node.in_field("source");
    let mut is_all = node.kind() == "export_statement";
    for child in b.named(node) {
        match child.kind() {
            "import_clause" => {
                for part in b.named(child) {
                    imported(b, part, &mut names);
                }
            }
            "import_require_clause" => {
                source = child.in_field("source");
                let alias = b.named(child).first().map(|alias| b.written(*alias)).unwrap_or_default().to_owned();
                names.push(Imported { name: "*".to_owned(), alias });
            }
            "export_clause" | "namespace_export" => {
                is_all = false;
                imported(b, child, &mut names);
            }
            _ => {}
        }
    }
    let Some(source) = source else { return b.at(node, NodeKind::Other(Vec::new())) };
    if is_all {
        names.push(Imported { name: "*".to_owned(), alias: "*".to_owned() });
    }
    let module = b.slice(quoted(b, source)).to_owned();
    b.at(node, NodeKind::Import { module, names })
}

fn imported(b: &mut Builder<'_>, node: Syntax<'_>, names: &mut Vec<Imported>) {
    let children = b.named(node);
    match node.kind() {
        "identifier" => names.push(Imported { name: "default".to_owned(), alias: b.written(node).to_owned() }),
        "namespace_import" | "namespace_export" => {
            let alias = children.first().map(|alias| b.written(*alias)).unwrap_or_default().to_owned();
            names.push(Imported { name: "*".to_owned(), alias });
        }
        _ => {
            for child in children {
                let name = child.in_field("name").map_or("", |name| b.written(name));
                let alias = child.in_field("alias").map_or(name, |alias| b.written(alias));
                names.push(Imported { name: name.to_owned(), alias: alias.to_owned() });
            }
        }
    }
}
