//! The texts a module defines once and for all: what other modules may import.

use std::collections::HashMap;

use super::scope::Scopes;
use super::text::Texts;
use crate::host::{AssignOperator, Language, Module, NodeId, NodeKind, parse_wanted};

/// The constant texts of a text in some language: of its functions only what they depend on is read.
pub(crate) fn constants_of(text: &str, language: Language) -> HashMap<String, String> {
    constants(&parse_wanted(text, language, &|_, _| false))
}

/// Whether a text may define a constant of this name: the name stands before `=` or `:` in some line.
pub(crate) fn may_define(text: &str, name: &str) -> bool {
    let name = name.rsplit('.').next().unwrap_or(name);
    let ends = memchr::memmem::find_iter(text.as_bytes(), name).map(|at| at + name.len());
    let mut rests = ends.filter_map(|end| text.get(end..));
    rests.any(|rest| rest.split('\n').next().is_some_and(|line| line.contains(['=', ':'])))
}

/// The constant texts of a module: by name, and by class and name (`Orders.STATUS`).
///
/// ```
/// use ddbexpr::extract::constants;
/// use ddbexpr::host::{Language, parse};
///
/// let found = constants(&parse("A = 'x'\nclass K:\n    B = A + 'y'\n", Language::Python));
/// assert_eq!((found["A"].as_str(), found["K.B"].as_str()), ("x", "xy"));
/// ```
#[must_use]
pub fn constants(module: &Module<'_>) -> HashMap<String, String> {
    let scopes = Scopes::new(module);
    let texts = Texts { module, scopes: &scopes, imported: &|_, _| None };
    let mut found: HashMap<String, Option<String>> = HashMap::new();
    for id in module.nodes() {
        let NodeKind::Assign { target, value, operator: AssignOperator::Set, .. } = module.kind(id) else { continue };
        let NodeKind::Name(name) = module.kind(*target) else { continue };
        let scope = scopes.scope(id);
        let class = match module.kind(scope) {
            NodeKind::Class { name, .. } => name.clone(),
            _ if scope == module.root() => None,
            _ => continue,
        };
        let text = text_of(&texts, *value);
        for key in [Some(name.clone()), class.map(|class| format!("{class}.{name}"))].into_iter().flatten() {
            // What is defined twice is no constant.
            found.entry(key).and_modify(|known| *known = None).or_insert_with(|| text.clone());
        }
    }
    found.into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
}

fn text_of(texts: &Texts<'_, '_>, value: NodeId) -> Option<String> {
    matches!(texts.module.kind(value), NodeKind::Text(_) | NodeKind::Binary { .. } | NodeKind::Call { .. })
        .then(|| texts.constant(value))
        .flatten()
}
