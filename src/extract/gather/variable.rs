//! What is done to a variable that holds a request: later assignments, spreads, functions it is handed to.

use super::{Container, Gathered, Gatherer, Given, Slot};
use crate::extract::scope::{Path, Reaching};
use crate::extract::spelling::{self};
use crate::host::{AssignOperator, Binary, NodeId, NodeKind};
use std::collections::BTreeSet;

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

/// Methods that add the entries of another object to one.
const MERGES: [&str; 4] = ["update", "merge!", "merge", "putAll"];

/// Methods of a chain that let others add to it.
pub(super) const APPLIES: [&str; 7] = ["apply", "also", "applyMutation", "run", "let", "with", "accept"];

impl<'m> Gatherer<'_, 'm> {
    /// The object that a variable is first given, or the variable itself.
    pub(super) fn of_variable(&self, scope: NodeId, name: &'m str) -> Container<'m> {
        let at = self.first_inside(scope);
        let initial = self.scopes.assignments(name, at).iter().find(|assigned| {
            !assigned.partial && assigned.operator == AssignOperator::Set && self.scopes.scope(assigned.node) == scope
        });
        match initial.map(|assigned| assigned.value) {
            Some(value) if self.is_container(value) => Container::Node(value),
            _ => Container::Variable(scope, name),
        }
    }

    /// The variable that an object is put into: `params.update({ … })`, `Object.assign(params, { … })`.
    pub(super) fn merged_into(&self, object: NodeId) -> Option<Container<'m>> {
        let call = self.module.parent(object)?;
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(call) else { return None };
        if *callee == object {
            return None;
        }
        let is_assigned = self.module.last_name(*callee) == Some("assign");
        match arguments.first().filter(|first| is_assigned && first.value != object) {
            Some(first) => self.holder(call, first.value),
            None => self.merging(call),
        }
    }

    /// The dictionary that a call adds to: `params.update(FilterExpression="…")`.
    pub(super) fn merging(&self, call: NodeId) -> Option<Container<'m>> {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        let NodeKind::Member { base, name, .. } = self.module.kind(*callee) else { return None };
        if MERGES.contains(&name.as_str()) { self.holder(call, *base) } else { None }
    }

    /// The object in a variable, where it holds one that is written out.
    fn holder(&self, at: NodeId, variable: NodeId) -> Option<Container<'m>> {
        let name = self.scopes.path_name(variable)?;
        let holder = self.of_variable(self.scopes.home(at, name), name);
        matches!(holder, Container::Node(_)).then_some(holder)
    }

    /// A place directly in a scope.
    pub(super) fn first_inside(&self, scope: NodeId) -> NodeId {
        let mut direct = scope;
        self.module.kind(scope).each_child(|child| direct = child);
        direct
    }

    /// True where others may add to a request that a variable holds: it is copied to be changed, or handed to a function
    /// for what that does to it.
    pub(super) fn is_changed_elsewhere(&self, name: &str, at: NodeId) -> bool {
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
    pub(super) fn variable_of(&self, id: NodeId) -> Option<(NodeId, &'m str)> {
        let parent = self.module.parent(id)?;
        let NodeKind::Assign { target, value, .. } = self.module.kind(parent) else { return None };
        if *value != id {
            return None;
        }
        let name = self.scopes.path_name(*target)?;
        Some((self.scopes.home(parent, name), name))
    }

    /// `**params`, `...(x && { … })`
    pub(super) fn collect_spread(
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
            // Rust: `..Default::default()`
            NodeKind::Call { callee, arguments, .. }
                if arguments.is_empty() && self.module.last_name(*callee) == Some("default") => {}
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
    pub(super) fn collect_late(
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
                // `params["FilterExpression"] &= Attr("a").exists()`
                appends: matches!(late.operator, AssignOperator::Append | AssignOperator::Other),
                trims: self.is_trimmed(late.node),
                is_repeated: false,
                node: late.node,
            });
        }
        for call in self.scopes.calls_on(name, at) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            let method = self.module.last_name(*callee).unwrap_or_default();
            let own = path.max(self.way_between(from, *call));
            if MERGES.contains(&method) {
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

    /// True for `x.A = f(x.A)`, and for `x.A = x.A[:-2]`: what is left of a text that was put together.
    fn is_trimmed(&self, assignment: NodeId) -> bool {
        let NodeKind::Assign { target, value, operator: AssignOperator::Set, .. } = self.module.kind(assignment) else {
            return false;
        };
        let Some(own) = self.scopes.path_name(*target) else { return false };
        // What is only added to or put in parentheses is known whole.
        let is_made_new = !matches!(self.module.kind(*value), NodeKind::Binary { .. } | NodeKind::Text(_));
        is_made_new
            && self.module.inside(*value).any(|id| self.scopes.path_name(id) == Some(own))
            && !self.module.inside(*value).any(|id| self.puts_in(id))
    }

    /// True for `x.replace("{c}", "#c")`, which does more than trim.
    fn puts_in(&self, id: NodeId) -> bool {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return false };
        let [_, new] = arguments.as_slice() else { return false };
        let replaces = matches!(self.module.last_name(*callee), Some("replace" | "replaceAll" | "replaceFirst"));
        replaces && self.module.plain_text(new.value).is_none_or(|new| !new.trim_matches([',', ' ']).is_empty())
    }

    /// Whether something done later is always done, once what begins at `from` is done.
    fn way_between(&self, from: NodeId, later: NodeId) -> Path {
        self.scopes.path(later, from).unwrap_or(Path::Sometimes)
    }
}
