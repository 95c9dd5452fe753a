//! Writing files: whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::CliError;

/// Writes a file by way of another beside it, so that nobody reads half of it and a failure leaves the old one.
pub(super) fn write_whole(path: &Path, text: &str) -> Result<(), CliError> {
    let failed = |source| CliError::WriteFile { path: path.to_owned(), source };
    // What is no plain file, such as a pipe or /dev/stdout, cannot be replaced.
    if std::fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        return std::fs::write(path, text).map_err(failed);
    }
    // Where the path is a link, what it leads to is written.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&target);
    let written = std::fs::File::create_new(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if let Ok(known) = std::fs::metadata(&target) {
            file.set_permissions(known.permissions())?;
        }
        std::fs::rename(&beside, &target)
    });
    written.map_err(|source| {
        drop(std::fs::remove_file(&beside));
        failed(source)
    })
}

/// A name that only this run uses.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}
