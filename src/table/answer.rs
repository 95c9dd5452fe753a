//! Answers as JSON texts, written member by member.

use crate::value::{Item, write_item, write_text};

/// A JSON object that is being written.
#[derive(Debug)]
pub(super) struct Object(String);

impl Object {
    pub(super) fn new() -> Self {
        Self::with_room(0)
    }

    /// An object that will be about so many bytes long.
    pub(super) fn with_room(bytes: usize) -> Self {
        let mut text = String::with_capacity(bytes.saturating_add(64));
        text.push('{');
        Self(text)
    }

    fn name(&mut self, name: &str) -> &mut String {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        write_text(name, &mut self.0);
        self.0.push(':');
        &mut self.0
    }

    /// A member whose value is JSON already.
    pub(super) fn json(&mut self, name: &str, json: &str) {
        self.name(name).push_str(json);
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        write_text(text, self.name(name));
    }

    pub(super) fn count(&mut self, name: &str, count: impl std::fmt::Display) {
        self.name(name).push_str(&count.to_string());
    }

    /// A number that may have a fraction, and is written with one: `1.0`.
    pub(super) fn units(&mut self, name: &str, units: f64) {
        self.name(name).push_str(&format!("{units:?}"));
    }

    pub(super) fn flag(&mut self, name: &str, flag: bool) {
        self.name(name).push_str(if flag { "true" } else { "false" });
    }

    pub(super) fn item(&mut self, name: &str, item: &Item) {
        write_item(item, self.name(name));
    }

    pub(super) fn items<'i>(&mut self, name: &str, items: impl IntoIterator<Item = &'i Item>) {
        let out = self.name(name);
        out.push('[');
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            write_item(item, out);
        }
        out.push(']');
    }

    /// A list whose elements are JSON already.
    pub(super) fn list(&mut self, name: &str, elements: impl IntoIterator<Item = String>) {
        let json = list(elements);
        self.json(name, &json);
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A JSON array whose elements are JSON already.
pub(super) fn list(elements: impl IntoIterator<Item = String>) -> String {
    let elements: Vec<String> = elements.into_iter().collect();
    format!("[{}]", elements.join(","))
}
