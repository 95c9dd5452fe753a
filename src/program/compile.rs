//! From text to program in one call: check, refuse or lower.

use crate::check::{Checked, CheckedExpression, Expressions, check};
use crate::layer::ValidationLayer;
use crate::problem::{ExpressionProblem, Framing, Place, Problem, Rank, Stage};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use crate::source::Span;
use crate::syntax::ExpressionKind;

/// An expression the service would not accept, with everything that is wrong with it.
///
/// Prints as the service's message.
///
/// ```
/// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
/// use ddbexpr::Condition;
///
/// let refused = Condition::compile("a = :v", &ExpressionAttributeNames::new(), &ExpressionAttributeValues::new());
/// assert_eq!(
///     refused.unwrap_err().to_string(),
///     "Invalid ConditionExpression: An expression attribute value used in expression is not defined; \
///      attribute value: :v",
/// );
/// ```
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[error("{}", self.service_message())]
pub struct Refused {
    /// The kind of the expression.
    pub kind: ExpressionKind,
    /// Its text.
    pub text: String,
    /// What is wrong, in the service's order; never empty.
    pub problems: Vec<Problem>,
    maps: Box<(ExpressionAttributeNames, ExpressionAttributeValues)>,
}

impl Refused {
    /// The names it was compiled with.
    #[must_use]
    pub fn names(&self) -> &ExpressionAttributeNames {
        &self.maps.0
    }

    /// The values it was compiled with.
    #[must_use]
    pub fn values(&self) -> &ExpressionAttributeValues {
        &self.maps.1
    }

    /// What the service says: its message for the first problem, without what an operation puts around it.
    #[must_use]
    pub fn service_message(&self) -> String {
        self.problems.first().map(|problem| problem.service_message(Framing::default())).unwrap_or_default()
    }
}

/// Why a checked expression cannot become a program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LowerError {
    /// The expression is of a kind this program is not made from.
    #[error("a {0} cannot be compiled to this program")]
    Kind(ExpressionKind),
    /// The expression has problems: it was not read to its end, or holds what no program can do.
    #[error("the expression has problems")]
    HasProblems(Span),
    /// What a name placeholder stands for is not known.
    #[error("the name at {0:?} is not known")]
    UnknownName(Span),
    /// The value a value placeholder stands for is not known.
    #[error("the value at {0:?} is not known")]
    UnknownValue(Span),
}

/// Checks one expression alone with its maps, and lowers it where nothing is wrong.
pub(super) fn compile<P>(
    kind: ExpressionKind,
    text: &str,
    names: &ExpressionAttributeNames,
    values: &ExpressionAttributeValues,
    lower: impl FnOnce(&CheckedExpression<'_>) -> Result<P, LowerError>,
) -> Result<P, Refused> {
    compile_with(kind, text, names, values, |_| Vec::new(), lower)
}

/// The same, with a further check once all others have passed.
pub(super) fn compile_with<P>(
    kind: ExpressionKind,
    text: &str,
    names: &ExpressionAttributeNames,
    values: &ExpressionAttributeValues,
    further: impl FnOnce(&Checked<'_>) -> Vec<Problem>,
    lower: impl FnOnce(&CheckedExpression<'_>) -> Result<P, LowerError>,
) -> Result<P, Refused> {
    let texts = [(kind, text)];
    let mut checked = check(Expressions { texts: &texts, names, values, layer: ValidationLayer::default() });
    let maps = || Box::new((names.clone(), values.clone()));
    let refused = |problems| Refused { kind, text: text.to_owned(), problems, maps: maps() };
    if checked.problems.is_empty() {
        checked.problems = further(&checked);
    }
    if !checked.problems.is_empty() {
        return Err(refused(checked.problems));
    }
    let lowered = checked.expressions.first().map(lower).unwrap_or(Err(LowerError::HasProblems(Span::default())));
    lowered.map_err(|error| refused(vec![unknown(kind, text, error)]))
}

/// What is left unknown by maps that are known only in part counts as undefined: there is nothing to run.
fn unknown(kind: ExpressionKind, text: &str, error: LowerError) -> Problem {
    let written = |span: Span| span.slice(text).unwrap_or_default().to_owned();
    let (problem, span) = match error {
        LowerError::UnknownName(span) => {
            (ExpressionProblem::UndefinedName { placeholder: written(span), similar: None }, span)
        }
        LowerError::UnknownValue(span) => {
            (ExpressionProblem::UndefinedValue { placeholder: written(span), similar: None }, span)
        }
        LowerError::HasProblems(span) => (ExpressionProblem::Empty, span),
        LowerError::Kind(_) => (ExpressionProblem::Empty, Span::default()),
    };
    let rank = Rank::at(Stage::Values, span.start);
    Problem { kind: problem.into(), place: Place::expression(kind, span), rank }
}
