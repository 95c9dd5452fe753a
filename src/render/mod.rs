//! Reports as text: drawn for people, a line each, or in the formats of other programs.
//!
//! In comes a [report](crate::diagnostics::Report); out goes text. Nothing here finds, checks or reads files.

mod checkstyle;
mod explanation;
mod explanation_json;
mod github;
mod gitlab;
#[cfg(feature = "human")]
mod gutter;
#[cfg(feature = "human")]
mod human;
mod json;
mod junit;
mod message;
mod places;
mod sarif;
mod short;
mod summary;
mod xml;

pub use checkstyle::checkstyle;
pub use explanation::{explanation, refusal};
pub use explanation_json::{explanation_json, refusal_json};
pub use github::github;
pub use gitlab::gitlab;
#[cfg(feature = "human")]
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;
pub use short::short;
pub use summary::summary;

use self::places::Places;
use crate::diagnostics::{Finding, Report};

/// The files of a report in which something was found, each with its findings, in the order of the report.
fn by_file(report: &Report) -> Vec<(String, Vec<&Finding>)> {
    let mut findings: Vec<Vec<&Finding>> = vec![Vec::new(); report.sources.len()];
    for finding in &report.findings {
        if let Some(of) = findings.get_mut(finding.at.source) {
            of.push(finding);
        }
    }
    let named = report.sources.iter().map(|source| message::path(&source.name)).zip(findings);
    named.filter(|(_, findings)| !findings.is_empty()).collect()
}

/// Text without the characters that would steer a terminal or hide in it; every byte keeps its place.
///
/// The characters U+0080 to U+009F steer some terminals, too; those that change the direction of text can make
/// it read as what it is not.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' | '\r' => printable.push(character),
            _ if character.is_control() || is_direction(character) => {
                printable.extend(std::iter::repeat_n('?', character.len_utf8()));
            }
            _ => printable.push(character),
        }
    }
    printable
}

const fn is_direction(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// At most so many bytes of a text that quotes what it is about: an attribute name may have a megabyte.
fn clipped(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= most {
        return text.into();
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= most).last().unwrap_or_default();
    format!("{}…", text.get(..end).unwrap_or_default()).into()
}

/// How much of a title or label is shown.
const LONGEST_TITLE: usize = 400;

/// The same in one line.
pub(crate) fn printable_line(text: &str) -> String {
    printable(text).replace(['\n', '\r', '\t'], " ")
}
