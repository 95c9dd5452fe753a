//! Any bytes as an expression of any kind: nothing panics, tokens tile, spans nest, print and parse are inverse.

#![no_main]

use ddbexpr::source::Span;
use ddbexpr::syntax::{
    ExpressionKind, Parsed, RedundantParentheses, ast_json, ast_tree, outline, parse, print,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = &*String::from_utf8_lossy(bytes);
    for kind in [ExpressionKind::Condition, ExpressionKind::Update, ExpressionKind::Projection] {
        let parsed = parse(kind, text);
        tokens_tile(text, &parsed);
        spans_nest(text, &parsed);
        errors_are_in_order(text, &parsed);
        assert!(ast_json(&parsed.ast, text).ends_with('}'));
        assert!(!ast_tree(&parsed.ast, text).is_empty());
        let printed = print(&parsed.ast, text);
        if parsed.errors.is_empty() {
            let again = parse(kind, &printed);
            assert!(again.errors.is_empty(), "{text:?} prints as {printed:?}");
            assert_eq!(outline(&again.ast, &printed), outline(&parsed.ast, text));
            assert_eq!(print(&again.ast, &printed), printed);
            assert_eq!(again.redundant.len(), parsed.redundant.len());
        }
    }
});

/// Tokens follow one another, are not empty, and leave out nothing but white space.
fn tokens_tile(text: &str, parsed: &Parsed) {
    let (end, tokens) = parsed.tokens.as_slice().split_last().expect("there is an end");
    let mut at = 0;
    for token in tokens {
        assert!(!token.span.is_empty());
        assert_blank(text, at, token.span.start);
        at = token.span.end;
    }
    assert_blank(text, at, end.span.start);
    assert_eq!(end.span, Span::at(text.len() as u32));
}

fn assert_blank(text: &str, from: u32, to: u32) {
    let between = Span::new(from, to).slice(text).expect("tokens are in order, at character boundaries");
    assert!(between.bytes().all(|byte| b" \t\r\n".contains(&byte)), "{between:?} belongs to no token");
}

/// Children lie in their parents, one behind the other, and everything fits the text.
fn spans_nest(text: &str, parsed: &Parsed) {
    for (id, node) in parsed.ast.iter() {
        assert!(node.span.slice(text).is_some(), "{node:?}");
        let mut at = node.span.start;
        for child in (0..).map_while(|index| parsed.ast.child(id, index)) {
            assert!(child < id, "children come before their parents");
            let span = parsed.ast.node(child).span;
            assert!(at <= span.start && span.end <= node.span.end, "{text:?}: {span:?} in {node:?}");
            at = span.end;
        }
    }
    for RedundantParentheses { outer, inner, .. } in &parsed.redundant {
        assert!(outer.start < inner.start && inner.end < outer.end);
    }
}

fn errors_are_in_order(text: &str, parsed: &Parsed) {
    assert!(parsed.errors.windows(2).all(|pair| pair[0].token < pair[1].token));
    for error in &parsed.errors {
        let (token, near) = error.quote(text, &parsed.tokens);
        assert!(token == "<EOF>" || near.contains(token));
        assert!(!error.expected.is_empty());
        assert!(!error.expected.contains(parsed.tokens.get(error.token as usize).kind), "{text:?}: {error:?}");
    }
}
