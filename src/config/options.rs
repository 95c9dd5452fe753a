//! What rules can be told besides their level.

use super::reader::{Reader, Value};
use crate::diagnostics::Code;

/// An option of a rule.
#[derive(Clone, Copy, Debug)]
pub struct OptionSpec {
    /// The rule.
    pub rule: Code,
    /// The option's name.
    pub name: &'static str,
    /// What it can be.
    pub kind: OptionKind,
}

/// What an option can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OptionKind {
    /// A whole number, and the least of them.
    Number(u32),
    /// One of these words.
    Word(&'static [&'static str]),
}

/// An option that is set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleOption {
    /// The rule.
    pub rule: Code,
    /// The option's name.
    pub name: &'static str,
    /// What it is set to.
    pub value: OptionValue,
}

/// What an option is set to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OptionValue {
    /// A whole number.
    Number(u32),
    /// A word.
    Word(&'static str),
}

/// How placeholders are called.
const STYLES: &[&str] = &["any", "word", "attribute"];

/// Every option there is.
pub static OPTIONS: &[OptionSpec] = &[
    OptionSpec { rule: Code::KeywordCase, name: "case", kind: OptionKind::Word(&["upper", "lower"]) },
    OptionSpec { rule: Code::LargeInFilter, name: "values", kind: OptionKind::Number(1) },
    OptionSpec { rule: Code::LongExpression, name: "clauses", kind: OptionKind::Number(1) },
    OptionSpec { rule: Code::PlaceholderStyle, name: "names", kind: OptionKind::Word(STYLES) },
    OptionSpec { rule: Code::PlaceholderStyle, name: "values", kind: OptionKind::Word(STYLES) },
];

/// Reads the value of an option.
pub(super) fn read(spec: &OptionSpec, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<RuleOption> {
    let value = match spec.kind {
        OptionKind::Number(least) => OptionValue::Number(reader.number(value, spec.name, least)?),
        OptionKind::Word(words) => {
            let words: Vec<_> = words.iter().map(|word| (*word, *word)).collect();
            OptionValue::Word(reader.word(value, spec.name, &words)?)
        }
    };
    Some(RuleOption { rule: spec.rule, name: spec.name, value })
}
