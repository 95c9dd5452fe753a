//! Shapes that several languages share.

use tree_sitter::Node as Syntax;

use crate::host::builder::{Builder, Lower, span, type_name};
use crate::host::escape::common_margin;
use crate::host::fields::Fields as _;
use crate::host::{Argument, AssignOperator, Binary, Entry, EscapeStyle, NodeId, NodeKind};
use crate::source::Span;

/// Turns a node of a grammar into any number of nodes, one after another.
pub(super) type LowerAll = fn(&mut Builder<'_>, Syntax<'_>, &mut Vec<NodeId>);

impl Builder<'_> {
    /// A node for what is not written.
    pub(super) fn nothing(&mut self, at: u32) -> NodeId {
        self.add(NodeKind::Other(Vec::new()), Span::at(at))
    }

    /// An argument without a name.
    pub(super) fn positional(&mut self, node: Syntax<'_>) -> Argument {
        let value = self.lower(node);
        unnamed(value, span(node))
    }

    /// The arguments of a list of them, none with a name.
    pub(super) fn arguments(&mut self, list: Option<Syntax<'_>>) -> Vec<Argument> {
        let Some(list) = list else { return Vec::new() };
        self.named(list).into_iter().map(|child| self.positional(child)).collect()
    }

    /// The list of what stands inside.
    pub(super) fn list(&mut self, node: Syntax<'_>) -> NodeId {
        let elements = self.children(node);
        self.at(node, NodeKind::List(elements))
    }

    /// `base.name`
    pub(super) fn member(&mut self, node: Syntax<'_>, base: NodeId, name: Option<Syntax<'_>>) -> NodeId {
        let written = name.map_or("", |name| self.written(name)).to_owned();
        let name_span = name.map_or(Span::at(span(node).end), span);
        self.add(NodeKind::Member { base, name: written, name_span }, Span::new(span(node).start, name_span.end))
    }

    /// A type as a name without its package and its type arguments, as the callee of `new`.
    pub(super) fn type_as_name(&mut self, node: Syntax<'_>) -> NodeId {
        let name = type_name(self.written(node));
        self.at(node, NodeKind::Name(name))
    }

    /// The operator between the operands of a node, as it is written.
    pub(super) fn operator(&self, node: Syntax<'_>) -> &str {
        node.in_field("operator").map_or("", |operator| self.written(operator))
    }

    /// Two operands in the fields `left` and `right`.
    pub(super) fn operands(&mut self, node: Syntax<'_>, operator: Binary) -> NodeId {
        let (left, right) = (self.field(node, "left"), self.field(node, "right"));
        self.at(node, NodeKind::Binary { operator, left, right })
    }

    /// `-1` is a number, and `!a` and `~a` negate; anything else is not known.
    pub(super) fn prefixed(&mut self, node: Syntax<'_>, operator: &str, operand: Option<Syntax<'_>>) -> NodeId {
        let Some(operand) = operand else { return self.other(node) };
        let id = self.lower(operand);
        let kind = match operator {
            "!" | "~" => NodeKind::Not(id),
            "-" if operand.kind().contains("literal") && operand.child_count() == 0 => {
                NodeKind::Number(format!("-{}", digits(self.written(operand))))
            }
            _ => NodeKind::Other(vec![id]),
        };
        self.at(node, kind)
    }

    /// A number as it is written, of any base, without `_` and suffix.
    pub(super) fn numeral(&mut self, node: Syntax<'_>) -> NodeId {
        let digits = digits(self.written(node));
        self.at(node, NodeKind::Number(digits))
    }

    /// `i++`: what it gives is not known, but `i` changes.
    pub(super) fn stepped(&mut self, node: Syntax<'_>) -> NodeId {
        let children = self.children(node);
        let [target] = children.as_slice() else { return self.at(node, NodeKind::Other(children)) };
        let target = *target;
        let value = self.nothing(span(node).end);
        let operator = AssignOperator::Other;
        self.at(node, NodeKind::Assign { target, value, operator, declares: false, type_name: None })
    }

    /// A block of what `each` makes of the named children.
    pub(super) fn block_of(&mut self, node: Syntax<'_>, each: LowerAll) -> NodeId {
        let mut inside = Vec::new();
        for child in self.named(node) {
            each(self, child, &mut inside);
        }
        self.at(node, NodeKind::Block(inside))
    }

    /// Several nodes as one.
    pub(super) fn together(&mut self, node: Syntax<'_>, nodes: Vec<NodeId>) -> NodeId {
        match nodes.as_slice() {
            [only] => *only,
            _ => self.at(node, NodeKind::Block(nodes)),
        }
    }

    /// Lowers the node in a field by rules of its own; an empty [`NodeKind::Other`] where there is none.
    pub(super) fn field_as(&mut self, node: Syntax<'_>, name: &'static str, lower: Lower) -> NodeId {
        match node.in_field(name) {
            Some(child) => self.lower_as(child, lower),
            None => self.nothing(span(node).end),
        }
    }

    /// A `switch` that is an expression: one of the values, chosen by `test`. The tree of choices is balanced, so
    /// that many cases do not make it deep.
    pub(super) fn one_of(&mut self, test: NodeId, values: &[NodeId], whole: Span) -> NodeId {
        let (left, right) = values.split_at(values.len() / 2);
        match (left, right) {
            (_, []) => self.add(NodeKind::Other(vec![test]), whole),
            ([], [only]) => *only,
            _ => {
                let again = self.nothing(whole.end);
                let then = self.one_of(again, left, whole);
                let again = self.nothing(whole.end);
                let otherwise = self.one_of(again, right, whole);
                self.add(NodeKind::Conditional { test, then, otherwise }, whole)
            }
        }
    }

    /// Text in three quotes whose lines all begin with blanks that are no part of it. The line break after the
    /// opening quotes is none either.
    pub(super) fn indented_text(
        &mut self,
        whole: Span,
        quotes: (u32, u32),
        holes: &[(Span, NodeId)],
        style: EscapeStyle,
        last: LastLine,
    ) -> NodeId {
        let inside = Span::new(whole.start + quotes.0, whole.end.saturating_sub(quotes.1).max(whole.start + quotes.0));
        let written = self.slice(inside);
        let margin = common_margin(written, last != LastLine::Dropped);
        let Some(first_line) = written.find('\n') else { return self.text_node(whole, inside, holes, style) };
        let mut from = inside.start + length(first_line + 1);
        let first = written.get(first_line + 1..).unwrap_or_default();
        from += length(first.bytes().take(margin).take_while(|byte| matches!(byte, b' ' | b'\t')).count());
        let closing = written.rfind('\n').filter(|at| written.get(*at..).is_some_and(|line| line.trim().is_empty()));
        let to = match closing {
            Some(at) => inside.start + length(if last == LastLine::Empty { at + 1 } else { at }),
            None => inside.end,
        };
        self.text_node(whole, Span::new(from.min(to), to), holes, style.with_margin(margin))
    }
}

/// What the line before the closing quotes is, if only blanks stand in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LastLine {
    /// An empty line of the text.
    Empty,
    /// No part of the text; its blanks are the margin.
    Margin,
    /// No part of the text, and says nothing of the margin.
    Dropped,
}

/// An argument without a name.
pub(super) fn unnamed(value: NodeId, whole: Span) -> Argument {
    Argument { name: None, name_span: Span::at(whole.start), value, spread: false, span: whole }
}

/// An entry with its key.
pub(super) fn entry(key: NodeId, value: NodeId, whole: Span) -> Entry {
    Entry { key, value, spread: false, span: whole }
}

/// An entry that adds others nobody knows.
pub(super) fn spread(value: NodeId, whole: Span) -> Entry {
    Entry { key: value, value, spread: true, span: whole }
}

/// True where a token stands directly in a node.
pub(super) fn has_token(node: Syntax<'_>, token: &str) -> bool {
    let mut cursor = node.walk();
    node.children(&mut cursor).any(|child| child.kind() == token)
}

/// The children in one of these fields, in order.
pub(super) fn in_fields<'n>(node: Syntax<'n>, names: &[&str]) -> Vec<Syntax<'n>> {
    let mut cursor = node.walk();
    let mut found = Vec::new();
    let mut more = cursor.goto_first_child();
    while more {
        if cursor.field_name().is_some_and(|name| names.contains(&name)) {
            found.push(cursor.node());
        }
        more = cursor.goto_next_sibling();
    }
    found
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// The digits of a number, without `_` and suffix: `1_000L` is `1000`, `0x1Fu8` is `31`, `1e3` stays as it is.
fn digits(written: &str) -> String {
    let plain = written.replace(['_', '\''], "").to_ascii_lowercase();
    for (prefix, base) in [("0x", 16), ("0b", 2), ("0o", 8)] {
        if let Some(rest) = plain.strip_prefix(prefix) {
            let end = rest.find(|character: char| !character.is_digit(base)).unwrap_or(rest.len());
            let number = u128::from_str_radix(rest.get(..end).unwrap_or_default(), base);
            return number.map_or_else(|_| plain.clone(), |number| number.to_string());
        }
    }
    let mantissa = plain.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(plain.len());
    let (digits, rest) = plain.split_at(mantissa);
    let exponent = rest.strip_prefix('e').map(|rest| {
        let sign = usize::from(rest.starts_with(['+', '-']));
        let end = rest.get(sign..).and_then(|rest| rest.find(|c: char| !c.is_ascii_digit()));
        1 + end.map_or(rest.len(), |end| end + sign)
    });
    let digits = digits.trim_end_matches('.');
    format!("{digits}{}", rest.get(..exponent.unwrap_or(0)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_suffix() {
        for (written, number) in [
            ("1_000L", "1000"),
            ("0x1F", "31"),
            ("0b101u8", "5"),
            ("0o17", "15"),
            ("1.50f", "1.50"),
            ("3d", "3"),
            ("12m", "12"),
            ("1e3", "1e3"),
            ("1.5E-3d", "1.5e-3"),
            ("7u64", "7"),
            ("2.0_f32", "2.0"),
            ("1.", "1"),
        ] {
            assert_eq!(digits(written), number, "{written}");
        }
    }
}
