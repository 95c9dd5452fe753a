//! Items in memory: one ordered map for each table and index.

use std::collections::{BTreeMap, HashMap};
use std::ops::{Bound, ControlFlow};
use std::sync::Arc;

use super::storage::{Change, SpaceId, Storage, StorageError, StoredItem};

type Space = BTreeMap<Vec<u8>, Arc<StoredItem>>;

/// Items in memory, gone with the process.
#[derive(Clone, Debug, Default)]
pub struct MemoryStorage {
    spaces: HashMap<SpaceId, Space>,
    definitions: BTreeMap<String, String>,
}

impl MemoryStorage {
    /// A store without tables.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Storage for MemoryStorage {
    fn definitions(&self) -> Result<Vec<String>, StorageError> {
        Ok(self.definitions.values().cloned().collect())
    }

    fn get(&self, space: SpaceId, key: &[u8]) -> Result<Option<Arc<StoredItem>>, StorageError> {
        Ok(self.spaces.get(&space).and_then(|space| space.get(key)).cloned())
    }

    fn range(
        &self,
        space: SpaceId,
        from: &[u8],
        to: Option<&[u8]>,
        backwards: bool,
        visit: &mut dyn FnMut(&Arc<StoredItem>) -> ControlFlow<()>,
    ) -> Result<(), StorageError> {
        let Some(space) = self.spaces.get(&space).filter(|_| to.is_none_or(|to| from < to)) else { return Ok(()) };
        let range = space.range::<[u8], _>((Bound::Included(from), to.map_or(Bound::Unbounded, Bound::Excluded)));
        let mut items = range.map(|(_, item)| item);
        // Enough is enough: there is nothing left to do then.
        let _ = if backwards { items.by_ref().rev().try_for_each(visit) } else { items.try_for_each(visit) };
        Ok(())
    }

    fn commit(&mut self, changes: Vec<Change>) -> Result<(), StorageError> {
        for change in changes {
            match change {
                Change::Put { space, key, item } => drop(self.spaces.entry(space).or_default().insert(key, item)),
                Change::Delete { space, key } => drop(self.spaces.entry(space).or_default().remove(&key)),
                Change::Clear { space } => drop(self.spaces.remove(&space)),
                Change::Define { table, definition } => drop(self.definitions.insert(table, definition)),
                Change::Forget { table } => drop(self.definitions.remove(&table)),
            }
        }
        Ok(())
    }
}
