//! Reading TOML values of the types that are expected, and gathering what is wrong.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ConfigError;
use crate::check::similar;
use crate::source::Span;

/// A value with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Reads values; what does not fit is noted, and reading goes on.
pub(super) struct Reader<'t> {
    text: &'t str,
    errors: Vec<ConfigError>,
}

fn span(range: Range<usize>) -> Span {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(number(range.start), number(range.end))
}

/// `a`, `b` or `c`
pub(super) fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("{word:?}")).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

impl<'t> Reader<'t> {
    /// The document, where the text is TOML, and a reader for it.
    pub(super) fn parse(text: &'t str) -> (Option<Value<'t>>, Self) {
        // Places are those in the text as it is, a byte order mark included.
        let mut reader = Self { text, errors: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => {
                let range = table.span();
                (Some(Spanned::new(range, DeValue::Table(table.into_inner()))), reader)
            }
            Err(error) => {
                let message = error.message().trim().replace('\n', "; ");
                reader.note(span(error.span().unwrap_or(0..0)), message);
                (None, reader)
            }
        }
    }

    /// What was wrong, in the order of the text.
    pub(super) fn finish(mut self) -> Vec<ConfigError> {
        self.errors.sort_by_key(|error| error.span);
        self.errors
    }

    fn note(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(ConfigError::new(self.text, span, message.into()));
    }

    /// Notes that a value is wrong.
    pub(super) fn wrong(&mut self, value: &Value<'_>, message: impl Into<String>) {
        self.note(span(value.span()), message);
    }

    /// Notes that a place is wrong.
    pub(super) fn wrong_at(&mut self, at: Span, message: impl Into<String>) {
        self.note(at, message);
    }

    fn expected<T>(&mut self, value: &Value<'_>, name: &str, what: &str) -> Option<T> {
        let found = value.get_ref().type_str();
        self.wrong(value, format!("`{name}` has to be {what}, and is {}", with_article(found)));
        None
    }

    /// The members of a table, each with the place of its key, in the order of the text.
    pub(super) fn entries<'v>(&mut self, value: &'v Value<'_>, name: &str) -> Vec<(&'v str, Span, &'v Value<'v>)> {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(value, name, "a table").unwrap_or_default();
        };
        let mut members: Vec<_> =
            table.iter().map(|(key, value)| (key.get_ref().as_ref(), span(key.span()), value)).collect();
        members.sort_by_key(|(_, at, _)| *at);
        members
    }

    /// The members of a table whose keys are known; other keys are wrong.
    pub(super) fn members<'v>(
        &mut self,
        value: &'v Value<'_>,
        name: &str,
        keys: &[&str],
    ) -> Vec<(&'v str, &'v Value<'v>)> {
        let mut known = Vec::new();
        for (key, at, value) in self.entries(value, name) {
            if keys.contains(&key) {
                known.push((key, value));
            } else {
                self.unknown(at, "key", key, keys.iter().copied());
            }
        }
        known
    }

    /// Notes a word that is none of those there are.
    pub(super) fn unknown<'w>(
        &mut self,
        at: Span,
        what: &str,
        word: &str,
        known: impl IntoIterator<Item = &'w str> + Clone,
    ) {
        let shown: String = word.chars().take(80).collect();
        let help = match similar(word, known.clone()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => {
                let all: Vec<&str> = known.into_iter().collect();
                if all.len() > 20 { String::new() } else { format!("; known are {}", all.join(", ")) }
            }
        };
        self.note(at, format!("unknown {what} `{shown}`{help}"));
    }

    /// A text.
    pub(super) fn text(&mut self, value: &Value<'_>, name: &str) -> Option<String> {
        match value.get_ref().as_str() {
            Some(text) => Some(text.to_owned()),
            None => self.expected(value, name, "a text"),
        }
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, value: &Value<'_>, name: &str) -> Option<bool> {
        match value.get_ref().as_bool() {
            Some(flag) => Some(flag),
            None => self.expected(value, name, "true or false"),
        }
    }

    /// A number of things.
    pub(super) fn number(&mut self, value: &Value<'_>, name: &str, least: u32) -> Option<u32> {
        let integer = value.get_ref().as_integer();
        let number = integer.and_then(|integer| u32::from_str_radix(integer.as_str(), integer.radix()).ok());
        match number {
            Some(number) if number >= least => Some(number),
            _ => {
                self.wrong(value, format!("`{name}` has to be a whole number, at least {least}"));
                None
            }
        }
    }

    /// The elements of a list.
    pub(super) fn list<'v>(&mut self, value: &'v Value<'_>, name: &str) -> Vec<&'v Value<'v>> {
        match value.get_ref().as_array() {
            Some(array) => array.iter().collect(),
            None => self.expected(value, name, "a list").unwrap_or_default(),
        }
    }

    /// A list of texts, each with its place.
    pub(super) fn texts(&mut self, value: &Value<'_>, name: &str) -> Vec<(String, Span)> {
        let elements = self.list(value, name);
        elements.into_iter().filter_map(|one| Some((self.text(one, name)?, span(one.span())))).collect()
    }

    /// One of several words, each standing for something.
    pub(super) fn word<T: Copy>(&mut self, value: &Value<'_>, name: &str, words: &[(&str, T)]) -> Option<T> {
        let names = || words.iter().map(|(word, _)| *word);
        let Some(text) = value.get_ref().as_str() else {
            return self.expected(value, name, &one_of(names()));
        };
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let near = similar(text, names()).map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            self.wrong(value, format!("`{name}` has to be {}, and is {text:?}{near}", one_of(names())));
        }
        found
    }

    /// Where a value is.
    pub(super) fn place(value: &Value<'_>) -> Span {
        span(value.span())
    }
}

fn with_article(word: &str) -> String {
    let word = if word == "string" { "text" } else { word };
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}
