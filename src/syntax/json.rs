//! Tree to JSON text, for programs.
//!
//! The text is written directly, node by node: neither writing it nor freeing what it was made of recurses,
//! however deep the tree.

use std::fmt::Write;

use crate::source::Span;
use crate::syntax::drawing::{action_type, clause_type};
use crate::syntax::{Ast, ListRange, NodeId, NodeKind, PathElement, PathElementKind, Position, Root, Visit};

/// The tree as one line of JSON.
///
/// Every node is an object with `type` and `span`, `[start, end]` in bytes of the text; the other members in
/// this order:
///
/// | `type` | members |
/// | --- | --- |
/// | `Condition` | `condition` |
/// | `Update` | `clauses`: `SetClause`, `RemoveClause`, `AddClause`, `DeleteClause` |
/// | `Projection` | `paths` |
/// | `SetClause` … | `keyword` (a span), `actions`: `SetAction` … |
/// | `SetAction` … | `target`, `value` (not in `RemoveAction`) |
/// | `Path` | `elements`: `Attribute` and `NamePlaceholder` with `name`, `ListIndex` with `index` |
/// | `Value` | `name` |
/// | `FunctionCall` | `name`, `name_span`, `arguments` |
/// | `Parenthesized` | `inner` |
/// | `Comparison` | `comparator`, `comparator_span`, `left`, `right` |
/// | `Between` | `keyword`, `operand`, `low`, `high` |
/// | `In` | `keyword`, `operand`, `members` |
/// | `Not` | `keyword`, `operand` |
/// | `And`, `Or` | `conditions`: two or more |
/// | `Arithmetic` | `operator`, `operator_span`, `left`, `right` |
/// | `Missing` | none: nothing could be read here |
///
/// Names and placeholders are spelled as in the text, `#` and `:` included. An `index` is a number, or the
/// digits as a string where it does not fit 32 bits.
///
/// ```
/// use ddbexpr::syntax::{ExpressionKind, ast_json, parse};
/// let text = "#a[2]";
/// assert_eq!(
///     ast_json(&parse(ExpressionKind::Projection, text).ast, text),
///     concat!(
///         r##"{"type":"Projection","span":[0,5],"paths":[{"type":"Path","span":[0,5],"elements":["##,
///         r##"{"type":"NamePlaceholder","span":[0,2],"name":"#a"},{"type":"ListIndex","span":[3,4],"index":2}]}]}"##,
///     )
/// );
/// ```
#[must_use]
pub fn ast_json(ast: &Ast, text: &str) -> String {
    let mut writer = Writer { ast, text, out: String::with_capacity(text.len() * 16) };
    let whole = Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
    match ast.root() {
        Root::Condition(root) => {
            writer.object("Condition", whole);
            writer.member("condition", |writer| writer.node(root));
        }
        Root::Projection(paths) => {
            writer.object("Projection", whole);
            writer.member("paths", |writer| writer.array(ast.list(paths), |writer, path| writer.node(*path)));
        }
        Root::Update => {
            writer.object("Update", whole);
            writer.member("clauses", Writer::clauses);
        }
    }
    writer.out.push('}');
    writer.out
}

struct Writer<'a> {
    ast: &'a Ast,
    text: &'a str,
    out: String,
}

impl Writer<'_> {
    fn clauses(&mut self) {
        let ast = self.ast;
        self.array(ast.clauses(), |writer, clause| {
            writer.object(clause_type(clause.kind), clause.span);
            writer.span_member("keyword", clause.keyword);
            writer.member("actions", |writer| {
                writer.array(ast.actions(clause.actions), |writer, action| {
                    writer.object(action_type(action.clause), action.span);
                    writer.member("target", |writer| writer.node(action.target));
                    if let Some(value) = action.value {
                        writer.member("value", |writer| writer.node(value));
                    }
                    writer.out.push('}');
                });
            });
            writer.out.push('}');
        });
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
                Visit::Leave { node } => self.out.push_str(match self.ast.node(node).kind {
                    NodeKind::FunctionCall { .. } | NodeKind::In { .. } | NodeKind::And(_) | NodeKind::Or(_) => "]}",
                    _ => "}",
                }),
            }
        }
    }

    /// What names a child, or sets it apart from the one before.
    fn before(&mut self, at: Position) {
        let name = match (self.ast.node(at.parent).kind, at.index) {
            (NodeKind::FunctionCall { .. }, 0) => r#","arguments":["#,
            (NodeKind::And(_) | NodeKind::Or(_), 0) => r#","conditions":["#,
            (NodeKind::In { .. }, 1) => r#","members":["#,
            (NodeKind::Parenthesized(_), _) => r#","inner":"#,
            (NodeKind::Comparison { .. } | NodeKind::Arithmetic { .. }, 0) => r#","left":"#,
            (NodeKind::Comparison { .. } | NodeKind::Arithmetic { .. }, _) => r#","right":"#,
            (NodeKind::Between { .. } | NodeKind::In { .. } | NodeKind::Not { .. }, 0) => r#","operand":"#,
            (NodeKind::Between { .. }, 1) => r#","low":"#,
            (NodeKind::Between { .. }, _) => r#","high":"#,
            _ => ",",
        };
        self.out.push_str(name);
    }

    /// Everything of a node but its children and the end.
    fn open(&mut self, id: NodeId) {
        let node = self.ast.node(id);
        self.object(node.kind.type_name(), node.span);
        match node.kind {
            NodeKind::Path(elements) => self.elements(elements),
            NodeKind::Value(_) => self.text_member("name", node.span),
            NodeKind::FunctionCall { name, .. } => {
                self.text_member("name", name);
                self.span_member("name_span", name);
            }
            NodeKind::Comparison { comparator, comparator_span, .. } => {
                self.symbol_member("comparator", comparator.symbol(), comparator_span);
            }
            NodeKind::Arithmetic { operator, operator_span, .. } => {
                self.symbol_member("operator", operator.symbol(), operator_span);
            }
            NodeKind::Between { keyword, .. } | NodeKind::In { keyword, .. } | NodeKind::Not { keyword, .. } => {
                self.span_member("keyword", keyword);
            }
            NodeKind::Missing | NodeKind::Parenthesized(_) | NodeKind::And(_) | NodeKind::Or(_) => {}
        }
    }

    fn elements(&mut self, range: ListRange) {
        let ast = self.ast;
        self.member("elements", |writer| writer.array(ast.elements(range), Self::element));
    }

    fn element(&mut self, element: &PathElement) {
        let (kind, member) = match element.kind {
            PathElementKind::Attribute => ("Attribute", "name"),
            PathElementKind::NamePlaceholder => ("NamePlaceholder", "name"),
            PathElementKind::ListIndex => ("ListIndex", "index"),
        };
        self.object(kind, element.span);
        let written = element.span.slice(self.text).unwrap_or_default();
        match (element.kind, written.parse::<u32>()) {
            (PathElementKind::ListIndex, Ok(index)) => self.member(member, |writer| writer.show(index)),
            _ => self.text_member(member, element.span),
        }
        self.out.push('}');
    }

    /// Begins an object; the caller ends it.
    fn object(&mut self, kind: &str, span: Span) {
        self.out.push_str(r#"{"type":""#);
        self.out.push_str(kind);
        self.out.push('"');
        self.span_member("span", span);
    }

    fn member(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.out.push_str(",\"");
        self.out.push_str(name);
        self.out.push_str("\":");
        value(self);
    }

    fn span_member(&mut self, name: &str, span: Span) {
        self.member(name, |writer| {
            writer.out.push('[');
            writer.show(span.start);
            writer.out.push(',');
            writer.show(span.end);
            writer.out.push(']');
        });
    }

    fn text_member(&mut self, name: &str, span: Span) {
        let written = serde_json::Value::from(span.slice(self.text).unwrap_or_default());
        self.member(name, |writer| writer.show(written));
    }

    fn symbol_member(&mut self, name: &str, symbol: &str, span: Span) {
        self.member(name, |writer| writer.show(format_args!("\"{symbol}\"")));
        self.span_member(&format!("{name}_span"), span);
    }

    fn array<T>(&mut self, entries: &[T], mut write: impl FnMut(&mut Self, &T)) {
        for (at, entry) in entries.iter().enumerate() {
            self.out.push(if at == 0 { '[' } else { ',' });
            write(self, entry);
        }
        self.out.push_str(if entries.is_empty() { "[]" } else { "]" });
    }

    fn show(&mut self, value: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{ExpressionKind, parse};

    fn read(kind: ExpressionKind, text: &str) -> serde_json::Value {
        serde_json::from_str(&ast_json(&parse(kind, text).ast, text)).unwrap()
    }

    #[test]
    fn every_kind_of_node_is_an_object_of_its_own() {
        let text = "(a BETWEEN :l AND :h OR b IN (:x, :y)) AND NOT size(c) <= :v";
        let tree = &read(ExpressionKind::Filter, text)["condition"];
        let conditions = tree["conditions"].as_array().unwrap();
        let or = &conditions[0]["inner"];
        assert_eq!((&tree["type"], &or["type"]), (&"And".into(), &"Or".into()));
        assert_eq!(or["conditions"][0]["high"]["name"], ":h");
        assert_eq!(or["conditions"][1]["members"][1]["span"], serde_json::json!([34, 36]));
        assert_eq!(conditions[1]["operand"]["comparator"], "<=");
        assert_eq!(conditions[1]["operand"]["left"]["arguments"][0]["elements"][0]["name"], "c");
    }

    #[test]
    fn updates_and_broken_texts_have_the_same_shape() {
        let tree = read(ExpressionKind::Update, "SET a[4294967296] = b - :n REMOVE , c ADD");
        assert_eq!(tree["clauses"][0]["actions"][0]["target"]["elements"][1]["index"], "4294967296");
        assert_eq!(tree["clauses"][0]["actions"][0]["value"]["operator"], "-");
        assert_eq!(tree["clauses"][1]["actions"][0]["target"]["type"], "Missing");
        assert!(tree["clauses"][1]["actions"][1].get("value").is_none());
        assert_eq!(read(ExpressionKind::Update, "")["clauses"], serde_json::json!([]));
        assert_eq!(read(ExpressionKind::Filter, "f()")["condition"]["arguments"][0]["type"], "Missing");
    }
}
