//! The text of suppressions: what a comment says to ddbexpr.

use crate::check::similar;
use crate::diagnostics::Code;
use crate::source::Span;

/// What a suppression holds for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Scope {
    /// `ddbexpr:ignore`
    Statement,
    /// `ddbexpr:ignore-file`
    File,
}

/// One thing that a comment says; places are offsets in its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Said {
    /// A rule is not wanted; `None` stands for all rules.
    Ignore { scope: Scope, code: Option<Code>, span: Span },
    /// Something that was meant for ddbexpr and is not understood.
    Unknown { span: Span, title: String, help: Option<String> },
}

const SIGN: &str = "ddbexpr:";
/// What may stand before the sign on a line of a comment: what makes it one, and the stars of a block.
const ORNAMENTS: [char; 8] = [' ', '\t', '*', '#', '/', '!', '-', '<'];

/// False for a text in which no comment can say anything to ddbexpr.
pub(super) fn speaks_to_us(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), SIGN.as_bytes()).is_some()
}

/// What a comment says. The sign has to begin a line of it: prose that mentions suppressions is none.
pub(super) fn read(comment: &str) -> Vec<Said> {
    let mut all = Vec::new();
    // Most comments are none of ours.
    if !comment.contains(SIGN) {
        return all;
    }
    let mut offset = 0;
    for line in comment.split_inclusive('\n') {
        let trimmed = line.trim_start_matches(ORNAMENTS);
        if let Some(text) = trimmed.strip_prefix(SIGN) {
            let at = offset + line.len() - text.len();
            read_line(Piece { text, at }, &mut all);
        }
        offset += line.len();
    }
    all
}

/// A part of the comment, and where it begins.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Piece<'t> {
    fn trimmed(self) -> Self {
        let start = self.text.trim_start();
        Self { text: start.trim_end(), at: self.at + self.text.len() - start.len() }
    }

    /// The text before a place, and what follows.
    fn split_at(self, at: usize) -> (Self, Self) {
        let (first, rest) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        (Self { text: first, at: self.at }, Self { text: rest, at: self.at + first.len() })
    }

    fn first_word(self) -> (Self, Self) {
        self.split_at(self.text.find(char::is_whitespace).unwrap_or(self.text.len()))
    }

    fn span(self) -> Span {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(number(self.at), number(self.at + self.text.len()))
    }

    fn parts(self) -> impl Iterator<Item = Piece<'t>> {
        let mut at = self.at;
        self.text.split(',').map(move |text| {
            let part = Piece { text, at }.trimmed();
            at += text.len() + 1;
            part
        })
    }
}

/// What stands behind the sign.
fn read_line(line: Piece<'_>, all: &mut Vec<Said>) {
    // The ends of block comments of several languages, where whoever read the file left them.
    let text = line.text.trim_end().trim_end_matches("*/").trim_end_matches("-->").trim_end_matches("#}");
    let line = Piece { text, at: line.at };
    let (word, rest) = line.first_word();
    let scope = match word.text {
        "ignore" => Scope::Statement,
        "ignore-file" => Scope::File,
        other => {
            let known = similar(other, ["ignore", "ignore-file"]).unwrap_or("ignore");
            let title = format!("ddbexpr knows no `{SIGN}{}`", shown(other));
            all.push(Said::Unknown { span: word.span(), title, help: Some(format!("did you mean `{SIGN}{known}`?")) });
            return;
        }
    };
    // What follows is for people. No rule has two dashes in its name.
    let rules = rest.split_at(rest.text.find("--").unwrap_or(rest.text.len())).0.trimmed();
    if rules.text.is_empty() {
        all.push(Said::Ignore { scope, code: None, span: word.span() });
        return;
    }
    for part in rules.parts().filter(|part| !part.text.is_empty()) {
        let (name, further) = part.first_word();
        match Code::named(name.text) {
            Some(code) => all.push(Said::Ignore { scope, code: Some(code), span: name.span() }),
            None => all.push(unknown_rule(name)),
        }
        let further = further.trimmed();
        if !further.text.is_empty() && Code::named(name.text).is_some() {
            let title = format!("`{}` is not part of the name of a rule", shown(further.text));
            let help = Some("rules are parted by commas; a reason stands behind `--`".to_owned());
            all.push(Said::Unknown { span: further.span(), title, help });
        }
    }
}

fn unknown_rule(name: Piece<'_>) -> Said {
    let similar = similar(name.text, Code::ALL.iter().map(|code| code.name()));
    let help = match similar {
        Some(known) => format!("did you mean `{known}`?"),
        None => "`ddbexpr rules` lists all; a reason stands behind `--`".to_owned(),
    };
    Said::Unknown { span: name.span(), title: format!("there is no rule `{}`", shown(name.text)), help: Some(help) }
}

/// The beginning of a text that is quoted.
fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}
