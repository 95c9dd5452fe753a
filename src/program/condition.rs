//! A condition as a row of steps.

use crate::check::CheckedExpression;
use crate::program::compile::compile;
use crate::program::tables::{ConstantId, PathId, Tables};
use crate::program::{LowerError, Refused, lower_condition};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use crate::source::Span;
use crate::syntax::{Comparator, ExpressionKind};
use crate::value::AttributeType;

/// A compiled condition, to be asked of any number of items.
///
/// Service: developer guide, "Condition expressions".
///
/// ```
/// use ddbexpr::Condition;
/// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
/// use ddbexpr::value::Item;
///
/// let names = ExpressionAttributeNames::from([("#s", "status")]);
/// let values = ExpressionAttributeValues::from([(":s", "open")]);
/// let condition = Condition::compile("#s = :s AND attribute_not_exists(locked)", &names, &values)?;
/// assert!(condition.matches(&Item::from([("status", "open")])));
/// assert!(!condition.matches(&Item::new()));
/// # Ok::<(), ddbexpr::Refused>(())
/// ```
#[derive(Clone, Debug)]
pub struct Condition {
    pub(crate) tables: Tables,
    pub(crate) steps: Vec<Step>,
    /// The members of IN lists.
    pub(crate) members: Vec<Operand>,
    /// What was written, for explanations: parents before children, the last child first.
    pub(crate) outline: Vec<Outline>,
    /// Where the operands of clauses stand, clause by clause.
    pub(crate) operand_spans: Vec<Span>,
}

/// A step: a clause, and where to go from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) predicate: Predicate,
    /// The next step, always a later one; [`ACCEPT`] or [`REJECT`].
    pub(crate) if_true: u32,
    pub(crate) if_false: u32,
}

/// The exit on which the condition holds.
pub(crate) const ACCEPT: u32 = u32::MAX;
/// The exit on which it does not.
pub(crate) const REJECT: u32 = u32::MAX - 1;

/// What a clause asks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Predicate {
    /// `a < :v`
    Compare { comparator: Comparator, left: Operand, right: Operand },
    /// `a BETWEEN :lo AND :hi`
    Between { operand: Operand, low: Operand, high: Operand },
    /// `a IN (:x, b)`
    In { operand: Operand, members: Members },
    /// `attribute_exists(a)`
    Exists(PathId),
    /// `attribute_not_exists(a)`
    NotExists(PathId),
    /// `attribute_type(a, :t)`
    HasType(Operand, AttributeType),
    /// `begins_with(a, :prefix)`
    BeginsWith(Operand, Operand),
    /// `contains(a, :v)`
    Contains(Operand, Operand),
}

/// What a clause looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operand {
    /// What lies at a path.
    Path(PathId),
    /// `size(a)`
    Size(PathId),
    /// `:v`, or `size(:v)` worked out.
    Constant(ConstantId),
}

/// The members of one IN list, in [`Condition::members`]: first as written, then, from `sorted` on, its
/// S, N and B constants by type and value, then the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Members {
    pub(crate) written: u32,
    pub(crate) sorted: u32,
    pub(crate) others: u32,
    pub(crate) end: u32,
}

/// A clause or a group of clauses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outline {
    pub(crate) kind: OutlineKind,
    pub(crate) span: Span,
    /// Position of the group it is part of; its own for the whole condition.
    pub(crate) parent: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum OutlineKind {
    And,
    Or,
    Not,
    /// A step, and where the spans of its operands begin.
    Clause {
        step: u32,
        spans: u32,
        count: u32,
    },
}

impl Condition {
    /// Compiles a ConditionExpression with the maps of its request.
    ///
    /// Refuses what the service refuses, placeholders that are not used included.
    pub fn compile(
        text: &str,
        names: &ExpressionAttributeNames,
        values: &ExpressionAttributeValues,
    ) -> Result<Condition, Refused> {
        compile(ExpressionKind::Condition, text, names, values, Condition::from_checked)
    }

    /// Compiles a FilterExpression with the maps of its request.
    pub fn compile_filter(
        text: &str,
        names: &ExpressionAttributeNames,
        values: &ExpressionAttributeValues,
    ) -> Result<Condition, Refused> {
        compile(ExpressionKind::Filter, text, names, values, Condition::from_checked)
    }

    /// Compiles a KeyConditionExpression where no key schema is at hand: it can be asked of items, no more.
    ///
    /// ```
    /// use ddbexpr::Condition;
    /// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
    /// use ddbexpr::value::Item;
    ///
    /// let values = ExpressionAttributeValues::from([(":p", "user#1"), (":s", "ORDER#")]);
    /// let names = ExpressionAttributeNames::new();
    /// let key = Condition::compile_key_condition("pk = :p AND begins_with(sk, :s)", &names, &values)?;
    /// assert!(key.matches(&Item::from([("pk", "user#1"), ("sk", "ORDER#7")])));
    /// # Ok::<(), ddbexpr::Refused>(())
    /// ```
    pub fn compile_key_condition(
        text: &str,
        names: &ExpressionAttributeNames,
        values: &ExpressionAttributeValues,
    ) -> Result<Condition, Refused> {
        compile(ExpressionKind::KeyCondition, text, names, values, Condition::from_checked)
    }

    /// Compiles an expression that was checked as part of a request and has no problems.
    ///
    /// Takes conditions, filters and key conditions.
    pub fn from_checked(expression: &CheckedExpression<'_>) -> Result<Condition, LowerError> {
        lower_condition::lower(expression)
    }

    /// The attributes of an item that the condition may look at, for sources that fetch or decode them singly.
    pub fn root_attributes(&self) -> impl Iterator<Item = &str> {
        self.tables.root_attributes()
    }
}
