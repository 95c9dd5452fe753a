//! One write of an item: what is there, what comes, and what of it is told.

use std::sync::Arc;

use super::checked::inconsistent;
use super::test::Test;
use crate::request::{Entry, IndexKind, Request};
use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::error::ServiceError;
use crate::table::key::{self, KeyRange};
use crate::table::state::{State, Table};
use crate::table::storage::StoredItem;
use crate::value::Item;

/// The item that a write is about: where it is, and what is there before.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) key: Vec<u8>,
    pub(super) old: Option<Arc<StoredItem>>,
}

impl Place {
    /// `keyed` is an Item or a Key that was checked.
    pub(super) fn of(state: &State, table: &Table, keyed: &Item) -> Result<Self, ServiceError> {
        let key = key::of_table(&table.definition.schema, keyed).ok_or_else(inconsistent)?;
        let old = state.get(table, &key)?;
        Ok(Self { key, old })
    }

    pub(super) fn old_item(&self) -> Option<&Item> {
        self.old.as_ref().map(|old| &old.item)
    }

    /// The old item, where the entry wants it told when its condition fails.
    pub(super) fn told_on_failure(&self, entry: &Entry<'_>) -> Option<Item> {
        let told = entry.text("ReturnValuesOnConditionCheckFailure") == Some("ALL_OLD");
        self.old_item().filter(|_| told).cloned()
    }

    pub(super) fn check(&self, test: &Test<'_>, entry: &Entry<'_>) -> Result<(), ServiceError> {
        if test.passes(self.old_item()) {
            return Ok(());
        }
        Err(ServiceError::condition_failed(self.told_on_failure(entry)))
    }
}

/// The Key of an entry that was checked.
pub(super) fn key_of<'e>(entry: &'e Entry<'_>) -> Result<&'e Item, ServiceError> {
    entry.keys.first().and_then(Option::as_ref).ok_or_else(inconsistent)
}

const GIGABYTE: i64 = 1 << 30;

/// True where the sizes of item collections are asked for.
pub(super) fn wants_metrics(request: &Request<'_>) -> bool {
    request.node.get("ReturnItemCollectionMetrics").and_then(JsonNode::as_str) == Some("SIZE")
}

/// The size of the item collection that an item is in; nothing for tables without local indexes.
///
/// Service: an estimate, the whole gigabytes below and above. Here the size itself is known.
pub(super) fn metrics(state: &State, table: &Table, keyed: &Item) -> Result<Option<String>, ServiceError> {
    let schema = &table.definition.schema;
    let local = |(index, _): &(&crate::request::SecondaryIndex, _)| index.kind == IndexKind::Local;
    let indexes = schema.indexes.iter().zip(&table.indexes).filter(local);
    let spaces: Vec<_> = indexes.map(|(_, own)| own.space).collect();
    if spaces.is_empty() {
        return Ok(None);
    }
    let partition: Option<Vec<_>> = schema.key.partition.iter().map(|part| keyed.get(&part.name).cloned()).collect();
    let partition = partition.ok_or_else(inconsistent)?;
    let range = KeyRange::of_query(&partition, &[], None);
    let mut bytes = 0_i64;
    for space in spaces.into_iter().chain([table.space]) {
        state.storage.range(space, &range.from, range.to.as_deref(), false, &mut |stored| {
            bytes += i64::try_from(stored.bytes).unwrap_or_default();
            std::ops::ControlFlow::Continue(())
        })?;
    }
    let key: Item = schema.key.partition.iter().map(|part| part.name.as_str()).zip(partition).collect();
    let below = (bytes / GIGABYTE) as f64;
    let mut object = Object::new();
    object.item("ItemCollectionKey", &key);
    object.list("SizeEstimateRangeGB", [format!("{below:?}"), format!("{:?}", below + 1.0)]);
    Ok(Some(object.finish()))
}

/// Tells the size of the item collection in the answer to one write, where it is asked for.
pub(super) fn tell_metrics(
    state: &State,
    request: &Request<'_>,
    table: &Table,
    keyed: &Item,
    answer: &mut Object,
) -> Result<(), ServiceError> {
    if wants_metrics(request)
        && let Some(metrics) = metrics(state, table, keyed)?
    {
        answer.json("ItemCollectionMetrics", &metrics);
    }
    Ok(())
}

/// The item collections that a batch or a transaction wrote into, table by table, each once.
#[derive(Debug, Default)]
pub(super) struct Collections(Vec<(String, Vec<Item>)>);

impl Collections {
    pub(super) fn add(&mut self, table: &Table, keyed: &Item) {
        let schema = &table.definition.schema;
        let names = schema.key.partition.iter().map(|part| part.name.as_str());
        let partition = super::output::named(keyed, names);
        let own = match self.0.iter_mut().find(|(name, _)| *name == schema.table_name) {
            Some((_, own)) => own,
            None => {
                self.0.push((schema.table_name.clone(), Vec::new()));
                match self.0.last_mut() {
                    Some((_, own)) => own,
                    None => return,
                }
            }
        };
        if !own.contains(&partition) {
            own.push(partition);
        }
    }

    pub(super) fn tell(&self, state: &State, request: &Request<'_>, answer: &mut Object) -> Result<(), ServiceError> {
        if !wants_metrics(request) {
            return Ok(());
        }
        let mut tables = Object::new();
        for (name, partitions) in &self.0 {
            let table = state.table(name)?;
            let mut told = Vec::new();
            for partition in partitions {
                told.extend(metrics(state, table, partition)?);
            }
            if !told.is_empty() {
                tables.list(name, told);
            }
        }
        answer.json("ItemCollectionMetrics", &tables.finish());
        Ok(())
    }
}
