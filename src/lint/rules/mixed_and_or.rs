//! `mixed-and-or`

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::NodeKind;

pub(super) static RULE: Rule = Rule {
    code: Code::MixedAndOr,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::Safe,
    needs: &[],
    what: "AND and OR stand beside one another without parentheses.",
    why: "AND binds tighter than OR: `a OR b AND c` is `a OR (b AND c)`. Who wrote it or reads it may think otherwise, \
          and a condition that lets too much through is not noticed.",
    remedy: "Put parentheses around the part with AND.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "ConditionExpression": "paid = :yes OR express = :yes AND weight > :heavy",
    "ExpressionAttributeValues": { ":yes": { "BOOL": true }, ":heavy": { "N": "20" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "ConditionExpression": "paid = :yes OR (express = :yes AND weight > :heavy)",
    "ExpressionAttributeValues": { ":yes": { "BOOL": true }, ":heavy": { "N": "20" } }
}"#,
    )],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for expression in &cx.checked.expressions {
        let ast = expression.ast();
        for node in ast.nodes() {
            let NodeKind::Or(conditions) = node.kind else { continue };
            for inner in ast.list(conditions).iter().map(|id| ast.node(*id)) {
                if !matches!(inner.kind, NodeKind::And(_)) {
                    continue;
                }
                let part = Part::Expression(expression.kind, inner.span);
                let title = "AND beside OR without parentheses";
                let mut diagnostic = cx.diagnostic(Code::MixedAndOr, part, title, "this part is taken together");
                diagnostic.help = Some("AND binds tighter than OR; parentheses around it say so".to_owned());
                let insert = |at, text: &str| Edit::Expression {
                    kind: expression.kind,
                    span: Span::at(at),
                    replacement: text.to_owned(),
                };
                let edits = vec![insert(inner.span.start, "("), insert(inner.span.end, ")")];
                diagnostic.fix = Some(Fix::new("add parentheses", Applicability::Safe, edits).mending(cx.checked.subject));
                found.push(diagnostic);
            }
        }
    }
}
