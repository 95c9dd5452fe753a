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
