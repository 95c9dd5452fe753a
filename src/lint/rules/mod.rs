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
    append_on_maybe_missing
    arithmetic_form
    arithmetic_on_maybe_missing
    between_bounds
    branch_dependent_placeholder
    client_value_shape
    conflicting_alias
    consistent_read_on_gsi
    contradictory_condition
    double_existence_check
    duplicate_parameter
    duplicate_section
    empty_expression
    empty_or_mixed_set
    empty_placeholder_map
    expression_limit
    filter_on_key
    filter_should_be_key
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
    keyword_case
    large_in_filter
    legacy_parameter
    limit_with_filter
    long_expression
    malformed_placeholder
    map_without_expression
    maybe_undefined_value
    missing_sigil
    mixed_and_or
    mixed_parameter_styles
    needless_alias
    needs_alias
    nested_set_parent
    not_equal_missing
    number_not_text
    operand_kind
    operand_type
    overlapping_paths
    parameter_not_accepted
    placeholder_style
    projection_not_in_index
    read_modify_write
    read_to_count
    redundant_parentheses
    reserved_word
    retry_unsafe_add
    return_values
    same_operand
    scan_where_query_fits
    scan_with_filter
    select_projection
    swapped_placeholder_kind
    syntax_error
    ttl_not_filtered
    type_inconsistent
    unaliased_dynamic_name
    unchecked_expression
    undefined_name
    undefined_value
    unique_by_non_key
    unknown_suppression
    unpaginated_read
    unsafe_interpolation
    unused_name
    unused_suppression
    unused_value
    upsert_surprise
    wrong_attribute_type_code
    yaml_comment_in_expression
}
