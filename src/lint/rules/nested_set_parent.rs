//! `nested-set-parent`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::check::DocumentPath;
use crate::lint::guard::Guard;
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::ClauseKind;
use crate::value::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code::NestedSetParent,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "An update writes inside a map or list of which nothing says that it exists.",
    why: "DynamoDB does not create what is around a nested attribute. Where it is missing, the \
          update fails with \"The document path provided in the update expression is invalid for \
          update\".",
    remedy: "Create the map with the item and ask for it with attribute_exists, or write the whole map.",
    configure: "An attribute that `[tables.NAME.attributes]` lists as `M` or `L` is taken to be there.",
    evidence: &["aws/aws-sdk-js-v3#5239", "sensedeep/dynamodb-onetable#457", "dynamodb-toolbox/dynamodb-toolbox#868"],
    bad: &[Example::new("json", r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u1" } },
    "UpdateExpression": "SET settings.theme = :dark",
    "ExpressionAttributeValues": { ":dark": { "S": "dark" } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u1" } },
    "UpdateExpression": "SET settings.theme = :dark",
    "ConditionExpression": "attribute_exists(settings)",
    "ExpressionAttributeValues": { ":dark": { "S": "dark" } }
}"#), Example::with_config("json", r#"{
    "TableName": "users",
    "Key": { "id": { "S": "u1" } },
    "UpdateExpression": "SET settings.theme = :dark",
    "ExpressionAttributeValues": { ":dark": { "S": "dark" } }
}"#, r#"[tables.users]
partition-key = "id:S"

[tables.users.attributes]
settings = "M""#)],
    check: Check::Request(check),
};

/// One finding for each map or list, at the first action that writes into it.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(guard) = Guard::of(cx) else { return };
    let (update, ast) = (guard.update, guard.update.ast());
    let mut parents: Vec<(DocumentPath<'_>, Vec<Span>)> = Vec::new();
    for action in ast.all_actions() {
        let writes = matches!(action.clause, ClauseKind::Set | ClauseKind::Add);
        let Some(parent) = update.document_path(action.target).and_then(|path| path.parent()) else { continue };
        if !writes || is_always_written(cx, &parent) || !guard.may_be_missing(&parent) {
            continue;
        }
        let span = ast.node(action.target).span;
        match parents.iter_mut().find(|(known, _)| *known == parent) {
            Some((_, spans)) => spans.push(span),
            None => parents.push((parent, vec![span])),
        }
    }
    for (parent, spans) in parents {
        let Some((first, rest)) = spans.split_first() else { continue };
        let title = format!("the update fails where `{parent}` is missing");
        let part = Part::Expression(update.kind, *first);
        let label = format!("DynamoDB does not create `{parent}` for it");
        let mut diagnostic = cx.diagnostic(Code::NestedSetParent, part, title, label);
        diagnostic.place.also = rest.to_vec();
        diagnostic.help = Some(format!(
            "create `{parent}` with the item and ask for it with attribute_exists({parent}), or set all of `{parent}`"
        ));
        found.push(diagnostic);
    }
}

fn is_always_written(cx: &RuleContext<'_>, parent: &DocumentPath<'_>) -> bool {
    let listed = cx.table.and_then(|table| table.attributes.get(parent.root()));
    matches!(listed, Some(AttributeType::M | AttributeType::L))
}
