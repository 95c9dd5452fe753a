//! Problems of requests apart from their expressions, told.

use super::Code;
use super::describe::Told;
use super::fix::{Applicability, Edit, Fix};
use super::legacy;
use super::placeholder;
use crate::check::similar;
use crate::limits;
use crate::problem::{Constraint, Quoted, RequestProblem, Rule, StartKeyProblem};
use crate::request::Shape;
use crate::value::{JsonKind, ValueError};

pub(super) fn tell(problem: &RequestProblem, answer: &str) -> Told {
    match problem {
        RequestProblem::Json { shape, found } => Told::new(
            Code::InvalidJsonType,
            format!("{} is wanted here, not {}", shape_word(*shape), kind_word(*found)),
            "wrong JSON type",
        )
        .help(shape_example(*shape)),
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
        RequestProblem::Legacy(problem) => legacy::tell(problem),
        RequestProblem::InvalidValue { error } => tell_value(error),
        RequestProblem::AttributeNameTooLarge { bytes } => Told::new(
            Code::InvalidName,
            format!("an attribute name has {bytes} bytes; the limit is {}", limits::ATTRIBUTE_NAME_BYTES),
            "too long",
        )
        .help("shorten the name"),
        RequestProblem::ReturnValuesNotAllowed { word } => Told::new(
            Code::ReturnValues,
            format!("ReturnValues `{word}` is only for UpdateItem"),
            "ALL_OLD or NONE here",
        )
        .help("ask for ALL_OLD, or leave ReturnValues out: the new item is the one that was sent")
        .fix(set_word("ReturnValues", word, "ALL_OLD")),
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
        .help(format!("leave Select out, or {parameter}"))
        .fix(leave_out("Select", Applicability::Unsafe)),
        RequestProblem::SelectWithoutIndex => {
            Told::new(Code::SelectProjection, "ALL_PROJECTED_ATTRIBUTES is only for an index", "IndexName is missing")
                .help("name the index in IndexName, or ask for ALL_ATTRIBUTES")
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
        .help("leave ConsistentRead out, or read the table")
        .fix(leave_out("ConsistentRead", Applicability::Safe)),
        RequestProblem::StartKey(problem) => tell_start_key(*problem),
        RequestProblem::SegmentWithoutTotal => {
            Told::new(Code::InvalidRequest, "Segment without TotalSegments", "which of how many?")
                .help("add TotalSegments: the number of parts the Scan is split into")
        }
        RequestProblem::TotalWithoutSegment => {
            Told::new(Code::InvalidRequest, "TotalSegments without Segment", "which of them is to be read?")
                .help("add Segment: segments count from 0 to TotalSegments - 1")
        }
        RequestProblem::SegmentTooLarge { segment, total } => Told::new(
            Code::InvalidRequest,
            format!("there is no segment {segment} of {total}"),
            "has to be below TotalSegments",
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

fn leave_out(member: &str, sure: Applicability) -> Fix {
    Fix::new(format!("leave {member} out"), sure, vec![Edit::RemoveMember(member.to_owned())])
}

fn set_word(member: &str, from: &str, to: &str) -> Fix {
    let edit = Edit::SetText { at: vec![member.into()], from: from.to_owned(), to: to.to_owned() };
    Fix::new(format!("write {to}"), Applicability::Unsafe, vec![edit])
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

const fn shape_example(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "put it in quotes: \"…\"",
        Shape::Boolean => "write true or false, without quotes",
        Shape::Integer => "write digits without quotes, such as 10",
        Shape::Attributes => "name attributes and their values: `{\"id\": {\"S\": \"a\"}}`",
        Shape::ListOfAttributes => "write a list: `[{\"id\": {\"S\": \"a\"}}]`",
        Shape::Names => "map placeholders to names: `{\"#n\": \"name\"}`",
        Shape::ListOfNames => "write a list: `[\"id\", \"name\"]`",
        Shape::Expected | Shape::Updates | Shape::Conditions => {
            "name attributes, each with what is asked of it: `{\"id\": { … }}`"
        }
        Shape::Tables => "name tables, each with what is asked of it: `{\"Table\": … }`",
        Shape::Structure(_) => "write an object: `{ … }`",
        Shape::Actions => "write a list: `[{ … }]`",
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
                .help("every item has all key attributes of its table")
        }
        RequestProblem::KeyType { attribute, expected, actual } => Told::new(
            Code::KeyMismatch,
            format!("the key attribute `{attribute}` is of type {expected}, not {actual}"),
            format!("of type {actual}"),
        )
        .help(format!("send a value of type {expected}")),
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
            Told::new(Code::KeyMismatch, title, "too large").help("use a shorter key, such as a hash of the long text")
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
        RequestProblem::DuplicateKeys => Told::new(Code::InvalidRequest, "a key is there twice", "the same item again")
            .help("name each item once in a batch"),
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
        )
        .help("make an entry of TransactItems for each action"),
        RequestProblem::WriteRequestCount { count } => Told::new(
            Code::InvalidRequest,
            format!("an entry of a BatchWriteItem is exactly one request, not {count}"),
            "PutRequest or DeleteRequest",
        )
        .help("make an entry of the table's list for each request"),
        RequestProblem::NoTables { operation } => {
            Told::new(Code::InvalidRequest, format!("a {operation} needs RequestItems"), "names no table")
                .help("name at least one table")
        }
        RequestProblem::TransactionTooLarge => {
            Told::new(Code::ExpressionLimit, "the items of the transaction have more than 4 MB together", "too large")
                .help("split it into several transactions")
        }
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

/// The member as a request spells it: of `transactItems.1.member.put.item` the last, `Item`.
fn member_name(member: &str) -> String {
    let last = member.rsplit('.').find(|part| *part != "member" && !part.bytes().all(|byte| byte.is_ascii_digit()));
    let mut characters = last.unwrap_or(member).chars();
    characters.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + characters.as_str())
}

fn tell_constraint(constraint: &Constraint) -> Told {
    let member = member_name(&constraint.member);
    let (title, label) = match &constraint.rule {
        Rule::NotNull => (format!("`{member}` is missing"), "required here".to_owned()),
        Rule::MinLength(1) => (format!("`{member}` is empty"), "at least 1".to_owned()),
        Rule::MinLength(least) => (format!("`{member}` is too short"), format!("at least {least}")),
        Rule::MaxLength(most) => (format!("`{member}` is too long"), format!("at most {most}")),
        Rule::MinValue(least) => (format!("`{member}` is too small"), format!("at least {least}")),
        Rule::MaxValue(most) => (format!("`{member}` is too large"), format!("at most {most}")),
        Rule::Pattern("[a-zA-Z0-9_.-]+") => {
            (format!("`{member}` has characters it cannot have"), "only a-z A-Z 0-9 _ . -".to_owned())
        }
        Rule::Pattern(pattern) => {
            (format!("`{member}` has characters it cannot have"), format!("has to fit {pattern}"))
        }
        Rule::OneOf(words) => return tell_words(constraint, &member, words),
        Rule::BatchSizes => {
            ("a table has too few or too many requests in this batch".to_owned(), "1 to 25 for each table".to_owned())
        }
        Rule::TableNames => {
            ("a table has a name it cannot have".to_owned(), "only 3 to 255 of a-z A-Z 0-9 _ . -".to_owned())
        }
    };
    let help = match &constraint.rule {
        Rule::NotNull => format!("add {member}"),
        Rule::MaxLength(_) if constraint.member.ends_with("Keys") || constraint.member.ends_with("tems") => {
            "split it into several requests".to_owned()
        }
        Rule::MinLength(_) | Rule::MaxLength(_) => format!("change {member} so that its length fits"),
        Rule::MinValue(_) | Rule::MaxValue(_) => format!("give {member} a number that fits, or leave it out"),
        Rule::Pattern(_) | Rule::TableNames => "write the name of the table as it was created".to_owned(),
        Rule::BatchSizes => "leave tables without requests out; send more than 25 in several batches".to_owned(),
        Rule::OneOf(_) => format!("write one of the words that {member} takes"),
    };
    Told::new(Code::InvalidRequest, title, label).help(help)
}

/// A member that takes one of some words and has another.
fn tell_words(constraint: &Constraint, member: &str, words: &str) -> Told {
    // Service: the list has a word that is spelled UPDATE_NEW; the word it takes is UPDATED_NEW.
    let words = words.replace("UPDATE_NEW", "UPDATED_NEW");
    let code = if member == "ReturnValues" { Code::ReturnValues } else { Code::InvalidRequest };
    let (title, near) = match &constraint.value {
        Quoted::Text(word) => (format!("`{member}` cannot be `{word}`"), similar(word, words.split(", "))),
        Quoted::Null | Quoted::Unquoted => (format!("`{member}` has a word it does not take"), None),
    };
    let told = Told::new(code, title, format!("one of {words}"));
    match near {
        Some(near) => match &constraint.value {
            Quoted::Text(word) => told.fix(set_word(member, word, near)),
            Quoted::Null | Quoted::Unquoted => told,
        }
        .help(format!("did you mean `{near}`?")),
        None => told.help("write one of these words, in upper case"),
    }
}

fn tell_start_key(problem: StartKeyProblem) -> Told {
    let (title, label) = match problem {
        StartKeyProblem::Shape | StartKeyProblem::Schema | StartKeyProblem::IndexSchema => (
            "ExclusiveStartKey does not fit the key of what is read",
            "attributes are missing, too many or of another type",
        ),
        StartKeyProblem::OutsideQuery => ("ExclusiveStartKey is of another partition", "not in what is queried"),
        StartKeyProblem::OutsideRange => ("ExclusiveStartKey lies outside the key condition", "not in what is queried"),
        StartKeyProblem::OneRow => ("this Query reads one item and cannot be continued", "nothing follows"),
    };
    let help = match problem {
        StartKeyProblem::OneRow => "leave ExclusiveStartKey out: there is no second page",
        _ => "send the LastEvaluatedKey of the page before as it came, with everything else unchanged",
    };
    Told::new(Code::InvalidRequest, title, label).help(help)
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
