//! Why a request did what it did: what it read, what each condition let through and why, what nearly matched, what it
//! costs, and what would cost less.
//!
//! A request and the tables that it is about go in, data comes out; [`render`](crate::render) tells it. Nothing is
//! written: a write is worked out on the item that is there.

mod advice;
mod filter;
mod key;
mod mistyped;
mod near;
mod read;
mod source;
mod types;
mod write;

pub use types::{
    Absent, Advice, ClauseEffect, ConditionOutcome, Cost, Difference, Example, Explained, FilterEffect, ItemChange,
    KeySelection, NearMiss, OneItem, Page, ReadExplanation,
};

use crate::check::{RequestReport, check_request};
use crate::layer::ValidationLayer;
use crate::request::{Operation, Request, TableSchema, decode};
use crate::source::document;
use crate::table::{Database, ServiceError};

/// Why a request could not be explained.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExplainError {
    /// The service refuses it.
    #[error("{0}")]
    Refused(ServiceError),
    /// The request is not valid.
    #[error("{message}")]
    Invalid {
        /// The service's text.
        message: String,
        /// Items whose key differs in type alone from what is asked for.
        near: Vec<NearMiss>,
    },
    /// It is no JSON.
    #[error("the request is not JSON")]
    NotJson,
    /// It names a table that is not there.
    #[error("there is no table `{0}`")]
    NoTable(String),
    /// It has parameters of old.
    #[error(
        "`{0}` is a legacy parameter; `ddbexpr migrate` writes the request with expressions, which can be explained"
    )]
    Legacy(&'static str),
    /// It is of an operation that has nothing to explain.
    #[error("{0} is not explained; Query, Scan, GetItem, PutItem, UpdateItem, DeleteItem and TransactWriteItems are")]
    Operation(&'static str),
}

/// Explains a request on the tables of a database, which stay as they are.
///
/// ```
/// use ddbexpr::explain::{Difference, Explained, explain};
/// use ddbexpr::request::Operation;
/// use ddbexpr::table::Database;
/// use ddbexpr::value::Item;
///
/// let database = Database::new();
/// database.create_table("loans", ("reader", "S"), None)?;
/// database.put_item("loans", &Item::from([("reader", "Ann")]))?;
/// let query = r#"{"TableName": "loans", "KeyConditionExpression": "reader = :r",
///     "ExpressionAttributeValues": {":r": {"S": "ann"}}}"#;
/// let Explained::Read(why) = explain(&database, Operation::Query, query)? else { unreachable!() };
/// assert_eq!((why.items, why.read), (1, 0));
/// assert_eq!(why.near[0].difference, Difference::Case);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Where the service would refuse the request, or there is nothing to explain.
pub fn explain(database: &Database, operation: Operation, request: &str) -> Result<Explained, ExplainError> {
    let node = document(request).map_err(|_| ExplainError::NotJson)?;
    let request = decode(&node, operation, ValidationLayer::default());
    refuse_legacy(&request)?;
    let schemas = schemas(database, &request)?;
    let report = check_request(&request, &schemas, ValidationLayer::default());
    if let Some((_, message)) = report.service_answer() {
        return Err(ExplainError::Invalid { message, near: mistyped::near(database, &report, &schemas) });
    }
    by_operation(database, operation, &report, &schemas)
}

fn by_operation(
    database: &Database,
    operation: Operation,
    report: &RequestReport<'_>,
    schemas: &[TableSchema],
) -> Result<Explained, ExplainError> {
    match operation {
        Operation::Query | Operation::Scan => {
            let (Some(entry), Some(checked), Some(schema)) =
                (report.request.entries.first(), report.entries.first(), schemas.first())
            else {
                return Err(ExplainError::Operation(operation.name()));
            };
            let read = read::explain(database, operation, entry, checked, schema)?;
            Ok(Explained::Read(Box::new(read)))
        }
        Operation::GetItem
        | Operation::PutItem
        | Operation::UpdateItem
        | Operation::DeleteItem
        | Operation::TransactWriteItems => {
            let entries = report.request.entries.iter().zip(&report.entries);
            let explained = entries.filter_map(|(entry, checked)| {
                let schema = schemas.iter().find(|schema| Some(schema.table_name.as_str()) == entry.table())?;
                Some(write::explain(database, entry, checked, schema, report.request.is_transaction()))
            });
            Ok(Explained::Items(explained.collect::<Result<_, _>>()?))
        }
        other => Err(ExplainError::Operation(other.name())),
    }
}

fn refuse_legacy(request: &Request<'_>) -> Result<(), ExplainError> {
    const LEGACY: [&str; 6] =
        ["KeyConditions", "QueryFilter", "ScanFilter", "Expected", "AttributeUpdates", "AttributesToGet"];
    let sent = |member: &&&'static str| request.entries.iter().any(|entry| entry.has(member));
    LEGACY.iter().find(sent).map_or(Ok(()), |member| Err(ExplainError::Legacy(member)))
}

/// The schemas of the tables of a request, each once, the first first.
fn schemas(database: &Database, request: &Request<'_>) -> Result<Vec<TableSchema>, ExplainError> {
    let mut schemas: Vec<TableSchema> = Vec::new();
    for table in request.entries.iter().filter_map(|entry| entry.table()) {
        if schemas.iter().all(|schema| schema.table_name != table) {
            schemas.push(database.schema(table).ok_or_else(|| ExplainError::NoTable(table.to_owned()))?);
        }
    }
    Ok(schemas)
}

/// What was checked cannot be carried out: a fault of this program.
fn inconsistent() -> ExplainError {
    ExplainError::Invalid {
        message: "a checked request cannot be explained; please report it".into(),
        near: Vec::new(),
    }
}
