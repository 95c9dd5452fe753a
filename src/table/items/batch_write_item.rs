//! BatchWriteItem.

use std::sync::Arc;

use super::checked::{checked, inconsistent, table_of};
use super::written::{Collections, Place};
use crate::layer::ValidationLayer;
use crate::request::Request;
use crate::table::answer::Object;
use crate::table::capacity::{Named, Wanted, add_to};
use crate::table::error::ServiceError;
use crate::table::state::State;
use crate::table::storage::StoredItem;
use crate::table::writes::Writes;

/// Everything is written, so nothing is ever left unprocessed.
pub(super) fn batch_write_item(
    state: &mut State,
    mut request: Request<'_>,
    newest: ValidationLayer,
) -> Result<String, ServiceError> {
    drop(checked(state, &request, newest)?);
    let (mut writes, mut consumed, mut collections) = (Writes::default(), Vec::new(), Collections::default());
    for entry in &mut request.entries {
        let item = entry.item.take().map(|item| Arc::new(StoredItem::new(item)));
        let keyed = match &item {
            Some(item) => &item.item,
            None => entry.keys.first().and_then(Option::as_ref).ok_or_else(inconsistent)?,
        };
        let table = table_of(state, entry)?;
        let place = Place::of(state, table, keyed)?;
        collections.add(table, keyed);
        let units = writes.add(table, place.key, place.old.as_ref(), item.as_ref());
        add_to(&mut consumed, entry.table().unwrap_or_default(), units);
    }
    state.apply(writes)?;

    let mut answer = Object::new();
    answer.json("UnprocessedItems", "{}");
    Wanted::of(&request).tell_all(&consumed, Named::Nothing, &mut answer);
    collections.tell(state, &request, &mut answer)?;
    Ok(answer.finish())
}
