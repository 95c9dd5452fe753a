//! What an update does to an item, worked out in full; and doing it.

use std::cmp::Ordering;

use crate::program::{Element, PathId, Tables};
use crate::value::{AttributeMap, AttributeValue, Item};

/// The changes an update makes to the item it was planned for.
///
/// Every value is worked out, every place is known to exist: applying cannot fail. Applied to another item, it
/// changes what it can find and leaves the rest.
#[derive(Clone, Debug)]
pub struct Patch<'u> {
    tables: &'u Tables,
    changes: Vec<Change>,
}

#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) path: PathId,
    /// The new value; nothing where the place goes away.
    pub(super) value: Option<AttributeValue>,
}

impl<'u> Patch<'u> {
    /// Orders the changes: first what is set, list indexes ascending, so that what goes behind the end of a list
    /// does so in their order; then what is removed, list indexes descending, so that every index still means
    /// the position it had.
    pub(super) fn new(tables: &'u Tables, mut changes: Vec<Change>) -> Self {
        changes.sort_by(|one, two| match (&one.value, &two.value) {
            (Some(_), Some(_)) => path_order(tables, one.path, two.path),
            (None, None) => path_order(tables, two.path, one.path),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
        });
        Self { tables, changes }
    }

    /// True where nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Changes the item.
    pub fn apply(self, item: &mut Item) {
        for Change { path, value } in self.changes {
            let (root, _) = self.tables.root(path);
            match self.tables.rest(path) {
                [] => match value {
                    Some(value) => drop(item.insert(root, value)),
                    None => drop(item.remove(root)),
                },
                [middle @ .., last] => {
                    let mut here = item.get_mut(root);
                    for element in middle {
                        here = here.and_then(|value| below(self.tables, value, *element));
                    }
                    match here {
                        Some(AttributeValue::M(map)) => change_field(self.tables, map, *last, value),
                        Some(AttributeValue::L(list)) => change_element(list, *last, value),
                        _ => {}
                    }
                }
            }
        }
    }
}

fn below<'v>(tables: &Tables, value: &'v mut AttributeValue, element: Element) -> Option<&'v mut AttributeValue> {
    match (value, element) {
        (AttributeValue::M(map), Element::Attribute(name)) => map.get_mut(tables.name(name)),
        (AttributeValue::L(list), Element::Index(index)) => list.get_mut(index as usize),
        _ => None,
    }
}

fn change_field(tables: &Tables, map: &mut AttributeMap, last: Element, value: Option<AttributeValue>) {
    match (last, value) {
        (Element::Attribute(name), Some(value)) => drop(map.insert(tables.name(name), value)),
        (Element::Attribute(name), None) => drop(map.remove(tables.name(name))),
        (Element::Index(_), _) => {}
    }
}

/// Service: an index past the end appends, whatever its size.
fn change_element(list: &mut Vec<AttributeValue>, last: Element, value: Option<AttributeValue>) {
    let Element::Index(index) = last else { return };
    match (list.get_mut(index as usize), value) {
        (Some(element), Some(value)) => *element = value,
        (None, Some(value)) => list.push(value),
        (Some(_), None) => drop(list.remove(index as usize)),
        (None, None) => {}
    }
}

fn path_order(tables: &Tables, one: PathId, two: PathId) -> Ordering {
    let roots = tables.root(one).0.cmp(tables.root(two).0);
    let rests = tables.rest(one).iter().zip(tables.rest(two));
    rests.fold(roots, |order, (one, two)| {
        order.then_with(|| match (one, two) {
            (Element::Index(one), Element::Index(two)) => one.cmp(two),
            (Element::Attribute(one), Element::Attribute(two)) => tables.name(*one).cmp(tables.name(*two)),
            (Element::Attribute(_), Element::Index(_)) => Ordering::Less,
            (Element::Index(_), Element::Attribute(_)) => Ordering::Greater,
        })
    })
}
