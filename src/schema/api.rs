//! Tables in the words of the API: calls of CreateTable, answers of DescribeTable, `Properties` of templates.
//!
//! What is read is put together as the JSON that CreateTable takes, so that one decoder says what is a table.

use std::collections::BTreeSet;

use super::chain;
use super::reader::Reader;
use super::record::Record;
use super::{FoundTable, found, is_table_name, shorthand, template};
use crate::host::{NodeId, NodeKind};
use crate::request::TableSchema;
use crate::source::{JsonMember, JsonNode, JsonNodeKind, Span};

/// The table that a node creates or describes.
pub(super) fn table(reader: &Reader<'_>, id: NodeId) -> Option<FoundTable> {
    let id = start(reader, id)?;
    let record = Record::of(reader, id)?;
    // An index has a key, too, but no definitions of attributes.
    if !record.has("keyschema") || !record.has("attributedefinitions") || reader.is_changed(id) {
        return None;
    }
    let json = if is_command(reader, id) { shorthand::table(reader, id)? } else { table_json(reader, &record)? };
    let mut schema = TableSchema::from_node(&json).ok()?;
    if !is_table_name(&schema.table_name) {
        schema.table_name.clear();
    }
    schema.ttl = ttl(reader, &record);
    let mut table = found(schema, reader, id);
    table.logical_id = template::logical_id(reader, id);
    Some(table)
}

/// The tables that are given another index: what their definitions say is not all. An empty name is any table.
pub(super) fn changed(reader: &Reader<'_>) -> BTreeSet<String> {
    let mut changed = BTreeSet::new();
    for id in reader.module.nodes() {
        let keys: Vec<&str> = match reader.module.kind(id) {
            NodeKind::Object { entries, .. } => {
                entries.iter().filter_map(|entry| reader.module.plain_text(entry.key)).collect()
            }
            NodeKind::Call { arguments, callee, .. } => {
                let names = arguments.iter().filter_map(|argument| argument.name.as_deref());
                names.chain(reader.module.last_name(*callee)).collect()
            }
            _ => continue,
        };
        if !keys.iter().any(|key| key.len() > 25 && chain::bare(key) == "globalsecondaryindexupdates") {
            continue;
        }
        let id =
            if matches!(reader.module.kind(id), NodeKind::Call { .. }) { chain::top(reader.module, id) } else { id };
        let name = Record::of(reader, id).and_then(|record| reader.text(record.get("tablename")?));
        changed.insert(name.unwrap_or_default().to_owned());
    }
    changed
}

/// The node that holds a whole table, where `id` has a part of its own that tells.
fn start(reader: &Reader<'_>, id: NodeId) -> Option<NodeId> {
    let module = reader.module;
    match module.kind(id) {
        NodeKind::Object { entries, .. } => {
            let tells = |key: &str| key.len() <= 16 && chain::bare(key) == "keyschema";
            entries.iter().filter_map(|entry| module.plain_text(entry.key)).any(tells).then_some(id)
        }
        NodeKind::Call { callee, arguments, .. } => {
            let mut names = arguments.iter().filter_map(|argument| argument.name.as_deref());
            if names.any(|name| chain::bare(name) == "keyschema") {
                return Some(id);
            }
            let is_setter = matches!(module.kind(*callee), NodeKind::Member { name, .. } if chain::is_setter(name));
            is_setter.then(|| chain::top(module, id))
        }
        _ => None,
    }
}

/// `aws dynamodb create-table …`
fn is_command(reader: &Reader<'_>, id: NodeId) -> bool {
    matches!(reader.module.kind(id), NodeKind::Call { arguments, .. }
        if arguments.iter().any(|argument| argument.name.as_deref().is_some_and(|name| name.starts_with("--"))))
}

fn table_json(reader: &Reader<'_>, record: &Record) -> Option<JsonNode> {
    let mut members = vec![
        ("KeySchema", key(reader, record)?),
        ("AttributeDefinitions", list(reader, record, "attributedefinitions", &attribute)?),
    ];
    for (name, bare) in
        [("GlobalSecondaryIndexes", "globalsecondaryindexes"), ("LocalSecondaryIndexes", "localsecondaryindexes")]
    {
        if record.has(bare) {
            members.push((name, list(reader, record, bare, &index)?));
        }
    }
    if let Some(name) = record.get("tablename").and_then(|name| reader.text(name)) {
        members.push(("TableName", text(name)));
    }
    Some(object(members))
}

fn key(reader: &Reader<'_>, record: &Record) -> Option<JsonNode> {
    list(reader, record, "keyschema", &|reader, record| {
        let name = reader.text(record.get("attributename")?)?;
        let kind = reader.word(record.get("keytype")?)?;
        Some(object(vec![("AttributeName", text(name)), ("KeyType", text(&kind))]))
    })
}

fn attribute(reader: &Reader<'_>, record: &Record) -> Option<JsonNode> {
    let name = reader.text(record.get("attributename")?)?;
    let kind = reader.word(record.get("attributetype")?)?;
    Some(object(vec![("AttributeName", text(name)), ("AttributeType", text(&kind))]))
}

fn index(reader: &Reader<'_>, record: &Record) -> Option<JsonNode> {
    let name = reader.text(record.get("indexname")?)?;
    let mut members = vec![("IndexName", text(name)), ("KeySchema", key(reader, record)?)];
    if record.has("projection") {
        let projection = Record::of(reader, record.get("projection")?)?;
        let kind = reader.word(projection.get("projectiontype")?)?;
        let kind = if kind == "KEYSONLY" { "KEYS_ONLY".to_owned() } else { kind };
        let mut inside = vec![("ProjectionType", text(&kind))];
        if projection.has("nonkeyattributes") {
            inside.push(("NonKeyAttributes", texts(reader, &projection, "nonkeyattributes")?));
        }
        members.push(("Projection", object(inside)));
    }
    Some(object(members))
}

fn list(
    reader: &Reader<'_>,
    record: &Record,
    name: &str,
    read: &dyn Fn(&Reader<'_>, &Record) -> Option<JsonNode>,
) -> Option<JsonNode> {
    let given: Vec<NodeId> = record.all(name).collect();
    let elements = reader.elements(&given)?;
    let read = |id| Record::of(reader, id).and_then(|record| read(reader, &record));
    let all = elements.into_iter().map(read).collect::<Option<Vec<_>>>()?;
    Some(JsonNode { span: Span::at(0), kind: JsonNodeKind::Array(all) })
}

fn texts(reader: &Reader<'_>, record: &Record, name: &str) -> Option<JsonNode> {
    let given: Vec<NodeId> = record.all(name).collect();
    let all = reader.elements(&given)?.into_iter().map(|id| reader.text(id).map(text));
    Some(JsonNode { span: Span::at(0), kind: JsonNodeKind::Array(all.collect::<Option<Vec<_>>>()?) })
}

/// `TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}`
fn ttl(reader: &Reader<'_>, record: &Record) -> Option<String> {
    let specification = Record::of(reader, record.get("timetolivespecification")?)?;
    let enabled = reader.resolved(specification.get("enabled")?);
    let is_on = match reader.module.kind(enabled) {
        NodeKind::Bool(on) => *on,
        _ => reader.text(enabled).is_some_and(|text| text.eq_ignore_ascii_case("true")),
    };
    let name = reader.text(specification.get("attributename")?)?;
    is_on.then(|| name.to_owned())
}

/// A JSON object without places.
pub(super) fn object(members: Vec<(&str, JsonNode)>) -> JsonNode {
    let member = |(key, value): (&str, JsonNode)| JsonMember { key: key.to_owned(), key_span: Span::at(0), value };
    JsonNode { span: Span::at(0), kind: JsonNodeKind::Object(members.into_iter().map(member).collect()) }
}

/// A JSON string without a place.
pub(super) fn text(text: &str) -> JsonNode {
    JsonNode { span: Span::at(0), kind: JsonNodeKind::String(text.to_owned()) }
}
