//! Problems of the maps of names and values, told.

use super::Code;
use super::describe::{Context, Told};
use super::fix::{Applicability, Edit, Fix, name_placeholder, value_placeholder};
use crate::limits;
use crate::problem::{ExpressionProblem, Part, PlaceholderMap, PlaceholderProblem, Problem, ProblemKind};
use crate::request::MADE_BY_BUILDER;
use crate::source::Span;
use crate::syntax::{ExpressionKind, Token, TokenKind, lex, parse};
use crate::value::{AttributeType, NumberError, ValueError};

pub(super) fn tell(problem: &PlaceholderProblem, whole: &Problem, context: Context<'_>) -> Told {
    match problem {
        PlaceholderProblem::Empty(map) => {
            let parameter = map.parameter();
            let fix = Fix::new(
                format!("leave {parameter} out"),
                Applicability::Safe,
                vec![Edit::RemoveMember(parameter.to_owned())],
            );
            Told::new(Code::EmptyPlaceholderMap, format!("{parameter} is empty"), "no entries")
                .help(format!("leave {parameter} out when there is nothing to put in"))
                .fix(fix)
        }
        PlaceholderProblem::WithoutExpression { map, .. } => {
            let parameter = map.parameter();
            Told::new(
                Code::MapWithoutExpression,
                format!("{parameter} is sent without an expression that could use it"),
                "used by nothing",
            )
            .help(format!("leave {parameter} out, or add the expression that is missing"))
        }
        PlaceholderProblem::InvalidKey { map, key } => invalid_key(*map, key, context),
        PlaceholderProblem::EmptyKey(map) => {
            Told::new(Code::MalformedPlaceholder, format!("a key of {} is empty", map.parameter()), "no placeholder")
                .help(format!("placeholders begin with `{}`", map.sigil()))
        }
        PlaceholderProblem::KeyTooLong { bytes, .. } => Told::new(
            Code::ExpressionLimit,
            format!("the placeholder has {bytes} bytes; the limit is {}", limits::PLACEHOLDER_BYTES),
            "too long",
        )
        .help("shorten it; it need not repeat the attribute's name"),
        PlaceholderProblem::EmptyName { key } => {
            Told::new(Code::InvalidName, format!("`{key}` stands for an empty name"), "empty")
                .help("attribute names have at least one character")
        }
        PlaceholderProblem::NameTooLong { key, bytes } => Told::new(
            Code::InvalidName,
            format!(
                "the name that `{key}` stands for has {bytes} bytes; the limit is {}",
                limits::ATTRIBUTE_NAME_BYTES
            ),
            "too long",
        )
        .help("shorten the name"),
        PlaceholderProblem::InvalidValue { key, error } => {
            Told { fix: quoted_numbers(error, whole), ..value(key, error) }
        }
        PlaceholderProblem::TooLarge { map } => {
            let what = map.map_or("the maps of names and values together", PlaceholderMap::parameter);
            Told::new(Code::ExpressionLimit, format!("{what} hold more than 2 MB"), "too large")
                .help("send less in one request, or large values in several")
        }
        PlaceholderProblem::Unused { map, keys } => unused(*map, keys, context),
    }
}

fn invalid_key(map: PlaceholderMap, key: &str, context: Context<'_>) -> Told {
    let sigil = map.sigil();
    let told = Told::new(
        Code::MalformedPlaceholder,
        format!("`{key}` is not a placeholder of {}", map.parameter()),
        format!("has to be `{sigil}` and letters, digits or `_`"),
    );
    let other = match map {
        PlaceholderMap::Names => ':',
        PlaceholderMap::Values => '#',
    };
    if key.starts_with(other) {
        let belongs = if other == ':' { "ExpressionAttributeValues" } else { "ExpressionAttributeNames" };
        return told.help(format!("`{other}` placeholders belong into {belongs}"));
    }
    let bare = key.trim_start_matches(sigil);
    if bare.is_empty() {
        return told.help(format!("give it a name, such as `{sigil}v`"));
    }
    let told = if map == PlaceholderMap::Names && bare.contains('.') {
        told.note("a placeholder stands for one attribute; for a nested one write `#outer.#inner`")
    } else {
        told
    };
    let wanted = format!("{sigil}{bare}");
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_used = || context.subject.texts.iter().any(|(_, text)| uses(text, &wanted));
    // The bare word is a good name where nothing else has it; an expression may even use it already.
    let free = match map {
        PlaceholderMap::Names => context.subject.names.get(&wanted).is_none(),
        PlaceholderMap::Values => context.subject.values.get(&wanted).is_none(),
    };
    let keeps = key == bare && bare.chars().all(word) && free;
    let to = match (keeps, map) {
        (true, _) => wanted.clone(),
        (false, PlaceholderMap::Names) => name_placeholder(bare, context.subject),
        (false, PlaceholderMap::Values) => value_placeholder(bare, context.subject),
    };
    let from = key.to_owned();
    let mut edits = vec![match map {
        PlaceholderMap::Names => Edit::RenameName { from, to: to.clone() },
        PlaceholderMap::Values => Edit::RenameValue { from, to: to.clone() },
    }];
    if key.starts_with(sigil) {
        edits.extend(rewritten(key, &to, context));
    }
    let applicability = if keeps && is_used() { Applicability::Safe } else { Applicability::Unsafe };
    let fix = Fix::new(format!("rename it to `{to}`"), applicability, edits).mending(context.subject);
    told.help(format!("call it `{to}`")).fix(fix)
}

fn uses(text: &str, placeholder: &str) -> bool {
    lex(text).as_slice().iter().any(|token| token.span.slice(text) == Some(placeholder))
}

/// The edits that write `to` wherever the first expression that has it writes `key`.
fn rewritten(key: &str, to: &str, context: Context<'_>) -> Vec<Edit> {
    let ends = |text: &str, at: usize| {
        let next = text.get(at + key.len()..).and_then(|rest| rest.chars().next());
        !next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '_')
    };
    let found = context.subject.texts.iter().find(|(_, text)| text.contains(key));
    let Some((kind, text)) = found else { return Vec::new() };
    let places = text.match_indices(key).filter(|(at, _)| ends(text, *at));
    places
        .filter_map(|(at, _)| {
            let span = Span::new(u32::try_from(at).ok()?, u32::try_from(at + key.len()).ok()?);
            Some(Edit::Expression { kind: *kind, span, replacement: to.to_owned() })
        })
        .collect()
}

/// Numbers that are not sent as text become texts.
fn quoted_numbers(error: &ValueError, whole: &Problem) -> Option<Fix> {
    let ValueError::WrongJsonType { type_key: AttributeType::N, .. } = error else { return None };
    let Part::Value(key, steps) = &whole.place.part else { return None };
    let mut at = vec!["ExpressionAttributeValues".into(), key.as_str().into()];
    at.extend(steps.iter().cloned());
    Some(Fix::new("write the number as text", Applicability::Safe, vec![Edit::QuoteNumbers { at }]))
}

/// What is wrong with a value, wherever it stands.
pub(super) fn value(key: &str, error: &ValueError) -> Told {
    let told = |code, title: String, label: &str| Told::new(code, title, label);
    match error {
        ValueError::Empty => {
            told(Code::InvalidValue, format!("`{key}` has no type"), "an object with one type key is wanted")
                .help("write `{\"S\": \"text\"}`, `{\"N\": \"1\"}`, `{\"BOOL\": true}` …")
        }
        ValueError::MultipleTypes => {
            told(Code::InvalidValue, format!("`{key}` has more than one type"), "several type keys")
                .help("a value is an object with exactly one type key")
        }
        ValueError::UnknownType { key: descriptor } => {
            told(Code::InvalidValue, format!("`{descriptor}` is not the name of a type"), "unknown type").help(
                match type_meant(descriptor) {
                    Some(meant) => format!("the type is called `{meant}`"),
                    None => "the types are S, N, B, BOOL, NULL, M, L, SS, NS and BS".to_owned(),
                },
            )
        }
        ValueError::WrongJsonType { type_key: AttributeType::N, .. } => {
            told(Code::NumberNotText, format!("the number in `{key}` is not sent as text"), "has to be a JSON string")
                .help("write `{\"N\": \"1\"}`: numbers travel as text so that no digit is lost")
        }
        ValueError::WrongJsonType { type_key, .. } => {
            told(Code::InvalidJsonType, format!("the content of `{key}` does not fit {type_key}"), "wrong JSON type")
                .help(content_of(*type_key))
        }
        ValueError::Number(number) => number_error(key, number),
        ValueError::EmptySet(kind) => told(Code::EmptyOrMixedSet, format!("the set in `{key}` is empty"), "no members")
            .note(format!("DynamoDB has no empty {kind}"))
            .help("leave the attribute out, or REMOVE it"),
        ValueError::DuplicateInSet { .. } => {
            told(Code::EmptyOrMixedSet, format!("the set in `{key}` has a member twice"), "duplicates")
                .help("send each member once; numbers that are equal count as the same")
        }
        ValueError::NullFalse => {
            told(Code::InvalidValue, format!("NULL in `{key}` is not true"), "only `true` is possible")
                .help("write `{\"NULL\": true}`")
        }
        ValueError::NullMemberOfStringSet => {
            told(Code::EmptyOrMixedSet, format!("a member of the set in `{key}` is null"), "null")
                .help("leave it out: sets have no empty members")
        }
        ValueError::InvalidBase64 { .. } => {
            told(Code::InvalidValue, format!("the binary in `{key}` is not base64"), "not base64")
                .help("encode the bytes in base64, with `=` at the end up to a multiple of four characters")
        }
        ValueError::TooDeep => told(Code::InvalidValue, format!("`{key}` is nested too deeply"), "too deep")
            .help(format!("at most {} lists and maps inside one another", limits::NESTING_LEVELS - 1)),
        ValueError::EmptyAttributeName => {
            told(Code::InvalidName, format!("an attribute name in `{key}` is empty"), "the attribute without a name")
                .help("attribute names have at least one character")
        }
        ValueError::NotAnObject { .. } => {
            told(Code::InvalidValue, format!("`{key}` is not an attribute value"), "a plain value")
                .help("name its type: `{\"S\": \"text\"}`, `{\"N\": \"1\"}` …")
        }
        other => {
            told(Code::InvalidValue, format!("`{key}` is not an attribute value"), "not valid").note(other.to_string())
        }
    }
}

fn number_error(key: &str, error: &NumberError) -> Told {
    let title = |what: &str| format!("the number in `{key}` {what}");
    match error {
        NumberError::TooManyDigits => {
            Told::new(Code::InvalidValue, title("has more than 38 significant digits"), "too many digits")
                .help("round it, or store it as a string")
        }
        NumberError::Overflow => {
            Told::new(Code::InvalidValue, title("is too large"), "above 9.99…E+125").help("store it as a string")
        }
        NumberError::Underflow => Told::new(Code::InvalidValue, title("is too small"), "nearer to zero than 1E-130")
            .help("round it to 0, or store it as a string"),
        _ => Told::new(Code::InvalidValue, title("is not a number"), "not a number")
            .help("digits, at most one dot, and an exponent such as `e5`; no blanks, no `NaN`"),
    }
}

/// The type that a word is most likely meant for: `string`, `s`.
fn type_meant(word: &str) -> Option<&'static str> {
    let types = ["S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M"];
    types.into_iter().find(|known| known.eq_ignore_ascii_case(word)).or_else(|| super::expression::long_type_name(word))
}

/// How the content of a type is written.
const fn content_of(one: AttributeType) -> &'static str {
    use AttributeType as T;
    match one {
        T::S => "write text in quotes: `{\"S\": \"text\"}`",
        T::N => "write the number as text: `{\"N\": \"1\"}`",
        T::B => "write base64 in quotes: `{\"B\": \"AAE=\"}`",
        T::Bool => "write true or false without quotes: `{\"BOOL\": true}`",
        T::Null => "write `{\"NULL\": true}`",
        T::M => "write an object of attribute values: `{\"M\": {\"name\": {\"S\": \"text\"}}}`",
        T::L => "write a list of attribute values: `{\"L\": [{\"S\": \"text\"}]}`",
        T::Ss => "write a list of texts: `{\"SS\": [\"a\", \"b\"]}`",
        T::Ns => "write a list of numbers as texts: `{\"NS\": [\"1\", \"2\"]}`",
        T::Bs => "write a list of base64 texts: `{\"BS\": [\"AAE=\"]}`",
    }
}

/// Entries that nothing uses; where a bare word of the same name stands in an expression, that is the reason.
fn unused(map: PlaceholderMap, keys: &[String], context: Context<'_>) -> Told {
    let listed = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let verb = if keys.len() == 1 { "is" } else { "are" };
    if let Some(told) = missing_sigil(map, keys, context) {
        return told;
    }
    let (code, edits): (_, Vec<Edit>) = match map {
        PlaceholderMap::Names => (Code::UnusedName, keys.iter().cloned().map(Edit::RemoveName).collect()),
        PlaceholderMap::Values => (Code::UnusedValue, keys.iter().cloned().map(Edit::RemoveValue).collect()),
    };
    let applicability = match map {
        PlaceholderMap::Names => Applicability::Safe,
        PlaceholderMap::Values => Applicability::Unsafe,
    };
    let undefined = context.problems.iter().find_map(|problem| match &problem.kind {
        ProblemKind::Expression(
            ExpressionProblem::UndefinedName { placeholder, .. }
            | ExpressionProblem::UndefinedValue { placeholder, .. },
        ) => Some(placeholder),
        _ => None,
    });
    let told = Told::new(code, format!("{listed} {verb} defined but not used"), "used by no expression of the request")
        .help("remove what is not used, or add the clause that uses it");
    let told = match undefined {
        Some(placeholder) => told.note(format!("`{placeholder}` is used but not defined: is one meant for the other?")),
        None => told,
    };
    let part = match map {
        PlaceholderMap::Names => Part::NameKey,
        PlaceholderMap::Values => Part::ValueKey,
    };
    let told = keys.iter().skip(1).fold(told, |told, key| told.related(part(key.clone()), "and this one"));
    told.fix(Fix::new("remove what is not used", applicability, edits))
}

/// So many places are tried for a placeholder without its sign.
const MOST_WORDS: usize = 8;

/// Where the one entry that nothing uses stands in an expression without its sigil.
///
/// A value is never meant where a value is compared with it already: `customer = :c` beside `:customer`.
pub(super) fn missing_sigil_at(
    map: PlaceholderMap,
    keys: &[String],
    context: Context<'_>,
) -> Option<(ExpressionKind, Span)> {
    let [key] = keys else { return None };
    let bare = key.strip_prefix(map.sigil())?;
    let undefined = |problem: &Problem| {
        matches!(
            (&problem.kind, map),
            (ProblemKind::Expression(ExpressionProblem::UndefinedName { .. }), PlaceholderMap::Names)
                | (ProblemKind::Expression(ExpressionProblem::UndefinedValue { .. }), PlaceholderMap::Values)
        )
    };
    if context.problems.iter().any(undefined) {
        return None;
    }
    // A builder is given attributes and values: it forgets no sign.
    let written = context.subject.texts.iter().filter(|(_, text)| !text.contains(MADE_BY_BUILDER));
    written.into_iter().find_map(|(kind, text)| {
        let tokens = lex(text);
        let is_word = |token: &&Token| {
            matches!(token.kind, TokenKind::Identifier | TokenKind::Index) && token.span.slice(text) == Some(bare)
        };
        // A function's name or the target of a SET may be spelled alike, and is not meant.
        let reads = |token: &&Token| {
            let edit = Edit::Expression { kind: *kind, span: token.span, replacement: key.clone() };
            let mended = Fix::new("", Applicability::Safe, vec![edit]).mending(context.subject).mended;
            mended.is_some_and(|mended| parse(*kind, &mended.text).errors.is_empty())
        };
        let token = tokens.as_slice().iter().filter(is_word).take(MOST_WORDS).find(reads)?;
        Some((*kind, token.span))
    })
}

fn missing_sigil(map: PlaceholderMap, keys: &[String], context: Context<'_>) -> Option<Told> {
    let [key] = keys else { return None };
    let bare = key.strip_prefix(map.sigil())?;
    let (kind, span) = missing_sigil_at(map, keys, context)?;
    let edit = Edit::Expression { kind, span, replacement: key.clone() };
    let fix = Fix::new(format!("write `{key}`"), Applicability::Safe, vec![edit]).mending(context.subject);
    let defined = match map {
        PlaceholderMap::Names => Part::NameKey(key.clone()),
        PlaceholderMap::Values => Part::ValueKey(key.clone()),
    };
    let mut told = Told::new(
        Code::MissingSigil,
        format!("`{bare}` is an attribute here, and `{key}` is not used"),
        format!("`{key}` without its `{}`", map.sigil()),
    );
    told.place = Some(Part::Expression(kind, span));
    Some(told.related(defined, "used by nothing").help(format!("write `{key}` if the placeholder is meant")).fix(fix))
}
