//! The laws of the printer, over generated expressions and over the vectors.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "support/generate.rs"]
mod generate;

use ddbexpr::syntax::{ExpressionKind, ast_json, ast_tree, format, outline, parse, print};
use generate::{Dress, Vocabulary, Words, condition, mutate, mutations, projection, update};
use proptest::prelude::*;

/// Reading the printed text gives the same tree, and printing that gives the same text.
fn assert_laws(kind: ExpressionKind, text: &str) {
    let parsed = parse(kind, text);
    assert!(parsed.errors.is_empty(), "{text:?}: {:?}", parsed.errors);
    let printed = print(&parsed.ast, text);
    let again = parse(kind, &printed);
    assert!(again.errors.is_empty(), "{text:?} prints as {printed:?}: {:?}", again.errors);
    assert_eq!(outline(&again.ast, &printed), outline(&parsed.ast, text), "{text:?} prints as {printed:?}");
    assert_eq!(print(&again.ast, &printed), printed);
    assert_eq!(format(kind, text).as_ref(), Ok(&printed));
}

fn words() -> impl Strategy<Value = (ExpressionKind, Words)> {
    let vocabulary = Vocabulary::default();
    prop_oneof![
        2 => condition(&vocabulary).prop_map(|words| (ExpressionKind::Filter, words)),
        1 => update(&vocabulary).prop_map(|words| (ExpressionKind::Update, words)),
        1 => projection(&vocabulary).prop_map(|words| (ExpressionKind::Projection, words)),
    ]
}

proptest! {
    #[test]
    fn printing_keeps_the_tree((kind, words) in words(), dress in Dress::any()) {
        assert_laws(kind, &dress.text(&words));
    }

    #[test]
    fn blanks_and_case_do_not_show((kind, words) in words(), one in Dress::any(), other in Dress::any()) {
        prop_assert_eq!(format(kind, &one.text(&words)), format(kind, &other.text(&words)));
    }

    #[test]
    fn broken_texts_print_too((kind, words) in words(), how in mutations(), dress in Dress::gluing()) {
        let text = dress.text(&mutate(words, &how));
        let parsed = parse(kind, &text);
        let _ = print(&parsed.ast, &text);
        if parsed.errors.is_empty() {
            assert_laws(kind, &text);
        } else {
            prop_assert!(format(kind, &text).is_err());
        }
        let json: serde_json::Value = serde_json::from_str(&ast_json(&parsed.ast, &text)).unwrap();
        prop_assert!(json["type"].is_string());
        prop_assert!(!ast_tree(&parsed.ast, &text).is_empty());
    }
}

#[test]
fn the_laws_hold_for_every_accepted_vector() {
    let mut held = 0;
    for line in include_str!("vectors/syntax.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        if case["syntax"] == "ok" {
            assert_laws(case["kind"].as_str().unwrap().parse().unwrap(), case["text"].as_str().unwrap());
            held += 1;
        }
    }
    assert_eq!(held, 998);
}

#[test]
fn deep_texts_print_as_they_are() {
    let text = format!("{}a = :v{}", "NOT (".repeat(2000), ")".repeat(2000));
    assert_laws(ExpressionKind::Filter, &text);
    assert_eq!(format(ExpressionKind::Filter, &text).as_ref(), Ok(&text));
}
