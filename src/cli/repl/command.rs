//! What a line asks for: an expression, a placeholder's meaning, or a command that begins with a dot.
//!
//! Texts inside of a command are left as they are; whether an expression is one is not looked at here.

use crate::check::similar;
use crate::syntax::ExpressionKind;

use super::help::COMMANDS;

/// A line, taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Command<'l> {
    /// Only white space.
    Nothing,
    Expression(&'l str),
    /// `:v = 5`
    SetValue(&'l str, &'l str),
    /// `#s = status`
    SetName(&'l str, &'l str),
    /// `:v` or `#s`
    Show(&'l str),
    /// With an expression for it alone; without, for all that follow or no longer.
    Explain(Option<&'l str>),
    Ast(&'l str),
    Type(&'l str),
    /// The kind of one expression, or of all that follow; `None` where it is recognised from the text.
    Kind(Option<ExpressionKind>, Option<&'l str>),
    ShowKind,
    Load(&'l str),
    Item,
    Items,
    /// Counted from 1.
    Use(usize),
    /// A file and an index; without a file, shows the table.
    Table(Option<(String, Option<String>)>),
    Index(Option<&'l str>),
    Names(Option<&'l str>),
    Values(Option<&'l str>),
    Unset(Vec<&'l str>),
    Undo,
    Redo,
    Save(String),
    Reset,
    Help(Option<&'l str>),
    Quit,
}

/// Why a line is no command.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(super) enum CommandError {
    #[error("there is no command `{name}`{}", meant(*suggestion))]
    Unknown { name: String, suggestion: Option<&'static str> },
    #[error("`{0}` is used so: {0} {1}")]
    Usage(&'static str, &'static str),
    #[error("`{0} =` what? JSON or text; `\"\"` is the empty text")]
    NothingSet(String),
}

fn meant(suggestion: Option<&'static str>) -> String {
    match suggestion {
        Some(name) => format!("; did you mean `{name}`?"),
        None => "; `.help` lists them".to_owned(),
    }
}

/// Takes a line apart.
pub(super) fn parse(line: &str) -> Result<Command<'_>, CommandError> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(Command::Nothing);
    }
    if line.starts_with('.') {
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        return dotted(name, rest.trim());
    }
    match placeholder(line) {
        Some((placeholder, "")) => Ok(Command::Show(placeholder)),
        Some((placeholder, rest)) => assignment(line, placeholder, rest.trim_start()),
        None => Ok(Command::Expression(line)),
    }
}

/// The placeholder that a line begins with, and what follows it.
pub(super) fn placeholder(line: &str) -> Option<(&str, &str)> {
    let word = line.strip_prefix([':', '#'])?;
    let length = word.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    if length == 0 { None } else { line.split_at_checked(length + 1) }
}

/// `:v = …` always sets `:v`. `#s = …` sets `#s` where a name follows; `#s = :v` is a condition.
fn assignment<'l>(line: &'l str, placeholder: &'l str, rest: &'l str) -> Result<Command<'l>, CommandError> {
    let Some(source) = rest.strip_prefix('=').filter(|source| !source.starts_with('=')) else {
        return Ok(Command::Expression(line));
    };
    let source = source.trim();
    let is_value = placeholder.starts_with(':');
    if !is_value && !source.is_empty() && !is_name(source) {
        return Ok(Command::Expression(line));
    }
    match (source.is_empty(), is_value) {
        (true, _) => Err(CommandError::NothingSet(placeholder.to_owned())),
        (false, true) => Ok(Command::SetValue(placeholder, source)),
        (false, false) => Ok(Command::SetName(placeholder, source)),
    }
}

/// True for what `#s = …` takes as a name: one word that is neither placeholder nor call, or JSON text.
fn is_name(source: &str) -> bool {
    let word = !source.contains(char::is_whitespace) && !source.contains('(') && !source.starts_with([':', '#', '"']);
    word || (source.starts_with('"') && serde_json::from_str::<String>(source).is_ok())
}

fn dotted<'l>(name: &'l str, rest: &'l str) -> Result<Command<'l>, CommandError> {
    let some = Some(rest).filter(|rest| !rest.is_empty());
    let Some(topic) = COMMANDS.iter().find(|topic| topic.name == name) else {
        let suggestion = similar(name, COMMANDS.iter().map(|topic| topic.name));
        return Err(CommandError::Unknown { name: name.to_owned(), suggestion });
    };
    let usage = CommandError::Usage(topic.name, topic.takes);
    let given = some.ok_or_else(|| usage.clone());
    let command = match name {
        ".explain" => Command::Explain(some),
        ".ast" => Command::Ast(given?),
        ".type" => Command::Type(given?),
        ".kind" => return kind(some, usage),
        ".load" => Command::Load(given?),
        ".use" => Command::Use(given?.parse().map_err(|_| usage)?),
        ".table" => table(rest, usage)?,
        ".index" => Command::Index(some),
        ".names" => Command::Names(some),
        ".values" => Command::Values(some),
        ".unset" => Command::Unset(given?.split_whitespace().collect()),
        ".save" => match <[String; 1]>::try_from(words(given?)) {
            Ok([file]) => Command::Save(file),
            Err(_) => return Err(usage),
        },
        ".help" => Command::Help(some),
        _ if some.is_some() => return Err(usage),
        ".item" => Command::Item,
        ".items" => Command::Items,
        ".undo" => Command::Undo,
        ".redo" => Command::Redo,
        ".reset" => Command::Reset,
        _ => Command::Quit,
    };
    Ok(command)
}

fn kind(given: Option<&str>, usage: CommandError) -> Result<Command<'_>, CommandError> {
    let Some(given) = given else { return Ok(Command::ShowKind) };
    let (word, expression) = given.split_once(char::is_whitespace).unwrap_or((given, ""));
    let expression = Some(expression.trim()).filter(|expression| !expression.is_empty());
    let kind = if word == "auto" { None } else { Some(word.parse().map_err(|_| usage)?) };
    Ok(Command::Kind(kind, expression))
}

fn table(rest: &str, usage: CommandError) -> Result<Command<'_>, CommandError> {
    let mut words = words(rest).into_iter();
    let table = words.next().map(|file| (file, words.next()));
    if words.next().is_some() { Err(usage) } else { Ok(Command::Table(table)) }
}

/// Splits a text into words as a shell does: quotes keep blanks, and so does a backslash where paths have none.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, quote) {
            (end, Some(open)) if end == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            ('\\', None) if cfg!(not(windows)) => word.get_or_insert_default().extend(characters.next()),
            (blank, None) if blank.is_whitespace() => words.extend(word.take()),
            (other, _) => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_set_shown_and_compared() {
        assert_eq!(parse(" :v = {\"N\": \"5\"} "), Ok(Command::SetValue(":v", "{\"N\": \"5\"}")));
        assert_eq!(parse(":v=two words"), Ok(Command::SetValue(":v", "two words")));
        assert_eq!(parse("#s = status"), Ok(Command::SetName("#s", "status")));
        assert_eq!(parse("#s = \"two words\""), Ok(Command::SetName("#s", "\"two words\"")));
        assert_eq!(parse("#s"), Ok(Command::Show("#s")));
        for condition in ["#s = :v", "#s = #t", "#s = size(a)", "#s = a AND b = c", ":v == 5", ":v < a", ":", "#s.a"] {
            assert_eq!(parse(condition), Ok(Command::Expression(condition)));
        }
        assert_eq!(parse(":v ="), Err(CommandError::NothingSet(":v".to_owned())));
    }

    #[test]
    fn commands_take_what_they_need() {
        use CommandError::Usage;
        assert_eq!(parse(".kind filter a = b"), Ok(Command::Kind(Some(ExpressionKind::Filter), Some("a = b"))));
        assert_eq!(parse(".kind auto"), Ok(Command::Kind(None, None)));
        assert!(matches!(parse(".kind sort"), Err(Usage(".kind", _))));
        assert!(matches!(parse(".use one"), Err(Usage(".use", _))));
        assert!(matches!(parse(".ast"), Err(Usage(".ast", _))));
        assert!(matches!(parse(".undo 2"), Err(Usage(".undo", _))));
        let table = Some(("a b.json".to_owned(), Some("by-x".to_owned())));
        assert_eq!(parse(".table 'a b.json' by-x"), Ok(Command::Table(table)));
        assert_eq!(
            parse(".expalin a").unwrap_err().to_string(),
            "there is no command `.expalin`; did you mean `.explain`?"
        );
        assert_eq!(
            parse(".frobnicate").unwrap_err().to_string(),
            "there is no command `.frobnicate`; `.help` lists them"
        );
    }

    #[test]
    fn every_command_in_the_help_is_understood() {
        for topic in &COMMANDS {
            assert!(!matches!(parse(topic.name), Err(CommandError::Unknown { .. })), "{}", topic.name);
        }
    }
}
