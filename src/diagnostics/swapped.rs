//! Placeholders with the wrong sign: `:x` where a name belongs, `#x` where a value belongs.

use super::Code;
use super::describe::{Context, Told};
use super::expression::Spot;
use super::fix::{Applicability, Fix};
use crate::problem::{ExpressionProblem, Part, Problem, ProblemKind};
use crate::syntax::{ExpressionKind, Token, TokenKind, is_reserved, lex};

/// Tells a placeholder that is not defined as one with the wrong sign, where the text shows what was meant.
pub(super) fn tell(placeholder: &str, whole: &Problem, spot: Spot<'_>, context: Context<'_>) -> Option<Told> {
    // Of several uses, one may be meant and another not.
    if !whole.place.also.is_empty() {
        return None;
    }
    let bare = placeholder.get(1..)?;
    let (meant, told) = if placeholder.starts_with('#') {
        let meant = value_meant(placeholder, spot, context)?;
        let title = format!("`{placeholder}` stands where the value `{meant}` belongs");
        let told = Told::new(Code::SwappedPlaceholderKind, title, "`#` is for names");
        (meant.clone(), told.related(Part::ValueKey(meant), "this is the value"))
    } else {
        let meant = name_meant(bare, spot, context)?;
        let title = format!("`{placeholder}` stands where the attribute `{meant}` belongs");
        (meant, Told::new(Code::SwappedPlaceholderKind, title, "`:` is for values"))
    };
    let edits = vec![spot.replace(spot.span, meant.as_str())];
    let fix = Fix::new(format!("write `{meant}`"), Applicability::Unsafe, edits).mending(context.subject);
    Some(told.help(format!("write `{meant}`")).fix(fix))
}

/// True for an entry that is unused because its placeholder is written with the other sign.
pub(super) fn explains(key: &str, context: Context<'_>) -> bool {
    context.problems.iter().any(|problem| match &problem.kind {
        ProblemKind::Expression(
            ExpressionProblem::UndefinedName { placeholder, similar: None }
            | ExpressionProblem::UndefinedValue { placeholder, similar: None },
        ) => {
            placeholder.get(1..) == key.get(1..)
                && tell(placeholder, problem, Spot::of(problem, context), context).is_some()
        }
        _ => false,
    })
}

/// `a = #x` beside an entry `:x`: behind a comparator or an operator, and with no path around it.
fn value_meant(placeholder: &str, spot: Spot<'_>, context: Context<'_>) -> Option<String> {
    let value = format!(":{}", placeholder.get(1..)?);
    context.subject.values.get(&value)?;
    let [_, before, _, behind] = around(spot)?;
    let is_operand = matches!(
        before.kind,
        TokenKind::Equal
            | TokenKind::NotEqual
            | TokenKind::Less
            | TokenKind::LessOrEqual
            | TokenKind::Greater
            | TokenKind::GreaterOrEqual
            | TokenKind::Plus
            | TokenKind::Minus
    );
    let is_path = matches!(behind.kind, TokenKind::Dot | TokenKind::LeftBracket);
    (is_operand && !is_path).then_some(value)
}

/// `:x = :v` beside an entry `#x`, or `SET hits = :hits + :d`.
fn name_meant(bare: &str, spot: Spot<'_>, context: Context<'_>) -> Option<String> {
    let name = format!("#{bare}");
    if context.subject.names.get(&name).is_some() {
        // `#x = :x`: the value is missing, a name on both sides would make no sense.
        let is_compared = around(spot).is_some_and(|[target, ..]| target.span.slice(spot.text) == Some(name.as_str()));
        return (!is_compared).then_some(name);
    }
    let [target, before, _, behind] = around(spot)?;
    let counts = before.kind == TokenKind::Equal && matches!(behind.kind, TokenKind::Plus | TokenKind::Minus);
    let same = target.kind == TokenKind::Identifier && target.span.slice(spot.text) == Some(bare);
    (spot.kind == ExpressionKind::Update && counts && same && !is_reserved(bare)).then(|| bare.to_owned())
}

/// Two tokens before the place, the one there, and the one behind it.
fn around(spot: Spot<'_>) -> Option<[Token; 4]> {
    let tokens = lex(spot.text);
    let at = tokens.as_slice().iter().position(|token| token.span == spot.span)?;
    let before = |back: usize| at.checked_sub(back).map(|at| tokens.get(at));
    let one = before(1)?;
    Some([before(2).unwrap_or(one), one, tokens.get(at), tokens.get(at + 1)])
}
