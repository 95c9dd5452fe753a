//! The constraints of single members: required, lengths, ranges, words.
//!
//! Service: October 2026. The newer layer tells a bad TableName alone and first; UpdateItem tells a bad
//! ReturnValues alone, unless Key is missing: then it words and joins everything as the older layer does.

use super::Problems;
use crate::layer::ValidationLayer;
use crate::limits;
use crate::problem::{Constraint, Part, Place, Quoted, Rank, RequestProblem, Rule, Stage, Step, Wording};
use crate::request::{Action, Entry, Operation, Request};
use crate::source::JsonNode;

const CAPACITY: &str = "INDEXES, TOTAL, NONE";
const METRICS: &str = "SIZE, NONE";
const RETURN_VALUES: &str = "ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW";
/// Service: `UPDATE_NEW` is its own spelling; `UPDATED_NEW` is what it takes.
const RETURN_VALUES_NEWER: &str = "ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE";
const ON_FAILURE: &str = "ALL_OLD, NONE";
const SELECT: &str = "SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES";
const COMPARISONS: &str = "IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS";
const NAME_PATTERN: &str = "[a-zA-Z0-9_.-]+";
const NAME_LENGTHS: (usize, usize) = (3, 255);
const TOTAL_SEGMENTS: i64 = 1_000_000;

pub(super) fn check(request: &Request<'_>, newest: ValidationLayer, problems: &mut Problems) {
    let current = request.operation.layer(newest) == ValidationLayer::Current;
    let mut found = Found { problems, current, next: 0 };
    match request.operation {
        Operation::BatchGetItem | Operation::BatchWriteItem => found.batch(request),
        Operation::TransactGetItems | Operation::TransactWriteItems => found.transaction(request),
        _ => {
            for entry in &request.entries {
                found.single(request.operation, entry);
            }
        }
    }
}

/// The violations found so far.
struct Found<'p> {
    problems: &'p mut Problems,
    /// True for the wordings of the newer layer.
    current: bool,
    next: u32,
}

/// One member. Mostly nothing is wrong with it: what it is called and where it is, is made when it is asked for.
struct Member<'j> {
    node: Option<&'j JsonNode>,
    /// As requests name it.
    written: &'static str,
    /// As messages name it, where that is not `written` with a small first letter.
    name: Option<String>,
    /// Where it is, if not in its entry.
    place: Option<Place>,
}

impl<'j> Member<'j> {
    fn of(entry: &Entry<'j>, written: &'static str) -> Self {
        let node = entry.node.get(written).filter(|node| !node.is_null());
        Self { node, written, name: None, place: None }
    }

    fn of_request(request: &Request<'j>, written: &'static str) -> Self {
        let node = request.node.get(written).filter(|node| !node.is_null());
        let place = Place::part(Part::Request(vec![Step::from(written)]));
        Self { node, written, name: None, place: Some(place) }
    }

    fn at(node: Option<&'j JsonNode>, name: String, place: Place) -> Self {
        Self { node, written: "", name: Some(name), place: Some(place) }
    }

    /// The same member inside an entry of a transaction.
    fn under(mut self, prefix: &str, at: u16) -> Self {
        self.name = Some(format!("{prefix}.{}", self.name()));
        self.place = Some(self.place().in_entry(at));
        self
    }

    fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| camel(self.written))
    }

    fn place(&self) -> Place {
        self.place.clone().unwrap_or_else(|| Place::part(Part::Member(vec![Step::from(self.written)])))
    }

    fn text(&self) -> Option<&'j str> {
        self.node?.as_str()
    }
}

/// `TableName` as `tableName`.
fn camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

fn pascal(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

impl Found<'_> {
    fn add_at(&mut self, stage: (Stage, u8), place: Place, constraint: Constraint) {
        let rank = Rank::new(stage.0, stage.1, [self.next, 0, 0, 0]);
        self.next += 1;
        self.problems.add(RequestProblem::Constraint(constraint), place, rank);
    }

    /// A violation in the older wording, told with all others.
    fn add(&mut self, member: &Member<'_>, rule: Rule, value: Quoted) {
        let constraint = Constraint { member: member.name(), rule, value, wording: Wording::Member, alone: false };
        self.add_at((Stage::Constraints, 1), member.place(), constraint);
    }

    fn required(&mut self, member: &Member<'_>) {
        if member.node.is_none() {
            self.add(member, Rule::NotNull, Quoted::Null);
        }
    }

    fn one_of(&mut self, member: &Member<'_>, words: &'static str) {
        if let Some(text) = bad_word(member, words) {
            self.add(member, Rule::OneOf(words), Quoted::Text(text.to_owned()));
        }
    }

    fn length(&mut self, member: &Member<'_>, length: usize, (least, most): (usize, usize), value: &str) {
        let rule = if length < least {
            Rule::MinLength(least)
        } else if length > most {
            Rule::MaxLength(most)
        } else {
            return;
        };
        self.add(member, rule, Quoted::Text(value.to_owned()));
    }

    /// Service: the newer layer tells the name of the member in upper case and not its value.
    fn range(&mut self, entry: &Entry<'_>, name: &'static str, least: i64, most: i64) {
        let Some(number) = entry.integer(name) else { return };
        let rule = if number < least {
            Rule::MinValue(least)
        } else if number > most {
            Rule::MaxValue(most)
        } else {
            return;
        };
        let mut member = Member::of(entry, name);
        if self.current {
            member.name = Some(name.to_owned());
            return self.add(&member, rule, Quoted::Unquoted);
        }
        self.add(&member, rule, Quoted::Text(number.to_string()));
    }

    fn single(&mut self, operation: Operation, entry: &Entry<'_>) {
        let required = match operation {
            Operation::PutItem => Some("Item"),
            Operation::GetItem | Operation::UpdateItem | Operation::DeleteItem => Some("Key"),
            _ => None,
        };
        let newer = self.current;
        let keyless = operation == Operation::UpdateItem && !entry.has("Key");
        self.current = newer && !keyless;
        let table = Member::of(entry, "TableName");
        if self.current {
            self.table_name(&table);
        }
        self.one_of(&Member::of(entry, "ReturnConsumedCapacity"), CAPACITY);
        if !self.current {
            self.table_name(&table);
        }
        self.return_values(operation, entry);
        if let Some(required) = required {
            self.required(&Member::of(entry, required));
        }
        self.one_of(&Member::of(entry, "ReturnItemCollectionMetrics"), METRICS);
        self.one_of(&Member::of(entry, "ReturnValuesOnConditionCheckFailure"), ON_FAILURE);
        self.conditional_operator(operation, entry);
        if matches!(operation, Operation::Query | Operation::Scan) {
            self.reading(entry);
        }
        self.legacy(entry);
        self.current = newer;
    }

    fn table_name(&mut self, member: &Member<'_>) {
        let alone = self.current;
        let stage = if alone { (Stage::TableName, 0) } else { (Stage::Constraints, 1) };
        let Some(text) = member.text() else {
            if member.node.is_none() {
                let (rule, value) = (Rule::NotNull, Quoted::Null);
                let constraint = Constraint { member: member.name(), rule, value, wording: Wording::Member, alone };
                self.add_at(stage, member.place(), constraint);
            }
            return;
        };
        for rule in name_rules(text, 1) {
            let name = if alone { pascal(&member.name()) } else { member.name() };
            let value = if alone { Quoted::Unquoted } else { Quoted::Text(text.to_owned()) };
            let constraint = Constraint { member: name, rule, value, wording: Wording::Member, alone };
            self.add_at(stage, member.place(), constraint);
        }
    }

    fn return_values(&mut self, operation: Operation, entry: &Entry<'_>) {
        let member = Member::of(entry, "ReturnValues");
        let Some(text) = bad_word(&member, RETURN_VALUES) else { return };
        if !self.current {
            return self.add(&member, Rule::OneOf(RETURN_VALUES), Quoted::Text(text.to_owned()));
        }
        let alone = operation == Operation::UpdateItem;
        let (rule, value) = (Rule::OneOf(RETURN_VALUES_NEWER), Quoted::Unquoted);
        let constraint = Constraint { member: member.name(), rule, value, wording: Wording::Anonymous, alone };
        self.add_at((Stage::Constraints, u8::from(!alone)), member.place(), constraint);
    }

    fn conditional_operator(&mut self, operation: Operation, entry: &Entry<'_>) {
        let member = Member::of(entry, "ConditionalOperator");
        let Some(text) = bad_word(&member, "AND, OR") else { return };
        if !self.current {
            return self.add(&member, Rule::OneOf("OR, AND"), Quoted::Text(text.to_owned()));
        }
        // Service: Query, October 2026. Chosen: on writes with its envelope, beside the others.
        let alone = operation == Operation::Query;
        let wording = if alone { Wording::AnonymousBare } else { Wording::Anonymous };
        let (rule, value) = (Rule::OneOf("ALL, OR"), Quoted::Unquoted);
        let constraint = Constraint { member: member.name(), rule, value, wording, alone };
        self.add_at((Stage::Constraints, u8::from(!alone)), member.place(), constraint);
    }

    fn reading(&mut self, entry: &Entry<'_>) {
        let mut index = Member::of(entry, "IndexName");
        if let Some(text) = index.text() {
            let quoted = if self.current { Quoted::Unquoted } else { Quoted::Text(text.to_owned()) };
            if self.current {
                index.name = Some(pascal(&index.name()));
            }
            for rule in name_rules(text, NAME_LENGTHS.0) {
                self.add(&index, rule, quoted.clone());
            }
        }
        self.range(entry, "Limit", 1, i64::MAX);
        self.one_of(&Member::of(entry, "Select"), SELECT);
        self.range(entry, "TotalSegments", 1, TOTAL_SEGMENTS);
        self.range(entry, "Segment", 0, TOTAL_SEGMENTS - 1);
    }

    fn legacy(&mut self, entry: &Entry<'_>) {
        if let Some(names) = &entry.attributes_to_get {
            let quoted = format!("[{}]", names.join(", "));
            let lengths = (1, limits::ATTRIBUTES_TO_GET);
            self.length(&Member::of(entry, "AttributesToGet"), names.len(), lengths, &quoted);
        }
        for (parameter, operator, words, required) in [
            ("AttributeUpdates", "Action", "ADD, PUT, DELETE", false),
            ("Expected", "ComparisonOperator", COMPARISONS, false),
            ("KeyConditions", "ComparisonOperator", COMPARISONS, true),
            ("QueryFilter", "ComparisonOperator", COMPARISONS, true),
            ("ScanFilter", "ComparisonOperator", COMPARISONS, true),
        ] {
            let attributes = entry.node.get(parameter).and_then(JsonNode::members).unwrap_or_default();
            for attribute in attributes.iter().filter(|attribute| attribute.value.members().is_some()) {
                let key = attribute.key.as_str();
                let steps = vec![Step::from(parameter), key.into(), operator.into()];
                let node = attribute.value.get(operator).filter(|node| !node.is_null());
                let name = format!("{}.{key}.member.{}", camel(parameter), camel(operator));
                let member = Member::at(node, name, Place::part(Part::Member(steps)));
                if required {
                    self.required(&member);
                }
                self.one_of(&member, words);
            }
        }
    }

    fn batch(&mut self, request: &Request<'_>) {
        // Service: on the older layer, a bad word is told alone even beside a bad table name.
        let alone = u8::from(self.current);
        for (name, words) in [("ReturnConsumedCapacity", CAPACITY), ("ReturnItemCollectionMetrics", METRICS)] {
            let member = Member::of_request(request, name);
            if let Some(text) = bad_word(&member, words) {
                let (rule, value) = (Rule::OneOf(words), Quoted::Text(text.to_owned()));
                let (wording, place) = (Wording::Member, member.place());
                let constraint = Constraint { member: member.name(), rule, value, wording, alone: alone == 0 };
                self.add_at((Stage::Constraints, alone), place, constraint);
            }
        }
        let mut items = Member::of_request(request, "RequestItems");
        self.required(&items);
        let Some(tables) = items.node.and_then(JsonNode::members) else { return };
        if tables.is_empty() && self.current {
            items.name = Some(pascal(&items.name()));
            self.add(&items, Rule::MinLength(1), Quoted::Unquoted);
        } else if tables.is_empty() {
            let problem = RequestProblem::NoTables { operation: request.operation };
            self.problems.add(problem, items.place(), Rank::new(Stage::Constraints, 2, [0; 4]));
        }
        let names: Vec<&str> = tables.iter().map(|table| table.key.as_str()).collect();
        // Chosen: how the service quotes what the tables hold is not known, but for empty lists.
        let quoted = names.iter().map(|name| format!("{name}=[]")).collect::<Vec<_>>().join(", ");
        if names.iter().any(|name| !name_rules(name, NAME_LENGTHS.0).is_empty()) {
            self.add(&items, Rule::TableNames, Quoted::Text(format!("{{{quoted}}}")));
        }
        for table in tables {
            self.table(request, &table.key, &table.value);
        }
    }

    fn table(&mut self, request: &Request<'_>, name: &str, node: &JsonNode) {
        let steps = vec![Step::from("RequestItems"), name.into()];
        let place = |steps| Place::part(Part::Request(steps));
        if request.operation == Operation::BatchWriteItem {
            let Some(requests) = node.elements() else { return };
            if requests.is_empty() {
                let member = Member::at(None, "requestItems".to_owned(), place(steps));
                self.add(&member, Rule::BatchSizes, Quoted::Text(format!("{{{name}=[]}}")));
            } else if requests.len() > limits::BATCH_WRITE_ENTRIES {
                let member = format!("RequestItems.{name}.member");
                let member = Member::at(None, member, place(steps));
                self.add(&member, Rule::MaxLength(limits::BATCH_WRITE_ENTRIES), Quoted::Unquoted);
            }
            return;
        }
        let mut keys = steps;
        keys.push("Keys".into());
        let found = node.get("Keys").filter(|keys| !keys.is_null());
        let mut member = Member::at(found, format!("requestItems.{name}.member.keys"), place(keys));
        if node.members().is_some() {
            self.required(&member);
        }
        let Some(count) = found.and_then(JsonNode::elements).map(<[JsonNode]>::len) else { return };
        member.name = Some(format!("RequestItems.{name}.member.Keys"));
        if count == 0 {
            self.add(&member, Rule::MinLength(1), Quoted::Unquoted);
        } else if count > limits::BATCH_GET_KEYS {
            self.add(&member, Rule::MaxLength(limits::BATCH_GET_KEYS), Quoted::Unquoted);
        }
    }

    fn transaction(&mut self, request: &Request<'_>) {
        let token = Member::of_request(request, "ClientRequestToken");
        if let Some(text) = token.text() {
            self.length(&token, text.chars().count(), (1, limits::CLIENT_REQUEST_TOKEN), text);
        }
        for (name, words) in [("ReturnConsumedCapacity", CAPACITY), ("ReturnItemCollectionMetrics", METRICS)] {
            self.one_of(&Member::of_request(request, name), words);
        }
        let mut items = Member::of_request(request, "TransactItems");
        self.required(&items);
        let Some(actions) = items.node.and_then(JsonNode::elements) else { return };
        if actions.is_empty() {
            self.add(&items, Rule::MinLength(1), Quoted::Text("[]".to_owned()));
        } else if actions.len() > limits::TRANSACTION_ACTIONS {
            // Chosen: the newer wording, since how the older one quotes the actions is not known.
            items.name = Some(pascal(&items.name()));
            self.add(&items, Rule::MaxLength(limits::TRANSACTION_ACTIONS), Quoted::Unquoted);
        }
        self.current = false;
        for (at, entry) in (0..).zip(&request.entries) {
            self.action(entry, at);
        }
    }

    fn action(&mut self, entry: &Entry<'_>, at: u16) {
        let Some(action) = entry.action else { return };
        let (name, required): (_, &[&'static str]) = match action {
            Action::Put => ("put", &["Item"]),
            Action::Update => ("update", &["Key", "UpdateExpression"]),
            Action::Delete => ("delete", &["Key"]),
            Action::ConditionCheck => ("conditionCheck", &["Key"]),
            _ => ("get", &["Key"]),
        };
        let prefix = format!("transactItems.{}.member.{name}", usize::from(at) + 1);
        let member = |name| Member::of(entry, name).under(&prefix, at);
        self.table_name(&member("TableName"));
        for name in required {
            self.required(&member(name));
        }
        self.one_of(&member("ReturnValuesOnConditionCheckFailure"), ON_FAILURE);
        let condition = member("ConditionExpression");
        if action == Action::ConditionCheck && condition.node.is_none() {
            // Chosen: worded like a constraint, though it is looked at when the entry's turn comes.
            let (rule, value) = (Rule::NotNull, Quoted::Null);
            let (member, place) = (condition.name(), condition.place());
            let constraint = Constraint { member, rule, value, wording: Wording::Member, alone: true };
            let rank = Rank::new(Stage::Shape, 1, [0; 4]).in_entry(at);
            self.problems.add(RequestProblem::Constraint(constraint), place, rank);
        }
    }
}

/// The text of a member that is none of the words.
fn bad_word<'j>(member: &Member<'j>, words: &str) -> Option<&'j str> {
    member.text().filter(|text| !words.split(", ").any(|word| word == *text))
}

/// What is wrong with the name of a table or index. An ARN in place of a name is not looked at closer.
fn name_rules(name: &str, least: usize) -> Vec<Rule> {
    let mut rules = Vec::new();
    if name.starts_with("arn:") {
        return rules;
    }
    if name.len() < least {
        rules.push(Rule::MinLength(least));
    } else if name.chars().count() > NAME_LENGTHS.1 {
        rules.push(Rule::MaxLength(NAME_LENGTHS.1));
    }
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    // Service: an empty name is only too short.
    if !name.is_empty() && !name.bytes().all(fits) {
        rules.push(Rule::Pattern(NAME_PATTERN));
    }
    rules
}
