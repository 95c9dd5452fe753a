//! Findings mended in a text, again and again until nothing more can be mended.
//!
//! Every change is proven: the text is linted again, and what was found has to be gone, the expression has to be the
//! one that was meant, and nothing may be refused that was not before. What cannot be proven is undone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checking, Linted};
use crate::diagnostics::{Applicability, Code, Edit, Finding, HostEdit, Severity};
use crate::source::Span;
use crate::syntax::ExpressionKind;

/// Rounds of mending; each one mends at least one finding.
const MOST_ROUNDS: usize = 200;

/// A text with its findings mended.
#[derive(Clone, PartialEq, Debug)]
pub struct Fixed {
    /// The text; as it was where nothing was mended.
    pub text: String,
    /// What is found in it now.
    pub linted: Linted,
    /// Number of findings that were mended.
    pub fixed: usize,
    /// What was mended and then undone, because the finding did not go or something else came: its title.
    pub undone: Vec<String>,
}

/// Mends what `is_wanted` of the findings in a text, as far as their fixes are as sure as `least`.
///
/// `lint` finds, and `is_broken` says whether a text is one that its language cannot read.
#[must_use]
pub fn fix_text(
    text: &str,
    least: Applicability,
    lint: &dyn Fn(&str) -> Linted,
    is_broken: &dyn Fn(&str) -> bool,
    is_wanted: &dyn Fn(&Finding) -> bool,
) -> Fixed {
    let fixed = Fixed { text: text.to_owned(), linted: lint(text), fixed: 0, undone: Vec::new() };
    let mut fixer = Fixer { lint, is_broken, was_broken: is_broken(text), fixed, refused: BTreeSet::new() };
    for _ in 0..MOST_ROUNDS {
        let findings: Vec<Finding> = fixer.candidates(least, is_wanted);
        let findings: Vec<&Finding> = findings.iter().collect();
        if !fixer.attempt(&findings) && findings.len() <= 1 {
            break;
        }
    }
    fixer.fixed.undone = fixer.refused.iter().map(|known| known.title.clone()).collect();
    fixer.fixed
}

struct Fixer<'f> {
    lint: &'f dyn Fn(&str) -> Linted,
    is_broken: &'f dyn Fn(&str) -> bool,
    was_broken: bool,
    fixed: Fixed,
    refused: BTreeSet<Known>,
}

/// What tells a finding from another one of the same text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Known {
    code: Code,
    title: String,
    subject: Option<String>,
    edits: Vec<(u32, String)>,
}

impl Known {
    fn of(finding: &Finding) -> Self {
        let edits = finding.host_edits.iter().map(|edit| (edit.span.len(), edit.replacement.clone()));
        let diagnostic = &finding.diagnostic;
        Self {
            code: diagnostic.code,
            title: diagnostic.title.clone(),
            subject: finding.subject.clone(),
            edits: edits.collect(),
        }
    }
}

impl Fixer<'_> {
    /// What can be mended at once: of fixes that change the same place, the first.
    fn candidates(&self, least: Applicability, is_wanted: &dyn Fn(&Finding) -> bool) -> Vec<Finding> {
        let mut taken: Vec<Finding> = Vec::new();
        for finding in &self.fixed.linted.findings {
            let sure = finding.diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability <= least);
            if !sure || finding.host_edits.is_empty() || !is_wanted(finding) {
                continue;
            }
            let own = hull(finding);
            let free = taken.iter().map(hull).all(|other| own.end < other.start || other.end < own.start);
            if free && !self.refused.contains(&Known::of(finding)) {
                taken.push(finding.clone());
            }
        }
        taken
    }

    /// Mends all of these, or where that goes wrong, some of them; false where none could be mended.
    fn attempt(&mut self, findings: &[&Finding]) -> bool {
        if findings.is_empty() {
            return false;
        }
        let text = edited(&self.fixed.text, findings);
        if let Some(text) = text {
            let linted = (self.lint)(&text);
            let is_broken = !self.was_broken && (self.is_broken)(&text);
            if !is_broken && is_mended(&self.fixed.linted, &linted, findings) {
                self.fixed = Fixed {
                    text,
                    linted,
                    fixed: self.fixed.fixed + findings.len(),
                    undone: std::mem::take(&mut self.fixed.undone),
                };
                return true;
            }
        }
        if let [only] = findings {
            self.refused.insert(Known::of(only));
            return false;
        }
        let (first, second) = findings.split_at(findings.len() / 2);
        self.attempt(first) || self.attempt(second)
    }
}

/// From the first to the last byte that a finding's edits change.
fn hull(finding: &Finding) -> Span {
    let spans = finding.host_edits.iter().map(|edit| edit.span);
    spans.reduce(Span::to).unwrap_or_default()
}

/// The text with all edits made; `None` where they do not fit it.
fn edited(text: &str, findings: &[&Finding]) -> Option<String> {
    let mut edits: Vec<&HostEdit> = findings.iter().flat_map(|finding| &finding.host_edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut mended = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for edit in edits {
        mended.push_str(text.get(from..edit.span.start as usize)?);
        mended.push_str(&edit.replacement);
        from = edit.span.end as usize;
    }
    mended.push_str(text.get(from..)?);
    Some(mended)
}

/// Whether what was found is gone, and nothing worse came.
fn is_mended(before: &Linted, after: &Linted, findings: &[&Finding]) -> bool {
    let same_requests = before.requests == after.requests && before.unreadable.len() == after.unreadable.len();
    if !same_requests || !has_same_expressions(before, after, findings) {
        return false;
    }
    let is_gone = |finding: &&Finding| {
        let same = |other: &&Finding| {
            let (one, two) = (&finding.diagnostic, &other.diagnostic);
            one.code == two.code && one.title == two.title && finding.subject == other.subject
        };
        let mended = findings.iter().copied().filter(same).count();
        count(after, same) + mended <= count(before, same)
    };
    let is_written = |finding: &&Finding| {
        let mended = finding.diagnostic.fix.as_ref().and_then(|fix| fix.mended.as_ref());
        mended.is_none_or(|mended| {
            let mut written = after.expressions.iter();
            let is_meant = |text: &String| text.split_whitespace().eq(mended.text.split_whitespace());
            written.any(|one| one.kind == mended.kind && one.text.as_ref().is_some_and(is_meant))
        })
    };
    // What was hidden behind a syntax error comes to light when that is mended.
    let hid = findings.iter().any(|finding| hides(finding.diagnostic.code));
    findings.iter().all(|finding| is_gone(finding) && is_written(finding)) && (hid || !is_worse(before, after))
}

/// Whether there are the expressions that there were, and those that fixes add.
fn has_same_expressions(before: &Linted, after: &Linted, findings: &[&Finding]) -> bool {
    let kinds = |linted: &Linted| linted.expressions.iter().map(|one| (one.kind, one.checked)).collect::<Vec<_>>();
    let edits = findings.iter().filter_map(|finding| finding.diagnostic.fix.as_ref()).flat_map(|fix| &fix.edits);
    let added: Vec<(ExpressionKind, Checking)> = edits
        .filter_map(|edit| match edit {
            Edit::AddExpression { kind, .. } => Some((*kind, Checking::Whole)),
            _ => None,
        })
        .collect();
    let (mut old, mut new) = (kinds(before), kinds(after));
    if !added.is_empty() {
        old.extend(added);
        old.sort_unstable();
        new.sort_unstable();
    }
    old == new
}

fn count(linted: &Linted, same: impl Fn(&&Finding) -> bool) -> usize {
    linted.findings.iter().filter(same).count()
}

/// True where something is refused that was not before.
fn is_worse(before: &Linted, after: &Linted) -> bool {
    let refusals = |linted: &Linted| {
        let mut counts: BTreeMap<(Code, String), usize> = BTreeMap::new();
        for finding in linted.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error) {
            *counts.entry((finding.diagnostic.code, finding.diagnostic.title.clone())).or_default() += 1;
        }
        counts
    };
    let known = refusals(before);
    refusals(after).into_iter().any(|(what, count)| count > known.get(&what).copied().unwrap_or_default())
}

const fn hides(code: Code) -> bool {
    use Code as C;
    matches!(
        code,
        C::SyntaxError
            | C::ForeignOperator
            | C::FunctionName
            | C::MissingSigil
            | C::MalformedPlaceholder
            | C::InlineLiteral
            | C::NeedsAlias
            | C::AddDeleteForm
            | C::ArithmeticForm
            | C::DuplicateSection
            | C::RedundantParentheses
    )
}
