//! The names of what can be wrong: stable, unique, searchable.

use std::fmt;

/// The name of a rule. Names say what is wrong, never change and are never used for anything else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "`Code::explain` says what each is")]
#[non_exhaustive]
pub enum Code {
    SyntaxError,
    NeedsAlias,
    InlineLiteral,
    ForeignOperator,
    ArithmeticForm,
    AddDeleteForm,
    RedundantParentheses,
    EmptyExpression,
    ExpressionLimit,
    ReservedWord,
    UndefinedName,
    UndefinedValue,
    MissingSigil,
    UnusedName,
    UnusedValue,
    EmptyPlaceholderMap,
    MalformedPlaceholder,
    InvalidName,
    InvalidValue,
    NumberNotText,
    EmptyOrMixedSet,
    FunctionName,
    FunctionArity,
    FunctionContext,
    OperandKind,
    OperandType,
    SameOperand,
    BetweenBounds,
    WrongAttributeTypeCode,
    OverlappingPaths,
    DuplicateSection,
    KeyConditionOperator,
    KeyConditionPartition,
    KeyConditionShape,
    KeyConditionType,
    KeyAttributeUpdate,
    KeyNotScalar,
    FilterOnKey,
    IndexKey,
    ProjectionNotInIndex,
    MixedParameterStyles,
    ParameterNotAccepted,
    MapWithoutExpression,
    KeyMismatch,
    ReturnValues,
    SelectProjection,
    ConsistentReadOnGsi,
    LegacyParameter,
    InvalidRequest,
    InvalidJsonType,
}

impl Code {
    /// Every code.
    pub const ALL: [Self; 50] = [
        Self::SyntaxError,
        Self::NeedsAlias,
        Self::InlineLiteral,
        Self::ForeignOperator,
        Self::ArithmeticForm,
        Self::AddDeleteForm,
        Self::RedundantParentheses,
        Self::EmptyExpression,
        Self::ExpressionLimit,
        Self::ReservedWord,
        Self::UndefinedName,
        Self::UndefinedValue,
        Self::MissingSigil,
        Self::UnusedName,
        Self::UnusedValue,
        Self::EmptyPlaceholderMap,
        Self::MalformedPlaceholder,
        Self::InvalidName,
        Self::InvalidValue,
        Self::NumberNotText,
        Self::EmptyOrMixedSet,
        Self::FunctionName,
        Self::FunctionArity,
        Self::FunctionContext,
        Self::OperandKind,
        Self::OperandType,
        Self::SameOperand,
        Self::BetweenBounds,
        Self::WrongAttributeTypeCode,
        Self::OverlappingPaths,
        Self::DuplicateSection,
        Self::KeyConditionOperator,
        Self::KeyConditionPartition,
        Self::KeyConditionShape,
        Self::KeyConditionType,
        Self::KeyAttributeUpdate,
        Self::KeyNotScalar,
        Self::FilterOnKey,
        Self::IndexKey,
        Self::ProjectionNotInIndex,
        Self::MixedParameterStyles,
        Self::ParameterNotAccepted,
        Self::MapWithoutExpression,
        Self::KeyMismatch,
        Self::ReturnValues,
        Self::SelectProjection,
        Self::ConsistentReadOnGsi,
        Self::LegacyParameter,
        Self::InvalidRequest,
        Self::InvalidJsonType,
    ];

    /// The name: lower case, words joined by `-`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// What it is about, in one sentence.
    #[must_use]
    pub const fn explain(self) -> &'static str {
        self.row().1
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::SyntaxError => ("syntax-error", "The text is not an expression."),
            Self::NeedsAlias => {
                ("needs-alias", "An attribute name that cannot be written out needs a `#` placeholder.")
            }
            Self::InlineLiteral => ("inline-literal", "Values cannot be written into an expression."),
            Self::ForeignOperator => ("foreign-operator", "An operator of another language."),
            Self::ArithmeticForm => {
                ("arithmetic-form", "SET takes one `+` or `-` for each action, and no other arithmetic.")
            }
            Self::AddDeleteForm => {
                ("add-delete-form", "ADD and DELETE take a path and a value placeholder, nothing between.")
            }
            Self::RedundantParentheses => ("redundant-parentheses", "A pair of parentheses directly inside another."),
            Self::EmptyExpression => ("empty-expression", "An expression without text."),
            Self::ExpressionLimit => ("expression-limit", "An expression is larger or deeper than the service allows."),
            Self::ReservedWord => ("reserved-word", "A reserved word is written out as an attribute name."),
            Self::UndefinedName => ("undefined-name", "A `#` placeholder has no entry in ExpressionAttributeNames."),
            Self::UndefinedValue => ("undefined-value", "A `:` placeholder has no entry in ExpressionAttributeValues."),
            Self::MissingSigil => ("missing-sigil", "A bare name stands where a defined placeholder was meant."),
            Self::UnusedName => ("unused-name", "An entry of ExpressionAttributeNames is used nowhere."),
            Self::UnusedValue => ("unused-value", "An entry of ExpressionAttributeValues is used nowhere."),
            Self::EmptyPlaceholderMap => ("empty-placeholder-map", "A map of names or values is sent without entries."),
            Self::MalformedPlaceholder => ("malformed-placeholder", "A key of a map is no placeholder."),
            Self::InvalidName => ("invalid-name", "An entry of ExpressionAttributeNames is no attribute name."),
            Self::InvalidValue => ("invalid-value", "A value is no attribute value."),
            Self::NumberNotText => ("number-not-text", "Numbers are sent as text: {\"N\": \"1\"}."),
            Self::EmptyOrMixedSet => {
                ("empty-or-mixed-set", "A set is empty, has duplicates or members of another type.")
            }
            Self::FunctionName => ("function-name", "No function has this name."),
            Self::FunctionArity => ("function-arity", "A function has too few or too many operands."),
            Self::FunctionContext => ("function-context", "A function stands where it is not allowed."),
            Self::OperandKind => {
                ("operand-kind", "A path stands where a value has to, or a value where a path has to.")
            }
            Self::OperandType => ("operand-type", "A value has a type that the operator never takes."),
            Self::SameOperand => ("same-operand", "Both operands are the same path."),
            Self::BetweenBounds => ("between-bounds", "The bounds of BETWEEN are swapped or of two types."),
            Self::WrongAttributeTypeCode => ("wrong-attribute-type-code", "The name of a type is none of the ten."),
            Self::OverlappingPaths => ("overlapping-paths", "Two paths touch the same part of the item."),
            Self::DuplicateSection => ("duplicate-section", "A clause is used twice."),
            Self::KeyConditionOperator => ("key-condition-operator", "An operator that key conditions do not know."),
            Self::KeyConditionPartition => ("key-condition-partition", "The partition key has no equality."),
            Self::KeyConditionShape => ("key-condition-shape", "Conditions that do not fit the key."),
            Self::KeyConditionType => ("key-condition-type", "A value that a key attribute cannot have."),
            Self::KeyAttributeUpdate => ("key-attribute-update", "An update changes a key attribute."),
            Self::KeyNotScalar => ("key-not-scalar", "A path goes into a key attribute."),
            Self::FilterOnKey => ("filter-on-key", "A filter names a key attribute of what is queried."),
            Self::IndexKey => ("index-key", "An index, or a value for its key, that does not fit."),
            Self::ProjectionNotInIndex => ("projection-not-in-index", "An attribute that the index does not hold."),
            Self::MixedParameterStyles => {
                ("mixed-parameter-styles", "Expressions beside parameters of the older style.")
            }
            Self::ParameterNotAccepted => ("parameter-not-accepted", "A parameter that the operation does not take."),
            Self::MapWithoutExpression => {
                ("map-without-expression", "A map is sent without an expression that could use it.")
            }
            Self::KeyMismatch => ("key-mismatch", "A key does not fit the table."),
            Self::ReturnValues => ("return-values", "A word that ReturnValues does not take here."),
            Self::SelectProjection => ("select-projection", "Select contradicts the projection."),
            Self::ConsistentReadOnGsi => ("consistent-read-on-gsi", "A consistent read of a global index."),
            Self::LegacyParameter => ("legacy-parameter", "A parameter from before expressions."),
            Self::InvalidRequest => ("invalid-request", "The request around the expressions is not valid."),
            Self::InvalidJsonType => ("invalid-json-type", "A member has the wrong JSON type."),
        }
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
        // The variants are numbered from 0, so the last tells how many there are.
        assert_eq!(Code::InvalidJsonType as usize + 1, Code::ALL.len());
    }
}
