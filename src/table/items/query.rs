//! Query.

use super::checked::{checked, inconsistent, not_lowered, only};
use super::expected::arguments;
use super::page::Reading;
use crate::check::Checked;
use crate::layer::ValidationLayer;
use crate::problem::StartKeyProblem;
use crate::program::{KeyCondition, SortKeyBounds};
use crate::request::{Entry, KeySchema, LegacyCondition, Request};
use crate::syntax::ExpressionKind;
use crate::table::error::ServiceError;
use crate::table::key::KeyRange;
use crate::table::state::State;
use crate::value::AttributeValue;

use std::ops::Bound::{Excluded, Included, Unbounded};

pub(super) fn query(state: &State, request: &Request<'_>, newest: ValidationLayer) -> Result<String, ServiceError> {
    let report = checked(state, request, newest)?;
    let (entry, expressions) = (only(request)?, report.entries.first().ok_or_else(inconsistent)?);
    let mut reading = Reading::of(state, entry, expressions)?;
    let key = reading.index.map_or(&reading.schema().key, |(index, _)| &index.key);
    let asked = Asked::of(entry, expressions, key)?;
    reading.is_single = reading.index.is_none() && asked.sort.len() == key.sort.len();
    let mut range = asked.range();
    let backwards = entry.has("ScanIndexForward") && !entry.flag("ScanIndexForward");
    if let Some(start) = &entry.start_key {
        let start = reading.place(start).ok_or_else(inconsistent)?;
        asked.check_start(&range, &start, reading.index.is_some())?;
        range = range.beyond(start, backwards);
    }
    reading.answer(state, request, &range, backwards)
}

/// What is asked of the key.
#[derive(Debug, Default)]
struct Asked {
    partition: Vec<AttributeValue>,
    /// The sort attributes that are equal to something.
    sort: Vec<AttributeValue>,
    /// Those of the next.
    bounds: Option<SortKeyBounds>,
    /// True for KeyConditions, whose start key the checks of requests do not look at.
    is_legacy: bool,
}

impl Asked {
    fn of(entry: &Entry<'_>, checked: &Checked<'_>, key: &KeySchema) -> Result<Self, ServiceError> {
        if let Some(conditions) = &entry.key_conditions {
            return Self::of_legacy(conditions, key);
        }
        let expression = checked.expression(ExpressionKind::KeyCondition).ok_or_else(inconsistent)?;
        let condition = KeyCondition::from_checked(expression, key).map_err(not_lowered)?;
        Ok(Self {
            partition: condition.partition().iter().map(|one| one.value.clone()).collect(),
            sort: condition.sort_prefix().iter().map(|one| one.value.clone()).collect(),
            bounds: condition.range().map(|range| range.bounds.clone()),
            is_legacy: false,
        })
    }

    fn of_legacy(conditions: &[LegacyCondition<'_>], key: &KeySchema) -> Result<Self, ServiceError> {
        let on = |name: &str| conditions.iter().find(|condition| condition.attribute == name);
        let equal = |name: &str| {
            let condition = on(name).filter(|condition| condition.operator == Some("EQ"))?;
            arguments(condition).first().map(|value| (*value).clone())
        };
        let partition: Vec<_> = key.partition.iter().filter_map(|attribute| equal(&attribute.name)).collect();
        let sort: Vec<_> = key.sort.iter().map_while(|attribute| equal(&attribute.name)).collect();
        let next = key.sort.get(sort.len()).and_then(|attribute| on(&attribute.name));
        let bounds = next.map(|condition| bounds(condition).ok_or_else(inconsistent)).transpose()?;
        let asked = Self { partition, sort, bounds, is_legacy: true };
        if asked.partition.len() + asked.sort.len() + usize::from(asked.bounds.is_some()) == conditions.len() {
            return Ok(asked);
        }
        Err(asked.gap(key, on))
    }

    /// A condition behind a sort attribute that has none, or no equality.
    fn gap<'c, 'j: 'c>(&self, key: &KeySchema, on: impl Fn(&str) -> Option<&'c LegacyCondition<'j>>) -> ServiceError {
        let without = key.sort.get(self.sort.len()).map(|attribute| attribute.name.clone());
        let behind = key.sort.iter().skip(self.sort.len() + 1).find(|attribute| on(&attribute.name).is_some());
        match (without, behind) {
            (Some(attribute), Some(behind)) => {
                let problem =
                    crate::problem::KeyProblem::RangeNeedsEquality { attribute, present: behind.name.clone() };
                ServiceError::validation(problem.service_message())
            }
            _ => inconsistent(),
        }
    }

    fn range(&self) -> KeyRange {
        KeyRange::of_query(&self.partition, &self.sort, self.bounds.as_ref())
    }

    /// Service: another partition, a sort key equality, a sort key outside the condition.
    fn check_start(&self, range: &KeyRange, start: &[u8], of_index: bool) -> Result<(), ServiceError> {
        if !self.is_legacy {
            return Ok(());
        }
        let partition = KeyRange::of_query(&self.partition, &[], None);
        let problem = if !partition.holds(start) {
            StartKeyProblem::OutsideQuery
        } else if !self.sort.is_empty() && !of_index {
            StartKeyProblem::OneRow
        } else if !range.holds(start) {
            StartKeyProblem::OutsideRange
        } else {
            return Ok(());
        };
        Err(ServiceError::validation(
            crate::problem::RequestProblem::StartKey(problem).service_message(ValidationLayer::Current),
        ))
    }
}

/// The range of a sort attribute that an entry of KeyConditions asks for.
fn bounds(condition: &LegacyCondition<'_>) -> Option<SortKeyBounds> {
    let arguments = arguments(condition);
    let value = || arguments.first().map(|value| (*value).clone());
    Some(match condition.operator? {
        "LT" => SortKeyBounds::Between(Unbounded, Excluded(value()?)),
        "LE" => SortKeyBounds::Between(Unbounded, Included(value()?)),
        "GT" => SortKeyBounds::Between(Excluded(value()?), Unbounded),
        "GE" => SortKeyBounds::Between(Included(value()?), Unbounded),
        "BETWEEN" => SortKeyBounds::Between(Included(value()?), Included((*arguments.get(1)?).clone())),
        "BEGINS_WITH" => SortKeyBounds::Prefix(value()?),
        _ => return None,
    })
}
