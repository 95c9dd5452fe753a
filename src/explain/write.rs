//! Operations on single items: what would become of each.

use super::filter::{self, Asked};
use super::near::{NearMisses, difference};
use super::source::Source;
use super::types::{ConditionOutcome, ItemChange, NearMiss, OneItem};
use super::{ExplainError, inconsistent};
use crate::check::Checked;
use crate::program::{Condition, Update};
use crate::request::{Action, Entry, TableSchema};
use crate::syntax::ExpressionKind;
use crate::table::{Database, read_units, write_units};
use crate::value::Item;

pub(super) fn explain(
    database: &Database,
    entry: &Entry<'_>,
    checked: &Checked<'_>,
    schema: &TableSchema,
    in_transaction: bool,
) -> Result<OneItem, ExplainError> {
    let source = Source { schema, index: None };
    let keyed = entry.item.as_ref().or_else(|| entry.keys.first().and_then(Option::as_ref)).ok_or_else(inconsistent)?;
    let key = source.key_of(keyed);
    let old = database.get_item(&schema.table_name, &key).map_err(ExplainError::Refused)?;
    let near = if old.is_none() { near(database, source, &key)? } else { Vec::new() };
    let condition = condition(entry, checked, old.as_ref(), &key)?;
    let holds = condition.as_ref().is_none_or(|outcome| outcome.explanation.matches);
    let new = if holds { after(entry, checked, &key, old.as_ref())? } else { After::Untouched };
    let sizes = [old.as_ref(), new.item()].map(|item| item.map_or(0, Item::size_bytes));
    let units = match entry.action {
        Some(Action::Get) => read_units(sizes[0], entry.flag("ConsistentRead")),
        _ => write_units(sizes[0].max(sizes[1])),
    };
    let indexes = new.item_after().map(|new| touched(schema, old.as_ref(), new)).unwrap_or_default();
    Ok(OneItem {
        action: name(entry.action),
        table: schema.table_name.clone(),
        changes: new.changes(old.as_ref()),
        key,
        old,
        near,
        condition,
        // Service: in a transaction the units of the table count twice.
        units: if in_transaction { units * 2.0 } else { units },
        indexes,
    })
}

const fn name(action: Option<Action>) -> &'static str {
    match action {
        Some(Action::Put) => "Put",
        Some(Action::Get) => "Get",
        Some(Action::Update) => "Update",
        Some(Action::Delete) => "Delete",
        Some(Action::ConditionCheck) => "ConditionCheck",
        Some(Action::Query) => "Query",
        Some(Action::Scan) => "Scan",
        None => "Request",
    }
}

fn condition(
    entry: &Entry<'_>,
    checked: &Checked<'_>,
    old: Option<&Item>,
    key: &Item,
) -> Result<Option<ConditionOutcome>, ExplainError> {
    let Some(expression) = checked.expression(ExpressionKind::Condition) else { return Ok(None) };
    let condition = Condition::from_checked(expression).map_err(|_| inconsistent())?;
    let missing = Item::new();
    let item = old.unwrap_or(&missing);
    let explanation = condition.explain(item);
    let near = filter::near(Asked { condition: &condition, expression, names: &entry.names }, &explanation, item, key);
    Ok(Some(ConditionOutcome { text: expression.text.to_owned(), explanation, near }))
}

/// What an item becomes.
enum After {
    Untouched,
    Gone,
    New(Item),
    Refused(String),
}

impl After {
    const fn item(&self) -> Option<&Item> {
        match self {
            Self::New(item) => Some(item),
            _ => None,
        }
    }

    /// Where it changes: the item, or nothing.
    fn item_after(&self) -> Option<Option<&Item>> {
        match self {
            Self::New(item) => Some(Some(item)),
            Self::Gone => Some(None),
            Self::Untouched | Self::Refused(_) => None,
        }
    }

    fn changes(&self, old: Option<&Item>) -> Option<Result<Vec<ItemChange>, String>> {
        match self {
            Self::Refused(message) => Some(Err(message.clone())),
            other => other.item_after().map(|new| Ok(differences(old, new))),
        }
    }
}

fn after(entry: &Entry<'_>, checked: &Checked<'_>, key: &Item, old: Option<&Item>) -> Result<After, ExplainError> {
    Ok(match entry.action {
        Some(Action::Put) => entry.item.clone().map_or(After::Untouched, After::New),
        Some(Action::Delete) => After::Gone,
        Some(Action::Update) => {
            let Some(expression) = checked.expression(ExpressionKind::Update) else {
                return Ok(After::New(old.unwrap_or(key).clone()));
            };
            let update = Update::from_checked(expression).map_err(|_| inconsistent())?;
            let new = match old {
                Some(old) => update.apply(old).map(|updated| updated.into_new_item()),
                None => update.apply_to_missing(key).map(|updated| updated.into_new_item()),
            };
            match new {
                Ok(Some(new)) => After::New(new),
                Ok(None) => After::Untouched,
                Err(error) => After::Refused(error.service_message()),
            }
        }
        _ => After::Untouched,
    })
}

fn differences(old: Option<&Item>, new: Option<&Item>) -> Vec<ItemChange> {
    let of = |item: Option<&Item>, name: &str| item.and_then(|item| item.get(name)).cloned();
    let mut names: Vec<&str> = old.iter().flat_map(|item| item.keys()).collect();
    names.extend(new.iter().flat_map(|item| item.keys()).filter(|name| old.is_none_or(|old| !old.contains_key(name))));
    let changes =
        names.into_iter().map(|name| ItemChange { attribute: name.to_owned(), old: of(old, name), new: of(new, name) });
    changes.filter(|change| change.old != change.new).collect()
}

/// The indexes whose entry for the item changes.
fn touched(schema: &TableSchema, old: Option<&Item>, new: Option<&Item>) -> Vec<String> {
    let changes = |source: Source<'_>| {
        let entry =
            |item: Option<&Item>| item.and_then(|item| source.entry(item).ok()).map(std::borrow::Cow::into_owned);
        entry(old) != entry(new)
    };
    let touched = schema.indexes.iter().filter(|index| changes(Source { schema, index: Some(index) }));
    touched.map(|index| index.name.clone()).collect()
}

/// Items whose key is nearly this one: each attribute the same, or different in little.
fn near(database: &Database, source: Source<'_>, key: &Item) -> Result<Vec<NearMiss>, ExplainError> {
    let mut near = NearMisses::default();
    for item in database.items(&source.schema.table_name).map_err(ExplainError::Refused)? {
        let pairs = key.iter().filter_map(|(name, asked)| Some((name, asked, item.get(name)?)));
        let differing: Vec<_> = pairs.filter(|(_, asked, found)| asked != found).collect();
        for (name, asked, found) in &differing {
            let rest = differing.iter().all(|(_, asked, found)| difference(asked, found).is_some());
            if let Some(difference) = difference(asked, found).filter(|_| rest) {
                near.add(name, (Some(asked), found), difference, || source.key_of(&item));
            }
        }
    }
    Ok(near.into_vec())
}
