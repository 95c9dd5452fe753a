//! Line breaks inside of an expression, where its literal can hold them.

use super::lists::{line_start, newline};
use super::{Change, Writer};
use crate::host::Language;
use crate::source::Span;
use crate::syntax::ExpressionKind;

impl Writer<'_> {
    /// Blanks become a line break and the indentation of the line where the expression begins, one step deeper.
    pub(super) fn break_line(&mut self, kind: ExpressionKind, span: Span) -> Option<()> {
        let expression = self.target.expressions.iter().find(|one| one.kind == kind)?;
        let template = &expression.template;
        template.is_editable(span).then_some(())?;
        let (place, value) = (template.map.to_host(span), expression.value);
        let is_there = value.start <= place.start && place.end <= value.end;
        let same = place.len() == span.len() && self.slice(place) == span.slice(&template.text);
        (same && is_there && self.holds_lines(place)?).then_some(())?;
        let text = self.text();
        let start = line_start(text, value.start);
        let line = text.get(start as usize..value.start as usize)?;
        let indentation = line.get(..line.len() - line.trim_start_matches([' ', '\t']).len())?;
        let step =
            if indentation.starts_with('\t') || self.sites.module.language() == Language::Go { "\t" } else { "  " };
        self.changes.push(Change::new(place, format!("{}{indentation}{step}", newline(text))));
        Some(())
    }

    /// True where the literal around a place can hold line breaks as they are.
    fn holds_lines(&self, place: Span) -> Option<bool> {
        use Language as L;
        let literal = self.sites.text_around(place)?;
        let written = self.slice(literal)?;
        let prefix = written.trim_start_matches(|one: char| one.is_ascii_alphabetic() || matches!(one, '@' | '$'));
        Some(match self.sites.module.language() {
            L::JavaScript | L::TypeScript | L::Tsx | L::Go => written.starts_with('`'),
            L::Python => prefix.starts_with("\"\"\"") || prefix.starts_with("'''"),
            L::Kotlin => written.starts_with("\"\"\""),
            L::CSharp => written.starts_with('@'),
            L::Php | L::Ruby | L::Bash => written.starts_with(['"', '\'']),
            L::Rust => written.starts_with(['"', 'r']),
            _ => false,
        })
    }
}
