//! What is found while a program is read, before any request is checked: parameters given twice, expressions cut off
//! by a comment, expressions nobody could work out.

use super::{Level, Settings};
use crate::diagnostics::{Applicability, Code, Diagnostic, Finding, Fix, HostEdit, Location};
use crate::extract::{Extraction, FoundPlace, Knowledge, Parameter, parameter};
use crate::host::{Entry, Language, Module, NodeKind};
use crate::problem::{Part, Place};
use crate::source::Span;
use crate::syntax::{ExpressionKind, parse};

/// Everything of this kind in a module, each thing as loud as it is configured.
pub(super) fn findings(module: &Module<'_>, found: &Extraction, settings: Settings<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    duplicates(found, &mut all);
    if module.language() == Language::Yaml {
        comments(module, &mut all);
    }
    unchecked(found, &mut all);
    let levelled = all.into_iter().filter_map(|mut finding| {
        let own = super::rule(finding.diagnostic.code).map_or(Level::Off, |rule| rule.default);
        finding.diagnostic.severity = (settings.level)(finding.diagnostic.code, own).severity()?;
        Some(finding)
    });
    levelled.collect()
}

fn finding(code: Code, span: Span, title: String, label: &str, help: &str) -> Finding {
    let diagnostic = Diagnostic {
        code,
        severity: crate::diagnostics::Severity::Error,
        title,
        place: Place::part(Part::Written(span)),
        label: label.to_owned(),
        related: Vec::new(),
        service: None,
        is_reported_by_service: false,
        notes: Vec::new(),
        help: Some(help.to_owned()),
        fix: None,
    };
    Finding::place(diagnostic, Location { source: 0, span }, |_| None)
}

fn duplicates(found: &Extraction, all: &mut Vec<Finding>) {
    for duplicate in &found.duplicates {
        let title = format!("`{}` is given twice", duplicate.name);
        let help = "join the two, or leave one of them out";
        let mut finding = finding(Code::DuplicateParameter, duplicate.lost, title, "this one does not count", help);
        finding.related.push((Location { source: 0, span: duplicate.wins }, "this one counts".to_owned()));
        all.push(finding);
    }
}

fn unchecked(found: &Extraction, all: &mut Vec<Finding>) {
    for place in &found.places {
        let FoundPlace { kind, name, knowledge: Knowledge::None(why), .. } = place else { continue };
        let title = format!("this {} could not be checked", kind.parameter());
        let help = "write it where it is sent, or keep it in a constant";
        let mut finding = finding(Code::UncheckedExpression, *name, title, why.explain(), help);
        finding.diagnostic.notes.push("nothing is known of its text".to_owned());
        all.push(finding);
    }
}

/// Plain YAML values that end where a comment begins, and are an expression only with that comment.
fn comments(module: &Module<'_>, all: &mut Vec<Finding>) {
    for id in module.nodes() {
        let NodeKind::Object { entries, .. } = module.kind(id) else { continue };
        for entry in entries {
            if let Some(cut) = cut_off(module, entry) {
                all.push(cut);
            }
        }
    }
}

fn cut_off(module: &Module<'_>, entry: &Entry) -> Option<Finding> {
    let Parameter::Expression(kind) = parameter(module.plain_text(entry.key)?)? else { return None };
    let text = module.text();
    let from = value_start(module, entry)?;
    let line = text.get(from as usize..)?.lines().next()?.trim_end();
    let at = line.find('#').filter(|at| *at == 0 || line.get(..*at).is_some_and(|before| before.ends_with(' ')))?;
    let kept = line.get(..at)?.trim_end();
    let is_quoted = line.starts_with(['"', '\'', '|', '>', '!', '&', '*', '{', '[']);
    if is_quoted || !is_expression(kind, line) || is_expression(kind, kept) {
        return None;
    }
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    let comment = Span::new(from + length(line.get(..at)?), from + length(line));
    let title = format!("YAML reads the rest of this {} as a comment", kind.parameter());
    let label = if kept.is_empty() { "nothing of the expression is left" } else { "not part of the expression" };
    let mut cut = finding(Code::YamlCommentInExpression, comment, title, label, "put the expression between quotes");
    let span = Span::new(from, from + length(line));
    cut.host_edits = vec![HostEdit { source: 0, span, replacement: quoted(line) }];
    cut.diagnostic.fix = Some(Fix::new("quote the expression", Applicability::Safe, Vec::new()));
    Some(cut)
}

/// Where the value of an entry begins, on the line of its key.
fn value_start(module: &Module<'_>, entry: &Entry) -> Option<u32> {
    let key = module.span(entry.key);
    let rest = module.text().get(key.end as usize..)?;
    let line = rest.lines().next()?;
    let value = line.trim_start().strip_prefix(':')?.trim_start();
    if value.is_empty() {
        return None;
    }
    Some(key.end + u32::try_from(line.len() - value.len()).ok()?)
}

fn is_expression(kind: ExpressionKind, text: &str) -> bool {
    !text.trim().is_empty() && parse(kind, text).errors.is_empty()
}

fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
