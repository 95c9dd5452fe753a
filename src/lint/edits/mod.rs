//! A fix as changes to the text it was found in: the expression and its maps together, or nothing at all.
//!
//! In comes a [`Fix`], which speaks of a request, and where the request is written; out come changes of bytes. What
//! is not written in a form that is known for sure is left alone: parts that only the running program knows,
//! constants that others use too, maps that something else fills.

mod add;
mod breaks;
mod forms;
mod lists;
mod literal;
mod parameter;
mod remove;
mod request;
mod scalar;
mod sites;
mod target;

pub(super) use request::RequestEdits;
pub(super) use sites::Sites;
pub(super) use target::Target;

use crate::diagnostics::{Edit, Fix};
use crate::extract::{EntrySite, MapSite};
use crate::source::Span;

/// Bytes of a text, and what comes in their place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Change {
    /// Which bytes.
    pub(super) span: Span,
    /// What comes in their place.
    pub(super) text: String,
}

impl Change {
    fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// Which of the two maps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Map {
    Names,
    Values,
}

/// What writes one fix.
struct Writer<'a> {
    target: &'a Target<'a>,
    sites: &'a Sites<'a>,
    changes: Vec<Change>,
}

/// The changes a fix makes to the text, in order; `None` where not all of it can be written.
pub(super) fn changes(fix: &Fix, target: &Target<'_>, sites: &Sites<'_>) -> Option<Vec<Change>> {
    let mut writer = Writer { target, sites, changes: Vec::new() };
    let mut added: [Vec<(&str, &str)>; 2] = [Vec::new(), Vec::new()];
    let mut removed: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
    let [new_names, new_values] = &mut added;
    let [old_names, old_values] = &mut removed;
    for edit in &fix.edits {
        match edit {
            Edit::Expression { kind, span, replacement } => writer.expression(*kind, *span, replacement)?,
            Edit::AddName { placeholder, name } => new_names.push((placeholder, name)),
            Edit::AddValue { placeholder, value } => new_values.push((placeholder, value)),
            Edit::RenameName { from, to } => writer.rename(Map::Names, from, to)?,
            Edit::RenameValue { from, to } => writer.rename(Map::Values, from, to)?,
            Edit::RemoveName(key) => old_names.push(key),
            Edit::RemoveValue(key) => old_values.push(key),
            Edit::RemoveMember(name) => writer.remove_member(name)?,
            Edit::AddExpression { kind, text } => writer.add_expression(*kind, text)?,
            Edit::BreakLine { kind, span } => writer.break_line(*kind, *span)?,
            Edit::SetText { at, from, to } => writer.set_text(at, from, to)?,
            Edit::QuoteNumbers { at } => writer.quote_numbers(at)?,
            Edit::ReshapeValue { placeholder, typed } => writer.reshape(placeholder, *typed)?,
        }
    }
    for (map, keys) in [Map::Names, Map::Values].into_iter().zip(&removed) {
        if !keys.is_empty() {
            writer.remove_entries(map, keys)?;
        }
    }
    let beside = fix.edits.iter().find_map(|edit| match edit {
        Edit::Expression { kind, .. } => Some(*kind),
        _ => None,
    });
    for (map, entries) in [Map::Names, Map::Values].into_iter().zip(&added) {
        if !entries.is_empty() {
            writer.add_entries(map, entries, beside)?;
        }
    }
    writer.finish()
}

impl<'a> Writer<'a> {
    fn text(&self) -> &'a str {
        self.sites.module.text()
    }

    fn slice(&self, span: Span) -> Option<&'a str> {
        span.slice(self.text())
    }

    fn map(&self, map: Map) -> &'a MapSite {
        match map {
            Map::Names => &self.target.names,
            Map::Values => &self.target.values,
        }
    }

    /// The one entry of a key.
    fn entry(&self, map: Map, key: &str) -> Option<&'a EntrySite> {
        let mut entries = self.map(map).entries.iter().filter(|entry| entry.key == key);
        entries.next().filter(|_| entries.next().is_none())
    }

    fn rename(&mut self, map: Map, from: &str, to: &str) -> Option<()> {
        let entry = self.entry(map, from)?;
        let inside = literal::inside(self.sites, entry.key_span)?;
        literal::fits(to, self.sites.module.language()).then_some(())?;
        self.changes.push(Change::new(inside, to));
        Some(())
    }

    /// The changes in order; nothing where one is in another's way.
    fn finish(mut self) -> Option<Vec<Change>> {
        self.changes.sort_by_key(|change| change.span);
        self.changes.dedup();
        let apart = self.changes.windows(2).all(|pair| match pair {
            [one, two] => one.span.end <= two.span.start,
            _ => true,
        });
        (apart && !self.changes.is_empty()).then_some(self.changes)
    }
}
