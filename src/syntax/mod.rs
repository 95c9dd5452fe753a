//! Text to tree: the lexer, the parser, the tree as written and its printer.
//!
//! In comes the text of one expression and its [`ExpressionKind`]; out goes a [`Parsed`]: tokens, tree, and
//! every place where the text leaves the grammar. Parsing is total: any text gives a tree, with
//! [`NodeKind::Missing`] where something could not be read. Nothing here knows the names and values maps,
//! functions, or reserved words' meaning, and nothing here recurses, however deep the text nests.

mod ast;
mod kind;
mod parser;
mod print;
mod reserved;
mod token;

pub use ast::{
    Action, ArithmeticOperator, Ast, Clause, ClauseKind, Comparator, ListRange, Node, NodeId, NodeKind, PathElement,
    PathElementKind, Root,
};
pub use kind::{ExpressionKind, Grammar};
pub use parser::{Parsed, RedundantParentheses, SyntaxError, parse};
pub use print::print;
pub use reserved::is_reserved;
pub use token::{Token, TokenKind, TokenSet, Tokens, lex};
