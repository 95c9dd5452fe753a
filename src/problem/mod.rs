//! What the service refuses: every refusal as data, with its place in the request and in the service's order.
//!
//! A [`Problem`] has two voices. [`Problem::service_message`] is the text the service returns, byte for byte;
//! `diagnostics::describe` tells a person what is wrong, where, and how to mend it. Which of several problems
//! the service would report is decided by [`Rank`] alone: it is the least.

mod expression;
mod key;
mod locate;
mod place;
mod placeholder;
mod rank;
mod request;
mod service_message;

pub use crate::source::Step;
pub use expression::{ExpressionProblem, GivenType};
pub use key::KeyProblem;
pub use locate::Located;
pub use place::{Part, Place};
pub use placeholder::{PlaceholderMap, PlaceholderProblem};
pub use rank::{Rank, Stage};
pub use request::{Constraint, LegacyProblem, Quoted, RequestProblem, Rule, StartKeyProblem, Wording};
pub use service_message::{ErrorType, Framing};

/// One refusal.
#[derive(Clone, PartialEq, Debug)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where in the request.
    pub place: Place,
    /// Where in the service's order: of several problems the service reports the least.
    pub rank: Rank,
}

impl Problem {
    /// True for entries of the maps that no expression uses.
    #[must_use]
    pub const fn is_unused(&self) -> bool {
        matches!(self.kind, ProblemKind::Placeholder(PlaceholderProblem::Unused { .. }))
    }

    /// True for an expression without text.
    #[must_use]
    pub const fn is_empty_expression(&self) -> bool {
        matches!(self.kind, ProblemKind::Expression(ExpressionProblem::Empty))
    }
}

/// What is wrong, by what it is wrong with.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The text of an expression, on its own or with what its placeholders stand for.
    Expression(ExpressionProblem),
    /// The maps of names and values.
    Placeholder(PlaceholderProblem),
    /// Keys: conditions on them, filters on them, changes to them.
    Key(KeyProblem),
    /// Everything else a request can get wrong: members, legacy parameters, items, entries.
    Request(RequestProblem),
}

impl From<ExpressionProblem> for ProblemKind {
    fn from(problem: ExpressionProblem) -> Self {
        Self::Expression(problem)
    }
}

impl From<PlaceholderProblem> for ProblemKind {
    fn from(problem: PlaceholderProblem) -> Self {
        Self::Placeholder(problem)
    }
}

impl From<KeyProblem> for ProblemKind {
    fn from(problem: KeyProblem) -> Self {
        Self::Key(problem)
    }
}

impl From<RequestProblem> for ProblemKind {
    fn from(problem: RequestProblem) -> Self {
        Self::Request(problem)
    }
}
