//! Which functions nothing depends on that stays.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::Language;
use super::blocks::Block;
use super::layout::Line;
use super::touched::{declared, fields, is_reckless, touched};
use super::words::{follows, words};

type Words<'t> = HashSet<&'t str, RandomState>;
/// Candidates by a word, by their numbers.
type Index<'t> = HashMap<&'t str, Vec<usize>, RandomState>;

/// A function that stays only where something needs it.
struct Candidate<'b, 't> {
    block: &'b Block,
    names: Vec<&'t str>,
    whole: &'t str,
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
    let (kept, candidates, above) = (Kept::default(), Vec::new(), Vec::new());
    let mut file = File { text, lines, language, is_wanted, kept, candidates, above };
    let mut from = 0;
    for block in blocks {
        file.take_lines(from..block.head.start);
        file.take_block(block);
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
    language: Language,
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
            for (_, word) in words(written) {
                if !self.kept.plain.insert(word) {
                    // What one line defines another one uses.
                    self.kept.used.insert(word);
                }
            }
            self.kept.variables.extend(declared(written, self.language));
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
    fn take_block(&mut self, block: &'b Block) {
        let (start, end) = (block.start(self.lines), block.end(self.lines));
        let (from, to) = block.body(self.lines);
        let (head, body, whole) = (self.part(start, from), self.part(from, to), self.part(start, end));
        let names = names(head);
        let is_free = block.is_closed
            && !names.is_empty()
            && !names.iter().any(|name| is_special(name))
            && !is_reckless(body, self.language);
        if !is_free || (self.is_wanted)(start, end) {
            self.kept.used.extend(words(whole).map(|(_, word)| word));
            self.kept.variables.extend(fields(whole));
            self.kept.names.extend(names);
            return;
        }
        let number = self.candidates.len();
        for name in &names {
            self.kept.called.entry(name).or_default().push(number);
        }
        for word in touched(head, body, self.language) {
            self.kept.touching.entry(word).or_default().push(number);
        }
        for (_, word) in words(whole) {
            let naming = self.kept.naming.entry(word).or_default();
            if naming.last() != Some(&number) {
                naming.push(number);
            }
        }
        self.candidates.push(Candidate { block, names, whole, stays: false });
    }
}

/// What stays so far.
#[derive(Default)]
struct Kept<'t> {
    /// The words outside of functions.
    plain: Words<'t>,
    /// The words of functions that stay.
    used: Words<'t>,
    /// What may be a variable of the file, or a field.
    variables: Words<'t>,
    /// The names of functions that stay, and of what is defined that is looked for.
    names: Words<'t>,
    /// The candidates of a name.
    called: Index<'t>,
    /// The candidates that may change what is called so.
    touching: Index<'t>,
    /// The candidates that have a word.
    naming: Index<'t>,
}

impl<'t> Kept<'t> {
    /// Takes up what is needed by what stays, and what that needs in turn.
    fn take_needed(&mut self, candidates: &mut [Candidate<'_, 't>]) {
        let of = |index: &Index<'t>, word: &&'t str| index.get(word).cloned().unwrap_or_default();
        let mut open: Vec<usize> = Vec::new();
        open.extend(self.plain.iter().chain(&self.used).flat_map(|word| of(&self.called, word)));
        open.extend(self.names.iter().flat_map(|name| of(&self.naming, name)));
        open.extend(self.variables.intersection(&self.used).flat_map(|word| of(&self.touching, word)));
        while let Some(number) = open.pop() {
            let Some(candidate) = candidates.get_mut(number).filter(|candidate| !candidate.stays) else { continue };
            candidate.stays = true;
            for name in &candidate.names {
                if self.names.insert(name) {
                    open.extend(self.naming.get(name).into_iter().flatten());
                }
            }
            for field in fields(candidate.whole) {
                if self.variables.insert(field) && self.used.contains(field) {
                    open.extend(self.touching.get(field).into_iter().flatten());
                }
            }
            for (_, word) in words(candidate.whole) {
                if self.used.insert(word) {
                    open.extend(self.called.get(word).into_iter().flatten());
                    if self.variables.contains(word) {
                        open.extend(self.touching.get(word).into_iter().flatten());
                    }
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
            '<' => is_generic_call(head, after),
            ':' => names.is_empty(),
            '=' => true,
            _ => false,
        };
        let is_first = names.is_empty() && head.get(..start).is_some_and(|before| before.trim_end().ends_with("def"));
        if depth == 0 && (is_name || is_first) && !is_keyword(word) {
            names.push(word);
        }
    }
    names
}

/// Longer type parameters are not looked through.
const LONGEST: usize = 256;

/// Whether type parameters and then `(` follow: `f<T>(`.
fn is_generic_call(head: &str, at: usize) -> bool {
    let mut depth = 0_i32;
    for (offset, byte) in head.bytes().enumerate().skip(at).take(LONGEST) {
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
