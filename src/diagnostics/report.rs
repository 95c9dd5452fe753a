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
}

/// Everything found, with the texts it was found in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Report {
    /// The texts.
    pub sources: Vec<SourceText>,
    /// The findings, in the order in which they are shown.
    pub findings: Vec<Finding>,
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
        Self { diagnostic, at, also, related, subject: None }
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
