//! `legacy-parameter`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::problem::Part;

/// The parameters from before expressions, each with what came in its place.
const LEGACY: [(&str, &str); 7] = [
    ("KeyConditions", "KeyConditionExpression"),
    ("QueryFilter", "FilterExpression"),
    ("ScanFilter", "FilterExpression"),
    ("AttributeUpdates", "UpdateExpression"),
    ("Expected", "ConditionExpression"),
    ("ConditionalOperator", "AND and OR in an expression"),
    ("AttributesToGet", "ProjectionExpression"),
];

pub(super) static RULE: Rule = Rule {
    code: Code::LegacyParameter,
    default: Level::Info,
    group: Group::Style,
    fix: FixKind::None,
    needs: &[],
    what: "A request uses a parameter from before expressions: KeyConditions, AttributeUpdates, \
          Expected, ScanFilter, QueryFilter, AttributesToGet or ConditionalOperator.",
    why: "These parameters know no nested attributes and no newer functions, and cannot be sent \
          beside expressions. AWS keeps them only for old programs.",
    remedy: "Write the expression that says the same.",
    configure: "",
    evidence: &["getmoto/moto#3755"],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "KeyConditions": {
        "customer": { "ComparisonOperator": "EQ", "AttributeValueList": [{ "S": "c1" }] }
    }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "KeyConditionExpression": "customer = :customer",
    "ExpressionAttributeValues": { ":customer": { "S": "c1" } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (member, instead) in LEGACY.into_iter().filter(|(member, _)| cx.entry.has(member)) {
        // Where the service ignores the member, another finding says that.
        let known = match (cx.operation, cx.entry.action) {
            (Some(operation), Some(action)) => operation.takes(action, member),
            _ => true,
        };
        if !known {
            continue;
        }
        let part = Part::Member(vec![member.into()]);
        let title = format!("{member} is from before expressions");
        let mut diagnostic = cx.diagnostic(Code::LegacyParameter, part, title, "kept for old programs only");
        diagnostic.help = Some(format!("write {instead} instead"));
        found.push(diagnostic);
    }
}
