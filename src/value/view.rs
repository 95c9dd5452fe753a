//! How evaluation reads items it does not own: two small traits.
//!
//! An [`ItemView`] finds attributes by name; a [`ValueView`] is a cheap handle to one value, lent by
//! the item. Both are implemented for owned items, standard maps, decoded JSON (`view_json`) and, by
//! feature, the AWS SDK; other crates may implement them for their own types. Nothing here copies,
//! unless asked to by [`ValueView::to_owned`].

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use super::{AttributeMap, AttributeType, AttributeValue, Number, OwnedView, Set};

/// Levels of nesting a view is read to. What lies deeper equals nothing and is not copied out.
pub const VIEW_LEVELS: usize = 128;

/// Something with named attributes, read in place.
///
/// ```
/// use std::collections::HashMap;
/// use ddbexpr::value::{AttributeValue, ItemView, ValueView, Number};
///
/// let item = HashMap::from([("age".to_owned(), AttributeValue::from(42))]);
/// assert_eq!(item.attribute("age").and_then(|age| age.as_n()), Some(Number::from(42)));
/// assert!(item.attribute("name").is_none());
/// ```
pub trait ItemView {
    /// The handle to a value of this item.
    type Value<'a>: ValueView<'a>
    where
        Self: 'a;

    /// The attribute called `name`: the `a` of `a = :v` and of `a.b[0]`.
    fn attribute<'a>(&'a self, name: &str) -> Option<Self::Value<'a>>;

    /// Shows every attribute, for copying whole items: a ReturnValues of `ALL_OLD`.
    fn each_attribute<'a>(&'a self, visit: &mut dyn FnMut(&str, Self::Value<'a>));

    /// A copy of the whole item, which an update then changes. Nothing when no [`AttributeValue`] can hold
    /// one of its attributes.
    fn to_item(&self) -> Option<AttributeMap> {
        let mut item = Some(AttributeMap::new());
        self.each_attribute(&mut |name, value| match (&mut item, value.to_owned()) {
            (Some(item), Some(value)) => drop(item.insert(name, value)),
            _ => item = None,
        });
        item
    }
}

/// One value of an item, or inside a value of an item, read in place.
///
/// The methods with bodies follow from the others; they are here to be replaced where a
/// representation knows a shorter way.
pub trait ValueView<'a>: Copy {
    /// Type and content, containers as their length: what `a = :v` and `size(a)` look at first.
    fn shape(self) -> Shape<'a>;

    /// The value under the key `name` of a map: the `.b` of `a.b = :v`. Nothing in any other type.
    fn field(self, name: &str) -> Option<Self>;

    /// The element at `index` of a list: the `[0]` of `a[0] = :v`. Of a set, the member at `index` as
    /// S, N or B, in any fixed order; it is the caller who knows that `a[0]` does not step into sets.
    fn element(self, index: usize) -> Option<Self>;

    /// Shows every field of a map, for `m = :m` and for copying. Shows nothing of any other type.
    fn each_field(self, visit: &mut dyn FnMut(&str, Self));

    /// The type, as `attribute_type(a, :t)` compares it; nothing for [`Shape::Invalid`].
    #[inline]
    fn attribute_type(self) -> Option<AttributeType> {
        self.shape().attribute_type()
    }

    /// The text of a string: `begins_with(a, :prefix)`.
    #[inline]
    fn as_s(self) -> Option<Cow<'a, str>> {
        match self.shape() {
            Shape::S(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a number: `a < :n`, `SET a = a + :n`.
    #[inline]
    fn as_n(self) -> Option<Number> {
        match self.shape() {
            Shape::N(number) => Some(number),
            _ => None,
        }
    }

    /// The bytes of a binary value: `begins_with(a, :prefix)`.
    #[inline]
    fn as_b(self) -> Option<Cow<'a, [u8]>> {
        match self.shape() {
            Shape::B(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether the members of a set come sorted and without duplicates, as [`Set`] keeps them; then
    /// `contains(tags, :t)` may search by halves.
    #[inline]
    fn members_are_sorted(self) -> bool {
        false
    }

    /// A copy of the value: `SET b = a`. Nothing when no [`AttributeValue`] can hold it: something in
    /// it is [`Shape::Invalid`], a set is empty or has duplicates, or it is deeper than [`VIEW_LEVELS`].
    fn to_owned(self) -> Option<AttributeValue> {
        copy_out(self, VIEW_LEVELS)
    }
}

/// What a view shows of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape<'a> {
    /// A string.
    S(Cow<'a, str>),
    /// A number.
    N(Number),
    /// A binary value, decoded.
    B(Cow<'a, [u8]>),
    /// A boolean.
    Bool(bool),
    /// Null, which is a value, unlike a missing attribute.
    Null,
    /// A list of so many elements.
    L(usize),
    /// A map of so many fields.
    M(usize),
    /// A string set of so many members.
    Ss(usize),
    /// A number set of so many members.
    Ns(usize),
    /// A binary set of so many members.
    Bs(usize),
    /// No attribute value: a number whose text is `dog`, an object with two types. It exists, but has
    /// no type, equals nothing (not even itself), has no order and contains nothing.
    Invalid,
}

impl Shape<'_> {
    /// The type; nothing for [`Shape::Invalid`].
    #[inline]
    pub fn attribute_type(&self) -> Option<AttributeType> {
        Some(match self {
            Self::S(_) => AttributeType::S,
            Self::N(_) => AttributeType::N,
            Self::B(_) => AttributeType::B,
            Self::Bool(_) => AttributeType::Bool,
            Self::Null => AttributeType::Null,
            Self::L(_) => AttributeType::L,
            Self::M(_) => AttributeType::M,
            Self::Ss(_) => AttributeType::Ss,
            Self::Ns(_) => AttributeType::Ns,
            Self::Bs(_) => AttributeType::Bs,
            Self::Invalid => return None,
        })
    }
}

fn copy_out<'a, V: ValueView<'a>>(view: V, levels: usize) -> Option<AttributeValue> {
    let levels = levels.checked_sub(1)?;
    let elements = |length: usize| (0..length).map(move |index| view.element(index));
    Some(match view.shape() {
        Shape::S(text) => AttributeValue::S(text.into_owned()),
        Shape::N(number) => AttributeValue::N(number),
        Shape::B(bytes) => AttributeValue::B(bytes.into_owned()),
        Shape::Bool(truth) => AttributeValue::Bool(truth),
        Shape::Null => AttributeValue::Null,
        Shape::L(length) => {
            AttributeValue::L(elements(length).map(|element| copy_out(element?, levels)).collect::<Option<_>>()?)
        }
        Shape::M(_) => {
            let mut map = Some(AttributeMap::new());
            view.each_field(&mut |name, field| match (&mut map, copy_out(field, levels)) {
                (Some(map), Some(value)) => drop(map.insert(name, value)),
                _ => map = None,
            });
            AttributeValue::M(map?)
        }
        Shape::Ss(length) => {
            let members = elements(length).map(|member| member?.as_s().map(Cow::into_owned));
            AttributeValue::Ss(Set::new(members.collect::<Option<Vec<_>>>()?).ok()?)
        }
        Shape::Ns(length) => {
            let members = elements(length).map(|member| member?.as_n());
            AttributeValue::Ns(Set::new(members.collect::<Option<Vec<_>>>()?).ok()?)
        }
        Shape::Bs(length) => {
            let members = elements(length).map(|member| member?.as_b().map(Cow::into_owned));
            AttributeValue::Bs(Set::new(members.collect::<Option<Vec<_>>>()?).ok()?)
        }
        Shape::Invalid => return None,
    })
}

/// A value type that lends views of itself; any map from `String` to such values is an [`ItemView`].
pub trait AsView {
    /// The handle to this value.
    type View<'a>: ValueView<'a>
    where
        Self: 'a;

    /// The handle to this value.
    fn view(&self) -> Self::View<'_>;
}

impl AsView for AttributeValue {
    type View<'a> = OwnedView<'a>;

    #[inline]
    fn view(&self) -> OwnedView<'_> {
        OwnedView::Value(self)
    }
}

impl<T: ItemView + ?Sized> ItemView for &T {
    type Value<'a>
        = T::Value<'a>
    where
        Self: 'a;

    fn attribute<'a>(&'a self, name: &str) -> Option<Self::Value<'a>> {
        (**self).attribute(name)
    }

    fn each_attribute<'a>(&'a self, visit: &mut dyn FnMut(&str, Self::Value<'a>)) {
        (**self).each_attribute(visit);
    }

    fn to_item(&self) -> Option<AttributeMap> {
        (**self).to_item()
    }
}

/// An item that may be missing. Service: a missing item behaves as one without any attribute.
impl<T: ItemView> ItemView for Option<T> {
    type Value<'a>
        = T::Value<'a>
    where
        Self: 'a;

    fn attribute<'a>(&'a self, name: &str) -> Option<Self::Value<'a>> {
        self.as_ref()?.attribute(name)
    }

    fn each_attribute<'a>(&'a self, visit: &mut dyn FnMut(&str, Self::Value<'a>)) {
        if let Some(item) = self {
            item.each_attribute(visit);
        }
    }
}

impl ItemView for AttributeMap {
    type Value<'a> = OwnedView<'a>;

    #[inline]
    fn attribute<'a>(&'a self, name: &str) -> Option<OwnedView<'a>> {
        self.get(name).map(AttributeValue::view)
    }

    fn each_attribute<'a>(&'a self, visit: &mut dyn FnMut(&str, OwnedView<'a>)) {
        self.iter().for_each(|(name, value)| visit(name, value.view()));
    }

    fn to_item(&self) -> Option<AttributeMap> {
        Some(self.clone())
    }
}

impl<V: AsView, S: BuildHasher> ItemView for HashMap<String, V, S> {
    type Value<'a>
        = V::View<'a>
    where
        Self: 'a;

    fn attribute<'a>(&'a self, name: &str) -> Option<V::View<'a>> {
        self.get(name).map(V::view)
    }

    fn each_attribute<'a>(&'a self, visit: &mut dyn FnMut(&str, V::View<'a>)) {
        self.iter().for_each(|(name, value)| visit(name, value.view()));
    }
}

impl<V: AsView> ItemView for BTreeMap<String, V> {
    type Value<'a>
        = V::View<'a>
    where
        Self: 'a;

    fn attribute<'a>(&'a self, name: &str) -> Option<V::View<'a>> {
        self.get(name).map(V::view)
    }

    fn each_attribute<'a>(&'a self, visit: &mut dyn FnMut(&str, V::View<'a>)) {
        self.iter().for_each(|(name, value)| visit(name, value.view()));
    }
}
