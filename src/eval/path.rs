//! Following document paths into an item.

use std::borrow::Cow;

use crate::program::{ConstantId, Element, PathId, SHARED_ROOTS, Tables};
use crate::value::{AsView as _, AttributeType, AttributeValue, ItemView, Number, OwnedView, Shape, ValueView};

/// An item under evaluation: attributes are looked up when a path asks for them, shared ones once.
pub(super) struct Reader<'i, I: ItemView> {
    item: &'i I,
    tables: &'i Tables,
    shared: [Option<Option<I::Value<'i>>>; SHARED_ROOTS],
}

impl<'i, I: ItemView> Reader<'i, I> {
    #[inline]
    pub(super) fn new(item: &'i I, tables: &'i Tables) -> Self {
        Self { item, tables, shared: [None; SHARED_ROOTS] }
    }

    /// What lies at a path.
    ///
    /// Service: stepping into a wrong type, a missing key or past the end of a list finds nothing.
    #[inline(always)]
    pub(super) fn read(&mut self, path: PathId) -> Option<I::Value<'i>> {
        let mut here = self.read_root(path)?;
        for element in self.tables.rest(path) {
            here = step(self.tables, here, *element)?;
        }
        Some(here)
    }

    /// The attribute a path begins with.
    #[inline(always)]
    pub(super) fn read_root(&mut self, path: PathId) -> Option<I::Value<'i>> {
        let (name, slot) = self.tables.root(path);
        match self.shared.get_mut(slot) {
            None => self.item.attribute(name),
            Some(kept) => *kept.get_or_insert_with(|| self.item.attribute(name)),
        }
    }

    #[inline(always)]
    pub(super) fn constant(&self, id: ConstantId) -> &'i AttributeValue {
        self.tables.constant(id)
    }
}

/// One step down.
#[inline]
pub(super) fn step<'i, V: ValueView<'i>>(tables: &Tables, value: V, element: Element) -> Option<V> {
    match element {
        Element::Attribute(name) => value.field(tables.name(name)),
        // Sets have elements for views, not for paths.
        Element::Index(index) if value.attribute_type() == Some(AttributeType::L) => value.element(index as usize),
        Element::Index(_) => None,
    }
}

/// An operand that has a value: from the item, from the expression, or worked out.
#[derive(Clone, Copy)]
pub(super) enum Operand<'i, V> {
    Item(V),
    Constant(&'i AttributeValue),
    Number(Number),
    /// Inside a constant.
    Inner(OwnedView<'i>),
}

/// One view for all of them, for whatever is not worth a way of its own.
impl<'i, V: ValueView<'i>> ValueView<'i> for Operand<'i, V> {
    fn shape(self) -> Shape<'i> {
        match self {
            Self::Item(value) => value.shape(),
            Self::Constant(value) => value.view().shape(),
            Self::Number(number) => Shape::N(number),
            Self::Inner(value) => value.shape(),
        }
    }

    fn field(self, name: &str) -> Option<Self> {
        match self {
            Self::Item(value) => value.field(name).map(Self::Item),
            Self::Constant(value) => value.view().field(name).map(Self::Inner),
            Self::Number(_) => None,
            Self::Inner(value) => value.field(name).map(Self::Inner),
        }
    }

    fn element(self, index: usize) -> Option<Self> {
        match self {
            Self::Item(value) => value.element(index).map(Self::Item),
            Self::Constant(value) => value.view().element(index).map(Self::Inner),
            Self::Number(_) => None,
            Self::Inner(value) => value.element(index).map(Self::Inner),
        }
    }

    fn each_field(self, visit: &mut dyn FnMut(&str, Self)) {
        match self {
            Self::Item(value) => value.each_field(&mut |name, field| visit(name, Self::Item(field))),
            Self::Constant(value) => value.view().each_field(&mut |name, field| visit(name, Self::Inner(field))),
            Self::Number(_) => {}
            Self::Inner(value) => value.each_field(&mut |name, field| visit(name, Self::Inner(field))),
        }
    }

    fn attribute_type(self) -> Option<AttributeType> {
        match self {
            Self::Item(value) => value.attribute_type(),
            Self::Constant(value) => Some(value.attribute_type()),
            Self::Number(_) => Some(AttributeType::N),
            Self::Inner(value) => value.attribute_type(),
        }
    }

    fn as_s(self) -> Option<Cow<'i, str>> {
        match self {
            Self::Item(value) => value.as_s(),
            Self::Constant(value) => value.view().as_s(),
            Self::Number(_) => None,
            Self::Inner(value) => value.as_s(),
        }
    }

    fn as_n(self) -> Option<Number> {
        match self {
            Self::Item(value) => value.as_n(),
            Self::Constant(value) => value.view().as_n(),
            Self::Number(number) => Some(number),
            Self::Inner(value) => value.as_n(),
        }
    }

    fn members_are_sorted(self) -> bool {
        match self {
            Self::Item(value) => value.members_are_sorted(),
            Self::Constant(_) | Self::Number(_) | Self::Inner(_) => true,
        }
    }

    fn to_owned(self) -> Option<AttributeValue> {
        match self {
            Self::Item(value) => value.to_owned(),
            Self::Constant(value) => Some(value.clone()),
            Self::Number(number) => Some(number.into()),
            Self::Inner(value) => value.to_owned(),
        }
    }
}
