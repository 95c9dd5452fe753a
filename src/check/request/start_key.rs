//! ExclusiveStartKey against the key of what is read and the key condition.

use super::EntryCheck;
use super::items::mismatch;
use crate::check::{Checked, KeyPredicate};
use crate::problem::{Rank, RequestProblem, Stage, StartKeyProblem};
use crate::request::{Action, KeyAttribute};
use crate::syntax::{Comparator, ExpressionKind};
use crate::value::{AsView, AttributeValue, compare};

impl EntryCheck<'_, '_> {
    pub(super) fn start_key(&mut self, checked: &Checked<'_>) {
        let (Some(table), Some(start), Some(key)) = (self.table, &self.entry.start_key, self.key()) else { return };
        // Service: on an index, its own key and the table's.
        let mut attributes: Vec<&KeyAttribute> = key.attributes().collect();
        let more = table.key.attributes().filter(|attribute| key.attribute(&attribute.name).is_none());
        attributes.extend(more);
        let (wrong, extra) = mismatch(start, &attributes);
        let missing = wrong.iter().any(|name| !start.contains_key(name)) || !extra.is_empty();
        let scan = self.entry.action == Some(Action::Scan);
        let problem = match (scan, self.entry.has("IndexName")) {
            _ if wrong.is_empty() && extra.is_empty() => self.bounds(checked),
            (true, true) => Some((StartKeyProblem::IndexSchema, Stage::StartKey)),
            (false, _) if missing => Some((StartKeyProblem::Shape, Stage::StartKey)),
            _ => Some((StartKeyProblem::Schema, Stage::StartKey)),
        };
        if let Some((problem, stage)) = problem {
            self.add_member(RequestProblem::StartKey(problem), &["ExclusiveStartKey"], Rank::at(stage, 0));
        }
    }

    /// Service: another partition; a sort key equality; a sort key outside the condition.
    fn bounds(&self, checked: &Checked<'_>) -> Option<(StartKeyProblem, Stage)> {
        let (start, key) = (self.entry.start_key.as_ref()?, self.key()?);
        let conditions = checked.expression(ExpressionKind::KeyCondition)?.key_conditions();
        let at = Stage::StartKeyBounds;
        for condition in &conditions {
            let Some(value) = start.get(condition.attribute) else { continue };
            let partition = key.partition.iter().any(|attribute| attribute.name == condition.attribute);
            if partition && !admits(condition.predicate, value) {
                return Some((StartKeyProblem::OutsideQuery, at));
            }
        }
        for condition in &conditions {
            let (Some(value), [only]) = (start.get(condition.attribute), key.sort.as_slice()) else { continue };
            if only.name != condition.attribute {
                continue;
            }
            if condition.predicate.is_equality() && !self.entry.has("IndexName") {
                return Some((StartKeyProblem::OneRow, at));
            }
            if !admits(condition.predicate, value) {
                return Some((StartKeyProblem::OutsideRange, at));
            }
        }
        None
    }
}

/// Whether a value of a key fulfils a condition on it. Values of several types are told elsewhere.
fn admits(predicate: KeyPredicate<'_>, value: &AttributeValue) -> bool {
    let order = |other: &AttributeValue| compare::order(value.view(), other.view());
    match predicate {
        KeyPredicate::Compare(comparator, other) => order(other).is_none_or(|order| match comparator {
            Comparator::Equal => order.is_eq(),
            Comparator::NotEqual => order.is_ne(),
            Comparator::Less => order.is_lt(),
            Comparator::LessOrEqual => order.is_le(),
            Comparator::Greater => order.is_gt(),
            Comparator::GreaterOrEqual => order.is_ge(),
        }),
        KeyPredicate::Between(low, high) => {
            order(low).is_none_or(|order| order.is_ge()) && order(high).is_none_or(|order| order.is_le())
        }
        KeyPredicate::BeginsWith(prefix) => compare::begins_with(value.view(), prefix.view()),
    }
}
