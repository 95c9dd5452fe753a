//! The facts of the program around a request, gathered for rules.

use super::flow::Flow;
use super::gather::{Gathered, Given, Slot};
use super::maps::{FoundEntry, FoundMap};
use super::reading::{Items, Reading};
use super::scope::Path;
use super::spelling::Parameter;
use super::template::{Role, StandIn, Template};
use super::text::{Texts, Unresolved};
use crate::host::{Binary, Language, NodeId, NodeKind};
use crate::request::{
    Action, Client, GivenEntry, GivenExpression, GivenMap, Hole, Pages, Presence, Purpose, Repeated, Surroundings,
};
use crate::source::Span;
use crate::syntax::ExpressionKind;
use crate::value::AttributeType;

impl Texts<'_, '_> {
    /// What is known around one gathered request; its expressions are added case by case.
    pub(super) fn surroundings(
        &self,
        gathered: &Gathered,
        (names, values): (&FoundMap, &FoundMap),
        flow: &Flow<'_>,
    ) -> Surroundings {
        let reading = self.reading(gathered, flow);
        let action = gathered.operation.map(|(_, action)| action);
        let reads = matches!(action, Some(Action::Query | Action::Scan)) && self.reads_by_pages(gathered);
        let pages = match (action, reads) {
            (_, true) => self.pages(gathered, &reading, flow),
            (Some(Action::Query | Action::Scan), false) if self.reads_once(gathered) => Pages::One,
            _ => Pages::Unknown,
        };
        Surroundings {
            client: self.client(gathered, &reading),
            pages,
            counted: if reads { counted(&reading) } else { None },
            repeated: self.repeated(gathered, &reading, flow),
            read_before: if action == Some(Action::Update) { self.read_before(gathered, values) } else { None },
            milliseconds: self.milliseconds(gathered.node, values),
            is_script: self.module.language() == Language::Bash,
            expressions: Vec::new(),
            names: self.given_map(names, gathered, Parameter::Names, flow),
            values: self.given_map(values, gathered, Parameter::Values, flow),
        }
    }

    /// Parts of a request that a clock gives in milliseconds; what is divided is left out, since it may be seconds.
    fn milliseconds(&self, request: NodeId, values: &FoundMap) -> Vec<Span> {
        const CLOCKS: &[&str] = &[
            "Date.now()",
            "new Date().getTime()",
            "currentTimeMillis()",
            "toEpochMilli()",
            "UnixMilli()",
            "ToUnixTimeMilliseconds()",
            "time.time() * 1000",
        ];
        let tells = |written: &str| !written.contains('/') && CLOCKS.iter().any(|clock| written.contains(clock));
        let is_told = |span: &Span| span.slice(self.module.text()).is_some_and(tells);
        let inside = self.module.inside(request).map(|id| self.module.span(id));
        let of_values = values.entries.iter().map(|entry| self.module.span(entry.value));
        inside.chain(of_values).filter(is_told).collect()
    }

    /// An expression of one case.
    pub(super) fn given_expression(
        &self,
        slot: &Slot,
        kind: ExpressionKind,
        template: &Template,
        (gathered, only): (&Gathered, bool),
        flow: &Flow<'_>,
    ) -> GivenExpression {
        let around = self.module.span(self.scopes.function(gathered.node));
        let holes = template.stand_ins.iter().map(|stand_in| Hole {
            place: stand_in.hole,
            purpose: match stand_in.role {
                // A constant is known to whoever wrote it.
                Role::Name | Role::Value if self.is_constant(stand_in) || !is_inside(around, stand_in.hole) => {
                    Purpose::Other
                }
                Role::Name => Purpose::Name,
                Role::Value => Purpose::Value,
                Role::Quoted => Purpose::Quoted,
                _ => Purpose::Other,
            },
        });
        let presence = match slot.path {
            _ if !only || slot.appends => Presence::Unclear,
            Path::Always if matches!(slot.value, Given::Value(node) if self.may_be_absent(node)) => Presence::Unclear,
            Path::Always => Presence::Always,
            Path::Sometimes => self.branch_of(slot, gathered, flow),
            Path::Repeated => Presence::Unclear,
        };
        GivenExpression { kind, place: slot.name_span, presence, holes: holes.collect() }
    }

    fn is_constant(&self, stand_in: &StandIn) -> bool {
        let written = stand_in.hole.slice(self.module.text()).unwrap_or_default();
        let name = written.rsplit(['.', ':', '>']).next().unwrap_or_default().trim_end_matches(['}', ' ']);
        let is_shouted = name.len() > 1 && name.bytes().any(|byte| byte.is_ascii_uppercase());
        let is_shouted = is_shouted && !name.bytes().any(|byte| byte.is_ascii_lowercase());
        is_shouted || stand_in.why == Unresolved::Imported
    }

    /// Whether the request is also sent where what is done at a slot is not done.
    fn branch_of(&self, slot: &Slot, gathered: &Gathered, flow: &Flow<'_>) -> Presence {
        let done = match slot.value {
            Given::Value(node) | Given::Entry(node, _) => node,
        };
        // `...(strict && { ConditionExpression })`: what is spread there is there on that way alone.
        if self.module.contains(gathered.node, done) {
            return Presence::OnBranch;
        }
        let Some(name) = gathered.variable.as_deref() else { return Presence::Unclear };
        self.missed_by(done, name, flow)
    }

    /// Whether a variable is used where something before was perhaps not done.
    fn missed_by(&self, done: NodeId, name: &str, flow: &Flow<'_>) -> Presence {
        let scope = self.scopes.scope(done);
        let is_use = |id: &NodeId| {
            let Some(parent) = self.module.parent(*id) else { return false };
            match self.module.kind(parent) {
                NodeKind::Call { callee, .. } => callee != id,
                NodeKind::Return(_) => true,
                _ => false,
            }
        };
        let missed = |id: NodeId| self.scopes.path(done, id) == Some(Path::Sometimes);
        let branch = self.branch_around(done);
        let leaves = branch.is_some_and(|branch| self.leaves(branch));
        if !leaves && flow.uses(name, scope, Some(done)).filter(is_use).any(missed) {
            Presence::OnBranch
        } else {
            Presence::Unclear
        }
    }

    /// The `if` around something that is done on a branch.
    fn branch_around(&self, done: NodeId) -> Option<NodeId> {
        self.module.ancestors(done).find(|id| matches!(self.module.kind(*id), NodeKind::If { .. }))
    }

    /// True where one of the branches ends the function: what comes behind is not reached on every way.
    fn leaves(&self, branch: NodeId) -> bool {
        let leaves = |id: NodeId| match self.module.kind(id) {
            NodeKind::Return(_) => true,
            NodeKind::Other(_) => {
                let written = self.module.span(id).slice(self.module.text()).unwrap_or_default();
                ["throw", "raise", "continue", "break", "panic"].iter().any(|word| written.starts_with(word))
            }
            _ => false,
        };
        self.module.inside(branch).any(leaves)
    }

    /// Languages and SDKs that hand over one page at a time.
    fn reads_by_pages(&self, gathered: &Gathered) -> bool {
        let language = matches!(
            self.module.language(),
            Language::Python
                | Language::JavaScript
                | Language::TypeScript
                | Language::Tsx
                | Language::Go
                | Language::Java
                | Language::Kotlin
                | Language::CSharp
                | Language::Rust
                | Language::Php
                | Language::Ruby
        );
        // Those of Java's and C#'s document models and of the enhanced client page by themselves.
        let written = self.module.span(gathered.node).slice(self.module.text()).unwrap_or_default();
        let pages_itself = ["QuerySpec", "ScanSpec", "Enhanced", "OperationConfig"];
        language && !pages_itself.iter().any(|word| written.contains(word))
    }

    /// A command of a script, a task of a state machine, with a limit: nothing asks for more, unless the file speaks of
    /// what comes next.
    fn reads_once(&self, gathered: &Gathered) -> bool {
        let is_limited = gathered.slots.iter().any(|slot| slot.parameter == Parameter::Member("Limit"));
        let is_single =
            matches!(self.module.language(), Language::Bash | Language::Json | Language::Yaml | Language::Hcl);
        let goes_on = ["LastEvaluatedKey", "ExclusiveStartKey", "exclusive-start-key", "starting-token", "NextToken"];
        is_limited && is_single && !goes_on.iter().any(|word| self.module.text().contains(word))
    }

    /// True where members of the request come from somewhere else: `**options`, `...options`.
    fn has_unseen_members(&self, gathered: &Gathered) -> bool {
        match self.module.kind(gathered.node) {
            NodeKind::Object { entries, .. } => entries.iter().any(|entry| entry.spread),
            NodeKind::Call { arguments, .. } => arguments.iter().any(|argument| argument.spread),
            _ => false,
        }
    }

    fn pages(&self, gathered: &Gathered, reading: &Reading, flow: &Flow<'_>) -> Pages {
        // What nobody sees may be a limit.
        let is_hidden = gathered.is_open && self.has_unseen_members(gathered);
        if is_hidden || reading.escapes || reading.sent.is_empty() || flow.is_paged(gathered.node) {
            return Pages::Unknown;
        }
        let one = reading.items.contains(&Items::One);
        // Who takes one of them and tells how many there were is after that one.
        let all = reading.items.iter().any(|items| match items {
            Items::All => true,
            Items::Counted(_) => !one,
            Items::One => false,
        });
        match (all, one) {
            (true, _) => Pages::First,
            (false, true) => Pages::One,
            (false, false) => Pages::Unknown,
        }
    }

    fn repeated(&self, gathered: &Gathered, reading: &Reading, flow: &Flow<'_>) -> Option<Repeated> {
        let sent = reading.sent.first().copied().or(gathered.call).unwrap_or(gathered.node);
        let function = self.scopes.function(sent);
        let mut tried = false;
        for id in self.module.ancestors(sent).take_while(|id| *id != function) {
            match self.module.kind(id) {
                NodeKind::Try { .. } => tried = true,
                NodeKind::Loop { .. } if tried && self.speaks_of_retries(id) => return Some(Repeated::Retry),
                _ => {}
            }
        }
        flow.is_queue(sent).then_some(Repeated::Queue)
    }

    fn speaks_of_retries(&self, id: NodeId) -> bool {
        self.module.inside(id).filter_map(|id| self.module.last_name(id)).any(|name| {
            let name = name.to_ascii_lowercase();
            ["retry", "retries", "attempt", "backoff", "tries"].iter().any(|word| name.contains(word))
        })
    }

    /// The call that reads the item of the same key, where a value that is written comes from its answer.
    fn read_before(&self, gathered: &Gathered, values: &FoundMap) -> Option<Span> {
        let key = gathered.slots.iter().find_map(|slot| match (slot.parameter, slot.value) {
            (Parameter::Member("Key"), Given::Value(node)) => Some(self.bare(node)),
            _ => None,
        })?;
        let function = self.scopes.function(gathered.node);
        let inside = || self.module.inside(function).take_while(|id| *id < gathered.node);
        let read = inside().find(|id| self.is_get(*id) && self.key_of(*id).as_ref() == Some(&key))?;
        let mut from_there: Vec<&str> = Vec::new();
        for id in inside() {
            let NodeKind::Assign { target, value, .. } = self.module.kind(id) else { continue };
            let taken = self.module.contains(*value, read)
                || self.module.inside(*value).any(|id| self.is_one_of(id, &from_there));
            if taken {
                from_there.extend(self.module.inside(*target).filter_map(|id| match self.module.kind(id) {
                    NodeKind::Name(name) => Some(name.as_str()),
                    _ => None,
                }));
            }
        }
        let written = values.entries.iter().flat_map(|entry| self.module.inside(entry.value));
        let mut written = written.filter(|id| self.is_one_of(*id, &from_there));
        written.next().map(|_| self.module.span(read))
    }

    fn is_one_of(&self, id: NodeId, names: &[&str]) -> bool {
        matches!(self.module.kind(id), NodeKind::Name(name) if names.contains(&name.as_str()))
    }

    fn is_get(&self, id: NodeId) -> bool {
        let NodeKind::Call { callee, .. } = self.module.kind(id) else { return false };
        let name = self.module.last_name(*callee).unwrap_or_default();
        matches!(name, "get_item" | "GetItem" | "getItem" | "GetCommand" | "GetItemCommand" | "GetItemAsync")
            || (name == "get" && self.key_of(id).is_some())
    }

    /// What a call is given as `Key`.
    fn key_of(&self, call: NodeId) -> Option<String> {
        let NodeKind::Call { arguments, .. } = self.module.kind(call) else { return None };
        for argument in arguments {
            if argument.name.as_deref() == Some("Key") {
                return Some(self.bare(argument.value));
            }
            let NodeKind::Object { entries, .. } = self.module.kind(argument.value) else { continue };
            let key = entries.iter().find(|entry| self.module.plain_text(entry.key) == Some("Key"));
            if let Some(entry) = key {
                return Some(self.bare(entry.value));
            }
        }
        None
    }

    /// How something is written, without blanks.
    fn bare(&self, id: NodeId) -> String {
        let written = self.module.span(id).slice(self.module.text()).unwrap_or_default();
        written.chars().filter(|one| !one.is_whitespace()).collect()
    }

    fn given_map(&self, map: &FoundMap, gathered: &Gathered, parameter: Parameter, flow: &Flow<'_>) -> GivenMap {
        let slots: Vec<&Slot> = gathered.slots.iter().filter(|slot| slot.parameter == parameter).collect();
        let whole = match slots.as_slice() {
            [only] if only.path == Path::Always && !only.is_reference => match only.value {
                Given::Value(node) => Some(node),
                Given::Entry(..) => None,
            },
            _ => None,
        };
        let entries = map.entries.iter().map(|entry| GivenEntry {
            key: entry.key.clone(),
            value: self.module.span(entry.value),
            presence: self.presence_of(entry, map, whole, flow),
            client: whole.map_or(Client::Unknown, |whole| self.written_for(entry.value, whole)),
            may_be_undefined: self.may_be_undefined(entry.value),
        });
        let entries: Vec<GivenEntry> = entries.collect();
        let is_literal = whole.is_some_and(|whole| match self.module.kind(whole) {
            NodeKind::Object { .. } => true,
            NodeKind::Call { callee, .. } => matches!(self.module.last_name(*callee), Some("of" | "mapOf")),
            _ => false,
        });
        let on_branches = !entries.is_empty() && entries.iter().all(|entry| entry.presence == Presence::OnBranch);
        GivenMap {
            place: slots.first().map(|slot| slot.name_span),
            is_open: map.is_open || (slots.is_empty() && gathered.is_open),
            is_written_out: slots.is_empty() || is_literal,
            may_be_empty: on_branches
                && !map.is_open
                && map.is_filled_later
                && whole.is_some()
                && !self.asks_for_emptiness(gathered.node),
            entries,
        }
    }

    /// True where the function leaves, or sends something else, when nothing was given: `if (parts.isEmpty()) return;`
    fn asks_for_emptiness(&self, sent: NodeId) -> bool {
        const WORDS: [&str; 8] = ["mpty", "size", "length", "Length", "len(", "Count", "Any(", "none {"];
        let asks = |test: NodeId| {
            let written = self.module.span(test).slice(self.module.text()).unwrap_or_default();
            WORDS.iter().any(|word| written.contains(word))
        };
        self.module.inside(self.scopes.function(sent)).any(|id| match self.module.kind(id) {
            NodeKind::If { test, branches } if id < sent || self.module.contains(id, sent) => {
                let matters = |branch: &NodeId| self.leaves(*branch) || self.module.contains(*branch, sent);
                asks(*test) && branches.iter().any(matters)
            }
            _ => false,
        })
    }

    fn presence_of(&self, entry: &FoundEntry, map: &FoundMap, whole: Option<NodeId>, flow: &Flow<'_>) -> Presence {
        let Some(whole) = whole else { return Presence::Unclear };
        let alone = map.entries.iter().filter(|other| other.key == entry.key).count() == 1;
        match entry.path {
            // Written once and taken away nowhere: else the key would be written again.
            Path::Always if alone && flow.count_of_text(&entry.key, entry.value) == 1 => Presence::Always,
            Path::Sometimes if alone => match self.module.kind(whole) {
                NodeKind::Name(_) if self.branch_around(entry.value).is_none_or(|branch| !self.leaves(branch)) => {
                    let missed = self.scopes.path(entry.value, whole) == Some(Path::Sometimes);
                    if missed { Presence::OnBranch } else { Presence::Unclear }
                }
                NodeKind::Object { .. } if self.module.contains(whole, entry.value) => Presence::OnBranch,
                _ => Presence::Unclear,
            },
            _ => Presence::Unclear,
        }
    }

    /// The client that a value is written for, where that is certain: literals alone tell.
    fn written_for(&self, value: NodeId, whole: NodeId) -> Client {
        // What a function is given it may change: `marshall({ … })`.
        let mut around = self.module.ancestors(value).take_while(|id| *id != whole && self.module.contains(whole, *id));
        let is_call = |id: NodeId| matches!(self.module.kind(id), NodeKind::Call { .. });
        let in_place = self.module.contains(whole, value);
        if !in_place || is_call(whole) || around.any(is_call) {
            return Client::Unknown;
        }
        match self.module.kind(value) {
            NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::Bool(_) => Client::Plain,
            NodeKind::Object { entries, type_name: None } => match entries.as_slice() {
                [only] if !only.spread => {
                    let code = self.module.plain_text(only.key).unwrap_or_default();
                    let is_code = AttributeType::ALL.into_iter().any(|known| known.descriptor() == code);
                    if is_code { Client::Typed } else { Client::Unknown }
                }
                _ => Client::Unknown,
            },
            _ => Client::Unknown,
        }
    }

    /// `user?.name`, `name || undefined`: nothing later gives it a value.
    fn may_be_undefined(&self, value: NodeId) -> bool {
        if !matches!(self.module.language(), Language::JavaScript | Language::TypeScript | Language::Tsx) {
            return false;
        }
        let is_undefined = |id: NodeId| {
            matches!(self.module.kind(id), NodeKind::Null)
                && self.module.span(id).slice(self.module.text()) == Some("undefined")
        };
        match self.module.kind(value) {
            NodeKind::Member { .. } => self.is_optional(value) && !self.is_asked_before(value),
            NodeKind::Binary { operator: Binary::Or, right, .. } => is_undefined(*right),
            NodeKind::Conditional { then, otherwise, .. } => is_undefined(*then) || is_undefined(*otherwise),
            _ => false,
        }
    }

    fn is_optional(&self, member: NodeId) -> bool {
        let mut at = member;
        while let NodeKind::Member { base, name_span, .. } = self.module.kind(at) {
            let between = Span::new(self.module.span(*base).end, name_span.start);
            if between.slice(self.module.text()).is_some_and(|between| between.contains("?.")) {
                return true;
            }
            at = *base;
        }
        false
    }

    /// True where the condition of an `if` before says something about a value, or what it is taken from.
    fn is_asked_before(&self, value: NodeId) -> bool {
        let mut bases = vec![self.bare(value)];
        let mut at = value;
        while let NodeKind::Member { base, .. } = self.module.kind(at) {
            bases.push(self.bare(*base));
            at = *base;
        }
        let function = self.scopes.function(value);
        self.module.inside(function).any(|id| match self.module.kind(id) {
            NodeKind::If { test, .. } | NodeKind::Conditional { test, .. } => {
                self.module.inside(*test).any(|id| bases.contains(&self.bare(id)))
            }
            _ => false,
        })
    }
}

fn counted(reading: &Reading) -> Option<Span> {
    let mut place = None;
    for items in &reading.items {
        match items {
            Items::Counted(span) => place = Some(*span),
            Items::All | Items::One => return None,
        }
    }
    place.filter(|_| !reading.escapes)
}

const fn is_inside(around: Span, inner: Span) -> bool {
    around.start <= inner.start && inner.end <= around.end
}
