//! Requests that functions of the project send, as its configuration tells: `find_orders(filter="…")`.

use std::collections::BTreeSet;

use super::{Container, Gathered, Gatherer, Given, Slot, Wrapped};
use crate::extract::scope::Path;
use crate::extract::spelling;
use crate::host::{Argument, NodeId, NodeKind};
use crate::request::Wrapper;
use crate::source::Span;

impl<'m> Gatherer<'_, 'm> {
    /// The wrapper that a call calls.
    fn wrapper_of(&self, call: NodeId) -> Option<&Wrapper> {
        if self.wrappers.is_empty() {
            return None;
        }
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        let name = self.module.last_name(*callee)?;
        self.wrappers.iter().find(|wrapper| wrapper.function == name)
    }

    pub(super) fn is_wrapped(&self, call: NodeId) -> bool {
        self.wrapper_of(call).is_some()
    }

    /// Adds what a wrapper is given.
    pub(super) fn collect_wrapped(
        &self,
        call: NodeId,
        path: Path,
        into: &mut Gathered,
        seen: &mut BTreeSet<Container<'m>>,
        depth: u8,
    ) {
        let (Some(wrapper), NodeKind::Call { arguments, .. }) = (self.wrapper_of(call), self.module.kind(call)) else {
            return;
        };
        into.operation = wrapper.operation.and_then(|operation| spelling::operation(operation.name()));
        into.call = Some(call);
        into.wrapped = Some(Wrapped {
            takes_names: wrapper.takes("ExpressionAttributeNames"),
            takes_values: wrapper.takes("ExpressionAttributeValues"),
        });
        for (at, argument) in arguments.iter().enumerate().filter(|(_, argument)| !argument.spread) {
            let meant = match &argument.name {
                Some(name) => wrapper.meaning(name),
                None => self.meant_by_place(call, at, wrapper),
            };
            match meant {
                Some(meant) => self.note_wrapped(meant, place_of(argument), argument.value, path, into),
                None => self.collect_options(argument.value, wrapper, path, into, seen, depth),
            }
        }
    }

    /// What an argument without a name stands for: by its number, or by the function where it is in the same file.
    fn meant_by_place(&self, call: NodeId, at: usize, wrapper: &Wrapper) -> Option<&'static str> {
        if let Some(meant) = wrapper.meaning(&(at + 1).to_string()) {
            return Some(meant);
        }
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        let names = self.scopes.parameters_of(self.module.last_name(*callee)?)?;
        // `self` is given by the object that the method is called on.
        let is_own = names.first().is_some_and(|first| matches!(*first, "self" | "cls"));
        wrapper.meaning(names.get(at + usize::from(is_own))?)
    }

    /// `findOrders({ filter: "…" })`
    fn collect_options(
        &self,
        value: NodeId,
        wrapper: &Wrapper,
        path: Path,
        into: &mut Gathered,
        seen: &mut BTreeSet<Container<'m>>,
        depth: u8,
    ) {
        let object = match self.module.kind(value) {
            NodeKind::Object { .. } => value,
            NodeKind::Name(name) => match self.of_variable(self.scopes.home(value, name), name) {
                Container::Node(object) => object,
                _ => return,
            },
            _ => return,
        };
        let NodeKind::Object { entries, .. } = self.module.kind(object) else { return };
        self.collect(&Container::Node(object), path, into, seen, depth + 1);
        for entry in entries.iter().filter(|entry| !entry.spread) {
            let meant = self.module.plain_text(entry.key).and_then(|key| wrapper.meaning(key));
            if let Some(meant) = meant {
                self.note_wrapped(meant, self.module.span(entry.key), entry.value, path, into);
            }
        }
    }

    fn note_wrapped(&self, meant: &str, name_span: Span, node: NodeId, path: Path, into: &mut Gathered) {
        let Some(parameter) = spelling::parameter(meant) else { return };
        let value = Given::Value(node);
        let (is_reference, appends, trims, is_repeated) = (false, false, false, false);
        into.slots.push(Slot { parameter, name_span, value, path, is_reference, appends, trims, is_repeated, node });
    }
}

/// Where an argument says what it is: its name, or itself.
const fn place_of(argument: &Argument) -> Span {
    if argument.name.is_some() { argument.name_span } else { argument.span }
}
