//! Attribute values, items and the views through which they are read.

mod number;

pub use number::{Number, NumberError};
