//! What a function may have a part in that is not its own: variables of the file, fields of its class.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::Language;
use super::words::{follows, words};

/// Methods that change nothing.
const READING: [&str; 40] = [
    "contains",
    "containsKey",
    "count",
    "debug",
    "endsWith",
    "endswith",
    "equals",
    "error",
    "exception",
    "fatal",
    "format",
    "get",
    "getOrDefault",
    "has",
    "includes",
    "indexOf",
    "info",
    "is_empty",
    "isEmpty",
    "iter",
    "join",
    "key",
    "len",
    "length",
    "log",
    "print",
    "printf",
    "println",
    "Printf",
    "Println",
    "size",
    "slice",
    "startsWith",
    "startswith",
    "toString",
    "trace",
    "trim",
    "verbose",
    "warn",
    "warning",
];

/// What stands beside names, and is none: of all languages together, so that less is kept for their sake.
const KEYWORDS: [&str; 86] = [
    "abstract",
    "and",
    "any",
    "as",
    "async",
    "attr_accessor",
    "attr_reader",
    "attr_writer",
    "await",
    "bool",
    "boolean",
    "byte",
    "char",
    "class",
    "cls",
    "companion",
    "const",
    "data",
    "declare",
    "def",
    "default",
    "do",
    "double",
    "else",
    "end",
    "enum",
    "error",
    "export",
    "exports",
    "extends",
    "false",
    "final",
    "float",
    "fn",
    "for",
    "from",
    "fun",
    "func",
    "function",
    "if",
    "impl",
    "implements",
    "import",
    "in",
    "int",
    "interface",
    "internal",
    "is",
    "lateinit",
    "let",
    "long",
    "map",
    "mod",
    "module",
    "mut",
    "namespace",
    "new",
    "nil",
    "not",
    "null",
    "number",
    "object",
    "of",
    "or",
    "override",
    "package",
    "private",
    "protected",
    "pub",
    "public",
    "readonly",
    "return",
    "self",
    "static",
    "str",
    "string",
    "struct",
    "super",
    "this",
    "true",
    "type",
    "undefined",
    "val",
    "var",
    "void",
    "with",
];

/// The words of a body that may mean something outside of it, each once.
pub(super) fn touched<'t>(head: &str, body: &'t str, language: Language) -> HashSet<&'t str, RandomState> {
    // Where a name is assigned to, it is the function's own.
    let assigns_own = matches!(language, Language::Python | Language::Ruby | Language::Php);
    let mut own: HashSet<&str, RandomState> = words(head).map(|(_, word)| word).collect();
    let mut found = HashSet::default();
    let mut previous = "";
    for (start, word) in words(body) {
        let (ahead, rest) = body.split_at_checked(start).unwrap_or_default();
        let rest = rest.get(word.len()..).unwrap_or_default();
        let before = std::mem::replace(&mut previous, word);
        if !is_member(ahead) && !found.contains(word) {
            let is_own = declares(ahead, before) || rest.trim_start().starts_with(":=");
            if is_own || (assigns_own && is_assigned(rest)) {
                own.insert(word);
            }
        }
        if (is_member(ahead) || !own.contains(word)) && !is_read(rest) && !KEYWORDS.contains(&word) {
            found.insert(word);
        }
    }
    found
}

/// The names of variables and fields that a line outside of functions may declare.
pub(super) fn declared(line: &str, language: Language) -> impl Iterator<Item = &str> {
    let first = words(line).next().map_or("", |(_, word)| word);
    let is_import = matches!(first, "import" | "from" | "using" | "use" | "package" | "require" | "require_once")
        || line.contains("require(");
    let has_capitals = matches!(language, Language::CSharp | Language::Go);
    let is_name = move |(start, word): &(usize, &str)| {
        let after = follows(line, start + word.len());
        let is_first = *start == words(line).next().map_or(0, |(start, _)| start);
        let is_type = word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
        let is_digit = word.starts_with(|one: char| one.is_ascii_digit());
        let may_be = !is_type || (has_capitals && (is_first || matches!(after, '=' | ';' | '{')));
        may_be && !is_digit && !KEYWORDS.contains(word)
    };
    words(line).filter(move |word| !is_import && is_name(word)).map(|(_, word)| word)
}

/// The fields that a function speaks of: `this.x`, `self.x`, `@x`, `$this->x`.
pub(super) fn fields(body: &str) -> impl Iterator<Item = &str> {
    let is_field = |(start, _): &(usize, &str)| {
        let ahead = body.get(..*start).unwrap_or_default();
        let ahead = ahead.trim_end_matches('$');
        ahead.ends_with('@')
            || ["this.", "self.", "cls.", "this->", "self::", "static::", "this?.", "this!."]
                .iter()
                .any(|own| ahead.ends_with(own))
    };
    words(body).filter(is_field).map(|(_, word)| word)
}

/// Whether a body may change what it does not name.
pub(super) fn is_reckless(body: &str, language: Language) -> bool {
    let changes = |(_, word): (usize, &str)| {
        matches!(word, "global" | "nonlocal" | "globals" | "setattr" | "eval" | "instance_variable_set" | "class_eval")
    };
    words(body).any(changes) || (language == Language::Ruby && body.contains('$'))
}

fn is_member(ahead: &str) -> bool {
    let ahead = ahead.trim_end_matches('$');
    ahead.ends_with(['.', '@']) || ahead.ends_with("->") || ahead.ends_with("::")
}

/// `const x`, `Map<String, String> x`
fn declares(ahead: &str, previous: &str) -> bool {
    let spaced = ahead.trim_end_matches([' ', '\t', '&', '*', '$']);
    if spaced.len() == ahead.len() {
        return false;
    }
    let is_statement = matches!(
        previous,
        "return"
            | "await"
            | "in"
            | "of"
            | "throw"
            | "else"
            | "case"
            | "not"
            | "and"
            | "or"
            | "is"
            | "yield"
            | "delete"
            | "new"
            | "del"
            | "raise"
            | "puts"
            | "print"
            | "echo"
            | "unless"
            | "if"
            | "while"
            | "until"
            | "do"
            | "then"
            | "go"
            | "defer"
            | "as"
            | "typeof"
            | "void"
            | "match"
            | "when"
            | "elif"
            | "assert"
            | "with"
    );
    (!previous.is_empty() && spaced.ends_with(previous) && !is_statement) || spaced.ends_with('>')
}

/// Whether `= …`, `+= …` and the like follow.
fn is_assigned(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix(['+', '-', '|', '&', '.', '*', '%', '/']).unwrap_or(rest);
    rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>")
}

/// Whether a method follows that changes nothing: `.info(…)`
fn is_read(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['!', '?']);
    let Some(rest) = rest.strip_prefix('.').or_else(|| rest.strip_prefix("->")) else { return false };
    let method = words(rest).next();
    method.is_some_and(|(start, word)| {
        start == 0 && READING.contains(&word) && rest.get(word.len()..).is_some_and(|rest| rest.starts_with('('))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_mean_something_outside() {
        let of = |head: &str, body: &str, language| {
            let touched = touched(head, body, language);
            let mut wanted: Vec<&str> =
                ["a", "b", "c", "d"].into_iter().filter(|word| touched.contains(word)).collect();
            wanted.sort_unstable();
            wanted.join(" ")
        };
        use Language as L;
        assert_eq!(of("f(a)", "a.push(1); b.push(2); const c = []; c.push(3); [d] = [4]", L::JavaScript), "b d");
        assert_eq!(of("f()", "a.info(1); fill(b); (c as any)[x] = 1; d[e[0]] = 2", L::TypeScript), "b c d");
        assert_eq!(of("void f()", "List<String> a = x(); a.add(1); this.b = 2; c.put(3, 4);", L::Java), "b c");
        assert_eq!(of("def f(self)", "a = 1\nself.b = 2\nc['x'] = 3", L::Python), "b c");
        assert_eq!(of("func f()", "a := 1\nb = 2\ns.c[\"x\"] = 3", L::Go), "b c");
        assert_eq!(of("def f", "a = 1\n@b, @c = 2, 3\n@d << 3", L::Ruby), "b c d");
        assert_eq!(of("function f($a)", "$a['x'] = 1; $b = 2; self::$c = 3; [$this->d] = [4];", L::Php), "c d");
    }
}
