//! The texts that an expression of a request may have, and how much of each is known.

use super::Alternative;
use crate::extract::builders::Built;
use crate::extract::found::Knowledge;
use crate::extract::gather::Slot;
use crate::extract::scope::Path;
use crate::extract::template::Template;
use crate::extract::text::{AllHanded, Handed, Texts, Unresolved, Variant, product};
use crate::host::{NodeId, NodeKind};
use crate::source::Span;
use crate::syntax::{ExpressionKind, parse};

impl Texts<'_, '_> {
    /// The texts a slot may hold, and how much of it is known; `None` where it holds no expression at all.
    pub(super) fn alternatives<'g>(
        &self,
        slot: &'g Slot,
        node: NodeId,
        kind: ExpressionKind,
        before: &[Alternative<'g>],
    ) -> (Option<Knowledge>, Vec<Alternative<'g>>) {
        if slot.trims {
            // What is known of the text stays known; its end is cut off.
            let is_known = !before.is_empty();
            let knowledge = if is_known { Knowledge::Partial } else { Knowledge::None(Unresolved::BuiltAtRunTime) };
            return (Some(knowledge), before.iter().map(trimmed).collect());
        }
        let mut variants = Vec::new();
        if slot.is_reference {
            variants.extend(self.of_intrinsic(node));
            if variants.is_empty() {
                return (Some(Knowledge::None(Unresolved::BuiltAtRunTime)), Vec::new());
            }
        }
        if let NodeKind::Function { .. } = self.module.kind(node) {
            // A visitor of syntax trees: `UpdateExpression(node) { … }`.
            return (None, Vec::new());
        }
        let maker = self.of_go_builder(node).unwrap_or(node);
        let built = self.built_expressions(maker, slot.node.index());
        if !built.is_empty() && slot.appends {
            let joined: Vec<Alternative<'g>> =
                before.iter().filter_map(|one| self.with_condition(one, slot, node)).collect();
            return (Some(Knowledge::Builder), joined);
        }
        if !built.is_empty() {
            let alternative = |built: Built| {
                let template = Template::of(&built.variant, kind);
                let variant = built.variant.clone();
                Alternative { slot, kind, template, variant, built: Some(built), handed: None }
            };
            return (Some(Knowledge::Builder), built.into_iter().map(alternative).collect());
        }
        if maker != node || self.is_builder(node) {
            return (Some(Knowledge::Builder), Vec::new());
        }
        if !slot.is_reference {
            variants = self.of(node);
        }
        if slot.appends {
            let mut before: Vec<Variant> = before.iter().map(|alternative| alternative.variant.clone()).collect();
            if before.is_empty() {
                before = self.made_elsewhere(node);
            }
            variants = product(&before, &variants);
            for variant in &mut variants {
                variant.is_grown = true;
                if slot.path != Path::Always {
                    variant.ways.insert(slot.node);
                }
            }
        }
        if variants.is_empty() {
            // `FilterExpression: undefined`
            return (None, Vec::new());
        }
        let handed = if slot.appends { AllHanded::default() } else { self.handed(node) };
        if !handed.texts.is_empty() {
            return known_of(slot, kind, handed);
        }
        let mut alternatives = Vec::new();
        let mut knowledge = Knowledge::Whole;
        for variant in &variants {
            if let Some(why) = variant.unresolved() {
                knowledge = knowledge.max(Knowledge::None(why));
                continue;
            }
            let template = Template::of(variant, kind);
            knowledge = knowledge.max(match (template.is_whole(), template.is_readable) {
                (true, _) => Knowledge::Whole,
                (false, true) => Knowledge::Partial,
                (false, false) => Knowledge::None(first_hole(variant)),
            });
            if template.text.trim_start().starts_with("{%") {
                // JSONata of a state machine.
                return (Some(Knowledge::None(Unresolved::BuiltAtRunTime)), Vec::new());
            }
            // What begins so is filled in places nobody can follow.
            if !self.is_written_out(node) && is_beginning(&template.text) {
                knowledge = knowledge.max(Knowledge::None(Unresolved::BuiltAtRunTime));
                continue;
            }
            // `"nonsense"`: a test that only looks whether it is passed on.
            if is_bare_word(&template.text, kind) {
                continue;
            }
            if template.is_whole() || template.is_readable {
                let variant = variant.clone();
                alternatives.push(Alternative { slot, kind, template, variant, built: None, handed: None });
            }
        }
        // What is known of one way is checked.
        if !alternatives.is_empty() && matches!(knowledge, Knowledge::None(_)) {
            knowledge = Knowledge::Partial;
        }
        (Some(knowledge), alternatives)
    }

    /// A literal, or a pointer to one: `aws.String("")`.
    fn is_written_out(&self, node: NodeId) -> bool {
        match self.module.kind(node) {
            NodeKind::Text(_) => true,
            NodeKind::Call { callee, arguments, .. } => match arguments.as_slice() {
                [only] => {
                    matches!(self.module.last_name(*callee), Some("String" | "StringPtr"))
                        && matches!(self.module.kind(only.value), NodeKind::Text(_))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// A condition with another one added to it: `params["FilterExpression"] &= Attr("a").exists()`.
    pub(super) fn with_condition<'g>(
        &self,
        before: &Alternative<'g>,
        slot: &'g Slot,
        added: NodeId,
    ) -> Option<Alternative<'g>> {
        let first = before.built.as_ref()?;
        let sign = Span::new(slot.name_span.end, self.module.span(added).start).slice(self.module.text())?;
        let word = if sign.contains("&=") { " AND " } else { " OR " };
        let built = self.built_expressions(added, slot.node.index()).into_iter().next()?;
        let mut variant =
            product(std::slice::from_ref(&first.variant), &[Variant::foreign(word, self.module.span(added))]);
        variant = product(&variant, std::slice::from_ref(&built.variant));
        let mut variant = variant.pop()?;
        if slot.path != Path::Always {
            variant.ways.insert(slot.node);
        }
        let template = Template::of(&variant, before.kind);
        let built = first.joined(&built, variant.clone());
        Some(Alternative { slot, kind: before.kind, template, variant, built: Some(built), handed: before.handed })
    }
}

/// What the callers of a function give: a part of all that it may be given, unless nobody else can call it.
pub(super) fn known_of(
    slot: &Slot,
    kind: ExpressionKind,
    handed: AllHanded,
) -> (Option<Knowledge>, Vec<Alternative<'_>>) {
    let mut alternatives: Vec<Alternative<'_>> = Vec::new();
    for Handed { function, call, variant } in handed.texts {
        let template = Template::of(&variant, kind);
        if (template.is_whole() || template.is_readable) && !is_bare_word(&template.text, kind) {
            let handed = Some((function, call));
            alternatives.push(Alternative { slot, kind, template, variant, built: None, handed });
        }
    }
    let knowledge = match (alternatives.is_empty(), handed.is_all) {
        (true, _) => Knowledge::None(Unresolved::Parameter),
        (false, true) => Knowledge::Whole,
        (false, false) => Knowledge::Partial,
    };
    (Some(knowledge), alternatives)
}

pub(super) fn first_hole(variant: &Variant) -> Unresolved {
    let why = variant.pieces.iter().find_map(|piece| match piece {
        crate::extract::text::Piece::Hole(hole) => Some(hole.why),
        crate::extract::text::Piece::Literal { .. } => None,
    });
    why.unwrap_or(Unresolved::BuiltAtRunTime)
}

/// Nothing, or a section of an update without anything in it.
pub(super) fn is_beginning(text: &str) -> bool {
    let word = text.trim();
    word.is_empty() || ["set", "remove", "add", "delete"].iter().any(|section| word.eq_ignore_ascii_case(section))
}

/// One word that is neither keyword nor placeholder is no condition and no update, and nobody meant it as one.
pub(super) fn is_bare_word(text: &str, kind: ExpressionKind) -> bool {
    let word = text.trim();
    let letters = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    let keyword = ["set", "remove", "add", "delete", "not"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
    kind != ExpressionKind::Projection && !word.is_empty() && letters && !keyword
}

/// An alternative whose end is cut off: a separator too many is nothing wrong.
pub(super) fn trimmed<'g>(alternative: &Alternative<'g>) -> Alternative<'g> {
    let mut variant = alternative.variant.clone();
    variant.is_grown = true;
    let template = Template::of(&variant, alternative.kind);
    Alternative { template, variant, ..alternative.clone() }
}

/// True for a text that is no expression yet.
pub(super) fn is_unfinished(alternative: &Alternative<'_>) -> bool {
    let text = alternative.template.text.trim();
    text.is_empty() || !parse(alternative.kind, text).errors.is_empty()
}
