//! `not-equal-missing`

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix, Severity};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::check::{CheckedExpression, DocumentPath};
use crate::lint::predicate::{Asked, predicate};
use crate::problem::Part;
use crate::reason::Conditions;
use crate::request::Action;
use crate::source::Span;
use crate::syntax::{Comparator, ExpressionKind, NodeId, NodeKind};

pub(super) static RULE: Rule = Rule {
    code: Code::NotEqualMissing,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::Unsafe,
    needs: &[],
    what: "A condition or filter asks with `<>` or NOT for another value than one, and for nothing \
          else of the attribute.",
    why: "A missing attribute is unequal to everything. `state <> :done` also lets a write through \
          where there is no item at all, and a filter keeps items that have no state.",
    remedy: "Say what you mean of items without the attribute: `attribute_exists(state) AND state <> \
          :done`, or `attribute_not_exists(state) OR state <> :done`.",
    configure: "",
    evidence: &[],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "ConditionExpression": "stage <> :done",
    "ExpressionAttributeValues": { ":done": { "S": "done" } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "ConditionExpression": "attribute_exists(stage) AND stage <> :done",
    "ExpressionAttributeValues": { ":done": { "S": "done" } }
}"#), Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "ConditionExpression": "attribute_not_exists(stage) OR stage <> :done",
    "ExpressionAttributeValues": { ":done": { "S": "done" } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let known = paths_with_existence(cx);
    let conditions = Conditions::new(&cx.checked.expressions);
    for (expression, root) in cx.conditions() {
        // A write that asks whether there is an item at all trusts the item to have its attributes.
        if expression.kind == ExpressionKind::Condition && !known.is_empty() {
            continue;
        }
        for open in unequal(expression, root) {
            let asked = predicate(expression, open.node);
            let Some(path) = asked.map(|asked| asked.path).filter(|path| !cx.is_key(path.root())) else { continue };
            let is_index_key = cx.index().is_some_and(|index| index.key.attribute(path.root()).is_some());
            // Who asks whether the item exists is trusted to have written its attributes.
            let exists = expression.kind == ExpressionKind::Condition
                && known.iter().any(|path| conditions.imply_existence(path));
            // A put that writes the attribute: `id <> :id` lets no item be there that has it.
            let is_written = cx.entry.action == Some(Action::Put)
                && path.as_attribute().is_some_and(|name| writes(cx, name));
            if is_index_key || is_written || exists || known.contains(&path) || conditions.imply_existence(&path) {
                continue;
            }
            found.push(tell(cx, expression, &open, &path));
        }
    }
}

/// True where the item that is put has the attribute.
fn writes(cx: &RuleContext<'_>, name: &str) -> bool {
    cx.entry.node.get("Item").is_some_and(|item| item.get(name).is_some())
}

fn tell(cx: &RuleContext<'_>, expression: &CheckedExpression<'_>, open: &Open, path: &DocumentPath<'_>) -> Diagnostic {
    let span = expression.ast().node(open.node).span;
    let title = format!("also true where `{path}` is missing");
    let part = Part::Expression(expression.kind, span);
    let mut diagnostic =
        cx.diagnostic(Code::NotEqualMissing, part, title, "a missing attribute is unequal to everything");
    diagnostic.help = Some(format!(
        "say what you mean of items without it: attribute_exists({path}) AND …, or attribute_not_exists({path}) OR …"
    ));
    if expression.kind == ExpressionKind::Filter {
        diagnostic.severity = Severity::Info;
    }
    let comparison = predicate(expression, open.node).is_some_and(|asked| {
        asked.asked == Asked::Compare(Comparator::NotEqual) && open.truth
    });
    // `:done <> stage` begins with the value.
    let written = match expression.ast().node(open.node).kind {
        NodeKind::Comparison { left, .. } if comparison => expression.document_path(left).map(|_| left),
        _ => None,
    };
    if let Some(written) = written.and_then(|left| expression.ast().node(left).span.slice(expression.text)) {
        let insert = |at, text: String| Edit::Expression { kind: expression.kind, span: Span::at(at), replacement: text };
        let (before, behind) = if open.in_or { ("(", ")") } else { ("", "") };
        let mut edits = vec![insert(span.start, format!("{before}attribute_exists({written}) AND "))];
        if open.in_or {
            edits.push(insert(span.end, behind.to_owned()));
        }
        let fix = Fix::new("ask for the attribute too", Applicability::Unsafe, edits);
        diagnostic.fix = Some(fix.mending(cx.checked.subject));
    }
    diagnostic
}

/// A condition on the way down.
struct Open {
    node: NodeId,
    /// Whether it has to hold or to fail.
    truth: bool,
    /// Whether it stands in an OR without parentheses around it.
    in_or: bool,
}

/// The conditions that are true of a missing attribute without saying so: `<>`, and comparisons under NOT.
fn unequal(expression: &CheckedExpression<'_>, root: NodeId) -> Vec<Open> {
    let ast = expression.ast();
    let mut open = vec![Open { node: root, truth: true, in_or: false }];
    let mut all = Vec::new();
    while let Some(Open { node, truth, in_or }) = open.pop() {
        match ast.node(node).kind {
            NodeKind::Parenthesized(inner) => open.push(Open { node: inner, truth, in_or: false }),
            NodeKind::Not { operand, .. } => open.push(Open { node: operand, truth: !truth, in_or: false }),
            NodeKind::And(parts) | NodeKind::Or(parts) => {
                let in_or = matches!(ast.node(node).kind, NodeKind::Or(_));
                open.extend(ast.list(parts).iter().rev().map(|part| Open { node: *part, truth, in_or }));
            }
            NodeKind::Comparison { comparator, .. } if truth == (comparator == Comparator::NotEqual) => {
                all.push(Open { node, truth, in_or });
            }
            NodeKind::Between { .. } | NodeKind::In { .. } if !truth => all.push(Open { node, truth, in_or }),
            _ => {}
        }
    }
    all
}

/// The paths whose existence or type the request asks about anywhere: who does that knows that they may be missing.
fn paths_with_existence<'c>(cx: &RuleContext<'c>) -> Vec<DocumentPath<'c>> {
    let mut paths = Vec::new();
    for (expression, _) in cx.conditions() {
        for (id, _) in expression.ast().iter() {
            paths.extend(predicate(expression, id).filter(|asked| asked.is_about_existence()).map(|asked| asked.path));
        }
    }
    paths
}
