//! The operations whose requests can carry expressions, and the actions inside a transaction.

use std::fmt;
use std::str::FromStr;

use crate::layer::ValidationLayer;
use crate::syntax::ExpressionKind;

/// An operation of the service.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "each variant is the operation of that name")]
pub enum Operation {
    PutItem,
    GetItem,
    UpdateItem,
    DeleteItem,
    Query,
    Scan,
    BatchGetItem,
    BatchWriteItem,
    TransactGetItems,
    TransactWriteItems,
}

/// What one set of expressions and maps belongs to: a whole request, or one entry of a batch or transaction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "each variant is the action of that name")]
pub enum Action {
    Put,
    Get,
    Update,
    Delete,
    ConditionCheck,
    Query,
    Scan,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 10] = [
        Self::PutItem,
        Self::GetItem,
        Self::UpdateItem,
        Self::DeleteItem,
        Self::Query,
        Self::Scan,
        Self::BatchGetItem,
        Self::BatchWriteItem,
        Self::TransactGetItems,
        Self::TransactWriteItems,
    ];

    /// The operation's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PutItem => "PutItem",
            Self::GetItem => "GetItem",
            Self::UpdateItem => "UpdateItem",
            Self::DeleteItem => "DeleteItem",
            Self::Query => "Query",
            Self::Scan => "Scan",
            Self::BatchGetItem => "BatchGetItem",
            Self::BatchWriteItem => "BatchWriteItem",
            Self::TransactGetItems => "TransactGetItems",
            Self::TransactWriteItems => "TransactWriteItems",
        }
    }

    /// The layer of validation that answers this operation where both are in use.
    ///
    /// Service: October 2026 — Scan, BatchWriteItem and, in most regions, the transactions are still on the
    /// older layer.
    #[must_use]
    pub const fn layer(self, newest: ValidationLayer) -> ValidationLayer {
        match self {
            Self::Scan | Self::BatchWriteItem | Self::TransactGetItems | Self::TransactWriteItems => {
                ValidationLayer::Older
            }
            _ => newest,
        }
    }

    /// True where the service puts `1 validation error detected: ` before what it finds from the request alone.
    ///
    /// Service: October 2026, PutItem, UpdateItem and DeleteItem.
    #[must_use]
    pub const fn has_envelope(self, newest: ValidationLayer) -> bool {
        matches!((self, newest), (Self::PutItem | Self::UpdateItem | Self::DeleteItem, ValidationLayer::Current))
    }
}

impl Action {
    /// The expressions the action takes, in the order in which the service looks at them.
    #[must_use]
    pub const fn expressions(self) -> &'static [ExpressionKind] {
        match self {
            Self::Put | Self::Delete | Self::ConditionCheck => &[ExpressionKind::Condition],
            Self::Get => &[ExpressionKind::Projection],
            Self::Update => &[ExpressionKind::Update, ExpressionKind::Condition],
            Self::Query => &[ExpressionKind::KeyCondition, ExpressionKind::Filter, ExpressionKind::Projection],
            Self::Scan => &[ExpressionKind::Filter, ExpressionKind::Projection],
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Operation {
    type Err = UnknownOperation;

    /// Takes the name as the service spells it, or as the AWS CLI does (`put-item`).
    fn from_str(text: &str) -> Result<Self, UnknownOperation> {
        let bare: String = text.chars().filter(|character| *character != '-').collect();
        Self::ALL.into_iter().find(|operation| operation.name().eq_ignore_ascii_case(&bare)).ok_or(UnknownOperation)
    }
}

/// The text names no operation that can carry expressions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an operation that carries expressions")]
pub struct UnknownOperation;
