//! From a place in a request to the bytes of the JSON it was decoded from.

use super::{Part, Place};
use crate::request::Request;
use crate::source::{JsonNode, OffsetMap, Span, Step};

/// Where a place stands in the text of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located {
    /// The bytes of the place itself.
    pub span: Span,
    /// The bytes of the whole string, value or key it is in; the same as `span` outside of expressions.
    pub member: Span,
    /// For expressions: from offsets in the expression to offsets in the text.
    pub map: Option<OffsetMap>,
}

impl Located {
    const fn whole(span: Span) -> Self {
        Self { span, member: span, map: None }
    }
}

impl Place {
    /// Where this place stands in `text`, the JSON that `request` was decoded from.
    ///
    /// What is not there, such as a missing TableName, is located at what it is missing from.
    ///
    /// ```
    /// use ddbexpr::problem::Place;
    /// use ddbexpr::request::{Operation, decode};
    /// use ddbexpr::source::{Span, document};
    /// use ddbexpr::syntax::ExpressionKind;
    ///
    /// let text = r#"{"ConditionExpression": "a =\n:v"}"#;
    /// let node = document(text).unwrap();
    /// let request = decode(&node, Operation::PutItem, Default::default());
    /// let place = Place::expression(ExpressionKind::Condition, Span::new(4, 6));
    /// assert_eq!(place.locate(&request, text).span.slice(text), Some(":v"));
    /// ```
    #[must_use]
    pub fn locate(&self, request: &Request<'_>, text: &str) -> Located {
        let entry = match &self.part {
            Part::Request(_) => request.node,
            _ => request.entries.get(usize::from(self.entry)).map_or(request.node, |entry| entry.node),
        };
        let names = "ExpressionAttributeNames";
        let values = "ExpressionAttributeValues";
        match &self.part {
            Part::Written(span) => Located::whole(*span),
            Part::Request(steps) | Part::Member(steps) => Located::whole(walk(entry, steps).span),
            Part::Expression(kind, span) => {
                let Some(node) = entry.get(kind.parameter()) else { return Located::whole(entry.span) };
                let Some(map) = OffsetMap::of_json_string(text, node.span) else { return Located::whole(node.span) };
                Located { span: map.to_host(*span), member: node.span, map: Some(map) }
            }
            Part::NameKey(key) => key_of(entry, names, key),
            Part::ValueKey(key) => key_of(entry, values, key),
            Part::Name(key) => Located::whole(walk(entry, &[names.into(), key.as_str().into()]).span),
            Part::Value(key, steps) => {
                let value = walk(entry, &[values.into(), key.as_str().into()]);
                Located::whole(walk(value, steps).span)
            }
        }
    }
}

/// As far as the steps lead.
fn walk<'j>(from: &'j JsonNode, steps: &[Step]) -> &'j JsonNode {
    let mut at = from;
    for step in steps {
        match at.step(step) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

fn key_of(entry: &JsonNode, map: &str, key: &str) -> Located {
    let Some(node) = entry.get(map) else { return Located::whole(entry.span) };
    Located::whole(node.member(key).map_or(node.span, |member| member.key_span))
}
