//! Texts put together from several: sums, joined lists, CloudFormation's `Fn::Join`.

use crate::host::{Binary, Embedded, Language, Module, NodeId, NodeKind};
use crate::source::{OffsetMap, Span};

/// A text and where it is written.
type Placed = (String, OffsetMap);

/// What a text is a part of, where that is a text, too: `"{" + text`, `[text, "}"].join("\n")`.
pub(super) fn whole(module: &Module<'_>, text: NodeId) -> NodeId {
    let mut whole = text;
    while let Some(around) = module.parent(whole) {
        let is_text = match module.kind(around) {
            NodeKind::Binary { operator: Binary::Add, .. } => true,
            NodeKind::List(_) => return joins(module, around).unwrap_or(whole),
            _ => false,
        };
        if !is_text {
            break;
        }
        whole = around;
    }
    whole
}

/// What joins a list: `list.join("\n")`, `"\n".join(list)`, `implode("\n", list)`, `{"Fn::Join": ["\n", list]}`.
fn joins(module: &Module<'_>, list: NodeId) -> Option<NodeId> {
    let parent = module.parent(list)?;
    if let NodeKind::List(_) = module.kind(parent) {
        return module.parent(parent).filter(|around| by_template(module, *around).is_some());
    }
    let call = match module.kind(parent) {
        NodeKind::Member { .. } => module.parent(parent)?,
        _ => parent,
    };
    let NodeKind::Call { callee, .. } = module.kind(call) else { return None };
    matches!(module.last_name(*callee)?, "join" | "implode" | "joinToString").then_some(call)
}

/// The text that a text, a sum or a call makes.
pub(super) fn text(module: &Module<'_>, id: NodeId) -> Option<Placed> {
    match module.kind(id) {
        NodeKind::Text(_) => Embedded::new(module, id, Language::Json).map(|text| (text.text, text.map)),
        NodeKind::Binary { .. } => {
            let mut operands = Vec::new();
            let mut at = id;
            while let NodeKind::Binary { operator: Binary::Add, left, right } = module.kind(at) {
                operands.push(*right);
                at = *left;
            }
            operands.push(at);
            operands.reverse();
            Some(row(module, id, &operands, ""))
        }
        NodeKind::Call { callee, arguments, .. } => {
            let base = match module.kind(*callee) {
                NodeKind::Member { base, .. } => Some(*base),
                _ => None,
            };
            let parts = || base.into_iter().chain(arguments.iter().map(|argument| argument.value));
            let elements = parts().find_map(|part| match module.kind(part) {
                NodeKind::List(elements) => Some(elements),
                _ => None,
            })?;
            let separator = parts().find_map(|part| module.plain_text(part)).unwrap_or(",");
            Some(row(module, id, elements, separator))
        }
        NodeKind::Object { .. } => {
            let (separator, elements) = by_template(module, id)?;
            Some(row(module, id, elements, separator))
        }
        _ => None,
    }
}

/// The separator and the elements of `{"Fn::Join": ["", ["{\"StartAt\": …", {"Ref": "Table"}, "…"]]}`.
fn by_template<'m>(module: &'m Module<'_>, id: NodeId) -> Option<(&'m str, &'m [NodeId])> {
    let NodeKind::Object { entries, .. } = module.kind(id) else { return None };
    let [entry] = entries.as_slice() else { return None };
    let NodeKind::List(both) = module.kind(entry.value) else { return None };
    let [separator, list] = both.as_slice() else { return None };
    let NodeKind::List(elements) = module.kind(*list) else { return None };
    let is_join = module.plain_text(entry.key)? == "Fn::Join";
    Some((module.plain_text(*separator)?, elements.as_slice())).filter(|_| is_join)
}

/// Elements one after another, with stand-ins for those that are no text.
fn row(module: &Module<'_>, id: NodeId, elements: &[NodeId], separator: &str) -> Placed {
    let mut text = String::new();
    let mut map = OffsetMap::verbatim(module.span(id).start, 0);
    for (at, element) in elements.iter().enumerate() {
        let place = module.span(*element);
        let mut add = |piece: &str, piece_map: &OffsetMap| {
            text.push_str(piece);
            map.append(piece_map);
        };
        if at > 0 && !separator.is_empty() {
            add(separator, &OffsetMap::whole(Span::at(place.start), separator.len()));
        }
        match Embedded::new(module, *element, Language::Json) {
            Some(embedded) => add(&embedded.text, &embedded.map),
            None => {
                let stand_in = format!("${{ddbexpr_hole_{at}_}}");
                add(&stand_in, &OffsetMap::whole(place, stand_in.len()));
            }
        }
    }
    (text, map)
}
