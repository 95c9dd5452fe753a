//! The parser: nom over tokens for the pieces, an explicit stack for what nests.

mod error;
mod input;
mod nest;
mod reader;
mod sequence;

pub use error::{RedundantParentheses, SyntaxError};

use self::input::Input;
use self::reader::Reader;
use crate::syntax::{Ast, ExpressionKind, Grammar, Root, Tokens, lex};

/// A text, read: always a tree, and every place where the text left the grammar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parsed {
    /// The text's tokens.
    pub tokens: Tokens,
    /// The tree; [`NodeKind::Missing`](crate::syntax::NodeKind::Missing) where something could not be read.
    pub ast: Ast,
    /// Where the text leaves the grammar, in the order of the text. The first is the one the service reports.
    pub errors: Vec<SyntaxError>,
    /// Pairs of parentheses that wrap nothing but another pair, in the order in which they close.
    pub redundant: Vec<RedundantParentheses>,
}

/// Reads one expression.
///
/// Total and linear: any text of any depth gives a tree, without recursion.
///
/// ```
/// use ddbexpr::syntax::{ExpressionKind, parse};
/// assert!(parse(ExpressionKind::Filter, "NOT (a) IN (:x, b.c[2])").errors.is_empty());
///
/// let broken = parse(ExpressionKind::Filter, "a = = b AND c >");
/// assert_eq!(broken.errors.len(), 2);
/// ```
#[must_use]
pub fn parse(kind: ExpressionKind, text: &str) -> Parsed {
    let tokens = lex(text);
    let mut reader = Reader::new(&tokens);
    let input = Input::new(&tokens);
    let root = match kind.grammar() {
        Grammar::Condition => Root::Condition(reader.condition(input)),
        Grammar::Update => {
            reader.update(input);
            Root::Update
        }
        Grammar::Projection => Root::Projection(reader.projection(input)),
    };
    let Reader { builder, errors, redundant, .. } = reader;
    Parsed { ast: builder.finish(root), errors, redundant, tokens }
}
