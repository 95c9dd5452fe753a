//! Texts in which the program replaces a part by another: `"SET {c} = :a".replace("{c}", "#c")`.

use super::{Piece, Texts, Variant};
use crate::host::{Language, NodeId, NodeKind};
use crate::source::Span;
use std::ops::Range;

/// What is replaced by what.
struct Change<'a> {
    old: &'a str,
    new: &'a Variant,
    first_only: bool,
    /// True where nothing but blanks and commas goes: what is left says the same.
    tidies: bool,
}

impl Texts<'_, '_> {
    /// What `base.replace(old, new)` gives; nothing where that is not certain.
    pub(super) fn replaced(&self, base: NodeId, method: &str, values: &[NodeId], depth: u8) -> Option<Vec<Variant>> {
        let [old, new] = values else { return None };
        let by_pattern = self.module.language() == Language::Java && method != "replace";
        let pattern = if by_pattern { self.constant(*old) } else { self.pattern(*old) };
        if let Some(pattern) = pattern.filter(|pattern| !by_pattern || !is_plain(pattern)) {
            return (is_separators(&pattern) && is_blank(&self.constant(*new)?)).then(|| self.tidied(base, depth));
        }
        let old = self.constant(*old).filter(|old| !old.is_empty())?;
        let is_script = matches!(self.module.language(), Language::JavaScript | Language::TypeScript | Language::Tsx);
        let first_only = method == "replaceFirst" || (method == "replace" && is_script);
        let mut news = self.at_depth(*new, depth);
        // `$&` and `$1` stand for what was found.
        let is_template = is_script || by_pattern;
        if news.is_empty() || (is_template && news.iter().any(|new| has_sign(new, '$'))) {
            return None;
        }
        news.iter_mut().for_each(Variant::become_foreign);
        let mut all = Vec::new();
        for variant in self.at_depth(base, depth) {
            for new in &news {
                let tidies = new.plain().is_some_and(|new| without_separators(&old) == without_separators(&new));
                all.push(Change { old: &old, new, first_only, tidies }.made_in(&variant)?);
            }
        }
        Some(all)
    }

    /// A text whose end the program tidies up.
    pub(super) fn tidied(&self, base: NodeId, depth: u8) -> Vec<Variant> {
        let mut variants = self.at_depth(base, depth);
        variants.iter_mut().for_each(|variant| variant.is_grown = true);
        variants
    }

    /// `/, $/`, `Regex(", $")`, `", $".toRegex()`
    fn pattern(&self, id: NodeId) -> Option<String> {
        match self.module.kind(id) {
            NodeKind::Call { callee, arguments, .. } => {
                match (self.module.last_name(*callee)?, self.module.kind(*callee)) {
                    ("toRegex", NodeKind::Member { base, .. }) => self.constant(*base),
                    ("Regex" | "RegExp", _) => self.constant(arguments.first()?.value),
                    _ => None,
                }
            }
            NodeKind::Text(_) | NodeKind::Name(_) | NodeKind::Member { .. } => None,
            _ => {
                let written = self.module.span(id).slice(self.module.text())?;
                Some(written.strip_prefix('/')?.rsplit_once('/')?.0.to_owned())
            }
        }
    }
}

impl Change<'_> {
    fn made_in(&self, variant: &Variant) -> Option<Variant> {
        let ways = variant.ways.union(&self.new.ways).copied().collect();
        let is_grown = variant.is_grown || self.new.is_grown || self.tidies;
        let mut made = Variant { pieces: Vec::new(), is_grown, ways };
        let (mut is_done, mut after_hole) = (false, false);
        let mut runs = variant.pieces.chunk_by(|one, two| is_literal(one) && is_literal(two)).peekable();
        while let Some(run) = runs.next() {
            if !run.iter().all(is_literal) {
                made.pieces.extend_from_slice(run);
                after_hole = true;
                continue;
            }
            let text: String = run.iter().filter_map(literal).collect();
            if !self.tidies && !is_done && self.may_reach_out(&text, after_hole, runs.peek().is_some()) {
                return None;
            }
            let mut from = 0;
            for (at, old) in text.match_indices(self.old) {
                if is_done {
                    break;
                }
                // The first one may be in the hole before.
                if self.first_only && after_hole {
                    return None;
                }
                made.pieces.extend(cut(run, from..at));
                made.pieces.extend(self.new.pieces.iter().filter(|piece| literal(piece) != Some("")).cloned());
                from = at + old.len();
                is_done = self.first_only;
            }
            made.pieces.extend(cut(run, from..text.len()));
        }
        if made.pieces.is_empty() {
            made.pieces.extend(variant.pieces.first().and_then(emptied));
        }
        Some(made)
    }

    /// True where what is replaced may stand half in the text and half in a hole beside it.
    fn may_reach_out(&self, text: &str, after_hole: bool, before_hole: bool) -> bool {
        let mut cuts = self.old.char_indices().map(|(at, _)| self.old.split_at(at)).skip(1);
        cuts.any(|(head, tail)| (before_hole && text.ends_with(head)) || (after_hole && text.starts_with(tail)))
    }
}

const fn is_literal(piece: &Piece) -> bool {
    matches!(piece, Piece::Literal { .. })
}

fn literal(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Literal { text, .. } => Some(text),
        Piece::Hole(_) => None,
    }
}

fn emptied(piece: &Piece) -> Option<Piece> {
    part(piece, 0..0)
}

fn part(piece: &Piece, range: Range<usize>) -> Option<Piece> {
    let Piece::Literal { text, map, own } = piece else { return None };
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let map = map.part(Span::new(offset(range.start), offset(range.end)));
    Some(Piece::Literal { text: text.get(range)?.to_owned(), map, own: *own })
}

/// The bytes `range` of literal pieces one after another.
fn cut(run: &[Piece], range: Range<usize>) -> Vec<Piece> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    for piece in run {
        let length = literal(piece).map_or(0, str::len);
        let from = range.start.max(start).min(start + length) - start;
        let to = range.end.max(start).min(start + length) - start;
        if from < to {
            pieces.extend(part(piece, from..to));
        }
        start += length;
    }
    pieces
}

fn has_sign(variant: &Variant, sign: char) -> bool {
    variant.pieces.iter().filter_map(literal).any(|text| text.contains(sign))
}

/// True for a regular expression that only matches itself.
fn is_plain(pattern: &str) -> bool {
    !pattern.contains(['\\', '.', '[', ']', '{', '}', '(', ')', '*', '+', '?', '^', '$', '|'])
}

/// True for a regular expression that matches nothing but what stands between the parts of a list.
fn is_separators(pattern: &str) -> bool {
    let mut rest = pattern.to_owned();
    for word in ["\\s", "\\n", "\\r", "\\t", "AND", "OR", "and", "or"] {
        rest = rest.replace(word, "");
    }
    rest.chars().all(|one| one.is_whitespace() || ",+*?^$()[]|:".contains(one))
}

fn is_blank(text: &str) -> bool {
    without_separators(text).is_empty()
}

fn without_separators(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace() && *one != ',').collect()
}
