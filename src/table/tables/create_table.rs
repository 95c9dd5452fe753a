//! CreateTable.

use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::definition::Definition;
use crate::table::describe::{Status, describe};
use crate::table::error::{ErrorKind, ServiceError};
use crate::table::state::{Count, Index, State, Table};

pub(super) fn create_table(state: &mut State, request: &JsonNode, now: f64) -> Result<String, ServiceError> {
    let definition = Definition::read(request)?;
    let name = &definition.schema.table_name;
    if state.tables.contains_key(name) {
        return Err(ServiceError::new(ErrorKind::ResourceInUse, format!("Table already exists: {name}")));
    }
    let space = state.new_space();
    let indexes = &definition.schema.indexes;
    let indexes = indexes.iter().map(|_| Index { space: state.new_space(), count: Count::default() }).collect();
    let table = Table { definition, created: now, space, count: Count::default(), indexes };
    let mut answer = Object::new();
    answer.json("TableDescription", &describe(&table, Status::Creating));
    state.define(table, Vec::new())?;
    Ok(answer.finish())
}
