//! Rust.

mod items;
mod macros;
mod readable;

use tree_sitter::Node as Syntax;

use super::shapes::{entry, spread};
use crate::host::builder::{Builder, span, type_name};
use crate::host::fields::Fields as _;
use crate::host::{AssignOperator, Binary, EscapeStyle, NodeId, NodeKind};
use crate::source::Span;

pub(super) use readable::readable;

/// Expressions, and everything that is one node.
pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "source_file" | "block" | "declaration_list" | "enum_variant_list" => b.block_of(node, statement),
        "identifier" if b.written(node) == "None" => b.at(node, NodeKind::Null),
        "identifier" | "self" | "crate" | "super" | "type_identifier" | "primitive_type" => b.name(node),
        "scoped_identifier" | "scoped_type_identifier" => {
            let base = b.field(node, "path");
            b.member(node, base, node.in_field("name"))
        }
        "generic_type" | "generic_type_with_turbofish" => b.field(node, "type"),
        "generic_function" => b.field(node, "function"),
        "string_literal" | "raw_string_literal" | "char_literal" => {
            let (content, style) = content(b, node);
            b.text_node(span(node), content, &[], style)
        }
        "integer_literal" | "float_literal" => b.numeral(node),
        "boolean_literal" => {
            let truth = b.written(node) == "true";
            b.at(node, NodeKind::Bool(truth))
        }
        "field_expression" => {
            let base = b.field(node, "value");
            b.member(node, base, node.in_field("field"))
        }
        "let_condition" => let_condition(b, node),
        "index_expression" => match b.named(node).as_slice() {
            [base, index] => {
                let (base, index) = (b.lower(*base), b.lower(*index));
                b.at(node, NodeKind::Index { base, index })
            }
            _ => b.other(node),
        },
        "call_expression" => call(b, node),
        "macro_invocation" => macros::macro_call(b, node),
        "token_tree" => macros::tokens_in_brackets(b, node),
        "struct_expression" => struct_expression(b, node),
        "array_expression" if node.in_field("length").is_none() => b.list(node),
        "tuple_expression" => b.list(node),
        "tuple_pattern" => {
            let names = b.named(node);
            b.bound(node, &names)
        }
        "parenthesized_expression"
        | "expression_statement"
        | "await_expression"
        | "try_expression"
        | "unsafe_block"
        | "async_block"
        | "const_block"
        | "else_clause" => b.inner(node),
        "reference_expression" | "type_cast_expression" => b.field(node, "value"),
        "unary_expression" => unary(b, node),
        "binary_expression" => binary(b, node),
        "assignment_expression" | "compound_assignment_expr" => assignment(b, node),
        "closure_expression" => items::function(b, node),
        "if_expression" => if_value(b, node),
        "match_expression" => match_value(b, node),
        "for_expression" | "while_expression" | "loop_expression" => loop_expression(b, node),
        "return_expression" => {
            let value = b.named(node).first().map(|value| b.lower(*value));
            b.at(node, NodeKind::Return(value))
        }
        "attribute_item" | "inner_attribute_item" | "macro_definition" | "type_item" | "extern_crate_declaration" => {
            b.at(node, NodeKind::Other(Vec::new()))
        }
        _ => b.other(node),
    }
}

/// Statements and items: one of them may be several nodes.
fn statement(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    match node.kind() {
        "let_declaration" => items::let_declaration(b, node, to),
        "const_item" | "static_item" => to.push(items::constant(b, node)),
        "use_declaration" => items::imports(b, node, to),
        "function_item" | "function_signature_item" => to.push(b.lower_as(node, items::function)),
        "impl_item" | "trait_item" | "struct_item" | "enum_item" | "union_item" | "mod_item" => {
            to.push(b.lower_as(node, items::class));
        }
        "enum_variant" => to.push(b.lower_as(node, items::variant)),
        "expression_statement" => {
            for child in b.named(node) {
                to.push(b.lower_as(child, one_statement));
            }
        }
        "if_expression" => to.push(b.lower_as(node, if_statement)),
        "match_expression" => to.push(b.lower_as(node, match_statement)),
        "for_expression" | "while_expression" | "loop_expression" => to.push(b.lower_as(node, loop_expression)),
        _ => to.push(b.lower(node)),
    }
}

/// A statement that stands alone, as after `else`.
fn one_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut nodes = Vec::new();
    statement(b, node, &mut nodes);
    b.together(node, nodes)
}

/// What stands in the quotes of `"a"`, `b"a"`, `r#"a"#`, `'a'`, and how.
fn content(b: &Builder<'_>, node: Syntax<'_>) -> (Span, EscapeStyle) {
    let whole = span(node);
    let written = b.written(node);
    let place = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
    let (first, last) = (place(written.find(['"', '\''])), place(written.rfind(['"', '\''])));
    let from = whole.start + first.map_or(0, |first| first + 1);
    let to = last.map_or(whole.end, |last| whole.start + last).max(from);
    let is_raw = node.kind() == "raw_string_literal";
    let style = if is_raw { EscapeStyle::RAW } else { EscapeStyle::BACKSLASH.joining() };
    (Span::new(from, to), style)
}

fn call(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    if let Some(formatted) = macros::readable_macro(b, node) {
        return formatted;
    }
    let callee = b.field(node, "function");
    let arguments = b.arguments(node.in_field("arguments"));
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

/// `T { a: 1, b, ..c }`
fn struct_expression(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name");
    let bare = name.and_then(|name| name.in_field("type")).or(name);
    let type_name = bare.map(|name| type_name(b.written(name)));
    let mut entries = Vec::new();
    for child in node.in_field("body").map(|body| b.named(body)).unwrap_or_default() {
        let whole = span(child);
        match (child.kind(), child.in_field("field"), b.named(child).as_slice()) {
            ("field_initializer", Some(field), _) => {
                let key = b.key(field);
                let value = b.field(child, "value");
                entries.push(entry(key, value, whole));
            }
            ("shorthand_field_initializer", _, [.., name]) => {
                let (key, value) = (b.key(*name), b.lower(*name));
                entries.push(entry(key, value, whole));
            }
            _ => {
                let value = b.inner(child);
                entries.push(spread(value, whole));
            }
        }
    }
    b.at(node, NodeKind::Object { entries, type_name })
}

/// `*x` is `x`.
fn unary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut cursor = node.walk();
    let operator = node.children(&mut cursor).find(|child| !child.is_named()).map_or("", |child| child.kind());
    let operand = b.named(node).first().copied();
    match (operator, operand) {
        ("*", Some(operand)) => b.lower(operand),
        _ => b.prefixed(node, operator, operand),
    }
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
        "" => AssignOperator::Set,
        "+=" => AssignOperator::Append,
        _ => AssignOperator::Other,
    };
    let (target, value) = (b.field(node, "left"), b.field(node, "right"));
    b.at(node, NodeKind::Assign { target, value, operator, declares: false, type_name: None })
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut branches = vec![b.field(node, "consequence")];
    let other = node.in_field("alternative").map(|clause| b.named(clause)).unwrap_or_default();
    branches.extend(other.first().map(|other| b.lower_as(*other, one_statement)));
    b.at(node, NodeKind::If { test, branches })
}

/// `let Some(x) = v` of an `if`: another `x` than there was before.
fn let_condition(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let bound = node.child_by_field_name("pattern").and_then(|pattern| match b.named(pattern).as_slice() {
        [_, only] if pattern.kind() == "tuple_struct_pattern" && only.kind() == "identifier" => Some(*only),
        _ => None,
    });
    let Some(bound) = bound else { return b.other(node) };
    let (target, value) = (b.lower(bound), b.field(node, "value"));
    b.at(node, NodeKind::Assign { target, value, operator: AssignOperator::Set, declares: true, type_name: None })
}

/// `if a { b } else { c }` where a value is needed.
fn if_value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let other = node.in_field("alternative").map(|clause| b.named(clause)).unwrap_or_default();
    let (Some(then), Some(other)) = (node.in_field("consequence"), other.first()) else {
        return if_statement(b, node);
    };
    let test = b.field(node, "condition");
    let (then, otherwise) = (value(b, then), value(b, *other));
    b.at(node, NodeKind::Conditional { test, then, otherwise })
}

/// A branch that gives a value: a block of one expression is that expression.
fn value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.named(node).as_slice() {
        [only] if node.kind() == "block" => b.lower(*only),
        _ => b.lower(node),
    }
}

fn arms<'n>(b: &mut Builder<'_>, node: Syntax<'n>) -> Vec<Syntax<'n>> {
    let arms = node.in_field("body").map(|body| b.named(body)).unwrap_or_default();
    arms.into_iter().filter(|arm| arm.kind() == "match_arm").collect()
}

fn match_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "value");
    let mut branches = Vec::new();
    for arm in arms(b, node) {
        let pattern = b.field(arm, "pattern");
        let value = b.field_as(arm, "value", one_statement);
        branches.push(b.at(arm, NodeKind::Block(vec![pattern, value])));
    }
    b.at(node, NodeKind::If { test, branches })
}

/// `match x { 1 => "a", _ => "b" }` where a value is needed; an arm that leaves gives nothing.
fn match_value(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "value");
    let mut values = Vec::new();
    for arm in arms(b, node) {
        let Some(given) = arm.in_field("value") else { continue };
        let leaves = ["panic!", "unreachable!", "todo!", "unimplemented!", "bail!", "return", "continue", "break"];
        if !leaves.iter().any(|word| b.written(given).starts_with(word)) {
            values.push(value(b, given));
        }
    }
    b.one_of(test, &values, span(node))
}

fn loop_expression(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut head = Vec::new();
    for field in ["pattern", "value", "condition"] {
        head.extend(b.lower_optional(node.in_field(field)));
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Loop { head, body })
}
