//! Refusals that have to do with keys: of a table or of the index that is queried.

use crate::value::AttributeType;

/// What is wrong with how an expression treats keys.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum KeyProblem {
    /// `pk = :p AND NOT sk = :s`, `contains(sk, :s)`
    OperatorNotAllowed {
        /// The operator or function.
        operator: String,
        /// The attribute it is used on; `None` where there are several, or none.
        attribute: Option<String>,
        /// Whether that is a key attribute of what is queried, where the schema is known.
        on_key: Option<bool>,
    },
    /// `pk = :p AND size(sk) > :n`
    NestedOperation,
    /// `:a BETWEEN sk AND :b`, `begins_with(:a, sk)`
    KeyMustComeFirst {
        /// `BETWEEN` or `begins_with`.
        operator: String,
    },
    /// `pk = sk`
    MultipleAttributes,
    /// `pk.a = :v`
    NestedAttribute,
    /// `:a = :b`
    NoKeyAttribute,
    /// `sk >= :a AND sk <= :b`
    RepeatedKey {
        /// The attribute.
        attribute: String,
    },
    /// A condition is missing on this key attribute, or stands on another attribute instead.
    MissingKey {
        /// The key attribute.
        attribute: String,
    },
    /// More conditions than the key has attributes.
    TooManyConditions {
        /// How many conditions.
        conditions: usize,
        /// How many key attributes.
        attributes: usize,
    },
    /// `pk > :p`
    NotSupported,
    /// `sk = :number` where `sk` is a string.
    ConditionType {
        /// The key attribute.
        attribute: String,
        /// Its type.
        expected: AttributeType,
        /// The type of the value.
        given: AttributeType,
    },
    /// A gap or a range before the last condition on the sort part of a multi-attribute key.
    RangeNeedsEquality {
        /// The attribute that has no equality.
        attribute: String,
        /// The later attribute that has a condition.
        present: String,
    },
    /// A partition attribute of a multi-attribute key without equality.
    HashNeedsEquality {
        /// The attribute.
        attribute: String,
    },
    /// An empty string or binary as the value of a key attribute.
    EmptyKeyValue {
        /// The key attribute.
        attribute: String,
        /// S or B.
        attribute_type: AttributeType,
    },
    /// The table has no index of this name.
    NoSuchIndex {
        /// The index.
        index: String,
        /// The indexes of the table.
        known: Vec<String>,
        /// The one that is spelled much like it.
        similar: Option<String>,
    },
    /// A filter of a Query on a key attribute of what is queried.
    FilterOnKey {
        /// The key attribute.
        attribute: String,
        /// True where the key condition could ask the same.
        fits_key_condition: bool,
    },
    /// `pk.a` or `pk[0]` where `pk` is a key attribute.
    KeyNotScalar {
        /// The key attribute.
        attribute: String,
        /// True for the key of an index.
        of_index: bool,
    },
    /// `SET pk = :v`
    UpdateOfKey {
        /// The key attribute.
        attribute: String,
    },
    /// `SET a = :number` where `a` is the string key of an index.
    UpdateIndexKeyType {
        /// The key attribute.
        attribute: String,
        /// Its type.
        expected: AttributeType,
        /// The type of the value.
        given: AttributeType,
        /// The index.
        index: String,
    },
    /// `SET a = :empty` where `a` is the key of an index.
    UpdateIndexKeyEmpty {
        /// The key attribute.
        attribute: String,
        /// S or B.
        attribute_type: AttributeType,
    },
    /// A filter on an attribute that the queried index does not hold.
    FilterNotProjected {
        /// The index.
        index: String,
        /// The attributes.
        attributes: Vec<String>,
    },
    /// A projection of attributes that the queried global index does not hold.
    ProjectionNotProjected {
        /// The index.
        index: String,
        /// The attributes.
        attributes: Vec<String>,
    },
}

impl KeyProblem {
    /// The text of the service, without what the operation puts around it.
    #[must_use]
    pub fn service_message(&self) -> String {
        // Service: since 2026 all errors of structure carry the prefix.
        let structure = |text: String| format!("Invalid KeyConditionExpression: {text}");
        let condition = |text: &str| structure(format!("Invalid condition in KeyConditionExpression: {text}"));
        match self {
            Self::OperatorNotAllowed { operator, .. } => {
                structure(format!("Invalid operator used in KeyConditionExpression: {operator}"))
            }
            Self::NestedOperation => structure("KeyConditionExpressions cannot contain nested operations".to_owned()),
            Self::KeyMustComeFirst { operator } => {
                condition(&format!("{operator} operator must have the key attribute as its first operand"))
            }
            Self::MultipleAttributes => condition("Multiple attribute names used in one condition"),
            Self::NestedAttribute => {
                structure("KeyConditionExpressions cannot have conditions on nested attributes".to_owned())
            }
            Self::NoKeyAttribute => condition("No key attribute specified"),
            Self::RepeatedKey { .. } => {
                structure("KeyConditionExpressions must only contain one condition per key".to_owned())
            }
            Self::MissingKey { attribute } => format!("Query condition missed key schema element: {attribute}"),
            Self::TooManyConditions { conditions, attributes } => format!(
                "The number of query conditions ({conditions}) exceeds the number of key attributes defined in the \
                 schema ({attributes})"
            ),
            Self::NotSupported => "Query key condition not supported".to_owned(),
            Self::ConditionType { .. } => {
                "One or more parameter values were invalid: Condition parameter type does not match schema type"
                    .to_owned()
            }
            Self::RangeNeedsEquality { attribute, present } => format!(
                "RANGE key attributes {attribute} must have equality conditions specified in the query because a \
                 condition is present on key attribute {present}"
            ),
            // Chosen: the service's words are known only to hold HASH and equality.
            Self::HashNeedsEquality { attribute } => {
                format!("HASH key attributes {attribute} must have equality conditions specified in the query")
            }
            Self::EmptyKeyValue { attribute, attribute_type } => format!(
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an \
                 empty {} value. Key: {attribute}",
                empty_word(*attribute_type)
            ),
            Self::NoSuchIndex { index, .. } => format!("The table does not have the specified index: {index}"),
            Self::FilterOnKey { attribute, .. } => format!(
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: {attribute}"
            ),
            Self::KeyNotScalar { attribute, of_index } => format!(
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: {}: \
                 {attribute}",
                if *of_index { "IndexKey" } else { "Key" }
            ),
            Self::UpdateOfKey { attribute } => format!(
                "One or more parameter values were invalid: Cannot update attribute {attribute}. This attribute is \
                 part of the key"
            ),
            Self::UpdateIndexKeyType { attribute, expected, given, index } => format!(
                "One or more parameter values were invalid: Type mismatch for Index Key {attribute} Expected: \
                 {expected} Actual: {given} IndexName: {index}"
            ),
            Self::UpdateIndexKeyEmpty { attribute_type, .. } => format!(
                "One or more parameter values are not valid. The update expression attempted to update a secondary \
                 index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an \
                 empty {} value.",
                empty_word(*attribute_type)
            ),
            Self::FilterNotProjected { index, attributes } => format!(
                "One or more parameter values were invalid: Secondary index {index} does not project one or more \
                 filter attributes: [{}]",
                attributes.join(", ")
            ),
            Self::ProjectionNotProjected { index, attributes } => format!(
                "One or more parameter values were invalid: Global secondary index {index} does not project [{}]",
                attributes.join(", ")
            ),
        }
    }
}

const fn empty_word(attribute_type: AttributeType) -> &'static str {
    match attribute_type {
        AttributeType::B => "binary",
        _ => "string",
    }
}
