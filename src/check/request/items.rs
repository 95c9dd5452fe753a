//! Items and keys: against the table's schema, and in size.

use super::EntryCheck;
use crate::limits;
use crate::problem::{KeyProblem, Part, ProblemKind, Rank, RequestProblem, Stage, Step};
use crate::request::{Action, KeySchema, Operation};
use crate::value::{AttributeType, AttributeValue, Item};

/// S or B, where the value is an empty one.
pub(super) fn empty(value: &AttributeValue) -> Option<AttributeType> {
    let is_empty = match value {
        AttributeValue::S(text) => text.is_empty(),
        AttributeValue::B(bytes) => bytes.is_empty(),
        _ => false,
    };
    is_empty.then(|| value.attribute_type())
}

/// What of a key is missing or of another type, and what does not belong to it.
pub(super) fn mismatch(key: &Item, attributes: &[&crate::request::KeyAttribute]) -> (Vec<String>, Vec<String>) {
    let fits = |attribute: &crate::request::KeyAttribute| {
        key.get(&attribute.name).is_some_and(|value| value.attribute_type() == attribute.attribute_type)
    };
    let wrong = attributes.iter().filter(|attribute| !fits(attribute)).map(|attribute| attribute.name.clone());
    let known = |name: &str| attributes.iter().any(|attribute| attribute.name == name);
    let extra = key.keys().filter(|name| !known(name)).map(str::to_owned);
    (wrong.collect(), extra.collect())
}

impl<'c> EntryCheck<'c, '_> {
    pub(super) fn items(&mut self) {
        let entry = self.entry;
        if let Some(item) = &entry.item {
            self.names_and_size(item);
            self.item_keys(item);
        }
        for (at, key) in entry.keys.iter().enumerate() {
            let Some(key) = key else { continue };
            let way =
                if self.is(Operation::BatchGetItem) { vec!["Keys".into(), at.into()] } else { vec!["Key".into()] };
            self.key_of_request(key, &way);
        }
    }

    fn names_and_size(&mut self, item: &Item) {
        for name in item.keys().filter(|name| name.len() > limits::ATTRIBUTE_NAME_BYTES) {
            let rank = Rank::new(self.own_stage(Stage::ItemValues), 0, [0; 4]);
            let problem = RequestProblem::AttributeNameTooLarge { bytes: name.len() };
            self.add_member(problem, &["Item", name], rank);
        }
        let bytes = item.size_bytes();
        if bytes > limits::ITEM_BYTES {
            // Service: inside transactions before the tables are looked for.
            let rank = Rank::new(self.own_stage(Stage::ItemSize), 1, [0; 4]);
            self.add_member(RequestProblem::ItemTooLarge { bytes }, &["Item"], rank);
        }
    }

    fn item_keys(&mut self, item: &Item) {
        let Some(table) = self.table else { return };
        if self.is(Operation::BatchWriteItem) {
            let attributes: Vec<_> = table.key.attributes().collect();
            let (wrong, _) = mismatch(item, &attributes);
            if !wrong.is_empty() {
                let problem = RequestProblem::KeyMismatch { wrong, extra: Vec::new() };
                self.add_member(problem, &["Item"], Rank::new(Stage::Keys, 0, [0; 4]));
            }
        } else {
            for (at, attribute) in (0..).zip(table.key.attributes()) {
                let name = attribute.name.clone();
                let Some(value) = item.get(&name) else {
                    let problem = RequestProblem::MissingKeyInItem { attribute: name };
                    self.add_member(problem, &["Item"], Rank::new(Stage::Keys, 0, [at, 0, 0, 0]));
                    continue;
                };
                let (expected, actual) = (attribute.attribute_type, value.attribute_type());
                if actual != expected {
                    let problem = RequestProblem::KeyType { attribute: name, expected, actual };
                    self.add_member(problem, &["Item", &attribute.name], Rank::new(Stage::Keys, 0, [at, 0, 0, 0]));
                }
            }
        }
        self.key_values(item, &table.key, &["Item".into()]);
        self.index_keys(item);
    }

    fn key_of_request(&mut self, key: &Item, way: &[Step]) {
        let Some(table) = self.table else { return };
        let attributes: Vec<_> = table.key.attributes().collect();
        let (wrong, extra) = mismatch(key, &attributes);
        if !wrong.is_empty() || !extra.is_empty() {
            let odd = wrong.iter().chain(&extra).find(|name| key.contains_key(name));
            let odd = odd.map(|name| Step::from(name.as_str()));
            let part = Part::Member(way.iter().cloned().chain(odd).collect());
            let problem = RequestProblem::KeyMismatch { wrong, extra };
            return self.add(problem, part, Rank::new(Stage::Keys, 0, [0; 4]));
        }
        self.key_values(key, &table.key, way);
    }

    /// Key values that are empty or too large.
    fn key_values(&mut self, item: &Item, key: &KeySchema, way: &[Step]) {
        for (at, attribute) in (0..).zip(key.attributes()) {
            let Some(value) = item.get(&attribute.name) else { continue };
            if value.attribute_type() != attribute.attribute_type {
                continue;
            }
            let name = attribute.name.clone();
            let sort = key.sort.contains(attribute);
            let most = if sort { limits::SORT_KEY_BYTES } else { limits::PARTITION_KEY_BYTES };
            let bytes = value.size_bytes();
            let problem: ProblemKind = if let Some(attribute_type) = empty(value) {
                KeyProblem::EmptyKeyValue { attribute: name, attribute_type }.into()
            } else if bytes > most {
                RequestProblem::KeyTooLarge { attribute: name, sort, bytes }.into()
            } else {
                continue;
            };
            // Service: transactions refuse empty keys before they run.
            let early = self.request.is_transaction() && matches!(problem, ProblemKind::Key(_));
            let stage = if early { Stage::EntryKeys } else { Stage::Keys };
            let part = Part::Member(way.iter().cloned().chain([Step::from(attribute.name.as_str())]).collect());
            self.add(problem, part, Rank::new(stage, 2, [at, 0, 0, 0]));
        }
    }

    fn index_keys(&mut self, item: &Item) {
        let Some(table) = self.table else { return };
        for index in &table.indexes {
            let own = index.key.attributes().filter(|attribute| table.key.attribute(&attribute.name).is_none());
            for attribute in own {
                let Some(value) = item.get(&attribute.name) else { continue };
                let (name, index) = (attribute.name.clone(), index.name.clone());
                let (expected, actual) = (attribute.attribute_type, value.attribute_type());
                let problem = if actual != expected {
                    RequestProblem::IndexKeyType { attribute: name, expected, actual, index }
                } else if let Some(attribute_type) = empty(value) {
                    RequestProblem::IndexKeyEmpty { attribute: name, attribute_type, index }
                } else {
                    continue;
                };
                self.add_member(problem, &["Item", &attribute.name], Rank::new(Stage::IndexKeys, 0, [0; 4]));
            }
        }
    }

    /// The key of what is read: of the index, or of the table. `None` where no schema tells.
    pub(super) fn key(&self) -> Option<&'c KeySchema> {
        let table = self.table?;
        let reads = matches!(self.entry.action, Some(Action::Query | Action::Scan));
        if reads && self.entry.has("IndexName") {
            return self.index().map(|index| &index.key);
        }
        Some(&table.key)
    }
}
