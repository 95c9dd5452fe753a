//! The syntax vectors: accept, refuse, and how operators bind.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use ddbexpr::syntax::{Ast, ExpressionKind, NodeId, NodeKind, Root, parse};
use serde_json::{Value, json};

#[test]
fn every_syntax_vector_holds() {
    let mut failures = Vec::new();
    let mut count = 0;
    for line in include_str!("vectors/syntax.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let kind: ExpressionKind = case["kind"].as_str().unwrap().parse().unwrap();
        let parsed = parse(kind, text);
        let first_error = parsed.errors.first().map(|error| error.span.start);
        let first_redundant = parsed.redundant.first().map(|pair| pair.noticed_at);
        let verdict = match (first_error, first_redundant) {
            (None, None) => "ok",
            (Some(error), Some(pair)) if error < pair => "error",
            (Some(_), None) => "error",
            _ => "redundant-parentheses",
        };
        count += 1;
        if verdict != case["syntax"] {
            failures.push(format!("{} {text:?}: {verdict}, wanted {}", case["id"], case["syntax"]));
        } else if let (Some(wanted), Root::Condition(root)) = (case.get("tree"), parsed.ast.root()) {
            let tree = bindings(&parsed.ast, root, text);
            if tree != *wanted {
                failures.push(format!("{} {text:?}: {tree}, wanted {wanted}", case["id"]));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(count, 2500);
}

/// How the operators bind: a chain is one list, parentheses are gone, leaves are without white space.
fn bindings(ast: &Ast, id: NodeId, text: &str) -> Value {
    let node = ast.node(ast.unparenthesized(id));
    let chain = |word: &str, range| {
        let mut all = vec![json!(word)];
        all.extend(ast.list(range).iter().map(|part| bindings(ast, *part, text)));
        Value::Array(all)
    };
    match node.kind {
        NodeKind::And(range) => chain("AND", range),
        NodeKind::Or(range) => chain("OR", range),
        NodeKind::Not { operand, .. } => json!(["NOT", bindings(ast, operand, text)]),
        _ => {
            let leaf = node.span.slice(text).unwrap();
            json!(leaf.split_ascii_whitespace().collect::<String>())
        }
    }
}
