//! Reading the files of a directory: only those that may hold something to check are read as texts.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::host::Language;
use crate::request::Wrapper;

/// Larger files are not read: nobody writes them by hand.
const LARGEST: u64 = 16 * 1024 * 1024;
/// A line longer than this is no line that a person wrote.
const LONGEST_LINE: usize = 20_000;

/// A file that has none of these words holds no request and no part of one.
const WORDS: [&str; 16] = [
    "KeyConditionExpression",
    "FilterExpression",
    "ConditionExpression",
    "UpdateExpression",
    "ProjectionExpression",
    "ConditionalExpression",
    "ExpressionAttribute",
    "ExpressionStatement",
    "expressionValues",
    "expressionNames",
    "key_condition_expression",
    "filter_expression",
    "condition_expression",
    "update_expression",
    "projection_expression",
    "expression_attribute",
];
/// Words of commands, and of calls that send requests without any expression.
const MORE: [&str; 15] = [
    "KeySchema",
    "-expression",
    "expression-attribute",
    "AttributeUpdates",
    "KeyConditions",
    "QueryFilter",
    "ScanFilter",
    "dynamodb",
    "TransactItems",
    "\"expression\"",
    "expression\\\"",
    "ProvisionedThroughput",
    "QueryCommand",
    "ScanCommand",
    "Expression.builder",
];

static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = WORDS.iter().chain(&MORE);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).ascii_case_insensitive(true).build(words).ok()
});

/// What a file holds.
pub(super) enum Content {
    /// Nothing to check.
    Nothing,
    /// A text that may hold requests.
    Text(String),
}

/// Reads a file; `Err` says why a file with something to check in it cannot be checked.
pub(super) fn read(path: &Path, language: Language, wrappers: &[Wrapper]) -> Result<Content, String> {
    let mut file = File::open(path).map_err(|error| reason(&error))?;
    let size = file.metadata().map_err(|error| reason(&error))?.len();
    if size > LARGEST {
        return Err(format!("larger than {} MiB", LARGEST / 1024 / 1024));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if !may_hold_requests(&bytes) && !calls_one(&bytes, wrappers) {
        return Ok(Content::Nothing);
    }
    let is_code = !matches!(language, Language::Json | Language::Yaml | Language::Hcl);
    let is_long = |line: &[u8]| line.len() > LONGEST_LINE && !line.starts_with(b"//# sourceMappingURL");
    if is_code && bytes.split(|byte| *byte == b'\n').any(is_long) {
        // Minified.
        return Err(format!("a line of more than {LONGEST_LINE} bytes, as tools write them"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Content::Text(text)),
        Err(error) => Err(format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to())),
    }
}

static DEFINING: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(crate::schema::WORDS).ok());

/// Whether a text may define tables.
pub(super) fn may_define_tables(text: &str) -> bool {
    DEFINING.as_ref().is_none_or(|search| search.is_match(text))
}

fn may_hold_requests(bytes: &[u8]) -> bool {
    SEARCH.as_ref().is_none_or(|search| search.is_match(bytes))
}

/// Whether a text names one of the functions that send requests for the project.
fn calls_one(bytes: &[u8], wrappers: &[Wrapper]) -> bool {
    let names = |wrapper: &Wrapper| {
        let name = wrapper.function.as_bytes();
        !name.is_empty() && bytes.windows(name.len()).any(|part| part == name)
    };
    wrappers.iter().any(names)
}

fn reason(error: &std::io::Error) -> String {
    error.kind().to_string()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use crate::extract::{Extraction, extract, parse_requests};
    use crate::host::{Language, Module};

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
            let (whole, part) = (crate::host::parse(&text, language), parse_requests(&text, language, &[]));
            shortened += usize::from(part.nodes().count() < whole.nodes().count());
            assert_eq!(found(&part), found(&whole), "{}", path.display());
        }
        assert!(shortened > 100, "only {shortened} files were read in part");
    }
}
