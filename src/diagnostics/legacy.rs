//! Problems of parameters from before expressions, told.

use super::Code;
use super::describe::Told;
use crate::problem::LegacyProblem;

pub(super) fn tell(problem: &LegacyProblem) -> Told {
    let (code, title, label, help) = match problem {
        LegacyProblem::ConditionalOperatorAlone => (
            Code::LegacyParameter,
            "ConditionalOperator has nothing to join".to_owned(),
            "no Expected, QueryFilter or ScanFilter".to_owned(),
            "leave it out",
        ),
        LegacyProblem::ConditionalOperatorNeedsTwo => (
            Code::LegacyParameter,
            "ConditionalOperator joins two conditions or more".to_owned(),
            "there are fewer".to_owned(),
            "leave it out",
        ),
        LegacyProblem::BetweenOrder => (
            Code::LegacyParameter,
            "the lower bound of BETWEEN is above the upper bound".to_owned(),
            "swapped bounds".to_owned(),
            "exchange the two values",
        ),
        LegacyProblem::FilterOnKey { attribute } => (
            Code::FilterOnKey,
            format!("the filter names the key attribute `{attribute}`"),
            "a key attribute of what is queried".to_owned(),
            "ask for it in KeyConditionExpression where that knows the operator, otherwise in your program",
        ),
        other => tell_entry(other),
    };
    Told::new(code, title, label)
        .note("this parameter is of the older style; expressions say the same and more")
        .help(help)
}

/// An attribute's entry in a legacy parameter.
fn tell_entry(problem: &LegacyProblem) -> (Code, String, String, &'static str) {
    use LegacyProblem as L;
    let (title, label, help) = match problem {
        L::ValueMissing { attribute, .. } => (
            format!("`{attribute}` is expected to have a value, and none is given"),
            "Value is missing".to_owned(),
            "add Value, or `\"Exists\": false` to ask that there is none; better: `attribute_not_exists(path)`",
        ),
        L::ValueWithoutExistence { attribute } => (
            format!("`{attribute}` is expected not to exist, and to have a value"),
            "Value beside `\"Exists\": false`".to_owned(),
            "leave one of the two out",
        ),
        L::ExistsWithOperator { attribute } => (
            format!("Exists and ComparisonOperator cannot be used together for `{attribute}`"),
            "both are here".to_owned(),
            "leave Exists out: the operators NOT_NULL and NULL ask for it",
        ),
        L::ValueWithList { attribute } => (
            format!("Value and AttributeValueList cannot be used together for `{attribute}`"),
            "both are here".to_owned(),
            "put all values into AttributeValueList",
        ),
        L::OperatorWithoutArguments { operator, attribute } => (
            format!("{operator} has nothing to compare `{attribute}` with"),
            "AttributeValueList is missing".to_owned(),
            "add AttributeValueList",
        ),
        L::ListWithoutOperator { attribute } => (
            format!("`{attribute}` has values and no ComparisonOperator"),
            "ComparisonOperator is missing".to_owned(),
            "add ComparisonOperator",
        ),
        L::ArgumentCount { operator } => (
            format!("{operator} has too few or too many values"),
            "the number of values does not fit the operator".to_owned(),
            "BETWEEN takes 2, IN 1 or more, NULL and NOT_NULL none, all others 1",
        ),
        L::ArgumentType { operator, given } => (
            format!("{operator} does not take a value of type {given}"),
            format!("a value of type {given}"),
            "compare with a value of a type that the operator takes",
        ),
        L::MixedTypes => (
            "all values of AttributeValueList have to be of one type".to_owned(),
            "several types".to_owned(),
            "send values of the attribute's type",
        ),
        L::NotIndexable { operator } => (
            format!("a key condition cannot use {operator}"),
            "not known to key conditions".to_owned(),
            "EQ on the partition key; EQ, LE, LT, GE, GT, BEGINS_WITH or BETWEEN on the sort key",
        ),
        L::RepeatedAttribute { attribute } => {
            (format!("`{attribute}` is named twice"), "has a name twice".to_owned(), "name each attribute once")
        }
        L::OnlyDeleteWithoutValue => (
            "this action needs a Value".to_owned(),
            "only DELETE goes without".to_owned(),
            "add Value; better: `SET path = :value` in UpdateExpression",
        ),
        L::DeleteType { given } => (
            format!("DELETE does not take a value of type {given}"),
            "takes members out of a set".to_owned(),
            "send a set, or leave Value out to remove the attribute",
        ),
        L::AddType { given } => (
            format!("ADD does not take a value of type {given}"),
            "adds to numbers, sets and lists".to_owned(),
            "send a number, a set or a list; to store any other value use PUT",
        ),
        _ => ("this parameter is not valid".to_owned(), "not valid".to_owned(), "use expressions"),
    };
    (Code::LegacyParameter, title, label, help)
}
