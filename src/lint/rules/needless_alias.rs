//! `needless-alias`

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::lint::rename::uses_become;
use crate::problem::Part;
use crate::request::Coverage;
use crate::syntax::{TokenKind, is_reserved, lex};

pub(super) static RULE: Rule = Rule {
    code: Code::NeedlessAlias,
    default: Level::Off,
    group: Group::Style,
    fix: FixKind::Safe,
    needs: &[],
    what: "A `#` placeholder stands for a name that could be written out.",
    why: "Every placeholder makes the reader look into a map. Only reserved words and names with \
          other characters than letters, digits and `_` need one.",
    remedy: "Write the name, and take the entry out of ExpressionAttributeNames.",
    configure: "",
    evidence: &[],
    bad: &[Example::new("json", r##"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET #paid = :yes",
    "ExpressionAttributeNames": { "#paid": "paid" },
    "ExpressionAttributeValues": { ":yes": { "BOOL": true } }
}"##)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET paid = :yes",
    "ExpressionAttributeValues": { ":yes": { "BOOL": true } }
}"#)],
    check: Check::Request(check),
};

/// One finding for a request, since a map that loses its last entry has to go as a whole.
fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let names = cx.checked.subject.names;
    let needless: Vec<(&str, &String)> = names.iter().filter(|(_, name)| can_be_written(name)).collect();
    let Some((first, _)) = needless.first() else { return };
    let title = match needless.as_slice() {
        [(key, name)] => format!("`{key}` stands for `{name}`, which could be written out"),
        several => format!("{} placeholders stand for names that could be written out", several.len()),
    };
    let part = Part::NameKey((*first).to_owned());
    let mut diagnostic = cx.diagnostic(Code::NeedlessAlias, part, title, "not needed");
    for (key, _) in needless.iter().skip(1) {
        diagnostic.related.push((Part::NameKey((*key).to_owned()), "nor is this".to_owned()));
    }
    if names.coverage() == Coverage::Complete && cx.checked.expressions.iter().all(|one| one.is_whole()) {
        let mut edits: Vec<Edit> =
            needless.iter().flat_map(|(key, name)| uses_become(cx.checked, key, name)).collect();
        if needless.len() == names.len() {
            edits.push(Edit::RemoveMember("ExpressionAttributeNames".to_owned()));
        } else {
            edits.extend(needless.iter().map(|(key, _)| Edit::RemoveName((*key).to_owned())));
        }
        let fix = Fix::new("write the names out", Applicability::Safe, edits);
        diagnostic.fix = Some(fix.mending(cx.checked.subject));
    }
    found.push(diagnostic);
}

/// True for a name that is one word of the language, neither reserved nor a keyword.
/// True for a name that needs no placeholder.
pub(super) fn can_be_written(name: &str) -> bool {
    let is_word = matches!(lex(name).as_slice(), [word, _] if word.kind == TokenKind::Identifier
        && word.span.slice(name) == Some(name));
    is_word && !is_reserved(name)
}
