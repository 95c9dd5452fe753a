//! The lines and columns of a drawing that shows a part of a text: ariadne counts from where the part begins.

/// Where the drawing below a title begins.
const CORNER: char = '\u{256d}';
/// What the last line of a drawing is made of.
const BAR: &str = "\u{2500}";

/// Where a part that was drawn stands.
pub(super) struct Standing<'t> {
    /// The file, as it is drawn.
    pub(super) name: &'t str,
    /// What is underlined: its line and its column in the whole line.
    pub(super) place: (usize, usize),
    /// The first and the last line that the part has something of.
    pub(super) lines: (usize, usize),
}

/// The drawing with its true place above it and the true numbers before its lines.
pub(super) fn with_true_places(drawn: &str, standing: &Standing<'_>) -> String {
    let mut told = String::with_capacity(drawn.len() + 64);
    // How wide numbers are, and how much wider they become.
    let mut widths = None;
    for line in drawn.split_inclusive('\n') {
        match widths {
            // The title may say anything.
            None if !unpainted(line.trim_start()).1.starts_with(CORNER) => told.push_str(line),
            None => {
                let own = (line.len() - line.trim_start_matches(' ').len()).saturating_sub(2);
                let wide = standing.lines.1.to_string().len().max(own);
                widths = Some((wide, wide - own));
                told.push_str(&" ".repeat(wide - own));
                told.push_str(&headed(line, standing));
            }
            Some((wide, more)) => told.push_str(&numbered(line, standing.lines.0, wide, more)),
        }
    }
    told
}

/// `╭─[ file:1:42 ]`
fn headed(line: &str, standing: &Standing<'_>) -> String {
    let head = format!(" {}:", standing.name);
    let Some((before, rest)) = line.split_once(&head) else { return line.to_owned() };
    let rest = rest.trim_start_matches(|one: char| one.is_ascii_digit() || one == ':');
    let (number, column) = standing.place;
    format!("{before}{head}{number}:{column}{rest}")
}

/// ` 1 │ text`, `   │ ───┬──`, `───╯`
fn numbered(line: &str, first: usize, wide: usize, more: usize) -> String {
    let Some(inner) = line.strip_prefix(' ') else {
        return line.replacen(BAR, &BAR.repeat(more + 1), 1);
    };
    let (paint, inner) = unpainted(inner);
    let bare = inner.trim_start_matches(' ');
    let rest = bare.trim_start_matches(|one: char| one.is_ascii_digit());
    let number = bare.strip_suffix(rest).and_then(|digits| digits.parse::<usize>().ok());
    match number {
        Some(number) => format!(" {paint}{:>wide$}{rest}", number + first - 1),
        None => format!("{}{line}", " ".repeat(more)),
    }
}

/// The sign that begins a colour, where one stands first, and what follows it.
fn unpainted(line: &str) -> (&str, &str) {
    let end = line.find('m').filter(|_| line.starts_with('\u{1b}')).map_or(0, |at| at + 1);
    line.split_at_checked(end).unwrap_or(("", line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_wider() {
        let drawn = "[x] Error: \u{256d} 1\n   \u{256d}\u{2500}[ a:1:5 ]\n   \u{2502}\n 1 \u{2502} 1 text\n 2 \u{2502} more\n   \u{2502} 7\n\u{2500}\u{2500}\u{2500}\u{256f}\n";
        let standing = Standing { name: "a", place: (99, 70), lines: (99, 100) };
        let expected = "[x] Error: \u{256d} 1\n     \u{256d}\u{2500}[ a:99:70 ]\n     \u{2502}\n  99 \u{2502} 1 text\n 100 \u{2502} more\n     \u{2502} 7\n\u{2500}\u{2500}\u{2500}\u{2500}\u{2500}\u{256f}\n";
        assert_eq!(with_true_places(drawn, &standing), expected);
    }

    #[test]
    fn colours_stay() {
        let drawn =
            "   \u{1b}[38m\u{256d}\u{1b}[0m a:1:5 \n \u{1b}[38m1 \u{2502}\u{1b}[0m text\n\u{1b}[38m\u{2500}\u{256f}\n";
        let standing = Standing { name: "a", place: (12, 70), lines: (12, 12) };
        let expected = "    \u{1b}[38m\u{256d}\u{1b}[0m a:12:70 \n \u{1b}[38m12 \u{2502}\u{1b}[0m text\n\u{1b}[38m\u{2500}\u{2500}\u{256f}\n";
        assert_eq!(with_true_places(drawn, &standing), expected);
    }
}
