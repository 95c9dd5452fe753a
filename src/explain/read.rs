//! Query and Scan.

use serde_json::Value;

use super::filter::{self, Asked};
use super::source::Source;
use super::types::{Absent, Cost, Page, ReadExplanation};
use super::{ExplainError, advice, inconsistent, key};
use crate::check::Checked;
use crate::program::{Condition, KeyCondition, Projection};
use crate::request::{Entry, Operation, TableSchema};
use crate::syntax::ExpressionKind;
use crate::table::{Database, read_units};
use crate::value::Item;

/// What a request asks for, compiled.
pub(super) struct Compiled {
    pub(super) key: Option<KeyCondition>,
    pub(super) filter: Option<Condition>,
    pub(super) projection: Option<Projection>,
    pub(super) consistent: bool,
    /// The index holds all that the answer shows, or a local one gets it from the table.
    pub(super) counts: bool,
}

impl Compiled {
    fn of(entry: &Entry<'_>, checked: &Checked<'_>, source: Source<'_>) -> Result<Self, ExplainError> {
        let expression = |kind| checked.expression(kind);
        let key = expression(ExpressionKind::KeyCondition).map(|one| KeyCondition::from_checked(one, source.key()));
        let filter = expression(ExpressionKind::Filter).map(Condition::from_checked);
        let projection = expression(ExpressionKind::Projection).map(Projection::from_checked);
        Ok(Self {
            key: key.transpose().map_err(|_| inconsistent())?,
            filter: filter.transpose().map_err(|_| inconsistent())?,
            projection: projection.transpose().map_err(|_| inconsistent())?,
            consistent: entry.flag("ConsistentRead"),
            counts: entry.text("Select") == Some("COUNT"),
        })
    }
}

pub(super) fn explain(
    database: &Database,
    operation: Operation,
    entry: &Entry<'_>,
    checked: &Checked<'_>,
    schema: &TableSchema,
) -> Result<ReadExplanation, ExplainError> {
    // What it answers, first: what the operation itself refuses is refused here, too.
    let answer = answer(database, operation, entry)?;
    let source = Source { schema, index: entry.text("IndexName").and_then(|name| schema.index(name)) };
    let compiled = Compiled::of(entry, checked, source)?;
    let items = database.items(&schema.table_name).map_err(ExplainError::Refused)?;
    let (entries, absent) = entries(&items, source, compiled.key.as_ref());
    let selected = |item: &&Item| compiled.key.as_ref().is_none_or(|key| key.condition().matches(*item));
    let read: Vec<&Item> = entries.iter().filter(selected).collect();
    let filter =
        compiled.filter.as_ref().zip(checked.expression(ExpressionKind::Filter)).map(|(condition, expression)| {
            filter::effect(Asked { condition, expression, names: &entry.names }, source, &read)
        });
    let passes = |item: &&&Item| compiled.filter.as_ref().is_none_or(|filter| filter.matches(**item));
    let returned: Vec<&Item> = read.iter().filter(passes).copied().collect();
    let cost = cost(&read, &returned, compiled.consistent);
    let near = match &compiled.key {
        Some(condition) if read.is_empty() => key::near(condition, source, &entries),
        _ => Vec::new(),
    };
    let expression = checked.expression(ExpressionKind::KeyCondition);
    Ok(ReadExplanation {
        operation,
        table: schema.table_name.clone(),
        index: source.index.map(|index| index.name.clone()),
        items: items.len(),
        absent,
        key: compiled.key.as_ref().zip(expression).map(|(one, text)| key::selection(one, text, &entries)),
        read: read.len(),
        returned: returned.len(),
        filter,
        page: page(&answer, entry),
        near,
        advice: advice::of(
            &advice::Reading { items: &items, read: &read, returned: &returned, source, compiled: &compiled, cost },
            checked,
        ),
        cost,
    })
}

fn answer(database: &Database, operation: Operation, entry: &Entry<'_>) -> Result<Value, ExplainError> {
    let request = entry.node.to_value().to_string();
    let answer = database.execute(operation.name(), &request).map_err(ExplainError::Refused)?;
    serde_json::from_str(&answer).map_err(|_| inconsistent())
}

/// What is in the table or index, and why the rest is not.
fn entries(items: &[Item], source: Source<'_>, condition: Option<&KeyCondition>) -> (Vec<Item>, Vec<Absent>) {
    let (mut entries, mut all) = (Vec::new(), Vec::<Absent>::new());
    for item in items {
        let absent = match source.entry(item) {
            Ok(entry) => {
                entries.push(entry.into_owned());
                continue;
            }
            Err(absent) => absent,
        };
        let selected = condition.is_some_and(|condition| key::nearly_selected(condition, item));
        let same = |other: &&mut Absent| other.attribute == absent.attribute && other.found == absent.found;
        match all.iter_mut().find(same) {
            Some(known) => {
                if selected && known.selected_otherwise == 0 {
                    known.example = absent.example;
                }
                known.items += 1;
                known.selected_otherwise += usize::from(selected);
            }
            None => all.push(Absent { selected_otherwise: usize::from(selected), ..absent }),
        }
    }
    (entries, all)
}

pub(super) fn bytes<'i>(items: impl IntoIterator<Item = &'i Item>) -> usize {
    items.into_iter().map(Item::size_bytes).sum()
}

fn cost(read: &[&Item], returned: &[&Item], consistent: bool) -> Cost {
    let bytes_read = bytes(read.iter().copied());
    Cost {
        bytes: bytes_read,
        consistent,
        units: read_units(bytes_read, consistent),
        units_of_returned: read_units(bytes(returned.iter().copied()), consistent),
    }
}

/// Where the request ended before all was read.
fn page(answer: &Value, entry: &Entry<'_>) -> Option<Page> {
    answer.get("LastEvaluatedKey")?;
    let count = |member: &str| {
        answer.get(member).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
    };
    let limit = entry.integer("Limit").and_then(|limit| u64::try_from(limit).ok());
    let read = count("ScannedCount");
    Some(Page { read, returned: count("Count"), limit: limit.filter(|limit| usize::try_from(*limit) == Ok(read)) })
}
