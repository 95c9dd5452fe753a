//! What is sent: expressions, the maps of their placeholders, the operation around them, the table's schema.

mod decode;
mod entry;
mod operation;
mod placeholders;
mod plain;
mod recognise;
mod schema;
mod schema_json;
mod shape;
mod surroundings;
mod wrapper;

pub use decode::decode;
pub use entry::{AttributeUpdate, DecodeError, DecodeProblem, Entry, LegacyCondition, Request};
pub use operation::{Action, Operation};
pub(crate) use placeholders::MADE_BY_BUILDER;
pub use placeholders::{
    Binding, Coverage, ExpressionAttributeNames, ExpressionAttributeValues, Placeholders, is_known_name, unknown_name,
};
pub use recognise::{other_spelling, recognise};
pub use schema::{IndexKind, IndexProjection, KeyAttribute, KeySchema, SecondaryIndex, TableSchema};
pub use schema_json::SchemaError;
pub use shape::Shape;
pub use surroundings::{
    Client, GivenEntry, GivenExpression, GivenMap, Hole, Pages, Presence, Purpose, Repeated, Surroundings,
};
pub use wrapper::Wrapper;
