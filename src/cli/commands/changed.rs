//! The files that changed since a revision, as git knows them.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::error::CliError;

/// The files that differ from a revision, those git does not know yet included: whole paths, links followed.
///
/// Where the revision is on another branch, what counts is where this one left it.
pub(super) fn changed_since(revision: &str, paths: &[PathBuf]) -> Result<BTreeSet<PathBuf>, CliError> {
    let mut changed = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        let root = root_of(path)?;
        if seen.insert(root.clone()) {
            changed.extend(changed_in(&root, revision)?);
        }
    }
    Ok(changed)
}

/// The folder of the repository that a path is in.
fn root_of(path: &Path) -> Result<PathBuf, CliError> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    Ok(path_of(git(folder, &["rev-parse", "--show-toplevel"])?.trim_ascii_end()))
}

fn changed_in(root: &Path, revision: &str) -> Result<Vec<PathBuf>, CliError> {
    // Resolved to a commit first: git never takes it for an option.
    let commit = format!("{revision}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|_| CliError::usage(format!("--since: git knows no revision `{revision}`")))?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let base = git(root, &["merge-base", &commit, "HEAD"]).map(|base| String::from_utf8_lossy(&base).trim().to_owned());
    let base = base.ok().filter(|base| !base.is_empty()).unwrap_or(commit);
    let mut names = git(root, &["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", &base, "--"])?;
    names.extend(git(root, &["ls-files", "-z", "--others", "--exclude-standard"])?);
    let names = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.filter_map(|name| std::fs::canonicalize(root.join(path_of(name))).ok()).collect())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// What git prints.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, CliError> {
    let run = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = run.map_err(|error| match error.kind() {
        ErrorKind::NotFound => CliError::usage("--since needs git, which is not on the PATH"),
        _ => CliError::usage(format!("--since: git cannot be run: {error}")),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(CliError::usage(format!("--since: git says: {}", said.trim())))
}
