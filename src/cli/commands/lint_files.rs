//! The files of a directory that are worth a look.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ignore::{WalkBuilder, WalkState};

use super::lint_settings::Settings;
use super::lint_walk::matters;

/// Folders that hold what others wrote, or what a tool made.
const FOREIGN: [&str; 19] = [
    "node_modules",
    "bower_components",
    "vendor",
    "third_party",
    "third-party",
    "site-packages",
    "dist-packages",
    "dist",
    "target",
    ".venv",
    "venv",
    ".terraform",
    ".serverless",
    ".aws-sam",
    "cdk.out",
    ".next",
    ".nuxt",
    "__pycache__",
    "Pods",
];
/// The ends of names of files that a tool made.
const GENERATED: [&str; 12] = [
    ".min.js",
    ".bundle.js",
    ".chunk.js",
    ".min.mjs",
    ".d.ts",
    "_pb2.py",
    ".pb.go",
    ".g.cs",
    ".designer.cs",
    "package-lock.json",
    ".generated.ts",
    "service-2.json",
];

/// The files of a directory that neither `.gitignore` nor the configuration leaves out, by name; and what went wrong.
pub(super) fn files(directory: &Path, settings: &Settings) -> (Vec<PathBuf>, Vec<String>) {
    let found = Mutex::new((Vec::new(), Vec::new()));
    let root = directory.to_owned();
    let walker = WalkBuilder::new(directory)
        .require_git(false)
        .hidden(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            // The folder that was named is looked at, whatever it is called.
            !is_folder || entry.path() == root || !is_foreign(&entry.file_name().to_string_lossy())
        })
        .threads(std::thread::available_parallelism().map_or(1, usize::from).min(8))
        .build_parallel();
    walker.run(|| {
        let found = &found;
        let mut batch = Batch { paths: Vec::new(), errors: Vec::new(), found };
        Box::new(move |entry| {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    let path = entry.into_path();
                    if matters(&path) && !is_generated(&path) && settings.takes(&path) {
                        batch.paths.push(path);
                    }
                }
                Ok(_) => {}
                Err(error) => batch.errors.push(error.to_string()),
            }
            WalkState::Continue
        })
    });
    let (mut paths, errors) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    paths.sort();
    (paths, errors)
}

/// What one thread found, handed over when it ends.
struct Batch<'f> {
    paths: Vec<PathBuf>,
    errors: Vec<String>,
    found: &'f Mutex<(Vec<PathBuf>, Vec<String>)>,
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        all.0.append(&mut self.paths);
        all.1.append(&mut self.errors);
    }
}

fn is_foreign(name: &str) -> bool {
    name == ".git" || FOREIGN.contains(&name)
}

fn is_generated(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    GENERATED.iter().any(|ending| name.ends_with(ending))
}
