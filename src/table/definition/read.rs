//! The input of CreateTable.

use super::index::{IndexInput, check_index, read_index};
use super::keys::{Attributes, KeyInput, check_order, read_key};
use super::{Billing, Definition, Throughput};
use crate::request::{IndexKind, TableSchema};
use crate::source::JsonNode;
use crate::table::error::ServiceError;
use crate::table::members::{Members, Structure};

const LOCAL_INDEXES: usize = 5;
const GLOBAL_INDEXES: usize = 20;

/// What ProvisionedThroughput says without PROVISIONED, or the other way round.
pub(in crate::table) const PROVISIONED: &str =
    "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST";
const UNPROVISIONED: &str =
    "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED";

/// ProvisionedThroughput of a table or index.
pub(in crate::table) fn read_throughput(
    members: &mut Members,
    of: &Structure<'_>,
) -> Result<Option<Throughput>, ServiceError> {
    let Some(throughput) = members.structure(of, "ProvisionedThroughput")? else { return Ok(None) };
    let any = (1, i64::MAX);
    let write = members.required_integer(&throughput, "WriteCapacityUnits", any)?;
    let read = members.required_integer(&throughput, "ReadCapacityUnits", any)?;
    Ok(read.zip(write).map(|(read, write)| Throughput { read, write }))
}

impl Definition {
    /// Reads and checks the input of CreateTable.
    pub(in crate::table) fn read(node: &JsonNode) -> Result<Self, ServiceError> {
        let request = Structure::request(node)?;
        let mut members = Members::default();
        let table = members.table_name(&request)?.to_owned();
        let definitions = members.required_structures(&request, "AttributeDefinitions", "AttributeDefinition")?;
        let attributes = Attributes::read(&mut members, &definitions.unwrap_or_default())?;
        let key = read_key(&mut members, &request, 2)?;
        let mode = members.word(&request, "BillingMode", "PROVISIONED, PAY_PER_REQUEST")?;
        let throughput = read_throughput(&mut members, &request)?;
        let mut indexes = Vec::new();
        for (name, kind) in LISTS {
            indexes.push((kind, read_indexes(&mut members, &request, name, kind)?));
        }
        let is_protected = members.flag(&request, "DeletionProtectionEnabled")?.unwrap_or_default();
        let table_class = members.text(&request, "TableClass")?;
        let stream = read_stream(&mut members, &request)?;
        members.finish()?;

        check_class(table_class)?;
        let billing = billing(mode, throughput)?;
        attributes.check_repeated()?;
        let has_indexes = indexes.iter().any(|(_, list)| list.is_some());
        check_key(&key, &attributes, has_indexes)?;
        let mut schema = TableSchema { table_name: table, key: attributes.key(&key), ..TableSchema::default() };
        let mut throughputs = Vec::new();
        for (kind, list) in &indexes {
            let Some(list) = list else { continue };
            add_indexes(&mut schema, *kind, list, &attributes, billing)?;
            throughputs.extend(list.iter().map(|index| index.throughput));
        }
        check_used(&schema, &attributes)?;
        let (table_class, stream) = (table_class.map(str::to_owned), stream.map(str::to_owned));
        Ok(Self { schema, attributes: attributes.0, billing, throughputs, is_protected, table_class, stream })
    }
}

/// Service: local indexes are looked at first.
const LISTS: [(&str, IndexKind); 2] =
    [("LocalSecondaryIndexes", IndexKind::Local), ("GlobalSecondaryIndexes", IndexKind::Global)];

fn read_indexes<'j>(
    members: &mut Members,
    request: &Structure<'j>,
    name: &str,
    kind: IndexKind,
) -> Result<Option<Vec<IndexInput<'j>>>, ServiceError> {
    let Some(list) = members.structures(request, name, class(kind))? else { return Ok(None) };
    let mut indexes = Vec::with_capacity(list.len());
    for one in &list {
        indexes.push(read_index(members, one, kind)?);
    }
    Ok(Some(indexes))
}

const fn class(kind: IndexKind) -> &'static str {
    match kind {
        IndexKind::Local => "LocalSecondaryIndex",
        IndexKind::Global => "GlobalSecondaryIndex",
    }
}

fn read_stream<'j>(members: &mut Members, request: &Structure<'j>) -> Result<Option<&'j str>, ServiceError> {
    let Some(stream) = members.structure(request, "StreamSpecification")? else { return Ok(None) };
    let enabled = members.required_flag(&stream, "StreamEnabled")?.unwrap_or_default();
    let words = "KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES";
    let view = members.word(&stream, "StreamViewType", words)?;
    match (enabled, view) {
        (true, None) => {
            Err(ServiceError::invalid("Table is being created with a stream enabled, UpdateViewType is required"))
        }
        (false, Some(_)) => Err(ServiceError::invalid(
            "Table is being created with a stream disabled, UpdateViewType should not be specified",
        )),
        (_, view) => Ok(view),
    }
}

fn check_class(word: Option<&str>) -> Result<(), ServiceError> {
    match word {
        None | Some("STANDARD" | "STANDARD_INFREQUENT_ACCESS") => Ok(()),
        Some(_) => Err(ServiceError::validation(
            "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, \
             STANDARD_INFREQUENT_ACCESS].",
        )),
    }
}

fn billing(mode: Option<&str>, throughput: Option<Throughput>) -> Result<Billing, ServiceError> {
    match (mode, throughput) {
        (Some("PAY_PER_REQUEST"), None) => Ok(Billing::PayPerRequest),
        (Some("PAY_PER_REQUEST"), Some(_)) => Err(ServiceError::invalid(PROVISIONED)),
        (_, Some(throughput)) => Ok(Billing::Provisioned(throughput)),
        (_, None) => Err(ServiceError::invalid(UNPROVISIONED)),
    }
}

fn check_key(key: &KeyInput<'_>, attributes: &Attributes, has_indexes: bool) -> Result<(), ServiceError> {
    if key.len() > attributes.0.len() {
        return Err(ServiceError::validation("Invalid KeySchema: Some index key attribute have no definition"));
    }
    attributes.check_defined(key)?;
    check_order(key, false)?;
    if !has_indexes && key.len() != attributes.0.len() {
        return Err(ServiceError::invalid(
            "Number of attributes in KeySchema does not exactly match number of attributes defined in \
             AttributeDefinitions",
        ));
    }
    Ok(())
}

fn add_indexes(
    schema: &mut TableSchema,
    kind: IndexKind,
    list: &[IndexInput<'_>],
    attributes: &Attributes,
    billing: Billing,
) -> Result<(), ServiceError> {
    let (member, most, too_many) = match kind {
        IndexKind::Local => (
            "LocalSecondaryIndexes",
            LOCAL_INDEXES,
            format!("Number of LocalSecondaryIndexes exceeds per-table limit of {LOCAL_INDEXES}"),
        ),
        IndexKind::Global => (
            "GlobalSecondaryIndexes",
            GLOBAL_INDEXES,
            format!("GlobalSecondaryIndex count exceeds the per-table limit of {GLOBAL_INDEXES}"),
        ),
    };
    if list.is_empty() {
        return Err(ServiceError::invalid(format!("List of {member} is empty")));
    }
    if kind == IndexKind::Local && schema.key.sort.is_empty() {
        return Err(ServiceError::invalid(
            "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
        ));
    }
    for input in list {
        let index = check_index(input, attributes, &schema.key, billing)?;
        if schema.index(&index.name).is_some() {
            return Err(ServiceError::invalid(format!("Duplicate index name: {}", index.name)));
        }
        schema.indexes.push(index);
    }
    if list.len() > most { Err(ServiceError::invalid(too_many)) } else { Ok(()) }
}

fn check_used(schema: &TableSchema, attributes: &Attributes) -> Result<(), ServiceError> {
    let keys = std::iter::once(&schema.key).chain(schema.indexes.iter().map(|index| &index.key));
    let mut used: Vec<&str> = Vec::new();
    for attribute in keys.flat_map(crate::request::KeySchema::attributes) {
        if !used.contains(&attribute.name.as_str()) {
            used.push(&attribute.name);
        }
    }
    if attributes.0.iter().all(|(name, _)| used.contains(&name.as_str())) {
        return Ok(());
    }
    Err(ServiceError::invalid(format!(
        "Some AttributeDefinitions are not used. AttributeDefinitions: [{}], keys used: [{}]",
        attributes.names(),
        used.join(", ")
    )))
}
