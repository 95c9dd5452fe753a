//! Shorter ways in and out, for unit tests: items as values instead of JSON.

use std::ops::ControlFlow;

use serde_json::Value;

use super::answer::Object;
use super::database::Database;
use super::error::ServiceError;
use super::key;
use crate::layer::ValidationLayer;
use crate::limits;
use crate::request::TableSchema;
use crate::value::{Item, ValueError};

impl Database {
    /// As [`Database::execute`], with JSON values.
    ///
    /// ```
    /// use ddbexpr::table::Database;
    /// use serde_json::json;
    ///
    /// let database = Database::new();
    /// assert_eq!(database.execute_value("ListTables", &json!({}))?, json!({"TableNames": []}));
    /// # Ok::<(), ddbexpr::table::ServiceError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// With what the service would answer.
    pub fn execute_value(&self, operation: &str, request: &Value) -> Result<Value, ServiceError> {
        let answer = self.execute(operation, &request.to_string())?;
        Ok(serde_json::from_str(&answer).unwrap_or_default())
    }

    /// Creates a table with these key attributes, `("pk", "S")`: a partition key and, where it is given, a sort key.
    ///
    /// ```
    /// use ddbexpr::table::Database;
    /// use ddbexpr::value::{AttributeValue, Item};
    ///
    /// let database = Database::new();
    /// database.create_table("orders", ("customer", "S"), Some(("number", "N")))?;
    /// let key = Item::from([("customer", AttributeValue::from("ann")), ("number", 7.into())]);
    /// let mut order = key.clone();
    /// order.insert("paid", true);
    /// database.put_item("orders", &order)?;
    /// assert_eq!(database.get_item("orders", &key)?, Some(order));
    /// assert_eq!(database.items("orders")?.len(), 1);
    /// # Ok::<(), ddbexpr::table::ServiceError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// With what CreateTable would answer.
    pub fn create_table(
        &self,
        name: &str,
        partition: (&str, &str),
        sort: Option<(&str, &str)>,
    ) -> Result<(), ServiceError> {
        let (mut definitions, mut key) = (Vec::new(), Vec::new());
        for ((attribute, of_type), key_type) in
            std::iter::once((partition, "HASH")).chain(sort.map(|sort| (sort, "RANGE")))
        {
            let member = |name: &str, word: &str| {
                let mut object = Object::new();
                object.text("AttributeName", attribute);
                object.text(name, word);
                object.finish()
            };
            definitions.push(member("AttributeType", of_type));
            key.push(member("KeyType", key_type));
        }
        let mut request = Object::new();
        request.text("TableName", name);
        request.text("BillingMode", "PAY_PER_REQUEST");
        request.list("AttributeDefinitions", definitions);
        request.list("KeySchema", key);
        self.execute("CreateTable", &request.finish()).map(drop)
    }

    /// Writes an item. See [`Database::create_table`].
    ///
    /// # Errors
    ///
    /// With what PutItem would answer.
    pub fn put_item(&self, table: &str, item: &Item) -> Result<(), ServiceError> {
        // What is deeper could not be written as JSON without going as deep.
        if item.values().any(|value| value.nesting_exceeds(limits::NESTING_LEVELS)) {
            return Err(ServiceError::validation(ValueError::TooDeep.service_message(ValidationLayer::Current)));
        }
        let mut request = Object::new();
        request.text("TableName", table);
        request.item("Item", item);
        self.execute("PutItem", &request.finish()).map(drop)
    }

    /// The item with a key. See [`Database::create_table`].
    ///
    /// # Errors
    ///
    /// Where there is no such table, or the key is not one of its keys.
    pub fn get_item(&self, table: &str, key: &Item) -> Result<Option<Item>, ServiceError> {
        let state = self.reading();
        let found = state.table(table)?;
        let attributes = found.definition.schema.key.attributes().count();
        let at = key::of_table(&found.definition.schema, key).filter(|_| key.len() == attributes);
        let at = at.ok_or_else(|| ServiceError::validation("The provided key element does not match the schema"))?;
        Ok(state.get(found, &at)?.map(|stored| stored.item.clone()))
    }

    /// The keys and indexes of a table, where there is such a table.
    #[must_use]
    pub fn schema(&self, table: &str) -> Option<TableSchema> {
        self.reading().tables.get(table).map(|found| found.definition.schema.clone())
    }

    /// The schemas of all tables, by their names.
    #[must_use]
    pub fn schemas(&self) -> Vec<TableSchema> {
        self.reading().tables.values().map(|table| table.definition.schema.clone()).collect()
    }

    /// All items of a table, in no particular order but always the same. See [`Database::create_table`].
    ///
    /// # Errors
    ///
    /// Where there is no such table.
    pub fn items(&self, table: &str) -> Result<Vec<Item>, ServiceError> {
        let state = self.reading();
        let found = state.table(table)?;
        let mut items = Vec::new();
        state.storage.range(found.space, &[], None, false, &mut |stored| {
            items.push(stored.item.clone());
            ControlFlow::Continue(())
        })?;
        Ok(items)
    }
}
