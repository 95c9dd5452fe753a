//! The arguments of `ddbexpr exec`.

use std::path::PathBuf;

use clap::Args;

/// Carry out DynamoDB operations on tables in memory, or in a folder
///
/// Carries out one operation and prints the response, or the error that the service would answer with. With --jsonl
/// one operation a line, all on the same tables. What is loaded before are tables (the input of CreateTable, the output
/// of DescribeTable) and, behind each table, its items (one after another, an array, the answer of a Scan, an export,
/// the input of BatchWriteItem).
#[derive(Debug, Args)]
pub(in crate::cli) struct ExecArguments {
    /// The operation, such as PutItem or put-item
    #[arg(required_unless_present = "jsonl")]
    pub(in crate::cli) operation: Option<String>,
    /// The request: a file, `-` for standard input, or JSON
    #[arg(long, value_name = "FILE|JSON", required_unless_present = "jsonl")]
    pub(in crate::cli) request: Option<String>,
    /// Keep the tables in this folder; what was answered is on the disk. One process at a time has it
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) data: Option<PathBuf>,
    /// Tables and items to begin with; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) load: Vec<PathBuf>,
    /// Answer JSON lines `{"operation", "request"}` from standard input with `{"response"}` or `{"error"}`
    #[arg(long, conflicts_with_all = ["operation", "request"])]
    pub(in crate::cli) jsonl: bool,
}
