//! Syntax errors, told: what the writer most likely meant.
//!
//! A chain of recognisers, each for one habit from another language or one slip; the first that knows the
//! text around the error tells it: operators, names, values, then the shape of the whole.
//!  What none knows is told by the list of what would have fitted.

mod literal;
mod names;
mod operators;
mod shape;
mod swapped;

use super::Code;
use super::describe::{Context, Told};
use super::expression::Spot;
use super::fix::{Applicability, Edit, Fix};
use crate::problem::Part;
use crate::source::Span;
use crate::syntax::{Token, TokenKind, TokenSet, Tokens, lex};

/// The text around an error.
struct Scene<'c> {
    spot: Spot<'c>,
    context: Context<'c>,
    tokens: Tokens,
    at: usize,
    expected: TokenSet,
}

pub(super) fn tell<'c>(token: &str, expected: TokenSet, spot: Spot<'c>, context: Context<'c>) -> Told {
    let scene = Scene::new(expected, spot, context);
    recognise(&scene).unwrap_or_else(|| scene.plain(token))
}

/// True where only the list of what would have fitted explains an error.
pub(super) fn is_plain<'c>(expected: TokenSet, spot: Spot<'c>, context: Context<'c>) -> bool {
    recognise(&Scene::new(expected, spot, context)).is_none()
}

fn recognise<'c>(scene: &Scene<'c>) -> Option<Told> {
    let recognisers: [fn(&Scene<'c>) -> Option<Told>; 21] = [
        Scene::look_alike,
        Scene::foreign_operator,
        Scene::odd_placeholder,
        Scene::template,
        Scene::odd_name,
        Scene::bad_index,
        Scene::literal,
        Scene::not_in,
        Scene::infix_word,
        Scene::query_word,
        Scene::arithmetic,
        Scene::add_delete,
        Scene::unclosed,
        Scene::unopened,
        Scene::list_of_in,
        Scene::value_as_target,
        Scene::separator,
        Scene::comma,
        Scene::lone_operand,
        Scene::keyword_as_name,
        Scene::clause,
    ];
    recognisers.iter().find_map(|recognise| recognise(scene))
}

impl<'c> Scene<'c> {
    fn new(expected: TokenSet, spot: Spot<'c>, context: Context<'c>) -> Self {
        let tokens = lex(spot.text);
        let at = tokens.as_slice().iter().position(|token| token.span.start >= spot.span.start).unwrap_or_default();
        Self { spot, context, tokens, at, expected }
    }

    /// A place in the expression, for labels.
    fn part(&self, span: Span) -> Part {
        Part::Expression(self.spot.kind, span)
    }

    fn token(&self, at: usize) -> Token {
        self.tokens.get(at)
    }

    fn before(&self) -> Option<Token> {
        self.at.checked_sub(1).map(|at| self.token(at))
    }

    fn here(&self) -> Token {
        self.token(self.at)
    }

    fn next(&self) -> Token {
        self.token(self.at + 1)
    }

    fn text(&self, token: Token) -> &'c str {
        token.span.slice(self.spot.text).unwrap_or_default()
    }

    fn fix(&self, title: &str, applicability: Applicability, edits: Vec<Edit>) -> Fix {
        Fix::new(title, applicability, edits).mending(self.context.subject)
    }

    /// Puts `with` in the place of `span`; with blanks around where it would run together with a word beside it.
    fn replacing(&self, title: &str, applicability: Applicability, span: Span, with: &str) -> Fix {
        let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let (before, behind) = (self.spot.text.get(..span.start as usize), self.spot.text.get(span.end as usize..));
        let joins_before = before.is_some_and(|text| text.ends_with(is_word)) && with.starts_with(is_word);
        let joins_behind = behind.is_some_and(|text| text.starts_with(is_word)) && with.ends_with(is_word);
        let (left, right) = (if joins_before { " " } else { "" }, if joins_behind { " " } else { "" });
        self.fix(title, applicability, vec![self.spot.replace(span, format!("{left}{with}{right}"))])
    }

    /// Where the operand that ends before the error begins.
    fn operand_start(&self) -> Option<u32> {
        let mut start = None;
        for token in self.tokens.as_slice().get(..self.at)?.iter().rev() {
            match token.kind {
                TokenKind::Identifier
                | TokenKind::NamePlaceholder
                | TokenKind::ValuePlaceholder
                | TokenKind::Dot
                | TokenKind::LeftBracket
                | TokenKind::RightBracket
                | TokenKind::Index => start = Some(token.span.start),
                _ => break,
            }
        }
        start
    }

    /// What nothing else explains: by what would have fitted.
    fn plain(&self, token: &str) -> Told {
        let mut characters = token.chars();
        let title = match (characters.next(), characters.next()) {
            _ if token == "<EOF>" => "the expression ends too early".to_owned(),
            (Some(one), None) if names::is_invisible(one) => {
                format!("an invisible character (U+{:04X}) does not fit here", u32::from(one))
            }
            _ => format!("`{token}` does not fit here"),
        };
        let told = Told::new(Code::SyntaxError, title, format!("expected {}", describe_expected(self.expected)));
        if self.here().kind != TokenKind::End && self.expected.contains(TokenKind::RightParenthesis) {
            told.help("is a `)` missing in front of it?")
        } else {
            told
        }
    }
}

/// What would have fitted, as a person would list it.
pub(crate) fn describe_expected(expected: TokenSet) -> String {
    use TokenKind as T;
    let groups: [(&[T], &str); 4] = [
        (
            &[T::Equal, T::NotEqual, T::Less, T::LessOrEqual, T::Greater, T::GreaterOrEqual],
            "a comparator (= <> < <= > >=)",
        ),
        (&[T::Identifier, T::NamePlaceholder], "an attribute name"),
        (&[T::Set, T::Remove, T::Add, T::Delete], "SET, REMOVE, ADD or DELETE"),
        (&[T::Plus, T::Minus], "`+` or `-`"),
    ];
    let mut words: Vec<String> = Vec::new();
    let mut told = TokenSet::EMPTY;
    for (kinds, name) in groups {
        if kinds.iter().all(|kind| expected.contains(*kind)) {
            words.push(name.to_owned());
            told = told.union(TokenSet::of(kinds));
        }
    }
    for kind in expected.iter().filter(|kind| !told.contains(*kind)) {
        words.push(match kind {
            T::ValuePlaceholder => "a `:value`".to_owned(),
            T::Index => "a list index".to_owned(),
            T::End => "the end".to_owned(),
            T::In | T::Between | T::Not | T::And | T::Or | T::Set | T::Remove | T::Add | T::Delete => {
                kind.describe().to_owned()
            }
            T::Identifier | T::NamePlaceholder => "an attribute name".to_owned(),
            other => format!("`{}`", other.describe()),
        });
    }
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}
