//! Any text in any language: it is read, requests are found in it and linted without panicking, in bounded time, and
//! everything that is said has its place in the text.

#![no_main]

use std::time::{Duration, Instant};

use ddbexpr::host::Language;
use ddbexpr::layer::ValidationLayer;
use ddbexpr::lint::{RuleOptions, Settings, lint_text};
use libfuzzer_sys::fuzz_target;

/// What no text may take, however slow the machine is.
const LONGEST: Duration = Duration::from_secs(20);

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let language = Language::ALL[usize::from(*first) % Language::ALL.len()];
    let text = &*String::from_utf8_lossy(rest);
    let options = RuleOptions::default();
    let settings = Settings {
        tables: &[],
        newest: ValidationLayer::Current,
        operation: None,
        level: &|_, own| own,
        options: &options,
        documents: true,
        imports: &|_, _| None,
        references: &|_| None,
    };
    let start = Instant::now();
    let linted = lint_text(text, language, settings);
    assert!(start.elapsed() < LONGEST, "{language:?} takes {:?}", start.elapsed());
    for expression in &linted.expressions {
        assert!(expression.span.slice(text).is_some(), "{language:?}: {expression:?}");
    }
    for finding in &linted.findings {
        assert!(finding.at.span.slice(text).is_some(), "{language:?}: {finding:?}");
        for edit in &finding.host_edits {
            assert!(edit.span.slice(text).is_some(), "{language:?}: {edit:?}");
        }
    }
});
