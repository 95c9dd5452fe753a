//! The parameters that belong to one request: siblings, chains of methods, what is assigned later, what is spread.

mod bare;
mod chain;
mod lambda;
mod operation;
mod slot;
mod variable;
mod wrapped;

pub(in crate::extract) use slot::{Gathered, Given, Slot, Wrapped};

use std::collections::BTreeSet;

use super::scope::{Path, Scopes};
use super::spelling::{self, Parameter};
use crate::host::{Argument, Entry, Language, Module, NodeId, NodeKind};
use crate::request::{Action, Wrapper};
use crate::syntax::ExpressionKind;

/// Spreads and variables are followed this far.
const DEEPEST: u8 = 8;

/// What tests compare a part of a request with.
const MATCHERS: [&str; 9] = [
    "subset",
    "hash_including",
    "a_hash_including",
    "include",
    "objectContaining",
    "toMatchObject",
    "assertArraySubset",
    "containsSubset",
    "match",
];

pub(in crate::extract) struct Gatherer<'s, 'm> {
    pub(in crate::extract) module: &'m Module<'m>,
    pub(in crate::extract) scopes: &'s Scopes<'m>,
    /// Functions of the project that send requests.
    pub(in crate::extract) wrappers: &'s [Wrapper],
}

/// What a request is written as.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Container<'m> {
    /// An object, a call with named arguments, a lambda whose body assigns.
    Node(NodeId),
    /// The outermost call of a chain.
    Chain(NodeId),
    /// A variable whose members are assigned, in a scope.
    Variable(NodeId, &'m str),
}

impl<'m> Gatherer<'_, 'm> {
    /// Every request of the module, in the order of the program.
    pub(in crate::extract) fn all(&self) -> Vec<Gathered> {
        let mut containers = BTreeSet::new();
        for id in self.module.nodes() {
            self.containers_at(id, &mut containers);
        }
        for (scope, name, late) in self.scopes.all_late() {
            let strong = |key: Option<&str>| key.and_then(spelling::parameter).is_some_and(is_strong);
            // `this` in Kotlin: the lambda of a builder has been seen.
            let is_this = name == "this" && self.module.language() == Language::Kotlin;
            // `exports.updateExpression = …`: what a module gives to others.
            let is_exported = matches!(name, "exports" | "module.exports") && self.is_javascript();
            if !is_this && !is_exported && late.iter().any(|late| strong(late.key)) {
                containers.insert(self.of_variable(scope, name));
            }
        }
        let mut absorbed = BTreeSet::new();
        let mut all = Vec::new();
        for container in &containers {
            let mut seen = BTreeSet::new();
            let gathered = self.gather(container, &mut seen);
            seen.remove(container);
            absorbed.extend(seen);
            all.push((container.clone(), gathered));
        }
        let mut all: Vec<Gathered> = all
            .into_iter()
            .filter(|(container, _)| !absorbed.contains(container))
            .map(|(_, gathered)| gathered)
            .collect();
        all.extend(self.bare_scans(&containers));
        all.sort_by_key(|gathered| self.module.span(gathered.node));
        all
    }

    fn containers_at(&self, id: NodeId, containers: &mut BTreeSet<Container<'m>>) {
        match self.module.kind(id) {
            NodeKind::Object { entries, .. } => {
                let strong = entries.iter().any(|entry| {
                    let key = self.module.plain_text(entry.key);
                    key.and_then(spelling::parameter).is_some_and(is_strong)
                });
                if strong {
                    containers.insert(self.merged_into(id).unwrap_or(Container::Node(id)));
                }
            }
            NodeKind::Call { callee, arguments, .. } => {
                let named =
                    |name: &Option<String>| name.as_deref().and_then(spelling::parameter).is_some_and(is_strong);
                if arguments.iter().any(|argument| named(&argument.name)) || self.is_wrapped(id) {
                    containers.insert(self.merging(id).unwrap_or(Container::Node(id)));
                }
                let strong = self.member_of_builder(id).is_some_and(|(parameter, ..)| is_strong(parameter));
                if let Some(lambda) = strong.then(|| self.lambda_of(id)).flatten() {
                    containers.insert(Container::Node(lambda));
                }
                if self.setter(*callee, arguments.len()).is_some_and(|(parameter, _)| is_strong(parameter)) {
                    containers.insert(self.of_chain(id));
                }
            }
            NodeKind::Assign { .. } => {
                let strong = self.member_of_builder(id).is_some_and(|(parameter, ..)| is_strong(parameter));
                if let Some(lambda) = strong.then(|| self.lambda_of(id)).flatten() {
                    containers.insert(Container::Node(lambda));
                }
            }
            _ => {}
        }
    }

    pub(super) fn is_javascript(&self) -> bool {
        matches!(self.module.language(), Language::JavaScript | Language::TypeScript | Language::Tsx)
    }

    fn is_container(&self, id: NodeId) -> bool {
        match self.module.kind(id) {
            NodeKind::Object { .. } => true,
            NodeKind::Call { callee, arguments, .. } => {
                self.module.last_name(*callee) == Some("dict")
                    && arguments.iter().all(|argument| argument.name.is_some())
            }
            _ => false,
        }
    }

    fn gather(&self, container: &Container<'m>, seen: &mut BTreeSet<Container<'m>>) -> Gathered {
        let node = match container {
            Container::Node(id) | Container::Chain(id) => *id,
            Container::Variable(scope, name) => {
                let late = self.scopes.all_late().find(|(own, path, _)| own == scope && path == name);
                let first = late.and_then(|(.., late)| late.first().map(|late| late.node));
                let at = self.first_inside(*scope);
                first.or_else(|| self.scopes.calls_on(name, at).first().copied()).unwrap_or(*scope)
            }
        };
        let mut gathered = Gathered {
            node,
            slots: Vec::new(),
            is_open: false,
            is_shared: false,
            operation: None,
            call: None,
            variable: None,
            under: None,
            is_bare: false,
            wrapped: None,
        };
        self.collect(container, Path::Always, &mut gathered, seen, 0);
        if gathered.operation.is_none() {
            self.find_operation(container, &mut gathered);
        }
        gathered.slots.sort_by_key(|slot| slot.node);
        gathered
    }

    fn collect(
        &self,
        container: &Container<'m>,
        path: Path,
        into: &mut Gathered,
        seen: &mut BTreeSet<Container<'m>>,
        depth: u8,
    ) {
        if depth > DEEPEST || !seen.insert(container.clone()) {
            return;
        }
        match container {
            Container::Node(id) => match self.module.kind(*id) {
                NodeKind::Object { .. } | NodeKind::Call { .. } => {
                    into.is_open |= self.is_part_of_expected(*id);
                    self.collect_node(*id, path, into, seen, depth);
                    self.collect_wrapped(*id, path, into, seen, depth);
                    if let Some((scope, name)) = self.variable_of(*id) {
                        into.variable = Some(name.to_owned());
                        into.is_shared |= is_of_object(name);
                        into.is_open |= is_of_object(name) || self.is_changed_elsewhere(name, *id);
                        self.collect_late(scope, name, *id, path, into, seen, depth);
                    }
                }
                NodeKind::Function { body, .. } => {
                    into.is_open |= self.adds_to_chain(*id);
                    self.collect_body(*body, path, into);
                }
                _ => {}
            },
            Container::Chain(top) => {
                self.collect_chain(*top, path, into);
                // The SDKs of these languages have no setters: what else such a chain sends, nobody knows.
                into.is_open |= self.is_javascript() || self.module.language() == Language::Python;
                if let Some((_, name)) = self.variable_of(*top) {
                    into.is_open |= self.is_changed_elsewhere(name, *top);
                }
            }
            Container::Variable(scope, name) => {
                into.variable = Some((*name).to_owned());
                into.is_shared |= is_of_object(name);
                into.is_open |= is_of_object(name);
                let at = self.first_inside(*scope);
                for assigned in self.scopes.assignments(name, at) {
                    match self.module.kind(assigned.value) {
                        NodeKind::Call { .. } => {
                            seen.insert(Container::Chain(assigned.value));
                            self.collect_chain(assigned.value, path, into);
                            // What a function gave, nobody knows: the SDKs of these languages have no builders.
                            into.is_open |= self.is_javascript() || self.module.language() == Language::Python;
                        }
                        NodeKind::Object { .. } => self.collect_node(assigned.value, path, into, seen, depth),
                        _ => into.is_open = true,
                    }
                }
                if self.scopes.assignments(name, at).is_empty() {
                    // A parameter: what else was set on it is not seen, unless it is the builder of a lambda, which is
                    // called. Members are set on what others have begun: `query(base) { |q| q[:filter_expression] = … }`
                    let lambda = matches!(self.module.kind(*scope), NodeKind::Function { name: None, .. });
                    into.is_open |= !lambda || self.scopes.calls_on(name, at).is_empty();
                }
                into.is_open |= self.is_changed_elsewhere(name, at);
                // What is done behind its declaration on a branch is done on a branch, be it the first thing.
                let declared = self.scopes.assignments(name, at).first().map(|assigned| assigned.node);
                self.collect_late(*scope, name, declared.unwrap_or(into.node), path, into, seen, depth);
            }
        }
    }

    fn collect_node(&self, id: NodeId, path: Path, into: &mut Gathered, seen: &mut BTreeSet<Container<'m>>, depth: u8) {
        match self.module.kind(id) {
            NodeKind::Object { entries, .. } => {
                // What a spread gave is replaced by what is written behind it.
                let mut spread: BTreeSet<NodeId> = BTreeSet::new();
                for entry in entries {
                    if entry.spread {
                        let before = into.slots.len();
                        self.collect_spread(entry.value, path, into, seen, depth);
                        spread.extend(into.slots.iter().skip(before).map(|slot| slot.node));
                        continue;
                    }
                    let Some(key) = self.module.plain_text(entry.key) else {
                        into.is_open = true;
                        continue;
                    };
                    let Some(parameter) = spelling::parameter(key) else { continue };
                    into.slots.retain(|slot| slot.parameter != parameter || !spread.contains(&slot.node));
                    into.slots.push(Slot {
                        parameter,
                        name_span: self.module.span(entry.key),
                        value: Given::Value(entry.value),
                        path,
                        is_reference: key.ends_with(".$"),
                        appends: false,
                        trims: false,
                        is_repeated: self.is_repeated(entries, entry),
                        node: entry.value,
                    });
                }
            }
            NodeKind::Call { callee, arguments, .. } => {
                let service = self.service_of(*callee, arguments);
                for argument in arguments {
                    if argument.spread {
                        // `aws "${OPTIONS[@]}" dynamodb …`: options of all services.
                        if service.is_none_or(|service| argument.value > service) {
                            self.collect_spread(argument.value, path, into, seen, depth);
                        }
                        continue;
                    }
                    let Some(parameter) = argument.name.as_deref().and_then(spelling::parameter) else { continue };
                    into.slots.push(Slot {
                        parameter,
                        name_span: argument.name_span,
                        value: Given::Value(argument.value),
                        path,
                        is_reference: false,
                        appends: false,
                        trims: false,
                        is_repeated: false,
                        node: argument.value,
                    });
                }
            }
            _ => {}
        }
    }

    /// True for what a test asks of a request that may hold more: `Mockery::subset([…])`.
    fn is_part_of_expected(&self, id: NodeId) -> bool {
        let of = |id: NodeId| match self.module.kind(id) {
            NodeKind::Call { callee, .. } => {
                self.module.last_name(*callee).is_some_and(|name| MATCHERS.contains(&name))
            }
            _ => false,
        };
        of(id) || self.module.parent(id).is_some_and(of)
    }

    /// The word `dynamodb` of a command.
    fn service_of(&self, callee: NodeId, arguments: &[Argument]) -> Option<NodeId> {
        let is_command = self.module.language() == Language::Bash && self.module.last_name(callee) == Some("aws");
        let words = arguments.iter().filter(|argument| is_command && argument.name.is_none());
        words.map(|argument| argument.value).find(|word| self.module.plain_text(*word) == Some("dynamodb"))
    }

    /// True where a later entry of the same object has the same key.
    fn is_repeated(&self, entries: &[Entry], entry: &Entry) -> bool {
        let key = |entry: &Entry| self.module.plain_text(entry.key).filter(|_| !entry.spread);
        entries.iter().any(|other| other.span.start > entry.span.start && key(other) == key(entry))
    }
}

/// True where the expressions are those of another operation.
fn is_of_another(gathered: &Gathered) -> bool {
    use ExpressionKind::{KeyCondition, Update};
    gathered.slots.iter().any(|slot| match slot.parameter {
        Parameter::Expression(KeyCondition) => true,
        Parameter::Expression(Update) => gathered.operation.is_some_and(|(_, action)| action != Action::Update),
        _ => false,
    })
}

/// True for parameters that make a request worth looking at.
const fn is_strong(parameter: Parameter) -> bool {
    !matches!(parameter, Parameter::Member(_))
}

/// True for a member of the object at hand: `self.params`, `this.params`, `$this->params`, `@params`.
fn is_of_object(path: &str) -> bool {
    let bare = path.trim_start_matches('$');
    bare.starts_with('@')
        || ["self", "this", "cls"]
            .iter()
            .any(|own| bare.strip_prefix(own).is_some_and(|rest| rest.starts_with(['.', '-', '[', '?', '!'])))
}
