//! Single values of a request: a word in another's place, a number as text, a value with or without its type.

use super::forms::{self, Style};
use super::{Change, Map, Writer, literal};
use crate::host::{Language, NodeId, NodeKind, TextPart};
use crate::source::{Span, Step};

impl Writer<'_> {
    /// The one text or number at a place of the request becomes another text.
    pub(super) fn set_text(&mut self, at: &[Step], from: &str, to: &str) -> Option<()> {
        literal::fits(to, self.sites.module.language()).then_some(())?;
        let place = self.target.place(at)?;
        let written = self.slice(place)?;
        // The member of an enumeration: `ReturnValue.ALL_NEW`, `types.ReturnValueAllNew`.
        let change = match literal::inside(self.sites, place) {
            Some(inside) => (self.slice(inside)? == from).then(|| Change::new(inside, to))?,
            None => Change::new(place, enumerated(written, from, to)?),
        };
        self.changes.push(change);
        Some(())
    }

    /// Every number inside of a value becomes a text.
    pub(super) fn quote_numbers(&mut self, at: &[Step]) -> Option<()> {
        let place = self.target.place(at)?;
        let (module, style) = (self.sites.module, self.value_style(at)?);
        let inside = module.inside(self.sites.node(place)?);
        let mut numbers: Vec<Span> =
            inside.filter(|id| matches!(module.kind(*id), NodeKind::Number(_))).map(|id| module.span(id)).collect();
        numbers.sort();
        numbers.dedup();
        for span in &numbers {
            let digits = self.slice(*span)?;
            let before = self.slice(Span::new(place.start, span.start))?.trim_end();
            is_plain_number(digits).then_some(())?;
            (!before.ends_with('-')).then_some(())?;
            self.changes.push(Change::new(*span, style.text(digits)?));
        }
        (!numbers.is_empty()).then_some(())
    }

    /// How texts are written beside a value: as its placeholder is.
    fn value_style(&self, at: &[Step]) -> Option<Style> {
        let Some(Step::Member(key)) = at.get(1) else { return None };
        self.style(self.entry(Map::Values, key)?.key_span)
    }

    /// A value gets the name of its type, or loses it.
    pub(super) fn reshape(&mut self, placeholder: &str, typed: bool) -> Option<()> {
        let entry = self.entry(Map::Values, placeholder)?;
        let node = self.sites.node(entry.value_span)?;
        let style = self.style(entry.key_span)?;
        let text = if typed { self.with_type(node, &style)? } else { self.without_type(node, &style)? };
        self.changes.push(Change::new(entry.value_span, text));
        Some(())
    }

    fn with_type(&self, node: NodeId, style: &Style) -> Option<String> {
        let module = self.sites.module;
        let written = self.slice(module.span(node))?;
        let (code, inner) = match module.kind(node) {
            NodeKind::Text(parts) if parts.iter().all(|part| matches!(part, TextPart::Literal { .. })) => {
                ("S", written.to_owned())
            }
            NodeKind::Number(_) => ("N", is_plain_number(written).then(|| style.text(written))??),
            NodeKind::Bool(_) => ("BOOL", written.to_owned()),
            _ => return None,
        };
        forms::with_type(code, &inner, style)
    }

    /// A set, a list or a map would have to be built by the program.
    fn without_type(&self, node: NodeId, style: &Style) -> Option<String> {
        let module = self.sites.module;
        let NodeKind::Object { entries, .. } = module.kind(node) else { return None };
        let [entry] = entries.as_slice() else { return None };
        (!entry.spread).then_some(())?;
        let written = self.slice(module.span(entry.value))?.to_owned();
        match (module.plain_text(entry.key)?, module.kind(entry.value)) {
            ("S" | "BOOL", _) => Some(written),
            ("N", NodeKind::Text(_)) => {
                let digits = self.slice(literal::inside(self.sites, module.span(entry.value))?)?;
                // Clients of Python take no floating point numbers.
                let fits = is_plain_number(digits) && !(style.language == Language::Python && digits.contains('.'));
                fits.then(|| digits.to_owned())
            }
            _ => None,
        }
    }
}

/// `ReturnValue.ALL_NEW` with another word: in each language the words are spelled alike.
fn enumerated(written: &str, from: &str, to: &str) -> Option<String> {
    let is_word = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '.' | ':');
    written.chars().all(is_word).then_some(())?;
    let pascal = |word: &str| -> String {
        let parts = word.split('_').map(|part| {
            let (first, rest) = part.split_at(1.min(part.len()));
            format!("{first}{}", rest.to_ascii_lowercase())
        });
        parts.collect()
    };
    let spelled = [(from.to_owned(), to.to_owned()), (pascal(from), pascal(to))];
    let known = spelled.iter().find(|(from, _)| written.len() > from.len() && written.ends_with(from.as_str()));
    known.and_then(|(from, to)| Some(format!("{}{to}", written.strip_suffix(from.as_str())?)))
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(digits),
    }
}

#[cfg(test)]
mod tests {
    use super::{enumerated, is_plain_number};

    #[test]
    fn words_of_an_enumeration_keep_their_spelling() {
        for (written, wanted) in [
            ("ReturnValue.ALL_NEW", Some("ReturnValue.ALL_OLD")),
            ("types.ReturnValueAllNew", Some("types.ReturnValueAllOld")),
            ("ReturnValue::AllNew", Some("ReturnValue::AllOld")),
            ("ReturnValue.AllNew", Some("ReturnValue.AllOld")),
            ("ReturnValue.UPDATED_NEW", None),
            ("all_new()", None),
            ("ALL_NEW", None),
        ] {
            assert_eq!(enumerated(written, "ALL_NEW", "ALL_OLD").as_deref(), wanted, "{written}");
        }
    }

    #[test]
    fn numbers_without_signs_of_a_language_are_plain() {
        for (text, plain) in
            [("1", true), ("-2.5", true), ("1_000", false), ("1e3", false), ("0x1", false), ("", false)]
        {
            assert_eq!(is_plain_number(text), plain, "{text}");
        }
    }
}
