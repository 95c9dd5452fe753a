//! What the service answers instead of a response.

use std::fmt;

use super::answer::Object;
use crate::check::RequestReport;
use crate::problem::ErrorType;
use crate::value::Item;

/// An error of the service: its type, its message, and what else some types carry.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[error("{kind}: {message}")]
pub struct ServiceError {
    /// The type.
    pub kind: ErrorKind,
    /// The message, byte for byte. Some errors of malformed requests have none: it is empty then.
    pub message: String,
    /// The item that a failed condition was held against, where the request asks for it.
    pub item: Option<Item>,
    /// Why a transaction was cancelled, action by action.
    pub cancellation_reasons: Vec<CancellationReason>,
}

/// The type of an error.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each variant is the error of that name")]
pub enum ErrorKind {
    Validation,
    Serialization,
    UnknownOperation,
    ConditionalCheckFailed,
    TransactionCanceled,
    IdempotentParameterMismatch,
    ResourceNotFound,
    ResourceInUse,
    LimitExceeded,
    /// The store failed. The service would say the same of itself.
    InternalServer,
}

/// Why one action of a cancelled transaction was not done.
#[derive(Clone, PartialEq, Debug)]
pub struct CancellationReason {
    /// `None` where nothing is wrong with it.
    pub code: &'static str,
    /// What is wrong.
    pub message: Option<String>,
    /// The item that a failed condition was held against, where the action asks for it.
    pub item: Option<Item>,
}

impl ErrorKind {
    /// The name without its namespace: `ValidationException`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Validation => "ValidationException",
            Self::Serialization => "SerializationException",
            Self::UnknownOperation => "UnknownOperationException",
            Self::ConditionalCheckFailed => "ConditionalCheckFailedException",
            Self::TransactionCanceled => "TransactionCanceledException",
            Self::IdempotentParameterMismatch => "IdempotentParameterMismatchException",
            Self::ResourceNotFound => "ResourceNotFoundException",
            Self::ResourceInUse => "ResourceInUseException",
            Self::LimitExceeded => "LimitExceededException",
            Self::InternalServer => "InternalServerError",
        }
    }

    /// What stands before the name in `__type`.
    ///
    /// Service: validation errors carry a namespace of their own.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::Validation => "com.amazon.coral.validate#",
            Self::Serialization | Self::UnknownOperation => "com.amazon.coral.service#",
            _ => "com.amazonaws.dynamodb.v20120810#",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl ServiceError {
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), item: None, cancellation_reasons: Vec::new() }
    }

    pub(super) fn validation(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Validation, message)
    }

    /// `One or more parameter values were invalid: …`
    pub(super) fn invalid(what: impl fmt::Display) -> Self {
        Self::validation(format!("One or more parameter values were invalid: {what}"))
    }

    /// A table that is not there, as operations on items say it.
    pub(super) fn no_table() -> Self {
        Self::new(ErrorKind::ResourceNotFound, "Requested resource not found")
    }

    /// A table that is not there, as operations on tables say it.
    pub(super) fn no_such_table(table: &str) -> Self {
        Self::new(ErrorKind::ResourceNotFound, format!("Requested resource not found: Table: {table} not found"))
    }

    pub(super) fn condition_failed(item: Option<Item>) -> Self {
        Self { item, ..Self::new(ErrorKind::ConditionalCheckFailed, CONDITION_FAILED) }
    }

    /// What the checks refuse, where they refuse anything.
    pub(super) fn of_report(report: &RequestReport<'_>) -> Option<Self> {
        let (error_type, message) = report.service_answer()?;
        let kind = match error_type {
            ErrorType::Serialization => ErrorKind::Serialization,
            ErrorType::TransactionCanceled => {
                let first = report.problems.first()?;
                let reason = CancellationReason::validation(first.service_message(report.framing));
                return Some(Self::cancelled(report.entries.len(), [(usize::from(first.rank.entry()), reason)]));
            }
            _ => ErrorKind::Validation,
        };
        Some(Self::new(kind, message))
    }

    /// A cancelled transaction of `actions` actions, with what is wrong with some of them.
    pub(super) fn cancelled(actions: usize, wrong: impl IntoIterator<Item = (usize, CancellationReason)>) -> Self {
        let mut reasons = vec![CancellationReason { code: "None", message: None, item: None }; actions];
        for (at, reason) in wrong {
            if let Some(place) = reasons.get_mut(at) {
                *place = reason;
            }
        }
        let codes: Vec<_> = reasons.iter().map(|reason| reason.code).collect();
        let message = format!(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
            codes.join(", ")
        );
        Self { cancellation_reasons: reasons, ..Self::new(ErrorKind::TransactionCanceled, message) }
    }

    /// The body of the service's answer: `{"__type": …, "message": …}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("__type", &format!("{}{}", self.kind.namespace(), self.kind.name()));
        if !self.message.is_empty() {
            object.text("message", &self.message);
        }
        if let Some(item) = &self.item {
            object.item("Item", item);
        }
        if !self.cancellation_reasons.is_empty() {
            object.list("CancellationReasons", self.cancellation_reasons.iter().map(CancellationReason::to_json));
        }
        object.finish()
    }
}

const CONDITION_FAILED: &str = "The conditional request failed";

impl CancellationReason {
    pub(super) fn validation(message: String) -> Self {
        Self { code: "ValidationError", message: Some(message), item: None }
    }

    pub(super) fn condition_failed(item: Option<Item>) -> Self {
        Self { code: "ConditionalCheckFailed", message: Some(CONDITION_FAILED.to_owned()), item }
    }

    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("Code", self.code);
        if let Some(message) = &self.message {
            object.text("Message", message);
        }
        if let Some(item) = &self.item {
            object.item("Item", item);
        }
        object.finish()
    }
}

impl From<super::StorageError> for ServiceError {
    fn from(error: super::StorageError) -> Self {
        Self::new(ErrorKind::InternalServer, error.to_string())
    }
}
