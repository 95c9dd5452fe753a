//! What is found: requests with their places, and every place where an expression is given.

use super::table::TableReference;
use super::template::Template;
use super::text::Unresolved;
use super::values::ValueShape;
use crate::request::{Action, Operation, Surroundings};
use crate::source::{JsonNode, Span};
use crate::syntax::ExpressionKind;

/// Everything found in a module.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extraction {
    /// Every place where one of the five parameters is given a value, in the order of the program.
    pub places: Vec<FoundPlace>,
    /// The requests that can be checked. One place may be in several: alternatives, shared parts.
    pub requests: Vec<FoundRequest>,
    /// Parameters and placeholders that one literal gives twice.
    pub duplicates: Vec<Duplicate>,
}

/// Something that one literal gives twice: the last one wins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duplicate {
    /// What is given: a parameter, a placeholder.
    pub name: String,
    /// Where the first one is written: it is lost.
    pub lost: Span,
    /// Where the last one is written.
    pub wins: Span,
}

/// A place where a parameter is given an expression.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundPlace {
    /// Which parameter.
    pub kind: ExpressionKind,
    /// Where its name is written.
    pub name: Span,
    /// Where its value stands.
    pub value: Span,
    /// How much of it is known.
    pub knowledge: Knowledge,
    /// The text, where something of it is known.
    pub text: Option<String>,
}

/// How much of an expression is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Knowledge {
    /// All of it.
    Whole,
    /// It is made by a builder that is understood.
    Builder,
    /// The text around what only the running program knows.
    Partial,
    /// Nothing.
    None(Unresolved),
}

/// A request, or one of the ways in which it may be sent.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundRequest {
    /// Requests of the same number are the same request on different ways through the program.
    pub number: usize,
    /// The operation; `None` where nothing says which.
    pub operation: Option<Operation>,
    /// What the entry asks for.
    pub action: Option<Action>,
    /// The request as DynamoDB JSON, with places in the module.
    pub json: JsonNode,
    /// The expressions in it.
    pub expressions: Vec<FoundExpression>,
    /// ExpressionAttributeNames: where entries stand and can be added.
    pub names: MapSite,
    /// ExpressionAttributeValues likewise.
    pub values: MapSite,
    /// Where it is written.
    pub span: Span,
    /// What a comment has to stand in or above to be about it.
    pub statement: Span,
    /// The name of what sends it, or its first line.
    pub head: Span,
    /// The table it is sent to.
    pub table: TableReference,
    /// How its values are given.
    pub shape: ValueShape,
    /// True where it may have members nobody can see.
    pub is_open: bool,
    /// What the program does around it.
    pub surroundings: Surroundings,
    /// The node of the module it was gathered from.
    pub(crate) node: crate::host::NodeId,
    /// The node of what sends it.
    pub(crate) call: Option<crate::host::NodeId>,
}

/// An expression of a request.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundExpression {
    /// Which.
    pub kind: ExpressionKind,
    /// Where its parameter's name is written.
    pub name: Span,
    /// Where its value stands.
    pub value: Span,
    /// Its text.
    pub template: Template,
    /// True where it is not always given.
    pub is_conditional: bool,
    /// True where a builder makes it.
    pub is_built: bool,
}

/// Where a map of placeholders is written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct MapSite {
    /// The parameter's name, where the map is given whole.
    pub name: Option<Span>,
    /// The literal that holds the entries, with its brackets; `None` where there is no single one.
    pub literal: Option<Span>,
    /// The entries.
    pub entries: Vec<EntrySite>,
    /// True where there may be entries nobody can see.
    pub is_open: bool,
}

/// Where an entry of a map is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntrySite {
    /// Its key.
    pub key: String,
    /// Where the key is written, quotes included.
    pub key_span: Span,
    /// Where the value is written.
    pub value_span: Span,
    /// The whole entry.
    pub span: Span,
    /// True where it is not always there.
    pub is_conditional: bool,
}
