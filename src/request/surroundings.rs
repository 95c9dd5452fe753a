//! What a program does around a request, as far as its source code says.

use crate::source::Span;
use crate::syntax::ExpressionKind;

/// What is known of the program around one request. Places are places in its source code.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Surroundings {
    /// Which client sends it.
    pub client: Client,
    /// What becomes of the pages of its answer.
    pub pages: Pages,
    /// Where its items are counted, if that is all that is done with them.
    pub counted: Option<Span>,
    /// Whether it may be sent again after it was done.
    pub repeated: Option<Repeated>,
    /// Where the item that it writes was read before, if what it writes comes from there.
    pub read_before: Option<Span>,
    /// What in it is the time in milliseconds, as the clocks of many languages tell it.
    pub milliseconds: Vec<Span>,
    /// True for the script of a shell.
    pub is_script: bool,
    /// Its expressions as the program gives them.
    pub expressions: Vec<GivenExpression>,
    /// The entries of ExpressionAttributeNames as the program gives them.
    pub names: GivenMap,
    /// The entries of ExpressionAttributeValues likewise.
    pub values: GivenMap,
}

/// The kinds of clients, by the values they take.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Client {
    /// Values by themselves: `"x"`.
    Plain,
    /// Values with their types: `{S: "x"}`.
    Typed,
    /// Nothing says which.
    #[default]
    Unknown,
}

/// What becomes of the pages of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Pages {
    /// The items of the first page are taken for all.
    First,
    /// One item is taken, or it is only asked whether there are any.
    One,
    /// The program asks for further pages, or hands the answer on to what may.
    #[default]
    Unknown,
}

/// Why a request may be sent again after it was done.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Repeated {
    /// It stands in a loop that tries again after a failure.
    Retry,
    /// Its function handles messages of a queue or stream, and those may come twice.
    Queue,
}

/// Whether something is sent on every way through the program.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Presence {
    /// It is.
    Always,
    /// There is a way on which the request is sent without it.
    OnBranch,
    /// Nobody can tell.
    #[default]
    Unclear,
}

/// An expression as the program gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenExpression {
    /// Which.
    pub kind: ExpressionKind,
    /// Where its parameter's name is written.
    pub place: Span,
    /// Whether it is always sent, and always with this text.
    pub presence: Presence,
    /// The parts of it that only the running program knows.
    pub holes: Vec<Hole>,
}

/// A part of an expression that only the running program knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hole {
    /// Where it stands in the program.
    pub place: Span,
    /// What it is there for.
    pub purpose: Purpose,
}

/// What a part that only the running program knows is there for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Purpose {
    /// It is a name that stands alone.
    Name,
    /// It stands where a value has to.
    Value,
    /// It stands between quotes.
    Quoted,
    /// Anything else.
    Other,
}

/// A map of placeholders as the program gives it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GivenMap {
    /// Where its parameter is written; `None` where it is not given.
    pub place: Option<Span>,
    /// True where it may have entries nobody can see.
    pub is_open: bool,
    /// True where it is written out where it is given, or not given at all.
    pub is_written_out: bool,
    /// True where it is always sent, begins empty, and gets entries on branches alone.
    pub may_be_empty: bool,
    /// Its entries.
    pub entries: Vec<GivenEntry>,
}

/// An entry of a map of placeholders as the program gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenEntry {
    /// Its key.
    pub key: String,
    /// Where its value is written.
    pub value: Span,
    /// Whether it is always sent.
    pub presence: Presence,
    /// How its value is written, where that is certain.
    pub client: Client,
    /// True where its value may be `undefined`.
    pub may_be_undefined: bool,
}

impl Surroundings {
    /// The expression of a kind.
    #[must_use]
    pub fn expression(&self, kind: ExpressionKind) -> Option<&GivenExpression> {
        self.expressions.iter().find(|expression| expression.kind == kind)
    }

    /// Every part that only the running program knows, with its expression.
    pub fn holes(&self) -> impl Iterator<Item = (&GivenExpression, &Hole)> {
        self.expressions.iter().flat_map(|expression| expression.holes.iter().map(move |hole| (expression, hole)))
    }
}
