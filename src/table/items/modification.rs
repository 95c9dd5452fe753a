//! What an update makes of an item: by an expression, by AttributeUpdates, or nothing at all.

use super::checked::not_lowered;
use super::legacy_updates;
use super::output::named;
use crate::check::Checked;
use crate::limits;
use crate::program::Update;
use crate::request::{AttributeUpdate, Entry, TableSchema};
use crate::syntax::ExpressionKind;
use crate::table::error::ServiceError;
use crate::value::{AttributeValue, Item};

/// What is to become of an item.
#[derive(Clone, Debug)]
pub(super) enum Modification<'j> {
    /// Nothing, but that it is there.
    Nothing,
    /// UpdateExpression
    Expression(Update),
    /// AttributeUpdates
    Legacy(Vec<AttributeUpdate<'j>>),
}

/// What became of an item.
#[derive(Clone, Debug)]
pub(super) struct Modified {
    /// The item; nothing where it was not there and was not created.
    pub(super) new: Option<Item>,
    /// What ReturnValues asks for.
    pub(super) returned: Option<Item>,
}

const TOO_LARGE: &str = "Item size to update has exceeded the maximum allowed size";

impl<'j> Modification<'j> {
    pub(super) fn of(entry: &Entry<'j>, checked: &Checked<'_>) -> Result<Self, ServiceError> {
        if let Some(expression) = checked.expression(ExpressionKind::Update) {
            return Update::from_checked(expression).map(Self::Expression).map_err(not_lowered);
        }
        Ok(entry.updates.clone().map_or(Self::Nothing, Self::Legacy))
    }

    /// Service: UpdateItem refuses a statement that is itself too large, before it looks at the condition.
    pub(super) fn check_charge(&self) -> Result<(), ServiceError> {
        match self {
            Self::Expression(update) if update.charge() > limits::ITEM_BYTES => {
                Err(ServiceError::validation(TOO_LARGE))
            }
            _ => Ok(()),
        }
    }

    /// Makes the new item. `returned` is the word of ReturnValues.
    pub(super) fn apply(
        &self,
        table: &TableSchema,
        key: &Item,
        old: Option<&Item>,
        returned: &str,
    ) -> Result<Modified, ServiceError> {
        let modified = match self {
            Self::Nothing => with_returned(Some(old.unwrap_or(key).clone()), old, returned, &[]),
            Self::Legacy(updates) => {
                let new = legacy_updates::apply(updates, key, old)?;
                let targets: Vec<&str> = updates.iter().map(|update| update.attribute).collect();
                with_returned(new, old, returned, &targets)
            }
            Self::Expression(update) => expression(update, key, old, returned)?,
        };
        if let Some(new) = &modified.new {
            if new.size_bytes() > limits::ITEM_BYTES {
                return Err(ServiceError::validation(TOO_LARGE));
            }
            self.check_index_keys(table, new)?;
        }
        Ok(modified)
    }

    fn targets(&self) -> Vec<&str> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Legacy(updates) => updates.iter().map(|update| update.attribute).collect(),
            Self::Expression(update) => update.target_attributes().collect(),
        }
    }

    /// Service: what was worked out for the key of an index has to be one.
    fn check_index_keys(&self, table: &TableSchema, new: &Item) -> Result<(), ServiceError> {
        if table.indexes.is_empty() {
            return Ok(());
        }
        for target in self.targets() {
            let keys = table.indexes.iter().filter_map(|index| index.key.attribute(target));
            let Some(value) = new.get(target) else { continue };
            for key in keys {
                if value.attribute_type() != key.attribute_type {
                    return Err(ServiceError::validation(
                        "The update expression attempted to update the secondary index key to unsupported type",
                    ));
                }
                let empty = match value {
                    AttributeValue::S(text) if text.is_empty() => "string",
                    AttributeValue::B(bytes) if bytes.is_empty() => "binary",
                    _ => continue,
                };
                return Err(ServiceError::validation(format!(
                    "One or more parameter values are not valid. The update expression attempted to update a \
                     secondary index key to a value that is not supported. The AttributeValue for a key attribute \
                     cannot contain an empty {empty} value."
                )));
            }
        }
        Ok(())
    }
}

fn expression(update: &Update, key: &Item, old: Option<&Item>, returned: &str) -> Result<Modified, ServiceError> {
    let refused = |error: crate::eval::UpdateError| ServiceError::validation(error.service_message());
    let keys: Vec<&str> = key.keys().collect();
    Ok(match old {
        Some(old) => {
            let updated = update.apply(old).map_err(refused)?;
            let returned = match returned {
                "ALL_OLD" => Some(old.clone()),
                "ALL_NEW" => updated.all_new().cloned(),
                "UPDATED_OLD" => updated.updated_old(&keys),
                "UPDATED_NEW" => updated.updated_new(&keys),
                _ => None,
            };
            Modified { returned, new: updated.into_new_item() }
        }
        None => {
            let updated = update.apply_to_missing(key).map_err(refused)?;
            let returned = match returned {
                "ALL_NEW" => updated.all_new().cloned(),
                "UPDATED_NEW" => updated.updated_new(&keys),
                _ => None,
            };
            Modified { returned, new: updated.into_new_item() }
        }
    })
}

/// What is returned of updates that name whole attributes.
fn with_returned(new: Option<Item>, old: Option<&Item>, returned: &str, targets: &[&str]) -> Modified {
    let of = |item: Option<&Item>| item.map(|item| named(item, targets.iter().copied()));
    let returned = match returned {
        "ALL_OLD" => old.cloned(),
        "ALL_NEW" => new.clone(),
        "UPDATED_OLD" => of(old).filter(|kept| !kept.is_empty()),
        "UPDATED_NEW" => of(new.as_ref()).filter(|kept| !kept.is_empty()),
        _ => None,
    };
    Modified { new, returned }
}
