//! BatchGetItem.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::checked::{checked, inconsistent, table_of};
use super::output::Output;
use crate::layer::ValidationLayer;
use crate::request::{Entry, Request};
use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::capacity::{Consumed, Named, Wanted, add_to, read_units};
use crate::table::error::ServiceError;
use crate::table::key;
use crate::table::state::State;
use crate::table::storage::StoredItem;

/// Service: what is read, whatever of it is returned, over all tables.
const RESPONSE_BYTES: usize = 16 * 1024 * 1024;

pub(super) fn batch_get_item(
    state: &State,
    request: &Request<'_>,
    newest: ValidationLayer,
) -> Result<String, ServiceError> {
    let report = checked(state, request, newest)?;
    let (mut responses, mut unprocessed) = (Object::new(), Object::new());
    let (mut consumed, mut room) = (Vec::new(), RESPONSE_BYTES);
    for (entry, expressions) in request.entries.iter().zip(&report.entries) {
        let table_name = entry.table_name.unwrap_or_default();
        let read = read(state, entry, &mut room)?;
        let output = Output::of(entry, expressions)?;
        let taken: Vec<_> = read.found.iter().map(|stored| output.take(&stored.item)).collect();
        responses.items(table_name, taken.iter().map(AsRef::as_ref));
        if !read.left.is_empty() {
            unprocessed.json(table_name, &left_over(entry, &read.left));
        }
        add_to(&mut consumed, entry.table().unwrap_or_default(), Consumed::of_table(read.units));
    }
    let mut answer = Object::new();
    answer.json("Responses", &responses.finish());
    answer.json("UnprocessedKeys", &unprocessed.finish());
    Wanted::of(request).tell_all(&consumed, Named::Nothing, &mut answer);
    Ok(answer.finish())
}

#[derive(Debug, Default)]
struct Read {
    found: Vec<Arc<StoredItem>>,
    units: f64,
    /// Positions of the keys for which there was no room.
    left: Vec<usize>,
}

/// Service: a key that is given twice, its number spelt differently, is read once.
fn read(state: &State, entry: &Entry<'_>, room: &mut usize) -> Result<Read, ServiceError> {
    let table = table_of(state, entry)?;
    let consistent = entry.flag("ConsistentRead");
    let (mut read, mut seen) = (Read::default(), BTreeSet::new());
    for (position, key) in entry.keys.iter().enumerate() {
        let at = key.as_ref().and_then(|key| key::of_table(&table.definition.schema, key));
        let at = at.ok_or_else(inconsistent)?;
        if seen.contains(&at) {
            continue;
        }
        let found = state.get(table, &at)?;
        let bytes = found.as_ref().map_or(0, |found| found.bytes);
        if bytes > *room {
            read.left.push(position);
            *room = 0;
            continue;
        }
        seen.insert(at);
        *room -= bytes;
        read.units += read_units(bytes, consistent);
        read.found.extend(found);
    }
    Ok(read)
}

/// What of an entry is to be asked for again: all it said, with the keys that are left.
fn left_over(entry: &Entry<'_>, left: &[usize]) -> String {
    let mut object = Object::new();
    for member in entry.node.members().unwrap_or_default() {
        if member.value.is_null() {
            continue;
        }
        if member.key == "Keys" {
            let keys = member.value.elements().unwrap_or_default();
            let keys = left.iter().filter_map(|at| keys.get(*at)).map(JsonNode::to_value);
            object.list("Keys", keys.map(|key| key.to_string()));
        } else {
            object.json(&member.key, &member.value.to_value().to_string());
        }
    }
    object.finish()
}
