//! What a rule is: a data sheet, and what it does.

use super::{PAGE, RuleContext};
use crate::diagnostics::{Code, Diagnostic, Severity};

/// A rule: its documentation, its examples, its behaviour.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub code: Code,
    /// How loud it is unless configured.
    pub default: Level,
    /// What kind of mistake it finds.
    pub group: Group,
    /// Whether it mends what it finds.
    pub fix: FixKind,
    /// What it has to know besides the text of the expression.
    pub needs: &'static [Need],
    /// What it finds, in one sentence.
    pub what: &'static str,
    /// Why that matters: what happens in production.
    pub why: &'static str,
    /// What to do instead.
    pub remedy: &'static str,
    /// How it can be configured, besides its level; empty where it cannot.
    pub configure: &'static str,
    /// Where people met it: `owner/repo#number` on GitHub, or a page.
    pub evidence: &'static [&'static str],
    /// Each of these it finds something in.
    pub bad: &'static [Example],
    /// In each of these it finds nothing.
    pub good: &'static [Example],
    /// How it finds it.
    pub check: Check,
}

impl Rule {
    /// Where its documentation is: the address of a page and the place in it.
    ///
    /// ```
    /// use ddbexpr::diagnostics::Code;
    /// assert_eq!(ddbexpr::lint::rule(Code::ReservedWord).unwrap().page(), "docs/rules.md#reserved-word");
    /// ```
    #[must_use]
    pub fn page(&self) -> String {
        format!("{PAGE}#{}", self.code.name())
    }
}

/// A piece of code that shows a rule.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The extension its file would have: `json`, `py`, `ts`, `tf`.
    pub language: &'static str,
    /// The whole file.
    pub text: &'static str,
    /// A `ddbexpr.toml` beside it; empty where none is needed.
    pub config: &'static str,
    /// What other rules may find in it besides.
    pub also: &'static [Code],
}

impl Example {
    /// A file that stands alone.
    #[must_use]
    pub const fn new(language: &'static str, text: &'static str) -> Self {
        Self { language, text, config: "", also: &[] }
    }

    /// A file beside a `ddbexpr.toml`.
    #[must_use]
    pub const fn with_config(language: &'static str, text: &'static str, config: &'static str) -> Self {
        Self { language, text, config, also: &[] }
    }

    /// The same, where other rules may find something in it, too.
    #[must_use]
    pub const fn also(mut self, also: &'static [Code]) -> Self {
        self.also = also;
        self
    }
}

/// How loud a rule is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// Not at all.
    Off,
    /// `info`
    Info,
    /// `warning`
    Warning,
    /// `error`
    Error,
}

impl Level {
    /// The severity of what is found; `None` where nothing is to be said.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// The level of a severity.
    #[must_use]
    pub const fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }

    /// `off`, `info`, `warning` or `error`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What kind of mistake a rule finds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// The service refuses the request.
    Refused,
    /// The service takes it, and something else happens than was meant.
    Correctness,
    /// It costs more than it has to.
    Cost,
    /// It is hard to read or to keep right.
    Style,
}

impl Group {
    /// Every group, in the order of the documentation.
    pub const ALL: [Self; 4] = [Self::Refused, Self::Correctness, Self::Cost, Self::Style];

    /// `refused`, `correctness`, `cost` or `style`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Correctness => "correctness",
            Self::Cost => "cost",
            Self::Style => "style",
        }
    }

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Refused => "Refused by DynamoDB",
            Self::Correctness => "Accepted, but not what was meant",
            Self::Cost => "Dearer or slower than it has to be",
            Self::Style => "Hard to read or to keep right",
        }
    }
}

/// Whether a rule mends what it finds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FixKind {
    /// It does not.
    None,
    /// `--fix` does, at least in part of the cases.
    Safe,
    /// `--fix-unsafe` does, at least in part of the cases.
    Unsafe,
}

impl FixKind {
    /// `none`, `safe` or `unsafe`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// What a rule has to know besides the text of the expression.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Need {
    /// The table's keys and indexes.
    Schema,
    /// Types or literal values of the request.
    Values,
    /// The program around the request.
    Flow,
    /// Requests elsewhere in the repository.
    Repository,
}

impl Need {
    /// `schema`, `values`, `flow` or `repository`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::Values => "values",
            Self::Flow => "flow",
            Self::Repository => "repository",
        }
    }

    /// What that is, in words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Schema => "the schema of the table",
            Self::Values => "the values of the request",
            Self::Flow => "the program around the request",
            Self::Repository => "the other requests of the repository",
        }
    }
}

/// How a rule finds what it is about.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// The compiler finds it: it is one of the service's refusals.
    Compiler,
    /// The compiler finds it where it knows enough; this looks at one request where the compiler does not.
    CompilerOr(fn(&RuleContext<'_>, &mut Vec<Diagnostic>)),
    /// It looks at one request. The severity of what it gives is set by its caller.
    Request(fn(&RuleContext<'_>, &mut Vec<Diagnostic>)),
    /// It is found while files are read: suppressions, duplicate parameters, YAML comments.
    Reading,
}
