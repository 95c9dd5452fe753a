//! The documentation of all rules as one page of Markdown.

use super::{Example, FixKind, Group, Level, RULES, Rule};

const INTRODUCTION: &str = "\
<!-- Made by `ddbexpr rules --markdown`. Change the rules in `src/lint/rules`, not this page. -->

# Rules

What `ddbexpr lint` finds, why it matters and what to do instead. In a terminal, `ddbexpr rules` lists the rules and
`ddbexpr rules NAME` explains one.

**Levels.** A rule is an `error` where the finding is certain, a `warning` where it is likely, an `info` where it is
worth knowing. It is `off` where it is a matter of taste. `ddbexpr.toml` sets other levels:

```toml
[rules]
reserved-word = \"warning\"
mixed-and-or = \"off\"
```

**Fixes.** A `safe` fix changes nothing but the mistake: `--fix` makes it. An `unsafe` one rests on a guess about what was
meant: only `--fix-unsafe` makes it. Some findings of a rule with fixes have none.

**Exceptions.** A comment in the source code, on the line before the request or inside of it, takes one finding out. Say why:

```text
ddbexpr:ignore reserved-word -- the table is a test double
```
";

/// The page. Each rule is found at `#` and its name.
#[must_use]
pub fn markdown() -> String {
    let mut page = INTRODUCTION.to_owned();
    let of_group = |group: Group| RULES.iter().copied().filter(move |rule| rule.group == group);
    for group in Group::ALL.into_iter().filter(|group| of_group(*group).next().is_some()) {
        page.push_str(&format!("\n## {}\n\n", group.title()));
        page.push_str("| Rule | Level | Fix | What it finds |\n| --- | --- | --- | --- |\n");
        for rule in of_group(group) {
            let (name, about) = (rule.code.name(), rule.code.explain().replace('|', "\\|"));
            let fix = if rule.fix == FixKind::None { "" } else { rule.fix.name() };
            page.push_str(&format!("| [{name}](#{name}) | {} | {fix} | {about} |\n", rule.default.name()));
        }
    }
    page.push_str("\n## The rules, by name\n");
    RULES.iter().for_each(|rule| write_rule(rule, &mut page));
    page
}

fn write_rule(rule: &Rule, page: &mut String) {
    page.push_str(&format!("\n### {}\n\n{}\n\n*{}*\n", rule.code.name(), rule.what, facts(rule)));
    page.push_str(&format!("\n{}\n", rule.why));
    let mut config = "";
    write_examples("Wrong", rule.bad, &mut config, page);
    page.push_str(&format!("\n**Instead.** {}\n", rule.remedy));
    write_examples("Right", rule.good, &mut config, page);
    if !rule.configure.is_empty() {
        page.push_str(&format!("\n**Options.** {}\n", rule.configure));
    }
    if !rule.evidence.is_empty() {
        let links: Vec<String> = rule.evidence.iter().map(|evidence| link(evidence)).collect();
        page.push_str(&format!("\nMet in {}.\n", links.join(", ")));
    }
}

/// The level, the fix and what the rule has to know, in one line.
fn facts(rule: &Rule) -> String {
    let level = match rule.default {
        Level::Off => "off unless switched on",
        level => level.name(),
    };
    let fix = match rule.fix {
        FixKind::None => None,
        FixKind::Safe => Some("safe fix".to_owned()),
        FixKind::Unsafe => Some("unsafe fix".to_owned()),
    };
    let needs = rule.needs.iter().map(|need| need.about()).collect::<Vec<_>>().join(" and ");
    let needs = (!needs.is_empty()).then(|| format!("looks at {needs}"));
    let all: Vec<String> = [Some(level.to_owned()), fix, needs].into_iter().flatten().collect();
    all.join(" · ")
}

/// `config` is the configuration that was shown last.
fn write_examples(heading: &str, examples: &[Example], config: &mut &str, page: &mut String) {
    for (number, example) in examples.iter().enumerate() {
        if !example.config.is_empty() && example.config != *config {
            *config = example.config;
            page.push_str(&format!("\nWith this `ddbexpr.toml`:\n\n{}", block("toml", config)));
        }
        let lead = if number == 0 { heading } else { "Or" };
        let language = match example.language {
            "tf" => "hcl",
            other => other,
        };
        page.push_str(&format!("\n{lead}:\n\n{}", block(language, example.text)));
        if let Some(answer) = example.service_answer() {
            page.push_str(&format!("\nDynamoDB answers:\n\n{}", block("text", &answer)));
        }
    }
}

fn block(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```\n", text.trim_end())
}

/// `owner/repo#1` as a link to it; a page by its address.
fn link(evidence: &str) -> String {
    match evidence.split_once('#') {
        Some((repository, number)) if !evidence.contains("://") => {
            format!("[{evidence}](https://github.com/{repository}/issues/{number})")
        }
        _ => format!("<{evidence}>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_leads_there() {
        assert_eq!(link("a/b#12"), "[a/b#12](https://github.com/a/b/issues/12)");
        assert_eq!(link("https://example.com/page#part"), "<https://example.com/page#part>");
    }

    #[test]
    fn every_link_has_its_place() {
        let page = markdown();
        for rule in RULES {
            let name = rule.code.name();
            assert!(page.contains(&format!("](#{name})")), "{name} is listed");
            assert_eq!(page.matches(&format!("\n### {name}\n")).count(), 1, "{name} has its part");
        }
    }
}
