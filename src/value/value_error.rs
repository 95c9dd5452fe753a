//! What can be wrong with a value in JSON, where, and how the service words it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{AttributeType, NumberError};
use crate::layer::ValidationLayer;

/// A [`ValueError`] and the place in the JSON where it was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error} (at `{place}`)")]
pub struct ValueProblem {
    /// What is wrong.
    pub error: ValueError,
    /// Where, counted from the JSON that was handed in.
    pub place: JsonPlace,
}

/// The way from a JSON text's root to something in it; prints as a JSON pointer.
///
/// ```
/// use ddbexpr::layer::ValidationLayer;
/// use ddbexpr::value::json;
///
/// let item = serde_json::json!({"scores": {"L": [{"N": "1"}, {"N": "one"}]}});
/// let problem = json::item_from_json(&item, ValidationLayer::Current).unwrap_err();
/// assert_eq!(problem.place.to_string(), "/scores/L/1/N");
/// assert_eq!(item.pointer(&problem.place.to_string()), Some(&"one".into()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JsonPlace(pub Vec<JsonStep>);

/// One step of a [`JsonPlace`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonStep {
    /// Into the member of an object with this name: an attribute, a map key or a type descriptor.
    Member(String),
    /// Into the element of an array at this index.
    Element(usize),
}

impl fmt::Display for JsonPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.0 {
            match step {
                JsonStep::Member(name) => write!(f, "/{}", name.replace('~', "~0").replace('/', "~1"))?,
                JsonStep::Element(index) => write!(f, "/{index}")?,
            }
        }
        Ok(())
    }
}

/// The kind of a piece of JSON, as the service's decoder tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true`
    True,
    /// `false`
    False,
    /// `12`
    Integer,
    /// `1.5`
    Decimal,
    /// `"text"`
    String,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
}

impl From<&serde_json::Value> for JsonKind {
    fn from(json: &serde_json::Value) -> JsonKind {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(true) => Self::True,
            serde_json::Value::Bool(false) => Self::False,
            serde_json::Value::Number(number) if number.is_i64() || number.is_u64() => Self::Integer,
            serde_json::Value::Number(_) => Self::Decimal,
            serde_json::Value::String(_) => Self::String,
            serde_json::Value::Array(_) => Self::Array,
            serde_json::Value::Object(_) => Self::Object,
        }
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// `{}`: no type descriptor.
    #[error("the value has no type")]
    Empty,
    /// `{"S": "a", "N": "1"}`
    #[error("the value has more than one type")]
    MultipleTypes,
    /// `{"STRING": "a"}`: no known type descriptor; `key` is the first there is.
    #[error("`{key}` is not a type descriptor")]
    UnknownType {
        /// The key found instead of a descriptor.
        key: String,
    },
    /// `{"N": 1}`: the content is not the JSON that the type, or the type of set members, calls for.
    #[error("the content of {type_key} is of the wrong JSON kind ({found:?})")]
    WrongJsonType {
        /// The type whose content is wrong; for a set member `S`, `N` or `B`.
        type_key: AttributeType,
        /// What the JSON has.
        found: JsonKind,
    },
    /// `{"N": "dog"}`
    #[error(transparent)]
    Number(#[from] NumberError),
    /// `{"SS": []}`
    #[error("the set ({0}) is empty")]
    EmptySet(AttributeType),
    /// `{"NS": ["1", "1.0"]}`
    #[error("the set ({set_type}) has duplicates")]
    DuplicateInSet {
        /// The type of the set.
        set_type: AttributeType,
        /// All members, as sent and in the order sent.
        members: Vec<String>,
    },
    /// `{"NULL": false}`
    #[error("NULL can only be true")]
    NullFalse,
    /// `{"SS": [null]}`
    #[error("a string set has a null member")]
    NullMemberOfStringSet,
    /// `{"B": "?"}`
    #[error("`{text}` is not base64")]
    InvalidBase64 {
        /// The text as sent.
        text: String,
    },
    /// Inside 32 lists and maps.
    #[error("the value is nested too deeply")]
    TooDeep,
    /// An attribute or map key `""`.
    #[error("an attribute name is empty")]
    EmptyAttributeName,
    /// `5` where an object such as `{"N": "5"}` is called for.
    #[error("not an object ({found:?})")]
    NotAnObject {
        /// What the JSON has.
        found: JsonKind,
    },
    /// The text is not JSON at all; only readers of text say so.
    #[error("not JSON: {message}")]
    NotJson {
        /// What the JSON reader says.
        message: String,
    },
}

const INVALID: &str = "One or more parameter values were invalid: ";

impl ValueError {
    /// Whether the service's decoder refuses this before any validation, as a SerializationException.
    pub fn is_serialization(&self) -> bool {
        matches!(
            self,
            Self::WrongJsonType { .. } | Self::InvalidBase64 { .. } | Self::NotAnObject { .. } | Self::NotJson { .. }
        )
    }

    /// The service's own text, without envelope or wrapper.
    ///
    /// Service: validation texts captured in October 2026 for both layers. Those for which
    /// [`ValueError::is_serialization`] holds were recorded years before and may have changed. An
    /// unknown descriptor is ignored by the service, so it is told like an empty value; text that is
    /// not JSON has no message.
    pub fn service_message(&self, layer: ValidationLayer) -> String {
        let fixed = match self {
            Self::Empty | Self::UnknownType { .. } => {
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
            }
            Self::MultipleTypes => {
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"
            }
            Self::TooDeep => {
                "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit"
            }
            Self::EmptyAttributeName => "Empty attribute name",
            Self::NotAnObject { found: JsonKind::Array } => {
                "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"
            }
            Self::NotAnObject { .. } => "Unexpected value type in payload",
            Self::NotJson { .. } => "",
            Self::NullFalse => return format!("{INVALID}Null attribute value types must have the value of true"),
            Self::NullMemberOfStringSet => {
                return format!("{INVALID}An string set may not have a null string as a member");
            }
            Self::EmptySet(set_type) => return format!("{INVALID}{}", empty_set(*set_type)),
            Self::Number(error) => return error.service_message(layer),
            Self::InvalidBase64 { text } => return invalid_base64(text),
            Self::WrongJsonType { type_key, found } => return wrong_json_type(*type_key, *found),
            Self::DuplicateInSet { set_type, members } => return duplicates(*set_type, members, layer),
        };
        fixed.to_owned()
    }
}

fn empty_set(set_type: AttributeType) -> &'static str {
    match set_type {
        AttributeType::Ns => "An number set  may not be empty",
        AttributeType::Bs => "Binary sets should not be empty",
        _ => "An string set  may not be empty",
    }
}

fn invalid_base64(text: &str) -> String {
    match text.len() {
        length if length.is_multiple_of(4) => "Invalid last non-pad Base64 character dectected".to_owned(),
        length => format!("Base64 encoded length is expected a multiple of 4 bytes but found: {length}"),
    }
}

fn wrong_json_type(wanted: AttributeType, found: JsonKind) -> String {
    use AttributeType as T;
    let java = match wanted {
        T::S | T::N => "String",
        T::B => "ByteBuffer",
        T::Bool | T::Null => "Boolean",
        T::M | T::L | T::Ss | T::Ns | T::Bs => "",
    };
    let token = match found {
        JsonKind::Object => return "Start of structure or map found where not expected".to_owned(),
        JsonKind::Array if wanted == T::B => {
            return "Unrecognized collection type class java.nio.ByteBuffer".to_owned();
        }
        JsonKind::Array if wanted == T::M => {
            return "Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>"
                .to_owned();
        }
        JsonKind::Array => return format!("Unrecognized collection type class java.lang.{java}"),
        _ if java.is_empty() => return "Unexpected field type".to_owned(),
        _ if wanted == T::B => return "only base-64-encoded strings are convertible to bytes".to_owned(),
        JsonKind::String => return "Unexpected token received from parser".to_owned(),
        JsonKind::Null => "NULL_VALUE",
        JsonKind::True => "TRUE_VALUE",
        JsonKind::False => "FALSE_VALUE",
        JsonKind::Integer => "NUMBER_VALUE",
        JsonKind::Decimal => "DECIMAL_VALUE",
    };
    format!("{token} cannot be converted to {java}")
}

fn duplicates(set_type: AttributeType, members: &[String], layer: ValidationLayer) -> String {
    let current = layer == ValidationLayer::Current;
    let joined = |separator| {
        let list = if current { current_order(set_type, members) } else { members.to_vec() };
        list.join(separator)
    };
    match (set_type, current) {
        (AttributeType::Ns, true) => format!("{INVALID}Input collection contains duplicates."),
        (AttributeType::Ns, false) => "Input collection contains duplicates".to_owned(),
        (AttributeType::Bs, true) => {
            format!("{INVALID}Input collection [{}]of type BS contains duplicates.", joined(","))
        }
        (AttributeType::Bs, false) => {
            format!("{INVALID}Input collection [{}]of type BS contains duplicates.", joined(", "))
        }
        _ => format!("{INVALID}Input collection [{}] contains duplicates.", joined(", ")),
    }
}

/// Members quoted and reordered as the current layer prints them: those before the first repeat in
/// byte order, then the repeat, then the rest as sent.
fn current_order(set_type: AttributeType, members: &[String]) -> Vec<String> {
    let bytes = |member: &String| match set_type {
        AttributeType::Bs => BASE64_STANDARD.decode(member).map_or(Cow::Owned(member.clone().into_bytes()), Cow::Owned),
        _ => Cow::<[u8]>::Owned(member.clone().into_bytes()),
    };
    let mut seen = BTreeSet::new();
    let repeat = members.iter().position(|member| !seen.insert(bytes(member))).unwrap_or(members.len());
    let (before, rest) = members.split_at(repeat);
    let mut before: Vec<&String> = before.iter().collect();
    before.sort_by_cached_key(|member| bytes(member));
    before.into_iter().chain(rest).map(|member| format!("\"{member}\"")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ValidationLayer::{Current, Older};

    fn duplicate(set_type: AttributeType, members: &[&str]) -> ValueError {
        ValueError::DuplicateInSet { set_type, members: members.iter().map(|member| member.to_string()).collect() }
    }

    #[test]
    fn duplicates_are_told_as_each_layer_tells_them() {
        let ss = duplicate(AttributeType::Ss, &["b", "a", "b"]);
        assert_eq!(
            ss.service_message(Current),
            r#"One or more parameter values were invalid: Input collection ["a", "b", "b"] contains duplicates."#
        );
        assert_eq!(
            ss.service_message(Older),
            "One or more parameter values were invalid: Input collection [b, a, b] contains duplicates."
        );
        let bs = duplicate(AttributeType::Bs, &["/w==", "AA==", "AA=="]);
        assert_eq!(
            bs.service_message(Current),
            r#"One or more parameter values were invalid: Input collection ["AA==","/w==","AA=="]of type BS contains duplicates."#
        );
        assert_eq!(
            bs.service_message(Older),
            "One or more parameter values were invalid: Input collection [/w==, AA==, AA==]of type BS contains duplicates."
        );
        let ns = duplicate(AttributeType::Ns, &["2", "1", "2"]);
        assert_eq!(
            ns.service_message(Current),
            "One or more parameter values were invalid: Input collection contains duplicates."
        );
        assert_eq!(ns.service_message(Older), "Input collection contains duplicates");
        let tail = duplicate(AttributeType::Ss, &["c", "a", "c", "z", "b", "a"]);
        assert!(tail.service_message(Current).contains(r#"["a", "c", "c", "z", "b", "a"]"#));
    }

    #[test]
    fn places_print_as_pointers() {
        let place =
            JsonPlace(vec![JsonStep::Member("a/b~".into()), JsonStep::Member("L".into()), JsonStep::Element(3)]);
        assert_eq!(place.to_string(), "/a~1b~0/L/3");
    }
}
