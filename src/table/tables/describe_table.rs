//! DescribeTable.

use super::table;
use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::describe::{Status, describe};
use crate::table::error::ServiceError;
use crate::table::members::{Members, Structure};
use crate::table::state::State;

pub(super) fn describe_table(state: &State, request: &JsonNode) -> Result<String, ServiceError> {
    let request = Structure::request(request)?;
    let mut members = Members::default();
    let name = members.table_name(&request)?;
    members.finish()?;
    let mut answer = Object::new();
    answer.json("Table", &describe(table(state, name)?, Status::Active));
    Ok(answer.finish())
}
