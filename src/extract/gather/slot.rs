//! A parameter of a request, and a request gathered.

use crate::extract::scope::Path;
use crate::extract::spelling::Parameter;
use crate::host::NodeId;
use crate::request::{Action, Operation};
use crate::source::Span;

/// A parameter of a request and what it is given.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::extract) struct Slot {
    pub(in crate::extract) parameter: Parameter,
    /// Where the parameter is written.
    pub(in crate::extract) name_span: Span,
    /// What it is given.
    pub(in crate::extract) value: Given,
    /// Whether it is always given.
    pub(in crate::extract) path: Path,
    /// True where the value is the way to a value: the key ends in `.$`.
    pub(in crate::extract) is_reference: bool,
    /// True where the value is added to what was there: `params.X += "…"`.
    pub(in crate::extract) appends: bool,
    /// True where the value is made from what was there, and more than added to it: `params.X = params.X.slice(0, -2)`.
    pub(in crate::extract) trims: bool,
    /// True where the same object gives the parameter again, later.
    pub(in crate::extract) is_repeated: bool,
    /// Where the value stands in the order of the program.
    pub(in crate::extract) node: NodeId,
}

/// What a parameter is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::extract) enum Given {
    /// A value.
    Value(NodeId),
    /// One entry of a map: its key and its value.
    Entry(NodeId, NodeId),
}

/// A request, gathered.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::extract) struct Gathered {
    /// What it is written as: an object, a call, the outermost call of a chain, a lambda, the first assignment.
    pub(in crate::extract) node: NodeId,
    pub(in crate::extract) slots: Vec<Slot>,
    /// True where it may have parameters nobody can see.
    pub(in crate::extract) is_open: bool,
    /// True where it is kept in a member of an object, so that its other methods may add to its expressions.
    pub(in crate::extract) is_shared: bool,
    pub(in crate::extract) operation: Option<(Operation, Action)>,
    /// What names the operation, or holds it: `query`, `QueryCommand`.
    pub(in crate::extract) call: Option<NodeId>,
    /// The variable it is kept in.
    pub(in crate::extract) variable: Option<String>,
    /// The key it stands under: `Update` in a transaction, `filter` in a resolver.
    pub(in crate::extract) under: Option<String>,
    /// True where it has no expression, and is none the less sent to DynamoDB.
    pub(in crate::extract) is_bare: bool,
    /// Where a function of the project sends it: which of the maps the function takes.
    pub(in crate::extract) wrapped: Option<Wrapped>,
}

/// The maps of placeholders that a function of the project takes; the others it may make itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::extract) struct Wrapped {
    pub(in crate::extract) takes_names: bool,
    pub(in crate::extract) takes_values: bool,
}
