//! One file for each command.

pub(super) mod eval;
pub(super) mod fmt;
pub(super) mod generate;
pub(super) mod lint;
pub(super) mod outcome;
pub(super) mod parse;
pub(super) mod refused;
