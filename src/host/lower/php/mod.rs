//! PHP: expressions.

mod statements;

use tree_sitter::Node as Syntax;

use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, AssignOperator, Binary, Entry, EscapeStyle, NodeId, NodeKind};
use crate::source::Span;

const DOUBLE_QUOTED: EscapeStyle = EscapeStyle::BACKSLASH.knowing("ntrvefxu0$\"").keeping_unknown();
/// In a heredoc a quote needs no backslash.
const HEREDOC: EscapeStyle = DOUBLE_QUOTED.knowing("ntrvefxu0$");

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "variable_name" | "name" | "qualified_name" | "relative_name" | "relative_scope" => name(b, node),
        "string" => quoted(b, node, EscapeStyle::ONLY_QUOTE),
        "encapsed_string" => quoted(b, node, DOUBLE_QUOTED),
        "heredoc" => document(b, node, HEREDOC),
        "nowdoc" => document(b, node, EscapeStyle::RAW),
        "integer" | "float" => b.number(node),
        "boolean" => {
            let truth = b.written(node).eq_ignore_ascii_case("true");
            b.at(node, NodeKind::Bool(truth))
        }
        "null" => b.at(node, NodeKind::Null),
        "array_creation_expression" => array(b, node),
        "list_literal" => bound(b, node),
        "member_access_expression" | "nullsafe_member_access_expression" => member(b, node, "object"),
        "scoped_property_access_expression" => member(b, node, "scope"),
        "class_constant_access_expression" => constant(b, node),
        "subscript_expression" => subscript(b, node),
        "function_call_expression" => {
            let callee = b.field(node, "function");
            call(b, node, callee)
        }
        "member_call_expression" | "nullsafe_member_call_expression" => {
            let callee = member(b, node, "object");
            call(b, node, callee)
        }
        "scoped_call_expression" => {
            let callee = member(b, node, "scope");
            call(b, node, callee)
        }
        "object_creation_expression" => creation(b, node),
        "parenthesized_expression" | "expression_statement" | "error_suppression_expression" | "by_ref" => {
            b.inner(node)
        }
        "cast_expression" => b.field(node, "value"),
        "binary_expression" => {
            let operator = binary(&operator(b, node));
            two(b, node, operator, ("left", "right"))
        }
        "unary_op_expression" => unary(b, node),
        "conditional_expression" => conditional(b, node),
        "assignment_expression" | "reference_assignment_expression" => assignment(b, node, AssignOperator::Set),
        "augmented_assignment_expression" => {
            let operator = match operator(b, node).as_str() {
                ".=" | "+=" => AssignOperator::Append,
                "??=" => AssignOperator::Default,
                _ => AssignOperator::Other,
            };
            assignment(b, node, operator)
        }
        _ => statements::lower(b, node),
    }
}

/// `$x` and `A\B\x` are both `x`.
fn name(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = last_word(b.written(node)).to_owned();
    b.at(node, NodeKind::Name(name))
}

fn last_word(written: &str) -> &str {
    written.rsplit(['$', '\\']).next().unwrap_or_default()
}

/// `'a'`, `"a $b {$c['d']} ${e}"`
fn quoted(b: &mut Builder<'_>, node: Syntax<'_>, style: EscapeStyle) -> NodeId {
    let (whole, written) = (span(node), b.written(node));
    let opens = written.find(['\'', '"']).map_or(0, |at| at + 1);
    let quote = written.get(opens.saturating_sub(1)..opens).unwrap_or_default();
    let is_closed = written.len() > opens && written.ends_with(quote);
    let start = whole.start + u32::try_from(opens).unwrap_or_default();
    let content = Span::new(start, whole.end - u32::from(is_closed));
    let holes = holes(b, node);
    b.text_node(whole, content, &holes, style)
}

/// A heredoc; the blanks before its lines stay.
fn document(b: &mut Builder<'_>, node: Syntax<'_>, style: EscapeStyle) -> NodeId {
    let Some(body) = node.in_field("value") else {
        return b.text_node(span(node), Span::at(span(node).end), &[], style);
    };
    let mut content = span(body);
    let written = b.slice(content);
    content.start += if written.starts_with("\r\n") { 2 } else { u32::from(written.starts_with('\n')) };
    let holes = holes(b, body);
    b.text_node(span(node), content, &holes, style)
}

/// What stands in a text for something else, with its braces.
fn holes(b: &mut Builder<'_>, node: Syntax<'_>) -> Vec<(Span, NodeId)> {
    let mut holes = Vec::new();
    let mut cursor = node.walk();
    let children: Vec<_> = node.children(&mut cursor).collect();
    let mut opened = None;
    for child in children {
        match child.kind() {
            "{" => opened = Some(span(child).start),
            "}" => {
                if let (Some(start), Some((place, _))) = (opened.take(), holes.last_mut()) {
                    *place = Span::new(start, span(child).end);
                }
            }
            "string_content" | "escape_sequence" | "nowdoc_string" => {}
            _ if child.is_named() => {
                let hole = b.lower(child);
                holes.push((span(child), hole));
            }
            _ => {}
        }
    }
    holes
}

/// An array with a key is an object, any other a list.
fn array(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut elements = Vec::new();
    for child in b.named(node) {
        elements.push((child, b.named(child)));
    }
    if !elements.iter().any(|(_, parts)| parts.len() == 2) {
        let elements = elements.iter().map(|(element, _)| b.inner(*element)).collect();
        return b.at(node, NodeKind::List(elements));
    }
    let mut entries = Vec::new();
    for (element, parts) in elements {
        let (key, value, spread) = match parts.as_slice() {
            [key, value] => (b.lower(*key), b.lower(*value), false),
            [only] if only.kind() == "variadic_unpacking" => {
                let value = b.inner(*only);
                (value, value, true)
            }
            _ => {
                let value = b.inner(element);
                (value, value, true)
            }
        };
        entries.push(Entry { key, value, spread, span: span(element) });
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}

/// `[$a, 'k' => $b]` and `list($a, $b)`, where they are assigned to: what is bound.
fn bound(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut cursor = node.walk();
    let mut targets = Vec::new();
    for child in node.children(&mut cursor) {
        if child.kind() == "=>" {
            targets.pop();
        } else if child.is_named() && !child.is_extra() {
            targets.push(child);
        }
    }
    b.bound(node, &targets)
}

/// `$a->b`, `A::$b`, and as an index `$a->$b` and `$a->{b}`.
fn member(b: &mut Builder<'_>, node: Syntax<'_>, object: &'static str) -> NodeId {
    let base = b.field(node, object);
    let Some(property) = node.in_field("name") else { return base };
    let end = span(property).end;
    let whole = Span::new(span(node).start, end);
    if property.kind() == "name" || (object == "scope" && property.kind() == "variable_name") {
        let name = last_word(b.written(property)).to_owned();
        return b.add(NodeKind::Member { base, name, name_span: span(property) }, whole);
    }
    let index = b.lower(property);
    b.add(NodeKind::Index { base, index }, whole)
}

/// `A::B`
fn constant(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [scope, name] => {
            let base = b.lower(*scope);
            let (name, name_span) = (b.written(*name).to_owned(), span(*name));
            b.at(node, NodeKind::Member { base, name, name_span })
        }
        _ => b.other(node),
    }
}

/// `$a['b']`; the place after the last element, `$a[]`, is an index that is nothing known.
fn subscript(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let parts = b.children(node);
    let (base, index) = match parts.as_slice() {
        [base, index] => (*base, *index),
        [base] => (*base, b.add(NodeKind::Other(Vec::new()), Span::at(span(node).end))),
        _ => return b.at(node, NodeKind::Other(parts)),
    };
    b.at(node, NodeKind::Index { base, index })
}

fn call(b: &mut Builder<'_>, node: Syntax<'_>, callee: NodeId) -> NodeId {
    let list = node.in_field("arguments");
    let name = node.in_field("name").or_else(|| node.in_field("function"));
    let is_json = name.is_some_and(|name| matches!(b.written(name), "marshalJson" | "json_decode" | "\\json_decode"));
    let arguments = list.map(|list| arguments(b, list, is_json)).unwrap_or_default();
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

/// What a call is given; a text of JSON as what it says, where the call reads JSON.
fn arguments(b: &mut Builder<'_>, list: Syntax<'_>, is_json: bool) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for node in b.named(list) {
        let whole = span(node);
        let name = node.in_field("name");
        let name_span = name.map_or(Span::at(whole.start), span);
        let Some(value) = b.named(node).last().copied() else { continue };
        let spread = value.kind() == "variadic_unpacking";
        let value = if spread { b.inner(value) } else { b.lower(value) };
        let value = if is_json { b.unfolded(value) } else { value };
        let name = name.map(|name| b.written(name).to_owned());
        arguments.push(Argument { name, name_span, value, spread, span: whole });
    }
    arguments
}

/// `new T(x)`, `new class { … }`
fn creation(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [class] if class.kind() == "anonymous_class" => b.lower(*class),
        [class, rest @ ..] => {
            let callee = b.lower(*class);
            let arguments = rest.first().map(|list| arguments(b, *list, false)).unwrap_or_default();
            b.at(node, NodeKind::Call { callee, arguments, new: true })
        }
        [] => b.other(node),
    }
}

/// An operator; words may be in any case.
fn operator(b: &Builder<'_>, node: Syntax<'_>) -> String {
    node.in_field("operator").map_or("", |operator| b.written(operator)).to_ascii_lowercase()
}

fn binary(operator: &str) -> Binary {
    match operator {
        "." | "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&&" | "and" => Binary::And,
        "||" | "or" | "??" => Binary::Or,
        "&" => Binary::BitAnd,
        "|" => Binary::BitOr,
        "==" | "===" | "!=" | "!==" | "<>" | "<" | "<=" | ">" | ">=" | "<=>" | "instanceof" => Binary::Comparison,
        _ => Binary::Other,
    }
}

fn two(b: &mut Builder<'_>, node: Syntax<'_>, operator: Binary, fields: (&'static str, &'static str)) -> NodeId {
    let (left, right) = (b.field(node, fields.0), b.field(node, fields.1));
    b.at(node, NodeKind::Binary { operator, left, right })
}

/// `!$a`, `-1`
fn unary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = operator(b, node);
    let argument = node.in_field("argument");
    let number = argument.filter(|inside| operator == "-" && matches!(inside.kind(), "integer" | "float"));
    if let Some(number) = number {
        let digits = b.written(number).replace('_', "");
        return b.at(node, NodeKind::Number(format!("-{digits}")));
    }
    let operand = b.field(node, "argument");
    let kind =
        if matches!(operator.as_str(), "!" | "~") { NodeKind::Not(operand) } else { NodeKind::Other(vec![operand]) };
    b.at(node, kind)
}

/// `a ? b : c`, `a ?: c`
fn conditional(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    if node.in_field("body").is_none() {
        return two(b, node, Binary::Or, ("condition", "alternative"));
    }
    let test = b.field(node, "condition");
    let (then, otherwise) = (b.field(node, "body"), b.field(node, "alternative"));
    b.at(node, NodeKind::Conditional { test, then, otherwise })
}

fn assignment(b: &mut Builder<'_>, node: Syntax<'_>, operator: AssignOperator) -> NodeId {
    let (target, value) = (b.field(node, "left"), b.field(node, "right"));
    b.at(node, NodeKind::Assign { target, value, operator, declares: false, type_name: None })
}
