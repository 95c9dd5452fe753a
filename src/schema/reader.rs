//! Reading values of a program: texts, words, lists, through constants of the module and wrappers of SDKs.

use std::collections::HashMap;

use super::chain;
use crate::host::{AssignOperator, Module, NodeId, NodeKind};

/// Names and wrappers are followed this far.
const DEEPEST: u8 = 6;

/// A module with the names that always stand for one thing.
pub(super) struct Reader<'m> {
    pub(super) module: &'m Module<'m>,
    /// What a name is assigned, where it is assigned once in the whole module and is no parameter.
    assigned: HashMap<&'m str, Option<NodeId>>,
}

impl<'m> Reader<'m> {
    pub(super) fn new(module: &'m Module<'m>) -> Self {
        let mut assigned: HashMap<&str, Option<NodeId>> = HashMap::new();
        for id in module.nodes() {
            match module.kind(id) {
                NodeKind::Assign { target, value, operator, .. } => match module.kind(*target) {
                    NodeKind::Name(name) => {
                        let value = (*operator == AssignOperator::Set).then_some(*value);
                        assigned.entry(name).and_modify(|known| *known = None).or_insert(value);
                    }
                    // `x.A = v`, `x["A"] = v`: x is not what it was.
                    NodeKind::Member { base, .. } | NodeKind::Index { base, .. } => {
                        if let NodeKind::Name(name) = module.kind(*base)
                            && !is_self(name)
                        {
                            assigned.insert(name, None);
                        }
                    }
                    _ => {}
                },
                NodeKind::Function { parameters, .. } => {
                    for parameter in parameters {
                        assigned.insert(&parameter.name, None);
                    }
                }
                NodeKind::Call { callee, .. } => {
                    if let NodeKind::Member { base, name, .. } = module.kind(*callee)
                        && let NodeKind::Name(variable) = module.kind(*base)
                        && (chain::is_setter(name) || is_change(name))
                    {
                        assigned.insert(variable, None);
                    }
                }
                _ => {}
            }
        }
        Self { module, assigned }
    }

    /// What a name stands for; the node itself where it is no name.
    pub(super) fn resolved(&self, id: NodeId) -> NodeId {
        let mut at = id;
        for _ in 0..DEEPEST {
            let NodeKind::Name(name) = self.module.kind(at) else { return at };
            match self.assigned.get(name.as_str()) {
                Some(Some(value)) => at = *value,
                _ => return at,
            }
        }
        at
    }

    /// A text that is written out: `"a"`, a constant, `aws.String("a")`, `"a".to_string()`.
    pub(super) fn text(&self, id: NodeId) -> Option<&'m str> {
        let mut at = id;
        for _ in 0..DEEPEST {
            at = self.resolved(at);
            if let Some(text) = self.module.plain_text(at) {
                return Some(text);
            }
            at = self.unwrapped(at)?;
        }
        None
    }

    /// The value in `aws.String(x)`, `String::from(x)`, `Some(x)`, `x.to_string()`, `x.unwrap()`.
    pub(super) fn unwrapped(&self, id: NodeId) -> Option<NodeId> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return None };
        let name = self.module.last_name(*callee)?;
        match (arguments.as_slice(), self.module.kind(*callee)) {
            ([only], _) if !only.spread => {
                let wraps = matches!(name, "String" | "StringPtr" | "Some" | "from" | "Bool" | "Strings" | "ToPtr");
                wraps.then_some(only.value)
            }
            ([], NodeKind::Member { base, .. }) => {
                let keeps = matches!(name, "to_string" | "to_owned" | "into" | "unwrap" | "toString" | "freeze");
                keeps.then_some(*base)
            }
            _ => None,
        }
    }

    /// A word of an API: `"HASH"`, `KeyType.HASH`, `types.KeyTypeHash`, `AttributeType_STRING`; in capitals.
    pub(super) fn word(&self, id: NodeId) -> Option<String> {
        let written = match self.text(id) {
            Some(text) => text,
            None => {
                let id = self.resolved(id);
                self.module.last_name(self.unwrapped(id).unwrap_or(id))?
            }
        };
        let capitals: String = written.chars().filter(|one| *one != '_').map(|one| one.to_ascii_uppercase()).collect();
        let types = ["SCALARATTRIBUTETYPE", "ATTRIBUTETYPE", "KEYTYPE", "PROJECTIONTYPE"];
        let bare = types.into_iter().find_map(|name| capitals.strip_prefix(name)).filter(|rest| !rest.is_empty());
        Some(bare.unwrap_or(&capitals).to_owned())
    }

    /// The elements of what may be given as a list, or one by one.
    pub(super) fn elements(&self, given: &[NodeId]) -> Option<Vec<NodeId>> {
        let mut all = Vec::new();
        for id in given {
            let mut id = self.resolved(*id);
            if let Some(inside) = self.unwrapped(id).filter(|_| !chain::is_built(self.module, id)) {
                id = self.resolved(inside);
            }
            match self.module.kind(id) {
                NodeKind::List(elements) => all.extend(elements.iter().copied()),
                NodeKind::Call { callee, arguments, .. } => {
                    let name = self.module.last_name(*callee).unwrap_or_default();
                    let lists = ["asList", "of", "listOf", "vec", "mutableListOf", "arrayOf", "arrayListOf", "list"];
                    if !lists.contains(&name) {
                        all.push(id);
                    } else if arguments.iter().any(|argument| argument.spread) {
                        return None;
                    } else {
                        all.extend(arguments.iter().map(|argument| argument.value));
                    }
                }
                NodeKind::Object { .. } => all.push(id),
                NodeKind::Text(_) => all.push(id),
                NodeKind::Null => {}
                _ => return None,
            }
        }
        Some(all)
    }

    /// The variables that a value is assigned to, as written.
    pub(super) fn variables_of(&self, id: NodeId) -> Vec<String> {
        let mut at = id;
        for _ in 0..3 {
            let Some(parent) = self.module.parent(at) else { break };
            if let NodeKind::Assign { target, value, .. } = self.module.kind(parent) {
                let written = self.module.span(*target).slice(self.module.text());
                return written.filter(|_| *value == at).map(str::to_owned).into_iter().collect();
            }
            at = parent;
        }
        Vec::new()
    }

    /// What is changed by what happens to it later.
    pub(super) fn is_changed(&self, id: NodeId) -> bool {
        self.variables_of(id).iter().any(|name| self.assigned.get(name.as_str()) == Some(&None))
    }
}

fn is_self(name: &str) -> bool {
    matches!(name, "self" | "this" | "cls")
}

/// Methods that change what they are called on.
fn is_change(name: &str) -> bool {
    matches!(name, "push" | "append" | "extend" | "update" | "add" | "Add" | "addAll" | "put" | "unshift" | "concat")
}
