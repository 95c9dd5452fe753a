//! Definitions of tables as texts: what a store keeps of them, and what of it answers show.

use super::answer::{Object, list};
use super::definition::{Billing, Definition, Throughput};
use super::error::{ErrorKind, ServiceError};
use super::state::{Count, Index, Table};
use super::storage::SpaceId;
use crate::request::{IndexKind, IndexProjection, KeySchema, SecondaryIndex};
use crate::source::{JsonNode, JsonNodeKind, document};

/// The text that [`load`] reads: the input of CreateTable that would make the table, and what is beside it.
pub(super) fn save(table: &Table) -> String {
    let mut object = Object::new();
    object.json("Input", &input(&table.definition));
    object.units("Created", table.created);
    object.count("Space", table.space.0);
    object.list("IndexSpaces", table.indexes.iter().map(|index| index.space.0.to_string()));
    if let Some(attribute) = &table.definition.schema.ttl {
        object.text("TimeToLive", attribute);
    }
    object.finish()
}

pub(super) fn load(text: &str) -> Result<Table, ServiceError> {
    let damaged = || ServiceError::new(ErrorKind::InternalServer, "the definition of a table is damaged");
    let node = document(text).map_err(|_| damaged())?;
    let mut definition = Definition::read(node.get("Input").ok_or_else(damaged)?)?;
    definition.schema.ttl = node.get("TimeToLive").and_then(JsonNode::as_str).map(str::to_owned);
    let space = |node: &JsonNode| match &node.kind {
        JsonNodeKind::Number(digits) => digits.parse().ok().map(SpaceId),
        _ => None,
    };
    let created = match node.get("Created").map(|node| &node.kind) {
        Some(JsonNodeKind::Number(digits)) => digits.parse().map_err(|_| damaged())?,
        _ => return Err(damaged()),
    };
    let spaces = node.get("IndexSpaces").and_then(JsonNode::elements).ok_or_else(damaged)?;
    let index = |node| Some(Index { space: space(node)?, count: Count::default() });
    let indexes: Option<Vec<Index>> = spaces.iter().map(index).collect();
    let indexes = indexes.filter(|all| all.len() == definition.schema.indexes.len()).ok_or_else(damaged)?;
    let space = node.get("Space").and_then(space).ok_or_else(damaged)?;
    Ok(Table { definition, created, space, count: Count::default(), indexes })
}

/// The input of CreateTable.
fn input(definition: &Definition) -> String {
    let mut object = Object::new();
    object.text("TableName", &definition.schema.table_name);
    object.json("AttributeDefinitions", &attributes(definition));
    object.json("KeySchema", &key_schema(&definition.schema.key));
    match definition.billing {
        Billing::PayPerRequest => object.text("BillingMode", "PAY_PER_REQUEST"),
        Billing::Provisioned(units) => object.json("ProvisionedThroughput", &throughput(units)),
    }
    for (member, kind) in [("LocalSecondaryIndexes", IndexKind::Local), ("GlobalSecondaryIndexes", IndexKind::Global)] {
        let indexes = definition.schema.indexes.iter().zip(&definition.throughputs);
        let mut indexes = indexes.filter(|(index, _)| index.kind == kind).peekable();
        if indexes.peek().is_some() {
            object.list(member, indexes.map(|(one, units)| index(one, *units)));
        }
    }
    object.flag("DeletionProtectionEnabled", definition.is_protected);
    if let Some(class) = &definition.table_class {
        object.text("TableClass", class);
    }
    if let Some(view) = &definition.stream {
        object.json("StreamSpecification", &stream(view));
    }
    object.finish()
}

fn index(index: &SecondaryIndex, units: Option<Throughput>) -> String {
    let mut object = Object::new();
    object.text("IndexName", &index.name);
    object.json("KeySchema", &key_schema(&index.key));
    object.json("Projection", &projection(&index.projection));
    if let Some(units) = units {
        object.json("ProvisionedThroughput", &throughput(units));
    }
    object.finish()
}

fn throughput(units: Throughput) -> String {
    let mut object = Object::new();
    object.count("ReadCapacityUnits", units.read);
    object.count("WriteCapacityUnits", units.write);
    object.finish()
}

pub(super) fn stream(view: &str) -> String {
    let mut object = Object::new();
    object.flag("StreamEnabled", true);
    object.text("StreamViewType", view);
    object.finish()
}

pub(super) fn attributes(definition: &Definition) -> String {
    list(definition.attributes.iter().map(|(name, of_type)| {
        let mut object = Object::new();
        object.text("AttributeName", name);
        object.text("AttributeType", of_type.descriptor());
        object.finish()
    }))
}

pub(super) fn key_schema(key: &KeySchema) -> String {
    let hashes = key.partition.iter().map(|attribute| (attribute, "HASH"));
    list(hashes.chain(key.sort.iter().map(|attribute| (attribute, "RANGE"))).map(|(attribute, key_type)| {
        let mut object = Object::new();
        object.text("AttributeName", &attribute.name);
        object.text("KeyType", key_type);
        object.finish()
    }))
}

pub(super) fn projection(projection: &IndexProjection) -> String {
    let mut object = Object::new();
    object.text(
        "ProjectionType",
        match projection {
            IndexProjection::All => "ALL",
            IndexProjection::KeysOnly => "KEYS_ONLY",
            IndexProjection::Include(_) => "INCLUDE",
        },
    );
    if let IndexProjection::Include(names) = projection {
        object.list(
            "NonKeyAttributes",
            names.iter().map(|name| {
                let mut text = String::new();
                crate::value::write_text(name, &mut text);
                text
            }),
        );
    }
    object.finish()
}
