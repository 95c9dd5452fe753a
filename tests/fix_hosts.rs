//! Fixes of every rule in every language: the file still parses, the finding is gone, a second run changes nothing.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/host_samples.rs"]
mod host_samples;

use ddbexpr::diagnostics::{Applicability, Code, Finding};
use ddbexpr::host::{Language, parse};
use ddbexpr::layer::ValidationLayer;
use ddbexpr::lint::{Fixed, Level, Linted, RuleOptions, Settings, fix_text, lint_text};
use host_samples::{HOSTS, Sample};

/// A mistake of a rule.
struct Mistake {
    code: Code,
    sample: Sample<'static>,
}

const fn scan(
    code: Code,
    expression: &'static str,
    names: Option<&'static [(&'static str, &'static str)]>,
    values: &'static [(&'static str, &'static str)],
) -> Mistake {
    let values = if values.is_empty() { None } else { Some(values) };
    Mistake { code, sample: Sample { is_update: false, expression, names, values } }
}

const fn update(
    code: Code,
    expression: &'static str,
    names: Option<&'static [(&'static str, &'static str)]>,
    values: &'static [(&'static str, &'static str)],
) -> Mistake {
    let values = if values.is_empty() { None } else { Some(values) };
    Mistake { code, sample: Sample { is_update: true, expression, names, values } }
}

const V: &[(&str, &str)] = &[(":v", "1")];
const VW: &[(&str, &str)] = &[(":v", "1"), (":w", "2")];

/// Each rule with a fix, some in several shapes.
const MISTAKES: &[Mistake] = &[
    scan(Code::ReservedWord, "status = :v", None, V),
    scan(Code::ReservedWord, "status = :v AND #y = :v", Some(&[("#y", "year")]), V),
    update(Code::ReservedWord, "SET status = :v, size = :w", None, VW),
    scan(Code::UndefinedName, "#stat = :v", Some(&[("#state", "status")]), V),
    scan(Code::UndefinedValue, "amount = :vall", None, &[(":val", "1")]),
    scan(Code::UnusedName, "amount = :v", Some(&[("#a", "b")]), V),
    scan(Code::UnusedName, "#b = :v", Some(&[("#a", "a"), ("#b", "size"), ("#c", "c")]), V),
    scan(Code::UnusedName, "#a = :v", Some(&[("#a", "size"), ("#b", "b"), ("#c", "c")]), V),
    scan(Code::UnusedValue, "amount = :v", None, VW),
    scan(Code::UnusedValue, "amount = :w", None, VW),
    scan(Code::EmptyPlaceholderMap, "attribute_exists(amount)", Some(&[]), &[]),
    scan(Code::MissingSigil, "amount = v", None, V),
    scan(Code::InlineLiteral, "amount > 18", None, V.split_at(0).0),
    scan(Code::InlineLiteral, "amount > 18 AND height = :v", None, V),
    scan(Code::ForeignOperator, "amount == :v", None, V),
    scan(Code::FunctionName, "Attribute_Exists(amount) AND height = :v", None, V),
    update(Code::AddDeleteForm, "ADD amount = :v", None, V),
    scan(Code::RedundantParentheses, "((amount = :v))", None, V),
    scan(Code::NeedsAlias, "order-id = :v", None, V),
    scan(Code::SwappedPlaceholderKind, "amount = #v", Some(&[]), V),
    scan(Code::NotEqualMissing, "amount <> :v", None, V),
    scan(Code::MixedAndOr, "amount = :v OR height = :v AND width = :w", None, VW),
    update(Code::ArithmeticOnMaybeMissing, "SET amount = amount + :v", None, V),
    scan(Code::KeywordCase, "amount = :v and height = :v AND width = :v", None, V),
    scan(Code::PlaceholderStyle, "#n1 = :v", Some(&[("#n1", "status")]), V),
    scan(Code::NeedlessAlias, "#amount = :v", Some(&[("#amount", "amount")]), V),
    scan(Code::NeedlessAlias, "#amount = :v AND #s = :v", Some(&[("#amount", "amount"), ("#s", "size")]), V),
    scan(Code::ConflictingAlias, "#a = :v OR #b = :w", Some(&[("#a", "size"), ("#b", "size")]), VW),
];

fn lint(text: &str, language: Language, code: Code) -> Linted {
    let level = |own: Code, level: Level| match level {
        Level::Off if own == code => Level::Warning,
        level => level,
    };
    let settings = Settings {
        tables: &[],
        newest: ValidationLayer::Current,
        operation: None,
        level: &level,
        options: &RuleOptions::default(),
        documents: false,
        imports: &|_, _| None,
    };
    lint_text(text, language, settings)
}

fn fix(text: &str, language: Language, code: Code) -> Fixed {
    let wanted = |finding: &Finding| finding.diagnostic.code == code;
    let is_broken = |text: &str| parse(text, language).is_broken();
    fix_text(text, Applicability::Unsafe, &|text| lint(text, language, code), &is_broken, &wanted)
}

#[test]
fn every_fix_in_every_language() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("fix_hosts");
    settings.set_prepend_module_to_snapshot(false);
    let mut wrong = Vec::new();
    for host in HOSTS.iter().filter(|host| host.language != Language::Rust) {
        let mut seen = String::new();
        for mistake in MISTAKES {
            let text = (host.write)(mistake.sample);
            let what = format!("{}: {} {}", host.name, mistake.code.name(), mistake.sample.expression);
            assert!(!parse(&text, host.language).is_broken(), "{what}: the sample is broken\n{text}");
            let linted = lint(&text, host.language, mistake.code);
            let found = linted.findings.iter().filter(|finding| finding.diagnostic.code == mistake.code).count();
            let fixed = fix(&text, host.language, mistake.code);
            seen.push_str(&format!("──── {} ────\n{}\n", mistake.code.name(), changed_lines(&text, &fixed.text)));
            if found == 0 || fixed.fixed == 0 {
                wrong.push(format!("{what}: {found} found, {} fixed, undone {:?}", fixed.fixed, fixed.undone));
                continue;
            }
            let left = fixed.linted.findings.iter().filter(|finding| finding.diagnostic.code == mistake.code).count();
            assert_eq!(left, 0, "{what}\n{}", fixed.text);
            assert!(!parse(&fixed.text, host.language).is_broken(), "{what}\n{}", fixed.text);
            let again = fix(&fixed.text, host.language, mistake.code);
            assert_eq!((again.fixed, again.text), (0, fixed.text), "{what}");
        }
        settings.bind(|| insta::assert_snapshot!(host.name, seen));
    }
    assert!(wrong.is_empty(), "{} not fixed:\n{}", wrong.len(), wrong.join("\n"));
}

/// The lines that differ, those of the first text with `-`, those of the second with `+`.
fn changed_lines(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(one, two)| one == two).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, two)| one == two).count();
    let minus = old[start..old.len() - end].iter().map(|line| format!("-{line}\n"));
    let plus = new[start..new.len() - end].iter().map(|line| format!("+{line}\n"));
    minus.chain(plus).collect()
}
