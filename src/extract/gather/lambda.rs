//! The lambda of a builder whose statements set parameters: `query { filterExpression = "…" }`.

use super::{Gathered, Gatherer, Given, Slot};
use crate::extract::scope::Path;
use crate::extract::spelling::{self, Parameter};
use crate::host::{AssignOperator, Language, NodeId, NodeKind};
use crate::source::Span;

impl<'m> Gatherer<'_, 'm> {
    /// The lambda of a builder that a statement stands in: `query { filterExpression = "…" }`. Lambdas that are about
    /// something else, `name?.let { … }`, are looked through.
    pub(super) fn lambda_of(&self, statement: NodeId) -> Option<NodeId> {
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
    pub(super) fn member_of_builder(&self, id: NodeId) -> Option<(Parameter, Span, NodeId)> {
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

    /// `filterExpression = "…"` in the body of a builder's lambda, `this.` or not.
    pub(super) fn collect_body(&self, body: NodeId, path: Path, into: &mut Gathered) {
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
                trims: false,
                is_repeated: false,
                node: value,
            });
        }
    }

    fn path_in(&self, body: NodeId, id: NodeId) -> Path {
        self.scopes.path(id, body).unwrap_or(Path::Sometimes)
    }
}
