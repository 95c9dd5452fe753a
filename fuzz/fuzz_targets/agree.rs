//! The parser and the written-down grammar give the same verdict and the same tree.

#![no_main]

use ddbexpr::syntax::reference::{Verdict, read};
use ddbexpr::syntax::{ExpressionKind, outline, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for kind in [ExpressionKind::Condition, ExpressionKind::Update, ExpressionKind::Projection] {
        let Some(verdict) = read(kind, text) else { return };
        let parsed = parse(kind, text);
        let ours = if parsed.errors.is_empty() {
            let redundant_parentheses = !parsed.redundant.is_empty();
            Verdict::Accepted { outline: outline(&parsed.ast, text), redundant_parentheses }
        } else {
            Verdict::Rejected
        };
        assert_eq!(ours, verdict, "{kind} {text:?}");
    }
});
