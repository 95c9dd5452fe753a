//! Texts that are members of objects: of dictionaries, of what functions give.

use super::{DEEPEST, FUNCTION_DEPTH, MOST_VARIANTS, Texts, Variant};
use crate::extract::scope::{Assigned, Path, Reaching, key_of};
use crate::extract::ways::decided;
use crate::host::{AssignOperator, Binary, Entry, NodeId, NodeKind};

impl Texts<'_, '_> {
    /// `X.key` and `X["key"]` where `X` is an object of the same file, or what a function of it gives.
    pub(super) fn entry_of(&self, base: NodeId, key: &str, depth: u8) -> Option<Vec<Variant>> {
        match self.module.kind(base) {
            NodeKind::Name(_) | NodeKind::Member { .. } | NodeKind::Call { .. } => self.member_of(base, key, depth),
            _ => None,
        }
    }

    /// `const { UpdateExpression: text } = build(x)`: the member that a name of a pattern is given.
    pub(super) fn part_of_pattern(&self, assigned: &Assigned, name: NodeId, depth: u8) -> Option<Vec<Variant>> {
        let NodeKind::Assign { target, .. } = self.module.kind(assigned.node) else { return None };
        let pattern = self.module.span(*target).slice(self.module.text())?;
        let key = key_of(pattern, self.scopes.path_name(name)?)?;
        self.member_of(assigned.value, key, depth)
    }

    fn member_of(&self, id: NodeId, key: &str, depth: u8) -> Option<Vec<Variant>> {
        if depth > DEEPEST {
            return None;
        }
        let next = depth + 1;
        match self.module.kind(id) {
            NodeKind::Object { entries, .. } => {
                let is_own = |entry: &&Entry| !entry.spread && self.module.plain_text(entry.key) == Some(key);
                Some(self.at_depth(entries.iter().rev().find(is_own)?.value, next))
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => self.member_of_variable(id, key, next),
            NodeKind::Call { arguments, .. } => {
                let Some(results) = self.results(id) else {
                    // Object.freeze({…})
                    let [only] = arguments.as_slice() else { return None };
                    let is_object = matches!(self.module.kind(only.value), NodeKind::Object { .. });
                    return if is_object { self.member_of(only.value, key, next) } else { None };
                };
                self.inside_of(id, |texts| texts.of_each(id, &results, key, depth.saturating_add(FUNCTION_DEPTH)))
            }
            NodeKind::Conditional { then, otherwise, .. } => self.of_each(id, &[*then, *otherwise], key, next),
            NodeKind::Binary { operator: Binary::Or, left, right } => self.of_each(id, &[*left, *right], key, next),
            _ => None,
        }
    }

    /// The member of each of several objects, one of which it is.
    fn of_each(&self, by: NodeId, objects: &[NodeId], key: &str, depth: u8) -> Option<Vec<Variant>> {
        let mut variants = Vec::new();
        for object in objects.iter().filter(|object| **object != by) {
            if matches!(self.module.kind(*object), NodeKind::Null) {
                continue;
            }
            variants.extend(self.member_of(*object, key, depth)?);
        }
        if objects.len() > 1 {
            decided(&mut variants, by, Path::Sometimes);
        }
        (!variants.is_empty() && variants.len() <= MOST_VARIANTS).then_some(variants)
    }

    fn member_of_variable(&self, id: NodeId, key: &str, depth: u8) -> Option<Vec<Variant>> {
        let reaching = match self.scopes.reaching(id) {
            Reaching::Assigned(reaching) => reaching,
            // `COLUMNS["owner"]` of another module.
            Reaching::Imported(module, imported) => {
                let text = (self.imported)(module, &format!("{imported}.{key}"))?;
                return Some(vec![Variant::foreign(&text, self.module.span(id))]);
            }
            _ => return None,
        };
        let [(assigned, _)] = reaching.as_slice() else { return None };
        if assigned.partial || assigned.operator != AssignOperator::Set || assigned.value == id {
            return None;
        }
        let name = self.scopes.path_name(id)?;
        let mut given = self.member_of(assigned.value, key, depth);
        // `{ text: "" }` is given to whoever fills it.
        let is_empty = |variant: &Variant| variant.plain().is_some_and(|text| text.trim().is_empty());
        if given.as_ref().is_some_and(|given| given.iter().all(is_empty)) {
            given = None;
        }
        // `result.key = "…"`
        for late in self.scopes.late(name, id).iter().filter(|late| late.key == Some(key) && late.node < id) {
            let path = self.scopes.path(late.node, id)?;
            if late.operator != AssignOperator::Set {
                return None;
            }
            let mut texts = self.at_depth(late.value, depth);
            decided(&mut texts, late.node, path);
            match given.as_mut().filter(|_| path != Path::Always) {
                Some(given) => given.extend(texts),
                None => given = Some(texts),
            }
        }
        given.filter(|variants| variants.len() <= MOST_VARIANTS)
    }

    /// `TEXTS[kind]`: any of the texts of a table.
    pub(super) fn any_of_table(&self, base: NodeId, depth: u8) -> Option<Vec<Variant>> {
        let Reaching::Assigned(reaching) = self.scopes.reaching(base) else { return None };
        let [(assigned, _)] = reaching.as_slice() else { return None };
        let NodeKind::Object { entries, .. } = self.module.kind(assigned.value) else { return None };
        let is_text = |entry: &Entry| !entry.spread && matches!(self.module.kind(entry.value), NodeKind::Text(_));
        if entries.is_empty() || entries.len() > MOST_VARIANTS || !entries.iter().all(is_text) {
            return None;
        }
        let mut variants: Vec<Variant> =
            entries.iter().flat_map(|entry| self.at_depth(entry.value, depth + 1)).collect();
        decided(&mut variants, base, Path::Sometimes);
        Some(variants)
    }
}
