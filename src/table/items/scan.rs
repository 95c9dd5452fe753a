//! Scan.

use super::checked::{checked, inconsistent, only};
use super::page::Reading;
use crate::layer::ValidationLayer;
use crate::request::{Entry, Request};
use crate::table::error::ServiceError;
use crate::table::key::KeyRange;
use crate::table::state::State;

pub(super) fn scan(state: &State, request: &Request<'_>, newest: ValidationLayer) -> Result<String, ServiceError> {
    let report = checked(state, request, newest)?;
    let (entry, expressions) = (only(request)?, report.entries.first().ok_or_else(inconsistent)?);
    let reading = Reading::of(state, entry, expressions)?;
    let mut range = segment(entry);
    if let Some(start) = &entry.start_key {
        let start = reading.place(start).ok_or_else(inconsistent)?;
        if !range.holds(&start) {
            return Err(wrong_segment(entry));
        }
        range = range.beyond(start, false);
    }
    reading.answer(state, request, &range, false)
}

/// Everything, or the segment that is asked for.
fn segment(entry: &Entry<'_>) -> KeyRange {
    let number = |member| entry.integer(member).and_then(|number| u64::try_from(number).ok());
    match number("Segment").zip(number("TotalSegments")) {
        Some((segment, total)) => KeyRange::of_segment(segment, total),
        None => KeyRange::default(),
    }
}

fn wrong_segment(entry: &Entry<'_>) -> ServiceError {
    let number = |member| entry.integer(member).unwrap_or_default();
    ServiceError::validation(format!(
        "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct \
         Segment. TotalSegments: {} Segment: {}",
        number("TotalSegments"),
        number("Segment")
    ))
}
