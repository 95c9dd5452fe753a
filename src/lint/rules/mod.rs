//! The rules, one file each.

use super::Rule;

/// The table of examples that need a schema.
const ORDERS: &str = r#"[tables.orders]
partition-key = "customer:S"
sort-key = "orderId:S"
"#;

/// The same with a global index.
const ORDERS_BY_STATE: &str = r#"[tables.orders]
partition-key = "customer:S"
sort-key = "orderId:S"

[tables.orders.indexes.byState]
kind = "global"
partition-key = "state:S"
sort-key = "placedAt:N"
projection = ["amount"]
"#;

/// Declares the modules of the rules and their list, in the order of their names.
macro_rules! rules {
    ($($rule:ident)*) => {
        $(mod $rule;)*

        /// Every rule.
        pub static RULES: &[&Rule] = &[$(&$rule::RULE),*];
    };
}

rules! {
    add_delete_form
    arithmetic_form
    between_bounds
    consistent_read_on_gsi
    duplicate_parameter
    duplicate_section
    empty_expression
    empty_or_mixed_set
    empty_placeholder_map
    expression_limit
    filter_on_key
    foreign_operator
    function_arity
    function_context
    function_name
    index_key
    inline_literal
    invalid_json_type
    invalid_name
    invalid_request
    invalid_value
    key_attribute_update
    key_condition_operator
    key_condition_partition
    key_condition_shape
    key_condition_type
    key_mismatch
    key_not_scalar
    malformed_placeholder
    map_without_expression
    missing_sigil
    mixed_and_or
    mixed_parameter_styles
    needs_alias
    number_not_text
    operand_kind
    operand_type
    overlapping_paths
    parameter_not_accepted
    projection_not_in_index
    redundant_parentheses
    reserved_word
    return_values
    same_operand
    select_projection
    syntax_error
    undefined_name
    undefined_value
    unused_name
    unused_value
    wrong_attribute_type_code
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
    unknown_suppression
    unused_suppression
}
