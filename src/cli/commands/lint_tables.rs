//! The tables that requests are held against: what is configured, and what the files of the repository define.

use super::lint_read::may_define_tables;
use crate::cli::Streams;
use crate::extract::TableReference;
use crate::host::{Language, parse};
use crate::render::printable_line;
use crate::request::TableSchema;
use crate::schema::{Definitions, Repository, definitions};

/// All tables that are known. What is configured wins over what is found.
pub(super) struct Tables<'c> {
    configured: &'c [TableSchema],
    found: Repository,
    schemas: Vec<TableSchema>,
}

impl<'c> Tables<'c> {
    pub(super) fn new(configured: &'c [TableSchema], definitions: Vec<(String, Definitions)>) -> Self {
        let found = Repository::new(definitions);
        let mut schemas = configured.to_vec();
        let is_new = |schema: &&TableSchema| configured.iter().all(|known| known.table_name != schema.table_name);
        schemas.extend(found.schemas().iter().filter(is_new).cloned());
        Self { configured, found, schemas }
    }

    /// Every table with a name.
    pub(super) fn schemas(&self) -> &[TableSchema] {
        &self.schemas
    }

    /// The table that a request in a file refers to.
    pub(super) fn referred(&self, file: &str, reference: &TableReference) -> Option<TableSchema> {
        let found = self.found.table(file, reference)?;
        let same = |known: &&TableSchema| !known.table_name.is_empty() && known.table_name == found.table_name;
        Some(self.configured.iter().find(same).unwrap_or(found).clone())
    }

    /// Says which tables are defined in several ways.
    pub(super) fn tell_conflicts(&self, streams: &mut Streams<'_>) {
        for conflict in self.found.conflicts() {
            if self.configured.iter().any(|known| known.table_name == conflict.table_name) {
                continue;
            }
            let mut files: Vec<&str> = conflict
                .tables
                .iter()
                .filter_map(|at| self.found.tables().get(*at))
                .map(|(file, _)| file.as_str())
                .collect();
            files.dedup();
            let name = &conflict.table_name;
            let line = format!("ddbexpr: table {name} is defined in several ways, none is used: {}", files.join(", "));
            // Nothing can be said where nobody listens.
            let _ = writeln!(streams.errors, "{}", printable_line(&line));
        }
    }
}

/// What a text defines; most texts define nothing and are not looked into.
pub(super) fn definitions_of(text: &str, language: Language) -> Definitions {
    if language == Language::Markdown || !may_define_tables(text) {
        return Definitions::default();
    }
    definitions(&parse(text, language))
}
