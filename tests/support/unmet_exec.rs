//! Vectors that `exec` does not meet, by the fact of the service that each contradicts.

#[path = "empty_keys.rs"]
mod empty_keys;

/// A fact, and the vectors that contradict it.
pub const UNMET: &[(&str, &[&str])] = &[
    ("An empty key value is refused, tested on the service.", empty_keys::EMPTY_KEY),
];
