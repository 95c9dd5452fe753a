//! Format strings: `"SET %s = :v"`, `"SET {} = :v"`.

/// How a format string marks its holes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// `%s`, `%1$s`, `%(name)s`, `%<name>s`, `%{name}`
    Percent,
    /// `{}`, `{0}`, `{name}`
    Braces,
}

/// A part of a format string.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Text, and where it begins in the format string.
    Text(usize, String),
    /// What is put in.
    Hole(Key),
}

/// Which argument is put in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Key {
    /// The how-manieth, from 0.
    Position(usize),
    /// The one of this name.
    Name(String),
}

/// The parts of a format string.
pub(super) fn split(text: &str, form: Form) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut at, mut from, mut next) = (0, 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let found = match form {
            Form::Percent => percent(rest, &mut next),
            Form::Braces => braces(rest, &mut next),
        };
        match found {
            Some((length, key)) => {
                if from < at {
                    parts.push(Part::Text(from, text.get(from..at).unwrap_or_default().to_owned()));
                }
                match key {
                    Some(key) => parts.push(Part::Hole(key)),
                    // `%%`, `{{`: one of the two.
                    None => parts.push(Part::Text(at, rest.chars().take(1).collect())),
                }
                at += length;
                from = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    if from < text.len() {
        parts.push(Part::Text(from, text.get(from..).unwrap_or_default().to_owned()));
    }
    parts
}

/// The length of what marks a hole at the beginning of `rest`, and what is put in.
fn percent(rest: &str, next: &mut usize) -> Option<(usize, Option<Key>)> {
    let inside = rest.strip_prefix('%')?;
    if inside.starts_with('%') {
        return Some((2, None));
    }
    if inside.starts_with(['(', '<', '{']) {
        return named(inside);
    }
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let after = inside.get(digits..)?;
    if let Some(after) = after.strip_prefix('$') {
        let position: usize = inside.get(..digits)?.parse().ok()?;
        after.chars().next().filter(char::is_ascii_alphabetic)?;
        return Some((digits + 3, Some(Key::Position(position.checked_sub(1)?))));
    }
    let flags = inside.bytes().take_while(|byte| b"+-#0123456789.".contains(byte)).count();
    let letter = inside.get(flags..)?.chars().next()?;
    if !"sdvfqxXciuoeEgGtTpbUS".contains(letter) {
        return None;
    }
    *next += 1;
    Some((flags + 2, Some(Key::Position(*next - 1))))
}

/// `(name)s`, `<name>s`, `{name}` after the `%`.
fn named(inside: &str) -> Option<(usize, Option<Key>)> {
    let close = match inside.chars().next()? {
        '(' => ')',
        '<' => '>',
        _ => '}',
    };
    let (name, after) = inside.get(1..)?.split_once(close)?;
    if close != ')' && !name.chars().all(|one| one.is_alphanumeric() || one == '_') {
        return None;
    }
    let flags = after.bytes().take_while(|byte| b"+-#0123456789. ".contains(byte)).count();
    let has_letter = || after.get(flags..).is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_alphabetic()));
    let tail = match close {
        '}' => 0,
        _ if has_letter() => flags + 1,
        _ => return None,
    };
    Some((name.len() + 3 + tail, Some(Key::Name(name.to_owned()))))
}

fn braces(rest: &str, next: &mut usize) -> Option<(usize, Option<Key>)> {
    if rest.starts_with("{{") || rest.starts_with("}}") {
        return Some((2, None));
    }
    let inside = rest.strip_prefix('{')?.split('}').next()?;
    if inside.len() + 2 > rest.len() {
        return None;
    }
    let name = inside.split([':', '!', ',']).next().unwrap_or_default();
    let word = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '[' | ']');
    if !name.chars().all(word) {
        return None;
    }
    let key = if name.is_empty() {
        *next += 1;
        Key::Position(*next - 1)
    } else {
        name.parse().map_or_else(|_| Key::Name(name.to_owned()), Key::Position)
    };
    Some((inside.len() + 2, Some(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, form: Form) -> String {
        let parts = split(text, form).into_iter().map(|part| match part {
            Part::Text(_, text) => text,
            Part::Hole(Key::Position(at)) => format!("<{at}>"),
            Part::Hole(Key::Name(name)) => format!("<{name}>"),
        });
        parts.collect()
    }

    #[test]
    fn holes() {
        assert_eq!(written("SET %s = :v, %2$s = %d%%", Form::Percent), "SET <0> = :v, <1> = <1>%");
        assert_eq!(written("%(a)s = :v %", Form::Percent), "<a> = :v %");
        assert_eq!(written("SET %{a} = :%<b>s, %<c>05d, %<d> %{e", Form::Percent), "SET <a> = :<b>, <c>, %<d> %{e");
        assert_eq!(written("SET {} = :{} {a} {1} {{x}}", Form::Braces), "SET <0> = :<1> <a> <1> {x}");
        assert_eq!(written("{ not a hole }", Form::Braces), "{ not a hole }");
    }
}
