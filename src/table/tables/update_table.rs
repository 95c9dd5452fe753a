//! UpdateTable: throughput and billing, protection, class, stream, indexes.

use super::index_updates::IndexUpdates;
use super::table;
use crate::request::IndexKind;
use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::definition::{Attributes, Billing, PROVISIONED, Throughput, read_throughput};
use crate::table::describe::{Status, describe};
use crate::table::error::ServiceError;
use crate::table::members::{Members, Structure};
use crate::table::state::{State, Table};

const NOTHING_ASKED: &str = "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, \
    GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, \
    MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required";

pub(super) fn update_table(state: &mut State, request: &JsonNode) -> Result<String, ServiceError> {
    let request = Structure::request(request)?;
    let mut members = Members::default();
    let name = members.table_name(&request)?;
    let definitions = members.structures(&request, "AttributeDefinitions", "AttributeDefinition")?;
    let definitions = definitions.map(|list| Attributes::read(&mut members, &list)).transpose()?;
    let mode = members.word(&request, "BillingMode", "PROVISIONED, PAY_PER_REQUEST")?;
    let throughput = read_throughput(&mut members, &request)?;
    let is_protected = members.flag(&request, "DeletionProtectionEnabled")?;
    let class = members.word(&request, "TableClass", "STANDARD, STANDARD_INFREQUENT_ACCESS")?;
    let stream = read_stream(&mut members, &request)?;
    let updates = IndexUpdates::read(&mut members, &request)?;
    members.finish()?;
    let asks = [mode.is_some(), throughput.is_some(), is_protected.is_some(), class.is_some(), stream.is_some()];
    if !asks.contains(&true) && updates.is_none() {
        return Err(ServiceError::validation(NOTHING_ASKED));
    }
    if let Some(updates) = &updates {
        updates.check_shape()?;
    }

    let mut table = table(state, name)?.clone();
    let updates = updates.unwrap_or_default();
    if mode.is_some() || throughput.is_some() {
        bill(&mut table, mode, throughput, &updates)?;
    }
    if let Some((enabled, view)) = stream {
        set_stream(&mut table, enabled, view)?;
    }
    if let Some(class) = class {
        table.definition.table_class = Some(class.to_owned());
    }
    if let Some(is_protected) = is_protected {
        table.definition.is_protected = is_protected;
    }
    let (changes, indexes) = updates.apply(state, &mut table, definitions.as_ref())?;
    let is_updating = mode.is_some() || throughput.is_some() || stream.is_some() || !indexes.is_empty();
    let status = if is_updating { Status::Updating { indexes: &indexes } } else { Status::Active };
    let mut answer = Object::new();
    answer.json("TableDescription", &describe(&table, status));
    // The answer still tells of an index that is being deleted; the table has it no more.
    let gone: Vec<_> = indexes.iter().filter(|(_, word)| *word == "DELETING").map(|(name, _)| name).collect();
    for name in gone {
        table.remove_index(name);
    }
    state.define(table, changes)?;
    Ok(answer.finish())
}

fn bill(
    table: &mut Table,
    mode: Option<&str>,
    throughput: Option<Throughput>,
    updates: &IndexUpdates<'_>,
) -> Result<(), ServiceError> {
    let definition = &mut table.definition;
    match (mode, throughput, definition.billing) {
        (Some("PAY_PER_REQUEST"), Some(_), _) | (None, Some(_), Billing::PayPerRequest) => {
            return Err(ServiceError::invalid(PROVISIONED));
        }
        (Some("PAY_PER_REQUEST"), None, _) => {
            definition.billing = Billing::PayPerRequest;
            definition.throughputs.iter_mut().for_each(|units| *units = None);
        }
        (_, None, Billing::PayPerRequest) => {
            return Err(ServiceError::invalid(
                "ProvisionedThroughput must be specified when BillingMode is PROVISIONED",
            ));
        }
        (_, Some(units), Billing::Provisioned(current)) if units == current && updates.is_empty() => {
            return Err(ServiceError::validation(format!(
                "The provisioned throughput for the table will not change. The requested value equals the current \
                 value. Current ReadCapacityUnits provisioned for the table: {}. Requested ReadCapacityUnits: {}. \
                 Current WriteCapacityUnits provisioned for the table: {}. Requested WriteCapacityUnits: {}. Refer to \
                 the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
                current.read, units.read, current.write, units.write
            )));
        }
        (_, Some(units), _) => {
            definition.billing = Billing::Provisioned(units);
            let indexes = definition.schema.indexes.iter().zip(&definition.throughputs);
            for (index, own) in indexes.filter(|(index, _)| index.kind == IndexKind::Global) {
                if own.is_none() && !updates.sets_throughput(&index.name) {
                    return Err(ServiceError::invalid(format!(
                        "ProvisionedThroughput must be specified for index: {}",
                        index.name
                    )));
                }
            }
        }
        (_, None, Billing::Provisioned(_)) => {}
    }
    Ok(())
}

type Stream<'j> = (bool, Option<&'j str>);

fn read_stream<'j>(members: &mut Members, request: &Structure<'j>) -> Result<Option<Stream<'j>>, ServiceError> {
    let Some(stream) = members.structure(request, "StreamSpecification")? else { return Ok(None) };
    let enabled = members.required_flag(&stream, "StreamEnabled")?;
    let words = "KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES";
    let view = members.word(&stream, "StreamViewType", words)?;
    Ok(enabled.map(|enabled| (enabled, view)))
}

fn set_stream(table: &mut Table, enabled: bool, view: Option<&str>) -> Result<(), ServiceError> {
    let name = &table.definition.schema.table_name;
    let stream = &mut table.definition.stream;
    let refused = match (enabled, view, stream.is_some()) {
        (true, None, _) => {
            return Err(ServiceError::invalid("If stream is being enabled then UpdateViewType is required"));
        }
        (false, Some(_), _) => {
            return Err(ServiceError::invalid(
                "If stream is being disabled, then UpdateViewType must not be specified",
            ));
        }
        (true, _, true) => format!("Table already has an enabled stream: TableName: {name}"),
        (false, _, false) => format!("Table has no stream to disable: TableName: {name}"),
        (_, view, _) => {
            *stream = view.map(str::to_owned);
            return Ok(());
        }
    };
    Err(ServiceError::validation(refused))
}
