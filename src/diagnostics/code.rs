//! The names of what can be wrong: stable, unique, searchable.

use std::fmt;

/// The list: each code once, with its name and what it is about.
macro_rules! codes {
    ($($code:ident $name:literal $about:literal)*) => {
        /// The name of a rule. Names say what is wrong, never change and are never used for anything else.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $about] $code,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$code),*];

            /// The name: lower case, words joined by `-`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// What it is about, in one sentence.
            #[must_use]
            pub const fn explain(self) -> &'static str {
                match self {
                    $(Self::$code => $about,)*
                }
            }
        }
    };
}

codes! {
    SyntaxError "syntax-error" "The text is not an expression."
    NeedsAlias "needs-alias" "An attribute name that cannot be written out needs a `#` placeholder."
    InlineLiteral "inline-literal" "Values cannot be written into an expression."
    ForeignOperator "foreign-operator" "An operator of another language."
    ArithmeticForm "arithmetic-form" "SET takes one `+` or `-` for each action, and no other arithmetic."
    AddDeleteForm "add-delete-form" "ADD and DELETE take a path and a value placeholder, nothing between."
    RedundantParentheses "redundant-parentheses" "A pair of parentheses directly inside another."
    EmptyExpression "empty-expression" "An expression without text."
    ExpressionLimit "expression-limit" "An expression is larger or deeper than the service allows."
    ReservedWord "reserved-word" "A reserved word is written out as an attribute name."
    UndefinedName "undefined-name" "A `#` placeholder has no entry in ExpressionAttributeNames."
    UndefinedValue "undefined-value" "A `:` placeholder has no entry in ExpressionAttributeValues."
    MissingSigil "missing-sigil" "A bare name stands where a defined placeholder was meant."
    UnusedName "unused-name" "An entry of ExpressionAttributeNames is used nowhere."
    UnusedValue "unused-value" "An entry of ExpressionAttributeValues is used nowhere."
    EmptyPlaceholderMap "empty-placeholder-map" "A map of names or values is sent without entries."
    MalformedPlaceholder "malformed-placeholder" "A key of a map is no placeholder."
    InvalidName "invalid-name" "An entry of ExpressionAttributeNames is no attribute name."
    InvalidValue "invalid-value" "A value is no attribute value."
    NumberNotText "number-not-text" "Numbers are sent as text: {\"N\": \"1\"}."
    EmptyOrMixedSet "empty-or-mixed-set" "A set is empty, has duplicates or members of another type."
    FunctionName "function-name" "No function has this name."
    FunctionArity "function-arity" "A function has too few or too many operands."
    FunctionContext "function-context" "A function stands where it is not allowed."
    OperandKind "operand-kind" "A path stands where a value has to, or a value where a path has to."
    OperandType "operand-type" "A value has a type that the operator never takes."
    SameOperand "same-operand" "Both operands are the same path."
    BetweenBounds "between-bounds" "The bounds of BETWEEN are swapped or of two types."
    WrongAttributeTypeCode "wrong-attribute-type-code" "The name of a type is none of the ten."
    OverlappingPaths "overlapping-paths" "Two paths touch the same part of the item."
    DuplicateSection "duplicate-section" "A clause is used twice."
    KeyConditionOperator "key-condition-operator" "An operator that key conditions do not know."
    KeyConditionPartition "key-condition-partition" "The partition key has no equality."
    KeyConditionShape "key-condition-shape" "Conditions that do not fit the key."
    KeyConditionType "key-condition-type" "A value that a key attribute cannot have."
    KeyAttributeUpdate "key-attribute-update" "An update changes a key attribute."
    KeyNotScalar "key-not-scalar" "A path goes into a key attribute."
    FilterOnKey "filter-on-key" "A filter names a key attribute of what is queried."
    IndexKey "index-key" "An index, or a value for its key, that does not fit."
    ProjectionNotInIndex "projection-not-in-index" "An attribute that the index does not hold."
    MixedParameterStyles "mixed-parameter-styles" "Expressions beside parameters of the older style."
    ParameterNotAccepted "parameter-not-accepted" "A parameter that the operation does not take."
    MapWithoutExpression "map-without-expression" "A map is sent without an expression that could use it."
    KeyMismatch "key-mismatch" "A key does not fit the table."
    ReturnValues "return-values" "A word that ReturnValues does not take here."
    SelectProjection "select-projection" "Select contradicts the projection."
    ConsistentReadOnGsi "consistent-read-on-gsi" "A consistent read of a global index."
    LegacyParameter "legacy-parameter" "A parameter from before expressions."
    InvalidRequest "invalid-request" "The request around the expressions is not valid."
    InvalidJsonType "invalid-json-type" "A member has the wrong JSON type."
    DuplicateParameter "duplicate-parameter" "A parameter is given twice; the last one wins."
    BranchDependentPlaceholder "branch-dependent-placeholder" "A placeholder is always sent, and used only on some paths through the code, or the reverse."
    YamlCommentInExpression "yaml-comment-in-expression" "An unquoted YAML value ends at ` #`: the rest is a comment."
    LimitWithFilter "limit-with-filter" "Limit counts items before the filter, so few or none may come back."
    UnpaginatedRead "unpaginated-read" "Only the first page of a Query or Scan is read."
    ArithmeticOnMaybeMissing "arithmetic-on-maybe-missing" "Arithmetic on an attribute that may not exist fails."
    AppendOnMaybeMissing "append-on-maybe-missing" "list_append on an attribute that may not exist fails."
    NestedSetParent "nested-set-parent" "A nested path can only be set where its parent exists."
    NotEqualMissing "not-equal-missing" "`<>` and NOT are also true where the attribute is missing."
    MixedAndOr "mixed-and-or" "AND and OR stand beside one another without parentheses."
    ContradictoryCondition "contradictory-condition" "A condition that can never be true, or never false."
    ClientValueShape "client-value-shape" "Typed values given to a client that takes plain ones, or the reverse."
    SwappedPlaceholderKind "swapped-placeholder-kind" "A `:` placeholder stands where a name belongs, or a `#` placeholder where a value belongs."
    MaybeUndefinedValue "maybe-undefined-value" "A value that may be undefined at run time, and is then dropped."
    UniqueByNonKey "unique-by-non-key" "attribute_not_exists only looks at the item with the same key."
    ReadModifyWrite "read-modify-write" "An item is read, changed and written back without a condition: updates between get lost."
    UpsertSurprise "upsert-surprise" "An update creates the item where there is none."
    TypeInconsistent "type-inconsistent" "One attribute is used with values of different types."
    TtlNotFiltered "ttl-not-filtered" "Items whose time to live is over still come back until they are deleted."
    RetryUnsafeAdd "retry-unsafe-add" "Repeating the request adds again."
    ScanWhereQueryFits "scan-where-query-fits" "A Scan filters by equality on a partition key: a Query reads only those items."
    ScanWithFilter "scan-with-filter" "A filter does not make a Scan cheaper: every item is read."
    FilterShouldBeKey "filter-should-be-key" "A filter on an attribute by which an index is sorted."
    ReadToCount "read-to-count" "Items are read only to be counted."
    LargeInFilter "large-in-filter" "A filter asks for many values of one attribute."
    DoubleExistenceCheck "double-existence-check" "Both key attributes are tested for existence: an item has both or none."
    UnsafeInterpolation "unsafe-interpolation" "Text known only at run time becomes a value inside the expression."
    UnaliasedDynamicName "unaliased-dynamic-name" "An attribute name known only at run time is written without a `#` placeholder."
    KeywordCase "keyword-case" "Keywords in upper and lower case are mixed."
    PlaceholderStyle "placeholder-style" "A placeholder that does not follow the project's style."
    NeedlessAlias "needless-alias" "A `#` placeholder for a name that could be written out."
    ConflictingAlias "conflicting-alias" "A placeholder means two things, or two placeholders mean one."
    LongExpression "long-expression" "A long expression on one line."
    UncheckedExpression "unchecked-expression" "An expression that could not be resolved, and so was not checked."
    UnknownSuppression "unknown-suppression" "A suppression comment names no rule."
    UnusedSuppression "unused-suppression" "A suppression comment suppresses nothing."
}

impl Code {
    /// The code of this name.
    ///
    /// ```
    /// use ddbexpr::diagnostics::Code;
    /// assert_eq!(Code::named("reserved-word"), Some(Code::ReservedWord));
    /// assert_eq!(Code::named("reserved-words"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
