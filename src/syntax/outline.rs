//! Tree to a nested list that says what the text means and nothing of how it was spelled.

use crate::syntax::print::print_path;
use crate::syntax::{Ast, NodeId, NodeKind, Root, Visit};

/// The tree in prefix notation, without spans, blanks and the case of keywords: two texts have the same outline
/// exactly if their trees differ in nothing but the places of their parts.
///
/// ```
/// use ddbexpr::syntax::{ExpressionKind, outline, parse};
/// let outline_of = |text| outline(&parse(ExpressionKind::Condition, text).ast, text);
/// assert_eq!(
///     outline_of("NOT a.b = :v and (size(c) in (:x, :y))"),
///     "(and (not (= a.b :v)) (parenthesized (in (call size c) :x :y)))"
/// );
/// assert_eq!(outline_of("a="), outline_of("  a\n="));
/// ```
#[must_use]
pub fn outline(ast: &Ast, text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    match ast.root() {
        Root::Condition(root) => write_node(ast, root, text, &mut out),
        Root::Projection(paths) => {
            out.push_str("(projection");
            for path in ast.list(paths) {
                out.push(' ');
                write_node(ast, *path, text, &mut out);
            }
            out.push(')');
        }
        Root::Update => {
            out.push_str("(update");
            for clause in ast.clauses() {
                out.push_str(" (");
                out.push_str(&clause.kind.word().to_ascii_lowercase());
                for action in ast.actions(clause.actions) {
                    out.push_str(" (");
                    write_node(ast, action.target, text, &mut out);
                    if let Some(value) = action.value {
                        out.push(' ');
                        write_node(ast, value, text, &mut out);
                    }
                    out.push(')');
                }
                out.push(')');
            }
            out.push(')');
        }
    }
    out
}

fn write_node(ast: &Ast, root: NodeId, text: &str, out: &mut String) {
    for step in ast.walk(root) {
        match step {
            Visit::Enter { node, at } => {
                if at.is_some() {
                    out.push(' ');
                }
                open(ast, node, text, out);
            }
            Visit::Leave { node } => match ast.node(node).kind {
                NodeKind::Missing | NodeKind::Path(_) | NodeKind::Value(_) => {}
                _ => out.push(')'),
            },
        }
    }
}

fn open(ast: &Ast, id: NodeId, text: &str, out: &mut String) {
    let node = ast.node(id);
    let word = match node.kind {
        NodeKind::Missing => "?",
        NodeKind::Path(elements) => return print_path(ast, elements, text, out),
        NodeKind::Value(_) => node.span.slice(text).unwrap_or_default(),
        NodeKind::FunctionCall { name, .. } => {
            out.push_str("(call ");
            name.slice(text).unwrap_or_default()
        }
        NodeKind::Parenthesized(_) => "(parenthesized",
        NodeKind::Comparison { comparator, .. } => {
            out.push('(');
            comparator.symbol()
        }
        NodeKind::Arithmetic { operator, .. } => {
            out.push('(');
            operator.symbol()
        }
        NodeKind::Between { .. } => "(between",
        NodeKind::In { .. } => "(in",
        NodeKind::Not { .. } => "(not",
        NodeKind::And(_) => "(and",
        NodeKind::Or(_) => "(or",
    };
    out.push_str(word);
}
