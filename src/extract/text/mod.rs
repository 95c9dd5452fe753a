//! Expressions of a program that make texts, worked out as far as the program says: variants, each a row of literal
//! pieces and holes.

mod callers;
mod calls;
mod functions;
mod gaps;
mod grown;
mod intrinsic;
mod lists;
mod members;
mod names;
mod parts;
mod replaced;
mod rounds;
mod same;
mod variant;

pub(in crate::extract) use callers::{AllHanded, Handed};
pub use variant::Unresolved;
pub(in crate::extract) use variant::{Hole, MOST_VARIANTS, Piece, Variant, product};

use functions::FUNCTION_DEPTH;
use grown::is_last_round;

use super::format;
use super::scope::{Path, Reaching, Scopes};
use super::ways::decided;
use crate::host::{Binary, Language, Module, NodeId, NodeKind, TextPart};
use crate::source::Span;

/// Names are followed this far.
const DEEPEST: u8 = 12;

/// Works out texts.
#[derive(Clone, Copy)]
pub(in crate::extract) struct Texts<'s, 'm> {
    pub(in crate::extract) module: &'m Module<'m>,
    pub(in crate::extract) scopes: &'s Scopes<'m>,
    /// Texts that other files of the repository define: by module and name.
    pub(in crate::extract) imported: &'s dyn Fn(&str, &str) -> Option<String>,
    /// The call whose function is looked into.
    pub(in crate::extract) call: Option<&'s callers::Called<'s>>,
    /// The round of a loop that is looked at.
    pub(in crate::extract) round: Option<&'s rounds::Round<'s>>,
}

impl Texts<'_, '_> {
    /// The texts an expression may make. Nothing where it makes none, such as `None`.
    pub(in crate::extract) fn of(&self, id: NodeId) -> Vec<Variant> {
        self.at_depth(id, 0)
    }

    /// The text of an expression that can only make one, wholly known.
    pub(in crate::extract) fn constant(&self, id: NodeId) -> Option<String> {
        let variants = self.of(id);
        let [variant] = variants.as_slice() else { return None };
        variant.plain()
    }

    fn at_depth(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let variants = if depth > DEEPEST { self.hole(id, Unresolved::Unknown) } else { self.resolve(id, depth) };
        if variants.len() > MOST_VARIANTS { self.hole(id, Unresolved::BuiltAtRunTime) } else { variants }
    }

    /// A text that is put together elsewhere.
    pub(in crate::extract) fn made_elsewhere(&self, id: NodeId) -> Vec<Variant> {
        self.hole(id, Unresolved::BuiltAtRunTime)
    }

    fn hole(&self, id: NodeId, why: Unresolved) -> Vec<Variant> {
        vec![Variant::hole(self.module.span(id), why, None)]
    }

    fn resolve(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let next = depth + 1;
        match self.module.kind(id) {
            NodeKind::Text(parts) => self.text(id, parts, next),
            NodeKind::Number(digits) => vec![Variant::written(digits, self.module.span(id))],
            NodeKind::Null => Vec::new(),
            NodeKind::Binary { operator: Binary::Add, .. } => {
                let operands = self.operands(id);
                operands.into_iter().fold(vec![Variant::default()], |all, operand| {
                    if all.len() > MOST_VARIANTS { all } else { product(&all, &self.at_depth(operand, next)) }
                })
            }
            NodeKind::Binary { operator: Binary::Modulo, left, right } => {
                let arguments = match self.module.kind(*right) {
                    NodeKind::List(all) => all.clone(),
                    _ => vec![*right],
                };
                self.formatted(*left, &arguments, &self.named_values(*right), format::Form::Percent, next)
                    .unwrap_or_else(|| self.hole(id, Unresolved::BuiltAtRunTime))
            }
            NodeKind::Binary { operator: Binary::Or, left, right } => {
                let mut variants = self.at_depth(*left, next);
                variants.extend(self.at_depth(*right, next));
                decided(&mut variants, id, Path::Sometimes);
                variants
            }
            NodeKind::Binary { operator: Binary::And, right, .. } => {
                // `more && "…"`: the text, or nothing that matters.
                self.at_depth(*right, next)
            }
            NodeKind::Conditional { then, otherwise, .. } => {
                let mut variants = self.at_depth(*then, next);
                variants.extend(self.at_depth(*otherwise, next));
                decided(&mut variants, id, Path::Sometimes);
                variants
            }
            // `match` and `case` as values
            NodeKind::If { branches, .. } if !branches.is_empty() => {
                let mut variants: Vec<Variant> =
                    branches.iter().flat_map(|branch| self.at_depth(self.last_of(*branch), next)).collect();
                decided(&mut variants, id, Path::Sometimes);
                variants
            }
            NodeKind::Call { .. } => self.call(id, next),
            NodeKind::Name(_) => self.named(id, next),
            // An enum's: `Conditions.OPEN.value`
            NodeKind::Member { base, name, .. }
                if matches!(name.as_str(), "value" | "rawValue")
                    && matches!(self.module.kind(*base), NodeKind::Member { .. })
                    && matches!(self.scopes.reaching(*base), Reaching::Assigned(_)) =>
            {
                self.at_depth(*base, next)
            }
            // Ruby: a method without parentheses, `<<~END.strip`
            NodeKind::Member { base, name, .. }
                if self.module.language() == Language::Ruby
                    && matches!(self.module.kind(*base), NodeKind::Text(_) | NodeKind::Call { .. })
                    && is_tidying(name) =>
            {
                let mut variants = self.at_depth(*base, next);
                variants.iter_mut().for_each(|variant| variant.is_grown = true);
                variants
            }
            NodeKind::Member { base, name, .. } => match self.entry_of(*base, name, next) {
                Some(variants) => variants,
                None => self.part(*base, name, next).unwrap_or_else(|| self.named(id, next)),
            },
            NodeKind::Index { base, index } => {
                let key = self.module.plain_text(*index).map(str::to_owned);
                if let Some(variants) = key.and_then(|key| self.entry_of(*base, &key, next)) {
                    return variants;
                }
                if self.is_beginning_of(id, *base) {
                    return self.tidied(*base, next);
                }
                if let Some(variants) = self.any_of_table(*base, next) {
                    return variants;
                }
                self.hole(id, Unresolved::BuiltAtRunTime)
            }
            NodeKind::Block(statements) if statements.len() == 1 || self.gives_last() => match statements.last() {
                Some(last) => self.at_depth(*last, next),
                None => Vec::new(),
            },
            NodeKind::List(elements) if elements.len() == 1 => match elements.first() {
                Some(only) => self.at_depth(*only, next),
                None => Vec::new(),
            },
            NodeKind::Object { entries, .. } => match entries.as_slice() {
                [only] if self.module.plain_text(only.key) == Some("Fn::Sub") => {
                    self.substituted(only.value).unwrap_or_else(|| self.hole(id, Unresolved::BuiltAtRunTime))
                }
                _ => self.hole(id, Unresolved::BuiltAtRunTime),
            },
            _ => self.hole(id, Unresolved::BuiltAtRunTime),
        }
    }

    /// True where a block gives what its last statement gives.
    fn gives_last(&self) -> bool {
        matches!(self.module.language(), Language::Rust | Language::Kotlin | Language::Ruby)
    }

    /// What a branch gives: its last statement.
    fn last_of(&self, branch: NodeId) -> NodeId {
        match self.module.kind(branch) {
            NodeKind::Block(statements) => statements.last().copied().unwrap_or(branch),
            _ => branch,
        }
    }

    /// `a`, `b` and `c` of `a + b + c`.
    fn operands(&self, id: NodeId) -> Vec<NodeId> {
        let mut operands = Vec::new();
        let mut at = id;
        while let NodeKind::Binary { operator: Binary::Add, left, right } = self.module.kind(at) {
            operands.push(*right);
            at = *left;
        }
        operands.push(at);
        operands.reverse();
        operands
    }

    fn text(&self, id: NodeId, parts: &[TextPart], depth: u8) -> Vec<Variant> {
        let mut variants = vec![Variant::default()];
        if parts.is_empty() {
            variants = vec![Variant::written("", Span::at(self.module.span(id).start + 1))];
        }
        for part in parts {
            match part {
                TextPart::Literal { text, map } => {
                    let pieces = self.split_at(&self.gaps(text), text, map);
                    for variant in &mut variants {
                        variant.pieces.extend(pieces.iter().cloned());
                    }
                }
                TextPart::Hole(inside) => {
                    let mut values = self.at_depth(*inside, depth);
                    if values.is_empty() {
                        values = self.hole(*inside, Unresolved::BuiltAtRunTime);
                    }
                    for value in &mut values {
                        value.become_foreign();
                    }
                    variants = product(&variants, &values);
                }
            }
        }
        variants
    }
}

impl Texts<'_, '_> {
    /// True for a text without what is left over at its end: `text[:-2]`, `text[:len(text)-2]`, `text[..^2]`, `text[0..-3]`.
    fn is_beginning_of(&self, slice: NodeId, base: NodeId) -> bool {
        let behind = Span::new(self.module.span(base).end, self.module.span(slice).end);
        let written = behind.slice(self.module.text()).unwrap_or_default();
        let inside = written.trim_start_matches(['?', ' ']).strip_prefix('[').unwrap_or_default().trim_start();
        let from_start = inside.strip_prefix('0').unwrap_or(inside).trim_start();
        from_start.starts_with([':', ',']) || from_start.starts_with("..")
    }
}

/// Methods that leave the words of a text as they are.
fn is_tidying(name: &str) -> bool {
    matches!(
        name,
        "strip" | "rstrip" | "lstrip" | "squish" | "chomp" | "chop" | "dup" | "to_s" | "freeze" | "squeeze" | "b"
    )
}
