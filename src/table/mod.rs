//! Tables in this process: DynamoDB's operations, carried out on items in memory or in another store.
//!
//! In comes an operation's name and its request as JSON, as they go over the wire; out comes the response, or the error
//! that the service would answer with. What a request may say is decided by [`check`](crate::check), what its
//! expressions mean by [`program`](crate::program) and [`eval`](crate::eval); here are the items, their keys and
//! indexes, pages, capacity and transactions. Nothing here touches the outside: a store and a clock are handed in.

mod answer;
mod capacity;
mod database;
mod definition;
mod describe;
mod error;
mod items;
mod key;
mod members;
mod memory;
mod saved;
mod state;
mod storage;
mod tables;
mod tokens;
mod typed;
mod writes;

pub(crate) use capacity::{read_units, write_units};
pub use database::Database;
pub use error::{CancellationReason, ErrorKind, ServiceError};
pub use memory::MemoryStorage;
pub use storage::{Change, SpaceId, Storage, StorageError, StoredItem, Totals};
