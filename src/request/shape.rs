//! Which members each request has, and what JSON each member is.

use super::{Action, Operation};
use crate::value::JsonKind;

/// What JSON a member is, as the service's decoder tells them apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shape {
    /// `"text"`
    Text,
    /// `true`
    Boolean,
    /// `3`
    Integer,
    /// `{"a": {"S": "x"}}`
    Attributes,
    /// `[{"a": {"S": "x"}}]`
    ListOfAttributes,
    /// `{"#a": "name"}`
    Names,
    /// `["a", "b"]`
    ListOfNames,
    /// Expected: `{"a": {"Exists": false}}`
    Expected,
    /// AttributeUpdates: `{"a": {"Action": "DELETE"}}`
    Updates,
    /// KeyConditions and filters: `{"a": {"ComparisonOperator": "NULL"}}`
    Conditions,
    /// RequestItems: one member a table.
    Tables,
    /// TransactItems, and the requests to one table of a BatchWriteItem.
    Actions,
    /// An object with the members of this class of the service.
    Structure(&'static str),
}

type Members = &'static [(&'static str, Shape)];

const NAMES: (&str, Shape) = ("ExpressionAttributeNames", Shape::Names);
const VALUES: (&str, Shape) = ("ExpressionAttributeValues", Shape::Attributes);
const TABLE: (&str, Shape) = ("TableName", Shape::Text);
const KEY: (&str, Shape) = ("Key", Shape::Attributes);
const ITEM: (&str, Shape) = ("Item", Shape::Attributes);
const CAPACITY: (&str, Shape) = ("ReturnConsumedCapacity", Shape::Text);
const METRICS: (&str, Shape) = ("ReturnItemCollectionMetrics", Shape::Text);
const RETURN_VALUES: (&str, Shape) = ("ReturnValues", Shape::Text);
const ON_FAILURE: (&str, Shape) = ("ReturnValuesOnConditionCheckFailure", Shape::Text);
const EXPECTED: (&str, Shape) = ("Expected", Shape::Expected);
const CONDITIONAL: (&str, Shape) = ("ConditionalOperator", Shape::Text);
const CONDITION: (&str, Shape) = ("ConditionExpression", Shape::Text);
const UPDATE: (&str, Shape) = ("UpdateExpression", Shape::Text);
const FILTER: (&str, Shape) = ("FilterExpression", Shape::Text);
const PROJECTION: (&str, Shape) = ("ProjectionExpression", Shape::Text);
const TO_GET: (&str, Shape) = ("AttributesToGet", Shape::ListOfNames);
const CONSISTENT: (&str, Shape) = ("ConsistentRead", Shape::Boolean);
const INDEX: (&str, Shape) = ("IndexName", Shape::Text);
const SELECT: (&str, Shape) = ("Select", Shape::Text);
const LIMIT: (&str, Shape) = ("Limit", Shape::Integer);
const START: (&str, Shape) = ("ExclusiveStartKey", Shape::Attributes);

impl Operation {
    /// The members of its request, each with what JSON it is. Service: API reference.
    #[must_use]
    pub const fn members(self) -> Members {
        match self {
            Self::PutItem => &[
                TABLE,
                ITEM,
                EXPECTED,
                CONDITIONAL,
                CONDITION,
                NAMES,
                VALUES,
                RETURN_VALUES,
                CAPACITY,
                METRICS,
                ON_FAILURE,
            ],
            Self::GetItem => &[TABLE, KEY, TO_GET, CONSISTENT, CAPACITY, PROJECTION, NAMES],
            Self::UpdateItem => &[
                TABLE,
                KEY,
                ("AttributeUpdates", Shape::Updates),
                EXPECTED,
                CONDITIONAL,
                UPDATE,
                CONDITION,
                NAMES,
                VALUES,
                RETURN_VALUES,
                CAPACITY,
                METRICS,
                ON_FAILURE,
            ],
            Self::DeleteItem => &[
                TABLE,
                KEY,
                EXPECTED,
                CONDITIONAL,
                CONDITION,
                NAMES,
                VALUES,
                RETURN_VALUES,
                CAPACITY,
                METRICS,
                ON_FAILURE,
            ],
            Self::Query => &[
                TABLE,
                INDEX,
                SELECT,
                TO_GET,
                LIMIT,
                CONSISTENT,
                ("KeyConditions", Shape::Conditions),
                ("QueryFilter", Shape::Conditions),
                CONDITIONAL,
                ("ScanIndexForward", Shape::Boolean),
                START,
                CAPACITY,
                PROJECTION,
                FILTER,
                ("KeyConditionExpression", Shape::Text),
                NAMES,
                VALUES,
            ],
            Self::Scan => &[
                TABLE,
                INDEX,
                TO_GET,
                LIMIT,
                SELECT,
                ("ScanFilter", Shape::Conditions),
                CONDITIONAL,
                START,
                CAPACITY,
                ("TotalSegments", Shape::Integer),
                ("Segment", Shape::Integer),
                PROJECTION,
                FILTER,
                NAMES,
                VALUES,
                CONSISTENT,
            ],
            Self::BatchGetItem => &[("RequestItems", Shape::Tables), CAPACITY],
            Self::BatchWriteItem => &[("RequestItems", Shape::Tables), CAPACITY, METRICS],
            Self::TransactGetItems => &[("TransactItems", Shape::Actions), CAPACITY],
            Self::TransactWriteItems => {
                &[("TransactItems", Shape::Actions), CAPACITY, METRICS, ("ClientRequestToken", Shape::Text)]
            }
        }
    }

    /// True where an action in this operation has a member of this name.
    #[must_use]
    pub fn takes(self, action: Action, member: &str) -> bool {
        self.entry_members(action).iter().any(|(name, _)| *name == member)
    }

    /// The members of one of its entries: a table of a BatchGetItem, an action of a transaction.
    pub(crate) const fn entry_members(self, action: Action) -> Members {
        match (self, action) {
            (Self::BatchGetItem, _) => &[("Keys", Shape::ListOfAttributes), TO_GET, CONSISTENT, PROJECTION, NAMES],
            (Self::BatchWriteItem, Action::Put) => &[ITEM],
            (Self::BatchWriteItem, _) => &[KEY],
            (Self::TransactGetItems, _) => &[KEY, TABLE, PROJECTION, NAMES],
            (Self::TransactWriteItems, Action::Put) => &[ITEM, TABLE, CONDITION, NAMES, VALUES, ON_FAILURE],
            (Self::TransactWriteItems, Action::Update) => &[KEY, TABLE, UPDATE, CONDITION, NAMES, VALUES, ON_FAILURE],
            (Self::TransactWriteItems, _) => &[KEY, TABLE, CONDITION, NAMES, VALUES, ON_FAILURE],
            (single, _) => single.members(),
        }
    }
}

impl Shape {
    /// True where JSON of this kind is what the shape calls for; `null` counts as absent everywhere.
    #[must_use]
    pub const fn takes(self, found: JsonKind) -> bool {
        match self {
            Self::Text => matches!(found, JsonKind::String),
            Self::Boolean => matches!(found, JsonKind::True | JsonKind::False),
            // Chosen: `1.0` is taken for an integer, as the service's decoder rounds.
            Self::Integer => matches!(found, JsonKind::Integer | JsonKind::Decimal),
            Self::ListOfNames | Self::ListOfAttributes | Self::Actions => matches!(found, JsonKind::Array),
            _ => matches!(found, JsonKind::Object),
        }
    }

    /// The service's text for JSON of another kind. Service: as older test suites recorded them.
    #[must_use]
    pub fn service_message(self, found: JsonKind) -> String {
        let java = match self {
            Self::Text => "String",
            Self::Boolean => "Boolean",
            Self::Integer => "Integer",
            _ => "",
        };
        let scalar = !java.is_empty();
        if let (Self::Structure(class), JsonKind::Array) = (self, found) {
            return format!("Unrecognized collection type class com.amazonaws.dynamodb.v20120810.{class}");
        }
        let token = match found {
            JsonKind::Object => return "Start of structure or map found where not expected".to_owned(),
            JsonKind::Array if scalar => return format!("Unrecognized collection type class java.lang.{java}"),
            JsonKind::Array => {
                let content = match self {
                    Self::Names => "java.lang.String",
                    Self::Expected => "com.amazonaws.dynamodb.v20120810.ExpectedAttributeValue",
                    Self::Updates => "com.amazonaws.dynamodb.v20120810.AttributeValueUpdate",
                    Self::Conditions => "com.amazonaws.dynamodb.v20120810.Condition",
                    Self::Tables => "com.amazonaws.dynamodb.v20120810.KeysAndAttributes",
                    _ => "com.amazonaws.dynamodb.v20120810.AttributeValue",
                };
                return format!("Unrecognized collection type java.util.Map<java.lang.String, {content}>");
            }
            _ if matches!(self, Self::Structure(_)) => return "Unexpected value type in payload".to_owned(),
            _ if !scalar => return "Unexpected field type".to_owned(),
            JsonKind::String if matches!(self, Self::Boolean) => {
                return "Unexpected token received from parser".to_owned();
            }
            JsonKind::String => "STRING_VALUE",
            JsonKind::Null => "NULL_VALUE",
            JsonKind::True => "TRUE_VALUE",
            JsonKind::False => "FALSE_VALUE",
            JsonKind::Integer => "NUMBER_VALUE",
            JsonKind::Decimal => "DECIMAL_VALUE",
        };
        format!("{token} cannot be converted to {java}")
    }
}
