//! Items, values and names as the command line takes them: DynamoDB JSON or plain JSON, told apart by their look.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::error::CliError;
use super::input::Text;
use crate::layer::ValidationLayer;
use crate::request::{Binding, ExpressionAttributeNames, ExpressionAttributeValues};
use crate::value::{AttributeValue, Item, ValueProblem, json, plain_json};

/// How an item is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Notation {
    /// `{"age": {"N": "5"}}`
    Typed,
    /// `{"age": 5}`
    Plain,
}

/// An item and how it was written.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct NotedItem {
    pub(super) item: Item,
    pub(super) notation: Notation,
}

/// Reads items: one object, an array of objects, or one object after another, a line each.
pub(super) fn read_items(text: &Text, forced: Option<Notation>) -> Result<Vec<NotedItem>, CliError> {
    let mut items = Vec::new();
    for document in documents(text)? {
        let elements = if document.get().starts_with('[') {
            parse::<Vec<&RawValue>>(text, document.get())?
        } else {
            answered_items(document).unwrap_or_else(|| vec![document])
        };
        for element in elements {
            items.push(read_item(text, element.get(), forced, items.len())?);
        }
    }
    Ok(items)
}

/// The items in an answer of the service: `{"Item": {…}}` of a GetItem, `{"Items": […], "Count": 2}` of a Query.
fn answered_items(document: &RawValue) -> Option<Vec<&RawValue>> {
    const AROUND: [&str; 4] = ["Count", "ScannedCount", "LastEvaluatedKey", "ConsumedCapacity"];
    let members: indexmap::IndexMap<&str, &RawValue> = serde_json::from_str(document.get()).ok()?;
    if !members.keys().all(|name| AROUND.contains(name) || matches!(*name, "Item" | "Items")) {
        return None;
    }
    let typed = |item: &&RawValue| {
        let attributes = serde_json::from_str::<Map<String, Value>>(item.get());
        attributes.is_ok_and(|attributes| plain_json::looks_typed(&attributes))
    };
    let items = match (members.get("Items"), members.get("Item")) {
        (Some(items), None) => serde_json::from_str::<Vec<&RawValue>>(items.get()).ok()?,
        (None, Some(item)) => vec![*item],
        _ => return None,
    };
    items.iter().all(typed).then_some(items)
}

/// Attributes of a plain item that look like DynamoDB JSON, where not all do: `{"id": "1", "tags": {"SS": […]}}`.
pub(super) fn mixed_attributes(noted: &NotedItem) -> Vec<&str> {
    if noted.notation == Notation::Typed {
        return Vec::new();
    }
    let looks_typed = |value: &AttributeValue| match value {
        AttributeValue::M(map) => {
            map.len() == 1 && map.keys().all(|name| name.parse::<crate::value::AttributeType>().is_ok())
        }
        _ => false,
    };
    noted.item.iter().filter(|(_, value)| looks_typed(value)).map(|(name, _)| name).collect()
}

/// The JSON documents of a text, each in its own spelling.
pub(super) fn documents(text: &Text) -> Result<Vec<&RawValue>, CliError> {
    let content = text.text.strip_prefix('\u{feff}').unwrap_or(&text.text);
    let documents = serde_json::Deserializer::from_str(content).into_iter::<&RawValue>();
    documents.collect::<Result<_, _>>().map_err(|error| not_json(text, &error))
}

fn parse<'t, T: serde::Deserialize<'t>>(text: &Text, json: &'t str) -> Result<T, CliError> {
    serde_json::from_str(json).map_err(|error| not_json(text, &error))
}

fn not_json(text: &Text, error: &serde_json::Error) -> CliError {
    CliError::NotJson { name: text.name.clone(), message: error.to_string() }
}

fn read_item(text: &Text, source: &str, forced: Option<Notation>, number: usize) -> Result<NotedItem, CliError> {
    let wrong = |problem: &ValueProblem| CliError::NotJson {
        name: text.name.clone(),
        message: format!("item {}, at {}: {}", number + 1, place(problem), problem.error),
    };
    let value: Value = parse(text, source)?;
    let Value::Object(attributes) = &value else {
        let message = format!("item {} is not a JSON object", number + 1);
        return Err(CliError::NotJson { name: text.name.clone(), message });
    };
    let notation = forced.unwrap_or_else(|| notation_of(attributes));
    let item = match notation {
        Notation::Typed => json::item_from_json(&value, ValidationLayer::Current),
        Notation::Plain => plain_json::item_from_text(source),
    };
    Ok(NotedItem { item: item.map_err(|problem| wrong(&problem))?, notation })
}

fn place(problem: &ValueProblem) -> String {
    let place = problem.place.to_string();
    if place.is_empty() { "its root".to_owned() } else { place }
}

fn notation_of(attributes: &Map<String, Value>) -> Notation {
    if plain_json::looks_typed(attributes) { Notation::Typed } else { Notation::Plain }
}

/// Reads what value placeholders stand for: a map as a request has it, typed or plain.
pub(super) fn read_values(
    text: &Text,
    forced: Option<Notation>,
    into: &mut ExpressionAttributeValues,
) -> Result<(), CliError> {
    let whole: Value = parse(text, &text.text)?;
    let Value::Object(attributes) = &whole else {
        return Err(CliError::NotJson { name: text.name.clone(), message: "not a JSON object".to_owned() });
    };
    let notation = forced.unwrap_or_else(|| notation_of(attributes));
    let entries: indexmap::IndexMap<String, &RawValue> = parse(text, &text.text)?;
    for (placeholder, source) in entries {
        let value = read_value(source.get(), Some(notation)).map_err(|problem| CliError::NotJson {
            name: text.name.clone(),
            message: format!("{placeholder}: {}", problem.error),
        })?;
        into.insert(placeholder, Binding::Value(value));
    }
    Ok(())
}

/// Reads one value: DynamoDB JSON where it is an object with one type key, plain JSON otherwise.
pub(super) fn read_value(source: &str, forced: Option<Notation>) -> Result<AttributeValue, ValueProblem> {
    let notation = forced.unwrap_or_else(|| {
        let typed = serde_json::from_str::<Value>(source).is_ok_and(|value| {
            let mut one = Map::new();
            one.insert(String::new(), value);
            plain_json::looks_typed(&one)
        });
        if typed { Notation::Typed } else { Notation::Plain }
    });
    match (notation, serde_json::from_str::<Value>(source)) {
        (Notation::Typed, Ok(value)) => json::from_json(&value, ValidationLayer::Current),
        _ => plain_json::from_text(source),
    }
}

/// Reads what name placeholders stand for.
pub(super) fn read_names(text: &Text, into: &mut ExpressionAttributeNames) -> Result<(), CliError> {
    let entries: indexmap::IndexMap<String, String> = parse(text, &text.text)?;
    for (placeholder, name) in entries {
        into.insert(placeholder, name);
    }
    Ok(())
}

/// A value given in place, as `:v=5` or `:v=open`: JSON where it is JSON, the text itself otherwise.
pub(super) fn value_in_place(source: &str, forced: Option<Notation>) -> Result<AttributeValue, ValueProblem> {
    if serde_json::from_str::<&RawValue>(source).is_ok() {
        read_value(source, forced)
    } else {
        Ok(AttributeValue::from(source))
    }
}

/// An item as it is shown: in the notation it was written in, over several lines, every digit kept.
pub(super) fn show_item(item: &Item, notation: Notation) -> String {
    indent(&item_json(item, notation))
}

/// An item as one line of JSON.
pub(super) fn item_json(item: &Item, notation: Notation) -> String {
    match notation {
        Notation::Typed => json::item_to_json(item).to_string(),
        Notation::Plain => plain_json::to_text(&AttributeValue::M(item.clone())),
    }
}

/// A value as one line of JSON.
pub(super) fn value_json(value: &AttributeValue, notation: Notation) -> String {
    match notation {
        Notation::Typed => json::to_json(value).to_string(),
        Notation::Plain => plain_json::to_text(value),
    }
}

/// Spreads one line of JSON over several, touching nothing inside strings and no digit.
pub(super) fn indent(json: &str) -> String {
    let mut text = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let (mut in_string, mut escaped) = (false, false);
    let mut characters = json.chars().peekable();
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth.min(64)));
    };
    while let Some(character) = characters.next() {
        if in_string {
            text.push(character);
            in_string = escaped || character != '"';
            escaped = !escaped && character == '\\';
            continue;
        }
        match character {
            '"' => {
                in_string = true;
                text.push(character);
            }
            '{' | '[' => {
                text.push(character);
                if let Some(close) = characters.next_if(|next| matches!(next, '}' | ']')) {
                    text.push(close);
                } else {
                    depth += 1;
                    line(&mut text, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut text, depth);
                text.push(character);
            }
            ',' => {
                text.push(character);
                line(&mut text, depth);
            }
            ':' => text.push_str(": "),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indenting_keeps_strings_and_digits() {
        let json = r#"{"a":[1.10,{}],"b":"x,\"{:"}"#;
        assert_eq!(indent(json), "{\n  \"a\": [\n    1.10,\n    {}\n  ],\n  \"b\": \"x,\\\"{:\"\n}");
    }
}
