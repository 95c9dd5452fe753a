//! A text as a tree.

use std::sync::OnceLock;

use super::comments::{Comment, comments_of};
use super::{Language, Node, NodeId, NodeKind, TextPart};
use crate::source::Span;

/// A text, read: its nodes, children before what they are part of, and its comments.
#[derive(Clone, Debug)]
pub struct Module<'t> {
    pub(super) text: &'t str,
    pub(super) language: Language,
    pub(super) nodes: Vec<Node>,
    pub(super) comments: OnceLock<Vec<Comment>>,
    /// What the grammar read: walked for comments when somebody asks for them, which is seldom.
    pub(super) tree: Option<tree_sitter::Tree>,
    pub(super) is_broken: bool,
}

static NOTHING: NodeKind = NodeKind::Other(Vec::new());

impl<'t> Module<'t> {
    /// The text.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// True where the grammar could not read a part of the text, or the text was cut off.
    #[must_use]
    pub const fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// The comments, in order.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        self.comments.get_or_init(|| self.tree.as_ref().map(|tree| comments_of(tree, self.text)).unwrap_or_default())
    }

    /// Every node, children before what they are part of.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// The node everything is part of.
    #[must_use]
    pub fn root(&self) -> NodeId {
        NodeId(u32::try_from(self.nodes.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// What a node is.
    #[must_use]
    pub fn kind(&self, id: NodeId) -> &NodeKind {
        self.nodes.get(id.index()).map_or(&NOTHING, |node| &node.kind)
    }

    /// Where a node stands.
    #[must_use]
    pub fn span(&self, id: NodeId) -> Span {
        self.nodes.get(id.index()).map_or(Span::at(0), |node| node.span)
    }

    /// What a node is part of; `None` for the root.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id.index()).map(|node| node.parent).filter(|parent| *parent != id)
    }

    /// What a node is part of, from the inside out.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// Every node inside of `id`, itself included, children before what they are part of.
    pub fn inside(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let first = self.nodes.get(id.index()).map_or(id, |node| node.first);
        (first.0..=id.0).map(NodeId)
    }

    /// True where `inner` is `outer` or inside of it.
    #[must_use]
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        self.nodes.get(outer.index()).is_some_and(|node| node.first <= inner && inner <= outer)
    }

    /// The text of a node that is text without holes.
    #[must_use]
    pub fn plain_text(&self, id: NodeId) -> Option<&str> {
        match self.kind(id) {
            NodeKind::Text(parts) => match parts.as_slice() {
                [] => Some(""),
                [TextPart::Literal { text, .. }] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The name of a node that is a name or a member: `b` for `a.b`.
    #[must_use]
    pub fn last_name(&self, id: NodeId) -> Option<&str> {
        match self.kind(id) {
            NodeKind::Name(name) | NodeKind::Member { name, .. } => Some(name),
            _ => None,
        }
    }
}
