//! What renderers get: texts, and findings with their places in these texts.

use super::{Diagnostic, Severity};
use crate::problem::Part;
use crate::source::Span;

/// A text findings point into.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceText {
    /// Its name: a path, `<stdin>`, `UpdateExpression`.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A range of bytes in one of the texts of a [`Report`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Location {
    /// Which text.
    pub source: usize,
    /// Where in it.
    pub span: Span,
}

/// A change to one of the texts of a [`Report`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostEdit {
    /// Which text.
    pub source: usize,
    /// Which bytes of it.
    pub span: Span,
    /// What comes in their place.
    pub replacement: String,
}

/// What a report says of a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleInfo {
    /// Its name.
    pub name: &'static str,
    /// What it finds.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// How bad what it finds is, unless configured; `None` where it is off.
    pub default: Option<Severity>,
    /// The page about it: an address, or a path in the project's documentation.
    pub page: String,
}

/// A file that was not checked, or not as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unchecked {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
}

/// How many expressions were found, by how far they were checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ExpressionCounts {
    /// Wholly, what builders of SDKs make included.
    pub whole: usize,
    /// The text around what only the running program knows.
    pub partial: usize,
    /// Not at all.
    pub none: usize,
}

impl ExpressionCounts {
    /// All that were found.
    #[must_use]
    pub const fn found(self) -> usize {
        self.whole + self.partial + self.none
    }
}

/// A diagnostic with its places in the texts.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// What is said.
    pub diagnostic: Diagnostic,
    /// Where the problem is.
    pub at: Location,
    /// Where else the same problem is.
    pub also: Vec<Location>,
    /// Other places that matter, each with what is said beside it.
    pub related: Vec<(Location, String)>,
    /// Which request it belongs to, where a text holds several: `request 3`.
    pub subject: Option<String>,
    /// The expression it is about, where it is about one. Fingerprints are made from it.
    pub expression: Option<String>,
    /// The statement it belongs to, in its text: suppressions on the lines of it count. `None` where that is the
    /// place itself.
    pub statement: Option<Span>,
    /// What stays the same while code moves; see [`Report::add_fingerprints`].
    pub fingerprint: Option<String>,
    /// The diagnostic's fix as changes to the texts; empty where there is none.
    pub host_edits: Vec<HostEdit>,
}

/// Everything found, with the texts it was found in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Report {
    /// The texts.
    pub sources: Vec<SourceText>,
    /// The findings, in the order in which they are shown.
    pub findings: Vec<Finding>,
    /// What was found and is known from before: a baseline holds it. It is neither shown nor counted.
    pub baselined: Vec<Finding>,
    /// Number of files in which something was checked.
    pub files: usize,
    /// Number of requests that were checked.
    pub requests: usize,
    /// How many expressions were found, and how far each was checked.
    pub expressions: ExpressionCounts,
    /// Files that were not checked.
    pub unchecked: Vec<Unchecked>,
    /// Number of entries of a baseline for which nothing was found any more.
    pub stale: usize,
    /// The rules that were asked, in the order of their documentation.
    pub rules: Vec<RuleInfo>,
}

impl Finding {
    /// Places a diagnostic; `locate` tells where a part of the request is.
    ///
    /// Where a part has no place of its own, `otherwise` stands in.
    #[must_use]
    pub fn place(diagnostic: Diagnostic, otherwise: Location, locate: impl Fn(&Part) -> Option<Location>) -> Self {
        let at = locate(&diagnostic.place.part).unwrap_or(otherwise);
        let also = match &diagnostic.place.part {
            Part::Expression(kind, _) => {
                let again = diagnostic.place.also.iter().map(|span| Part::Expression(*kind, *span));
                again.filter_map(|part| locate(&part)).collect()
            }
            _ => Vec::new(),
        };
        let related = diagnostic.related.iter();
        let related = related.filter_map(|(part, says)| Some((locate(part)?, says.clone()))).collect();
        Self {
            diagnostic,
            at,
            also,
            related,
            subject: None,
            expression: None,
            statement: None,
            fingerprint: None,
            host_edits: Vec::new(),
        }
    }
}

impl Report {
    /// Adds a text, and gives its number.
    pub fn add_source(&mut self, name: impl Into<String>, text: impl Into<String>) -> usize {
        self.sources.push(SourceText { name: name.into(), text: text.into() });
        self.sources.len() - 1
    }

    /// Number of findings of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.diagnostic.severity == severity).count()
    }
}
