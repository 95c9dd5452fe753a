//! One file for each command.

pub(super) mod fmt;
pub(super) mod generate;
pub(super) mod parse;
mod refused;
