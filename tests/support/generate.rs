//! Random expressions as lists of tokens, the ways to spell them out, and the ways to break them.
//!
//! A strategy gives the tokens of a text that its grammar accepts; [`Dress`] makes a text of them, with blanks
//! and keyword case at random; [`mutate`] breaks them first. Include it with
//! `#[path = "support/generate.rs"] mod generate;`.

#![allow(dead_code)]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The tokens of one expression.
pub type Words = Vec<String>;

/// What generated expressions speak of.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Attribute names and name placeholders: `a`, `#b`.
    pub names: Vec<String>,
    /// Value placeholders with their colon: `:v`.
    pub values: Vec<String>,
    /// What is called in conditions.
    pub condition_functions: Vec<String>,
    /// What is called in SET values.
    pub update_functions: Vec<String>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self {
            names: owned(&["a", "b", "inside", "settings", "Or_", "#c", "#0", "#_"]),
            values: owned(&[":v", ":w", ":0", ":_and"]),
            condition_functions: owned(&["attribute_exists", "contains", "size", "f"]),
            update_functions: owned(&["if_not_exists", "list_append", "f"]),
        }
    }
}

/// What a condition, filter or key condition may be.
pub fn condition(vocabulary: &Vocabulary) -> BoxedStrategy<Words> {
    let operand = operand(vocabulary, &vocabulary.condition_functions);
    let comparator = select(vec!["=", "<>", "<", "<=", ">", ">="]);
    let call = call(select(vocabulary.condition_functions.clone()).boxed(), operand.clone());
    let predicate = prop_oneof![
        4 => (operand.clone(), comparator, operand.clone()).prop_map(|(left, sign, right)| infix(left, sign, right)),
        1 => (operand.clone(), operand.clone(), operand.clone()).prop_map(|(operand, low, high)| {
            infix(operand, "BETWEEN", infix(low, "AND", high))
        }),
        1 => (operand.clone(), vec(operand, 1..4)).prop_map(|(operand, members)| infix(operand, "IN", group(separated(members)))),
        2 => call,
    ];
    predicate
        .prop_recursive(5, 24, 3, |condition| {
            prop_oneof![
                vec(condition.clone(), 2..4).prop_map(|parts| chain(parts, "AND")),
                vec(condition.clone(), 2..4).prop_map(|parts| chain(parts, "OR")),
                condition.clone().prop_map(|inner| [words("NOT"), inner].concat()),
                condition.prop_map(group),
            ]
        })
        .boxed()
}

/// What an update may be.
pub fn update(vocabulary: &Vocabulary) -> BoxedStrategy<Words> {
    let path = path(vocabulary);
    let operand = operand(vocabulary, &vocabulary.update_functions);
    let sum = (operand.clone(), select(vec!["+", "-"]), operand.clone()).prop_map(|(l, sign, r)| infix(l, sign, r));
    let sum_group = (sum.clone(), 1..3_usize).prop_map(|(sum, depth)| (0..depth).fold(sum, |sum, _| group(sum)));
    let set_value = prop_oneof![3 => operand, 2 => sum, 1 => sum_group];
    let set = (path.clone(), set_value).prop_map(|(target, value)| infix(target, "=", value));
    let with_value = (path.clone(), select(vocabulary.values.clone())).prop_map(|(mut target, value)| {
        target.push(value);
        target
    });
    let clause = prop_oneof![
        3 => vec(set, 1..4).prop_map(|actions| [words("SET"), separated(actions)].concat()),
        1 => vec(path, 1..4).prop_map(|actions| [words("REMOVE"), separated(actions)].concat()),
        1 => vec(with_value.clone(), 1..3).prop_map(|actions| [words("ADD"), separated(actions)].concat()),
        1 => vec(with_value, 1..3).prop_map(|actions| [words("DELETE"), separated(actions)].concat()),
    ];
    vec(clause, 1..4).prop_map(|clauses| clauses.concat()).boxed()
}

/// What a projection may be.
pub fn projection(vocabulary: &Vocabulary) -> BoxedStrategy<Words> {
    vec(path(vocabulary), 1..6).prop_map(separated).boxed()
}

/// A document path of up to four elements.
pub fn path(vocabulary: &Vocabulary) -> BoxedStrategy<Words> {
    let name = select(vocabulary.names.clone());
    let step = prop_oneof![
        name.clone().prop_map(|name| vec![".".to_owned(), name]),
        (0..12_u32).prop_map(|index| vec!["[".to_owned(), index.to_string(), "]".to_owned()]),
    ];
    (name, vec(step, 0..4)).prop_map(|(name, steps)| [vec![name], steps.concat()].concat()).boxed()
}

fn operand(vocabulary: &Vocabulary, functions: &[String]) -> BoxedStrategy<Words> {
    let value = select(vocabulary.values.clone()).prop_map(|value| vec![value]);
    let functions = select(functions.to_vec()).boxed();
    prop_oneof![path(vocabulary), value]
        .prop_recursive(3, 8, 2, move |operand| {
            prop_oneof![2 => operand.clone(), 1 => call(functions.clone(), operand.clone()), 1 => operand.prop_map(group)]
        })
        .boxed()
}

fn call(function: BoxedStrategy<String>, operand: impl Strategy<Value = Words> + 'static) -> BoxedStrategy<Words> {
    (function, vec(operand, 1..3)).prop_map(|(name, of)| [vec![name], group(separated(of))].concat()).boxed()
}

fn words(word: &str) -> Words {
    vec![word.to_owned()]
}

fn infix(left: Words, operator: &str, right: Words) -> Words {
    [left, words(operator), right].concat()
}

fn group(inner: Words) -> Words {
    [words("("), inner, words(")")].concat()
}

fn separated(parts: Vec<Words>) -> Words {
    chain(parts, ",")
}

fn chain(parts: Vec<Words>, operator: &str) -> Words {
    parts.join(&operator.to_owned())
}

/// How a list of tokens becomes a text.
#[derive(Clone, Debug)]
pub struct Dress {
    noise: Vec<u8>,
    /// Leave out blanks even where two words then become one.
    glue: bool,
}

impl Dress {
    /// Any blanks and any case that leave the tokens what they are.
    pub fn any() -> BoxedStrategy<Self> {
        vec(any::<u8>(), 1..40).prop_map(|noise| Self { noise, glue: false }).boxed()
    }

    /// The same, but now and then two words run into one.
    pub fn gluing() -> BoxedStrategy<Self> {
        (vec(any::<u8>(), 1..40), any::<bool>()).prop_map(|(noise, glue)| Self { noise, glue }).boxed()
    }

    /// The text of these tokens.
    pub fn text(&self, words: &[String]) -> String {
        let mut text = String::new();
        for (word, noise) in words.iter().zip(self.noise.iter().cycle()) {
            let blank = ["", "", "", " ", " ", " ", "  ", "\t\r\n"][usize::from(noise & 7)];
            let touches = text.ends_with(is_wordy) && word.starts_with(is_wordy);
            text.push_str(if blank.is_empty() && touches && !(self.glue && noise & 8 != 0) { " " } else { blank });
            text.push_str(&if KEYWORDS.contains(&word.as_str()) { recase(word, *noise) } else { word.clone() });
        }
        text
    }
}

const KEYWORDS: [&str; 9] = ["IN", "BETWEEN", "NOT", "AND", "OR", "SET", "REMOVE", "ADD", "DELETE"];

fn is_wordy(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_#:<=>".contains(c)
}

fn recase(word: &str, noise: u8) -> String {
    let lower = |at: usize| noise >> (4 + at % 4) & 1 == 1;
    word.char_indices().map(|(at, c)| if lower(at) { c.to_ascii_lowercase() } else { c }).collect()
}

/// A way to break a list of tokens.
#[derive(Clone, Debug)]
pub enum Mutation {
    /// A token is gone.
    Drop(Index),
    /// A token stands twice.
    Double(Index),
    /// Two tokens change places.
    Swap(Index, Index),
    /// A token falls in two.
    Split(Index, Index),
    /// A token comes in from nowhere.
    Insert(Index, String),
    /// A run of tokens gets parentheses.
    Wrap(Index, Index),
    /// A token becomes another one.
    Replace(Index, String),
}

/// One to three ways to break a list of tokens.
pub fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let any_at = any::<Index>;
    let junk = || {
        select(vec![
            "(", ")", ",", ".", "[", "]", "=", "<", ">", "<>", "+", "-", "and", "OR", "Not", "in", "between", "set",
            "REMOVE", "add", "delete", "a", "#a", ":v", "0", "01", "f", "'x'", "\"", "_", "!", "é", "\u{a0}", "#", ":",
        ])
        .prop_map(str::to_owned)
    };
    let one = prop_oneof![
        any_at().prop_map(Mutation::Drop),
        any_at().prop_map(Mutation::Double),
        (any_at(), any_at()).prop_map(|(one, other)| Mutation::Swap(one, other)),
        (any_at(), any_at()).prop_map(|(at, cut)| Mutation::Split(at, cut)),
        (any_at(), junk()).prop_map(|(at, word)| Mutation::Insert(at, word)),
        (any_at(), any_at()).prop_map(|(from, to)| Mutation::Wrap(from, to)),
        (any_at(), junk()).prop_map(|(at, word)| Mutation::Replace(at, word)),
    ];
    vec(one, 1..4)
}

/// Breaks a list of tokens; now and then it is still a text of the language.
pub fn mutate(mut words: Words, mutations: &[Mutation]) -> Words {
    for mutation in mutations {
        if words.is_empty() {
            return words;
        }
        let len = words.len();
        match mutation {
            Mutation::Drop(at) => drop(words.remove(at.index(len))),
            Mutation::Double(at) => words.insert(at.index(len), words[at.index(len)].clone()),
            Mutation::Swap(one, other) => words.swap(one.index(len), other.index(len)),
            Mutation::Split(at, cut) => {
                let word = words.remove(at.index(len));
                let cuts: Vec<usize> = word.char_indices().map(|(cut, _)| cut).collect();
                let (head, tail) = word.split_at(cuts[cut.index(cuts.len())]);
                words.insert(at.index(len), tail.to_owned());
                words.insert(at.index(len), head.to_owned());
                words.retain(|word| !word.is_empty());
            }
            Mutation::Insert(at, word) => words.insert(at.index(len + 1), word.clone()),
            Mutation::Wrap(from, to) => {
                let (from, to) = (from.index(len), to.index(len));
                words.insert(from.max(to) + 1, ")".to_owned());
                words.insert(from.min(to), "(".to_owned());
            }
            Mutation::Replace(at, word) => words[at.index(len)].clone_from(word),
        }
    }
    words
}
