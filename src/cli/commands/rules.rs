//! `ddbexpr rules`: the rules listed, or one explained.

use serde_json::{Value, json};

use super::rules_text;
use crate::check::similar;
use crate::cli::Streams;
use crate::cli::args::{ResultFormat, RulesArguments};
use crate::cli::error::{CliError, Exit};
use crate::lint::{Example, RULES, Rule, markdown};

pub(in crate::cli) fn run(arguments: &RulesArguments, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    if arguments.markdown {
        write!(streams.output, "{}", markdown())?;
        return Ok(Exit::Clean);
    }
    let one = arguments.name.as_deref().map(named).transpose()?;
    let colour = arguments.color.is_on(streams.output_has_colour);
    match (arguments.format, one) {
        (ResultFormat::Human, None) => write!(streams.output, "{}", rules_text::table(RULES, colour))?,
        (ResultFormat::Human, Some(rule)) => write!(streams.output, "{}", rules_text::page(rule, colour))?,
        (ResultFormat::Json, one) => {
            let rules = one.as_ref().map_or(RULES, std::slice::from_ref);
            let rules: Vec<Value> = rules.iter().copied().map(data_sheet).collect();
            writeln!(streams.output, "{}", json!({ "version": 1, "rules": rules }))?;
        }
    }
    Ok(Exit::Clean)
}

/// The rule of this name. Blanks and `_` between words are taken for `-`.
fn named(name: &str) -> Result<&'static Rule, CliError> {
    let wanted = name.trim().to_lowercase().replace(['_', ' '], "-");
    let found = RULES.iter().copied().find(|rule| rule.code.name() == wanted);
    found.ok_or_else(|| {
        CliError::usage(match near(&wanted).as_slice() {
            [] => format!("there is no rule `{name}`; `ddbexpr rules` lists them"),
            names => format!("there is no rule `{name}`; did you mean `{}`?", names.join("` or `")),
        })
    })
}

/// The rule that is spelled much like it, or those with all of its words.
fn near(wanted: &str) -> Vec<&'static str> {
    const MOST: usize = 4;
    let names = || RULES.iter().map(|rule| rule.code.name());
    match similar(wanted, names()) {
        Some(one) => vec![one],
        None => names().filter(|name| has_words(name, wanted)).take(MOST).collect(),
    }
}

/// True where every word that is looked for is in the name: `parentheses` in `redundant-parentheses`.
fn has_words(name: &str, wanted: &str) -> bool {
    let known: Vec<&str> = name.split('-').collect();
    !wanted.is_empty() && wanted.split('-').all(|word| known.contains(&word))
}

fn data_sheet(rule: &Rule) -> Value {
    let examples = |examples: &[Example]| {
        let of =
            |example: &Example| json!({ "language": example.language, "text": example.text, "config": example.config });
        examples.iter().map(of).collect::<Value>()
    };
    json!({
        "name": rule.code.name(),
        "level": rule.default.name(),
        "group": rule.group.name(),
        "fix": rule.fix.name(),
        "needs": rule.needs.iter().map(|need| need.name()).collect::<Value>(),
        "about": rule.code.explain(),
        "what": rule.what,
        "why": rule.why,
        "remedy": rule.remedy,
        "configure": rule.configure,
        "evidence": rule.evidence,
        "page": rule.page(),
        "bad": examples(rule.bad),
        "good": examples(rule.good),
    })
}
