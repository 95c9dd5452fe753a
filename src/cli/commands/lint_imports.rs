//! Constants that one file takes from another of the same repository.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::extract::{constants_of, may_define};
use crate::host::Language;

/// A file that others import, and its constants once somebody asks for one that it may define.
#[derive(Default)]
struct Imported {
    text: String,
    constants: OnceLock<HashMap<String, String>>,
}

/// The constants of the files that others import, each read once.
#[derive(Default)]
pub(super) struct Imports {
    known: Mutex<HashMap<PathBuf, Arc<Imported>>>,
    packages: Mutex<HashMap<PathBuf, Arc<Vec<PathBuf>>>>,
}

/// Larger files are not read for the sake of a constant.
const LARGEST: u64 = 1024 * 1024;

impl Imports {
    /// The text that `module` defines as `name`, seen from a file.
    pub(super) fn text(&self, from: &Path, language: Language, module: &str, name: &str) -> Option<String> {
        if language == Language::Go {
            let files = self.go_package(from, module);
            let mut others = files.iter().filter(|path| *path != from);
            return others.find_map(|path| self.constant(path, language, name));
        }
        let candidates = candidates(from, language, module, name);
        let path = candidates.into_iter().find(|path| path.is_file())?;
        self.constant(&path, language, name)
    }

    fn constant(&self, path: &Path, language: Language, name: &str) -> Option<String> {
        let imported = self.imported(path);
        if !may_define(&imported.text, name) {
            return None;
        }
        imported.constants.get_or_init(|| constants_of(&imported.text, language)).get(name).cloned()
    }

    fn imported(&self, path: &Path) -> Arc<Imported> {
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Arc::clone(known);
        }
        let small = std::fs::metadata(path).is_ok_and(|metadata| metadata.len() <= LARGEST);
        let text = if small { std::fs::read_to_string(path).unwrap_or_default() } else { String::new() };
        let imported = Arc::new(Imported { text, constants: OnceLock::new() });
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(path.to_owned()).or_insert(imported))
    }

    /// The files of a package of Go: of the same folder, or of the folder that the end of an import names.
    fn go_package(&self, from: &Path, module: &str) -> Arc<Vec<PathBuf>> {
        let own = from.parent().unwrap_or(Path::new(""));
        let Some(folder) = (if module.is_empty() { Some(own.to_owned()) } else { go_folder(own, module) }) else {
            return Arc::default();
        };
        if let Some(known) = self.packages.lock().unwrap_or_else(PoisonError::into_inner).get(&folder) {
            return Arc::clone(known);
        }
        let files = Arc::new(go_files(&folder));
        let mut packages = self.packages.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(packages.entry(folder).or_insert(files))
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
        Language::CSharp => {
            // A class has a file of its name, here or in a folder above.
            let file = module.rsplit('.').next().unwrap_or(module);
            folder.ancestors().take(4).map(|root| with_extension(&root.join(file), "cs")).collect()
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

/// Packages with more files than this are not read for the sake of a constant.
const MOST_FILES: usize = 60;

/// The sources in a folder.
fn go_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let is_source = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.ends_with(".go") && !name.ends_with("_test.go")
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_source).collect();
    files.sort();
    if files.len() > MOST_FILES { Vec::new() } else { files }
}

/// `internal/keys` of `example.com/shop/internal/keys`, in a folder above.
fn go_folder(own: &Path, module: &str) -> Option<PathBuf> {
    let parts: Vec<&str> = module.split('/').collect();
    let tails = (1..parts.len()).filter_map(|at| parts.get(at..)).map(|tail| tail.iter().collect::<PathBuf>());
    let roots: Vec<&Path> = own.ancestors().take(8).collect();
    tails.flat_map(|tail| roots.iter().map(move |root| root.join(&tail))).find(|folder| folder.is_dir())
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
