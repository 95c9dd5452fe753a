//! Conditions on items: an expression, or the legacy parameters that stand for one.

use super::checked::not_lowered;
use super::expected::holds;
use crate::check::Checked;
use crate::program::Condition;
use crate::request::{Entry, LegacyCondition};
use crate::syntax::ExpressionKind;
use crate::table::error::ServiceError;
use crate::value::Item;

/// What is asked of an item.
#[derive(Clone, Debug)]
pub(super) enum Test<'j> {
    /// Nothing.
    Nothing,
    /// ConditionExpression, FilterExpression
    Expression(Condition),
    /// Expected, QueryFilter, ScanFilter; `any` where one entry suffices.
    Legacy { conditions: Vec<LegacyCondition<'j>>, any: bool },
}

impl<'j> Test<'j> {
    /// The condition of a write.
    pub(super) fn of_write(entry: &Entry<'j>, checked: &Checked<'_>) -> Result<Self, ServiceError> {
        Self::new(entry, checked, ExpressionKind::Condition, entry.expected.as_ref())
    }

    /// The filter of a read.
    pub(super) fn of_read(entry: &Entry<'j>, checked: &Checked<'_>) -> Result<Self, ServiceError> {
        Self::new(entry, checked, ExpressionKind::Filter, entry.filter.as_ref())
    }

    fn new(
        entry: &Entry<'j>,
        checked: &Checked<'_>,
        kind: ExpressionKind,
        legacy: Option<&Vec<LegacyCondition<'j>>>,
    ) -> Result<Self, ServiceError> {
        if let Some(expression) = checked.expression(kind) {
            return Condition::from_checked(expression).map(Self::Expression).map_err(not_lowered);
        }
        let any = entry.text("ConditionalOperator") == Some("OR");
        Ok(match legacy {
            Some(conditions) if !conditions.is_empty() => Self::Legacy { conditions: conditions.clone(), any },
            _ => Self::Nothing,
        })
    }

    /// Whether an item passes. Service: a missing one is one without attributes.
    pub(super) fn passes(&self, item: Option<&Item>) -> bool {
        match self {
            Self::Nothing => true,
            Self::Expression(condition) => condition.matches(&item),
            Self::Legacy { conditions, any: true } => conditions.iter().any(|condition| holds(condition, item)),
            Self::Legacy { conditions, any: false } => conditions.iter().all(|condition| holds(condition, item)),
        }
    }
}
