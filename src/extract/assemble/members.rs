//! What a request has besides expressions and maps.

use crate::extract::gather::{Gathered, Given};
use crate::extract::maps::FoundMap;
use crate::extract::scope::Path;
use crate::extract::spelling::Parameter;
use crate::extract::table::TableReference;
use crate::extract::text::Texts;
use crate::host::{NodeId, NodeKind};
use crate::source::{JsonMember, JsonNode, JsonNodeKind};

impl Texts<'_, '_> {
    /// The members besides expressions and maps.
    pub(super) fn members(&self, gathered: &Gathered) -> Vec<JsonMember> {
        let mut members: Vec<JsonMember> = Vec::new();
        // What is given twice: readers take the last one.
        for slot in gathered.slots.iter().filter(|slot| slot.is_repeated) {
            let (Parameter::Expression(kind), Given::Value(node)) = (slot.parameter, slot.value) else { continue };
            let value = self.unknown_at(node);
            members.push(JsonMember { key: kind.parameter().to_owned(), key_span: slot.name_span, value });
        }
        for slot in &gathered.slots {
            let (Parameter::Member(name), Given::Value(node)) = (slot.parameter, slot.value) else { continue };
            let mut value = if slot.is_reference { self.unknown_at(node) } else { self.member(name, node) };
            if name == "TableName" {
                value.kind = match self.table(gathered) {
                    TableReference::Name(name) => JsonNodeKind::String(name),
                    _ => JsonNodeKind::Unknown,
                };
            }
            if slot.path != Path::Always {
                value = self.unknown_at(node);
            }
            match members.iter_mut().find(|member| member.key == name) {
                Some(known) => known.value = self.unknown_at(node),
                None => members.push(JsonMember { key: name.to_owned(), key_span: slot.name_span, value }),
            }
        }
        members.extend(self.key_by_parts(gathered));
        members
    }

    /// A Key whose attributes are given one by one.
    fn key_by_parts(&self, gathered: &Gathered) -> Option<JsonMember> {
        let parts = gathered.slots.iter().filter_map(|slot| match (slot.parameter, slot.value) {
            (Parameter::Member("Key"), Given::Entry(key, value)) => Some((slot, key, value)),
            _ => None,
        });
        let parts: Vec<_> = parts.collect();
        let (first, ..) = parts.first()?;
        let attributes = parts.iter().map(|(slot, key, value)| {
            let is_known = slot.path == Path::Always;
            let name = self.constant(*key).filter(|_| is_known)?;
            Some(JsonMember { key: name, key_span: self.module.span(*key), value: self.value(*value).0 })
        });
        let kind = attributes.collect::<Option<Vec<_>>>().map_or(JsonNodeKind::Unknown, JsonNodeKind::Object);
        let value = JsonNode { span: self.module.span(first.node), kind };
        Some(JsonMember { key: "Key".to_owned(), key_span: first.name_span, value })
    }

    pub(super) fn unknown_at(&self, node: NodeId) -> JsonNode {
        JsonNode { span: self.module.span(node), kind: JsonNodeKind::Unknown }
    }

    pub(super) fn member(&self, name: &str, node: NodeId) -> JsonNode {
        let span = self.module.span(node);
        let kind = match name {
            "Key" | "Item" | "ExclusiveStartKey" if matches!(self.module.kind(node), NodeKind::Call { .. }) => {
                self.written_map(node)
            }
            "Key" | "Item" | "ExclusiveStartKey" => match self.value(node).0.kind {
                // A plain map becomes `{"M": {…}}`: its inside is the item.
                JsonNodeKind::Object(mut members)
                    if members.len() == 1 && members.iter().all(|member| member.key == "M") =>
                {
                    members.pop().map_or(JsonNodeKind::Unknown, |member| member.value.kind)
                }
                _ => JsonNodeKind::Unknown,
            },
            _ => match self.module.kind(node) {
                NodeKind::Number(digits) => JsonNodeKind::Number(digits.clone()),
                NodeKind::Bool(truth) => JsonNodeKind::Bool(*truth),
                NodeKind::Null => JsonNodeKind::Null,
                // aws.Bool(true), Some(true)
                NodeKind::Call { arguments, .. } if name == "ConsistentRead" => match arguments.as_slice() {
                    [only] => match self.module.kind(only.value) {
                        NodeKind::Bool(truth) => JsonNodeKind::Bool(*truth),
                        _ => JsonNodeKind::Unknown,
                    },
                    _ => JsonNodeKind::Unknown,
                },
                // aws.String("byOwner"), Some("byOwner".to_owned())
                NodeKind::Call { callee, arguments, .. } if name == "IndexName" => {
                    let is_pointer = matches!(self.module.last_name(*callee), Some("String" | "StringPtr" | "Some"));
                    match arguments.as_slice() {
                        [only] if is_pointer => {
                            self.constant(only.value).map_or(JsonNodeKind::Unknown, JsonNodeKind::String)
                        }
                        _ => JsonNodeKind::Unknown,
                    }
                }
                // aws.Int32(20)
                NodeKind::Call { arguments, .. } if matches!(name, "Limit" | "Segment" | "TotalSegments") => {
                    match arguments.as_slice() {
                        [only] => match self.module.kind(only.value) {
                            NodeKind::Number(digits) => JsonNodeKind::Number(digits.clone()),
                            _ => JsonNodeKind::Unknown,
                        },
                        _ => JsonNodeKind::Unknown,
                    }
                }
                NodeKind::Member { name: word, .. } if matches!(name, "Select" | "ReturnValues") => {
                    // An enum of the SDK: `ReturnValue.ALL_NEW`, `types.ReturnValueAllNew`.
                    enum_word(word).map_or(JsonNodeKind::Unknown, JsonNodeKind::String)
                }
                _ => match self.constant(node) {
                    Some(text) => text_member(name, text),
                    None => JsonNodeKind::Unknown,
                },
            },
        };
        JsonNode { span, kind }
    }

    /// A map that a call makes of what it is given: `Map.of("id", x)`.
    pub(super) fn written_map(&self, node: NodeId) -> JsonNodeKind {
        let mut map = FoundMap::default();
        self.map(node, Path::Always, &mut map);
        if map.is_open || map.is_filled_later || map.entries.is_empty() {
            return JsonNodeKind::Unknown;
        }
        let members = map.entries.iter().map(|entry| {
            let value = self.value(entry.value).0;
            JsonMember { key: entry.key.clone(), key_span: entry.key_span, value }
        });
        JsonNodeKind::Object(members.collect())
    }
}

/// `AllNew`, `ALL_NEW`, `ReturnValueAllNew` as the API writes it.
pub(super) fn enum_word(written: &str) -> Option<String> {
    const WORDS: [&str; 9] = [
        "ALL_NEW",
        "ALL_OLD",
        "UPDATED_NEW",
        "UPDATED_OLD",
        "NONE",
        "ALL_ATTRIBUTES",
        "ALL_PROJECTED_ATTRIBUTES",
        "SPECIFIC_ATTRIBUTES",
        "COUNT",
    ];
    let bare = written.strip_prefix("ReturnValues").or_else(|| written.strip_prefix("ReturnValue")).unwrap_or(written);
    let bare = bare.strip_prefix("Select").unwrap_or(bare);
    let letters: String = bare.chars().filter(|one| *one != '_').map(|one| one.to_ascii_uppercase()).collect();
    WORDS.into_iter().find(|word| word.replace('_', "") == letters).map(str::to_owned)
}

/// A member that the program gives as text although the API wants a number or a truth: shells do.
pub(super) fn text_member(name: &str, text: String) -> JsonNodeKind {
    match name {
        "Limit" | "Segment" | "TotalSegments" if text.parse::<i64>().is_ok() => JsonNodeKind::Number(text),
        "Limit" | "Segment" | "TotalSegments" | "ConsistentRead" | "ScanIndexForward" => JsonNodeKind::Unknown,
        _ => JsonNodeKind::String(text),
    }
}
