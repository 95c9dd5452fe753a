//! What conditions say together: which can never hold, which always do, and what follows from them.
//!
//! In come checked conditions that have to hold of the same item; out come judgements about them and their parts.
//! Sound, never complete: what is not proven is not said. An attribute may be missing or have any type, a value
//! of which only the type is known may be any such value, and a search that grows too long ends with "possible".
//! Nothing here reads text or looks at an item.

mod atom;
mod conjunction;
mod formula;
mod judge;
mod lower;
mod ranges;
mod search;
mod states;

pub use judge::{Because, Conditions, Judgement, Verdict};
