//! UpdateItem.

use std::sync::Arc;

use super::checked::{checked, inconsistent, only, table_of};
use super::modification::{Modification, Modified};
use super::test::Test;
use super::written::{Place, key_of, tell_metrics};
use crate::layer::ValidationLayer;
use crate::request::Request;
use crate::table::answer::Object;
use crate::table::capacity::Wanted;
use crate::table::error::ServiceError;
use crate::table::state::State;
use crate::table::storage::StoredItem;
use crate::table::writes::Writes;

pub(super) fn update_item(
    state: &mut State,
    request: &Request<'_>,
    newest: ValidationLayer,
) -> Result<String, ServiceError> {
    let report = checked(state, request, newest)?;
    let (entry, expressions) = (only(request)?, report.entries.first().ok_or_else(inconsistent)?);
    let test = Test::of_write(entry, expressions)?;
    let modification = Modification::of(entry, expressions)?;
    modification.check_charge()?;
    let (table, key) = (table_of(state, entry)?, key_of(entry)?);
    let place = Place::of(state, table, key)?;
    place.check(&test, entry)?;
    let wanted = entry.text("ReturnValues").unwrap_or("NONE");
    let Modified { new, returned } = modification.apply(&table.definition.schema, key, place.old_item(), wanted)?;

    let new = new.map(|item| Arc::new(StoredItem::new(item)));
    let mut writes = Writes::default();
    let consumed = writes.add(table, place.key, place.old.as_ref(), new.as_ref());
    state.apply(writes)?;

    let mut answer = Object::new();
    if let Some(returned) = returned {
        answer.item("Attributes", &returned);
    }
    let table = table_of(state, entry)?;
    Wanted::of(request).tell(&consumed, &table.definition.schema.table_name, &mut answer);
    tell_metrics(state, request, table, key, &mut answer)?;
    Ok(answer.finish())
}
