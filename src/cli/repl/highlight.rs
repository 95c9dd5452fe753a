//! Colours for what is being typed, by the lexer.

use super::command::{Command, parse};
use super::complete::{CONDITION_FUNCTIONS, UPDATE_FUNCTIONS};
use super::help::COMMANDS;
use super::state::State;
use crate::cli::commands::refused::recognise_kind;
use crate::syntax::{ExpressionKind, Token, TokenKind, is_reserved, lex};

/// What a colour stands for, as the parameters of its escape sequence.
mod colour {
    pub(super) const KEYWORD: &str = "1;34";
    pub(super) const FUNCTION: &str = "36";
    pub(super) const NAME: &str = "35";
    pub(super) const VALUE: &str = "33";
    pub(super) const COMPARATOR: &str = "1";
    pub(super) const COMMAND: &str = "1;36";
    pub(super) const WRONG: &str = "31";
    pub(super) const RESERVED: &str = "4;31";
    pub(super) const NONE: &str = "";
}

/// An entry with colours; without them it is the same text.
pub(super) fn highlight(state: &State, kind: Option<ExpressionKind>, entry: &str) -> String {
    let mut painted = String::with_capacity(entry.len() * 2);
    let start = entry.len() - entry.trim_start().len();
    let (before, rest) = entry.split_at_checked(start).unwrap_or(("", entry));
    painted.push_str(before);
    match parse(entry) {
        Ok(Command::SetValue(placeholder, _)) => assignment(&mut painted, rest, placeholder, colour::VALUE),
        Ok(Command::SetName(placeholder, _)) => assignment(&mut painted, rest, placeholder, colour::NAME),
        _ if rest.starts_with('.') => command(&mut painted, state, kind, rest),
        _ => expression(&mut painted, state, kind, rest),
    }
    painted
}

fn assignment(painted: &mut String, text: &str, placeholder: &str, style: &str) {
    paint(painted, style, placeholder);
    painted.push_str(text.get(placeholder.len()..).unwrap_or_default());
}

fn command(painted: &mut String, state: &State, kind: Option<ExpressionKind>, text: &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let known = COMMANDS.iter().any(|topic| topic.name == name);
    let style = if known { colour::COMMAND } else { colour::WRONG };
    // While the name is being typed, it is not wrong yet.
    let growing = rest.is_empty() && COMMANDS.iter().any(|topic| topic.name.starts_with(name));
    paint(painted, if growing && !known { colour::NONE } else { style }, name);
    match parse(text) {
        Ok(Command::Explain(Some(written)) | Command::Ast(written) | Command::Type(written)) => {
            within(painted, state, kind, rest, written);
        }
        Ok(Command::Kind(kind, Some(written))) => within(painted, state, kind, rest, written),
        _ => painted.push_str(rest),
    }
}

/// Paints an expression that is the end of `rest`, but for white space.
fn within(painted: &mut String, state: &State, kind: Option<ExpressionKind>, rest: &str, written: &str) {
    let start = rest.trim_end().len().saturating_sub(written.len());
    let (before, written) = rest.split_at_checked(start).unwrap_or((rest, ""));
    painted.push_str(before);
    expression(painted, state, kind, written);
}

fn expression(painted: &mut String, state: &State, kind: Option<ExpressionKind>, text: &str) {
    let kind = kind.unwrap_or_else(|| recognise_kind(text));
    let tokens = lex(text);
    let mut end = 0;
    for (at, token) in tokens.as_slice().iter().enumerate() {
        let (start, stop) = (token.span.start as usize, token.span.end as usize);
        painted.push_str(text.get(end..start).unwrap_or_default());
        let written = token.span.slice(text).unwrap_or_default();
        paint(painted, style(state, kind, *token, tokens.get(at + 1).kind, written), written);
        end = stop;
    }
    painted.push_str(text.get(end..).unwrap_or_default());
}

fn style(state: &State, kind: ExpressionKind, token: Token, next: TokenKind, written: &str) -> &'static str {
    let or_wrong = |known: bool, style| if known { style } else { colour::WRONG };
    match token.kind {
        TokenKind::Set | TokenKind::Remove | TokenKind::Add | TokenKind::Delete if kind != ExpressionKind::Update => {
            word(kind, next, written)
        }
        TokenKind::And | TokenKind::Or | TokenKind::Not | TokenKind::Between | TokenKind::In => colour::KEYWORD,
        TokenKind::Set | TokenKind::Remove | TokenKind::Add | TokenKind::Delete => colour::KEYWORD,
        TokenKind::NamePlaceholder => or_wrong(state.session().names.get(written).is_some(), colour::NAME),
        TokenKind::ValuePlaceholder => or_wrong(state.session().values.get(written).is_some(), colour::VALUE),
        TokenKind::Identifier => word(kind, next, written),
        TokenKind::StringLiteral | TokenKind::Unknown => colour::WRONG,
        TokenKind::Equal
        | TokenKind::NotEqual
        | TokenKind::Less
        | TokenKind::LessOrEqual
        | TokenKind::Greater
        | TokenKind::GreaterOrEqual
        | TokenKind::Plus
        | TokenKind::Minus => colour::COMPARATOR,
        _ => colour::NONE,
    }
}

fn word(kind: ExpressionKind, next: TokenKind, written: &str) -> &'static str {
    if next == TokenKind::LeftParenthesis {
        let functions: &[&str] = if kind == ExpressionKind::Update { &UPDATE_FUNCTIONS } else { &CONDITION_FUNCTIONS };
        return if functions.contains(&written) { colour::FUNCTION } else { colour::WRONG };
    }
    if is_reserved(written) { colour::RESERVED } else { colour::NONE }
}

fn paint(painted: &mut String, style: &str, text: &str) {
    if style.is_empty() || text.is_empty() {
        painted.push_str(text);
    } else {
        painted.extend(["\u{1b}[", style, "m", text, "\u{1b}[0m"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::session::Session;

    /// Escape sequences written as `<style|text>`.
    fn shown(entry: &str) -> String {
        let mut session = Session::default();
        session.names.insert("#s", "status");
        session.values.insert(":v", 5);
        let painted = highlight(&State::new(session, None), None, entry);
        let parts = painted.replace("\u{1b}[0m", ">").replace("\u{1b}[", "<");
        parts.split('<').map(|part| part.replacen('m', "|", 1)).collect::<Vec<_>>().join("<")
    }

    #[test]
    fn tokens_have_their_colours() {
        assert_eq!(
            shown("  #s=:v and not size(a) <= :w"),
            "  <35|#s><1|=><33|:v> <1;34|and> <1;34|not> <36|size>(a) <1|<=> <31|:w>"
        );
        assert_eq!(
            shown("SET b.status = list_append(c, :v) , d = size(e)"),
            "<1;34|SET> b.<4;31|status> <1|=> <36|list_append>(c, <33|:v>) , d <1|=> <31|size>(e)"
        );
        assert_eq!(shown(".explain  a = 'x'"), "<1;36|.explain>  a <1|=> <31|'x'>");
        assert_eq!(shown(":v = {\"N\": \"5\"}"), "<33|:v> = {\"N\": \"5\"}");
        assert_eq!(shown(".expl"), ".expl");
        assert_eq!(shown(".expl a"), "<31|.expl> a");
    }

    #[test]
    fn without_colours_it_is_the_same_text() {
        let state = State::new(Session::default(), None);
        for entry in [
            "",
            "  ",
            ".",
            ".é x",
            "#",
            ": =",
            "a\n AND\tb = :é ",
            ".kind filter  a = b ",
            ".ast  \u{a0}a",
            "\u{3000}a",
        ] {
            let mut plain = String::new();
            let painted = highlight(&state, None, entry);
            let mut rest = painted.as_str();
            while let Some((before, after)) = rest.split_once('\u{1b}') {
                plain.push_str(before);
                rest = after.split_once('m').unwrap().1;
            }
            plain.push_str(rest);
            assert_eq!(plain, entry);
        }
    }
}
