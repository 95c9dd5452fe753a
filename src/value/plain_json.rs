//! Plain JSON, as document clients of the SDKs show items: `{"age": 42}`.
//!
//! Text reads as S, numbers as N, `true` as BOOL, `null` as NULL, arrays as L, objects as M. Sets and
//! binary have no plain form of their own. Printing therefore loses their types, reading never makes
//! them. The text functions keep all 38 digits of a number; those over `serde_json::Value` cannot.

use std::fmt::{self, Write as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{
    AttributeMap, AttributeType, AttributeValue, Item, JsonKind, JsonPlace, JsonStep, Number, ValueError, ValueProblem,
};
use crate::limits;

/// The value that plain JSON text stands for, numbers exact to all 38 digits.
///
/// ```
/// use ddbexpr::value::plain_json;
///
/// let value = plain_json::from_text("[0.12345678901234567890123456789012345678]")?;
/// assert_eq!(plain_json::to_text(&value), "[0.12345678901234567890123456789012345678]");
/// # Ok::<(), ddbexpr::value::ValueProblem>(())
/// ```
pub fn from_text(text: &str) -> Result<AttributeValue, ValueProblem> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    read(raw, &mut Vec::new(), 0)
}

/// The item that the text of a plain JSON object stands for.
pub fn item_from_text(text: &str) -> Result<Item, ValueProblem> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    if raw.get().starts_with('{') {
        return read_map(raw, &mut Vec::new(), 0);
    }
    let found = JsonKind::from(&to_plain(&read(raw, &mut Vec::new(), 0)?));
    Err(problem(ValueError::NotAnObject { found }, &[]))
}

/// The value that plain JSON stands for.
///
/// Loses digits where serde_json has: integers beyond 64 bits and fractions arrive here as 64-bit
/// floats. Use [`from_text`] to keep them.
pub fn from_plain(json: &Value) -> Result<AttributeValue, ValueProblem> {
    convert(json, &mut Vec::new(), 0)
}

/// The item that a plain JSON object stands for; loses digits as [`from_plain`] does.
pub fn item_from_plain(json: &Value) -> Result<Item, ValueProblem> {
    match json {
        Value::Object(fields) => convert_map(fields, &mut Vec::new(), 0),
        other => Err(problem(ValueError::NotAnObject { found: other.into() }, &[])),
    }
}

/// The value in plain JSON text. Sets print as arrays, binary as base64 text; numbers keep all digits.
pub fn to_text(value: &AttributeValue) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = print(&mut out, value);
    out
}

/// The value in plain JSON. Sets become arrays and binary base64 text; a number that is no 64-bit
/// integer becomes the nearest float.
///
/// ```
/// use ddbexpr::value::{AttributeValue, Set, plain_json};
///
/// let tags = Set::new(["b".to_owned(), "a".to_owned()])?;
/// assert_eq!(plain_json::to_plain(&tags.into()), serde_json::json!(["a", "b"]));
/// # Ok::<(), ddbexpr::value::SetError>(())
/// ```
pub fn to_plain(value: &AttributeValue) -> Value {
    let encode = |bytes: &Vec<u8>| Value::from(BASE64_STANDARD.encode(bytes));
    match value {
        AttributeValue::S(text) => Value::from(text.as_str()),
        AttributeValue::N(number) => number_to_plain(number),
        AttributeValue::B(bytes) => encode(bytes),
        AttributeValue::Bool(truth) => Value::from(*truth),
        AttributeValue::Null => Value::Null,
        AttributeValue::L(elements) => elements.iter().map(to_plain).collect(),
        AttributeValue::M(map) => item_to_plain(map),
        AttributeValue::Ss(members) => members.iter().map(String::as_str).collect(),
        AttributeValue::Ns(members) => members.iter().map(number_to_plain).collect(),
        AttributeValue::Bs(members) => members.iter().map(encode).collect(),
    }
}

/// The item in plain JSON, with the losses of [`to_plain`].
pub fn item_to_plain(item: &Item) -> Value {
    Value::Object(item.iter().map(|(name, value)| (name.to_owned(), to_plain(value))).collect())
}

/// Whether an object looks like an item in DynamoDB JSON: every member is an object with exactly one
/// member, named by a type descriptor. An empty object looks like both shapes, and counts as typed.
///
/// ```
/// use ddbexpr::value::plain_json::looks_typed;
///
/// let json = serde_json::json!([{"age": {"N": "42"}}, {"age": 42}, {"size": {"S": "a", "M": "b"}}]);
/// let answers = json.as_array().unwrap().iter().map(|item| looks_typed(item.as_object().unwrap()));
/// assert!(answers.eq([true, false, false]));
/// ```
pub fn looks_typed(attributes: &Map<String, Value>) -> bool {
    attributes.values().all(|json| {
        json.as_object()
            .is_some_and(|object| object.len() == 1 && object.keys().all(|key| key.parse::<AttributeType>().is_ok()))
    })
}

fn problem(error: ValueError, place: &[JsonStep]) -> ValueProblem {
    ValueProblem { error, place: JsonPlace(place.to_vec()) }
}

fn not_json(error: &serde_json::Error) -> ValueProblem {
    problem(ValueError::NotJson { message: error.to_string() }, &[])
}

fn parse_number(text: &str, place: &[JsonStep]) -> Result<AttributeValue, ValueProblem> {
    text.parse::<Number>().map(AttributeValue::N).map_err(|error| problem(error.into(), place))
}

/// Runs `decode` for a part of the value, one step further in.
fn inside<T>(place: &mut Vec<JsonStep>, step: JsonStep, decode: impl FnOnce(&mut Vec<JsonStep>) -> T) -> T {
    place.push(step);
    let decoded = decode(place);
    place.pop();
    decoded
}

fn field<T>(
    name: &str,
    place: &mut Vec<JsonStep>,
    decode: impl FnOnce(&mut Vec<JsonStep>) -> Result<T, ValueProblem>,
) -> Result<T, ValueProblem> {
    inside(place, JsonStep::Member(name.to_owned()), |place| match name {
        "" => Err(problem(ValueError::EmptyAttributeName, place)),
        _ => decode(place),
    })
}

fn convert(json: &Value, place: &mut Vec<JsonStep>, containers: usize) -> Result<AttributeValue, ValueProblem> {
    if containers >= limits::NESTING_LEVELS {
        return Err(problem(ValueError::TooDeep, place));
    }
    Ok(match json {
        Value::Null => AttributeValue::Null,
        Value::Bool(truth) => AttributeValue::Bool(*truth),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(integer), _) => AttributeValue::from(integer),
            (None, Some(integer)) => AttributeValue::N(integer.into()),
            (None, None) => parse_number(&number.to_string(), place)?,
        },
        Value::String(text) => AttributeValue::S(text.clone()),
        Value::Array(elements) => {
            let elements = elements.iter().enumerate().map(|(index, json)| {
                inside(place, JsonStep::Element(index), |place| convert(json, place, containers + 1))
            });
            AttributeValue::L(elements.collect::<Result<_, _>>()?)
        }
        Value::Object(fields) => AttributeValue::M(convert_map(fields, place, containers + 1)?),
    })
}

fn convert_map(
    fields: &Map<String, Value>,
    place: &mut Vec<JsonStep>,
    containers: usize,
) -> Result<AttributeMap, ValueProblem> {
    let mut map = AttributeMap::new();
    for (name, json) in fields {
        let value = field(name, place, |place| convert(json, place, containers))?;
        map.insert(name.as_str(), value);
    }
    Ok(map)
}

/// Reads undecoded JSON. Every level scans its text once more, which the depth limit bounds.
fn read(raw: &RawValue, place: &mut Vec<JsonStep>, containers: usize) -> Result<AttributeValue, ValueProblem> {
    if containers >= limits::NESTING_LEVELS {
        return Err(problem(ValueError::TooDeep, place));
    }
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'{') => Ok(AttributeValue::M(read_map(raw, place, containers + 1)?)),
        Some(b'[') => {
            let mut deserializer = serde_json::Deserializer::from_str(text);
            let elements = deserializer.deserialize_seq(Elements).map_err(|error| not_json(&error))?;
            let elements = elements
                .into_iter()
                .enumerate()
                .map(|(index, raw)| inside(place, JsonStep::Element(index), |place| read(raw, place, containers + 1)));
            Ok(AttributeValue::L(elements.collect::<Result<_, _>>()?))
        }
        Some(b'-' | b'0'..=b'9') => parse_number(text, place),
        _ => convert(&serde_json::from_str(text).map_err(|error| not_json(&error))?, place, containers),
    }
}

fn read_map(raw: &RawValue, place: &mut Vec<JsonStep>, containers: usize) -> Result<AttributeMap, ValueProblem> {
    let mut deserializer = serde_json::Deserializer::from_str(raw.get());
    let fields = deserializer.deserialize_map(Fields).map_err(|error| not_json(&error))?;
    let mut map = AttributeMap::new();
    for (name, raw) in fields {
        let value = field(&name, place, |place| read(raw, place, containers))?;
        map.insert(name, value);
    }
    Ok(map)
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(fields)
    }
}

struct Elements;

impl<'de> Visitor<'de> for Elements {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element()? {
            elements.push(element);
        }
        Ok(elements)
    }
}

fn number_to_plain(number: &Number) -> Value {
    let text = number.to_string();
    if let Ok(integer) = text.parse::<i64>() {
        return Value::from(integer);
    }
    if let Ok(integer) = text.parse::<u64>() {
        return Value::from(integer);
    }
    Value::from(number.to_f64())
}

fn print(out: &mut String, value: &AttributeValue) -> fmt::Result {
    match value {
        AttributeValue::N(number) => write!(out, "{number}"),
        AttributeValue::L(elements) => print_all(out, elements, print),
        AttributeValue::Ns(members) => print_all(out, members, |out, member| write!(out, "{member}")),
        AttributeValue::M(map) => {
            out.push('{');
            for (index, (name, value)) in map.iter().enumerate() {
                let comma = if index > 0 { "," } else { "" };
                write!(out, "{comma}{}:", Value::from(name))?;
                print(out, value)?;
            }
            out.push('}');
            Ok(())
        }
        other => write!(out, "{}", to_plain(other)),
    }
}

fn print_all<'a, T: 'a>(
    out: &mut String,
    elements: impl IntoIterator<Item = &'a T>,
    print: impl Fn(&mut String, &T) -> fmt::Result,
) -> fmt::Result {
    out.push('[');
    for (index, element) in elements.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        print(out, element)?;
    }
    out.push(']');
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::value::{NumberError, Set};

    #[test]
    fn text_keeps_every_digit() {
        for text in [
            "0.1",
            "12345678901234567890123456789012345678",
            "-1.5",
            r#"{"b":[1,null,true,"é\n"],"a":{}}"#,
            r#"[[],[[]],"\"",{"x\"y":""}]"#,
        ] {
            assert_eq!(to_text(&from_text(text).unwrap()), text);
        }
        assert_eq!(from_text(" [ 1e2 , \"\\u0041\" ] ").unwrap(), AttributeValue::L(vec![100.into(), "A".into()]));
    }

    #[test]
    fn json_and_text_agree() {
        for text in [r#"{"a":[1,2.5,{"b":null}],"c":"d","e":18446744073709551615}"#, "[]", "true", "-3"] {
            let json: Value = serde_json::from_str(text).unwrap();
            let value = from_text(text).unwrap();
            assert_eq!(from_plain(&json).unwrap(), value);
            assert_eq!(to_plain(&value), json);
        }
    }

    #[test]
    fn sets_and_binary_lose_their_type() {
        let value = AttributeValue::L(vec![
            Set::new([Number::from(2), Number::from(1)]).unwrap().into(),
            Set::new([vec![0u8]]).unwrap().into(),
            vec![1u8, 2].into(),
        ]);
        assert_eq!(to_plain(&value), json!([[1, 2], ["AA=="], "AQI="]));
        assert_eq!(to_text(&value), r#"[[1,2],["AA=="],"AQI="]"#);
    }

    #[test]
    fn problems_have_a_place() {
        for (text, error, place) in [
            (r#"{"a":[0,1e126]}"#, ValueError::Number(NumberError::Overflow), "/a/1"),
            (r#"{"a":{"":1}}"#, ValueError::EmptyAttributeName, "/a/"),
        ] {
            let problem = from_text(text).unwrap_err();
            assert_eq!((problem.error, problem.place.to_string()), (error.clone(), place.to_owned()));
            let problem = from_plain(&serde_json::from_str(text).unwrap()).unwrap_err();
            assert_eq!((problem.error, problem.place.to_string()), (error, place.to_owned()));
        }
        for text in ["", "{", "[1,]", "01", "nul", "{\"a\" 1}", "[\"\\x\"]"] {
            assert!(matches!(from_text(text).unwrap_err().error, ValueError::NotJson { .. }), "{text}");
        }
        assert!(matches!(item_from_text("[1]").unwrap_err().error, ValueError::NotAnObject { found: JsonKind::Array }));
        assert!(item_from_plain(&json!(1)).is_err());
    }

    #[test]
    fn depth_is_limited() {
        let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(from_text(&nested(31)).unwrap().depth(), 32);
        let item = |levels| format!("{{\"a\":{}}}", nested(levels));
        assert!(item_from_text(&item(31)).is_ok());
        assert_eq!(item_from_text(&item(32)).unwrap_err().error, ValueError::TooDeep);
        assert_eq!(item_from_plain(&serde_json::from_str(&item(32)).unwrap()).unwrap_err().error, ValueError::TooDeep);
        assert!(from_text(&nested(100_000)).is_err());
        assert!(from_text(&"[".repeat(100_000)).is_err());
    }
}
