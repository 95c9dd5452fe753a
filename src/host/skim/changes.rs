//! What a function changes that is not its own.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::Language;
use super::words::words;

/// Methods that change what they are called on.
const METHODS: [&str; 24] = [
    "Add",
    "add",
    "addAll",
    "append",
    "assign",
    "clear",
    "concat",
    "delete",
    "extend",
    "insert",
    "merge",
    "pop",
    "push",
    "push_str",
    "put",
    "putAll",
    "remove",
    "set",
    "setdefault",
    "shift",
    "splice",
    "store",
    "unshift",
    "update",
];

/// The names of what is changed in a body, and is neither declared there nor a parameter.
pub(super) fn changes<'t>(head: &str, body: &'t str, language: Language) -> Vec<&'t str> {
    // Where a name is assigned to, it is the function's own.
    let assigns_own = matches!(language, Language::Python | Language::Ruby | Language::Php);
    let mut found = Vec::new();
    let mut own: HashSet<&str, RandomState> = words(head).map(|(_, word)| word).collect();
    let mut before = "";
    for (start, word) in words(body) {
        let after = start + word.len();
        let ahead = body.get(..start).unwrap_or_default();
        let previous = std::mem::replace(&mut before, word);
        if matches!(word, "global" | "nonlocal" | "assign" | "addAll" | "apply") {
            // What follows is changed, whatever it is.
            let line = body.get(after..).unwrap_or_default().lines().next().unwrap_or_default();
            found.extend(words(line).map(|(_, word)| word));
            continue;
        }
        let is_member = ahead.ends_with(['.', '@', ':']) || ahead.ends_with("->");
        let rest = body.get(after..).unwrap_or_default();
        let is_set = is_assigned(rest);
        if !is_member && (declares(ahead, previous) || rest.trim_start().starts_with(":=") || (assigns_own && is_set)) {
            own.insert(word);
            continue;
        }
        if (is_set || is_element_set(rest) || is_changed_by_method(body, after)) && (is_member || !own.contains(word)) {
            found.push(word);
        }
    }
    found
}

/// `const x`, `Map<String, String> x`
fn declares(ahead: &str, previous: &str) -> bool {
    let spaced = ahead.trim_end_matches([' ', '\t', '&', '*', '$']);
    if spaced.len() == ahead.len() && !ahead.ends_with(['&', '*', '$']) {
        return false;
    }
    let ends_with_word = previous.len() <= spaced.len() && spaced.ends_with(previous) && !previous.is_empty();
    let is_statement = matches!(
        previous,
        "return" | "await" | "in" | "of" | "throw" | "else" | "case" | "not" | "and" | "or" | "is" | "yield" | "delete"
    );
    (ends_with_word && !is_statement) || (spaced.ends_with(['>', ']', '?']) && spaced.len() < ahead.len())
}

/// Whether `= …`, `+= …` and the like follow.
fn is_assigned(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t']);
    let rest = rest.trim_start_matches(['+', '-', '|', '&', '?', '.', '*', '%', '/', '<']);
    rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>")
}

/// Whether `[…] = …` follows.
fn is_element_set(rest: &str) -> bool {
    let mut rest = rest;
    let mut depth = 0_u8;
    while let Some(inside) = rest.strip_prefix('[').filter(|_| depth < 4) {
        let Some(end) = inside.find([']', '\n']) else { return false };
        rest = inside.get(end + 1..).unwrap_or_default();
        depth += 1;
    }
    depth > 0 && (is_assigned(rest) || is_changed_by_method(rest, 0))
}

/// Whether `.put(…)` and the like follow.
fn is_changed_by_method(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let rest = rest.trim_start_matches(['!', '?']);
    let Some(rest) = rest.strip_prefix('.').or_else(|| rest.strip_prefix("->")) else {
        return rest.trim_start().starts_with("<<");
    };
    words(rest).next().is_some_and(|(start, word)| start == 0 && METHODS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_that_is_not_its_own() {
        let of = |head: &str, body: &str, language| changes(head, body, language).join(" ");
        use Language as L;
        assert_eq!(of("f(a)", "a.push(1); b.push(2); const c = []; c.push(3); d = 4; e == 5", L::JavaScript), "b d");
        assert_eq!(of("void f()", "List<String> a = x(); a.add(1); this.b = 2; c.put(3, 4);", L::Java), "b c");
        assert_eq!(of("def f(self)", "a = 1\nself.b = 2\nc['x'] = 3\nglobal d\nd = 4", L::Python), "b c d");
        assert_eq!(of("func f()", "a := 1\nb = 2\ns.c[\"x\"] = 3", L::Go), "b c");
        assert_eq!(of("def f", "a = 1\n@b = 2\n@c << 3", L::Ruby), "b c");
        assert_eq!(of("function f($a)", "$a['x'] = 1; $b = 2; $this->c[] = 3;", L::Php), "c");
    }
}
