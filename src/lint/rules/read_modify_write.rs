//! `read-modify-write`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::{ClauseKind, ExpressionKind, NodeKind};

pub(super) static RULE: Rule = Rule {
    code: Code::ReadModifyWrite,
    default: Level::Info,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "A value that was read from an item is written back to the same item, changed, without a condition.",
    why: "Between the two requests another one may change the item; that change is overwritten. Two of these at the \
          same time count one instead of two.",
    remedy: "Let DynamoDB do it: `ADD n :one`, `SET n = n + :one`, list_append. Else write on the condition that \
             the item is as it was: a version, or the old value.",
    configure: "",
    evidence: &[],
    bad: &[
        Example::new(
            "py",
            r#"import boto3

table = boto3.resource("dynamodb").Table("pages")

def count(page):
    item = table.get_item(Key={"page": page})["Item"]
    hits = item["hits"] + 1
    table.update_item(
        Key={"page": page},
        UpdateExpression="SET hits = :hits",
        ExpressionAttributeValues={":hits": hits},
    )
"#,
        ),
        Example::new(
            "ts",
            r#"export async function count(client: any, page: string) {
  const { Item } = await client.get({ TableName: "pages", Key: { page } });
  await client.update({
    TableName: "pages",
    Key: { page },
    UpdateExpression: "SET hits = :hits",
    ExpressionAttributeValues: { ":hits": Item.hits + 1 },
  });
}
"#,
        ),
    ],
    good: &[
        Example::new(
            "py",
            r#"import boto3

table = boto3.resource("dynamodb").Table("pages")

def count(page):
    item = table.get_item(Key={"page": page})["Item"]
    table.update_item(
        Key={"page": page},
        UpdateExpression="SET hits = :hits",
        ConditionExpression="hits = :before",
        ExpressionAttributeValues={":hits": item["hits"] + 1, ":before": item["hits"]},
    )
"#,
        ),
        Example::new(
            "ts",
            r#"export async function copy(client: any, from: string, to: string) {
  const { Item } = await client.get({ TableName: "pages", Key: { page: from } });
  await client.update({
    TableName: "pages",
    Key: { page: to },
    UpdateExpression: "SET hits = :hits",
    ExpressionAttributeValues: { ":hits": Item.hits },
  });
}
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(read) = cx.source.and_then(|source| source.read_before) else { return };
    let Some(update) = cx.expression(ExpressionKind::Update).filter(|_| cx.lacks("ConditionExpression")) else { return };
    let ast = update.ast();
    // What is set from a value alone was worked out in the program.
    let set = ast.all_actions().iter().find(|action| {
        let value = action.value.map(|value| ast.node(ast.unparenthesized(value)).kind);
        action.clause == ClauseKind::Set && matches!(value, Some(NodeKind::Value(_)))
    });
    let Some(set) = set else { return };
    let part = Part::Expression(ExpressionKind::Update, Span::new(set.span.start, set.span.end));
    let title = "what was read before is written back, and changes in between are lost";
    let mut diagnostic = cx.diagnostic(Code::ReadModifyWrite, part, title, "written without a condition");
    diagnostic.related.push((Part::Written(read), "read here".to_owned()));
    diagnostic.help = Some("let the update do the arithmetic, or add a condition on the old value".to_owned());
    found.push(diagnostic);
}
