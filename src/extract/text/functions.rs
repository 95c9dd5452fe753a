//! What functions of the same file give.

use super::{Texts, Variant};
use crate::extract::scope::{Bound, Reaching};
use crate::host::{Binary, NodeId, NodeKind};

/// Following a function counts as so many names.
pub(super) const FUNCTION_DEPTH: u8 = 3;

impl Texts<'_, '_> {
    /// What a function of the same file gives.
    pub(in crate::extract) fn results(&self, call: NodeId) -> Option<Vec<NodeId>> {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        self.scopes.results_of(*callee)
    }

    /// True for a function that puts what it is given into a text, and decides something on the way: which of its texts
    /// a call gets nobody knows. `if name in KEYWORDS: return f"#{name}"`
    pub(super) fn chooses(&self, function: NodeId) -> bool {
        let module = self.module;
        let NodeKind::Function { parameters, .. } = module.kind(function) else { return false };
        let decides = |id: NodeId| match module.kind(id) {
            NodeKind::If { .. } | NodeKind::Conditional { .. } | NodeKind::Try { .. } => true,
            NodeKind::Binary { operator: Binary::Or | Binary::And, .. } => true,
            // `ALIASES.get(name, name)`
            NodeKind::Call { callee, arguments, .. } => {
                let looks_up = ["get", "getOrDefault", "fetch", "getOrElse", "GetValueOrDefault"];
                arguments.len() > 1 && module.last_name(*callee).is_some_and(|name| looks_up.contains(&name))
            }
            _ => false,
        };
        let is_given = |id: NodeId| {
            let named = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
            matches!(module.kind(id), NodeKind::Name(name) if named(name))
        };
        let is_written = |id: NodeId| {
            let parent = module.parent(id).map(|parent| module.kind(parent));
            match parent {
                Some(NodeKind::Assign { value, .. }) => *value == id,
                Some(NodeKind::Text(_) | NodeKind::Return(_) | NodeKind::Binary { .. } | NodeKind::Block(_)) => true,
                Some(NodeKind::Conditional { test, .. } | NodeKind::If { test, .. }) => *test != id,
                // `"{} = :v".format(name)`
                Some(NodeKind::Call { callee, .. }) => *callee != id,
                Some(NodeKind::Member { .. } | NodeKind::List(_)) => true,
                _ => false,
            }
        };
        module.inside(function).any(decides) && module.inside(function).any(|id| is_given(id) && is_written(id))
    }

    /// What a function that gives back its parameter is given: `func ptr(s string) *string { return &s }`.
    pub(super) fn argument_for(&self, result: NodeId, arguments: &[NodeId]) -> Option<NodeId> {
        let NodeKind::Name(name) = self.module.kind(result) else { return None };
        let Reaching::Bound(Bound::Parameter) = self.scopes.reaching(result) else { return None };
        let NodeKind::Function { parameters, .. } = self.module.kind(self.scopes.function(result)) else { return None };
        // A method is given its object by what it is called on.
        if parameters.first().is_some_and(|first| matches!(first.name.as_str(), "self" | "cls")) {
            return None;
        }
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
        self.inside_of(call, |texts| {
            for result in results {
                match texts.elements_of_tuple(result) {
                    Some(parts) => variants.extend(texts.at_depth(*parts.get(element?)?, depth + 1)),
                    _ if element == Some(0) => variants.extend(texts.at_depth(result, depth + 1)),
                    _ => return None,
                }
            }
            Some(variants)
        })
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
