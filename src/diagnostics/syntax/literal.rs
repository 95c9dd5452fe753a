//! Values written into an expression.

use super::Scene;
use crate::diagnostics::describe::Told;
use crate::diagnostics::fix::{value_placeholder, value_placeholder_beside};
use crate::diagnostics::{Applicability, Code, Edit};
use crate::problem::{ExpressionProblem, Part, ProblemKind};
use crate::source::Span;
use crate::syntax::{Token, TokenKind, is_reserved, lex};

impl<'c> Scene<'c> {
    /// Numbers and quoted text.
    pub(super) fn literal(&self) -> Option<Told> {
        let here = self.here();
        if !self.expected.contains(TokenKind::ValuePlaceholder) {
            return None;
        }
        let curly = matches!(self.text(here), "“" | "‘" | "„" | "«");
        let quote = matches!(self.text(here), "\"" | "'");
        if curly {
            return Some(self.curly_quotes());
        }
        if quote {
            return Some(
                Told::new(
                    Code::InlineLiteral,
                    "values cannot be written into an expression",
                    "quoted text without an end",
                )
                .help("put the text into ExpressionAttributeValues and write its `:` placeholder"),
            );
        }
        if here.kind == TokenKind::StringLiteral
            && let Some(told) = self.quoted_name()
        {
            return Some(told);
        }
        let (span, _) = self.literal_at(self.at)?;
        if let Some(told) = self.digit_placeholder(span) {
            return Some(told);
        }
        let (placeholder, edits) = self.move_literals(span)?;
        Some(
            Told::new(Code::InlineLiteral, "values cannot be written into an expression", "a literal value")
                .at(self.part(span))
                .help(format!("put it into ExpressionAttributeValues and write `{placeholder}`"))
                .fix(self.fix("move the value to ExpressionAttributeValues", Applicability::Unsafe, edits)),
        )
    }

    /// The literal that begins with a token, and the value it stands for.
    fn literal_at(&self, at: usize) -> Option<(Span, String)> {
        let token = self.tokens.get(at);
        match token.kind {
            TokenKind::StringLiteral => {
                let inside = self.text(token).get(1..self.text(token).len().saturating_sub(1))?;
                Some((token.span, format!("{{\"S\": {}}}", serde_json::Value::from(inside))))
            }
            TokenKind::Minus if self.tokens.get(at + 1).kind != TokenKind::Index => None,
            TokenKind::Index | TokenKind::Minus => {
                let bytes = self.spot.text.as_bytes();
                let length = |accepts: fn(u8) -> bool| {
                    let rest = bytes.get(token.span.end as usize..).unwrap_or_default();
                    rest.iter().take_while(|byte| accepts(**byte)).count()
                };
                let span =
                    |length: usize| Some(Span::new(token.span.start, token.span.end + u32::try_from(length).ok()?));
                // A date or a time is text: `2026-01-01`.
                let date = span(length(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'.')))?;
                let written = date.slice(self.spot.text)?;
                if token.kind == TokenKind::Index && written.len() >= 10 && written.as_bytes().get(4) == Some(&b'-') {
                    return Some((date, format!("{{\"S\": \"{written}\"}}")));
                }
                let number = span(length(|byte| byte.is_ascii_digit() || byte == b'.'))?;
                Some((number, format!("{{\"N\": \"{}\"}}", number.slice(self.spot.text)?)))
            }
            _ => None,
        }
    }

    /// All literals of the expression in one go, each with a placeholder of its own; and that of the one at `span`.
    fn move_literals(&self, span: Span) -> Option<(String, Vec<Edit>)> {
        let mut edits: Vec<Edit> = Vec::new();
        let mut own = None;
        for problem in self.context.problems {
            let (ProblemKind::Expression(ExpressionProblem::Syntax { expected, .. }), Part::Expression(kind, place)) =
                (&problem.kind, &problem.place.part)
            else {
                continue;
            };
            let at = self.tokens.as_slice().iter().position(|token| token.span.start >= place.start);
            let fits = *kind == self.spot.kind && expected.contains(TokenKind::ValuePlaceholder);
            let Some((at, (literal, value))) = at.filter(|_| fits).and_then(|at| Some((at, self.literal_at(at)?)))
            else {
                continue;
            };
            let word = self.nearest_name_before(at).unwrap_or("value");
            let taken = |candidate: &str| {
                edits.iter().any(|edit| matches!(edit, Edit::AddValue { placeholder, .. } if placeholder == candidate))
            };
            let placeholder = value_placeholder_beside(word, self.context.subject, taken);
            if literal == span {
                own = Some(placeholder.clone());
            }
            edits.push(self.spot.replace(literal, &*placeholder));
            edits.push(Edit::AddValue { placeholder, value });
        }
        Some((own?, edits))
    }

    /// `attribute_exists('a')`, `a = ':v'`: a name or a placeholder in quotes.
    fn quoted_name(&self) -> Option<Told> {
        let here = self.here();
        let inside = self.text(here).get(1..self.text(here).len().saturating_sub(1))?;
        let defined =
            self.context.subject.values.get(inside).is_some() || self.context.subject.names.get(inside).is_some();
        let called = self.before().is_some_and(|before| before.kind == TokenKind::LeftParenthesis)
            && self.at.checked_sub(2).is_some_and(|at| self.tokens.get(at).kind == TokenKind::Identifier);
        let only_word = matches!(lex(inside).as_slice(), [word, _] if word.kind == TokenKind::Identifier);
        if !(defined || called && only_word && !is_reserved(inside)) {
            return None;
        }
        let what = if defined { "placeholders" } else { "attribute names" };
        Some(
            Told::new(Code::InlineLiteral, format!("{what} are written without quotes"), "in quotes")
                .help(format!("write `{inside}`"))
                .fix(self.replacing("remove the quotes", Applicability::Unsafe, here.span, inside)),
        )
    }

    /// `“draft”`
    fn curly_quotes(&self) -> Told {
        let rest = self.spot.text.get(self.here().span.start as usize..).unwrap_or_default();
        let close = rest.char_indices().skip(1).find(|(_, character)| matches!(character, '”' | '’' | '“' | '»'));
        let told = Told::new(Code::InlineLiteral, "values cannot be written into an expression", "quoted text")
            .help("put the text into ExpressionAttributeValues and write its `:` placeholder");
        let inside = close.and_then(|(at, _)| rest.get(..at)).map(|text| text.chars().skip(1).collect::<String>());
        let (Some((at, close)), Some(inside)) = (close, inside) else { return told };
        let Ok(length) = u32::try_from(at + close.len_utf8()) else { return told };
        let span = Span::new(self.here().span.start, self.here().span.start + length);
        let placeholder = value_placeholder(self.nearest_name().unwrap_or("value"), self.context.subject);
        let value = format!("{{\"S\": {}}}", serde_json::Value::from(inside));
        let edits = vec![self.spot.replace(span, &*placeholder), Edit::AddValue { placeholder, value }];
        told.at(self.part(span)).fix(self.fix(
            "move the value to ExpressionAttributeValues",
            Applicability::Unsafe,
            edits,
        ))
    }

    /// `1` where `:1` is defined.
    fn digit_placeholder(&self, span: Span) -> Option<Told> {
        let placeholder = format!(":{}", span.slice(self.spot.text)?);
        self.context.subject.values.get(&placeholder)?;
        let fix = self.replacing(&format!("write `{placeholder}`"), Applicability::Safe, span, &placeholder);
        Some(
            Told::new(
                Code::MissingSigil,
                format!("a `:` is missing: `{placeholder}` is defined"),
                format!("`{placeholder}` without its `:`"),
            )
            .at(self.part(span))
            .related(Part::ValueKey(placeholder.clone()), "defined here")
            .help(format!("write `{placeholder}`"))
            .fix(fix),
        )
    }

    /// The last attribute name before the error.
    pub(super) fn nearest_name(&self) -> Option<&'c str> {
        self.nearest_name_before(self.at)
    }

    fn nearest_name_before(&self, at: usize) -> Option<&'c str> {
        let earlier = self.tokens.as_slice().get(..at)?.iter().rev();
        let named = |token: &&Token| matches!(token.kind, TokenKind::Identifier | TokenKind::NamePlaceholder);
        earlier.take(4).find(named).map(|token| self.text(*token).trim_start_matches('#'))
    }
}
