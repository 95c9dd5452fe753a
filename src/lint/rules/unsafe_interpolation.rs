//! `unsafe-interpolation`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::uses::is_used_up;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::Purpose;

pub(super) static RULE: Rule = Rule {
    code: Code::UnsafeInterpolation,
    default: Level::Warning,
    group: Group::Style,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "Text known only at run time becomes a value inside the expression.",
    why: "The language has no values in the text: DynamoDB refuses quotes and numbers, and takes a bare word for an \
          attribute name. Text that a user chose can say anything, a second condition too.",
    remedy: "Write a placeholder, and send the value in ExpressionAttributeValues.",
    configure: "",
    evidence: &["researchwiseai/langgraphjs-checkpoint-dynamodb#8"],
    bad: &[
        Example::new(
            "py",
            r#"def orders_of(table, customer):
    return table.query(KeyConditionExpression=f"customer = '{customer}'")
"#,
        ),
        Example::new(
            "ts",
            r##"export const close = (client: any, orderId: string, status: string) => client.update({
  TableName: "orders",
  Key: { orderId },
  UpdateExpression: `SET #status = ${status}`,
  ExpressionAttributeNames: { "#status": "status" },
});
"##,
        ),
    ],
    good: &[
        Example::new(
            "py",
            r#"def orders_of(table, customer):
    return table.query(
        KeyConditionExpression="customer = :c",
        ExpressionAttributeValues={":c": customer},
    )
"#,
        ),
        Example::new(
            "ts",
            r##"export const close = (client: any, orderId: string, fields: Record<string, string>) => {
  const names: Record<string, string> = {};
  const values: Record<string, string> = {};
  const actions = Object.entries(fields).map(([field, value], at) => {
    names[`#n${at}`] = field;
    values[`:v${at}`] = value;
    return `#n${at} = :v${at}`;
  });
  return client.update({
    TableName: "orders",
    Key: { orderId },
    UpdateExpression: `SET ${actions.join(", ")}`,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  });
};
"##,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(source) = cx.source else { return };
    for (expression, hole) in source.holes() {
        // A bare piece of text may hold a placeholder, unless every placeholder is used elsewhere.
        let is_value = match hole.purpose {
            Purpose::Quoted => true,
            Purpose::Value => is_used_up(cx, &source.values) && is_used_up(cx, &source.names),
            Purpose::Name | Purpose::Other => false,
        };
        if !is_value {
            continue;
        }
        let title = format!("run-time text becomes a value inside {}", expression.kind.parameter());
        let mut diagnostic =
            cx.diagnostic(Code::UnsafeInterpolation, Part::Written(hole.place), title, "becomes part of the expression");
        diagnostic.help =
            Some("write a placeholder like `:value` and send the value in ExpressionAttributeValues".to_owned());
        found.push(diagnostic);
    }
}
