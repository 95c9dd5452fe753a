//! Refusals of the parameters from before expressions: Expected, filters, KeyConditions, AttributeUpdates.

use crate::value::AttributeType;

const INVALID: &str = "One or more parameter values were invalid: ";

/// What is wrong with a legacy parameter.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum LegacyProblem {
    /// ConditionalOperator beside neither a filter nor Expected.
    ConditionalOperatorAlone,
    /// ConditionalOperator beside a filter or Expected with fewer than two entries.
    ConditionalOperatorNeedsTwo,
    /// `"a": {}` in Expected.
    ValueMissing {
        /// The attribute.
        attribute: String,
        /// True beside `Exists: true`, false where Exists is missing.
        exists: bool,
    },
    /// `"a": {"Exists": false, "Value": …}`
    ValueWithoutExistence {
        /// The attribute.
        attribute: String,
    },
    /// `"a": {"Exists": true, "ComparisonOperator": "EQ", …}`
    ExistsWithOperator {
        /// The attribute.
        attribute: String,
    },
    /// `"a": {"Value": …, "AttributeValueList": […]}`
    ValueWithList {
        /// The attribute.
        attribute: String,
    },
    /// `"a": {"ComparisonOperator": "EQ"}`
    OperatorWithoutArguments {
        /// The operator.
        operator: String,
        /// The attribute.
        attribute: String,
    },
    /// `"a": {"AttributeValueList": […]}`
    ListWithoutOperator {
        /// The attribute.
        attribute: String,
    },
    /// `{"ComparisonOperator": "EQ", "AttributeValueList": []}`
    ArgumentCount {
        /// The operator.
        operator: String,
    },
    /// `{"ComparisonOperator": "LT", "AttributeValueList": [{"SS": …}]}`
    ArgumentType {
        /// The operator.
        operator: String,
        /// The type it does not take.
        given: AttributeType,
    },
    /// Values of several types beside IN or BETWEEN.
    MixedTypes,
    /// BETWEEN whose lower bound is the higher.
    BetweenOrder,
    /// An operator in KeyConditions that cannot be answered by a key.
    NotIndexable {
        /// The operator.
        operator: String,
    },
    /// QueryFilter on a key attribute of what is queried.
    FilterOnKey {
        /// The attribute.
        attribute: String,
    },
    /// A repeated name in AttributesToGet.
    RepeatedAttribute {
        /// The attribute.
        attribute: String,
    },
    /// `"a": {"Action": "PUT"}` in AttributeUpdates.
    OnlyDeleteWithoutValue,
    /// `"a": {"Action": "DELETE", "Value": {"S": …}}`
    DeleteType {
        /// The type of the value.
        given: AttributeType,
    },
    /// `"a": {"Action": "ADD", "Value": {"S": …}}`
    AddType {
        /// The type of the value.
        given: AttributeType,
    },
}

impl LegacyProblem {
    /// The text of the service, without what the operation puts around it.
    #[must_use]
    pub fn service_message(&self) -> String {
        let text = match self {
            Self::ConditionalOperatorAlone => {
                return "ConditionalOperator cannot be used without Filter or Expected".to_owned();
            }
            Self::ConditionalOperatorNeedsTwo => {
                return "ConditionalOperator can only be used when Filter or Expected has two or more elements"
                    .to_owned();
            }
            Self::BetweenOrder => {
                return "The BETWEEN condition was provided a range where the lower bound is greater than the upper \
                        bound"
                    .to_owned();
            }
            Self::NotIndexable { .. } => {
                return "Attempted conditional constraint is not an indexable operation".to_owned();
            }
            Self::FilterOnKey { attribute } => {
                return format!(
                    "QueryFilter can only contain non-primary key attributes: Primary key attribute: {attribute}"
                );
            }
            Self::ValueMissing { attribute, exists } => {
                let exists = if *exists { "true" } else { "null" };
                format!("Value must be provided when Exists is {exists} for Attribute: {attribute}")
            }
            Self::ValueWithoutExistence { attribute } => {
                format!("Value cannot be used when Exists is false for Attribute: {attribute}")
            }
            Self::ExistsWithOperator { attribute } => {
                format!("Exists and ComparisonOperator cannot be used together for Attribute: {attribute}")
            }
            Self::ValueWithList { attribute } => {
                format!("Value and AttributeValueList cannot be used together for Attribute: {attribute}")
            }
            Self::OperatorWithoutArguments { operator, attribute } => format!(
                "Value or AttributeValueList must be used with ComparisonOperator: {operator} for Attribute: \
                 {attribute}"
            ),
            Self::ListWithoutOperator { attribute } => {
                format!("AttributeValueList can only be used with a ComparisonOperator for Attribute: {attribute}")
            }
            Self::ArgumentCount { operator } => {
                format!("Invalid number of argument(s) for the {operator} ComparisonOperator")
            }
            Self::ArgumentType { operator, given } => {
                format!("ComparisonOperator {operator} is not valid for {given} AttributeValue type")
            }
            Self::MixedTypes => "AttributeValues inside AttributeValueList must be of same type".to_owned(),
            Self::RepeatedAttribute { attribute } => format!("Duplicate value in attribute name: {attribute}"),
            Self::OnlyDeleteWithoutValue => {
                "Only DELETE action is allowed when no attribute value is specified".to_owned()
            }
            Self::DeleteType { given } => format!("DELETE action with value is not supported for the type {given}"),
            Self::AddType { given } => format!("ADD action is not supported for the type {given}"),
        };
        format!("{INVALID}{text}")
    }
}
