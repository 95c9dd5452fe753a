//! The problems of an expression that stands alone, placed in its text and in its maps written out.

use super::{Context, Finding, Location, Report, describe, is_consequence};
use crate::check::Expressions;
use crate::layer::ValidationLayer;
use crate::problem::{Framing, Part, Problem};
use crate::program::Refused;
use crate::request::{Binding, ExpressionAttributeNames, ExpressionAttributeValues};
use crate::source::Span;
use crate::syntax::ExpressionKind;
use crate::value::json;

impl Refused {
    /// Everything that is wrong, told to a person: ready for [`render`](crate::render).
    ///
    /// ```
    /// use ddbexpr::{Condition, render};
    /// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
    ///
    /// let (names, values) = (ExpressionAttributeNames::new(), ExpressionAttributeValues::from([(":v", 5)]));
    /// let refused = Condition::compile("size = :v", &names, &values).unwrap_err();
    /// let report = refused.report();
    /// assert_eq!(
    ///     render::short(&report),
    ///     "ConditionExpression:1:1: error[reserved-word]: `size` is a reserved word\n",
    /// );
    /// assert_eq!(report.findings[0].diagnostic.help.as_deref(), Some("write it as a placeholder: `#size` for `size`"));
    /// ```
    #[must_use]
    pub fn report(&self) -> Report {
        report_expression(self.kind, &self.text, self.names(), self.values(), &self.problems)
    }
}

/// The problems of an expression and its maps, with the texts they are in: the expression, and each map as JSON.
#[must_use]
pub fn report_expression(
    kind: ExpressionKind,
    text: &str,
    names: &ExpressionAttributeNames,
    values: &ExpressionAttributeValues,
    problems: &[Problem],
) -> Report {
    let texts = [(kind, text)];
    let subject = Expressions { texts: &texts, names, values, layer: ValidationLayer::Current };
    let context = Context { subject, problems, framing: Framing::default() };
    let mut report = Report::default();
    let source = report.add_source(kind.parameter(), text);
    let mut names_text = Spelled::default();
    for (placeholder, name) in names.iter() {
        names_text.entry(placeholder, &serde_json::Value::from(name.as_str()).to_string());
    }
    let mut values_text = Spelled::default();
    for (placeholder, binding) in values.iter() {
        let value = match binding {
            Binding::Value(value) => json::to_json(value).to_string(),
            Binding::Types(types) => types.to_string(),
        };
        values_text.entry(placeholder, &value);
    }
    let (names_text, values_text) = (names_text.finish(), values_text.finish());
    let names_source = report.add_source("ExpressionAttributeNames", names_text.text.as_str());
    let values_source = report.add_source("ExpressionAttributeValues", values_text.text.as_str());
    let whole = Location { source, span: Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)) };
    let locate = |part: &Part| {
        let (source, span) = match part {
            Part::Expression(_, span) => (source, Some(*span)),
            Part::NameKey(key) => (names_source, names_text.find(key, true)),
            Part::Name(key) => (names_source, names_text.find(key, false)),
            Part::ValueKey(key) => (values_source, values_text.find(key, true)),
            Part::Value(key, _) => (values_source, values_text.find(key, false)),
            Part::Member(_) | Part::Request(_) | Part::Written(_) => return None,
        };
        span.map(|span| Location { source, span })
    };
    for problem in problems.iter().filter(|problem| !is_consequence(problem, context)) {
        report.findings.push(Finding::place(describe(problem, context), whole, locate));
    }
    report
}

/// A map written out, with the places of its entries.
#[derive(Default)]
struct Spelled {
    text: String,
    entries: Vec<(String, Span, Span)>,
}

impl Spelled {
    fn entry(&mut self, key: &str, value: &str) {
        self.text.push_str(if self.entries.is_empty() { "{" } else { ", " });
        let key_span = self.push(&serde_json::Value::from(key).to_string());
        self.text.push_str(": ");
        let value_span = self.push(value);
        self.entries.push((key.to_owned(), key_span, value_span));
    }

    fn push(&mut self, part: &str) -> Span {
        let offset = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let start = offset(&self.text);
        self.text.push_str(part);
        Span::new(start, offset(&self.text))
    }

    fn finish(mut self) -> Self {
        self.text.push_str(if self.entries.is_empty() { "{}" } else { "}" });
        self
    }

    fn find(&self, key: &str, of_key: bool) -> Option<Span> {
        let (_, key, value) = self.entries.iter().find(|(known, ..)| known == key)?;
        Some(if of_key { *key } else { *value })
    }
}
