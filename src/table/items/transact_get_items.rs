//! TransactGetItems.

use super::checked::{checked, table_of};
use super::output::Output;
use super::written::{Place, key_of};
use crate::layer::ValidationLayer;
use crate::request::Request;
use crate::table::answer::Object;
use crate::table::capacity::{Consumed, Named, Wanted, add_to, read_units};
use crate::table::error::ServiceError;
use crate::table::state::State;

pub(super) fn transact_get_items(
    state: &State,
    request: &Request<'_>,
    newest: ValidationLayer,
) -> Result<String, ServiceError> {
    let report = checked(state, request, newest)?;
    let (mut responses, mut consumed) = (Vec::new(), Vec::new());
    for (entry, expressions) in request.entries.iter().zip(&report.entries) {
        let table = table_of(state, entry)?;
        let place = Place::of(state, table, key_of(entry)?)?;
        let output = Output::of(entry, expressions)?;
        let mut response = Object::new();
        if let Some(item) = place.old_item() {
            let taken = output.take(item);
            // Service: where nothing of the item is kept, it is left out.
            if !taken.is_empty() {
                response.item("Item", &taken);
            }
        }
        responses.push(response.finish());
        let bytes = place.old.as_ref().map_or(0, |old| old.bytes);
        let units = Consumed::of_table(read_units(bytes, true)).doubled();
        add_to(&mut consumed, table.definition.schema.table_name.as_str(), units);
    }
    let mut answer = Object::new();
    answer.list("Responses", responses);
    Wanted::of(request).tell_all(&consumed, Named::Read, &mut answer);
    Ok(answer.finish())
}
