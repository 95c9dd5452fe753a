//! What is told of a request.

use crate::eval::Explanation;
use crate::request::Operation;
use crate::value::{AttributeType, AttributeValue, Item};

/// What a request did, and why.
#[derive(Clone, PartialEq, Debug)]
pub enum Explained {
    /// Of a Query or Scan.
    Read(Box<ReadExplanation>),
    /// Of an operation on single items: each with what would become of it.
    Items(Vec<OneItem>),
}

/// What a Query or Scan read, and why no more.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadExplanation {
    /// Query or Scan.
    pub operation: Operation,
    /// The table.
    pub table: String,
    /// The index that is read.
    pub index: Option<String>,
    /// How many items the table has.
    pub items: usize,
    /// Why some of them are not in the index.
    pub absent: Vec<Absent>,
    /// What the key condition selects; nothing for a Scan.
    pub key: Option<KeySelection>,
    /// How many items are read, all pages together.
    pub read: usize,
    /// What the filter does; nothing where there is none.
    pub filter: Option<FilterEffect>,
    /// How many items come back, all pages together.
    pub returned: usize,
    /// Of this request alone, where it ends before everything is read.
    pub page: Option<Page>,
    /// What nearly was selected; told where nothing was.
    pub near: Vec<NearMiss>,
    /// What it costs, all pages together.
    pub cost: Cost,
    /// What would cost less, the cheapest first.
    pub advice: Vec<Advice>,
}

/// Items that are not in an index, for one reason.
#[derive(Clone, PartialEq, Debug)]
pub struct Absent {
    /// The attribute of the index's key that they lack, or have in another type.
    pub attribute: String,
    /// The type that the key wants.
    pub wanted: AttributeType,
    /// The type that they have; nothing where they lack the attribute.
    pub found: Option<AttributeType>,
    /// How many.
    pub items: usize,
    /// How many of them would be selected otherwise, as far as their attributes tell.
    pub selected_otherwise: usize,
    /// The key of one of them: of one that would be selected, if there is one.
    pub example: Item,
}

/// What a key condition selects.
#[derive(Clone, PartialEq, Debug)]
pub struct KeySelection {
    /// The expression as it is written.
    pub text: String,
    /// Its values, by their placeholders.
    pub values: Vec<(String, AttributeValue)>,
    /// What the partition attributes have to be.
    pub partition: Vec<(String, AttributeValue)>,
    /// How many items have the partition.
    pub in_partition: usize,
    /// How many of these the condition selects.
    pub selected: usize,
}

/// What a filter does with what was read.
#[derive(Clone, PartialEq, Debug)]
pub struct FilterEffect {
    /// The expression as it is written.
    pub text: String,
    /// Its values, by their placeholders.
    pub values: Vec<(String, AttributeValue)>,
    /// How many items pass.
    pub passed: usize,
    /// The parts that all have to hold, each with what it removes.
    pub clauses: Vec<ClauseEffect>,
}

/// What one part of a filter removes.
#[derive(Clone, PartialEq, Debug)]
pub struct ClauseEffect {
    /// The part as it is written.
    pub text: String,
    /// How many items it does not hold of.
    pub removes: usize,
    /// How many of these all other parts hold of.
    pub alone: usize,
    /// Some of them, with what decided.
    pub examples: Vec<Example>,
    /// What is nearly so.
    pub near: Vec<NearMiss>,
    /// Attributes that it asks for and the index does not hold.
    pub not_in_index: Vec<String>,
}

/// An item, and what decided about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Example {
    /// Its key.
    pub key: Item,
    /// What decided: `5 < 17`, `email is missing`.
    pub why: String,
}

/// Where a request ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// How many items were read.
    pub read: usize,
    /// How many of them came back.
    pub returned: usize,
    /// The Limit, where that ended it.
    pub limit: Option<u64>,
}

/// What nearly matched.
#[derive(Clone, PartialEq, Debug)]
pub struct NearMiss {
    /// The attribute.
    pub attribute: String,
    /// What is asked for; nothing where it is an attribute's name that differs.
    pub asked: Option<AttributeValue>,
    /// What there is.
    pub found: AttributeValue,
    /// What differs.
    pub difference: Difference,
    /// How many items are so.
    pub items: usize,
    /// The key of one of them.
    pub example: Item,
}

/// How what is there differs from what is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Difference {
    /// `ann` and `Ann`
    Case,
    /// `ann` and `ann `
    WhiteSpace,
    /// `ann` and `Ann `
    CaseAndWhiteSpace,
    /// `5` as a string and as a number: the types asked for and found.
    Type(AttributeType, AttributeType),
    /// It lies before the range that is asked for.
    BeforeRange,
    /// It lies behind the range that is asked for.
    BehindRange,
    /// It is another value.
    Other,
    /// It does not begin with what is asked for.
    NotPrefix,
    /// Both are numbers, written as strings: `"10"` lies before `"9"`.
    NumbersAsStrings,
    /// The attribute has another name: `Status` instead of `status`.
    Name(String),
}

/// What reading costs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cost {
    /// How many bytes are read.
    pub bytes: usize,
    /// Whether the read is strongly consistent.
    pub consistent: bool,
    /// Read capacity units; the filter saves none of them.
    pub units: f64,
    /// What reading only the items that come back would cost.
    pub units_of_returned: f64,
}

/// What would cost less.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Advice {
    /// A Query with these attributes in the key condition.
    Query {
        /// Of an index; of the table where there is none.
        index: Option<String>,
        /// The attributes that are compared with `=` already.
        attributes: Vec<String>,
        /// How many items it reads.
        items: usize,
        /// What it costs.
        units: f64,
    },
    /// An index that there is not yet, and a Query of it.
    NewIndex {
        /// The partition attribute.
        partition: String,
        /// The sort attribute.
        sort: Option<String>,
        /// How many items the Query reads.
        items: usize,
        /// What it costs.
        units: f64,
    },
    /// An index that holds only what is asked for: a projection makes answers smaller, not reads.
    SmallerIndex {
        /// What it holds, beside the keys.
        attributes: Vec<String>,
        /// What the same Query costs there.
        units: f64,
    },
    /// An eventually consistent read.
    EventuallyConsistent {
        /// What it costs.
        units: f64,
    },
}

/// What would become of one item.
#[derive(Clone, PartialEq, Debug)]
pub struct OneItem {
    /// `PutItem`, `Update`, …: the operation, or the action of a transaction.
    pub action: &'static str,
    /// The table.
    pub table: String,
    /// The item's key.
    pub key: Item,
    /// The item that is there.
    pub old: Option<Item>,
    /// Items with nearly this key; told where there is no item.
    pub near: Vec<NearMiss>,
    /// The condition, and what comes out.
    pub condition: Option<ConditionOutcome>,
    /// What the update makes of the item, or why it cannot; nothing where the condition fails, or for reads.
    pub changes: Option<Result<Vec<ItemChange>, String>>,
    /// Capacity units: of the read, or of the write without its indexes.
    pub units: f64,
    /// The indexes whose entries change with the item.
    pub indexes: Vec<String>,
}

/// A condition on an item.
#[derive(Clone, PartialEq, Debug)]
pub struct ConditionOutcome {
    /// The expression as it is written.
    pub text: String,
    /// Part by part.
    pub explanation: Explanation,
    /// What is nearly so in parts that do not hold.
    pub near: Vec<NearMiss>,
}

/// How an attribute changes.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemChange {
    /// Its name.
    pub attribute: String,
    /// What it was.
    pub old: Option<AttributeValue>,
    /// What it becomes.
    pub new: Option<AttributeValue>,
}
