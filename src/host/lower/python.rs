//! Python.

use tree_sitter::Node as Syntax;

use crate::host::builder::{Builder, span, type_name};
use crate::host::fields::Fields as _;
use crate::host::{Argument, AssignOperator, Binary, Entry, EscapeStyle, Imported, NodeId, NodeKind, Parameter};
use crate::source::Span;

/// The escapes of a text without prefix.
const PLAIN: EscapeStyle = EscapeStyle::BACKSLASH.knowing("ntrbfvaxuU0'\"\n").keeping_unknown();

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "module" | "block" => b.block(node),
        "identifier" => b.name(node),
        "string" => string(b, node),
        "concatenated_string" => concatenated(b, node),
        "integer" | "float" => b.number(node),
        "true" => b.at(node, NodeKind::Bool(true)),
        "false" => b.at(node, NodeKind::Bool(false)),
        "none" => b.at(node, NodeKind::Null),
        "attribute" => attribute(b, node),
        "subscript" => subscript(b, node),
        "call" => call(b, node),
        "dictionary" => dictionary(b, node),
        "list" | "tuple" | "expression_list" | "pattern_list" | "tuple_pattern" | "list_pattern" => list(b, node),
        "set" => set(b, node),
        "parenthesized_expression" | "expression_statement" | "await" | "type" | "as_pattern_target" => b.inner(node),
        "binary_operator" => binary(b, node),
        "boolean_operator" => {
            let operator = if operator(b, node) == "and" { Binary::And } else { Binary::Or };
            two(b, node, operator)
        }
        "comparison_operator" => comparison(b, node),
        "not_operator" => {
            let operand = b.field(node, "argument");
            b.at(node, NodeKind::Not(operand))
        }
        "unary_operator" => unary(b, node),
        "conditional_expression" => conditional(b, node),
        "assignment" => assignment(b, node, AssignOperator::Set),
        "augmented_assignment" => {
            let operator = if operator(b, node) == "+=" { AssignOperator::Append } else { AssignOperator::Other };
            assignment(b, node, operator)
        }
        "named_expression" => {
            let (target, value) = (b.field(node, "name"), b.field(node, "value"));
            let operator = AssignOperator::Set;
            b.at(node, NodeKind::Assign { target, value, operator, declares: true, type_name: None })
        }
        "function_definition" | "lambda" => function(b, node),
        "decorated_definition" => decorated(b, node),
        "class_definition" => class(b, node),
        "if_statement" => if_statement(b, node),
        "match_statement" => match_statement(b, node),
        "for_statement" | "while_statement" => loop_statement(b, node),
        "list_comprehension" | "generator_expression" | "set_comprehension" => comprehension(b, node),
        "dictionary_comprehension" => {
            let inside = comprehension(b, node);
            let entry = Entry { key: inside, value: inside, spread: true, span: span(node) };
            b.at(node, NodeKind::Object { entries: vec![entry], type_name: None })
        }
        "try_statement" => try_statement(b, node),
        "return_statement" => {
            let value = b.named(node).first().map(|value| b.lower(*value));
            b.at(node, NodeKind::Return(value))
        }
        "import_statement" | "import_from_statement" => import(b, node),
        _ => b.other(node),
    }
}

/// `"a"`, `r'a'`, `f"{a}"`, `"""a"""`
fn string(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (content, holes, style) = string_parts(b, node);
    b.text_node(span(node), content, &holes, style)
}

fn string_parts(b: &mut Builder<'_>, node: Syntax<'_>) -> (Span, Vec<(Span, NodeId)>, EscapeStyle) {
    let mut content = span(node);
    let mut holes = Vec::new();
    let mut prefix = "";
    let mut cursor = node.walk();
    let children: Vec<_> = node.children(&mut cursor).collect();
    for child in children {
        match child.kind() {
            "string_start" => {
                content.start = span(child).end;
                prefix = b.written(child);
            }
            "string_end" => content.end = span(child).start,
            "interpolation" => {
                let hole = b.field(child, "expression");
                holes.push((span(child), hole));
            }
            _ => {}
        }
    }
    let has = |letter: char| prefix.contains([letter, letter.to_ascii_uppercase()]);
    let style = if has('r') { EscapeStyle::RAW } else { PLAIN };
    (content, holes, if has('f') { style.with_braces() } else { style })
}

/// `"a" "b"`
fn concatenated(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut parts = Vec::new();
    for child in b.named(node) {
        let (content, holes, style) = string_parts(b, child);
        parts.extend(b.text_parts(content, &holes, style));
    }
    b.at(node, NodeKind::Text(parts))
}

/// `{a, b}` as `set([a, b])`.
fn set(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let callee = b.add(NodeKind::Name("set".to_owned()), Span::at(span(node).start));
    let value = list(b, node);
    let whole = span(node);
    let argument = Argument { name: None, name_span: Span::at(whole.start), value, spread: false, span: whole };
    b.at(node, NodeKind::Call { callee, arguments: vec![argument], new: false })
}

fn attribute(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let base = b.field(node, "object");
    let (name, name_span) = match node.in_field("attribute") {
        Some(name) => (b.written(name).to_owned(), span(name)),
        None => (String::new(), Span::at(span(node).end)),
    };
    b.at(node, NodeKind::Member { base, name, name_span })
}

fn subscript(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (base, index) = (b.field(node, "value"), b.field(node, "subscript"));
    b.at(node, NodeKind::Index { base, index })
}

fn call(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let callee = b.field(node, "function");
    let mut arguments = Vec::new();
    if let Some(list) = node.in_field("arguments") {
        if list.kind() == "argument_list" {
            for child in b.named(list) {
                arguments.push(argument(b, child));
            }
        } else {
            // f(x for x in xs)
            arguments.push(argument(b, list));
        }
    }
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

fn argument(b: &mut Builder<'_>, node: Syntax<'_>) -> Argument {
    let whole = span(node);
    match node.kind() {
        "keyword_argument" => {
            let name = node.in_field("name");
            let name_span = name.map_or(Span::at(whole.start), span);
            let name = name.map(|name| b.written(name).to_owned());
            Argument { name, name_span, value: b.field(node, "value"), spread: false, span: whole }
        }
        "dictionary_splat" | "list_splat" => {
            let value = b.inner(node);
            Argument { name: None, name_span: Span::at(whole.start), value, spread: true, span: whole }
        }
        _ => {
            let value = b.lower(node);
            Argument { name: None, name_span: Span::at(whole.start), value, spread: false, span: whole }
        }
    }
}

fn dictionary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut entries = Vec::new();
    for child in b.named(node) {
        let whole = span(child);
        if child.kind() == "pair" {
            let (key, value) = (b.field(child, "key"), b.field(child, "value"));
            entries.push(Entry { key, value, spread: false, span: whole });
        } else {
            let value = if child.kind() == "dictionary_splat" { b.inner(child) } else { b.lower(child) };
            entries.push(Entry { key: value, value, spread: true, span: whole });
        }
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}

fn list(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let elements = b.children(node);
    b.at(node, NodeKind::List(elements))
}

fn operator<'t>(b: &Builder<'t>, node: Syntax<'_>) -> &'t str {
    node.in_field("operator").map_or("", |operator| b.written(operator))
}

fn two(b: &mut Builder<'_>, node: Syntax<'_>, operator: Binary) -> NodeId {
    let (left, right) = (b.field(node, "left"), b.field(node, "right"));
    b.at(node, NodeKind::Binary { operator, left, right })
}

fn binary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = match operator(b, node) {
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&" => Binary::BitAnd,
        "|" => Binary::BitOr,
        _ => Binary::Other,
    };
    two(b, node, operator)
}

fn comparison(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let children = b.children(node);
    match children.as_slice() {
        [left, right] => {
            let (left, right) = (*left, *right);
            b.at(node, NodeKind::Binary { operator: Binary::Comparison, left, right })
        }
        _ => b.at(node, NodeKind::Other(children)),
    }
}

/// `-1` is a number, `~a` negates a condition of boto3.
fn unary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operand = b.field(node, "argument");
    match operator(b, node) {
        "~" => b.at(node, NodeKind::Not(operand)),
        "-" => {
            let negative = node.in_field("argument").filter(|inside| inside.kind() != "call").and_then(|inside| {
                matches!(inside.kind(), "integer" | "float").then(|| format!("-{}", b.written(inside).replace('_', "")))
            });
            match negative {
                Some(number) => b.at(node, NodeKind::Number(number)),
                None => b.at(node, NodeKind::Other(vec![operand])),
            }
        }
        _ => b.at(node, NodeKind::Other(vec![operand])),
    }
}

/// `a if test else b`
fn conditional(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let children = b.children(node);
    match children.as_slice() {
        [then, test, otherwise] => {
            let (then, test, otherwise) = (*then, *test, *otherwise);
            b.at(node, NodeKind::Conditional { test, then, otherwise })
        }
        _ => b.at(node, NodeKind::Other(children)),
    }
}

fn assignment(b: &mut Builder<'_>, node: Syntax<'_>, operator: AssignOperator) -> NodeId {
    let written = node.in_field("type").map(|written| type_name(b.written(written)));
    let target = b.field(node, "left");
    // `x: int` alone declares and assigns nothing.
    let Some(value) = node.in_field("right") else { return b.at(node, NodeKind::Other(vec![target])) };
    let value = b.lower(value);
    let declares = written.is_some();
    b.at(node, NodeKind::Assign { target, value, operator, declares, type_name: written })
}

fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let mut parameters = Vec::new();
    if let Some(list) = node.in_field("parameters") {
        for child in b.named(list) {
            parameters.extend(parameter(b, child));
        }
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Function { name, parameters, body })
}

fn parameter(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<Parameter> {
    let name = match node.kind() {
        "identifier" => Some(node),
        "default_parameter" | "typed_default_parameter" => node.in_field("name"),
        "typed_parameter" | "dictionary_splat_pattern" | "list_splat_pattern" => node.named_child(0),
        _ => None,
    }?;
    let name = b.written(name).trim_start_matches('*').to_owned();
    let written = node.in_field("type").map(|written| type_name(b.written(written)));
    let default = b.lower_optional(node.in_field("value"));
    Some(Parameter { name, type_name: written, default })
}

fn decorated(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let children = b.children(node);
    b.at(node, NodeKind::Other(children))
}

fn class(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let body = b.field(node, "body");
    b.at(node, NodeKind::Class { name, body })
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut branches = vec![b.field(node, "consequence")];
    let mut cursor = node.walk();
    let alternatives: Vec<_> = node.children_by_field_name("alternative", &mut cursor).collect();
    for alternative in alternatives {
        branches.push(if alternative.kind() == "elif_clause" {
            if_statement(b, alternative)
        } else {
            b.field(alternative, "body")
        });
    }
    b.at(node, NodeKind::If { test, branches })
}

fn match_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "subject");
    let body = node.in_field("body");
    let branches = body.map(|body| b.children(body)).unwrap_or_default();
    b.at(node, NodeKind::If { test, branches })
}

fn loop_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut head = Vec::new();
    for field in ["condition", "left", "right"] {
        head.extend(b.lower_optional(node.in_field(field)));
    }
    let mut body = b.field(node, "body");
    if let Some(otherwise) = node.in_field("alternative") {
        let otherwise = b.lower(otherwise);
        body = b.at(node, NodeKind::Block(vec![body, otherwise]));
    }
    b.at(node, NodeKind::Loop { head, body })
}

/// `[x for x in xs if y]`
fn comprehension(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut head = Vec::new();
    let mut body = None;
    for child in b.named(node) {
        if body.is_none() {
            body = Some(if child.kind() == "pair" { b.other(child) } else { b.lower(child) });
        } else {
            head.push(b.other(child));
        }
    }
    let body = body.unwrap_or_else(|| b.add(NodeKind::Other(Vec::new()), Span::at(span(node).start)));
    b.at(node, NodeKind::Loop { head, body })
}

fn try_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let body = b.field(node, "body");
    let mut handlers = Vec::new();
    for child in b.named(node) {
        if !matches!(child.kind(), "block") {
            handlers.push(b.other(child));
        }
    }
    b.at(node, NodeKind::Try { body, handlers })
}

/// `import a.b as c`, `from a import b as c`
fn import(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let from = node.in_field("module_name");
    let module = from.map_or("", |from| b.written(from)).to_owned();
    let mut names = Vec::new();
    let mut cursor = node.walk();
    let children: Vec<_> = node.children_by_field_name("name", &mut cursor).collect();
    for child in children {
        let (name, alias) = match (child.in_field("name"), child.in_field("alias")) {
            (Some(name), Some(alias)) => (b.written(name), b.written(alias)),
            _ => (b.written(child), b.written(child)),
        };
        names.push(Imported { name: name.to_owned(), alias: alias.to_owned() });
    }
    if from.is_some() && names.is_empty() {
        names.push(Imported { name: "*".to_owned(), alias: "*".to_owned() });
    }
    b.at(node, NodeKind::Import { module, names })
}
