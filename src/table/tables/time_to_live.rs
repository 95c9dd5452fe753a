//! UpdateTimeToLive and DescribeTimeToLive, and what becomes of items whose time is over.

use std::ops::ControlFlow;

use super::table;
use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::error::ServiceError;
use crate::table::key;
use crate::table::members::{Members, Structure};
use crate::table::state::State;
use crate::table::writes::Writes;
use crate::value::AttributeValue;

/// Service: what is over for longer is left alone.
const OLDEST_SECONDS: f64 = 5.0 * 365.0 * 24.0 * 60.0 * 60.0;

pub(super) fn update_time_to_live(state: &mut State, request: &JsonNode) -> Result<String, ServiceError> {
    let request = Structure::request(request)?;
    let mut members = Members::default();
    let name = members.table_name(&request)?;
    let specification = members.required_structure(&request, "TimeToLiveSpecification")?;
    let (mut enabled, mut attribute) = (None, None);
    if let Some(specification) = &specification {
        enabled = members.required_flag(specification, "Enabled")?;
        attribute = members.required_text(specification, "AttributeName")?;
        if let Some(attribute) = attribute {
            members.text_length(specification, "AttributeName", attribute, 255);
        }
    }
    members.finish()?;
    let (enabled, attribute) = (enabled.unwrap_or_default(), attribute.unwrap_or_default());

    let mut table = table(state, name)?.clone();
    let refused = match (enabled, table.definition.schema.ttl.as_deref()) {
        (_, Some(current)) if current != attribute => {
            Some(format!("TimeToLive is active on a different AttributeName: current AttributeName is {current}"))
        }
        (true, Some(_)) => Some("TimeToLive is already enabled".to_owned()),
        (false, None) => Some("TimeToLive is already disabled".to_owned()),
        _ => None,
    };
    if let Some(message) = refused {
        return Err(ServiceError::validation(message));
    }
    table.definition.schema.ttl = enabled.then(|| attribute.to_owned());
    state.define(table, Vec::new())?;
    let mut told = Object::new();
    told.text("AttributeName", attribute);
    told.flag("Enabled", enabled);
    let mut answer = Object::new();
    answer.json("TimeToLiveSpecification", &told.finish());
    Ok(answer.finish())
}

pub(super) fn describe_time_to_live(state: &State, request: &JsonNode) -> Result<String, ServiceError> {
    let request = Structure::request(request)?;
    let mut members = Members::default();
    let name = members.table_name(&request)?;
    members.finish()?;
    let mut told = Object::new();
    match &table(state, name)?.definition.schema.ttl {
        Some(attribute) => {
            told.text("TimeToLiveStatus", "ENABLED");
            told.text("AttributeName", attribute);
        }
        None => told.text("TimeToLiveStatus", "DISABLED"),
    }
    let mut answer = Object::new();
    answer.json("TimeToLiveDescription", &told.finish());
    Ok(answer.finish())
}

/// Deletes the items whose time to live is over at `now`. Gives how many.
///
/// Service: the attribute is a number of seconds since 1970; items with anything else there stay.
pub(in crate::table) fn remove_expired(state: &mut State, now: f64) -> Result<usize, ServiceError> {
    let (mut writes, mut removed) = (Writes::default(), 0);
    for table in state.tables.values() {
        let schema = &table.definition.schema;
        let Some(attribute) = &schema.ttl else { continue };
        let mut over = Vec::new();
        state.storage.range(table.space, &[], None, false, &mut |stored| {
            if let Some(AttributeValue::N(seconds)) = stored.item.get(attribute)
                && (now - OLDEST_SECONDS..=now).contains(&seconds.to_f64())
            {
                over.push(stored.clone());
            }
            ControlFlow::Continue(())
        })?;
        for stored in over {
            let Some(key) = key::of_table(schema, &stored.item) else { continue };
            writes.add(table, key, Some(&stored), None);
            removed += 1;
        }
    }
    state.apply(writes)?;
    Ok(removed)
}
