//! What can be configured besides the levels of rules: how they judge, and how programs are read.

use crate::request::{Client, Wrapper};

/// The options of all rules, and what a project says of its programs. What nobody configures is as [`RuleOptions::default`] says.
///
/// ```
/// use ddbexpr::lint::RuleOptions;
/// let options = RuleOptions { clauses_on_a_line: 3, ..RuleOptions::default() };
/// assert_eq!(options.values_of_one_attribute, 20);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleOptions {
    /// `long-expression`: `clauses`; more than this on one line are too many.
    pub clauses_on_a_line: usize,
    /// `large-in-filter`: `values`; so many values of one attribute are too many.
    pub values_of_one_attribute: usize,
    /// `keyword-case`: `case`; `None` only asks that an expression does not mix.
    pub keyword_case: Option<KeywordCase>,
    /// `placeholder-style`: `names`.
    pub name_style: PlaceholderStyle,
    /// `placeholder-style`: `values`.
    pub value_style: PlaceholderStyle,
    /// Functions of the project that send requests.
    pub wrappers: Vec<Wrapper>,
    /// How values are given, where the project says so.
    pub client: Option<Client>,
}

impl Default for RuleOptions {
    fn default() -> Self {
        Self {
            clauses_on_a_line: 6,
            values_of_one_attribute: 20,
            keyword_case: None,
            name_style: PlaceholderStyle::Attribute,
            value_style: PlaceholderStyle::Word,
            wrappers: Vec::new(),
            client: None,
        }
    }
}

/// How keywords are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum KeywordCase {
    /// `AND`
    Upper,
    /// `and`
    Lower,
}

impl KeywordCase {
    /// The case of this name in a configuration: `upper`, `lower`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "upper" => Some(Self::Upper),
            "lower" => Some(Self::Lower),
            _ => None,
        }
    }

    /// The word in this case.
    #[must_use]
    pub fn of(self, word: &str) -> String {
        match self {
            Self::Upper => word.to_ascii_uppercase(),
            Self::Lower => word.to_ascii_lowercase(),
        }
    }
}

/// How placeholders are called.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlaceholderStyle {
    /// Anything goes.
    Any,
    /// Words that say something: not `#n1`, not `:v`.
    Word,
    /// Like the attribute: `#status` for `status`.
    Attribute,
}

impl PlaceholderStyle {
    /// The style of this name in a configuration: `any`, `word`, `attribute`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "any" => Some(Self::Any),
            "word" => Some(Self::Word),
            "attribute" => Some(Self::Attribute),
            _ => None,
        }
    }
}
