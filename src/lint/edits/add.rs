//! New entries of a map, written like those it has.

use super::forms::{self, Style};
use super::lists::{indentation, insert_after, line_end, newline};
use super::sites::Written;
use super::{Change, Map, Writer, literal};
use crate::extract::EntrySite;
use crate::host::Language;
use crate::source::Span;
use crate::syntax::ExpressionKind;

impl Writer<'_> {
    /// Entries come to a map: beside its others, into an empty one, or with the map itself.
    pub(super) fn add_entries(
        &mut self,
        map: Map,
        entries: &[(&str, &str)],
        beside: Option<ExpressionKind>,
    ) -> Option<()> {
        let language = self.sites.module.language();
        entries.iter().all(|(key, _)| literal::fits(key, language)).then_some(())?;
        let site = self.map(map);
        if site.is_open || site.entries.iter().any(|entry| entry.is_conditional) {
            return None;
        }
        if !site.entries.is_empty() {
            return self.add_to_entries(map, entries);
        }
        match site.literal {
            Some(literal) => self.fill(map, literal, entries),
            None if site.name.is_none() && !self.target.is_open => self.add_parameter(map, entries, beside),
            None => None,
        }
    }

    /// Written after the last entry, as that one or one beside it is.
    fn add_to_entries(&mut self, map: Map, entries: &[(&str, &str)]) -> Option<()> {
        let site = self.map(map);
        let last = site.entries.iter().max_by_key(|entry| entry.span)?;
        let written = self.sites.entry(last.key_span, last.value_span)?;
        let (model, span) = site.entries.iter().rev().find_map(|entry| {
            literal::inside(self.sites, entry.key_span)?;
            let span = match self.sites.entry(entry.key_span, entry.value_span)? {
                Written::Listed(list) => list.items.get(list.at).copied()?,
                Written::Chained(span) | Written::Statement(span) => span,
            };
            Some((entry, span))
        })?;
        let copies = entries.iter().map(|(key, value)| self.copy(map, model, span, key, value));
        let copies: Vec<String> = copies.collect::<Option<_>>()?;
        let changes = match written {
            Written::Listed(list) => {
                let is_full = list.most.is_some_and(|most| list.items.len() + copies.len() > most);
                if is_full { return None } else { insert_after(self.text(), &list, &copies)? }
            }
            Written::Chained(span) => vec![Change::new(Span::at(span.end), copies.concat())],
            Written::Statement(span) => vec![self.statements_after(span, &copies)?],
        };
        self.changes.extend(changes);
        Some(())
    }

    /// Lines after a statement that has its line for itself.
    pub(super) fn statements_after(&self, span: Span, new: &[String]) -> Option<Change> {
        let text = self.text();
        let indentation = indentation(text, span.start)?;
        let end = line_end(text, span.end);
        let rest = Span::new(span.end, end).slice(text)?.trim_end();
        matches!(rest, "" | ";").then_some(())?;
        let newline = newline(text);
        let lines = new.iter().map(|one| format!("{newline}{indentation}{one}{rest}"));
        Some(Change::new(Span::at(end), lines.collect::<String>()))
    }

    /// The text of an entry with another key and another value.
    fn copy(&self, map: Map, model: &EntrySite, span: Span, key: &str, value: &str) -> Option<String> {
        let key_inside = literal::inside(self.sites, model.key_span)?;
        let (place, value) = match map {
            Map::Names => self.name_like(model, key_inside, value)?,
            Map::Values if self.is_json_for_php(map) => return None,
            Map::Values => {
                let style = self.style(model.key_span)?;
                let shape = self.target.shape;
                let written = forms::value(value, &style, shape, self.text())?;
                (model.value_span, self.without_sign_before(model.value_span, written))
            }
        };
        let text = self.text();
        let parts = [
            Span::new(span.start, key_inside.start).slice(text)?,
            key,
            Span::new(key_inside.end, place.start).slice(text)?,
            &value,
            Span::new(place.end, span.end).slice(text)?,
        ];
        Some(parts.concat())
    }

    /// A value without the `&` that stands before its place already: `&types.AttributeValueMemberN{…}`.
    fn without_sign_before(&self, place: Span, written: String) -> String {
        let before = self.text().get(..place.start as usize).unwrap_or_default();
        match written.strip_prefix('&') {
            Some(bare) if before.trim_end().ends_with('&') => bare.to_owned(),
            _ => written,
        }
    }

    /// Where the name in an entry is written, and what comes in its place.
    fn name_like(&self, model: &EntrySite, key_inside: Span, name: &str) -> Option<(Span, String)> {
        literal::fits(name, self.sites.module.language()).then_some(())?;
        if let Some(inside) = literal::inside(self.sites, model.value_span) {
            // Text without quotes.
            let is_plain = inside == model.value_span;
            return (!is_plain || is_word(name)).then(|| (inside, name.to_owned()));
        }
        // A constant's place is taken by a text, quoted as the key is.
        let is_constant = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '.' | ':' | '$');
        self.slice(model.value_span)?.chars().all(is_constant).then_some(())?;
        let before = self.slice(Span::new(model.key_span.start, key_inside.start))?;
        let after = self.slice(Span::new(key_inside.end, model.key_span.end))?;
        (!before.is_empty()).then(|| (model.value_span, format!("{before}{name}{after}")))
    }

    /// True for a map that is JSON in a text, whose values a function of the program gives their types.
    fn is_json_for_php(&self, map: Map) -> bool {
        let literal = self.map(map).literal.and_then(|literal| self.slice(literal));
        self.sites.module.language() == Language::Php && literal.is_some_and(|written| written.starts_with('{'))
    }

    /// How texts are written around the literal that stands there.
    pub(super) fn style(&self, written: Span) -> Option<Style> {
        Some(Style::new(self.sites.module.language(), self.slice(written)?, self.text()))
    }

    /// The first entries of an empty map.
    fn fill(&mut self, map: Map, literal: Span, entries: &[(&str, &str)]) -> Option<()> {
        if self.is_json_for_php(map) {
            return None;
        }
        let written = self.slice(literal)?;
        let open = written.rfind(['{', '[', '('])?;
        let inside = written.get(open + 1..)?;
        let close = inside.trim_start();
        matches!(close, "}" | "]" | ")").then_some(())?;
        let beside = self.target.expressions.first()?;
        let style = self.style(beside.value)?;
        let texts = forms::entries(map == Map::Names, entries, &style, self.target.shape, self.text())?;
        let from = literal.start + u32::try_from(open + 1).ok()?;
        let place = Span::new(from, literal.end.checked_sub(1)?);
        let pad = style.padding();
        self.changes.push(Change::new(place, format!("{pad}{}{pad}", texts.join(", "))));
        Some(())
    }
}

/// True for a text that is one word wherever it stands.
fn is_word(text: &str) -> bool {
    let first = text.starts_with(|one: char| one.is_ascii_alphabetic() || one == '_');
    let is_keyword = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    first && !is_keyword && text.chars().all(|one| one.is_ascii_alphanumeric() || one == '_')
}
