//! The arguments of `ddbexpr explain`.

use std::path::PathBuf;

use clap::Args;

use super::{Colour, ResultFormat};

/// Explain why a request does what it does on tables in memory, or in a folder
///
/// Says how many items a Query or Scan reads and how many come back, what each part of its filter removes and why, what
/// nearly matches (another case, white space, another type, a sort key outside of the range, items that are not in the
/// index), what it costs and what would cost less. Of operations on items: whether the item is there, why the condition
/// holds or fails, what changes. Nothing is written.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArguments {
    /// The operation, such as Query or query; recognised from the request when left out
    pub(in crate::cli) operation: Option<String>,
    /// The request: a file, `-` for standard input, or JSON
    #[arg(long, value_name = "FILE|JSON")]
    pub(in crate::cli) request: String,
    /// The tables are in this folder
    #[arg(long, value_name = "DIR", required_unless_present = "load", conflicts_with = "load")]
    pub(in crate::cli) data: Option<PathBuf>,
    /// Tables and items, as for exec; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) load: Vec<PathBuf>,
    /// How to print the explanation
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: ResultFormat,
    #[arg(long, value_enum, default_value_t, help = "When to use colour")]
    pub(in crate::cli) color: Colour,
}
