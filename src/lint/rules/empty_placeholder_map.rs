//! `empty-placeholder-map`

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::lint::uses::{is_always_sent, users};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::Presence;

pub(super) static RULE: Rule = Rule {
    code: Code::EmptyPlaceholderMap,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[Need::Flow],
    what: "ExpressionAttributeNames or ExpressionAttributeValues is sent without entries.",
    why: "DynamoDB refuses an empty map, even if the expression needs no placeholder. Code that builds requests \
          from parts sends one as soon as no part adds an entry.",
    remedy: "Send the map only when it has entries.",
    configure: "",
    evidence: &["awslabs/dynamodb-data-mapper-js#24", "aws-amplify/amplify-cli#5573", "ruicsh/dynoexpr#1"],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "ConditionExpression": "attribute_exists(city)",
    "ExpressionAttributeNames": {}
}"#,
    ), Example::new(
        "py",
        r##"def save(table, key, city, status):
    names = {}
    if status:
        names["#status"] = "status"
    request = {
        "Key": key,
        "UpdateExpression": "SET city = :city",
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": {":city": city},
    }
    if status:
        request["ConditionExpression"] = "attribute_exists(#status)"
    table.update_item(**request)
"##,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "profiles",
    "Key": { "user": { "S": "u-1" } },
    "ConditionExpression": "attribute_exists(city)"
}"#,
    ), Example::new(
        "py",
        r##"def save(table, key, city, status):
    request = {
        "Key": key,
        "UpdateExpression": "SET city = :city",
        "ExpressionAttributeValues": {":city": city},
    }
    if status:
        request["ConditionExpression"] = "attribute_exists(#status)"
        request["ExpressionAttributeNames"] = {"#status": "status"}
    table.update_item(**request)
"##,
    )],
    check: Check::CompilerOr(check),
};

/// A map that begins empty and gets entries on branches alone, in a request that is sent on every way.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(source) = cx.source else { return };
    let names = ("ExpressionAttributeNames", &source.names, &source.values);
    let values = ("ExpressionAttributeValues", &source.values, &source.names);
    for (name, map, other) in [names, values] {
        let (true, Some(place)) = (map.may_be_empty, map.place) else { continue };
        // Something has to show that the request is sent also where no branch is taken.
        let is_sent = other.entries.iter().any(|entry| entry.presence == Presence::Always);
        let is_needed = |key: &str| users(cx, key).into_iter().any(|user| is_always_sent(source, user));
        if !is_sent || map.entries.iter().any(|entry| is_needed(&entry.key)) {
            continue;
        }
        let title = format!("{name} is sent even where no branch gave it an entry");
        let part = Part::Written(place);
        let mut diagnostic = cx.diagnostic(Code::EmptyPlaceholderMap, part, title, "may be empty");
        diagnostic.severity = Severity::Warning;
        diagnostic.notes.push("DynamoDB refuses an empty map".to_owned());
        diagnostic.help = Some("add the map to the request only when it has entries".to_owned());
        found.push(diagnostic);
    }
}
