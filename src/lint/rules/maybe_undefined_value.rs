//! `maybe-undefined-value`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::uses::{is_always_sent, users};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;

pub(super) static RULE: Rule = Rule {
    code: Code::MaybeUndefinedValue,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Flow, Need::Values],
    what: "In JavaScript or TypeScript, the value of a placeholder may be `undefined`.",
    why: "Document clients leave out what is undefined, or throw. Left out, the entry is missing, and DynamoDB \
          refuses the request because of a placeholder that is not defined: but only for the one customer who has \
          no address.",
    remedy: "Give it a value with `??`, or leave out the part of the expression that uses it.",
    configure: "",
    evidence: &["awslabs/dynamodb-document-js-sdk#44", "clarkie/dynogels#178"],
    bad: &[
        Example::new(
            "ts",
            r#"export const move = (client: any, user: User) => client.update({
  TableName: "users",
  Key: { id: user.id },
  UpdateExpression: "SET city = :city",
  ExpressionAttributeValues: { ":city": user.address?.city },
});
"#,
        ),
        Example::new(
            "js",
            r#"exports.move = (client, id, city) => client.update({
  TableName: "users",
  Key: { id },
  UpdateExpression: "SET city = :city",
  ExpressionAttributeValues: { ":city": city || undefined },
});
"#,
        ),
    ],
    good: &[
        Example::new(
            "ts",
            r#"export const move = (client: any, user: User) => client.update({
  TableName: "users",
  Key: { id: user.id },
  UpdateExpression: "SET city = :city",
  ExpressionAttributeValues: { ":city": user.address?.city ?? null },
});
"#,
        ),
        Example::new(
            "js",
            r#"exports.move = (client, user) => {
  if (!user.address) {
    return null;
  }
  return client.update({
    TableName: "users",
    Key: { id: user.id },
    UpdateExpression: "SET city = :city",
    ExpressionAttributeValues: { ":city": user.address?.city },
  });
};
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(source) = cx.source else { return };
    for entry in source.values.entries.iter().filter(|entry| entry.may_be_undefined) {
        // An expression that is only sometimes sent may be sent when there is a value.
        if !users(cx, &entry.key).into_iter().any(|user| is_always_sent(source, user)) {
            continue;
        }
        let title = format!("the value of `{}` may be undefined, and then the request fails", entry.key);
        let mut diagnostic =
            cx.diagnostic(Code::MaybeUndefinedValue, Part::Written(entry.value), title, "may be undefined");
        diagnostic.help = Some("give it a value with `??`, or leave out what uses it".to_owned());
        found.push(diagnostic);
    }
}
