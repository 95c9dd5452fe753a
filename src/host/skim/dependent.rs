//! Which functions nothing depends on that stays.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::Language;
use super::blocks::Block;
use super::changes::changes;
use super::layout::Line;
use super::words::{follows, words};

pub(super) type Words<'t> = HashSet<&'t str, FixedState>;

/// A function, and the words by which others depend on it.
struct Candidate<'b, 't> {
    block: &'b Block,
    /// What it is called.
    names: Vec<&'t str>,
    /// Every word of its body.
    body: Words<'t>,
    /// What it changes, and does not declare.
    changes: Vec<&'t str>,
    stays: bool,
}

/// What stays so far: its words, and the names of its functions and of what it defines that is looked for.
#[derive(Default)]
struct Kept<'t> {
    words: Words<'t>,
    names: Words<'t>,
}

/// The blocks whose bodies nothing needs that stays. `is_wanted` says of a block, or of bytes outside of all of them,
/// whether something in it is looked for.
pub(super) fn independent<'b>(
    text: &str,
    lines: &[Line],
    blocks: &'b [Block],
    language: Language,
    is_wanted: &dyn Fn(usize, usize) -> bool,
) -> Vec<&'b Block> {
    let mut kept = Kept::default();
    let mut candidates = Vec::new();
    let mut from = 0;
    for block in blocks {
        kept.take_lines(text, lines, from..block.head.start, is_wanted);
        from = block.after();
        let (start, end) = (block.start(lines), block.end(lines));
        let (_, body) = block.body(lines);
        let head = text.get(start..block.body(lines).0).unwrap_or_default();
        let names = names(head);
        let is_free = block.is_closed && !names.is_empty() && !names.iter().any(|name| is_special(name));
        if !is_free || is_wanted(start, end) {
            kept.words.extend(words(text.get(start..end).unwrap_or_default()).map(|(_, word)| word));
            kept.names.extend(names);
            continue;
        }
        let body = text.get(block.body(lines).0..body).unwrap_or_default();
        let (words, changes) = (words(body).map(|(_, word)| word).collect(), changes(head, body, language));
        candidates.push(Candidate { block, names, body: words, changes, stays: false });
    }
    kept.take_lines(text, lines, from..lines.len(), is_wanted);
    while kept.take_needed(&mut candidates) {}
    candidates.iter().filter(|candidate| !candidate.stays).map(|candidate| candidate.block).collect()
}

impl<'t> Kept<'t> {
    /// Takes up lines outside of functions.
    fn take_lines(
        &mut self,
        text: &'t str,
        lines: &[Line],
        range: std::ops::Range<usize>,
        is_wanted: &dyn Fn(usize, usize) -> bool,
    ) {
        for at in range {
            let Some(line) = lines.get(at) else { continue };
            let written = line.written(text);
            self.words.extend(words(written).map(|(_, word)| word));
            let has_placeholder = ["\"#", "'#", "\":", "':", "`#", "`:"].iter().any(|mark| written.contains(mark));
            if has_placeholder || is_wanted(line.start, line.next) {
                self.define(text, lines, at);
            }
        }
    }

    /// Notes the names of what a line is a part of: `NAMES` for a line of `NAMES = {`.
    fn define(&mut self, text: &'t str, lines: &[Line], at: usize) {
        let mut least = usize::MAX;
        for line in lines.get(..=at).unwrap_or_default().iter().rev() {
            let Some(indent) = line.indent.filter(|indent| *indent < least) else { continue };
            // What stands in quotes defines nothing.
            let written = line.written(text).split(['"', '\'', '`']).next().unwrap_or_default();
            let defined = words(written).filter(|(start, word)| {
                let rest = written.get(start + word.len()..).unwrap_or_default().trim_start();
                rest.starts_with(':') || (rest.starts_with('=') && !rest.starts_with("=>"))
            });
            self.names.extend(defined.map(|(_, word)| word));
            least = indent;
            if least == 0 {
                break;
            }
        }
    }

    /// Takes up what is needed by what stays; false where nothing more is.
    fn take_needed(&mut self, candidates: &mut [Candidate<'_, 't>]) -> bool {
        let mut has_more = false;
        for candidate in candidates.iter_mut().filter(|candidate| !candidate.stays) {
            let is_named = candidate.names.iter().chain(&candidate.changes).any(|name| self.words.contains(name));
            if is_named || self.names.iter().any(|name| candidate.body.contains(name)) {
                (candidate.stays, has_more) = (true, true);
                self.words.extend(candidate.body.iter().copied());
                self.names.extend(candidate.names.iter().copied());
            }
        }
        has_more
    }
}

/// What a function is called, by its head: `f` in `function f(`, `f = async (`, `f: (`, `func (s *S) f(`.
fn names(head: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let mut at = 0;
    let mut names = Vec::new();
    for (start, word) in words(head) {
        for byte in head.bytes().take(start).skip(at) {
            depth += i32::from(matches!(byte, b'(' | b'[')) - i32::from(matches!(byte, b')' | b']'));
        }
        at = start;
        let after = start + word.len();
        let is_name = match follows(head, after) {
            '(' => true,
            '<' => generic_call(head, after),
            ':' => names.is_empty(),
            '=' => !head.get(after..).unwrap_or_default().trim_start().starts_with("=>"),
            _ => false,
        };
        let is_first = names.is_empty() && head.get(..start).is_some_and(|before| before.trim_end().ends_with("def"));
        if depth == 0 && (is_name || is_first) && !is_keyword(word) {
            names.push(word);
        }
    }
    names
}

/// Whether type parameters and then `(` follow: `f<T>(`.
fn generic_call(head: &str, at: usize) -> bool {
    let mut depth = 0_i32;
    for (offset, byte) in head.bytes().enumerate().skip(at) {
        depth += i32::from(byte == b'<') - i32::from(byte == b'>');
        if depth == 0 && byte == b'>' {
            return follows(head, offset + 1) == '(';
        }
    }
    false
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "async" | "function" | "fn" | "func" | "fun" | "await" | "self" | "throws")
}

/// What is called without being named, or by a name of its own.
fn is_special(name: &str) -> bool {
    matches!(name, "constructor" | "__init__" | "__construct" | "initialize" | "new" | "init")
}
