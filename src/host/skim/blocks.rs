//! The functions of a text, by how its lines are indented.

use std::ops::Range;

use super::layout::Line;
use super::words::words;
use super::{Language, Style};

/// A function: the line it begins in, the lines of its body, and the line that ends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Block {
    /// The lines of its head, the one with the brace included.
    pub(super) head: Range<usize>,
    /// The line after the last one of its body.
    pub(super) close: usize,
    /// Whether the line `close` belongs to it.
    closes: bool,
    /// Whether everything that begins in its body ends in it.
    pub(super) is_closed: bool,
}

impl Block {
    /// Where its first line begins.
    pub(super) fn start(&self, lines: &[Line]) -> usize {
        lines.get(self.head.start).map_or(0, |line| line.start)
    }

    /// Where its last line ends.
    pub(super) fn end(&self, lines: &[Line]) -> usize {
        lines.get(self.after() - 1).or(lines.last()).map_or(0, |line| line.next)
    }

    /// Where its body begins and ends.
    pub(super) fn body(&self, lines: &[Line]) -> (usize, usize) {
        let from = lines.get(self.head.end).map_or(0, |line| line.start);
        let to = lines.get(self.close).or(lines.last()).map_or(from, |line| line.start);
        (from, to.max(from))
    }

    /// The first line behind it.
    pub(super) const fn after(&self) -> usize {
        if self.closes { self.close + 1 } else { self.close }
    }
}

/// A head of more lines is none.
const LONGEST_HEAD: usize = 40;

/// What the lines from one on are.
enum Part {
    /// Lines that stay, up to this one.
    Plain(usize),
    /// A class or the like, up to this line: what stands in it is looked at.
    Container(Range<usize>),
    Function(Block),
}

/// The functions of a text that stand by themselves, or in classes and the like.
pub(super) fn functions(text: &str, lines: &[Line], (language, style): (Language, Style)) -> Vec<Block> {
    let reader = Reader { text, lines, language, style };
    let mut found = Vec::new();
    let mut at = 0;
    // What is in a container is looked at as if the container were not there.
    while at < lines.len() {
        match reader.part(at) {
            Part::Plain(end) => at = end.max(at + 1),
            Part::Container(inside) => at = inside.start.max(at + 1),
            Part::Function(mut block) => {
                at = block.after().max(at + 1);
                block.is_closed = reader.is_closed(&block);
                found.push(block);
            }
        }
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    lines: &'t [Line],
    language: Language,
    style: Style,
}

impl Reader<'_> {
    fn part(&self, at: usize) -> Part {
        let Some(line) = self.lines.get(at) else { return Part::Plain(at + 1) };
        let Some(indent) = line.indent else { return Part::Plain(at + 1) };
        let Some(head) = self.head(at, indent) else { return Part::Plain(at + 1) };
        let close = self.close(head.end, indent);
        let written = self.written(&head);
        if self.is_container(written) {
            return Part::Container(head.end..close);
        }
        let closes = self.style != Style::Colon;
        let is_ended = !closes || self.ends(close, indent);
        if is_ended && self.is_function(written) {
            return Part::Function(Block { head, close, closes, is_closed: false });
        }
        Part::Plain(if closes && is_ended { close + 1 } else { close })
    }

    /// The lines of a head that begins at `at`; nothing where no block begins.
    fn head(&self, at: usize, indent: usize) -> Option<Range<usize>> {
        if self.style == Style::End {
            let first = self.lines.get(at)?.written(self.text);
            let is_one = ["def ", "class ", "module "].iter().any(|word| first.starts_with(word));
            return is_one.then_some(at..at + 1);
        }
        let opening = if self.style == Style::Colon { ":" } else { "{" };
        for (number, line) in self.lines.iter().enumerate().skip(at).take(LONGEST_HEAD) {
            let Some(depth) = line.indent else { if number == at { return None } else { continue } };
            let written = line.written(self.text);
            let continues =
                number == at || depth > indent || written.starts_with([')', '{', ']']) || written == "where";
            if depth < indent || !continues {
                return None;
            }
            if (number == at || depth == indent) && written.ends_with(opening) {
                return Some(at..number + 1);
            }
            if number > at && depth == indent && written != "where" {
                return None;
            }
            // `where T: x,` and `: base(x)` come before the brace; a statement ends here.
            if number == at && written.ends_with([';', '}']) {
                return None;
            }
        }
        None
    }

    /// The first line from `from` on that is not indented further.
    fn close(&self, from: usize, indent: usize) -> usize {
        let rest = self.lines.get(from..).unwrap_or_default();
        let ends = |line: &Line| line.indent.is_some_and(|depth| depth <= indent);
        rest.iter().position(ends).map_or(self.lines.len(), |at| from + at)
    }

    /// Whether a line is the end of a block, and nothing else.
    fn ends(&self, at: usize, indent: usize) -> bool {
        let Some(line) = self.lines.get(at).filter(|line| line.indent == Some(indent)) else { return false };
        let written = line.written(self.text);
        match self.style {
            Style::Braces => matches!(written, "}" | "};" | "}," | "})" | "});" | "}),"),
            _ => written == "end",
        }
    }

    fn written(&self, head: &Range<usize>) -> &str {
        let of = |at: usize| self.lines.get(at);
        let (first, last) = (of(head.start), of(head.end - 1));
        first.zip(last).and_then(|(first, last)| self.text.get(first.first..last.end)).unwrap_or_default()
    }

    fn is_container(&self, head: &str) -> bool {
        let before = head.split(['(', '=']).next().unwrap_or_default();
        let names_one = |word: &str| {
            matches!(
                word,
                "class"
                    | "interface"
                    | "object"
                    | "impl"
                    | "namespace"
                    | "module"
                    | "mod"
                    | "trait"
                    | "struct"
                    | "enum"
                    | "extension"
                    | "record"
            )
        };
        match self.style {
            Style::Braces => words(before).any(|(_, word)| names_one(word)) && !before.contains(" fn "),
            _ => matches!(head.split([' ', '(', ':']).next(), Some("class" | "module")),
        }
    }

    fn is_function(&self, head: &str) -> bool {
        let has = |wanted: &str| words(head).any(|(_, word)| word == wanted);
        let first = words(head).next().map(|(_, word)| word).unwrap_or_default();
        match (self.style, self.language) {
            (Style::End, _) => first == "def",
            (Style::Colon, _) => (first == "def" || head.starts_with("async def ")) && is_balanced(head),
            (_, Language::Go) => first == "func" && is_balanced(head.trim_end_matches('{')),
            (_, Language::Rust) => has("fn") && is_balanced(head.trim_end_matches('{')),
            (_, Language::Php) => has("function") && is_balanced(head.trim_end_matches('{')),
            _ => head.contains('(') && !is_control(first) && is_balanced(head.trim_end_matches('{')),
        }
    }

    /// Whether everything that begins in a body ends in it.
    fn is_closed(&self, block: &Block) -> bool {
        let (from, to) = block.body(self.lines);
        let body = self.text.get(from..to).unwrap_or_default();
        let count = |wanted: &str| memchr::memmem::find_iter(body.as_bytes(), wanted.as_bytes()).count();
        let is_even = |wanted: &str| count(wanted).is_multiple_of(2);
        let is_directive = |line: &str| line.trim_start().starts_with('#');
        is_balanced(body)
            && count("/*") == count("*/")
            && is_even("`")
            && is_even("\"\"\"")
            && is_even("'''")
            && count("<<") == 0
            && count("=begin") == 0
            && !(self.language == Language::CSharp && body.lines().any(is_directive))
    }
}

/// What begins a statement with a block that is no function.
fn is_control(first: &str) -> bool {
    matches!(
        first,
        "if" | "for"
            | "foreach"
            | "while"
            | "switch"
            | "try"
            | "catch"
            | "else"
            | "do"
            | "with"
            | "return"
            | "await"
            | "new"
            | "throw"
            | "using"
            | "lock"
            | "when"
            | "match"
            | "synchronized"
            | "finally"
            | "yield"
            | "unsafe"
            | "loop"
            | "init"
            | "case"
            | "default"
    )
}

/// Whether brackets close what was opened, counted and nothing more.
fn is_balanced(text: &str) -> bool {
    let mut open = [0_i32; 3];
    for byte in text.bytes() {
        match byte {
            b'(' => open[0] += 1,
            b')' => open[0] -= 1,
            b'[' => open[1] += 1,
            b']' => open[1] -= 1,
            b'{' => open[2] += 1,
            b'}' => open[2] -= 1,
            _ => {}
        }
    }
    open == [0; 3]
}
