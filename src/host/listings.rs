//! Code in reStructuredText (`.. code-block:: python`) and in AsciiDoc (`[source,python]`).

use super::fences::{Code, Fence, Line, lines};

/// The listings of a document.
pub(super) fn listings(text: &str) -> Vec<Fence> {
    if !text.contains("::") && !text.contains("[source") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut state = State::Text;
    for line in lines(text) {
        state = state.after(line, &mut found);
    }
    state.end(&mut found);
    found
}

/// What the lines belong to.
enum State {
    Text,
    /// After `.. code-block:: x`, which is indented so far: options, an empty line, and then the code.
    Directive {
        outer: usize,
        code: Code,
        inner: Option<usize>,
        empty: Vec<(usize, usize)>,
        has_gap: bool,
    },
    /// After `[source,x]`.
    Announced {
        info: String,
    },
    /// Between two lines of dashes.
    Delimited {
        code: Code,
    },
}

impl State {
    fn after(self, line: Line<'_>, found: &mut Vec<Fence>) -> Self {
        match self {
            Self::Text => opened(line),
            Self::Announced { info } => match line.rest.trim_end() {
                "----" => Self::Delimited { code: Code::new(&info, line.at + line.rest.len()) },
                // A title may stand between.
                other if other.starts_with('.') && !other.starts_with("..") => Self::Announced { info },
                _ => opened(line),
            },
            Self::Delimited { code } if line.rest.trim_end() == "----" => {
                found.push(code.finish());
                Self::Text
            }
            Self::Delimited { mut code } => {
                code.push(line);
                Self::Delimited { code }
            }
            Self::Directive { .. } => self.in_directive(line, found),
        }
    }

    fn in_directive(self, mut line: Line<'_>, found: &mut Vec<Fence>) -> Self {
        let Self::Directive { outer, mut code, inner, mut empty, has_gap } = self else { return Self::Text };
        if line.is_blank() {
            if inner.is_some() {
                empty.push((line.at, line.rest.len()));
            }
            return Self::Directive { outer, code, inner, empty, has_gap: true };
        }
        if line.indentation() <= outer {
            if inner.is_some() {
                found.push(code.finish());
            }
            return opened(line);
        }
        if !has_gap {
            // An option: `:linenos:`.
            return Self::Directive { outer, code, inner, empty, has_gap };
        }
        let width = inner.unwrap_or_else(|| line.indentation());
        for (at, length) in empty.drain(..) {
            code.push_break(at, length);
        }
        line.dedent(width);
        code.push(line);
        Self::Directive { outer, code, inner: Some(width), empty, has_gap }
    }

    fn end(self, found: &mut Vec<Fence>) {
        if let Self::Directive { code, inner: Some(_), .. } = self {
            found.push(code.finish());
        }
    }
}

fn opened(line: Line<'_>) -> State {
    let written = line.rest.trim();
    let directive = [".. code-block::", ".. code::", ".. sourcecode::"];
    if let Some(info) = directive.iter().find_map(|directive| written.strip_prefix(directive)) {
        let code = Code::new(info.trim(), line.at + line.rest.len());
        return State::Directive { outer: line.indentation(), code, inner: None, empty: Vec::new(), has_gap: false };
    }
    let source = written.strip_prefix("[source,").and_then(|rest| rest.strip_suffix(']'));
    match source {
        Some(info) => State::Announced { info: info.trim().to_owned() },
        None => State::Text,
    }
}
