//! KeyConditions, QueryFilter, ScanFilter and Expected as conditions.

use serde_json::{Map, Value};

use super::MigrateError;
use super::placeholders::Placeholders;
use crate::layer::ValidationLayer;
use crate::limits;
use crate::value::{AsView, compare, json};

/// The conditions as one; nothing where there are none.
pub(super) fn expression(
    parameter: &'static str,
    conditions: &Map<String, Value>,
    any: bool,
    placeholders: &mut Placeholders,
) -> Result<Option<String>, MigrateError> {
    let mut parts = Vec::new();
    for (attribute, condition) in conditions {
        parts.push(one(parameter, attribute, condition, placeholders)?);
    }
    // A part that is an AND by itself binds closer than OR: it needs no parentheses.
    Ok((!parts.is_empty()).then(|| parts.join(if any { " OR " } else { " AND " })))
}

fn one(
    parameter: &'static str,
    attribute: &str,
    condition: &Value,
    placeholders: &mut Placeholders,
) -> Result<String, MigrateError> {
    let none = |why| MigrateError::None { place: format!("{parameter}, {attribute}"), why };
    let list = condition.get("AttributeValueList").and_then(Value::as_array).map(Vec::as_slice);
    let single = condition.get("Value").filter(|value| !value.is_null()).map(std::slice::from_ref);
    let arguments = list.or(single).unwrap_or_default();
    let default = if condition.get("Exists") == Some(&Value::Bool(false)) { "NULL" } else { "EQ" };
    let operator = condition.get("ComparisonOperator").and_then(Value::as_str).unwrap_or(default);
    let name = placeholders.name(attribute);
    let mut value = |at: usize| {
        let argument = arguments.get(at).ok_or_else(|| none("a value is missing"))?;
        Ok::<_, MigrateError>(placeholders.value(attribute, argument))
    };
    Ok(match operator {
        "EQ" => format!("{name} = {}", value(0)?),
        "NE" => format!("{name} <> {}", value(0)?),
        "LT" => format!("{name} < {}", value(0)?),
        "LE" => format!("{name} <= {}", value(0)?),
        "GT" => format!("{name} > {}", value(0)?),
        "GE" => format!("{name} >= {}", value(0)?),
        // Service: BETWEEN refuses bounds the wrong way round, where the parameter of old finds nothing.
        "BETWEEN" if parameter == "KeyConditions" || in_order(arguments) => {
            format!("{name} BETWEEN {} AND {}", value(0)?, value(1)?)
        }
        "BETWEEN" => format!("{name} >= {} AND {name} <= {}", value(0)?, value(1)?),
        "IN" if arguments.len() >= limits::IN_OPERANDS => return Err(none("IN takes no more than 99 values")),
        "IN" => {
            let members: Vec<String> = (0..arguments.len()).map(value).collect::<Result<_, _>>()?;
            format!("{name} IN ({})", members.join(", "))
        }
        "NULL" => format!("attribute_not_exists({name})"),
        "NOT_NULL" => format!("attribute_exists({name})"),
        "BEGINS_WITH" => format!("begins_with({name}, {})", value(0)?),
        "CONTAINS" => format!("contains({name}, {})", value(0)?),
        // Service: it wants an attribute, of whatever type.
        "NOT_CONTAINS" => format!("attribute_exists({name}) AND NOT contains({name}, {})", value(0)?),
        _ => return Err(none("the operator is not known")),
    })
}

/// True where the first value is not behind the second.
fn in_order(arguments: &[Value]) -> bool {
    let decoded = arguments.iter().map(|value| json::from_json(value, ValidationLayer::default()));
    match decoded.collect::<Result<Vec<_>, _>>().as_deref() {
        Ok([low, high]) => compare::order(low.view(), high.view()).is_some_and(std::cmp::Ordering::is_le),
        _ => false,
    }
}
