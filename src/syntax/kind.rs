//! The five kinds of expression and the three grammars they are written in.

use std::fmt;
use std::str::FromStr;

/// One of the five kinds of expression a request can carry.
///
/// ```
/// use ddbexpr::syntax::ExpressionKind;
/// assert_eq!(ExpressionKind::Filter.to_string(), "FilterExpression");
/// assert_eq!("key-condition".parse(), Ok(ExpressionKind::KeyCondition));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ExpressionKind {
    /// `UpdateExpression` of UpdateItem and of a transaction's Update.
    Update,
    /// `ConditionExpression` of writes.
    Condition,
    /// `KeyConditionExpression` of Query.
    KeyCondition,
    /// `FilterExpression` of Query and Scan.
    Filter,
    /// `ProjectionExpression` of reads.
    Projection,
}

/// The grammar an expression is parsed by: three kinds share the condition grammar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Grammar {
    /// `a = :v AND NOT b IN (:x, :y)`
    Condition,
    /// `SET a = :v REMOVE b`
    Update,
    /// `a, b.c, d[0]`
    Projection,
}

impl ExpressionKind {
    /// All kinds, in the order in which the service looks at them within one request.
    pub const ALL: [Self; 5] = [Self::Update, Self::Condition, Self::KeyCondition, Self::Filter, Self::Projection];

    /// The grammar this kind is parsed by.
    #[must_use]
    pub const fn grammar(self) -> Grammar {
        match self {
            Self::Update => Grammar::Update,
            Self::Condition | Self::KeyCondition | Self::Filter => Grammar::Condition,
            Self::Projection => Grammar::Projection,
        }
    }

    /// The request parameter, as spelled on the wire and in messages.
    #[must_use]
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Update => "UpdateExpression",
            Self::Condition => "ConditionExpression",
            Self::KeyCondition => "KeyConditionExpression",
            Self::Filter => "FilterExpression",
            Self::Projection => "ProjectionExpression",
        }
    }

    /// The short name used on the command line: `condition`, `key-condition`, ….
    #[must_use]
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Condition => "condition",
            Self::KeyCondition => "key-condition",
            Self::Filter => "filter",
            Self::Projection => "projection",
        }
    }
}

impl fmt::Display for ExpressionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.parameter())
    }
}

impl FromStr for ExpressionKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let known = |kind: &Self| text == kind.short_name() || text == kind.parameter();
        Self::ALL.into_iter().find(known).ok_or(UnknownKind)
    }
}

/// The text names none of the five kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an expression is a condition, key-condition, filter, update or projection")]
pub struct UnknownKind;
