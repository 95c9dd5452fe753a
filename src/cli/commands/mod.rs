//! One file for each command.

pub(super) mod eval;
pub(super) mod fmt;
pub(super) mod generate;
pub(super) mod lint;
mod no_request;
pub(super) mod outcome;
pub(super) mod parse;
pub(super) mod refused;
pub(super) mod rules;
mod rules_text;
