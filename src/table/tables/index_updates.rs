//! GlobalSecondaryIndexUpdates: indexes that are created, changed or deleted.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::request::{IndexKind, KeySchema, SecondaryIndex, TableSchema};
use crate::table::definition::{Attributes, Billing, IndexInput, Throughput, check_index, read_index, read_throughput};
use crate::table::error::{ErrorKind, ServiceError};
use crate::table::members::{Members, Structure};
use crate::table::state::{Count, Index, State, Table};
use crate::table::storage::Change;
use crate::table::writes::entry;

const GLOBAL_INDEXES: usize = 20;

/// What is to become of indexes.
#[derive(Debug, Default)]
pub(super) struct IndexUpdates<'j>(Vec<IndexUpdate<'j>>);

#[derive(Debug)]
struct IndexUpdate<'j> {
    create: Option<IndexInput<'j>>,
    update: Option<(&'j str, Option<Throughput>)>,
    delete: Option<&'j str>,
}

/// Indexes with the word for what is going on with them.
type Told = Vec<(String, &'static str)>;

impl<'j> IndexUpdates<'j> {
    pub(super) fn read(members: &mut Members, request: &Structure<'j>) -> Result<Option<Self>, ServiceError> {
        let list = members.structures(request, "GlobalSecondaryIndexUpdates", "GlobalSecondaryIndexUpdate")?;
        let Some(list) = list else { return Ok(None) };
        let mut updates = Vec::new();
        for element in &list {
            let create = members.structure(element, "Create")?;
            let create = create.map(|create| read_index(members, &create, IndexKind::Global)).transpose()?;
            let mut update = None;
            if let Some(change) = members.structure(element, "Update")? {
                let name = members.index_name(&change)?.unwrap_or_default();
                update = Some((name, read_throughput(members, &change)?));
            }
            let mut delete = None;
            if let Some(gone) = members.structure(element, "Delete")? {
                delete = Some(members.index_name(&gone)?.unwrap_or_default());
            }
            updates.push(IndexUpdate { create, update, delete });
        }
        Ok(Some(Self(updates)))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn sets_throughput(&self, index: &str) -> bool {
        self.0.iter().any(|one| one.update.is_some_and(|(name, units)| name == index && units.is_some()))
    }

    /// What can be said without the table.
    pub(super) fn check_shape(&self) -> Result<(), ServiceError> {
        if self.0.is_empty() {
            return Err(ServiceError::invalid("List of GlobalSecondaryIndexUpdates is empty"));
        }
        let mut seen: Vec<&str> = Vec::new();
        for one in &self.0 {
            let names = [one.create.as_ref().map(|index| index.name), one.update.map(|(name, _)| name), one.delete];
            let mut names = names.into_iter().flatten();
            let Some(name) = names.next() else {
                return Err(ServiceError::invalid(
                    "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, \
                     GlobalSecondaryIndexUpdate.Delete must not be null",
                ));
            };
            if names.next().is_some() {
                return Err(ServiceError::invalid(
                    "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object",
                ));
            }
            if seen.contains(&name) {
                return Err(ServiceError::invalid(format!(
                    "Only one global secondary index update per index is allowed simultaneously. Index: {name}"
                )));
            }
            seen.push(name);
        }
        Ok(())
    }

    /// Does it to a table. Gives what changes in the store, and what is to be told.
    pub(super) fn apply(
        &self,
        state: &mut State,
        table: &mut Table,
        definitions: Option<&Attributes>,
    ) -> Result<(Vec<Change>, Told), ServiceError> {
        let (mut changes, mut told) = (Vec::new(), Vec::new());
        let online = self.0.iter().filter(|one| one.create.is_some() || one.delete.is_some()).count();
        for one in &self.0 {
            if let Some(create) = &one.create {
                check_new(table, create)?;
                only_one(online)?;
                changes.extend(create_index(state, table, create, definitions)?);
                told.push((create.name.to_owned(), "CREATING"));
            } else if let Some((name, units)) = one.update {
                set_throughput(table, name, units)?;
                told.push((name.to_owned(), "UPDATING"));
            } else if let Some(name) = one.delete {
                let at = global(table, name, "delete")?;
                only_one(online)?;
                changes.extend(table.indexes.get(at).map(|index| Change::Clear { space: index.space }));
                told.push((name.to_owned(), "DELETING"));
            }
        }
        Ok((changes, told))
    }
}

/// Service: one index at a time.
fn only_one(online: usize) -> Result<(), ServiceError> {
    if online <= 1 {
        return Ok(());
    }
    Err(ServiceError::new(
        ErrorKind::LimitExceeded,
        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    ))
}

fn check_new(table: &Table, create: &IndexInput<'_>) -> Result<(), ServiceError> {
    let schema = &table.definition.schema;
    if schema.index(create.name).is_some() {
        return Err(ServiceError::validation("Attempting to create an index which already exists"));
    }
    if schema.indexes.iter().filter(|index| index.kind == IndexKind::Global).count() >= GLOBAL_INDEXES {
        let message = format!("GlobalSecondaryIndex count exceeds the per-table limit of {GLOBAL_INDEXES}");
        return Err(ServiceError::new(ErrorKind::LimitExceeded, message));
    }
    Ok(())
}

/// The position of a global index.
fn global(table: &Table, name: &str, verb: &str) -> Result<usize, ServiceError> {
    let indexes = &table.definition.schema.indexes;
    let Some(at) = indexes.iter().position(|index| index.name == name) else {
        return Err(ServiceError::no_table());
    };
    match indexes.get(at).map(|index| index.kind) {
        Some(IndexKind::Global) => Ok(at),
        _ => {
            Err(ServiceError::validation(format!("Cannot {verb} an index that is not a GlobalSecondaryIndex: {name}")))
        }
    }
}

fn set_throughput(table: &mut Table, name: &str, units: Option<Throughput>) -> Result<(), ServiceError> {
    let at = global(table, name, "update")?;
    match (table.definition.billing, units) {
        (Billing::PayPerRequest, Some(_)) => Err(ServiceError::invalid(format!(
            "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: {name} when BillingMode is \
             PAY_PER_REQUEST"
        ))),
        (Billing::Provisioned(_), None) => Err(ServiceError::invalid(format!(
            "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: {name}"
        ))),
        (_, units) => {
            if let Some(own) = table.definition.throughputs.get_mut(at) {
                *own = units;
            }
            Ok(())
        }
    }
}

/// Adds an index to a table, and all entries that its items have in it.
fn create_index(
    state: &mut State,
    table: &mut Table,
    create: &IndexInput<'_>,
    definitions: Option<&Attributes>,
) -> Result<Vec<Change>, ServiceError> {
    let Some(definitions) = definitions else {
        let name = create.name;
        return Err(ServiceError::invalid(format!("AttributeDefinitions is not specified for index: {name}")));
    };
    let index = check_index(create, definitions, &table.definition.schema.key, table.definition.billing)?;
    for attribute in index.key.attributes() {
        let known = table.definition.attributes.iter().find(|(name, _)| *name == attribute.name);
        match known {
            None => table.definition.attributes.push((attribute.name.clone(), attribute.attribute_type)),
            Some((_, of_type)) if *of_type == attribute.attribute_type => {}
            Some(_) => return Err(redefined(&table.definition.schema, &index.key)),
        }
    }
    let space = state.new_space();
    let (mut count, mut changes) = (Count::default(), Vec::new());
    state.storage.range(table.space, &[], None, false, &mut |stored: &Arc<_>| {
        if let Some((key, item)) = entry(&table.definition.schema, &index, stored) {
            count.add(1, item.bytes);
            changes.push(Change::Put { space, key, item });
        }
        ControlFlow::Continue(())
    })?;
    table.definition.schema.indexes.push(index);
    table.definition.throughputs.push(create.throughput);
    table.indexes.push(Index { space, count });
    Ok(changes)
}

fn redefined(existing: &TableSchema, new: &KeySchema) -> ServiceError {
    let shown = |key: &KeySchema| {
        let hashes = key.partition.iter().map(|attribute| (attribute, "HASH"));
        let all = hashes.chain(key.sort.iter().map(|attribute| (attribute, "RANGE")));
        let all = all.map(|(attribute, part)| {
            format!("SchemaElement: key{{{}:{}:{part}}}", attribute.name, attribute.attribute_type.descriptor())
        });
        format!("Schema:[{}]", all.collect::<Vec<_>>().join(", "))
    };
    let mut keys = std::iter::once(&existing.key).chain(existing.indexes.iter().map(|index| &index.key));
    let clashes = |key: &&KeySchema| {
        new.attributes().any(|own| key.attribute(&own.name).is_some_and(|old| old.attribute_type != own.attribute_type))
    };
    let old = keys.find(clashes).unwrap_or(&existing.key);
    ServiceError::invalid(format!(
        "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. \
         Existing schema: {} New schema: {}",
        shown(old),
        shown(new)
    ))
}

impl Table {
    /// Takes an index out, and the definitions of attributes that nothing uses any more.
    pub(super) fn remove_index(&mut self, name: &str) {
        let definition = &mut self.definition;
        let Some(at) = definition.schema.indexes.iter().position(|index| index.name == name) else { return };
        definition.schema.indexes.remove(at);
        definition.throughputs.remove(at);
        self.indexes.remove(at);
        let TableSchema { key, indexes, .. } = &definition.schema;
        let is_used = |name: &str| {
            let mut keys = std::iter::once(key).chain(indexes.iter().map(|index: &SecondaryIndex| &index.key));
            keys.any(|key| key.attribute(name).is_some())
        };
        definition.attributes.retain(|(name, _)| is_used(name));
    }
}
