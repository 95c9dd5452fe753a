//! A compiler for Amazon DynamoDB's expression language.

pub mod layer;
pub mod limits;
pub mod source;
pub mod syntax;
pub mod value;
