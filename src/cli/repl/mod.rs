//! The session of `ddbexpr eval` without an expression: lines in, what comes of them out.
//!
//! [`Repl::line`] does the work and knows nothing of terminals. Two front ends feed it: an editor where a
//! person types, and a script where lines come from a pipe. Nothing that a line says ends the session but
//! `.quit`.

mod command;
mod complete;
mod continuation;
mod editor;
mod evaluate;
mod files;
mod help;
mod highlight;
mod script;
mod state;
mod types;

use std::io::{self, Write};

use self::command::{Command, CommandError};
use self::state::{Setting, State};
use super::Streams;
use super::error::{CliError, Exit};
use super::items::{Notation, item_json, show_item, value_in_place, value_json};
use super::session::Session;
use crate::request::Binding;
use crate::syntax::ExpressionKind;

/// How a session goes about its work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub(super) colour: bool,
    /// Results as JSON, a line each.
    pub(super) json: bool,
    pub(super) explain: bool,
    /// The kind of every expression; recognised from the text where it is `None`.
    pub(super) kind: Option<ExpressionKind>,
    /// The notation of items that are loaded; recognised where it is `None`.
    pub(super) notation: Option<Notation>,
}

/// A session under way.
pub(super) struct Repl {
    state: State,
    manner: Manner,
    /// Whether somebody wants to hear that a thing was done that has no result.
    confirms: bool,
    /// The number of the line in a script.
    number: Option<usize>,
}

/// What to do after a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Flow {
    /// Go on.
    Next,
    /// Go on; something was refused or could not be done.
    Failed,
    /// End.
    Quit,
}

/// Runs a session until its input ends.
pub(super) fn run(session: Session, manner: Manner, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let state = State::new(session, manner.notation);
    let repl = Repl { state, manner, confirms: streams.input_is_terminal, number: None };
    if streams.input_is_terminal { editor::run(repl, streams) } else { script::run(repl, streams) }
}

impl Repl {
    /// Does what a line says. The only error is that nothing can be written.
    pub(super) fn line(&mut self, line: &str, out: &mut dyn Write) -> io::Result<Flow> {
        let done = match command::parse(line) {
            Ok(command) => self.run(command, line.trim(), out),
            Err(error) => Err(error.into()),
        };
        match done {
            Ok(flow) => Ok(flow),
            Err(CliError::Write(error)) => Err(error),
            Err(error) => self.complain(&error, out),
        }
    }

    /// Says why a line could not be obeyed. Expressions that are refused are drawn instead.
    fn complain(&self, error: &dyn std::fmt::Display, out: &mut dyn Write) -> io::Result<Flow> {
        match (self.manner.json, self.number) {
            (true, number) => {
                let error = serde_json::json!({ "line": number, "message": error.to_string() });
                writeln!(out, "{}", serde_json::json!({ "error": error }))?;
            }
            (false, Some(number)) => writeln!(out, "line {number}: {error}")?,
            (false, None) => writeln!(out, "{error}")?,
        }
        Ok(Flow::Failed)
    }

    fn run(&mut self, command: Command<'_>, line: &str, out: &mut dyn Write) -> Result<Flow, CliError> {
        match command {
            Command::Nothing => {}
            Command::Expression(text) => return self.evaluate(text, None, out),
            Command::Kind(kind, Some(text)) => return self.evaluate(text, kind, out),
            Command::Explain(Some(text)) => return self.explain(text, out),
            Command::Ast(text) => return self.draw(text, out),
            Command::Type(text) => return self.types(text, out),
            Command::Explain(None) => {
                self.manner.explain = !self.manner.explain;
                self.confirm(out, format_args!("explanations are {}", if self.manner.explain { "on" } else { "off" }))?;
            }
            Command::Kind(kind, None) => self.manner.kind = kind,
            Command::ShowKind => writeln!(out, "{}", self.manner.kind.map_or("auto", ExpressionKind::short_name))?,
            Command::SetValue(placeholder, source) => self.set_value(line, placeholder, source, out)?,
            Command::SetName(placeholder, source) => self.set_name(line, placeholder, source, out)?,
            Command::Show(placeholder) => self.show(placeholder, out)?,
            Command::Names(None) => self.list_names(out)?,
            Command::Values(None) => self.list_values(out)?,
            Command::Names(Some(source)) => self.load_names(line, source, out)?,
            Command::Values(Some(source)) => self.load_values(line, source, out)?,
            Command::Unset(placeholders) => self.unset(line, &placeholders)?,
            Command::Load(source) => self.load_items(line, source, out)?,
            Command::Item => self.show_item(out)?,
            Command::Items => self.list_items(out)?,
            Command::Use(number) => self.choose(number)?,
            Command::Table(Some((file, index))) => self.load_table(line, &file, index, out)?,
            Command::Table(None) => self.show_table(out)?,
            Command::Index(index) => self.set_index(line, index)?,
            Command::Undo => self.undo(out)?,
            Command::Redo => self.redo(out)?,
            Command::Save(file) => self.save(&file, out)?,
            Command::Reset => self.state.change(line, Setting::All(Box::new(fresh()), 0)),
            Command::Help(topic) => help::print(topic, out)??,
            Command::Quit => return Ok(Flow::Quit),
        }
        Ok(Flow::Next)
    }

    /// Says that something was done, to those who want to hear it.
    fn confirm(&self, out: &mut dyn Write, said: std::fmt::Arguments<'_>) -> io::Result<()> {
        if self.confirms { writeln!(out, "{said}") } else { Ok(()) }
    }

    fn set_value(&mut self, line: &str, placeholder: &str, source: &str, out: &mut dyn Write) -> Result<(), CliError> {
        let wrong = |message: String| CliError::NotJson { name: placeholder.to_owned(), message };
        if source.starts_with(['{', '[', '"']) {
            serde_json::from_str::<serde::de::IgnoredAny>(source).map_err(|error| wrong(error.to_string()))?;
        }
        let value = value_in_place(source, None).map_err(|problem| wrong(problem.error.to_string()))?;
        self.state.change(line, Setting::Value(placeholder.to_owned(), Some(Binding::Value(value))));
        if self.confirms {
            self.show(placeholder, out)?;
        }
        Ok(())
    }

    fn set_name(&mut self, line: &str, placeholder: &str, source: &str, out: &mut dyn Write) -> Result<(), CliError> {
        let name = match serde_json::from_str::<String>(source) {
            Ok(name) if source.starts_with('"') => name,
            _ => source.to_owned(),
        };
        self.state.change(line, Setting::Name(placeholder.to_owned(), Some(name)));
        if self.confirms {
            self.show(placeholder, out)?;
        }
        Ok(())
    }

    fn show(&self, placeholder: &str, out: &mut dyn Write) -> Result<(), CliError> {
        let session = self.state.session();
        if let Some(name) = session.names.get(placeholder) {
            print_name(placeholder, name, out)?;
        } else if let Some(binding) = session.values.get(placeholder) {
            print_value(placeholder, binding, out)?;
        } else {
            return Err(CliError::usage(format!("`{placeholder}` is not set")));
        }
        Ok(())
    }

    fn list_names(&self, out: &mut dyn Write) -> io::Result<()> {
        self.state.session().names.iter().try_for_each(|(placeholder, name)| print_name(placeholder, name, out))
    }

    fn list_values(&self, out: &mut dyn Write) -> io::Result<()> {
        self.state.session().values.iter().try_for_each(|(placeholder, value)| print_value(placeholder, value, out))
    }

    fn unset(&mut self, line: &str, placeholders: &[&str]) -> Result<(), CliError> {
        for placeholder in placeholders {
            let key = (*placeholder).to_owned();
            if self.state.session().names.get(placeholder).is_some() {
                self.state.change(line, Setting::Name(key, None));
            } else if self.state.session().values.get(placeholder).is_some() {
                self.state.change(line, Setting::Value(key, None));
            } else {
                return Err(CliError::usage(format!("`{placeholder}` is not set")));
            }
        }
        Ok(())
    }

    fn show_item(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.state.item() {
            Some(noted) => writeln!(out, "{}", show_item(&noted.item, noted.notation)),
            None => writeln!(out, "no item is loaded; `.load` loads some"),
        }
    }

    fn list_items(&self, out: &mut dyn Write) -> io::Result<()> {
        const WIDTH: usize = 100;
        for (at, noted) in self.state.session().items.iter().enumerate() {
            let mark = if at == self.state.current() { '*' } else { ' ' };
            let json = item_json(&noted.item, noted.notation);
            let short = json.char_indices().nth(WIDTH).and_then(|(end, _)| json.get(..end));
            writeln!(out, "{mark} {}  {}{}", at + 1, short.unwrap_or(&json), short.map_or("", |_| "…"))?;
        }
        Ok(())
    }

    fn choose(&mut self, number: usize) -> Result<(), CliError> {
        if number.checked_sub(1).is_some_and(|at| self.state.choose(at)) {
            return Ok(());
        }
        let count = self.state.session().items.len();
        let are = if count == 1 { "is" } else { "are" };
        Err(CliError::usage(format!("there is no item {number}; there {are} {count}")))
    }
}

/// A session of which nothing is known yet.
fn fresh() -> Session {
    Session { keeps_unused: true, ..Session::default() }
}

/// A placeholder and its name as they are typed; in quotes where the name would be read otherwise.
fn print_name(placeholder: &str, name: &str, out: &mut dyn Write) -> io::Result<()> {
    let line = format!("{placeholder} = {name}");
    let is_plain = name.chars().all(|character| !character.is_control())
        && command::parse(&line) == Ok(Command::SetName(placeholder, name))
        && !name.starts_with('"');
    if is_plain { writeln!(out, "{line}") } else { writeln!(out, "{placeholder} = {}", serde_json::Value::from(name)) }
}

/// A placeholder and its value in DynamoDB JSON, which tells the type.
fn print_value(placeholder: &str, binding: &Binding, out: &mut dyn Write) -> io::Result<()> {
    match binding {
        Binding::Value(value) => writeln!(out, "{placeholder} = {}", value_json(value, Notation::Typed)),
        Binding::Types(types) => writeln!(out, "{placeholder} is {types}"),
    }
}

impl From<CommandError> for CliError {
    fn from(error: CommandError) -> Self {
        Self::usage(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A session as a person has it, and everything it says to these lines.
    pub(super) fn say(lines: &[&str]) -> String {
        let manner = Manner { colour: false, json: false, explain: false, kind: None, notation: None };
        let mut repl = Repl { state: State::new(Session::default(), None), manner, confirms: true, number: None };
        let mut out = Vec::new();
        for line in lines {
            repl.line(line, &mut out).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn placeholders_are_confirmed_as_they_were_understood() {
        let said = say(&[
            ":v = 5",
            ":v = \"5\"",
            ":v = 5 apples",
            "#s = a-b",
            "#s = \"a b\"",
            ":v = {\"N\": \"5\"",
            ":w",
            "#s",
        ]);
        insta::assert_snapshot!(said, @r#"
        :v = {"N":"5"}
        :v = {"S":"5"}
        :v = {"S":"5 apples"}
        #s = a-b
        #s = "a b"
        :v: EOF while parsing an object at line 1 column 9
        `:w` is not set
        #s = "a b"
        "#);
    }

    #[test]
    fn everything_can_be_taken_back() {
        let said = say(&[
            ".undo",
            ".load [{\"a\": 1}, {\"a\": 2}]",
            ":v = 9",
            ".use 2",
            "SET a = :v",
            ".undo",
            ".undo",
            ".redo",
            ".redo",
            ".reset",
            ".items",
            ".undo",
            ".items",
            ".use 3",
        ]);
        insta::assert_snapshot!(said);
    }
}
