//! Which operation a request without its operation's name is meant for.

use super::Operation;
use crate::source::JsonNode;

/// The operation a request in JSON is for, as far as its members tell.
///
/// `None` for JSON that does not look like a request. A request for one Key with nothing else is taken for a
/// GetItem, with a condition for a DeleteItem.
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
    let has = |names: &[&str]| names.iter().any(|name| node.get(name).is_some());
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
    if has(&["Key"]) {
        return Some(if conditional { Operation::DeleteItem } else { Operation::GetItem });
    }
    if has(&["FilterExpression", "ScanFilter", "Segment", "TotalSegments"]) {
        return Some(Operation::Scan);
    }
    let reads = has(&["IndexName", "Select", "Limit", "ExclusiveStartKey", "ProjectionExpression", "AttributesToGet"]);
    (in_one && reads).then_some(Operation::Scan)
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
            (r#"{"name": "x", "Limits": 1}"#, None),
        ] {
            assert_eq!(recognise(&document(json).unwrap()), operation, "{json}");
        }
    }
}
