//! JavaScript with JSX, TypeScript and TSX: expressions.

mod statements;

use tree_sitter::Node as Syntax;

use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, AssignOperator, Binary, Entry, EscapeStyle, NodeId, NodeKind};
use crate::source::Span;

const STRING: EscapeStyle = EscapeStyle::BACKSLASH.knowing("ntrbfvxu0\n");

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "identifier"
        | "property_identifier"
        | "private_property_identifier"
        | "shorthand_property_identifier"
        | "shorthand_property_identifier_pattern"
        | "type_identifier"
        | "this"
        | "super"
        | "import" => b.name(node),
        "string" => {
            let content = quoted(b, node);
            b.text_node(span(node), content, &[], STRING)
        }
        "template_string" => template(b, node),
        "number" => b.number(node),
        "true" => b.at(node, NodeKind::Bool(true)),
        "false" => b.at(node, NodeKind::Bool(false)),
        "null" | "undefined" => b.at(node, NodeKind::Null),
        "object" => object(b, node),
        "array" => {
            let elements = b.children(node);
            b.at(node, NodeKind::List(elements))
        }
        "array_pattern" | "object_pattern" => {
            let targets = b.named(node);
            b.bound(node, &targets)
        }
        "member_expression" => member(b, node),
        "subscript_expression" => {
            let (base, index) = (b.field(node, "object"), b.field(node, "index"));
            b.at(node, NodeKind::Index { base, index })
        }
        "call_expression" => call(b, node, "function"),
        "new_expression" => call(b, node, "constructor"),
        "await_expression"
        | "computed_property_name"
        | "expression_statement"
        | "jsx_expression"
        | "rest_pattern"
        | "template_substitution" => b.inner(node),
        "as_expression"
        | "satisfies_expression"
        | "non_null_expression"
        | "instantiation_expression"
        | "parenthesized_expression" => nth(b, node, <[_]>::first),
        "type_assertion" => nth(b, node, <[_]>::last),
        "binary_expression" => {
            let operator = binary(operator(b, node));
            let (left, right) = (b.field(node, "left"), b.field(node, "right"));
            b.at(node, NodeKind::Binary { operator, left, right })
        }
        "unary_expression" => unary(b, node),
        "ternary_expression" => {
            let test = b.field(node, "condition");
            let (then, otherwise) = (b.field(node, "consequence"), b.field(node, "alternative"));
            b.at(node, NodeKind::Conditional { test, then, otherwise })
        }
        "assignment_expression" => assignment(b, node, AssignOperator::Set),
        "augmented_assignment_expression" => {
            let operator = match operator(b, node) {
                "+=" => AssignOperator::Append,
                "??=" | "||=" => AssignOperator::Default,
                _ => AssignOperator::Other,
            };
            assignment(b, node, operator)
        }
        // `{ a = 1 }`, `[a = 1]`: the name has this value where it would have none.
        "assignment_pattern" | "object_assignment_pattern" => assignment(b, node, AssignOperator::Default),
        "pair_pattern" => b.field(node, "value"),
        _ => statements::lower(b, node),
    }
}

/// What stands between the quotes of a text.
fn quoted(b: &Builder<'_>, node: Syntax<'_>) -> Span {
    let (whole, written) = (span(node), b.written(node));
    let quote = written.get(..1).unwrap_or_default();
    let is_closed = written.len() > 1 && written.ends_with(quote);
    Span::new((whole.start + 1).min(whole.end), whole.end - u32::from(is_closed))
}

/// `` `a ${b}` ``
fn template(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let content = quoted(b, node);
    let mut holes = Vec::new();
    for child in b.named(node) {
        if child.kind() == "template_substitution" {
            let hole = b.lower(child);
            holes.push((span(child), hole));
        }
    }
    b.text_node(span(node), content, &holes, STRING)
}

/// The one of the named children that stands for all of them.
fn nth<'n>(
    b: &mut Builder<'_>,
    node: Syntax<'n>,
    choose: impl for<'s> Fn(&'s [Syntax<'n>]) -> Option<&'s Syntax<'n>>,
) -> NodeId {
    let children = b.named(node);
    match choose(&children) {
        Some(child) => b.lower(*child),
        None => b.other(node),
    }
}

fn object(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut entries = Vec::new();
    for child in b.named(node) {
        let (key, value, spread) = match child.kind() {
            "pair" => (key(b, child, "key"), b.field(child, "value"), false),
            "shorthand_property_identifier" => (b.key(child), b.name(child), false),
            "method_definition" => (key(b, child, "name"), statements::function(b, child), false),
            _ => {
                let value = spread(b, child);
                (value, value, true)
            }
        };
        entries.push(Entry { key, value, spread, span: span(child) });
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}

/// `x` of `...x` in an object or a call; in a list it stays something else than an element.
fn spread(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    if node.kind() == "spread_element" { b.inner(node) } else { b.lower(node) }
}

/// `a`, `"a"`, `1`, `[a]`
fn key(b: &mut Builder<'_>, node: Syntax<'_>, field: &'static str) -> NodeId {
    match node.in_field(field) {
        Some(key) if matches!(key.kind(), "string" | "computed_property_name") => b.lower(key),
        Some(key) => b.key(key),
        None => b.field(node, field),
    }
}

fn member(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let base = b.field(node, "object");
    let (name, name_span) = match node.in_field("property") {
        Some(name) => (b.written(name).to_owned(), span(name)),
        None => (String::new(), Span::at(span(node).end)),
    };
    b.at(node, NodeKind::Member { base, name, name_span })
}

/// `f(x)`, `new T(x)`, ``f`x` ``
fn call(b: &mut Builder<'_>, node: Syntax<'_>, callee: &'static str) -> NodeId {
    let new = callee == "constructor";
    let callee = b.field(node, callee);
    let mut arguments = Vec::new();
    if let Some(list) = node.in_field("arguments") {
        let values = if list.kind() == "template_string" { vec![list] } else { b.named(list) };
        for value in values {
            let whole = span(value);
            let is_spread = value.kind() == "spread_element";
            let value = spread(b, value);
            let name_span = Span::at(whole.start);
            arguments.push(Argument { name: None, name_span, value, spread: is_spread, span: whole });
        }
    }
    b.at(node, NodeKind::Call { callee, arguments, new })
}

fn operator<'t>(b: &Builder<'t>, node: Syntax<'_>) -> &'t str {
    node.in_field("operator").map_or("", |operator| b.written(operator))
}

fn binary(operator: &str) -> Binary {
    match operator {
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&&" => Binary::And,
        "||" | "??" => Binary::Or,
        "&" => Binary::BitAnd,
        "|" => Binary::BitOr,
        "==" | "===" | "!=" | "!==" | "<" | "<=" | ">" | ">=" | "in" | "instanceof" => Binary::Comparison,
        _ => Binary::Other,
    }
}

/// `!a`, `-1`
fn unary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = operator(b, node);
    let number = node.in_field("argument").filter(|inside| operator == "-" && inside.kind() == "number");
    if let Some(number) = number {
        let digits = b.written(number).replace('_', "");
        return b.at(node, NodeKind::Number(format!("-{}", digits.trim_end_matches('n'))));
    }
    let operand = b.field(node, "argument");
    let kind = if matches!(operator, "!" | "~") { NodeKind::Not(operand) } else { NodeKind::Other(vec![operand]) };
    b.at(node, kind)
}

fn assignment(b: &mut Builder<'_>, node: Syntax<'_>, operator: AssignOperator) -> NodeId {
    let (target, value) = (b.field(node, "left"), b.field(node, "right"));
    b.at(node, NodeKind::Assign { target, value, operator, declares: false, type_name: None })
}
