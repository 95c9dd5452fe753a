//! A compiler for Amazon DynamoDB's expression language.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostics;
pub mod eval;
pub mod layer;
pub mod limits;
pub mod problem;
pub mod program;
pub mod render;
pub mod request;
pub mod source;
pub mod syntax;
pub mod value;

pub use program::{Condition, KeyCondition, Projection, Refused, Update};
