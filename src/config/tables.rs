//! `[tables.NAME]`: keys, indexes and attributes of tables.

use std::collections::BTreeMap;

use super::reader::{Reader, Value};
use crate::request::{IndexKind, IndexProjection, KeyAttribute, KeySchema, SecondaryIndex, TableSchema};
use crate::source::Span;
use crate::value::AttributeType;

/// A table as the configuration describes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Its keys and indexes.
    pub schema: TableSchema,
    /// The attribute that says when an item's time to live is over.
    pub ttl: Option<String>,
    /// The types of further attributes.
    pub attributes: Vec<(String, AttributeType)>,
}

/// An attribute whose type was said somewhere.
struct Declared {
    attribute: KeyAttribute,
    at: Span,
}

pub(super) fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<Table> {
    let all = reader.entries(value, "tables");
    all.into_iter().map(|(name, at, value)| read_table(name, at, value, reader)).collect()
}

const TABLE_KEYS: &[&str] = &["partition-key", "sort-key", "ttl", "indexes", "attributes"];

fn read_table(name: &str, at: Span, value: &Value<'_>, reader: &mut Reader<'_>) -> Table {
    let mut declared = Vec::new();
    let mut key = KeySchema::default();
    let (mut ttl, mut indexes, mut attributes) = (None, Vec::new(), Vec::new());
    for (member, value) in reader.members(value, name, TABLE_KEYS) {
        match member {
            "partition-key" => key.partition = read_key(member, value, 1, &mut declared, reader),
            "sort-key" => key.sort = read_key(member, value, 1, &mut declared, reader),
            "ttl" => ttl = reader.text(value, member),
            "indexes" => indexes = reader.entries(value, member),
            _ => attributes = read_attributes(value, &mut declared, reader),
        }
    }
    if key.partition.is_empty() && value.get_ref().is_table() {
        reader.wrong_at(at, format!("table `{name}` needs a `partition-key`, such as \"pk:S\""));
    }
    let known = attributes.iter().cloned().collect();
    let (table_name, indexes_read) = (name.to_owned(), Vec::new());
    let mut schema = TableSchema { table_name, key, indexes: indexes_read, attributes: known, ttl: ttl.clone() };
    for (index, at, value) in indexes {
        let index = read_index(index, at, value, &schema.key, &mut declared, reader);
        schema.indexes.push(index);
    }
    contradictions(&declared, reader);
    Table { schema, ttl, attributes }
}

const INDEX_KEYS: &[&str] = &["kind", "partition-key", "sort-key", "projection"];
/// A global index has at most so many attributes in each part of its key.
const MOST_IN_KEY: usize = 4;

fn read_index(
    name: &str,
    at: Span,
    value: &Value<'_>,
    table: &KeySchema,
    declared: &mut Vec<Declared>,
    reader: &mut Reader<'_>,
) -> SecondaryIndex {
    let mut kind = IndexKind::Global;
    let mut key = KeySchema::default();
    let mut projection = IndexProjection::All;
    for (member, value) in reader.members(value, name, INDEX_KEYS) {
        match member {
            "kind" => {
                let words = [("global", IndexKind::Global), ("local", IndexKind::Local)];
                kind = reader.word(value, member, &words).unwrap_or(kind);
            }
            "partition-key" => key.partition = read_key(member, value, MOST_IN_KEY, declared, reader),
            "sort-key" => key.sort = read_key(member, value, MOST_IN_KEY, declared, reader),
            _ => projection = read_projection(value, reader),
        }
    }
    match kind {
        IndexKind::Global if key.partition.is_empty() && value.get_ref().is_table() => {
            reader.wrong_at(at, format!("global index `{name}` needs a `partition-key`, such as \"status:S\""));
        }
        // A local index has the partition key of its table.
        IndexKind::Local if key.partition.is_empty() => key.partition.clone_from(&table.partition),
        IndexKind::Local if key.partition != table.partition => {
            reader.wrong_at(at, format!("local index `{name}` has the partition key of its table: leave it out"));
        }
        _ => {}
    }
    SecondaryIndex { name: name.to_owned(), kind, key, projection }
}

/// `"pk:S"`, or a list of them.
fn read_key(
    name: &str,
    value: &Value<'_>,
    most: usize,
    declared: &mut Vec<Declared>,
    reader: &mut Reader<'_>,
) -> Vec<KeyAttribute> {
    let parts = if value.get_ref().is_array() { reader.list(value, name) } else { vec![value] };
    if parts.len() > most {
        let attributes = if most == 1 { "one attribute" } else { "at most four attributes" };
        reader.wrong(value, format!("`{name}` has {attributes} here"));
    }
    let mut key = Vec::new();
    for part in parts {
        let Some(text) = reader.text(part, name) else { continue };
        let split = text.rsplit_once(':').filter(|(attribute, _)| !attribute.is_empty());
        let typed = split.and_then(|(attribute, code)| {
            let attribute_type = code.parse().ok()?;
            let is_scalar = matches!(attribute_type, AttributeType::S | AttributeType::N | AttributeType::B);
            is_scalar.then(|| KeyAttribute { name: attribute.to_owned(), attribute_type })
        });
        match typed {
            Some(attribute) => {
                declared.push(Declared { attribute: attribute.clone(), at: Reader::place(part) });
                key.push(attribute);
            }
            None => {
                let message = format!("`{name}` is written \"name:type\" with the type S, N or B, such as \"pk:S\"");
                reader.wrong(part, message);
            }
        }
    }
    key
}

fn read_projection(value: &Value<'_>, reader: &mut Reader<'_>) -> IndexProjection {
    if value.get_ref().is_array() {
        let names = reader.texts(value, "projection");
        return IndexProjection::Include(names.into_iter().map(|(name, _)| name).collect());
    }
    match value.get_ref().as_str() {
        Some("all") => IndexProjection::All,
        Some("keys-only") => IndexProjection::KeysOnly,
        _ => {
            reader.wrong(value, "`projection` has to be \"all\", \"keys-only\" or a list of attributes");
            IndexProjection::All
        }
    }
}

fn read_attributes(
    value: &Value<'_>,
    declared: &mut Vec<Declared>,
    reader: &mut Reader<'_>,
) -> Vec<(String, AttributeType)> {
    let words = AttributeType::ALL.map(|one| (one.descriptor(), one));
    let mut attributes = Vec::new();
    for (name, at, value) in reader.entries(value, "attributes") {
        let Some(attribute_type) = reader.word(value, name, &words) else { continue };
        declared.push(Declared { attribute: KeyAttribute { name: name.to_owned(), attribute_type }, at });
        attributes.push((name.to_owned(), attribute_type));
    }
    attributes
}

/// An attribute has one type wherever it is named.
fn contradictions(declared: &[Declared], reader: &mut Reader<'_>) {
    let mut types = BTreeMap::new();
    for Declared { attribute, at } in declared {
        let name = attribute.name.as_str();
        let before = *types.entry(name).or_insert(attribute.attribute_type);
        if before != attribute.attribute_type {
            let here = attribute.attribute_type;
            reader.wrong_at(*at, format!("attribute `{name}` is {before} elsewhere and {here} here"));
        }
    }
}
