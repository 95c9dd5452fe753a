//! What of an item is returned: all of it, what a projection keeps, or the attributes that are named.

use std::borrow::Cow;

use super::checked::not_lowered;
use crate::check::Checked;
use crate::program::Projection;
use crate::request::Entry;
use crate::syntax::ExpressionKind;
use crate::table::error::ServiceError;
use crate::value::Item;

/// What of items is returned.
#[derive(Clone, Debug)]
pub(super) enum Output<'j> {
    Whole,
    /// ProjectionExpression
    Projected(Projection),
    /// AttributesToGet
    Named(Vec<&'j str>),
}

impl<'j> Output<'j> {
    pub(super) fn of(entry: &Entry<'j>, checked: &Checked<'_>) -> Result<Self, ServiceError> {
        if let Some(expression) = checked.expression(ExpressionKind::Projection) {
            return Projection::from_checked(expression).map(Self::Projected).map_err(not_lowered);
        }
        Ok(entry.attributes_to_get.clone().map_or(Self::Whole, Self::Named))
    }

    pub(super) fn take<'i>(&self, item: &'i Item) -> Cow<'i, Item> {
        match self {
            Self::Whole => Cow::Borrowed(item),
            Self::Projected(projection) => Cow::Owned(projection.project(item)),
            Self::Named(names) => Cow::Owned(named(item, names.iter().copied())),
        }
    }

    /// The attributes that are returned, in whole or in part; nothing where that is all of them.
    pub(super) fn attributes(&self) -> Option<Vec<&str>> {
        match self {
            Self::Whole => None,
            Self::Projected(projection) => Some(projection.root_attributes().collect()),
            Self::Named(names) => Some(names.clone()),
        }
    }
}

/// These attributes of an item, as far as it has them.
pub(super) fn named<'n>(item: &Item, names: impl IntoIterator<Item = &'n str>) -> Item {
    names.into_iter().filter_map(|name| Some((name, item.get(name)?.clone()))).collect()
}
