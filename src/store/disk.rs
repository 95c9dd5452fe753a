//! Items in a file: one ordered table of all spaces, kept by redb.
//!
//! A commit is one transaction of redb, in two phases: its pages are synced to the disk, then the page that says that
//! they count, and only then [`Storage::commit`] comes back. So what was acknowledged is there after `kill -9` and
//! after a power failure (as far as the disk does what it is told), and a commit is there whole or not at all. In two
//! phases rather than one, because the last commit then never has a reason to be unreadable: where it is, the file is
//! damaged, and that is said instead of going back to the commit before.

use std::collections::HashMap;
use std::fmt;
use std::ops::{Bound, ControlFlow};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redb::{
    Builder, Database, ReadOnlyTable, ReadableDatabase, ReadableTable, Table, TableDefinition, WriteTransaction,
};

use super::codec::{decode, encode, size};
use super::error::OpenError;
use super::folder::Folder;
use crate::table::{Change, SpaceId, Storage, StorageError, StoredItem, Totals};

/// The space, then the key in it.
const ITEMS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("items");
/// How many items a space has, and their sizes together.
const TOTALS: TableDefinition<'_, u64, (u64, u64)> = TableDefinition::new("totals");
/// Tables by their names.
const DEFINITIONS: TableDefinition<'_, &str, &str> = TableDefinition::new("definitions");
/// What the file says of itself.
const ABOUT: TableDefinition<'_, &str, u64> = TableDefinition::new("about");

/// How keys and items are written. Another number wherever that changes.
const FORMAT: u64 = 1;
/// Memory for pages that were read or will be written.
const CACHE_BYTES: usize = 32 * 1024 * 1024;

/// Items in a folder on a disk.
///
/// Whatever [`Storage::commit`] acknowledged is there when the folder is opened again, however the process ended. One
/// process at a time has the folder. Each time it is opened the whole file is verified by its checksums: damage is
/// reported with the file's path, and the file is left as it is.
pub struct DiskStorage {
    database: Database,
    file: PathBuf,
    /// Given back when everything is closed: fields are dropped in this order.
    _folder: Folder,
}

type Items<'t> = Table<'t, &'static [u8], &'static [u8]>;

impl DiskStorage {
    /// Opens the store in a folder. Makes both where there is none.
    ///
    /// # Errors
    ///
    /// Where another process has the folder, the file is damaged or no store, or the disk fails.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, OpenError> {
        let folder = Folder::take(folder.as_ref())?;
        folder.make(create)?;
        let file = folder.file();
        let opened = Builder::new().set_cache_size(CACHE_BYTES).set_check_integrity_on_open(true).open(&file);
        let database = opened.map_err(|error| OpenError::of_database(&file, error))?;
        let storage = Self { database, file, _folder: folder };
        match storage.format() {
            Ok(Some(FORMAT)) => Ok(storage),
            Ok(Some(format)) => Err(OpenError::Format { file: storage.file.clone(), format, known: FORMAT }),
            Ok(None) => Err(OpenError::damaged(&storage.file, "it does not say its format")),
            Err(error) => Err(OpenError::damaged(&storage.file, error)),
        }
    }

    fn format(&self) -> Result<Option<u64>, redb::Error> {
        let about = self.database.begin_read()?.open_table(ABOUT)?;
        Ok(about.get("format")?.map(|format| format.value()))
    }

    fn items(&self) -> Result<ReadOnlyTable<&'static [u8], &'static [u8]>, redb::Error> {
        Ok(self.database.begin_read()?.open_table(ITEMS)?)
    }

    fn found(&self, space: SpaceId, key: &[u8]) -> Result<Option<Arc<StoredItem>>, Failure> {
        let found = self.items()?.get(place(space, key).as_slice())?;
        found.map(|bytes| read(bytes.value())).transpose()
    }

    fn visit(
        &self,
        space: SpaceId,
        (from, to): (&[u8], Option<&[u8]>),
        backwards: bool,
        visit: &mut dyn FnMut(&Arc<StoredItem>) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        if to.is_some_and(|to| to <= from) {
            return Ok(());
        }
        let (low, high) = (place(space, from), to.map_or_else(|| end(space), |to| Some(place(space, to))));
        let table = self.items()?;
        let mut items = table.range::<&[u8]>(bounds(&low, high.as_deref()))?;
        while let Some(entry) = if backwards { items.next_back() } else { items.next() } {
            if visit(&read(entry?.1.value())?).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn all_or_nothing(&self, changes: Vec<Change>) -> Result<(), Failure> {
        let mut transaction = self.database.begin_write()?;
        transaction.set_two_phase_commit(true);
        // Dropped without a commit, a transaction leaves nothing behind.
        make(&transaction, changes)?;
        Ok(transaction.commit()?)
    }

    fn totals_of(&self, space: SpaceId) -> Result<Totals, redb::Error> {
        let totals = self.database.begin_read()?.open_table(TOTALS)?;
        let (items, bytes) = totals.get(space.0)?.map(|totals| totals.value()).unwrap_or_default();
        Ok(Totals { items, bytes })
    }

    fn all_definitions(&self) -> Result<Vec<String>, redb::Error> {
        let definitions = self.database.begin_read()?.open_table(DEFINITIONS)?;
        definitions.iter()?.map(|entry| Ok(entry?.1.value().to_owned())).collect()
    }

    fn failed(&self, failure: impl Into<Failure>) -> StorageError {
        let file = self.file.display();
        StorageError(match failure.into() {
            Failure::Store(error) => format!("{file}: {error}"),
            Failure::Damaged => format!("{file} is damaged: an item cannot be read"),
            Failure::TooDeep => "an item nests deeper than 32 levels".to_owned(),
        })
    }
}

impl Storage for DiskStorage {
    fn definitions(&self) -> Result<Vec<String>, StorageError> {
        self.all_definitions().map_err(|error| self.failed(error))
    }

    fn totals(&self, space: SpaceId) -> Result<Totals, StorageError> {
        self.totals_of(space).map_err(|error| self.failed(error))
    }

    fn get(&self, space: SpaceId, key: &[u8]) -> Result<Option<Arc<StoredItem>>, StorageError> {
        self.found(space, key).map_err(|error| self.failed(error))
    }

    fn range(
        &self,
        space: SpaceId,
        from: &[u8],
        to: Option<&[u8]>,
        backwards: bool,
        visit: &mut dyn FnMut(&Arc<StoredItem>) -> ControlFlow<()>,
    ) -> Result<(), StorageError> {
        self.visit(space, (from, to), backwards, visit).map_err(|error| self.failed(error))
    }

    fn commit(&mut self, changes: Vec<Change>) -> Result<(), StorageError> {
        self.all_or_nothing(changes).map_err(|error| self.failed(error))
    }
}

impl fmt::Debug for DiskStorage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DiskStorage").field("file", &self.file).finish_non_exhaustive()
    }
}

/// What can go wrong once the store is open.
enum Failure {
    Store(Box<redb::Error>),
    Damaged,
    TooDeep,
}

impl<E: Into<redb::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Store(Box::new(error.into()))
    }
}

/// An empty store.
fn create(file: &Path) -> Result<(), OpenError> {
    let database = Builder::new().create(file).map_err(|error| OpenError::of_database(file, error))?;
    let fill = || -> Result<(), redb::Error> {
        let mut transaction = database.begin_write()?;
        transaction.set_two_phase_commit(true);
        transaction.open_table(ITEMS)?;
        transaction.open_table(TOTALS)?;
        transaction.open_table(DEFINITIONS)?;
        transaction.open_table(ABOUT)?.insert("format", FORMAT)?;
        Ok(transaction.commit()?)
    };
    fill().map_err(|error| OpenError::Io { path: file.to_owned(), source: std::io::Error::other(error) })
}

fn make(transaction: &WriteTransaction, changes: Vec<Change>) -> Result<(), Failure> {
    let mut items = transaction.open_table(ITEMS)?;
    let mut definitions = transaction.open_table(DEFINITIONS)?;
    let mut totals = Tally::default();
    for change in changes {
        match change {
            Change::Put { space, key, item } => {
                let bytes = encode(&item).ok_or(Failure::TooDeep)?;
                let old = items.insert(place(space, &key).as_slice(), bytes.as_slice())?;
                let old = old.map(|old| size(old.value()).ok_or(Failure::Damaged)).transpose()?;
                totals.count(space, old, Some(item.bytes));
            }
            Change::Delete { space, key } => {
                let old = items.remove(place(space, &key).as_slice())?;
                let old = old.map(|old| size(old.value()).ok_or(Failure::Damaged)).transpose()?;
                totals.count(space, old, None);
            }
            Change::Clear { space } => {
                clear(&mut items, space)?;
                totals.clear(space);
            }
            Change::Define { table, definition } => drop(definitions.insert(table.as_str(), definition.as_str())?),
            Change::Forget { table } => drop(definitions.remove(table.as_str())?),
        }
    }
    Ok(totals.write(transaction)?)
}

fn clear(items: &mut Items<'_>, space: SpaceId) -> Result<(), redb::Error> {
    let (low, high) = (place(space, &[]), end(space));
    Ok(items.retain_in::<&[u8], _>(bounds(&low, high.as_deref()), |_, _| false)?)
}

/// How the totals of spaces change in a commit.
#[derive(Default)]
struct Tally(HashMap<SpaceId, Difference>);

#[derive(Default)]
struct Difference {
    /// Whatever was there before is gone.
    cleared: bool,
    items: i64,
    bytes: i64,
}

impl Tally {
    fn count(&mut self, space: SpaceId, old: Option<usize>, new: Option<usize>) {
        let signed = |bytes: Option<usize>| bytes.map_or(0, |bytes| i64::try_from(bytes).unwrap_or(i64::MAX));
        let difference = self.0.entry(space).or_default();
        difference.items += i64::from(new.is_some()) - i64::from(old.is_some());
        difference.bytes += signed(new) - signed(old);
    }

    fn clear(&mut self, space: SpaceId) {
        self.0.insert(space, Difference { cleared: true, ..Difference::default() });
    }

    fn write(self, transaction: &WriteTransaction) -> Result<(), redb::Error> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut totals = transaction.open_table(TOTALS)?;
        for (space, difference) in self.0 {
            let before = totals.get(space.0)?.filter(|_| !difference.cleared).map(|before| before.value());
            let (items, bytes) = before.unwrap_or_default();
            let after = (items.saturating_add_signed(difference.items), bytes.saturating_add_signed(difference.bytes));
            if after.0 == 0 {
                totals.remove(space.0)?;
            } else {
                totals.insert(space.0, after)?;
            }
        }
        Ok(())
    }
}

fn read(bytes: &[u8]) -> Result<Arc<StoredItem>, Failure> {
    decode(bytes).map(Arc::new).ok_or(Failure::Damaged)
}

/// Where the item at a key lies among those of all spaces.
fn place(space: SpaceId, key: &[u8]) -> Vec<u8> {
    let mut place = Vec::with_capacity(8 + key.len());
    place.extend(space.0.to_be_bytes());
    place.extend(key);
    place
}

/// The place behind everything in a space; nothing behind the last.
fn end(space: SpaceId) -> Option<Vec<u8>> {
    Some(place(SpaceId(space.0.checked_add(1)?), &[]))
}

fn bounds<'k>(low: &'k [u8], high: Option<&'k [u8]>) -> (Bound<&'k [u8]>, Bound<&'k [u8]>) {
    (Bound::Included(low), high.map_or(Bound::Unbounded, Bound::Excluded))
}
