//! The operations on tables: one file each.
//!
//! What takes the service minutes is done at once here. The answer to a change still tells the state on the way, as the
//! service's does; the next request finds the table active.

mod create_table;
mod delete_table;
mod describe_table;
mod index_updates;
mod list_tables;
mod time_to_live;
mod update_table;

use super::error::ServiceError;
use super::state::State;
use crate::source::JsonNode;

pub(super) use time_to_live::remove_expired;

/// An operation on tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TableOperation {
    CreateTable,
    DeleteTable,
    DescribeTable,
    DescribeTimeToLive,
    ListTables,
    UpdateTable,
    UpdateTimeToLive,
}

impl TableOperation {
    const ALL: [(&'static str, Self); 7] = [
        ("CreateTable", Self::CreateTable),
        ("DeleteTable", Self::DeleteTable),
        ("DescribeTable", Self::DescribeTable),
        ("DescribeTimeToLive", Self::DescribeTimeToLive),
        ("ListTables", Self::ListTables),
        ("UpdateTable", Self::UpdateTable),
        ("UpdateTimeToLive", Self::UpdateTimeToLive),
    ];

    /// The names of all.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    /// The operation of this name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(own, _)| *own == name).map(|(_, operation)| *operation)
    }

    /// True for operations that change nothing.
    pub(super) const fn only_reads(self) -> bool {
        matches!(self, Self::DescribeTable | Self::DescribeTimeToLive | Self::ListTables)
    }
}

/// Carries out an operation that changes nothing.
pub(super) fn read(state: &State, operation: TableOperation, request: &JsonNode) -> Result<String, ServiceError> {
    match operation {
        TableOperation::DescribeTimeToLive => time_to_live::describe_time_to_live(state, request),
        TableOperation::ListTables => list_tables::list_tables(state, request),
        _ => describe_table::describe_table(state, request),
    }
}

/// Carries out an operation that may change something.
pub(super) fn write(
    state: &mut State,
    operation: TableOperation,
    request: &JsonNode,
    now: f64,
) -> Result<String, ServiceError> {
    match operation {
        TableOperation::DeleteTable => delete_table::delete_table(state, request),
        TableOperation::UpdateTable => update_table::update_table(state, request),
        TableOperation::UpdateTimeToLive => time_to_live::update_time_to_live(state, request),
        _ => create_table::create_table(state, request, now),
    }
}

/// A table that operations on tables want.
fn table<'s>(state: &'s State, name: &str) -> Result<&'s super::state::Table, ServiceError> {
    state.tables.get(name).ok_or_else(|| ServiceError::no_such_table(name))
}
