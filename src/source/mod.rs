//! Text and places in it: byte spans, lines and columns, JSON trees, and the way from an expression back into its host file.

mod json_reader;
mod json_tree;
mod line_index;
mod offset_map;
mod similar;
mod span;

pub use json_tree::{JsonError, JsonMember, JsonNode, JsonNodeKind, Step, document, documents};
pub use line_index::{ColumnUnit, LineColumn, LineIndex};
pub use offset_map::{OffsetMap, OffsetMapBuilder};
pub(crate) use similar::similar;
pub use span::Span;
