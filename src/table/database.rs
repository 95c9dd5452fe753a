//! A set of tables, and the one way in: an operation and its request.

use std::fmt;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::error::{ErrorKind, ServiceError};
use super::items;
use super::memory::MemoryStorage;
use super::state::State;
use super::storage::Storage;
use super::tables::{self, TableOperation};
use crate::layer::ValidationLayer;
use crate::request::{Operation, decode};
use crate::source::{JsonNode, document};

type Clock = Box<dyn Fn() -> f64 + Send + Sync>;

/// Tables that answer as DynamoDB does, in this process.
///
/// Any number of threads may use one at once: readers beside one another, writers one after the other. Each request,
/// and each transaction, is done whole or not at all.
///
/// ```
/// use ddbexpr::table::{Database, ErrorKind};
///
/// let database = Database::new();
/// database.execute("CreateTable", r#"{
///     "TableName": "books", "BillingMode": "PAY_PER_REQUEST",
///     "AttributeDefinitions": [{"AttributeName": "isbn", "AttributeType": "S"}],
///     "KeySchema": [{"AttributeName": "isbn", "KeyType": "HASH"}]
/// }"#)?;
/// database.execute("PutItem", r#"{"TableName": "books", "Item": {"isbn": {"S": "1"}, "copies": {"N": "1"}}}"#)?;
///
/// // Take the last copy, and nobody takes another.
/// let borrow = r#"{
///     "TableName": "books", "Key": {"isbn": {"S": "1"}},
///     "UpdateExpression": "SET copies = copies - :one", "ConditionExpression": "copies >= :one",
///     "ExpressionAttributeValues": {":one": {"N": "1"}}, "ReturnValues": "UPDATED_NEW"
/// }"#;
/// assert_eq!(database.execute("UpdateItem", borrow)?, r#"{"Attributes":{"copies":{"N":"0"}}}"#);
/// let refused = database.execute("UpdateItem", borrow).unwrap_err();
/// assert_eq!(refused.kind, ErrorKind::ConditionalCheckFailed);
/// # Ok::<(), ddbexpr::table::ServiceError>(())
/// ```
pub struct Database {
    state: RwLock<State>,
    clock: Clock,
    newest: ValidationLayer,
}

impl Database {
    /// A database without tables, in memory. Its clock stands still at 0; see [`Database::with_clock`].
    #[must_use]
    pub fn new() -> Self {
        Self::of(State::empty(Box::new(MemoryStorage::new())))
    }

    /// The tables that a store holds.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read, or what it holds is damaged.
    pub fn open(storage: Box<dyn Storage>) -> Result<Self, ServiceError> {
        Ok(Self::of(State::open(storage)?))
    }

    fn of(state: State) -> Self {
        Self { state: RwLock::new(state), clock: Box::new(|| 0.0), newest: ValidationLayer::default() }
    }

    /// The same, with a clock that tells the seconds since 1970: when tables were created, and when the token of a
    /// transaction may be used anew.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// The same, with the texts of a region's validation layer.
    #[must_use]
    pub fn with_layer(mut self, newest: ValidationLayer) -> Self {
        self.newest = newest;
        self
    }

    /// The names of all operations that are known.
    pub fn operations() -> impl Iterator<Item = &'static str> {
        Operation::ALL.into_iter().map(Operation::name).chain(TableOperation::names())
    }

    /// Carries out an operation: its name and its request as they go over the wire. Gives the body of the response.
    ///
    /// # Errors
    ///
    /// With what the service would answer.
    pub fn execute(&self, operation: &str, request: &str) -> Result<String, ServiceError> {
        let call = Call::of(operation).ok_or_else(|| ServiceError::new(ErrorKind::UnknownOperation, ""))?;
        // Service: JSON that cannot be read is told without a message.
        let node = document(request).map_err(|_| ServiceError::new(ErrorKind::Serialization, ""))?;
        self.carry_out(call, &node)
    }

    fn carry_out(&self, call: Call, node: &JsonNode) -> Result<String, ServiceError> {
        match call {
            Call::Items(operation) => {
                let request = decode(node, operation, self.newest);
                if items::only_reads(operation) {
                    items::read(&self.reading(), &request, self.newest)
                } else {
                    items::write(&mut self.writing(), request, self.newest, (self.clock)())
                }
            }
            Call::Tables(operation) if operation.only_reads() => tables::read(&self.reading(), operation, node),
            Call::Tables(operation) => tables::write(&mut self.writing(), operation, node, (self.clock)()),
        }
    }

    /// Deletes the items whose time to live is over at `now`, in seconds since 1970, in all tables that have one. Gives
    /// how many.
    ///
    /// The service does so within days; here it is done when it is asked for, and not before.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub fn remove_expired(&self, now: f64) -> Result<usize, ServiceError> {
        tables::remove_expired(&mut self.writing(), now)
    }

    /// A thread that panicked left the tables whole: changes are made in one commit.
    pub(super) fn reading(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn writing(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Database {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database").field("tables", &self.reading().tables.keys().collect::<Vec<_>>()).finish()
    }
}

/// An operation of either kind.
#[derive(Clone, Copy, Debug)]
enum Call {
    Items(Operation),
    Tables(TableOperation),
}

impl Call {
    /// Names are as they go over the wire.
    fn of(name: &str) -> Option<Self> {
        let of_items = Operation::ALL.into_iter().find(|operation| operation.name() == name);
        of_items.map(Self::Items).or_else(|| TableOperation::of(name).map(Self::Tables))
    }
}
