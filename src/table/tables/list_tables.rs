//! ListTables.

use std::ops::Bound;

use crate::source::JsonNode;
use crate::table::answer::Object;
use crate::table::error::ServiceError;
use crate::table::members::{Members, Structure};
use crate::table::state::State;
use crate::value::write_text;

const MOST: i64 = 100;

pub(super) fn list_tables(state: &State, request: &JsonNode) -> Result<String, ServiceError> {
    let request = Structure::request(request)?;
    let mut members = Members::default();
    let start = members.start_table(&request)?;
    let limit = members.integer(&request, "Limit", (1, MOST))?.unwrap_or(MOST);
    members.finish()?;

    let from = start.map_or(Bound::Unbounded, Bound::Excluded);
    let mut names = state.tables.range::<str, _>((from, Bound::Unbounded)).map(|(name, _)| name.as_str());
    let page: Vec<&str> = names.by_ref().take(usize::try_from(limit).unwrap_or_default()).collect();
    let mut answer = Object::new();
    answer.list(
        "TableNames",
        page.iter().map(|name| {
            let mut text = String::new();
            write_text(name, &mut text);
            text
        }),
    );
    // Service: told only where there are more.
    if let (Some(last), Some(_)) = (page.last(), names.next()) {
        answer.text("LastEvaluatedTableName", last);
    }
    Ok(answer.finish())
}
