//! Problems with keys, told.

use super::Code;
use super::describe::{Context, Told};
use super::expression::Spot;
use super::mend;
use crate::problem::{KeyProblem, Problem};

pub(super) fn tell(problem: &KeyProblem, whole: &Problem, context: Context<'_>) -> Told {
    match problem {
        KeyProblem::OperatorNotAllowed { operator, attribute, on_key } => {
            operator_not_allowed(operator, attribute.as_deref(), *on_key)
        }
        KeyProblem::NestedOperation => Told::new(
            Code::KeyConditionShape,
            "a key condition cannot hold a function inside a comparison",
            "not known to key conditions",
        )
        .help("compare the key attribute itself with a value"),
        KeyProblem::KeyMustComeFirst { operator } => Told::new(
            Code::KeyConditionShape,
            format!("`{operator}` wants the key attribute first"),
            "the key attribute has to stand here",
        )
        .help(match operator.as_str() {
            "BETWEEN" => "write `sortKey BETWEEN :low AND :high`",
            _ => "write `begins_with(sortKey, :prefix)`",
        }),
        KeyProblem::MultipleAttributes => Told::new(
            Code::KeyConditionShape,
            "one condition names two attributes",
            "a second attribute",
        )
        .help("compare a key attribute with a value from ExpressionAttributeValues; is a `:` missing?"),
        KeyProblem::NestedAttribute => Told::new(
            Code::KeyConditionShape,
            "a key is a whole attribute, never a part of one",
            "goes into an attribute",
        )
        .help("if the name has a dot in it, write it as a `#` placeholder"),
        KeyProblem::NoKeyAttribute => {
            Told::new(Code::KeyConditionShape, "this condition names no attribute", "only values")
                .help("compare a key attribute with a value: `partitionKey = :value`")
        }
        KeyProblem::RepeatedKey { attribute } => {
            let told = Told::new(
                Code::KeyConditionShape,
                format!("`{attribute}` has two conditions"),
                "the second one",
            )
            .help(format!("for a range write `{attribute} BETWEEN :lo AND :hi` (both ends included)"));
            let fix = mend::as_between(attribute, Spot::of(whole, context), context.subject);
            Told { fix, ..told }
        }
        KeyProblem::MissingKey { attribute } => Told::new(
            Code::KeyConditionPartition,
            format!("there is no condition on the key attribute `{attribute}`"),
            format!("`{attribute}` is wanted"),
        )
        .help("name the key attributes of the table or index that is queried; conditions on others belong into FilterExpression"),
        KeyProblem::TooManyConditions { conditions, attributes } => Told::new(
            Code::KeyConditionShape,
            format!("{conditions} conditions, but the key has {attributes} attribute{}", if *attributes == 1 { "" } else { "s" }),
            "too many",
        )
        .help("move the conditions on other attributes to FilterExpression"),
        KeyProblem::NotSupported => Told::new(
            Code::KeyConditionPartition,
            "the partition key takes only `=`",
            "another operator",
        )
        .help("a Query reads one partition; to read several send several queries, or Scan"),
        KeyProblem::ConditionType { attribute, expected, given } => Told::new(
            Code::KeyConditionType,
            format!("`{attribute}` is of type {expected}, the value of type {given}"),
            format!("compares `{attribute}` with a value of type {given}"),
        )
        .help(format!("send a value of type {expected}")),
        KeyProblem::RangeNeedsEquality { attribute, present } => Told::new(
            Code::KeyConditionShape,
            format!("`{present}` has a condition, but `{attribute}` before it has no equality"),
            format!("`{attribute} = :v` has to come with it"),
        )
        .note("sort key attributes are used from the left without gaps; only the last may have a range")
        .help(format!("add `{attribute} = :value`, or test `{present}` in your program: a filter cannot name a key")),
        KeyProblem::HashNeedsEquality { attribute } => Told::new(
            Code::KeyConditionPartition,
            format!("the partition key attribute `{attribute}` has no equality"),
            format!("`{attribute} = :v` is wanted"),
        )
        .note("all partition key attributes of the index need one")
        .help(format!("add `{attribute} = :value`, joined by AND")),
        KeyProblem::EmptyKeyValue { attribute, .. } => Told::new(
            Code::KeyConditionType,
            format!("`{attribute}` is a key attribute and cannot be empty"),
            "an empty value",
        )
        .help("send at least one character or byte: the values of keys are never empty"),
        KeyProblem::NoSuchIndex { index, known, similar } => no_such_index(index, known, similar.as_deref()),
        KeyProblem::FilterOnKey { attribute, fits_key_condition } => Told::new(
            Code::FilterOnKey,
            format!("the filter names the key attribute `{attribute}`"),
            "a key attribute of what is queried",
        )
        .help(if *fits_key_condition {
            "move this condition to KeyConditionExpression, which also reads less"
        } else {
            "test it in your program: a filter cannot name a key, and a key condition asks each key attribute once, with \
             = < <= > >= BETWEEN begins_with"
        }),
        KeyProblem::KeyNotScalar { attribute, .. } => Told::new(
            Code::KeyNotScalar,
            format!("`{attribute}` is a key attribute: there is nothing inside it"),
            "goes into a key attribute",
        )
        .help("if the name has a dot in it, write it as a `#` placeholder"),
        KeyProblem::UpdateOfKey { attribute } => Told::new(
            Code::KeyAttributeUpdate,
            format!("`{attribute}` is part of the key and cannot be changed"),
            "changes the key",
        )
        .help("leave it out: the key stands in Key; to move an item put it anew and delete the old one in a transaction"),
        KeyProblem::UpdateIndexKeyType { attribute, expected, given, index } => Told::new(
            Code::IndexKey,
            format!("`{attribute}` is a key of the index `{index}` and of type {expected}, not {given}"),
            format!("of type {given}"),
        )
        .help(format!("send a value of type {expected}, or REMOVE the attribute to take the item out of the index")),
        KeyProblem::UpdateIndexKeyEmpty { attribute, .. } => Told::new(
            Code::IndexKey,
            format!("`{attribute}` is a key of an index and cannot be empty"),
            "an empty value",
        )
        .help("REMOVE the attribute to take the item out of the index"),
        KeyProblem::FilterNotProjected { index, attributes } => Told::new(
            Code::ProjectionNotInIndex,
            format!("the index `{index}` does not hold {}", list(attributes)),
            "the filter names it",
        )
        .help("add the attribute to the index, or query the table"),
        KeyProblem::ProjectionNotProjected { index, attributes } => Told::new(
            Code::ProjectionNotInIndex,
            format!("the index `{index}` does not hold {}", list(attributes)),
            "the projection names it",
        )
        .help("add the attribute to the index, or read it from the table with BatchGetItem"),
    }
}

/// What belongs into the filter, and what cannot go there either.
fn operator_not_allowed(operator: &str, attribute: Option<&str>, on_key: Option<bool>) -> Told {
    let told = Told::new(
        Code::KeyConditionOperator,
        format!("a key condition cannot use `{operator}`"),
        "not known to key conditions",
    )
    .note("a key condition is `pk = :v`, and one of = < <= > >= BETWEEN begins_with on the sort key, joined by AND");
    match (operator, attribute, on_key) {
        ("OR" | "IN", ..) => told.help("send one Query for each value, or BatchGetItem where whole keys are known"),
        (_, Some(name), Some(true)) => told.help(format!(
            "test `{name}` in your program: it is a key attribute, which a filter cannot name"
        )),
        (_, Some(name), Some(false)) => {
            told.help(format!("move the condition on `{name}` to FilterExpression: it is applied after the read"))
        }
        (_, Some(name), None) => told.help(format!(
            "if `{name}` is no key attribute, move this condition to FilterExpression; if it is one, test it in your program"
        )),
        (_, None, _) => {
            told.help("move conditions on attributes that are no keys to FilterExpression; test keys in your program")
        }
    }
}

fn no_such_index(index: &str, known: &[String], similar: Option<&str>) -> Told {
    const MOST: usize = 8;
    let told = Told::new(Code::IndexKey, format!("the table has no index `{index}`"), "unknown index");
    match (similar, known) {
        (Some(similar), _) => told.help(format!("did you mean `{similar}`?")),
        (None, []) => told.help("the schema has no index; leave IndexName out to read the table"),
        (None, [one]) => told.help(format!("the only index of the table is `{one}`")),
        (None, some) if some.len() <= MOST => told.help(format!("the indexes of the table are {}", list(some))),
        (None, _) => told.help("write the name as the table has it; upper and lower case differ"),
    }
}

fn list(attributes: &[String]) -> String {
    attributes.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
