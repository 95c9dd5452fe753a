//! The rules: what is worth saying about a request beyond what the service refuses, and the documentation of all.
//!
//! In comes a request, decoded and checked, with what is known of the program around it; out come diagnostics.
//! A rule is one file in `rules/` and one line in its list. Rules never parse text, never depend on one another
//! or on order, and never touch files.

mod access;
mod answer;
mod baseline;
mod consistency;
mod context;
#[cfg(feature = "source")]
mod edits;
#[cfg(feature = "source")]
mod embedded;
mod evidence;
mod first_value;
#[cfg(feature = "source")]
mod fix;
mod guard;
#[cfg(feature = "source")]
mod joined;
mod judge;
mod linter;
mod markdown;
mod options;
mod predicate;
#[cfg(feature = "source")]
mod program;
#[cfg(feature = "source")]
mod reading;
mod rename;
mod requests;
mod rule;
mod rules;
mod suppress;
mod suppress_text;
mod uses;

pub use baseline::{Baseline, BaselineError, Known};
pub use consistency::{AttributeUse, consistency};
pub use context::RuleContext;
#[cfg(feature = "source")]
pub use fix::{Fixed, fix_text};
#[cfg(feature = "source")]
pub use linter::lint_text;
pub use linter::{Checking, Linted, LintedExpression, Settings, lint_requests};
pub use markdown::markdown;
pub use options::{KeywordCase, PlaceholderStyle, RuleOptions};
pub use rule::{Check, Example, FixKind, Group, Level, Need, Rule};
pub use rules::RULES;
pub use suppress::{Comment, Suppressions};

use crate::diagnostics::{Code, Diagnostic, RuleInfo};

/// The page with the documentation of all rules, from the root of this package.
pub const PAGE: &str = "docs/rules.md";

/// The rule of a code.
#[must_use]
pub fn rule(code: Code) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// What reports say of the rules, in the order of their documentation.
#[must_use]
pub fn rule_infos() -> Vec<RuleInfo> {
    let info = |rule: &&Rule| RuleInfo {
        name: rule.code.name(),
        what: rule.what,
        why: rule.why,
        default: rule.default.severity(),
        page: rule.page(),
    };
    RULES.iter().map(info).collect()
}

/// What the rules say about one entry, each at its default level unless `level` says otherwise.
///
/// A rule may find something quieter than its level, never louder. Of a request that the service refuses, only
/// the refusals are told: what is smelly about it shows when it is mended.
pub fn check_entry(context: &RuleContext<'_>, level: impl Fn(&Rule) -> Level) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    if !context.problems.is_empty() {
        return all;
    }
    for rule in RULES {
        let (Check::Request(check) | Check::CompilerOr(check)) = rule.check else { continue };
        let Some(severity) = level(rule).severity() else { continue };
        let from = all.len();
        check(context, &mut all);
        for diagnostic in all.iter_mut().skip(from) {
            diagnostic.severity = severity.max(diagnostic.severity);
        }
    }
    all
}
