//! Violated constraints of single members: required, length, range, pattern, enumeration.

/// A violated constraint of a member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Constraint {
    /// The member, as the service names it: `tableName`, `transactItems.1.member.put.item`.
    pub member: String,
    /// What is asked of it.
    pub rule: Rule,
    /// The value, as the service quotes it.
    pub value: Quoted,
    /// How the service words it here.
    pub wording: Wording,
    /// False where the service tells all violations it finds in one message, this one among them.
    pub alone: bool,
}

/// What a constraint asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rule {
    /// The member is required.
    NotNull,
    /// At least so many characters or entries.
    MinLength(usize),
    /// At most so many characters or entries.
    MaxLength(usize),
    /// At least this number.
    MinValue(i64),
    /// At most this number.
    MaxValue(i64),
    /// This pattern.
    Pattern(&'static str),
    /// One of these words.
    OneOf(&'static str),
    /// Names of tables as keys of a map.
    TableNames,
    /// 1 to 25 requests for each table of a batch.
    BatchSizes,
}

/// A value in a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Quoted {
    /// `Value null at`
    Null,
    /// `Value 'x' at`
    Text(String),
    /// `Value at`: the newer wording quotes nothing.
    Unquoted,
}

/// The forms in which constraints are worded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Wording {
    /// `Value 'x' at 'select' failed to satisfy constraint: …`
    Member,
    /// `Failed to satisfy constraint: …`, without value and member.
    Anonymous,
    /// The same, without the envelope all others have.
    AnonymousBare,
}

impl Constraint {
    /// The text of the service, without the count before it.
    #[must_use]
    pub fn text(&self) -> String {
        let rule = self.rule.text();
        if self.wording != Wording::Member {
            return format!("Failed to satisfy constraint: {rule}");
        }
        let value = match &self.value {
            Quoted::Null => "Value null".to_owned(),
            Quoted::Text(text) => format!("Value '{text}'"),
            Quoted::Unquoted => "Value".to_owned(),
        };
        format!("{value} at '{}' failed to satisfy constraint: {rule}", self.member)
    }

    /// The whole answer of the service, where this is the only violation.
    #[must_use]
    pub fn service_message(&self) -> String {
        if self.wording == Wording::AnonymousBare { self.text() } else { Self::joined([self]) }
    }

    /// The whole answer of the service for several violations: `2 validation errors detected: a; b`.
    #[must_use]
    pub fn joined<'c>(constraints: impl IntoIterator<Item = &'c Self>) -> String {
        let texts: Vec<String> = constraints.into_iter().map(Self::text).collect();
        let errors = if texts.len() == 1 { "error" } else { "errors" };
        format!("{} validation {errors} detected: {}", texts.len(), texts.join("; "))
    }
}

impl Rule {
    fn text(&self) -> String {
        match self {
            Self::NotNull => "Member must not be null".to_owned(),
            Self::MinLength(least) => format!("Member must have length greater than or equal to {least}"),
            Self::MaxLength(most) => format!("Member must have length less than or equal to {most}"),
            Self::MinValue(least) => format!("Member must have value greater than or equal to {least}"),
            Self::MaxValue(most) => format!("Member must have value less than or equal to {most}"),
            Self::Pattern(pattern) => format!("Member must satisfy regular expression pattern: {pattern}"),
            Self::OneOf(words) => format!("Member must satisfy enum value set: [{words}]"),
            Self::TableNames => "Map keys must satisfy constraint: [Member must have length less than or equal to \
                255, Member must have length greater than or equal to 3, Member must satisfy regular expression \
                pattern: [a-zA-Z0-9_.-]+]"
                .to_owned(),
            Self::BatchSizes => "Map value must satisfy constraint: [Member must have length less than or equal to \
                25, Member must have length greater than or equal to 1]"
                .to_owned(),
        }
    }
}
