//! The commands of a session, and what `.help` says.

use std::io::{self, Write};

use super::command::CommandError;
use crate::check::similar;

/// One thing `.help` tells about.
pub(super) struct Topic {
    pub(super) name: &'static str,
    /// What is written behind it.
    pub(super) takes: &'static str,
    /// In one line.
    pub(super) does: &'static str,
    /// What else there is to say; may be empty.
    more: &'static str,
}

const fn topic(name: &'static str, takes: &'static str, does: &'static str, more: &'static str) -> Topic {
    Topic { name, takes, does, more }
}

/// Every command.
pub(super) const COMMANDS: [Topic; 20] = [
    topic(
        ".load",
        "FILE…|JSON",
        "load items in place of the ones there are",
        "An object, an array, or one object after another; DynamoDB JSON or plain JSON, told apart by their look.",
    ),
    topic(".item", "", "show the current item", ""),
    topic(".items", "", "list all items", ""),
    topic(".use", "N", "make item N the current one", "The items are counted from 1, as `.items` lists them."),
    topic(".save", "FILE", "write the current item to a file", "The file is replaced as a whole or left as it is."),
    topic(
        ".table",
        "[FILE [INDEX]]",
        "load a table's keys and indexes, or show them",
        "The file holds what CreateTable takes or DescribeTable answers. Key conditions are then checked\n\
         against the key of the table, or of the index.",
    ),
    topic(".index", "[INDEX]", "query an index of the table, or again the table itself", ""),
    topic(
        ".names",
        "[FILE|JSON]",
        "list what name placeholders stand for, or load some",
        "`#s = status` sets one, `#s` shows it. A name in quotes is JSON text: `#s = \"two words\"`.",
    ),
    topic(
        ".values",
        "[FILE|JSON]",
        "list what value placeholders stand for, or load some",
        "`:v = 5` sets one, `:v` shows it. DynamoDB JSON (`{\"N\": \"5\"}`), plain JSON (`5`, `\"5\"`, `[1, 2]`),\n\
         or else the text itself. Behind `:v =` always comes a value; a comparison begins with the path.",
    ),
    topic(".unset", "PLACEHOLDER…", "forget placeholders", ""),
    topic(
        ".explain",
        "[EXPRESSION]",
        "say for every clause what was compared; alone: for all that follow",
        "An update is shown and not applied.",
    ),
    topic(".ast", "EXPRESSION", "draw the tree of an expression", ""),
    topic(
        ".type",
        "EXPRESSION",
        "say of which type every part of an expression is",
        "Paths as they are in the current item.",
    ),
    topic(
        ".kind",
        "[KIND [EXPRESSION]]",
        "take an expression as of this kind; alone: all that follow",
        "KIND is condition, key-condition, filter, update or projection, or `auto`: recognised from the text.",
    ),
    topic(".undo", "", "take back the last change of items, placeholders or table", "Up to 100 changes are kept."),
    topic(".redo", "", "make again what was taken back", ""),
    topic(".reset", "", "forget items, placeholders and table", "`.undo` brings them back."),
    topic(".help", "[TOPIC]", "show this, or what there is to say of a command", ""),
    topic(".quit", "", "end the session, as Ctrl-D does", ""),
    topic(".exit", "", "the same as .quit", ""),
];

const INTRODUCTION: &str = "\
Type an expression to evaluate it:
  a = :v AND size(b) > :n    a condition, on every item
  a, b.c, d[0]               a projection, of the current item
  SET a = :v REMOVE b        an update; changes the current item
Placeholders:
  :v = {\"N\": \"5\"}            or plain JSON, or text
  #s = status
Commands:
";

const CLOSING: &str = "\
A line goes on while something is open, behind an operator, `,` or a word like AND, and behind a `\\`;
an empty line ends it.
";

/// The help, or the help on one topic: a command, with or without its dot.
pub(super) fn print(about: Option<&str>, out: &mut dyn Write) -> io::Result<Result<(), CommandError>> {
    let Some(about) = about else {
        out.write_all(INTRODUCTION.as_bytes())?;
        for topic in &COMMANDS {
            let written = format!("{} {}", topic.name, topic.takes);
            writeln!(out, "  {written:<26} {}", topic.does)?;
        }
        out.write_all(CLOSING.as_bytes())?;
        return Ok(Ok(()));
    };
    let name = format!(".{}", about.trim_start_matches('.'));
    let Some(topic) = COMMANDS.iter().find(|topic| topic.name == name) else {
        let suggestion = similar(&name, COMMANDS.iter().map(|topic| topic.name));
        return Ok(Err(CommandError::Unknown { name, suggestion }));
    };
    writeln!(out, "{}: {}", format!("{} {}", topic.name, topic.takes).trim_end(), topic.does)?;
    if !topic.more.is_empty() {
        writeln!(out, "{}", topic.more)?;
    }
    Ok(Ok(()))
}
