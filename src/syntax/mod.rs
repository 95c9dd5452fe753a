//! Text to tree: the lexer, the parser, the tree as written and its printers.
//!
//! In comes the text of one expression and its [`ExpressionKind`]; out goes a [`Parsed`]: tokens, tree, and
//! every place where the text leaves the grammar. Parsing is total: any text gives a tree, with
//! [`NodeKind::Missing`] where something could not be read. Nothing here knows the names and values maps,
//! functions, or reserved words' meaning, and nothing here recurses, however deep the text nests.

mod ast;
mod drawing;
mod json;
mod kind;
mod outline;
mod parser;
mod print;
#[cfg(feature = "reference")]
pub mod reference;
mod reserved;
mod token;
mod visit;

pub use ast::{
    Action, ArithmeticOperator, Ast, Clause, ClauseKind, Comparator, ListRange, Node, NodeId, NodeKind, PathElement,
    PathElementKind, Root,
};
pub use drawing::ast_tree;
pub use json::ast_json;
pub use kind::{ExpressionKind, Grammar};
pub use outline::outline;
pub use parser::{Parsed, RedundantParentheses, SyntaxError, parse};
pub use print::{format, print};
pub use reserved::is_reserved;
pub use token::{Token, TokenKind, TokenSet, Tokens, lex};
pub use visit::{Position, Visit, Walk};
