//! Tables and items that `exec` begins with.

use serde_json::{Map, Value, json};

use crate::cli::error::CliError;
use crate::cli::input::Text;
use crate::cli::items::{documents, read_items};
use crate::table::{Database, ServiceError};

/// Loads what a text holds. Items belong to the table that was loaded last; `table` is its name.
pub(super) fn load(database: &Database, text: &Text, table: &mut Option<String>) -> Result<(), CliError> {
    for document in documents(text)? {
        let value: Value = serde_json::from_str(document.get())
            .map_err(|error| CliError::NotJson { name: text.name.clone(), message: error.to_string() })?;
        let elements = match &value {
            Value::Array(elements) if elements.iter().all(|element| definition(element).is_some()) => {
                elements.as_slice()
            }
            other => std::slice::from_ref(other),
        };
        let definitions: Vec<&Map<String, Value>> = elements.iter().filter_map(definition).collect();
        if !definitions.is_empty() {
            for definition in definitions {
                *table = Some(create(database, text, definition)?);
            }
        } else if let Some(batches) = batches(&value) {
            for (table, requests) in batches {
                write_batch(database, text, table, requests)?;
            }
        } else {
            let name = table.as_deref().ok_or_else(|| CliError::NotJson {
                name: text.name.clone(),
                message: "there are items before any table: load the table first".to_owned(),
            })?;
            let own = Text { name: text.name.clone(), text: document.get().to_owned() };
            for (number, noted) in (1_usize..).zip(read_items(&own, None)?) {
                database
                    .put_item(name, &noted.item)
                    .map_err(|error| refused(text, &format!("item {number}"), &error))?;
            }
        }
    }
    Ok(())
}

fn refused(text: &Text, what: &str, error: &ServiceError) -> CliError {
    CliError::NotJson { name: text.name.clone(), message: format!("{what}: {error}") }
}

/// The definition of a table: the input of CreateTable, or the output of DescribeTable.
fn definition(value: &Value) -> Option<&Map<String, Value>> {
    let described = value.get("Table").or_else(|| value.get("TableDescription")).unwrap_or(value);
    described.as_object().filter(|table| table.contains_key("KeySchema"))
}

/// Creates a table. What was described, or does not say how it is paid for, is paid for by request.
fn create(database: &Database, text: &Text, definition: &Map<String, Value>) -> Result<String, CliError> {
    let name = definition.get("TableName").and_then(Value::as_str).unwrap_or_default().to_owned();
    let says = |member: &str| definition.contains_key(member);
    let is_input = !says("TableStatus") && (says("BillingMode") || says("ProvisionedThroughput"));
    let request = if is_input { Value::Object(definition.clone()) } else { paid_by_request(definition) };
    match database.execute_value("CreateTable", &request) {
        Ok(_) => Ok(name),
        Err(error) => Err(refused(text, &format!("table `{name}`"), &error)),
    }
}

fn paid_by_request(definition: &Map<String, Value>) -> Value {
    let keep = |from: &Map<String, Value>, names: &[&str]| -> Map<String, Value> {
        let kept = names.iter().filter_map(|name| Some(((*name).to_owned(), from.get(*name)?.clone())));
        kept.filter(|(_, value)| !value.is_null()).collect()
    };
    let mut request = keep(definition, &["TableName", "AttributeDefinitions", "KeySchema"]);
    for member in ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
        let Some(indexes) = definition.get(member).and_then(Value::as_array) else { continue };
        let indexes = indexes.iter().filter_map(Value::as_object).map(|index| {
            let mut index = keep(index, &["IndexName", "KeySchema", "Projection"]);
            index.entry("Projection").or_insert_with(|| json!({"ProjectionType": "ALL"}));
            Value::Object(index)
        });
        request.insert(member.to_owned(), indexes.collect());
    }
    request.insert("BillingMode".to_owned(), "PAY_PER_REQUEST".into());
    Value::Object(request)
}

/// The requests of a BatchWriteItem by table, with or without RequestItems around them.
fn batches(value: &Value) -> Option<Vec<(&str, &[Value])>> {
    let tables = value.get("RequestItems").unwrap_or(value).as_object()?;
    let is_write = |request: &Value| request.get("PutRequest").is_some() || request.get("DeleteRequest").is_some();
    let batches = tables.iter().map(|(table, requests)| {
        let requests = requests.as_array().filter(|all| !all.is_empty() && all.iter().all(is_write))?;
        Some((table.as_str(), requests.as_slice()))
    });
    batches.collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
}

/// Service: 25 at a time.
fn write_batch(database: &Database, text: &Text, table: &str, requests: &[Value]) -> Result<(), CliError> {
    for requests in requests.chunks(25) {
        let request = json!({ "RequestItems": { table: requests } });
        database
            .execute_value("BatchWriteItem", &request)
            .map_err(|error| refused(text, &format!("requests to `{table}`"), &error))?;
    }
    Ok(())
}
