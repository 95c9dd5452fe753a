//! Ruby: calls and their arguments.

use tree_sitter::Node as Syntax;

use super::statements::{function, requires};
use super::{object, texts, value};
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, NodeId, NodeKind};
use crate::source::Span;

/// `a.f(x)`, `f x`, `T.new(x)`. Without arguments `a.f` is a member, and `a.freeze` is `a`.
pub(super) fn call(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let (receiver, method) = (node.in_field("receiver"), node.in_field("method"));
    let (list, block) = (node.in_field("arguments"), node.in_field("block"));
    let name = method.map_or("", |method| b.written(method));
    let is_bare = list.is_none() && block.is_none();
    if let (Some(receiver), true, "freeze") = (receiver, is_bare, name) {
        return b.lower(receiver);
    }
    if let (None, Some(list), "require" | "require_relative") = (receiver, list, name)
        && let Some(import) = requires(b, node, list)
    {
        return import;
    }
    let new = receiver.is_some() && name == "new";
    let callee = match (receiver, method) {
        (Some(receiver), _) if new => b.lower(receiver),
        (Some(receiver), _) => member(b, receiver, method),
        (None, Some(method)) => b.name(method),
        (None, None) => return b.other(node),
    };
    if is_bare && receiver.is_some() && !new {
        return callee;
    }
    let mut arguments = list.map(|list| arguments(b, list)).unwrap_or_default();
    if let Some(block) = block {
        let whole = span(block);
        let value = function(b, block);
        arguments.push(Argument { name: None, name_span: Span::at(whole.start), value, spread: false, span: whole });
    }
    b.at(node, NodeKind::Call { callee, arguments, new })
}

/// `a.f`; `a.(x)` calls `a` itself.
fn member(b: &mut Builder<'_>, receiver: Syntax<'_>, method: Option<Syntax<'_>>) -> NodeId {
    let base = b.lower(receiver);
    let Some(method) = method else { return base };
    let whole = Span::new(span(receiver).start, span(method).end);
    let (name, name_span) = (b.written(method).to_owned(), span(method));
    b.add(NodeKind::Member { base, name, name_span }, whole)
}

fn arguments(b: &mut Builder<'_>, list: Syntax<'_>) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for node in b.named(list) {
        let whole = span(node);
        let name_span = Span::at(whole.start);
        arguments.push(match node.kind() {
            "pair" => pair(b, node),
            "splat_argument" | "hash_splat_argument" => {
                Argument { name: None, name_span, value: b.inner(node), spread: true, span: whole }
            }
            _ => Argument { name: None, name_span, value: b.lower(node), spread: false, span: whole },
        });
    }
    arguments
}

/// `a: 1`, `:a => 1`, `'a' => 1`; where the key is computed, an object of one entry whose entries are arguments.
fn pair(b: &mut Builder<'_>, node: Syntax<'_>) -> Argument {
    let whole = span(node);
    let key = node.in_field("key");
    if let Some((key, name)) = key.and_then(|key| Some((key, texts::plain(b, key)?))) {
        let name_span = span(key);
        return Argument { name: Some(name), name_span, value: value(b, node), spread: false, span: whole };
    }
    let value = object(b, node, &[node]);
    Argument { name: None, name_span: Span::at(whole.start), value, spread: true, span: whole }
}
