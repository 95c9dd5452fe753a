//! Names and placeholders that cannot be written so, and characters that only look right.

use super::Scene;
use crate::diagnostics::describe::Told;
use crate::diagnostics::fix::alias_for;
use crate::diagnostics::{Applicability, Code};
use crate::source::Span;
use crate::syntax::{ExpressionKind, TokenKind};

/// Characters that are taken for one of the language, and what was meant. Those of width one are left out.
fn meant(character: char) -> Option<&'static str> {
    Some(match character {
        '＝' => "=",
        '＜' => "<",
        '＞' => ">",
        '≠' => "<>",
        '≤' => "<=",
        '≥' => ">=",
        '（' => "(",
        '）' => ")",
        '［' => "[",
        '］' => "]",
        '，' | '、' => ",",
        '．' => ".",
        '：' => ":",
        '＃' => "#",
        '＋' => "+",
        '−' | '–' | '—' | '－' => "-",
        _ => return None,
    })
}

/// `“` and its like: quoted text, not a name.
const fn quotes(character: char) -> bool {
    matches!(character, '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

/// Characters that leave no mark, or look like a blank and are none.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{2064}' | '\u{3000}' | '\u{feff}'
    )
}

impl<'c> Scene<'c> {
    /// `＝`, `≠`, a no-break space
    pub(super) fn look_alike(&self) -> Option<Told> {
        let here = self.here();
        let character = self.text(here).chars().next().filter(|_| here.kind == TokenKind::Unknown)?;
        if is_invisible(character) {
            let title = format!("an invisible character (U+{:04X}) stands here", u32::from(character));
            let fix = self.replacing("put a blank in its place", Applicability::Safe, here.span, " ");
            return Some(
                Told::new(Code::SyntaxError, title, "looks like a blank, or like nothing")
                    .help("delete it, or put a plain blank in its place; it often comes from copied text")
                    .fix(fix),
            );
        }
        let means = meant(character)?;
        Some(
            Told::new(
                Code::SyntaxError,
                format!("`{character}` (U+{:04X}) only looks like `{means}`", u32::from(character)),
                format!("DynamoDB wants `{means}`"),
            )
            .help(format!("write `{means}`"))
            .fix(self.replacing(&format!("write `{means}`"), Applicability::Safe, here.span, means)),
        )
    }

    /// `# name`, `#first-name`, `:日本`
    pub(super) fn odd_placeholder(&self) -> Option<Told> {
        let (here, text) = (self.here(), self.spot.text);
        if here.kind == TokenKind::Unknown && matches!(self.text(here), "#" | ":") {
            let sigil = self.text(here);
            let next = self.next();
            let told = Told::new(Code::MalformedPlaceholder, format!("`{sigil}` without a name"), "no placeholder")
                .help(format!("placeholders are `{sigil}` and letters, digits or `_`, without blanks"));
            let gap = Span::new(here.span.end, next.span.start);
            let joins = matches!(next.kind, TokenKind::Identifier | TokenKind::Index) && gap.start < gap.end;
            let placeholder = format!("{sigil}{}", self.text(next));
            let subject = self.context.subject;
            let defined = subject.names.get(&placeholder).is_some() || subject.values.get(&placeholder).is_some();
            let applicability = if defined { Applicability::Safe } else { Applicability::Unsafe };
            return Some(match joins {
                true => told.fix(self.replacing("remove the blank", applicability, gap, "")),
                false => told,
            });
        }
        let before = self.before()?;
        let placeholder = matches!(before.kind, TokenKind::NamePlaceholder | TokenKind::ValuePlaceholder);
        if !placeholder || before.span.end != here.span.start {
            return None;
        }
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || *byte >= 0x80;
        let rest = text.as_bytes().get(here.span.start as usize..)?;
        let length = rest.iter().take_while(|byte| part(byte)).count();
        let end = here.span.start + u32::try_from(length).ok()?;
        let whole = Span::new(before.span.start, end);
        let written = whole.slice(text)?;
        if written.ends_with('-') || written.len() <= self.text(before).len() + 1 {
            return None;
        }
        Some(
            Told::new(
                Code::MalformedPlaceholder,
                format!("`{written}` is not a placeholder"),
                "a placeholder ends before this",
            )
            .help("placeholders have only letters, digits and `_`; what they stand for may have any character"),
        )
    }

    /// `${name}`, `{{name}}`, `?`, `%s`
    pub(super) fn template(&self) -> Option<Told> {
        let (here, next) = (self.here(), self.next());
        if here.kind != TokenKind::Unknown {
            return None;
        }
        let touches = here.span.end == next.span.start;
        let hole = matches!((self.text(here), self.text(next)), ("$", "{") | ("{", _)) && touches
            || (self.text(here) == "%" && matches!(self.text(next), "s" | "d") && touches)
            || (self.text(here) == "?" && self.expected.contains(TokenKind::ValuePlaceholder));
        hole.then(|| {
            Told::new(Code::SyntaxError, "a place of a template was not filled in", "not of the expression language")
                .help("write a `:value` placeholder and put the value into ExpressionAttributeValues")
        })
    }

    /// Names with dashes, other letters, a leading `_` or digit.
    pub(super) fn odd_name(&self) -> Option<Told> {
        let here = self.here();
        let bytes = self.spot.text.as_bytes();
        let part = |at: usize| {
            let byte = bytes.get(at).copied();
            byte.is_some_and(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'@') || byte >= 0x80
            })
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
        let word = name.chars().any(|character| character.is_ascii_alphabetic() || !character.is_ascii());
        if name.chars().any(quotes) {
            return None;
        }
        let strange = |byte| matches!(byte, b'-' | b'$' | b'@') || byte >= 0x80;
        let odd = name.bytes().next().is_some_and(|first| !first.is_ascii_alphabetic()) || name.bytes().any(strange);
        let joins = name.bytes().next() != Some(b'-') && name.bytes().last() != Some(b'-');
        if !word || !odd || !joins || placeholder_before {
            return None;
        }
        let (alias, added) = alias_for(name, self.context.subject, &[]);
        let mut edits = vec![self.spot.replace(span, &*alias)];
        edits.extend(added);
        // Elsewhere than in updates, where it may be a subtraction, a dash can only be part of a name. `$` and `@` may
        // be all that is left of a template.
        let is_dash_unclear = self.spot.kind == ExpressionKind::Update && name.contains('-');
        let sure =
            if is_dash_unclear || name.contains(['$', '@']) { Applicability::Unsafe } else { Applicability::Safe };
        let fix = self.fix(&format!("write it as `{alias}`"), sure, edits);
        Some(
            Told::new(Code::NeedsAlias, format!("`{name}` cannot be written out as a name"), why_odd(name))
                // The whole name, not the first character in it that does not fit.
                .at(self.part(span))
            .note("names written out begin with a letter and go on with letters, digits and `_`; letters are a to z and A to Z")
            .help(format!("if it is the name of an attribute write it as a placeholder: `{alias}`"))
            .fix(fix),
        )
    }

    /// `SET set = :v`, `a.in = :v`
    pub(super) fn keyword_as_name(&self) -> Option<Told> {
        let here = self.here();
        let keyword = here.kind.is_keyword();
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
                .fix(self.fix(&format!("write it as `{alias}`"), Applicability::Safe, edits)),
        )
    }
}

/// What keeps a name from being written out.
fn why_odd(name: &str) -> String {
    let odd = name.chars().find(|one| !one.is_ascii_alphanumeric() && *one != '_');
    match (name.chars().next(), odd) {
        (Some(first @ ('_' | '0'..='9')), _) => format!("a name cannot begin with `{first}`"),
        (_, Some(odd)) => format!("`{odd}` is not a letter, digit or `_`"),
        _ => "not a name".to_owned(),
    }
}
