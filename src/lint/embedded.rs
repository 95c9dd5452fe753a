//! Texts inside of texts: JSON in YAML, state machines in templates, programs in Terraform, code in documents.
//!
//! Each is read again as a module of its own; every place is led back into the file through the map of its text.

use std::collections::BTreeSet;

use super::joined;
use super::linter::{Linted, Settings};
use super::program::{self, Origin};
use crate::extract::extract_with;
use crate::host::{Language, Module, NodeKind, TextPart, fences, guess_language, parse};
use crate::source::{OffsetMap, Span};

/// Texts in texts in texts are read this far.
const DEEPEST: u8 = 3;
/// Shorter texts hold no request.
const SHORTEST: usize = 24;

/// Lints the texts inside of a module; gives those of their comments that may be meant for this program.
pub(super) fn lint(module: &Module<'_>, settings: Settings<'_>, into: &mut Linted) -> Vec<Span> {
    let mut comments = Vec::new();
    at_depth(module, None, settings, (into, &mut comments), 0);
    comments
}

/// Lints the code in a document, and gives those of its comments that may be meant for this program.
pub(super) fn lint_document(text: &str, settings: Settings<'_>, into: &mut Linted) -> Vec<Span> {
    let mut comments = Vec::new();
    for fence in fences(text) {
        let Some(language) = fence.language.filter(|_| may_hold_requests(&fence.text)) else { continue };
        one(&fence.text, language, Origin { map: &fence.map, is_quoted: false }, settings, (into, &mut comments), 0);
    }
    comments
}

/// What is found in texts, and the comments in them.
type Into<'i> = (&'i mut Linted, &'i mut Vec<Span>);

fn at_depth(module: &Module<'_>, origin: Option<&OffsetMap>, settings: Settings<'_>, into: Into<'_>, depth: u8) {
    if depth >= DEEPEST {
        return;
    }
    let mut seen = BTreeSet::new();
    for id in module.nodes() {
        let found = match module.kind(id) {
            NodeKind::Text(parts) if parts.iter().any(part_may_hold) => {
                let whole = joined::whole(module, id);
                if seen.insert(whole) { joined::text(module, whole) } else { None }
            }
            _ => None,
        };
        let Some((text, map)) = found else { continue };
        let Some(language) = guess_language(&text).filter(|_| text.len() >= SHORTEST) else { continue };
        let map = origin.map_or_else(|| map.clone(), |origin| map.compose(origin));
        let origin = Origin { map: &map, is_quoted: true };
        one(&text, language, origin, settings, (&mut *into.0, &mut *into.1), depth + 1);
    }
}

/// Lints one text inside of another.
fn one(text: &str, language: Language, origin: Origin<'_>, settings: Settings<'_>, into: Into<'_>, depth: u8) {
    let module = parse(text, language);
    let found = extract_with(&module, settings.imports, &settings.options.wrappers);
    program::lint(&module, &found, Some(origin), settings, into.0);
    if text.contains("ddbexpr:") {
        into.1.extend(module.comments().iter().map(|comment| origin.map.to_host(comment.span)));
    }
    at_depth(&module, Some(origin.map), settings, into, depth);
}

fn part_may_hold(part: &TextPart) -> bool {
    matches!(part, TextPart::Literal { text, .. } if text.len() >= SHORTEST && may_hold_requests(text))
}

fn may_hold_requests(text: &str) -> bool {
    ["xpression", "expression_", "-expression"].iter().any(|word| text.contains(word))
}
