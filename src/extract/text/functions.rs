//! What functions of the same file give.

use super::{Texts, Variant};
use crate::extract::scope::{Bound, Reaching};
use crate::host::{NodeId, NodeKind};

/// Following a function counts as so many names.
pub(super) const FUNCTION_DEPTH: u8 = 3;

impl Texts<'_, '_> {
    /// What a function of the same file gives.
    pub(in crate::extract) fn results(&self, call: NodeId) -> Option<Vec<NodeId>> {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        self.scopes.results_of(*callee)
    }

    /// What a function that gives back its parameter is given: `func ptr(s string) *string { return &s }`.
    pub(super) fn argument_for(&self, result: NodeId, arguments: &[NodeId]) -> Option<NodeId> {
        let NodeKind::Name(name) = self.module.kind(result) else { return None };
        let Reaching::Bound(Bound::Parameter) = self.scopes.reaching(result) else { return None };
        let NodeKind::Function { parameters, .. } = self.module.kind(self.scopes.function(result)) else { return None };
        let at = parameters.iter().position(|parameter| parameter.name == *name)?;
        arguments.get(at).copied()
    }

    /// One of several values that a function of the same file gives: `expression, values = build()`.
    pub(super) fn part_of_results(&self, call: NodeId, element: Option<usize>, depth: u8) -> Option<Vec<Variant>> {
        let mut variants = Vec::new();
        let results = match self.module.kind(call) {
            NodeKind::Conditional { then, otherwise, .. } => vec![*then, *otherwise],
            NodeKind::Binary { .. } | NodeKind::List(_) => vec![call],
            _ => self.results(call)?,
        };
        for result in results {
            match self.elements_of_tuple(result) {
                Some(parts) => variants.extend(self.at_depth(*parts.get(element?)?, depth + 1)),
                _ if element == Some(0) => variants.extend(self.at_depth(result, depth + 1)),
                _ => return None,
            }
        }
        Some(variants)
    }

    /// What a lambda gives: its body, or what it returns in one place.
    pub(super) fn result_of(&self, function: NodeId) -> Option<NodeId> {
        let NodeKind::Function { body, .. } = self.module.kind(function) else { return None };
        let NodeKind::Block(statements) = self.module.kind(*body) else { return Some(*body) };
        let last = statements.last()?;
        match self.module.kind(*last) {
            NodeKind::Return(value) => *value,
            _ => Some(*last),
        }
    }
}
