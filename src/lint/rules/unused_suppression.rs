//! `unused-suppression`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::UnusedSuppression,
    default: Level::Warning,
    group: Group::Style,
    fix: FixKind::None,
    needs: &[],
    what: "A suppression comment suppresses nothing.",
    why: "The code it was written for has changed. Left there it hides the next mistake of its kind, and readers \
          look for one that is gone.",
    remedy: "Take the comment away, or the rule out of its list.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "py",
        r##"def close(table, order_id):
    # ddbexpr:ignore reserved-word -- comes with the next release
    table.update_item(
        Key={"orderId": order_id},
        UpdateExpression="SET #status = :closed",
        ConditionExpression="attribute_exists(orderId)",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":closed": "closed"},
    )
"##,
    )],
    good: &[Example::new(
        "py",
        r##"def close(table, order_id):
    table.update_item(
        Key={"orderId": order_id},
        UpdateExpression="SET #status = :closed",
        ConditionExpression="attribute_exists(orderId)",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":closed": "closed"},
    )
"##,
    )],
    check: Check::Reading,
};
