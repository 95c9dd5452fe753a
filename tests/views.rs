//! One value through every view: representations differ, meaning does not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, HashMap};

use ddbexpr::layer::ValidationLayer;
use ddbexpr::value::{
    AsView, AttributeMap, AttributeValue, DynamoDbJson, DynamoDbJsonValue, Item, ItemView, Number, PlainJsonValue, Set,
    ValueView, compare, json, plain_json,
};
use proptest::prelude::*;

fn number() -> impl Strategy<Value = Number> {
    (-999i64..999, -20i32..20).prop_map(|(coefficient, exponent)| format!("{coefficient}e{exponent}").parse().unwrap())
}

/// Few and short contents, so that equal ones meet.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ab]{0,3}", "[a𝄞é]{0,2}"]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(prop_oneof![Just(0u8), Just(0xff)], 0..3)
}

fn set<T: Ord + std::fmt::Debug + Clone>(member: impl Strategy<Value = T>) -> impl Strategy<Value = Set<T>> {
    proptest::collection::btree_set(member, 1..4).prop_map(|members| Set::new(members).unwrap())
}

fn value() -> impl Strategy<Value = AttributeValue> {
    let small = prop_oneof![number(), (0i64..3).prop_map(Number::from)];
    let leaf = prop_oneof![
        text().prop_map(AttributeValue::S),
        small.prop_map(AttributeValue::N),
        bytes().prop_map(AttributeValue::B),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null),
        set(text()).prop_map(AttributeValue::Ss),
        set(number()).prop_map(AttributeValue::Ns),
        set(bytes()).prop_map(AttributeValue::Bs),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            proptest::collection::vec(("[a-c]{1,2}", inner), 0..4)
                .prop_map(|fields| AttributeValue::M(fields.into_iter().collect())),
        ]
    })
}

/// Whether plain JSON through serde_json keeps the value.
fn is_plain(value: &AttributeValue) -> bool {
    plain_json::from_plain(&plain_json::to_plain(value)).as_ref() == Ok(value)
}

fn agree<'a, 'b>(
    own: &'a AttributeValue,
    other: impl ValueView<'b>,
    needle: &AttributeValue,
) -> Result<(), TestCaseError> {
    let view = own.view();
    prop_assert_eq!(other.attribute_type(), view.attribute_type());
    prop_assert_eq!(other.to_owned(), Some(own.clone()));
    prop_assert!(compare::equal(view, other) && compare::equal(other, view));
    prop_assert_eq!(compare::size(other), compare::size(view));
    let needle = needle.view();
    prop_assert_eq!(compare::equal(other, needle), compare::equal(view, needle));
    prop_assert_eq!(compare::order(other, needle), compare::order(view, needle));
    prop_assert_eq!(compare::order(needle, other), compare::order(needle, view));
    prop_assert_eq!(compare::contains(other, needle), compare::contains(view, needle));
    prop_assert_eq!(compare::contains(needle, other), compare::contains(needle, view));
    prop_assert_eq!(compare::begins_with(other, needle), compare::begins_with(view, needle));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn values_mean_the_same_in_every_representation(value in value(), needle in value()) {
        let typed = json::to_json(&value);
        prop_assert_eq!(json::from_json(&typed, ValidationLayer::Current), Ok(value.clone()));
        agree(&value, DynamoDbJsonValue::new(&typed), &needle)?;
        if is_plain(&value) {
            let plain = plain_json::to_plain(&value);
            agree(&value, PlainJsonValue::new(&plain), &needle)?;
            prop_assert_eq!(plain_json::from_text(&plain_json::to_text(&value)), Ok(value.clone()));
        }
        prop_assert_eq!(compare::equal(value.view(), needle.view()), value == needle);
    }

    #[test]
    fn members_and_elements_are_contained(value in value()) {
        let view = value.view();
        let members = (0..).map_while(|index| view.element(index)).collect::<Vec<_>>();
        prop_assert!(members.iter().all(|member| compare::contains(view, *member)));
    }

    #[test]
    fn items_of_every_kind_find_their_attributes(a in value(), b in value()) {
        let item = Item::from([("a", a.clone()), ("b", b.clone())]);
        let typed = json::item_to_json(&item);
        prop_assert!(plain_json::looks_typed(typed.as_object().unwrap()));
        let owned: Vec<(String, AttributeValue)> = item.clone().into_iter().collect();
        same(&item, &item)?;
        same(&item, &Some(&item))?;
        same(&item, &owned.iter().cloned().collect::<HashMap<_, _>>())?;
        same(&item, &owned.into_iter().collect::<BTreeMap<_, _>>())?;
        same(&item, &DynamoDbJson::from_value(&typed).unwrap())?;
    }
}

fn same(item: &Item, view: &impl ItemView) -> Result<(), TestCaseError> {
    for (name, value) in item.iter() {
        let found = view.attribute(name).and_then(|found| found.to_owned());
        prop_assert_eq!(found.as_ref(), Some(value));
    }
    prop_assert!(view.attribute("c").is_none());
    let mut copy = AttributeMap::new();
    view.each_attribute(&mut |name, value| {
        copy.insert(name, value.to_owned().unwrap());
    });
    prop_assert_eq!(&copy, item);
    Ok(())
}

#[test]
fn a_missing_item_has_no_attributes() {
    let missing: Option<Item> = None;
    assert!(missing.attribute("a").is_none());
    missing.each_attribute(&mut |_, _| panic!("there is none"));
}
