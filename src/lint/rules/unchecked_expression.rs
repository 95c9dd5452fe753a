//! `unchecked-expression`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::UncheckedExpression,
    default: Level::Off,
    group: Group::Style,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "An expression could not be worked out from the source code, so it was not checked.",
    why: "A clean run says nothing about an expression that nobody could read. The summary counts them; this rule \
          shows each, for teams that want none.",
    remedy: "Write the expression where it is sent, or keep it in a constant.",
    configure: "",
    evidence: &[],
    bad: &[
        Example::new(
            "py",
            r#"def find(table, condition, values):
    return table.query(KeyConditionExpression=condition, ExpressionAttributeValues=values)
"#,
        ),
        Example::new(
            "ts",
            r#"export const find = (client: any, values: any) => client.query({
  TableName: "orders",
  KeyConditionExpression: buildCondition(values),
  ExpressionAttributeValues: values,
});
"#,
        ),
    ],
    good: &[Example::new(
        "py",
        r#"CONDITION = "customer = :c"

def find(table, values):
    return table.query(KeyConditionExpression=CONDITION, ExpressionAttributeValues=values)
"#,
    )],
    check: Check::Reading,
};
