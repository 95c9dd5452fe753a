//! The arguments of `ddbexpr serve`.

use std::path::PathBuf;

use clap::Args;

use super::{FailOn, rule_level};
use crate::diagnostics::Code;
use crate::lint::Level;

/// Answer as DynamoDB does, over HTTP, and lint what passes through
///
/// Prints one line on standard output when it is ready, and answers until Ctrl-C or SIGTERM. Any credentials are good.
/// Point a program to it with AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000. Every request is linted, as `ddbexpr
/// lint` would; each new finding is a line on standard error, and all of them are told again at the end.
#[derive(Debug, Args)]
pub(in crate::cli) struct ServeArguments {
    /// The port; 0 is any that is free
    #[arg(long, default_value_t = 8000)]
    pub(in crate::cli) port: u16,
    /// The address to listen on. Beyond this machine, everybody who reaches it reads and writes everything
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub(in crate::cli) host: String,
    /// Tables and items to begin with; may be repeated
    #[arg(long, value_name = "FILE", conflicts_with = "upstream")]
    pub(in crate::cli) load: Vec<PathBuf>,
    /// Keep the tables in this folder; in memory when left out
    #[arg(long, value_name = "DIR", conflicts_with = "upstream")]
    pub(in crate::cli) data: Option<PathBuf>,
    /// Delete items whose time to live is over, every so many seconds
    #[arg(long, value_name = "SECONDS", conflicts_with = "upstream", value_parser = clap::value_parser!(u64).range(1..))]
    pub(in crate::cli) remove_expired: Option<u64>,
    /// Send every request on to another endpoint, untouched, and lint what passes
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) upstream: Option<String>,
    /// A table of the other endpoint: CreateTable input or DescribeTable output; may be repeated
    #[arg(long, value_name = "FILE", requires = "upstream")]
    pub(in crate::cli) table: Vec<PathBuf>,
    /// Lint nothing
    #[arg(long, conflicts_with_all = ["lint_report", "fail_on", "rule", "config", "no_config"])]
    pub(in crate::cli) no_lint: bool,
    /// Write what was found into this file when it stops, as JSON, with counts
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) lint_report: Option<PathBuf>,
    /// The least finding that makes the exit code 1
    #[arg(long, value_enum, default_value = "never", value_name = "LEVEL")]
    pub(in crate::cli) fail_on: FailOn,
    /// The configuration; looked for from the current directory upward when left out
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, conflicts_with = "config")]
    pub(in crate::cli) no_config: bool,
    /// How loud a rule is, whatever the configuration says: `scan-with-filter=off`; may be repeated
    #[arg(long, value_name = "NAME=LEVEL", value_parser = rule_level)]
    pub(in crate::cli) rule: Vec<(Code, Level)>,
}
