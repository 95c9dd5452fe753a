//! Taking the projected parts out of an item.

use super::path::step;
use crate::program::{Branch, BranchStep, Branches, Element, Projection, Tables};
use crate::value::{AttributeMap, AttributeValue, Item, ItemView, ValueView};

impl Projection {
    /// What the projection keeps of an item.
    ///
    /// Service: nesting is kept; the elements of a list that were chosen close up in ascending order; several
    /// paths into one element make one element; what is not there is left out, and containers of nothing with it.
    /// Keys are not added.
    #[must_use]
    pub fn project<I: ItemView>(&self, item: &I) -> Item {
        project(&self.tables, &self.branches, item)
    }
}

pub(super) fn project<I: ItemView>(tables: &Tables, branches: &Branches, item: &I) -> Item {
    let mut projected = Item::new();
    for branch in branches.below(None) {
        let BranchStep::Root(path) = branch.step else { continue };
        let (name, _) = tables.root(path);
        let value = item.attribute(name).and_then(|value| take(tables, branches, branch, value));
        if let Some(value) = value {
            projected.insert(name, value);
        }
    }
    projected
}

/// What lies below a branch. Goes as deep as paths are long, which the checks bound.
fn take<'i, V: ValueView<'i>>(
    tables: &Tables,
    branches: &Branches,
    branch: &Branch,
    value: V,
) -> Option<AttributeValue> {
    if branch.whole {
        return value.to_owned();
    }
    let (mut fields, mut elements) = (None::<AttributeMap>, Vec::new());
    for below in branches.below(Some(branch)) {
        let BranchStep::Element(element) = below.step else { continue };
        let taken = step(tables, value, element).and_then(|value| take(tables, branches, below, value));
        match (element, taken) {
            (_, None) => {}
            (Element::Attribute(name), Some(taken)) => {
                fields.get_or_insert_default().insert(tables.name(name), taken);
            }
            (Element::Index(_), Some(taken)) => elements.push(taken),
        }
    }
    match fields {
        Some(fields) => Some(fields.into()),
        None if elements.is_empty() => None,
        None => Some(AttributeValue::L(elements)),
    }
}
