//! The service's order of checks.

/// Where a check stands in the service's order. The least of all problems is the one the service reports.
///
/// Service: "Order in which checks fire" as observed until October 2026: constraints of the whole request
/// first; then entry by entry, stage by stage; then what needs the table; then what needs the item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Rank {
    phase: Phase,
    entry: u16,
    stage: Stage,
    /// Which check inside the stage.
    step: u8,
    /// Where, and finer: compared from the left.
    detail: [u32; 4],
}

/// What a check has to look at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Phase {
    /// The members of the request alone, all entries at once.
    Members,
    /// One entry of the request.
    Entry,
    /// The entries beside one another, and the tables.
    Tables,
    /// The table's keys, entry by entry.
    Schema,
    /// The entries beside one another, once their keys are known to be right.
    Last,
}

/// A stage of the checks, in the service's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// The JSON itself: types that do not fit.
    Decoding,
    /// TableName.
    TableName,
    /// Lengths, enumerations, required members.
    Constraints,
    /// Which actions an entry holds.
    Shape,
    /// Expressions beside legacy parameters; maps without expressions.
    Mixing,
    /// ConditionalOperator.
    ConditionalOperator,
    /// Values in Item, Key and the legacy parameters.
    ItemValues,
    /// ReturnValues that the operation does not allow.
    ReturnValues,
    /// Expected, AttributeUpdates, filters and lists of names in the legacy style.
    Legacy,
    /// ExclusiveStartKey's values.
    StartKeyValues,
    /// Segment beside TotalSegments.
    Segments,
    /// Query without any key condition.
    NoKeyCondition,
    /// ExpressionAttributeNames.
    Names,
    /// ExpressionAttributeValues.
    Values,
    /// UpdateExpression.
    Update,
    /// ConditionExpression.
    Condition,
    /// KeyConditionExpression.
    KeyCondition,
    /// FilterExpression.
    Filter,
    /// ProjectionExpression.
    Projection,
    /// Names that no expression uses.
    UnusedNames,
    /// Values that no expression uses.
    UnusedValues,
    /// The structure of the key condition.
    KeyConditionStructure,
    /// KeyConditions.
    KeyConditions,
    /// Select beside a projection.
    Select,
    /// Keys of a batch or items of a transaction, after their expressions.
    EntryKeys,
    /// Entries beside one another: duplicates, totals.
    Entries,
    /// Whether the table exists.
    Table,
    /// Whether the index exists.
    Index,
    /// ConsistentRead on a global secondary index.
    ConsistentRead,
    /// ExclusiveStartKey against the key of what is read.
    StartKey,
    /// The key of the request against the table's.
    Keys,
    /// The key condition against the key.
    KeyConditionSchema,
    /// ExclusiveStartKey against the key condition.
    StartKeyBounds,
    /// Index keys in what is written.
    IndexKeys,
    /// Paths into key attributes, from the projection.
    ProjectionPaths,
    /// Key attributes in a filter.
    FilterKeys,
    /// ALL_ATTRIBUTES on an index without all of them.
    SelectIndex,
    /// Paths into key attributes, elsewhere; changes to key attributes.
    KeyPaths,
    /// The size of an item.
    ItemSize,
    /// The same key twice in a batch of writes.
    Duplicates,
}

impl Stage {
    const fn phase(self) -> Phase {
        match self {
            Self::Decoding | Self::TableName | Self::Constraints => Phase::Members,
            Self::Entries | Self::Table => Phase::Tables,
            Self::Duplicates => Phase::Last,
            stage if stage as u8 > Self::Table as u8 => Phase::Schema,
            _ => Phase::Entry,
        }
    }
}

impl Rank {
    /// The rank of a check in the only or first entry.
    #[must_use]
    pub const fn new(stage: Stage, step: u8, detail: [u32; 4]) -> Self {
        Self { phase: stage.phase(), entry: 0, stage, step, detail }
    }

    /// A stage of which only the position inside matters.
    #[must_use]
    pub const fn at(stage: Stage, position: u32) -> Self {
        Self::new(stage, 0, [position, 0, 0, 0])
    }

    /// The same check in another entry. What is checked for all entries at once keeps its rank.
    #[must_use]
    pub const fn in_entry(mut self, entry: u16) -> Self {
        if !matches!(self.phase, Phase::Members) {
            self.entry = entry;
        }
        self
    }

    /// The stage the check belongs to.
    #[must_use]
    pub const fn stage(self) -> Stage {
        self.stage
    }

    /// True for what makes a transaction cancel: what the service finds once it runs.
    #[must_use]
    pub(crate) const fn cancels(self) -> bool {
        matches!(self.phase, Phase::Schema)
    }

    /// The entry the check belongs to.
    #[must_use]
    pub const fn entry(self) -> u16 {
        self.entry
    }

    /// True for what the service finds without knowing the table or the item.
    #[must_use]
    pub const fn needs_only_the_request(self) -> bool {
        matches!(self.phase, Phase::Members | Phase::Entry)
    }
}
