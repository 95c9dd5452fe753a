//! The configuration of a project: `ddbexpr.toml`, read from its text.
//!
//! In comes the text; out goes a [`Config`], plain data with a few questions it answers: how loud a rule is in a
//! file, whether a file is looked at, which tables there are. Files are found and opened elsewhere. Whatever the
//! text says that is not understood is an error with its place: a key that was misspelt would otherwise do nothing.

mod error;
mod level;
mod options;
mod paths;
mod reader;
mod rules;
mod tables;
mod template;
mod wrapper;

pub use crate::request::Wrapper;
pub use error::ConfigError;
pub use level::{Override, TestLevel, Tests};
pub use options::{OPTIONS, OptionKind, OptionSpec, OptionValue, RuleOption};
pub use paths::PathSet;
pub use tables::Table;
pub use template::TEMPLATE;

use std::collections::BTreeMap;

use self::reader::{Reader, Value};
use crate::diagnostics::Code;
use crate::layer::ValidationLayer;
use crate::lint::{KeywordCase, Level, PlaceholderStyle, Rule, RuleOptions};
use crate::request::Client;

/// The name of the file.
pub const FILE_NAME: &str = "ddbexpr.toml";

/// Every key at the top of the file.
const KEYS: &[&str] = &[
    "client",
    "documents",
    "exclude",
    "include",
    "overrides",
    "rules",
    "schemas",
    "tables",
    "tests",
    "validation",
    "wrappers",
];

/// What a project has configured. Paths are relative to the folder of the file, with `/` between their parts.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The files that are looked at; all where it is empty.
    pub include: PathSet,
    /// The files and folders that are not.
    pub exclude: PathSet,
    /// How loud the rules are, where that differs from their defaults.
    pub levels: BTreeMap<Code, Level>,
    /// Levels that outrank everything else: those of the command line.
    pub forced: BTreeMap<Code, Level>,
    /// Options of rules.
    pub options: Vec<RuleOption>,
    /// What holds for some files only; of several the last counts.
    pub overrides: Vec<Override>,
    /// Which files are tests, and how loud rules are there.
    pub tests: Tests,
    /// The tables that are described in the file itself.
    pub tables: Vec<Table>,
    /// Files that describe tables as JSON, relative to the folder of this one.
    pub schemas: Vec<String>,
    /// What kind of client the programs use; found out for each file where it is not said.
    pub client: Option<ClientStyle>,
    /// Functions of the project that send requests.
    pub wrappers: Vec<Wrapper>,
    /// Whether code inside of documents is looked at.
    pub documents: bool,
    /// Which validation of the service words its answers.
    pub validation: Option<ValidationLayer>,
}

/// How a client takes attribute values.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ClientStyle {
    /// Plain values of the language: `{":n": 5}`.
    Document,
    /// Values with their types: `{":n": {"N": "5"}}`.
    LowLevel,
}

impl ClientStyle {
    const WORDS: &'static [(&'static str, Self)] = &[("document", Self::Document), ("low-level", Self::LowLevel)];

    /// The client as requests know it.
    #[must_use]
    pub const fn client(self) -> Client {
        match self {
            Self::Document => Client::Plain,
            Self::LowLevel => Client::Typed,
        }
    }
}

impl Config {
    /// Reads the text of a `ddbexpr.toml`.
    ///
    /// ```
    /// use ddbexpr::config::Config;
    ///
    /// let config = Config::parse("exclude = [\"legacy/\"]\n[rules]\nreserved-word = \"warning\"\n").unwrap();
    /// assert!(config.is_included("src/orders.py"));
    /// assert!(!config.is_included("legacy/orders.py"));
    ///
    /// let errors = Config::parse("exlude = []").unwrap_err();
    /// assert_eq!(errors[0].to_string(), "line 1, column 1: unknown key `exlude`; did you mean `exclude`?");
    /// ```
    ///
    /// # Errors
    ///
    /// Everything in it that is not understood.
    pub fn parse(text: &str) -> Result<Self, Vec<ConfigError>> {
        let (document, mut reader) = Reader::parse(text);
        let mut config = Self::default();
        if let Some(document) = &document {
            for (key, value) in reader.members(document, "", KEYS) {
                config.take(key, value, &mut reader);
            }
        }
        let errors = reader.finish();
        if errors.is_empty() { Ok(config) } else { Err(errors) }
    }

    fn take(&mut self, key: &str, value: &Value<'_>, reader: &mut Reader<'_>) {
        match key {
            "include" => self.include = PathSet::read(value, key, reader),
            "exclude" => self.exclude = PathSet::read(value, key, reader),
            "rules" => (self.levels, self.options) = rules::read(value, reader),
            "overrides" => self.overrides = level::read_overrides(value, reader),
            "tests" => self.tests = Tests::read(value, reader),
            "tables" => self.tables = tables::read(value, reader),
            "schemas" => self.schemas = reader.texts(value, key).into_iter().map(|(text, _)| text).collect(),
            "client" => self.client = reader.word(value, key, ClientStyle::WORDS),
            "wrappers" => self.wrappers = wrapper::read(value, reader),
            "documents" => self.documents = reader.flag(value, key).unwrap_or_default(),
            _ => {
                let words = [("current", ValidationLayer::Current), ("older", ValidationLayer::Older)];
                self.validation = reader.word(value, key, &words);
            }
        }
    }

    /// How loud a rule is in a file.
    ///
    /// What the command line says counts most; then what the last of the fitting overrides says; else what `[rules]`
    /// says or the rule's own default, which `tests` then lowers in files of tests.
    #[must_use]
    pub fn level(&self, rule: &Rule, path: &str) -> Level {
        self.adjusted(rule.code, rule.default, path)
    }

    /// The same for something found of a severity of its own.
    #[must_use]
    pub fn adjusted(&self, code: Code, own: Level, path: &str) -> Level {
        if let Some(level) = self.forced.get(&code) {
            return *level;
        }
        let fitting = self.overrides.iter().rev().filter(|one| one.paths.contains(path));
        if let Some(level) = fitting.into_iter().find_map(|one| one.levels.get(&code)) {
            return *level;
        }
        let level = self.levels.get(&code).copied().unwrap_or(own);
        if self.is_test(path) { self.tests.level.lowered(level, code) } else { level }
    }

    /// The same for many rules and one file.
    pub(crate) fn adjusted_in<'c>(&'c self, path: &'c str) -> impl Fn(Code, Level) -> Level + 'c {
        let is_plain = !self.is_test(path) && !self.overrides.iter().any(|one| one.paths.contains(path));
        move |code, own| {
            if !is_plain {
                return self.adjusted(code, own, path);
            }
            self.forced.get(&code).or_else(|| self.levels.get(&code)).copied().unwrap_or(own)
        }
    }

    fn is_test(&self, path: &str) -> bool {
        self.tests.paths.contains(path)
    }

    /// Whether a file is looked at.
    #[must_use]
    pub fn is_included(&self, path: &str) -> bool {
        (self.include.is_empty() || self.include.contains(path)) && !self.exclude.contains(path)
    }

    /// Whether nothing in a folder is looked at.
    #[must_use]
    pub fn is_excluded_folder(&self, path: &str) -> bool {
        self.exclude.contains_folder(path)
    }

    /// What kind of client a file uses, where that is said.
    #[must_use]
    pub fn client(&self, path: &str) -> Option<ClientStyle> {
        let fitting = self.overrides.iter().rev().filter(|one| one.paths.contains(path));
        fitting.into_iter().find_map(|one| one.client).or(self.client)
    }

    /// What rules are configured with.
    #[must_use]
    pub fn rule_options(&self) -> RuleOptions {
        let number = |rule, name, otherwise: usize| match self.option(rule, name) {
            Some(OptionValue::Number(number)) => *number as usize,
            _ => otherwise,
        };
        let word = |rule, name| match self.option(rule, name) {
            Some(OptionValue::Word(word)) => Some(*word),
            _ => None,
        };
        let known = RuleOptions::default();
        let style =
            |name, otherwise| word(Code::PlaceholderStyle, name).and_then(PlaceholderStyle::named).unwrap_or(otherwise);
        RuleOptions {
            clauses_on_a_line: number(Code::LongExpression, "clauses", known.clauses_on_a_line),
            values_of_one_attribute: number(Code::LargeInFilter, "values", known.values_of_one_attribute),
            keyword_case: word(Code::KeywordCase, "case").and_then(KeywordCase::named).or(known.keyword_case),
            name_style: style("names", known.name_style),
            value_style: style("values", known.value_style),
            wrappers: self.wrappers.clone(),
            client: None,
        }
    }

    /// The value of an option of a rule, where it is set.
    #[must_use]
    pub fn option(&self, rule: Code, name: &str) -> Option<&OptionValue> {
        self.options.iter().find(|option| option.rule == rule && option.name == name).map(|option| &option.value)
    }
}

#[cfg(test)]
mod tests;
