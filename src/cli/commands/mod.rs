//! One file for each command.

mod changed;
pub(super) mod eval;
pub(super) mod fmt;
pub(super) mod generate;
pub(super) mod init;
pub(super) mod lint;
mod lint_file;
mod lint_print;
mod lint_settings;
mod lint_walk;
mod lint_watch;
pub(super) mod outcome;
pub(super) mod parse;
pub(super) mod refused;
