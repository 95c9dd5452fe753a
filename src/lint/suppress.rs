//! Suppressions: comments that say where a rule is not wanted.
//!
//! `ddbexpr:ignore rule-a, rule-b -- reason` holds for the statement it stands in or directly above,
//! `ddbexpr:ignore-file rule -- reason` for the whole file. Without a rule either holds for all rules. Which comments
//! there are and which lines a statement covers is told by whoever reads the file.

use std::ops::RangeInclusive;

use super::suppress_text::{Said, Scope, read, speaks_to_us};
use super::{Level, rule};
use crate::diagnostics::{Code, Diagnostic, Finding, Location, Severity};
use crate::problem::{Part, Place};
use crate::source::{ColumnUnit, LineIndex, Span};

/// A comment of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment<'t> {
    /// Where its text is in the file.
    pub span: Span,
    /// Its text, with or without the signs that make it a comment.
    pub text: &'t str,
    /// The lines it is on.
    pub lines: RangeInclusive<u32>,
    /// Whether nothing else is on its first line. What stands behind code holds for that code alone.
    pub is_alone: bool,
}

/// The suppressions of one file.
///
/// ```
/// use ddbexpr::diagnostics::Code;
/// use ddbexpr::lint::{Comment, Suppressions};
/// use ddbexpr::source::Span;
///
/// let text = "ddbexpr:ignore reserved-word -- goes with the old table";
/// let comment = Comment { span: Span::new(2, 57), text, lines: 3..=3, is_alone: true };
/// let mut suppressions = Suppressions::parse(&[comment]);
/// assert!(suppressions.covers(4..=6, Code::ReservedWord));
/// assert!(!suppressions.covers(4..=6, Code::UnusedName));
/// assert!(!suppressions.covers(5..=6, Code::ReservedWord));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Suppressions {
    entries: Vec<Entry>,
    unknown: Vec<(Span, String, Option<String>)>,
}

/// One rule of one comment, or all rules.
#[derive(Clone, Debug)]
struct Entry {
    span: Span,
    code: Option<Code>,
    scope: Scope,
    /// The lines whose statements it holds for.
    lines: RangeInclusive<u32>,
    is_used: bool,
}

impl Suppressions {
    /// The suppressions among the comments of a text, told by where they are with their signs; nobody asks for these
    /// where the text has no suppression.
    #[must_use]
    pub fn of_text<I: IntoIterator<Item = Span>>(text: &str, comments: impl FnOnce() -> I) -> Self {
        // Nearly no file has any, and comments are not to be had for nothing.
        if !speaks_to_us(text) {
            return Self::default();
        }
        let lines = LineIndex::new(text);
        let line = |offset| lines.line_column(text, offset, ColumnUnit::Bytes).line;
        let comment = |span: Span| {
            let own = span.slice(text)?;
            let before = text.get(..span.start as usize)?.rsplit('\n').next()?;
            let lines = line(span.start)..=line(span.start + u32::try_from(own.trim_end().len()).ok()?);
            Some(Comment { span, text: own, lines, is_alone: before.trim().is_empty() })
        };
        let comments: Vec<Comment<'_>> = comments().into_iter().filter_map(comment).collect();
        Self::parse(&comments)
    }

    /// Leaves out what is suppressed, and adds what is wrong with the suppressions. `level` tells how loud each rule
    /// is for this text.
    pub fn apply(&mut self, text: &str, findings: &mut Vec<Finding>, level: impl Fn(Code) -> Level) {
        if self.entries.is_empty() && self.unknown.is_empty() {
            return;
        }
        let lines = LineIndex::new(text);
        let line = |offset| lines.line_column(text, offset, ColumnUnit::Bytes).line;
        findings.retain(|finding| {
            let statement = finding.statement.map_or(finding.at.span, |statement| statement.to(finding.at.span));
            !self.covers(line(statement.start)..=line(statement.end), finding.diagnostic.code)
        });
        let wrong = self.findings(0, |code| level(code) != Level::Off).into_iter();
        findings.extend(wrong.filter_map(|mut finding| {
            finding.diagnostic.severity = level(finding.diagnostic.code).severity()?;
            Some(finding)
        }));
    }

    /// Reads the comments of a file, in the order of the file.
    #[must_use]
    pub fn parse(comments: &[Comment<'_>]) -> Self {
        let mut all = Self::default();
        for (number, comment) in comments.iter().enumerate() {
            for said in read(comment.text) {
                let place = |offset: u32| comment.span.start.saturating_add(offset);
                let at = |span: Span| Span::new(place(span.start), place(span.end));
                match said {
                    Said::Ignore { scope, code, span } => {
                        let lines = *comment.lines.start()..=reach(comments, number);
                        all.entries.push(Entry { span: at(span), code, scope, lines, is_used: false });
                    }
                    Said::Unknown { span, title, help } => all.unknown.push((at(span), title, help)),
                }
            }
        }
        all
    }

    /// Whether what a rule finds in a statement on these lines is not wanted; notes that the suppression was needed.
    ///
    /// A comment counts on any line of the statement, and, where it has its line to itself, on the one before.
    pub fn covers(&mut self, statement: RangeInclusive<u32>, code: Code) -> bool {
        // Else nobody would hear of them.
        if matches!(code, Code::UnknownSuppression | Code::UnusedSuppression) {
            return false;
        }
        let mut is_covered = false;
        for entry in &mut self.entries {
            let touches = entry.lines.start() <= statement.end() && statement.start() <= entry.lines.end();
            let holds = entry.scope == Scope::File || touches;
            if holds && entry.code.is_none_or(|own| own == code) {
                entry.is_used = true;
                is_covered = true;
            }
        }
        is_covered
    }

    /// What is wrong with the suppressions themselves: rules that do not exist, and, once everything in the file was
    /// held against them, suppressions that nothing needed.
    ///
    /// `is_asked` tells whether a rule was on in this file: one that was off cannot say what it would have found.
    #[must_use]
    pub fn findings(&self, source: usize, is_asked: impl Fn(Code) -> bool) -> Vec<Finding> {
        let unknown = self.unknown.iter().map(|(span, title, help)| {
            let diagnostic = diagnostic(Code::UnknownSuppression, title.clone(), "suppresses nothing", help.clone());
            (*span, diagnostic)
        });
        let unused = self.unused(is_asked).into_iter().map(|(span, code)| {
            let title = match code {
                Some(code) => format!("`{code}` finds nothing here"),
                None => "no rule finds anything here".to_owned(),
            };
            let help = Some("take it away, so that it does not hide what comes later".to_owned());
            (span, diagnostic(Code::UnusedSuppression, title, "suppresses nothing", help))
        });
        let mut all: Vec<(Span, Diagnostic)> = unknown.chain(unused).collect();
        all.sort_by_key(|(span, _)| *span);
        let place = |(span, diagnostic)| Finding::place(diagnostic, Location { source, span }, |_| None);
        all.into_iter().map(place).collect()
    }

    /// The suppressions that nothing needed so far, each with its rule; `None` where it is for all.
    #[must_use]
    pub fn unused(&self, is_asked: impl Fn(Code) -> bool) -> Vec<(Span, Option<Code>)> {
        let unused = self.entries.iter().filter(|entry| !entry.is_used);
        unused.filter(|entry| entry.code.is_none_or(&is_asked)).map(|entry| (entry.span, entry.code)).collect()
    }
}

/// The last line that a comment holds for: behind code its own, else the one after it and the comments below it.
fn reach(comments: &[Comment<'_>], number: usize) -> u32 {
    let Some(comment) = comments.get(number) else { return 0 };
    let mut last = *comment.lines.end();
    if !comment.is_alone {
        return last;
    }
    for next in comments.iter().skip(number + 1) {
        if !next.is_alone || *next.lines.start() != last.saturating_add(1) {
            break;
        }
        last = *next.lines.end();
    }
    last.saturating_add(1)
}

fn diagnostic(code: Code, title: String, label: &str, help: Option<String>) -> Diagnostic {
    let severity = rule(code).map(|rule| rule.default).and_then(Level::severity);
    Diagnostic {
        code,
        severity: severity.unwrap_or(Severity::Warning),
        title,
        // It is in no request.
        place: Place::part(Part::Request(Vec::new())),
        label: label.to_owned(),
        related: Vec::new(),
        service: None,
        is_reported_by_service: false,
        notes: Vec::new(),
        help,
        fix: None,
    }
}

#[cfg(test)]
mod tests;
