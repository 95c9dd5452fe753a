//! Which operation a request without its operation's name is meant for.

use super::Operation;
use crate::source::{JsonNode, similar};

/// The parameters that tell an operation even where they are misspelled: nothing else is spelled much like them.
const EXPRESSIONS: [&str; 5] =
    ["UpdateExpression", "KeyConditionExpression", "FilterExpression", "ConditionExpression", "ProjectionExpression"];
/// One of these, spelled as it is, has to stand beside a misspelled one.
const BESIDE: [&str; 5] = ["TableName", "Key", "Item", "ExpressionAttributeNames", "ExpressionAttributeValues"];
/// No request has more members than this.
const MOST_MEMBERS: usize = 32;

/// The operation a request in JSON is for, as far as its members tell.
///
/// `None` for JSON that does not look like a request. A request for one Key with nothing else is taken for a
/// GetItem, with a condition for a DeleteItem. Beside other members, a misspelled `UpdateExpresion` tells as much as the
/// parameter that it is meant for.
///
/// ```
/// use ddbexpr::request::{Operation, recognise};
/// use ddbexpr::source::document;
///
/// let node = document(r#"{"TableName": "t", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "REMOVE a"}"#).unwrap();
/// assert_eq!(recognise(&node), Some(Operation::UpdateItem));
/// assert_eq!(recognise(&document(r#"{"name": "x"}"#).unwrap()), None);
/// ```
#[must_use]
pub fn recognise(node: &JsonNode) -> Option<Operation> {
    let misspelled = misspelled_expressions(node);
    let has = |names: &[&str]| names.iter().any(|name| node.get(name).is_some() || misspelled.contains(name));
    node.members()?;
    if let Some(tables) = node.get("RequestItems") {
        let lists = tables.members()?.iter().any(|table| table.value.elements().is_some());
        return Some(if lists { Operation::BatchWriteItem } else { Operation::BatchGetItem });
    }
    if let Some(actions) = node.get("TransactItems") {
        let reads = actions.elements()?.iter().any(|action| action.get("Get").is_some());
        return Some(if reads { Operation::TransactGetItems } else { Operation::TransactWriteItems });
    }
    if has(&["UpdateExpression", "AttributeUpdates"]) {
        return Some(Operation::UpdateItem);
    }
    if has(&["KeyConditionExpression", "KeyConditions", "QueryFilter", "ScanIndexForward"]) {
        return Some(Operation::Query);
    }
    let in_one = node.get("TableName").is_some();
    let conditional = has(&["ConditionExpression", "Expected", "ReturnValues", "ReturnItemCollectionMetrics"]);
    if has(&["Item"]) {
        // The answer of a GetItem has an Item, too.
        return (in_one || conditional).then_some(Operation::PutItem);
    }
    // Other things have keys, too: words.
    if node.get("Key").is_some_and(|key| in_one || key.as_str().is_none()) {
        return Some(if conditional { Operation::DeleteItem } else { Operation::GetItem });
    }
    if has(&["FilterExpression", "ScanFilter", "Segment", "TotalSegments"]) {
        return (in_one || is_mostly_known(node)).then_some(Operation::Scan);
    }
    let reads = has(&["IndexName", "Select", "Limit", "ExclusiveStartKey", "ProjectionExpression", "AttributesToGet"]);
    (in_one && reads).then_some(Operation::Scan)
}

/// True where most members are parameters: other services have a `FilterExpression`, too.
fn is_mostly_known(node: &JsonNode) -> bool {
    let members = node.members().unwrap_or_default();
    let known = members.iter().filter(|member| parameter(&member.key).is_some()).count();
    known * 2 > members.len()
}

/// The expressions that misspelled members of a request are meant for.
fn misspelled_expressions(node: &JsonNode) -> Vec<&'static str> {
    let members = node.members().unwrap_or_default();
    if members.len() > MOST_MEMBERS || !BESIDE.iter().any(|name| node.get(name).is_some()) {
        return Vec::new();
    }
    let known = |name: &str| parameter(name).is_some_and(|known| known == name);
    let unknown = members.iter().filter(|member| member.value.as_str().is_some() && !known(&member.key));
    let meant = unknown.filter_map(|member| similar(&member.key, EXPRESSIONS));
    meant.filter_map(|name| EXPRESSIONS.into_iter().find(|known| *known == name)).collect()
}

/// A member that is spelled otherwise than the API has it, where that is why the JSON is no request: `tableName` or
/// `table_name` for `TableName`.
///
/// Only where two members or more are parameters in another spelling, an expression among them: such JSON may well be
/// meant for another program, which knows what to make of it.
///
/// ```
/// use ddbexpr::request::other_spelling;
/// use ddbexpr::source::document;
///
/// let node = document(r#"{"tableName": "t", "filterExpression": "a = :a"}"#).unwrap();
/// assert_eq!(other_spelling(&node), Some(("tableName", "TableName")));
/// assert_eq!(other_spelling(&document(r#"{"tableName": "t", "limit": 5}"#).unwrap()), None);
/// ```
#[must_use]
pub fn other_spelling(node: &JsonNode) -> Option<(&str, &'static str)> {
    let members = node.members().filter(|members| members.len() <= MOST_MEMBERS)?;
    if recognise(node).is_some() {
        return None;
    }
    let known = members.iter().filter_map(|member| Some((member.key.as_str(), parameter(&squeezed(&member.key))?)));
    let otherwise: Vec<_> = known.filter(|(written, meant)| written != meant).collect();
    let telling = otherwise.iter().any(|(_, meant)| EXPRESSIONS.contains(meant));
    otherwise.first().copied().filter(|_| telling && otherwise.len() > 1)
}

/// The parameter of this name in any operation, whatever the case.
fn parameter(name: &str) -> Option<&'static str> {
    let all = Operation::ALL.into_iter().flat_map(|operation| operation.members());
    all.map(|(known, _)| *known).find(|known| known.eq_ignore_ascii_case(name))
}

fn squeezed(name: &str) -> String {
    name.replace(['_', '-'], "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::document;

    #[test]
    fn the_members_tell_the_operation() {
        use Operation as O;
        for (json, operation) in [
            (r#"{"TableName": "t", "Item": {}}"#, Some(O::PutItem)),
            (r#"{"Item": {}, "ConsumedCapacity": {}}"#, None),
            (r#"{"Key": {}}"#, Some(O::GetItem)),
            (r#"{"Key": {}, "ProjectionExpression": "a"}"#, Some(O::GetItem)),
            (r#"{"Key": {}, "ConditionExpression": "a"}"#, Some(O::DeleteItem)),
            (r#"{"Key": {}, "Expected": {}, "AttributeUpdates": {}}"#, Some(O::UpdateItem)),
            (r#"{"KeyConditions": {}}"#, Some(O::Query)),
            (r#"{"TableName": "t", "KeyConditionExpression": "a = :a", "FilterExpression": "b"}"#, Some(O::Query)),
            (r#"{"FilterExpression": "b"}"#, Some(O::Scan)),
            (r#"{"TableName": "t", "Limit": 1}"#, Some(O::Scan)),
            (r#"{"TableName": "t"}"#, None),
            (r#"{"RequestItems": {"t": {"Keys": []}}}"#, Some(O::BatchGetItem)),
            (r#"{"RequestItems": {"t": [{"PutRequest": {}}]}}"#, Some(O::BatchWriteItem)),
            (r#"{"TransactItems": [{"Get": {}}]}"#, Some(O::TransactGetItems)),
            (r#"{"TransactItems": [{"Put": {}}]}"#, Some(O::TransactWriteItems)),
            (r#"{"RequestItems": 1}"#, None),
            (r#"["Key"]"#, None),
            (r#"{"TableName": "t", "Key": {}, "UpdateExpresion": "SET a = :a"}"#, Some(O::UpdateItem)),
            (r#"{"TableName": "t", "updateExpression": "SET a = :a"}"#, Some(O::UpdateItem)),
            (r#"{"TableName": "t", "KeyConditonExpression": "a = :a", "FilterExpression": "b"}"#, Some(O::Query)),
            (r#"{"TableName": "t", "FilterExpresssion": "a = :a"}"#, Some(O::Scan)),
            (r#"{"UpdateExpresion": "SET a = :a"}"#, None),
            (r#"{"TableName": "t", "UpdateExpresion": {}}"#, None),
            (r#"{"tableName": "t", "filterExpression": "a = :a"}"#, None),
            (r#"{"name": "x", "Limits": 1}"#, None),
        ] {
            assert_eq!(recognise(&document(json).unwrap()), operation, "{json}");
        }
    }

    #[test]
    fn another_spelling_is_noticed() {
        for (json, noticed) in [
            (r#"{"tableName": "t", "filterExpression": "a"}"#, Some(("tableName", "TableName"))),
            (r#"{"update_expression": "a", "key": {}}"#, Some(("update_expression", "UpdateExpression"))),
            (
                r#"{"key-condition-expression": "a", "limit": 3}"#,
                Some(("key-condition-expression", "KeyConditionExpression")),
            ),
            (r#"{"limit": 3, "select": "a", "key": {}}"#, None),
            (r#"{"filterExpression": "a"}"#, None),
            (r#"{"TableName": "t", "filterExpression": "a", "limit": 3}"#, None),
            (r#"[{"tableName": "t", "filterExpression": "a"}]"#, None),
        ] {
            assert_eq!(other_spelling(&document(json).unwrap()), noticed, "{json}");
        }
    }
}
