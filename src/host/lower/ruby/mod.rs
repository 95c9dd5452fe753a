//! Ruby: expressions.

mod calls;
mod statements;
mod texts;

use tree_sitter::Node as Syntax;

use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{AssignOperator, Binary, Entry, NodeId, NodeKind};
use crate::source::Span;

/// Longer chains of `<<` would make a tree that is too deep to walk.
const LONGEST_SUM: usize = 100;

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "program" => {
            texts::note_heredocs(b, node);
            b.block(node)
        }
        "identifier" | "constant" | "self" | "super" => b.name(node),
        "instance_variable" | "class_variable" => field(b, node),
        "global_variable" => {
            let name = b.written(node).trim_start_matches('$').to_owned();
            b.at(node, NodeKind::Name(name))
        }
        "integer" | "float" => b.number(node),
        "true" => b.at(node, NodeKind::Bool(true)),
        "false" => b.at(node, NodeKind::Bool(false)),
        "nil" => b.at(node, NodeKind::Null),
        "hash" => {
            let pairs = b.named(node);
            object(b, node, &pairs)
        }
        "left_assignment_list" | "destructured_left_assignment" => {
            let targets = b.named(node);
            b.bound(node, &targets)
        }
        "array" | "right_assignment_list" => list(b, node),
        "rest_assignment" | "interpolation" | "in" | "pattern" | "block_argument" => b.inner(node),
        "parenthesized_statements" => b.inner(node),
        "scope_resolution" => scope(b, node),
        "element_reference" => element(b, node),
        "call" => calls::call(b, node),
        "binary" => binary(b, node),
        "unary" => unary(b, node),
        "conditional" => {
            let test = b.field(node, "condition");
            let (then, otherwise) = (b.field(node, "consequence"), b.field(node, "alternative"));
            b.at(node, NodeKind::Conditional { test, then, otherwise })
        }
        "assignment" => assignment(b, node, AssignOperator::Set),
        "operator_assignment" => {
            let operator = match operator(b, node) {
                "+=" => AssignOperator::Append,
                "||=" => AssignOperator::Default,
                _ => AssignOperator::Other,
            };
            assignment(b, node, operator)
        }
        kind if texts::is_text(kind) => texts::lower(b, node),
        _ => statements::lower(b, node),
    }
}

/// `@a` is a member of `self`.
fn field(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (whole, written) = (span(node), b.written(node));
    let name = written.trim_start_matches('@');
    let start = whole.end - u32::try_from(name.len()).unwrap_or_default();
    let base = b.add(NodeKind::Name("self".to_owned()), Span::new(whole.start, start));
    b.at(node, NodeKind::Member { base, name: name.to_owned(), name_span: Span::new(start, whole.end) })
}

fn list(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let elements = b.children(node);
    b.at(node, NodeKind::List(elements))
}

/// `A::B`, `::B`
fn scope(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match (node.in_field("scope"), node.in_field("name")) {
        (Some(scope), Some(name)) => {
            let base = b.lower(scope);
            let (name, name_span) = (b.written(name).to_owned(), span(name));
            b.at(node, NodeKind::Member { base, name, name_span })
        }
        (None, Some(name)) => b.name(name),
        _ => b.other(node),
    }
}

/// `a[b]`
fn element(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let parts = b.children(node);
    match parts.as_slice() {
        [base, index] => {
            let (base, index) = (*base, *index);
            b.at(node, NodeKind::Index { base, index })
        }
        _ => b.at(node, NodeKind::Other(parts)),
    }
}

/// `{ a: 1, "b": 2, :c => 3, 'd' => 4, e => 5, f:, **g }`
fn object(b: &mut Builder<'_>, node: Syntax<'_>, pairs: &[Syntax<'_>]) -> NodeId {
    let mut entries = Vec::new();
    for pair in pairs {
        let key = pair.in_field("key");
        let (key, value, spread) = match key {
            Some(key) => (self::key(b, key), value(b, *pair), false),
            None => {
                let value = if pair.kind() == "hash_splat_argument" { b.inner(*pair) } else { b.lower(*pair) };
                (value, value, true)
            }
        };
        entries.push(Entry { key, value, spread, span: span(*pair) });
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}

fn key(b: &mut Builder<'_>, key: Syntax<'_>) -> NodeId {
    if key.kind() == "hash_key_symbol" { b.key(key) } else { b.lower(key) }
}

/// The value of a pair; `a:` alone is the value of `a`.
fn value(b: &mut Builder<'_>, pair: Syntax<'_>) -> NodeId {
    match (pair.in_field("value"), pair.in_field("key")) {
        (None, Some(key)) => b.name(key),
        _ => b.field(pair, "value"),
    }
}

fn operator<'t>(b: &Builder<'t>, node: Syntax<'_>) -> &'t str {
    node.in_field("operator").map_or("", |operator| b.written(operator))
}

fn binary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = match operator(b, node) {
        "<<" => return append(b, node),
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&&" | "and" => Binary::And,
        "||" | "or" => Binary::Or,
        "&" => Binary::BitAnd,
        "|" => Binary::BitOr,
        "==" | "!=" | "===" | "<" | "<=" | ">" | ">=" | "<=>" | "=~" | "!~" => Binary::Comparison,
        _ => Binary::Other,
    };
    let (left, right) = (b.field(node, "left"), b.field(node, "right"));
    b.at(node, NodeKind::Binary { operator, left, right })
}

/// `a << b << c` appends `b + c` to `a`.
fn append(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut values = Vec::new();
    let mut target = node;
    while target.kind() == "binary" && operator(b, target) == "<<" {
        values.extend(target.in_field("right"));
        let Some(left) = target.in_field("left") else { break };
        target = left;
    }
    let target = b.lower(target);
    values.reverse();
    let Some(value) = sum(b, &values) else { return b.at(node, NodeKind::Other(vec![target])) };
    let operator = AssignOperator::Append;
    b.at(node, NodeKind::Assign { target, value, operator, declares: false, type_name: None })
}

/// `a + b + c`; of too many values nothing is known.
fn sum(b: &mut Builder<'_>, values: &[Syntax<'_>]) -> Option<NodeId> {
    let place = Span::new(span(*values.first()?).start, span(*values.last()?).end);
    if values.len() > LONGEST_SUM {
        let values = values.iter().map(|value| b.lower(*value)).collect();
        return Some(b.add(NodeKind::Other(values), place));
    }
    let mut sum: Option<NodeId> = None;
    for value in values {
        let right = b.lower(*value);
        sum = Some(match sum {
            None => right,
            Some(left) => {
                let place = Span::new(place.start, span(*value).end);
                b.add(NodeKind::Binary { operator: Binary::Add, left, right }, place)
            }
        });
    }
    sum
}

/// `!a`, `not a`, `-1`, and `+"a"`, which is a text that may be changed.
fn unary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = operator(b, node);
    let operand = node.in_field("operand");
    match (operator, operand.map(|operand| operand.kind())) {
        ("-", Some("integer" | "float")) => {
            let digits = operand.map_or("", |operand| b.written(operand)).replace('_', "");
            b.at(node, NodeKind::Number(format!("-{digits}")))
        }
        ("+" | "-", Some(kind)) if texts::is_text(kind) => b.field(node, "operand"),
        ("!" | "~" | "not", _) => {
            let operand = b.field(node, "operand");
            b.at(node, NodeKind::Not(operand))
        }
        _ => {
            let operand = b.field(node, "operand");
            b.at(node, NodeKind::Other(vec![operand]))
        }
    }
}

fn assignment(b: &mut Builder<'_>, node: Syntax<'_>, operator: AssignOperator) -> NodeId {
    let target = b.field(node, "left");
    let value = match node.in_field("right") {
        Some(right) if right.kind() == "if" => statements::if_value(b, right),
        _ => b.field(node, "right"),
    };
    b.at(node, NodeKind::Assign { target, value, operator, declares: false, type_name: None })
}
