//! The operations on items: one file each, and what they share.

mod batch_get_item;
mod batch_write_item;
mod checked;
mod delete_item;
mod expected;
mod get_item;
mod legacy_updates;
mod modification;
mod output;
mod page;
mod put_item;
mod query;
mod scan;
mod test;
mod transact_get_items;
mod transact_write_items;
mod update_item;
mod written;

use super::error::ServiceError;
use super::state::State;
use crate::layer::ValidationLayer;
use crate::request::{Operation, Request};

/// True for operations that change nothing.
pub(super) const fn only_reads(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::GetItem | Operation::Query | Operation::Scan | Operation::BatchGetItem | Operation::TransactGetItems
    )
}

/// Carries out an operation that changes nothing.
pub(super) fn read(state: &State, request: &Request<'_>, newest: ValidationLayer) -> Result<String, ServiceError> {
    match request.operation {
        Operation::Query => query::query(state, request, newest),
        Operation::Scan => scan::scan(state, request, newest),
        Operation::BatchGetItem => batch_get_item::batch_get_item(state, request, newest),
        Operation::TransactGetItems => transact_get_items::transact_get_items(state, request, newest),
        _ => get_item::get_item(state, request, newest),
    }
}

/// Carries out an operation that may change something.
pub(super) fn write(
    state: &mut State,
    request: Request<'_>,
    newest: ValidationLayer,
    now: f64,
) -> Result<String, ServiceError> {
    match request.operation {
        Operation::UpdateItem => update_item::update_item(state, &request, newest),
        Operation::DeleteItem => delete_item::delete_item(state, &request, newest),
        Operation::BatchWriteItem => batch_write_item::batch_write_item(state, request, newest),
        Operation::TransactWriteItems => transact_write_items::transact_write_items(state, &request, newest, now),
        _ => put_item::put_item(state, request, newest),
    }
}
