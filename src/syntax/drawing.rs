//! Tree to a drawing for people.

use crate::syntax::print::print_path;
use crate::syntax::{Ast, ClauseKind, NodeId, NodeKind, Root, Visit};

/// Levels that are drawn; what hangs below is counted instead, so that the drawing grows with the tree, not
/// with the square of its depth.
const LEVELS: usize = 32;

/// A drawing of the tree, a line a node.
///
/// Nodes more than 32 levels down are not drawn but counted.
///
/// ```
/// use ddbexpr::syntax::{ExpressionKind, ast_tree, parse};
/// let text = "NOT a.b = :v AND contains(c, :w)";
/// let drawing = "\
/// And
/// ├─ Not
/// │  └─ Comparison =
/// │     ├─ Path a.b
/// │     └─ Value :v
/// └─ FunctionCall contains
///    ├─ Path c
///    └─ Value :w
/// ";
/// assert_eq!(ast_tree(&parse(ExpressionKind::Condition, text).ast, text), drawing);
/// ```
#[must_use]
pub fn ast_tree(ast: &Ast, text: &str) -> String {
    let mut pen = Pen { ast, text, out: String::new(), lasts: Vec::new(), depth: 0, hidden: 0 };
    match ast.root() {
        Root::Condition(root) => pen.node(root, true),
        Root::Projection(paths) => {
            pen.enter("Projection", true);
            pen.nodes(ast.list(paths));
            pen.leave();
        }
        Root::Update => pen.update(),
    }
    pen.out
}

struct Pen<'a> {
    ast: &'a Ast,
    text: &'a str,
    out: String,
    /// For each drawn node around the current place: whether nothing comes behind it.
    lasts: Vec<bool>,
    depth: usize,
    /// Nodes below the last level since that level was reached.
    hidden: usize,
}

impl Pen<'_> {
    fn update(&mut self) {
        self.enter("Update", true);
        let clauses = self.ast.clauses();
        for (at, clause) in clauses.iter().enumerate() {
            self.enter(clause_type(clause.kind), at + 1 == clauses.len());
            let actions = self.ast.actions(clause.actions);
            for (at, action) in actions.iter().enumerate() {
                self.enter(action_type(action.clause), at + 1 == actions.len());
                let parts = [Some(action.target), action.value];
                self.nodes(&parts.into_iter().flatten().collect::<Vec<_>>());
                self.leave();
            }
            self.leave();
        }
        self.leave();
    }

    fn nodes(&mut self, nodes: &[NodeId]) {
        for (at, node) in nodes.iter().enumerate() {
            self.node(*node, at + 1 == nodes.len());
        }
    }

    fn node(&mut self, root: NodeId, last: bool) {
        for step in self.ast.walk(root) {
            match step {
                Visit::Enter { node, at } => {
                    let label = if self.depth < LEVELS { label(self.ast, node, self.text) } else { String::new() };
                    self.enter(&label, at.map_or(last, |at| at.last));
                }
                Visit::Leave { .. } => self.leave(),
            }
        }
    }

    fn enter(&mut self, label: &str, last: bool) {
        if self.depth < LEVELS {
            self.line(label, last);
            self.lasts.push(last);
        } else {
            self.hidden += 1;
        }
        self.depth += 1;
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth < LEVELS {
            if self.hidden > 0 {
                self.line(&format!("… {} more", self.hidden), true);
                self.hidden = 0;
            }
            self.lasts.pop();
        }
    }

    fn line(&mut self, label: &str, last: bool) {
        if let [_, between @ ..] = self.lasts.as_slice() {
            for done in between {
                self.out.push_str(if *done { "   " } else { "│  " });
            }
            self.out.push_str(if last { "└─ " } else { "├─ " });
        }
        self.out.push_str(label);
        self.out.push('\n');
    }
}

fn label(ast: &Ast, id: NodeId, text: &str) -> String {
    let node = ast.node(id);
    let mut label = node.kind.type_name().to_owned();
    let mut add = |detail: &str| {
        label.push(' ');
        label.push_str(detail);
    };
    match node.kind {
        NodeKind::Path(elements) => {
            let mut path = String::new();
            print_path(ast, elements, text, &mut path);
            add(&path);
        }
        NodeKind::Value(_) => add(node.span.slice(text).unwrap_or_default()),
        NodeKind::FunctionCall { name, .. } => add(name.slice(text).unwrap_or_default()),
        NodeKind::Comparison { comparator, .. } => add(comparator.symbol()),
        NodeKind::Arithmetic { operator, .. } => add(operator.symbol()),
        _ => {}
    }
    label
}

/// The name of a clause in drawings and JSON.
pub(super) const fn clause_type(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Set => "SetClause",
        ClauseKind::Remove => "RemoveClause",
        ClauseKind::Add => "AddClause",
        ClauseKind::Delete => "DeleteClause",
    }
}

/// The name of an action in drawings and JSON.
pub(super) const fn action_type(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Set => "SetAction",
        ClauseKind::Remove => "RemoveAction",
        ClauseKind::Add => "AddAction",
        ClauseKind::Delete => "DeleteAction",
    }
}

impl NodeKind {
    /// The name of the kind, as drawings and JSON print it: `Comparison`.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Missing => "Missing",
            Self::Path(_) => "Path",
            Self::Value(_) => "Value",
            Self::FunctionCall { .. } => "FunctionCall",
            Self::Parenthesized(_) => "Parenthesized",
            Self::Comparison { .. } => "Comparison",
            Self::Between { .. } => "Between",
            Self::In { .. } => "In",
            Self::Not { .. } => "Not",
            Self::And(_) => "And",
            Self::Or(_) => "Or",
            Self::Arithmetic { .. } => "Arithmetic",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{ExpressionKind, parse};

    #[test]
    fn updates_and_projections_hang_below_one_line() {
        let draw = |kind, text| ast_tree(&parse(kind, text).ast, text);
        insta::assert_snapshot!(draw(ExpressionKind::Update, "SET a = b + :n REMOVE c, d[0]"), @"
        Update
        ├─ SetClause
        │  └─ SetAction
        │     ├─ Path a
        │     └─ Arithmetic +
        │        ├─ Path b
        │        └─ Value :n
        └─ RemoveClause
           ├─ RemoveAction
           │  └─ Path c
           └─ RemoveAction
              └─ Path d[0]
        ");
        insta::assert_snapshot!(draw(ExpressionKind::Projection, "a, b.c"), @"
        Projection
        ├─ Path a
        └─ Path b.c
        ");
    }

    #[test]
    fn what_is_too_deep_is_counted() {
        let text = format!("{}a = :v{}", "(".repeat(1000), ")".repeat(1000));
        let drawing = ast_tree(&parse(ExpressionKind::Filter, &text).ast, &text);
        assert_eq!(drawing.lines().count(), LEVELS + 1);
        assert!(drawing.ends_with("└─ … 971 more\n"), "{drawing}");
    }
}
