//! The tables of a whole repository, and which of them a request of one of its files means.

use std::collections::{BTreeMap, BTreeSet};

use super::{Definitions, FoundTable, Link};
use crate::extract::TableReference;
use crate::request::TableSchema;

/// The definitions of all files, put together.
#[derive(Clone, Debug, Default)]
pub struct Repository {
    tables: Vec<(String, FoundTable)>,
    /// The tables with a name of their own, each once.
    schemas: Vec<TableSchema>,
    conflicts: Vec<Conflict>,
    /// Who sets an environment variable, and to which table; `None` where it is not known.
    settings: BTreeMap<String, Vec<(String, Option<TableSchema>)>>,
}

/// A name that is defined in several ways: requests that use it are judged by none of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The name.
    pub table_name: String,
    /// The definitions, by file, by their numbers among the tables.
    pub tables: Vec<usize>,
}

impl Repository {
    /// Puts together what the files of a repository define. Files are named by paths with `/` between their parts.
    #[must_use]
    pub fn new(files: Vec<(String, Definitions)>) -> Self {
        let changed: BTreeSet<&String> = files.iter().flat_map(|(_, found)| &found.changed).collect();
        let is_whole = |table: &FoundTable| {
            let name = &table.schema.table_name;
            name.is_empty() || !changed.contains(name)
        };
        let mut repository = Self::default();
        for (file, found) in &files {
            for table in found.tables.iter().filter(|table| is_whole(table)) {
                repository.tables.push((file.clone(), table.clone()));
            }
        }
        repository.collect_names();
        for (file, found) in &files {
            for setting in &found.settings {
                let table =
                    repository.linked(file, &setting.link, found).filter(|table| is_whole_schema(table, &changed));
                repository.settings.entry(setting.variable.clone()).or_default().push((file.clone(), table));
            }
        }
        repository
    }

    /// Every table that was found, with its file.
    #[must_use]
    pub fn tables(&self) -> &[(String, FoundTable)] {
        &self.tables
    }

    /// The tables with a name that is defined in one way only.
    #[must_use]
    pub fn schemas(&self) -> &[TableSchema] {
        &self.schemas
    }

    /// The names that are defined in several ways.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The table that a request in `file` means; `None` where that is not certain.
    #[must_use]
    pub fn table(&self, file: &str, reference: &TableReference) -> Option<&TableSchema> {
        match reference {
            TableReference::Name(name) => self.named(name),
            TableReference::Environment(variable) => self.of_variable(file, variable),
            TableReference::LogicalId(id) => self.of_logical_id(file, id),
            TableReference::Unknown => None,
        }
    }

    fn collect_names(&mut self) {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, (_, table)) in self.tables.iter().enumerate() {
            if !table.schema.table_name.is_empty() {
                by_name.entry(&table.schema.table_name).or_default().push(at);
            }
        }
        for (name, tables) in by_name {
            let mut schemas = tables.iter().filter_map(|at| self.tables.get(*at)).map(|(_, table)| &table.schema);
            let Some(first) = schemas.next() else { continue };
            if schemas.all(|schema| is_same(first, schema)) {
                self.schemas.push(first.clone());
            } else {
                self.conflicts.push(Conflict { table_name: name.to_owned(), tables });
            }
        }
    }

    fn named(&self, name: &str) -> Option<&TableSchema> {
        self.schemas.iter().find(|schema| schema.table_name == name)
    }

    fn linked(&self, file: &str, link: &Link, found: &Definitions) -> Option<TableSchema> {
        match link {
            Link::Here(at) => found.tables.get(*at).map(|table| table.schema.clone()),
            Link::LogicalId(id) => self.of_logical_id(file, id).cloned(),
            Link::Text(name) => self.named(name).cloned(),
            Link::Unknown => None,
        }
    }

    /// The table that a template calls so: of the same file, or of a Terraform file of the same folder.
    fn of_logical_id(&self, file: &str, id: &str) -> Option<&TableSchema> {
        let is_near = |other: &str| other == file || (folder(other) == folder(file) && other.ends_with(".tf"));
        let all = self.tables.iter().filter(|(own, table)| is_near(own) && table.logical_id.as_deref() == Some(id));
        only(all.map(|(_, table)| Some(&table.schema)))
    }

    /// The table that a variable names, by the settings in the nearest folder above the file that has any.
    fn of_variable(&self, file: &str, variable: &str) -> Option<&TableSchema> {
        let settings = self.settings.get(variable)?;
        let mut above = folder(file);
        loop {
            let inside =
                |other: &str| above.is_empty() || other.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'));
            let mut near = settings.iter().filter(|(own, _)| inside(own)).peekable();
            if near.peek().is_some() {
                return only(near.map(|(_, table)| table.as_ref()));
            }
            if above.is_empty() {
                return None;
            }
            above = folder(above);
        }
    }
}

/// What all agree on.
fn only<'t>(mut all: impl Iterator<Item = Option<&'t TableSchema>>) -> Option<&'t TableSchema> {
    let first = all.next()??;
    all.all(|other| other.is_some_and(|other| is_same(first, other))).then_some(first)
}

/// The same keys and indexes, in whatever order the indexes are written.
fn is_same(one: &TableSchema, two: &TableSchema) -> bool {
    one.key == two.key
        && one.ttl == two.ttl
        && one.table_name == two.table_name
        && one.indexes.len() == two.indexes.len()
        && one.indexes.iter().all(|index| two.index(&index.name) == Some(index))
}

fn is_whole_schema(table: &TableSchema, changed: &BTreeSet<&String>) -> bool {
    table.table_name.is_empty() || !changed.contains(&table.table_name)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
