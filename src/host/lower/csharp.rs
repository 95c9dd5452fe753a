//! C#.

use tree_sitter::Node as Syntax;

use super::csharp_literals::{anonymous, created, initializer, interpolated, string, with};
use super::csharp_members::{attributes, class, function, import, member_of_class};
use super::shapes::{has_token, in_fields};
use crate::host::builder::{Builder, span, type_name};
use crate::host::fields::Fields as _;
use crate::host::{Argument, AssignOperator, Binary, NodeId, NodeKind};

/// Expressions, and everything that is one node.
pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "compilation_unit" | "block" | "declaration_list" | "enum_member_declaration_list" => {
            b.block_of(node, statement)
        }
        "identifier" | "this" | "base" | "predefined_type" | "implicit_parameter" => b.name(node),
        "generic_name" => b.type_as_name(node),
        "qualified_name" => {
            let base = b.field(node, "qualifier");
            member(b, node, base)
        }
        "string_literal" | "character_literal" | "verbatim_string_literal" | "raw_string_literal" => string(b, node),
        "interpolated_string_expression" => interpolated(b, node),
        "integer_literal" | "real_literal" => b.numeral(node),
        "boolean_literal" => {
            let truth = b.written(node) == "true";
            b.at(node, NodeKind::Bool(truth))
        }
        "null_literal" => b.at(node, NodeKind::Null),
        "member_access_expression" => {
            let base = b.field(node, "expression");
            member(b, node, base)
        }
        "conditional_access_expression" => conditional_access(b, node),
        "element_access_expression" => {
            let base = b.field(node, "expression");
            let index = match node.in_field("subscript") {
                Some(subscript) => subscripts(b, subscript),
                None => b.nothing(span(node).end),
            };
            b.at(node, NodeKind::Index { base, index })
        }
        "invocation_expression" => invocation(b, node),
        "object_creation_expression" | "implicit_object_creation_expression" => created(b, node),
        "anonymous_object_creation_expression" => anonymous(b, node),
        "with_expression" => with(b, node),
        "initializer_expression" => initializer(b, node),
        "array_creation_expression" | "implicit_array_creation_expression" => {
            match b.named(node).into_iter().find(|child| child.kind() == "initializer_expression") {
                Some(elements) => b.list(elements),
                None => b.other(node),
            }
        }
        "collection_expression" | "tuple_expression" => b.list(node),
        "tuple_pattern" => {
            let names = b.named(node);
            b.bound(node, &names)
        }
        "parenthesized_expression"
        | "parenthesized_lvalue_expression"
        | "expression_statement"
        | "await_expression"
        | "checked_expression"
        | "ref_expression"
        | "collection_element"
        | "expression_element"
        | "arrow_expression_clause" => b.inner(node),
        "argument" => argument_value(b, node),
        "cast_expression" => b.field(node, "value"),
        "as_expression" => b.field(node, "left"),
        "declaration_expression" => b.field(node, "name"),
        "binary_expression" => binary(b, node),
        "prefix_unary_expression" | "postfix_unary_expression" => unary(b, node),
        "conditional_expression" => {
            let (test, then) = (b.field(node, "condition"), b.field(node, "consequence"));
            let otherwise = b.field(node, "alternative");
            b.at(node, NodeKind::Conditional { test, then, otherwise })
        }
        "assignment_expression" => assignment(b, node),
        "lambda_expression" | "anonymous_method_expression" | "local_function_statement" => function(b, node),
        "switch_expression" => switch_value(b, node),
        "return_statement" => {
            let value = b.named(node).first().map(|value| b.lower(*value));
            b.at(node, NodeKind::Return(value))
        }
        "using_directive" => import(b, node),
        "file_scoped_namespace_declaration" => b.at(node, NodeKind::Other(Vec::new())),
        _ => b.other(node),
    }
}

/// Statements and members of classes: one of them may be several nodes.
pub(super) fn statement(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    match node.kind() {
        "local_declaration_statement" | "field_declaration" | "event_field_declaration" | "variable_declaration" => {
            declaration(b, node, to);
        }
        "class_declaration"
        | "struct_declaration"
        | "interface_declaration"
        | "record_declaration"
        | "enum_declaration" => {
            attributes(b, node, to);
            to.push(b.lower_as(node, class));
        }
        "namespace_declaration" => to.push(b.field(node, "body")),
        "global_statement" | "labeled_statement" => {
            for child in b.named(node).into_iter().filter(|child| child.kind() != "identifier") {
                to.push(b.lower_as(child, one_statement));
            }
        }
        "using_statement" | "lock_statement" | "fixed_statement" | "checked_statement" | "unsafe_statement" => {
            for child in b.named(node) {
                to.push(b.lower_as(child, one_statement));
            }
        }
        "preproc_if" | "preproc_elif" | "preproc_else" => to.push(b.lower_as(node, preprocessed)),
        "if_statement" => to.push(b.lower_as(node, if_statement)),
        "switch_statement" => to.push(b.lower_as(node, switch_statement)),
        "for_statement" | "foreach_statement" | "while_statement" | "do_statement" => {
            to.push(b.lower_as(node, loop_statement));
        }
        "try_statement" => to.push(b.lower_as(node, try_statement)),
        _ => {
            if !member_of_class(b, node, to) {
                to.push(b.lower(node));
            }
        }
    }
}

/// A statement that stands alone, as after `if (x)`.
fn one_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut nodes = Vec::new();
    statement(b, node, &mut nodes);
    b.together(node, nodes)
}

/// `base.Name<T>`
fn member(b: &mut Builder<'_>, node: Syntax<'_>, base: NodeId) -> NodeId {
    let name = node.in_field("name");
    let name = name.and_then(|name| if name.kind() == "generic_name" { name.named_child(0) } else { Some(name) });
    b.member(node, base, name)
}

/// `a?.b`, `a?[b]`
fn conditional_access(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let base = b.field(node, "condition");
    let start = span(node).start;
    let Some(binding) = b.named(node).into_iter().nth(1) else { return b.at(node, NodeKind::Other(vec![base])) };
    if binding.kind() == "member_binding_expression" {
        return member(b, binding, base);
    }
    let index = subscripts(b, binding);
    b.add(NodeKind::Index { base, index }, crate::source::Span::new(start, span(binding).end))
}

/// What stands in brackets: one expression, or a list of several.
pub(super) fn subscripts(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [only] => b.lower(*only),
        _ => b.list(node),
    }
}

fn invocation(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let arguments = node.in_field("arguments").map(|list| b.named(list)).unwrap_or_default();
    let function = node.in_field("function");
    if let (Some("nameof"), [only]) = (function.map(|function| b.written(function)), arguments.as_slice()) {
        return name_of(b, node, *only);
    }
    let callee = b.field(node, "function");
    let arguments = arguments.into_iter().map(|child| argument(b, child)).collect();
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

/// `nameof(Order.Status)` is the text `Status`.
fn name_of(b: &mut Builder<'_>, node: Syntax<'_>, argument: Syntax<'_>) -> NodeId {
    let whole = span(argument);
    let written = b.slice(whole);
    let last = written.rfind('.').map_or(0, |dot| dot + 1);
    let from = whole.start + u32::try_from(last).unwrap_or(0);
    b.text_node(span(node), crate::source::Span::new(from, whole.end), &[], crate::host::EscapeStyle::RAW)
}

/// `x`, `name: x`, `out x`
pub(super) fn argument(b: &mut Builder<'_>, node: Syntax<'_>) -> Argument {
    let whole = span(node);
    let name = node.in_field("name");
    let name_span = name.map_or(crate::source::Span::at(whole.start), span);
    let name = name.map(|name| b.written(name).to_owned());
    let value = b.lower(node);
    Argument { name, name_span, value, spread: false, span: whole }
}

fn argument_value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name");
    match b.named(node).into_iter().find(|child| Some(*child) != name) {
        Some(value) => b.lower(value),
        None => b.nothing(span(node).end),
    }
}

fn binary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = match b.operator(node) {
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&&" => Binary::And,
        "||" | "??" => Binary::Or,
        "&" => Binary::BitAnd,
        "|" => Binary::BitOr,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => Binary::Comparison,
        _ => Binary::Other,
    };
    b.operands(node, operator)
}

/// `-x`, `!x`, `x!`, `&x`, `x++`
fn unary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let is_prefix = node.kind() == "prefix_unary_expression";
    let mut cursor = node.walk();
    let operator = node.children(&mut cursor).find(|child| !child.is_named()).map_or("", |child| child.kind());
    match (operator, is_prefix) {
        ("++" | "--", _) => b.stepped(node),
        ("!", false) | ("*" | "&" | "+", true) => b.inner(node),
        _ => {
            let operand = b.named(node).first().copied();
            b.prefixed(node, operator, operand)
        }
    }
}

fn assignment(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = match b.operator(node) {
        "=" => AssignOperator::Set,
        "+=" => AssignOperator::Append,
        "??=" => AssignOperator::Default,
        _ => AssignOperator::Other,
    };
    let left = node.in_field("left");
    let of = left.filter(|left| left.kind() == "declaration_expression");
    let target = match left {
        Some(left) if left.kind() == "tuple_expression" => {
            let names = b.named(left);
            b.bound(left, &names)
        }
        _ => b.field(node, "left"),
    };
    let value = b.field(node, "right");
    b.at(node, NodeKind::Assign { target, value, operator, declares: of.is_some(), type_name: None })
}

/// The type in the field `type`; nothing for `var` and for arrays.
pub(super) fn written_type(b: &Builder<'_>, node: Syntax<'_>) -> Option<String> {
    let written = node.in_field("type")?;
    let is_named = !matches!(written.kind(), "implicit_type" | "array_type" | "tuple_type" | "pointer_type");
    is_named.then(|| type_name(b.written(written)))
}

/// `string a = "x", b;`, as a field too: an assignment each; a name without a value declares only.
fn declaration(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    attributes(b, node, to);
    let inside = b.named(node).into_iter().find(|child| child.kind() == "variable_declaration").unwrap_or(node);
    let type_name = written_type(b, inside);
    for child in b.named(inside).into_iter().filter(|child| child.kind() == "variable_declarator") {
        let parts = b.named(child);
        let is_set = has_token(child, "=");
        let target = parts.first().map(|name| b.lower(*name));
        let target = target.unwrap_or_else(|| b.nothing(span(child).start));
        to.push(match parts.last().filter(|_| is_set) {
            Some(value) => {
                let (value, type_name, operator) = (b.lower(*value), type_name.clone(), AssignOperator::Set);
                b.at(child, NodeKind::Assign { target, value, operator, declares: true, type_name })
            }
            None => b.at(child, NodeKind::Other(vec![target])),
        });
    }
}

/// `#if X`: what stands in it may not be there.
fn preprocessed(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let fields = in_fields(node, &["condition", "alternative"]);
    let mut inside = Vec::new();
    for child in b.named(node).into_iter().filter(|child| !fields.contains(child)) {
        statement(b, child, &mut inside);
    }
    let mut branches = vec![b.at(node, NodeKind::Block(inside))];
    branches.extend(node.in_field("alternative").map(|other| b.lower_as(other, preprocessed)));
    b.at(node, NodeKind::If { test, branches })
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut branches = vec![b.field_as(node, "consequence", one_statement)];
    branches.extend(node.in_field("alternative").map(|other| b.lower_as(other, one_statement)));
    b.at(node, NodeKind::If { test, branches })
}

fn switch_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "value");
    let cases = node.in_field("body").map(|body| b.named(body)).unwrap_or_default();
    let branches = cases.into_iter().map(|case| b.block_of(case, statement)).collect();
    b.at(node, NodeKind::If { test, branches })
}

/// `x switch { 1 => "a", _ => "b" }`; an arm that throws gives nothing.
fn switch_value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut arms = b.named(node).into_iter();
    let test = match arms.next() {
        Some(subject) => b.lower(subject),
        None => b.nothing(span(node).start),
    };
    let mut values = Vec::new();
    for arm in arms {
        let value = b.named(arm).last().copied().filter(|value| value.kind() != "throw_expression");
        values.extend(value.map(|value| b.lower(value)));
    }
    b.one_of(test, &values, span(node))
}

fn loop_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut head = Vec::new();
    for child in in_fields(node, &["initializer", "condition", "update", "left", "right"]) {
        if child.is_named() {
            statement(b, child, &mut head);
        }
    }
    let body = b.field_as(node, "body", one_statement);
    b.at(node, NodeKind::Loop { head, body })
}

fn try_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let body = b.field(node, "body");
    let mut handlers = Vec::new();
    for child in b.named(node) {
        match child.kind() {
            "catch_clause" => handlers.push(b.field(child, "body")),
            "finally_clause" => handlers.push(b.inner(child)),
            _ => {}
        }
    }
    b.at(node, NodeKind::Try { body, handlers })
}
