//! What each language's grammar is turned into: one file a language in `tests/host/`, its tree as a snapshot.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::Path;

use ddbexpr::host::{Language, NodeKind, TextPart, parse};

/// The samples, in the order of their names.
fn samples() -> Vec<(String, String, Language)> {
    let mut samples = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/host")).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let language = Language::of_file_name(&name).unwrap_or_else(|| panic!("{name} is in no known language"));
        samples.push((name, fs::read_to_string(&path).unwrap(), language));
    }
    samples.sort_by(|one, two| one.0.cmp(&two.0));
    samples
}

#[test]
fn trees() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("host/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        for (name, text, language) in samples() {
            let module = parse(&text, language);
            assert!(!module.is_broken(), "{name} has a syntax error");
            insta::assert_snapshot!(name.replace('.', "_"), module.outline());
        }
    });
}

/// Every literal part of a text lies where its map says, and children lie inside of what they are part of.
#[test]
fn places() {
    for (name, text, language) in samples() {
        let module = parse(&text, language);
        let mut seen = 0;
        for id in module.nodes() {
            let span = module.span(id);
            assert!(span.slice(&text).is_some(), "{name}: {span:?} is not between characters");
            if let Some(parent) = module.parent(id) {
                assert!(parent > id, "{name}: parents come after their children");
                assert!(module.inside(parent).any(|inside| inside == id), "{name}");
            }
            let NodeKind::Text(parts) = module.kind(id) else { continue };
            for part in parts {
                let TextPart::Literal { text: literal, map } = part else { continue };
                let word = literal.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| word.len() > 2);
                let Some(word) = word else { continue };
                let at = u32::try_from(literal.find(word).unwrap()).unwrap();
                let place = ddbexpr::source::Span::new(at, at + u32::try_from(word.len()).unwrap());
                assert_eq!(map.to_host(place).slice(&text), Some(word), "{name}");
                seen += 1;
            }
        }
        assert!(seen > 3, "{name}: only {seen} texts");
    }
}

/// Comments are seen wherever they stand, once.
#[test]
fn comments() {
    for (language, text) in [
        (Language::Java, "class A { int x = f(/* 1 */ a, // 2\n b) /* 3 */ . g(); } // 4\n/** 5 */"),
        (Language::CSharp, "var x = f(/* 1 */ a, // 2\n new() { A = 1, /* 3 */ })\n// 4\n.g(); /// 5"),
        (Language::Kotlin, "val x = f(/* 1 */ a, // 2\n b) /* 3 */\n // 4\n .g { /* 5 */ }"),
        (Language::Rust, "fn f() { g(/* 1 */ a, // 2\n vec![b /* 3 */])\n// 4\n.h() }\n/// 5\nfn i() {}"),
        (Language::Go, "package a\n// 1\nvar x = f(/* 2 */ a, // 3\n T{A: 1, /* 4 */}.\n// 5\ng())"),
    ] {
        let module = parse(text, language);
        assert!(!module.is_broken(), "{language:?}");
        let written: Vec<_> = module.comments().iter().filter_map(|comment| comment.span.slice(text)).collect();
        assert_eq!(written.len(), 5, "{language:?}: {written:?}");
        for (number, comment) in (1..).zip(written) {
            assert!(comment.contains(&number.to_string()), "{language:?}: {comment}");
        }
    }
}

/// Anything at all can be read: every sample cut off anywhere, and with bytes taken out.
#[test]
fn broken_texts() {
    for (_, text, language) in samples() {
        for at in (0..text.len()).step_by(17).filter(|at| text.is_char_boundary(*at)) {
            drop(parse(&text[..at], language).outline());
            drop(parse(&text[at..], language).outline());
        }
    }
}

/// Deep nesting is cut off and does not overflow the stack.
#[test]
fn deep_texts() {
    for language in Language::ALL {
        for (open, close) in
            [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("a + ", ""), ("- ", ""), ("if a:\n", ""), ("x = ", "")]
        {
            let text = format!("{}a{}", open.repeat(20_000), close.repeat(20_000));
            drop(parse(&text, language).outline());
        }
    }
}
