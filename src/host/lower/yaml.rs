//! YAML: mappings, sequences and scalars; every document of a file is a statement.
//!
//! An alias is the name of its anchor, a merge key is a spread. Of CloudFormation's tags `!Sub` makes holes of
//! `${X}`, the others are calls of that name; the text of a scalar with any tag stays a text.

use tree_sitter::Node as Syntax;

use super::yaml_scalar::{self, Scalar};
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, Entry, NodeId, NodeKind};
use crate::source::Span;

/// The grammar's scanner keeps the open blocks in a kilobyte and does not look whether they fit.
const DEEPEST: usize = 100;

/// True where more blocks may be open at one time than the grammar can bear.
pub(super) fn is_too_deep(text: &str) -> bool {
    // The columns at which a block may have begun.
    let mut open: Vec<usize> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let indentation = line.len() - line.trim_start().len();
        while open.last().is_some_and(|column| *column >= indentation) {
            open.pop();
        }
        // `- - ? - a: b` opens five; a tag or an anchor may stand between.
        let begins = |word: &&str| matches!(*word, "-" | "?" | ":") || word.starts_with(['&', '!']);
        let opens = line.split_ascii_whitespace().take_while(begins).count();
        open.extend((0..=opens).map(|more| indentation + more));
        if open.len() > DEEPEST {
            return true;
        }
    }
    false
}

pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "stream" => stream(b, node),
        "document" => document(b, node),
        "block_node" | "flow_node" => tagged(b, node),
        "block_mapping" | "flow_mapping" => mapping(b, node),
        "block_sequence" | "flow_sequence" => {
            let elements = b.children(node);
            b.at(node, NodeKind::List(elements))
        }
        "block_sequence_item" => match b.named(node).first() {
            Some(value) => b.lower(*value),
            None => b.at(node, NodeKind::Null),
        },
        "block_mapping_pair" | "flow_pair" => {
            // `[a: 1]` is a list of mappings.
            let entries = vec![pair(b, node)];
            b.at(node, NodeKind::Object { entries, type_name: None })
        }
        "alias" => {
            let name = b.written(node).trim_start_matches('*').to_owned();
            b.at(node, NodeKind::Name(name))
        }
        "plain_scalar" => plain(b, node),
        "single_quote_scalar" | "double_quote_scalar" | "block_scalar" => text(b, node, false),
        _ => b.other(node),
    }
}

fn stream(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let children = b.named(node);
    let documents = children.into_iter().filter_map(|child| {
        let is_empty = child.kind() == "document" && child.named_child_count() == 0;
        (!is_empty).then(|| b.lower(child))
    });
    let documents = documents.collect();
    b.at(node, NodeKind::Block(documents))
}

/// A document without directives is what stands in it.
fn document(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let children = b.named(node);
    match children.iter().rfind(|child| matches!(child.kind(), "block_node" | "flow_node")) {
        Some(value) => b.lower(*value),
        None => b.other(node),
    }
}

/// A value with its tag and its anchor.
fn tagged(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut tag = None;
    let mut value = None;
    for child in b.named(node) {
        match child.kind() {
            "tag" => tag = Some(child),
            "anchor" => {}
            _ => value = Some(child),
        }
    }
    let Some(tag) = tag else {
        return match value {
            Some(value) => b.lower(value),
            None => b.at(node, NodeKind::Null),
        };
    };
    match (b.written(tag), value) {
        (_, None) => b.at(node, NodeKind::Null),
        ("!Sub", Some(value)) => substituted(b, value),
        ("!!str" | "!", Some(value)) if is_scalar(value) => text(b, value, false),
        (written, Some(value)) if written.starts_with("!!") => b.lower(value),
        (_, Some(value)) => {
            // `!GetAtt a.b` and `!Ref 1` are given texts.
            let value = if is_scalar(value) { text(b, value, false) } else { b.lower(value) };
            call(b, node, tag, vec![value])
        }
    }
}

fn is_scalar(node: Syntax<'_>) -> bool {
    node.kind().ends_with("_scalar")
}

/// `!Sub "a ${X}"`, `!Sub ["a ${x}", {x: 1}]`
fn substituted(b: &mut Builder<'_>, value: Syntax<'_>) -> NodeId {
    if is_scalar(value) {
        return text(b, value, true);
    }
    // What the second element gives for a name is left out: a hole is not known anyway.
    match b.named(value).into_iter().next().and_then(scalar_of) {
        Some(first) => text(b, first, true),
        None => b.lower(value),
    }
}

/// The scalar in an element of a sequence.
fn scalar_of(node: Syntax<'_>) -> Option<Syntax<'_>> {
    let mut node = node;
    for _ in 0..4 {
        if is_scalar(node) {
            return Some(node);
        }
        let last = node.named_child_count().checked_sub(1)?;
        node = node.named_child(u32::try_from(last).ok()?)?;
    }
    None
}

fn call(b: &mut Builder<'_>, node: Syntax<'_>, tag: Syntax<'_>, values: Vec<NodeId>) -> NodeId {
    let name = b.written(tag).trim_start_matches('!').to_owned();
    let callee = b.at(tag, NodeKind::Name(name));
    let arguments = values.into_iter().map(|value| argument(b, value)).collect();
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

fn argument(b: &Builder<'_>, value: NodeId) -> Argument {
    let span = b.span(value);
    Argument { name: None, name_span: Span::at(span.start), value, spread: false, span }
}

fn mapping(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut entries = Vec::new();
    for child in b.named(node) {
        match child.kind() {
            "block_mapping_pair" | "flow_pair" => entries.push(pair(b, child)),
            _ => {
                // `{a}` is a key without a value.
                let key = b.lower(child);
                let value = b.add(NodeKind::Null, Span::at(span(child).end));
                entries.push(Entry { key, value, spread: false, span: span(child) });
            }
        }
    }
    b.at(node, NodeKind::Object { entries, type_name: None })
}

fn pair(b: &mut Builder<'_>, node: Syntax<'_>) -> Entry {
    let whole = span(node);
    let (key, value) = (node.in_field("key"), node.in_field("value"));
    if key.is_some_and(|key| b.written(key) == "<<") {
        let value = b.field(node, "value");
        return Entry { key: value, value, spread: true, span: whole };
    }
    let key = match key.and_then(scalar_of) {
        // A key is a text, also one that could be a number or a boolean.
        Some(scalar) => text(b, scalar, false),
        None => b.field(node, "key"),
    };
    let value = match value {
        Some(value) => b.lower(value),
        None => b.add(NodeKind::Null, Span::at(whole.end)),
    };
    Entry { key, value, spread: false, span: whole }
}

/// A scalar without quotes may be something else than a text.
fn plain(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let written = b.written(node);
    let kind = node.named_child(0).map_or("", |inside| inside.kind());
    match kind {
        "integer_scalar" | "float_scalar" => b.number(node),
        "boolean_scalar" => b.at(node, NodeKind::Bool(written.eq_ignore_ascii_case("true"))),
        "null_scalar" => b.at(node, NodeKind::Null),
        _ => text(b, node, false),
    }
}

fn text(b: &mut Builder<'_>, node: Syntax<'_>, substitutes: bool) -> NodeId {
    let kind = match node.kind() {
        "single_quote_scalar" => Scalar::SingleQuoted,
        "double_quote_scalar" => Scalar::DoubleQuoted,
        "block_scalar" => Scalar::Block,
        _ => Scalar::Plain,
    };
    let (text, map) = yaml_scalar::decode(b.text(), span(node), kind);
    let parts = yaml_scalar::parts(b, text, map, substitutes);
    b.at(node, NodeKind::Text(parts))
}

#[cfg(test)]
mod tests {
    use super::is_too_deep;
    use crate::host::{Language, parse};

    #[test]
    fn a_comment_after_a_scalar_is_known() {
        let text = "UpdateExpression: SET #a = :a\n";
        let module = parse(text, Language::Yaml);
        let scalar = module.nodes().find(|id| module.plain_text(*id) == Some("SET")).unwrap();
        let comment = &module.comments()[0];
        assert_eq!(comment.span.slice(text), Some("#a = :a"));
        assert_eq!(module.span(scalar).end + 1, comment.span.start);
    }

    #[test]
    fn only_open_blocks_are_deep() {
        assert!(is_too_deep(&"- ".repeat(300)));
        assert!(is_too_deep(&(0..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>()));
        assert!(!is_too_deep(&"a:\n  - b: c\n".repeat(300)));
        assert!(!is_too_deep(&format!("a: {}", "{b: c, d: - e} ".repeat(300))));
    }
}
