//! Running compiled expressions: an item and a program in; truth, a projected item or a patch out.
//!
//! Reads items only through their views and never changes one: an update is planned in full, as a [`Patch`],
//! before anything is written. Conditions and projections cannot fail; only updates have errors that depend on
//! the item. Nothing here knows texts, tokens or names maps.

mod condition;
mod explain;
mod explain_text;
mod patch;
mod path;
mod predicate;
mod projection;
mod update;
mod update_error;

pub use explain::{ExplainedPart, Explanation, OperandSource, OperandValue, PartKind, Reason};
pub use patch::Patch;
pub use update::Updated;
pub use update_error::{UpdateError, UpdateErrorKind};
