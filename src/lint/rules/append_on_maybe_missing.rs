//! `append-on-maybe-missing`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::lint::first_value::with_first_value;
use crate::lint::guard::Guard;
use crate::problem::Part;
use crate::syntax::NodeKind;
use crate::value::AttributeValue;

pub(super) static RULE: Rule = Rule {
    code: Code::AppendOnMaybeMissing,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "An update appends to a list of which nothing says that it exists.",
    why: "Where the list is missing, DynamoDB refuses the update: \"The provided expression refers \
          to an attribute that does not exist in the item\". The first entry is never stored.",
    remedy: "Use if_not_exists with an empty list.",
    configure: "",
    evidence: &["dynamodb-toolbox/dynamodb-toolbox#884", "ferrumio/pydynox#438"],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET history = list_append(history, :event)",
    "ExpressionAttributeValues": { ":event": { "L": [{ "S": "paid" }] } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET history = list_append(if_not_exists(history, :none), :event)",
    "ExpressionAttributeValues": { ":event": { "L": [{ "S": "paid" }] }, ":none": { "L": [] } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(guard) = Guard::of(cx) else { return };
    let (update, ast) = (guard.update, guard.update.ast());
    for node in ast.nodes() {
        let NodeKind::FunctionCall { name, arguments } = node.kind else { continue };
        if name.slice(update.text) != Some("list_append") {
            continue;
        }
        for operand in ast.list(arguments).iter().map(|operand| ast.unparenthesized(*operand)) {
            let Some(path) = update.document_path(operand).filter(|path| guard.may_be_missing(path)) else { continue };
            let part = Part::Expression(update.kind, ast.node(operand).span);
            let title = format!("the update fails where the list `{path}` is missing");
            let mut diagnostic = cx.diagnostic(Code::AppendOnMaybeMissing, part, title, "may not exist");
            diagnostic.help = Some(format!(
                "give it a first value with if_not_exists, or ask for it: attribute_exists({path})"
            ));
            diagnostic.fix = Some(with_first_value(cx, operand, "empty_list", &AttributeValue::L(Vec::new())));
            found.push(diagnostic);
        }
    }
}
