//! The arguments of `ddbexpr schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ResultFormat;

/// Show the tables that a repository defines, or infer types of attributes from items
#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: SchemaCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SchemaCommand {
    Show(ShowArguments),
    Infer(InferArguments),
}

/// List the tables that `lint` finds in templates, infrastructure code and calls that create tables
#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArguments {
    /// Files and directories
    #[arg(default_value = ".", value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: ResultFormat,
}

/// Print a table for ddbexpr.toml, with the types that the attributes of items have
///
/// Without the attributes of the key, only the section with the types of attributes is printed.
///
/// Reads DynamoDB JSON or plain JSON: objects, arrays, JSON lines, answers of Query and Scan, exports.
#[derive(Debug, Args)]
pub(in crate::cli) struct InferArguments {
    /// Files with items; `-` is standard input
    #[arg(required = true, value_name = "ITEMS")]
    pub(in crate::cli) items: Vec<PathBuf>,
    /// The table's name; that of --table, or TABLE to be replaced, when left out
    #[arg(long)]
    pub(in crate::cli) name: Option<String>,
    /// The attribute of the partition key
    #[arg(long, value_name = "ATTRIBUTE")]
    pub(in crate::cli) partition_key: Option<String>,
    /// The attribute of the sort key
    #[arg(long, value_name = "ATTRIBUTE", requires = "partition_key")]
    pub(in crate::cli) sort_key: Option<String>,
    /// The table: CreateTable input or DescribeTable output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["partition_key", "sort_key"])]
    pub(in crate::cli) table: Option<PathBuf>,
    /// Take items as DynamoDB JSON: `{"age": {"N": "5"}}`
    #[arg(long, conflicts_with = "plain")]
    pub(in crate::cli) typed: bool,
    /// Take items as plain JSON: `{"age": 5}`
    #[arg(long)]
    pub(in crate::cli) plain: bool,
}
