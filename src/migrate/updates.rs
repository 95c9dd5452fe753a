//! AttributeUpdates as an update expression.

use serde_json::{Map, Value, json};

use super::MigrateError;
use super::placeholders::Placeholders;

/// The updates as one expression; nothing where there are none.
pub(super) fn expression(
    updates: &Map<String, Value>,
    placeholders: &mut Placeholders,
) -> Result<Option<String>, MigrateError> {
    let (mut set, mut remove, mut add, mut delete) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (attribute, update) in updates {
        let value = update.get("Value").filter(|value| !value.is_null());
        let action = update.get("Action").and_then(Value::as_str).unwrap_or("PUT");
        let name = placeholders.name(attribute);
        let none = |why| MigrateError::None { place: format!("AttributeUpdates, {attribute}"), why };
        match (action, value) {
            ("PUT", Some(value)) => set.push(format!("{name} = {}", placeholders.value(attribute, value))),
            ("DELETE", None) => remove.push(name),
            ("DELETE", Some(value)) => delete.push(format!("{name} {}", placeholders.value(attribute, value))),
            // ADD of an expression knows no lists.
            ("ADD", Some(value)) if value.get("L").is_some() => {
                let (own, empty) =
                    (placeholders.value(attribute, value), placeholders.value("empty", &json!({"L": []})));
                set.push(format!("{name} = list_append(if_not_exists({name}, {empty}), {own})"));
            }
            ("ADD", Some(value)) => add.push(format!("{name} {}", placeholders.value(attribute, value))),
            _ => return Err(none("there is no value")),
        }
    }
    let clauses = [("SET", set), ("REMOVE", remove), ("ADD", add), ("DELETE", delete)];
    let written: Vec<String> = clauses
        .into_iter()
        .filter(|(_, actions)| !actions.is_empty())
        .map(|(word, actions)| format!("{word} {}", actions.join(", ")))
        .collect();
    Ok((!written.is_empty()).then(|| written.join(" ")))
}
