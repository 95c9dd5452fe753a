//! Java.

use tree_sitter::Node as Syntax;

use super::shapes::{LastLine, entry, in_fields, unnamed};
use crate::host::builder::{Builder, span, type_name};
use crate::host::fields::Fields as _;
use crate::host::{Argument, AssignOperator, Binary, EscapeStyle, Imported, NodeId, NodeKind, Parameter};
use crate::source::Span;

/// Expressions, and everything that is one node.
pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "program"
        | "block"
        | "class_body"
        | "interface_body"
        | "enum_body"
        | "enum_body_declarations"
        | "constructor_body"
        | "annotation_type_body" => b.block_of(node, statement),
        "identifier" | "this" | "super" => b.name(node),
        "type_identifier" | "generic_type" => b.type_as_name(node),
        "scoped_type_identifier" | "scoped_identifier" => scoped(b, node),
        "string_literal" | "character_literal" => string(b, node),
        "decimal_integer_literal"
        | "hex_integer_literal"
        | "binary_integer_literal"
        | "octal_integer_literal"
        | "decimal_floating_point_literal"
        | "hex_floating_point_literal" => b.numeral(node),
        "true" => b.at(node, NodeKind::Bool(true)),
        "false" => b.at(node, NodeKind::Bool(false)),
        "null_literal" => b.at(node, NodeKind::Null),
        "field_access" => {
            let base = b.field(node, "object");
            b.member(node, base, node.in_field("field"))
        }
        "array_access" => {
            let (base, index) = (b.field(node, "array"), b.field(node, "index"));
            b.at(node, NodeKind::Index { base, index })
        }
        "method_invocation" => invocation(b, node),
        "object_creation_expression" => creation(b, node),
        "explicit_constructor_invocation" => {
            let callee = b.field(node, "constructor");
            let arguments = b.arguments(node.in_field("arguments"));
            b.at(node, NodeKind::Call { callee, arguments, new: false })
        }
        "array_initializer" => b.list(node),
        "array_creation_expression" => match node.in_field("value") {
            Some(value) => b.lower(value),
            None => b.other(node),
        },
        "parenthesized_expression" | "expression_statement" | "yield_statement" => b.inner(node),
        "cast_expression" => b.field(node, "value"),
        "binary_expression" => binary(b, node),
        "unary_expression" => {
            let operator = b.operator(node).to_owned();
            b.prefixed(node, &operator, node.in_field("operand"))
        }
        "update_expression" => b.stepped(node),
        "ternary_expression" => {
            let (test, then) = (b.field(node, "condition"), b.field(node, "consequence"));
            let otherwise = b.field(node, "alternative");
            b.at(node, NodeKind::Conditional { test, then, otherwise })
        }
        "assignment_expression" => assignment(b, node),
        "lambda_expression" => function(b, node),
        "switch_expression" => switch_value(b, node),
        "return_statement" => {
            let value = b.named(node).first().map(|value| b.lower(*value));
            b.at(node, NodeKind::Return(value))
        }
        "import_declaration" => import(b, node),
        "package_declaration" => b.at(node, NodeKind::Other(Vec::new())),
        _ => b.other(node),
    }
}

/// Statements and members of classes: one of them may be several nodes.
fn statement(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    match node.kind() {
        "local_variable_declaration" | "field_declaration" | "constant_declaration" => declaration(b, node, to),
        "method_declaration" | "constructor_declaration" | "compact_constructor_declaration" => {
            annotations(b, node, to);
            to.push(b.lower_as(node, function));
        }
        "annotation_type_element_declaration" => to.push(b.lower_as(node, function)),
        "class_declaration"
        | "interface_declaration"
        | "enum_declaration"
        | "record_declaration"
        | "annotation_type_declaration" => {
            annotations(b, node, to);
            to.push(b.lower_as(node, class));
        }
        "enum_body_declarations" | "static_initializer" => {
            for child in b.named(node) {
                to.push(b.lower_as(child, one_statement));
            }
        }
        "enum_constant" => to.push(b.lower_as(node, enum_constant)),
        "synchronized_statement" | "labeled_statement" => {
            for child in b.named(node).into_iter().filter(|child| child.kind() != "identifier") {
                to.push(b.lower_as(child, one_statement));
            }
        }
        "if_statement" => to.push(b.lower_as(node, if_statement)),
        "switch_expression" => to.push(b.lower_as(node, switch_statement)),
        "for_statement" | "enhanced_for_statement" | "while_statement" | "do_statement" => {
            to.push(b.lower_as(node, loop_statement));
        }
        "try_statement" | "try_with_resources_statement" => to.push(b.lower_as(node, try_statement)),
        _ => to.push(b.lower(node)),
    }
}

/// A statement that stands alone, as after `if (x)`.
fn one_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut nodes = Vec::new();
    statement(b, node, &mut nodes);
    b.together(node, nodes)
}

/// `a.b.C` as members.
fn scoped(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [base, name] => {
            let base = b.lower(*base);
            b.member(node, base, Some(*name))
        }
        _ => b.type_as_name(node),
    }
}

/// `"a"`, `'a'`, `"""…"""`
fn string(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let whole = span(node);
    if b.written(node).starts_with("\"\"\"") {
        return b.indented_text(whole, (3, 3), &[], EscapeStyle::BACKSLASH, LastLine::Empty);
    }
    let content = Span::new(whole.start + 1, whole.end.saturating_sub(1).max(whole.start + 1));
    b.text_node(whole, content, &[], EscapeStyle::BACKSLASH)
}

fn invocation(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name");
    let callee = match (node.in_field("object"), name) {
        (Some(object), _) => {
            let base = b.lower(object);
            b.member(node, base, name)
        }
        (None, Some(name)) => b.name(name),
        (None, None) => b.nothing(span(node).start),
    };
    let arguments = b.arguments(node.in_field("arguments"));
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

/// `new T(x)`, `new T() { … }`
fn creation(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let body = b.named(node).into_iter().find(|child| child.kind() == "class_body");
    if let Some(map) = body.and_then(|body| filled_map(b, node, body)) {
        return map;
    }
    let callee = b.field(node, "type");
    let mut arguments = b.arguments(node.in_field("arguments"));
    if let Some(body) = body {
        let inside = b.lower(body);
        let value = b.at(body, NodeKind::Class { name: None, body: inside });
        arguments.push(unnamed(value, span(body)));
    }
    b.at(node, NodeKind::Call { callee, arguments, new: true })
}

/// `new HashMap<>() {{ put(k, v); put(k, v); }}` is the dictionary of what is put.
fn filled_map(b: &mut Builder<'_>, node: Syntax<'_>, body: Syntax<'_>) -> Option<NodeId> {
    let [block] = b.named(body).try_into().ok()?;
    let statements = if block.kind() == "block" { b.named(block) } else { return None };
    let mut puts = Vec::new();
    for statement in statements {
        let [call] = b.named(statement).try_into().ok()?;
        let is_put = call.kind() == "method_invocation"
            && call.in_field("object").is_none()
            && call.in_field("name").is_some_and(|name| b.written(name) == "put");
        let arguments = call.in_field("arguments").filter(|_| is_put)?;
        let [key, value]: [Syntax<'_>; 2] = b.named(arguments).try_into().ok()?;
        puts.push((key, value));
    }
    let lowered = |(key, value): (Syntax<'_>, Syntax<'_>)| {
        let (whole, key, value) = (span(key).to(span(value)), b.lower(key), b.lower(value));
        entry(key, value, whole)
    };
    let entries = puts.into_iter().map(lowered).collect();
    Some(b.at(node, NodeKind::Object { entries, type_name: None }))
}

fn binary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = match b.operator(node) {
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&&" => Binary::And,
        "||" => Binary::Or,
        "&" => Binary::BitAnd,
        "|" => Binary::BitOr,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => Binary::Comparison,
        _ => Binary::Other,
    };
    b.operands(node, operator)
}

fn assignment(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = match b.operator(node) {
        "=" => AssignOperator::Set,
        "+=" => AssignOperator::Append,
        _ => AssignOperator::Other,
    };
    let (target, value) = (b.field(node, "left"), b.field(node, "right"));
    b.at(node, NodeKind::Assign { target, value, operator, declares: false, type_name: None })
}

/// `String a = "x", b;`, as a field too: an assignment each; a name without a value declares only.
fn declaration(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    annotations(b, node, to);
    let type_name = written_type(b, node);
    for child in b.named(node) {
        if child.kind() == "variable_declarator" {
            to.push(declared(b, child, "name", type_name.clone()));
        }
    }
}

/// The type in the field `type`; nothing for `var` and for arrays.
fn written_type(b: &Builder<'_>, node: Syntax<'_>) -> Option<String> {
    let written = node.in_field("type").filter(|written| written.kind() != "array_type")?;
    Some(type_name(b.written(written))).filter(|name| name != "var")
}

fn declared(b: &mut Builder<'_>, node: Syntax<'_>, name: &'static str, type_name: Option<String>) -> NodeId {
    let target = b.field(node, name);
    let Some(value) = node.in_field("value") else { return b.at(node, NodeKind::Other(vec![target])) };
    let value = b.lower(value);
    let operator = AssignOperator::Set;
    b.at(node, NodeKind::Assign { target, value, operator, declares: true, type_name })
}

/// `@Query(filterExpression = "…")` before a declaration, as a call; annotations without arguments say nothing here.
fn annotations(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    let modifiers = b.named(node).into_iter().find(|child| child.kind() == "modifiers");
    let annotations = modifiers.map(|modifiers| b.named(modifiers)).unwrap_or_default();
    for annotation in annotations.into_iter().filter(|child| child.kind() == "annotation") {
        let callee = b.field(annotation, "name");
        let list = annotation.in_field("arguments").map(|list| b.named(list)).unwrap_or_default();
        let arguments = list.into_iter().map(|argument| annotation_argument(b, argument)).collect();
        to.push(b.at(annotation, NodeKind::Call { callee, arguments, new: false }));
    }
}

fn annotation_argument(b: &mut Builder<'_>, node: Syntax<'_>) -> Argument {
    let name = node.in_field("key").filter(|_| node.kind() == "element_value_pair");
    let Some(name) = name else { return b.positional(node) };
    let value = b.field(node, "value");
    let written = b.written(name).to_owned();
    Argument { name: Some(written), name_span: span(name), value, spread: false, span: span(node) }
}

/// A method, constructor or lambda; one without a body is declared only.
fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let parameters = node.in_field("parameters").map(|list| parameters(b, list)).unwrap_or_default();
    let body = b.field(node, "body");
    b.at(node, NodeKind::Function { name, parameters, body })
}

fn parameters(b: &mut Builder<'_>, list: Syntax<'_>) -> Vec<Parameter> {
    if list.kind() == "identifier" {
        return parameter(b, list).into_iter().collect();
    }
    b.named(list).into_iter().filter_map(|child| parameter(b, child)).collect()
}

fn parameter(b: &mut Builder<'_>, node: Syntax<'_>) -> Option<Parameter> {
    let (name, written) = match node.kind() {
        "identifier" => (node, None),
        "formal_parameter" => (node.in_field("name")?, written_type(b, node)),
        "spread_parameter" => {
            let inside = b.named(node).into_iter().find(|child| child.kind() == "variable_declarator")?;
            (inside.in_field("name")?, None)
        }
        _ => return None,
    };
    Some(Parameter { name: b.written(name).to_owned(), type_name: written, default: None })
}

fn class(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let components = node.in_field("parameters").filter(|_| node.kind() == "record_declaration");
    let components = components.map(|list| component_list(b, list));
    let mut body = b.field(node, "body");
    if let Some(components) = components {
        let whole = b.span(body);
        body = b.add(NodeKind::Block(vec![components, body]), whole);
    }
    b.at(node, NodeKind::Class { name, body })
}

/// What a record is made of, as the parameters of a function without a name and a body.
fn component_list(b: &mut Builder<'_>, list: Syntax<'_>) -> NodeId {
    let parameters = parameters(b, list);
    let body = b.nothing(span(list).end);
    b.at(list, NodeKind::Function { name: None, parameters, body })
}

/// `A("x") { … }` of an enum, as if `A` were given `(…)`'s values; `A` alone declares only.
fn enum_constant(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let target = b.field(node, "name");
    let arguments = b.arguments(node.in_field("arguments"));
    let body = b.lower_optional(node.in_field("body"));
    if arguments.is_empty() {
        let inside = std::iter::once(target).chain(body).collect();
        return b.at(node, NodeKind::Other(inside));
    }
    let mut values: Vec<NodeId> = arguments.iter().map(|argument| argument.value).collect();
    values.extend(body);
    let value = b.at(node, NodeKind::Other(values));
    let operator = AssignOperator::Set;
    b.at(node, NodeKind::Assign { target, value, operator, declares: true, type_name: None })
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut branches = vec![b.field_as(node, "consequence", one_statement)];
    branches.extend(node.in_field("alternative").map(|other| b.lower_as(other, one_statement)));
    b.at(node, NodeKind::If { test, branches })
}

fn switch_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let cases = node.in_field("body").map(|body| b.named(body)).unwrap_or_default();
    let branches = cases.into_iter().map(|case| b.block_of(case, statement)).collect();
    b.at(node, NodeKind::If { test, branches })
}

/// `switch (x) { case A -> "a"; default -> { yield "b"; } }`; a case that throws gives nothing.
fn switch_value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut values = Vec::new();
    for case in node.in_field("body").map(|body| b.named(body)).unwrap_or_default() {
        let mut inside = b.named(case).into_iter().filter(|child| child.kind() != "switch_label");
        match (inside.next(), inside.next()) {
            (Some(only), None) if only.kind() == "throw_statement" => {}
            (Some(only), None) => values.push(b.lower_as(only, one_statement)),
            _ => values.push(b.block_of(case, statement)),
        }
    }
    b.one_of(test, &values, span(node))
}

fn loop_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut head = Vec::new();
    let fields = in_fields(node, &["init", "condition", "update", "name", "value"]);
    for child in fields {
        statement(b, child, &mut head);
    }
    let body = b.field_as(node, "body", one_statement);
    b.at(node, NodeKind::Loop { head, body })
}

fn try_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut tried = Vec::new();
    let mut handlers = Vec::new();
    for child in b.named(node) {
        match child.kind() {
            "resource_specification" => {
                for resource in b.named(child) {
                    let type_name = written_type(b, resource);
                    tried.push(match resource.in_field("name") {
                        Some(_) => declared(b, resource, "name", type_name),
                        None => b.inner(resource),
                    });
                }
            }
            "catch_clause" => handlers.push(b.field(child, "body")),
            "finally_clause" => handlers.push(b.inner(child)),
            _ => tried.push(b.lower(child)),
        }
    }
    let body = b.together(node, tried);
    b.at(node, NodeKind::Try { body, handlers })
}

/// `import static a.B.c;`, `import a.*;`
fn import(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let inside = b.named(node);
    let path = inside.first().map_or("", |path| b.written(*path));
    let (module, name) = match inside.as_slice() {
        [_, _] => (path, "*"),
        _ => path.rsplit_once('.').unwrap_or(("", path)),
    };
    let names = vec![Imported { name: name.to_owned(), alias: name.to_owned() }];
    b.at(node, NodeKind::Import { module: module.to_owned(), names })
}
