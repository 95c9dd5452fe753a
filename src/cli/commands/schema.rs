//! `ddbexpr schema`: the tables of a repository, and types of attributes from items.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::lint_settings::Settings;
use super::lint_tables::definitions_of;
use super::lint_walk::{Begun, begin, language_of};
use super::schema_infer;
use crate::cli::Streams;
use crate::cli::args::{ResultFormat, SchemaArguments, SchemaCommand, ShowArguments};
use crate::cli::error::{CliError, Exit};
use crate::cli::input;
use crate::render::printable_line;
use crate::request::{IndexKind, IndexProjection, KeySchema};
use crate::schema::{Definitions, FoundTable, Repository};

pub(in crate::cli) fn run(arguments: &SchemaArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    match &arguments.command {
        SchemaCommand::Show(arguments) => show(arguments, streams),
        SchemaCommand::Infer(arguments) => schema_infer::run(arguments, streams),
    }
}

/// A file that defines tables.
struct Defining {
    name: String,
    /// The line of each table, by where the table begins.
    lines: BTreeMap<u32, usize>,
    definitions: Definitions,
}

impl Defining {
    fn new(name: String, text: &str, definitions: Definitions) -> Self {
        let line = |table: &FoundTable| {
            let before = text.as_bytes().get(..table.span.start as usize).unwrap_or_default();
            (table.span.start, before.iter().filter(|byte| **byte == b'\n').count() + 1)
        };
        let lines = definitions.tables.iter().map(line).collect();
        Self { name, lines, definitions }
    }
}

fn show(arguments: &ShowArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let mut all = Vec::new();
    for path in &arguments.paths {
        if path.is_dir() {
            all.extend(in_directory(path, streams)?);
            continue;
        }
        let input::Text { name, text } = input::read(path, streams)?;
        let language = language_of(&name).unwrap_or(crate::host::Language::Json);
        let definitions = definitions_of(&text, language);
        all.push(Defining::new(name, &text, definitions));
    }
    let lines: BTreeMap<String, BTreeMap<u32, usize>> =
        all.iter().map(|one| (one.name.clone(), one.lines.clone())).collect();
    let repository = Repository::new(all.into_iter().map(|one| (one.name, one.definitions)).collect());
    let line = |file: &str, table: &FoundTable| {
        lines.get(file).and_then(|lines| lines.get(&table.span.start)).copied().unwrap_or_default()
    };
    match arguments.format {
        ResultFormat::Human => write!(streams.output, "{}", human(&repository, &line))?,
        ResultFormat::Json => {
            let tables = repository.tables().iter().map(|(file, table)| data(file, line(file, table), table));
            let conflicts = repository.conflicts().iter().map(|conflict| &conflict.table_name).collect::<Vec<_>>();
            let tables = tables.collect::<Value>();
            writeln!(streams.output, "{}", json!({ "version": 1, "tables": tables, "conflicts": conflicts }))?;
        }
    }
    Ok(Exit::Clean)
}

fn in_directory(directory: &Path, streams: &mut Streams<'_>) -> Result<Vec<Defining>, CliError> {
    let settings = Settings::of_directory(directory, streams)?;
    let walked = begin(directory, &settings);
    let mut all = Vec::new();
    for (path, begun) in walked.files.iter().zip(walked.begun) {
        let Begun::Read(text, definitions) = begun else { continue };
        if definitions == Definitions::default() {
            continue;
        }
        let text = match text {
            Some(text) => text,
            None => input::read(path, streams)?.text,
        };
        all.push(Defining::new(path.display().to_string(), &text, definitions));
    }
    Ok(all)
}

fn human(repository: &Repository, line: &dyn Fn(&str, &FoundTable) -> usize) -> String {
    let mut out = String::new();
    let mut say = |text: String| {
        out.push_str(&printable_line(&text));
        out.push('\n');
    };
    for (file, table) in repository.tables() {
        let schema = &table.schema;
        let name = if schema.table_name.is_empty() { "(no literal name)" } else { schema.table_name.as_str() };
        let id = table.logical_id.as_deref().map(|id| format!(", {id}")).unwrap_or_default();
        say(format!("{name}  {file}:{}{id}", line(file, table)));
        say(format!("  key {}", key(&schema.key)));
        for index in &schema.indexes {
            let projection = match &index.projection {
                IndexProjection::All => "all attributes".to_owned(),
                IndexProjection::KeysOnly => "keys only".to_owned(),
                IndexProjection::Include(names) => format!("keys and {}", names.join(", ")),
            };
            say(format!("  {} index {}: {}; {projection}", kind(index.kind), index.name, key(&index.key)));
        }
        if let Some(ttl) = &schema.ttl {
            say(format!("  time to live {ttl}"));
        }
    }
    for conflict in repository.conflicts() {
        say(format!("{} is defined in several ways: `lint` uses none of them", conflict.table_name));
    }
    if repository.tables().is_empty() {
        say("no table is defined here".to_owned());
    }
    out
}

fn key(key: &KeySchema) -> String {
    let attributes = key.attributes().map(|one| format!("{}:{}", one.name, one.attribute_type.descriptor()));
    attributes.collect::<Vec<_>>().join(", ")
}

const fn kind(kind: IndexKind) -> &'static str {
    match kind {
        IndexKind::Global => "global",
        IndexKind::Local => "local",
    }
}

fn data(file: &str, line: usize, table: &FoundTable) -> Value {
    let schema = &table.schema;
    let index = |index: &crate::request::SecondaryIndex| {
        let projection = match &index.projection {
            IndexProjection::All => json!("all"),
            IndexProjection::KeysOnly => json!("keys-only"),
            IndexProjection::Include(names) => json!(names),
        };
        let (kind, key) = (kind(index.kind), key_data(&index.key));
        json!({ "name": index.name, "kind": kind, "key": key, "projection": projection })
    };
    json!({
        "name": (!schema.table_name.is_empty()).then_some(&schema.table_name),
        "logicalId": table.logical_id,
        "file": file,
        "line": line,
        "key": key_data(&schema.key),
        "indexes": schema.indexes.iter().map(index).collect::<Value>(),
        "ttl": schema.ttl,
    })
}

fn key_data(key: &KeySchema) -> Value {
    let part = |attributes: &[crate::request::KeyAttribute]| {
        let one =
            |one: &crate::request::KeyAttribute| json!({ "name": one.name, "type": one.attribute_type.descriptor() });
        attributes.iter().map(one).collect::<Value>()
    };
    json!({ "partition": part(&key.partition), "sort": part(&key.sort) })
}
