//! `ddbexpr schema infer`: the types that attributes have in items, as a table of `ddbexpr.toml`.

use std::collections::BTreeMap;

use crate::cli::Streams;
use crate::cli::args::InferArguments;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{self, Text};
use crate::cli::items::{Notation, read_items};
use crate::request::TableSchema;
use crate::value::AttributeType;

/// How often an attribute has each type.
type Seen = BTreeMap<String, BTreeMap<&'static str, usize>>;

/// Stands for the name of a table where nobody said it.
const UNNAMED: &str = "TABLE";

pub(super) fn run(arguments: &InferArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let forced = match (arguments.typed, arguments.plain) {
        (true, _) => Some(Notation::Typed),
        (_, true) => Some(Notation::Plain),
        _ => None,
    };
    let (mut seen, mut items) = (Seen::new(), 0);
    for path in &arguments.items {
        let text = input::read(path, streams)?;
        for noted in read_items(&text, forced)? {
            items += 1;
            for (name, value) in noted.item.iter() {
                let types = seen.entry(name.to_owned()).or_default();
                *types.entry(value.attribute_type().descriptor()).or_default() += 1;
            }
        }
    }
    let schema = arguments.table.as_deref().map(|path| read_table(path, streams)).transpose()?;
    let (name, key) = match schema {
        Some(schema) => {
            let name = arguments.name.clone().unwrap_or_else(|| schema.table_name.clone());
            let part = |attributes: &[crate::request::KeyAttribute]| {
                attributes.first().map(|one| (one.name.clone(), one.attribute_type.descriptor()))
            };
            (name, [part(&schema.key.partition), part(&schema.key.sort)])
        }
        None => {
            let part = |name: &Option<String>| name.as_deref().map(|name| key_type(name, &seen)).transpose();
            let key = [part(&arguments.partition_key)?, part(&arguments.sort_key)?];
            (arguments.name.clone().unwrap_or_default(), key)
        }
    };
    let name = if name.is_empty() {
        writeln!(streams.output, "# Write the name of the table instead of {UNNAMED}.")?;
        UNNAMED.to_owned()
    } else {
        name
    };
    write!(streams.output, "{}", fragment(&name, &key, &seen, items))?;
    Ok(Exit::Clean)
}

fn read_table(path: &std::path::Path, streams: &mut Streams<'_>) -> Result<TableSchema, CliError> {
    let Text { name, text } = input::read(path, streams)?;
    TableSchema::from_json(&text).map_err(|error| CliError::NotJson { name, message: error.to_string() })
}

/// The type of a key attribute: one of three, and the same in every item.
fn key_type(name: &str, seen: &Seen) -> Result<(String, &'static str), CliError> {
    let types: Vec<&str> = seen.get(name).map(|types| types.keys().copied().collect()).unwrap_or_default();
    let descriptor = match types.as_slice() {
        ["S"] => "S",
        ["N"] => "N",
        ["B"] => "B",
        [] => return Err(CliError::usage(format!("no item has the key attribute {name}"))),
        types => {
            let types = types.join(" and ");
            return Err(CliError::usage(format!(
                "the key attribute {name} is {types} in the items: a key is S, N or B"
            )));
        }
    };
    Ok((name.to_owned(), descriptor))
}

fn fragment(name: &str, key: &[Option<(String, &'static str)>; 2], seen: &Seen, items: usize) -> String {
    let table = toml_key(name);
    let has_key = key.iter().any(Option::is_some);
    let mut out = if has_key { format!("[tables.{table}]\n") } else { String::new() };
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for (member, part) in ["partition-key", "sort-key"].into_iter().zip(key) {
        if let Some((attribute, descriptor)) = part {
            line(format!("{member} = {}", quoted(&format!("{attribute}:{descriptor}"))));
        }
    }
    let gap = if has_key { "\n" } else { "" };
    line(format!("{gap}[tables.{table}.attributes]\n# Types in {items} items, and in how many of them."));
    for (attribute, types) in seen {
        if key.iter().flatten().any(|(name, _)| name == attribute) {
            continue;
        }
        let counts: Vec<String> = types.iter().map(|(descriptor, count)| format!("{descriptor} {count}")).collect();
        let counts = counts.join(", ");
        // NULL stands for "no value" in attributes of any type.
        let mut values = types.keys().filter(|descriptor| **descriptor != AttributeType::Null.descriptor());
        let attribute = toml_key(attribute);
        line(match (values.next(), values.next()) {
            (Some(only), None) => format!("{attribute} = \"{only}\" # {counts}"),
            (Some(_), _) => format!("# {attribute} has several types: {counts}"),
            (None, _) => format!("# {attribute} never has a value: {counts}"),
        });
    }
    out
}

/// A key of TOML, in quotes where it needs them.
fn toml_key(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { quoted(name) }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
