//! GetItem.

use super::checked::{checked, inconsistent, only, table_of};
use super::output::Output;
use crate::layer::ValidationLayer;
use crate::request::Request;
use crate::table::answer::Object;
use crate::table::capacity::{Consumed, Wanted, read_units};
use crate::table::error::ServiceError;
use crate::table::key;
use crate::table::state::State;

pub(super) fn get_item(state: &State, request: &Request<'_>, newest: ValidationLayer) -> Result<String, ServiceError> {
    let report = checked(state, request, newest)?;
    let (entry, expressions) = (only(request)?, report.entries.first().ok_or_else(inconsistent)?);
    let table = table_of(state, entry)?;
    let output = Output::of(entry, expressions)?;
    let at = entry.keys.first().and_then(Option::as_ref);
    let at = at.and_then(|item| key::of_table(&table.definition.schema, item)).ok_or_else(inconsistent)?;
    let found = state.get(table, &at)?;

    let mut answer = Object::new();
    if let Some(found) = &found {
        // Service: where nothing of the item is kept, it is an empty map.
        answer.item("Item", &output.take(&found.item));
    }
    let bytes = found.map_or(0, |found| found.bytes);
    let consumed = Consumed::of_table(read_units(bytes, entry.flag("ConsistentRead")));
    Wanted::of(request).tell(&consumed, &table.definition.schema.table_name, &mut answer);
    Ok(answer.finish())
}
