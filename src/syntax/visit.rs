//! One walk through a tree, for printers and whoever else wants every node in the order of the text.
//!
//! In comes a node; out come steps into and out of every node below it. The walk keeps its own stack, so a
//! tree of any depth is fine, and it costs a step or two a node.

use crate::syntax::{Ast, NodeId, NodeKind};

/// One step of a [`Walk`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visit {
    /// Into a node; its children follow.
    Enter {
        /// The node.
        node: NodeId,
        /// Where it hangs; `None` for the node the walk began at.
        at: Option<Position>,
    },
    /// Out of a node; its children are done.
    Leave {
        /// The node.
        node: NodeId,
    },
}

/// A node's place among its parent's children.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// The parent.
    pub parent: NodeId,
    /// How many of the parent's children come before.
    pub index: usize,
    /// True where no child comes behind.
    pub last: bool,
}

/// The way through a node and everything below it, made by [`Ast::walk`].
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    ast: &'a Ast,
    start: Option<NodeId>,
    /// The nodes around the current place, each with the number of children entered.
    open: Vec<(NodeId, usize)>,
}

impl Iterator for Walk<'_> {
    type Item = Visit;

    fn next(&mut self) -> Option<Visit> {
        if let Some(node) = self.start.take() {
            self.open.push((node, 0));
            return Some(Visit::Enter { node, at: None });
        }
        let (parent, entered) = self.open.last_mut()?;
        let (parent, index) = (*parent, *entered);
        let Some(node) = self.ast.child(parent, index) else {
            self.open.pop();
            return Some(Visit::Leave { node: parent });
        };
        *entered += 1;
        self.open.push((node, 0));
        let last = self.ast.child(parent, index + 1).is_none();
        Some(Visit::Enter { node, at: Some(Position { parent, index, last }) })
    }
}

impl Ast {
    /// Walks through `id` and everything below it, in the order of the text.
    ///
    /// ```
    /// use ddbexpr::syntax::{ExpressionKind, Root, Visit, parse};
    /// let text = "NOT a = :v";
    /// let parsed = parse(ExpressionKind::Condition, text);
    /// let Root::Condition(root) = parsed.ast.root() else { unreachable!() };
    /// let entered: Vec<&str> = parsed
    ///     .ast
    ///     .walk(root)
    ///     .filter_map(|step| match step {
    ///         Visit::Enter { node, .. } => parsed.ast.node(node).span.slice(text),
    ///         Visit::Leave { .. } => None,
    ///     })
    ///     .collect();
    /// assert_eq!(entered, ["NOT a = :v", "a = :v", "a", ":v"]);
    /// ```
    #[must_use]
    pub const fn walk(&self, id: NodeId) -> Walk<'_> {
        Walk { ast: self, start: Some(id), open: Vec::new() }
    }

    /// The child of `id` that has `index` others before it. `a IN (:x, :y)` has three: `a`, `:x`, `:y`.
    #[must_use]
    pub fn child(&self, id: NodeId, index: usize) -> Option<NodeId> {
        match self.node(id).kind {
            NodeKind::Missing | NodeKind::Path(_) | NodeKind::Value(_) => None,
            NodeKind::FunctionCall { arguments: list, .. } | NodeKind::And(list) | NodeKind::Or(list) => {
                self.list(list).get(index).copied()
            }
            NodeKind::Parenthesized(inner) | NodeKind::Not { operand: inner, .. } => (index == 0).then_some(inner),
            NodeKind::Comparison { left, right, .. } | NodeKind::Arithmetic { left, right, .. } => {
                [left, right].get(index).copied()
            }
            NodeKind::Between { operand, low, high, .. } => [operand, low, high].get(index).copied(),
            NodeKind::In { operand, members, .. } => match index.checked_sub(1) {
                None => Some(operand),
                Some(index) => self.list(members).get(index).copied(),
            },
        }
    }
}
