//! `keyword-case`

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::lint::{Check, Example, FixKind, Group, Level, KeywordCase, Rule, RuleContext};
use crate::check::CheckedExpression;
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::TokenKind;

pub(super) static RULE: Rule = Rule {
    code: Code::KeywordCase,
    default: Level::Off,
    group: Group::Style,
    fix: FixKind::Safe,
    needs: &[],
    what: "Keywords in upper and lower case are mixed in one expression, or written in the other case \
          than the configured one.",
    why: "DynamoDB takes either. Keywords that look alike everywhere are told from attribute names \
          at a glance.",
    remedy: "Write all keywords in one case.",
    configure: "`case`: `upper` or `lower`; without it, each expression only must not mix.",
    evidence: &[],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :customer and placed BETWEEN :from AND :to",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" }, ":from": { "N": "1" }, ":to": { "N": "2" } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :customer AND placed BETWEEN :from AND :to",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" }, ":from": { "N": "1" }, ":to": { "N": "2" } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for expression in cx.checked.expressions.iter().filter(|expression| expression.is_whole()) {
        let words = keywords(expression);
        let Some(case) = cx.options.keyword_case.or_else(|| majority(&words)) else { continue };
        let wrong: Vec<(Span, String)> =
            words.iter().map(|(span, word)| (*span, case.of(word))).zip(&words).filter_map(other_than).collect();
        let Some((first, _)) = wrong.first() else { continue };
        let part = Part::Expression(expression.kind, *first);
        let title = match cx.options.keyword_case {
            Some(_) => "a keyword in the other case than configured",
            None => "keywords in upper and lower case are mixed",
        };
        let label = match case {
            KeywordCase::Upper => "not in upper case",
            KeywordCase::Lower => "not in lower case",
        };
        let mut diagnostic = cx.diagnostic(Code::KeywordCase, part, title, label);
        diagnostic.place.also = wrong.iter().skip(1).map(|(span, _)| *span).collect();
        let edit = |(span, replacement)| Edit::Expression { kind: expression.kind, span, replacement };
        let edits = wrong.into_iter().map(edit).collect();
        let fix = Fix::new("write all keywords in one case", Applicability::Safe, edits);
        diagnostic.fix = Some(fix.mending(cx.checked.subject));
        found.push(diagnostic);
    }
}

fn other_than(((span, wanted), (_, written)): ((Span, String), &(Span, &str))) -> Option<(Span, String)> {
    (wanted != *written).then_some((span, wanted))
}

fn keywords<'e>(expression: &'e CheckedExpression<'_>) -> Vec<(Span, &'e str)> {
    use TokenKind as T;
    let tokens = expression.parsed.tokens.as_slice().iter().filter(|token| {
        matches!(token.kind, T::In | T::Between | T::Not | T::And | T::Or | T::Set | T::Remove | T::Add | T::Delete)
    });
    tokens.filter_map(|token| Some((token.span, token.span.slice(expression.text)?))).collect()
}

/// The case of most keywords where they are not all alike; upper where there are as many of both.
fn majority(words: &[(Span, &str)]) -> Option<KeywordCase> {
    let upper = words.iter().filter(|(_, word)| *word == KeywordCase::Upper.of(word)).count();
    let lower = words.iter().filter(|(_, word)| *word == KeywordCase::Lower.of(word)).count();
    if upper == words.len() || lower == words.len() {
        return None;
    }
    Some(if lower > upper { KeywordCase::Lower } else { KeywordCase::Upper })
}
