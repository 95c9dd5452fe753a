//! A table's keys and indexes, as far as requests are judged by them.

use std::collections::BTreeMap;

use crate::value::AttributeType;

/// A table: its key, the types of its key attributes, its indexes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TableSchema {
    /// The table's name; requests are matched by it.
    pub table_name: String,
    /// The table's own key.
    pub key: KeySchema,
    /// Its secondary indexes.
    pub indexes: Vec<SecondaryIndex>,
    /// Types of attributes that are in no key, as far as somebody wrote them down. The service knows nothing of them.
    pub attributes: BTreeMap<String, AttributeType>,
    /// The attribute that says when an item's time to live is over.
    pub ttl: Option<String>,
}

/// A key: one partition attribute and at most one sort attribute; up to four of each in a global index.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeySchema {
    /// The HASH attributes, in order.
    pub partition: Vec<KeyAttribute>,
    /// The RANGE attributes, in order.
    pub sort: Vec<KeyAttribute>,
}

/// An attribute of a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyAttribute {
    /// Its name.
    pub name: String,
    /// Its type: S, N or B.
    pub attribute_type: AttributeType,
}

/// A secondary index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SecondaryIndex {
    /// Its name.
    pub name: String,
    /// Global or local.
    pub kind: IndexKind,
    /// Its key.
    pub key: KeySchema,
    /// The attributes it holds.
    pub projection: IndexProjection,
}

/// Whether an index has a partition key of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum IndexKind {
    /// GlobalSecondaryIndexes
    Global,
    /// LocalSecondaryIndexes
    Local,
}

/// The attributes an index holds besides the keys of the table and its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum IndexProjection {
    /// Every attribute.
    All,
    /// None.
    KeysOnly,
    /// These.
    Include(Vec<String>),
}

impl KeySchema {
    /// All attributes, the partition's first.
    pub fn attributes(&self) -> impl Iterator<Item = &KeyAttribute> {
        self.partition.iter().chain(&self.sort)
    }

    /// The attribute of this name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&KeyAttribute> {
        self.attributes().find(|attribute| attribute.name == name)
    }
}

impl TableSchema {
    /// The type of an attribute: of a key's by the key, of others by what was written down.
    #[must_use]
    pub fn type_of(&self, name: &str) -> Option<AttributeType> {
        let keys = std::iter::once(&self.key).chain(self.indexes.iter().map(|index| &index.key));
        let of_key = keys.flat_map(KeySchema::attributes).find(|attribute| attribute.name == name);
        of_key.map(|attribute| attribute.attribute_type).or_else(|| self.attributes.get(name).copied())
    }

    /// The index of this name.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<&SecondaryIndex> {
        self.indexes.iter().find(|index| index.name == name)
    }

    /// True where a query of `index` can see the attribute `name`.
    #[must_use]
    pub fn index_holds(&self, index: &SecondaryIndex, name: &str) -> bool {
        let projected = match &index.projection {
            IndexProjection::All => true,
            IndexProjection::KeysOnly => false,
            IndexProjection::Include(names) => names.iter().any(|included| included == name),
        };
        projected || index.key.attribute(name).is_some() || self.key.attribute(name).is_some()
    }
}
