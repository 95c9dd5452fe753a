//! What type every part of an expression has: its operands as they are in one item.

use std::collections::HashMap;
use std::fmt::Write as _;

use foldhash::fast::FixedState;

use crate::check::{CheckedExpression, Expressions, ResolvedElement, check};
use crate::cli::items::{Notation, value_json};
use crate::cli::session::{Refusal, Session};
use crate::eval::PartKind;
use crate::layer::ValidationLayer;
use crate::program::Condition;
use crate::source::Span;
use crate::syntax::{ExpressionKind, ListRange, Node, NodeId, NodeKind, PathElementKind};
use crate::value::{AttributeValue, Item};

/// What is known of the types in an expression.
pub(super) struct Typed {
    /// A line for each operand, in the order of the text: `a  S  "x"`.
    pub(super) rows: String,
    /// What is wrong with it.
    pub(super) refusal: Option<Refusal>,
}

/// The types in an expression, its paths looked up in `item`.
pub(super) fn of(session: &Session, kind: ExpressionKind, text: &str, item: &Item) -> Typed {
    let texts = [(kind, text)];
    let layer = ValidationLayer::Current;
    let checked = check(Expressions { texts: &texts, names: &session.names, values: &session.values, layer });
    let problems: Vec<_> = checked.problems.iter().filter(|problem| !problem.is_unused()).cloned().collect();
    let refusal = (!problems.is_empty()).then(|| Refusal { kind, text: text.to_owned(), problems });
    let Some(expression) = checked.expressions.first() else { return Typed { rows: String::new(), refusal } };
    let operands = Operands { expression, item, sizes: sizes(expression, item) };
    Typed { rows: align(&operands.rows()), refusal }
}

/// The values of calls of `size`, by where they stand.
fn sizes(expression: &CheckedExpression<'_>, item: &Item) -> HashMap<Span, AttributeValue, FixedState> {
    let Ok(condition) = Condition::from_checked(expression) else { return HashMap::default() };
    let parts = condition.explain(item).parts.into_iter();
    let operands = parts.flat_map(|part| match part.kind {
        PartKind::Clause { operands, .. } => operands,
        _ => Vec::new(),
    });
    operands.filter_map(|operand| operand.value.map(|value| (operand.span, value))).collect()
}

struct Operands<'c> {
    expression: &'c CheckedExpression<'c>,
    item: &'c Item,
    sizes: HashMap<Span, AttributeValue, FixedState>,
}

impl Operands<'_> {
    /// What is written, and its type; each thing once.
    fn rows(&self) -> Vec<(String, String)> {
        let mut nodes: Vec<(NodeId, Node)> = self.expression.ast().iter().collect();
        nodes.sort_by_key(|(_, node)| (node.span.start, std::cmp::Reverse(node.span.end)));
        let mut rows: Vec<(String, String)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (id, node) in nodes {
            if let Some(told) = self.told(id, node)
                && seen.insert(told.0.clone())
            {
                rows.push(told);
            }
        }
        rows
    }

    fn told(&self, id: NodeId, node: Node) -> Option<(String, String)> {
        let written = self.expression.written(node).split_whitespace().collect::<Vec<_>>().join(" ");
        let told = match node.kind {
            NodeKind::Value(_) => match self.expression.binding(id) {
                Some(binding) => binding.value().map_or_else(|| binding.types().to_string(), show),
                None => "not set".to_owned(),
            },
            NodeKind::Path(elements) => {
                let value = self.look_up(elements).map_or_else(|| "missing".to_owned(), show);
                return Some((format!("{written}{}", self.resolved(elements)), value));
            }
            NodeKind::FunctionCall { name, .. } => match name.slice(self.expression.text)? {
                "size" => self.sizes.get(&node.span).map_or_else(|| "N".to_owned(), show),
                "list_append" => "L".to_owned(),
                "if_not_exists" => "as its operands".to_owned(),
                name if super::complete::CONDITION_FUNCTIONS.contains(&name) => "true or false".to_owned(),
                _ => "no function".to_owned(),
            },
            NodeKind::Arithmetic { .. } => "N".to_owned(),
            _ => return None,
        };
        Some((written, told))
    }

    /// What a path with placeholders leads to in full: ` (status)`.
    fn resolved(&self, elements: ListRange) -> String {
        let written = self.expression.ast().elements(elements);
        if !written.iter().any(|element| element.kind == PathElementKind::NamePlaceholder) {
            return String::new();
        }
        let mut path = String::new();
        for (at, element) in self.expression.path(elements).enumerate() {
            let dot = if at == 0 { "" } else { "." };
            let _ = match element {
                ResolvedElement::Attribute(name) => write!(path, "{dot}{}", name.escape_debug()),
                ResolvedElement::Index(index) => write!(path, "[{index}]"),
                ResolvedElement::Unknown => write!(path, "{dot}?"),
            };
        }
        format!(" ({path})")
    }

    fn look_up(&self, elements: ListRange) -> Option<&AttributeValue> {
        let mut path = self.expression.path(elements);
        let mut here = match path.next()? {
            ResolvedElement::Attribute(name) => self.item.get(name)?,
            _ => return None,
        };
        for element in path {
            here = match (element, here) {
                (ResolvedElement::Attribute(name), AttributeValue::M(map)) => map.get(name)?,
                (ResolvedElement::Index(index), AttributeValue::L(list)) => list.get(index as usize)?,
                _ => return None,
            };
        }
        Some(here)
    }
}

/// `N  5`
fn show(value: &AttributeValue) -> String {
    const WIDTH: usize = 60;
    let json = value_json(value, Notation::Plain);
    let short = json.char_indices().nth(WIDTH).and_then(|(end, _)| json.get(..end));
    let kind = value.attribute_type();
    format!("{kind:<4}  {}{}", short.unwrap_or(&json), short.map_or("", |_| "…"))
}

fn align(rows: &[(String, String)]) -> String {
    const WIDEST: usize = 40;
    let width = rows.iter().map(|(written, _)| written.chars().count().min(WIDEST)).max().unwrap_or_default();
    rows.iter().fold(String::new(), |mut text, (written, told)| {
        let _ = writeln!(text, "  {written:<width$}  {told}");
        text
    })
}
