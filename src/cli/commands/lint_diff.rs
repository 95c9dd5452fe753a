//! Two texts as a unified diff, as `git apply` and `patch` take it.

use std::fmt::Write;

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;
/// Texts that differ in more lines than this are shown as one change.
const MOST_CHANGES: usize = 400;

/// A line of a diff: of both texts, of the first, of the second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line<'t> {
    Both(&'t str),
    Old(&'t str),
    New(&'t str),
}

/// The difference of two texts; nothing where there is none.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let lines = compared(&old, &new);
    let name = name.trim_start_matches(['/', '.']).trim_start_matches('/');
    let mut text = String::new();
    for hunk in hunks(&lines) {
        if text.is_empty() {
            text = format!("--- a/{name}\n+++ b/{name}\n");
        }
        write_hunk(&lines, hunk, &mut text);
    }
    text
}

/// All lines, in an order that takes few changes.
fn compared<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    let start = old.iter().zip(new).take_while(|(one, two)| one == two).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, two)| one == two).count();
    let inside = |all: &[&'t str]| all.get(start..all.len() - end).unwrap_or_default().to_vec();
    let (old_inside, new_inside) = (inside(old), inside(new));
    let mut lines: Vec<Line<'_>> = old.iter().take(start).map(|line| Line::Both(line)).collect();
    lines.extend(shortest(&old_inside, &new_inside).unwrap_or_else(|| {
        let old = old_inside.iter().map(|line| Line::Old(line));
        old.chain(new_inside.iter().map(|line| Line::New(line))).collect()
    }));
    lines.extend(old.iter().skip(old.len() - end).map(|line| Line::Both(line)));
    lines
}

/// The fewest changes from one text to the other; `None` where these are many.
fn shortest<'t>(old: &[&'t str], new: &[&'t str]) -> Option<Vec<Line<'t>>> {
    // For each number of changes: how far into `old` each diagonal gets, which is how many more old lines than new
    // ones have been passed.
    let offset = MOST_CHANGES + 1;
    let mut reach = vec![0_usize; 2 * offset + 1];
    let mut steps: Vec<Vec<usize>> = Vec::new();
    let most = (old.len() + new.len()).min(MOST_CHANGES);
    for changes in 0..=most {
        steps.push(reach.clone());
        for diagonal in (offset - changes..=offset + changes).step_by(2) {
            let (less, more) = (*reach.get(diagonal - 1)?, *reach.get(diagonal + 1)?);
            let is_first = diagonal == offset - changes;
            let is_last = diagonal == offset + changes;
            let mut x = if is_first || (!is_last && less < more) { more } else { less + usize::from(changes > 0) };
            let y = |x: usize| (x + offset).checked_sub(diagonal);
            while let Some(y) = y(x)
                && let (Some(one), Some(two)) = (old.get(x), new.get(y))
                && one == two
            {
                x += 1;
            }
            *reach.get_mut(diagonal)? = x;
            if x >= old.len() && y(x).is_some_and(|y| y >= new.len()) {
                return backwards(old, new, &steps, offset);
            }
        }
    }
    None
}

/// The way there, found from its end.
fn backwards<'t>(old: &[&'t str], new: &[&'t str], steps: &[Vec<usize>], offset: usize) -> Option<Vec<Line<'t>>> {
    let mut lines = Vec::new();
    let (mut x, mut y) = (old.len(), new.len());
    for (changes, reach) in steps.iter().enumerate().rev() {
        let diagonal = (x + offset).checked_sub(y)?;
        let (less, more) = (*reach.get(diagonal - 1)?, *reach.get(diagonal + 1)?);
        let is_first = diagonal == offset - changes;
        let is_last = diagonal == offset + changes;
        let is_new = is_first || (!is_last && less < more);
        let from = if is_new { more } else { less };
        let before = if changes == 0 {
            (0, 0)
        } else {
            let diagonal = if is_new { diagonal + 1 } else { diagonal - 1 };
            (from, (from + offset).checked_sub(diagonal)?)
        };
        let passed = (before.0 + usize::from(changes > 0 && !is_new), before.1 + usize::from(changes > 0 && is_new));
        while x > passed.0 && y > passed.1 {
            (x, y) = (x - 1, y - 1);
            lines.push(Line::Both(old.get(x)?));
        }
        if changes > 0 {
            (x, y) = before;
            lines.push(if is_new { Line::New(new.get(y)?) } else { Line::Old(old.get(x)?) });
        }
    }
    lines.reverse();
    Some(lines)
}

/// The ranges of lines to show: each change with the lines around it.
fn hunks(lines: &[Line<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut hunks: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if matches!(line, Line::Both(_)) {
            continue;
        }
        let range = at.saturating_sub(CONTEXT)..(at + 1 + CONTEXT).min(lines.len());
        match hunks.last_mut() {
            Some(last) if range.start <= last.end => last.end = range.end,
            _ => hunks.push(range),
        }
    }
    hunks
}

fn write_hunk(lines: &[Line<'_>], hunk: std::ops::Range<usize>, into: &mut String) {
    let (before, inside) = (lines.get(..hunk.start).unwrap_or_default(), lines.get(hunk).unwrap_or_default());
    let of_old = |lines: &[Line<'_>]| lines.iter().filter(|line| !matches!(line, Line::New(_))).count();
    let of_new = |lines: &[Line<'_>]| lines.iter().filter(|line| !matches!(line, Line::Old(_))).count();
    let range = |before: usize, count: usize| format!("{},{count}", before + usize::from(count > 0));
    let (old, new) = (range(of_old(before), of_old(inside)), range(of_new(before), of_new(inside)));
    // Writing into a text cannot fail.
    let _ = writeln!(into, "@@ -{old} +{new} @@");
    for line in inside {
        let (sign, text) = match line {
            Line::Both(text) => (' ', text),
            Line::Old(text) => ('-', text),
            Line::New(text) => ('+', text),
        };
        into.push(sign);
        into.push_str(text);
        if !text.ends_with('\n') {
            into.push_str("\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_stand_with_the_lines_around_them() {
        assert_eq!(unified("a", "same\n", "same\n"), "");
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12";
        let after = "1\n2\n3\n4\n5b\n5c\n6\n7\n8\n9\n10\n12";
        let wanted = "--- a/x.py\n+++ b/x.py\n@@ -2,11 +2,11 @@\n 2\n 3\n 4\n-5\n+5b\n+5c\n 6\n 7\n 8\n 9\n 10\n-11\n 12\n\\ No newline at end of file\n";
        assert_eq!(unified("./x.py", before, after), wanted);
        assert_eq!(unified("x", "", "a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1,1 @@\n+a\n");
    }

    #[test]
    fn lines_of_both_texts_are_all_there() {
        let texts = ["", "a\n", "a\nb\n", "b\na\n", "a\nb\na\nc\n", "c\na\nb\n", "x\ny\nz\n", "a\nx\nb\ny\nc\n"];
        for before in texts {
            for after in texts {
                let old: Vec<&str> = before.split_inclusive('\n').collect();
                let new: Vec<&str> = after.split_inclusive('\n').collect();
                let lines = compared(&old, &new);
                let pick = |wanted: fn(&Line<'_>) -> bool| -> String {
                    let kept = lines.iter().filter(|line| wanted(line)).map(|line| match line {
                        Line::Both(text) | Line::Old(text) | Line::New(text) => *text,
                    });
                    kept.collect()
                };
                assert_eq!(pick(|line| !matches!(line, Line::New(_))), before);
                assert_eq!(pick(|line| !matches!(line, Line::Old(_))), after);
            }
        }
    }
}
