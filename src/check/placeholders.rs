//! The maps of names and values: their keys, their contents, and what no expression uses.

use super::{CheckedExpression, Expressions, Problems};
use crate::layer::ValidationLayer;
use crate::limits;
use crate::problem::{Part, Place, PlaceholderMap, PlaceholderProblem, Rank, Stage};
use crate::request::{Binding, Coverage, Placeholders};
use crate::value::ValueError;

/// Where the checks of a map stand among one another.
mod step {
    pub(super) const EMPTY: u8 = 0;
    pub(super) const KEYS: u8 = 1;
    pub(super) const CONTENTS: u8 = 2;
    pub(super) const SIZE: u8 = 3;
}

pub(super) fn check_maps(subject: Expressions<'_>, problems: &mut Problems) {
    let names = check_map(PlaceholderMap::Names, subject.names, problems, |name, key, at, problems| {
        check_name(name, key, at, problems);
        name.len()
    });
    // Service: the older layer takes one level more from the values of expressions.
    let allowed = match subject.layer {
        ValidationLayer::Current => limits::NESTING_LEVELS,
        ValidationLayer::Older => limits::NESTING_LEVELS + 1,
    };
    let values = check_map(PlaceholderMap::Values, subject.values, problems, |binding: &Binding, key, at, problems| {
        binding.value().map_or(0, |value| {
            if value.nesting_exceeds(allowed) {
                let problem = PlaceholderProblem::InvalidValue { key: key.to_owned(), error: ValueError::TooDeep };
                let rank = Rank::new(Stage::Values, step::CONTENTS, [at, 0, 0, 0]);
                problems.add(problem, Place::part(Part::Value(key.to_owned(), Vec::new())), rank);
            }
            value.size_bytes()
        })
    });
    for (map, size) in [(PlaceholderMap::Names, names), (PlaceholderMap::Values, values)] {
        if size > limits::SUBSTITUTION_BYTES {
            let place = Place::part(Part::Member(vec![map.parameter().into()]));
            let rank = Rank::new(stage(map), step::SIZE, [0; 4]);
            problems.add(PlaceholderProblem::TooLarge { map: Some(map) }, place, rank);
        }
    }
    if names <= limits::SUBSTITUTION_BYTES
        && values <= limits::SUBSTITUTION_BYTES
        && names + values > limits::SUBSTITUTION_BYTES
    {
        let place = Place::part(Part::Member(vec![PlaceholderMap::Values.parameter().into()]));
        problems.add(PlaceholderProblem::TooLarge { map: None }, place, Rank::new(Stage::Values, step::SIZE, [1; 4]));
    }
}

const fn stage(map: PlaceholderMap) -> Stage {
    match map {
        PlaceholderMap::Names => Stage::Names,
        PlaceholderMap::Values => Stage::Values,
    }
}

/// Checks the keys and contents of one map and gives its size in bytes.
fn check_map<T>(
    map: PlaceholderMap,
    entries: &Placeholders<T>,
    problems: &mut Problems,
    mut check_content: impl FnMut(&T, &str, u32, &mut Problems) -> usize,
) -> usize {
    if entries.is_empty() && entries.coverage() == Coverage::Complete {
        let place = Place::part(Part::Member(vec![map.parameter().into()]));
        problems.add(PlaceholderProblem::Empty(map), place, Rank::new(stage(map), step::EMPTY, [0; 4]));
    }
    let mut size = 0;
    for (at, (key, content)) in (0..).zip(entries.iter()) {
        if let Some(problem) = check_key(map, key) {
            let part = match map {
                PlaceholderMap::Names => Part::NameKey(key.to_owned()),
                PlaceholderMap::Values => Part::ValueKey(key.to_owned()),
            };
            // Service: the keys of the names are looked at beside their contents, those of the values all before.
            let step = if map == PlaceholderMap::Names { step::CONTENTS } else { step::KEYS };
            problems.add(problem, Place::part(part), Rank::new(stage(map), step, [at, 0, 0, 0]));
        }
        size += key.len() + check_content(content, key, at, problems);
    }
    size
}

/// Service: the length is looked at before the syntax.
fn check_key(map: PlaceholderMap, key: &str) -> Option<PlaceholderProblem> {
    if key.is_empty() {
        return Some(PlaceholderProblem::EmptyKey(map));
    }
    if key.len() > limits::PLACEHOLDER_BYTES {
        return Some(PlaceholderProblem::KeyTooLong { map, bytes: key.len() });
    }
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let valid = key.strip_prefix(map.sigil()).is_some_and(is_word);
    (!valid).then(|| PlaceholderProblem::InvalidKey { map, key: key.to_owned() })
}

fn check_name(name: &str, key: &str, at: u32, problems: &mut Problems) {
    let problem = if name.is_empty() {
        PlaceholderProblem::EmptyName { key: key.to_owned() }
    } else if name.len() > limits::ATTRIBUTE_NAME_BYTES {
        PlaceholderProblem::NameTooLong { key: key.to_owned(), bytes: name.len() }
    } else {
        return;
    };
    let rank = Rank::new(Stage::Names, step::CONTENTS, [at, 1, 0, 0]);
    problems.add(problem, Place::part(Part::Name(key.to_owned())), rank);
}

/// Which entries of the maps the expressions use.
pub(super) struct Usage {
    names: BitSet,
    values: BitSet,
}

impl Usage {
    pub(super) fn new(subject: Expressions<'_>) -> Self {
        Self { names: BitSet::new(subject.names.len()), values: BitSet::new(subject.values.len()) }
    }

    pub(super) fn use_name(&mut self, position: usize) {
        self.names.insert(position);
    }

    pub(super) fn use_value(&mut self, position: usize) {
        self.values.insert(position);
    }

    /// Reports what nothing uses. Silent about a map of which only a part is known: it is shared with others.
    /// Silent where an expression could not be read to its end: what it would have
    /// used is not known.
    pub(super) fn report(
        &self,
        subject: Expressions<'_>,
        expressions: &[CheckedExpression<'_>],
        problems: &mut Problems,
    ) {
        if expressions.is_empty() || !expressions.iter().all(CheckedExpression::is_whole) {
            return;
        }
        let unused = |entries: Vec<&str>, map, part: fn(String) -> Part, stage, problems: &mut Problems| {
            let keys: Vec<String> = entries.into_iter().map(str::to_owned).collect();
            if let Some(first) = keys.first() {
                let place = Place::part(part(first.clone()));
                problems.add(PlaceholderProblem::Unused { map, keys }, place, Rank::at(stage, 0));
            }
        };
        let names = subject.names.iter().enumerate().filter(|(at, _)| !self.names.contains(*at));
        let names = names.map(|(_, (key, _))| key).collect();
        if subject.names.coverage() != Coverage::Partial {
            unused(names, PlaceholderMap::Names, Part::NameKey, Stage::UnusedNames, problems);
        }
        let values = subject.values.iter().enumerate().filter(|(at, _)| !self.values.contains(*at));
        let values = values.map(|(_, (key, _))| key).collect();
        if subject.values.coverage() != Coverage::Partial {
            unused(values, PlaceholderMap::Values, Part::ValueKey, Stage::UnusedValues, problems);
        }
    }
}

/// A set of small numbers: one word while they fit.
struct BitSet {
    first: u64,
    rest: Vec<u64>,
}

impl BitSet {
    fn new(len: usize) -> Self {
        Self { first: 0, rest: vec![0; len.saturating_sub(1) / 64] }
    }

    fn insert(&mut self, at: usize) {
        let bit = 1 << (at % 64);
        match (at / 64).checked_sub(1) {
            None => self.first |= bit,
            Some(word) => {
                if let Some(word) = self.rest.get_mut(word) {
                    *word |= bit;
                }
            }
        }
    }

    fn contains(&self, at: usize) -> bool {
        let word = match (at / 64).checked_sub(1) {
            None => Some(&self.first),
            Some(word) => self.rest.get(word),
        };
        word.is_some_and(|word| word & (1 << (at % 64)) != 0)
    }
}
