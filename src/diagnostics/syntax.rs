//! Syntax errors, told: what the writer most likely meant.
//!
//! A chain of recognisers, each for one habit from another language or one slip; the first that knows the
//! text around the error tells it. What none knows is told by the list of what would have fitted.

use super::Code;
use super::describe::{Context, Told};
use super::expression::Spot;
use super::fix::{Applicability, Edit, Fix, alias_for, value_placeholder};
use crate::source::Span;
use crate::syntax::{ClauseKind, ExpressionKind, Token, TokenKind, TokenSet, Tokens, lex};

/// The text around an error.
struct Scene<'c> {
    spot: Spot<'c>,
    context: Context<'c>,
    tokens: Tokens,
    at: usize,
    expected: TokenSet,
}

pub(super) fn tell<'c>(token: &str, expected: TokenSet, spot: Spot<'c>, context: Context<'c>) -> Told {
    let tokens = lex(spot.text);
    let at = tokens.as_slice().iter().position(|token| token.span.start >= spot.span.start).unwrap_or_default();
    let scene = Scene { spot, context, tokens, at, expected };
    let recognisers: [fn(&Scene<'c>) -> Option<Told>; 12] = [
        Scene::foreign_operator,
        Scene::odd_name,
        Scene::literal,
        Scene::not_in,
        Scene::infix_word,
        Scene::arithmetic,
        Scene::add_delete,
        Scene::unclosed,
        Scene::comma,
        Scene::lone_operand,
        Scene::keyword_as_name,
        Scene::bad_index,
    ];
    let told = recognisers.iter().find_map(|recognise| recognise(&scene));
    told.unwrap_or_else(|| scene.plain(token))
}

impl<'c> Scene<'c> {
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

    fn replacing(&self, title: &str, applicability: Applicability, span: Span, with: &str) -> Fix {
        self.fix(title, applicability, vec![self.spot.replace(span, with)])
    }

    /// `==`, `!=`, `&&`, `||`, `!`, `+=`
    fn foreign_operator(&self) -> Option<Told> {
        let (before, here, next) = (self.before(), self.here(), self.next());
        let touches = |one: Token, two: Token| one.span.end == two.span.start;
        let told = |written: &str, span: Span, means: &str| {
            Told::new(
                Code::ForeignOperator,
                format!("`{written}` is not an operator"),
                format!("DynamoDB writes `{means}`"),
            )
            .help(format!("write `{means}`"))
            .fix(self.replacing(&format!("write `{means}`"), Applicability::Safe, span, means))
        };
        if let Some(before) = before {
            let both = before.span.to(here.span);
            match (before.kind, here.kind) {
                (TokenKind::Equal, TokenKind::Equal) if touches(before, here) => return Some(told("==", both, "=")),
                (TokenKind::Equal, TokenKind::Unknown) if touches(before, here) && self.text(here) == "!" => {
                    return Some(told("=!", both, "<>"));
                }
                _ => {}
            }
        }
        let both = here.span.to(next.span);
        match (self.text(here), next.kind, self.text(next)) {
            ("!", TokenKind::Equal, _) if touches(here, next) => Some(told("!=", both, "<>")),
            ("&", _, "&") if touches(here, next) => Some(told("&&", both, "AND")),
            ("|", _, "|") if touches(here, next) => Some(told("||", both, "OR")),
            ("!", ..) if self.expected.contains(TokenKind::Not) => Some(told("!", here.span, "NOT ")),
            ("+" | "-", TokenKind::Equal, _) if self.expected.contains(TokenKind::Equal) => {
                let sign = self.text(here);
                Some(
                    Told::new(Code::ForeignOperator, format!("`{sign}=` is not an operator"), "SET has only `=`")
                        .help(format!("name the attribute on both sides: `SET a = a {sign} :n`; or `ADD a :n`")),
                )
            }
            _ => None,
        }
    }

    /// Names with dashes, other letters, a leading `_` or digit.
    fn odd_name(&self) -> Option<Told> {
        let here = self.here();
        let bytes = self.spot.text.as_bytes();
        let part = |at: usize| {
            let byte = bytes.get(at).copied();
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || byte >= 0x80)
        };
        if !matches!(here.kind, TokenKind::Unknown | TokenKind::Minus | TokenKind::Index | TokenKind::Identifier) {
            return None;
        }
        let mut start = here.span.start as usize;
        while start > 0 && part(start - 1) {
            start -= 1;
        }
        let mut end = here.span.start as usize;
        while part(end) {
            end += 1;
        }
        let span = Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        let name = span.slice(self.spot.text)?;
        let placeholder_before = start > 0 && matches!(bytes.get(start - 1), Some(b'#' | b':'));
        let word = name.bytes().any(|byte| byte.is_ascii_alphabetic() || byte >= 0x80);
        let odd = name.bytes().next().is_some_and(|first| !first.is_ascii_alphabetic())
            || name.bytes().any(|byte| byte == b'-' || byte >= 0x80);
        let joins = name.bytes().next() != Some(b'-') && name.bytes().last() != Some(b'-');
        if !word || !odd || !joins || placeholder_before {
            return None;
        }
        let (alias, added) = alias_for(name, self.context.subject, &[]);
        let mut edits = vec![self.spot.replace(span, &*alias)];
        edits.extend(added);
        let fix = self.fix(&format!("write it as `{alias}`"), Applicability::Unsafe, edits);
        Some(
            Told::new(
                Code::NeedsAlias,
                format!("`{name}` cannot be written out as a name"),
                "not a letter, digit or `_`",
            )
            .note("names written out begin with a letter and go on with letters of a to z, digits and `_`")
            .help(format!("if it is the name of an attribute write it as a placeholder: `{alias}`"))
            .fix(fix),
        )
    }

    /// Numbers and quoted text.
    fn literal(&self) -> Option<Told> {
        let here = self.here();
        if !self.expected.contains(TokenKind::ValuePlaceholder) {
            return None;
        }
        let quote = matches!(self.text(here), "\"" | "'");
        let negative = here.kind == TokenKind::Minus && self.next().kind == TokenKind::Index;
        if quote {
            return Some(
                Told::new(
                    Code::InlineLiteral,
                    "values cannot be written into an expression",
                    "quoted text without an end",
                )
                .help("put the text into ExpressionAttributeValues and write its `:` placeholder"),
            );
        }
        let (span, value) = match here.kind {
            TokenKind::StringLiteral => {
                let inside = self.text(here).get(1..self.text(here).len().saturating_sub(1))?;
                (here.span, format!("{{\"S\": {}}}", serde_json::Value::from(inside)))
            }
            TokenKind::Index | TokenKind::Minus if here.kind == TokenKind::Index || negative => {
                let bytes = self.spot.text.as_bytes();
                let mut end = here.span.end as usize;
                while bytes.get(end).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.') {
                    end += 1;
                }
                let span = Span::new(here.span.start, u32::try_from(end).ok()?);
                (span, format!("{{\"N\": \"{}\"}}", span.slice(self.spot.text)?))
            }
            _ => return None,
        };
        let placeholder = value_placeholder(self.nearest_name().unwrap_or("value"), self.context.subject);
        let edits =
            vec![self.spot.replace(span, &*placeholder), Edit::AddValue { placeholder: placeholder.clone(), value }];
        Some(
            Told::new(Code::InlineLiteral, "values cannot be written into an expression", "a literal value")
                .help(format!("put it into ExpressionAttributeValues and write `{placeholder}`"))
                .fix(self.fix("move the value to ExpressionAttributeValues", Applicability::Unsafe, edits)),
        )
    }

    /// The last attribute name before the error.
    fn nearest_name(&self) -> Option<&'c str> {
        let earlier = self.tokens.as_slice().get(..self.at)?.iter().rev();
        let named = |token: &&Token| matches!(token.kind, TokenKind::Identifier | TokenKind::NamePlaceholder);
        earlier.take(4).find(named).map(|token| self.text(*token).trim_start_matches('#'))
    }

    /// `a NOT IN (…)`, `a NOT BETWEEN …`
    fn not_in(&self) -> Option<Told> {
        let here = self.here();
        let next = self.next();
        if here.kind != TokenKind::Not || !matches!(next.kind, TokenKind::In | TokenKind::Between) {
            return None;
        }
        let word = self.text(next).to_ascii_uppercase();
        let told = Told::new(
            Code::ForeignOperator,
            format!("`NOT {word}` is not an operator"),
            "NOT stands before a condition",
        );
        let start = self.operand_start()?;
        let operand = Span::new(start, here.span.start).slice(self.spot.text)?.trim_end();
        let replaced = Span::new(start, next.span.start);
        let fix = self.replacing("put NOT in front", Applicability::Safe, replaced, &format!("NOT {operand} "));
        Some(told.help(format!("write `NOT {operand} {word} …`")).fix(fix))
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

    /// `a LIKE :v`, `a contains :v`, `a IS NULL`
    fn infix_word(&self) -> Option<Told> {
        let here = self.here();
        if here.kind != TokenKind::Identifier || !self.expected.contains(TokenKind::Between) {
            return None;
        }
        let operand = Span::new(self.operand_start()?, here.span.start).slice(self.spot.text)?.trim_end();
        let word = self.text(here);
        let upper = word.to_ascii_uppercase();
        let means = match upper.as_str() {
            "LIKE" => format!("`begins_with({operand}, :prefix)` or `contains({operand}, :part)`"),
            "CONTAINS" | "BEGINS_WITH" => format!("`{}({operand}, …)`", word.to_ascii_lowercase()),
            "IS" => {
                let negated = self.next().kind == TokenKind::Not;
                format!("`attribute_{}exists({operand})`", if negated { "" } else { "not_" })
            }
            "EQ" => format!("`{operand} = …`"),
            "NE" => format!("`{operand} <> …`"),
            _ => return None,
        };
        Some(
            Told::new(Code::ForeignOperator, format!("`{word}` is not an operator"), "a function in DynamoDB")
                .help(format!("write {means}")),
        )
    }

    /// `a * b`, `a + b + c`, a sum outside SET.
    fn arithmetic(&self) -> Option<Told> {
        let here = self.here();
        match (self.text(here), here.kind) {
            ("*" | "/" | "%", TokenKind::Unknown) => Some(
                Told::new(Code::ArithmeticForm, format!("there is no `{}`", self.text(here)), "only `+` and `-` exist")
                    .help("calculate in your program and send the result"),
            ),
            (_, TokenKind::Plus | TokenKind::Minus) if self.spot.kind == ExpressionKind::Update => Some(
                Told::new(Code::ArithmeticForm, "a SET action takes one `+` or `-`", "one too many")
                    .help("add the values in your program, or send several updates"),
            ),
            (_, TokenKind::Plus | TokenKind::Minus) => Some(
                Told::new(Code::ArithmeticForm, format!("{} cannot calculate", self.spot.kind), "arithmetic")
                    .help("calculate the value in your program and compare with the result"),
            ),
            _ => None,
        }
    }

    /// `ADD a = :v`, `ADD a b`
    fn add_delete(&self) -> Option<Told> {
        let before = self.tokens.as_slice().get(..self.at)?;
        let clause = before.iter().rev().find_map(|token| ClauseKind::from_token(token.kind))?;
        if !matches!(clause, ClauseKind::Add | ClauseKind::Delete)
            || !self.expected.contains(TokenKind::ValuePlaceholder)
        {
            return None;
        }
        let word = clause.word();
        let here = self.here();
        let told = Told::new(
            Code::AddDeleteForm,
            format!("{word} takes a path and a value placeholder"),
            if here.kind == TokenKind::Equal { "no `=` here" } else { "a value placeholder has to stand here" },
        )
        .help(format!("write `{word} path :value`"));
        if here.kind == TokenKind::Equal && self.next().kind == TokenKind::ValuePlaceholder {
            let gap = Span::new(here.span.start, self.next().span.start);
            return Some(told.fix(self.replacing("remove the `=`", Applicability::Safe, gap, "")));
        }
        Some(told)
    }

    /// `(a = :v`, `size(a`
    fn unclosed(&self) -> Option<Told> {
        if self.here().kind != TokenKind::End || !self.expected.contains(TokenKind::RightParenthesis) {
            return None;
        }
        let mut open = Vec::new();
        for token in self.tokens.as_slice().get(..self.at)? {
            match token.kind {
                TokenKind::LeftParenthesis => open.push(token.span),
                TokenKind::RightParenthesis => {
                    open.pop();
                }
                _ => {}
            }
        }
        let part = crate::problem::Part::Expression(self.spot.kind, *open.last()?);
        Some(
            Told::new(Code::SyntaxError, "a parenthesis is not closed", "the expression ends here")
                .related(part, "opened here")
                .help("add the missing `)`"),
        )
    }

    /// Commas that are missing or too many.
    fn comma(&self) -> Option<Told> {
        let (before, here) = (self.before(), self.here());
        let is_name = matches!(here.kind, TokenKind::Identifier | TokenKind::NamePlaceholder);
        if self.expected.contains(TokenKind::Comma)
            && is_name
            && self.spot.kind.grammar() != crate::syntax::Grammar::Condition
        {
            let at = Span::at(before?.span.end);
            return Some(
                Told::new(Code::SyntaxError, "a comma is missing", "the next one begins here")
                    .help("separate them with commas")
                    .fix(self.replacing("insert a comma", Applicability::Unsafe, at, ",")),
            );
        }
        let before = before.filter(|before| before.kind == TokenKind::Comma)?;
        let ends = matches!(
            here.kind,
            TokenKind::End
                | TokenKind::RightParenthesis
                | TokenKind::Set
                | TokenKind::Remove
                | TokenKind::Add
                | TokenKind::Delete
        );
        ends.then(|| {
            Told::new(Code::SyntaxError, "there is a comma too many", "nothing follows the comma")
                .help("remove the comma; clauses follow one another without one")
                .fix(self.replacing("remove the comma", Applicability::Safe, before.span, ""))
        })
    }

    /// `a`, `a AND b`
    fn lone_operand(&self) -> Option<Told> {
        let ends =
            matches!(self.here().kind, TokenKind::End | TokenKind::And | TokenKind::Or | TokenKind::RightParenthesis);
        if !ends || !self.expected.contains(TokenKind::Between) {
            return None;
        }
        let operand = Span::new(self.operand_start()?, self.before()?.span.end).slice(self.spot.text)?;
        Some(
            Told::new(Code::SyntaxError, format!("`{operand}` alone is not a condition"), "a comparison is missing")
                .help(format!("compare it, `{operand} = :v`, or ask `attribute_exists({operand})`")),
        )
    }

    /// `SET set = :v`, `a.in = :v`
    fn keyword_as_name(&self) -> Option<Told> {
        let here = self.here();
        let keyword = matches!(
            here.kind,
            TokenKind::In
                | TokenKind::Between
                | TokenKind::Not
                | TokenKind::And
                | TokenKind::Or
                | TokenKind::Set
                | TokenKind::Remove
                | TokenKind::Add
                | TokenKind::Delete
        );
        let named = self.expected.contains(TokenKind::Identifier);
        let used_as_name = matches!(
            self.next().kind,
            TokenKind::Equal
                | TokenKind::Dot
                | TokenKind::Comma
                | TokenKind::End
                | TokenKind::LeftBracket
                | TokenKind::NotEqual
        );
        if !keyword || !named || !used_as_name {
            return None;
        }
        let name = self.text(here);
        let (alias, added) = alias_for(name, self.context.subject, &[]);
        let mut edits = vec![self.spot.replace(here.span, &*alias)];
        edits.extend(added);
        Some(
            Told::new(Code::NeedsAlias, format!("`{name}` is a keyword of the expression language"), "not a name here")
                .help(format!("if it is the name of an attribute write it as a placeholder: `{alias}`"))
                .fix(self.fix(&format!("write it as `{alias}`"), Applicability::Unsafe, edits)),
        )
    }

    /// `a[01]`, `a[-1]`, `a[:i]`
    fn bad_index(&self) -> Option<Told> {
        let inside = self.before().is_some_and(|before| before.kind == TokenKind::LeftBracket);
        let leading_zero = self.expected.contains(TokenKind::RightBracket) && self.here().kind == TokenKind::Index;
        let wanted = inside && self.expected.contains(TokenKind::Index);
        if !wanted && !leading_zero {
            return None;
        }
        let title = if leading_zero { "a list index has no leading zeros" } else { "a list index is a plain number" };
        Some(
            Told::new(Code::SyntaxError, title, "not an index")
                .note("an index cannot be a placeholder, negative, or counted from the end")
                .help("write the number into the expression: `list[0]`"),
        )
    }

    /// What nothing else explains: by what would have fitted.
    fn plain(&self, token: &str) -> Told {
        let title = if token == "<EOF>" {
            "the expression ends too early".to_owned()
        } else {
            format!("`{token}` does not fit here")
        };
        Told::new(Code::SyntaxError, title, format!("expected {}", describe_expected(self.expected)))
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
