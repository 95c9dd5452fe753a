//! Which parts of a program belong together, and which of them go on to further pages.
//!
//! A region is a function that stands in no other one, with all that is in it; what stands in no function is one
//! region, too. Regions that name one another are near: what one of them begins the other may end.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Map, Set, spelling};
use crate::host::{Module, NodeId, NodeKind};

/// The regions of a module.
pub(super) struct Flow<'m> {
    module: &'m Module<'m>,
    /// The region of every node, by the node that is its root.
    of: Vec<NodeId>,
    /// The regions that name one another.
    near: Map<NodeId, Set<NodeId>>,
    /// Regions that speak of further pages.
    paged: Set<NodeId>,
    /// Regions that handle messages which may come twice.
    queues: Set<NodeId>,
    /// Every place where a name stands alone.
    names: Map<&'m str, Vec<NodeId>>,
    /// Every text that is a placeholder, in order.
    placeholders: Map<&'m str, Vec<NodeId>>,
    /// A word without `_`, while it is looked at.
    bare: Vec<u8>,
}

/// Parts of names that have to do with further pages, without `_`.
const PAGES: [&str; 25] = [
    "evaluatedkey",
    "startkey",
    "paginat",
    "nexttoken",
    "pagetoken",
    "nextpage",
    "eachpage",
    "hasmore",
    "morepages",
    "iterable",
    "getnextset",
    "getremaining",
    "isdone",
    "cursor",
    "lastkey",
    "pageiterator",
    "allpages",
    "getiterator",
    "querypages",
    "scanpages",
    "lastpage",
    "pageable",
    "nextkey",
    "continuation",
    "queryall",
];

static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(PAGES).ok());

/// Names of what queues and streams hand over.
const QUEUES: [&str; 7] =
    ["records", "receipthandle", "sqsevent", "sqshandler", "kinesisevent", "dynamodbstreamevent", "snsevent"];

/// Near regions are followed this far.
const FARTHEST: u8 = 2;

impl<'m> Flow<'m> {
    pub(super) fn new(module: &'m Module<'m>) -> Self {
        let root = module.root();
        let mut of = vec![root; root.index() + 1];
        let mut named: Map<&str, Vec<NodeId>> = Map::default();
        for id in module.nodes().rev() {
            let above = module.parent(id).and_then(|parent| of.get(parent.index()).copied()).unwrap_or(root);
            let begins = above == root && matches!(module.kind(id), NodeKind::Function { .. });
            let region = if begins { id } else { above };
            if let Some(own) = of.get_mut(id.index()) {
                *own = region;
            }
            if begins && let Some(name) = function_name(module, id) {
                named.entry(name).or_default().push(id);
            }
        }
        let mut flow = Self {
            module,
            of,
            near: Map::default(),
            paged: Set::default(),
            queues: Set::default(),
            names: Map::default(),
            placeholders: Map::default(),
            bare: Vec::new(),
        };
        for id in module.nodes() {
            flow.note(id, &named);
            if let Some(text) = module.plain_text(id).filter(|text| text.starts_with([':', '#'])) {
                flow.placeholders.entry(text).or_default().push(id);
            }
        }
        flow
    }

    fn note(&mut self, id: NodeId, named: &Map<&'m str, Vec<NodeId>>) {
        let region = self.region(id);
        let mut words: Vec<&str> = Vec::new();
        match self.module.kind(id) {
            NodeKind::Name(name) => {
                self.names.entry(name).or_default().push(id);
                self.note_mention(region, name, named);
                words.push(name);
            }
            NodeKind::Member { base, name, .. } => {
                // `table.scan` is the SDK's, also where a class of the file has a method of that name.
                let is_own = matches!(self.module.last_name(*base), Some("self" | "this" | "cls"));
                if is_own || spelling::operation(name).is_none() {
                    self.note_mention(region, name, named);
                }
                words.push(name);
            }
            NodeKind::Text(_) => words.extend(self.module.plain_text(id).filter(|text| text.len() < 40)),
            NodeKind::Call { arguments, .. } => {
                words.extend(arguments.iter().filter_map(|argument| argument.name.as_deref()));
            }
            NodeKind::Function { name, parameters, .. } => {
                words.extend(name.as_deref());
                words.extend(parameters.iter().map(|parameter| parameter.name.as_str()));
                words.extend(parameters.iter().filter_map(|parameter| parameter.type_name.as_deref()));
            }
            // `const { Items, LastEvaluatedKey: next } = …`
            NodeKind::Assign { target, .. } if matches!(self.module.kind(*target), NodeKind::List(_)) => {
                words.extend(self.module.span(*target).slice(self.module.text()));
            }
            _ => {}
        }
        for word in words {
            self.bare.clear();
            self.bare
                .extend(word.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase()));
            if SEARCH.as_ref().is_some_and(|search| search.is_match(&self.bare)) {
                self.paged.insert(region);
            }
            if QUEUES.iter().any(|queue| self.bare == queue.as_bytes()) {
                self.queues.insert(region);
            }
        }
    }

    fn note_mention(&mut self, region: NodeId, name: &str, named: &Map<&'m str, Vec<NodeId>>) {
        for other in named.get(name).into_iter().flatten().filter(|other| **other != region) {
            self.near.entry(region).or_default().insert(*other);
            self.near.entry(*other).or_default().insert(region);
        }
    }

    /// The outermost function around a node, or the whole module.
    pub(super) fn region(&self, id: NodeId) -> NodeId {
        self.of.get(id.index()).copied().unwrap_or_else(|| self.module.root())
    }

    /// True where the region of a node, or one near it, goes on to further pages.
    pub(super) fn is_paged(&self, id: NodeId) -> bool {
        let mut seen = Set::from_iter([self.region(id)]);
        let mut edge = vec![self.region(id)];
        for _ in 0..=FARTHEST {
            if edge.iter().any(|region| self.paged.contains(region)) {
                return true;
            }
            // What stands outside of functions names all of them: that makes them no neighbours.
            let inner = edge.iter().filter(|region| **region != self.module.root());
            let next: Vec<NodeId> = inner.filter_map(|region| self.near.get(region)).flatten().copied().collect();
            edge = next.into_iter().filter(|region| seen.insert(*region)).collect();
        }
        false
    }

    /// True where the region of a node handles messages that may come twice.
    pub(super) fn is_queue(&self, id: NodeId) -> bool {
        self.queues.contains(&self.region(id))
    }

    /// Where a name is used inside of `scope`, after `from` where that is given.
    pub(super) fn uses<'a>(
        &'a self,
        name: &str,
        scope: NodeId,
        from: Option<NodeId>,
    ) -> impl Iterator<Item = NodeId> + 'a {
        let all = self.names.get(name).map_or(&[][..], Vec::as_slice);
        let after = all.partition_point(|id| from.is_some_and(|from| *id <= from));
        let rest = all.get(after..).unwrap_or_default().iter().copied();
        rest.take_while(move |id| *id <= scope).filter(move |id| self.module.contains(scope, *id))
    }

    /// How often a placeholder is written as a text of its own inside of the region of a node.
    pub(super) fn count_of_text(&self, text: &str, id: NodeId) -> usize {
        let Some(all) = self.placeholders.get(text) else { return 0 };
        let region = self.region(id);
        // Nodes inside of one another lie side by side.
        let to = all.partition_point(|one| *one <= region);
        let inside = all.get(..to).unwrap_or_default();
        inside.iter().rev().take_while(|one| self.module.contains(region, **one)).count()
    }
}

/// The name of a function, or of what it is assigned to.
fn function_name<'m>(module: &'m Module<'m>, id: NodeId) -> Option<&'m str> {
    if let NodeKind::Function { name: Some(name), .. } = module.kind(id) {
        return Some(name);
    }
    let parent = module.parent(id)?;
    match module.kind(parent) {
        NodeKind::Assign { target, value, .. } if *value == id => module.last_name(*target),
        NodeKind::Object { entries, .. } => {
            let entry = entries.iter().find(|entry| entry.value == id)?;
            module.plain_text(entry.key)
        }
        _ => None,
    }
}
