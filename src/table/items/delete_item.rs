//! DeleteItem.

use super::checked::{checked, inconsistent, only, table_of};
use super::test::Test;
use super::written::{Place, key_of, tell_metrics};
use crate::layer::ValidationLayer;
use crate::request::Request;
use crate::table::answer::Object;
use crate::table::capacity::Wanted;
use crate::table::error::ServiceError;
use crate::table::state::State;
use crate::table::writes::Writes;

pub(super) fn delete_item(
    state: &mut State,
    request: &Request<'_>,
    newest: ValidationLayer,
) -> Result<String, ServiceError> {
    let report = checked(state, request, newest)?;
    let (entry, expressions) = (only(request)?, report.entries.first().ok_or_else(inconsistent)?);
    let test = Test::of_write(entry, expressions)?;
    let (table, key) = (table_of(state, entry)?, key_of(entry)?);
    let place = Place::of(state, table, key)?;
    place.check(&test, entry)?;

    let mut writes = Writes::default();
    let consumed = writes.add(table, place.key, place.old.as_ref(), None);
    state.apply(writes)?;

    let mut answer = Object::new();
    if let (Some("ALL_OLD"), Some(old)) = (entry.text("ReturnValues"), &place.old) {
        answer.item("Attributes", &old.item);
    }
    let table = table_of(state, entry)?;
    Wanted::of(request).tell(&consumed, &table.definition.schema.table_name, &mut answer);
    tell_metrics(state, request, table, key, &mut answer)?;
    Ok(answer.finish())
}
