//! Refusals of requests apart from their expressions: members, legacy parameters, items, keys, entries.

mod constraint;
mod legacy;

use crate::layer::ValidationLayer;
use crate::request::{Operation, Shape};
use crate::syntax::ExpressionKind;
use crate::value::{AttributeType, JsonKind, ValueError};

pub use constraint::{Constraint, Quoted, Rule, Wording};
pub use legacy::LegacyProblem;

const INVALID: &str = "One or more parameter values were invalid: ";

/// What is wrong with a request.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum RequestProblem {
    /// JSON of the wrong kind.
    Json {
        /// What is called for.
        shape: Shape,
        /// What there is.
        found: JsonKind,
    },
    /// A member against the model: missing, too long, an unknown word.
    Constraint(Constraint),
    /// Expressions beside parameters from before them.
    MixedParameters {
        /// The latter, in the service's order.
        legacy: Vec<&'static str>,
        /// The expressions, in the service's order.
        expressions: Vec<ExpressionKind>,
    },
    /// A legacy parameter.
    Legacy(LegacyProblem),
    /// A value in Item, Key, ExclusiveStartKey or a legacy parameter that is no attribute value.
    InvalidValue {
        /// What is wrong.
        error: ValueError,
    },
    /// An attribute name of more than 65535 bytes in an Item.
    AttributeNameTooLarge {
        /// Its length in bytes.
        bytes: usize,
    },
    /// ReturnValues other than ALL_OLD and NONE, outside of updates.
    ReturnValuesNotAllowed {
        /// The word.
        word: String,
    },
    /// A Query with neither KeyConditionExpression nor KeyConditions.
    NoKeyCondition,
    /// SPECIFIC_ATTRIBUTES without a projection.
    SelectWithoutProjection,
    /// A projection beside another Select.
    SelectWithProjection {
        /// ProjectionExpression or AttributesToGet.
        parameter: &'static str,
        /// The Select.
        select: String,
    },
    /// ALL_PROJECTED_ATTRIBUTES without IndexName.
    SelectWithoutIndex,
    /// ALL_ATTRIBUTES on a global index without all of them.
    SelectAllOfIndex {
        /// The index.
        index: String,
    },
    /// Segment without TotalSegments.
    SegmentWithoutTotal,
    /// TotalSegments without Segment.
    TotalWithoutSegment,
    /// Segment not below TotalSegments.
    SegmentTooLarge {
        /// Segment.
        segment: i64,
        /// TotalSegments.
        total: i64,
    },
    /// ConsistentRead on a global secondary index.
    ConsistentReadOnGlobalIndex {
        /// The index.
        index: String,
    },
    /// ExclusiveStartKey that does not fit what is read.
    StartKey(StartKeyProblem),
    /// An Item without a key attribute.
    MissingKeyInItem {
        /// The key attribute.
        attribute: String,
    },
    /// An Item whose key attribute is of another type.
    KeyType {
        /// The key attribute.
        attribute: String,
        /// Its type.
        expected: AttributeType,
        /// The type of the value.
        actual: AttributeType,
    },
    /// A Key that lacks an attribute, has another, or has one of another type.
    KeyMismatch {
        /// The key attributes that are missing or of another type.
        wrong: Vec<String>,
        /// Attributes that are none of the key's.
        extra: Vec<String>,
    },
    /// A key value that is too large.
    KeyTooLarge {
        /// The key attribute.
        attribute: String,
        /// True for the sort key.
        sort: bool,
        /// Its size in bytes.
        bytes: usize,
    },
    /// An Item whose index key attribute is of another type.
    IndexKeyType {
        /// The key attribute.
        attribute: String,
        /// Its type.
        expected: AttributeType,
        /// The type of the value.
        actual: AttributeType,
        /// The index.
        index: String,
    },
    /// An Item whose index key attribute is empty.
    IndexKeyEmpty {
        /// The key attribute.
        attribute: String,
        /// S or B.
        attribute_type: AttributeType,
        /// The index.
        index: String,
    },
    /// An Item of more than 409,600 bytes.
    ItemTooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// A key twice in a batch.
    DuplicateKeys,
    /// An item twice in a transaction.
    DuplicateItems,
    /// A batch without any table.
    NoTables {
        /// Which batch.
        operation: Operation,
    },
    /// More than 100 keys over all tables of a BatchGetItem.
    TooManyKeys {
        /// How many.
        count: usize,
    },
    /// More than 25 requests over all tables of a BatchWriteItem.
    TooManyWrites {
        /// How many.
        count: usize,
    },
    /// An entry of TransactWriteItems that is not exactly one action.
    ActionCount {
        /// How many there are.
        count: usize,
    },
    /// An entry of BatchWriteItem that is not exactly one request.
    WriteRequestCount {
        /// How many there are.
        count: usize,
    },
    /// A transaction of more than 4 MB.
    TransactionTooLarge,
}

/// What is wrong with an ExclusiveStartKey.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StartKeyProblem {
    /// Attributes missing or too many.
    Shape,
    /// An attribute of another type, or, in a Scan, missing.
    Schema,
    /// The same in a Scan of an index.
    IndexSchema,
    /// Another partition than the one queried.
    OutsideQuery,
    /// A sort key that the key condition leaves out.
    OutsideRange,
    /// A key condition that only one item can fulfil.
    OneRow,
}

impl RequestProblem {
    /// The text of the service, without what the operation puts around it; constraints have their count with them.
    #[must_use]
    pub fn service_message(&self, layer: ValidationLayer) -> String {
        match self {
            Self::Json { shape, found } => shape.service_message(*found),
            Self::Constraint(constraint) => constraint.service_message(),
            Self::MixedParameters { legacy, expressions } => {
                let expressions: Vec<_> = expressions.iter().map(|kind| kind.parameter()).collect();
                format!(
                    "Can not use both expression and non-expression parameters in the same request: Non-expression \
                     parameters: {{{}}} Expression parameters: {{{}}}",
                    legacy.join(", "),
                    expressions.join(", ")
                )
            }
            Self::Legacy(problem) => problem.service_message(),
            Self::InvalidValue { error } => error.service_message(layer),
            Self::AttributeNameTooLarge { .. } => {
                "Attribute name is too large, must be less than 65536 bytes".to_owned()
            }
            Self::ReturnValuesNotAllowed { .. } => "ReturnValues can only be ALL_OLD or NONE".to_owned(),
            Self::NoKeyCondition => {
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."
                    .to_owned()
            }
            Self::StartKey(problem) => problem.service_message().to_owned(),
            Self::SelectWithoutProjection
            | Self::SelectWithProjection { .. }
            | Self::SelectWithoutIndex
            | Self::SelectAllOfIndex { .. } => self.select_message(),
            Self::SegmentWithoutTotal => "The TotalSegments parameter is required but was not present in the request \
                 when Segment parameter is present"
                .to_owned(),
            Self::TotalWithoutSegment => "The Segment parameter is required but was not present in the request when \
                 parameter TotalSegments is present"
                .to_owned(),
            Self::SegmentTooLarge { segment, total } => format!(
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: \
                 {segment} is not less than TotalSegments: {total}"
            ),
            Self::ConsistentReadOnGlobalIndex { .. } => {
                "Consistent reads are not supported on global secondary indexes".to_owned()
            }
            Self::MissingKeyInItem { .. }
            | Self::KeyType { .. }
            | Self::KeyMismatch { .. }
            | Self::KeyTooLarge { .. }
            | Self::IndexKeyType { .. }
            | Self::IndexKeyEmpty { .. } => self.key_message(),
            Self::ItemTooLarge { .. } => "Item size has exceeded the maximum allowed size".to_owned(),
            Self::NoTables { operation } => format!("The requestItems parameter is required for {operation}"),
            Self::DuplicateKeys => "Provided list of item keys contains duplicates".to_owned(),
            Self::DuplicateItems => "Transaction request cannot include multiple operations on one item".to_owned(),
            Self::TooManyKeys { .. } => "Too many items requested for the BatchGetItem call".to_owned(),
            // Chosen: by analogy with BatchGetItem.
            Self::TooManyWrites { .. } => "Too many items requested for the BatchWriteItem call".to_owned(),
            Self::ActionCount { .. } => "TransactItems can only contain one of Check, Put, Update or Delete".to_owned(),
            // Chosen: the texts of attribute values with no type or several.
            Self::WriteRequestCount { count: 0 } => ValueError::Empty.service_message(layer),
            Self::WriteRequestCount { .. } => ValueError::MultipleTypes.service_message(layer),
            // Chosen: the service's words are known only to hold "size cannot exceed".
            Self::TransactionTooLarge => "Transaction request size cannot exceed 4 MB".to_owned(),
        }
    }

    fn select_message(&self) -> String {
        match self {
            Self::SelectWithProjection { parameter, select } => {
                let select = if select == "COUNT" { "only the Count" } else { select };
                format!("Cannot specify the {parameter} when choosing to get {select}")
            }
            Self::SelectWithoutIndex => {
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName".to_owned()
            }
            Self::SelectAllOfIndex { index } => format!(
                "{INVALID}Select type ALL_ATTRIBUTES is not supported for global secondary index {index} because its \
                 projection type is not ALL"
            ),
            _ => "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES"
                .to_owned(),
        }
    }

    fn key_message(&self) -> String {
        match self {
            Self::MissingKeyInItem { attribute } => format!("{INVALID}Missing the key {attribute} in the item"),
            Self::KeyType { attribute, expected, actual } => {
                format!("{INVALID}Type mismatch for key {attribute} expected: {expected} actual: {actual}")
            }
            // Service: no blank before the number.
            Self::KeyTooLarge { sort: false, .. } => {
                format!("{INVALID}Size of hashkey has exceeded the maximum size limit of2048 bytes")
            }
            Self::KeyTooLarge { .. } => {
                format!("{INVALID}Aggregated size of all range keys has exceeded the size limit of 1024 bytes")
            }
            Self::IndexKeyType { attribute, expected, actual, index } => format!(
                "{INVALID}Type mismatch for Index Key {attribute} Expected: {expected} Actual: {actual} IndexName: \
                 {index}"
            ),
            Self::IndexKeyEmpty { attribute, attribute_type, index } => {
                let empty = if *attribute_type == AttributeType::B { "binary" } else { "string" };
                format!(
                    "One or more parameter values are not valid. A value specified for a secondary index key is not \
                     supported. The AttributeValue for a key attribute cannot contain an empty {empty} value. \
                     IndexName: {index}, IndexKey: {attribute}"
                )
            }
            _ => "The provided key element does not match the schema".to_owned(),
        }
    }

    /// True where the service's decoder refuses the request before any validation.
    #[must_use]
    pub fn is_serialization(&self) -> bool {
        match self {
            Self::Json { .. } => true,
            Self::InvalidValue { error } => error.is_serialization(),
            _ => false,
        }
    }
}

impl StartKeyProblem {
    const fn service_message(self) -> &'static str {
        match self {
            Self::Shape => "The provided starting key is invalid",
            Self::Schema => "The provided starting key is invalid: The provided key element does not match the schema",
            Self::IndexSchema => "The provided key element does not match the schema",
            Self::OutsideQuery => "The provided starting key is outside query boundaries based on provided conditions",
            Self::OutsideRange => "The provided starting key does not match the range key predicate",
            Self::OneRow => "The query can return at most one row and cannot be restarted",
        }
    }
}
