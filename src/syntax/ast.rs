//! The tree as written: one flat arena of nodes, children before parents, byte spans on everything.
//!
//! Parentheses are kept, chains of `AND` and of `OR` are one node each, and nothing is resolved: a path
//! element is the text of a name or of a placeholder. Being flat, a tree of any depth is walked, dropped and
//! printed without recursion.

use crate::source::Span;
use crate::syntax::{TokenKind, kind::Grammar};

/// A node of an [`Ast`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(u32);

impl NodeId {
    /// Position of the node in [`Ast::nodes`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A run of entries in one of the arena's lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ListRange {
    start: u32,
    end: u32,
}

impl ListRange {
    /// Number of entries.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True where there is no entry.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Positions of the entries in the list.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A node and the bytes it was read from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Node {
    /// What was written.
    pub kind: NodeKind,
    /// Where.
    pub span: Span,
}

/// What a node is, each with the text that makes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NodeKind {
    /// Nothing could be read here; a [`SyntaxError`](crate::syntax::SyntaxError) says why.
    Missing,
    /// `a.#b[3]`: elements in [`Ast::elements`].
    Path(ListRange),
    /// `:v`: the how-manieth use of a value placeholder in this expression, from 0.
    Value(u32),
    /// `size(a)`: any name may be called; arguments in [`Ast::list`].
    FunctionCall {
        /// The function's name.
        name: Span,
        /// What it is given.
        arguments: ListRange,
    },
    /// `(a = :v)` or `(a)`: one pair of parentheses.
    Parenthesized(NodeId),
    /// `a <= :v`
    Comparison {
        /// Which comparison.
        comparator: Comparator,
        /// Where the comparator stands.
        comparator_span: Span,
        /// The operand before it.
        left: NodeId,
        /// The operand after it.
        right: NodeId,
    },
    /// `a BETWEEN :lo AND :hi`
    Between {
        /// Where `BETWEEN` stands.
        keyword: Span,
        /// The operand that is tested.
        operand: NodeId,
        /// The lower bound.
        low: NodeId,
        /// The upper bound.
        high: NodeId,
    },
    /// `a IN (:x, :y)`: members in [`Ast::list`].
    In {
        /// Where `IN` stands.
        keyword: Span,
        /// The operand that is looked for.
        operand: NodeId,
        /// What it may equal.
        members: ListRange,
    },
    /// `NOT a = :v`
    Not {
        /// Where `NOT` stands.
        keyword: Span,
        /// The condition that is negated.
        operand: NodeId,
    },
    /// `a = :x AND b = :y AND c = :z`: two or more conditions in [`Ast::list`].
    And(ListRange),
    /// `a = :x OR b = :y`: two or more conditions in [`Ast::list`].
    Or(ListRange),
    /// `a + :n`, only in a SET value.
    Arithmetic {
        /// Plus or minus.
        operator: ArithmeticOperator,
        /// Where the operator stands.
        operator_span: Span,
        /// The operand before it.
        left: NodeId,
        /// The operand after it.
        right: NodeId,
    },
}

/// One step of a document path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PathElement {
    /// How the step is written.
    pub kind: PathElementKind,
    /// The name, the placeholder, or the digits of the index without brackets.
    pub span: Span,
}

/// How a step of a document path is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PathElementKind {
    /// `status`
    Attribute,
    /// `#status`
    NamePlaceholder,
    /// `[3]`
    ListIndex,
}

/// `=`, `<>`, `<`, `<=`, `>` or `>=`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Comparator {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparator {
    pub(crate) const fn from_token(kind: TokenKind) -> Option<Self> {
        Some(match kind {
            TokenKind::Equal => Self::Equal,
            TokenKind::NotEqual => Self::NotEqual,
            TokenKind::Less => Self::Less,
            TokenKind::LessOrEqual => Self::LessOrEqual,
            TokenKind::Greater => Self::Greater,
            TokenKind::GreaterOrEqual => Self::GreaterOrEqual,
            _ => return None,
        })
    }

    /// As written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// The comparator that says the same with its operands exchanged: `a < b` is `b > a`.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            same => same,
        }
    }

    /// True for `<`, `<=`, `>` and `>=`.
    #[must_use]
    pub const fn is_ordering(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }
}

/// `+` or `-`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ArithmeticOperator {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

impl ArithmeticOperator {
    /// As written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
        }
    }
}

/// Which section of an update a clause is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ClauseKind {
    /// `SET a = :v`
    Set,
    /// `REMOVE a`
    Remove,
    /// `ADD a :v`
    Add,
    /// `DELETE a :v`
    Delete,
}

impl ClauseKind {
    pub(crate) const fn from_token(kind: TokenKind) -> Option<Self> {
        Some(match kind {
            TokenKind::Set => Self::Set,
            TokenKind::Remove => Self::Remove,
            TokenKind::Add => Self::Add,
            TokenKind::Delete => Self::Delete,
            _ => return None,
        })
    }

    /// The clause word in upper case.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Set => "SET",
            Self::Remove => "REMOVE",
            Self::Add => "ADD",
            Self::Delete => "DELETE",
        }
    }
}

/// One section of an update: `SET a = :x, b = :y`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clause {
    /// Which section.
    pub kind: ClauseKind,
    /// Where the clause word stands.
    pub keyword: Span,
    /// The whole clause.
    pub span: Span,
    /// Its actions, in [`Ast::actions`].
    pub actions: ListRange,
}

/// One action of an update: `a = :x`, `a` or `a :x`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Action {
    /// The clause it stands in.
    pub clause: ClauseKind,
    /// The path that is written: a [`NodeKind::Path`] or [`NodeKind::Missing`].
    pub target: NodeId,
    /// What is written, added or deleted; `None` in REMOVE.
    pub value: Option<NodeId>,
    /// The whole action.
    pub span: Span,
}

/// Where a tree begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Root {
    /// A condition.
    Condition(NodeId),
    /// The clauses of an update, in [`Ast::clauses`].
    Update,
    /// The paths of a projection, in [`Ast::list`].
    Projection(ListRange),
}

/// The tree of one expression.
///
/// ```
/// use ddbexpr::syntax::{ExpressionKind, NodeKind, Root, parse};
/// let text = "a = :v";
/// let parsed = parse(ExpressionKind::Condition, text);
/// let Root::Condition(root) = parsed.ast.root() else { unreachable!() };
/// let NodeKind::Comparison { left, .. } = parsed.ast.node(root).kind else { unreachable!() };
/// assert_eq!(parsed.ast.node(left).span.slice(text), Some("a"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ast {
    root: Root,
    nodes: Vec<Node>,
    lists: Vec<NodeId>,
    elements: Vec<PathElement>,
    clauses: Vec<Clause>,
    actions: Vec<Action>,
    value_uses: u32,
}

const NOWHERE: Node = Node { kind: NodeKind::Missing, span: Span::at(0) };

impl Ast {
    /// Where the tree begins.
    #[must_use]
    pub const fn root(&self) -> Root {
        self.root
    }

    /// The grammar the tree was read by.
    #[must_use]
    pub const fn grammar(&self) -> Grammar {
        match self.root {
            Root::Condition(_) => Grammar::Condition,
            Root::Update => Grammar::Update,
            Root::Projection(_) => Grammar::Projection,
        }
    }

    /// One node. A foreign id gives a [`NodeKind::Missing`] node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes.get(id.index()).copied().unwrap_or(NOWHERE)
    }

    /// The node at a position of [`Ast::nodes`], with its id.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<(NodeId, Node)> {
        self.nodes.get(position).map(|node| (NodeId(index(position)), *node))
    }

    /// All nodes, children before their parents.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All nodes with their ids, children before their parents.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (NodeId, Node)> {
        self.nodes.iter().enumerate().map(|(at, node)| (NodeId(index(at)), *node))
    }

    /// Arguments, members, chained conditions or projected paths.
    #[must_use]
    pub fn list(&self, range: ListRange) -> &[NodeId] {
        self.lists.get(range.range()).unwrap_or_default()
    }

    /// The steps of a path.
    #[must_use]
    pub fn elements(&self, range: ListRange) -> &[PathElement] {
        self.elements.get(range.range()).unwrap_or_default()
    }

    /// The steps of all paths, in the order of the text.
    #[must_use]
    pub fn all_elements(&self) -> &[PathElement] {
        &self.elements
    }

    /// The clauses of an update, in the order of the text; none in other grammars.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The actions of one clause.
    #[must_use]
    pub fn actions(&self, range: ListRange) -> &[Action] {
        self.actions.get(range.range()).unwrap_or_default()
    }

    /// The actions of all clauses, in the order of the text.
    #[must_use]
    pub fn all_actions(&self) -> &[Action] {
        &self.actions
    }

    /// How many times a value placeholder is used.
    #[must_use]
    pub const fn value_uses(&self) -> u32 {
        self.value_uses
    }

    /// The conditions that all have to hold where `id` does: the parts of its ANDs, inside their parentheses.
    #[must_use]
    pub fn conjuncts(&self, id: NodeId) -> Vec<NodeId> {
        let (mut all, mut open) = (Vec::new(), vec![id]);
        while let Some(id) = open.pop() {
            let id = self.unparenthesized(id);
            match self.node(id).kind {
                NodeKind::And(parts) => open.extend(self.list(parts).iter().rev()),
                _ => all.push(id),
            }
        }
        all
    }

    /// The node inside all parentheses around `id`.
    #[must_use]
    pub fn unparenthesized(&self, mut id: NodeId) -> NodeId {
        while let NodeKind::Parenthesized(inner) = self.node(id).kind {
            id = inner;
        }
        id
    }
}

/// Grows an [`Ast`] while the text is read.
#[derive(Debug)]
pub(crate) struct Builder {
    ast: Ast,
    /// Nodes that wait for the end of the list they belong to.
    pending: Vec<NodeId>,
}

impl Builder {
    pub(crate) fn with_capacity(tokens: usize) -> Self {
        let ast = Ast {
            root: Root::Update,
            nodes: Vec::with_capacity(tokens),
            lists: Vec::with_capacity(16),
            elements: Vec::with_capacity(tokens / 2),
            clauses: Vec::new(),
            actions: Vec::new(),
            value_uses: 0,
        };
        Self { ast, pending: Vec::with_capacity(8) }
    }

    pub(crate) fn node(&mut self, kind: NodeKind, span: Span) -> NodeId {
        let id = NodeId(index(self.ast.nodes.len()));
        self.ast.nodes.push(Node { kind, span });
        id
    }

    pub(crate) fn value(&mut self, span: Span) -> NodeId {
        let ordinal = self.ast.value_uses;
        self.ast.value_uses += 1;
        self.node(NodeKind::Value(ordinal), span)
    }

    pub(crate) fn get(&self, id: NodeId) -> Node {
        self.ast.node(id)
    }

    /// Where the elements pushed from now on begin.
    pub(crate) fn element_mark(&self) -> u32 {
        index(self.ast.elements.len())
    }

    pub(crate) fn element(&mut self, element: PathElement) {
        self.ast.elements.push(element);
    }

    pub(crate) fn path(&mut self, mark: u32, span: Span) -> NodeId {
        let range = ListRange { start: mark, end: self.element_mark() };
        self.node(NodeKind::Path(range), span)
    }

    /// Where the nodes pushed from now on begin.
    pub(crate) fn mark(&self) -> u32 {
        index(self.pending.len())
    }

    pub(crate) fn push(&mut self, id: NodeId) {
        self.pending.push(id);
    }

    /// Drops what was pushed since `mark`.
    pub(crate) fn forget(&mut self, mark: u32) {
        self.pending.truncate(mark as usize);
    }

    /// Makes a list of what was pushed since `mark`.
    pub(crate) fn list(&mut self, mark: u32) -> ListRange {
        let start = index(self.ast.lists.len());
        self.ast.lists.extend(self.pending.drain((mark as usize).min(self.pending.len())..));
        ListRange { start, end: index(self.ast.lists.len()) }
    }

    /// True for `a + b`, in parentheses or not.
    pub(crate) fn is_sum(&self, id: NodeId) -> bool {
        matches!(self.ast.node(self.ast.unparenthesized(id)).kind, NodeKind::Arithmetic { .. })
    }

    /// The first entry of a list.
    pub(crate) fn listed(&self, range: ListRange) -> Option<NodeId> {
        self.ast.list(range).first().copied()
    }

    pub(crate) fn action_mark(&self) -> u32 {
        index(self.ast.actions.len())
    }

    pub(crate) fn action(&mut self, action: Action) {
        self.ast.actions.push(action);
    }

    pub(crate) fn clause(&mut self, kind: ClauseKind, keyword: Span, end: u32, mark: u32) {
        let actions = ListRange { start: mark, end: self.action_mark() };
        self.ast.clauses.push(Clause { kind, keyword, span: Span::new(keyword.start, end), actions });
    }

    pub(crate) fn finish(mut self, root: Root) -> Ast {
        self.ast.root = root;
        self.ast
    }
}

fn index(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
