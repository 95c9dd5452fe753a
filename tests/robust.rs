//! Whatever the program is fed, it ends with one of its exit codes and prints text.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use ddbexpr::cli::{Streams, run};
use proptest::prelude::*;

/// Runs the program in this process; a panic fails the test.
fn feed(arguments: &[&str], input: &[u8]) -> u8 {
    let (mut input, mut output, mut errors) = (input, Vec::new(), Vec::new());
    let mut streams = Streams::plain(&mut input, &mut output, &mut errors);
    let exit = run(std::iter::once(&"ddbexpr").chain(arguments), &mut streams).code();
    assert!(String::from_utf8(output).is_ok() && String::from_utf8(errors).is_ok());
    exit
}

fn lint(input: &[u8]) {
    for format in ["human", "short", "json"] {
        let exit = feed(&["lint", "-", "--format", format, "--color", "never"], input);
        assert!(matches!(exit, 0 | 1 | 3), "{exit}");
    }
}

/// Requests of all kinds, right and wrong.
static REQUESTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let directory = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let directories = [directory("examples/clean"), directory("examples/mistakes"), directory("tests/diagnostics")];
    let mut files: Vec<_> =
        directories.iter().flat_map(|one| one.read_dir().unwrap()).map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.is_file());
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
});

/// One change of a text.
#[derive(Clone, Debug)]
enum Change {
    Insert(Vec<u8>),
    Remove(usize),
    Double(usize),
    Flip(u8),
}

fn change() -> impl Strategy<Value = (prop::sample::Index, Change)> {
    let tokens = prop::sample::select(vec![
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "#",
        "(",
        ")",
        "\\u0000",
        "\\ud83d",
        "\\ude00",
        "null",
        "1e999",
        "-",
        " AND ",
        " OR ",
        "NOT ",
        "SET ",
        "REMOVE ",
        " IN ",
        " BETWEEN ",
        "=",
        "<>",
        ".",
        "[0]",
        "\u{e9}",
        "\u{1f600}",
        "\u{201c}",
        "'",
        ";",
        "?",
        "\n",
        "\r\n",
        "\u{feff}",
        "{\"S\": \"x\"}",
        "size(",
        "status",
        ":v",
        "#n",
        "[99999999999]",
    ]);
    let change = prop_oneof![
        4 => tokens.prop_map(|token| Change::Insert(token.as_bytes().to_vec())),
        2 => (1_usize..30).prop_map(Change::Remove),
        1 => (1_usize..60).prop_map(Change::Double),
        1 => any::<u8>().prop_map(Change::Flip),
    ];
    (any::<prop::sample::Index>(), change)
}

fn changed(text: &[u8], changes: &[(prop::sample::Index, Change)]) -> Vec<u8> {
    let mut text = text.to_vec();
    for (index, change) in changes {
        let at = index.index(text.len() + 1);
        let to = |length: &usize| (at + length).min(text.len());
        match change {
            Change::Insert(bytes) => drop(text.splice(at..at, bytes.iter().copied())),
            Change::Remove(length) => drop(text.drain(at..to(length))),
            Change::Double(length) => {
                let part = text[at..to(length)].to_vec();
                text.splice(at..at, part);
            }
            Change::Flip(bits) => {
                if let Some(byte) = text.get_mut(at) {
                    *byte ^= bits;
                }
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_linted(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        lint(&bytes);
        prop_assert!(feed(&["parse", "--jsonl"], &bytes) <= 3);
        prop_assert!(feed(&["fmt", "-"], &bytes) <= 3);
    }

    #[test]
    fn changed_requests_are_linted(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        lint(&changed(file.get::<Vec<u8>>(&REQUESTS), &changes));
    }

    /// Expressions that are nearly right, with a look at the fixes and places of what is told.
    #[test]
    fn changed_expressions_are_told(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..4),
        kind in prop::sample::select(vec!["condition", "key-condition", "filter", "update", "projection"]),
    ) {
        let request: serde_json::Value =
            serde_json::from_slice(file.get::<Vec<u8>>(&REQUESTS)).unwrap_or_default();
        let expressions = request.as_object().into_iter().flatten();
        for (_, text) in expressions.filter(|(name, _)| name.ends_with("Expression")) {
            let text = changed(text.as_str().unwrap_or_default().as_bytes(), &changes);
            let text = String::from_utf8_lossy(&text).replace('\0', " ");
            for arguments in [["parse", "--kind", kind, "--"], ["eval", "--kind", kind, "--"]] {
                let exit = feed(&[&arguments[..], &[&text]].concat(), b"");
                prop_assert!(exit <= 1, "{} of {:?}", exit, text);
            }
        }
    }
}
