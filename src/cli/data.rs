//! The tables that a command works on: in memory, or in the folder of `--data`.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::error::CliError;
use crate::store::DiskStorage;
use crate::table::Database;

/// Opens the store in a folder, or begins with no tables in memory where none is named.
pub(super) fn open(folder: Option<&PathBuf>) -> Result<Database, CliError> {
    let database = folder.map_or_else(|| Ok(Database::new()), |folder| on_disk(folder))?;
    Ok(database.with_clock(seconds))
}

fn on_disk(folder: &Path) -> Result<Database, CliError> {
    let damaged = |message| CliError::NotJson { name: folder.display().to_string(), message };
    let storage = DiskStorage::open(folder).map_err(CliError::Store)?;
    Database::open(Box::new(storage)).map_err(|error| damaged(error.message))
}

/// Seconds since 1970.
fn seconds() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs_f64()).unwrap_or_default()
}
