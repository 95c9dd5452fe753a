//! The rules, one file each.

use super::Rule;

/// Declares the modules of the rules and their list, in the order of the documentation.
macro_rules! rules {
    ($($rule:ident)*) => {
        $(mod $rule;)*

        /// Every rule.
        pub static RULES: &[&Rule] = &[$(&$rule::RULE),*];
    };
}

rules! {
    reserved_word
    mixed_and_or
    unknown_suppression
    unused_suppression
}
