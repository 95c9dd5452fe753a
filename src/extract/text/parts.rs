//! Texts that are parts of small values: pairs, tuples, records, members of enums.

use super::functions::FUNCTION_DEPTH;
use super::{Texts, Variant};
use crate::extract::scope::Reaching;
use crate::host::{Binary, NodeId, NodeKind};

/// Functions and types that make a pair or a tuple of what they are given.
const TUPLES: [&str; 6] = ["Pair", "Triple", "Tuple", "entry", "SimpleEntry", "SimpleImmutableEntry"];

/// Which element of a tuple a member is.
fn place_of(member: &str) -> Option<usize> {
    Some(match member {
        "first" | "Item1" | "getFirst" | "left" | "getLeft" | "key" | "getKey" | "_1" | "getValue0" => 0,
        "second" | "Item2" | "getSecond" | "right" | "getRight" | "value" | "getValue" | "_2" | "getValue1" => 1,
        "third" | "Item3" | "getThird" | "_3" | "getValue2" => 2,
        _ => return None,
    })
}

/// `expression` of `getExpression`.
fn property_of(getter: &str) -> String {
    let Some(rest) = getter.strip_prefix("get").filter(|rest| rest.starts_with(|first: char| first.is_uppercase()))
    else {
        return getter.to_owned();
    };
    let mut letters = rest.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

impl Texts<'_, '_> {
    /// The elements of a pair or a tuple as it is made.
    pub(super) fn elements_of_tuple(&self, id: NodeId) -> Option<Vec<NodeId>> {
        match self.module.kind(id) {
            NodeKind::List(elements) => Some(elements.clone()),
            NodeKind::Binary { operator: Binary::Pair, left, right } => Some(vec![*left, *right]),
            NodeKind::Call { callee, arguments, .. } => {
                let name = self.module.last_name(*callee)?;
                let of = match self.module.kind(*callee) {
                    NodeKind::Member { base, .. } => self.module.last_name(*base).unwrap_or_default(),
                    _ => "",
                };
                let makes =
                    TUPLES.contains(&name) || matches!(name, "of" | "Create" | "create") && TUPLES.contains(&of);
                makes.then(|| arguments.iter().map(|argument| argument.value).collect())
            }
            _ => None,
        }
    }

    /// `made.first`, `made.expression()`, `Column.ID.attribute`: a part of what a function of the file gives, or the
    /// text of a member of an enum.
    pub(super) fn part(&self, base: NodeId, member: &str, depth: u8) -> Option<Vec<Variant>> {
        if let Some(text) = self.text_of_enum(base) {
            return Some(self.at_depth(text, depth + 1));
        }
        let NodeKind::Name(_) = self.module.kind(base) else { return None };
        let Reaching::Assigned(reaching) = self.scopes.reaching(base) else { return None };
        let [(assigned, _)] = reaching.as_slice() else { return None };
        if assigned.partial {
            return None;
        }
        let made = match self.results(assigned.value) {
            Some(results) => results,
            None => vec![assigned.value],
        };
        let [made] = made.as_slice() else { return None };
        let part = self.part_of(*made, member)?;
        Some(self.inside_of(assigned.value, |texts| texts.at_depth(part, depth.saturating_add(FUNCTION_DEPTH))))
    }

    fn part_of(&self, made: NodeId, member: &str) -> Option<NodeId> {
        if let (Some(elements), Some(at)) = (self.elements_of_tuple(made), place_of(member)) {
            return elements.get(at).copied();
        }
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(made) else { return None };
        let parameters = self.scopes.components_of(self.module.last_name(*callee)?)?;
        let wanted = property_of(member);
        if let Some(named) = arguments.iter().find(|argument| argument.name.as_deref() == Some(&wanted)) {
            return Some(named.value);
        }
        let at = parameters.iter().position(|parameter| parameter.name == wanted)?;
        arguments.get(at).filter(|argument| argument.name.is_none()).map(|argument| argument.value)
    }

    /// The only value that a member of an enum is made with, where that is a text.
    fn text_of_enum(&self, id: NodeId) -> Option<NodeId> {
        let NodeKind::Member { .. } = self.module.kind(id) else { return None };
        let Reaching::Assigned(reaching) = self.scopes.reaching(id) else { return None };
        let [(assigned, _)] = reaching.as_slice() else { return None };
        let NodeKind::Other(values) = self.module.kind(assigned.value) else { return None };
        let [only] = values.as_slice() else { return None };
        matches!(self.module.kind(*only), NodeKind::Text(_)).then_some(*only)
    }
}

#[cfg(test)]
mod tests {
    use super::property_of;

    #[test]
    fn getters_name_properties() {
        for (getter, property) in [("getText", "text"), ("text", "text"), ("getter", "getter"), ("get", "get")] {
            assert_eq!(property_of(getter), property);
        }
    }
}
