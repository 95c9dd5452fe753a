//! The many ways to spell the parameters and operations of DynamoDB's API.

use crate::request::{Action, Operation};
use crate::syntax::ExpressionKind;

/// A parameter of a request.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Parameter {
    /// One of the five expressions.
    Expression(ExpressionKind),
    /// `expression`: which kind depends on what it is part of.
    SomeExpression,
    /// ExpressionAttributeNames
    Names,
    /// ExpressionAttributeValues
    Values,
    /// Any other, by the name the API gives it.
    Member(&'static str),
}

/// The members of requests besides expressions and maps.
const MEMBERS: [&str; 29] = [
    "TableName",
    "IndexName",
    "Key",
    "Keys",
    "Item",
    "Limit",
    "Select",
    "ConsistentRead",
    "ScanIndexForward",
    "ExclusiveStartKey",
    "ReturnValues",
    "ReturnConsumedCapacity",
    "ReturnItemCollectionMetrics",
    "ReturnValuesOnConditionCheckFailure",
    "KeyConditions",
    "QueryFilter",
    "ScanFilter",
    "Expected",
    "AttributeUpdates",
    "AttributesToGet",
    "ConditionalOperator",
    "Segment",
    "TotalSegments",
    "TransactItems",
    "RequestItems",
    "PutRequest",
    "DeleteRequest",
    "ConditionCheck",
    "ClientRequestToken",
];

/// What a parameter's name says, without the marks of its language: `KeyConditionExpression`,
/// `keyConditionExpression`, `key_condition_expression`, `--key-condition-expression`, `withKeyConditionExpression`,
/// `:key_condition_expression`, `KeyConditionExpression.$`.
#[must_use]
pub fn parameter(written: &str) -> Option<Parameter> {
    let bare = written.trim_start_matches(['-', ':', '@', '$']);
    let bare = bare.strip_suffix(".$").unwrap_or(bare);
    if bare.len() > 48 {
        return None;
    }
    exact(bare).or_else(|| {
        // Setters: a capital or `_` follows the verb.
        let rest = ["with", "set", "With", "Set"].into_iter().find_map(|verb| bare.strip_prefix(verb))?;
        let is_word = rest.starts_with('_') || rest.starts_with(|first: char| first.is_ascii_uppercase());
        match rest {
            // The document model of Java.
            "NameMap" => Some(Parameter::Names),
            "ValueMap" => Some(Parameter::Values),
            _ if is_word => exact(rest.trim_start_matches('_')),
            _ => None,
        }
    })
}

fn exact(name: &str) -> Option<Parameter> {
    // Every parameter begins with one of these letters; most names of a program end here.
    let first = name.bytes().next()?.to_ascii_lowercase();
    if !b"acdefiklnpqrstuv".contains(&first) {
        return None;
    }
    let is = |other: &str| same_word(name, other);
    let kind = |kind| Some(Parameter::Expression(kind));
    if is("KeyConditionExpression") {
        return kind(ExpressionKind::KeyCondition);
    }
    if is("FilterExpression") {
        return kind(ExpressionKind::Filter);
    }
    if is("ConditionExpression") {
        return kind(ExpressionKind::Condition);
    }
    if is("UpdateExpression") {
        return kind(ExpressionKind::Update);
    }
    if is("ProjectionExpression") {
        return kind(ExpressionKind::Projection);
    }
    if is("ExpressionAttributeNames") || is("ExpressionNames") {
        return Some(Parameter::Names);
    }
    if is("ExpressionAttributeValues") || is("ExpressionValues") {
        return Some(Parameter::Values);
    }
    if is("ExpressionStatement") || name == "expression" {
        return Some(Parameter::SomeExpression);
    }
    MEMBERS.into_iter().find(|member| is(member)).map(Parameter::Member)
}

/// A method that adds one entry to a map of a builder.
#[must_use]
pub fn map_entry(method: &str) -> Option<Parameter> {
    let is = |other: &str| same_word(method, other);
    if is("putExpressionName") || is("addExpressionAttributeNamesEntry") || is("expressionAttributeNames") {
        return Some(Parameter::Names);
    }
    if is("putExpressionValue") || is("addExpressionAttributeValuesEntry") || is("expressionAttributeValues") {
        return Some(Parameter::Values);
    }
    None
}

/// True where two names are one but for case, `_` and `-`.
fn same_word(one: &str, two: &str) -> bool {
    let letters = |word: &str| word.len();
    if letters(one) < letters(two) {
        return false;
    }
    let mut left = one.bytes().filter(|byte| *byte != b'_' && *byte != b'-');
    let mut right = two.bytes();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.eq_ignore_ascii_case(&b) => {}
            _ => return false,
        }
    }
}

/// What a name says of the operation: `query`, `QueryCommand`, `update_item`, `UpdateItemSpec`.
#[must_use]
pub fn operation(written: &str) -> Option<(Operation, Action)> {
    // `getPaginator` names no operation: what it is given does.
    let is_command_type = written == "GetCommand";
    if !is_command_type && ["getpaginator", "getiterator", "getcommand"].iter().any(|other| same_word(written, other)) {
        return None;
    }
    let mut word: String =
        written.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_lowercase()).collect();
    for ending in [
        "enhancedrequest",
        "fluentbuilder",
        "requestbuilder",
        "callable",
        "paginator",
        "iterable",
        "command",
        "request",
        "publisher",
        "onepage",
        "builder",
        "promise",
        "input",
        "async",
        "pages",
        "spec",
        "withresponse",
        "operationconfig",
        "operation",
        "params",
        "all",
    ] {
        if let Some(rest) = word.strip_suffix(ending)
            && !rest.is_empty()
        {
            word.truncate(rest.len());
        }
    }
    let word = word.strip_prefix("dynamodb").unwrap_or(&word);
    let word = word.strip_prefix("new").filter(|rest| !rest.is_empty()).unwrap_or(word);
    Some(match word {
        // `getAll` is somebody's own.
        "putitem" | "put" | "updateitem" | "update" | "deleteitem" | "delete" | "getitem" | "get"
            if written.to_ascii_lowercase().ends_with("all") =>
        {
            return None;
        }
        "putitem" | "put" => (Operation::PutItem, Action::Put),
        "updateitem" | "update" => (Operation::UpdateItem, Action::Update),
        "deleteitem" | "delete" => (Operation::DeleteItem, Action::Delete),
        "getitem" | "get" => (Operation::GetItem, Action::Get),
        "query" | "getquery" | "querypaginated" => (Operation::Query, Action::Query),
        "scan" | "parallelscan" => (Operation::Scan, Action::Scan),
        "batchgetitem" | "batchget" => (Operation::BatchGetItem, Action::Get),
        "conditioncheck" | "transactconditioncheck" => (Operation::TransactWriteItems, Action::ConditionCheck),
        _ => return None,
    })
}

/// The action of an entry of a transaction, by the key it stands under.
#[must_use]
pub fn transaction_action(key: &str) -> Option<Action> {
    Some(match key {
        "Put" | "put" => Action::Put,
        "Update" | "update" => Action::Update,
        "Delete" | "delete" => Action::Delete,
        "ConditionCheck" | "conditionCheck" | "condition_check" => Action::ConditionCheck,
        "Get" | "get" => Action::Get,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_in_every_spelling() {
        let filter = Some(Parameter::Expression(ExpressionKind::Filter));
        for written in [
            "FilterExpression",
            "filterExpression",
            "filter_expression",
            "--filter-expression",
            "withFilterExpression",
            "setFilterExpression",
            "set_filter_expression",
            "SetFilterExpression",
            "FilterExpression.$",
            ":filter_expression",
        ] {
            assert_eq!(parameter(written), filter, "{written}");
        }
        assert_eq!(parameter("expression_attribute_names"), Some(Parameter::Names));
        assert_eq!(parameter("--table-name"), Some(Parameter::Member("TableName")));
        for written in ["filter", "Expressions", "settings", "withhold", "FilterExpressions", ""] {
            assert_eq!(parameter(written), None, "{written}");
        }
    }

    #[test]
    fn operations_in_every_spelling() {
        for written in ["query", "Query", "QueryCommand", "QueryInput", "QueryRequest", "QueryPages", "QueryPaginator"]
        {
            assert_eq!(operation(written), Some((Operation::Query, Action::Query)), "{written}");
        }
        for written in
            ["update_item", "updateItem", "UpdateItemSpec", "UpdateCommand", "update-item", "UpdateItemAsync"]
        {
            assert_eq!(operation(written), Some((Operation::UpdateItem, Action::Update)), "{written}");
        }
        assert_eq!(operation("GetCommand"), Some((Operation::GetItem, Action::Get)));
        for written in ["getCommand", "queryString", "updates", "execute", "command", ""] {
            assert_eq!(operation(written), None, "{written}");
        }
    }
}
