//! TransactWriteItems: all conditions, then all changes, or nothing.

use std::sync::Arc;

use super::checked::{checked, inconsistent, table_of};
use super::modification::Modification;
use super::test::Test;
use super::written::{Collections, Place, key_of};
use crate::check::Checked;
use crate::layer::ValidationLayer;
use crate::request::{Action, Entry, Request};
use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::capacity::{Consumed, Named, Wanted, add_to, read_units};
use crate::table::error::{CancellationReason, ErrorKind, ServiceError};
use crate::table::state::State;
use crate::table::storage::StoredItem;
use crate::table::tokens::{Done, Fingerprint};
use crate::table::writes::Writes;

/// Service: as the client libraries describe it.
const OTHER_REQUEST: &str = "The request uses the same client token as a previous, but non-identical request. Do not \
                             reuse a client token with different requests, unless the requests are identical";

pub(super) fn transact_write_items(
    state: &mut State,
    request: &Request<'_>,
    newest: ValidationLayer,
    now: f64,
) -> Result<String, ServiceError> {
    let report = checked(state, request, newest)?;
    let token = request.node.get("ClientRequestToken").and_then(JsonNode::as_str);
    let fingerprint = token.map(|_| Fingerprint::of(&request.node.to_value().to_string()));
    if let Some((token, fingerprint)) = token.zip(fingerprint) {
        match state.tokens.find(token, fingerprint, now) {
            Some(Ok(done)) => return Ok(repeated(request, &done)),
            Some(Err(())) => return Err(ServiceError::new(ErrorKind::IdempotentParameterMismatch, OTHER_REQUEST)),
            None => {}
        }
    }
    let entries = || request.entries.iter().zip(&report.entries);
    let mut places = Vec::with_capacity(request.entries.len());
    for entry in &request.entries {
        places.push(Place::of(state, table_of(state, entry)?, keyed(entry)?)?);
    }
    check_conditions(&places, entries())?;
    let changed = changed(state, &places, entries())?;
    let transaction = carry_out(state, request, places, changed)?;
    if let Some((token, fingerprint)) = token.zip(fingerprint) {
        state.tokens.remember(token, fingerprint, now, transaction.again);
    }
    Ok(transaction.answer)
}

/// The item or key that tells which item an action is about.
fn keyed<'e>(entry: &'e Entry<'_>) -> Result<&'e crate::value::Item, ServiceError> {
    match &entry.item {
        Some(item) => Ok(item),
        None => key_of(entry),
    }
}

/// Service: all conditions that fail are told together.
fn check_conditions<'e, 'j: 'e, 'c: 'e>(
    places: &[Place],
    entries: impl ExactSizeIterator<Item = (&'e Entry<'j>, &'e Checked<'c>)>,
) -> Result<(), ServiceError> {
    let actions = entries.len();
    let mut failed = Vec::new();
    for (at, ((entry, expressions), place)) in entries.zip(places).enumerate() {
        if !Test::of_write(entry, expressions)?.passes(place.old_item()) {
            failed.push((at, CancellationReason::condition_failed(place.told_on_failure(entry))));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(ServiceError::cancelled(actions, failed)) }
}

/// What each action leaves: the inner nothing where it leaves no item, the outer where it changes nothing.
type Changed = Option<Option<Arc<StoredItem>>>;

/// Service: of updates that cannot be done the first is told.
fn changed<'e, 'j: 'e, 'c: 'e>(
    state: &State,
    places: &[Place],
    entries: impl ExactSizeIterator<Item = (&'e Entry<'j>, &'e Checked<'c>)>,
) -> Result<Vec<Changed>, ServiceError> {
    let actions = entries.len();
    let mut changed = Vec::with_capacity(actions);
    for (at, ((entry, expressions), place)) in entries.zip(places).enumerate() {
        let stored = |item: crate::value::Item| Arc::new(StoredItem::new(item));
        changed.push(match entry.action {
            Some(Action::ConditionCheck) => None,
            Some(Action::Delete) => Some(None),
            Some(Action::Put) => Some(entry.item.clone().map(stored)),
            _ => {
                let schema = &table_of(state, entry)?.definition.schema;
                let modification = Modification::of(entry, expressions)?;
                let modified = modification.apply(schema, key_of(entry)?, place.old_item(), "NONE");
                let modified = modified.map_err(|error| {
                    let reason = CancellationReason::validation(error.message);
                    ServiceError::cancelled(actions, [(at, reason)])
                })?;
                Some(modified.new.map(stored))
            }
        });
    }
    Ok(changed)
}

/// A transaction that was done.
struct Transaction {
    answer: String,
    /// What doing it again costs.
    again: Vec<(String, f64)>,
}

fn carry_out(
    state: &mut State,
    request: &Request<'_>,
    places: Vec<Place>,
    changed: Vec<Changed>,
) -> Result<Transaction, ServiceError> {
    let (mut writes, mut collections) = (Writes::default(), Collections::default());
    let mut consumed: Vec<(&str, Consumed)> = Vec::new();
    let mut again: Vec<(&str, Consumed)> = Vec::new();
    for ((entry, place), changed) in request.entries.iter().zip(places).zip(changed) {
        let (table, table_name) = (table_of(state, entry)?, entry.table().ok_or_else(inconsistent)?);
        let bytes = |stored: Option<&Arc<StoredItem>>| stored.map_or(0, |stored| stored.bytes);
        let new = changed.as_ref().and_then(Option::as_ref);
        let largest = bytes(place.old.as_ref()).max(bytes(new));
        let units = match &changed {
            // Service: a check is paid like a write of the item.
            None => Consumed::of_table(crate::table::capacity::write_units(largest)),
            Some(new) => {
                collections.add(table, keyed(entry)?);
                writes.add(table, place.key, place.old.as_ref(), new.as_ref())
            }
        };
        add_to(&mut consumed, table_name, units.doubled());
        add_to(&mut again, table_name, Consumed::of_table(read_units(largest, true)).doubled());
    }
    state.apply(writes)?;

    let mut answer = Object::new();
    Wanted::of(request).tell_all(&consumed, Named::Write, &mut answer);
    collections.tell(state, request, &mut answer)?;
    let again = again.into_iter().map(|(table, units)| (table.to_owned(), units.total()));
    Ok(Transaction { answer: answer.finish(), again: again.collect() })
}

/// Service: a transaction that was done already is answered alike, and paid like reads of what it wrote.
fn repeated(request: &Request<'_>, done: &Done) -> String {
    let consumed = done.units.iter().map(|(table, units)| (table.as_str(), Consumed::of_table(*units)));
    let consumed: Vec<_> = consumed.collect();
    let mut answer = Object::new();
    Wanted::of(request).tell_all(&consumed, Named::Read, &mut answer);
    answer.finish()
}
