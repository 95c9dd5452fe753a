//! PutItem.

use std::sync::Arc;

use super::checked::{checked, inconsistent, only, table_of};
use super::test::Test;
use super::written::{Place, tell_metrics};
use crate::layer::ValidationLayer;
use crate::request::Request;
use crate::table::answer::Object;
use crate::table::capacity::Wanted;
use crate::table::error::ServiceError;
use crate::table::state::State;
use crate::table::storage::StoredItem;
use crate::table::writes::Writes;

pub(super) fn put_item(
    state: &mut State,
    mut request: Request<'_>,
    newest: ValidationLayer,
) -> Result<String, ServiceError> {
    let report = checked(state, &request, newest)?;
    let test = Test::of_write(only(&request)?, report.entries.first().ok_or_else(inconsistent)?)?;
    drop(report);
    let item = request.entries.first_mut().and_then(|entry| entry.item.take()).ok_or_else(inconsistent)?;
    let entry = only(&request)?;
    let table = table_of(state, entry)?;
    let place = Place::of(state, table, &item)?;
    place.check(&test, entry)?;

    let new = Arc::new(StoredItem::new(item));
    let mut writes = Writes::default();
    let consumed = writes.add(table, place.key, place.old.as_ref(), Some(&new));
    state.apply(writes)?;

    let mut answer = Object::new();
    if let (Some("ALL_OLD"), Some(old)) = (entry.text("ReturnValues"), &place.old) {
        answer.item("Attributes", &old.item);
    }
    let table = table_of(state, entry)?;
    Wanted::of(&request).tell(&consumed, &table.definition.schema.table_name, &mut answer);
    tell_metrics(state, &request, table, &new.item, &mut answer)?;
    Ok(answer.finish())
}
