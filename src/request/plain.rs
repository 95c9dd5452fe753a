//! Values of requests read at once, as far as nothing is wrong with them.
//!
//! Nearly all values are well formed. What is not taken here is left to [`value::json`](crate::value::json), which
//! finds every problem and where it is; both make the same values of what is taken.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::layer::ValidationLayer;
use crate::source::{JsonMember, JsonNode, JsonNodeKind};
use crate::value::{AttributeMap, AttributeType, AttributeValue, Item, Number, Set};

/// How values are read.
#[derive(Clone, Copy)]
pub(super) struct Plain {
    pub(super) layer: ValidationLayer,
    /// Fewer lists and maps than this are around what is innermost.
    pub(super) levels: usize,
}

impl Plain {
    /// A value; nothing where something is odd about it.
    pub(super) fn value(self, node: &JsonNode) -> Option<AttributeValue> {
        self.inside(node, 0)
    }

    /// An item, a key; nothing where something is odd about it.
    pub(super) fn item(self, node: &JsonNode) -> Option<Item> {
        self.map(node, 0)
    }

    fn inside(self, node: &JsonNode, containers: usize) -> Option<AttributeValue> {
        use AttributeType as T;
        if containers >= self.levels {
            return None;
        }
        let [JsonMember { key, value: content, .. }] = node.members()? else { return None };
        Some(match key.parse().ok()? {
            T::S => AttributeValue::S(string(content)?),
            T::N => AttributeValue::N(self.number(content)?),
            T::B => AttributeValue::B(binary(content)?),
            T::Bool => match content.kind {
                JsonNodeKind::Bool(truth) => AttributeValue::Bool(truth),
                _ => return None,
            },
            T::Null => match content.kind {
                JsonNodeKind::Bool(true) => AttributeValue::Null,
                _ => return None,
            },
            T::M => AttributeValue::M(self.map(content, containers + 1)?),
            T::L => {
                let elements = content.elements()?.iter().map(|element| self.inside(element, containers + 1));
                AttributeValue::L(elements.collect::<Option<_>>()?)
            }
            T::Ss => AttributeValue::Ss(set(content, string)?),
            T::Ns => AttributeValue::Ns(set(content, |member| self.number(member))?),
            T::Bs => AttributeValue::Bs(set(content, binary)?),
        })
    }

    /// Attributes in the order in which serde_json's maps have them.
    fn map(self, node: &JsonNode, containers: usize) -> Option<AttributeMap> {
        let mut members: Vec<&JsonMember> = node.members()?.iter().collect();
        members.sort_unstable_by_key(|member| member.key.as_str());
        let mut map = AttributeMap::new();
        for member in members {
            let value = self.inside(&member.value, containers)?;
            if member.key.is_empty() || map.insert(member.key.as_str(), value).is_some() {
                return None;
            }
        }
        Some(map)
    }

    fn number(self, node: &JsonNode) -> Option<Number> {
        Number::parse(node.as_str()?, self.layer).ok()
    }
}

fn string(node: &JsonNode) -> Option<String> {
    node.as_str().map(str::to_owned)
}

fn binary(node: &JsonNode) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(node.as_str()?).ok()
}

fn set<T: Ord>(node: &JsonNode, member: impl FnMut(&JsonNode) -> Option<T>) -> Option<Set<T>> {
    let members: Vec<T> = node.elements()?.iter().map(member).collect::<Option<_>>()?;
    Set::new(members).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::NESTING_LEVELS;
    use crate::source::document;
    use crate::value::json;

    /// What is taken is what the other reader makes of it; what the other reader takes is mostly taken.
    #[test]
    fn both_readers_agree() {
        let nested = |levels: usize| format!("{}{{\"N\": \"1\"}}{}", "{\"L\": [".repeat(levels), "]}".repeat(levels));
        let cases = [
            (r#"{"S": "é\n"}"#, true),
            (r#"{"N": "1e2"}"#, true),
            (r#"{"N": "x"}"#, false),
            (r#"{"N": 1}"#, false),
            (r#"{"B": "AQI="}"#, true),
            (r#"{"B": "AQI"}"#, false),
            (r#"{"BOOL": false}"#, true),
            (r#"{"BOOL": "false"}"#, false),
            (r#"{"NULL": true}"#, true),
            (r#"{"NULL": false}"#, false),
            (r#"{"SS": ["b", "a"]}"#, true),
            (r#"{"SS": ["a", "a"]}"#, false),
            (r#"{"NS": ["1", "2"]}"#, true),
            (r#"{"NS": ["1", "1.0"]}"#, false),
            (r#"{"BS": ["AA==", ""]}"#, true),
            (r#"{"SS": []}"#, false),
            (r#"{"M": {"b": {"S": ""}, "a": {"M": {}}}}"#, true),
            (r#"{"M": {"": {"S": "a"}}}"#, false),
            (r#"{"M": {"a": {"S": "a"}, "a": {"S": "b"}}}"#, false),
            (r#"{"L": [{"S": "a"}, {"L": []}]}"#, true),
            (r#"{"L": [{"S": "a"}, 5]}"#, false),
            (r#"{}"#, false),
            (r#"{"S": "a", "N": null}"#, false),
            (r#"{"S": "a", "N": "1"}"#, false),
            (r#"{"X": "a"}"#, false),
            (r#"null"#, false),
            (r#"[]"#, false),
            (&nested(NESTING_LEVELS - 1), true),
            (&nested(NESTING_LEVELS), false),
        ];
        for layer in [ValidationLayer::Current, ValidationLayer::Older] {
            let plain = Plain { layer, levels: NESTING_LEVELS };
            for (text, is_taken) in cases {
                let node = document(text).unwrap();
                let (taken, other) = (plain.value(&node), json::from_json_all(&node.to_value(), layer));
                assert_eq!(taken.is_some(), is_taken, "{text}");
                assert!(taken.is_none() || taken == other.ok(), "{text}");
            }
        }
    }

    #[test]
    fn attributes_have_the_same_order() {
        let node = document(r#"{"b": {"S": "1"}, "a": {"M": {"d": {"N": "1"}, "c": {"N": "2"}}}}"#).unwrap();
        let layer = ValidationLayer::Current;
        let taken = Plain { layer, levels: NESTING_LEVELS }.item(&node).unwrap();
        let sorted: Vec<&str> = taken.keys().collect();
        assert_eq!(sorted, ["a", "b"]);
        assert_eq!(Some(taken), json::item_from_json_all(&node.to_value(), layer).ok());
    }
}
