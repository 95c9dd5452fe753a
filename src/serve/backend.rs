//! What answers the requests: tables of this process, or another endpoint.

use std::sync::{Arc, PoisonError, RwLock};

use super::upstream::Upstream;
use crate::request::{Operation, TableSchema};
use crate::source::document;
use crate::table::{Database, ErrorKind, ServiceError};

/// Where requests go.
#[derive(Debug)]
pub(super) enum Backend {
    Tables(Tables),
    Upstream(Box<Upstream>),
}

/// The schemas that requests are linted with, shared by all that were made while they did not change.
pub(super) type Schemas = Arc<[TableSchema]>;

/// Tables of this process.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) database: Database,
    schemas: RwLock<Schemas>,
}

impl Tables {
    pub(super) fn new(database: Database) -> Self {
        let schemas = RwLock::new(database.schemas().into());
        Self { database, schemas }
    }

    pub(super) fn schemas(&self) -> Schemas {
        self.schemas.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Carries out what was asked for. Without the name of an operation, that is told, unless the body is no JSON.
    pub(super) fn execute(&self, operation: Option<&str>, request: &str) -> Result<String, ServiceError> {
        let Some(operation) = operation.filter(|name| is_known(name)) else {
            let kind = match document(request) {
                Ok(_) => ErrorKind::UnknownOperation,
                Err(_) if request.is_empty() => ErrorKind::UnknownOperation,
                Err(_) => ErrorKind::Serialization,
            };
            return Err(error(kind, ""));
        };
        let answer = self.database.execute(operation, request)?;
        if item_operation(operation).is_none() {
            // Read under the lock, so that of two changes at once the last is kept.
            let mut schemas = self.schemas.write().unwrap_or_else(PoisonError::into_inner);
            let now = self.database.schemas();
            if **schemas != *now {
                *schemas = now.into();
            }
        }
        Ok(answer)
    }
}

fn is_known(operation: &str) -> bool {
    Database::operations().any(|known| known == operation)
}

/// The operation of this name, where it is one on items.
pub(super) fn item_operation(name: &str) -> Option<Operation> {
    Operation::ALL.into_iter().find(|operation| operation.name() == name)
}

pub(super) fn error(kind: ErrorKind, message: &str) -> ServiceError {
    ServiceError { kind, message: message.to_owned(), item: None, cancellation_reasons: Vec::new() }
}
