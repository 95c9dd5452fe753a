//! Views of decoded JSON: items in DynamoDB JSON and in the plain shape of document clients.
//!
//! Values are read where they lie. Numbers are parsed when looked at; only binary, which JSON holds
//! as base64, is decoded into memory of its own.

use std::borrow::Cow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value};

use super::{AttributeType, ItemView, Number, Shape, ValueView};

/// An item in DynamoDB JSON, read in place.
///
/// ```
/// use ddbexpr::value::{DynamoDbJson, ItemView, Number, ValueView};
///
/// let json = serde_json::json!({"pk": {"S": "user#1"}, "age": {"N": "42"}});
/// let item = DynamoDbJson::from_value(&json).unwrap();
/// assert_eq!(item.attribute("age").unwrap().as_n(), Some(Number::from(42)));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct DynamoDbJson<'j>(&'j Map<String, Value>);

impl<'j> DynamoDbJson<'j> {
    /// The item whose attributes are the members of `attributes`.
    pub fn new(attributes: &'j Map<String, Value>) -> DynamoDbJson<'j> {
        DynamoDbJson(attributes)
    }

    /// The item a JSON object holds; nothing for any other JSON.
    pub fn from_value(json: &'j Value) -> Option<DynamoDbJson<'j>> {
        json.as_object().map(DynamoDbJson)
    }
}

impl ItemView for DynamoDbJson<'_> {
    type Value<'a>
        = DynamoDbJsonValue<'a>
    where
        Self: 'a;

    fn attribute<'a>(&'a self, name: &str) -> Option<DynamoDbJsonValue<'a>> {
        self.0.get(name).map(DynamoDbJsonValue::new)
    }

    fn each_attribute<'a>(&'a self, visit: &mut dyn FnMut(&str, DynamoDbJsonValue<'a>)) {
        self.0.iter().for_each(|(name, json)| visit(name, DynamoDbJsonValue::new(json)));
    }
}

/// A handle to one value in DynamoDB JSON, such as `{"N": "42"}`.
///
/// What is not exactly one known type with fitting content is [`Shape::Invalid`].
#[derive(Debug, Clone, Copy)]
pub struct DynamoDbJsonValue<'j> {
    /// Nothing for an object without exactly one known type.
    kind: Option<AttributeType>,
    content: &'j Value,
}

impl<'j> DynamoDbJsonValue<'j> {
    /// The handle to the value that `json` spells.
    pub fn new(json: &'j Value) -> DynamoDbJsonValue<'j> {
        let single = json.as_object().filter(|object| object.len() == 1).and_then(|object| object.iter().next());
        match single {
            Some((key, content)) => DynamoDbJsonValue { kind: key.parse().ok(), content },
            None => DynamoDbJsonValue { kind: None, content: json },
        }
    }

    fn known_shape(self) -> Option<Shape<'j>> {
        let members = || self.content.as_array().map(Vec::len);
        Some(match self.kind? {
            AttributeType::S => Shape::S(Cow::Borrowed(self.content.as_str()?)),
            AttributeType::N => Shape::N(Number::from_text(self.content.as_str()?)?),
            AttributeType::B => Shape::B(Cow::Owned(BASE64_STANDARD.decode(self.content.as_str()?).ok()?)),
            AttributeType::Bool => Shape::Bool(self.content.as_bool()?),
            AttributeType::Null => self.content.as_bool().filter(|null| *null).map(|_| Shape::Null)?,
            AttributeType::M => Shape::M(self.content.as_object()?.len()),
            AttributeType::L => Shape::L(members()?),
            AttributeType::Ss => Shape::Ss(members()?),
            AttributeType::Ns => Shape::Ns(members()?),
            AttributeType::Bs => Shape::Bs(members()?),
        })
    }
}

impl<'j> ValueView<'j> for DynamoDbJsonValue<'j> {
    #[inline]
    fn shape(self) -> Shape<'j> {
        self.known_shape().unwrap_or(Shape::Invalid)
    }

    fn field(self, name: &str) -> Option<Self> {
        if self.kind != Some(AttributeType::M) {
            return None;
        }
        self.content.as_object()?.get(name).map(Self::new)
    }

    fn element(self, index: usize) -> Option<Self> {
        let kind = self.kind?;
        let content = self.content.as_array()?.get(index)?;
        match kind.member() {
            Some(member) => Some(DynamoDbJsonValue { kind: Some(member), content }),
            None if kind == AttributeType::L => Some(Self::new(content)),
            None => None,
        }
    }

    fn each_field(self, visit: &mut dyn FnMut(&str, Self)) {
        if self.kind == Some(AttributeType::M) {
            for (name, json) in self.content.as_object().into_iter().flatten() {
                visit(name, Self::new(json));
            }
        }
    }
}

/// An item in plain JSON, as document clients show it, read in place.
///
/// Text is S, a number N, `true` BOOL, `null` NULL, an array L and an object M; there are no sets
/// and no binary. A number is what serde_json made of it: beyond 64-bit integers it has been through
/// a 64-bit float, and one like `1e300` is [`Shape::Invalid`].
///
/// ```
/// use ddbexpr::value::{ItemView, PlainJson, ValueView};
///
/// let json = serde_json::json!({"name": "Ada", "tags": ["a", "b"]});
/// let item = PlainJson::from_value(&json).unwrap();
/// let second = item.attribute("tags").and_then(|tags| tags.element(1)).unwrap();
/// assert_eq!(second.as_s().as_deref(), Some("b"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct PlainJson<'j>(&'j Map<String, Value>);

impl<'j> PlainJson<'j> {
    /// The item whose attributes are the members of `attributes`.
    pub fn new(attributes: &'j Map<String, Value>) -> PlainJson<'j> {
        PlainJson(attributes)
    }

    /// The item a JSON object holds; nothing for any other JSON.
    pub fn from_value(json: &'j Value) -> Option<PlainJson<'j>> {
        json.as_object().map(PlainJson)
    }
}

impl ItemView for PlainJson<'_> {
    type Value<'a>
        = PlainJsonValue<'a>
    where
        Self: 'a;

    fn attribute<'a>(&'a self, name: &str) -> Option<PlainJsonValue<'a>> {
        self.0.get(name).map(PlainJsonValue)
    }

    fn each_attribute<'a>(&'a self, visit: &mut dyn FnMut(&str, PlainJsonValue<'a>)) {
        self.0.iter().for_each(|(name, json)| visit(name, PlainJsonValue(json)));
    }
}

/// A handle to one value in plain JSON, such as `42`.
#[derive(Debug, Clone, Copy)]
pub struct PlainJsonValue<'j>(&'j Value);

impl<'j> PlainJsonValue<'j> {
    /// The handle to the value that `json` stands for.
    pub fn new(json: &'j Value) -> PlainJsonValue<'j> {
        PlainJsonValue(json)
    }
}

impl<'j> ValueView<'j> for PlainJsonValue<'j> {
    #[inline]
    fn shape(self) -> Shape<'j> {
        match self.0 {
            Value::Null => Shape::Null,
            Value::Bool(truth) => Shape::Bool(*truth),
            Value::Number(number) => plain_number(number).map_or(Shape::Invalid, Shape::N),
            Value::String(text) => Shape::S(Cow::Borrowed(text)),
            Value::Array(elements) => Shape::L(elements.len()),
            Value::Object(fields) => Shape::M(fields.len()),
        }
    }

    fn field(self, name: &str) -> Option<Self> {
        self.0.as_object()?.get(name).map(PlainJsonValue)
    }

    fn element(self, index: usize) -> Option<Self> {
        self.0.as_array()?.get(index).map(PlainJsonValue)
    }

    fn each_field(self, visit: &mut dyn FnMut(&str, Self)) {
        for (name, json) in self.0.as_object().into_iter().flatten() {
            visit(name, PlainJsonValue(json));
        }
    }
}

fn plain_number(number: &serde_json::Number) -> Option<Number> {
    if let Some(integer) = number.as_i64() {
        return Some(integer.into());
    }
    if let Some(integer) = number.as_u64() {
        return Some(integer.into());
    }
    Number::from_text(&number.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::value::compare;

    #[test]
    fn what_is_no_attribute_value_is_invalid() {
        for json in [
            json!(1),
            json!("a"),
            json!([]),
            json!({}),
            json!(null),
            json!({"S": "a", "N": "1"}),
            json!({"X": "a"}),
            json!({"S": 1}),
            json!({"N": 1}),
            json!({"N": "dog"}),
            json!({"N": ""}),
            json!({"B": "?"}),
            json!({"BOOL": "true"}),
            json!({"NULL": false}),
            json!({"M": []}),
            json!({"L": {}}),
            json!({"SS": "a"}),
            json!({"s": "a"}),
        ] {
            let view = DynamoDbJsonValue::new(&json);
            assert_eq!(view.shape(), Shape::Invalid, "{json}");
            assert_eq!(view.attribute_type(), None);
            assert_eq!(ValueView::to_owned(view), None);
            assert!(!compare::equal(view, view));
            assert!(!compare::contains(view, view));
            assert_eq!((compare::order(view, view), compare::size(view)), (None, None));
            assert!(view.field("S").is_none() && view.element(0).is_none());
            view.each_field(&mut |_, _| unreachable!());
        }
        assert_eq!(PlainJsonValue::new(&json!(1e300)).shape(), Shape::Invalid);
    }

    #[test]
    fn sets_compare_without_order_in_any_representation() {
        for (a, b, same) in [
            (json!({"SS": ["a", "b"]}), json!({"SS": ["b", "a"]}), true),
            (json!({"NS": ["1", "2.0"]}), json!({"NS": ["2", "1e0"]}), true),
            (json!({"BS": ["AA==", "/w=="]}), json!({"BS": ["/w==", "AA=="]}), true),
            (json!({"SS": ["a", "b"]}), json!({"SS": ["b", "c"]}), false),
            (json!({"SS": ["a", 1]}), json!({"SS": [1, "a"]}), false),
            (json!({"SS": ["1"]}), json!({"NS": ["1"]}), false),
        ] {
            assert_eq!(compare::equal(DynamoDbJsonValue::new(&a), DynamoDbJsonValue::new(&b)), same, "{a} = {b}");
        }
    }

    #[test]
    fn plain_numbers_are_exact_where_serde_json_is() {
        for (json, text) in [
            (json!(42), "42"),
            (json!(-7), "-7"),
            (json!(u64::MAX), "18446744073709551615"),
            (json!(0.1), "0.1"),
            (json!(1e22), "1e22"),
        ] {
            assert_eq!(PlainJsonValue::new(&json).as_n(), text.parse().ok());
        }
    }
}
