//! DeleteTable.

use super::table;
use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::describe::{Status, describe};
use crate::table::error::ServiceError;
use crate::table::members::{Members, Structure};
use crate::table::state::State;
use crate::table::storage::Change;

pub(super) fn delete_table(state: &mut State, request: &JsonNode) -> Result<String, ServiceError> {
    let request = Structure::request(request)?;
    let mut members = Members::default();
    let name = members.table_name(&request)?;
    members.finish()?;
    let table = table(state, name)?;
    if table.definition.is_protected {
        return Err(ServiceError::validation(
            "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection \
             first.",
        ));
    }
    let mut answer = Object::new();
    answer.json("TableDescription", &describe(table, Status::Deleting));
    let spaces = table.indexes.iter().map(|index| index.space).chain([table.space]);
    let mut changes: Vec<Change> = spaces.map(|space| Change::Clear { space }).collect();
    changes.push(Change::Forget { table: name.to_owned() });
    state.storage.commit(changes)?;
    state.tables.remove(name);
    Ok(answer.finish())
}
