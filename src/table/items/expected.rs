//! One entry of Expected, QueryFilter or ScanFilter, held against an item.

use std::cmp::Ordering;

use crate::request::LegacyCondition;
use crate::value::{AsView, AttributeValue, Item, compare};

/// Whether an item is as an entry wants it.
///
/// Service: names are whole attributes; NULL and NOT_NULL ask whether there is an attribute at all; NOT_CONTAINS wants
/// one, of whatever type.
pub(super) fn holds(condition: &LegacyCondition<'_>, item: Option<&Item>) -> bool {
    let found = item.and_then(|item| item.get(condition.attribute));
    let arguments = arguments(condition);
    let operator = condition.operator.unwrap_or(if condition.exists == Some(false) { "NULL" } else { "EQ" });
    let (Some(found), one) = (found, arguments.first().copied()) else {
        return matches!(operator, "NULL" | "NE");
    };
    let Some(one) = one else { return operator == "NOT_NULL" };
    let ordered = |wanted: fn(Ordering) -> bool, value: &AttributeValue| {
        compare::order(found.view(), value.view()).is_some_and(wanted)
    };
    match operator {
        "EQ" => found == one,
        "NE" => found != one,
        "LT" => ordered(Ordering::is_lt, one),
        "LE" => ordered(Ordering::is_le, one),
        "GT" => ordered(Ordering::is_gt, one),
        "GE" => ordered(Ordering::is_ge, one),
        "BETWEEN" => {
            ordered(Ordering::is_ge, one) && arguments.get(1).is_some_and(|high| ordered(Ordering::is_le, high))
        }
        "IN" => arguments.contains(&found),
        "BEGINS_WITH" => compare::begins_with(found.view(), one.view()),
        "CONTAINS" => compare::contains(found.view(), one.view()),
        "NOT_CONTAINS" => !compare::contains(found.view(), one.view()),
        _ => false,
    }
}

/// What stands beside the operator: AttributeValueList, or the Value that may stand for it.
pub(super) fn arguments<'c>(condition: &'c LegacyCondition<'_>) -> Vec<&'c AttributeValue> {
    match (&condition.arguments, &condition.value) {
        (Some(list), _) => list.iter().flatten().collect(),
        (None, value) => value.iter().flatten().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(operator: &str, values: &[AttributeValue], item: Option<&Item>) -> bool {
        let arguments = Some(values.iter().cloned().map(Some).collect());
        let condition =
            LegacyCondition { attribute: "a", operator: Some(operator), arguments, value: None, exists: None };
        holds(&condition, item)
    }

    #[test]
    fn operators_of_old_on_values_missing_values_and_other_types() {
        let item = |value: AttributeValue| Item::from([("a", value)]);
        let (five, text) = (item(5.into()), item("five".into()));
        let n = |numbers: &[i32]| numbers.iter().map(|number| AttributeValue::from(*number)).collect::<Vec<_>>();
        for (operator, values, on_number, on_text, on_missing) in [
            ("EQ", n(&[5]), true, false, false),
            ("NE", n(&[5]), false, true, true),
            ("LT", n(&[6]), true, false, false),
            ("LE", n(&[5]), true, false, false),
            ("GT", n(&[5]), false, false, false),
            ("GE", n(&[5]), true, false, false),
            ("BETWEEN", n(&[4, 5]), true, false, false),
            ("BETWEEN", n(&[6, 7]), false, false, false),
            ("IN", n(&[1, 5]), true, false, false),
            ("NULL", n(&[]), false, false, true),
            ("NOT_NULL", n(&[]), true, true, false),
            ("BEGINS_WITH", vec!["fi".into()], false, true, false),
            ("CONTAINS", vec!["iv".into()], false, true, false),
            ("NOT_CONTAINS", vec!["iv".into()], true, false, false),
            ("NOT_CONTAINS", n(&[1]), true, true, false),
        ] {
            assert_eq!(asked(operator, &values, Some(&five)), on_number, "{operator} {values:?} on a number");
            assert_eq!(asked(operator, &values, Some(&text)), on_text, "{operator} {values:?} on a text");
            assert_eq!(asked(operator, &values, Some(&Item::new())), on_missing, "{operator} {values:?} on nothing");
            assert_eq!(asked(operator, &values, None), on_missing, "{operator} {values:?} on no item");
        }
    }
}
