//! What can stand where the cursor is.

use super::command::{Command, parse};
use super::help::COMMANDS;
use super::state::State;
use crate::cli::commands::refused::recognise_kind;
use crate::syntax::{ExpressionKind, TokenKind, is_reserved, lex};
use crate::value::{AttributeMap, AttributeValue};

pub(super) const CONDITION_FUNCTIONS: [&str; 6] =
    ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"];
pub(super) const UPDATE_FUNCTIONS: [&str; 2] = ["if_not_exists", "list_append"];
const CONDITION_WORDS: [&str; 5] = ["AND", "OR", "NOT", "BETWEEN", "IN"];
const CLAUSE_WORDS: [&str; 4] = ["SET", "REMOVE", "ADD", "DELETE"];

/// Paths that are offered at most, and items they are gathered from.
const MOST_PATHS: usize = 2000;
const MOST_ITEMS: usize = 200;

/// What the word before the cursor may become.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Completion {
    /// These, in place of what stands from `start` to the cursor.
    Words { start: usize, words: Vec<String> },
    /// The name of a file.
    File,
}

/// Completes what stands before the cursor.
pub(super) fn complete(state: &State, kind: Option<ExpressionKind>, before: &str) -> Completion {
    let start = before.len() - before.trim_start().len();
    let line = before.trim_start();
    if !line.starts_with('.') {
        return match parse(line) {
            // A space tells a finished name from one that is being typed.
            Ok(Command::SetName(_, name)) if line.ends_with(name) => {
                words(before, before.len() - name.len(), attribute_names(state))
            }
            Ok(Command::SetValue(..)) => nothing(before),
            _ => expression(state, kind, start, before),
        };
    }
    match line.split_once(char::is_whitespace) {
        None => words(before, start, COMMANDS.iter().map(|topic| topic.name.to_owned())),
        Some((name, rest)) => argument(state, kind, name, rest, before),
    }
}

/// A word as it is put into the line: with a blank where something has to follow.
pub(super) fn finished(word: &str) -> String {
    let is_keyword = CONDITION_WORDS.contains(&word) || CLAUSE_WORDS.contains(&word);
    let goes_on = is_keyword || COMMANDS.iter().any(|topic| topic.name == word && !topic.takes.is_empty());
    format!("{word}{}", if goes_on { " " } else { "" })
}

/// Completes what a command is given.
fn argument(state: &State, kind: Option<ExpressionKind>, name: &str, rest: &str, before: &str) -> Completion {
    let last = rest.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let word = before.len() - rest.len() + last;
    let begun = before.len() - rest.trim_start().len();
    let in_json = rest.trim_start().starts_with(['{', '[']);
    let session = state.session();
    match name {
        ".load" | ".names" | ".values" if in_json => nothing(before),
        ".load" | ".save" | ".names" | ".values" => Completion::File,
        ".table" if rest.trim_start().contains(char::is_whitespace) => words(before, word, index_names(state)),
        ".table" => Completion::File,
        ".index" => words(before, word, index_names(state)),
        ".unset" => {
            let names = session.names.iter().map(|(placeholder, _)| placeholder.to_owned());
            words(before, word, names.chain(session.values.iter().map(|(placeholder, _)| placeholder.to_owned())))
        }
        ".help" => words(before, word, COMMANDS.iter().map(|topic| topic.name.trim_start_matches('.').to_owned())),
        ".kind" => match rest.trim_start().split_once(char::is_whitespace) {
            None => {
                let kinds = ExpressionKind::ALL.map(|kind| kind.short_name().to_owned());
                words(before, word, kinds.into_iter().chain(["auto".to_owned()]))
            }
            Some((kind, written)) => expression(state, kind.parse().ok(), before.len() - written.len(), before),
        },
        ".explain" | ".ast" | ".type" => expression(state, kind, begun, before),
        _ => nothing(before),
    }
}

/// Completes inside of an expression that begins at `start`.
fn expression(state: &State, kind: Option<ExpressionKind>, start: usize, before: &str) -> Completion {
    let text = before.get(start..).unwrap_or_default();
    let in_word = |character: char| character.is_ascii_alphanumeric() || "_.[]#:".contains(character);
    let word = text.rfind(|character| !in_word(character)).map_or(text, |last| {
        let width = text.get(last..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        text.get(last + width..).unwrap_or_default()
    });
    if let Some(mark) = word.rfind(['#', ':']) {
        let from = before.len() - word.len() + mark;
        let session = state.session();
        return if before.get(from..).is_some_and(|word| word.starts_with('#')) {
            words(before, from, session.names.iter().map(|(placeholder, _)| placeholder.to_owned()))
        } else {
            words(before, from, session.values.iter().map(|(placeholder, _)| placeholder.to_owned()))
        };
    }
    let from = before.len() - word.len();
    let first = text.trim().len() == word.len();
    let kind = kind.unwrap_or_else(|| recognise_kind(text));
    let mut found = paths(state, word);
    let (functions, keywords): (&[&str], &[&str]) = match kind {
        ExpressionKind::Update => (&UPDATE_FUNCTIONS, &CLAUSE_WORDS),
        _ => (&CONDITION_FUNCTIONS, &CONDITION_WORDS),
    };
    found.extend(functions.iter().filter(|name| name.starts_with(word)).map(|name| format!("{name}(")));
    let clauses: &[&str] = if first && kind != ExpressionKind::Update { &CLAUSE_WORDS } else { &[] };
    let keywords = keywords.iter().chain(clauses).filter(|keyword| fits(keyword, word));
    found.extend(keywords.map(|keyword| (*keyword).to_owned()));
    Completion::Words { start: from, words: found }
}

/// True where a keyword begins as the word does, in either case.
fn fits(keyword: &str, word: &str) -> bool {
    keyword.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn nothing(before: &str) -> Completion {
    Completion::Words { start: before.len(), words: Vec::new() }
}

fn words(before: &str, start: usize, candidates: impl IntoIterator<Item = String>) -> Completion {
    let word = before.get(start..).unwrap_or_default();
    Completion::Words { start, words: candidates.into_iter().filter(|name| name.starts_with(word)).collect() }
}

fn index_names(state: &State) -> impl Iterator<Item = String> {
    state.session().table.iter().flat_map(|table| table.indexes.iter().map(|index| index.name.clone()))
}

/// The attributes of the items, in whatever spelling: what a name placeholder is for.
fn attribute_names(state: &State) -> impl Iterator<Item = String> {
    let mut seen = std::collections::BTreeSet::new();
    for noted in state.session().items.iter().take(MOST_ITEMS) {
        seen.extend(noted.item.keys().filter(|name| !name.contains(char::is_whitespace)).map(ToString::to_string));
    }
    seen.into_iter()
}

/// The paths in the items that begin with `word`, no more than one step longer.
fn paths(state: &State, word: &str) -> Vec<String> {
    let mut found = indexmap::IndexSet::new();
    for noted in state.session().items.iter().take(MOST_ITEMS) {
        let mut open: Vec<(String, &AttributeMap)> = vec![(String::new(), &noted.item)];
        while let Some((prefix, map)) = open.pop() {
            for (name, value) in map.iter().filter(|(name, _)| can_be_written(name)) {
                let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
                step(path, value, word, &mut open, &mut found);
            }
            if found.len() >= MOST_PATHS {
                break;
            }
        }
    }
    found.into_iter().take(MOST_PATHS).collect()
}

/// Notes a path where it fits, and goes into what lies there where that may fit.
fn step<'i>(
    path: String,
    value: &'i AttributeValue,
    word: &str,
    open: &mut Vec<(String, &'i AttributeMap)>,
    found: &mut indexmap::IndexSet<String>,
) {
    let mut waiting = vec![(path, value)];
    while let Some((path, value)) = waiting.pop() {
        let is_next =
            path.strip_prefix(word).is_some_and(|rest| !rest.get(1..).unwrap_or_default().contains(['.', '[']));
        if is_next && found.len() < MOST_PATHS {
            found.insert(path.clone());
        }
        if !word.starts_with(&path) {
            continue;
        }
        match value {
            AttributeValue::M(map) => open.push((path, map)),
            AttributeValue::L(elements) => {
                let elements = elements.iter().enumerate().take(MOST_PATHS).rev();
                waiting.extend(elements.map(|(at, element)| (format!("{path}[{at}]"), element)));
            }
            _ => {}
        }
    }
}

/// True for a name that may stand in an expression as it is.
fn can_be_written(name: &str) -> bool {
    if is_reserved(name) {
        return false;
    }
    let token = lex(name).get(0);
    token.kind == TokenKind::Identifier && token.span.slice(name) == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::items::{Notation, NotedItem};
    use crate::cli::session::Session;
    use crate::value::plain_json::item_from_text;

    fn offered(before: &str) -> String {
        let json = r#"{"id": "x", "status": 1, "remove": 1, "address": {"city": "B", "zip": {"plus": 4}, "a-b": 1},
            "tags": ["a", {"label": 1, "kind": 2}], "added": 1}"#;
        let mut session = Session::default();
        session.items.push(NotedItem { item: item_from_text(json).unwrap(), notation: Notation::Plain });
        session.names.insert("#s", "status");
        session.names.insert("#size", "size");
        session.values.insert(":v", 5);
        match complete(&State::new(session, None), None, before) {
            Completion::File => "file".to_owned(),
            Completion::Words { start, words } => format!("{start}: {}", words.join(" ")),
        }
    }

    #[test]
    fn commands_and_what_they_take() {
        assert_eq!(offered(".un"), "0: .unset .undo");
        assert_eq!(offered(".load exa"), "file");
        assert_eq!(offered(".load {"), "7: ");
        assert_eq!(offered(".unset :v #"), "10: #s #size");
        assert_eq!(offered(".kind key"), "6: key-condition");
        assert_eq!(offered(".kind update SET a = i"), "21: id if_not_exists(");
        assert_eq!(offered(".help und"), "6: undo");
        assert_eq!(offered("#s = st"), "5: status");
        assert_eq!(offered(":v = st"), "7: ");
    }

    #[test]
    fn placeholders_functions_and_words() {
        assert_eq!(offered("#s"), "0: #s #size");
        assert_eq!(offered("a.#si"), "2: #size");
        assert_eq!(offered("a = :"), "4: :v");
        assert_eq!(
            offered("id = :v a"),
            "8: address added attribute_exists( attribute_not_exists( attribute_type( AND"
        );
        assert_eq!(offered("SET id = l"), "9: list_append(");
        assert_eq!(offered("SET id = :v rem"), "12: REMOVE");
        assert_eq!(offered("s"), "0: size( SET");
        assert_eq!(offered("é s"), "3: size(");
    }

    #[test]
    fn paths_step_by_step() {
        assert_eq!(offered("ad"), "0: address added ADD");
        assert_eq!(offered("address"), "0: address address.city address.zip");
        assert_eq!(offered("size(address.z"), "5: address.zip");
        assert_eq!(offered("address.zip"), "0: address.zip address.zip.plus");
        assert_eq!(offered("tags["), "0: tags[0] tags[1]");
        assert_eq!(offered("tags[1]."), "0: tags[1].label tags[1].kind");
        assert_eq!(offered("status"), "0: ");
    }
}
