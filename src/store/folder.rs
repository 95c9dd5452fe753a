//! The folder of a store: one process at a time, and a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::error::OpenError;

/// A folder that is ours as long as this lives. A process that ends, however it ends, gives it back.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder where there is none, and takes it.
    pub(super) fn take(path: &Path) -> Result<Self, OpenError> {
        fs::create_dir_all(path).map_err(OpenError::io(path))?;
        let name = path.join("lock");
        let options = OpenOptions::new().create(true).truncate(false).write(true).open(&name);
        let lock = options.map_err(OpenError::io(&name))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse { folder: path.to_owned() }),
            Err(TryLockError::Error(error)) => Err(OpenError::io(&name)(error)),
        }
    }

    /// The file with the tables.
    pub(super) fn file(&self) -> PathBuf {
        self.path.join("tables.redb")
    }

    /// Makes the file where there is none: `fill` makes it under another name, then it takes its own.
    ///
    /// So a process that ends in the middle leaves no half file behind, and an empty one is known to be damaged.
    pub(super) fn make(&self, fill: impl FnOnce(&Path) -> Result<(), OpenError>) -> Result<(), OpenError> {
        let file = self.file();
        if file.try_exists().map_err(OpenError::io(&file))? {
            return Ok(());
        }
        let new = self.path.join("tables.redb.new");
        if new.try_exists().map_err(OpenError::io(&new))? {
            fs::remove_file(&new).map_err(OpenError::io(&new))?;
        }
        fill(&new)?;
        fs::rename(&new, &file).map_err(OpenError::io(&file))?;
        self.sync()
    }

    /// The new name survives a power failure, too. Elsewhere than on Unix, folders are not files to be synced.
    #[cfg(unix)]
    fn sync(&self) -> Result<(), OpenError> {
        File::open(&self.path).and_then(|folder| folder.sync_all()).map_err(OpenError::io(&self.path))
    }

    #[cfg(not(unix))]
    fn sync(&self) -> Result<(), OpenError> {
        Ok(())
    }
}
