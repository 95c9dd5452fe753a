//! `retry-unsafe-add`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::{Operation, Repeated};
use crate::source::Span;
use crate::syntax::{ClauseKind, ExpressionKind, NodeKind};

pub(super) static RULE: Rule = Rule {
    code: Code::RetryUnsafeAdd,
    default: Level::Off,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "An update that adds stands in a retry loop or in the handler of a queue, without a condition.",
    why: "A request whose answer got lost may have been done, and queues deliver a message more than once. Done \
          twice, the update adds twice.",
    remedy: "Add a condition that is only true once, such as a set of handled message ids, or use a transaction \
             with ClientRequestToken.",
    configure: "",
    evidence: &[],
    bad: &[
        Example::new(
            "py",
            r#"def handler(event, context):
    for record in event["Records"]:
        table.update_item(
            Key={"account": record["messageId"]},
            UpdateExpression="ADD balance :amount",
            ExpressionAttributeValues={":amount": 5},
        )
"#,
        ),
        Example::new(
            "js",
            r#"async function pay(client, account) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await client.update({
        TableName: "accounts",
        Key: { account },
        UpdateExpression: "ADD balance :amount",
        ExpressionAttributeValues: { ":amount": 5 },
      });
    } catch (error) {
      console.log(error);
    }
  }
}
"#,
        ),
    ],
    good: &[
        Example::new(
            "py",
            r#"def handler(event, context):
    for record in event["Records"]:
        table.update_item(
            Key={"account": record["account"]},
            UpdateExpression="ADD balance :amount, handled :message",
            ConditionExpression="NOT contains(handled, :id)",
            ExpressionAttributeValues={
                ":amount": 5,
                ":message": {record["messageId"]},
                ":id": record["messageId"],
            },
        )
"#,
        ),
        Example::new(
            "js",
            r#"async function pay(client, account) {
  await client.update({
    TableName: "accounts",
    Key: { account },
    UpdateExpression: "ADD balance :amount",
    ExpressionAttributeValues: { ":amount": 5 },
  });
}
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(repeated) = cx.source.and_then(|source| source.repeated) else { return };
    if cx.operation == Some(Operation::TransactWriteItems) || !cx.lacks("ConditionExpression") {
        return;
    }
    let Some((update, span)) = cx.expression(ExpressionKind::Update).and_then(|update| Some((update, adding(update)?)))
    else {
        return;
    };
    let title = match repeated {
        Repeated::Retry => "a retry adds again, where only the answer was lost",
        Repeated::Queue => "a message that comes twice adds twice",
    };
    let part = Part::Expression(update.kind, span);
    let mut diagnostic = cx.diagnostic(Code::RetryUnsafeAdd, part, title, "adds each time");
    diagnostic.help = Some("add a condition that is only true the first time".to_owned());
    found.push(diagnostic);
}

/// What adds to the item each time the update is made.
fn adding(update: &crate::check::CheckedExpression<'_>) -> Option<Span> {
    let ast = update.ast();
    if let Some(action) = ast.all_actions().iter().find(|action| action.clause == ClauseKind::Add) {
        return Some(action.span);
    }
    let adds = ast.nodes().iter().find(|node| match node.kind {
        NodeKind::Arithmetic { .. } => true,
        NodeKind::FunctionCall { name, .. } => name.slice(update.text) == Some("list_append"),
        _ => false,
    });
    adds.map(|node| node.span)
}
