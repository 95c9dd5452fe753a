//! `ddbexpr rules` as people and scripts meet it.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use ddbexpr::cli::{Exit, Streams, run};
use ddbexpr::lint::{RULES, markdown};
use serde_json::Value;

/// Runs the command with no terminal around it: exit, output, errors.
fn rules(arguments: &[&str]) -> (Exit, String, String) {
    let (mut input, mut output, mut errors) = (std::io::empty(), Vec::new(), Vec::new());
    let arguments = [&["ddbexpr", "rules"], arguments].concat();
    let exit = run(arguments, &mut Streams::plain(&mut input, &mut output, &mut errors));
    (exit, String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap())
}

fn printed(arguments: &[&str]) -> String {
    let (exit, output, errors) = rules(arguments);
    assert_eq!((exit, errors.as_str()), (Exit::Clean, ""), "{arguments:?}");
    output
}

/// What a terminal shows of a text with colours.
fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    for (at, part) in text.split("\u{1b}[").enumerate() {
        let rest = part.split_once('m').filter(|_| at > 0);
        plain.push_str(rest.map_or(part, |(_, rest)| rest));
    }
    plain
}

#[test]
fn the_list_has_every_rule_and_fits_a_terminal() {
    let list = printed(&[]);
    for rule in RULES {
        let start = format!("{} ", rule.code.name());
        let line = list.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("no {start}"));
        assert!(line.contains(rule.default.name()), "{line}");
    }
    let wide: Vec<_> = list.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(wide.is_empty(), "{wide:#?}");
}

#[test]
fn a_rule_is_explained() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/rules");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for name in ["reserved-word", "consistent-read-on-gsi", "between-bounds"] {
            insta::assert_snapshot!(name, printed(&[name]));
        }
    });
    assert_eq!(printed(&["Reserved_Word"]), printed(&["reserved-word"]));
}

/// Only code and addresses keep their own lines.
#[test]
fn pages_fit_a_terminal() {
    for rule in RULES {
        let page = printed(&[rule.code.name()]);
        let text = page.lines().filter(|line| !line.starts_with("    ") && !line.starts_with("  https://"));
        let wide: Vec<_> = text.filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{}: {wide:#?}", rule.code);
        assert!(!page.contains("\n\n\n") && !page.lines().any(|line| line.ends_with(' ')), "{page}");
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    for arguments in [&[][..], &["index-key"]] {
        let coloured = printed(&[arguments, &["--color", "always"]].concat());
        let plain = printed(&[arguments, &["--color", "never"]].concat());
        assert!(coloured.contains("\u{1b}["));
        assert_eq!(without_colour(&coloured), plain);
        assert_eq!(printed(arguments), plain, "no terminal, no colour");
    }
}

#[test]
fn scripts_get_json() {
    let all: Value = serde_json::from_str(&printed(&["--format", "json"])).unwrap();
    assert_eq!(all["version"], 1);
    let listed = all["rules"].as_array().unwrap();
    assert_eq!(listed.len(), RULES.len());
    for (sheet, rule) in listed.iter().zip(RULES) {
        assert_eq!(sheet["name"], rule.code.name());
        assert_eq!(sheet["page"], rule.page());
        assert_eq!(sheet["level"], rule.default.name());
        assert_eq!(sheet["bad"].as_array().unwrap().len(), rule.bad.len());
    }
    let one: Value = serde_json::from_str(&printed(&["between-bounds", "--format", "json"])).unwrap();
    let sheet = &one["rules"][0];
    assert_eq!(one["rules"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&sheet["fix"], &sheet["group"], &sheet["needs"][0]),
        (&"unsafe".into(), &"refused".into(), &"values".into())
    );
}

#[test]
fn the_page_is_printed() {
    assert_eq!(printed(&["--markdown"]), markdown());
}

#[test]
fn unknown_names_are_bad_usage() {
    for (name, said) in [
        ("reserved-words", "did you mean `reserved-word`?"),
        ("RESERVEDWORD", "did you mean `reserved-word`?"),
        ("parentheses", "did you mean `redundant-parentheses`?"),
        ("word", "did you mean `reserved-word`?"),
        ("zebra", "`ddbexpr rules` lists them"),
        ("", "`ddbexpr rules` lists them"),
    ] {
        let (exit, output, errors) = rules(&[name]);
        assert_eq!((exit, output.as_str()), (Exit::Usage, ""), "{name}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.contains(&format!("no rule `{name}`")) && errors.contains(said), "{errors}");
    }
    assert_eq!(rules(&["--markdown", "reserved-word"]).0, Exit::Usage);
}
