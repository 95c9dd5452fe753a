//! What requests of different files say about types of attributes, compared when all files were checked.

use std::collections::BTreeMap;

use super::lint_settings::Settings;
use super::lint_walk::language_of;
use crate::diagnostics::{Code, Finding, Report};
use crate::host::parse;
use crate::lint::{AttributeUse, Level, Suppressions, consistency};
use crate::source::{ColumnUnit, LineIndex, Span};

/// What was said, with the texts it was said in.
#[derive(Default)]
pub(super) struct Told {
    files: Vec<(String, String)>,
    uses: Vec<AttributeUse>,
}

impl Told {
    /// Takes over what the requests of a text say.
    pub(super) fn take(&mut self, name: &str, text: &str, uses: Vec<AttributeUse>) {
        if uses.is_empty() {
            return;
        }
        let file = self.files.len();
        self.files.push((name.to_owned(), text.to_owned()));
        self.uses.extend(uses.into_iter().map(|told| AttributeUse { file, ..told }));
    }

    /// Adds what does not go together to a report.
    pub(super) fn report(&mut self, report: &mut Report, settings: &Settings) {
        let mut by_file: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
        for finding in consistency(&self.uses) {
            by_file.entry(finding.at.source).or_default().push(finding);
        }
        for (file, mut findings) in by_file {
            let Some((name, text)) = self.files.get(file) else { continue };
            let level = settings.config.adjusted(Code::TypeInconsistent, Level::Warning, &settings.relative(name));
            let Some(severity) = level.severity() else { continue };
            let heeded = suppressed(name, text, &mut findings);
            let source = self.source(file, report);
            report.findings.retain(|known| {
                let is_unused = known.diagnostic.code == Code::UnusedSuppression && known.at.source == source;
                !(is_unused && heeded.contains(&known.at.span))
            });
            for mut finding in findings {
                finding.diagnostic.severity = severity;
                finding.at.source = source;
                for (at, _) in &mut finding.related {
                    at.source = self.source(at.source, report);
                }
                report.findings.push(finding);
            }
        }
    }

    /// The number of a file among the texts of the report.
    fn source(&self, file: usize, report: &mut Report) -> usize {
        let Some((name, text)) = self.files.get(file) else { return 0 };
        let known = report.sources.iter().position(|source| source.name == *name);
        known.unwrap_or_else(|| report.add_source(name.clone(), text.clone()))
    }
}

/// Leaves out what comments of the file suppress, and gives the places of the suppressions that were needed for it.
fn suppressed(name: &str, text: &str, findings: &mut Vec<Finding>) -> Vec<Span> {
    let Some(language) = language_of(name).filter(|_| text.contains("ddbexpr:")) else { return Vec::new() };
    let module = parse(text, language);
    let mut suppressions = Suppressions::of_text(text, || module.comments().iter().map(|comment| comment.span));
    let before = suppressions.unused(|_| true);
    let lines = LineIndex::new(text);
    let line = |offset| lines.line_column(text, offset, ColumnUnit::Bytes).line;
    findings.retain(|finding| {
        let statement = finding.statement.map_or(finding.at.span, |statement| statement.to(finding.at.span));
        !suppressions.covers(line(statement.start)..=line(statement.end), finding.diagnostic.code)
    });
    let after = suppressions.unused(|_| true);
    before.into_iter().filter(|one| !after.contains(one)).map(|(span, _)| span).collect()
}
