//! The classes of C#, what is in them, and what stands before them.

use tree_sitter::Node as Syntax;

use super::csharp::{argument, written_type};
use super::shapes::{has_token, in_fields};
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{Argument, AssignOperator, Imported, NodeId, NodeKind, Parameter};
use crate::source::Span;

/// Lowers a member of a class; false for anything else.
pub(super) fn member_of_class(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) -> bool {
    match node.kind() {
        "method_declaration"
        | "constructor_declaration"
        | "destructor_declaration"
        | "operator_declaration"
        | "conversion_operator_declaration" => {
            attributes(b, node, to);
            to.push(b.lower_as(node, function));
        }
        "property_declaration" | "indexer_declaration" | "event_declaration" => {
            attributes(b, node, to);
            property(b, node, to);
        }
        "enum_member_declaration" => {
            let assigned = assigned(b, node, None);
            to.push(assigned);
        }
        _ => return false,
    }
    true
}

pub(super) fn class(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let body = b.field(node, "body");
    b.at(node, NodeKind::Class { name, body })
}

/// `string A { get; set; } = "x";` and `string A => "x";` are as good as a field; accessors with bodies are functions.
fn property(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let accessors = node.in_field("accessors").map(|list| b.named(list)).unwrap_or_default();
    for accessor in accessors {
        if let Some(body) = accessor.in_field("body") {
            let body = b.lower(body);
            to.push(b.at(accessor, NodeKind::Function { name: name.clone(), parameters: Vec::new(), body }));
        }
    }
    if node.kind() == "property_declaration" {
        let type_name = written_type(b, node);
        let assigned = assigned(b, node, type_name);
        to.push(assigned);
    } else if let Some(body) = node.in_field("value") {
        let parameters = node.in_field("parameters").map(|list| parameters(b, list)).unwrap_or_default();
        let body = b.lower(body);
        to.push(b.at(node, NodeKind::Function { name, parameters, body }));
    }
}

/// `name = value` of a declaration; a name without a value declares only.
fn assigned(b: &mut Builder<'_>, node: Syntax<'_>, type_name: Option<String>) -> NodeId {
    let target = b.field(node, "name");
    let Some(value) = node.in_field("value") else { return b.at(node, NodeKind::Other(vec![target])) };
    let value = b.lower(value);
    let operator = AssignOperator::Set;
    b.at(node, NodeKind::Assign { target, value, operator, declares: true, type_name })
}

/// A method, constructor, local function, lambda or delegate; one without a body is declared only.
pub(super) fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let parameters = node.in_field("parameters").map(|list| parameters(b, list)).unwrap_or_default();
    let children = b.named(node);
    let body = node.in_field("body").or_else(|| children.iter().copied().find(|c| c.kind() == "block"));
    let first = children.into_iter().find(|child| child.kind() == "constructor_initializer");
    let first = first.map(|first| constructor_call(b, first));
    let body = match (body, first) {
        (Some(body), Some(first)) => {
            let rest = b.lower(body);
            b.at(body, NodeKind::Block(vec![first, rest]))
        }
        (Some(body), None) => b.lower(body),
        (None, _) => b.nothing(span(node).end),
    };
    b.at(node, NodeKind::Function { name, parameters, body })
}

/// `: base(x)`
fn constructor_call(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = if has_token(node, "this") { "this" } else { "base" };
    let list = b.named(node).into_iter().find(|child| child.kind() == "argument_list");
    let arguments = list.map(|list| b.named(list)).unwrap_or_default();
    let callee = b.add(NodeKind::Name(name.to_owned()), Span::at(span(node).start));
    let arguments = arguments.into_iter().map(|child| argument(b, child)).collect();
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

fn parameters(b: &mut Builder<'_>, list: Syntax<'_>) -> Vec<Parameter> {
    if list.kind() == "implicit_parameter" {
        return vec![Parameter { name: b.written(list).to_owned(), type_name: None, default: None }];
    }
    let mut parameters = Vec::new();
    for child in b.named(list) {
        let name = child.in_field("name");
        if let Some(name) = name.filter(|_| child.kind() == "parameter") {
            let default = b.named(child).last().copied().filter(|_| has_token(child, "="));
            let default = b.lower_optional(default);
            let type_name = written_type(b, child);
            parameters.push(Parameter { name: b.written(name).to_owned(), type_name, default });
        }
    }
    // `params string[] rest` has no node of its own.
    for name in in_fields(list, &["name"]) {
        parameters.push(Parameter { name: b.written(name).to_owned(), type_name: None, default: None });
    }
    parameters
}

/// `[Name("…", Other = "…")]` before a declaration, as a call; attributes without arguments say nothing here.
pub(super) fn attributes(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    for list in b.named(node).into_iter().filter(|child| child.kind() == "attribute_list") {
        for attribute in b.named(list) {
            let arguments = b.named(attribute).into_iter().find(|child| child.kind() == "attribute_argument_list");
            let Some(arguments) = arguments else { continue };
            let callee = b.field(attribute, "name");
            let arguments = b.named(arguments);
            let arguments = arguments.into_iter().map(|child| attribute_argument(b, child)).collect();
            to.push(b.at(attribute, NodeKind::Call { callee, arguments, new: false }));
        }
    }
}

fn attribute_argument(b: &mut Builder<'_>, node: Syntax<'_>) -> Argument {
    let whole = span(node);
    match b.named(node).as_slice() {
        [name, value] => {
            let (written, value) = (b.written(*name).to_owned(), b.lower(*value));
            Argument { name: Some(written), name_span: span(*name), value, spread: false, span: whole }
        }
        _ => {
            Argument { name: None, name_span: Span::at(whole.start), value: b.inner(node), spread: false, span: whole }
        }
    }
}

/// `using A.B;`, `using C = A.B;`, `using static A.B;`
pub(super) fn import(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name");
    let path = b.named(node).into_iter().find(|child| Some(*child) != name);
    let module = path.map_or("", |path| b.written(path)).to_owned();
    let alias = name.map_or("*", |name| b.written(name)).to_owned();
    let names = vec![Imported { name: "*".to_owned(), alias }];
    b.at(node, NodeKind::Import { module, names })
}
