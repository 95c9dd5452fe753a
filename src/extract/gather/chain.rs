//! Chains of methods on a builder, and the variable such a chain is about.

use super::variable::APPLIES;
use super::{Container, Gathered, Gatherer, Given, Slot, is_strong};
use crate::extract::scope::Path;
use crate::extract::spelling::{self, Parameter};
use crate::host::{Language, NodeId, NodeKind};
use crate::source::Span;

impl<'m> Gatherer<'_, 'm> {
    /// The parameter that a method sets, where it is given `arguments` values.
    pub(super) fn setter(&self, callee: NodeId, arguments: usize) -> Option<(Parameter, Span)> {
        let NodeKind::Member { name, name_span, .. } = self.module.kind(callee) else { return None };
        match arguments {
            1 => spelling::parameter(name).map(|parameter| (parameter, *name_span)),
            // `.key("id", id)` of Rust's SDK
            2 if name == "key" && self.module.language() == Language::Rust => {
                Some((Parameter::Member("Key"), *name_span))
            }
            // `.withPrimaryKey("id", id)` and `.withPrimaryKey("id", id, "part", part)` of Java's document model
            2 | 4 if name == "withPrimaryKey" => Some((Parameter::Member("Key"), *name_span)),
            2 => spelling::map_entry(name).map(|parameter| (parameter, *name_span)),
            _ => None,
        }
    }

    /// The chain a call belongs to, or the variable that the chain is about.
    pub(super) fn of_chain(&self, call: NodeId) -> Container<'m> {
        match self.builder_variable(call) {
            Some((scope, name)) => self.of_variable(scope, name),
            None => self.outermost(call),
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

    /// `QueryRequest.builder().tableName(t)`, without `build()` at the end; in Rust any chain of setters.
    pub(super) fn is_unfinished(&self, chain: NodeId) -> bool {
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

    /// The outermost call of the chain that a call belongs to.
    pub(super) fn outermost(&self, call: NodeId) -> Container<'m> {
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

    pub(super) fn collect_chain(&self, top: NodeId, path: Path, into: &mut Gathered) {
        let mut at = top;
        while let NodeKind::Call { callee, arguments, .. } = self.module.kind(at) {
            if let Some((parameter, name_span)) = self.setter(*callee, arguments.len()) {
                let given = match arguments.as_slice() {
                    [only] => vec![(Given::Value(only.value), only.value)],
                    entries => entries
                        .chunks_exact(2)
                        .filter_map(|entry| match entry {
                            [key, value] => Some((Given::Entry(key.value, value.value), value.value)),
                            _ => None,
                        })
                        .collect(),
                };
                let is_new = !into.slots.iter().any(|slot| slot.name_span == name_span);
                for (value, node) in given.into_iter().filter(|_| is_new) {
                    let (is_reference, appends, trims, is_repeated) = (false, false, false, false);
                    into.slots.push(Slot {
                        parameter,
                        name_span,
                        value,
                        path,
                        is_reference,
                        appends,
                        trims,
                        is_repeated,
                        node,
                    });
                }
            }
            match self.module.kind(*callee) {
                NodeKind::Member { base, name, .. } => {
                    into.is_open |= APPLIES.contains(&name.as_str()) || gives_key(name);
                    at = *base;
                }
                _ => break,
            }
        }
    }

    /// True for a lambda that adds to what a chain has set before: `builder().filterExpression("…").apply { … }`.
    pub(super) fn adds_to_chain(&self, lambda: NodeId) -> bool {
        let call = self.module.parent(lambda).map(|call| self.module.kind(call));
        let Some(NodeKind::Call { callee, .. }) = call else { return false };
        let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return false };
        let mut at = *base;
        while let NodeKind::Call { callee, arguments, .. } = self.module.kind(at) {
            if self.setter(*callee, arguments.len()).is_some_and(|(parameter, _)| is_strong(parameter)) {
                return true;
            }
            let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return false };
            at = *base;
        }
        false
    }
}

/// Methods of Java's mapper and document model that give the key of a Query without an expression.
fn gives_key(method: &str) -> bool {
    let bare = method.strip_prefix("with").or_else(|| method.strip_prefix("set")).unwrap_or_default();
    matches!(bare, "HashKeyValues" | "HashKey" | "RangeKeyCondition" | "RangeKeyConditions")
}
