//! Tree to canonical text.
//!
//! One space between words and around operators, `, ` behind commas, none inside parentheses and brackets or
//! around dots, keywords in upper case. Parentheses, clauses and their order stay as written, so reading the
//! printed text gives the same tree, and printing that gives the same text.

use crate::syntax::{
    Ast, ClauseKind, ExpressionKind, ListRange, NodeId, NodeKind, Parsed, PathElementKind, Position, Root, Visit, parse,
};

/// The canonical text of a tree; `text` is what the tree was read from.
///
/// Linear, without recursion. A [`NodeKind::Missing`] prints as nothing, so that a broken text prints as the
/// parts that could be read; [`format()`] refuses such texts.
///
/// ```
/// use ddbexpr::syntax::{ExpressionKind, parse, print};
/// let text = "not( a . #b [ 0 ]=:v )and size (c)in(:x,:y)";
/// let parsed = parse(ExpressionKind::Condition, text);
/// assert_eq!(print(&parsed.ast, text), "NOT (a.#b[0] = :v) AND size(c) IN (:x, :y)");
/// ```
#[must_use]
pub fn print(ast: &Ast, text: &str) -> String {
    let mut printer = Printer { ast, text, out: String::with_capacity(text.len() + text.len() / 4) };
    match ast.root() {
        Root::Condition(root) => printer.node(root),
        Root::Update => printer.clauses(),
        Root::Projection(paths) => {
            for (at, path) in ast.list(paths).iter().enumerate() {
                printer.out.push_str(if at == 0 { "" } else { ", " });
                printer.node(*path);
            }
        }
    }
    printer.out
}

/// Reads a text and prints it in its canonical form.
///
/// Redundant parentheses are kept: they are no error of the grammar.
///
/// ```
/// use ddbexpr::syntax::{ExpressionKind, format};
/// assert_eq!(format(ExpressionKind::Update, "set a=b+:n  remove c").unwrap(), "SET a = b + :n REMOVE c");
/// assert_eq!(format(ExpressionKind::Update, "set a").unwrap_err().errors.len(), 1);
/// ```
///
/// # Errors
///
/// A text that leaves the grammar comes back as what could be read of it.
pub fn format(kind: ExpressionKind, text: &str) -> Result<String, Box<Parsed>> {
    let parsed = parse(kind, text);
    if parsed.errors.is_empty() { Ok(print(&parsed.ast, text)) } else { Err(Box::new(parsed)) }
}

/// Appends a document path without blanks.
pub(super) fn print_path(ast: &Ast, elements: ListRange, text: &str, out: &mut String) {
    for (at, element) in ast.elements(elements).iter().enumerate() {
        let (before, after) = match element.kind {
            PathElementKind::ListIndex => ("[", "]"),
            _ if at == 0 => ("", ""),
            _ => (".", ""),
        };
        out.push_str(before);
        out.push_str(element.span.slice(text).unwrap_or_default());
        out.push_str(after);
    }
}

struct Printer<'a> {
    ast: &'a Ast,
    text: &'a str,
    out: String,
}

impl Printer<'_> {
    fn clauses(&mut self) {
        for (at, clause) in self.ast.clauses().iter().enumerate() {
            self.out.push_str(if at == 0 { "" } else { " " });
            self.out.push_str(clause.kind.word());
            for (at, action) in self.ast.actions(clause.actions).iter().enumerate() {
                self.out.push_str(if at == 0 { " " } else { ", " });
                self.node(action.target);
                if let Some(value) = action.value {
                    self.out.push_str(if action.clause == ClauseKind::Set { " = " } else { " " });
                    self.node(value);
                }
            }
        }
    }

    fn node(&mut self, root: NodeId) {
        for step in self.ast.walk(root) {
            match step {
                Visit::Enter { node, at } => {
                    if let Some(at) = at {
                        self.before(at);
                    }
                    self.open(node);
                }
                Visit::Leave { node } => match self.ast.node(node).kind {
                    NodeKind::FunctionCall { .. } | NodeKind::Parenthesized(_) | NodeKind::In { .. } => {
                        self.out.push(')');
                    }
                    _ => {}
                },
            }
        }
    }

    /// What stands in front of a child.
    fn before(&mut self, at: Position) {
        let Some(behind) = at.index.checked_sub(1) else { return };
        match self.ast.node(at.parent).kind {
            NodeKind::Comparison { comparator, .. } => self.operator(comparator.symbol()),
            NodeKind::Arithmetic { operator, .. } => self.operator(operator.symbol()),
            NodeKind::Between { .. } if behind == 0 => self.operator("BETWEEN"),
            NodeKind::And(_) | NodeKind::Between { .. } => self.operator("AND"),
            NodeKind::Or(_) => self.operator("OR"),
            NodeKind::In { .. } if behind == 0 => self.out.push_str(" IN ("),
            _ => self.out.push_str(", "),
        }
    }

    fn operator(&mut self, symbol: &str) {
        self.out.push(' ');
        self.out.push_str(symbol);
        self.out.push(' ');
    }

    /// What a node begins with, or all of it where it has no children.
    fn open(&mut self, id: NodeId) {
        let node = self.ast.node(id);
        match node.kind {
            NodeKind::Path(elements) => print_path(self.ast, elements, self.text, &mut self.out),
            NodeKind::Value(_) => self.out.push_str(node.span.slice(self.text).unwrap_or_default()),
            NodeKind::FunctionCall { name, .. } => {
                self.out.push_str(name.slice(self.text).unwrap_or_default());
                self.out.push('(');
            }
            NodeKind::Parenthesized(_) => self.out.push('('),
            NodeKind::Not { .. } => self.out.push_str("NOT "),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parentheses_clauses_and_chains_stay_as_written() {
        let canonical = |kind, text| format(kind, text).unwrap();
        assert_eq!(
            canonical(ExpressionKind::Filter, "((a)between(b)and(c)and d<>:e)or\nnot\tnot f(a,(:b))"),
            "((a) BETWEEN (b) AND (c) AND d <> :e) OR NOT NOT f(a, (:b))"
        );
        assert_eq!(
            canonical(ExpressionKind::Update, "add a :b,c :d set e=((f)-(:g)) set h=:i delete j :k"),
            "ADD a :b, c :d SET e = ((f) - (:g)) SET h = :i DELETE j :k"
        );
        assert_eq!(canonical(ExpressionKind::Projection, "a.b , c [ 1 ][2] . #d"), "a.b, c[1][2].#d");
    }

    #[test]
    fn what_is_missing_prints_as_nothing() {
        let text = "a = = b and c > :d";
        assert_eq!(print(&parse(ExpressionKind::Filter, text).ast, text), " AND c > :d");
    }
}
