//! What stands around a place of a module: the list it is an element of, the chain of calls, the statement.

use std::collections::HashMap;

use crate::host::{Binary, Language, Module, NodeId, NodeKind};
use crate::source::Span;

/// The places of a module by where they stand.
pub(in crate::lint) struct Sites<'m> {
    pub(super) module: &'m Module<'m>,
    /// The innermost node of each place.
    nodes: HashMap<Span, NodeId>,
    /// What names of members, arguments and methods belong to.
    names: HashMap<Span, Around>,
    /// The functions.
    functions: Vec<Span>,
}

/// What a name belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Around {
    Entry(NodeId, usize),
    Argument(NodeId, usize),
    Call(NodeId),
    Assignment(NodeId),
}

/// How something that has a name or a key is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Written {
    /// One of several between brackets.
    Listed(List),
    /// `.name(…)`, from the end of what it is called on to its own end.
    Chained(Span),
    /// A statement by itself.
    Statement(Span),
}

/// Things written one after another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct List {
    /// Each of them.
    pub(super) items: Vec<Span>,
    /// Which one is meant.
    pub(super) at: usize,
    /// All of them with what is around.
    pub(super) whole: Span,
    /// What stands between.
    pub(super) separator: Separator,
    /// So many are allowed.
    pub(super) most: Option<usize>,
}

/// What stands between the elements of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Separator {
    Comma,
    /// Each is on a line of its own.
    Line,
    /// Words of a command.
    Blank,
}

impl<'m> Sites<'m> {
    pub(in crate::lint) fn new(module: &'m Module<'m>) -> Self {
        let mut sites = Self { module, nodes: HashMap::new(), names: HashMap::new(), functions: Vec::new() };
        for id in module.nodes() {
            sites.nodes.entry(module.span(id)).or_insert(id);
            sites.name(id);
            if matches!(module.kind(id), NodeKind::Function { .. }) {
                sites.functions.push(module.span(id));
            }
        }
        sites
    }

    fn name(&mut self, id: NodeId) {
        let module = self.module;
        let mut add = |span: Span, around| {
            self.names.entry(span).or_insert(around);
        };
        match module.kind(id) {
            NodeKind::Object { entries, .. } => {
                for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.spread) {
                    add(module.span(entry.key), Around::Entry(id, at));
                }
            }
            NodeKind::Call { callee, arguments, .. } => {
                for (at, argument) in arguments.iter().enumerate().filter(|(_, argument)| argument.name.is_some()) {
                    add(argument.name_span, Around::Argument(id, at));
                }
                if let NodeKind::Member { name_span, .. } = module.kind(*callee) {
                    add(*name_span, Around::Call(id));
                }
            }
            NodeKind::Assign { target, .. } => match module.kind(*target) {
                NodeKind::Name(_) => add(module.span(*target), Around::Assignment(id)),
                NodeKind::Member { name_span, .. } => add(*name_span, Around::Assignment(id)),
                NodeKind::Index { index, .. } => add(module.span(*index), Around::Assignment(id)),
                _ => {}
            },
            _ => {}
        }
    }

    /// True for a text that only the function can use in which it is used.
    pub(super) fn is_local(&self, text: Span, used: Span) -> bool {
        let around = |inner: Span| move |outer: &&Span| outer.start <= inner.start && inner.end <= outer.end;
        let innermost = self.functions.iter().filter(around(text)).min_by_key(|span| span.len());
        innermost.is_some_and(|function| around(used)(&function))
    }

    /// The innermost node that stands exactly there.
    pub(super) fn node(&self, span: Span) -> Option<NodeId> {
        self.nodes.get(&span).copied()
    }

    /// The text literal around a place.
    pub(super) fn text_around(&self, place: Span) -> Option<Span> {
        let module = self.module;
        let texts = module.nodes().filter(|id| matches!(module.kind(*id), NodeKind::Text(_)));
        let around = texts.map(|id| module.span(id)).filter(|span| span.start <= place.start && place.end <= span.end);
        around.min_by_key(|span| span.len())
    }

    /// How the parameter is written whose name stands there.
    pub(super) fn parameter(&self, name: Span) -> Option<Written> {
        Some(match *self.names.get(&name)? {
            Around::Entry(object, at) => Written::Listed(self.of_object(object, at)?),
            Around::Argument(call, at) => Written::Listed(self.of_arguments(call, at)?),
            Around::Call(call) => Written::Chained(self.chained(call)?),
            Around::Assignment(assignment) => Written::Statement(self.module.span(assignment)),
        })
    }

    /// How the entry of a map is written whose key stands there.
    pub(super) fn entry(&self, key: Span, value: Span) -> Option<Written> {
        if let Some(Around::Entry(object, at)) = self.names.get(&key) {
            return Some(Written::Listed(self.of_object(*object, *at)?));
        }
        let module = self.module;
        let mut at = self.node(key)?;
        let mut around = module.parent(at)?;
        while module.span(around) == key {
            (at, around) = (around, module.parent(around)?);
        }
        match module.kind(around) {
            NodeKind::Binary { operator: Binary::Pair, .. } | NodeKind::List(_) => {
                Some(Written::Listed(self.element(around)?))
            }
            NodeKind::Call { callee, arguments, .. } => match module.last_name(*callee)? {
                "entry" | "Pair" => Some(Written::Listed(self.element(around)?)),
                "of" => {
                    let qualifier = match module.kind(*callee) {
                        NodeKind::Member { base, .. } => module.last_name(*base),
                        _ => None,
                    };
                    let spans: Vec<Span> = arguments.iter().map(|argument| argument.span).collect();
                    let items: Vec<Span> =
                        spans.chunks(2).filter_map(|pair| Some(pair.first()?.to(*pair.last()?))).collect();
                    let at = items.iter().position(|item| item.start == key.start)?;
                    // Guava had five pairs for a long time.
                    let most = Some(if qualifier == Some("Map") { 10 } else { 5 });
                    let whole = module.span(around);
                    Some(Written::Listed(List { items, at, whole, separator: Separator::Comma, most }))
                }
                "singletonMap" => {
                    let (items, whole) = (vec![key.to(value)], module.span(around));
                    Some(Written::Listed(List { items, at: 0, whole, separator: Separator::Comma, most: Some(1) }))
                }
                _ if arguments.first().is_some_and(|argument| module.contains(argument.value, at)) => {
                    let parent = module.parent(around)?;
                    if matches!(module.kind(parent), NodeKind::Block(_)) && !self.is_chain(*callee) {
                        return Some(Written::Statement(module.span(around)));
                    }
                    Some(Written::Chained(self.chained(around)?))
                }
                _ => None,
            },
            // `map[":v"] = x`
            NodeKind::Index { .. } => {
                let parent = module.parent(around)?;
                let is_assignment = matches!(module.kind(parent), NodeKind::Assign { target, .. } if *target == around);
                is_assignment.then(|| Written::Statement(module.span(parent)))
            }
            _ => None,
        }
    }

    /// True where a method is called on what another call gives.
    fn is_chain(&self, callee: NodeId) -> bool {
        match self.module.kind(callee) {
            NodeKind::Member { base, .. } => matches!(self.module.kind(*base), NodeKind::Call { .. }),
            _ => false,
        }
    }

    fn chained(&self, call: NodeId) -> Option<Span> {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return None };
        Some(Span::new(self.module.span(*base).end, self.module.span(call).end))
    }

    /// A node as one of the elements or arguments around it.
    fn element(&self, id: NodeId) -> Option<List> {
        let around = self.module.parent(id)?;
        let items: Vec<Span> = match self.module.kind(around) {
            NodeKind::List(elements) => elements.iter().map(|element| self.module.span(*element)).collect(),
            NodeKind::Call { arguments, .. } => arguments.iter().map(|argument| argument.span).collect(),
            _ => return None,
        };
        let own = self.module.span(id);
        let at = items.iter().position(|item| *item == own)?;
        Some(List { items, at, whole: self.module.span(around), separator: Separator::Comma, most: None })
    }

    fn of_object(&self, object: NodeId, at: usize) -> Option<List> {
        let NodeKind::Object { entries, .. } = self.module.kind(object) else { return None };
        let items: Vec<Span> = entries.iter().map(|entry| entry.span).collect();
        let whole = self.module.span(object);
        let separator = self.separator(&items, whole)?;
        Some(List { items, at, whole, separator, most: None })
    }

    fn of_arguments(&self, call: NodeId, at: usize) -> Option<List> {
        let NodeKind::Call { arguments, .. } = self.module.kind(call) else { return None };
        let items: Vec<Span> = arguments.iter().map(|argument| argument.span).collect();
        let whole = self.module.span(call);
        let separator = if self.module.language() == Language::Bash { Separator::Blank } else { Separator::Comma };
        Some(List { items, at, whole, separator, most: None })
    }

    /// What stands between the entries of an object; languages of documents have several ways.
    fn separator(&self, items: &[Span], whole: Span) -> Option<Separator> {
        let text = self.module.text();
        let written = whole.slice(text)?;
        match self.module.language() {
            Language::Yaml if !written.starts_with('{') => Some(Separator::Line),
            Language::Hcl => {
                let between = match items {
                    [one, two, ..] => Span::new(one.end, two.start).slice(text)?,
                    [one] => Span::new(whole.start, one.start).slice(text)?,
                    [] => "",
                };
                let is_line = between.contains('\n') && !between.contains(',');
                Some(if is_line { Separator::Line } else { Separator::Comma })
            }
            _ => Some(Separator::Comma),
        }
    }
}
