//! `conflicting-alias`

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::lint::rename::uses_become;
use crate::problem::Part;
use crate::request::is_known_name;

pub(super) static RULE: Rule = Rule {
    code: Code::ConflictingAlias,
    default: Level::Off,
    group: Group::Style,
    fix: FixKind::Safe,
    needs: &[],
    what: "Two `#` placeholders of one request stand for the same attribute.",
    why: "Who reads `#a = :x AND #b = :y` takes them for two attributes. Placeholders that were \
          added twice often come with a condition that was added twice.",
    remedy: "Use one placeholder for an attribute.",
    configure: "",
    evidence: &[],
    bad: &[Example::new("json", r##"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET #status = :paid",
    "ConditionExpression": "#state = :open",
    "ExpressionAttributeNames": { "#status": "status", "#state": "status" },
    "ExpressionAttributeValues": { ":paid": { "S": "paid" }, ":open": { "S": "open" } }
}"##)],
    good: &[Example::new("json", r##"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET #status = :paid",
    "ConditionExpression": "#status = :open",
    "ExpressionAttributeNames": { "#status": "status" },
    "ExpressionAttributeValues": { ":paid": { "S": "paid" }, ":open": { "S": "open" } }
}"##)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let names = cx.checked.subject.names;
    for (at, (key, name)) in names.iter().enumerate().filter(|(_, (_, name))| is_known_name(name)) {
        let Some((first, _)) = names.iter().take(at).find(|(_, earlier)| *earlier == name) else { continue };
        let title = format!("`{first}` and `{key}` both stand for `{name}`");
        let part = Part::NameKey(key.to_owned());
        let mut diagnostic = cx.diagnostic(Code::ConflictingAlias, part, title, "the second one");
        diagnostic.related.push((Part::NameKey(first.to_owned()), "the first one".to_owned()));
        let closed = !cx.entry.node.is_open() && cx.checked.expressions.iter().all(|one| one.is_whole());
        if closed {
            let mut edits = uses_become(cx.checked, key, first);
            edits.push(Edit::RemoveName(key.to_owned()));
            let fix = Fix::new(format!("use `{first}` for both"), Applicability::Safe, edits);
            diagnostic.fix = Some(fix.mending(cx.checked.subject));
        }
        found.push(diagnostic);
    }
}
