//! Constants that one file takes from another of the same repository.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::extract::constants;
use crate::host::{Language, parse};

type Constants = Arc<HashMap<String, String>>;

/// The constants of the files that others import, each read once.
#[derive(Default)]
pub(super) struct Imports {
    known: Mutex<HashMap<PathBuf, Constants>>,
}

/// Larger files are not read for the sake of a constant.
const LARGEST: u64 = 1024 * 1024;

impl Imports {
    /// The text that `module` defines as `name`, seen from a file.
    pub(super) fn text(&self, from: &Path, language: Language, module: &str, name: &str) -> Option<String> {
        let candidates = candidates(from, language, module, name);
        let path = candidates.into_iter().find(|path| path.is_file())?;
        self.constants(&path, language).get(name).cloned()
    }

    fn constants(&self, path: &Path, language: Language) -> Constants {
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Arc::clone(known);
        }
        let small = std::fs::metadata(path).is_ok_and(|metadata| metadata.len() <= LARGEST);
        let text = if small { std::fs::read_to_string(path).unwrap_or_default() } else { String::new() };
        let found = Arc::new(constants(&parse(&text, language)));
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), Arc::clone(&found));
        found
    }
}

/// The files an import may mean, the likeliest first.
fn candidates(from: &Path, language: Language, module: &str, name: &str) -> Vec<PathBuf> {
    let folder = from.parent().unwrap_or(Path::new("")).to_owned();
    let module = module.trim_matches(['"', '\'']);
    match language {
        Language::Python => python(&folder, module, name),
        Language::JavaScript | Language::TypeScript | Language::Tsx if module.starts_with('.') => {
            let base = folder.join(module);
            let mut all = vec![base.clone()];
            for extension in ["ts", "tsx", "js", "mjs", "cjs", "jsx"] {
                all.push(with_extension(&base, extension));
                all.push(base.join(format!("index.{extension}")));
            }
            all
        }
        Language::Java | Language::Kotlin => {
            // `import static a.b.Constants.EXPR` of the same source tree.
            let parts: Vec<&str> = module.split('.').collect();
            let extension = if language == Language::Java { "java" } else { "kt" };
            let tail: PathBuf = parts.iter().collect();
            let above = folder.ancestors().take(12);
            above.map(|root| with_extension(&root.join(&tail), extension)).collect()
        }
        Language::Ruby | Language::Php | Language::Bash if module.starts_with('.') => vec![folder.join(module)],
        _ => Vec::new(),
    }
}

fn with_extension(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

/// `from .constants import X`, `from app.constants import X`, `from . import constants`
fn python(folder: &Path, module: &str, name: &str) -> Vec<PathBuf> {
    let dots = module.bytes().take_while(|byte| *byte == b'.').count();
    let rest: PathBuf = module.get(dots..).unwrap_or_default().split('.').filter(|part| !part.is_empty()).collect();
    let roots: Vec<PathBuf> = if dots > 0 {
        folder.ancestors().nth(dots - 1).map(Path::to_owned).into_iter().collect()
    } else {
        folder.ancestors().take(8).map(Path::to_owned).collect()
    };
    let mut all = Vec::new();
    for root in roots {
        let base = root.join(&rest);
        if !rest.as_os_str().is_empty() {
            all.push(with_extension(&base, "py"));
        }
        all.push(base.join("__init__.py"));
        all.push(base.join(format!("{name}.py")));
    }
    all
}
