//! The literals of Go: structs, maps and slices, whose inner types need not be written again, and zero values.

use tree_sitter::Node as Syntax;

use super::go::named_type;
use super::shapes::entry;
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{NodeId, NodeKind};

/// `T{A: 1}`, `map[string]T{"a": {A: 1}}`, `[]T{{A: 1}}`, or `{A: 1}` alone, of a type that stands elsewhere.
pub(super) fn composite(
    b: &mut Builder<'_>,
    of: Option<Syntax<'_>>,
    body: Option<Syntax<'_>>,
    node: Syntax<'_>,
) -> NodeId {
    let Some(body) = body else { return b.other(node) };
    let elements = b.named(body);
    let kind = of.map_or("", |of| of.kind());
    let inner = of.and_then(|of| match kind {
        "map_type" => of.in_field("value"),
        _ => of.in_field("element"),
    });
    let has_keys = elements.iter().any(|element| element.kind() == "keyed_element");
    let is_list = matches!(kind, "slice_type" | "array_type" | "implicit_length_array_type");
    if is_list || (!has_keys && !elements.is_empty()) {
        let values = elements.into_iter().map(|element| {
            let value = element.in_field("value").unwrap_or(element);
            value_of(b, inner, value)
        });
        let values = values.collect();
        return b.at(node, NodeKind::List(values));
    }
    let entries = elements.into_iter().map(|element| {
        let key = match element.in_field("key") {
            Some(key) if kind != "map_type" => field_name(b, key),
            Some(key) => b.lower_as(key, |b, key| value_of(b, None, key)),
            None => b.nothing(span(element).start),
        };
        let value = element.in_field("value").unwrap_or(element);
        let value = value_of(b, inner, value);
        entry(key, value, span(element))
    });
    let entries = entries.collect();
    let type_name = of.filter(|_| kind != "map_type").and_then(|of| named_type(b, of));
    b.at(node, NodeKind::Object { entries, type_name })
}

/// `A` of `{A: 1}` is the name of a field, unless it is any other expression.
fn field_name(b: &mut Builder<'_>, key: Syntax<'_>) -> NodeId {
    match b.named(key).as_slice() {
        [only] if only.kind() == "identifier" => b.key(*only),
        _ => b.lower(key),
    }
}

/// A value in a literal; braces alone are a literal of the type `of`, or a pointer to one.
fn value_of(b: &mut Builder<'_>, of: Option<Syntax<'_>>, value: Syntax<'_>) -> NodeId {
    let of = of.and_then(|of| if of.kind() == "pointer_type" { of.named_child(0) } else { Some(of) });
    match b.named(value).as_slice() {
        [only] if value.kind() == "literal_element" && only.kind() == "literal_value" => {
            b.lower_as(*only, |b, body| composite(b, of, Some(body), body))
        }
        _ => b.lower(value),
    }
}

/// `make(map[string]T)`, `make([]T, 0, 8)`, `new(T)`; nothing where the length is not zero.
pub(super) fn made(b: &mut Builder<'_>, node: Syntax<'_>, of: Syntax<'_>, rest: &[Syntax<'_>]) -> Option<NodeId> {
    let is_empty = rest.first().is_none_or(|length| b.written(*length) == "0");
    match of.kind() {
        "map_type" => Some(b.at(node, NodeKind::Object { entries: Vec::new(), type_name: None })),
        "slice_type" if is_empty => Some(b.at(node, NodeKind::List(Vec::new()))),
        "type_identifier" | "qualified_type" if rest.is_empty() => zero_value(b, of),
        _ => None,
    }
}

/// What `var x T` holds; nothing where that is not known.
pub(super) fn zero_value(b: &mut Builder<'_>, of: Syntax<'_>) -> Option<NodeId> {
    let kind = match of.kind() {
        "type_identifier" => match b.written(of) {
            "string" => NodeKind::Text(Vec::new()),
            "bool" => NodeKind::Bool(false),
            "error" | "any" => NodeKind::Null,
            written if is_number(written) => NodeKind::Number("0".to_owned()),
            written => NodeKind::Object { entries: Vec::new(), type_name: Some(written.to_owned()) },
        },
        "qualified_type" => NodeKind::Object { entries: Vec::new(), type_name: named_type(b, of) },
        "pointer_type" | "map_type" | "interface_type" => NodeKind::Null,
        "slice_type" => NodeKind::List(Vec::new()),
        _ => return None,
    };
    Some(b.at(of, kind))
}

fn is_number(written: &str) -> bool {
    let bits = ["int", "uint", "float"].iter().find_map(|kind| written.strip_prefix(kind));
    bits.is_some_and(|bits| bits.bytes().all(|byte| byte.is_ascii_digit())) || matches!(written, "byte" | "rune")
}
