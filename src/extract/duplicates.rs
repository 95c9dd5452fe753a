//! Parameters and placeholders that one literal gives twice. Of expressions, the request itself tells.

use std::collections::HashMap;

use super::found::Duplicate;
use super::gather::{Gathered, Given};
use super::spelling::{self, Parameter};
use crate::host::{Module, NodeId, NodeKind};

/// Adds what the literals of a request give twice: the one it is, and those of its maps.
pub(super) fn find(module: &Module<'_>, gathered: &Gathered, into: &mut Vec<Duplicate>) {
    in_object(module, gathered.node, into);
    for slot in &gathered.slots {
        if let (Parameter::Names | Parameter::Values, Given::Value(node)) = (slot.parameter, slot.value) {
            in_object(module, node, into);
        }
    }
}

fn in_object(module: &Module<'_>, id: NodeId, into: &mut Vec<Duplicate>) {
    let NodeKind::Object { entries, .. } = module.kind(id) else { return };
    let mut seen: HashMap<&str, NodeId> = HashMap::new();
    for entry in entries.iter().filter(|entry| !entry.spread) {
        let Some(key) = module.plain_text(entry.key) else { continue };
        let is_told = match spelling::parameter(key) {
            Some(Parameter::Expression(_) | Parameter::SomeExpression) => true,
            Some(_) => false,
            None => !key.starts_with([':', '#']),
        };
        if is_told {
            continue;
        }
        if let Some(first) = seen.insert(key, entry.key) {
            let (lost, wins) = (module.span(first), module.span(entry.key));
            into.push(Duplicate { name: key.to_owned(), lost, wins });
        }
    }
}
