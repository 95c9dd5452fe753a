//! What becomes of a table and its indexes when items change, and what that costs.

use std::sync::Arc;

use super::capacity::{Consumed, write_units};
use super::key;
use super::state::Table;
use super::storage::{Change, SpaceId, StoredItem};
use crate::request::{IndexProjection, SecondaryIndex, TableSchema};
use crate::value::Item;

/// Changes that are made together or not at all.
#[derive(Debug, Default)]
pub(super) struct Writes {
    pub(super) changes: Vec<Change>,
    pub(super) counts: Vec<CountChange>,
}

/// How the number and size of the items of a table or index change.
#[derive(Debug)]
pub(super) struct CountChange {
    pub(super) table: String,
    pub(super) index: Option<usize>,
    pub(super) items: i64,
    pub(super) bytes: i64,
}

type Stored = Arc<StoredItem>;

impl Writes {
    /// One item of a table becomes another, appears or goes. Gives what it costs.
    pub(super) fn add(&mut self, table: &Table, key: Vec<u8>, old: Option<&Stored>, new: Option<&Stored>) -> Consumed {
        let bytes = |stored: Option<&Stored>| stored.map_or(0, |stored| stored.bytes);
        let mut consumed = Consumed::of_table(write_units(bytes(old).max(bytes(new))));
        if old.is_none() && new.is_none() {
            return consumed;
        }
        self.change(table, None, table.space, (old.is_some(), key.clone()), old, new.map(|new| (key, new.clone())));
        for (at, (index, own)) in table.definition.schema.indexes.iter().zip(&table.indexes).enumerate() {
            let entry = |stored: &Stored| entry(&table.definition.schema, index, stored);
            let (before, after) = (old.and_then(entry), new.and_then(entry));
            let units = match (&before, &after) {
                (None, None) => continue,
                (Some((_, old)), None) => write_units(old.bytes),
                (None, Some((_, new))) => write_units(new.bytes),
                (Some((from, old)), Some((to, new))) if from == to => {
                    if Arc::ptr_eq(old, new) || old.item == new.item {
                        continue;
                    }
                    write_units(old.bytes.max(new.bytes))
                }
                // Service: an entry moves by being deleted and written.
                (Some((_, old)), Some((_, new))) => write_units(old.bytes) + write_units(new.bytes),
            };
            consumed.add_index(index, units);
            let (from, old) = before.map_or((None, None), |(key, old)| (Some(key), Some(old)));
            let moved = after.as_ref().is_none_or(|(to, _)| from.as_ref() != Some(to));
            self.change(
                table,
                Some(at),
                own.space,
                (old.is_some() && moved, from.unwrap_or_default()),
                old.as_ref(),
                after,
            );
        }
        consumed
    }

    fn change(
        &mut self,
        table: &Table,
        index: Option<usize>,
        space: SpaceId,
        (goes, from): (bool, Vec<u8>),
        old: Option<&Stored>,
        new: Option<(Vec<u8>, Stored)>,
    ) {
        let size = |stored: &Stored| i64::try_from(stored.bytes).unwrap_or(i64::MAX);
        let items = i64::from(new.is_some()) - i64::from(old.is_some());
        let bytes = new.as_ref().map_or(0, |(_, new)| size(new)) - old.map_or(0, size);
        if goes && new.as_ref().is_none_or(|(to, _)| *to != from) {
            self.changes.push(Change::Delete { space, key: from });
        }
        if let Some((key, item)) = new {
            self.changes.push(Change::Put { space, key, item });
        }
        let table = table.definition.schema.table_name.clone();
        self.counts.push(CountChange { table, index, items, bytes });
    }
}

/// The entry that an item has in an index, with its place; nothing where it has none.
pub(super) fn entry(table: &TableSchema, index: &SecondaryIndex, stored: &Stored) -> Option<(Vec<u8>, Stored)> {
    let key = key::of_index(table, index, &stored.item)?;
    if index.projection == IndexProjection::All {
        return Some((key, stored.clone()));
    }
    let held = stored.item.iter().filter(|(name, _)| table.index_holds(index, name));
    let held: Item = held.map(|(name, value)| (name, value.clone())).collect();
    Some((key, Arc::new(StoredItem::new(held))))
}
