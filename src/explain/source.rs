//! A table or an index as a Query or Scan sees it.

use std::borrow::Cow;

use super::types::Absent;
use crate::request::{IndexProjection, KeySchema, SecondaryIndex, TableSchema};
use crate::value::Item;

/// What is read.
#[derive(Clone, Copy)]
pub(super) struct Source<'s> {
    pub(super) schema: &'s TableSchema,
    pub(super) index: Option<&'s SecondaryIndex>,
}

impl<'s> Source<'s> {
    pub(super) fn key(&self) -> &'s KeySchema {
        self.index.map_or(&self.schema.key, |index| &index.key)
    }

    /// Whether an attribute can be seen in it.
    pub(super) fn holds(&self, attribute: &str) -> bool {
        self.index.is_none_or(|index| self.schema.index_holds(index, attribute))
    }

    /// What of an item is in it, or why it is not in it.
    pub(super) fn entry<'i>(&self, item: &'i Item) -> Result<Cow<'i, Item>, Absent> {
        let Some(index) = self.index else { return Ok(Cow::Borrowed(item)) };
        let wrong = index.key.attributes().find_map(|attribute| {
            let found = item.get(&attribute.name).map(crate::value::AttributeValue::attribute_type);
            (found != Some(attribute.attribute_type)).then_some((attribute, found))
        });
        if let Some((attribute, found)) = wrong {
            return Err(Absent {
                attribute: attribute.name.clone(),
                wanted: attribute.attribute_type,
                found,
                items: 1,
                selected_otherwise: 0,
                example: self.key_of(item),
            });
        }
        if index.projection == IndexProjection::All {
            return Ok(Cow::Borrowed(item));
        }
        let held = item.iter().filter(|(name, _)| self.holds(name));
        Ok(Cow::Owned(held.map(|(name, value)| (name, value.clone())).collect()))
    }

    /// The table's key of an item, and the index's.
    pub(super) fn key_of(&self, item: &Item) -> Item {
        let own = self.index.into_iter().flat_map(|index| index.key.attributes());
        let names = self.schema.key.attributes().chain(own);
        names.filter_map(|attribute| Some((attribute.name.as_str(), item.get(&attribute.name)?.clone()))).collect()
    }
}
