//! `arithmetic-on-maybe-missing`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::lint::first_value::with_first_value;
use crate::lint::guard::Guard;
use crate::problem::Part;
use crate::syntax::NodeKind;
use crate::value::{AttributeValue, Number};

pub(super) static RULE: Rule = Rule {
    code: Code::ArithmeticOnMaybeMissing,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "An update computes with an attribute of which nothing says that it exists.",
    why: "Where the attribute is missing, DynamoDB refuses the update: \"The provided expression \
          refers to an attribute that does not exist in the item\". The first write of a counter \
          fails, and nobody counts.",
    remedy: "Use if_not_exists for a first value, or ADD, which begins at 0.",
    configure: "",
    evidence: &["aws-samples/aws-gamelift-sample#24", "pynamodb/PynamoDB#7", "scylladb/scylladb#23963"],
    bad: &[Example::new("json", r#"{
    "TableName": "pages",
    "Key": { "id": { "S": "p1" } },
    "UpdateExpression": "SET visits = visits + :one",
    "ExpressionAttributeValues": { ":one": { "N": "1" } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "pages",
    "Key": { "id": { "S": "p1" } },
    "UpdateExpression": "SET visits = if_not_exists(visits, :zero) + :one",
    "ExpressionAttributeValues": { ":one": { "N": "1" }, ":zero": { "N": "0" } }
}"#), Example::new("json", r#"{
    "TableName": "pages",
    "Key": { "id": { "S": "p1" } },
    "UpdateExpression": "ADD visits :one",
    "ExpressionAttributeValues": { ":one": { "N": "1" } }
}"#), Example::new("json", r#"{
    "TableName": "pages",
    "Key": { "id": { "S": "p1" } },
    "UpdateExpression": "SET visits = visits + :one",
    "ConditionExpression": "attribute_exists(visits)",
    "ExpressionAttributeValues": { ":one": { "N": "1" } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(guard) = Guard::of(cx) else { return };
    let (update, ast) = (guard.update, guard.update.ast());
    for node in ast.nodes() {
        let NodeKind::Arithmetic { left, right, .. } = node.kind else { continue };
        for operand in [left, right].map(|operand| ast.unparenthesized(operand)) {
            let Some(path) = update.document_path(operand).filter(|path| guard.may_be_missing(path)) else { continue };
            let part = Part::Expression(update.kind, ast.node(operand).span);
            let title = format!("the update fails where `{path}` is missing");
            let label = "may not exist";
            let mut diagnostic = cx.diagnostic(Code::ArithmeticOnMaybeMissing, part, title, label);
            diagnostic.help = Some(format!(
                "give it a first value with if_not_exists, use ADD, or ask for it: attribute_exists({path})"
            ));
            let zero = AttributeValue::N(Number::default());
            diagnostic.fix = Some(with_first_value(cx, operand, "zero", &zero));
            found.push(diagnostic);
        }
    }
}
