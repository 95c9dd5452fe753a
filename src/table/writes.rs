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
/// An item or an entry, and where it lies.
type Placed = (Vec<u8>, Stored);

impl Writes {
    /// One item of a table becomes another, appears or goes. Gives what it costs.
    pub(super) fn add(&mut self, table: &Table, key: Vec<u8>, old: Option<&Stored>, new: Option<&Stored>) -> Consumed {
        let bytes = |stored: Option<&Stored>| stored.map_or(0, |stored| stored.bytes);
        let mut consumed = Consumed::of_table(write_units(bytes(old).max(bytes(new))));
        if old.is_none() && new.is_none() {
            return consumed;
        }
        let schema = &table.definition.schema;
        for (at, (index, own)) in schema.indexes.iter().zip(&table.indexes).enumerate() {
            let entry = |stored: &Stored| entry(schema, index, stored);
            let (before, after) = (old.and_then(entry), new.and_then(entry));
            if let Some(units) = units(before.as_ref(), after.as_ref()) {
                consumed.add_index(index, units);
                self.change(&schema.table_name, (Some(at), own.space), before, after);
            }
        }
        let placed = |stored: Option<&Stored>| stored.map(|stored| (key.clone(), stored.clone()));
        self.change(&schema.table_name, (None, table.space), placed(old), placed(new));
        consumed
    }

    fn change(
        &mut self,
        table: &str,
        (index, space): (Option<usize>, SpaceId),
        before: Option<Placed>,
        after: Option<Placed>,
    ) {
        let size = |placed: &Option<Placed>| placed.as_ref().map_or(0, |(_, stored)| stored.bytes as i64);
        let items = i64::from(after.is_some()) - i64::from(before.is_some());
        let bytes = size(&after) - size(&before);
        self.counts.push(CountChange { table: table.to_owned(), index, items, bytes });
        if let Some((from, _)) = before
            && after.as_ref().is_none_or(|(to, _)| *to != from)
        {
            self.changes.push(Change::Delete { space, key: from });
        }
        if let Some((key, item)) = after {
            self.changes.push(Change::Put { space, key, item });
        }
    }
}

/// What the change of an entry of an index costs; nothing where nothing of it changes.
///
/// Service: an entry that moves is deleted and written.
fn units(before: Option<&Placed>, after: Option<&Placed>) -> Option<f64> {
    match (before, after) {
        (None, None) => None,
        (Some((_, one)), None) | (None, Some((_, one))) => Some(write_units(one.bytes)),
        (Some((from, old)), Some((to, new))) if from == to => {
            let is_same = Arc::ptr_eq(old, new) || old.item == new.item;
            (!is_same).then(|| write_units(old.bytes.max(new.bytes)))
        }
        (Some((_, old)), Some((_, new))) => Some(write_units(old.bytes) + write_units(new.bytes)),
    }
}

/// The entry that an item has in an index, with its place; nothing where it has none.
pub(super) fn entry(table: &TableSchema, index: &SecondaryIndex, stored: &Stored) -> Option<Placed> {
    let key = key::of_index(table, index, &stored.item)?;
    if index.projection == IndexProjection::All {
        return Some((key, stored.clone()));
    }
    let held = stored.item.iter().filter(|(name, _)| table.index_holds(index, name));
    let held: Item = held.map(|(name, value)| (name, value.clone())).collect();
    Some((key, Arc::new(StoredItem::new(held))))
}
