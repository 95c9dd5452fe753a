//! PHP: statements, functions, classes and names of other files.

use tree_sitter::Node as Syntax;

use super::last_word;
use crate::host::builder::{Builder, type_name};
use crate::host::fields::Fields as _;
use crate::host::{AssignOperator, Imported, NodeId, NodeKind, Parameter};

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "program"
        | "compound_statement"
        | "colon_block"
        | "declaration_list"
        | "enum_declaration_list"
        | "case_statement"
        | "default_statement" => {
            let mut statements = Vec::new();
            for child in b.named(node) {
                statement(b, child, &mut statements);
            }
            b.at(node, NodeKind::Block(statements))
        }
        "namespace_definition" if node.in_field("body").is_some() => b.field(node, "body"),
        "function_definition" | "method_declaration" | "anonymous_function" | "arrow_function" => function(b, node),
        "class_declaration"
        | "interface_declaration"
        | "trait_declaration"
        | "enum_declaration"
        | "anonymous_class" => {
            let name = node.in_field("name").map(|name| b.written(name).to_owned());
            let body = b.field(node, "body");
            b.at(node, NodeKind::Class { name, body })
        }
        "enum_case" => declaration(b, node, "value", None),
        "if_statement" | "else_if_clause" => if_statement(b, node),
        "else_clause" => b.field(node, "body"),
        "switch_statement" => {
            let test = b.field(node, "condition");
            let branches = node.in_field("body").map(|body| b.children(body)).unwrap_or_default();
            b.at(node, NodeKind::If { test, branches })
        }
        "match_expression" => matching(b, node),
        "foreach_statement" => foreach(b, node),
        "pair" => {
            let both = b.children(node);
            b.at(node, NodeKind::List(both))
        }
        "for_statement" => repeated(b, node, &["initialize", "condition", "update"]),
        "while_statement" | "do_statement" => repeated(b, node, &["condition"]),
        "try_statement" => try_statement(b, node),
        "return_statement" => {
            let value = b.named(node).first().map(|value| b.lower(*value));
            b.at(node, NodeKind::Return(value))
        }
        kind if says_nothing(kind) => b.at(node, NodeKind::Other(Vec::new())),
        _ => b.other(node),
    }
}

/// Markup around the program, and what stands beside a declaration.
fn says_nothing(kind: &str) -> bool {
    matches!(
        kind,
        "php_tag"
            | "text"
            | "text_interpolation"
            | "attribute_list"
            | "use_declaration"
            | "namespace_definition"
            | "type_list"
    ) || kind.ends_with("_type")
        || kind.ends_with("_modifier")
}

/// A statement; a declaration of several names is several statements.
fn statement(b: &mut Builder<'_>, node: Syntax<'_>, statements: &mut Vec<NodeId>) {
    match node.kind() {
        "php_tag" | "attribute_list" | "text" | "text_interpolation" => {}
        "namespace_use_declaration" => imports(b, node, statements),
        "const_declaration" | "property_declaration" | "function_static_declaration" => {
            let written = written_type(b, node);
            for child in b.named(node) {
                match child.kind() {
                    "property_element" => statements.push(declaration(b, child, "default_value", written.clone())),
                    "static_variable_declaration" => statements.push(declaration(b, child, "value", None)),
                    "const_element" => statements.push(constant(b, child, written.clone())),
                    _ => {}
                }
            }
        }
        _ => statements.push(b.lower(node)),
    }
}

/// `private T $x = v`; without a value it assigns nothing.
fn declaration(b: &mut Builder<'_>, node: Syntax<'_>, value: &'static str, type_name: Option<String>) -> NodeId {
    let target = b.field(node, "name");
    let Some(value) = node.in_field(value) else { return b.at(node, NodeKind::Other(vec![target])) };
    let value = b.lower(value);
    b.at(node, NodeKind::Assign { target, value, operator: AssignOperator::Set, declares: true, type_name })
}

/// `X = v` after `const`.
fn constant(b: &mut Builder<'_>, node: Syntax<'_>, type_name: Option<String>) -> NodeId {
    match b.named(node).as_slice() {
        [name, value] => {
            let (target, value) = (b.lower(*name), b.lower(*value));
            b.at(node, NodeKind::Assign { target, value, operator: AssignOperator::Set, declares: true, type_name })
        }
        _ => b.other(node),
    }
}

/// The type of a declaration or parameter, where it is one name.
fn written_type(b: &Builder<'_>, node: Syntax<'_>) -> Option<String> {
    let written = node.in_field("type")?;
    matches!(written.kind(), "named_type" | "optional_type" | "primitive_type")
        .then(|| type_name(b.written(written).trim_start_matches('?')))
}

fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let list = node.in_field("parameters");
    let mut parameters = Vec::new();
    for child in list.map(|list| b.named(list)).unwrap_or_default() {
        let Some(name) = child.in_field("name") else { continue };
        let name = last_word(b.written(name)).to_owned();
        let type_name = written_type(b, child);
        let default = b.lower_optional(child.in_field("default_value"));
        parameters.push(Parameter { name, type_name, default });
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Function { name, parameters, body })
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut branches = vec![b.field(node, "body")];
    let mut cursor = node.walk();
    let alternatives: Vec<_> = node.children_by_field_name("alternative", &mut cursor).collect();
    branches.extend(alternatives.into_iter().map(|alternative| b.lower(alternative)));
    b.at(node, NodeKind::If { test, branches })
}

/// `match (a) { b => c }`: one of the values.
fn matching(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let cases = node.in_field("body").map(|body| b.named(body)).unwrap_or_default();
    let branches = cases.into_iter().map(|case| b.field(case, "return_expression")).collect();
    b.at(node, NodeKind::If { test, branches })
}

fn repeated(b: &mut Builder<'_>, node: Syntax<'_>, fields: &[&'static str]) -> NodeId {
    let mut head = Vec::new();
    for field in fields {
        head.extend(b.lower_optional(node.in_field(field)));
    }
    let mut cursor = node.walk();
    let statements: Vec<_> = node.children_by_field_name("body", &mut cursor).filter(Syntax::is_named).collect();
    let body = match statements.as_slice() {
        [only] => b.lower(*only),
        _ => {
            let statements = statements.iter().map(|statement| b.lower(*statement)).collect();
            b.at(node, NodeKind::Block(statements))
        }
    };
    b.at(node, NodeKind::Loop { head, body })
}

/// `foreach ($a as $k => $v)`
fn foreach(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let body = node.in_field("body");
    let mut head: Vec<_> = b.named(node).into_iter().filter(|child| Some(*child) != body).collect();
    // What is bound first, as in every language.
    head.reverse();
    let head = head.into_iter().map(|child| b.lower(child)).collect();
    let body = b.field(node, "body");
    b.at(node, NodeKind::Loop { head, body })
}

fn try_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let body = b.field(node, "body");
    let mut handlers = Vec::new();
    for child in b.named(node) {
        if matches!(child.kind(), "catch_clause" | "finally_clause") {
            handlers.push(b.other(child));
        }
    }
    b.at(node, NodeKind::Try { body, handlers })
}

/// `use A\B as C, D\E`, `use A\{B, C as D}`: the module is what stands before the last name.
fn imports(b: &mut Builder<'_>, node: Syntax<'_>, statements: &mut Vec<NodeId>) {
    let group = node.in_field("body");
    let mut module = String::new();
    for child in b.named(node) {
        match child.kind() {
            "namespace_name" => module = b.written(child).to_owned(),
            "namespace_use_clause" => {
                let (module, name) = imported(b, child);
                statements.push(b.at(child, NodeKind::Import { module, names: vec![name] }));
            }
            _ => {}
        }
    }
    if let Some(group) = group {
        let names = b.named(group).into_iter().map(|clause| imported(b, clause).1).collect();
        statements.push(b.at(node, NodeKind::Import { module, names }));
    }
}

fn imported(b: &mut Builder<'_>, node: Syntax<'_>) -> (String, Imported) {
    let children = b.named(node);
    let path = children.iter().find(|child| matches!(child.kind(), "name" | "qualified_name"));
    let path = path.map_or("", |path| b.written(*path)).trim_start_matches('\\');
    let (module, name) = path.rsplit_once('\\').unwrap_or(("", path));
    let alias = node.in_field("alias").map_or(name, |alias| b.written(alias));
    (module.to_owned(), Imported { name: name.to_owned(), alias: alias.to_owned() })
}
