//! What only templates of CloudFormation and SAM say: logical ids, tables with a simple key.

use super::reader::Reader;
use super::record::Record;
use super::{FoundTable, found, is_table_name};
use crate::host::{NodeId, NodeKind};
use crate::request::{KeyAttribute, KeySchema, TableSchema};
use crate::value::AttributeType;

/// `Orders` of `Orders: {Type: AWS::DynamoDB::Table, Properties: …}`, for the properties.
pub(super) fn logical_id(reader: &Reader<'_>, properties: NodeId) -> Option<String> {
    let resource = reader.module.parent(properties)?;
    let kind = resource_type(reader, resource)?;
    matches!(kind, "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable").then_some(())?;
    key_of(reader, resource)
}

/// `Type: AWS::Serverless::SimpleTable`
pub(super) fn simple_table(reader: &Reader<'_>, id: NodeId) -> Option<FoundTable> {
    if resource_type(reader, id)? != "AWS::Serverless::SimpleTable" {
        return None;
    }
    let resource = Record::of(reader, id)?;
    let (mut name, mut attribute_type, mut table_name) = ("id", AttributeType::S, String::new());
    if let Some(properties) = resource.get("properties") {
        let properties = Record::of(reader, properties)?;
        if properties.has("primarykey") {
            let key = Record::of(reader, properties.get("primarykey")?)?;
            name = reader.text(key.get("name")?)?;
            attribute_type = match reader.word(key.get("type")?)?.as_str() {
                "STRING" => AttributeType::S,
                "NUMBER" => AttributeType::N,
                "BINARY" => AttributeType::B,
                _ => return None,
            };
        }
        let written = properties.get("tablename").and_then(|name| reader.text(name));
        table_name = written.filter(|name| is_table_name(name)).unwrap_or_default().to_owned();
    }
    let partition = vec![KeyAttribute { name: name.to_owned(), attribute_type }];
    let key = KeySchema { partition, sort: Vec::new() };
    let mut table = found(TableSchema { table_name, key, ..TableSchema::default() }, reader, id);
    table.logical_id = key_of(reader, id);
    Some(table)
}

fn resource_type<'m>(reader: &Reader<'m>, resource: NodeId) -> Option<&'m str> {
    let NodeKind::Object { entries, .. } = reader.module.kind(resource) else { return None };
    let entry = entries.iter().find(|entry| reader.module.plain_text(entry.key) == Some("Type"))?;
    reader.module.plain_text(entry.value)
}

/// The key that an object stands under.
fn key_of(reader: &Reader<'_>, id: NodeId) -> Option<String> {
    let NodeKind::Object { entries, .. } = reader.module.kind(reader.module.parent(id)?) else { return None };
    let entry = entries.iter().find(|entry| entry.value == id)?;
    reader.module.plain_text(entry.key).map(str::to_owned)
}
