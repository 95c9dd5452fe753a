//! Rules as text for a terminal of 80 columns.

use crate::lint::{Example, FixKind, Group, Level, Rule};

const WIDTH: usize = 80;

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const CYAN: &str = "36";

fn tinted(text: &str, tint: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[{tint}m{text}\u{1b}[0m") } else { text.to_owned() }
}

const fn tint(level: Level) -> &'static str {
    match level {
        Level::Off => DIM,
        Level::Info => CYAN,
        Level::Warning => YELLOW,
        Level::Error => RED,
    }
}

/// All rules: name, level, fix, what it is about.
pub(super) fn table(rules: &[&Rule], colour: bool) -> String {
    let longest = rules.iter().map(|rule| rule.code.name().len()).max().unwrap_or_default();
    let mut text = String::new();
    for group in Group::ALL {
        let mut own = rules.iter().filter(|rule| rule.group == group).peekable();
        if own.peek().is_none() {
            continue;
        }
        text.push_str(&format!("{}\n\n", tinted(group.title(), BOLD, colour)));
        own.for_each(|rule| row(rule, longest, colour, &mut text));
        text.push('\n');
    }
    text.push_str("The third column: what `--fix` (safe) or only `--fix-unsafe` (unsafe) mends.\n");
    text.push_str("`ddbexpr rules NAME` explains a rule.\n");
    text
}

fn row(rule: &Rule, longest: usize, colour: bool, text: &mut String) {
    let fix = if rule.fix == FixKind::None { "-" } else { rule.fix.name() };
    let name = tinted(&format!("{:longest$}", rule.code.name()), BOLD, colour);
    let level = tinted(&format!("{:7}", rule.default.name()), tint(rule.default), colour);
    let indent = longest + 2 + 7 + 2 + 6 + 2;
    let about = wrapped(rule.code.explain(), WIDTH.saturating_sub(indent)).join(&format!("\n{:indent$}", ""));
    text.push_str(&format!("{name}  {level}  {fix:6}  {about}\n"));
}

/// One rule with everything that is known about it.
pub(super) fn page(rule: &Rule, colour: bool) -> String {
    let name = rule.code.name();
    let mut page = Page { text: String::new(), colour };
    let facts = format!("{}{}", rule.default.name(), fix_words(rule.fix));
    let gap = WIDTH.saturating_sub(name.len() + facts.len()).max(2);
    let (title, facts) = (tinted(name, BOLD, colour), tinted(&facts, tint(rule.default), colour));
    page.text.push_str(&format!("{title}{:gap$}{facts}\n\n", ""));
    page.paragraph(rule.what, 0);
    page.section("Why", rule.why);
    page.section("Instead", rule.remedy);
    let mut config = "";
    page.examples("Wrong", RED, rule.bad, &mut config);
    page.examples("Right", GREEN, rule.good, &mut config);
    page.heading("Configure", BOLD);
    page.paragraph("The level, in ddbexpr.toml: \"error\", \"warning\", \"info\" or \"off\".", 2);
    let other = if rule.default == Level::Off { Level::Warning } else { Level::Off };
    page.block(&format!("[rules]\n{name} = \"{}\"", other.name()));
    if !rule.configure.is_empty() {
        page.text.push('\n');
        page.paragraph(rule.configure, 2);
    }
    if !rule.needs.is_empty() {
        let needs = rule.needs.iter().map(|need| need.about()).collect::<Vec<_>>().join(" and ");
        page.text.push('\n');
        page.paragraph(&format!("This rule needs {needs} to say all that it can."), 2);
    }
    page.heading("Suppress", BOLD);
    page.paragraph("One finding, in a comment on the line before the request or inside of it:", 2);
    page.block(&format!("ddbexpr:ignore {name} -- reason"));
    if !rule.evidence.is_empty() {
        page.heading("Met in", BOLD);
        rule.evidence.iter().for_each(|evidence| page.text.push_str(&format!("  {evidence}\n")));
    }
    page.text.push_str(&format!("\n{}\n", tinted(&rule.page(), DIM, colour)));
    page.text
}

const fn fix_words(fix: FixKind) -> &'static str {
    match fix {
        FixKind::None => "",
        FixKind::Safe => ", mended by --fix",
        FixKind::Unsafe => ", mended by --fix-unsafe",
    }
}

struct Page {
    text: String,
    colour: bool,
}

impl Page {
    fn heading(&mut self, heading: &str, tint: &str) {
        self.text.push_str(&format!("\n{}\n", tinted(heading, tint, self.colour)));
    }

    fn section(&mut self, heading: &str, text: &str) {
        self.heading(heading, BOLD);
        self.paragraph(text, 2);
    }

    fn paragraph(&mut self, text: &str, indent: usize) {
        for line in wrapped(text, WIDTH.saturating_sub(indent)) {
            self.text.push_str(&format!("{:indent$}{line}\n", ""));
        }
    }

    /// Lines that stay as they are.
    fn block(&mut self, text: &str) {
        self.text.push('\n');
        for line in text.trim_end().lines() {
            let line = format!("    {line}");
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// `config` is the configuration that was shown last.
    fn examples(&mut self, heading: &str, tint: &str, examples: &[Example], config: &mut &str) {
        for (number, example) in examples.iter().enumerate() {
            if number == 0 {
                self.heading(heading, tint);
            }
            if !example.config.is_empty() && example.config != *config {
                *config = example.config;
                self.text.push_str("  with this ddbexpr.toml:\n");
                self.block(config);
            }
            self.block(example.text);
            if let Some(answer) = example.service_answer() {
                self.text.push_str("\n  DynamoDB answers:\n");
                self.block(&wrapped(&answer, WIDTH - 4).join("\n"));
            }
        }
    }
}

/// The words of a text in lines of at most this many characters; a longer word has a line of its own.
///
/// What stands in backquotes is one word.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut in_code = false;
    let ends = |c: char| {
        in_code ^= c == '`';
        c.is_whitespace() && !in_code
    };
    for word in text.split(ends).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn words_fill_lines() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("seventeenletters a b", 5), ["seventeenletters", "a b"]);
        assert_eq!(wrapped("write `a = :v` here", 12), ["write", "`a = :v`", "here"]);
        assert_eq!(wrapped("", 5), Vec::<String>::new());
    }
}
