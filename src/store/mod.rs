//! Tables on a disk: a [`Storage`](crate::table::Storage) in a folder, kept by the embedded store redb.
//!
//! ```no_run
//! use ddbexpr::store::DiskStorage;
//! use ddbexpr::table::Database;
//!
//! let database = Database::open(Box::new(DiskStorage::open("data")?))?;
//! database.create_table("books", ("isbn", "S"), None)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod codec;
mod disk;
mod error;
mod folder;

pub use disk::DiskStorage;
pub use error::OpenError;
