//! `placeholder-style`

use std::collections::HashMap;

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix, name_placeholder, value_placeholder};
use crate::lint::{Check, Example, FixKind, Group, Level, PlaceholderStyle, Rule, RuleContext};
use crate::lint::rename::uses_become;
use crate::problem::Part;
use crate::request::is_known_name;
use crate::syntax::{Comparator, NodeKind};

pub(super) static RULE: Rule = Rule {
    code: Code::PlaceholderStyle,
    default: Level::Off,
    group: Group::Style,
    fix: FixKind::Safe,
    needs: &[],
    what: "A placeholder is not called as the project calls its placeholders.",
    why: "`#n1 = :v1` says nothing without its maps. `#status = :status` can be read alone, in code \
          and in logs.",
    remedy: "Call a name placeholder like its attribute, and a value placeholder by what the value is.",
    configure: "`names` and `values`: `attribute` (like the attribute; the default for names), `word` (a \
          word, not `:v` or `:v1`; the default for values) or `any`.",
    evidence: &[],
    bad: &[Example::new("json", r##"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET #n1 = :v1",
    "ExpressionAttributeNames": { "#n1": "status" },
    "ExpressionAttributeValues": { ":v1": { "S": "paid" } }
}"##)],
    good: &[Example::new("json", r##"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET #status = :paid",
    "ExpressionAttributeNames": { "#status": "status" },
    "ExpressionAttributeValues": { ":paid": { "S": "paid" } }
}"##)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let subject = cx.checked.subject;
    // Two that are renamed must not get the same name.
    let mut given: Vec<String> = Vec::new();
    for (key, name) in subject.names.iter().filter(|(_, name)| is_known_name(name)) {
        if !fits(cx.options.name_style, key, Some(name)) {
            let to = unlike(name_placeholder(name, subject), &mut given, |word| subject.names.get(word).is_some());
            let edit = Edit::RenameName { from: key.to_owned(), to: to.clone() };
            tell(cx, Part::NameKey(key.to_owned()), key, Some((to, edit)), found);
        }
    }
    let partners = partners(cx);
    for (key, _) in subject.values.iter() {
        let partner = partners.get(key).and_then(Option::as_deref);
        let asks = cx.options.value_style != PlaceholderStyle::Attribute || partner.is_some();
        if asks && !fits(cx.options.value_style, key, partner) {
            // What is compared with no attribute, such as the ends of a range, is for a person to name.
            let renamed = partner.filter(|name| fits(cx.options.value_style, &format!(":{name}"), Some(name)));
            let renamed = renamed.map(|name| {
                let is_taken = |word: &str| subject.values.get(word).is_some();
                let to = unlike(value_placeholder(name, subject), &mut given, is_taken);
                (to.clone(), Edit::RenameValue { from: key.to_owned(), to })
            });
            tell(cx, Part::ValueKey(key.to_owned()), key, renamed, found);
        }
    }
}

/// The word, with a number behind it where it is given or taken already.
fn unlike(word: String, given: &mut Vec<String>, is_taken: impl Fn(&str) -> bool) -> String {
    let is_free = |candidate: &String| !given.contains(candidate) && !is_taken(candidate);
    let numbered = (2_usize..).map(|number| format!("{word}{number}"));
    let chosen = std::iter::once(word.clone()).chain(numbered).find(is_free).unwrap_or(word);
    given.push(chosen.clone());
    chosen
}

fn tell(cx: &RuleContext<'_>, part: Part, key: &str, renamed: Option<(String, Edit)>, found: &mut Vec<Diagnostic>) {
    let title = format!("`{key}` does not follow the style of placeholders");
    let mut diagnostic = cx.diagnostic(Code::PlaceholderStyle, part, title, "says nothing when read alone");
    // Where more may use it than is seen here, only a person can rename it.
    let closed = !cx.entry.node.is_open() && cx.checked.expressions.iter().all(|expression| expression.is_whole());
    if let Some((to, edit)) = renamed.filter(|_| closed) {
        let mut edits = vec![edit];
        edits.extend(uses_become(cx.checked, key, &to));
        let fix = Fix::new(format!("rename it to `{to}`"), Applicability::Safe, edits);
        diagnostic.fix = Some(fix.mending(cx.checked.subject));
        diagnostic.help = Some(format!("call it `{to}`"));
    }
    found.push(diagnostic);
}

/// The placeholder's name without its sign against the style. A number behind tells several apart.
fn fits(style: PlaceholderStyle, key: &str, name: Option<&str>) -> bool {
    let word = key.get(1..).unwrap_or_default();
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    match (style, name) {
        (PlaceholderStyle::Any, _) => true,
        (PlaceholderStyle::Word, _) | (PlaceholderStyle::Attribute, None) => bare.len() > 1,
        (PlaceholderStyle::Attribute, Some(name)) => {
            let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
            let (word, bare, name) = (plain(word), plain(bare), plain(name));
            name.is_empty() || word == name || bare == name
        }
    }
}

/// For each value placeholder the last name of the paths it is set to or compared with, where that is one name.
fn partners(cx: &RuleContext<'_>) -> HashMap<String, Option<String>> {
    let mut partners: HashMap<String, Option<String>> = HashMap::new();
    for expression in &cx.checked.expressions {
        let ast = expression.ast();
        let comparisons = ast.nodes().iter().filter_map(|node| match node.kind {
            NodeKind::Comparison { comparator: Comparator::Equal, left, right, .. } => Some((left, right)),
            _ => None,
        });
        let actions = ast.all_actions().iter().filter_map(|action| Some((action.target, action.value?)));
        for (path, value) in comparisons.chain(actions) {
            let value = ast.node(ast.unparenthesized(value));
            let Some(path) = expression.document_path(path) else { continue };
            let last = path.steps().iter().rev().find_map(|step| match step {
                crate::check::ResolvedElement::Attribute(name) => Some(*name),
                _ => None,
            });
            if let (NodeKind::Value(_), Some(name)) = (value.kind, last) {
                let known = partners.entry(expression.written(value).to_owned()).or_insert_with(|| Some(name.to_owned()));
                if known.as_deref() != Some(name) {
                    *known = None;
                }
            }
        }
    }
    partners
}
