//! Requests beside the tables they are about: what the service refuses before it looks at an item.

use std::borrow::Cow;

use crate::check::{RequestReport, check_refusals};
use crate::layer::ValidationLayer;
use crate::problem::Stage;
use crate::program::LowerError;
use crate::request::{Entry, Request, TableSchema};
use crate::table::error::{ErrorKind, ServiceError};
use crate::table::state::{State, Table};

/// Checks a request. What comes back has no problems, and its tables are there.
pub(super) fn checked<'r>(
    state: &State,
    request: &'r Request<'r>,
    newest: ValidationLayer,
) -> Result<RequestReport<'r>, ServiceError> {
    let (schemas, is_missing) = schemas(state, request);
    let report = check_refusals(request, &schemas, newest);
    if is_missing && !comes_before_tables(&report) {
        return Err(ServiceError::no_table());
    }
    match ServiceError::of_report(&report) {
        Some(error) => Err(error),
        None => Ok(report),
    }
}

/// The schemas of the tables of a request, and whether one of the tables is not there.
fn schemas<'s>(state: &'s State, request: &Request<'_>) -> (Cow<'s, [TableSchema]>, bool) {
    let found = |entry: &Entry<'_>| Some(&state.tables.get(entry.table()?)?.definition.schema);
    if let [only] = request.entries.as_slice() {
        let schema = found(only);
        return (schema.map(std::slice::from_ref).unwrap_or_default().into(), schema.is_none());
    }
    let mut schemas: Vec<TableSchema> = Vec::new();
    let mut is_missing = false;
    for entry in &request.entries {
        match found(entry) {
            None => is_missing = true,
            Some(schema) if schemas.iter().any(|known| known.table_name == schema.table_name) => {}
            Some(schema) => schemas.push(schema.clone()),
        }
    }
    (schemas.into(), is_missing)
}

/// Whether something is refused before the tables are looked for.
///
/// Service: in a transaction, missing tables come before two actions on one item; in batches, too many entries come
/// before missing tables.
fn comes_before_tables(report: &RequestReport<'_>) -> bool {
    report.problems.first().is_some_and(|first| {
        let stage = first.rank.stage();
        first.rank.needs_only_the_request() || (stage == Stage::Entries && !report.request.is_transaction())
    })
}

/// The table of an entry of a request that was checked.
pub(super) fn table_of<'s>(state: &'s State, entry: &Entry<'_>) -> Result<&'s Table, ServiceError> {
    state.table(entry.table().unwrap_or_default())
}

/// The only entry of a single operation.
pub(super) fn only<'r, 'j>(request: &'r Request<'j>) -> Result<&'r Entry<'j>, ServiceError> {
    request.entries.first().ok_or_else(inconsistent)
}

/// What the checks have let through and nobody can carry out: a fault of this program, never of the request.
pub(super) fn inconsistent() -> ServiceError {
    ServiceError::new(ErrorKind::InternalServer, "a checked request cannot be carried out; please report it")
}

/// As [`inconsistent`], for programs.
pub(super) fn not_lowered(_: LowerError) -> ServiceError {
    inconsistent()
}
