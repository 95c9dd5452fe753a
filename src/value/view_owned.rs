//! Views of [`AttributeValue`]: everything is borrowed, nothing is allocated.

use std::borrow::Cow;

use super::{AttributeMap, AttributeType, AttributeValue, Number, Shape, ValueView};

/// A handle to an [`AttributeValue`], or to a member of a set, which is a value without being stored as one.
#[derive(Debug, Clone, Copy)]
pub enum OwnedView<'a> {
    /// A whole value.
    Value(&'a AttributeValue),
    /// A member of an SS.
    S(&'a str),
    /// A member of an NS.
    N(&'a Number),
    /// A member of a BS.
    B(&'a [u8]),
    /// A map that is not inside an [`AttributeValue`], such as an item taken as a value.
    M(&'a AttributeMap),
}

impl<'a> From<&'a AttributeValue> for OwnedView<'a> {
    fn from(value: &'a AttributeValue) -> OwnedView<'a> {
        OwnedView::Value(value)
    }
}

impl<'a> OwnedView<'a> {
    fn map(self) -> Option<&'a AttributeMap> {
        match self {
            Self::Value(AttributeValue::M(map)) | Self::M(map) => Some(map),
            _ => None,
        }
    }
}

impl<'a> ValueView<'a> for OwnedView<'a> {
    #[inline]
    fn shape(self) -> Shape<'a> {
        match self {
            Self::Value(value) => match value {
                AttributeValue::S(text) => Shape::S(Cow::Borrowed(text)),
                AttributeValue::N(number) => Shape::N(*number),
                AttributeValue::B(bytes) => Shape::B(Cow::Borrowed(bytes)),
                AttributeValue::Bool(truth) => Shape::Bool(*truth),
                AttributeValue::Null => Shape::Null,
                AttributeValue::L(elements) => Shape::L(elements.len()),
                AttributeValue::M(map) => Shape::M(map.len()),
                AttributeValue::Ss(members) => Shape::Ss(members.len()),
                AttributeValue::Ns(members) => Shape::Ns(members.len()),
                AttributeValue::Bs(members) => Shape::Bs(members.len()),
            },
            Self::S(text) => Shape::S(Cow::Borrowed(text)),
            Self::N(number) => Shape::N(*number),
            Self::B(bytes) => Shape::B(Cow::Borrowed(bytes)),
            Self::M(map) => Shape::M(map.len()),
        }
    }

    #[inline]
    fn field(self, name: &str) -> Option<Self> {
        self.map()?.get(name).map(Self::Value)
    }

    #[inline]
    fn element(self, index: usize) -> Option<Self> {
        let Self::Value(value) = self else { return None };
        match value {
            AttributeValue::L(elements) => elements.get(index).map(Self::Value),
            AttributeValue::Ss(members) => members.as_slice().get(index).map(|member| Self::S(member)),
            AttributeValue::Ns(members) => members.as_slice().get(index).map(Self::N),
            AttributeValue::Bs(members) => members.as_slice().get(index).map(|member| Self::B(member)),
            _ => None,
        }
    }

    fn each_field(self, visit: &mut dyn FnMut(&str, Self)) {
        for (name, value) in self.map().into_iter().flat_map(AttributeMap::iter) {
            visit(name, Self::Value(value));
        }
    }

    #[inline]
    fn attribute_type(self) -> Option<AttributeType> {
        Some(match self {
            Self::Value(value) => value.attribute_type(),
            Self::S(_) => AttributeType::S,
            Self::N(_) => AttributeType::N,
            Self::B(_) => AttributeType::B,
            Self::M(_) => AttributeType::M,
        })
    }

    #[inline]
    fn as_s(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Value(AttributeValue::S(text)) => Some(Cow::Borrowed(text)),
            Self::S(text) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    #[inline]
    fn as_n(self) -> Option<Number> {
        match self {
            Self::Value(AttributeValue::N(number)) => Some(*number),
            Self::N(number) => Some(*number),
            _ => None,
        }
    }

    #[inline]
    fn members_are_sorted(self) -> bool {
        true
    }

    fn to_owned(self) -> Option<AttributeValue> {
        Some(match self {
            Self::Value(value) => value.clone(),
            Self::S(text) => text.into(),
            Self::N(number) => (*number).into(),
            Self::B(bytes) => bytes.to_vec().into(),
            Self::M(map) => map.clone().into(),
        })
    }
}
