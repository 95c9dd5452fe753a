//! Texts made to hurt: neither the parser nor the printers need stack or more work than a fixed amount a byte.
//!
//! Each text runs on a thread with a small stack. Nothing is timed: the sizes of what comes out are bounded, and a
//! megabyte would take hours if a step of the work grew with the depth or with what came before.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::thread;

use ddbexpr::syntax::{Ast, ExpressionKind, Visit, ast_json, ast_tree, outline, parse, print};

const STACK: usize = 256 * 1024;

/// The number of steps of the walks through a tree.
fn steps(ast: &Ast, roots: impl Iterator<Item = ddbexpr::syntax::NodeId>) -> usize {
    roots.flat_map(|root| ast.walk(root)).filter(|step| matches!(step, Visit::Enter { .. })).count()
}

fn exercise(kind: ExpressionKind, text: &str) {
    let parsed = parse(kind, text);
    let ast = &parsed.ast;
    assert!(ast.nodes().len() <= 2 * parsed.tokens.as_slice().len(), "nodes grow with the tokens");
    assert!(parsed.errors.len() <= 20);
    let roots = match ast.root() {
        ddbexpr::syntax::Root::Condition(root) => vec![root],
        ddbexpr::syntax::Root::Projection(paths) => ast.list(paths).to_vec(),
        ddbexpr::syntax::Root::Update => {
            ast.all_actions().iter().flat_map(|action| [Some(action.target), action.value]).flatten().collect()
        }
    };
    assert!(steps(ast, roots.into_iter()) <= ast.nodes().len(), "a walk meets a node once");
    let printed = print(ast, text);
    assert!(printed.len() <= 4 * text.len() + 16);
    if parsed.errors.is_empty() {
        let again = parse(kind, &printed);
        assert_eq!(outline(&again.ast, &printed), outline(ast, text));
    }
    assert!(ast_json(ast, text).len() <= 128 * (text.len() + 1));
    assert!(ast_tree(ast, text).len() <= 256 * (text.len() + 1));
}

fn texts(bytes: usize) -> Vec<String> {
    let fill = |piece: &str| piece.repeat(bytes / piece.len());
    let around = |open: &str, inner: &str, close: &str| {
        let depth = bytes / (open.len() + close.len());
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    let mut texts: Vec<String> = [
        "(",
        ")",
        "((",
        "NOT ",
        "NOT ) ",
        "NOT ( ",
        "a.",
        "f(",
        "f(a,",
        "a[0]",
        "[",
        "a = :v AND ",
        "a = :v OR ",
        ",",
        ", ,",
        "\" ' ",
        "\"",
        "'",
        "' \" '",
        "a IN (",
        "a BETWEEN ",
        "a BETWEEN :v AND ",
        "and ",
        "or not ",
        "= ",
        "( , ",
        "( and ",
        "a = ( ",
        "f(( , ",
        "NOT , ",
        "é",
        "#",
        ":",
        "0",
        "SET ",
        "SET a = ",
        "SET a = (",
        "REMOVE a, ",
        "ADD a :v ",
        "a = :v + ( b ) , ",
        "{\"a\": ",
        "_",
        "a b ",
        "((a)",
        "((a)) = :v and ",
        "(a) b) ",
        "SET a = ((b)) c , ",
    ]
    .map(fill)
    .into();
    for inner in ["a", "a = :v", "", "a b", "NOT", ",", "f(a)", "a + b"] {
        texts.push(around("(", inner, ")"));
        texts.push(around("NOT (", inner, ")"));
        texts.push(around("f(", inner, ")"));
        texts.push(around("f(", inner, ") b"));
        texts.push(around("(", inner, " a)"));
        texts.push(around("(a AND ", inner, ")"));
        texts.push(around("(", inner, " OR b = :v)"));
        texts.push(format!("a = {}", around("(", inner, ")")));
        texts.push(format!("SET a = {}", around("(", inner, ")")));
        texts.push(format!("SET a = {}", around("(", inner, " a)")));
    }
    for (open, tail) in [("(", ","), ("(", "and "), ("(", ") a"), ("NOT ", ","), ("NOT ", "and "), ("f(", "or ")] {
        texts.push(format!("{}{}", open.repeat(bytes / 2 / open.len()), tail.repeat(bytes / 2 / tail.len())));
    }
    texts
}

/// Runs on a thread with next to no stack.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
}

#[test]
fn four_kilobytes_of_anything() {
    on_a_small_stack(|| {
        for text in texts(4096) {
            for kind in [ExpressionKind::Filter, ExpressionKind::Update, ExpressionKind::Projection] {
                exercise(kind, &text);
            }
        }
    });
}

/// Half a text of openings, half of something that makes the parser look at what is open.
#[test]
fn a_megabyte_of_the_worst() {
    use ExpressionKind::{Filter, Projection, Update};
    let pieces = [
        (Filter, "(", ""),
        (Filter, "NOT ", ""),
        (Projection, "a.", ""),
        (Filter, "f(", ""),
        (Filter, "a = b[0]", "[0]"),
        (Filter, "(", ")"),
        (Filter, "a = :v AND ", ""),
        (Filter, "f(", "a b) "),
        (Update, "SET a = (", ")"),
        (Filter, "(", ","),
        (Filter, "(", ") a "),
        (Filter, "(", "and "),
        (Filter, "NOT ", ", "),
        (Filter, "NOT ", "= and "),
        (Filter, "NOT ) ", ""),
        (Projection, ",", ""),
        (Filter, "\" ' ", "\""),
    ];
    on_a_small_stack(move || {
        for (kind, open, tail) in pieces {
            let half = |piece: &str| piece.repeat((1 << 19) / piece.len().max(1));
            let text = half(open) + &half(tail);
            let parsed = parse(kind, &text);
            assert!(parsed.ast.nodes().len() <= parsed.tokens.as_slice().len() + 1, "{open:?} {tail:?}");
            assert!(print(&parsed.ast, &text).len() <= 4 * text.len());
        }
    });
}
