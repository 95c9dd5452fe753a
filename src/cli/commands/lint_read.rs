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
