//! `long-expression`

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::check::CheckedExpression;
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::{NodeKind, Root};

pub(super) static RULE: Rule = Rule {
    code: Code::LongExpression,
    default: Level::Off,
    group: Group::Style,
    fix: FixKind::Safe,
    needs: &[],
    what: "An expression of many clauses stands on one line.",
    why: "The clause that is wrong hides in the middle of it, and a change of one clause changes the \
          line of all.",
    remedy: "Put each clause on its own line: DynamoDB takes line ends wherever it takes blanks.",
    configure: "`clauses`: more than this on one line are too many (6).",
    evidence: &[],
    bad: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET a = :x, b = :x, c = :x, d = :x, e = :x, f = :x, g = :x",
    "ExpressionAttributeValues": { ":x": { "S": "x" } }
}"#)],
    good: &[Example::new("json", r#"{
    "TableName": "orders",
    "Key": { "id": { "S": "o1" } },
    "UpdateExpression": "SET a = :x, b = :x, c = :x, d = :x, e = :x, f = :x",
    "ExpressionAttributeValues": { ":x": { "S": "x" } }
}"#)],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for expression in cx.checked.expressions.iter().filter(|expression| expression.is_whole()) {
        for (line, clauses) in lines(expression) {
            if clauses <= cx.options.clauses_on_a_line {
                continue;
            }
            let title = format!("{clauses} clauses on one line");
            let part = Part::Expression(expression.kind, line);
            let mut diagnostic = cx.diagnostic(Code::LongExpression, part, title, "hard to read");
            diagnostic.help = Some("put each clause on its own line; line ends count as blanks".to_owned());
            diagnostic.fix = on_lines(cx, expression);
            found.push(diagnostic);
        }
    }
}

/// Each clause on a line of its own, as far as blanks stand before it.
fn on_lines(cx: &RuleContext<'_>, expression: &CheckedExpression<'_>) -> Option<Fix> {
    let text = expression.text;
    let mut starts = starts(expression);
    starts.sort_unstable();
    // A clause begins with the word before its first action; what NOT and parentheses are around goes with its clause.
    let mut edits = Vec::new();
    for start in starts.into_iter().skip(1) {
        let before = text.get(..start as usize)?;
        let at = break_before(before)?;
        let blanks = before.get(..at)?.trim_end().len();
        if blanks == at || before.get(blanks..at)?.contains('\n') {
            continue;
        }
        let span = Span::new(u32::try_from(blanks).ok()?, u32::try_from(at).ok()?);
        edits.push(Edit::BreakLine { kind: expression.kind, span });
    }
    edits.dedup();
    let title = "put each clause on its own line";
    (!edits.is_empty()).then(|| Fix::new(title, Applicability::Safe, edits).mending(cx.checked.subject))
}

/// Where the line breaks before a clause: before the words and parentheses that belong to it.
fn break_before(before: &str) -> Option<usize> {
    let mut at = before.len();
    loop {
        let rest = before.get(..at)?;
        let trimmed = rest.trim_end();
        if let Some(shorter) = trimmed.strip_suffix('(') {
            at = shorter.len();
            continue;
        }
        let word = trimmed.rsplit(|one: char| !one.is_ascii_alphabetic()).next().unwrap_or_default();
        let is_word = ["AND", "OR", "NOT", "SET", "REMOVE", "ADD", "DELETE"].iter().any(|own| own.eq_ignore_ascii_case(word));
        if !is_word {
            return Some(at);
        }
        at = trimmed.len() - word.len();
    }
}

/// Where its clauses begin: primitive conditions, actions or projected paths.
fn starts(expression: &CheckedExpression<'_>) -> Vec<u32> {
    let ast = expression.ast();
    match ast.root() {
        Root::Update => ast.all_actions().iter().map(|action| action.span.start).collect(),
        Root::Projection(paths) => ast.list(paths).iter().map(|path| ast.node(*path).span.start).collect(),
        Root::Condition(_) => {
            let primitive = ast.nodes().iter().filter(|node| is_primitive(expression, node.kind));
            primitive.map(|node| node.span.start).collect()
        }
    }
}

/// Each line with the number of clauses that begin on it: primitive conditions, actions or projected paths.
fn lines(expression: &CheckedExpression<'_>) -> Vec<(Span, usize)> {
    let starts = starts(expression);
    let mut lines = Vec::new();
    let mut start = 0;
    for line in expression.text.split_inclusive('\n') {
        let end = start + u32::try_from(line.len()).unwrap_or(u32::MAX);
        let clauses = starts.iter().filter(|at| (start..end).contains(at)).count();
        let shown = u32::try_from(line.trim_end().len()).unwrap_or(u32::MAX);
        lines.push((Span::new(start, start + shown), clauses));
        start = end;
    }
    lines
}

/// True for a condition that holds no other. `size(a)` is an operand; all other calls say yes or no.
fn is_primitive(expression: &CheckedExpression<'_>, kind: NodeKind) -> bool {
    match kind {
        NodeKind::Comparison { .. } | NodeKind::Between { .. } | NodeKind::In { .. } => true,
        NodeKind::FunctionCall { name, .. } => name.slice(expression.text) != Some("size"),
        _ => false,
    }
}
