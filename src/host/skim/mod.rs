//! Texts without the bodies of functions that have nothing to do with what is looked for.
//!
//! Most of a file with a request in it is about something else, and reading it by its grammar takes most of the time.
//! In comes a text and the lines that are wanted; out comes a text of the same length in which the other functions have
//! nothing in their bodies, so that every place stays where it is.
//!
//! A body is only taken out where nothing that stays can depend on it: nobody names its function, it names no function
//! that stays, and it has no part in variables and fields that what stays uses ([`dependent`]). Where functions begin and
//! end is told by how lines are indented ([`blocks`]); what is not laid out as tools do it stays. Whether a grammar reads
//! what is left without an error is checked by the caller, who otherwise reads the whole text.

mod blocks;
mod dependent;
mod layout;
mod touched;
mod words;

use super::Language;
use blocks::Block;

/// Shorter texts are read as they are.
const SHORTEST: usize = 600;
/// Bodies with less in them stay.
const SMALLEST: usize = 48;

/// How the functions of a language are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    /// `f() {` … `}`
    Braces,
    /// `def f():` …
    Colon,
    /// `def f` … `end`
    End,
}

impl Style {
    const fn of(language: Language) -> Option<Self> {
        Some(match language {
            Language::Python => Self::Colon,
            Language::Ruby => Self::End,
            Language::JavaScript
            | Language::TypeScript
            | Language::Tsx
            | Language::Go
            | Language::Java
            | Language::Kotlin
            | Language::CSharp
            | Language::Rust
            | Language::Php => Self::Braces,
            _ => return None,
        })
    }
}

/// The text without what is not wanted: `is_wanted` is asked with a range of bytes whether something in it is looked for.
/// Nothing where all of it has to be read.
pub(super) fn skimmed(text: &str, language: Language, is_wanted: &dyn Fn(usize, usize) -> bool) -> Option<String> {
    let style = Style::of(language)?;
    if text.len() < SHORTEST {
        return None;
    }
    let lines = layout::lines(text, style);
    let blocks = blocks::functions(text, &lines, (language, style));
    let mut without = dependent::independent(text, &lines, &blocks, language, is_wanted);
    without.retain(|block| {
        let (from, to) = block.body(&lines);
        to - from >= SMALLEST
    });
    (!without.is_empty()).then(|| blanked(text, &lines, &without, style)).flatten()
}

/// The text with blanks where the bodies were.
fn blanked(text: &str, lines: &[layout::Line], blocks: &[&Block], style: Style) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    for block in blocks {
        let (from, to) = block.body(lines);
        let body = bytes.get_mut(from..to)?;
        let first = body.iter().position(|byte| !byte.is_ascii_whitespace());
        body.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
        if let (Style::Colon, Some(first)) = (style, first.and_then(|at| body.get_mut(at))) {
            // A body has to say something.
            *first = b'0';
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str, language: Language) -> String {
        let padded = format!("{text}{}", "\n".repeat(SHORTEST));
        let wanted = |from: usize, to: usize| padded[from..to].contains("WANTED");
        let left = skimmed(&padded, language, &wanted).unwrap_or_else(|| padded.clone());
        assert_eq!(left.len(), padded.len());
        left.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    const FILLER: &str = "this.one.thing.and.another(1, 2, 3, 4, 5, 6)";

    #[test]
    fn a_function_that_is_not_wanted_loses_its_body() {
        let text = format!("function a(x) {{\n  {FILLER};\n}}\n\nfunction b() {{\n  WANTED();\n}}\n");
        assert_eq!(left(&text, Language::JavaScript), "function a(x) {\n}\nfunction b() {\n  WANTED();\n}");
        let text = format!("def a(self):\n    {FILLER}\n\ndef b():\n    WANTED()\n");
        assert_eq!(left(&text, Language::Python), "def a(self):\n    0\ndef b():\n    WANTED()");
        let text = format!("class A\n  def a\n    {FILLER}\n  end\n\n  def b\n    WANTED()\n  end\nend\n");
        assert_eq!(left(&text, Language::Ruby), "class A\n  def a\n  end\n  def b\n    WANTED()\n  end\nend");
        let text = format!(
            "class A\n{{\n  void a(int x)\n  {{\n    {FILLER};\n  }}\n\n  void b()\n  {{\n    WANTED();\n  }}\n}}\n"
        );
        let expected = "class A\n{\n  void a(int x)\n  {\n  }\n  void b()\n  {\n    WANTED();\n  }\n}";
        assert_eq!(left(&text, Language::CSharp), expected);
    }

    #[test]
    fn what_is_wanted_keeps_what_it_depends_on() {
        let keeps = |text: &str, language| {
            let text = text.replace("FILLER", FILLER);
            let filled = left(&text, language).matches(FILLER).count();
            assert_eq!(filled, text.matches(FILLER).count(), "{text}");
        };
        // Called by what is wanted, and by what that calls.
        let called =
            "function a() {\n  FILLER;\n}\nfunction b() {\n  FILLER; a();\n}\nfunction c() {\n  WANTED(b());\n}\n";
        keeps(called, Language::TypeScript);
        // Calls what is wanted.
        keeps("def a():\n    FILLER; b('x')\n\ndef b(c):\n    WANTED(c)\n", Language::Python);
        // Changes a field that is used.
        keeps(
            "class A {\n  Map<String, String> names;\n\n  void a() {\n    FILLER;\n    names.put(1, 2);\n  }\n\n  void b() {\n    WANTED(names);\n  }\n}\n",
            Language::Java,
        );
        keeps(
            "class A:\n    def a(self):\n        FILLER\n        self.t = 1\n\n    def b(self):\n        WANTED(self.t)\n",
            Language::Python,
        );
        keeps(
            "let t;\nfunction a() {\n  FILLER;\n  t = 1;\n}\nfunction b() {\n  WANTED(t);\n}\n",
            Language::JavaScript,
        );
        keeps(
            "let t;\nfunction a() {\n  FILLER;\n  [t] = [1];\n}\nfunction b() {\n  WANTED(t);\n}\n",
            Language::TypeScript,
        );
        keeps(
            "let t;\nfunction a() {\n  FILLER;\n  fill(t);\n}\nfunction b() {\n  WANTED(t);\n}\n",
            Language::TypeScript,
        );
        // Gives what a default takes.
        keeps(
            "function a() {\n  FILLER;\n}\nfunction c(x = a()) {\n  FILLER;\n}\nfunction b() {\n  WANTED(c());\n}\n",
            Language::TypeScript,
        );
        // Is not laid out as tools do it, or has something in it that does not end in it.
        keeps("function a() {\n  FILLER; if (x) {\n}\nfunction b() {\n  WANTED();\n}\n", Language::JavaScript);
        keeps("function a() {\n  FILLER; /* x\n}\nfunction b() {\n  WANTED(); /* */\n}\n", Language::JavaScript);
        keeps("function a() {\n  FILLER; x(`\n  y\n}\nfunction b() {\n  WANTED(`);\n}\n", Language::JavaScript);
    }

    #[test]
    fn a_local_of_the_same_name_does_not_count() {
        let text = format!(
            "function a() {{\n  const t = 1;\n  {FILLER};\n  t.push(2);\n}}\nfunction b() {{\n  WANTED(t);\n}}\n"
        );
        assert!(!left(&text, Language::JavaScript).contains(FILLER));
    }
}
