//! Where items are kept: the seam between the operations and a store.
//!
//! A store knows spaces of keys in byte order and texts that define tables; it knows nothing of requests, keys or
//! indexes. Everything an operation changes comes in one [`Storage::commit`], which is done whole or not at all.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::value::Item;

/// A store of items by key.
///
/// [`MemoryStorage`](super::MemoryStorage) is the one that [`Database::new`](super::Database::new) uses. Another one,
/// on a disk, has to keep keys in the order of their bytes and to do each commit whole or not at all.
pub trait Storage: Send + Sync {
    /// The definitions of all tables, as [`Change::Define`] brought them.
    fn definitions(&self) -> Result<Vec<String>, StorageError>;

    /// The item at a key.
    fn get(&self, space: SpaceId, key: &[u8]) -> Result<Option<Arc<StoredItem>>, StorageError>;

    /// Shows the items from one key to before another, or to the end, in the order of their keys or backwards, until
    /// `visit` has enough. Nothing lies between a key and one that is not behind it.
    fn range(
        &self,
        space: SpaceId,
        from: &[u8],
        to: Option<&[u8]>,
        backwards: bool,
        visit: &mut dyn FnMut(&Arc<StoredItem>) -> ControlFlow<()>,
    ) -> Result<(), StorageError>;

    /// Makes all these changes, or none and gives an error.
    fn commit(&mut self, changes: Vec<Change>) -> Result<(), StorageError>;
}

/// A table's items, or the entries of one of its indexes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SpaceId(pub u64);

/// An item and its size, which is asked for whenever it is read.
#[derive(Clone, PartialEq, Debug)]
pub struct StoredItem {
    /// The item.
    pub item: Item,
    /// Its size by the service's reckoning.
    pub bytes: usize,
}

impl StoredItem {
    /// An item and its size.
    #[must_use]
    pub fn new(item: Item) -> Self {
        Self { bytes: item.size_bytes(), item }
    }
}

/// One change of a commit.
#[derive(Clone, Debug)]
pub enum Change {
    /// An item comes to a key, in place of the one that may be there.
    Put {
        /// Where.
        space: SpaceId,
        /// The key.
        key: Vec<u8>,
        /// The item.
        item: Arc<StoredItem>,
    },
    /// The item at a key goes.
    Delete {
        /// Where.
        space: SpaceId,
        /// The key.
        key: Vec<u8>,
    },
    /// Everything in a space goes.
    Clear {
        /// Which.
        space: SpaceId,
    },
    /// A table is defined, or defined anew.
    Define {
        /// Its name.
        table: String,
        /// What [`Storage::definitions`] gives back.
        definition: String,
    },
    /// A table's definition goes.
    Forget {
        /// Its name.
        table: String,
    },
}

/// Why a store could not do its work.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct StorageError(pub String);
