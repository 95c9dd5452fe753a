//! Requests with the parameters of old, written anew with expressions that behave alike.
//!
//! KeyConditions, QueryFilter, ScanFilter, Expected, AttributeUpdates, AttributesToGet and ConditionalOperator were
//! what DynamoDB had before expressions. Each has a form in expressions, with few exceptions, and those are said.

mod conditions;
mod placeholders;
mod updates;

use indexmap::IndexMap;
use serde_json::Value;

use self::placeholders::Placeholders;
use crate::check::check_request;
use crate::layer::ValidationLayer;
use crate::request::{Operation, decode};
use crate::source::document;

/// The members of a request, in their order.
type Members = IndexMap<String, Value>;

/// Why a request could not be written anew.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// It is no JSON object.
    #[error("the request is not a JSON object")]
    NotJson,
    /// The service refuses it as it is.
    #[error("DynamoDB refuses the request as it is: {0}")]
    Refused(String),
    /// There is no expression that behaves alike.
    #[error("{place} has no form in expressions: {why}")]
    None {
        /// The parameter and the attribute: `AttributeUpdates, views`.
        place: String,
        /// What is missing.
        why: &'static str,
    },
}

/// A request with expressions, and what was replaced by them.
#[derive(Clone, PartialEq, Debug)]
pub struct Migrated {
    /// The request.
    pub request: IndexMap<String, Value>,
    /// The parameters that are gone; empty where there were none.
    pub replaced: Vec<&'static str>,
}

impl Migrated {
    /// The request as JSON, indented.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&self.request).unwrap_or_default()
    }
}

/// Writes a request with expressions in place of legacy parameters.
///
/// ```
/// use ddbexpr::migrate::migrate;
/// use ddbexpr::request::Operation;
///
/// let old = r#"{"TableName": "loans", "ScanFilter": {
///     "state": {"ComparisonOperator": "NE", "AttributeValueList": [{"S": "open"}]},
///     "notes": {"ComparisonOperator": "NULL"}}}"#;
/// let new = migrate(Operation::Scan, old)?;
/// assert_eq!(new.request["FilterExpression"], "attribute_not_exists(#notes) AND #state <> :state");
/// assert_eq!(new.request["ExpressionAttributeValues"][":state"]["S"], "open");
/// assert_eq!(new.replaced, ["ScanFilter"]);
/// # Ok::<(), ddbexpr::migrate::MigrateError>(())
/// ```
///
/// # Errors
///
/// Where the request is refused as it is, or something in it has no form in expressions.
pub fn migrate(operation: Operation, request: &str) -> Result<Migrated, MigrateError> {
    let node = document(request).map_err(|_| MigrateError::NotJson)?;
    let decoded = decode(&node, operation, ValidationLayer::default());
    if let Some((_, message)) = check_request(&decoded, &[], ValidationLayer::default()).service_answer() {
        return Err(MigrateError::Refused(message));
    }
    let mut request: Members = serde_json::from_str(request).map_err(|_| MigrateError::NotJson)?;
    let mut replaced = Vec::new();
    if operation == Operation::BatchGetItem {
        batch(&mut request, &mut replaced)?;
    } else {
        members(&mut request, &mut replaced)?;
    }
    Ok(Migrated { request, replaced })
}

/// Each table of a BatchGetItem has AttributesToGet of its own.
fn batch(request: &mut Members, replaced: &mut Vec<&'static str>) -> Result<(), MigrateError> {
    let Some(Value::Object(tables)) = request.get_mut("RequestItems") else { return Ok(()) };
    for (_, table) in tables.iter_mut() {
        let Value::Object(own) = table else { continue };
        let mut one: Members = std::mem::take(own).into_iter().collect();
        members(&mut one, replaced)?;
        own.extend(one);
    }
    Ok(())
}

fn members(request: &mut Members, replaced: &mut Vec<&'static str>) -> Result<(), MigrateError> {
    let mut placeholders = Placeholders::default();
    let any = request.get("ConditionalOperator").and_then(Value::as_str) == Some("OR");
    let mut written: Vec<(&'static str, String)> = Vec::new();
    let mut take = |parameter: &'static str| {
        let found = request.shift_remove(parameter).filter(|value| !value.is_null());
        if found.is_some() && !replaced.contains(&parameter) {
            replaced.push(parameter);
        }
        found
    };
    for (parameter, expression) in [
        ("KeyConditions", "KeyConditionExpression"),
        ("QueryFilter", "FilterExpression"),
        ("ScanFilter", "FilterExpression"),
        ("Expected", "ConditionExpression"),
    ] {
        if let Some(Value::Object(conditions)) = take(parameter) {
            let any = any && parameter != "KeyConditions";
            let text = conditions::expression(parameter, &conditions, any, &mut placeholders)?;
            written.extend(text.map(|text| (expression, text)));
        }
    }
    if let Some(Value::Object(updates)) = take("AttributeUpdates") {
        let text = updates::expression(&updates, &mut placeholders)?;
        written.extend(text.map(|text| ("UpdateExpression", text)));
    }
    if let Some(Value::Array(names)) = take("AttributesToGet") {
        let paths: Vec<String> = names.iter().filter_map(Value::as_str).map(|name| placeholders.name(name)).collect();
        written.push(("ProjectionExpression", paths.join(", ")));
    }
    take("ConditionalOperator");
    request.extend(written.into_iter().map(|(expression, text)| (expression.to_owned(), text.into())));
    let (names, values) = placeholders.into_maps();
    for (member, map) in [("ExpressionAttributeNames", names), ("ExpressionAttributeValues", values)] {
        if !map.is_empty() {
            request.insert(member.to_owned(), Value::Object(map));
        }
    }
    Ok(())
}
