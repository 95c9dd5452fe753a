//! The parameters that belong to one request: siblings, chains of methods, what is assigned later, what is spread.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::{Path, Reaching, Scopes};
use super::spelling::{self, Parameter};
use crate::host::{AssignOperator, Binary, Entry, Language, Module, NodeId, NodeKind};
use crate::request::{Action, Operation};
use crate::source::Span;
use crate::syntax::ExpressionKind;

/// A parameter of a request and what it is given.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Slot {
    pub(super) parameter: Parameter,
    /// Where the parameter is written.
    pub(super) name_span: Span,
    /// What it is given.
    pub(super) value: Given,
    /// Whether it is always given.
    pub(super) path: Path,
    /// True where the value is the way to a value: the key ends in `.$`.
    pub(super) is_reference: bool,
    /// True where the value is added to what was there: `params.X += "…"`.
    pub(super) appends: bool,
    /// True where the same object gives the parameter again, later.
    pub(super) is_repeated: bool,
    /// Where the value stands in the order of the program.
    pub(super) node: NodeId,
}

/// What a parameter is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Given {
    /// A value.
    Value(NodeId),
    /// One entry of a map: its key and its value.
    Entry(NodeId, NodeId),
}

/// A request, gathered.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Gathered {
    /// What it is written as: an object, a call, the outermost call of a chain, a lambda, the first assignment.
    pub(super) node: NodeId,
    pub(super) slots: Vec<Slot>,
    /// True where it may have parameters nobody can see.
    pub(super) is_open: bool,
    pub(super) operation: Option<(Operation, Action)>,
    /// What names the operation, or holds it: `query`, `QueryCommand`.
    pub(super) call: Option<NodeId>,
    /// The variable it is kept in.
    pub(super) variable: Option<String>,
    /// The key it stands under: `Update` in a transaction, `filter` in a resolver.
    pub(super) under: Option<String>,
}

/// Functions that only look at what they are given, or send it.
const LOOKS: [&str; 20] = [
    "print",
    "println",
    "log",
    "info",
    "debug",
    "warn",
    "error",
    "trace",
    "send",
    "execute",
    "push",
    "add",
    "append",
    "Println",
    "Printf",
    "WriteLine",
    "verify",
    "isNotNull",
    "assertEquals",
    "assertThat",
];

/// Spreads and variables are followed this far.
const DEEPEST: u8 = 8;

pub(super) struct Gatherer<'s, 'm> {
    pub(super) module: &'m Module<'m>,
    pub(super) scopes: &'s Scopes<'m>,
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
    pub(super) fn all(&self) -> Vec<Gathered> {
        let mut containers = BTreeSet::new();
        for id in self.module.nodes() {
            self.containers_at(id, &mut containers);
        }
        for (scope, name, late) in self.scopes.all_late() {
            let strong = |key: Option<&str>| key.and_then(spelling::parameter).is_some_and(is_strong);
            // `this` in Kotlin: the lambda of a builder has been seen.
            let is_this = name == "this" && self.module.language() == Language::Kotlin;
            if !is_this && late.iter().any(|late| strong(late.key)) {
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
                    containers.insert(Container::Node(id));
                }
            }
            NodeKind::Call { callee, arguments, .. } => {
                let named =
                    |name: &Option<String>| name.as_deref().and_then(spelling::parameter).is_some_and(is_strong);
                if arguments.iter().any(|argument| named(&argument.name)) {
                    containers.insert(Container::Node(id));
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

    /// The lambda of a builder that a statement stands in: `query { filterExpression = "…" }`. Lambdas that are about
    /// something else, `name?.let { … }`, are looked through.
    fn lambda_of(&self, statement: NodeId) -> Option<NodeId> {
        let mut at = statement;
        loop {
            let lambda = self.scopes.function(at);
            let NodeKind::Function { name: None, .. } = self.module.kind(lambda) else { return None };
            let NodeKind::Call { callee, .. } = self.module.kind(self.module.parent(lambda)?) else { return None };
            match self.module.last_name(*callee) {
                Some("let" | "also" | "forEach" | "takeIf") => at = lambda,
                _ => return Some(lambda),
            }
        }
    }

    /// The parameter that a statement in the lambda of a builder sets, where it is written, and what it is given:
    /// `filterExpression = "…"`, `this.filterExpression = "…"`, `filterExpression("…")`.
    fn member_of_builder(&self, id: NodeId) -> Option<(Parameter, Span, NodeId)> {
        if self.module.language() != Language::Kotlin {
            return None;
        }
        let (name, name_node, name_span, value) = match self.module.kind(id) {
            NodeKind::Assign { target, value, declares: false, operator: AssignOperator::Set, .. } => {
                match self.module.kind(*target) {
                    NodeKind::Name(name) => (name, Some(*target), self.module.span(*target), *value),
                    NodeKind::Member { base, name, name_span } if self.module.last_name(*base) == Some("this") => {
                        (name, None, *name_span, *value)
                    }
                    _ => return None,
                }
            }
            NodeKind::Call { callee, arguments, .. } => match (self.module.kind(*callee), arguments.as_slice()) {
                (NodeKind::Name(name), [only]) if only.name.is_none() => {
                    (name, None, self.module.span(*callee), only.value)
                }
                _ => return None,
            },
            _ => return None,
        };
        let parameter = spelling::parameter(name)?;
        let is_local = name_node.is_some_and(|node| {
            self.scopes
                .assignments(name, node)
                .iter()
                .any(|assigned| matches!(self.module.kind(assigned.node), NodeKind::Assign { declares: true, .. }))
        });
        (!is_local).then_some((parameter, name_span, value))
    }

    /// The parameter that a method sets, where it is given `arguments` values.
    fn setter(&self, callee: NodeId, arguments: usize) -> Option<(Parameter, Span)> {
        let NodeKind::Member { name, name_span, .. } = self.module.kind(callee) else { return None };
        match arguments {
            1 => spelling::parameter(name).map(|parameter| (parameter, *name_span)),
            2 => spelling::map_entry(name).map(|parameter| (parameter, *name_span)),
            _ => None,
        }
    }

    /// The chain a call belongs to, or the variable that the chain is about.
    fn of_chain(&self, call: NodeId) -> Container<'m> {
        let mut top = call;
        while let Some(member) = self.module.parent(top) {
            let NodeKind::Member { base, .. } = self.module.kind(member) else { break };
            let Some(outer) = self.module.parent(member).filter(|_| *base == top) else { break };
            match self.module.kind(outer) {
                NodeKind::Call { callee, .. } if *callee == member => top = outer,
                _ => break,
            }
        }
        match self.builder_variable(call) {
            Some((scope, name)) => self.of_variable(scope, name),
            None => Container::Chain(top),
        }
    }

    /// `b` in `b.filterExpression("…")`: a chain that begins with a setter is about a builder.
    fn builder_variable(&self, call: NodeId) -> Option<(NodeId, &'m str)> {
        let mut at = call;
        loop {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(at) else { return None };
            let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return None };
            if let NodeKind::Call { .. } = self.module.kind(*base) {
                at = *base;
                continue;
            }
            self.setter(*callee, arguments.len())?;
            let name = self.scopes.path_name(*base)?;
            return Some((self.scopes.home(at, name), name));
        }
    }

    /// The object that a variable is first given, or the variable itself.
    fn of_variable(&self, scope: NodeId, name: &'m str) -> Container<'m> {
        let at = self.first_inside(scope);
        let initial = self.scopes.assignments(name, at).iter().find(|assigned| {
            !assigned.partial && assigned.operator == AssignOperator::Set && self.scopes.scope(assigned.node) == scope
        });
        match initial.map(|assigned| assigned.value) {
            Some(value) if self.is_container(value) => Container::Node(value),
            _ => Container::Variable(scope, name),
        }
    }

    /// A place directly in a scope.
    fn first_inside(&self, scope: NodeId) -> NodeId {
        let mut direct = scope;
        self.module.kind(scope).each_child(|child| direct = child);
        direct
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
            operation: None,
            call: None,
            variable: None,
            under: None,
        };
        self.collect(container, Path::Always, &mut gathered, seen, 0);
        self.find_operation(container, &mut gathered);
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
                    self.collect_node(*id, path, into, seen, depth);
                    if let Some((scope, name)) = self.variable_of(*id) {
                        into.variable = Some(name.to_owned());
                        into.is_open |= self.is_changed_elsewhere(name, *id);
                        self.collect_late(scope, name, *id, path, into, seen, depth);
                    }
                }
                NodeKind::Function { body, .. } => self.collect_body(*body, path, into),
                _ => {}
            },
            Container::Chain(top) => {
                self.collect_chain(*top, path, into);
                if let Some((_, name)) = self.variable_of(*top) {
                    into.is_open |= self.is_changed_elsewhere(name, *top);
                }
            }
            Container::Variable(scope, name) => {
                into.variable = Some((*name).to_owned());
                let at = self.first_inside(*scope);
                for assigned in self.scopes.assignments(name, at) {
                    match self.module.kind(assigned.value) {
                        NodeKind::Call { .. } => {
                            seen.insert(Container::Chain(assigned.value));
                            self.collect_chain(assigned.value, path, into);
                        }
                        NodeKind::Object { .. } => self.collect_node(assigned.value, path, into, seen, depth),
                        _ => into.is_open = true,
                    }
                }
                if self.scopes.assignments(name, at).is_empty() {
                    // A parameter: what else was set on it is not seen, unless it is the builder of a lambda.
                    let lambda = matches!(self.module.kind(*scope), NodeKind::Function { name: None, .. });
                    into.is_open |= !lambda;
                }
                into.is_open |= self.is_changed_elsewhere(name, at);
                // What is done behind its declaration on a branch is done on a branch, be it the first thing.
                let declared = self.scopes.assignments(name, at).first().map(|assigned| assigned.node);
                self.collect_late(*scope, name, declared.unwrap_or(into.node), path, into, seen, depth);
            }
        }
    }

    /// `QueryRequest.builder().tableName(t)`, without `build()` at the end; in Rust any chain of setters.
    fn is_unfinished(&self, chain: NodeId) -> bool {
        let mut at = chain;
        let mut is_outermost = true;
        while let NodeKind::Call { callee, .. } = self.module.kind(at) {
            let name = self.module.last_name(*callee).unwrap_or_default();
            if is_outermost && matches!(name, "build" | "send" | "await") {
                return false;
            }
            is_outermost = false;
            let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return false };
            if name == "builder" || (self.module.language() == Language::Rust && spelling::operation(name).is_some()) {
                return true;
            }
            at = *base;
        }
        false
    }

    /// True where others may add to a request that a variable holds: it is copied to be changed, or handed to a function
    /// for what that does to it.
    fn is_changed_elsewhere(&self, name: &str, at: NodeId) -> bool {
        // What is not built yet may come back changed.
        let assigned = self.scopes.assignments(name, at);
        let is_unfinished = assigned.iter().any(|assigned| self.is_unfinished(assigned.value));
        let is_copied = |call: &NodeId| {
            let NodeKind::Call { callee, .. } = self.module.kind(*call) else { return false };
            matches!(
                self.module.last_name(*callee),
                Some("toBuilder" | "copy" | "clone" | "applyMutation" | "apply" | "also")
            )
        };
        let is_handed_out = |call: &NodeId| {
            let NodeKind::Call { callee, .. } = self.module.kind(*call) else { return false };
            let name = self.module.last_name(*callee).unwrap_or_default();
            let is_statement =
                self.module.parent(*call).is_some_and(|parent| matches!(self.module.kind(parent), NodeKind::Block(_)));
            (is_statement || is_unfinished) && spelling::operation(name).is_none() && !LOOKS.contains(&name)
        };
        self.scopes.calls_on(name, at).iter().any(is_copied) || self.scopes.given_to(name, at).iter().any(is_handed_out)
    }

    /// The variable an object is assigned to, and its scope.
    fn variable_of(&self, id: NodeId) -> Option<(NodeId, &'m str)> {
        let parent = self.module.parent(id)?;
        let NodeKind::Assign { target, value, .. } = self.module.kind(parent) else { return None };
        if *value != id {
            return None;
        }
        let name = self.scopes.path_name(*target)?;
        Some((self.scopes.home(parent, name), name))
    }

    fn collect_node(&self, id: NodeId, path: Path, into: &mut Gathered, seen: &mut BTreeSet<Container<'m>>, depth: u8) {
        match self.module.kind(id) {
            NodeKind::Object { entries, .. } => {
                for entry in entries {
                    if entry.spread {
                        self.collect_spread(entry.value, path, into, seen, depth);
                        continue;
                    }
                    let Some(key) = self.module.plain_text(entry.key) else {
                        into.is_open = true;
                        continue;
                    };
                    let Some(parameter) = spelling::parameter(key) else { continue };
                    into.slots.push(Slot {
                        parameter,
                        name_span: self.module.span(entry.key),
                        value: Given::Value(entry.value),
                        path,
                        is_reference: key.ends_with(".$"),
                        appends: false,
                        is_repeated: self.is_repeated(entries, entry),
                        node: entry.value,
                    });
                }
            }
            NodeKind::Call { arguments, .. } => {
                for argument in arguments {
                    if argument.spread {
                        self.collect_spread(argument.value, path, into, seen, depth);
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
                        is_repeated: false,
                        node: argument.value,
                    });
                }
            }
            _ => {}
        }
    }

    /// True where a later entry of the same object has the same key.
    fn is_repeated(&self, entries: &[Entry], entry: &Entry) -> bool {
        let key = |entry: &Entry| self.module.plain_text(entry.key).filter(|_| !entry.spread);
        entries.iter().any(|other| other.span.start > entry.span.start && key(other) == key(entry))
    }

    /// `**params`, `...(x && { … })`
    fn collect_spread(
        &self,
        id: NodeId,
        path: Path,
        into: &mut Gathered,
        seen: &mut BTreeSet<Container<'m>>,
        depth: u8,
    ) {
        match self.module.kind(id) {
            NodeKind::Object { .. } => self.collect(&Container::Node(id), path, into, seen, depth + 1),
            NodeKind::Binary { operator: Binary::And | Binary::Or, left, right } => {
                let sides = [*left, *right];
                let object = |id: &&NodeId| matches!(self.module.kind(**id), NodeKind::Object { .. });
                match sides.iter().find(object) {
                    Some(side) => self.collect_spread(*side, path.max(Path::Sometimes), into, seen, depth),
                    None => into.is_open = true,
                }
            }
            NodeKind::Conditional { then, otherwise, .. } => {
                for side in [*then, *otherwise] {
                    if !matches!(self.module.kind(side), NodeKind::Null) {
                        self.collect_spread(side, path.max(Path::Sometimes), into, seen, depth);
                    }
                }
            }
            NodeKind::Null => {}
            NodeKind::Name(_) | NodeKind::Member { .. } => self.collect_variable(id, path, into, seen, depth),
            _ => into.is_open = true,
        }
    }

    /// A variable that is spread.
    fn collect_variable(
        &self,
        id: NodeId,
        path: Path,
        into: &mut Gathered,
        seen: &mut BTreeSet<Container<'m>>,
        depth: u8,
    ) {
        let Reaching::Assigned(reaching) = self.scopes.reaching(id) else {
            into.is_open = true;
            return;
        };
        let several = reaching.len() > 1;
        for (assigned, own) in reaching {
            let path = path.max(own).max(if several { Path::Sometimes } else { Path::Always });
            if assigned.partial || !self.is_container(assigned.value) {
                into.is_open |= !matches!(self.module.kind(assigned.value), NodeKind::Null);
                continue;
            }
            self.collect(&Container::Node(assigned.value), path, into, seen, depth + 1);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one walk with its state")]
    fn collect_late(
        &self,
        scope: NodeId,
        name: &'m str,
        from: NodeId,
        path: Path,
        into: &mut Gathered,
        seen: &mut BTreeSet<Container<'m>>,
        depth: u8,
    ) {
        let at = self.first_inside(scope);
        for late in self.scopes.late(name, at) {
            let Some(key) = late.key else {
                into.is_open = true;
                continue;
            };
            let Some(parameter) = spelling::parameter(key) else { continue };
            into.slots.push(Slot {
                parameter,
                name_span: late.key_span,
                value: Given::Value(late.value),
                path: path.max(self.way_between(from, late.node)),
                is_reference: false,
                appends: late.operator == AssignOperator::Append,
                is_repeated: false,
                node: late.node,
            });
        }
        for call in self.scopes.calls_on(name, at) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            let method = self.module.last_name(*callee).unwrap_or_default();
            let own = path.max(self.way_between(from, *call));
            if matches!(method, "update" | "merge!" | "merge" | "putAll") {
                for argument in arguments {
                    if argument.name.is_some() {
                        seen.insert(Container::Node(*call));
                        self.collect_node(*call, own, into, seen, depth);
                        break;
                    }
                    self.collect_spread(argument.value, own, into, seen, depth);
                }
                continue;
            }
            // A chain on the variable: its outermost call takes in the others.
            let Container::Chain(top) = self.outermost(*call) else { continue };
            self.collect_chain(top, own, into);
        }
        // Object.assign(params, { … })
        for call in self.scopes.given_to(name, at) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            if self.module.last_name(*callee) != Some("assign") {
                continue;
            }
            let own = path.max(self.way_between(from, *call));
            for argument in arguments.iter().skip(1) {
                self.collect_spread(argument.value, own, into, seen, depth);
            }
        }
    }

    /// Whether something done later is always done, once what begins at `from` is done.
    fn way_between(&self, from: NodeId, later: NodeId) -> Path {
        self.scopes.path(later, from).unwrap_or(Path::Sometimes)
    }

    fn outermost(&self, call: NodeId) -> Container<'m> {
        let mut top = call;
        while let Some(member) = self.module.parent(top) {
            let NodeKind::Member { base, .. } = self.module.kind(member) else { break };
            let Some(outer) = self.module.parent(member).filter(|_| *base == top) else { break };
            match self.module.kind(outer) {
                NodeKind::Call { callee, .. } if *callee == member => top = outer,
                _ => break,
            }
        }
        Container::Chain(top)
    }

    fn collect_chain(&self, top: NodeId, path: Path, into: &mut Gathered) {
        let mut at = top;
        while let NodeKind::Call { callee, arguments, .. } = self.module.kind(at) {
            if let Some((parameter, name_span)) = self.setter(*callee, arguments.len()) {
                let value = match arguments.as_slice() {
                    [only] => Some((Given::Value(only.value), only.value)),
                    [key, value] => Some((Given::Entry(key.value, value.value), value.value)),
                    _ => None,
                };
                if let Some((value, node)) = value
                    && !into.slots.iter().any(|slot| slot.name_span == name_span)
                {
                    let (is_reference, appends, is_repeated) = (false, false, false);
                    into.slots.push(Slot {
                        parameter,
                        name_span,
                        value,
                        path,
                        is_reference,
                        appends,
                        is_repeated,
                        node,
                    });
                }
            }
            match self.module.kind(*callee) {
                NodeKind::Member { base, .. } => at = *base,
                _ => break,
            }
        }
    }

    /// `filterExpression = "…"` in the body of a builder's lambda, `this.` or not.
    fn collect_body(&self, body: NodeId, path: Path, into: &mut Gathered) {
        for id in self.module.inside(body) {
            let Some((parameter, name_span, value)) = self.member_of_builder(id) else { continue };
            if self.lambda_of(id) != Some(into.node) {
                continue;
            }
            into.slots.push(Slot {
                parameter,
                name_span,
                value: Given::Value(value),
                path: path.max(self.path_in(body, id)),
                is_reference: false,
                appends: false,
                is_repeated: false,
                node: value,
            });
        }
    }

    fn path_in(&self, body: NodeId, id: NodeId) -> Path {
        self.scopes.path(id, body).unwrap_or(Path::Sometimes)
    }

    /// What the request is sent to.
    fn find_operation(&self, container: &Container<'m>, into: &mut Gathered) {
        let mut at = match container {
            Container::Node(id) => {
                match self.module.kind(*id) {
                    NodeKind::Object { type_name: Some(name), .. } => {
                        into.operation = spelling::operation(name);
                        into.call = Some(*id);
                    }
                    NodeKind::Call { callee, .. } => {
                        into.operation = self.module.last_name(*callee).and_then(spelling::operation);
                        into.operation = into.operation.or_else(|| self.of_command(*id));
                        into.call = Some(*id);
                    }
                    _ => {}
                }
                *id
            }
            Container::Chain(top) => {
                self.operation_of_chain(*top, into);
                *top
            }
            Container::Variable(scope, name) => {
                let first = self.first_inside(*scope);
                for assigned in self.scopes.assignments(name, first) {
                    if into.operation.is_none() {
                        self.operation_of_value(assigned.value, into);
                    }
                }
                if matches!(self.module.kind(*scope), NodeKind::Function { .. }) { *scope } else { into.node }
            }
        };
        if into.operation.is_none()
            && let Some(name) = into.variable.clone()
        {
            self.operation_of_variable(&name, at, into);
        }
        // Around it: the call it is given to, the key it stands under.
        let mut steps = 0;
        while into.operation.is_none() && steps < 6 {
            let Some(parent) = self.module.parent(at) else { break };
            steps += 1;
            match self.module.kind(parent) {
                NodeKind::Call { callee, .. } => {
                    let name = self.module.last_name(*callee).unwrap_or_default();
                    into.operation = spelling::operation(name).or_else(|| self.of_first_argument(parent));
                    if into.operation.is_some() {
                        into.call = Some(parent);
                    }
                    // `db.get({ KeyConditionExpression })`: somebody's own function.
                    if matches!(name, "get" | "put" | "update" | "delete") && is_of_another(into) {
                        (into.operation, into.call) = (None, None);
                        break;
                    }
                }
                NodeKind::Object { entries, type_name } => {
                    let under = entries.iter().find(|entry| entry.value == at);
                    if let Some(key) = under.and_then(|entry| self.module.plain_text(entry.key)) {
                        if into.under.is_none() {
                            into.under = Some(key.to_owned());
                        }
                        if let Some(action) = spelling::transaction_action(key)
                            && steps <= 2
                        {
                            let reads = action == Action::Get;
                            let all = if reads { Operation::TransactGetItems } else { Operation::TransactWriteItems };
                            into.operation = Some((all, action));
                        }
                    }
                    let named = type_name.as_deref().and_then(spelling::operation);
                    into.operation = into.operation.or(named).or_else(|| self.of_siblings(entries));
                }
                NodeKind::Assign { type_name: Some(name), .. } => into.operation = spelling::operation(name),
                NodeKind::Function { .. } | NodeKind::Class { .. } => break,
                _ => {}
            }
            at = parent;
        }
        if into.under.is_none() {
            into.under = self.key_above(into.node);
        }
    }

    /// The key that a value stands under.
    fn key_above(&self, id: NodeId) -> Option<String> {
        let parent = self.module.parent(id)?;
        let NodeKind::Object { entries, .. } = self.module.kind(parent) else { return None };
        let entry = entries.iter().find(|entry| entry.value == id)?;
        self.module.plain_text(entry.key).map(str::to_owned)
    }

    /// `getPaginator("Scan", { … })`
    fn of_first_argument(&self, call: NodeId) -> Option<(Operation, Action)> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(call) else { return None };
        let name = self.module.last_name(*callee)?.to_ascii_lowercase();
        let named = ["paginator", "iterator", "command"].iter().any(|ending| name.ends_with(ending));
        let first = arguments.first().filter(|_| named)?;
        spelling::operation(self.module.plain_text(first.value)?)
    }

    /// `aws dynamodb query …`: the words of a command.
    fn of_command(&self, id: NodeId) -> Option<(Operation, Action)> {
        let NodeKind::Call { arguments, .. } = self.module.kind(id) else { return None };
        let words = arguments.iter().filter(|argument| argument.name.is_none());
        let words: Vec<&str> = words.filter_map(|argument| self.module.plain_text(argument.value)).collect();
        let service = words.iter().position(|word| *word == "dynamodb")?;
        spelling::operation(words.get(service + 1)?)
    }

    /// `"operation": "UpdateItem"` of a resolver, `"Resource": "arn:aws:states:::dynamodb:updateItem"` of a state machine.
    fn of_siblings(&self, entries: &[Entry]) -> Option<(Operation, Action)> {
        entries.iter().find_map(|entry| {
            let key = self.module.plain_text(entry.key)?;
            let value = self.module.plain_text(entry.value)?;
            match key {
                "operation" => spelling::operation(value),
                "Resource" if value.contains("dynamodb:") => {
                    spelling::operation(value.rsplit(':').next()?.split('.').next()?)
                }
                _ => None,
            }
        })
    }

    fn operation_of_chain(&self, top: NodeId, into: &mut Gathered) {
        let mut at = top;
        loop {
            match self.module.kind(at) {
                NodeKind::Call { callee, .. } => {
                    let name = self.module.last_name(*callee).unwrap_or_default();
                    let found = spelling::operation(name).filter(|_| self.setter(*callee, 1).is_none());
                    if found.is_some() {
                        (into.operation, into.call) = (found, Some(at));
                        return;
                    }
                    at = match self.module.kind(*callee) {
                        NodeKind::Member { base, .. } => *base,
                        _ => return,
                    };
                }
                // QueryRequest.builder()
                NodeKind::Name(name) | NodeKind::Member { name, .. } => {
                    let is_type = name.starts_with(|first: char| first.is_ascii_uppercase());
                    into.operation = spelling::operation(name).filter(|_| is_type);
                    return;
                }
                _ => return,
            }
        }
    }

    fn operation_of_value(&self, value: NodeId, into: &mut Gathered) {
        match self.module.kind(value) {
            NodeKind::Call { .. } => self.operation_of_chain(value, into),
            NodeKind::Object { type_name: Some(name), .. } => into.operation = spelling::operation(name),
            _ => {}
        }
    }

    /// The calls that the variable is given to, its type.
    fn operation_of_variable(&self, name: &str, at: NodeId, into: &mut Gathered) {
        for assigned in self.scopes.assignments(name, at) {
            if let NodeKind::Assign { type_name: Some(name), .. } = self.module.kind(assigned.node) {
                into.operation = into.operation.or_else(|| spelling::operation(name));
            }
        }
        let mut found: BTreeMap<(Operation, Action), NodeId> = BTreeMap::new();
        for call in self.scopes.given_to(name, at) {
            let NodeKind::Call { callee, .. } = self.module.kind(*call) else { continue };
            if let Some(operation) = self.module.last_name(*callee).and_then(spelling::operation) {
                found.entry(operation).or_insert(*call);
            }
        }
        // Given to two operations, it is neither's.
        if let (Some((operation, call)), 1) = (found.iter().next(), found.len()) {
            into.operation = into.operation.or(Some(*operation));
            into.call = into.call.or(Some(*call));
        }
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
