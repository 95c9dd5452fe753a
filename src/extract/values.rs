//! Values of a program as DynamoDB's: `{S: "x"}`, `AttributeValue.builder().s("x").build()`, `"x"`.

use super::scope::Reaching;
use super::text::Texts;
use crate::host::{NodeId, NodeKind};
use crate::source::{JsonMember, JsonNode, JsonNodeKind};
use crate::value::AttributeType;

/// How a value is given to the client.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ValueShape {
    /// With its type: `{S: "x"}`.
    Typed,
    /// By itself: `"x"`.
    Plain,
    /// Nobody can tell.
    Unknown,
}

const DEEPEST: u8 = 24;

/// Functions that make a list of what they are given, and collections that begin empty: `List.of("a")`, `new List<string>()`
const LISTS: [&str; 5] = ["of", "listOf", "emptyList", "asList", "setOf"];
const EMPTY_LISTS: [&str; 5] = ["List", "ArrayList", "HashSet", "LinkedList", "Set"];

impl Texts<'_, '_> {
    /// A value as DynamoDB JSON, parts that are not known as [`JsonNodeKind::Unknown`].
    pub(super) fn value(&self, id: NodeId) -> (JsonNode, ValueShape) {
        self.value_at_depth(id, 0)
    }

    fn json(&self, id: NodeId, kind: JsonNodeKind) -> JsonNode {
        JsonNode { span: self.module.span(id), kind }
    }

    fn unknown(&self, id: NodeId) -> JsonNode {
        self.json(id, JsonNodeKind::Unknown)
    }

    /// `{"S": inner}`
    fn typed(&self, id: NodeId, name: &str, inner: JsonNode) -> JsonNode {
        let span = self.module.span(id);
        let member = JsonMember { key: name.to_owned(), key_span: span, value: inner };
        JsonNode { span, kind: JsonNodeKind::Object(vec![member]) }
    }

    fn value_at_depth(&self, id: NodeId, depth: u8) -> (JsonNode, ValueShape) {
        let plain = |json| (json, ValueShape::Plain);
        if depth > DEEPEST {
            return (self.unknown(id), ValueShape::Unknown);
        }
        match self.module.kind(id) {
            NodeKind::Text(_) => match self.module.plain_text(id) {
                Some(text) => plain(self.typed(id, "S", self.json(id, JsonNodeKind::String(text.to_owned())))),
                None => plain(self.typed(id, "S", self.unknown(id))),
            },
            NodeKind::Number(digits) => plain(self.typed(id, "N", self.json(id, JsonNodeKind::String(digits.clone())))),
            NodeKind::Bool(truth) => plain(self.typed(id, "BOOL", self.json(id, JsonNodeKind::Bool(*truth)))),
            NodeKind::Null => plain(self.typed(id, "NULL", self.json(id, JsonNodeKind::Bool(true)))),
            NodeKind::Object { .. } => self.object(id, depth),
            NodeKind::List(elements) => {
                let elements = elements.iter().map(|element| self.value_at_depth(*element, depth + 1).0).collect();
                plain(self.typed(id, "L", self.json(id, JsonNodeKind::Array(elements))))
            }
            NodeKind::Call { .. } => self.value_call(id, depth),
            NodeKind::Name(_) | NodeKind::Member { .. } => match self.scopes.reaching(id) {
                Reaching::Assigned(reaching) => match reaching.as_slice() {
                    [(assigned, super::scope::Path::Always)]
                        if !assigned.partial && self.is_literal(assigned.value) =>
                    {
                        let (mut value, shape) = self.value_at_depth(assigned.value, depth + 1);
                        value.span = self.module.span(id);
                        (value, shape)
                    }
                    _ => (self.unknown(id), ValueShape::Unknown),
                },
                _ => (self.unknown(id), ValueShape::Unknown),
            },
            _ => (self.unknown(id), ValueShape::Unknown),
        }
    }

    /// Only what is written out is followed through a name: anything else may have changed on the way.
    fn is_literal(&self, id: NodeId) -> bool {
        matches!(self.module.kind(id), NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::Bool(_))
    }

    fn object(&self, id: NodeId, depth: u8) -> (JsonNode, ValueShape) {
        let NodeKind::Object { entries, type_name } = self.module.kind(id) else {
            return (self.unknown(id), ValueShape::Unknown);
        };
        // `&types.AttributeValueMemberS{Value: "x"}`
        if let Some(code) = type_name.as_deref().and_then(|name| name.strip_prefix("AttributeValueMember")) {
            let inner = entries.first().map_or(id, |entry| entry.value);
            return (self.typed(id, &code.to_ascii_uppercase(), self.scalar(inner, code)), ValueShape::Typed);
        }
        if let [entry] = entries.as_slice()
            && !entry.spread
            && let Some(key) = self.module.plain_text(entry.key)
        {
            let bare = key.strip_suffix(".$").unwrap_or(key);
            let code = if type_name.is_some() || key.len() <= 4 { code(bare) } else { None };
            if let Some(code) = code {
                let inner = if bare == key { self.scalar(entry.value, code) } else { self.unknown(entry.value) };
                let mut typed = self.typed(id, code, inner);
                if let JsonNodeKind::Object(members) = &mut typed.kind
                    && let Some(member) = members.first_mut()
                {
                    member.key_span = self.module.span(entry.key);
                }
                return (typed, ValueShape::Typed);
            }
        }
        if type_name.as_deref().is_some_and(|name| name.starts_with("AttributeValue")) {
            return (self.unknown(id), ValueShape::Typed);
        }
        let members = entries.iter().map(|entry| {
            let key = if entry.spread { None } else { self.module.plain_text(entry.key) };
            let key_span = self.module.span(entry.key);
            match key {
                Some(key) => {
                    JsonMember { key: key.to_owned(), key_span, value: self.value_at_depth(entry.value, depth + 1).0 }
                }
                None => JsonMember { key: String::new(), key_span, value: self.unknown(entry.value) },
            }
        });
        let members = members.collect();
        (self.typed(id, "M", self.json(id, JsonNodeKind::Object(members))), ValueShape::Plain)
    }

    /// What stands behind the name of a type.
    fn scalar(&self, id: NodeId, code: &str) -> JsonNode {
        let upper = code.to_ascii_uppercase();
        match (upper.as_str(), self.module.kind(id)) {
            // A resolver of AppSync makes text of it.
            ("N", NodeKind::Number(_)) if self.is_of_resolver(id) => self.unknown(id),
            // A number that is not text stays one: the service refuses it.
            ("N", NodeKind::Number(digits)) => self.json(id, JsonNodeKind::Number(digits.clone())),
            ("BOOL" | "NULL", NodeKind::Bool(truth)) => self.json(id, JsonNodeKind::Bool(*truth)),
            ("SS" | "NS", NodeKind::List(elements)) => {
                let members = elements.iter().map(|element| match self.constant(*element) {
                    Some(text) => self.json(*element, JsonNodeKind::String(text)),
                    None => self.unknown(*element),
                });
                let members = members.collect();
                self.json(id, JsonNodeKind::Array(members))
            }
            ("SS" | "NS" | "BS", NodeKind::Call { callee, arguments, new }) => {
                let name = self.module.last_name(*callee).unwrap_or_default();
                let is_list = LISTS.contains(&name) || (*new && EMPTY_LISTS.contains(&name) && arguments.is_empty());
                if !is_list || arguments.iter().any(|argument| argument.spread) {
                    return self.unknown(id);
                }
                let members = arguments.iter().map(|argument| match self.constant(argument.value) {
                    Some(text) => self.json(argument.value, JsonNodeKind::String(text)),
                    None => self.unknown(argument.value),
                });
                let members = members.collect();
                self.json(id, JsonNodeKind::Array(members))
            }
            ("S" | "N", NodeKind::Text(_)) => match self.constant(id) {
                Some(text) => self.json(id, JsonNodeKind::String(text)),
                None => self.unknown(id),
            },
            ("S" | "N", NodeKind::Call { arguments, .. }) if arguments.len() <= 1 => match self.constant(id) {
                Some(text) => self.json(id, JsonNodeKind::String(text)),
                None => self.unknown(id),
            },
            ("L", NodeKind::List(elements)) if elements.is_empty() => self.json(id, JsonNodeKind::Array(Vec::new())),
            _ => self.unknown(id),
        }
    }

    /// `"expressionValues": {":one": {"N": 1}}`
    fn is_of_resolver(&self, id: NodeId) -> bool {
        let mut inner = id;
        self.module.ancestors(id).take(6).any(|around| {
            let key = match self.module.kind(around) {
                NodeKind::Object { entries, .. } => entries
                    .iter()
                    .find(|entry| entry.value == inner)
                    .and_then(|entry| self.module.plain_text(entry.key)),
                _ => None,
            };
            inner = around;
            key == Some("expressionValues")
        })
    }

    fn value_call(&self, id: NodeId, depth: u8) -> (JsonNode, ValueShape) {
        let unknown = || (self.unknown(id), ValueShape::Unknown);
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return unknown() };
        let name = self.module.last_name(*callee).unwrap_or_default();
        let base = match self.module.kind(*callee) {
            NodeKind::Member { base, .. } => Some(*base),
            _ => None,
        };
        let of_attribute_value =
            |base: NodeId| self.module.last_name(base).is_some_and(|name| name.starts_with("AttributeValue"));
        let first = arguments.first().map(|argument| argument.value);
        match (name, base, first) {
            // AttributeValue.builder().s("x").build()
            ("build", Some(base), None) => {
                if let NodeKind::Call { callee, arguments, .. } = self.module.kind(base)
                    && let NodeKind::Member { name, base: inner, .. } = self.module.kind(*callee)
                    && let Some(argument) = arguments.first()
                    && let Some(code) = code(name)
                    && matches!(self.module.kind(*inner), NodeKind::Call { callee, .. } if self.module.last_name(*callee) == Some("builder"))
                {
                    return (self.typed(id, code, self.scalar(argument.value, code)), ValueShape::Typed);
                }
                unknown()
            }
            // AttributeValue.fromS("x"), AttributeValue::S("x".into()), AttributeValue.S("x")
            (name, Some(base), Some(first)) if of_attribute_value(base) => {
                let bare = name.strip_prefix("from").unwrap_or(name);
                match code(bare) {
                    Some(code) => (self.typed(id, code, self.scalar(first, code)), ValueShape::Typed),
                    None => (self.unknown(id), ValueShape::Typed),
                }
            }
            // new AttributeValue().withS("x")
            (name, Some(base), Some(first))
                if name.starts_with("with")
                    && matches!(self.module.kind(base), NodeKind::Call { callee, .. } if of_attribute_value(*callee)) =>
            {
                match name.strip_prefix("with").and_then(code) {
                    Some(code) => (self.typed(id, code, self.scalar(first, code)), ValueShape::Typed),
                    None => (self.unknown(id), ValueShape::Typed),
                }
            }
            ("AttributeValue", None, Some(first)) if matches!(self.module.kind(first), NodeKind::Text(_)) => {
                (self.typed(id, "S", self.scalar(first, "S")), ValueShape::Typed)
            }
            (name, ..) if name.starts_with("AttributeValue") => (self.unknown(id), ValueShape::Typed),
            ("Decimal" | "int" | "float" | "Number" | "parseInt" | "BigDecimal", ..) => {
                let digits = first.and_then(|first| match self.module.kind(first) {
                    NodeKind::Number(digits) => Some(digits.clone()),
                    _ => self.module.plain_text(first).map(str::to_owned),
                });
                let inner =
                    digits.map_or_else(|| self.unknown(id), |digits| self.json(id, JsonNodeKind::String(digits)));
                (self.typed(id, "N", inner), ValueShape::Plain)
            }
            ("str" | "String" | "isoformat" | "toISOString" | "format" | "strftime", ..) => {
                (self.typed(id, "S", self.unknown(id)), ValueShape::Plain)
            }
            ("marshall" | "Some" | "Ok", _, Some(first)) => self.value_at_depth(first, depth + 1),
            _ => unknown(),
        }
    }
}

/// The name of a type in any case.
fn code(written: &str) -> Option<&'static str> {
    AttributeType::ALL.into_iter().map(AttributeType::descriptor).find(|name| name.eq_ignore_ascii_case(written))
}
