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
    swapped_placeholder_kind
    unique_by_non_key
    ttl_not_filtered
    type_inconsistent
    scan_where_query_fits
    scan_with_filter
    filter_should_be_key
    large_in_filter
    double_existence_check
    keyword_case
    placeholder_style
    needless_alias
    conflicting_alias
    legacy_parameter
    long_expression
    arithmetic_on_maybe_missing
    append_on_maybe_missing
    nested_set_parent
    not_equal_missing
    upsert_surprise
    contradictory_condition
}
