//! Sets of paths, told by patterns as `.gitignore` has them.

use std::fmt;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::reader::{Reader, Value};

/// Paths that patterns of `.gitignore` take in: `legacy/`, `*.min.js`, `/scripts/**/*.py`, `!keep.py`.
///
/// ```
/// use ddbexpr::config::PathSet;
///
/// let set = PathSet::new(["legacy/", "*.gen.py"]).unwrap();
/// assert!(set.contains("src/legacy/orders.py"));
/// assert!(set.contains("orders.gen.py"));
/// assert!(!set.contains("src/orders.py"));
/// ```
#[derive(Clone)]
pub struct PathSet {
    patterns: Vec<String>,
    matcher: Gitignore,
}

impl fmt::Debug for PathSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PathSet").field(&self.patterns).finish()
    }
}

impl Default for PathSet {
    fn default() -> Self {
        Self { patterns: Vec::new(), matcher: Gitignore::empty() }
    }
}

impl PathSet {
    /// The set of these patterns.
    ///
    /// # Errors
    ///
    /// A pattern that is none, and why.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Self, String> {
        let mut builder = builder();
        let patterns: Vec<String> = patterns.into_iter().map(str::to_owned).collect();
        for pattern in &patterns {
            builder.add_line(None, pattern).map_err(|error| reason(&error))?;
        }
        let matcher = builder.build().map_err(|error| reason(&error))?;
        Ok(Self { patterns, matcher })
    }

    /// Reads a list of patterns; those that are none are noted.
    pub(super) fn read(value: &Value<'_>, name: &str, reader: &mut Reader<'_>) -> Self {
        let mut builder = builder();
        let mut patterns = Vec::new();
        for (pattern, at) in reader.texts(value, name) {
            if let Err(error) = builder.add_line(None, &pattern) {
                reader.wrong_at(at, format!("`{pattern}` is no pattern: {}", reason(&error)));
            }
            patterns.push(pattern);
        }
        let matcher = builder.build().unwrap_or_else(|error| {
            reader.wrong(value, reason(&error));
            Gitignore::empty()
        });
        Self { patterns, matcher }
    }

    /// True where there is no pattern.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.matcher.is_empty()
    }

    /// Whether a file is in the set, by itself or with a folder above it.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.matches(path, false)
    }

    /// Whether a folder is in the set.
    #[must_use]
    pub fn contains_folder(&self, path: &str) -> bool {
        self.matches(path, true)
    }

    fn matches(&self, path: &str, is_folder: bool) -> bool {
        let path = path.trim_start_matches("./");
        // Patterns say nothing about what is outside of the folder they are for.
        let inside = !path.is_empty() && !Path::new(path).has_root() && !path.starts_with("../");
        inside && self.matcher.matched_path_or_any_parents(path, is_folder).is_ignore()
    }
}

fn builder() -> GitignoreBuilder {
    let mut builder = GitignoreBuilder::new("");
    // git takes `b[` for a pattern that matches nothing: here somebody should hear of it.
    builder.allow_unclosed_class(false);
    builder
}

/// Why a pattern is none, without the library's framing.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}
