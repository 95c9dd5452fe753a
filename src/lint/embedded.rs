//! Texts inside of texts: JSON in YAML, state machines in templates, programs in Terraform, code in documents.
//!
//! Each is read again as a module of its own; every place is led back into the file through the map of its text.

use super::linter::{Linted, Settings};
use super::program::{self, Origin};
use crate::extract::extract;
use crate::host::{Embedded, Language, Module, NodeId, NodeKind, TextPart, fences, guess_language, parse};
use crate::source::{OffsetMap, Span};

/// Texts in texts in texts are read this far.
const DEEPEST: u8 = 3;
/// Shorter texts hold no request.
const SHORTEST: usize = 24;

/// Lints the texts inside of a module.
pub(super) fn lint(module: &Module<'_>, origin: Option<&OffsetMap>, settings: Settings<'_>, into: &mut Linted) {
    at_depth(module, origin, settings, into, 0);
}

/// Lints the code in a document.
pub(super) fn lint_document(text: &str, settings: Settings<'_>, into: &mut Linted) {
    for fence in fences(text) {
        let Some(language) = fence.language.filter(|_| may_hold_requests(&fence.text)) else { continue };
        one(&fence.text, language, Origin { map: &fence.map, is_quoted: false }, settings, into, 0);
    }
}

fn at_depth(module: &Module<'_>, origin: Option<&OffsetMap>, settings: Settings<'_>, into: &mut Linted, depth: u8) {
    if depth >= DEEPEST {
        return;
    }
    for id in module.nodes() {
        let (text, map) = match module.kind(id) {
            NodeKind::Text(parts) if parts.iter().any(part_may_hold) => {
                let Some(text) = Embedded::new(module, id, Language::Json) else { continue };
                (text.text, text.map)
            }
            // {"Fn::Join": ["", ["{\"StartAt\": …", {"Ref": "Table"}, "…"]]}
            NodeKind::Object { .. } => match joined(module, id) {
                Some(joined) => joined,
                None => continue,
            },
            _ => continue,
        };
        let Some(language) = guess_language(&text).filter(|_| text.len() >= SHORTEST) else { continue };
        let map = origin.map_or_else(|| map.clone(), |origin| map.compose(origin));
        one(&text, language, Origin { map: &map, is_quoted: true }, settings, into, depth + 1);
    }
}

/// Lints one text inside of another.
fn one(
    text: &str,
    language: Language,
    origin: Origin<'_>,
    settings: Settings<'_>,
    into: &mut Linted,
    depth: u8,
) {
    let module = parse(text, language);
    let found = extract(&module, settings.imports);
    program::lint(&module, &found, Some(origin), settings, into);
    at_depth(&module, Some(origin.map), settings, into, depth);
}

fn part_may_hold(part: &TextPart) -> bool {
    matches!(part, TextPart::Literal { text, .. } if text.len() >= SHORTEST && may_hold_requests(text))
}

fn may_hold_requests(text: &str) -> bool {
    ["xpression", "expression_", "-expression"].iter().any(|word| text.contains(word))
}

/// A text put together by CloudFormation's `Fn::Join` without separator, or by line breaks.
fn joined(module: &Module<'_>, id: NodeId) -> Option<(String, OffsetMap)> {
    let NodeKind::Object { entries, .. } = module.kind(id) else { return None };
    let [entry] = entries.as_slice() else { return None };
    if module.plain_text(entry.key)? != "Fn::Join" {
        return None;
    }
    let NodeKind::List(both) = module.kind(entry.value) else { return None };
    let [separator, list] = both.as_slice() else { return None };
    let separator = module.plain_text(*separator)?;
    let NodeKind::List(elements) = module.kind(*list) else { return None };
    let mut text = String::new();
    let mut map = OffsetMap::verbatim(module.span(id).start, 0);
    let mut is_worth_it = false;
    for (at, element) in elements.iter().enumerate() {
        let place = module.span(*element);
        let mut add = |piece: &str, piece_map: &OffsetMap| {
            text.push_str(piece);
            map.append(piece_map);
        };
        if at > 0 {
            add(separator, &OffsetMap::whole(Span::at(place.start), separator.len()));
        }
        match Embedded::new(module, *element, Language::Json) {
            Some(embedded) => {
                is_worth_it |= may_hold_requests(&embedded.text);
                add(&embedded.text, &embedded.map);
            }
            None => {
                let stand_in = format!("${{ddbexpr_hole_{at}_}}");
                add(&stand_in, &OffsetMap::whole(place, stand_in.len()));
            }
        }
    }
    is_worth_it.then_some((text, map))
}
