//! Why nothing in a file was checked.

use crate::request::other_spelling;
use crate::source::documents;

/// What is said of a file without any request.
pub(super) fn no_request(text: &str) -> String {
    if text.trim().is_empty() {
        return "it is empty".to_owned();
    }
    let why = "no request recognised in it; --operation names one";
    // Reading the text again is for the few files that may be such.
    let (nodes, _) = if text.contains("xpression") { documents(text) } else { Default::default() };
    let all = nodes.iter().flat_map(|node| node.elements().unwrap_or(std::slice::from_ref(node)));
    match all.filter_map(other_spelling).next() {
        Some((written, meant)) => format!("no request recognised in it: `{written}` is `{meant}` in DynamoDB's API"),
        None => why.to_owned(),
    }
}
