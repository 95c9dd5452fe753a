//! AttributeUpdates: PUT, DELETE and ADD on whole attributes.

use crate::layer::ValidationLayer;
use crate::request::AttributeUpdate;
use crate::table::error::ServiceError;
use crate::value::{AttributeValue, Item};

use AttributeValue as V;

/// The item that updates leave; nothing where there was none and nothing creates one.
///
/// Service: ADD appends to a list, too; DELETE alone creates nothing.
pub(super) fn apply(
    updates: &[AttributeUpdate<'_>],
    key: &Item,
    old: Option<&Item>,
) -> Result<Option<Item>, ServiceError> {
    let deletes = |update: &AttributeUpdate<'_>| update.action == Some("DELETE");
    if old.is_none() && !updates.is_empty() && updates.iter().all(deletes) {
        return Ok(None);
    }
    let mut new = old.unwrap_or(key).clone();
    for update in updates {
        let (name, before) = (update.attribute, new.get(update.attribute));
        let value = update.value.as_ref().and_then(Option::as_ref);
        let after = match (update.action.unwrap_or("PUT"), value, before) {
            ("DELETE", Some(value), Some(before)) => without(before, value)?,
            ("DELETE", ..) => None,
            ("ADD", Some(value), Some(before)) => Some(with(before, value)?),
            (_, value, _) => value.cloned(),
        };
        match after {
            Some(after) => drop(new.insert(name, after)),
            None => drop(new.remove(name)),
        }
    }
    Ok(Some(new))
}

fn mismatch() -> ServiceError {
    ServiceError::validation("Type mismatch for attribute to update")
}

fn with(before: &V, value: &V) -> Result<V, ServiceError> {
    Ok(match (before, value) {
        (V::N(before), V::N(value)) => {
            let refused = |error: crate::value::NumberError| error.service_message(ValidationLayer::Current);
            before.checked_add(*value).map_err(|error| ServiceError::validation(refused(error)))?.into()
        }
        (V::Ss(before), V::Ss(value)) => before.union(value).into(),
        (V::Ns(before), V::Ns(value)) => before.union(value).into(),
        (V::Bs(before), V::Bs(value)) => before.union(value).into(),
        (V::L(before), V::L(value)) => before.iter().chain(value).cloned().collect::<Vec<_>>().into(),
        _ => return Err(mismatch()),
    })
}

fn without(before: &V, value: &V) -> Result<Option<V>, ServiceError> {
    Ok(match (before, value) {
        (V::Ss(before), V::Ss(value)) => before.difference(value).map(V::from),
        (V::Ns(before), V::Ns(value)) => before.difference(value).map(V::from),
        (V::Bs(before), V::Bs(value)) => before.difference(value).map(V::from),
        _ => return Err(mismatch()),
    })
}
