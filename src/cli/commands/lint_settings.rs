//! What a run of `lint` goes by: the configuration, the tables, the command line.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use crate::cli::Streams;
use crate::cli::args::LintArguments;
use crate::cli::error::CliError;
use crate::cli::input::{self, Text};
use crate::config::{Config, FILE_NAME};
use crate::layer::ValidationLayer;
use crate::lint::RuleOptions;
use crate::request::{Operation, TableSchema};

/// What a run goes by.
pub(super) struct Settings {
    /// What the project has configured; the defaults where it has nothing.
    pub(super) config: Config,
    /// The folder that the paths of the configuration are relative to.
    pub(super) root: PathBuf,
    /// Every table that is described: on the command line, in the configuration, in the files it names.
    pub(super) tables: Vec<TableSchema>,
    /// The operation of all requests, where it was said.
    pub(super) operation: Option<Operation>,
    /// Which validation words the answers.
    pub(super) validation: ValidationLayer,
    /// What rules are configured with.
    pub(super) options: RuleOptions,
    /// Files that the run itself reads or writes: they are left out of directories.
    own: Vec<PathBuf>,
}

impl Settings {
    pub(super) fn read(arguments: &LintArguments, streams: &mut Streams<'_>) -> Result<Self, CliError> {
        let file = config_file(arguments);
        let mut config = match &file {
            Some(path) => read_config(path, streams)?,
            None => Config::default(),
        };
        config.forced.extend(arguments.rule.iter().copied());
        let folder = file.as_deref().and_then(Path::parent);
        // Without a configuration, paths are relative to the folder that is checked.
        let named = arguments.paths.first().filter(|path| path.is_dir()).map(PathBuf::as_path);
        let root = cleaned(folder.or(named).unwrap_or(Path::new("")));
        let mut tables = read_tables(&arguments.table, streams)?;
        tables.extend(config.tables.iter().map(|table| table.schema.clone()));
        let schemas: Vec<PathBuf> = config.schemas.iter().map(|path| beside(folder, path)).collect();
        tables.extend(read_tables(&schemas, streams)?);
        let validation = arguments.validation.map(ValidationLayer::from).or(config.validation).unwrap_or_default();
        let own = [&arguments.output, &arguments.baseline, &arguments.write_baseline];
        let own = own.into_iter().flatten().chain(&arguments.table).chain(&schemas).map(|path| cleaned(path)).collect();
        let options = config.rule_options();
        Ok(Self { config, root, tables, operation: arguments.operation, validation, options, own })
    }

    /// What holds for a directory by its configuration alone.
    pub(super) fn of_directory(directory: &Path, streams: &mut Streams<'_>) -> Result<Self, CliError> {
        let file = nearest_config(directory);
        let config = file.as_deref().map(|path| read_config(path, streams)).transpose()?.unwrap_or_default();
        let root = cleaned(file.as_deref().and_then(Path::parent).unwrap_or(directory));
        let (validation, options) = (config.validation.unwrap_or_default(), config.rule_options());
        Ok(Self { config, root, tables: Vec::new(), operation: None, validation, options, own: Vec::new() })
    }

    /// What rules are configured with in a file.
    pub(super) fn options(&self, path: &str) -> Cow<'_, RuleOptions> {
        match self.config.client(path) {
            Some(style) => Cow::Owned(RuleOptions { client: Some(style.client()), ..self.options.clone() }),
            None => Cow::Borrowed(&self.options),
        }
    }

    /// Whether a file that was found in a directory is checked.
    pub(super) fn takes(&self, path: &Path) -> bool {
        let inside = self.config.is_included(&self.relative(&path.to_string_lossy()));
        inside && (self.own.is_empty() || !self.own.contains(&cleaned(path)))
    }

    /// A path as the configuration names it: relative to its folder, with `/` between the parts. A path outside of
    /// that folder stays as it is.
    pub(super) fn relative(&self, name: &str) -> String {
        let path = cleaned(Path::new(name));
        let Ok(inside) = path.strip_prefix(&self.root) else { return name.replace('\\', "/") };
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

/// The configuration that was named, or the nearest from the first path upward.
pub(super) fn config_file(arguments: &LintArguments) -> Option<PathBuf> {
    if arguments.no_config || arguments.config.is_some() {
        return arguments.config.clone();
    }
    let named = arguments.stdin_filename.as_ref().map(PathBuf::from);
    let first = named.or_else(|| arguments.paths.first().filter(|path| path.as_os_str() != "-").cloned());
    nearest_config(&first.unwrap_or_default())
}

/// The nearest configuration from a path upward.
pub(super) fn nearest_config(from: &Path) -> Option<PathBuf> {
    let start = cleaned(from);
    let found = start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())?;
    // Shown as people would write it.
    let here = cleaned(Path::new(""));
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}

pub(super) fn read_config(path: &Path, streams: &mut Streams<'_>) -> Result<Config, CliError> {
    let Text { name, text } = input::read(path, streams)?;
    Config::parse(&text).map_err(|errors| CliError::Config { name, errors })
}

fn beside(folder: Option<&Path>, path: &str) -> PathBuf {
    folder.unwrap_or(Path::new("")).join(path)
}

pub(super) fn read_tables(paths: &[PathBuf], streams: &mut Streams<'_>) -> Result<Vec<TableSchema>, CliError> {
    let mut tables = Vec::new();
    for path in paths {
        let Text { name, text } = input::read(path, streams)?;
        let read = TableSchema::all_from_json(&text);
        tables.extend(read.map_err(|error| CliError::NotJson { name, message: error.to_string() })?);
    }
    Ok(tables)
}

/// The whole path, without `.` and `..`; links are not followed.
fn cleaned(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let mut cleaned = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(cleaned.pop()),
            part => cleaned.push(part),
        }
    }
    cleaned
}
