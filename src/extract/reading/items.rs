//! What becomes of items: all of them are used, one of them, or their number.

use super::{Items, LOGS, Reading, Stage, Step};
use crate::extract::flow::Flow;
use crate::extract::text::Texts;
use crate::host::{Binary, Language, NodeId, NodeKind};
use crate::source::Span;

const COUNTS: [&str; 8] = ["length", "Length", "size", "count", "Count", "len", "Size", "sizeof"];
/// Ways to take one, or to ask whether there is one.
const SINGLES: [&str; 25] = [
    "first",
    "First",
    "FirstOrDefault",
    "Single",
    "SingleOrDefault",
    "firstOrNull",
    "single",
    "singleOrNull",
    "shift",
    "pop",
    "at",
    "get",
    "elementAt",
    "findFirst",
    "findAny",
    "next",
    "last",
    "isEmpty",
    "is_empty",
    "isNotEmpty",
    "any",
    "Any",
    "empty",
    "nth",
    "remove",
];
const SAME_ITEMS: [&str; 10] = [
    "stream",
    "iter",
    "into_iter",
    "unwrap_or_default",
    "unwrap",
    "clone",
    "to_vec",
    "asSequence",
    "iterator",
    "or_default",
];

impl Texts<'_, '_> {
    /// `Items.length === 0`, `if (Items.length)`: only whether there are any, or whether there is one.
    fn is_asked(&self, count: NodeId) -> bool {
        let Some(parent) = self.module.parent(count) else { return false };
        match self.module.kind(parent) {
            NodeKind::Binary { operator: Binary::Comparison, left, right } => {
                let other = if *left == count { *right } else { *left };
                matches!(self.module.kind(other), NodeKind::Number(digits) if digits == "0" || digits == "1")
            }
            NodeKind::Not(_) => true,
            NodeKind::If { test, .. } | NodeKind::Conditional { test, .. } => *test == count,
            NodeKind::Binary { operator: Binary::And | Binary::Or, left, .. } => {
                *left == count || self.is_asked(parent)
            }
            _ => false,
        }
    }

    /// True where all that is done with a list is to take one of it.
    fn is_first_taken(&self, list: NodeId) -> bool {
        let Some(parent) = self.module.parent(list) else { return false };
        match self.module.kind(parent) {
            NodeKind::Index { base, .. } => *base == list,
            NodeKind::Member { name, .. } => matches!(name.as_str(), "at" | "shift" | "pop"),
            _ => false,
        }
    }

    /// `Items[:10]`, `Items[1..]`: several of them.
    fn is_slice(&self, whole: NodeId, base: NodeId, index: NodeId) -> bool {
        let behind = Span::new(self.module.span(base).end, self.module.span(whole).end);
        let written = behind.slice(self.module.text()).unwrap_or_default();
        let is_key = matches!(self.module.kind(index), NodeKind::Text(_));
        !is_key && (written.contains(':') || written.contains(".."))
    }

    /// What a step from items to what they are a part of leads to.
    pub(super) fn step_of_items(
        &self,
        at: NodeId,
        parent: NodeId,
        flow: &Flow<'_>,
        into: &mut Reading,
        depth: u8,
    ) -> Step {
        let mut is = |items: Items| {
            into.items.push(items);
            Step::End
        };
        match self.module.kind(parent) {
            NodeKind::Member { name, name_span, .. } => {
                let value = self.called(parent).unwrap_or(parent);
                match name.as_str() {
                    name if COUNTS.contains(&name) && self.is_logged(value) => Step::End,
                    name if COUNTS.contains(&name) && self.is_asked(value) => is(Items::One),
                    name if COUNTS.contains(&name) => is(Items::Counted(*name_span)),
                    name if SINGLES.contains(&name) => is(Items::One),
                    name if SAME_ITEMS.contains(&name) => Step::On(value, Stage::Items),
                    // `Items.map(read)[0]`
                    "map" if self.is_first_taken(value) => is(Items::One),
                    _ => Step::Escape,
                }
            }
            NodeKind::Index { base, index } if *base == at && self.is_slice(parent, at, *index) => Step::Escape,
            NodeKind::Index { base, .. } if *base == at => is(Items::One),
            NodeKind::Call { callee, .. } => match self.module.last_name(*callee).unwrap_or_default() {
                "len" | "count" | "sizeof" if self.is_logged(parent) => Step::End,
                "len" | "count" | "sizeof" if self.is_asked(parent) => is(Items::One),
                "len" | "count" | "sizeof" => is(Items::Counted(self.module.span(*callee))),
                "empty" | "isEmpty" | "any" | "bool" => is(Items::One),
                "next" => is(Items::One),
                "iter" => Step::On(parent, Stage::Items),
                name if LOGS.contains(&name) || self.is_logged(parent) => Step::End,
                _ => Step::Escape,
            },
            NodeKind::Assign { target, value, .. } if *value == at => match self.module.kind(*target) {
                NodeKind::Name(name) => {
                    self.follow_uses(name, parent, Stage::Items, flow, into, depth);
                    Step::End
                }
                // const [item] = Items
                NodeKind::List(_) => is(Items::One),
                _ => Step::Escape,
            },
            NodeKind::Assign { .. } => Step::End,
            NodeKind::Binary { operator: Binary::Or, .. } => Step::On(parent, Stage::Items),
            NodeKind::Binary { operator: Binary::And, left, right } => {
                // `items && items[0]`: the left one is only asked.
                if *left == at && *right != at { is(Items::One) } else { Step::On(parent, Stage::Items) }
            }
            NodeKind::If { test, .. } | NodeKind::Conditional { test, .. } if *test == at => is(Items::One),
            NodeKind::Conditional { .. } => Step::On(parent, Stage::Items),
            NodeKind::Binary { operator: Binary::Comparison, .. } | NodeKind::Not(_) => is(Items::One),
            NodeKind::Text(_) => Step::End,
            NodeKind::Block(statements) => {
                let is_value = matches!(self.module.language(), Language::Ruby | Language::Rust | Language::Kotlin);
                if is_value && statements.last() == Some(&at) { Step::Escape } else { Step::End }
            }
            _ => Step::Escape,
        }
    }
}
