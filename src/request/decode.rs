//! Requests from JSON, in the shape of the AWS CLI's `--cli-input-json` and of the wire.
//!
//! Total: what is not what it should be is noted and counts as present and unknown, so that nothing else is
//! found wrong for its sake. Which members must be there, and what they may say, is for the checks.

use super::plain::Plain;
use super::{
    Action, AttributeUpdate, Binding, DecodeError, DecodeProblem, Entry, ExpressionAttributeNames,
    ExpressionAttributeValues, LegacyCondition, Operation, Request, Shape, unknown_name,
};
use crate::layer::ValidationLayer;
use crate::limits;
use crate::source::{JsonNode, JsonNodeKind, Step};
use crate::value::{AttributeType, AttributeValue, Item, JsonKind, JsonStep, TypeSet, ValueProblem, json};

/// Decodes a request.
///
/// `newest` is the newest validation layer in use: numbers and values are read as the layer of the operation
/// reads them.
///
/// ```
/// use ddbexpr::request::{Operation, decode};
/// use ddbexpr::source::document;
///
/// let node = document(r#"{"TableName": "t", "FilterExpression": "a = :v"}"#).unwrap();
/// let request = decode(&node, Operation::Scan, Default::default());
/// assert_eq!(request.entries[0].table_name, Some("t"));
/// assert!(request.problems.is_empty());
/// ```
#[must_use]
pub fn decode(node: &JsonNode, operation: Operation, newest: ValidationLayer) -> Request<'_> {
    let mut decoder = Decoder { operation, layer: operation.layer(newest), entry: None, problems: Vec::new() };
    let entries = match operation {
        Operation::BatchGetItem | Operation::BatchWriteItem => decoder.tables(node),
        Operation::TransactGetItems | Operation::TransactWriteItems => decoder.transaction(node),
        single => {
            decoder.entry = Some(0);
            vec![decoder.entry(node, Vec::new(), Some(single_action(single)))]
        }
    };
    Request { operation, node, entries, problems: decoder.problems }
}

const fn single_action(operation: Operation) -> Action {
    match operation {
        Operation::PutItem => Action::Put,
        Operation::UpdateItem => Action::Update,
        Operation::DeleteItem => Action::Delete,
        Operation::Query => Action::Query,
        Operation::Scan => Action::Scan,
        _ => Action::Get,
    }
}

/// The members of a transaction's entry.
const ACTIONS: [(&str, Action); 5] = [
    ("Get", Action::Get),
    ("ConditionCheck", Action::ConditionCheck),
    ("Put", Action::Put),
    ("Delete", Action::Delete),
    ("Update", Action::Update),
];
/// The members of a BatchWriteItem's entry.
const WRITES: [(&str, Action); 2] = [("PutRequest", Action::Put), ("DeleteRequest", Action::Delete)];

/// More than any request may have: the rest is not looked at. What is too much is found by counting the JSON.
const MOST_ENTRIES: usize = 1000;
/// More problems than this help nobody.
const MOST_PROBLEMS: usize = 1000;

struct Decoder {
    operation: Operation,
    layer: ValidationLayer,
    entry: Option<u16>,
    problems: Vec<DecodeProblem>,
}

impl Decoder {
    fn problem(&mut self, path: Vec<Step>, error: DecodeError) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(DecodeProblem { entry: self.entry, path, error });
        }
    }

    /// A member of an entry, as [`Decoder::of_shape`] takes it.
    fn of_member<'j>(&mut self, node: &'j JsonNode, shape: Shape, name: &'static str) -> Option<&'j JsonNode> {
        if shape.takes(kind(node)) && !node.is_unknown() {
            return Some(node);
        }
        self.of_shape(node, shape, &[Step::from(name)])
    }

    /// A node that is not `null` and of the right kind.
    fn of_shape<'j>(&mut self, node: &'j JsonNode, shape: Shape, path: &[Step]) -> Option<&'j JsonNode> {
        if node.is_null() || node.is_unknown() {
            return None;
        }
        let found = kind(node);
        if shape.takes(found) {
            return Some(node);
        }
        self.problem(path.to_vec(), DecodeError::Json { shape, found });
        None
    }

    fn tables<'j>(&mut self, node: &'j JsonNode) -> Vec<Entry<'j>> {
        let mut entries = Vec::new();
        let Some(tables) = self.top(node, "RequestItems", Shape::Tables) else { return entries };
        for table in tables.members().unwrap_or_default().iter().take(MOST_ENTRIES) {
            let path = vec![Step::from("RequestItems"), Step::from(table.key.as_str())];
            let at = entries.len();
            if self.operation == Operation::BatchGetItem {
                self.enter(at);
                entries.push(self.entry(&table.value, path, Some(Action::Get)));
            } else if let Some(list) = self.in_request(&table.value, Shape::Actions, &path) {
                self.actions(list, &path, &WRITES, &mut entries);
            }
            for entry in entries.iter_mut().skip(at) {
                entry.table_name = Some(&table.key);
            }
        }
        entries
    }

    fn transaction<'j>(&mut self, node: &'j JsonNode) -> Vec<Entry<'j>> {
        let mut entries = Vec::new();
        let Some(list) = self.top(node, "TransactItems", Shape::Actions) else { return entries };
        let (get, write) = ACTIONS.split_at(1);
        let known = if self.operation == Operation::TransactGetItems { get } else { write };
        self.actions(list, &["TransactItems".into()], known, &mut entries);
        entries
    }

    fn actions<'j>(
        &mut self,
        list: &'j JsonNode,
        path: &[Step],
        known: &[(&'static str, Action)],
        entries: &mut Vec<Entry<'j>>,
    ) {
        let room = MOST_ENTRIES.saturating_sub(entries.len());
        for (index, element) in list.elements().unwrap_or_default().iter().take(room).enumerate() {
            self.enter(entries.len());
            let mut path = path.to_vec();
            path.push(index.into());
            let given = |(name, _): &&(&str, Action)| element.get(name).is_some_and(|node| !node.is_null());
            let mut given = known.iter().filter(given);
            let entry = match (given.next(), given.next()) {
                (Some((name, action)), None) => {
                    path.push((*name).into());
                    self.entry(element.get(name).unwrap_or(element), path, Some(*action))
                }
                _ => self.entry(element, path, None),
            };
            entries.push(entry);
        }
    }

    fn enter(&mut self, entry: usize) {
        self.entry = Some(u16::try_from(entry).unwrap_or(u16::MAX));
    }

    /// A member of the whole request.
    fn top<'j>(&mut self, node: &'j JsonNode, name: &'static str, shape: Shape) -> Option<&'j JsonNode> {
        let request = self.in_request(node, Shape::Structure("Request"), &[])?;
        for (other, shape) in self.operation.members() {
            if *other != name
                && let Some(value) = request.get(other)
            {
                self.in_request(value, *shape, &[Step::from(*other)]);
            }
        }
        self.in_request(request.get(name)?, shape, &[Step::from(name)])
    }

    fn in_request<'j>(&mut self, node: &'j JsonNode, shape: Shape, path: &[Step]) -> Option<&'j JsonNode> {
        self.entry = None;
        self.of_shape(node, shape, path)
    }

    fn entry<'j>(&mut self, node: &'j JsonNode, path: Vec<Step>, action: Option<Action>) -> Entry<'j> {
        let mut entry = Entry {
            action,
            path,
            node,
            table_name: None,
            expressions: Vec::new(),
            names: ExpressionAttributeNames::new(),
            values: ExpressionAttributeValues::new(),
            item: None,
            keys: Vec::new(),
            start_key: None,
            expected: None,
            key_conditions: None,
            filter: None,
            updates: None,
            attributes_to_get: None,
        };
        let whole = self.of_shape(node, Shape::Structure("Request"), &[]);
        if let (Some(node), Some(action)) = (whole, action) {
            for (name, shape) in self.operation.entry_members(action) {
                if let Some(member) = node.get(name)
                    && let Some(member) = self.of_member(member, *shape, name)
                {
                    self.member(&mut entry, name, *shape, member);
                }
            }
            let text = |kind: &crate::syntax::ExpressionKind| Some((*kind, node.get(kind.parameter())?.as_str()?));
            entry.expressions = action.expressions().iter().filter_map(text).collect();
        }
        entry
    }

    fn member<'j>(&mut self, entry: &mut Entry<'j>, name: &'static str, shape: Shape, node: &'j JsonNode) {
        let path = &mut vec![Step::from(name)];
        match (name, shape) {
            ("TableName", _) => entry.table_name = node.as_str(),
            ("ExpressionAttributeValues", _) => entry.values = self.values(node, path),
            ("Item", _) => entry.item = self.attributes(node, path),
            ("ExclusiveStartKey", _) => entry.start_key = self.attributes(node, path),
            ("Key", _) => entry.keys = vec![self.attributes(node, path)],
            (_, Shape::ListOfAttributes) => {
                entry.keys = self.each(node, path, |decoder, key, path| {
                    decoder.of_shape(key, Shape::Attributes, path);
                    decoder.attributes(key, path)
                });
            }
            (_, Shape::Names) => entry.names = self.names(node, path),
            (_, Shape::ListOfNames) => {
                let names = self.each(node, path, |decoder, name, path| {
                    decoder.of_shape(name, Shape::Text, path).and_then(JsonNode::as_str)
                });
                entry.attributes_to_get = Some(names.into_iter().flatten().collect());
            }
            ("Expected", _) => entry.expected = Some(self.conditions(node, path, "ExpectedAttributeValue")),
            ("KeyConditions", _) => entry.key_conditions = Some(self.conditions(node, path, "Condition")),
            (_, Shape::Conditions) => entry.filter = Some(self.conditions(node, path, "Condition")),
            (_, Shape::Updates) => entry.updates = Some(self.updates(node, path)),
            _ => {}
        }
    }

    fn each<'j, T>(
        &mut self,
        list: &'j JsonNode,
        path: &mut Vec<Step>,
        mut decode: impl FnMut(&mut Self, &'j JsonNode, &mut Vec<Step>) -> T,
    ) -> Vec<T> {
        let mut decoded = Vec::new();
        for (index, element) in list.elements().unwrap_or_default().iter().enumerate() {
            path.push(index.into());
            decoded.push(decode(self, element, path));
            path.pop();
        }
        decoded
    }

    fn each_member<'j>(
        &mut self,
        object: &'j JsonNode,
        path: &mut Vec<Step>,
        mut decode: impl FnMut(&mut Self, &'j str, &'j JsonNode, &mut Vec<Step>),
    ) {
        for member in object.members().unwrap_or_default() {
            path.push(member.key.as_str().into());
            decode(self, &member.key, &member.value, path);
            path.pop();
        }
    }

    fn names(&mut self, node: &JsonNode, path: &mut Vec<Step>) -> ExpressionAttributeNames {
        let mut names = ExpressionAttributeNames::sent_empty();
        let mut unknown = false;
        self.each_member(node, path, |decoder, key, value, path| {
            let found = kind(value);
            match value.as_str() {
                Some(name) => drop(names.insert(key, name)),
                None if value.is_unknown() && !key.is_empty() => drop(names.insert(key, unknown_name(key))),
                None if value.is_unknown() => unknown = true,
                None => {
                    unknown = true;
                    decoder.problem(path.clone(), DecodeError::Json { shape: Shape::Text, found });
                }
            }
        });
        if unknown { names.partial() } else { names }
    }

    fn values(&mut self, node: &JsonNode, path: &mut Vec<Step>) -> ExpressionAttributeValues {
        let mut values = ExpressionAttributeValues::sent_empty();
        let plain = Plain { layer: self.layer, levels: self.value_levels() };
        self.each_member(node, path, |decoder, key, value, path| {
            if let Some(value) = plain.value(value) {
                values.insert(key, Binding::Value(value));
                return;
            }
            if value.has_unknown() {
                // What the value is made of is not known; what type it has may be.
                if !key.is_empty() {
                    values.insert(key, Binding::Types(outer_type(value)));
                }
                return;
            }
            let decoded = json::from_json_within(&value.to_value(), decoder.layer, decoder.value_levels());
            let binding = match decoded {
                Ok(value) => Binding::Value(value),
                Err(problems) => {
                    decoder.value_problems(problems, path);
                    Binding::Types(TypeSet::ALL)
                }
            };
            values.insert(key, binding);
        });
        if node.is_open() { values.partial() } else { values }
    }

    /// Service: the older layer takes 32 levels around a value of an expression, one more than else.
    fn value_levels(&self) -> usize {
        limits::NESTING_LEVELS + usize::from(self.layer == ValidationLayer::Older)
    }

    const fn plain(&self) -> Plain {
        Plain { layer: self.layer, levels: limits::NESTING_LEVELS }
    }

    fn value(&mut self, node: &JsonNode, path: &[Step]) -> Option<AttributeValue> {
        if let Some(value) = self.plain().value(node) {
            return Some(value);
        }
        if node.has_unknown() {
            return None;
        }
        let decoded = json::from_json_all(&node.to_value(), self.layer);
        decoded.map_err(|problems| self.value_problems(problems, path)).ok()
    }

    fn attributes(&mut self, node: &JsonNode, path: &[Step]) -> Option<Item> {
        if let Some(item) = self.plain().item(node) {
            return Some(item);
        }
        node.members()?;
        if node.has_unknown() {
            return None;
        }
        let decoded = json::item_from_json_all(&node.to_value(), self.layer);
        decoded.map_err(|problems| self.value_problems(problems, path)).ok()
    }

    fn value_problems(&mut self, problems: Vec<ValueProblem>, path: &[Step]) {
        for problem in problems {
            let steps = problem.place.0.into_iter().map(|step| match step {
                JsonStep::Member(name) => Step::Member(name),
                JsonStep::Element(index) => Step::Element(index),
            });
            let path = path.iter().cloned().chain(steps).collect();
            self.problem(path, DecodeError::Value(problem.error));
        }
    }

    fn conditions<'j>(
        &mut self,
        node: &'j JsonNode,
        path: &mut Vec<Step>,
        class: &'static str,
    ) -> Vec<LegacyCondition<'j>> {
        let mut conditions = Vec::new();
        self.each_member(node, path, |decoder, attribute, node, path| {
            let Some(node) = decoder.of_shape(node, Shape::Structure(class), path) else { return };
            let operator = decoder.inner(node, path, "ComparisonOperator", Shape::Text).and_then(JsonNode::as_str);
            let exists = decoder.inner(node, path, "Exists", Shape::Boolean);
            let value = decoder.inner_value(node, path);
            let arguments = decoder.inner(node, path, "AttributeValueList", Shape::ListOfAttributes).map(|list| {
                path.push("AttributeValueList".into());
                let arguments = decoder.each(list, path, |decoder, value, path| decoder.value(value, path));
                path.pop();
                arguments
            });
            let exists = exists.map(|node| node.kind == JsonNodeKind::Bool(true));
            conditions.push(LegacyCondition { attribute, operator, arguments, value, exists });
        });
        conditions
    }

    fn updates<'j>(&mut self, node: &'j JsonNode, path: &mut Vec<Step>) -> Vec<AttributeUpdate<'j>> {
        let mut updates = Vec::new();
        self.each_member(node, path, |decoder, attribute, node, path| {
            let Some(node) = decoder.of_shape(node, Shape::Structure("AttributeValueUpdate"), path) else { return };
            let action = decoder.inner(node, path, "Action", Shape::Text).and_then(JsonNode::as_str);
            updates.push(AttributeUpdate { attribute, action, value: decoder.inner_value(node, path) });
        });
        updates
    }

    fn inner<'j>(
        &mut self,
        node: &'j JsonNode,
        path: &mut Vec<Step>,
        name: &'static str,
        shape: Shape,
    ) -> Option<&'j JsonNode> {
        path.push(name.into());
        let found = node.get(name).and_then(|member| self.of_shape(member, shape, path));
        path.pop();
        found
    }

    fn inner_value(&mut self, node: &JsonNode, path: &mut Vec<Step>) -> Option<Option<AttributeValue>> {
        let value = node.get("Value").filter(|value| !value.is_null())?;
        path.push("Value".into());
        let decoded = self.value(value, path);
        path.pop();
        Some(decoded)
    }
}

fn kind(node: &JsonNode) -> JsonKind {
    match &node.kind {
        JsonNodeKind::Null | JsonNodeKind::Unknown => JsonKind::Null,
        JsonNodeKind::Bool(true) => JsonKind::True,
        JsonNodeKind::Bool(false) => JsonKind::False,
        JsonNodeKind::Number(text) if text.contains(['.', 'e', 'E']) => JsonKind::Decimal,
        JsonNodeKind::Number(_) => JsonKind::Integer,
        JsonNodeKind::String(_) => JsonKind::String,
        JsonNodeKind::Array(_) => JsonKind::Array,
        JsonNodeKind::Object(_) => JsonKind::Object,
    }
}

fn outer_type(value: &JsonNode) -> TypeSet {
    let keys = value.members().unwrap_or_default().iter();
    keys.filter_map(|member| member.key.parse::<AttributeType>().ok()).next().map_or(TypeSet::ALL, TypeSet::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::document;

    #[test]
    fn entries_and_their_places() {
        let node = document(
            r##"{"TransactItems": [
                {"Put": {"TableName": "t", "Item": {"a": {"S": 1}}, "ConditionExpression": "b = :b",
                         "ExpressionAttributeValues": {":b": {"N": "x"}}, "ExpressionAttributeNames": {"#a": 1}}},
                {},
                {"Update": {"Key": {"pk": {"S": "a"}}, "UpdateExpression": "REMOVE a"}, "Put": {}}]}"##,
        )
        .unwrap();
        let request = decode(&node, Operation::TransactWriteItems, ValidationLayer::Current);
        let actions: Vec<_> = request.entries.iter().map(|entry| entry.action).collect();
        assert_eq!(actions, [Some(Action::Put), None, None]);
        let put = &request.entries[0];
        assert_eq!(put.path, ["TransactItems".into(), 0.into(), "Put".into()]);
        assert_eq!((put.table(), put.item.is_none()), (Some("t"), true));
        assert_eq!(put.values.get(":b"), Some(&Binding::Types(TypeSet::ALL)));
        let places: Vec<_> = request.problems.iter().map(|problem| problem.path.len()).collect();
        assert_eq!(places, [3, 2, 3]);
    }

    #[test]
    fn wrong_kinds_of_json_are_told() {
        for (json, message) in [
            (r#"{"TableName": 1}"#, "NUMBER_VALUE cannot be converted to String"),
            (r#"{"TableName": []}"#, "Unrecognized collection type class java.lang.String"),
            (r#"{"TableName": {}}"#, "Start of structure or map found where not expected"),
            (r#"{"ConsistentRead": "yes"}"#, "Unexpected token received from parser"),
            (r#"{"ConsistentRead": 1.5}"#, "DECIMAL_VALUE cannot be converted to Boolean"),
            (r#"{"Limit": "1"}"#, "STRING_VALUE cannot be converted to Integer"),
            (r#"{"AttributesToGet": "a"}"#, "Unexpected field type"),
            (r#"{"ExpressionAttributeNames": {"a": true}}"#, "TRUE_VALUE cannot be converted to String"),
            (r#"{"ScanFilter": {"a": 1}}"#, "Unexpected value type in payload"),
            (
                r#"{"ScanFilter": {"a": []}}"#,
                "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.Condition",
            ),
        ] {
            let node = document(json).unwrap();
            let request = decode(&node, Operation::Scan, ValidationLayer::Current);
            let [problem] = request.problems.as_slice() else { panic!("{json}: {:?}", request.problems) };
            let DecodeError::Json { shape, found } = problem.error else { panic!("{json}") };
            assert_eq!(shape.service_message(found), message, "{json}");
        }
    }
}
