//! What came out of an expression, printed.

use std::io::{self, Write};

use crate::cli::difference::{changes, line};
use crate::cli::items::{Notation, NotedItem, item_json, show_item, value_json};
use crate::cli::session::{Change, Outcome};
use crate::eval::{Explanation, UpdateError};
use crate::problem::ErrorType;
use crate::program::{KeyCondition, SortKeyBounds};
use crate::syntax::ExpressionKind;
use crate::value::{AttributeValue, Item};
use std::ops::Bound;

/// For a person.
pub(in crate::cli) fn print_human(
    items: &[NotedItem],
    text: &str,
    outcome: &Outcome,
    explain: bool,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match outcome {
        Outcome::Truth(truth) => print_truth(text, truth, explain, colour, out),
        Outcome::Key(bound, truth) => {
            if let Some(bound) = bound {
                writeln!(out, "reads {}", describe_key(bound))?;
            }
            print_truth(text, truth, explain, colour, out)
        }
        Outcome::Projected(projected) => {
            for (item, noted) in projected.iter().zip(items) {
                writeln!(out, "{}", show_item(item, noted.notation))?;
            }
            Ok(())
        }
        Outcome::Updated(updated) => {
            for (at, (change, noted)) in updated.iter().zip(items).enumerate() {
                if updated.len() > 1 {
                    writeln!(out, "item {}", at + 1)?;
                }
                print_update(text, change, &noted.item, noted.notation, colour, out)?;
            }
            Ok(())
        }
    }
}

fn print_truth(
    text: &str,
    truth: &[(bool, Explanation)],
    explain: bool,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let [(holds, explanation)] = truth {
        writeln!(out, "{}", tinted(*holds, colour))?;
        if explain {
            write!(out, "{}", explanation.to_text(text))?;
        }
        return Ok(());
    }
    for (at, (holds, explanation)) in truth.iter().enumerate() {
        writeln!(out, "item {}: {}", at + 1, tinted(*holds, colour))?;
        if explain {
            for line in explanation.to_text(text).lines() {
                writeln!(out, "  {line}")?;
            }
        }
    }
    let matching: Vec<String> =
        (1..).zip(truth).filter(|(_, (holds, _))| *holds).map(|(number, _): (usize, _)| number.to_string()).collect();
    let which = if matching.is_empty() { String::new() } else { format!(": {}", matching.join(", ")) };
    writeln!(out, "{} of {} items match{which}", matching.len(), truth.len())
}

fn tinted(holds: bool, colour: bool) -> String {
    match (colour, holds) {
        (false, _) => holds.to_string(),
        (true, true) => "\u{1b}[32mtrue\u{1b}[0m".to_owned(),
        (true, false) => "\u{1b}[31mfalse\u{1b}[0m".to_owned(),
    }
}

fn print_update(
    text: &str,
    change: &Result<Change, UpdateError>,
    old: &Item,
    notation: Notation,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match change {
        Ok(change) => {
            writeln!(out, "{}", show_item(&change.new, notation))?;
            print_changes(old, &change.new, notation, colour, out)
        }
        Err(error) => print_update_error(text, error, out),
    }
}

/// What is different in one item from another, a line each.
pub(in crate::cli) fn print_changes(
    old: &Item,
    new: &Item,
    notation: Notation,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let found = changes(old, new);
    if found.is_empty() {
        return writeln!(out, "nothing changes");
    }
    for change in found {
        writeln!(out, "{}", line(&change, notation, colour))?;
    }
    Ok(())
}

/// Why an update cannot be applied to an item.
pub(in crate::cli) fn print_update_error(text: &str, error: &UpdateError, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}", ErrorType::Validation.name(), error.service_message())?;
    match error.operand.unwrap_or(error.action).slice(text) {
        Some(written) if !written.is_empty() => writeln!(out, "  in `{written}`; the item stays as it is"),
        _ => writeln!(out, "  the item stays as it is"),
    }
}

/// `pk = "x" AND 1 <= sk <= 5`
pub(super) fn describe_key(key: &KeyCondition) -> String {
    let show = |value: &AttributeValue| value_json(value, Notation::Plain);
    let mut parts: Vec<String> = key
        .partition()
        .iter()
        .chain(key.sort_prefix())
        .map(|equality| format!("{} = {}", equality.attribute, show(&equality.value)))
        .collect();
    if let Some(range) = key.range() {
        let name = &range.attribute;
        parts.push(match &range.bounds {
            SortKeyBounds::Prefix(prefix) => format!("{name} from {} on, as far as it begins so", show(prefix)),
            SortKeyBounds::Between(low, high) => {
                let low = match low {
                    Bound::Included(low) => format!("{} <= ", show(low)),
                    Bound::Excluded(low) => format!("{} < ", show(low)),
                    Bound::Unbounded => String::new(),
                };
                let high = match high {
                    Bound::Included(high) => format!(" <= {}", show(high)),
                    Bound::Excluded(high) => format!(" < {}", show(high)),
                    Bound::Unbounded => String::new(),
                };
                format!("{low}{name}{high}")
            }
        });
    }
    parts.join(", ")
}

/// For a program: one JSON document.
///
/// Conditions: `{"kind", "matches": [positions], "items": [{"result", "explanation"?}]}`; projections:
/// `{"kind", "items": [item]}`; updates: `{"kind", "items": [{"item", "updated_old", "updated_new"} or {"error"}]}`.
/// Items are in the notation they came in.
pub(in crate::cli) fn print_json(
    items: &[NotedItem],
    kind: ExpressionKind,
    outcome: &Outcome,
    explain: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let results: Vec<String> = match outcome {
        Outcome::Truth(truth) | Outcome::Key(_, truth) => truth
            .iter()
            .map(|(holds, explanation)| {
                let told = if explain { format!(",\"explanation\":{}", explanation.to_json()) } else { String::new() };
                format!("{{\"result\":{holds}{told}}}")
            })
            .collect(),
        Outcome::Projected(projected) => {
            projected.iter().zip(items).map(|(item, noted)| item_json(item, noted.notation)).collect()
        }
        Outcome::Updated(updated) => {
            updated.iter().zip(items).map(|(change, noted)| update_json(change, noted.notation)).collect()
        }
    };
    let matches = match outcome {
        Outcome::Truth(truth) | Outcome::Key(_, truth) => {
            let positions = truth.iter().enumerate().filter(|(_, (holds, _))| *holds);
            let positions: Vec<String> = positions.map(|(at, _)| at.to_string()).collect();
            format!("\"matches\":[{}],", positions.join(","))
        }
        _ => String::new(),
    };
    writeln!(out, "{{\"kind\":\"{}\",{matches}\"items\":[{}]}}", kind.short_name(), results.join(","))
}

fn update_json(change: &Result<Change, UpdateError>, notation: Notation) -> String {
    match change {
        Ok(change) => {
            let returned =
                |item: &Option<Item>| item.as_ref().map_or("null".to_owned(), |item| item_json(item, notation));
            format!(
                "{{\"item\":{},\"updated_old\":{},\"updated_new\":{}}}",
                item_json(&change.new, notation),
                returned(&change.returned_old),
                returned(&change.returned_new)
            )
        }
        Err(error) => {
            let message = serde_json::Value::from(error.service_message());
            let span = error.operand.unwrap_or(error.action);
            let error = format!("\"type\":\"ValidationException\",\"message\":{message}");
            format!("{{\"error\":{{{error},\"span\":[{},{}]}}}}", span.start, span.end)
        }
    }
}
