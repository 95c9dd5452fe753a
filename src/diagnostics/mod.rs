//! Problems told to a person: what is wrong, where, why, and how to mend it.
//!
//! In comes a [`Problem`](crate::problem::Problem) with the expressions it was found in; out goes a [`Diagnostic`], plain data that
//! every renderer understands. Nothing here draws, colours or opens files.

mod code;
mod consequence;
mod describe;
mod expression;
mod fingerprint;
mod fix;
mod function;
mod key;
mod legacy;
mod member;
mod mend;
mod placeholder;
mod report;
mod request;
mod standalone;
mod swapped;
mod syntax;

pub use code::Code;
pub use consequence::is_consequence;
pub use describe::{Context, describe};
pub use fix::{Applicability, Edit, Fix, Mended};
pub(crate) use fix::{alias_for, name_placeholder, value_placeholder};
pub use member::{describe_repeated_member, describe_unknown_member, point_to_misspelled};
pub use report::{ExpressionCounts, Finding, HostEdit, Location, Report, RuleInfo, SourceText, Unchecked};
pub use standalone::report_expression;

use crate::problem::{ErrorType, Part, Place};

/// How bad something is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The service refuses it.
    Error,
    /// The service takes it, and it is probably not what was meant.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// `error`, `warning` or `info`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Something said to a person about a place in a request.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    /// Which rule it breaks.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub title: String,
    /// Where.
    pub place: Place,
    /// What is said beside the place.
    pub label: String,
    /// Other places that matter, each with what is said beside it.
    pub related: Vec<(Part, String)>,
    /// What the service answers to this problem; `None` where it accepts.
    pub service: Option<ServiceAnswer>,
    /// True where this is the answer the service gives: of all problems of a request it reports the first.
    pub is_reported_by_service: bool,
    /// Why, and what to know.
    pub notes: Vec<String>,
    /// What to do, in words.
    pub help: Option<String>,
    /// What to do, as edits.
    pub fix: Option<Fix>,
}

/// What the service answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServiceAnswer {
    /// The type of the error.
    pub error_type: ErrorType,
    /// The message, byte for byte.
    pub message: String,
}
