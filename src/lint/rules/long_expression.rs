//! `long-expression`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Rule, RuleContext};
use crate::check::CheckedExpression;
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::{NodeKind, Root};

pub(super) static RULE: Rule = Rule {
    code: Code::LongExpression,
    default: Level::Off,
    group: Group::Style,
    fix: FixKind::None,
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
            found.push(diagnostic);
        }
    }
}

/// Each line with the number of clauses that begin on it: primitive conditions, actions or projected paths.
fn lines(expression: &CheckedExpression<'_>) -> Vec<(Span, usize)> {
    let ast = expression.ast();
    let starts: Vec<u32> = match ast.root() {
        Root::Update => ast.all_actions().iter().map(|action| action.span.start).collect(),
        Root::Projection(paths) => ast.list(paths).iter().map(|path| ast.node(*path).span.start).collect(),
        Root::Condition(_) => {
            let primitive = ast.nodes().iter().filter(|node| is_primitive(expression, node.kind));
            primitive.map(|node| node.span.start).collect()
        }
    };
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
