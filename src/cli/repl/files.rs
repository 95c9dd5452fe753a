//! Files that a session reads and writes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Repl;
use super::command::words;
use super::state::Setting;
use crate::cli::Streams;
use crate::cli::commands::eval::read_table;
use crate::cli::error::CliError;
use crate::cli::input::{Text, read};
use crate::cli::items::{read_items, read_names, read_values, show_item};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues, KeySchema};

impl Repl {
    /// Loads items in place of the ones there are.
    pub(super) fn load_items(&mut self, line: &str, source: &str, out: &mut dyn Write) -> Result<(), CliError> {
        let mut items = Vec::new();
        for text in texts(source)? {
            items.extend(read_items(&text, self.manner.notation)?);
        }
        let count = items.len();
        self.state.change(line, Setting::Items(items, 0));
        Ok(self.confirm(out, format_args!("{count} item{}", if count == 1 { "" } else { "s" }))?)
    }

    /// Adds names from a file.
    pub(super) fn load_names(&mut self, line: &str, source: &str, out: &mut dyn Write) -> Result<(), CliError> {
        let mut names: ExpressionAttributeNames = self.state.session().names.clone();
        for text in texts(source)? {
            read_names(&text, &mut names)?;
        }
        let count = names.len();
        self.state.change(line, Setting::Names(names));
        Ok(self.confirm(out, format_args!("{count} name placeholder{}", if count == 1 { "" } else { "s" }))?)
    }

    /// Adds values from a file.
    pub(super) fn load_values(&mut self, line: &str, source: &str, out: &mut dyn Write) -> Result<(), CliError> {
        let mut values: ExpressionAttributeValues = self.state.session().values.clone();
        for text in texts(source)? {
            read_values(&text, self.manner.notation, &mut values)?;
        }
        let count = values.len();
        self.state.change(line, Setting::Values(values));
        Ok(self.confirm(out, format_args!("{count} value placeholder{}", if count == 1 { "" } else { "s" }))?)
    }

    /// Loads a table.
    pub(super) fn load_table(
        &mut self,
        line: &str,
        file: &str,
        index: Option<String>,
        out: &mut dyn Write,
    ) -> Result<(), CliError> {
        let table = without_input(|streams| read_table(named(file)?, index.as_deref(), streams))?;
        self.state.change(line, Setting::Table(Some(Box::new(table)), index));
        if self.confirms { self.show_table(out) } else { Ok(()) }
    }

    /// Turns to an index of the table, or back to the table itself.
    pub(super) fn set_index(&mut self, line: &str, index: Option<&str>) -> Result<(), CliError> {
        let Some(table) = &self.state.session().table else {
            return Err(CliError::usage("no table is loaded; `.table FILE` loads one"));
        };
        if let Some(index) = index
            && table.index(index).is_none()
        {
            return Err(CliError::usage(format!("the table {} has no index `{index}`", table.table_name)));
        }
        self.state.change(line, Setting::Index(index.map(str::to_owned)));
        Ok(())
    }

    /// Says which keys the table and its indexes have.
    pub(super) fn show_table(&self, out: &mut dyn Write) -> Result<(), CliError> {
        let session = self.state.session();
        let Some(table) = &session.table else {
            return Ok(writeln!(out, "no table is loaded; `.table FILE` loads one")?);
        };
        let mark = |index: Option<&str>| if session.index.as_deref() == index { '*' } else { ' ' };
        writeln!(out, "{} {}: {}", mark(None), table.table_name, describe(&table.key))?;
        for index in &table.indexes {
            writeln!(out, "{} {}: {}", mark(Some(&index.name)), index.name, describe(&index.key))?;
        }
        Ok(())
    }

    /// Writes the current item to a file.
    pub(super) fn save(&self, file: &str, out: &mut dyn Write) -> Result<(), CliError> {
        let Some(noted) = self.state.item() else {
            return Err(CliError::usage("no item is loaded"));
        };
        let text = show_item(&noted.item, noted.notation) + "\n";
        replace(named(file)?, text.as_bytes())
            .map_err(|source| CliError::Read { path: PathBuf::from(file), source })?;
        Ok(self.confirm(out, format_args!("saved to {file}"))?)
    }
}

/// `pk S (partition), sk N (sort)`
fn describe(key: &KeySchema) -> String {
    let partition = key.partition.iter().map(|attribute| (attribute, "partition"));
    let attributes = partition.chain(key.sort.iter().map(|attribute| (attribute, "sort")));
    let parts = attributes.map(|(attribute, role)| format!("{} {} ({role})", attribute.name, attribute.attribute_type));
    parts.collect::<Vec<_>>().join(", ")
}

/// JSON given in place, or the files that are named.
fn texts(source: &str) -> Result<Vec<Text>, CliError> {
    if source.starts_with(['{', '[']) {
        return Ok(vec![Text { name: "<line>".to_owned(), text: source.to_owned() }]);
    }
    words(source).iter().map(|file| without_input(|streams| read(named(file)?, streams))).collect()
}

/// A file by its name. Standard input is where the session itself comes from.
fn named(file: &str) -> Result<&Path, CliError> {
    if file == "-" { Err(CliError::usage("standard input is the session itself")) } else { Ok(Path::new(file)) }
}

fn without_input<T>(work: impl FnOnce(&mut Streams<'_>) -> Result<T, CliError>) -> Result<T, CliError> {
    let (mut input, mut output, mut errors) = (io::empty(), io::sink(), io::sink());
    work(&mut Streams::plain(&mut input, &mut output, &mut errors))
}

/// Replaces a file in one step: whoever reads it sees the old content or the new one.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // Through symbolic links, which are to stay.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    if target.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let temporary = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    let written = fill(file, content, &target).and_then(|()| fs::rename(&temporary, &target));
    if written.is_err() {
        drop(fs::remove_file(&temporary));
    }
    written
}

fn fill(mut file: File, content: &[u8], target: &Path) -> io::Result<()> {
    if let Ok(old) = fs::metadata(target) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_or_not_at_all() {
        let directory = std::env::temp_dir().join(format!("ddbexpr-save-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let file = directory.join("item.json");
        replace(&file, b"one").unwrap();
        replace(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert!(replace(&directory, b"three").is_err());
        assert!(replace(&directory.join("none/item.json"), b"three").is_err());
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
        fs::remove_dir_all(&directory).unwrap();
    }
}
