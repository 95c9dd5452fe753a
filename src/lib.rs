//! A compiler for Amazon DynamoDB's expression language.

pub mod check;
pub mod diagnostics;
pub mod layer;
pub mod limits;
pub mod problem;
pub mod request;
pub mod source;
pub mod syntax;
pub mod value;
