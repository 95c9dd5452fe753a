//! Things that are missing, too many or in the wrong order.

use super::Scene;
use crate::diagnostics::describe::Told;
use crate::diagnostics::{Applicability, Code};
use crate::source::Span;
use crate::syntax::{ClauseKind, Grammar, TokenKind};

impl<'c> Scene<'c> {
    /// `ADD a = :v`, `ADD a b`
    pub(super) fn add_delete(&self) -> Option<Told> {
        let before = self.tokens.as_slice().get(..self.at)?;
        let clause = before.iter().rev().find_map(|token| ClauseKind::from_token(token.kind))?;
        if !matches!(clause, ClauseKind::Add | ClauseKind::Delete)
            || !self.expected.contains(TokenKind::ValuePlaceholder)
        {
            return None;
        }
        let word = clause.word();
        let here = self.here();
        let told = Told::new(
            Code::AddDeleteForm,
            format!("{word} takes a path and a value placeholder"),
            if here.kind == TokenKind::Equal { "no `=` here" } else { "a value placeholder has to stand here" },
        )
        .help(format!("write `{word} path :value`"));
        if here.kind == TokenKind::Equal && self.next().kind == TokenKind::ValuePlaceholder {
            let gap = Span::new(here.span.start, self.next().span.start);
            return Some(told.fix(self.replacing("remove the `=`", Applicability::Safe, gap, "")));
        }
        Some(told)
    }

    /// `(a = :v`, `size(a`
    pub(super) fn unclosed(&self) -> Option<Told> {
        if self.here().kind != TokenKind::End || !self.expected.contains(TokenKind::RightParenthesis) {
            return None;
        }
        let mut open = Vec::new();
        for token in self.tokens.as_slice().get(..self.at)? {
            match token.kind {
                TokenKind::LeftParenthesis => open.push(token.span),
                TokenKind::RightParenthesis => {
                    open.pop();
                }
                _ => {}
            }
        }
        let part = self.part(*open.last()?);
        Some(
            Told::new(Code::SyntaxError, "a parenthesis is not closed", "the expression ends here")
                .related(part, "opened here")
                .help("add the missing `)`"),
        )
    }

    /// Commas that are missing or too many.
    pub(super) fn comma(&self) -> Option<Told> {
        let (before, here) = (self.before(), self.here());
        let is_name = matches!(here.kind, TokenKind::Identifier | TokenKind::NamePlaceholder);
        if self.expected.contains(TokenKind::Comma) && is_name && self.spot.kind.grammar() != Grammar::Condition {
            let at = Span::at(before?.span.end);
            return Some(
                Told::new(Code::SyntaxError, "a comma is missing", "the next one begins here")
                    .help("separate them with commas")
                    .fix(self.replacing("insert a comma", Applicability::Unsafe, at, ",")),
            );
        }
        let before = before.filter(|before| before.kind == TokenKind::Comma)?;
        let ends = matches!(
            here.kind,
            TokenKind::End
                | TokenKind::RightParenthesis
                | TokenKind::Set
                | TokenKind::Remove
                | TokenKind::Add
                | TokenKind::Delete
        );
        let clause = ClauseKind::from_token(here.kind);
        let repeats = clause.is_some_and(|_| {
            let earlier = self.tokens.as_slice().get(..self.at).unwrap_or_default();
            let last = earlier.iter().rev().find(|token| ClauseKind::from_token(token.kind).is_some());
            last.is_some_and(|last| last.kind == here.kind)
        });
        if repeats {
            let again = Span::new(here.span.start, self.next().span.start);
            let word = self.text(here).to_ascii_uppercase();
            return Some(
                Told::new(Code::SyntaxError, format!("{word} is written once for all its actions"), "again here")
                    .help(format!("separate the actions behind one {word} with commas"))
                    .fix(self.replacing("leave the second word out", Applicability::Safe, again, "")),
            );
        }
        ends.then(|| {
            Told::new(Code::SyntaxError, "there is a comma too many", "nothing to separate")
                .at(self.part(before.span))
                .help("remove the comma; clauses follow one another without one")
                .fix(self.replacing("remove the comma", Applicability::Safe, before.span, ""))
        })
    }

    /// `a`, `a AND b`
    pub(super) fn lone_operand(&self) -> Option<Told> {
        let ends =
            matches!(self.here().kind, TokenKind::End | TokenKind::And | TokenKind::Or | TokenKind::RightParenthesis);
        if !ends || !self.expected.contains(TokenKind::Between) {
            return None;
        }
        let span = Span::new(self.operand_start()?, self.before()?.span.end);
        let operand = span.slice(self.spot.text)?;
        if operand.starts_with(':') {
            return Some(
                Told::new(
                    Code::SyntaxError,
                    format!("`{operand}` alone is not a condition"),
                    "a comparison is missing",
                )
                .at(self.part(span))
                .help(format!("compare an attribute with it: `path = {operand}`")),
            );
        }
        Some(
            Told::new(Code::SyntaxError, format!("`{operand}` alone is not a condition"), "a comparison is missing")
                .at(self.part(span))
                .help(format!("compare it, `{operand} = :v`, or ask `attribute_exists({operand})`")),
        )
    }

    /// `a[01]`, `a[-1]`, `a[:i]`
    pub(super) fn bad_index(&self) -> Option<Told> {
        let inside = self.before().is_some_and(|before| before.kind == TokenKind::LeftBracket);
        let leading_zero = self.expected.contains(TokenKind::RightBracket) && self.here().kind == TokenKind::Index;
        let wanted = inside && self.expected.contains(TokenKind::Index);
        if !wanted && !leading_zero {
            return None;
        }
        let title = if leading_zero { "a list index has no leading zeros" } else { "a list index is a plain number" };
        Some(
            Told::new(Code::SyntaxError, title, "not an index")
                .note("an index cannot be a placeholder, negative, or counted from the end")
                .help("write the number into the expression: `list[0]`"),
        )
    }

    /// `a = :v)`
    pub(super) fn unopened(&self) -> Option<Told> {
        let here = self.here();
        if here.kind != TokenKind::RightParenthesis || self.expected.contains(TokenKind::RightParenthesis) {
            return None;
        }
        let mut open = 0_u32;
        for token in self.tokens.as_slice().get(..self.at)? {
            match token.kind {
                TokenKind::LeftParenthesis => open += 1,
                TokenKind::RightParenthesis => open = open.saturating_sub(1),
                _ => {}
            }
        }
        (open == 0).then(|| {
            Told::new(Code::SyntaxError, "there is a `)` too many", "closes nothing")
                .help("remove it, or add the `(` that is missing")
                .fix(self.replacing("remove it", Applicability::Unsafe, here.span, ""))
        })
    }

    /// `a IN :list`, `a IN ()`, `a BETWEEN :x, :y`
    pub(super) fn list_of_in(&self) -> Option<Told> {
        let (before, here) = (self.before()?, self.here());
        if before.kind == TokenKind::In {
            let told = Told::new(Code::SyntaxError, "IN takes a list in parentheses", "a `(` has to stand here")
                .note("a placeholder is one value: a list or set behind it is not taken apart");
            return Some(told.help("write a placeholder for each value: `path IN (:a, :b)`"));
        }
        let of_in = self.at >= 2 && self.token(self.at - 2).kind == TokenKind::In;
        if of_in && before.kind == TokenKind::LeftParenthesis && here.kind == TokenKind::RightParenthesis {
            return Some(
                Told::new(Code::SyntaxError, "IN has nothing to compare with", "at least one placeholder")
                    .help("write 1 to 100 placeholders, or leave the condition out where the list is empty"),
            );
        }
        let wants_and = self.expected.contains(TokenKind::And) && !self.expected.contains(TokenKind::Or);
        (here.kind == TokenKind::Comma && wants_and).then(|| {
            Told::new(Code::SyntaxError, "the bounds of BETWEEN are joined by AND", "AND has to stand here")
                .help("write `path BETWEEN :low AND :high`")
                .fix(self.replacing("write AND", Applicability::Safe, here.span, " AND"))
        })
    }

    /// `a = :v;`
    pub(super) fn separator(&self) -> Option<Told> {
        if self.text(self.here()) != ";" {
            return None;
        }
        let told = Told::new(Code::SyntaxError, "an expression has no `;`", "ends nothing, separates nothing");
        if self.next().kind == TokenKind::End {
            let fix = self.replacing("remove it", Applicability::Safe, self.here().span, "");
            return Some(told.help("remove it").fix(fix));
        }
        Some(told.help(match self.spot.kind.grammar() {
            Grammar::Condition => "join conditions by AND or OR",
            Grammar::Update => "separate actions by commas, and leave the `;` before a clause out",
            Grammar::Projection => "separate paths by commas",
        }))
    }

    /// `a = :v` as an update, `REMOVE a :v`
    pub(super) fn clause(&self) -> Option<Told> {
        if self.spot.kind.grammar() != Grammar::Update {
            return None;
        }
        let here = self.here();
        if self.at == 0 {
            let told =
                Told::new(Code::SyntaxError, "an update begins with SET, REMOVE, ADD or DELETE", "no clause word");
            let assigns = self.tokens.as_slice().iter().any(|token| token.kind == TokenKind::Equal);
            let path = matches!(here.kind, TokenKind::Identifier | TokenKind::NamePlaceholder);
            return Some(if assigns && path {
                let at = Span::at(here.span.start);
                told.help("write SET in front").fix(self.replacing("write SET", Applicability::Safe, at, "SET "))
            } else {
                told.help("write `SET path = :value`, `REMOVE path`, `ADD path :value` or `DELETE path :value`")
            });
        }
        let earlier = self.tokens.as_slice().get(..self.at)?.iter().rev();
        let clause = earlier.filter_map(|token| ClauseKind::from_token(token.kind)).next()?;
        let value = matches!(here.kind, TokenKind::ValuePlaceholder | TokenKind::Equal);
        match clause {
            ClauseKind::Remove if value => {
                Some(Told::new(Code::SyntaxError, "REMOVE takes paths and no values", "no value here").help(
                    "to remove an attribute write `REMOVE path`; to take members out of a set `DELETE path :set`",
                ))
            }
            ClauseKind::Set if here.kind == TokenKind::End && self.expected.contains(TokenKind::Equal) => Some(
                Told::new(Code::SyntaxError, "SET needs a value", "`= :value` is missing")
                    .help("write `SET path = :value`; to take an attribute away write `REMOVE path`"),
            ),
            _ => None,
        }
    }
}
