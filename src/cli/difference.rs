//! What an update changed: one line for each place in the item.

use super::items::{Notation, value_json};
use crate::render::printable_line;
use crate::value::{AttributeMap, AttributeValue, Item};

/// One change.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Change {
    Added(String, AttributeValue),
    Removed(String, AttributeValue),
    Changed(String, AttributeValue, AttributeValue),
}

/// The changes from one item to another, in the order of the new item, removals last.
///
/// Maps are compared attribute by attribute; lists, sets and scalars as a whole, since an element that moved
/// up is no change worth a line of its own.
pub(super) fn changes(old: &Item, new: &Item) -> Vec<Change> {
    let mut found = Vec::new();
    let mut open: Vec<(String, &AttributeMap, &AttributeMap)> = vec![(String::new(), old, new)];
    while let Some((prefix, old, new)) = open.pop() {
        for (name, value) in new.iter() {
            let path = join(&prefix, name);
            match (old.get(name), value) {
                (None, value) => found.push(Change::Added(path, value.clone())),
                (Some(before), after) if before == after => {}
                (Some(AttributeValue::M(before)), AttributeValue::M(after)) => open.push((path, before, after)),
                (Some(before), after) => found.push(Change::Changed(path, before.clone(), after.clone())),
            }
        }
        for (name, value) in old.iter().filter(|(name, _)| !new.contains_key(name)) {
            found.push(Change::Removed(join(&prefix, name), value.clone()));
        }
    }
    found
}

fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
}

/// A change as a line: `+ a: 1`, `- a: 1`, `~ a: 1 -> 2`, with or without colour.
pub(super) fn line(change: &Change, notation: Notation, colour: bool) -> String {
    let show = |value: &AttributeValue| value_json(value, notation);
    let (line, tint) = match change {
        Change::Added(path, value) => (format!("+ {}: {}", printable_line(path), show(value)), "32"),
        Change::Removed(path, value) => (format!("- {}: {}", printable_line(path), show(value)), "31"),
        Change::Changed(path, old, new) => {
            (format!("~ {}: {} -> {}", printable_line(path), show(old), show(new)), "33")
        }
    };
    if colour { format!("\u{1b}[{tint}m{line}\u{1b}[0m") } else { line }
}
