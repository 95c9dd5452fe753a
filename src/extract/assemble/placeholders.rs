//! The maps of names and values of a request, as JSON that can be checked.

use crate::extract::found::{EntrySite, MapSite};
use crate::extract::gather::{Gathered, Given, Slot};
use crate::extract::maps::FoundMap;
use crate::extract::scope::Path;
use crate::extract::spelling::Parameter;
use crate::extract::text::Texts;
use crate::extract::values::ValueShape;
use crate::host::{Language, NodeId};
use crate::request::Action;
use crate::source::{JsonMember, JsonNode, JsonNodeKind};

impl Texts<'_, '_> {
    pub(super) fn both_maps(&self, gathered: &Gathered) -> (FoundMap, FoundMap, ValueShape) {
        let (mut names, mut values) = (FoundMap::default(), FoundMap::default());
        for slot in &gathered.slots {
            let into = match slot.parameter {
                Parameter::Names => &mut names,
                Parameter::Values => &mut values,
                _ => continue,
            };
            match slot.value {
                _ if slot.is_reference => (into.is_open, into.is_sent) = (true, true),
                Given::Value(node) => self.map(node, slot.path, into),
                Given::Entry(key, value) => self.entry(key, value, slot.path, into),
            }
        }
        // `params.ExpressionAttributeValues[":v"] = x`
        if let Some(variable) = &gathered.variable {
            for path in self.scopes.paths_under(variable, gathered.node) {
                let member = path.trim_start_matches(['$', '@']).get(variable.len()..).unwrap_or_default();
                let member = member.trim_matches(|sign: char| !sign.is_alphanumeric());
                let map = match crate::extract::spelling::parameter(member) {
                    Some(Parameter::Names) => &mut names,
                    Some(Parameter::Values) => &mut values,
                    _ => continue,
                };
                self.filled_later(path, gathered.node, Path::Always, map, 0);
                // Under another name it may be filled, too.
                map.is_open |= self.scopes.is_kept(path, gathered.node);
            }
        }
        // A map that a wrapper does not take it may make itself.
        if let Some(wrapped) = gathered.wrapped {
            for (map, is_taken) in [(&mut names, wrapped.takes_names), (&mut values, wrapped.takes_values)] {
                (map.is_open, map.is_sent) = (map.is_open || !is_taken, map.is_sent || !is_taken);
            }
        }
        let shape = self.shape(&values);
        (names, values, shape)
    }

    pub(super) fn shape(&self, values: &FoundMap) -> ValueShape {
        let (mut typed, mut plain) = (0, 0);
        for entry in &values.entries {
            match self.value(entry.value).1 {
                ValueShape::Typed => typed += 1,
                ValueShape::Plain => plain += 1,
                ValueShape::Unknown => {}
            }
        }
        match (typed, plain) {
            (0, 0) => ValueShape::Unknown,
            (typed, plain) if typed > plain => ValueShape::Typed,
            _ => ValueShape::Plain,
        }
    }

    /// A map as JSON; `None` where none is sent.
    pub(super) fn map_json(
        &self,
        map: &FoundMap,
        is_names: bool,
        is_open: bool,
        gathered: &Gathered,
    ) -> Option<JsonNode> {
        let span = map.literal.map_or(self.head(gathered), |literal| self.module.span(literal));
        let mut members: Vec<JsonMember> = Vec::new();
        for entry in &map.entries {
            let value = if is_names {
                let span = self.module.span(entry.value);
                let written = if entry.is_reference { None } else { self.constant(entry.value) };
                let kind = written.map_or(JsonNodeKind::Unknown, JsonNodeKind::String);
                JsonNode { span, kind }
            } else if entry.is_reference {
                self.unknown_at(entry.value)
            } else {
                self.value(entry.value).0
            };
            // An alternative of the same key.
            if members.iter().any(|member| member.key == entry.key) {
                if let Some(known) = members.iter_mut().find(|member| member.key == entry.key)
                    && known.value.kind != value.kind
                {
                    known.value.kind = JsonNodeKind::Unknown;
                }
                continue;
            }
            members.push(JsonMember { key: entry.key.clone(), key_span: entry.key_span, value });
        }
        let filled = map.is_filled_later && members.is_empty();
        // Reads of single items have no values.
        let has_none = !is_names && gathered.operation.is_some_and(|(_, action)| action == Action::Get);
        let absent_but_open = !map.is_sent && !has_none && (is_open || gathered.operation.is_none());
        if !map.is_sent && !absent_but_open {
            return None;
        }
        // `ExpressionAttributeNames: {}` in the request itself: whatever the expressions say, it is sent without entries.
        let is_written_here = |literal: NodeId| {
            gathered.slots.iter().any(|slot| matches!(slot.value, Given::Value(node) if node == literal))
        };
        let is_empty = members.is_empty() && !gathered.is_open && map.literal.is_some_and(is_written_here);
        let is_bare = map.is_sent && members.is_empty() && !map.is_open && !map.is_filled_later;
        if is_bare && !is_open && gathered.operation.is_some() && self.module.language() == Language::CSharp {
            // The SDK for .NET, up to its third version, does not send what is empty.
            return None;
        }
        if map.is_open || (is_open && !is_empty) || filled || absent_but_open {
            let value = JsonNode { span, kind: JsonNodeKind::Unknown };
            members.push(JsonMember { key: String::new(), key_span: span, value });
        }
        Some(JsonNode { span, kind: JsonNodeKind::Object(members) })
    }

    pub(super) fn site(&self, map: &FoundMap, gathered: &Gathered, parameter: Parameter) -> MapSite {
        let entries = map.entries.iter().map(|entry| EntrySite {
            key: entry.key.clone(),
            key_span: entry.key_span,
            value_span: self.module.span(entry.value),
            span: entry.span,
            is_conditional: entry.path != Path::Always,
        });
        MapSite {
            name: gathered.slots.iter().find(|slot| slot.parameter == parameter).map(|slot| slot.name_span),
            literal: map.literal.map(|literal| self.module.span(literal)),
            entries: entries.collect(),
            is_open: map.is_open,
        }
    }
}

pub(super) fn is_map(slot: &Slot, name: &str) -> bool {
    match slot.parameter {
        Parameter::Names => name == "ExpressionAttributeNames",
        Parameter::Values => name == "ExpressionAttributeValues",
        _ => false,
    }
}
