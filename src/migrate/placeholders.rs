//! Placeholders for every name and value: `#state`, `:state`, `:state2`.

use serde_json::{Map, Value};

/// The two maps of a request, as they grow.
#[derive(Default)]
pub(super) struct Placeholders {
    names: Map<String, Value>,
    values: Map<String, Value>,
}

impl Placeholders {
    /// The placeholder of a name; the same name has one.
    ///
    /// Also where the name could stand by itself: whether it may is not for a reader to look up.
    pub(super) fn name(&mut self, name: &str) -> String {
        if let Some((placeholder, _)) = self.names.iter().find(|(_, own)| own.as_str() == Some(name)) {
            return placeholder.clone();
        }
        let placeholder = free(&self.names, '#', name);
        self.names.insert(placeholder.clone(), name.into());
        placeholder
    }

    /// A placeholder for a value that the attribute `name` is compared with.
    pub(super) fn value(&mut self, name: &str, value: &Value) -> String {
        let placeholder = free(&self.values, ':', name);
        self.values.insert(placeholder.clone(), value.clone());
        placeholder
    }

    pub(super) fn into_maps(self) -> (Map<String, Value>, Map<String, Value>) {
        (self.names, self.values)
    }
}

/// Longest part of a name that goes into a placeholder.
const LONGEST: usize = 40;

/// A placeholder that nothing has yet, made from what of the name may be in one.
fn free(taken: &Map<String, Value>, sigil: char, name: &str) -> String {
    let kept: String =
        name.chars().filter(|character| character.is_ascii_alphanumeric() || *character == '_').collect();
    let kept = if kept.is_empty() { "a" } else { kept.get(..LONGEST).unwrap_or(&kept) };
    let first = format!("{sigil}{kept}");
    if !taken.contains_key(&first) {
        return first;
    }
    (2_usize..).map(|number| format!("{sigil}{kept}{number}")).find(|one| !taken.contains_key(one)).unwrap_or(first)
}
