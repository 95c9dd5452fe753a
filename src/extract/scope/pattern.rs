//! Patterns of JavaScript that take objects apart: `const { a, b: c } = object`.

/// The key under which a pattern binds a name: `b` in `{ a, b: name = 5 }`.
pub(in crate::extract) fn key_of<'p>(pattern: &'p str, name: &str) -> Option<&'p str> {
    let inside = pattern.strip_prefix('{')?.strip_suffix('}')?;
    if inside.contains('{') || inside.contains('[') {
        return None;
    }
    inside.split(',').find_map(|part| {
        let part = part.split('=').next()?.trim();
        let (key, bound) = part.split_once(':').map_or((part, part), |(key, bound)| (key.trim(), bound.trim()));
        (bound == name).then_some(key.trim_matches(['"', '\'']))
    })
}

#[cfg(test)]
mod tests {
    use super::key_of;

    #[test]
    fn patterns_say_under_which_key_a_name_is() {
        assert_eq!(key_of("{ a, b: text = 5 }", "text"), Some("b"));
        assert_eq!(key_of("{ UpdateExpression, Names }", "UpdateExpression"), Some("UpdateExpression"));
        assert_eq!(key_of("{ a: { b } }", "b"), None);
        assert_eq!(key_of("[a, b]", "b"), None);
    }
}
