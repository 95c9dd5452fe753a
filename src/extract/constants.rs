//! The texts a module defines once and for all: what other modules may import.

use std::collections::HashMap;

use super::scope::Scopes;
use super::text::Texts;
use crate::host::{AssignOperator, Language, Module, NodeId, NodeKind, parse_wanted};

/// The constant texts of a text in some language, as [`constants`] has them; of its functions only what they depend on is
/// read.
///
/// ```
/// use ddbexpr::extract::constants_of;
/// use ddbexpr::host::Language;
///
/// assert_eq!(constants_of("export const A = 'x' + 'y';", Language::TypeScript)["A"], "xy");
/// ```
#[must_use]
pub fn constants_of(text: &str, language: Language) -> HashMap<String, String> {
    constants(&parse_wanted(text, language, &|_, _| false))
}

/// Whether a text may define a constant of this name, as far as can be told without reading it: the name stands before
/// `=` or `:` in some line.
///
/// ```
/// use ddbexpr::extract::may_define;
///
/// assert!(may_define("const STATUS = '#s'", "Orders.STATUS"));
/// assert!(!may_define("print(STATUS)", "STATUS"));
/// ```
#[must_use]
pub fn may_define(text: &str, name: &str) -> bool {
    let name = name.rsplit('.').next().unwrap_or(name);
    // `export default '…'`
    if name == "default" {
        return true;
    }
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
    let texts = Texts { module, scopes: &scopes, imported: &|_, _| None, call: None, round: None };
    let mut found: HashMap<String, Option<String>> = HashMap::new();
    // What is defined twice is no constant.
    let mut define = |key: String, text: Option<String>| {
        found.entry(key).and_modify(|known| *known = None).or_insert(text);
    };
    for id in module.nodes() {
        let NodeKind::Assign { target, value, operator: AssignOperator::Set, .. } = module.kind(id) else { continue };
        let scope = scopes.scope(id);
        let class = match module.kind(scope) {
            NodeKind::Class { name, .. } => name.clone(),
            _ if scope == module.root() => None,
            _ => continue,
        };
        let own = match module.kind(*target) {
            NodeKind::Name(name) => name.clone(),
            NodeKind::Member { base, name, .. } if class.is_none() => match (module.last_name(*base), name.as_str()) {
                // `module.exports = { … }`
                (Some("module"), "exports") => String::new(),
                (Some("exports"), name) => name.to_owned(),
                _ => continue,
            },
            _ => continue,
        };
        if let Some(object) = object_of(module, *value) {
            let mut members = Vec::new();
            members_of(&texts, object, &own, &mut members, 0);
            for (key, text) in members {
                // `export default own`
                let rest = key.strip_prefix(&own).and_then(|rest| rest.strip_prefix('.')).filter(|_| !own.is_empty());
                if let Some(rest) = rest {
                    define(format!("default.{rest}"), Some(text.clone()));
                }
                define(key, Some(text));
            }
            continue;
        }
        let text = text_of(&texts, *value);
        for key in [Some(own.clone()), class.map(|class| format!("{class}.{own}"))].into_iter().flatten() {
            define(key, text.clone());
        }
    }
    found.into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
}

/// Objects in objects are looked into this far.
const DEEPEST: u8 = 3;

/// An object that is written out, by itself or frozen: `Object.freeze({ … })`.
fn object_of(module: &Module<'_>, value: NodeId) -> Option<NodeId> {
    match module.kind(value) {
        NodeKind::Object { type_name: None, .. } => Some(value),
        NodeKind::Call { callee, arguments, .. } => match arguments.as_slice() {
            [only] if matches!(module.last_name(*callee), Some("freeze" | "MappingProxyType")) => {
                object_of(module, only.value)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The texts that an object holds, by their paths.
fn members_of(texts: &Texts<'_, '_>, object: NodeId, path: &str, into: &mut Vec<(String, String)>, depth: u8) {
    let NodeKind::Object { entries, .. } = texts.module.kind(object) else { return };
    for entry in entries.iter().filter(|entry| !entry.spread) {
        let Some(key) = texts.module.plain_text(entry.key) else { continue };
        let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match object_of(texts.module, entry.value) {
            Some(inner) if depth < DEEPEST => members_of(texts, inner, &path, into, depth + 1),
            _ => into.extend(text_of(texts, entry.value).map(|text| (path, text))),
        }
    }
}

fn text_of(texts: &Texts<'_, '_>, value: NodeId) -> Option<String> {
    matches!(texts.module.kind(value), NodeKind::Text(_) | NodeKind::Binary { .. } | NodeKind::Call { .. })
        .then(|| texts.constant(value))
        .flatten()
}
