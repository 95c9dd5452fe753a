//! What `ddbexpr eval` and its REPL share: what is loaded, and the evaluation of one expression on it.

use super::items::NotedItem;
use crate::check::{Checked, Expressions, check, check_key_paths, check_key_schema};
use crate::eval::{Explanation, UpdateError};
use crate::layer::ValidationLayer;
use crate::problem::Problem;
use crate::program::{Condition, KeyCondition, Projection, Update};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues, KeySchema, TableSchema};
use crate::syntax::ExpressionKind;
use crate::value::Item;

/// What is loaded.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    pub(super) items: Vec<NotedItem>,
    pub(super) names: ExpressionAttributeNames,
    pub(super) values: ExpressionAttributeValues,
    pub(super) table: Option<TableSchema>,
    pub(super) index: Option<String>,
    /// Entries of the maps that an expression does not use are no problem: they are kept for the next one.
    pub(super) keeps_unused: bool,
}

/// What came out of one expression.
#[derive(Debug)]
pub(super) enum Outcome {
    /// For each item whether the condition holds, and why.
    Truth(Vec<(bool, Explanation)>),
    /// What a key condition reads, where a table is loaded, and for each item whether it is in it.
    Key(Option<Box<KeyCondition>>, Vec<(bool, Explanation)>),
    /// For each item its projection.
    Projected(Vec<Item>),
    /// For each item what becomes of it.
    Updated(Vec<Result<Change, UpdateError>>),
}

/// What an update makes of one item.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) new: Item,
    pub(super) returned_old: Option<Item>,
    pub(super) returned_new: Option<Item>,
}

/// An expression the service refuses.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) kind: ExpressionKind,
    pub(super) text: String,
    pub(super) problems: Vec<Problem>,
}

impl Session {
    /// Checks an expression and runs it on every item that is loaded.
    pub(super) fn evaluate(&self, kind: ExpressionKind, text: &str) -> Result<Outcome, Refusal> {
        self.evaluate_on(&self.items, kind, text)
    }

    /// Checks an expression and runs it on these items.
    pub(super) fn evaluate_on(
        &self,
        items: &[NotedItem],
        kind: ExpressionKind,
        text: &str,
    ) -> Result<Outcome, Refusal> {
        let texts = [(kind, text)];
        let layer = ValidationLayer::Current;
        let subject = Expressions { texts: &texts, names: &self.names, values: &self.values, layer };
        let checked = check(subject);
        let mut problems: Vec<Problem> =
            checked.problems.iter().filter(|problem| !(self.keeps_unused && problem.is_unused())).cloned().collect();
        if kind == ExpressionKind::KeyCondition
            && let Some(key) = self.key()
        {
            problems.extend(check_key_schema(&checked, key));
        }
        if problems.is_empty()
            && let Some(table) = &self.table
        {
            problems.extend(check_key_paths(&checked, table));
        }
        if !problems.is_empty() {
            return Err(Refusal { kind, text: text.to_owned(), problems });
        }
        self.run(items, &checked).ok_or_else(|| Refusal { kind, text: text.to_owned(), problems: Vec::new() })
    }

    /// The key that is queried: of the index, or of the table.
    pub(super) fn key(&self) -> Option<&KeySchema> {
        let table = self.table.as_ref()?;
        match &self.index {
            Some(index) => table.index(index).map(|index| &index.key),
            None => Some(&table.key),
        }
    }

    fn run(&self, items: &[NotedItem], checked: &Checked<'_>) -> Option<Outcome> {
        let expression = checked.expressions.first()?;
        Some(match expression.kind {
            ExpressionKind::Condition | ExpressionKind::Filter => {
                Outcome::Truth(truth(items, &Condition::from_checked(expression).ok()?))
            }
            ExpressionKind::KeyCondition => {
                let bound = self.key().and_then(|key| KeyCondition::from_checked(expression, key).ok());
                Outcome::Key(bound.map(Box::new), truth(items, &Condition::from_checked(expression).ok()?))
            }
            ExpressionKind::Projection => {
                let projection = Projection::from_checked(expression).ok()?;
                Outcome::Projected(items.iter().map(|noted| projection.project(&noted.item)).collect())
            }
            ExpressionKind::Update => Outcome::Updated(self.updated(items, &Update::from_checked(expression).ok()?)),
        })
    }

    fn updated(&self, items: &[NotedItem], update: &Update) -> Vec<Result<Change, UpdateError>> {
        let keys: Vec<&str> = match &self.table {
            Some(table) => table.key.attributes().map(|attribute| attribute.name.as_str()).collect(),
            None => Vec::new(),
        };
        let of = |noted: &NotedItem| {
            let updated = update.apply(&noted.item)?;
            let (returned_old, returned_new) = (updated.updated_old(&keys), updated.updated_new(&keys));
            let new = updated.into_new_item().unwrap_or_default();
            Ok(Change { new, returned_old, returned_new })
        };
        items.iter().map(of).collect()
    }
}

fn truth(items: &[NotedItem], condition: &Condition) -> Vec<(bool, Explanation)> {
    let of = |noted: &NotedItem| {
        let explanation = condition.explain(&noted.item);
        (explanation.matches, explanation)
    };
    items.iter().map(of).collect()
}
