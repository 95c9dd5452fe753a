//! Things written one after another: where a new one goes, and what goes with one that is taken out.

use std::collections::BTreeSet;

use super::Change;
use super::sites::{List, Separator};
use crate::source::Span;

/// The offset of the first byte of the line that holds `at`.
pub(super) fn line_start(text: &str, at: u32) -> u32 {
    let before = text.get(..at as usize).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| offset(newline + 1))
}

/// The offset just past the line that holds `at`, without its line break.
pub(super) fn line_end(text: &str, at: u32) -> u32 {
    let rest = text.get(at as usize..).unwrap_or_default();
    let length = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..length).unwrap_or_default();
    at + offset(line.trim_end_matches('\r').len())
}

/// The blanks before `at`, where nothing else stands before it on its line.
pub(super) fn indentation(text: &str, at: u32) -> Option<&str> {
    // Lines may be as long as the text: no further back than the blanks reach.
    let before = text.get(..at as usize)?;
    let rest = before.trim_end_matches([' ', '\t']);
    (rest.is_empty() || rest.ends_with('\n')).then(|| before.get(rest.len()..))?
}

/// The line break that a text is written with.
pub(super) fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text.get(..at).is_some_and(|before| before.ends_with('\r')) => "\r\n",
        _ => "\n",
    }
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn is_comment(rest: &str) -> bool {
    ["//", "#", "/*"].iter().any(|sign| rest.starts_with(sign))
}

/// The offset of the comma after an element, where one follows.
fn comma_after(text: &str, item: Span) -> Option<u32> {
    let rest = text.get(item.end as usize..)?;
    let trimmed = rest.trim_start();
    trimmed.starts_with(',').then(|| item.end + offset(rest.len() - trimmed.len()))
}

/// What it takes to write new elements after the one that is meant.
pub(super) fn insert_after(text: &str, list: &List, new: &[String]) -> Option<Vec<Change>> {
    let item = *list.items.get(list.at)?;
    let own_line = indentation(text, item.start).filter(|_| list.separator != Separator::Blank);
    if list.separator == Separator::Blank {
        return Some(vec![Change::new(Span::at(item.end), words(text, item, new))]);
    }
    let Some(indentation) = own_line else {
        (list.separator == Separator::Comma).then_some(())?;
        return Some(vec![Change::new(Span::at(item.end), format!(", {}", new.join(", ")))]);
    };
    let newline = newline(text);
    let comma = if list.separator == Separator::Comma { "," } else { "" };
    let lines = |after: &str| -> String {
        let lines = new.iter().map(|one| format!("{newline}{indentation}{one}"));
        lines.collect::<Vec<_>>().join(after)
    };
    let follows = comma_after(text, item).filter(|_| !comma.is_empty());
    let end = line_end(text, item.end);
    let on_line = |from: u32| Span::new(from, end).slice(text).unwrap_or_default().trim();
    match follows.filter(|at| *at < end) {
        // A comment belongs to the element before it.
        Some(at) if is_comment(on_line(at + 1)) => {
            Some(vec![Change::new(Span::at(end), format!("{}{comma}", lines(comma)))])
        }
        None if is_comment(on_line(item.end)) => {
            Some(vec![Change::new(Span::at(item.end), comma), Change::new(Span::at(end), lines(comma))])
        }
        _ => Some(vec![Change::new(Span::at(item.end), format!("{comma}{}", lines(comma)))]),
    }
}

/// Further words of a command, each on a line of its own where the one before is.
fn words(text: &str, item: Span, new: &[String]) -> String {
    let between = indentation(text, item.start).filter(|_| line_start(text, item.start) > 0);
    let between = between.map_or_else(|| " ".to_owned(), |indentation| format!(" \\{}{indentation}", newline(text)));
    new.iter().map(|one| format!("{between}{one}")).collect()
}

/// What it takes to take elements out; at least one stays.
pub(super) fn remove(text: &str, list: &List, gone: &BTreeSet<usize>) -> Option<Vec<Change>> {
    let last_kept = (0..list.items.len()).rev().find(|at| !gone.contains(at))?;
    let mut changes = Vec::new();
    for at in gone.iter().filter(|at| **at < last_kept) {
        changes.push(Change::new(one_of_many(text, list, *at)?, ""));
    }
    if last_kept + 1 == list.items.len() {
        return Some(changes);
    }
    changes.extend(last_ones(text, list, last_kept)?);
    Some(changes)
}

/// The elements after one that stays go, with the separator before them; one after them stays.
fn last_ones(text: &str, list: &List, last_kept: usize) -> Option<Vec<Change>> {
    let kept = *list.items.get(last_kept)?;
    let first = *list.items.get(last_kept + 1)?;
    let last = *list.items.last()?;
    let is_comma = list.separator == Separator::Comma;
    let comma = comma_after(text, last).filter(|_| is_comma);
    let end = comma.map_or(last.end, |comma| comma + 1);
    let starts_line = list.separator != Separator::Blank && indentation(text, first.start).is_some();
    let line_end = if starts_line { line_end(text, end) } else { end };
    let rest = Span::new(end, line_end).slice(text)?.trim();
    let own_lines = starts_line && (rest.is_empty() || is_comment(rest));
    let before = comma_after(text, kept).filter(|_| is_comma);
    if own_lines {
        let mut changes = vec![Change::new(whole_lines(text, Span::new(first.start, line_end)), "")];
        if let (Some(before), None) = (before, comma) {
            changes.push(Change::new(Span::new(before, before + 1), ""));
        }
        return Some(changes);
    }
    Some(vec![match (before, comma) {
        (Some(before), Some(_)) => Change::new(Span::new(before + 1, end), ""),
        _ => Change::new(Span::new(kept.end, last.end), ""),
    }])
}

/// The bytes of an element that others follow, with its separator.
fn one_of_many(text: &str, list: &List, at: usize) -> Option<Span> {
    let item = *list.items.get(at)?;
    let next = *list.items.get(at + 1)?;
    let end = match list.separator {
        Separator::Comma => comma_after(text, item)? + 1,
        Separator::Line | Separator::Blank => item.end,
    };
    let is_line = indentation(text, item.start).is_some() && list.separator != Separator::Blank;
    let is_last_of_line = Span::new(end, next.start).slice(text)?.contains('\n');
    if is_line && is_last_of_line {
        return Some(whole_lines(text, Span::new(item.start, line_end(text, end))));
    }
    if is_last_of_line && list.separator != Separator::Blank {
        // The last of its line.
        return Some(Span::new(item.start, end));
    }
    Some(Span::new(item.start, next.start))
}

/// All of the lines that hold these bytes, with the last one's break.
pub(super) fn whole_lines(text: &str, span: Span) -> Span {
    let end = line_end(text, span.end);
    let rest = text.get(end as usize..).unwrap_or_default();
    let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
    Span::new(line_start(text, span.start), end + offset(length))
}
