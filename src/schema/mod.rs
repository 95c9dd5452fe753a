//! Tables found in the files of a repository: in templates, in infrastructure code, in calls that create them.
//!
//! In comes a [`Module`], in whatever language; out come the tables it defines, as far as every part of their keys
//! and indexes is written out, and the environment variables that are set to their names. A [`Repository`] puts the
//! definitions of all files together and tells which table a request means. What is not certain gives nothing.

mod api;
mod cdk;
mod chain;
mod environment;
mod reader;
mod record;
mod repository;
mod shorthand;
mod template;
mod terraform;

use std::collections::BTreeSet;

use crate::host::{Module, NodeId};
use crate::request::TableSchema;
use crate::source::Span;

pub use repository::{Conflict, Repository};

/// A table that a file defines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundTable {
    /// Its keys and indexes; its name is empty where it is not written out.
    pub schema: TableSchema,
    /// What its template calls it: the logical id of CloudFormation, the label of Terraform, the id of a construct.
    pub logical_id: Option<String>,
    /// Where it is defined.
    pub span: Span,
    /// The variables that hold it in this file, as written.
    pub(crate) variables: Vec<String>,
}

/// An environment variable that a template sets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting {
    /// The variable.
    pub variable: String,
    /// What it is set to.
    pub link: Link,
}

/// What an environment variable is set to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Link {
    /// The name of a table of the same file, by its number.
    Here(usize),
    /// The name of a table that this folder calls so.
    LogicalId(String),
    /// This text.
    Text(String),
    /// Nobody can tell.
    Unknown,
}

/// What one file says about tables.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Definitions {
    /// The tables it defines.
    pub tables: Vec<FoundTable>,
    /// The environment variables it sets.
    pub settings: Vec<Setting>,
    /// Tables that are given indexes elsewhere: what is known of their indexes is not all.
    pub changed: BTreeSet<String>,
}

/// Words of files that define tables; a file without any of them is not worth reading for their sake.
pub const WORDS: [&str; 7] = [
    "KeySchema",
    "key_schema",
    "key-schema",
    "partitionKey",
    "partition_key",
    "aws_dynamodb_table",
    "Serverless::SimpleTable",
];

/// Finds the tables that a module defines.
///
/// ```
/// use ddbexpr::host::{Language, parse};
/// use ddbexpr::schema::definitions;
///
/// let text = r#"resource "aws_dynamodb_table" "orders" {
///   name     = "orders"
///   hash_key = "id"
///   attribute {
///     name = "id"
///     type = "S"
///   }
/// }"#;
/// let found = definitions(&parse(text, Language::Hcl));
/// assert_eq!(found.tables[0].schema.table_name, "orders");
/// assert_eq!(found.tables[0].schema.key.partition[0].name, "id");
/// ```
#[must_use]
pub fn definitions(module: &Module<'_>) -> Definitions {
    let reader = reader::Reader::new(module);
    let mut tables: Vec<FoundTable> = Vec::new();
    for id in module.nodes() {
        let found = api::table(&reader, id)
            .or_else(|| template::simple_table(&reader, id))
            .or_else(|| cdk::table(&reader, id))
            .or_else(|| terraform::table(&reader, id));
        // A chain is seen from each of its calls.
        let Some(found) = found.filter(|found| tables.iter().all(|known| known.span != found.span)) else { continue };
        tables.push(found);
    }
    let changed = api::changed(&reader);
    tables.retain(|table| !changed.contains("") && !changed.contains(&table.schema.table_name));
    let settings = environment::settings(&reader, &tables);
    Definitions { tables, settings, changed }
}

/// A table without what only some formats say.
fn found(schema: TableSchema, reader: &reader::Reader<'_>, id: NodeId) -> FoundTable {
    FoundTable { schema, logical_id: None, span: reader.module.span(id), variables: reader.variables_of(id) }
}

/// A name that DynamoDB takes for a table; what a tool fills in later is none.
fn is_table_name(name: &str) -> bool {
    let characters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    characters && (3..=255).contains(&name.len())
}
