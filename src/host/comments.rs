//! Comments, for what people say in them to a linter.

use super::builder::span;
use crate::source::Span;

/// A comment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Where, with its signs.
    pub span: Span,
}

/// Every comment of a tree: a comment may stand anywhere, also where no rule of a language looks.
pub(super) fn comments_of(tree: &tree_sitter::Tree, text: &str) -> Vec<Comment> {
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut comments = Vec::new();
    let mut cursor = tree.walk();
    loop {
        if is_comment(cursor.node()) {
            let Span { start, end: stop } = span(cursor.node());
            comments.push(Comment { span: Span::new(start.min(end), stop.min(end)) });
        } else if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                comments.sort_by_key(|comment| comment.span);
                comments.dedup_by_key(|comment| comment.span);
                return comments;
            }
        }
    }
}

fn is_comment(node: tree_sitter::Node<'_>) -> bool {
    node.is_extra() && node.kind().contains("comment")
}
