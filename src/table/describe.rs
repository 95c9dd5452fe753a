//! TableDescription: what answers say of a table.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::answer::Object;
use super::definition::{Billing, Throughput};
use super::saved::{attributes, key_schema, projection, stream};
use super::state::{Count, Table};
use crate::request::IndexKind;

/// What is going on with a table, as the answer to a change tells it. Afterwards it is always active.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Status<'s> {
    Active,
    Creating,
    Deleting,
    Updating {
        /// Indexes that are being created or changed, with the word for it.
        indexes: &'s [(String, &'static str)],
    },
}

/// Chosen: a region and an account that nobody has.
const ARN: &str = "arn:aws:dynamodb:us-east-1:000000000000:table/";

pub(super) fn describe(table: &Table, status: Status<'_>) -> String {
    let definition = &table.definition;
    let schema = &definition.schema;
    let mut object = Object::new();
    object.text("TableName", &schema.table_name);
    object.text(
        "TableStatus",
        match status {
            Status::Active => "ACTIVE",
            Status::Creating => "CREATING",
            Status::Deleting => "DELETING",
            Status::Updating { .. } => "UPDATING",
        },
    );
    object.text("TableArn", &format!("{ARN}{}", schema.table_name));
    object.text("TableId", &table_id(table));
    object.units("CreationDateTime", table.created);
    if status != Status::Deleting {
        object.json("AttributeDefinitions", &attributes(definition));
        object.json("KeySchema", &key_schema(&schema.key));
    }
    let units = match definition.billing {
        Billing::PayPerRequest => None,
        Billing::Provisioned(units) => Some(units),
    };
    object.json("ProvisionedThroughput", &throughput(units));
    if units.is_none() {
        let mut billing = Object::new();
        billing.text("BillingMode", "PAY_PER_REQUEST");
        if status != Status::Creating {
            billing.units("LastUpdateToPayPerRequestDateTime", table.created);
        }
        object.json("BillingModeSummary", &billing.finish());
    }
    counts(&mut object, ["TableSizeBytes", "ItemCount"], table.count);
    for (member, kind) in [("LocalSecondaryIndexes", IndexKind::Local), ("GlobalSecondaryIndexes", IndexKind::Global)] {
        let all = schema.indexes.iter().enumerate().filter(|(_, index)| index.kind == kind);
        let described: Vec<String> = all.map(|(at, _)| describe_index(table, at, status)).collect();
        if !described.is_empty() {
            object.list(member, described);
        }
    }
    if let Some(view) = &definition.stream {
        object.json("StreamSpecification", &stream(view));
    }
    if let Some(class) = &definition.table_class {
        let mut summary = Object::new();
        summary.text("TableClass", class);
        object.json("TableClassSummary", &summary.finish());
    }
    object.flag("DeletionProtectionEnabled", definition.is_protected);
    object.finish()
}

fn describe_index(table: &Table, at: usize, status: Status<'_>) -> String {
    let mut object = Object::new();
    let Some((index, own)) = table.definition.schema.indexes.get(at).zip(table.indexes.get(at)) else {
        return object.finish();
    };
    object.text("IndexName", &index.name);
    object.json("KeySchema", &key_schema(&index.key));
    object.json("Projection", &projection(&index.projection));
    if index.kind == IndexKind::Global {
        let word = match status {
            Status::Active => "ACTIVE",
            Status::Creating => "CREATING",
            Status::Deleting => "DELETING",
            Status::Updating { indexes } => {
                indexes.iter().find(|(name, _)| *name == index.name).map_or("ACTIVE", |(_, word)| word)
            }
        };
        object.text("IndexStatus", word);
        object.json("ProvisionedThroughput", &throughput(table.definition.throughputs.get(at).copied().flatten()));
    }
    object.text("IndexArn", &format!("{ARN}{}/index/{}", table.definition.schema.table_name, index.name));
    counts(&mut object, ["IndexSizeBytes", "ItemCount"], own.count);
    object.finish()
}

/// Service: these are counted every six hours. Here they are always right.
fn counts(object: &mut Object, [bytes, items]: [&str; 2], count: Count) {
    object.count(bytes, count.bytes);
    object.count(items, count.items);
}

fn throughput(units: Option<Throughput>) -> String {
    let units = units.unwrap_or(Throughput { read: 0, write: 0 });
    let mut object = Object::new();
    object.count("NumberOfDecreasesToday", 0);
    object.count("ReadCapacityUnits", units.read);
    object.count("WriteCapacityUnits", units.write);
    object.finish()
}

/// A name for this table and none of the same name before or after it.
fn table_id(table: &Table) -> String {
    let hash = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, &table.definition.schema.table_name, table.space, table.created.to_bits()).hash(&mut hasher);
        hasher.finish()
    };
    let (high, low) = (hash(0), hash(1));
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        (low >> 48) & 0xfff,
        low & 0xffff_ffff_ffff
    )
}
