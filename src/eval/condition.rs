//! The loop that runs a condition.

use super::explain::{self, Explanation};
use super::path::Reader;
use super::predicate::holds;
use crate::program::{ACCEPT, Condition, KeyCondition};
use crate::value::ItemView;

/// What wants to know how a condition comes out; for the plain question nobody does, and this compiles away.
pub(super) trait Observer {
    /// A step was taken.
    fn saw(&mut self, step: u32);
}

pub(super) struct Nobody;

impl Observer for Nobody {
    #[inline]
    fn saw(&mut self, _: u32) {}
}

/// Goes from step to step until one leaves the row. Exits lead forward only, so this ends.
#[inline]
pub(super) fn run<I: ItemView>(condition: &Condition, item: &I, observer: &mut impl Observer) -> bool {
    let mut reader = Reader::new(item, &condition.tables);
    let mut at = 0;
    while let Some(step) = condition.steps.get(at as usize) {
        observer.saw(at);
        at = if holds(condition, &step.predicate, &mut reader) { step.if_true } else { step.if_false };
    }
    at == ACCEPT
}

impl Condition {
    /// Whether the condition holds of an item. A missing item is one without attributes: `None::<Item>` will do.
    ///
    /// Service: evaluation reference §§ 1-3. Never fails, and allocates nothing on items in memory.
    ///
    /// ```
    /// use ddbexpr::Condition;
    /// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
    /// use ddbexpr::value::{DynamoDbJson, Item};
    ///
    /// let (names, values) = (ExpressionAttributeNames::new(), ExpressionAttributeValues::from([(":n", 17)]));
    /// let condition = Condition::compile_filter("age > :n", &names, &values)?;
    /// assert!(condition.matches(&Item::from([("age", 18)])));
    ///
    /// let json = serde_json::json!({"age": {"N": "16.5"}});
    /// assert!(!condition.matches(&DynamoDbJson::from_value(&json).unwrap()));
    /// # Ok::<(), ddbexpr::Refused>(())
    /// ```
    #[must_use]
    pub fn matches<I: ItemView>(&self, item: &I) -> bool {
        run(self, item, &mut Nobody)
    }

    /// How the condition comes out for an item, clause by clause.
    ///
    /// ```
    /// use ddbexpr::Condition;
    /// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
    /// use ddbexpr::value::Item;
    ///
    /// let (names, values) = (ExpressionAttributeNames::new(), ExpressionAttributeValues::from([(":n", 17)]));
    /// let text = "age > :n AND attribute_exists(email)";
    /// let explanation = Condition::compile(text, &names, &values)?.explain(&Item::from([("age", 5)]));
    /// assert_eq!(
    ///     explanation.to_text(text),
    ///     "false  age > :n AND attribute_exists(email)\n  \
    ///        false  age > :n: 5 < 17\n  \
    ///        (false)  attribute_exists(email): not evaluated; email is missing\n",
    /// );
    /// # Ok::<(), ddbexpr::Refused>(())
    /// ```
    #[must_use]
    pub fn explain<I: ItemView>(&self, item: &I) -> Explanation {
        explain::explain(self, item)
    }
}

impl KeyCondition {
    /// Whether an item has the keys that are asked for.
    #[must_use]
    pub fn matches<I: ItemView>(&self, item: &I) -> bool {
        self.condition().matches(item)
    }
}
