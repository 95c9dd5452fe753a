//! Problems of expressions, told.

use super::Code;
use super::consequence;
use super::describe::{Context, Told};
use super::fix::{Applicability, Edit, Fix, alias_for, value_placeholder};
use super::function::{function_misused, function_name, function_not_allowed, operands, usage};
use super::mend;
use super::swapped;
use super::syntax;
use crate::limits;
use crate::problem::{ExpressionProblem, GivenType, Part, Problem, ProblemKind};
use crate::source::Span;
use crate::syntax::{ClauseKind, ExpressionKind, TokenKind, lex};
use crate::value::{AttributeType, TypeSet};

/// Where the problem is, and the text it is in.
#[derive(Clone, Copy)]
pub(super) struct Spot<'c> {
    pub(super) kind: ExpressionKind,
    pub(super) span: Span,
    pub(super) text: &'c str,
}

impl<'c> Spot<'c> {
    pub(super) fn of(problem: &Problem, context: Context<'c>) -> Self {
        let (kind, span) = match problem.place.part {
            Part::Expression(kind, span) => (kind, span),
            _ => (ExpressionKind::Condition, Span::default()),
        };
        let text = context.subject.texts.iter().find(|(other, _)| *other == kind).map_or("", |(_, text)| text);
        Self { kind, span, text }
    }

    pub(super) fn written(self) -> &'c str {
        self.span.slice(self.text).unwrap_or_default()
    }

    pub(super) fn replace(self, span: Span, replacement: impl Into<String>) -> Edit {
        Edit::Expression { kind: self.kind, span, replacement: replacement.into() }
    }
}

pub(super) fn tell(problem: &ExpressionProblem, whole: &Problem, context: Context<'_>) -> Told {
    let spot = Spot::of(whole, context);
    match problem {
        ExpressionProblem::Empty => Told::new(Code::EmptyExpression, format!("{} is empty", spot.kind), "nothing here")
            .help(format!("leave {} out of the request, or write the expression", spot.kind)),
        ExpressionProblem::TooLong { .. }
        | ExpressionProblem::TooManyOperators
        | ExpressionProblem::TooManyInOperands { .. }
        | ExpressionProblem::PathTooDeep { .. }
        | ExpressionProblem::ListIndexTooLarge { .. } => tell_limit(problem),
        ExpressionProblem::Syntax { token, expected, .. } => syntax::tell(token, *expected, spot, context),
        ExpressionProblem::RedundantParentheses { inner } => redundant_parentheses(spot, *inner, context),
        ExpressionProblem::InvalidFunctionName { function } => function_name(function, spot, context),
        ExpressionProblem::FunctionNotAllowed { function, in_update } => {
            function_not_allowed(function, *in_update, spot)
        }
        ExpressionProblem::FunctionMisused { function } => function_misused(function, spot),
        ExpressionProblem::ReservedWord { word } => reserved_word(word, spot, context),
        ExpressionProblem::RepeatedClause { clause, first } => repeated_clause(*clause, *first, spot, context),
        ExpressionProblem::UndefinedName { placeholder, similar } => undefined(
            Code::UndefinedName,
            "ExpressionAttributeNames",
            placeholder,
            similar.as_deref(),
            whole,
            spot,
            context,
        ),
        ExpressionProblem::UndefinedValue { placeholder, similar } => undefined(
            Code::UndefinedValue,
            "ExpressionAttributeValues",
            placeholder,
            similar.as_deref(),
            whole,
            spot,
            context,
        ),
        ExpressionProblem::OperandCount { function, count, takes } => {
            let title = format!("`{function}` takes {}, not {count}", operands(*takes));
            Told::new(Code::FunctionArity, title, format!("{} given", operands(*count))).help(usage(function))
        }
        ExpressionProblem::SameOperand { operator, .. } => Told::new(
            Code::SameOperand,
            format!("both operands of `{operator}` are the same path"),
            "compares an attribute with itself",
        )
        .help("compare with another attribute, or with a value from ExpressionAttributeValues"),
        ExpressionProblem::OperandType { operator, given, takes } => operand_type(operator, *given, *takes, spot),
        ExpressionProblem::ClauseOperandType { clause, given } => clause_type(*clause, *given, spot),
        ExpressionProblem::PathRequired { function } => Told::new(
            Code::OperandKind,
            format!("the first operand of `{function}` must be a document path"),
            "not a path",
        )
        .help(usage(function)),
        ExpressionProblem::InvalidAttributeTypeName { name } => {
            let types = ["S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M"];
            let title = format!("`{name}` is not the name of a type");
            let guess =
                types.into_iter().find(|known| known.eq_ignore_ascii_case(name)).or_else(|| long_type_name(name));
            let help = match guess {
                Some(known) => format!("the type is called `{known}`"),
                None => format!("the types are {}", types.join(", ")),
            };
            let fix = guess.map(|known| {
                let at = ["ExpressionAttributeValues", spot.written(), "S"].map(Into::into).to_vec();
                let edit = Edit::SetText { at, from: name.clone(), to: known.to_owned() };
                Fix::new(format!("write `{known}`"), Applicability::Safe, vec![edit])
            });
            let told = Told::new(Code::WrongAttributeTypeCode, title, "stands for this name").help(help);
            Told { fix, ..told }
        }
        ExpressionProblem::BetweenTypes { low, high } => Told::new(
            Code::BetweenBounds,
            "the bounds of BETWEEN are of different types",
            format!("{} and {}", described(low), described(high)),
        )
        .help("give both bounds the type of the attribute"),
        ExpressionProblem::BetweenOrder { low, high } => between_order(low, high, spot, context),
        ExpressionProblem::PathsOverlap { one, two, first } => overlap(one, two, *first, spot, context),
        ExpressionProblem::PathsConflict { one, two, first } => Told::new(
            Code::OverlappingPaths,
            format!(
                "`{}` and `{}` cannot both exist: one takes a map, the other a list",
                written_path(one),
                written_path(two)
            ),
            "the other way from here",
        )
        .related(Part::Expression(spot.kind, *first), "first used here")
        .help("correct the path that is wrong"),
    }
}

fn tell_limit(problem: &ExpressionProblem) -> Told {
    let (title, label, help) = match problem {
        ExpressionProblem::TooLong { bytes } => (
            format!("the expression has {bytes} bytes; the limit is {}", limits::EXPRESSION_BYTES),
            "too long".to_owned(),
            "shorten placeholders, or split the request; blanks count, what placeholders stand for does not",
        ),
        ExpressionProblem::TooManyOperators => (
            format!("the expression has more than {} operators", limits::OPERATORS),
            "comparators, AND, OR, NOT, BETWEEN, IN, + and - count".to_owned(),
            "split the request, or use IN instead of chains of OR",
        ),
        ExpressionProblem::TooManyInOperands { count } => (
            format!("IN has {count} operands; the limit is {}", limits::IN_OPERANDS),
            "the operand on the left counts, too".to_owned(),
            "split the list over several IN joined by OR, or several requests",
        ),
        ExpressionProblem::PathTooDeep { levels } => (
            format!("the document path has {levels} elements; the limit is {}", limits::PATH_ELEMENTS),
            "too deep".to_owned(),
            "store deep structures in more attributes, or read the outer one whole",
        ),
        _ => (
            format!("the list index is larger than {}", limits::LIST_INDEX),
            "out of range".to_owned(),
            "no list of an item can be that long",
        ),
    };
    Told::new(Code::ExpressionLimit, title, label).help(help)
}

fn redundant_parentheses(spot: Spot<'_>, inner: Span, context: Context<'_>) -> Told {
    // Pairs around this one that are redundant, too, go with it.
    let (mut outer, mut pairs) = (spot.span, 1);
    while let Some(around) = context.problems.iter().find_map(|problem| match (&problem.kind, &problem.place.part) {
        (
            ProblemKind::Expression(ExpressionProblem::RedundantParentheses { inner }),
            Part::Expression(kind, around),
        ) if *inner == outer && *kind == spot.kind && *around != outer => Some(*around),
        _ => None,
    }) {
        (outer, pairs) = (around, pairs + 1);
    }
    let edits =
        vec![spot.replace(Span::new(outer.start, inner.start), ""), spot.replace(Span::new(inner.end, outer.end), "")];
    let what = if pairs == 1 { "remove one pair".to_owned() } else { format!("remove {pairs} pairs") };
    let fix = Fix::new(what.as_str(), Applicability::Safe, edits).mending(context.subject);
    Told::new(Code::RedundantParentheses, "these parentheses are doubled", "this pair holds nothing but another pair")
        .help(what)
        .fix(fix)
}

/// Every reserved word of the expression gets its placeholder in one fix.
fn reserved_word(word: &str, spot: Spot<'_>, context: Context<'_>) -> Told {
    if let Some(value) = literal_word(word, spot.span, spot) {
        return word_as_value(word, value, spot, context);
    }
    let mut edits = Vec::new();
    for problem in context.problems {
        let ProblemKind::Expression(ExpressionProblem::ReservedWord { word }) = &problem.kind else { continue };
        let Part::Expression(kind, span) = problem.place.part else { continue };
        if kind != spot.kind || literal_word(word, span, spot).is_some() {
            continue;
        }
        let (alias, added) = alias_for(word, context.subject, &edits);
        edits.extend(added);
        edits.extend(
            std::iter::once(span).chain(problem.place.also.iter().copied()).map(|span| spot.replace(span, &*alias)),
        );
    }
    let (alias, _) = alias_for(word, context.subject, &edits);
    let fix = Fix::new(format!("write it as `{alias}`"), Applicability::Safe, edits).mending(context.subject);
    Told::new(Code::ReservedWord, format!("`{word}` is a reserved word"), "cannot be written out as an attribute name")
        .help(format!("write it as a placeholder: `{alias}` for `{word}`"))
        .fix(fix)
}

/// The value that `true`, `false` or `null` stands for where it is compared or assigned.
fn literal_word(word: &str, span: Span, spot: Spot<'_>) -> Option<&'static str> {
    use TokenKind as T;
    let value = match word.to_ascii_lowercase().as_str() {
        "true" => "{\"BOOL\": true}",
        "false" => "{\"BOOL\": false}",
        "null" => "{\"NULL\": true}",
        _ => return None,
    };
    let tokens = lex(spot.text);
    let at = tokens.as_slice().iter().position(|token| token.span == span)?;
    let before = tokens.get(at.checked_sub(1)?).kind;
    let operand = matches!(
        before,
        T::Equal | T::NotEqual | T::Less | T::LessOrEqual | T::Greater | T::GreaterOrEqual | T::Plus | T::Minus
    );
    (operand && !matches!(tokens.get(at + 1).kind, T::Dot | T::LeftBracket)).then_some(value)
}

fn word_as_value(word: &str, value: &str, spot: Spot<'_>, context: Context<'_>) -> Told {
    let placeholder = value_placeholder(word, context.subject);
    let edits = vec![
        spot.replace(spot.span, &*placeholder),
        Edit::AddValue { placeholder: placeholder.clone(), value: value.to_owned() },
    ];
    let fix = Fix::new("move the value to ExpressionAttributeValues", Applicability::Unsafe, edits);
    Told::new(
        Code::InlineLiteral,
        format!("`{word}` is taken for an attribute name, not for a value"),
        "a literal value",
    )
    .note("values cannot be written into an expression; as a name it is a reserved word")
    .help(format!("put the value into ExpressionAttributeValues and write `{placeholder}`"))
    .fix(fix.mending(context.subject))
}

fn repeated_clause(clause: ClauseKind, first: Span, spot: Spot<'_>, context: Context<'_>) -> Told {
    let word = clause.word();
    let told = Told::new(Code::DuplicateSection, format!("{word} is used twice"), "again here")
        .related(Part::Expression(spot.kind, first), "first used here")
        .help(format!("put all actions behind one {word}, separated by commas"));
    Told { fix: mend::one_clause_each(spot, context.subject), ..told }
}

fn undefined(
    code: Code,
    map: &str,
    placeholder: &str,
    similar: Option<&str>,
    whole: &Problem,
    spot: Spot<'_>,
    context: Context<'_>,
) -> Told {
    if let Some(told) = similar.map_or_else(|| swapped::tell(placeholder, whole, spot, context), |_| None) {
        return told;
    }
    let told = Told::new(code, format!("`{placeholder}` is not defined"), format!("no entry in {map}"));
    match similar {
        Some(meant) => {
            let spans = std::iter::once(spot.span).chain(whole.place.also.iter().copied());
            let edits = spans.map(|span| spot.replace(span, meant)).collect();
            let sure = if is_only_meant(meant, context) { Applicability::Safe } else { Applicability::Unsafe };
            let fix = Fix::new(format!("write `{meant}`"), sure, edits).mending(context.subject);
            told.help(format!("`{meant}` is defined and spelled much like it")).fix(fix)
        }
        None => match consequence::only_unused(placeholder, context.problems, whole.place.entry) {
            Some(unused) => {
                let spans = std::iter::once(spot.span).chain(whole.place.also.iter().copied());
                let edits = spans.map(|span| spot.replace(span, unused)).collect();
                let fix = Fix::new(format!("write `{unused}`"), Applicability::Unsafe, edits).mending(context.subject);
                let entry = match map {
                    "ExpressionAttributeNames" => Part::NameKey(unused.to_owned()),
                    _ => Part::ValueKey(unused.to_owned()),
                };
                told.related(entry, "defined, and used by nothing")
                    .help(format!("give `{placeholder}` an entry, or write `{unused}` if that is meant"))
                    .fix(fix)
            }
            None => told.help(format!("add `{placeholder}` to {map}")),
        },
    }
}

/// True for an entry that nothing uses and one misspelled placeholder alone can mean.
fn is_only_meant(meant: &str, context: Context<'_>) -> bool {
    let mut texts = context.subject.texts.iter();
    let is_used = texts.any(|(_, text)| {
        let tokens = lex(text);
        tokens.as_slice().iter().any(|token| token.span.slice(text) == Some(meant))
    });
    let means_it = |problem: &&Problem| match &problem.kind {
        ProblemKind::Expression(
            ExpressionProblem::UndefinedName { similar, .. } | ExpressionProblem::UndefinedValue { similar, .. },
        ) => similar.as_deref() == Some(meant),
        _ => false,
    };
    !is_used && context.problems.iter().filter(means_it).count() == 1
}

/// The types as people call them.
fn type_words(types: TypeSet) -> String {
    let words: Vec<String> = types.iter().map(|one| one.to_string()).collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

fn operand_type(operator: &str, given: GivenType, takes: TypeSet, spot: Spot<'_>) -> Told {
    let written = spot.written();
    let given = match given {
        GivenType::Path => {
            return Told::new(
                Code::OperandKind,
                format!("the second operand of `{operator}` must be a value placeholder"),
                "a path",
            )
            .help("put the name of the type into ExpressionAttributeValues: `\":type\": {\"S\": \"N\"}`");
        }
        GivenType::One(given) => given,
    };
    let told = Told::new(
        Code::OperandType,
        format!("`{operator}` does not take a value of type {given}"),
        format!("`{written}` is of type {given}"),
    );
    let help = match (operator, given) {
        ("begins_with", AttributeType::N) => {
            "numbers have no beginnings; compare with `>=` and `<`, or store the number as a string".to_owned()
        }
        ("size", AttributeType::N) => "a number has no size; compare it directly".to_owned(),
        ("list_append", _) => "wrap the value in a list: `{\"L\": [ … ]}`".to_owned(),
        ("+" | "-", AttributeType::S) => "send the number as a number: `{\"N\": \"1\"}`".to_owned(),
        _ => format!("`{operator}` takes {}", type_words(takes)),
    };
    told.help(help)
}

fn clause_type(clause: ClauseKind, given: AttributeType, spot: Spot<'_>) -> Told {
    let word = clause.word();
    let told = Told::new(
        Code::OperandType,
        format!("{word} does not take a value of type {given}"),
        format!("`{}` is of type {given}", spot.written()),
    );
    match (clause, given) {
        (ClauseKind::Add, AttributeType::L) => {
            told.help("ADD adds to numbers and sets; to append to a list write `SET path = list_append(path, :list)`")
        }
        (ClauseKind::Add, AttributeType::S) => {
            told.help("to add a string to a set send a set: `{\"SS\": [ … ]}`; to store it write `SET path = :value`")
        }
        (ClauseKind::Add, _) => {
            told.help("ADD takes a number or a set; to store any other value write `SET path = :value`")
        }
        _ => told.help("DELETE takes members from a set; to remove an attribute write `REMOVE path`"),
    }
}

fn between_order(low: &str, high: &str, spot: Spot<'_>, context: Context<'_>) -> Told {
    let bounds = spot.written();
    let told = Told::new(
        Code::BetweenBounds,
        "the lower bound of BETWEEN is above the upper bound",
        format!("{} is greater than {}", content(low), content(high)),
    )
    .help("exchange the bounds");
    // The span is `:low AND :high`: two value placeholders and the word between them.
    match lex(bounds).as_slice() {
        [one, _, two, _] => {
            let shift = |span: Span| Span::new(spot.span.start + span.start, spot.span.start + span.end);
            let (first, second) =
                (one.span.slice(bounds).unwrap_or_default(), two.span.slice(bounds).unwrap_or_default());
            let edits = vec![spot.replace(shift(one.span), second), spot.replace(shift(two.span), first)];
            told.fix(Fix::new("exchange the bounds", Applicability::Unsafe, edits).mending(context.subject))
        }
        _ => told,
    }
}

/// `{N:9}`, as the service prints a value: its type and its content.
fn taken_apart(value: &str) -> (&str, &str) {
    let inside = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(value);
    inside.split_once(':').unwrap_or(("", inside))
}

fn content(value: &str) -> &str {
    taken_apart(value).1
}

fn described(value: &str) -> String {
    let (kind, content) = taken_apart(value);
    format!("{kind} {content}")
}

/// `[a, [0], b]`, as the service prints a path, as expressions write it: `a[0].b`.
fn written_path(path: &str) -> String {
    let inside = path.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(path);
    let mut written = String::new();
    for element in inside.split(", ") {
        if !written.is_empty() && !element.starts_with('[') {
            written.push('.');
        }
        written.push_str(element);
    }
    written
}

fn overlap(one: &str, two: &str, first: Span, spot: Spot<'_>, context: Context<'_>) -> Told {
    let title = if one == two {
        format!("`{}` is used twice", written_path(two))
    } else {
        format!("`{}` and `{}` overlap: one is inside the other", written_path(one), written_path(two))
    };
    let told = Told::new(Code::OverlappingPaths, title, "touches the same part of the item")
        .related(Part::Expression(spot.kind, first), "as this one");
    match spot.kind {
        ExpressionKind::Projection if one == two => {
            Told { fix: mend::named_once(spot, context.subject), ..told.help("name it once") }
        }
        ExpressionKind::Projection => told.help("ask for the outer path alone, or for parts that lie side by side"),
        _ => told.help("write each part of the item in one action only"),
    }
}

pub(super) fn long_type_name(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_uppercase().as_str() {
        "STRING" => "S",
        "NUMBER" | "INT" | "INTEGER" => "N",
        "BINARY" => "B",
        "BOOLEAN" => "BOOL",
        "LIST" | "ARRAY" => "L",
        "MAP" | "OBJECT" => "M",
        "STRINGSET" | "STRING_SET" => "SS",
        "NUMBERSET" | "NUMBER_SET" => "NS",
        "BINARYSET" | "BINARY_SET" => "BS",
        _ => return None,
    })
}
