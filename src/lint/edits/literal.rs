//! Text inside of a literal: where it stands, and what can be written there without escapes.

use super::{Change, Sites, Writer};
use crate::host::{Language, NodeKind, TextPart};
use crate::source::Span;
use crate::syntax::ExpressionKind;

/// The words after `#` that Velocity takes for its own.
const DIRECTIVES: [&str; 13] = [
    "set", "if", "else", "elseif", "end", "foreach", "include", "parse", "stop", "break", "evaluate", "define", "macro",
];

/// Where the text of the one literal inside of `span` stands, without its quotes.
pub(super) fn inside(sites: &Sites<'_>, span: Span) -> Option<Span> {
    let module = sites.module;
    let node = sites.node(span)?;
    let mut texts = module.inside(node).filter(|id| matches!(module.kind(*id), NodeKind::Text(_)));
    let text = texts.next().filter(|_| texts.next().is_none())?;
    let NodeKind::Text(parts) = module.kind(text) else { return None };
    let [TextPart::Literal { text, map }] = parts.as_slice() else { return None };
    let whole = Span::new(0, u32::try_from(text.len()).ok()?);
    (!whole.is_empty() && map.is_verbatim(whole)).then(|| map.to_host(whole))
}

/// True where `text` stands for itself in every kind of quotes of a language.
pub(super) fn fits(text: &str, language: Language) -> bool {
    let is_special = |one: char| one.is_control() || matches!(one, '"' | '\'' | '`' | '\\' | '$' | '{' | '}' | '%');
    let is_directive = || {
        let mut words = text.split('#').skip(1);
        words.any(|rest| {
            let word = rest.split(|one: char| !one.is_ascii_alphanumeric()).next().unwrap_or_default();
            DIRECTIVES.contains(&word)
        })
    };
    let is_safe = language != Language::Vtl || !is_directive();
    is_safe && !text.contains(is_special)
}

impl Writer<'_> {
    /// Bytes of an expression are replaced where they stand in the program.
    pub(super) fn expression(&mut self, kind: ExpressionKind, span: Span, replacement: &str) -> Option<()> {
        let language = self.sites.module.language();
        fits(replacement, language).then_some(())?;
        let expression = self.target.expressions.iter().find(|one| one.kind == kind)?;
        let template = &expression.template;
        let place = if span.is_empty() {
            // Beside a byte that stands there as it is.
            let before = Span::new(span.start.checked_sub(1).unwrap_or(u32::MAX), span.start);
            let after = Span::new(span.start, span.start + 1);
            let length = u32::try_from(template.text.len()).ok()?;
            if before.start < before.end && template.is_editable(before) {
                Span::at(template.map.to_host(before).end)
            } else if after.end <= length && template.is_editable(after) {
                Span::at(template.map.to_host(after).start)
            } else {
                return None;
            }
        } else {
            template.is_editable(span).then(|| template.map.to_host(span))?
        };
        let same = place.len() == span.len() && self.slice(place) == span.slice(&template.text);
        // A constant may be used by others.
        let value = expression.value;
        let is_there = value.start <= place.start && place.end <= value.end;
        (same && (is_there || self.sites.is_local(place, value))).then_some(())?;
        self.changes.push(Change::new(place, replacement));
        match language {
            Language::Yaml => self.quote_plain(value, place, replacement),
            Language::Bash => self.is_quoted(value, place).then_some(()),
            _ => Some(()),
        }
    }

    /// A plain scalar of YAML gets quotes where what comes into it asks for them.
    fn quote_plain(&mut self, value: Span, place: Span, replacement: &str) -> Option<()> {
        let written = self.slice(value)?;
        let is_inside = value.start <= place.start && place.end <= value.end;
        if !is_inside || written.starts_with(['"', '\'', '|', '>', '!', '&', '*', '{', '[']) {
            return Some(());
        }
        let is_plain = !replacement.contains('#') && !replacement.contains(": ") && !replacement.ends_with(':');
        if is_plain {
            return Some(());
        }
        let is_plain_line = !written.contains(['"', '\\', '\n']);
        is_plain_line.then_some(())?;
        self.changes.insert(0, Change::new(Span::at(value.start), "\""));
        self.changes.push(Change::new(Span::at(value.end), "\""));
        Some(())
    }

    /// A word of a shell without quotes says something else with any of an expression's signs.
    fn is_quoted(&self, value: Span, place: Span) -> bool {
        let is_inside = value.start < place.start && place.end < value.end;
        is_inside && self.slice(value).is_some_and(|written| written.contains(['"', '\'']))
    }
}
