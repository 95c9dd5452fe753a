//! One file for each command.

mod changed;
pub(super) mod eval;
pub(super) mod fmt;
pub(super) mod generate;
pub(super) mod init;
pub(super) mod lint;
mod lint_consistency;
mod lint_diff;
mod lint_files;
mod lint_fix;
mod lint_imports;
mod lint_print;
mod lint_processors;
mod lint_read;
mod lint_settings;
mod lint_tables;
mod lint_walk;
mod lint_watch;
mod no_request;
pub(super) mod outcome;
pub(super) mod parse;
pub(super) mod refused;
pub(super) mod rules;
mod rules_text;
pub(super) mod schema;
mod schema_infer;
