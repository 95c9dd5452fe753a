//! The arguments of `ddbexpr migrate`.

use clap::Args;

/// Write a request with legacy parameters anew, with expressions
///
/// Replaces KeyConditions, QueryFilter, ScanFilter, Expected, AttributeUpdates, AttributesToGet and ConditionalOperator by
/// expressions that behave alike, and prints the request. Where there is no such expression, says so and prints nothing.
#[derive(Debug, Args)]
pub(in crate::cli) struct MigrateArguments {
    /// The operation, such as Query or query; recognised from the request when left out
    pub(in crate::cli) operation: Option<String>,
    /// The request: a file, `-` for standard input, or JSON
    #[arg(long, value_name = "FILE|JSON")]
    pub(in crate::cli) request: String,
}
