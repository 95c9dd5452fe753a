//! The nodes of a module.

use crate::source::{OffsetMap, Span};

/// A node of a [`Module`](super::Module).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// Position of the node in the module.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node, where it stands, and what it is part of.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where, quotes and brackets included.
    pub span: Span,
    /// What it is part of; the root is part of itself.
    pub parent: NodeId,
    /// The first node inside of it; itself for a leaf. What is inside lies between without a gap.
    pub first: NodeId,
}

/// What a node is. Parentheses, casts, `await` and the like are left out: their inside stands for them.
#[derive(Clone, PartialEq, Debug)]
pub enum NodeKind {
    /// `"a = :v"`, `f"{x} = :v"`: literal parts and holes. A text without holes has one literal part.
    Text(Vec<TextPart>),
    /// `1.5`, as written, without suffix and without `_`.
    Number(String),
    /// `true`
    Bool(bool),
    /// `null`, `None`, `nil`, `undefined`
    Null,
    /// `x`, `$x`, `this`: a name that stands alone, without sigil.
    Name(String),
    /// `a.b`, `a?.b`, `a::b`, `a->b`
    Member {
        /// `a`
        base: NodeId,
        /// `b`
        name: String,
        /// Where `b` stands.
        name_span: Span,
    },
    /// `a[b]`
    Index {
        /// `a`
        base: NodeId,
        /// `b`
        index: NodeId,
    },
    /// `f(x)`, `a.f(x)`, `new T(x)`, `f!(x)`, `aws dynamodb query --table-name t`
    Call {
        /// `f`, `a.f`, `T` without type arguments.
        callee: NodeId,
        /// What it is given, in order; a block or lambda that follows (`f { … }`) is the last.
        arguments: Vec<Argument>,
        /// True for `new T(x)`.
        new: bool,
    },
    /// `{"a": 1}`, `{a: 1}`, `["a" => 1]`, `T{A: 1}`, `new T { A = 1 }`, a JSON object, a YAML mapping.
    Object {
        /// The entries, in order.
        entries: Vec<Entry>,
        /// `T`, without its package and without type arguments; nothing for a plain dictionary.
        type_name: Option<String>,
    },
    /// `[a, b]`, `(a, b)`, `{a, b}`
    List(Vec<NodeId>),
    /// `a + b`
    Binary {
        /// What stands between.
        operator: Binary,
        /// `a`
        left: NodeId,
        /// `b`
        right: NodeId,
    },
    /// `!a`, `not a`, `~a`
    Not(NodeId),
    /// `a ? b : c`, `b if a else c`, an `if` that is an expression.
    Conditional {
        /// `a`
        test: NodeId,
        /// `b`
        then: NodeId,
        /// `c`
        otherwise: NodeId,
    },
    /// `x = v`, `const x: T = v`, `x += v`
    Assign {
        /// `x`: a [`NodeKind::Name`], [`NodeKind::Member`], [`NodeKind::Index`], or anything else.
        target: NodeId,
        /// `v`
        value: NodeId,
        /// Which assignment.
        operator: AssignOperator,
        /// True where it also declares `x`, by `let`, `const`, `var`, `:=`, a type, or as a field.
        declares: bool,
        /// `T`, without its package, where a type is written.
        type_name: Option<String>,
    },
    /// A function, method, lambda or closure.
    Function {
        /// Its name, where it has one.
        name: Option<String>,
        /// Its parameters.
        parameters: Vec<Parameter>,
        /// A [`NodeKind::Block`], or the expression that a lambda gives.
        body: NodeId,
    },
    /// A class, interface, struct, enum, module or object.
    Class {
        /// Its name.
        name: Option<String>,
        /// A [`NodeKind::Block`] with its fields as assignments and its methods as functions.
        body: NodeId,
    },
    /// Statements one after another.
    Block(Vec<NodeId>),
    /// `if`, `elif`, `unless`, `switch`, `match`: what stands in a branch may not run.
    If {
        /// The condition, or what a `switch` looks at.
        test: NodeId,
        /// What runs if so, or every case of a `switch`: one of them runs.
        branches: Vec<NodeId>,
    },
    /// `for`, `while`, `do`, `loop`, a comprehension: what stands in it runs any number of times.
    Loop {
        /// Conditions and what is looped over.
        head: Vec<NodeId>,
        /// What is repeated.
        body: NodeId,
    },
    /// `try`: the body, then handlers and `finally`.
    Try {
        /// What is tried.
        body: NodeId,
        /// `catch`, `except`, `rescue`, `finally`: may not run.
        handlers: Vec<NodeId>,
    },
    /// `return x`
    Return(Option<NodeId>),
    /// `import a as b from 'm'`
    Import {
        /// `m`, as written, without quotes.
        module: String,
        /// Each name that is imported.
        names: Vec<Imported>,
    },
    /// Anything else; what stands inside it.
    Other(Vec<NodeId>),
}

/// A part of a text.
#[derive(Clone, PartialEq, Debug)]
pub enum TextPart {
    /// Text, escapes decoded.
    Literal {
        /// The text.
        text: String,
        /// Where each byte of it stands.
        map: OffsetMap,
    },
    /// `{x}`, `${x}`, `#{x}`, `%s` where it is known what for.
    Hole(NodeId),
}

/// An argument of a call.
#[derive(Clone, PartialEq, Debug)]
pub struct Argument {
    /// `a` in `f(a=1)` and `f(a: 1)`, `--a` in a command.
    pub name: Option<String>,
    /// Where the name stands.
    pub name_span: Span,
    /// The value.
    pub value: NodeId,
    /// True for `*x`, `**x`, `...x`.
    pub spread: bool,
    /// The argument with its name.
    pub span: Span,
}

/// An entry of an object.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The key: a [`NodeKind::Text`] where it is written out, quoted or not; the expression where it is computed. The
    /// spread expression itself, for a spread.
    pub key: NodeId,
    /// The value; for `{ a }` a [`NodeKind::Name`] on the same place. For a spread the same as `key`.
    pub value: NodeId,
    /// True for `...x`, `**x`, and for anything that adds entries nobody knows, as a comprehension does.
    pub spread: bool,
    /// The entry from its key to its value.
    pub span: Span,
}

/// A parameter of a function.
#[derive(Clone, PartialEq, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type, without package, where one is written.
    pub type_name: Option<String>,
    /// Its default, where it has one.
    pub default: Option<NodeId>,
}

/// A name that is imported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Imported {
    /// As the other module calls it; `*` for all of it, or for the module as a whole.
    pub name: String,
    /// As this module calls it.
    pub alias: String,
}

/// What stands between two operands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Binary {
    /// `+`, and `.` where it joins texts.
    Add,
    /// `-`
    Subtract,
    /// `%`
    Modulo,
    /// `&&`, `and`
    And,
    /// `||`, `or`, `??`, `?:`
    Or,
    /// `&`
    BitAnd,
    /// `|`
    BitOr,
    /// `k to v`, `k -> v` where it makes a pair.
    Pair,
    /// `==`, `<` and the like.
    Comparison,
    /// Any other.
    Other,
}

/// How a value is assigned.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AssignOperator {
    /// `=`, `:=`
    Set,
    /// `+=`, `.=`, `<<` on texts.
    Append,
    /// `??=`, `||=`
    Default,
    /// Any other.
    Other,
}
