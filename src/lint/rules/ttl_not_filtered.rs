//! `ttl-not-filtered`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::lint::evidence::{Known, known_types};
use crate::problem::Part;
use crate::request::Action;
use crate::source::Span;
use crate::syntax::{ExpressionKind, NodeKind};
use crate::value::{AttributeValue, Number};

/// Seconds since 1970 reach this in the year 5138, milliseconds did in 1973.
const MILLISECONDS: u64 = 100_000_000_000;

pub(super) static RULE: Rule = Rule {
    code: Code::TtlNotFiltered,
    default: Level::Info,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Schema],
    what: "A Query or Scan of a table with a time to live does not ask whether it is over, or a time \
          to live is given in milliseconds.",
    why: "DynamoDB deletes expired items some time later, within days. Until then reads return them: \
          sessions that are over still log in. Milliseconds where seconds belong mean that items \
          stay for thousands of years.",
    remedy: "Filter by `ttl > :now`, with the time in seconds since 1970.",
    configure: "",
    evidence: &["pallets-eco/flask-session#240", "gravitational/teleport#19885", "LeoPlatform/Nodejs#43"],
    bad: &[Example::with_config("json", r#"{
    "TableName": "sessions",
    "KeyConditionExpression": "account = :account",
    "ExpressionAttributeValues": { ":account": { "S": "a1" } }
}"#, r#"[tables.sessions]
partition-key = "account:S"
sort-key = "started:N"
ttl = "expires""#)],
    good: &[Example::with_config("json", r#"{
    "TableName": "sessions",
    "KeyConditionExpression": "account = :account",
    "FilterExpression": "expires > :now",
    "ExpressionAttributeValues": { ":account": { "S": "a1" }, ":now": { "N": "1760000000" } }
}"#, r#"[tables.sessions]
partition-key = "account:S"
sort-key = "started:N"
ttl = "expires""#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(ttl) = cx.table.and_then(|table| table.ttl.as_deref()) else { return };
    let reads = matches!(cx.entry.action, Some(Action::Query | Action::Scan));
    if reads && !is_asked(cx, ttl) {
        let title = format!("items whose `{ttl}` is over may still come back");
        let part = Part::Member(vec!["TableName".into()]);
        let mut diagnostic = cx.diagnostic(Code::TtlNotFiltered, part, title, "expired items stay for a while");
        diagnostic.help = Some(format!("filter by `{ttl} > :now`, in seconds since 1970"));
        found.push(diagnostic);
    }
    if let Some(part) = in_milliseconds(cx, ttl) {
        let title = format!("`{ttl}` counts seconds, and this is the time in milliseconds");
        let mut diagnostic = cx.diagnostic(Code::TtlNotFiltered, part, title, "items would stay for thousands of years");
        diagnostic.help = Some("divide by 1000 and drop the rest".to_owned());
        found.push(diagnostic);
    }
    for Known { path, value, part, .. } in known_types(cx) {
        let in_milliseconds = matches!(value, Some(AttributeValue::N(number)) if *number > Number::from(MILLISECONDS));
        if in_milliseconds && path.as_attribute() == Some(ttl) {
            let title = format!("`{ttl}` counts seconds, and this looks like milliseconds");
            let mut diagnostic = cx.diagnostic(Code::TtlNotFiltered, part, title, "after the year 5000, in seconds");
            diagnostic.help = Some("divide by 1000".to_owned());
            found.push(diagnostic);
        }
    }
}

/// Where the program gives the attribute the time in milliseconds.
fn in_milliseconds(cx: &RuleContext<'_>, ttl: &str) -> Option<Part> {
    let source = cx.source?;
    let tells = |span: &Span| source.milliseconds.contains(span);
    let in_item = cx.entry.node.get("Item").and_then(|item| item.get(ttl)).map(|node| node.span).filter(tells);
    let in_update = || {
        let update = cx.expression(ExpressionKind::Update)?;
        let ast = update.ast();
        ast.all_actions().iter().find_map(|action| {
            let value = ast.node(ast.unparenthesized(action.value?));
            let is_it = update.document_path(action.target).is_some_and(|path| path.as_attribute() == Some(ttl));
            let key = value.span.slice(update.text)?;
            let entry = source.values.entries.iter().find(|entry| entry.key == key)?;
            (is_it && tells(&entry.value)).then_some(entry.value)
        })
    };
    in_item.or_else(in_update).map(Part::Written)
}

/// True where the read asks for the attribute in any way, and where that cannot be told.
fn is_asked(cx: &RuleContext<'_>, ttl: &str) -> bool {
    let hidden = [ExpressionKind::Filter, ExpressionKind::KeyCondition].into_iter().any(|kind| cx.may_hide(kind));
    let legacy = ["ScanFilter", "QueryFilter", "KeyConditions"].into_iter().any(|member| !cx.lacks(member));
    let by_name = |name: &str| name == ttl || !crate::request::is_known_name(name);
    hidden
        || legacy
        || cx.conditions().any(|(expression, _)| {
            expression.ast().nodes().iter().any(|node| match node.kind {
                NodeKind::Path(elements) => expression.root_attribute(elements).is_none_or(by_name),
                _ => false,
            })
        })
}
