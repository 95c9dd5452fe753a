//! What is sent: expressions, the maps of their placeholders, the operation around them, the table's schema.

mod operation;
mod placeholders;
mod schema;

pub use operation::{Action, Operation};
pub use placeholders::{Binding, Coverage, ExpressionAttributeNames, ExpressionAttributeValues, Placeholders};
pub use schema::{IndexKind, IndexProjection, KeyAttribute, KeySchema, SecondaryIndex, TableSchema};
