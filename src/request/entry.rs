//! A request as it was decoded: what the checks ask of it, and what could not be decoded.

use super::{Action, ExpressionAttributeNames, ExpressionAttributeValues, Operation, Shape};
use crate::source::{JsonNode, JsonNodeKind, Step};
use crate::syntax::ExpressionKind;
use crate::value::{AttributeValue, Item, JsonKind, ValueError};

/// A request in JSON, decoded as far as it goes.
#[derive(Clone, Debug)]
pub struct Request<'j> {
    /// The operation it is sent to.
    pub operation: Operation,
    /// The JSON it was decoded from.
    pub node: &'j JsonNode,
    /// What has expressions and maps of its own: one in single operations, one for each action of a
    /// transaction or a BatchWriteItem, one for each table of a BatchGetItem.
    pub entries: Vec<Entry<'j>>,
    /// What could not be decoded; what it should have been counts as present and unknown.
    pub problems: Vec<DecodeProblem>,
}

/// One set of expressions, maps and keys.
#[derive(Clone, Debug)]
pub struct Entry<'j> {
    /// What it asks for; `None` where the JSON does not say, or says several things.
    pub action: Option<Action>,
    /// The way to it from the request: `["TransactItems", 0, "Put"]`; nothing in single operations.
    pub path: Vec<Step>,
    /// The JSON of its members.
    pub node: &'j JsonNode,
    /// TableName, or the table it stands under in a batch.
    pub table_name: Option<&'j str>,
    /// Its expressions, in the order in which the service looks at them.
    pub expressions: Vec<(ExpressionKind, &'j str)>,
    /// ExpressionAttributeNames.
    pub names: ExpressionAttributeNames,
    /// ExpressionAttributeValues.
    pub values: ExpressionAttributeValues,
    /// Item; `None` where there is none or it could not be decoded.
    pub item: Option<Item>,
    /// Key, or the Keys of a BatchGetItem; `None` for what could not be decoded.
    pub keys: Vec<Option<Item>>,
    /// ExclusiveStartKey.
    pub start_key: Option<Item>,
    /// Expected.
    pub expected: Option<Vec<LegacyCondition<'j>>>,
    /// KeyConditions.
    pub key_conditions: Option<Vec<LegacyCondition<'j>>>,
    /// QueryFilter or ScanFilter.
    pub filter: Option<Vec<LegacyCondition<'j>>>,
    /// AttributeUpdates.
    pub updates: Option<Vec<AttributeUpdate<'j>>>,
    /// AttributesToGet.
    pub attributes_to_get: Option<Vec<&'j str>>,
}

/// An entry of Expected, KeyConditions, QueryFilter or ScanFilter.
#[derive(Clone, PartialEq, Debug)]
pub struct LegacyCondition<'j> {
    /// The attribute; never a path.
    pub attribute: &'j str,
    /// ComparisonOperator.
    pub operator: Option<&'j str>,
    /// AttributeValueList; `None` for a member that could not be decoded.
    pub arguments: Option<Vec<Option<AttributeValue>>>,
    /// Value, in Expected; the inner `None` where it could not be decoded.
    pub value: Option<Option<AttributeValue>>,
    /// Exists, in Expected.
    pub exists: Option<bool>,
}

/// An entry of AttributeUpdates.
#[derive(Clone, PartialEq, Debug)]
pub struct AttributeUpdate<'j> {
    /// The attribute; never a path.
    pub attribute: &'j str,
    /// Action; PUT where it is missing.
    pub action: Option<&'j str>,
    /// Value; the inner `None` where it could not be decoded.
    pub value: Option<Option<AttributeValue>>,
}

/// A part of a request that is not what it should be.
#[derive(Clone, PartialEq, Debug)]
pub struct DecodeProblem {
    /// The entry it is in; `None` for a member of the whole request.
    pub entry: Option<u16>,
    /// The way to it, from the entry or the request.
    pub path: Vec<Step>,
    /// What is wrong.
    pub error: DecodeError,
}

/// Why a part of a request could not be decoded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecodeError {
    /// The wrong kind of JSON.
    Json {
        /// What is called for.
        shape: Shape,
        /// What there is.
        found: JsonKind,
    },
    /// No attribute value.
    Value(ValueError),
}

impl<'j> Entry<'j> {
    /// True where the member is sent; `null` counts as absent.
    #[must_use]
    pub fn has(&self, member: &str) -> bool {
        self.node.get(member).is_some_and(|node| !node.is_null())
    }

    /// A member that is a string.
    #[must_use]
    pub fn text(&self, member: &str) -> Option<&'j str> {
        self.node.get(member)?.as_str()
    }

    /// A member that is a whole number; what does not fit 64 bits is not found. Chosen: `1.0` is 1.
    #[must_use]
    pub fn integer(&self, member: &str) -> Option<i64> {
        match &self.node.get(member)?.kind {
            JsonNodeKind::Number(digits) => digits.parse().ok().or_else(|| {
                let number: f64 = digits.parse().ok()?;
                (number.abs() < 1e15).then_some(number.trunc() as i64)
            }),
            _ => None,
        }
    }

    /// True where the member is `true`.
    #[must_use]
    pub fn flag(&self, member: &str) -> bool {
        matches!(self.node.get(member).map(|node| &node.kind), Some(JsonNodeKind::Bool(true)))
    }

    /// The expression of a kind.
    #[must_use]
    pub fn expression(&self, kind: ExpressionKind) -> Option<&'j str> {
        self.expressions.iter().find(|(own, _)| *own == kind).map(|(_, text)| *text)
    }

    /// The table's name without the rest of an ARN.
    #[must_use]
    pub fn table(&self) -> Option<&'j str> {
        let name = self.table_name?;
        let named = name.strip_prefix("arn:").and_then(|arn| arn.split_once(":table/"));
        Some(named.map_or(name, |(_, table)| table))
    }
}

impl Request<'_> {
    /// True for transactions.
    #[must_use]
    pub const fn is_transaction(&self) -> bool {
        matches!(self.operation, Operation::TransactGetItems | Operation::TransactWriteItems)
    }
}
