//! What the service answers: the core text of a problem, and what the operation puts around it.

use crate::layer::ValidationLayer;
use crate::problem::{Part, PlaceholderProblem, Problem, ProblemKind, RequestProblem};
use crate::request::Operation;
use crate::syntax::ExpressionKind;
use crate::value::ValueError;

/// Where a message is framed: the operation that is sent, and the validation layer of the region.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Framing {
    /// The operation; `None` for an expression on its own, whose messages are bare.
    pub operation: Option<Operation>,
    /// The newest layer in use.
    pub newest: ValidationLayer,
}

/// The type of the service's error, as its short name on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ErrorType {
    /// `ValidationException`
    Validation,
    /// `SerializationException`
    Serialization,
    /// `ConditionalCheckFailedException`
    ConditionalCheckFailed,
    /// `TransactionCanceledException`
    TransactionCanceled,
}

impl ErrorType {
    /// The name on the wire, without its namespace.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Validation => "ValidationException",
            Self::Serialization => "SerializationException",
            Self::ConditionalCheckFailed => "ConditionalCheckFailedException",
            Self::TransactionCanceled => "TransactionCanceledException",
        }
    }
}

impl Framing {
    /// The layer that answers.
    #[must_use]
    pub fn layer(self) -> ValidationLayer {
        self.operation.map_or(self.newest, |operation| operation.layer(self.newest))
    }
}

impl Problem {
    /// What the service answers, byte for byte.
    #[must_use]
    pub fn service_message(&self, framing: Framing) -> String {
        let core = self.core_message(framing.layer());
        if self.is_enveloped(framing) { format!("1 validation error detected: {core}") } else { core }
    }

    /// The type of the service's error.
    #[must_use]
    pub fn error_type(&self) -> ErrorType {
        let serialization = match &self.kind {
            ProblemKind::Request(problem) => problem.is_serialization(),
            ProblemKind::Placeholder(PlaceholderProblem::InvalidValue { error, .. }) => error.is_serialization(),
            _ => false,
        };
        if serialization { ErrorType::Serialization } else { ErrorType::Validation }
    }

    fn core_message(&self, layer: ValidationLayer) -> String {
        match &self.kind {
            ProblemKind::Expression(problem) => problem.service_message(self.expression_kind()),
            ProblemKind::Placeholder(problem) => problem.service_message(layer),
            ProblemKind::Key(problem) => problem.service_message(),
            ProblemKind::Request(problem) => problem.service_message(layer),
        }
    }

    /// The kind of the expression the problem is in.
    fn expression_kind(&self) -> ExpressionKind {
        match self.place.part {
            Part::Expression(kind, _) => kind,
            _ => ExpressionKind::Condition,
        }
    }

    fn is_enveloped(&self, framing: Framing) -> bool {
        use RequestProblem as R;
        if self.error_type() == ErrorType::Serialization {
            return false;
        }
        let of_operation = || {
            let enveloping = framing.operation.is_some_and(|operation| operation.has_envelope(framing.newest));
            enveloping && self.rank.needs_only_the_request()
        };
        match &self.kind {
            // Their text has the count with it.
            ProblemKind::Request(R::Constraint(_)) => false,
            // Service: October 2026, the Select family is enveloped on Query, bare on Scan.
            ProblemKind::Request(
                R::SelectWithoutProjection | R::SelectWithProjection { .. } | R::SelectWithoutIndex,
            ) => framing.operation == Some(Operation::Query) && framing.newest == ValidationLayer::Current,
            // Service: values without a type or with several stay bare.
            ProblemKind::Request(R::InvalidValue { error })
            | ProblemKind::Placeholder(PlaceholderProblem::InvalidValue { error, .. })
                if matches!(error, ValueError::Empty | ValueError::UnknownType { .. } | ValueError::MultipleTypes) =>
            {
                false
            }
            _ => of_operation(),
        }
    }
}
