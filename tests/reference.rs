//! The parser and the written-down grammar agree: same verdict, same redundant parentheses, same tree.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "support/generate.rs"]
mod generate;

use ddbexpr::syntax::reference::{Verdict, read};
use ddbexpr::syntax::{ExpressionKind, outline, parse};
use generate::{Dress, Vocabulary, Words, condition, mutate, mutations, projection, update};
use proptest::prelude::*;
use serde_json::Value;

/// Whether the grammar read the text; it passes over what is too long or too deep for it.
fn assert_agreement(kind: ExpressionKind, text: &str) -> bool {
    let Some(verdict) = read(kind, text) else { return false };
    let parsed = parse(kind, text);
    let ours = if parsed.errors.is_empty() {
        Verdict::Accepted { outline: outline(&parsed.ast, text), redundant_parentheses: !parsed.redundant.is_empty() }
    } else {
        Verdict::Rejected
    };
    assert_eq!(ours, verdict, "{kind} {text:?}: the parser's errors are {:?}", parsed.errors);
    true
}

fn words() -> impl Strategy<Value = (ExpressionKind, Words)> {
    let vocabulary = Vocabulary::default();
    prop_oneof![
        2 => condition(&vocabulary).prop_map(|words| (ExpressionKind::Condition, words)),
        1 => update(&vocabulary).prop_map(|words| (ExpressionKind::Update, words)),
        1 => projection(&vocabulary).prop_map(|words| (ExpressionKind::Projection, words)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn on_generated_expressions((kind, words) in words(), dress in Dress::any()) {
        let text = dress.text(&words);
        prop_assert!(parse(kind, &text).errors.is_empty(), "{text:?}");
        assert_agreement(kind, &text);
    }

    #[test]
    fn on_broken_expressions((kind, words) in words(), how in mutations(), dress in Dress::gluing()) {
        assert_agreement(kind, &dress.text(&mutate(words, &how)));
    }

    #[test]
    fn on_expressions_of_another_kind((_, words) in words(), dress in Dress::any()) {
        for kind in ExpressionKind::ALL {
            assert_agreement(kind, &dress.text(&words));
        }
    }
}

#[test]
fn on_the_syntax_vectors() {
    let mut read = 0;
    for line in include_str!("vectors/syntax.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let kind = case["kind"].as_str().unwrap().parse().unwrap();
        read += usize::from(assert_agreement(kind, case["text"].as_str().unwrap()));
    }
    assert_eq!(read, 2500);
}

#[test]
fn on_the_expressions_of_the_request_vectors() {
    let mut read = 0;
    let files = [
        include_str!("vectors/condition.jsonl"),
        include_str!("vectors/filter.jsonl"),
        include_str!("vectors/key-condition.jsonl"),
        include_str!("vectors/projection.jsonl"),
        include_str!("vectors/update.jsonl"),
    ];
    for line in files.iter().flat_map(|file| file.lines()) {
        let case: Value = serde_json::from_str(line).unwrap();
        for kind in ExpressionKind::ALL {
            if let Some(text) = case["request"][kind.parameter()].as_str() {
                read += usize::from(assert_agreement(kind, text));
            }
        }
    }
    assert!(read >= 3000, "only {read} were read");
}

#[test]
fn texts_too_deep_for_the_grammar_are_left_alone() {
    let text = format!("{}a = :v{}", "(".repeat(1000), ")".repeat(1000));
    assert_eq!(read(ExpressionKind::Filter, &text), None);
    assert_eq!(read(ExpressionKind::Filter, &"a".repeat(10_000)), None);
}
