//! Values written into an expression.

use super::Scene;
use crate::diagnostics::describe::Told;
use crate::diagnostics::fix::value_placeholder;
use crate::diagnostics::{Applicability, Code, Edit};
use crate::source::Span;
use crate::syntax::{Token, TokenKind};

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
        let negative = here.kind == TokenKind::Minus && self.next().kind == TokenKind::Index;
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
        let (span, value) = match here.kind {
            TokenKind::StringLiteral => {
                let inside = self.text(here).get(1..self.text(here).len().saturating_sub(1))?;
                (here.span, format!("{{\"S\": {}}}", serde_json::Value::from(inside)))
            }
            TokenKind::Index | TokenKind::Minus if here.kind == TokenKind::Index || negative => {
                let bytes = self.spot.text.as_bytes();
                let mut end = here.span.end as usize;
                while bytes.get(end).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.') {
                    end += 1;
                }
                let span = Span::new(here.span.start, u32::try_from(end).ok()?);
                if let Some(told) = self.digit_placeholder(span) {
                    return Some(told);
                }
                (span, format!("{{\"N\": \"{}\"}}", span.slice(self.spot.text)?))
            }
            _ => return None,
        };
        let placeholder = value_placeholder(self.nearest_name().unwrap_or("value"), self.context.subject);
        let edits =
            vec![self.spot.replace(span, &*placeholder), Edit::AddValue { placeholder: placeholder.clone(), value }];
        Some(
            Told::new(Code::InlineLiteral, "values cannot be written into an expression", "a literal value")
                .at(self.part(span))
                .help(format!("put it into ExpressionAttributeValues and write `{placeholder}`"))
                .fix(self.fix("move the value to ExpressionAttributeValues", Applicability::Unsafe, edits)),
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
            .related(crate::problem::Part::ValueKey(placeholder.clone()), "defined here")
            .help(format!("write `{placeholder}`"))
            .fix(fix),
        )
    }

    /// The last attribute name before the error.
    pub(super) fn nearest_name(&self) -> Option<&'c str> {
        let earlier = self.tokens.as_slice().get(..self.at)?.iter().rev();
        let named = |token: &&Token| matches!(token.kind, TokenKind::Identifier | TokenKind::NamePlaceholder);
        earlier.take(4).find(named).map(|token| self.text(*token).trim_start_matches('#'))
    }
}
