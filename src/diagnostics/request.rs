//! Problems of requests apart from their expressions, told.

use super::Code;
use super::describe::Told;
use super::placeholder;
use crate::limits;
use crate::problem::{Constraint, LegacyProblem, RequestProblem, Rule, StartKeyProblem};
use crate::request::Shape;
use crate::value::{JsonKind, ValueError};

pub(super) fn tell(problem: &RequestProblem, answer: &str) -> Told {
    match problem {
        RequestProblem::Json { shape, found } => Told::new(
            Code::InvalidJsonType,
            format!("{} is wanted here, not {}", shape_word(*shape), kind_word(*found)),
            "wrong JSON type",
        ),
        RequestProblem::Constraint(constraint) => tell_constraint(constraint),
        RequestProblem::MixedParameters { legacy, expressions } => {
            let expressions: Vec<&str> = expressions.iter().map(|kind| kind.parameter()).collect();
            Told::new(
                Code::MixedParameterStyles,
                format!("{} cannot be used beside {}", legacy.join(", "), expressions.join(", ")),
                "older and newer style in one request",
            )
            .help("say everything in expressions; the parameters of the older style are kept for old programs only")
        }
        RequestProblem::Legacy(legacy) => tell_legacy(legacy, answer),
        RequestProblem::InvalidValue { error } => tell_value(error),
        RequestProblem::AttributeNameTooLarge { bytes } => Told::new(
            Code::InvalidName,
            format!("an attribute name has {bytes} bytes; the limit is {}", limits::ATTRIBUTE_NAME_BYTES),
            "too long",
        ),
        RequestProblem::ReturnValuesNotAllowed { word } => Told::new(
            Code::ReturnValues,
            format!("ReturnValues `{word}` is only for UpdateItem"),
            "ALL_OLD or NONE here",
        )
        .help("ask for ALL_OLD, or leave ReturnValues out: the new item is the one that was sent"),
        RequestProblem::NoKeyCondition => {
            Told::new(Code::KeyConditionPartition, "a Query needs a key condition", "KeyConditionExpression is missing")
                .help("write `partitionKey = :value`; to read without a key use Scan")
        }
        RequestProblem::SelectWithoutProjection => {
            Told::new(Code::SelectProjection, "SPECIFIC_ATTRIBUTES without a ProjectionExpression", "which attributes?")
                .help("add ProjectionExpression")
        }
        RequestProblem::SelectWithProjection { parameter, select } => Told::new(
            Code::SelectProjection,
            format!("{parameter} cannot be used with Select `{select}`"),
            "contradicts the projection",
        )
        .help(format!("leave Select out, or {parameter}")),
        RequestProblem::SelectWithoutIndex => {
            Told::new(Code::SelectProjection, "ALL_PROJECTED_ATTRIBUTES is only for an index", "IndexName is missing")
        }
        RequestProblem::SelectAllOfIndex { index } => Told::new(
            Code::ProjectionNotInIndex,
            format!("the index `{index}` does not hold all attributes"),
            "ALL_ATTRIBUTES of a global index",
        )
        .help("ask for ALL_PROJECTED_ATTRIBUTES"),
        RequestProblem::ConsistentReadOnGlobalIndex { index } => Told::new(
            Code::ConsistentReadOnGsi,
            format!("`{index}` is a global index: it cannot be read consistently"),
            "not possible here",
        )
        .help("leave ConsistentRead out, or read the table"),
        RequestProblem::StartKey(problem) => tell_start_key(*problem),
        RequestProblem::SegmentWithoutTotal
        | RequestProblem::TotalWithoutSegment
        | RequestProblem::SegmentTooLarge { .. } => Told::new(
            Code::InvalidRequest,
            "Segment and TotalSegments do not fit together",
            "a parallel Scan needs both",
        )
        .help("segments count from 0 to TotalSegments - 1"),
        RequestProblem::ItemTooLarge { bytes } => Told::new(
            Code::ExpressionLimit,
            format!("the item has {bytes} bytes; the limit is {}", limits::ITEM_BYTES),
            "too large",
        )
        .help("names count, too; store large parts elsewhere, or in items of their own"),
        other => tell_keys(other, answer),
    }
}

const fn shape_word(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Boolean => "true or false",
        Shape::Integer => "a whole number",
        Shape::Attributes => "an object of attribute values",
        Shape::ListOfAttributes => "a list of objects of attribute values",
        Shape::Names => "an object of names",
        Shape::ListOfNames => "a list of names",
        Shape::Expected | Shape::Updates | Shape::Conditions | Shape::Tables | Shape::Structure(_) => "an object",
        Shape::Actions => "a list",
    }
}

const fn kind_word(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => "null",
        JsonKind::True => "true",
        JsonKind::False => "false",
        JsonKind::Integer | JsonKind::Decimal => "a number",
        JsonKind::String => "text",
        JsonKind::Array => "a list",
        JsonKind::Object => "an object",
    }
}

fn tell_keys(problem: &RequestProblem, answer: &str) -> Told {
    match problem {
        RequestProblem::MissingKeyInItem { attribute } => {
            Told::new(Code::KeyMismatch, format!("the item has no key attribute `{attribute}`"), "it is missing here")
        }
        RequestProblem::KeyType { attribute, expected, actual } => Told::new(
            Code::KeyMismatch,
            format!("the key attribute `{attribute}` is of type {expected}, not {actual}"),
            format!("of type {actual}"),
        ),
        RequestProblem::KeyMismatch { wrong, extra } => {
            let ticked = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let title = match (wrong.is_empty(), extra.is_empty()) {
                (false, _) => format!("the key attribute {} is missing or of another type", ticked(wrong)),
                _ => format!("{} is not part of the key", ticked(extra)),
            };
            Told::new(Code::KeyMismatch, title, "does not fit the table's key")
                .help("a Key has exactly the key attributes of the table, whatever index is read")
        }
        RequestProblem::KeyTooLarge { attribute, sort, bytes } => {
            let limit = if *sort { limits::SORT_KEY_BYTES } else { limits::PARTITION_KEY_BYTES };
            let title = format!("the key attribute `{attribute}` has {bytes} bytes; the limit is {limit}");
            Told::new(Code::KeyMismatch, title, "too large")
        }
        RequestProblem::IndexKeyType { attribute, expected, actual, index } => Told::new(
            Code::IndexKey,
            format!("`{attribute}` is a key of the index `{index}` and of type {expected}, not {actual}"),
            format!("of type {actual}"),
        )
        .help("send the right type, or leave the attribute out to keep the item out of the index"),
        RequestProblem::IndexKeyEmpty { attribute, index, .. } => Told::new(
            Code::IndexKey,
            format!("`{attribute}` is a key of the index `{index}` and cannot be empty"),
            "an empty value",
        )
        .help("leave the attribute out to keep the item out of the index"),
        RequestProblem::DuplicateKeys => Told::new(Code::InvalidRequest, "a key is there twice", "the same item again"),
        RequestProblem::DuplicateItems => {
            Told::new(Code::InvalidRequest, "a transaction cannot touch an item twice", "the same item again").help(
                "an Update can carry its own ConditionExpression; a ConditionCheck on the same item is not needed",
            )
        }
        RequestProblem::TooManyKeys { count } => too_many(*count, limits::BATCH_GET_KEYS, "keys in a BatchGetItem"),
        RequestProblem::TooManyWrites { count } => {
            too_many(*count, limits::BATCH_WRITE_ENTRIES, "requests in a BatchWriteItem")
        }
        RequestProblem::ActionCount { count } => Told::new(
            Code::InvalidRequest,
            format!("an entry of a transaction is exactly one action, not {count}"),
            "Put, Update, Delete or ConditionCheck",
        ),
        _ => Told::new(Code::InvalidRequest, lower_first(answer), "not valid"),
    }
}

fn too_many(count: usize, limit: usize, what: &str) -> Told {
    Told::new(Code::InvalidRequest, format!("{count} {what}; the limit is {limit}"), "too many")
        .help("split it into several requests")
}

fn tell_value(error: &ValueError) -> Told {
    let mut told = placeholder::value("the value", error);
    told.title = told.title.replace("`the value`", "the value");
    told
}

fn tell_constraint(constraint: &Constraint) -> Told {
    let member = &constraint.member;
    let (title, label) = match &constraint.rule {
        Rule::NotNull => (format!("`{member}` is missing"), "required here".to_owned()),
        Rule::MinLength(least) => (format!("`{member}` is too short"), format!("at least {least}")),
        Rule::MaxLength(most) => (format!("`{member}` is too long"), format!("at most {most}")),
        Rule::MinValue(least) => (format!("`{member}` is too small"), format!("at least {least}")),
        Rule::MaxValue(most) => (format!("`{member}` is too large"), format!("at most {most}")),
        Rule::Pattern(pattern) => {
            (format!("`{member}` has characters it cannot have"), format!("has to fit {pattern}"))
        }
        Rule::OneOf(words) => {
            // Service: the list has a word that is spelled UPDATE_NEW; the word it takes is UPDATED_NEW.
            let words = words.replace("UPDATE_NEW", "UPDATED_NEW");
            (format!("`{member}` is none of its words"), format!("one of {words}"))
        }
        Rule::BatchSizes => (format!("`{member}` has too few or too many entries for a table"), "1 to 25".to_owned()),
        Rule::TableNames => {
            ("a table has a name it cannot have".to_owned(), "3 to 255 of a-z A-Z 0-9 _ . -".to_owned())
        }
    };
    let is_return_values = member.eq_ignore_ascii_case("returnValues");
    Told::new(if is_return_values { Code::ReturnValues } else { Code::InvalidRequest }, title, label)
}

fn tell_legacy(problem: &LegacyProblem, answer: &str) -> Told {
    let text = answer.trim_start_matches("1 validation error detected: ");
    let text = text.trim_start_matches("One or more parameter values were invalid: ");
    let code = match problem {
        LegacyProblem::FilterOnKey { .. } => Code::FilterOnKey,
        _ => Code::LegacyParameter,
    };
    Told::new(code, lower_first(text), "not valid").help("expressions say the same with less; prefer them")
}

fn tell_start_key(problem: StartKeyProblem) -> Told {
    let (title, label) = match problem {
        StartKeyProblem::Shape | StartKeyProblem::Schema | StartKeyProblem::IndexSchema => {
            ("ExclusiveStartKey does not fit the key of what is read", "send LastEvaluatedKey back as it came")
        }
        StartKeyProblem::OutsideQuery => ("ExclusiveStartKey is of another partition", "not in what is queried"),
        StartKeyProblem::OutsideRange => ("ExclusiveStartKey lies outside the key condition", "not in what is queried"),
        StartKeyProblem::OneRow => ("this Query reads one item and cannot be continued", "nothing follows"),
    };
    Told::new(Code::InvalidRequest, title, label)
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        // Words like TableName and acronyms stay as they are.
        (Some(first), Some(second)) if second.is_lowercase() && text.split(' ').next().is_some_and(is_plain_word) => {
            first.to_lowercase().collect::<String>() + characters.as_str()
        }
        _ => text.to_owned(),
    }
}

fn is_plain_word(word: &str) -> bool {
    word.chars().skip(1).all(char::is_lowercase)
}
