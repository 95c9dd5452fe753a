//! `resource "aws_dynamodb_table" "orders" { … }`

use super::reader::Reader;
use super::{FoundTable, found, is_table_name};
use crate::host::{Entry, Language, NodeId, NodeKind};
use crate::request::{IndexKind, IndexProjection, KeyAttribute, KeySchema, SecondaryIndex, TableSchema};
use crate::value::AttributeType;

/// The table that a block of a Terraform file defines.
pub(super) fn table(reader: &Reader<'_>, id: NodeId) -> Option<FoundTable> {
    if reader.module.language() != Language::Hcl {
        return None;
    }
    let NodeKind::Call { callee, arguments, .. } = reader.module.kind(id) else { return None };
    let [kind, label, body] = arguments.as_slice() else { return None };
    let text = |id| reader.module.plain_text(id);
    if reader.module.last_name(*callee) != Some("resource") || text(kind.value) != Some("aws_dynamodb_table") {
        return None;
    }
    let block = Block::of(reader, body.value)?;
    let mut schema = TableSchema { key: block.key()?, ..TableSchema::default() };
    let name = block.text("name").filter(|name| is_table_name(name));
    // Each instance of a counted table has a name of its own.
    let is_counted = block.has("count") || block.has("for_each");
    schema.table_name = name.filter(|_| !is_counted).unwrap_or_default().to_owned();
    for (kind, name) in [(IndexKind::Global, "global_secondary_index"), (IndexKind::Local, "local_secondary_index")] {
        for index in block.blocks(name) {
            schema.indexes.push(block.index(index, kind, &schema.key)?);
        }
    }
    if let Some(ttl) = block.blocks("ttl").next().and_then(|ttl| Block::of(reader, ttl)) {
        let off = ttl.get("enabled").is_some_and(|on| matches!(reader.module.kind(on), NodeKind::Bool(false)));
        schema.ttl = ttl.text("attribute_name").filter(|name| !off && !name.is_empty()).map(str::to_owned);
    }
    let mut table = found(schema, reader, id);
    table.logical_id = text(label.value).map(str::to_owned);
    Some(table)
}

/// The body of a block.
struct Block<'b, 'm> {
    reader: &'b Reader<'m>,
    entries: &'b [Entry],
}

impl<'b, 'm> Block<'b, 'm> {
    /// `None` where blocks are made that nobody can see: `dynamic "global_secondary_index"`.
    fn of(reader: &'b Reader<'m>, id: NodeId) -> Option<Self> {
        let NodeKind::Object { entries, .. } = reader.module.kind(id) else { return None };
        let block = Self { reader, entries };
        (!block.has("dynamic") && !entries.iter().any(|entry| entry.spread)).then_some(block)
    }

    fn blocks(&self, name: &str) -> impl Iterator<Item = NodeId> {
        let module = self.reader.module;
        self.entries.iter().filter(move |entry| module.plain_text(entry.key) == Some(name)).map(|entry| entry.value)
    }

    fn get(&self, name: &str) -> Option<NodeId> {
        self.blocks(name).next()
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn text(&self, name: &str) -> Option<&'b str> {
        self.reader.module.plain_text(self.get(name)?)
    }

    fn key(&self) -> Option<KeySchema> {
        let partition = vec![self.attribute(self.text("hash_key")?)?];
        let sort = match self.get("range_key") {
            None => Vec::new(),
            Some(_) => vec![self.attribute(self.text("range_key")?)?],
        };
        Some(KeySchema { partition, sort })
    }

    /// An attribute of a key, with the type its own block gives.
    fn attribute(&self, name: &str) -> Option<KeyAttribute> {
        let blocks = self.blocks("attribute").map(|block| Block::of(self.reader, block));
        for block in blocks {
            let block = block?;
            if block.text("name")? == name {
                let attribute_type = match block.text("type")? {
                    "S" => AttributeType::S,
                    "N" => AttributeType::N,
                    "B" => AttributeType::B,
                    _ => return None,
                };
                return Some(KeyAttribute { name: name.to_owned(), attribute_type });
            }
        }
        None
    }

    fn index(&self, id: NodeId, kind: IndexKind, table: &KeySchema) -> Option<SecondaryIndex> {
        let block = Self::of(self.reader, id)?;
        let partition = match kind {
            IndexKind::Global => vec![self.attribute(block.text("hash_key")?)?],
            IndexKind::Local => table.partition.clone(),
        };
        let sort = match block.get("range_key") {
            None => Vec::new(),
            Some(_) => vec![self.attribute(block.text("range_key")?)?],
        };
        let projection = match block.text("projection_type")? {
            "ALL" => IndexProjection::All,
            "KEYS_ONLY" => IndexProjection::KeysOnly,
            "INCLUDE" => {
                let names = self.reader.elements(&[block.get("non_key_attributes")?])?;
                let names = names.into_iter().map(|name| self.reader.module.plain_text(name).map(str::to_owned));
                IndexProjection::Include(names.collect::<Option<_>>()?)
            }
            _ => return None,
        };
        Some(SecondaryIndex {
            name: block.text("name")?.to_owned(),
            kind,
            key: KeySchema { partition, sort },
            projection,
        })
    }
}
