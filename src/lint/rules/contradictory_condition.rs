//! `contradictory-condition`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::check::{CheckedExpression, DocumentPath};
use crate::lint::guard::Guard;
use crate::lint::predicate::predicate;
use crate::problem::Part;
use crate::reason::{Because, Conditions, Judgement, Verdict};
use crate::syntax::{ClauseKind, ExpressionKind, NodeId, NodeKind};

pub(super) static RULE: Rule = Rule {
    code: Code::ContradictoryCondition,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Values],
    what: "A condition or a part of one can never be true, is always true, or says nothing that the \
          rest does not say; or an update works on what its own condition says is missing.",
    why: "A condition that is never true refuses every write, and one that is always true guards \
          nothing. Both look like a condition in review. A part that changes nothing was most likely \
          meant for another attribute or value.",
    remedy: "Look for the attribute, value or operator that was meant; often OR stands for AND or the \
          reverse.",
    configure: "",
    evidence: &[],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "ConditionExpression": "stage = :open AND stage = :paid",
    "ExpressionAttributeValues": { ":open": { "S": "open" }, ":paid": { "S": "paid" } }
}"#), Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "ConditionExpression": "stage <> :open OR stage <> :paid",
    "ExpressionAttributeValues": { ":open": { "S": "open" }, ":paid": { "S": "paid" } }
}"#).also(&[Code::NotEqualMissing])],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "ConditionExpression": "stage = :open OR stage = :paid",
    "ExpressionAttributeValues": { ":open": { "S": "open" }, ":paid": { "S": "paid" } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let conditions = Conditions::new(&cx.checked.expressions);
    for judgement in conditions.judge() {
        let Some(expression) = cx.expression(judgement.kind) else { continue };
        if !is_plain_guard(cx, expression, &judgement) {
            found.push(tell(cx, expression, &judgement));
        }
    }
    if let Some(guard) = Guard::of(cx).filter(|guard| guard.conditions.are_possible()) {
        unreachable(cx, &guard, found);
    }
}

/// An existence test beside a comparison says nothing new, but says it clearly; only the same one twice is told.
fn is_plain_guard(cx: &RuleContext<'_>, expression: &CheckedExpression<'_>, judgement: &Judgement) -> bool {
    let about_existence = predicate(expression, judgement.node).is_some_and(|asked| asked.is_about_existence());
    let twice = match judgement.because {
        Because::Two(one, other) => written(cx, one) == written(cx, other),
        _ => false,
    };
    judgement.verdict == Verdict::Redundant && about_existence && !twice
}

fn written<'c>(cx: &RuleContext<'c>, (kind, node): (ExpressionKind, NodeId)) -> Option<&'c str> {
    let expression = cx.expression(kind)?;
    expression.ast().node(node).span.slice(expression.text)
}

fn tell(cx: &RuleContext<'_>, expression: &CheckedExpression<'_>, judgement: &Judgement) -> Diagnostic {
    let what = match (judgement.part_of, judgement.kind) {
        (Some(_), _) => "this part",
        (None, ExpressionKind::Filter) => "this filter",
        (None, _) => "this condition",
    };
    let (says, label) = match (judgement.verdict, judgement.part_of, judgement.kind) {
        (Verdict::Never, None, ExpressionKind::Filter) => ("can never be true", "lets nothing through"),
        (Verdict::Never, None, ExpressionKind::KeyCondition) => ("can never be true", "finds nothing"),
        (Verdict::Never, None, _) => ("can never be true", "every write is refused"),
        (Verdict::Always, None, ExpressionKind::Filter) => ("is always true", "lets everything through"),
        (Verdict::Always, None, _) => ("is always true", "guards nothing"),
        (Verdict::Never, Some(_), _) => ("can never be true", "could be left out"),
        (Verdict::Always, Some(_), _) => ("is always true", "could be left out"),
        (Verdict::Redundant, ..) => ("changes nothing", "the conditions beside it say it already"),
    };
    let part = |(kind, node)| {
        let expression = cx.expression(kind)?;
        Some(Part::Expression(kind, expression.ast().node(node).span))
    };
    let own = Part::Expression(expression.kind, expression.ast().node(judgement.node).span);
    let mut diagnostic = cx.diagnostic(Code::ContradictoryCondition, own.clone(), format!("{what} {says}"), label);
    let mut reasons: Vec<Part> = match judgement.because {
        Because::Alone(one) => part(one).into_iter().collect(),
        Because::Two(one, other) => part(one).into_iter().chain(part(other)).collect(),
        Because::Together => Vec::new(),
    };
    reasons.sort_by_key(|part| match part {
        Part::Expression(kind, span) => (*kind, *span),
        _ => (expression.kind, crate::source::Span::default()),
    });
    // What is underlined anyway needs no pointing at.
    let covered = match (reasons.as_slice(), &own) {
        ([Part::Expression(one, first), Part::Expression(other, last)], Part::Expression(kind, span)) => {
            one == kind && other == kind && first.to(*last) == *span
        }
        _ => false,
    };
    if !covered {
        reasons.retain(|part| *part != own);
        let says = ["because of this", "and this"].into_iter().map(str::to_owned);
        diagnostic.related = reasons.into_iter().zip(says).collect();
    }
    diagnostic
}

/// Actions on what the update's own condition says is missing.
fn unreachable(cx: &RuleContext<'_>, guard: &Guard<'_>, found: &mut Vec<Diagnostic>) {
    let (update, ast) = (guard.update, guard.update.ast());
    let mut say = |node: NodeId, path: &DocumentPath<'_>, title: String| {
        let part = Part::Expression(update.kind, ast.node(node).span);
        let label = format!("the condition says that there is no `{path}`");
        found.push(cx.diagnostic(Code::ContradictoryCondition, part, title, label));
    };
    for action in ast.all_actions() {
        let Some(path) = update.document_path(action.target) else { continue };
        match action.clause {
            ClauseKind::Remove | ClauseKind::Delete if !path.is_nested() && guard.is_missing(&path) => {
                say(action.target, &path, format!("{} never finds `{path}`", action.clause.word()));
            }
            _ => {}
        }
        if let Some(parent) = path.parent().filter(|parent| guard.is_missing(parent)) {
            say(action.target, &parent, "this update always fails".to_owned());
        }
    }
    for node in ast.nodes() {
        let operands: Vec<NodeId> = match node.kind {
            NodeKind::Arithmetic { left, right, .. } => vec![left, right],
            NodeKind::FunctionCall { name, arguments } if name.slice(update.text) == Some("list_append") => {
                ast.list(arguments).to_vec()
            }
            _ => continue,
        };
        for operand in operands {
            if let Some(path) = update.document_path(operand).filter(|path| guard.is_missing(path)) {
                say(operand, &path, "this update always fails".to_owned());
            }
        }
    }
}
