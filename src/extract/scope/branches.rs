//! Branches of which one is always taken: what was assigned before them is gone where each assigns anew.

use super::{Assigned, Path, Scopes};
use crate::host::{AssignOperator, Language, NodeId, NodeKind};
use crate::source::Span;

/// Branches in branches are looked into this far.
const DEEPEST: u8 = 8;

/// Words that leave a function, whatever comes behind them.
const LEAVES: [&str; 6] = ["throw", "raise", "panic", "fail", "die", "exit"];

impl Scopes<'_> {
    /// Leaves out what every branch of an `if` with `else`, or of a `switch` with `default`, has replaced.
    pub(super) fn without_replaced(&self, reaching: &mut Vec<(Assigned, Path)>, at: NodeId) {
        if reaching.len() < 3 {
            return;
        }
        let sets: Vec<NodeId> = reaching
            .iter()
            .filter(|(assigned, path)| *path == Path::Sometimes && assigned.operator == AssignOperator::Set)
            .map(|(assigned, _)| assigned.node)
            .collect();
        let around = |set: &NodeId| {
            let branches = self.module.ancestors(*set).take_while(|id| !self.module.contains(*id, at));
            branches.filter(|id| matches!(self.module.kind(*id), NodeKind::If { .. })).last()
        };
        let decisions = sets.iter().filter_map(around);
        let replacing = decisions
            .filter(|branch| self.path(*branch, at) == Some(Path::Always) && self.assigns(*branch, &sets, 0))
            .max();
        if let Some(branch) = replacing {
            let start = self.module.span(branch).start;
            reaching.retain(|(assigned, _)| self.module.span(assigned.node).start >= start);
        }
    }

    /// True where one of some assignments is made on every way through a statement.
    fn assigns(&self, statement: NodeId, sets: &[NodeId], depth: u8) -> bool {
        if depth > DEEPEST {
            return false;
        }
        let inside = |id: &NodeId| self.assigns(*id, sets, depth + 1);
        sets.contains(&statement)
            || match self.module.kind(statement) {
                NodeKind::Return(_) => true,
                NodeKind::Block(statements) => statements.iter().any(inside),
                NodeKind::Other(statements) => self.leaves(statement) || statements.iter().any(inside),
                NodeKind::Call { .. } => self.leaves(statement),
                NodeKind::If { branches, .. } => {
                    (self.takes_one(statement) || self.is_next(statement)) && branches.iter().all(inside)
                }
                _ => false,
            }
    }

    fn leaves(&self, statement: NodeId) -> bool {
        let written = self.module.span(statement).slice(self.module.text()).unwrap_or_default();
        LEAVES.iter().any(|word| written.starts_with(word))
    }

    /// True for an `elif` beside the branches that follow it.
    fn is_next(&self, decision: NodeId) -> bool {
        let written = self.module.span(decision).slice(self.module.text()).unwrap_or_default();
        ["elif", "elsif", "elseif"].iter().any(|word| written.starts_with(word))
    }

    /// True where one of the branches is taken in any case: there is an `else`, or a `default`.
    fn takes_one(&self, decision: NodeId) -> bool {
        let NodeKind::If { branches, .. } = self.module.kind(decision) else { return false };
        let whole = self.module.span(decision);
        let is_match = whole.slice(self.module.text()).is_some_and(|written| written.starts_with("match"));
        if is_match && self.module.language() == Language::Rust {
            return true;
        }
        let mut from = whole.start;
        branches.iter().any(|branch| {
            let span = self.module.span(*branch);
            // The word stands before the branch, or begins it.
            let before = Span::new(from.min(span.start), span.start).slice(self.module.text()).unwrap_or_default();
            let own = span.slice(self.module.text()).unwrap_or_default();
            from = span.end;
            let is_nested = matches!(self.module.kind(*branch), NodeKind::If { .. });
            let is_else = before.trim_end_matches([' ', '\n', '\r', '\t', '{', ':', '-', '>', '(']).ends_with("else")
                || own.starts_with("else ")
                || own.starts_with("else:")
                || own.starts_with("else\n");
            let is_default = before.trim_end().trim_end_matches([':', '-', '>', '=', ' ']).ends_with("default")
                || own.starts_with("default");
            is_default || is_else || (is_nested && before.trim_end().ends_with("else"))
        })
    }
}
