//! Compiled expressions: what evaluation runs, owned and without lifetimes.
//!
//! In comes a checked expression without problems; out goes a [`Condition`], [`Projection`], [`Update`] or
//! [`KeyCondition`]. Names are copied once, paths are ranges in one shared array, constants are made ready, and
//! AND, OR and NOT are gone: a condition is a row of steps with two exits each. Nothing here looks at an item;
//! that is `eval`'s.

mod compile;
mod condition;
mod key_condition;
mod lower_condition;
mod projection;
mod tables;
mod update;

pub use compile::{LowerError, Refused};
pub use condition::Condition;
pub use key_condition::{KeyCondition, KeyEquality, SortKeyBounds, SortKeyRange};
pub use projection::Projection;
pub use update::Update;

pub(crate) use condition::{ACCEPT, Members, Operand, Outline, OutlineKind, Predicate, Step};
pub(crate) use projection::{Branch, BranchStep, Branches};
pub(crate) use tables::{ConstantId, Element, PathId, SHARED_ROOTS, Tables};
pub(crate) use update::{ActionKind, OperandId, SetValue, UpdateAction, UpdateOperand};
