//! Maps of placeholders: which keys they have, and whether they may have others.

use super::scope::{Path, Reaching};
use super::text::Texts;
use crate::host::{Argument, AssignOperator, Binary, Entry, NodeId, NodeKind, TextPart};
use crate::source::Span;

/// A map of placeholders, as far as it is known.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct FoundMap {
    pub(super) entries: Vec<FoundEntry>,
    /// True where it may have entries nobody can see.
    pub(super) is_open: bool,
    /// True where it is sent, if only on some ways.
    pub(super) is_sent: bool,
    /// True where it is written out as one literal at this node: entries can be added there.
    pub(super) literal: Option<NodeId>,
    /// True where it begins empty and is filled later.
    pub(super) is_filled_later: bool,
}

/// An entry of a map.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct FoundEntry {
    pub(super) key: String,
    /// Where the key is written, quotes included.
    pub(super) key_span: Span,
    pub(super) value: NodeId,
    /// The entry from its key to its value.
    pub(super) span: Span,
    pub(super) path: Path,
    /// True where the value is the way to a value, in a state machine: the key ends in `.$`.
    pub(super) is_reference: bool,
}

const DEEPEST: u8 = 8;

/// Methods and functions that make a map of what they are given, or add to one.
const PAIRS: [&str; 9] =
    ["of", "ofEntries", "mapOf", "mutableMapOf", "hashMapOf", "linkedMapOf", "singletonMap", "Map", "toMap"];
/// Functions that make a list of what they are given.
const LISTS: [&str; 6] = ["listOf", "listOfNotNull", "mutableListOf", "setOf", "arrayOf", "sequenceOf"];
const ADDS: [&str; 10] =
    ["put", "Add", "add", "insert", "set", "with", "withString", "withNumber", "withInt", "withBoolean"];

impl Texts<'_, '_> {
    /// Adds what a parameter is given as its whole map.
    pub(super) fn map(&self, id: NodeId, path: Path, into: &mut FoundMap) {
        self.map_at_depth(id, path, into, 0);
    }

    /// Adds one entry.
    pub(super) fn entry(&self, key: NodeId, value: NodeId, path: Path, into: &mut FoundMap) {
        into.is_sent = true;
        match self.constant(key) {
            Some(text) => {
                let key_span = self.module.span(key);
                let span = key_span.to(self.module.span(value));
                let bare = text.strip_suffix(".$");
                let (key, is_reference) = (bare.unwrap_or(&text).to_owned(), bare.is_some());
                into.entries.push(FoundEntry { key, key_span, value, span, path, is_reference });
            }
            None => into.is_open = true,
        }
    }

    fn map_at_depth(&self, id: NodeId, path: Path, into: &mut FoundMap, depth: u8) {
        if depth > DEEPEST {
            into.is_open = true;
            return;
        }
        match self.module.kind(id) {
            NodeKind::Null => {}
            // A struct that is marshalled: its tags name the keys, not its fields.
            NodeKind::Object { entries, type_name: Some(_) } if !self.has_sigils(entries) => {
                (into.is_sent, into.is_open) = (true, true);
            }
            NodeKind::Object { entries, .. } => {
                into.is_sent = true;
                if path == Path::Always && into.literal.is_none() {
                    into.literal = Some(id);
                }
                for entry in entries {
                    if entry.spread {
                        self.spread(entry.value, path, into, depth);
                    } else {
                        let before = into.entries.len();
                        self.entry(entry.key, entry.value, path, into);
                        if let Some(added) = into.entries.get_mut(before) {
                            added.span = entry.span;
                        }
                    }
                }
            }
            NodeKind::Name(_) | NodeKind::Member { .. } | NodeKind::Index { .. } => {
                self.variable(id, path, into, depth);
            }
            NodeKind::Conditional { then, otherwise, .. } => {
                for side in [*then, *otherwise] {
                    self.map_at_depth(side, path.max(Path::Sometimes), into, depth + 1);
                }
            }
            NodeKind::Binary { operator: Binary::And, right, .. } => {
                self.map_at_depth(*right, path.max(Path::Sometimes), into, depth + 1);
            }
            NodeKind::Binary { operator: Binary::Or | Binary::BitOr | Binary::Add, left, right } => {
                for side in [*left, *right] {
                    self.map_at_depth(side, path.max(Path::Sometimes), into, depth + 1);
                }
            }
            NodeKind::Call { .. } => self.map_call(id, path, into, depth),
            // "$VALUES"
            NodeKind::Text(parts) if let [TextPart::Hole(only)] = parts.as_slice() => {
                self.map_at_depth(*only, path, into, depth + 1);
            }
            // An empty list is how PHP writes an empty map; any other is no map.
            NodeKind::List(elements) if elements.is_empty() => into.is_sent = true,
            _ => {
                into.is_sent = true;
                into.is_open = true;
            }
        }
    }

    /// True where some key is written as a placeholder.
    fn has_sigils(&self, entries: &[Entry]) -> bool {
        let is_placeholder = |text: String| text.starts_with([':', '#']);
        entries.iter().any(|entry| entry.spread || self.constant(entry.key).is_some_and(is_placeholder))
    }

    fn spread(&self, id: NodeId, path: Path, into: &mut FoundMap, depth: u8) {
        match self.module.kind(id) {
            NodeKind::Object { .. } | NodeKind::Conditional { .. } | NodeKind::Binary { .. } => {
                self.map_at_depth(id, path, into, depth + 1);
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => self.variable(id, path, into, depth + 1),
            NodeKind::Null => {}
            _ => into.is_open = true,
        }
    }

    /// A map in a variable, with what is put into it in the same function.
    fn variable(&self, id: NodeId, path: Path, into: &mut FoundMap, depth: u8) {
        let reaching = match self.scopes.reaching(id) {
            Reaching::Assigned(reaching) => reaching,
            Reaching::Bound(_) => {
                // The function may send it only where it sends another expression, too.
                let own = path.max(Path::Sometimes);
                let given = self.given_by_call(id, |texts, given| texts.map_at_depth(given, own, into, depth + 1));
                match (given, self.scopes.path_name(id)) {
                    (Some(_), Some(name)) => self.filled_later(name, id, own, into, depth),
                    _ => (into.is_sent, into.is_open) = (true, true),
                }
                return;
            }
            _ => {
                into.is_sent = true;
                match self.given_by_method(id) {
                    Some(results) => self.maps_of_function(&results, path, into, depth),
                    None => into.is_open = true,
                }
                return;
            }
        };
        into.is_sent = true;
        for (assigned, own) in &reaching {
            let several = if reaching.len() > 1 { Path::Sometimes } else { Path::Always };
            let own = path.max(*own).max(several);
            if assigned.partial || !matches!(assigned.operator, AssignOperator::Set) {
                into.is_open = true;
                continue;
            }
            self.map_at_depth(assigned.value, own, into, depth + 1);
        }
        if let Some(name) = self.scopes.path_name(id) {
            let before = into.entries.len();
            self.filled_later(name, id, path, into, depth);
            // What was put into another map that the name held before is not in this one.
            let since =
                reaching.iter().filter(|(_, own)| *own == Path::Always).map(|(assigned, _)| assigned.node).max();
            if let Some(since) = since.map(|since| self.module.span(since)) {
                let mut at = 0;
                into.entries.retain(|entry| {
                    at += 1;
                    at <= before || entry.key_span.start >= since.start
                });
            }
            // What is added after it was used may have been sent, or not.
            for entry in into.entries.iter_mut().skip(before) {
                if entry.key_span.start > self.module.span(id).end {
                    entry.path = entry.path.max(Path::Sometimes);
                }
            }
        }
        if reaching.len() > 1 {
            into.literal = None;
        }
    }

    /// `v[":k"] = x`, `v.put(":k", x)`, `v.update({…})`
    pub(super) fn filled_later(&self, name: &str, id: NodeId, path: Path, into: &mut FoundMap, depth: u8) {
        if self.scopes.is_changed_elsewhere(name, id) {
            (into.is_sent, into.is_open) = (true, true);
        }
        for late in self.scopes.late(name, id) {
            let own = path.max(self.scopes.path(late.node, id).unwrap_or(Path::Sometimes));
            into.is_filled_later = true;
            into.is_sent = true;
            match (late.key_node, late.key) {
                (Some(key), _) => self.entry(key, late.value, own, into),
                // `v.X = …`: no entry of a map.
                (None, _) => into.is_open = true,
            }
        }
        for call in self.scopes.calls_on(name, id) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            let method = self.module.last_name(*callee).unwrap_or_default();
            let own = path.max(self.scopes.path(*call, id).unwrap_or(Path::Sometimes));
            match (method, arguments.as_slice()) {
                (method, [key, value]) if is_add(method) => {
                    into.is_filled_later = true;
                    self.entry(key.value, value.value, own, into);
                    self.added_behind(*call, own, into, depth);
                }
                ("update" | "putAll" | "merge!" | "extend" | "store", [only]) => {
                    into.is_filled_later = true;
                    self.map_at_depth(only.value, own, into, depth + 1);
                    self.added_behind(*call, own, into, depth);
                }
                (
                    "get" | "containsKey" | "isEmpty" | "size" | "keys" | "items" | "values" | "build" | "is_empty"
                    | "len" | "clone" | "toMap",
                    _,
                ) => {}
                _ => into.is_open = true,
            }
        }
        // What a function is given, it may fill.
        let filled = |call: &NodeId| {
            let NodeKind::Call { callee, .. } = self.module.kind(*call) else { return false };
            let name = self.module.last_name(*callee).unwrap_or_default();
            !self.is_reader(name)
        };
        // Called for what it does, not for what it gives.
        let alone = |call: &NodeId| {
            let parent = self.module.parent(*call);
            parent.is_some_and(|parent| matches!(self.module.kind(parent), NodeKind::Block(_)))
        };
        let none = into.entries.is_empty();
        if self.scopes.given_to(name, id).iter().any(|call| filled(call) && (none || alone(call))) {
            into.is_open = true;
        }
    }

    /// What the same statement adds after a call: `v.with(":a", x).with(":b", y)`
    fn added_behind(&self, call: NodeId, path: Path, into: &mut FoundMap, depth: u8) {
        let mut at = call;
        while let Some(member) = self.module.parent(at)
            && let NodeKind::Member { base, name, .. } = self.module.kind(member)
            && *base == at
            && let Some(outer) = self.module.parent(member)
            && let NodeKind::Call { callee, arguments, .. } = self.module.kind(outer)
            && *callee == member
        {
            match arguments.as_slice() {
                [key, value] if is_add(name) => self.entry(key.value, value.value, path, into),
                [only] if name == "putAll" => self.map_at_depth(only.value, path, into, depth + 1),
                // A list of any length: `v.withList(":a", x, y, z)`
                [_, _, _, ..] if is_add(name) => into.is_open = true,
                _ => return,
            }
            at = outer;
        }
    }

    /// Functions that only look at what they are given.
    fn is_reader(&self, name: &str) -> bool {
        super::spelling::parameter(name).is_some()
            || super::spelling::operation(name).is_some()
            || matches!(
                name,
                "len" | "print" | "log" | "info" | "debug" | "dumps" | "stringify" | "Println" | "marshall" | "bool"
            )
    }

    fn map_call(&self, id: NodeId, path: Path, into: &mut FoundMap, depth: u8) {
        into.is_sent = true;
        let NodeKind::Call { callee, arguments, new } = self.module.kind(id) else { return };
        let name = self.module.last_name(*callee).unwrap_or_default();
        if arguments.is_empty()
            && (*new
                || matches!(name, "dict" | "HashMap" | "mutableMapOf" | "emptyMap" | "mapOf" | "make" | "new" | "Hash"))
        {
            // Empty, to be filled.
            return;
        }
        if *new && arguments.iter().all(|argument| matches!(self.module.kind(argument.value), NodeKind::Number(_))) {
            return;
        }
        if matches!(name, "make" | "with_capacity") {
            return;
        }
        if name == "ofEntries" || name == "entries" {
            arguments.iter().for_each(|argument| self.pair(argument.value, path, into));
            return;
        }
        if name == "toMap"
            && arguments.is_empty()
            && let NodeKind::Member { base, .. } = self.module.kind(*callee)
        {
            self.map_of_pairs(*base, path, into, depth);
            return;
        }
        if PAIRS.contains(&name) && self.pairs(arguments, path, into) {
            return;
        }
        // HashMap::from([(k, v), …]), new Map([[k, v]]), Object.fromEntries([[k, v]])
        if let [only] = arguments.as_slice() {
            match self.module.kind(only.value) {
                NodeKind::List(elements)
                    if matches!(
                        name,
                        "from" | "from_iter" | "fromEntries" | "HashMap" | "Map" | "dict" | "BTreeMap"
                    ) =>
                {
                    elements.iter().for_each(|element| self.pair(*element, path, into));
                    return;
                }
                // marshall({ … }), and any other function that is given keys with the sign of a placeholder.
                NodeKind::Object { entries, .. } => {
                    let sigil = |text: &str| text.starts_with([':', '#']);
                    let placeholders = entries.iter().any(|entry| self.module.plain_text(entry.key).is_some_and(sigil));
                    if placeholders || self.is_marshaller(name) {
                        self.map_at_depth(only.value, path, into, depth + 1);
                        return;
                    }
                }
                NodeKind::Text(_) if self.is_marshaller(name) => {
                    into.is_open = true;
                    return;
                }
                NodeKind::Name(_) if self.is_marshaller(name) || *new => {
                    self.map_at_depth(only.value, path, into, depth + 1);
                    return;
                }
                _ => {}
            }
        }
        if let [first, ..] = arguments.as_slice()
            && (self.is_marshaller(name) || matches!(name, "Some" | "Ok"))
        {
            self.map_at_depth(first.value, path, into, depth + 1);
            return;
        }
        if self.map_of_function(id, path, into, depth).is_none() {
            self.map_chain(id, path, into, depth);
        }
    }

    /// What a function of the same file gives: `private Map<String, AttributeValue> values(Thing thing) { … }`
    fn map_of_function(&self, call: NodeId, path: Path, into: &mut FoundMap, depth: u8) -> Option<()> {
        let results = self.results(call)?;
        let others: Vec<NodeId> = results.into_iter().filter(|result| *result != call).collect();
        self.maps_of_function(&others, path, into, depth);
        Some(())
    }

    fn maps_of_function(&self, results: &[NodeId], path: Path, into: &mut FoundMap, depth: u8) {
        let path = if results.len() > 1 { path.max(Path::Sometimes) } else { path };
        let literal = into.literal;
        for result in results {
            self.map_at_depth(*result, path, into, depth + 2);
        }
        // Others call the function, too: nothing is added to what it gives.
        into.literal = literal;
    }

    fn is_marshaller(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        lower.contains("marshal")
            || lower.contains("mapvalues")
            || lower.contains("toattributevalues")
            || lower == "freeze"
            || lower == "convert"
    }

    /// `Map.of(k, v, …)`, `mapOf(k to v, …)`; false where the arguments are no pairs.
    fn pairs(&self, arguments: &[Argument], path: Path, into: &mut FoundMap) -> bool {
        let is_pair = |argument: &Argument| {
            matches!(self.module.kind(argument.value), NodeKind::Binary { operator: Binary::Pair, .. })
                || matches!(self.module.kind(argument.value), NodeKind::Call { callee, .. } if self.module.last_name(*callee) == Some("Pair"))
        };
        if arguments.iter().any(is_pair) {
            for argument in arguments {
                if is_pair(argument) { self.pair(argument.value, path, into) } else { into.is_open = true }
            }
            return true;
        }
        if !arguments.len().is_multiple_of(2) || arguments.iter().any(|argument| argument.spread) {
            return false;
        }
        for pair in arguments.chunks(2) {
            if let [key, value] = pair {
                self.entry(key.value, value.value, path, into);
            }
        }
        true
    }

    /// `listOf(k to v, …)` before `.toMap()`; also a map, which is copied.
    fn map_of_pairs(&self, id: NodeId, path: Path, into: &mut FoundMap, depth: u8) {
        let pairs: Vec<NodeId> = match self.module.kind(id) {
            NodeKind::List(elements) => elements.clone(),
            NodeKind::Call { callee, arguments, .. }
                if self.module.last_name(*callee).is_some_and(|name| LISTS.contains(&name)) =>
            {
                into.is_open |= arguments.iter().any(|argument| argument.spread);
                arguments.iter().filter(|argument| !argument.spread).map(|argument| argument.value).collect()
            }
            _ => {
                self.map_at_depth(id, path, into, depth + 1);
                return;
            }
        };
        pairs.into_iter().for_each(|pair| self.pair(pair, path, into));
    }

    /// `k to v`, `(k, v)`, `[k, v]`, `Map.entry(k, v)`
    fn pair(&self, id: NodeId, path: Path, into: &mut FoundMap) {
        match self.module.kind(id) {
            NodeKind::Binary { operator: Binary::Pair, left, right } => self.entry(*left, *right, path, into),
            NodeKind::List(both) => match both.as_slice() {
                [key, value] => self.entry(*key, *value, path, into),
                _ => into.is_open = true,
            },
            NodeKind::Call { arguments, .. } => match arguments.as_slice() {
                [key, value] => self.entry(key.value, value.value, path, into),
                _ => into.is_open = true,
            },
            _ => into.is_open = true,
        }
    }

    /// `new ValueMap().withString(":v", x)`, `ImmutableMap.builder().put(":v", x).build()`
    fn map_chain(&self, id: NodeId, path: Path, into: &mut FoundMap, depth: u8) {
        let mut at = id;
        let mut calls = Vec::new();
        loop {
            let NodeKind::Call { callee, arguments, new } = self.module.kind(at) else {
                // Something that was built elsewhere.
                into.is_open |= !matches!(self.module.kind(at), NodeKind::Name(name) if name.starts_with(|first: char| first.is_ascii_uppercase()));
                break;
            };
            let name = self.module.last_name(*callee).unwrap_or_default();
            if *new {
                into.is_open |= !arguments.is_empty();
                break;
            }
            match (name, arguments.as_slice()) {
                (name, [key, value]) if is_add(name) => calls.push((key.value, value.value)),
                ("build" | "builder" | "toMap" | "builderWithExpectedSize" | "into" | "clone", _) => {}
                ("putAll", [only]) => self.map_at_depth(only.value, path, into, depth + 1),
                _ => {
                    into.is_open = true;
                    break;
                }
            }
            match self.module.kind(*callee) {
                NodeKind::Member { base, .. } => at = *base,
                _ => {
                    into.is_open = true;
                    break;
                }
            }
        }
        for (key, value) in calls.into_iter().rev() {
            self.entry(key, value, path, into);
        }
    }
}

/// `put`, `withString`, `addEntry`: methods that add one entry.
fn is_add(method: &str) -> bool {
    ADDS.contains(&method) || (method.starts_with("with") && method.len() > 4) || method == "entry"
}
