//! The lexer: the only reader of characters.
//!
//! Every byte that is not white space belongs to exactly one token; a character outside the language is a
//! token of its own. White space is space, tab, CR and LF, nothing else of Unicode.

use std::fmt;

use logos::Logos;

use crate::source::Span;

/// What a token is. Keywords are told apart from words by length alone: `inside` is a word, `in` is not,
/// whatever the case and the kind of expression.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[logos(skip r"[ \t\r\n]+")]
#[repr(u8)]
pub enum TokenKind {
    /// `=`
    #[token("=")]
    Equal,
    /// `<>`
    #[token("<>")]
    NotEqual,
    /// `<`
    #[token("<")]
    Less,
    /// `<=`
    #[token("<=")]
    LessOrEqual,
    /// `>`
    #[token(">")]
    Greater,
    /// `>=`
    #[token(">=")]
    GreaterOrEqual,
    /// `+`
    #[token("+")]
    Plus,
    /// `-`
    #[token("-")]
    Minus,
    /// `(`
    #[token("(")]
    LeftParenthesis,
    /// `)`
    #[token(")")]
    RightParenthesis,
    /// `,`
    #[token(",")]
    Comma,
    /// `.`
    #[token(".")]
    Dot,
    /// `[`
    #[token("[")]
    LeftBracket,
    /// `]`
    #[token("]")]
    RightBracket,
    /// `IN`
    In,
    /// `BETWEEN`
    Between,
    /// `NOT`
    Not,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `SET`
    Set,
    /// `REMOVE`
    Remove,
    /// `ADD`
    Add,
    /// `DELETE`
    Delete,
    /// `0`, `12`; never with a leading zero: `012` is two tokens.
    #[regex("0|[1-9][0-9]*")]
    Index,
    /// `status`: a letter, then letters, digits and `_`.
    #[regex("[a-zA-Z][a-zA-Z0-9_]*")]
    Identifier,
    /// `#name`
    #[regex("#[a-zA-Z0-9_]+")]
    NamePlaceholder,
    /// `:value`
    #[regex(":[a-zA-Z0-9_]+")]
    ValuePlaceholder,
    /// `"text"` or `'text'`: no expression has a place for one.
    #[regex(r#""[^"]*""#)]
    #[regex("'[^']*'")]
    StringLiteral,
    /// Any other single character.
    Unknown,
    /// The end of the text.
    End,
}

impl TokenKind {
    /// True for the nine keywords: `IN`, `SET`, …; in every kind of expression none of them is a name.
    #[must_use]
    pub const fn is_keyword(self) -> bool {
        self as u8 >= Self::In as u8 && self as u8 <= Self::Delete as u8
    }

    /// How the kind is written, or named where it has no one spelling.
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::LeftParenthesis => "(",
            Self::RightParenthesis => ")",
            Self::Comma => ",",
            Self::Dot => ".",
            Self::LeftBracket => "[",
            Self::RightBracket => "]",
            Self::In => "IN",
            Self::Between => "BETWEEN",
            Self::Not => "NOT",
            Self::And => "AND",
            Self::Or => "OR",
            Self::Set => "SET",
            Self::Remove => "REMOVE",
            Self::Add => "ADD",
            Self::Delete => "DELETE",
            Self::Index => "list index",
            Self::Identifier => "name",
            Self::NamePlaceholder => "#name",
            Self::ValuePlaceholder => ":value",
            Self::StringLiteral => "string literal",
            Self::Unknown => "unknown character",
            Self::End => "end of expression",
        }
    }

    /// Every kind, in the order of their bits in a [`TokenSet`].
    const ALL: [Self; 30] = [
        Self::Equal,
        Self::NotEqual,
        Self::Less,
        Self::LessOrEqual,
        Self::Greater,
        Self::GreaterOrEqual,
        Self::Plus,
        Self::Minus,
        Self::LeftParenthesis,
        Self::RightParenthesis,
        Self::Comma,
        Self::Dot,
        Self::LeftBracket,
        Self::RightBracket,
        Self::In,
        Self::Between,
        Self::Not,
        Self::And,
        Self::Or,
        Self::Set,
        Self::Remove,
        Self::Add,
        Self::Delete,
        Self::Index,
        Self::Identifier,
        Self::NamePlaceholder,
        Self::ValuePlaceholder,
        Self::StringLiteral,
        Self::Unknown,
        Self::End,
    ];
}

/// One token and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes.
    pub span: Span,
}

/// A set of token kinds: what would have been accepted at some place.
///
/// ```
/// use ddbexpr::syntax::{TokenKind, TokenSet};
/// let set = TokenSet::of(&[TokenKind::And, TokenKind::Or]);
/// assert!(set.contains(TokenKind::Or));
/// assert_eq!(set.iter().map(TokenKind::describe).collect::<Vec<_>>(), ["AND", "OR"]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenSet(u32);

impl TokenSet {
    /// The set of nothing.
    pub const EMPTY: Self = Self(0);

    /// The set of these kinds.
    #[must_use]
    pub const fn of(kinds: &[TokenKind]) -> Self {
        let mut bits = 0;
        let mut rest = kinds;
        while let [kind, tail @ ..] = rest {
            bits |= 1 << *kind as u32;
            rest = tail;
        }
        Self(bits)
    }

    /// True where `kind` belongs to the set.
    #[must_use]
    pub const fn contains(self, kind: TokenKind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Everything in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True where nothing belongs to the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members, in a fixed order.
    pub fn iter(self) -> impl Iterator<Item = TokenKind> {
        TokenKind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}

impl fmt::Debug for TokenSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The tokens of one text, in order, closed by one [`TokenKind::End`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tokens(Vec<Token>);

impl Tokens {
    /// All tokens; the last one is the end.
    #[must_use]
    pub fn as_slice(&self) -> &[Token] {
        &self.0
    }

    /// The token at `index`; the end where there is none.
    #[must_use]
    pub fn get(&self, index: usize) -> Token {
        const NOTHING: Token = Token { kind: TokenKind::End, span: Span::at(0) };
        self.0.get(index).or_else(|| self.0.last()).copied().unwrap_or(NOTHING)
    }
}

/// Splits a text into tokens. Total: never fails, loses no byte but white space.
///
/// ```
/// use ddbexpr::syntax::{TokenKind, lex};
/// let kinds: Vec<TokenKind> = lex("a >= :v1and").as_slice().iter().map(|token| token.kind).collect();
/// use TokenKind::*;
/// assert_eq!(kinds, [Identifier, GreaterOrEqual, ValuePlaceholder, End]);
/// ```
#[must_use]
pub fn lex(text: &str) -> Tokens {
    let mut tokens = Vec::with_capacity(text.len() / 3 + 2);
    let mut base = 0;
    while let Some(rest) = text.get(base..) {
        base = match lex_known(rest, base, &mut tokens) {
            None => break,
            Some(stop) => {
                let width = text.get(stop..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                tokens.push(Token { kind: TokenKind::Unknown, span: span(stop, stop + width) });
                stop + width
            }
        }
    }
    tokens.push(Token { kind: TokenKind::End, span: span(text.len(), text.len()) });
    Tokens(tokens)
}

/// Lexes until a character that begins no token, and tells where that is.
///
/// A quote without a partner makes logos read to the end before it gives up; only the quote itself is
/// outside the language, so the caller starts again behind it. That happens once per kind of quote.
fn lex_known(rest: &str, base: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let mut lexer = TokenKind::lexer(rest);
    while let Some(result) = lexer.next() {
        let range = lexer.span();
        let (start, end) = (base + range.start, base + range.end);
        match result {
            Ok(TokenKind::Identifier) => {
                let kind = keyword(lexer.slice()).unwrap_or(TokenKind::Identifier);
                tokens.push(Token { kind, span: span(start, end) });
            }
            Ok(kind) => tokens.push(Token { kind, span: span(start, end) }),
            Err(()) => return Some(start),
        }
    }
    None
}

/// The keyword a word is, in any case. Told apart here and not by logos, whose one loop over the letters of a
/// word is many times faster than following nine spellings through every word.
fn keyword(word: &str) -> Option<TokenKind> {
    use TokenKind as T;
    let (spelling, kind) = match (word.len(), word.as_bytes().first()?.to_ascii_uppercase()) {
        (2, b'I') => ("IN", T::In),
        (2, _) => ("OR", T::Or),
        (3, b'N') => ("NOT", T::Not),
        (3, b'S') => ("SET", T::Set),
        (3, _) if word.eq_ignore_ascii_case("ADD") => return Some(T::Add),
        (3, _) => ("AND", T::And),
        (6, b'R') => ("REMOVE", T::Remove),
        (6, _) => ("DELETE", T::Delete),
        (7, _) => ("BETWEEN", T::Between),
        _ => return None,
    };
    word.eq_ignore_ascii_case(spelling).then_some(kind)
}

fn span(start: usize, end: usize) -> Span {
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(start), offset(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> Vec<(TokenKind, &str)> {
        lex(text).as_slice().iter().map(|token| (token.kind, token.span.slice(text).unwrap())).collect()
    }

    #[test]
    fn kinds_and_bits_agree() {
        for (bit, kind) in TokenKind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, bit);
        }
    }

    #[test]
    fn keywords_are_the_nine() {
        let keywords = TokenKind::ALL.into_iter().filter(|kind| kind.is_keyword()).map(TokenKind::describe);
        let keywords: Vec<_> = keywords.collect();
        assert_eq!(keywords, ["IN", "BETWEEN", "NOT", "AND", "OR", "SET", "REMOVE", "ADD", "DELETE"]);
    }

    #[test]
    fn keywords_end_where_longer_words_go_on() {
        use TokenKind::*;
        assert_eq!(
            spelled("In inside 1and"),
            [(In, "In"), (Identifier, "inside"), (Index, "1"), (And, "and"), (End, "")]
        );
    }

    #[test]
    fn what_fits_nothing_is_one_token_a_character() {
        use TokenKind::*;
        assert_eq!(
            spelled("_123 # é'x'\"y"),
            [
                (Unknown, "_"),
                (Index, "123"),
                (Unknown, "#"),
                (Unknown, "é"),
                (StringLiteral, "'x'"),
                (Unknown, "\""),
                (Identifier, "y"),
                (End, "")
            ]
        );
        assert_eq!(spelled("001"), [(Index, "0"), (Index, "0"), (Index, "1"), (End, "")]);
        assert_eq!(spelled("a\u{a0}b").len(), 4);
    }
}
