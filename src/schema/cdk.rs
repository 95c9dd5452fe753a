//! Tables in the CDK's own words: `new dynamodb.Table(this, "Orders", { partitionKey: … })`, in every language of it.

use super::chain;
use super::reader::Reader;
use super::record::Record;
use super::{FoundTable, found, is_table_name};
use crate::host::{NodeId, NodeKind};
use crate::request::{IndexKind, IndexProjection, KeyAttribute, KeySchema, SecondaryIndex, TableSchema};
use crate::value::AttributeType;

/// The table that a call constructs.
pub(super) fn table(reader: &Reader<'_>, id: NodeId) -> Option<FoundTable> {
    let NodeKind::Call { callee, arguments, .. } = reader.module.kind(id) else { return None };
    let name = reader.module.last_name(*callee)?;
    let construct_id = |at: usize| reader.text(arguments.get(at)?.value).map(str::to_owned);
    let (logical_id, record, place) = match name {
        "Table" | "TableV2" | "NewTable" | "NewTableV2" => {
            let named = arguments.iter().any(|argument| argument.name.is_some());
            // Keyword arguments, or the properties in the third place.
            let properties = if named { id } else { arguments.get(2)?.value };
            (construct_id(1), Record::of(reader, properties)?, id)
        }
        // Table.Builder.create(this, "Orders")
        "create" if is_table_builder(reader, *callee) => {
            let top = chain::top(reader.module, id);
            (construct_id(1), Record::of(reader, top)?, top)
        }
        _ => return None,
    };
    let mut schema = TableSchema { key: key(reader, &record)?, ..TableSchema::default() };
    let name = record.get("tablename").and_then(|name| reader.text(name)).filter(|name| is_table_name(name));
    schema.table_name = name.unwrap_or_default().to_owned();
    schema.ttl = record.get("timetoliveattribute").and_then(|name| reader.text(name)).map(str::to_owned);
    for (kind, part) in [(IndexKind::Global, "globalsecondaryindexes"), (IndexKind::Local, "localsecondaryindexes")] {
        let given: Vec<NodeId> = record.all(part).collect();
        for id in reader.elements(&given)? {
            schema.indexes.push(index(&schema.key, kind, &Record::of(reader, id)?, reader)?);
        }
    }
    let mut table = found(schema, reader, place);
    add_indexes(reader, &mut table)?;
    table.logical_id = logical_id;
    Some(table)
}

fn is_table_builder(reader: &Reader<'_>, callee: NodeId) -> bool {
    let NodeKind::Member { base, .. } = reader.module.kind(callee) else { return false };
    let NodeKind::Member { base, name, .. } = reader.module.kind(*base) else { return false };
    name == "Builder" && matches!(reader.module.last_name(*base), Some("Table" | "TableV2"))
}

/// `table.addGlobalSecondaryIndex({…})`: `None` where it is not sure which table gets which index.
fn add_indexes(reader: &Reader<'_>, table: &mut FoundTable) -> Option<()> {
    let module = reader.module;
    for id in module.nodes() {
        let NodeKind::Call { callee, arguments, .. } = module.kind(id) else { continue };
        let NodeKind::Member { base, name, .. } = module.kind(*callee) else { continue };
        let kind = match chain::bare(name).as_str() {
            "addglobalsecondaryindex" => IndexKind::Global,
            "addlocalsecondaryindex" => IndexKind::Local,
            _ => continue,
        };
        let written = module.span(*base).slice(module.text())?;
        let holds_other_table = |id: NodeId| {
            let NodeKind::Assign { target, .. } = module.kind(id) else { return false };
            module.span(*target).slice(module.text()) == Some(written)
        };
        if !table.variables.iter().any(|variable| variable == written) {
            // The index of another table, or of one that comes from who knows where.
            module.nodes().any(holds_other_table).then_some(())?;
            continue;
        }
        let sometimes = |id: &NodeId| matches!(module.kind(*id), NodeKind::If { .. } | NodeKind::Loop { .. });
        if module.ancestors(id).any(|id| sometimes(&id)) {
            return None;
        }
        let properties = match arguments.as_slice() {
            [only] if only.name.is_none() => only.value,
            _ => id,
        };
        let index = index(&table.schema.key, kind, &Record::of(reader, properties)?, reader)?;
        table.schema.indexes.push(index);
    }
    Some(())
}

fn key(reader: &Reader<'_>, record: &Record) -> Option<KeySchema> {
    let partition = vec![attribute(reader, record.get("partitionkey")?)?];
    let sort = match record.has("sortkey") {
        false => Vec::new(),
        true => vec![attribute(reader, record.get("sortkey")?)?],
    };
    Some(KeySchema { partition, sort })
}

/// `{ name: "pk", type: AttributeType.STRING }`
fn attribute(reader: &Reader<'_>, id: NodeId) -> Option<KeyAttribute> {
    let record = Record::of(reader, id)?;
    let attribute_type = match reader.word(record.get("type")?)?.as_str() {
        "STRING" | "S" => AttributeType::S,
        "NUMBER" | "N" => AttributeType::N,
        "BINARY" | "B" => AttributeType::B,
        _ => return None,
    };
    Some(KeyAttribute { name: reader.text(record.get("name")?)?.to_owned(), attribute_type })
}

fn index(table: &KeySchema, kind: IndexKind, record: &Record, reader: &Reader<'_>) -> Option<SecondaryIndex> {
    let name = reader.text(record.get("indexname")?)?.to_owned();
    let key = match kind {
        IndexKind::Global => key(reader, record)?,
        IndexKind::Local => {
            let sort = vec![attribute(reader, record.get("sortkey")?)?];
            KeySchema { partition: table.partition.clone(), sort }
        }
    };
    let projection = match record.has("projectiontype") {
        false => IndexProjection::All,
        true => match reader.word(record.get("projectiontype")?)?.as_str() {
            "ALL" => IndexProjection::All,
            "KEYSONLY" => IndexProjection::KeysOnly,
            "INCLUDE" => {
                let given: Vec<NodeId> = record.all("nonkeyattributes").collect();
                let names = reader.elements(&given)?.into_iter().map(|id| reader.text(id).map(str::to_owned));
                IndexProjection::Include(names.collect::<Option<_>>()?)
            }
            _ => return None,
        },
    };
    Some(SecondaryIndex { name, kind, key, projection })
}
