//! Views of the AWS SDK's attribute values: evaluate on what a client has received, without converting.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue as SdkValue;

use super::{AsView, Number, Shape, ValueView};

/// A handle to one value of the AWS SDK, or to a member of one of its sets.
///
/// Any `HashMap<String, aws_sdk_dynamodb::types::AttributeValue>` is an
/// [`ItemView`](super::ItemView) by this.
#[derive(Debug, Clone, Copy)]
pub struct SdkView<'a>(Inner<'a>);

#[derive(Debug, Clone, Copy)]
enum Inner<'a> {
    Value(&'a SdkValue),
    S(&'a str),
    N(&'a str),
    B(&'a [u8]),
}

impl AsView for SdkValue {
    type View<'a> = SdkView<'a>;

    fn view(&self) -> SdkView<'_> {
        SdkView(Inner::Value(self))
    }
}

fn number<'a>(text: &str) -> Shape<'a> {
    Number::from_text(text).map_or(Shape::Invalid, Shape::N)
}

impl<'a> ValueView<'a> for SdkView<'a> {
    fn shape(self) -> Shape<'a> {
        match self.0 {
            Inner::S(text) => Shape::S(Cow::Borrowed(text)),
            Inner::N(text) => number(text),
            Inner::B(bytes) => Shape::B(Cow::Borrowed(bytes)),
            Inner::Value(value) => match value {
                SdkValue::S(text) => Shape::S(Cow::Borrowed(text)),
                SdkValue::N(text) => number(text),
                SdkValue::B(blob) => Shape::B(Cow::Borrowed(blob.as_ref())),
                SdkValue::Bool(truth) => Shape::Bool(*truth),
                SdkValue::Null(true) => Shape::Null,
                SdkValue::L(elements) => Shape::L(elements.len()),
                SdkValue::M(fields) => Shape::M(fields.len()),
                SdkValue::Ss(members) => Shape::Ss(members.len()),
                SdkValue::Ns(members) => Shape::Ns(members.len()),
                SdkValue::Bs(members) => Shape::Bs(members.len()),
                _ => Shape::Invalid,
            },
        }
    }

    fn field(self, name: &str) -> Option<Self> {
        match self.0 {
            Inner::Value(SdkValue::M(fields)) => fields.get(name).map(SdkValue::view),
            _ => None,
        }
    }

    fn element(self, index: usize) -> Option<Self> {
        let Inner::Value(value) = self.0 else { return None };
        match value {
            SdkValue::L(elements) => elements.get(index).map(SdkValue::view),
            SdkValue::Ss(members) => members.get(index).map(|member| SdkView(Inner::S(member))),
            SdkValue::Ns(members) => members.get(index).map(|member| SdkView(Inner::N(member))),
            SdkValue::Bs(members) => members.get(index).map(|member| SdkView(Inner::B(member.as_ref()))),
            _ => None,
        }
    }

    fn each_field(self, visit: &mut dyn FnMut(&str, Self)) {
        if let Inner::Value(SdkValue::M(fields)) = self.0 {
            fields.iter().for_each(|(name, value)| visit(name, value.view()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use aws_sdk_dynamodb::primitives::Blob;

    use super::*;
    use crate::value::{AttributeMap, AttributeValue, ItemView, Set, compare};

    #[test]
    fn every_type_is_read() {
        let map = |value: SdkValue| SdkValue::M(HashMap::from([("k".to_owned(), value)]));
        let texts = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
        for (sdk, own) in [
            (SdkValue::S("a".into()), "a".into()),
            (SdkValue::N("1.0".into()), 1.into()),
            (SdkValue::B(Blob::new([1, 2])), vec![1u8, 2].into()),
            (SdkValue::Bool(true), true.into()),
            (SdkValue::Null(true), AttributeValue::Null),
            (SdkValue::L(vec![SdkValue::S("a".into())]), AttributeValue::L(vec!["a".into()])),
            (map(SdkValue::N("1".into())), AttributeMap::from([("k", 1)]).into()),
            (SdkValue::Ss(texts(["b", "a"])), Set::new(texts(["a", "b"])).unwrap().into()),
            (SdkValue::Ns(texts(["2", "1"])), Set::new([Number::from(1), Number::from(2)]).unwrap().into()),
            (SdkValue::Bs(vec![Blob::new([1])]), Set::new([vec![1u8]]).unwrap().into()),
        ] {
            let item = HashMap::from([("a".to_owned(), sdk)]);
            let view = item.attribute("a").unwrap();
            assert!(compare::equal(view, own.view()), "{own:?}");
            assert_eq!(view.to_owned(), Some(own));
        }
        for invalid in [SdkValue::N("dog".into()), SdkValue::Null(false)] {
            assert_eq!(invalid.view().shape(), Shape::Invalid);
        }
    }
}
