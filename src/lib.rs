//! A compiler for Amazon DynamoDB's expression language.

pub mod limits;
pub mod source;
pub mod syntax;
pub mod value;
