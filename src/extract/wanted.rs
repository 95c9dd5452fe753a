//! Where a text may hold something that has to do with requests.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::host::{Language, Module, parse_wanted};
use crate::request::Wrapper;

/// What speaks of requests, of their parts, or of this program, in any case.
const WORDS: [&str; 34] = [
    "expression",
    "dynamo",
    "ddb",
    "table",
    "documentclient",
    "docclient",
    "attribute",
    "projection",
    "queryconditional",
    "query",
    "scan",
    "get_item",
    "getitem",
    "get-item",
    "put_item",
    "putitem",
    "put-item",
    "update_item",
    "updateitem",
    "update-item",
    "delete_item",
    "deleteitem",
    "delete-item",
    "batch_get",
    "batchget",
    "batch_write",
    "batchwrite",
    "transact",
    "conditioncheck",
    "marshal",
    "paginat",
    "key(",
    "attr(",
    "lastevaluatedkey",
];

static SEARCH: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(WORDS).ok());

/// Reads a text as far as it may have to do with requests: what functions do that have no part in any is left out.
pub(crate) fn parse<'t>(text: &'t str, language: Language, wrappers: &[Wrapper]) -> Module<'t> {
    let Some(search) = SEARCH.as_ref() else { return crate::host::parse(text, language) };
    let mut at: Vec<usize> = search.find_iter(text).map(|found| found.start()).collect();
    for wrapper in wrappers.iter().filter(|wrapper| !wrapper.function.is_empty()) {
        at.extend(text.match_indices(&wrapper.function).map(|(at, _)| at));
    }
    at.sort_unstable();
    let is_wanted = |from: usize, to: usize| {
        let next = at.partition_point(|place| *place < from);
        at.get(next).is_some_and(|place| *place < to)
    };
    parse_wanted(text, language, &is_wanted)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::extract::{Extraction, extract};

    /// Functions that have no part in any request, laid out as tools do it.
    fn filler(language: Language) -> String {
        let body = "total = total + measured * 2 - weight(measured, 14, 15)";
        let one = |number: usize| match language {
            Language::Python => format!("\n\ndef filler_{number}(measured):\n    {body}\n    return total\n"),
            Language::Ruby => format!("\ndef filler_{number}(measured)\n  {body}\n  total\nend\n"),
            Language::JavaScript | Language::TypeScript | Language::Tsx => {
                format!("\nfunction filler{number}(measured) {{\n  let {body};\n  return total;\n}}\n")
            }
            Language::Go => format!("\nfunc filler{number}(measured int) int {{\n\t{body}\n\treturn total\n}}\n"),
            Language::Rust => {
                format!("\nfn filler_{number}(measured: u32) -> u32 {{\n    let {body};\n    total\n}}\n")
            }
            Language::Kotlin => {
                format!("\nfun filler{number}(measured: Int): Int {{\n    val {body}\n    return total\n}}\n")
            }
            Language::Java | Language::CSharp => format!(
                "\nclass Filler{number} {{\n    int filler(int measured) {{\n        int {body};\n        return total;\n    }}\n}}\n"
            ),
            _ => String::new(),
        };
        (0..8).map(one).collect()
    }

    fn files(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() { files(&entry.path(), into) } else { into.push(entry.path()) }
        }
    }

    /// What is found, nodes aside: a module that is read in part has fewer of them.
    fn found(module: &Module<'_>) -> Extraction {
        let mut found = extract(module, &|_, _| None);
        for request in &mut found.requests {
            (request.node, request.call) = (module.nodes().next().unwrap(), None);
        }
        found
    }

    #[test]
    fn what_is_left_out_changes_nothing() {
        let mut all = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint"), &mut all);
        let mut shortened = 0;
        for path in all {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let (Some(language), Ok(text)) = (Language::of_file_name(&name), fs::read_to_string(&path)) else {
                continue;
            };
            let text = format!("{text}{}", filler(language));
            let (whole, part) = (crate::host::parse(&text, language), parse(&text, language, &[]));
            shortened += usize::from(part.nodes().count() < whole.nodes().count());
            assert_eq!(found(&part), found(&whole), "{}", path.display());
        }
        assert!(shortened > 100, "only {shortened} files were read in part");
    }
}
