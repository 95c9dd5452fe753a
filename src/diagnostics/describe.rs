//! One problem told: by what it is about.

use super::{Code, Diagnostic, ServiceAnswer, Severity};
use super::{expression, key, placeholder, request};
use crate::check::{Checked, Expressions};
use crate::problem::{Framing, Problem, ProblemKind};

/// What a problem was found in.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The expressions and maps.
    pub subject: Expressions<'c>,
    /// All problems found beside it.
    pub problems: &'c [Problem],
    /// The operation and layer that frame the service's messages.
    pub framing: Framing,
}

impl<'c> Context<'c> {
    /// The context of everything that was found in `checked`.
    #[must_use]
    pub fn of(checked: &'c Checked<'c>, framing: Framing) -> Self {
        Self { subject: checked.subject, problems: &checked.problems, framing }
    }
}

/// The parts of a diagnostic that depend on the kind of problem.
pub(super) struct Told {
    pub(super) code: Code,
    /// Where to look, where that is not where the service found it.
    pub(super) place: Option<crate::problem::Part>,
    pub(super) title: String,
    pub(super) label: String,
    pub(super) related: Vec<(crate::problem::Part, String)>,
    pub(super) notes: Vec<String>,
    pub(super) help: Option<String>,
    pub(super) fix: Option<super::Fix>,
}

impl Told {
    pub(super) fn new(code: Code, title: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            code,
            place: None,
            title: title.into(),
            label: label.into(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn at(mut self, part: crate::problem::Part) -> Self {
        self.place = Some(part);
        self
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(super) fn fix(mut self, fix: super::Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    pub(super) fn related(mut self, part: crate::problem::Part, says: impl Into<String>) -> Self {
        self.related.push((part, says.into()));
        self
    }
}

/// Tells one problem.
///
/// ```
/// use ddbexpr::check::{Expressions, check};
/// use ddbexpr::diagnostics::{Context, describe};
/// use ddbexpr::syntax::ExpressionKind;
///
/// let (names, values) = (Default::default(), [(":v", 1)].into());
/// let texts = [(ExpressionKind::Filter, "size = :v")];
/// let checked = check(Expressions { texts: &texts, names: &names, values: &values, layer: Default::default() });
/// let told = describe(&checked.problems[0], Context::of(&checked, Default::default()));
/// assert_eq!(told.title, "`size` is a reserved word");
/// assert_eq!(told.fix.unwrap().mended.unwrap().text, "#size = :v");
/// ```
#[must_use]
pub fn describe(problem: &Problem, context: Context<'_>) -> Diagnostic {
    let answer = ServiceAnswer { error_type: problem.error_type(), message: problem.service_message(context.framing) };
    let told = match &problem.kind {
        ProblemKind::Expression(kind) => expression::tell(kind, problem, context),
        ProblemKind::Placeholder(kind) => placeholder::tell(kind, problem, context),
        ProblemKind::Key(kind) => key::tell(kind, problem, context),
        ProblemKind::Request(kind) => request::tell(kind, &answer.message),
    };
    let mut place = problem.place.clone();
    if let Some(part) = told.place {
        place.part = part;
    }
    Diagnostic {
        code: told.code,
        severity: Severity::Error,
        title: told.title,
        place,
        label: told.label,
        related: told.related,
        service: Some(answer),
        is_reported_by_service: context.problems.first() == Some(problem),
        notes: told.notes,
        help: told.help,
        fix: told.fix,
    }
}
