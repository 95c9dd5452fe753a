//! Refusals of the maps of names and values.

use crate::layer::ValidationLayer;
use crate::syntax::ExpressionKind;
use crate::value::ValueError;

/// One of the two maps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PlaceholderMap {
    /// `ExpressionAttributeNames`
    Names,
    /// `ExpressionAttributeValues`
    Values,
}

impl PlaceholderMap {
    /// The request parameter.
    #[must_use]
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Names => "ExpressionAttributeNames",
            Self::Values => "ExpressionAttributeValues",
        }
    }

    /// What its placeholders begin with.
    #[must_use]
    pub const fn sigil(self) -> char {
        match self {
            Self::Names => '#',
            Self::Values => ':',
        }
    }
}

/// What is wrong with a map of placeholders.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum PlaceholderProblem {
    /// `{}`
    Empty(PlaceholderMap),
    /// A map beside no expression that could use it.
    WithoutExpression {
        /// Which map.
        map: PlaceholderMap,
        /// The expressions that are missing: in what order the older layer lists them.
        missing: Vec<ExpressionKind>,
    },
    /// `"#a-b"`, `"a"`, `"#"`
    InvalidKey {
        /// Which map.
        map: PlaceholderMap,
        /// The key.
        key: String,
    },
    /// `""`
    EmptyKey(PlaceholderMap),
    /// A key of more than 255 bytes.
    KeyTooLong {
        /// Which map.
        map: PlaceholderMap,
        /// Its length in bytes.
        bytes: usize,
    },
    /// `{"#a": ""}`
    EmptyName {
        /// `#a`
        key: String,
    },
    /// An attribute name of more than 65535 bytes.
    NameTooLong {
        /// `#a`
        key: String,
        /// Its length in bytes.
        bytes: usize,
    },
    /// A value that is no attribute value.
    InvalidValue {
        /// `:v`
        key: String,
        /// What is wrong with it.
        error: ValueError,
    },
    /// More than 2 MB of names, of values, or of both.
    TooLarge {
        /// The map; `None` for both together.
        map: Option<PlaceholderMap>,
    },
    /// Entries that no expression of the request uses.
    Unused {
        /// Which map.
        map: PlaceholderMap,
        /// The keys, in the order of the map.
        keys: Vec<String>,
    },
}

impl PlaceholderProblem {
    /// The text of the service, without what the operation puts around it.
    #[must_use]
    pub fn service_message(&self, layer: ValidationLayer) -> String {
        match self {
            Self::Empty(map) => format!("{} must not be empty", map.parameter()),
            Self::WithoutExpression { map, missing } => {
                let text = format!("{} can only be specified when using expressions", map.parameter());
                match (map, layer) {
                    (PlaceholderMap::Values, ValidationLayer::Older) if !missing.is_empty() => {
                        let verb = if missing.len() > 1 { "are" } else { "is" };
                        let names: Vec<_> = missing.iter().map(|kind| kind.parameter()).collect();
                        format!("{text}: {} {verb} null", names.join(" and "))
                    }
                    _ => text,
                }
            }
            Self::InvalidKey { map, key } => format!("{}Syntax error; key: \"{key}\"", invalid_key(*map)),
            Self::EmptyKey(map) => format!("{}The expression attribute map contains an empty key;", invalid_key(*map)),
            // Service: only the names tell the size.
            Self::KeyTooLong { map, bytes } => {
                let text = format!("{}The expression attribute map contains a key that is too long;", invalid_key(*map));
                match map {
                    PlaceholderMap::Names => format!("{text} size of key: {bytes}"),
                    PlaceholderMap::Values => text,
                }
            }
            Self::EmptyName { key } => {
                format!("ExpressionAttributeNames contains invalid value: Empty attribute name for key {key}")
            }
            Self::NameTooLong { .. } => {
                "Member must have length less than or equal to 65535, Member must have length greater than or equal to 0"
                    .to_owned()
            }
            Self::InvalidValue { key, error } => {
                let inner = error.service_message(layer);
                match layer {
                    ValidationLayer::Older if !error.is_serialization() => {
                        format!("ExpressionAttributeValues contains invalid value: {inner} for key {key}")
                    }
                    _ => inner,
                }
            }
            Self::TooLarge { map: Some(map) } => format!("{} exceeds max size", map.parameter()),
            Self::TooLarge { map: None } => {
                "Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size".to_owned()
            }
            Self::Unused { map, keys } => {
                format!("Value provided in {} unused in expressions: keys: {{{}}}", map.parameter(), keys.join(", "))
            }
        }
    }
}

fn invalid_key(map: PlaceholderMap) -> String {
    format!("{} contains invalid key: ", map.parameter())
}
