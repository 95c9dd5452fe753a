//! All tables with their items: what a lock guards.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::definition::Definition;
use super::error::ServiceError;
use super::storage::{Change, SpaceId, Storage, StoredItem};
use super::tokens::Tokens;
use super::writes::{CountChange, Writes};

/// The tables, and where their items are.
pub(super) struct State {
    pub(super) tables: BTreeMap<String, Table>,
    pub(super) storage: Box<dyn Storage>,
    pub(super) tokens: Tokens,
    next_space: u64,
}

/// A table and where its items are.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) definition: Definition,
    /// When it was created, in seconds since 1970.
    pub(super) created: f64,
    pub(super) space: SpaceId,
    pub(super) count: Count,
    /// The indexes, beside those of the schema.
    pub(super) indexes: Vec<Index>,
}

/// Where the entries of an index are, and how many there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Index {
    pub(super) space: SpaceId,
    pub(super) count: Count,
}

/// How many items there are, and their sizes together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Count {
    pub(super) items: i64,
    pub(super) bytes: i64,
}

impl State {
    /// No tables.
    pub(super) fn empty(storage: Box<dyn Storage>) -> Self {
        Self { tables: BTreeMap::new(), storage, tokens: Tokens::default(), next_space: 1 }
    }

    /// The tables that a store holds.
    pub(super) fn open(storage: Box<dyn Storage>) -> Result<Self, ServiceError> {
        let mut state = Self::empty(storage);
        for text in state.storage.definitions()? {
            let table = super::saved::load(&text)?;
            state.adopt(table)?;
        }
        Ok(state)
    }

    /// Takes in a table whose items are stored already.
    fn adopt(&mut self, mut table: Table) -> Result<(), ServiceError> {
        table.count = self.counted(table.space)?;
        for index in &mut table.indexes {
            index.count = self.counted(index.space)?;
        }
        let spaces = table.indexes.iter().map(|index| index.space).chain([table.space]);
        let last = spaces.map(|space| space.0).max().unwrap_or_default();
        self.next_space = self.next_space.max(last + 1);
        self.tables.insert(table.definition.schema.table_name.clone(), table);
        Ok(())
    }

    fn counted(&self, space: SpaceId) -> Result<Count, ServiceError> {
        let totals = self.storage.totals(space)?;
        let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        Ok(Count { items: signed(totals.items), bytes: signed(totals.bytes) })
    }

    pub(super) fn new_space(&mut self) -> SpaceId {
        let space = SpaceId(self.next_space);
        self.next_space += 1;
        space
    }

    /// A table that operations on items want.
    pub(super) fn table(&self, name: &str) -> Result<&Table, ServiceError> {
        self.tables.get(name).ok_or_else(ServiceError::no_table)
    }

    pub(super) fn get(&self, table: &Table, key: &[u8]) -> Result<Option<Arc<StoredItem>>, ServiceError> {
        Ok(self.storage.get(table.space, key)?)
    }

    /// Makes writes come true, all or none.
    pub(super) fn apply(&mut self, writes: Writes) -> Result<(), ServiceError> {
        let Writes { changes, counts } = writes;
        if changes.is_empty() {
            return Ok(());
        }
        self.storage.commit(changes)?;
        for CountChange { table, index, items, bytes } in counts {
            let Some(table) = self.tables.get_mut(&table) else { continue };
            let count = match index {
                None => Some(&mut table.count),
                Some(at) => table.indexes.get_mut(at).map(|index| &mut index.count),
            };
            if let Some(count) = count {
                count.items += items;
                count.bytes += bytes;
            }
        }
        Ok(())
    }

    /// Defines a table, or defines it anew, together with other changes.
    pub(super) fn define(&mut self, table: Table, mut changes: Vec<Change>) -> Result<(), ServiceError> {
        let name = table.definition.schema.table_name.clone();
        changes.push(Change::Define { table: name.clone(), definition: super::saved::save(&table) });
        self.storage.commit(changes)?;
        self.tables.insert(name, table);
        Ok(())
    }
}

impl Count {
    pub(super) fn add(&mut self, items: i64, bytes: usize) {
        self.items += items;
        self.bytes += i64::try_from(bytes).unwrap_or(i64::MAX);
    }
}
