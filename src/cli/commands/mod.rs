//! One file for each command.

pub(super) mod eval;
pub(super) mod fmt;
pub(super) mod generate;
mod outcome;
pub(super) mod parse;
mod refused;
