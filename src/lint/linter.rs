//! One text linted: its requests found, checked, and judged by the rules.

use super::{AttributeUse, Level, RuleOptions, requests};
#[cfg(feature = "source")]
use super::{Suppressions, embedded, program, rule};
use crate::diagnostics::{Code, Finding};
#[cfg(feature = "source")]
use crate::extract::{TableReference, extract_with, parse_requests};
#[cfg(feature = "source")]
use crate::host::Language;
use crate::layer::ValidationLayer;
use crate::request::{Operation, TableSchema};
use crate::source::Span;
use crate::syntax::ExpressionKind;

/// What linting depends on besides the text.
#[derive(Clone, Copy)]
pub struct Settings<'s> {
    /// The schemas that are known; one without a name is taken for that of any table.
    pub tables: &'s [TableSchema],
    /// The newest validation layer in use.
    pub newest: ValidationLayer,
    /// The operation of every request of a JSON file; `None` to recognise it.
    pub operation: Option<Operation>,
    /// How loud something is for the text at hand: the rule, and how loud it is of itself.
    pub level: &'s dyn Fn(Code, Level) -> Level,
    /// What rules may be configured with.
    pub options: &'s RuleOptions,
    /// Whether code inside of documents is looked at.
    pub documents: bool,
    /// Texts that other files define, by module and name.
    pub imports: &'s dyn Fn(&str, &str) -> Option<String>,
    /// The table that a program refers to in another way than by a name among `tables`.
    #[cfg(feature = "source")]
    pub references: &'s dyn Fn(&TableReference) -> Option<TableSchema>,
}

/// What linting one text gave.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Linted {
    /// The findings, places in source 0, in the order of the text.
    pub findings: Vec<Finding>,
    /// Number of requests that were checked.
    pub requests: usize,
    /// Every expression that was found.
    pub expressions: Vec<LintedExpression>,
    /// What the requests say about types of attributes; [`consistency`](super::consistency) compares them.
    pub uses: Vec<AttributeUse>,
    /// Why a part of the text could not be read; empty where all of it could.
    pub unreadable: Vec<String>,
}

/// An expression that was found, and whether it was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LintedExpression {
    /// Which.
    pub kind: ExpressionKind,
    /// Where its parameter's name stands.
    pub span: Span,
    /// How far it was checked.
    pub checked: Checking,
    /// Its text, as far as it is known.
    pub text: Option<String>,
}

/// How far an expression was checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Checking {
    /// All of it.
    Whole,
    /// What a builder of an SDK makes, as far as it is understood.
    Builder,
    /// The text around what only the running program knows.
    Partial,
    /// Not at all, for this reason.
    Not(&'static str),
}

impl Checking {
    /// `whole`, `builder`, `partial`, `none`
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Builder => "builder",
            Self::Partial => "partial",
            Self::Not(_) => "none",
        }
    }
}

/// Lints the requests of a JSON text: one document or several, each a request or a list of them.
#[must_use]
pub fn lint_requests(text: &str, settings: Settings<'_>) -> Linted {
    let mut linted = Linted::default();
    requests::lint(text, settings, &mut linted);
    linted
}

/// Lints a text in any language.
#[cfg(feature = "source")]
#[must_use]
pub fn lint_text(text: &str, language: Language, settings: Settings<'_>) -> Linted {
    let mut linted = Linted::default();
    let (recognised, is_all) = match language {
        Language::Json => requests::lint(text, settings, &mut linted),
        _ => (Vec::new(), false),
    };
    if is_all && !recognised.is_empty() {
        return linted;
    }
    if language == Language::Markdown {
        if settings.documents {
            let comments = embedded::lint_document(text, settings, &mut linted);
            suppress(text, || comments, settings, &mut linted.findings);
        }
        return linted;
    }
    let module = parse_requests(text, language, &settings.options.wrappers);
    let mut found = extract_with(&module, settings.imports, &settings.options.wrappers);
    // They stand one behind the other: a file may hold very many.
    let is_request = |span: Span| {
        let before = recognised.partition_point(|whole| whole.start <= span.start);
        recognised.get(..before).and_then(<[Span]>::last).is_some_and(|whole| span.end <= whole.end)
    };
    found.places.retain(|place| !is_request(place.name));
    found.requests.retain(|request| !is_request(request.span));
    program::lint(&module, &found, None, settings, &mut linted);
    let inner = embedded::lint(&module, settings, &mut linted);
    let comments = || {
        let mut all: Vec<Span> = module.comments().iter().map(|comment| comment.span).collect();
        all.extend(inner);
        all.sort_unstable();
        all
    };
    suppress(text, comments, settings, &mut linted.findings);
    linted.findings.sort_by_key(|finding| finding.at.span);
    linted.expressions.sort_by_key(|expression| expression.span);
    linted
}

/// Heeds the comments that say where a rule is not wanted.
#[cfg(feature = "source")]
fn suppress(text: &str, comments: impl FnOnce() -> Vec<Span>, settings: Settings<'_>, findings: &mut Vec<Finding>) {
    let mut suppressions = Suppressions::of_text(text, comments);
    let level = |code| rule(code).map_or(Level::Off, |rule| (settings.level)(code, rule.default));
    suppressions.apply(text, findings, level);
}
