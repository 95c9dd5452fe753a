//! Kotlin.

use tree_sitter::Node as Syntax;

use super::kotlin_members::{class, declaration, function, import, lambda, member_of_class, target};
use super::kotlin_text::{string, trimmed};
use super::shapes::unnamed;
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, AssignOperator, Binary, NodeId, NodeKind};

/// Expressions, and everything that is one node.
pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "source_file" | "block" | "class_body" | "enum_class_body" => b.block_of(node, statement),
        "identifier" => identifier(b, node),
        "this_expression" => b.at(node, NodeKind::Name("this".to_owned())),
        "super_expression" => b.at(node, NodeKind::Name("super".to_owned())),
        "user_type" => b.type_as_name(node),
        "string_literal" | "multiline_string_literal" | "character_literal" => string(b, node),
        "number_literal" | "float_literal" => b.numeral(node),
        "navigation_expression" => navigation(b, node),
        "index_expression" => index(b, node),
        "call_expression" => call(b, node),
        "annotated_lambda" | "parenthesized_expression" | "function_body" | "property_delegate" => b.inner(node),
        "lambda_literal" => lambda(b, node),
        "anonymous_function" => function(b, node),
        "as_expression" => b.field(node, "left"),
        "labeled_expression" => match b.named(node).last() {
            Some(last) => b.lower(*last),
            None => b.other(node),
        },
        "collection_literal" => b.list(node),
        "object_literal" => {
            let body = b.named(node).into_iter().find(|child| child.kind() == "class_body");
            let body = match body {
                Some(body) => b.lower(body),
                None => b.nothing(span(node).end),
            };
            b.at(node, NodeKind::Class { name: None, body })
        }
        "binary_expression" => binary(b, node),
        "infix_expression" => infix(b, node),
        "unary_expression" => unary(b, node),
        "assignment" => assignment(b, node),
        "if_expression" => if_value(b, node),
        "when_expression" => when_value(b, node),
        "try_expression" => try_expression(b, node),
        "return_expression" => {
            let label = node.in_field("label");
            let value = b.named(node).into_iter().find(|child| Some(*child) != label);
            let value = b.lower_optional(value);
            b.at(node, NodeKind::Return(value))
        }
        "import" => import(b, node),
        "package_header" | "file_annotation" | "modifiers" | "type_alias" => b.at(node, NodeKind::Other(Vec::new())),
        _ => b.other(node),
    }
}

/// Statements and members of classes: one of them may be several nodes.
pub(super) fn statement(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    match node.kind() {
        "property_declaration" => declaration(b, node, to),
        "class_declaration" | "object_declaration" => {
            super::kotlin_members::annotations(b, node, to);
            to.push(b.lower_as(node, class));
        }
        "if_expression" => to.push(b.lower_as(node, if_statement)),
        "when_expression" => to.push(b.lower_as(node, when_statement)),
        "for_statement" | "while_statement" | "do_while_statement" => to.push(b.lower_as(node, loop_statement)),
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

/// The grammar knows no `null` and no `true`.
fn identifier(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let kind = match b.written(node) {
        "null" => NodeKind::Null,
        "true" => NodeKind::Bool(true),
        "false" => NodeKind::Bool(false),
        name => NodeKind::Name(name.trim_matches('`').to_owned()),
    };
    b.at(node, kind)
}

/// `a.b`, `a?.b`, `A::b`
fn navigation(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [base, name] => {
            let base = b.lower(*base);
            b.member(node, base, Some(*name))
        }
        _ => b.other(node),
    }
}

fn index(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [base, index] => {
            let (base, index) = (b.lower(*base), b.lower(*index));
            b.at(node, NodeKind::Index { base, index })
        }
        _ => b.other(node),
    }
}

/// `f(x)`, `f { … }`, `f(x) { … }`: the lambda is the last argument of the same call.
fn call(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    if let Some(text) = trimmed(b, node) {
        return text;
    }
    let parts = b.named(node);
    let mut parts = parts.as_slice();
    let mut before;
    // The grammar reads `f(x) { … }` as a call of what `f(x)` gives.
    if let [first, last] = parts
        && first.kind() == "call_expression"
        && last.kind() == "annotated_lambda"
    {
        before = b.named(*first);
        if before.last().is_some_and(|list| list.kind() == "value_arguments") {
            before.push(*last);
            parts = before.as_slice();
        }
    }
    let Some((callee, rest)) = parts.split_first() else { return b.other(node) };
    let callee = b.lower(*callee);
    let mut arguments = Vec::new();
    for part in rest {
        match part.kind() {
            "value_arguments" => value_arguments(b, *part, &mut arguments),
            "annotated_lambda" => arguments.push(b.positional(*part)),
            _ => {}
        }
    }
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

/// `(x, name = y, *z)`
pub(super) fn value_arguments(b: &mut Builder<'_>, list: Syntax<'_>, to: &mut Vec<Argument>) {
    for child in b.named(list) {
        let whole = span(child);
        let argument = match b.named(child).as_slice() {
            [name, value] => {
                let (written, value) = (b.written(*name).to_owned(), b.lower(*value));
                Argument { name: Some(written), name_span: span(*name), value, spread: false, span: whole }
            }
            [only] if only.kind() == "spread_expression" => {
                let value = b.inner(*only);
                Argument { spread: true, ..unnamed(value, whole) }
            }
            [only] => {
                let value = b.lower(*only);
                unnamed(value, whole)
            }
            _ => {
                let value = b.other(child);
                unnamed(value, whole)
            }
        };
        to.push(argument);
    }
}

/// Two operands and their operator. `f<T>(x)`, should the grammar read it as comparisons, is not known.
fn binary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = match b.operator(node) {
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&&" => Binary::And,
        "||" | "?:" => Binary::Or,
        "==" | "!=" | "===" | "!==" | "<" | "<=" | ">" | ">=" => Binary::Comparison,
        _ => Binary::Other,
    };
    b.operands(node, operator)
}

/// `a to b`, `a and b`, `a f b`
fn infix(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let Ok([left, operator, right]) = <[Syntax<'_>; 3]>::try_from(b.named(node)) else { return b.other(node) };
    let operator = match b.written(operator) {
        "to" => Binary::Pair,
        "and" => Binary::And,
        "or" => Binary::Or,
        _ => Binary::Other,
    };
    let (left, right) = (b.lower(left), b.lower(right));
    b.at(node, NodeKind::Binary { operator, left, right })
}

/// `-x`, `!x`, `x!!`, `x++`
fn unary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.operator(node).to_owned().as_str() {
        "++" | "--" => b.stepped(node),
        "!!" | "+" => b.field(node, "argument"),
        operator => b.prefixed(node, operator, node.in_field("argument")),
    }
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

/// The test and the branches of an `if`.
fn parts_of_if<'n>(b: &mut Builder<'_>, node: Syntax<'n>) -> (NodeId, Vec<Syntax<'n>>) {
    let condition = node.in_field("condition");
    let test = b.field(node, "condition");
    (test, b.named(node).into_iter().filter(|child| Some(*child) != condition).collect())
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (test, branches) = parts_of_if(b, node);
    let branches = branches.into_iter().map(|branch| b.lower_as(branch, one_statement)).collect();
    b.at(node, NodeKind::If { test, branches })
}

/// `if (a) b else c` where a value is needed.
fn if_value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (test, branches) = parts_of_if(b, node);
    let &[then, otherwise] = branches.as_slice() else {
        let branches = branches.into_iter().map(|branch| b.lower_as(branch, one_statement)).collect();
        return b.at(node, NodeKind::If { test, branches });
    };
    let (then, otherwise) = (value(b, then), value(b, otherwise));
    b.at(node, NodeKind::Conditional { test, then, otherwise })
}

/// A branch that gives a value: a block of one expression is that expression.
fn value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [only] if node.kind() == "block" => b.lower(*only),
        _ => b.lower(node),
    }
}

/// What a `when` looks at, and its cases.
fn parts_of_when<'n>(b: &mut Builder<'_>, node: Syntax<'n>) -> (NodeId, Vec<Syntax<'n>>) {
    let mut entries = b.named(node);
    let subject = entries.first().copied().filter(|first| first.kind() == "when_subject");
    let test = match subject {
        Some(subject) => b.inner(subject),
        None => b.nothing(span(node).start),
    };
    entries.retain(|entry| entry.kind() == "when_entry");
    (test, entries)
}

fn when_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (test, entries) = parts_of_when(b, node);
    let branches = entries.into_iter().map(|entry| b.block_of(entry, case)).collect();
    b.at(node, NodeKind::If { test, branches })
}

/// A part of a case: its conditions, then its block, whose statements stand directly in the case.
fn case(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    if node.kind() == "block" {
        for child in b.named(node) {
            statement(b, child, to);
        }
    } else {
        statement(b, node, to);
    }
}

/// `when (x) { 1 -> "a"; else -> "b" }` where a value is needed; a case that throws gives nothing.
fn when_value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (test, entries) = parts_of_when(b, node);
    let mut values = Vec::new();
    for entry in entries {
        let last = b.named(entry).last().copied().filter(|last| last.kind() != "throw_expression");
        values.extend(last.map(|last| value(b, last)));
    }
    b.one_of(test, &values, span(node))
}

fn loop_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut parts = b.named(node);
    parts.retain(|part| part.kind() != "label");
    let condition = node.in_field("condition");
    let body = parts.iter().copied().rev().find(|part| Some(*part) != condition);
    let body = body.filter(|_| condition.is_some() || parts.len() > 2);
    let mut head = Vec::new();
    for part in parts.into_iter().filter(|part| Some(*part) != body) {
        head.push(if part.kind().ends_with("variable_declaration") { target(b, part) } else { b.lower(part) });
    }
    let body = match body {
        Some(body) => b.lower_as(body, one_statement),
        None => b.nothing(span(node).end),
    };
    b.at(node, NodeKind::Loop { head, body })
}

fn try_expression(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut body = None;
    let mut handlers = Vec::new();
    for child in b.named(node) {
        let block = b.named(child).last().copied().filter(|last| last.kind() == "block");
        match (child.kind(), block) {
            ("block", _) => body = Some(b.lower(child)),
            (_, Some(block)) => handlers.push(b.lower(block)),
            _ => handlers.push(b.lower(child)),
        }
    }
    let body = body.unwrap_or_else(|| b.nothing(span(node).start));
    b.at(node, NodeKind::Try { body, handlers })
}
