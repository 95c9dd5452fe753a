//! JSON texts as trees that know where each part stands.
//!
//! In comes a text with one JSON document or several, one after another or one a line; out come their trees
//! and what could not be read. Reading is serde_json's; this module only remembers places. Keys given twice
//! stay, in order. Nothing here knows what a document means.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Span, json_reader};

/// Deeper documents are refused, as serde_json refuses them.
pub(super) const DEEPEST: usize = 128;
/// After so many, reading goes on past an error and no longer before it: texts are read in linear time.
const MOST_REREADS: usize = 32;
/// Larger texts are refused: offsets are 32 bits wide.
const LARGEST: usize = u32::MAX as usize;

/// A piece of JSON and the bytes it stands on.
#[derive(Clone, PartialEq, Debug)]
pub struct JsonNode {
    /// Where in the text, quotes and brackets included.
    pub span: Span,
    /// What it is.
    pub kind: JsonNodeKind,
}

/// What a piece of JSON is.
#[derive(Clone, PartialEq, Debug)]
pub enum JsonNodeKind {
    /// Something only a running program knows; no JSON text reads as this. As the value of a member without a
    /// name it says that the object may have members besides the written ones.
    Unknown,
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// `1.50`, as written.
    Number(String),
    /// `"a\n"`, decoded.
    String(String),
    /// `[1, 2]`
    Array(Vec<JsonNode>),
    /// `{"a": 1, "a": 2}`: members as written, repeated keys included.
    Object(Vec<JsonMember>),
}

/// A member of an object.
#[derive(Clone, PartialEq, Debug)]
pub struct JsonMember {
    /// Its name, decoded.
    pub key: String,
    /// Where the name stands, quotes included.
    pub key_span: Span,
    /// Its value.
    pub value: JsonNode,
}

/// A step down into JSON.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Into a member of an object.
    Member(String),
    /// Into an element of an array.
    Element(usize),
}

impl From<&str> for Step {
    fn from(name: &str) -> Self {
        Self::Member(name.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Element(index)
    }
}

/// Why a text is no JSON, and where.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message} at line {line} column {column}")]
pub struct JsonError {
    /// What the reader says.
    pub message: String,
    /// Where, in bytes from the start of the text.
    pub offset: u32,
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: usize,
}

impl JsonNode {
    /// The members, where this is an object.
    #[must_use]
    pub fn members(&self) -> Option<&[JsonMember]> {
        match &self.kind {
            JsonNodeKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The elements, where this is an array.
    #[must_use]
    pub fn elements(&self) -> Option<&[JsonNode]> {
        match &self.kind {
            JsonNodeKind::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The text, where this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            JsonNodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// True where only a running program knows it.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self.kind, JsonNodeKind::Unknown)
    }

    /// True where only a running program knows it, or something inside it.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        match &self.kind {
            JsonNodeKind::Unknown => true,
            JsonNodeKind::Array(elements) => elements.iter().any(Self::has_unknown),
            JsonNodeKind::Object(members) => members.iter().any(|member| member.value.has_unknown()),
            _ => false,
        }
    }

    /// True for an object that may have members besides the written ones.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let more = |member: &JsonMember| member.key.is_empty() && member.value.is_unknown();
        self.members().is_some_and(|members| members.iter().any(more))
    }

    /// True for `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self.kind, JsonNodeKind::Null)
    }

    /// The member of this name with its key; of several, the last.
    #[must_use]
    pub fn member(&self, key: &str) -> Option<&JsonMember> {
        self.members()?.iter().rev().find(|member| member.key == key)
    }

    /// The value of the member of this name; of several, the last.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&JsonNode> {
        self.member(key).map(|member| &member.value)
    }

    /// Members of this object whose key comes again later: readers skip them.
    pub fn shadowed(&self) -> impl Iterator<Item = &JsonMember> {
        let members = self.members().unwrap_or_default();
        let mut later = std::collections::HashSet::new();
        let mut shadowed: Vec<&JsonMember> =
            members.iter().rev().filter(|member| !later.insert(member.key.as_str())).collect();
        shadowed.reverse();
        shadowed.into_iter()
    }

    /// One step down.
    #[must_use]
    pub fn step(&self, step: &Step) -> Option<&JsonNode> {
        match step {
            Step::Member(key) => self.get(key),
            Step::Element(index) => self.elements()?.get(*index),
        }
    }

    /// The same JSON without places; of a repeated key the last is kept.
    #[must_use]
    pub fn to_value(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.kind {
            JsonNodeKind::Null | JsonNodeKind::Unknown => Value::Null,
            JsonNodeKind::Bool(truth) => Value::Bool(*truth),
            JsonNodeKind::Number(text) => number(text),
            JsonNodeKind::String(text) => Value::String(text.clone()),
            JsonNodeKind::Array(elements) => elements.iter().map(JsonNode::to_value).collect(),
            JsonNodeKind::Object(members) => {
                members.iter().map(|member| (member.key.clone(), member.value.to_value())).collect()
            }
        }
    }
}

/// A number no reader can hold becomes a zero of its kind: nothing here asks for the value of such a number.
fn number(text: &str) -> serde_json::Value {
    let decimal = text.contains(['.', 'e', 'E']);
    serde_json::from_str(text).unwrap_or_else(|_| if decimal { 0.0.into() } else { 0.into() })
}

/// The documents of a text, and what could not be read.
///
/// After an error, reading goes on at the next line that begins with `{`, so that one bad line of many loses
/// only itself. A byte order mark at the start is skipped.
///
/// ```
/// use ddbexpr::source::documents;
///
/// let (documents, errors) = documents("{\"a\": 1}\n{\"a\": }\n{\"a\": 3}\n");
/// assert_eq!(documents.len(), 2);
/// assert_eq!((errors[0].line, errors[0].column), (2, 7));
/// ```
#[must_use]
pub fn documents(text: &str) -> (Vec<JsonNode>, Vec<JsonError>) {
    let (mut nodes, mut errors, mut rereads) = (Vec::new(), Vec::new(), 0);
    if text.len() > LARGEST {
        return (nodes, vec![error_at(text, 0, "the text is too large".to_owned())]);
    }
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while let Some(rest) = text.get(at..) {
        if let Some((node, end)) = json_reader::read(text, at) {
            nodes.push(node);
            at = end;
            continue;
        }
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let failed = loop {
            let before = at + stream.byte_offset();
            let raw = match stream.next() {
                None => return (nodes, errors),
                Some(Ok(raw)) => raw,
                Some(Err(error)) => break (before, serde_error(text, rest, &error)),
            };
            match node(text, raw.get(), 0) {
                Ok(node) => nodes.push(node),
                Err(error) => break (before + raw.get().len().max(1) - 1, error),
            }
        };
        let next = next_line(text, failed.0, failed.1.offset as usize, &mut rereads);
        errors.push(failed.1);
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    (nodes, errors)
}

/// The tree of a text that is one JSON document.
///
/// # Errors
///
/// Where the text is no JSON or goes on after it.
pub fn document(text: &str) -> Result<JsonNode, JsonError> {
    let (nodes, errors) = documents(text);
    if let Some(error) = errors.into_iter().next() {
        return Err(error);
    }
    let mut nodes = nodes.into_iter();
    match (nodes.next(), nodes.next()) {
        (Some(node), None) => Ok(node),
        (Some(_), Some(second)) => Err(error_at(text, second.span.start as usize, "trailing characters".to_owned())),
        (None, _) => Err(error_at(text, text.len(), "the text is empty".to_owned())),
    }
}

/// Where to go on after a document that began at `start` failed at `failed`: at the next line that begins with
/// `{`. Lines that the failed document took in are read again, but only so many times in one text.
fn next_line(text: &str, start: usize, failed: usize, rereads: &mut usize) -> Option<usize> {
    let begins = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with('{'));
    let start = text.get(start..).map_or(start, |rest| start + rest.len() - rest.trim_start().len());
    let failed_line = text.get(..failed.min(text.len()))?.rfind('\n').map_or(0, |newline| newline + 1);
    let mut at = start;
    while let Some(newline) = text.get(at..).and_then(|rest| rest.find('\n')) {
        at += newline + 1;
        if begins(at) && (at >= failed_line || *rereads < MOST_REREADS) {
            *rereads += usize::from(at < failed_line);
            return Some(at);
        }
    }
    None
}

fn serde_error(text: &str, part: &str, error: &serde_json::Error) -> JsonError {
    let base = part.as_ptr() as usize - text.as_ptr() as usize;
    let mut line = 0;
    for _ in 1..error.line() {
        line += part.get(line..).and_then(|rest| rest.find('\n')).map_or(0, |newline| newline + 1);
    }
    let mut offset = (base + line + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    error_at(text, offset, message)
}

fn error_at(text: &str, offset: usize, message: String) -> JsonError {
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    JsonError { message, offset: u32::try_from(offset).unwrap_or(u32::MAX), line, column: offset - line_start + 1 }
}

fn span(text: &str, part: &str) -> Span {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(start), offset(start + part.len()))
}

/// The tree of `raw`, a part of `text` that was already read as one piece of JSON.
fn node(text: &str, raw: &str, depth: usize) -> Result<JsonNode, JsonError> {
    if depth > DEEPEST {
        return Err(error_at(text, span(text, raw).start as usize, "recursion limit exceeded".to_owned()));
    }
    let wrong = |error: serde_json::Error| serde_error(text, raw, &error);
    let kind = match raw.as_bytes().first() {
        Some(b'n') => JsonNodeKind::Null,
        Some(b't') => JsonNodeKind::Bool(true),
        Some(b'f') => JsonNodeKind::Bool(false),
        Some(b'"') => JsonNodeKind::String(serde_json::from_str(raw).map_err(wrong)?),
        Some(b'[') => {
            let elements: Vec<&RawValue> = serde_json::from_str(raw).map_err(wrong)?;
            let elements = elements.into_iter().map(|element| node(text, element.get(), depth + 1));
            JsonNodeKind::Array(elements.collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let Members(members) = serde_json::from_str(raw).map_err(wrong)?;
            let members = members.into_iter().map(|(key, value)| {
                let key_span = span(text, key.get());
                let key = serde_json::from_str(key.get()).map_err(|error| serde_error(text, key.get(), &error))?;
                Ok(JsonMember { key, key_span, value: node(text, value.get(), depth + 1)? })
            });
            JsonNodeKind::Object(members.collect::<Result<_, _>>()?)
        }
        _ => JsonNodeKind::Number(raw.to_owned()),
    };
    Ok(JsonNode { span: span(text, raw), kind })
}

/// The tree of a text as the reader that explains makes it.
#[cfg(test)]
pub(super) fn slow(text: &str) -> Option<JsonNode> {
    let raw: &RawValue = serde_json::from_str(text).ok()?;
    node(text, raw.get(), 0).ok()
}

/// The members of an object, undecoded.
struct Members<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Members<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each<'t>(PhantomData<&'t ()>);
        impl<'de: 't, 't> Visitor<'de> for Each<'t> {
            type Value = Members<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'t>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry::<&RawValue, &RawValue>()? {
                    members.push(member);
                }
                Ok(Members(members))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Members<'t>, A::Error> {
                Ok(Members(Vec::new()))
            }
        }
        deserializer.deserialize_map(Each(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_knows_its_place() {
        let text = "\u{feff} {\"a\\n\": [1.50, \"x\\u00e9\", null], \"b\": true, \"b\": {}}";
        let node = document(text).unwrap();
        let key = node.member("a\n").unwrap();
        assert_eq!(key.key_span.slice(text), Some("\"a\\n\""));
        let list = node.get("a\n").unwrap();
        assert_eq!(list.span.slice(text), Some("[1.50, \"x\\u00e9\", null]"));
        assert_eq!(list.step(&0.into()).unwrap().kind, JsonNodeKind::Number("1.50".to_owned()));
        let string = list.step(&1.into()).unwrap();
        assert_eq!((string.as_str(), string.span.slice(text)), (Some("xé"), Some("\"x\\u00e9\"")));
        assert!(node.get("b").unwrap().members().unwrap().is_empty());
        assert_eq!(node.shadowed().map(|member| member.key.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(node.to_value(), serde_json::json!({"a\n": [1.5, "xé", null], "b": {}}));
    }

    #[test]
    fn a_bad_line_loses_only_itself() {
        for (text, good, bad) in [
            ("", 0, vec![]),
            ("{}{} 1\n[2]", 4, vec![]),
            ("{}\n{\"a\": [1,\n{\"b\": 1}\n", 2, vec![(4, 1)]),
            ("{\"a\": \"\\ud800\"}\n{}", 1, vec![(1, 14)]),
            ("nonsense\n{}\n]\n{}", 2, vec![(1, 2), (3, 1)]),
            ("{\n  \"a\": x\n}\n", 0, vec![(2, 8)]),
        ] {
            let (nodes, errors) = documents(text);
            assert_eq!(nodes.len(), good, "{text}");
            assert_eq!(errors.iter().map(|error| (error.line, error.column)).collect::<Vec<_>>(), bad, "{text}");
        }
        assert!(document("{} {}").is_err());
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(document(&deep(128)).is_ok());
        assert_eq!(document(&deep(10_000)).unwrap_err().message, "recursion limit exceeded");
    }
}
