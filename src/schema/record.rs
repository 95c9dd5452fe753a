//! What has named parts: an object, a call with named arguments, a chain of setters.

use super::chain::{self, bare};
use super::reader::Reader;
use crate::host::{Argument, NodeId, NodeKind};

/// Named parts, the names without the marks of their language.
pub(super) struct Record {
    fields: Vec<(String, NodeId)>,
}

impl Record {
    /// The parts of a node; `None` where there may be parts that nobody can see.
    pub(super) fn of(reader: &Reader<'_>, id: NodeId) -> Option<Self> {
        let id = reader.resolved(id);
        let fields = match reader.module.kind(id) {
            NodeKind::Object { entries, .. } => {
                let mut fields = Vec::new();
                for entry in entries {
                    let key = reader.module.plain_text(entry.key).filter(|_| !entry.spread)?;
                    fields.push((bare(key), entry.value));
                }
                fields
            }
            NodeKind::Call { arguments, callee, .. } => {
                if arguments.iter().any(|argument| argument.spread) {
                    return None;
                }
                let named: Vec<_> = arguments.iter().filter_map(named).collect();
                if !named.is_empty() {
                    named
                } else if let Some(fields) = chain::fields(reader.module, id) {
                    fields
                } else {
                    positional(reader.module.last_name(*callee)?, arguments)?
                }
            }
            _ => return None,
        };
        Some(Self { fields })
    }

    /// A part that is given once.
    pub(super) fn get(&self, name: &str) -> Option<NodeId> {
        let mut all = self.all(name);
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// A part that may be given several times.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = NodeId> {
        self.fields.iter().filter(move |(own, _)| own == name).map(|(_, value)| *value)
    }

    /// True where a part is given.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(own, _)| own == name)
    }
}

fn named(argument: &Argument) -> Option<(String, NodeId)> {
    argument.name.as_deref().map(|name| (bare(name), argument.value))
}

/// `new KeySchemaElement("pk", KeyType.HASH)`
fn positional(type_name: &str, arguments: &[Argument]) -> Option<Vec<(String, NodeId)>> {
    let [first, second] = arguments else { return None };
    let second_name = match type_name {
        "KeySchemaElement" => "keytype",
        "AttributeDefinition" => "attributetype",
        _ => return None,
    };
    Some(vec![("attributename".to_owned(), first.value), (second_name.to_owned(), second.value)])
}
