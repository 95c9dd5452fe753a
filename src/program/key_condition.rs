//! A key condition beside its key: the partition to read, and the stretch of it.

use std::ops::Bound;

use super::compile::compile_with;
use crate::check::{CheckedExpression, KeyPredicate, check_key_schema};
use crate::program::{Condition, LowerError, Refused};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues, KeyAttribute, KeySchema};
use crate::source::Span;
use crate::syntax::{Comparator, ExpressionKind};
use crate::value::{AsView, AttributeValue, compare};

/// A compiled key condition: what a Query reads of a table or index.
///
/// Service: developer guide, "Key condition expressions"; `=` on every partition attribute, `=` on the first
/// sort attributes, one range on the next.
///
/// ```
/// use ddbexpr::KeyCondition;
/// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues, KeyAttribute, KeySchema};
/// use ddbexpr::value::{AttributeType, AttributeValue};
///
/// let key = KeySchema {
///     partition: vec![KeyAttribute { name: "pk".into(), attribute_type: AttributeType::S }],
///     sort: vec![KeyAttribute { name: "sk".into(), attribute_type: AttributeType::N }],
/// };
/// let values = ExpressionAttributeValues::from([(":p", AttributeValue::from("user#1")), (":t", 17.into())]);
/// let condition = KeyCondition::compile(":t <= sk AND pk = :p", &ExpressionAttributeNames::new(), &values, &key)?;
/// assert_eq!(condition.partition()[0].value, "user#1".into());
/// assert!(condition.range().is_some_and(|range| range.bounds.contains(&17.into())));
/// # Ok::<(), ddbexpr::Refused>(())
/// ```
#[derive(Clone, Debug)]
pub struct KeyCondition {
    condition: Condition,
    partition: Vec<KeyEquality>,
    sort: Vec<KeyEquality>,
    range: Option<SortKeyRange>,
}

/// `pk = :p`: a key attribute and the value it must have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyEquality {
    /// The attribute's name.
    pub attribute: String,
    /// Its value.
    pub value: AttributeValue,
}

/// The range of a sort key attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SortKeyRange {
    /// The attribute's name.
    pub attribute: String,
    /// The values it may have.
    pub bounds: SortKeyBounds,
}

/// The values a sort key attribute may have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SortKeyBounds {
    /// `sk < :v`, `sk >= :v`, `sk BETWEEN :lo AND :hi`: from the first bound to the second.
    Between(Bound<AttributeValue>, Bound<AttributeValue>),
    /// `begins_with(sk, :prefix)`
    Prefix(AttributeValue),
}

impl SortKeyBounds {
    /// Whether a value lies in the range; never one of another type.
    #[must_use]
    pub fn contains(&self, value: &AttributeValue) -> bool {
        let order = |bound| compare::order(value.view(), AttributeValue::view(bound));
        match self {
            Self::Prefix(prefix) => compare::begins_with(value.view(), prefix.view()),
            Self::Between(low, high) => {
                let above = match low {
                    Bound::Included(low) => order(low).is_some_and(|order| order.is_ge()),
                    Bound::Excluded(low) => order(low).is_some_and(|order| order.is_gt()),
                    Bound::Unbounded => true,
                };
                let below = match high {
                    Bound::Included(high) => order(high).is_some_and(|order| order.is_le()),
                    Bound::Excluded(high) => order(high).is_some_and(|order| order.is_lt()),
                    Bound::Unbounded => true,
                };
                above && below
            }
        }
    }

    /// Where the range begins: every value in it lies at or behind this. A prefix begins with itself.
    #[must_use]
    pub fn start(&self) -> Bound<&AttributeValue> {
        match self {
            Self::Between(low, _) => low.as_ref(),
            Self::Prefix(prefix) => Bound::Included(prefix),
        }
    }

    fn of(predicate: KeyPredicate<'_>) -> Self {
        use Bound::{Excluded, Included, Unbounded};
        match predicate {
            KeyPredicate::BeginsWith(prefix) => Self::Prefix(prefix.clone()),
            KeyPredicate::Between(low, high) => Self::Between(Included(low.clone()), Included(high.clone())),
            KeyPredicate::Compare(comparator, value) => match comparator {
                Comparator::Less => Self::Between(Unbounded, Excluded(value.clone())),
                Comparator::LessOrEqual => Self::Between(Unbounded, Included(value.clone())),
                Comparator::Greater => Self::Between(Excluded(value.clone()), Unbounded),
                Comparator::GreaterOrEqual => Self::Between(Included(value.clone()), Unbounded),
                Comparator::Equal | Comparator::NotEqual => {
                    Self::Between(Included(value.clone()), Included(value.clone()))
                }
            },
        }
    }
}

impl KeyCondition {
    /// Compiles a KeyConditionExpression for the key of the table or index that is queried.
    ///
    /// Refuses what the service refuses; without a schema see [`Condition::compile_key_condition`].
    pub fn compile(
        text: &str,
        names: &ExpressionAttributeNames,
        values: &ExpressionAttributeValues,
        key: &KeySchema,
    ) -> Result<KeyCondition, Refused> {
        let fits = |checked: &crate::check::Checked<'_>| check_key_schema(checked, key);
        compile_with(ExpressionKind::KeyCondition, text, names, values, fits, |expression| {
            KeyCondition::from_checked(expression, key)
        })
    }

    /// Compiles an expression that was checked as part of a request and against `key`, and has no problems.
    pub fn from_checked(expression: &CheckedExpression<'_>, key: &KeySchema) -> Result<KeyCondition, LowerError> {
        if expression.kind != ExpressionKind::KeyCondition {
            return Err(LowerError::Kind(expression.kind));
        }
        let condition = Condition::from_checked(expression)?;
        let clauses = expression.key_conditions();
        let on = |attribute: &KeyAttribute| {
            let clause = clauses.iter().find(|clause| clause.attribute == attribute.name);
            clause.map(|clause| clause.predicate)
        };
        let equality = |attribute: &KeyAttribute| match on(attribute) {
            Some(KeyPredicate::Compare(Comparator::Equal, value)) => {
                Some(KeyEquality { attribute: attribute.name.clone(), value: value.clone() })
            }
            _ => None,
        };
        let partition: Vec<KeyEquality> = key.partition.iter().filter_map(equality).collect();
        let sort: Vec<KeyEquality> = key.sort.iter().map_while(equality).collect();
        let range = key.sort.get(sort.len()).and_then(|attribute| {
            let bounds = SortKeyBounds::of(on(attribute)?);
            Some(SortKeyRange { attribute: attribute.name.clone(), bounds })
        });
        let used = partition.len() + sort.len() + usize::from(range.is_some());
        if partition.len() != key.partition.len() || used != clauses.len() {
            return Err(LowerError::HasProblems(clauses.first().map_or(Span::default(), |clause| clause.span)));
        }
        Ok(KeyCondition { condition, partition, sort, range })
    }

    /// The values of the partition attributes, in the order of the schema.
    #[must_use]
    pub fn partition(&self) -> &[KeyEquality] {
        &self.partition
    }

    /// The values of the first sort attributes, in the order of the schema.
    #[must_use]
    pub fn sort_prefix(&self) -> &[KeyEquality] {
        &self.sort
    }

    /// The range of the sort attribute behind those, where there is one.
    #[must_use]
    pub fn range(&self) -> Option<&SortKeyRange> {
        self.range.as_ref()
    }

    /// The same as a condition, to be asked of items and explained.
    #[must_use]
    pub fn condition(&self) -> &Condition {
        &self.condition
    }
}
