//! Operators of other languages, and arithmetic where there is none.

use super::Scene;
use crate::diagnostics::describe::Told;
use crate::diagnostics::{Applicability, Code};
use crate::source::Span;
use crate::syntax::{ExpressionKind, Token, TokenKind};

impl<'c> Scene<'c> {
    /// `==`, `!=`, `&&`, `||`, `!`, `+=`
    pub(super) fn foreign_operator(&self) -> Option<Told> {
        let (before, here, next) = (self.before(), self.here(), self.next());
        let touches = |one: Token, two: Token| one.span.end == two.span.start;
        let told = |written: &str, span: Span, means: &str| {
            Told::new(
                Code::ForeignOperator,
                format!("`{written}` is not an operator"),
                format!("DynamoDB writes `{}`", means.trim()),
            )
            .at(self.part(span))
            .help(format!("write `{}`", means.trim()))
            .fix(self.replacing(&format!("write `{}`", means.trim()), Applicability::Safe, span, means))
        };
        if let Some(before) = before {
            let both = before.span.to(here.span);
            match (before.kind, here.kind) {
                (TokenKind::Equal, TokenKind::Equal) if touches(before, here) => return Some(told("==", both, "=")),
                (TokenKind::Equal, TokenKind::Unknown) if touches(before, here) && self.text(here) == "!" => {
                    return Some(told("=!", both, "<>"));
                }
                _ => {}
            }
        }
        let both = here.span.to(next.span);
        match (self.text(here), next.kind, self.text(next)) {
            ("!", TokenKind::Equal, _) if touches(here, next) => Some(told("!=", both, "<>")),
            ("&", _, "&") if touches(here, next) => Some(told("&&", both, "AND")),
            ("|", _, "|") if touches(here, next) => Some(told("||", both, "OR")),
            ("!", ..) if self.expected.contains(TokenKind::Not) => Some(told("!", here.span, "NOT ")),
            ("+" | "-", TokenKind::Equal, _) if self.expected.contains(TokenKind::Equal) => {
                let sign = self.text(here);
                Some(
                    Told::new(Code::ForeignOperator, format!("`{sign}=` is not an operator"), "SET has only `=`")
                        .at(self.part(both))
                        .help(format!("name the attribute on both sides: `SET a = a {sign} :n`; or `ADD a :n`")),
                )
            }
            _ => None,
        }
    }

    /// `a NOT IN (…)`, `a NOT BETWEEN …`
    pub(super) fn not_in(&self) -> Option<Told> {
        let here = self.here();
        let next = self.next();
        if here.kind != TokenKind::Not || !matches!(next.kind, TokenKind::In | TokenKind::Between) {
            return None;
        }
        let word = self.text(next).to_ascii_uppercase();
        let told = Told::new(
            Code::ForeignOperator,
            format!("`NOT {word}` is not an operator"),
            "NOT stands before a condition",
        );
        let start = self.operand_start()?;
        let operand = Span::new(start, here.span.start).slice(self.spot.text)?.trim_end();
        let replaced = Span::new(start, next.span.start);
        let told = told.at(self.part(here.span.to(next.span)));
        let fix = self.replacing("put NOT in front", Applicability::Safe, replaced, &format!("NOT {operand} "));
        Some(told.help(format!("write `NOT {operand} {word} …`")).fix(fix))
    }

    /// `a LIKE :v`, `a contains :v`, `a IS NULL`
    pub(super) fn infix_word(&self) -> Option<Told> {
        let here = self.here();
        if here.kind != TokenKind::Identifier || !self.expected.contains(TokenKind::Between) {
            return None;
        }
        let operand = Span::new(self.operand_start()?, here.span.start).slice(self.spot.text)?.trim_end();
        let word = self.text(here);
        let upper = word.to_ascii_uppercase();
        let told = |label: &str, means: &str| {
            Told::new(Code::ForeignOperator, format!("`{word}` is not an operator"), label)
                .help(format!("write {means}"))
        };
        let function = "DynamoDB has functions for this";
        Some(match upper.as_str() {
            "LIKE" => told(function, &format!("`begins_with({operand}, :prefix)` or `contains({operand}, :part)`")),
            "CONTAINS" | "BEGINS_WITH" => self.as_call(told, &upper.to_ascii_lowercase(), operand)?,
            "IS" => self.is_null(operand, here.span),
            "EQ" | "NE" | "LT" | "LE" | "GT" | "GE" => {
                let means = match upper.as_str() {
                    "EQ" => "=",
                    "NE" => "<>",
                    "LT" => "<",
                    "LE" => "<=",
                    "GT" => ">",
                    _ => ">=",
                };
                let fix = self.replacing(&format!("write `{means}`"), Applicability::Safe, here.span, means);
                told(&format!("DynamoDB writes `{means}`"), &format!("`{means}`")).fix(fix)
            }
            _ => return None,
        })
    }

    /// `tags contains :t`
    fn as_call(&self, told: impl Fn(&str, &str) -> Told, function: &str, operand: &str) -> Option<Told> {
        let told = told("a function in DynamoDB", &format!("`{function}({operand}, :value)`"));
        let value = self.next();
        if value.kind != TokenKind::ValuePlaceholder {
            return Some(told);
        }
        let span = Span::new(self.operand_start()?, value.span.end);
        let call = format!("{function}({operand}, {})", self.text(value));
        Some(told.fix(self.replacing(&format!("write `{call}`"), Applicability::Safe, span, &call)))
    }

    /// `title IS NULL`, `title IS NOT NULL`
    fn is_null(&self, operand: &str, is: Span) -> Told {
        let negated = self.next().kind == TokenKind::Not;
        let null = self.token(self.at + if negated { 2 } else { 1 });
        let call = format!("attribute_{}exists({operand})", if negated { "" } else { "not_" });
        let told = Told::new(Code::ForeignOperator, "`IS` is not an operator", "DynamoDB has functions for this")
            .help(format!("write `{call}`; to ask for a stored NULL write `attribute_type({operand}, :t)`"));
        match self.operand_start() {
            Some(start) if self.text(null).eq_ignore_ascii_case("null") => {
                let span = Span::new(start, null.span.end);
                told.at(self.part(is.to(null.span))).fix(self.replacing(
                    &format!("write `{call}`"),
                    Applicability::Unsafe,
                    span,
                    &call,
                ))
            }
            _ => told,
        }
    }

    /// `WHERE a = :v`, `SELECT a, b`
    pub(super) fn query_word(&self) -> Option<Told> {
        let before = self.before().filter(|_| self.at == 1)?;
        let word = self.text(before).to_ascii_uppercase();
        if !matches!(word.as_str(), "WHERE" | "SELECT" | "FILTER" | "WHEN" | "IF" | "UPDATE") || self.is_operator() {
            return None;
        }
        let span = Span::new(before.span.start, self.here().span.start);
        Some(
            Told::new(
                Code::SyntaxError,
                format!("`{}` is no part of the expression language", self.text(before)),
                "not needed",
            )
            .at(self.part(before.span))
            .help(format!("leave it out: {} holds the expression alone", self.spot.kind))
            .fix(self.replacing("leave it out", Applicability::Safe, span, "")),
        )
    }

    /// True where the token of the error cannot begin an operand.
    fn is_operator(&self) -> bool {
        !matches!(
            self.here().kind,
            TokenKind::Identifier | TokenKind::NamePlaceholder | TokenKind::ValuePlaceholder | TokenKind::Set
        )
    }

    /// `a * b`, `a + b + c`, a sum outside SET.
    pub(super) fn arithmetic(&self) -> Option<Told> {
        let here = self.here();
        match (self.text(here), here.kind) {
            ("*", _) if self.spot.kind == ExpressionKind::Projection => Some(
                Told::new(Code::SyntaxError, "a projection has no `*`", "no name of an attribute")
                    .help("leave ProjectionExpression out: without it all attributes are returned"),
            ),
            ("*" | "/" | "%", TokenKind::Unknown) => Some(
                Told::new(Code::ArithmeticForm, format!("there is no `{}`", self.text(here)), "only `+` and `-` exist")
                    .help("calculate in your program and send the result"),
            ),
            (_, TokenKind::Plus | TokenKind::Minus) if self.spot.kind == ExpressionKind::Update => Some(
                Told::new(Code::ArithmeticForm, "a SET action takes one `+` or `-`", "one too many")
                    .help("add the values in your program, or send several updates"),
            ),
            (_, TokenKind::Plus | TokenKind::Minus) => Some(
                Told::new(Code::ArithmeticForm, format!("{} cannot calculate", self.spot.kind), "arithmetic")
                    .help("calculate the value in your program and compare with the result"),
            ),
            _ => None,
        }
    }
}
