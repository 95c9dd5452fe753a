//! Refusals of an expression's text, on its own and with what its placeholders stand for.

use crate::source::Span;
use crate::syntax::{ClauseKind, ExpressionKind, TokenSet};
use crate::value::{AttributeType, TypeSet};

/// What is wrong with an expression.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum ExpressionProblem {
    /// `""`
    Empty,
    /// More than 4096 bytes.
    TooLong {
        /// How many.
        bytes: usize,
    },
    /// `a = = b`
    Syntax {
        /// The token that fits nothing, as the service quotes it.
        token: String,
        /// The text around it, as the service quotes it.
        near: String,
        /// What would have fitted.
        expected: TokenSet,
    },
    /// `((a = b))`
    RedundantParentheses {
        /// The inner pair.
        inner: Span,
    },
    /// More than 300 operators.
    TooManyOperators,
    /// `a IN (:v1, …, :v101)`
    TooManyInOperands {
        /// How many, the left one included.
        count: usize,
    },
    /// A path of more than 32 elements.
    PathTooDeep {
        /// How many.
        levels: usize,
    },
    /// `a[4294967295]`
    ListIndexTooLarge {
        /// The digits.
        index: String,
    },
    /// `exists(a)`
    InvalidFunctionName {
        /// As written.
        function: String,
    },
    /// `if_not_exists(a, :v)` in a condition, `size(a)` in an update.
    FunctionNotAllowed {
        /// As written.
        function: String,
        /// True in an update, false in a condition.
        in_update: bool,
    },
    /// `size(a)` alone, `attribute_exists(a) = :v`, a nested `list_append`.
    FunctionMisused {
        /// As written.
        function: String,
    },
    /// `status = :v`
    ReservedWord {
        /// As written.
        word: String,
    },
    /// `SET a = :a SET b = :b`
    RepeatedClause {
        /// Which clause.
        clause: ClauseKind,
        /// Where it stood first.
        first: Span,
    },
    /// `#x` without an entry.
    UndefinedName {
        /// `#x`
        placeholder: String,
        /// A defined placeholder that is spelled much like it.
        similar: Option<String>,
    },
    /// `:x` without an entry.
    UndefinedValue {
        /// `:x`
        placeholder: String,
        /// A defined placeholder that is spelled much like it.
        similar: Option<String>,
    },
    /// `size(a, b)`
    OperandCount {
        /// The function.
        function: String,
        /// How many operands it was given.
        count: usize,
        /// How many it takes.
        takes: usize,
    },
    /// `contains(a, a)`
    SameOperand {
        /// The function or comparator.
        operator: String,
        /// The path: `[a, [0], b]`.
        path: String,
    },
    /// `begins_with(a, :number)`
    OperandType {
        /// The function or operator.
        operator: String,
        /// The type it was given, or the types the service lists for a path.
        given: GivenType,
        /// The types it takes.
        takes: TypeSet,
    },
    /// `ADD a :string`
    ClauseOperandType {
        /// ADD or DELETE.
        clause: ClauseKind,
        /// The type it was given.
        given: AttributeType,
    },
    /// `attribute_exists(:v)`
    PathRequired {
        /// The function.
        function: String,
    },
    /// `attribute_type(a, :t)` with `:t` = `"STRING"`.
    InvalidAttributeTypeName {
        /// What `:t` holds.
        name: String,
    },
    /// `a BETWEEN :number AND :string`
    BetweenTypes {
        /// The lower bound: `{N:1}`.
        low: String,
        /// The upper bound: `{S:a}`.
        high: String,
    },
    /// `a BETWEEN :nine AND :one`
    BetweenOrder {
        /// The lower bound: `{N:9}`.
        low: String,
        /// The upper bound: `{N:1}`.
        high: String,
    },
    /// `SET a = :v REMOVE a.b`, projection `a, a`
    PathsOverlap {
        /// The earlier path: `[a]`.
        one: String,
        /// The later path: `[a, b]`.
        two: String,
        /// Where the earlier path stands.
        first: Span,
    },
    /// `SET a.b = :v, a[0] = :w`
    PathsConflict {
        /// The earlier path: `[a, b]`.
        one: String,
        /// The later path: `[a, [0]]`.
        two: String,
        /// Where the earlier path stands.
        first: Span,
    },
}

/// The type of an operand that does not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GivenType {
    /// This type.
    One(AttributeType),
    /// A path, where only a value can stand.
    Path,
}

impl ExpressionProblem {
    /// The text of the service, without what the operation puts around it.
    ///
    /// Service: the catalogue of texts; each is `Invalid <Kind>: ` and a sentence, closed by `;` where it
    /// carries no detail.
    #[must_use]
    pub fn service_message(&self, kind: ExpressionKind) -> String {
        format!("Invalid {kind}: {}", self.core_message(kind))
    }

    fn core_message(&self, kind: ExpressionKind) -> String {
        match self {
            Self::Empty => "The expression can not be empty;".to_owned(),
            Self::TooLong { bytes } => {
                let text = "Expression size has exceeded the maximum allowed size;";
                // Service: only the condition parser tells the size; October 2026.
                match kind {
                    ExpressionKind::Condition | ExpressionKind::Filter => format!("{text} expression size: {bytes}"),
                    _ => text.to_owned(),
                }
            }
            Self::Syntax { token, near, .. } => format!("Syntax error; token: \"{token}\", near: \"{near}\""),
            Self::RedundantParentheses { .. } => "The expression has redundant parentheses;".to_owned(),
            // Service: the count stops at the first operator too many.
            Self::TooManyOperators => {
                format!("The expression contains too many operators; operator count: {}", crate::limits::OPERATORS + 1)
            }
            Self::TooManyInOperands { count } => {
                format!("The IN operator is provided with too many operands; number of operands: {count}")
            }
            Self::PathTooDeep { levels } => {
                format!("The document path has too many nesting levels; nesting levels: {levels}")
            }
            Self::ListIndexTooLarge { index } => {
                format!("List index is not within the allowable range; index: [{index}]")
            }
            Self::InvalidFunctionName { function } => format!("Invalid function name; function: {function}"),
            Self::FunctionNotAllowed { function, in_update } => {
                let context = if *in_update { "an update" } else { "a condition" };
                format!("The function is not allowed in {context} expression; function: {function}")
            }
            Self::FunctionMisused { function } => {
                format!("The function is not allowed to be used this way in an expression; function: {function}")
            }
            Self::ReservedWord { word } => {
                format!("Attribute name is a reserved keyword; reserved keyword: {word}")
            }
            Self::RepeatedClause { clause, .. } => {
                format!("The \"{}\" section can only be used once in an update expression;", clause.word())
            }
            Self::UndefinedName { placeholder, .. } => format!(
                "An expression attribute name used in the document path is not defined; attribute name: {placeholder}"
            ),
            Self::UndefinedValue { placeholder, .. } => format!(
                "An expression attribute value used in expression is not defined; attribute value: {placeholder}"
            ),
            Self::OperandCount { function, count, .. } => format!(
                "Incorrect number of operands for operator or function; \
                 operator or function: {function}, number of operands: {count}"
            ),
            Self::SameOperand { operator, path } => format!(
                "The first operand must be distinct from the remaining operands for this operator or function; \
                 operator: {operator}, first operand: {path}"
            ),
            Self::OperandType { operator, given, .. } => format!(
                "Incorrect operand type for operator or function; \
                 operator or function: {operator}, operand type: {given}"
            ),
            Self::ClauseOperandType { clause, given } => format!(
                "Incorrect operand type for operator or function; \
                 operator: {}, operand type: {}, typeSet: ALLOWED_FOR_ADD_OPERAND",
                clause.word(),
                given.word()
            ),
            Self::PathRequired { function } => {
                format!("Operator or function requires a document path; operator or function: {function}")
            }
            Self::InvalidAttributeTypeName { name } => format!(
                "Invalid attribute type name found; type: {name}, valid types: {{S,SS,N,NS,B,BS,BOOL,NULL,L,M}}"
            ),
            Self::BetweenTypes { low, high } => format!(
                "The BETWEEN operator requires same data type for lower and upper bounds; \
                 lower bound operand: AttributeValue: {low}, upper bound operand: AttributeValue: {high}"
            ),
            Self::BetweenOrder { low, high } => format!(
                "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; \
                 lower bound operand: AttributeValue: {low}, upper bound operand: AttributeValue: {high}"
            ),
            Self::PathsOverlap { one, two, .. } => paths_message("overlap", one, two),
            Self::PathsConflict { one, two, .. } => paths_message("conflict", one, two),
        }
    }
}

fn paths_message(verb: &str, one: &str, two: &str) -> String {
    format!(
        "Two document paths {verb} with each other; must remove or rewrite one of these paths; \
         path one: {one}, path two: {two}"
    )
}

impl std::fmt::Display for GivenType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(one) => one.fmt(f),
            // Service: since 2026 the list shows the service's internal types, too.
            Self::Path => f.write_str(
                "{S,SS,N,NS,B,BS,BOOL,NULL,L,M,HD,DOUBLE,FLOAT,HDS,FS,DOUBLESET,DICT,DECIMAL,INT,DECIMALSET,INTSET}",
            ),
        }
    }
}
