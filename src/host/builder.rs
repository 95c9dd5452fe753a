//! Building a module from a tree-sitter tree: what every language needs.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::escape::{EscapeStyle, decode};
use super::{Comment, Language, Module, Node, NodeId, NodeKind, TextPart};
use crate::host::fields::Fields as _;
use crate::source::Span;

/// Deeper nodes are not looked into.
const DEEPEST: u16 = 400;

/// Turns a node of a grammar into one of a module.
pub(super) type Lower = fn(&mut Builder<'_>, tree_sitter::Node<'_>) -> NodeId;

/// A module under construction.
pub(super) struct Builder<'t> {
    text: &'t str,
    pub(super) nodes: Vec<Node>,
    comments: Vec<Comment>,
    /// Where the body of a heredoc stands, by where the heredoc begins.
    bodies: BTreeMap<u32, Span>,
    depth: u16,
    is_cut: bool,
    lower: Lower,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, lower: Lower) -> Self {
        Self { text, nodes: Vec::new(), comments: Vec::new(), bodies: BTreeMap::new(), depth: 0, is_cut: false, lower }
    }

    /// The module whose root is `root`, which has to be the last node.
    pub(super) fn finish(mut self, language: Language, is_broken: bool, root: NodeId) -> Module<'t> {
        self.nodes.truncate(root.index() + 1);
        let is_broken = is_broken || self.is_cut;
        let comments = OnceLock::from(self.comments);
        Module { text: self.text, language, nodes: self.nodes, comments, tree: None, is_broken }
    }

    /// The text of the module.
    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    /// What is written at a place.
    pub(super) fn slice(&self, span: Span) -> &'t str {
        span.slice(self.text).unwrap_or_default()
    }

    /// What is written at a node of the grammar.
    pub(super) fn written(&self, node: tree_sitter::Node<'_>) -> &'t str {
        self.slice(span(node))
    }

    /// Where a node of the module stands.
    pub(super) fn span(&self, id: NodeId) -> Span {
        self.nodes.get(id.index()).map_or(Span::at(0), |node| node.span)
    }

    /// Lowers a node by the rules of its language.
    pub(super) fn lower(&mut self, node: tree_sitter::Node<'_>) -> NodeId {
        self.lower_as(node, self.lower)
    }

    /// Lowers a node by rules of its own, one level deeper: a statement where expressions have other rules.
    pub(super) fn lower_as<'n>(
        &mut self,
        node: tree_sitter::Node<'n>,
        lower: impl FnOnce(&mut Self, tree_sitter::Node<'n>) -> NodeId,
    ) -> NodeId {
        if self.depth >= DEEPEST {
            self.is_cut = true;
            return self.add(NodeKind::Other(Vec::new()), span(node));
        }
        self.depth += 1;
        let id = lower(self, node);
        self.depth -= 1;
        id
    }

    /// True where nothing deeper is looked into.
    pub(super) const fn is_deep(&self) -> bool {
        self.depth >= DEEPEST
    }

    /// Reads what stands a level deeper.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth = self.depth.saturating_add(1);
        let result = read(self);
        self.depth = self.depth.saturating_sub(1);
        result
    }

    /// Lowers a node that may not be there.
    pub(super) fn lower_optional(&mut self, node: Option<tree_sitter::Node<'_>>) -> Option<NodeId> {
        node.map(|node| self.lower(node))
    }

    /// Lowers the node in a field; an empty [`NodeKind::Other`] where there is none.
    pub(super) fn field(&mut self, node: tree_sitter::Node<'_>, name: &'static str) -> NodeId {
        match node.in_field(name) {
            Some(child) => self.lower(child),
            None => self.add(NodeKind::Other(Vec::new()), Span::at(span(node).end)),
        }
    }

    /// Lowers every named child; comments are left out.
    pub(super) fn children(&mut self, node: tree_sitter::Node<'_>) -> Vec<NodeId> {
        self.named(node).into_iter().map(|child| self.lower(child)).collect()
    }

    /// The named children without comments, and without what else may stand anywhere: bodies of heredocs, markup.
    pub(super) fn named<'n>(&mut self, node: tree_sitter::Node<'n>) -> Vec<tree_sitter::Node<'n>> {
        let mut cursor = node.walk();
        let children: Vec<_> = node.named_children(&mut cursor).collect();
        children.into_iter().filter(|child| !child.is_extra() || child.is_error()).collect()
    }

    /// Notes a comment.
    pub(super) fn add_comment(&mut self, span: Span) {
        self.comments.push(Comment { span });
    }

    /// Notes where the body of the heredoc stands that begins at `begin`; a body stands after its beginning.
    pub(super) fn note_body(&mut self, begin: Span, body: Span) {
        if body.start >= begin.end {
            self.bodies.insert(begin.start, body);
        }
    }

    /// Where the body of the heredoc stands that begins at `begin`.
    pub(super) fn body_of(&self, begin: Span) -> Option<Span> {
        self.bodies.get(&begin.start).copied()
    }

    /// Adds a node whose children have been added.
    pub(super) fn add(&mut self, kind: NodeKind, span: Span) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let kind = match kind {
            NodeKind::Text(parts) => NodeKind::Text(joined(parts)),
            kind => kind,
        };
        let span = self.within(span);
        let nodes = &mut self.nodes;
        let mut first = id;
        kind.each_child(|child| {
            if let Some(child) = nodes.get_mut(child.index()) {
                child.parent = id;
                first = first.min(child.first);
            }
        });
        self.nodes.push(Node { kind, span, parent: id, first });
        id
    }

    /// The digits of a node that is a number.
    pub(super) fn number_of(&self, id: NodeId) -> Option<&str> {
        match &self.nodes.get(id.index())?.kind {
            NodeKind::Number(digits) => Some(digits),
            _ => None,
        }
    }

    /// A place no further than the text: a grammar may have read a line break after it.
    fn within(&self, span: Span) -> Span {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        Span::new(span.start.min(end), span.end.min(end))
    }

    /// Adds a node that stands where a node of the grammar stands.
    pub(super) fn at(&mut self, node: tree_sitter::Node<'_>, kind: NodeKind) -> NodeId {
        self.add(kind, span(node))
    }

    /// Everything that is not known: what is inside stays reachable.
    pub(super) fn other(&mut self, node: tree_sitter::Node<'_>) -> NodeId {
        let children = self.children(node);
        self.at(node, NodeKind::Other(children))
    }

    /// A node that stands for its only child; [`Builder::other`] where there are several.
    pub(super) fn inner(&mut self, node: tree_sitter::Node<'_>) -> NodeId {
        match self.named(node).as_slice() {
            [only] => self.lower(*only),
            _ => self.other(node),
        }
    }

    /// The statements of a node, one after another.
    pub(super) fn block(&mut self, node: tree_sitter::Node<'_>) -> NodeId {
        let children = self.children(node);
        self.at(node, NodeKind::Block(children))
    }

    /// What `{ a, b }` or `[a, b]` binds where it is assigned to. None of the names gets the whole value, which a
    /// list as target gives to its first place: that place is nothing.
    pub(super) fn bound(&mut self, node: tree_sitter::Node<'_>, targets: &[tree_sitter::Node<'_>]) -> NodeId {
        let mut places = vec![self.add(NodeKind::Other(Vec::new()), Span::at(span(node).start))];
        places.extend(targets.iter().map(|target| self.lower(*target)));
        self.at(node, NodeKind::List(places))
    }

    /// A name as it is written.
    pub(super) fn name(&mut self, node: tree_sitter::Node<'_>) -> NodeId {
        let name = self.written(node).to_owned();
        self.at(node, NodeKind::Name(name))
    }

    /// A text of one part, taken as it is written: a key without quotes.
    pub(super) fn key(&mut self, node: tree_sitter::Node<'_>) -> NodeId {
        self.text_node(span(node), span(node), &[], EscapeStyle::RAW)
    }

    /// A number as it is written, without `_` and suffix letters.
    pub(super) fn number(&mut self, node: tree_sitter::Node<'_>) -> NodeId {
        let written = self.written(node).replace('_', "");
        let hexadecimal = written.starts_with("0x") || written.starts_with("0X");
        let digits = if hexadecimal {
            i64::from_str_radix(written.get(2..).unwrap_or_default(), 16).map_or(written, |number| number.to_string())
        } else {
            written.trim_end_matches(|character: char| character.is_ascii_alphabetic()).to_owned()
        };
        self.at(node, NodeKind::Number(digits))
    }

    /// A text: `whole` with its quotes, `content` without them, `holes` inside of `content` in order.
    pub(super) fn text_node(
        &mut self,
        whole: Span,
        content: Span,
        holes: &[(Span, NodeId)],
        style: EscapeStyle,
    ) -> NodeId {
        let parts = self.text_parts(content, holes, style);
        self.add(NodeKind::Text(parts), whole)
    }

    /// The parts of a text.
    pub(super) fn text_parts(&mut self, content: Span, holes: &[(Span, NodeId)], style: EscapeStyle) -> Vec<TextPart> {
        let mut parts = Vec::new();
        let mut from = content.start;
        let literal = |from: u32, to: u32, parts: &mut Vec<TextPart>, text: &str| {
            if from < to {
                let (text, map) = decode(text, Span::new(from, to), style);
                parts.push(TextPart::Literal { text, map });
            }
        };
        for (hole, id) in holes {
            literal(from, hole.start, &mut parts, self.text);
            parts.push(TextPart::Hole(*id));
            from = hole.end;
        }
        literal(from, content.end, &mut parts, self.text);
        parts
    }
}

/// Literal parts one after another are one part: `"a" "b"`.
fn joined(parts: Vec<TextPart>) -> Vec<TextPart> {
    let mut all: Vec<TextPart> = Vec::with_capacity(parts.len());
    for part in parts {
        match (all.pop(), part) {
            (Some(TextPart::Literal { mut text, map }), TextPart::Literal { text: more, map: next }) => {
                text.push_str(&more);
                all.push(TextPart::Literal { text, map: map.then(&next) });
            }
            (last, part) => {
                all.extend(last);
                all.push(part);
            }
        }
    }
    all
}

/// Where a node of the grammar stands.
pub(super) fn span(node: tree_sitter::Node<'_>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(node.start_byte()), offset(node.end_byte()))
}

/// A type's name without package, type arguments, pointers and question marks: `*types.QueryInput<T>?`.
pub(super) fn type_name(written: &str) -> String {
    let bare = written.split(['<', '[', '(']).next().unwrap_or_default();
    let bare = bare.trim_start_matches([':', '&', '*', ' ']).trim_end_matches(['?', '!', ' ']);
    bare.rsplit(['.', ':', '\\', ' ']).next().unwrap_or_default().to_owned()
}
