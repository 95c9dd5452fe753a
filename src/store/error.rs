//! Why a folder cannot be opened as a store.

use std::io;
use std::path::{Path, PathBuf};

/// Why a folder cannot be opened as a store. Nothing in it was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Another process has it.
    #[error("{} is in use by another process", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// The file is not what was written, or is none of ours. It was left as it is.
    #[error("{} is damaged or no store of ddbexpr; it was left as it is: {what}", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A later version wrote it.
    #[error("{} has format {format}, which this version cannot read (it reads format {known})", file.display())]
    Format {
        /// The file.
        file: PathBuf,
        /// The format it has.
        format: u64,
        /// The format that this version reads.
        known: u64,
    },
    /// It cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
}

impl OpenError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    pub(super) fn damaged(file: &Path, what: impl ToString) -> Self {
        Self::Damaged { file: file.to_owned(), what: what.to_string() }
    }

    /// What redb says when it opens a file.
    pub(super) fn of_database(file: &Path, error: redb::DatabaseError) -> Self {
        match error {
            redb::DatabaseError::DatabaseAlreadyOpen => {
                Self::InUse { folder: file.parent().unwrap_or(file).to_owned() }
            }
            redb::DatabaseError::Storage(redb::StorageError::Io(source))
                if !matches!(source.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) =>
            {
                Self::Io { path: file.to_owned(), source }
            }
            other => Self::damaged(file, other),
        }
    }
}
