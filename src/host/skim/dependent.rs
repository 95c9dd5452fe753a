//! Which functions nothing depends on that stays.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::Language;
use super::blocks::Block;
use super::changes::changes;
use super::layout::Line;
use super::words::{follows, words};

type Words<'t> = HashSet<&'t str, RandomState>;
/// Candidates by a word, by their numbers.
type Index<'t> = HashMap<&'t str, Vec<usize>, RandomState>;

/// A function that stays only where something needs it.
struct Candidate<'b, 't> {
    block: &'b Block,
    names: Vec<&'t str>,
    body: &'t str,
    stays: bool,
}

/// The blocks whose bodies nothing needs that stays. `is_wanted` says of a range of bytes whether something in it is looked
/// for.
pub(super) fn independent<'b>(
    text: &str,
    lines: &[Line],
    blocks: &'b [Block],
    language: Language,
    is_wanted: &dyn Fn(usize, usize) -> bool,
) -> Vec<&'b Block> {
    let mut file = File { text, lines, is_wanted, kept: Kept::default(), candidates: Vec::new(), above: Vec::new() };
    let mut from = 0;
    for block in blocks {
        file.take_lines(from..block.head.start);
        file.take_block(block, language);
        from = block.after();
    }
    file.take_lines(from..lines.len());
    let File { mut kept, mut candidates, .. } = file;
    kept.take_needed(&mut candidates);
    candidates.iter().filter(|candidate| !candidate.stays).map(|candidate| candidate.block).collect()
}

/// A text while it is told apart what stays.
struct File<'t, 'b, 'w> {
    text: &'t str,
    lines: &'t [Line],
    is_wanted: &'w dyn Fn(usize, usize) -> bool,
    kept: Kept<'t>,
    candidates: Vec<Candidate<'b, 't>>,
    /// What the line at hand is a part of, from the outside in: how far it is indented, and what is written in it where
    /// that was not taken up yet.
    above: Vec<(usize, Option<&'t str>)>,
}

impl<'t, 'b> File<'t, 'b, '_> {
    fn part(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Takes up lines outside of functions.
    fn take_lines(&mut self, range: Range<usize>) {
        for line in self.lines.get(range).unwrap_or_default() {
            let written = line.written(self.text);
            self.kept.take_words(written);
            let Some(indent) = line.indent else { continue };
            while self.above.last().is_some_and(|(outer, _)| *outer >= indent) {
                self.above.pop();
            }
            self.above.push((indent, Some(written)));
            let has_placeholder = ["\"#", "'#", "\":", "':", "`#", "`:"].iter().any(|mark| written.contains(mark));
            if has_placeholder || (self.is_wanted)(line.start, line.next) {
                // `NAMES` for a line of `NAMES = {`.
                for defining in self.above.iter_mut().rev().map_while(|(_, line)| line.take()) {
                    self.kept.names.extend(defined(defining));
                }
            }
        }
    }

    /// Takes up a function, now or where something needs it.
    fn take_block(&mut self, block: &'b Block, language: Language) {
        let (start, end) = (block.start(self.lines), block.end(self.lines));
        let (from, to) = block.body(self.lines);
        let (head, body) = (self.part(start, from), self.part(from, to));
        let names = names(head);
        let is_free = block.is_closed && !names.is_empty() && !names.iter().any(|name| is_special(name));
        if !is_free || (self.is_wanted)(start, end) {
            self.kept.take_words(self.part(start, end));
            self.kept.names.extend(names);
            return;
        }
        let number = self.candidates.len();
        for word in names.iter().copied().chain(changes(head, body, language)) {
            self.kept.needed_by.entry(word).or_default().push(number);
        }
        for (_, word) in words(body) {
            let naming = self.kept.naming.entry(word).or_default();
            if naming.last() != Some(&number) {
                naming.push(number);
            }
        }
        self.candidates.push(Candidate { block, names, body, stays: false });
    }
}

/// What stays so far: its words, and the names of its functions and of what it defines that is looked for.
#[derive(Default)]
struct Kept<'t> {
    words: Words<'t>,
    names: Words<'t>,
    /// The candidates that stay where a word stays.
    needed_by: Index<'t>,
    /// The candidates whose bodies have a word.
    naming: Index<'t>,
}

impl<'t> Kept<'t> {
    fn take_words(&mut self, text: &'t str) {
        self.words.extend(words(text).map(|(_, word)| word));
    }

    /// Takes up what is needed by what stays, and what that needs in turn.
    fn take_needed(&mut self, candidates: &mut [Candidate<'_, 't>]) {
        let by_word = self.words.iter().filter_map(|word| self.needed_by.get(word));
        let by_name = self.names.iter().filter_map(|name| self.naming.get(name));
        let mut open: Vec<usize> = by_word.chain(by_name).flatten().copied().collect();
        while let Some(number) = open.pop() {
            let Some(candidate) = candidates.get_mut(number).filter(|candidate| !candidate.stays) else { continue };
            candidate.stays = true;
            for (_, word) in words(candidate.body) {
                if self.words.insert(word) {
                    open.extend(self.needed_by.get(word).into_iter().flatten());
                }
            }
            for name in &candidate.names {
                if self.names.insert(name) {
                    open.extend(self.naming.get(name).into_iter().flatten());
                }
            }
        }
    }
}

/// The names that a line defines: those before `=` and `:`.
fn defined(line: &str) -> impl Iterator<Item = &str> {
    // What stands in quotes defines nothing.
    let written = line.split(['"', '\'', '`']).next().unwrap_or_default();
    let is_defined = move |(start, word): &(usize, &str)| {
        let rest = written.get(start + word.len()..).unwrap_or_default().trim_start();
        rest.starts_with(':') || (rest.starts_with('=') && !rest.starts_with("=>"))
    };
    words(written).filter(is_defined).map(|(_, word)| word)
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
