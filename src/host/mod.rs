//! Source code of many languages as one kind of tree.
//!
//! In comes a text and its language; out comes a [`Module`]: what the program says, as far as an extractor of
//! requests has to know it, with the place of everything. A language is one file in `lower/`, which turns the
//! nodes of its tree-sitter grammar into [`NodeKind`]s. Nothing here knows DynamoDB.
//!
//! Total: any bytes give a module. What a grammar cannot read is [`NodeKind::Other`], and
//! [`Module::is_broken`] says so; deep nesting and long parses are cut off.

mod builder;
mod children;
mod comments;
mod embed;
mod escape;
mod fences;
mod fields;
mod graft;
mod guess;
mod language;
mod listings;
mod lower;
mod module;
mod outline;
mod skim;
mod tree;

pub use comments::Comment;
pub use embed::{Embedded, EmbeddedHole};
pub use fences::{Fence, fences};
pub use guess::guess_language;
pub use language::Language;
pub use module::Module;
pub use tree::{Argument, AssignOperator, Binary, Entry, Imported, Node, NodeId, NodeKind, Parameter, TextPart};

pub(crate) use escape::EscapeStyle;

/// Reads a text.
///
/// ```
/// use ddbexpr::host::{Language, NodeKind, parse};
///
/// let module = parse("x = f'a {b}'", Language::Python);
/// let holes = module.nodes().filter(|id| matches!(module.kind(*id), NodeKind::Text(parts) if parts.len() == 2));
/// assert_eq!(holes.count(), 1);
/// ```
#[must_use]
pub fn parse(text: &str, language: Language) -> Module<'_> {
    lower::lower(text, language, None)
}

/// Reads what a text says about something: the bodies of functions may be left out that have nothing to do with it.
/// `is_wanted` says of a range of bytes whether something in it is looked for.
pub(crate) fn parse_wanted<'t>(
    text: &'t str,
    language: Language,
    is_wanted: &dyn Fn(usize, usize) -> bool,
) -> Module<'t> {
    lower::lower(text, language, Some(is_wanted))
}
